"""Every dependency is explained in docs/dependencies.md, and the lock files name no machine."""

import re
import tomllib

from tests.house.sources import ROOT, document

PROJECT = tomllib.loads(document("pyproject.toml"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


def _requirements() -> set[str]:
    lists = [
        PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"].values(),
        *PROJECT["dependency-groups"].values(),
    ]
    return {re.split(r"[\[<>=]", requirement)[0] for requirements in lists for requirement in requirements}


def _explained() -> set[str]:
    chosen = document("docs/dependencies.md").split("## Considered and left out")[0]
    return {name for name in re.findall(r"^\| ([\w-]+) \|", chosen, re.MULTILINE) if name != "package"}


def test_every_dependency_is_explained_and_nothing_else() -> None:
    assert _explained() == _requirements()


def test_the_lock_files_hold_every_dependency_with_its_hashes() -> None:
    locked = document("requirements-dev.lock")
    assert [name for name in _requirements() if f"\n{name}==" not in locked] == []
    assert not re.search(r"==[^\n]*[^\\]\n[^ ]", locked.split("\n", 2)[2]), "a package without hashes"


def test_the_lock_files_name_no_index() -> None:
    assert [name for name in LOCKS if "://" in document(name) or "--index" in document(name)] == []


def test_the_lock_files_agree() -> None:
    daemon, everything = (set(re.findall(r"^[\w.-]+==[\w.]+", document(name), re.MULTILINE)) for name in LOCKS)
    assert daemon <= everything


def test_the_licence_is_the_one_that_the_imap_library_asks_for() -> None:
    assert PROJECT["project"]["license"] == "GPL-3.0-or-later"
    assert "GNU GENERAL PUBLIC LICENSE" in (ROOT / "LICENSE").read_text(encoding="utf-8")[:200]
