"""The floors of the import linter cover every room of the house and every library it depends on."""

import re
import tomllib

from tests.house.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {contract["name"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
# Used through another library's door only: SQLAlchemy loads the driver, zoneinfo the zones.
NEVER_IMPORTED = {"tzdata"}
IMPORT_NAMES = {"ruamel-yaml": "ruamel", "prometheus-client": "prometheus_client"}


def test_every_library_has_its_room() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = [*PROJECT["project"]["dependencies"], *extras["postgres"], *extras["demo"]]
    names = {re.split(r"[\[<>=]", requirement)[0] for requirement in wanted} - NEVER_IMPORTED
    modules = {IMPORT_NAMES.get(name, name.replace("-", "_")) for name in names}
    assert modules == set(CONTRACTS["One library, one room"]["forbidden_modules"])


def test_the_domain_is_kept_from_every_library() -> None:
    kept = set(CONTRACTS["The domain knows the standard library only"]["forbidden_modules"])
    assert kept == set(CONTRACTS["One library, one room"]["forbidden_modules"])
