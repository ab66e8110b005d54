"""The image is plain, runs as nobody special, and its build steps give a working program in a fresh environment."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.dockerfile import Stage, copied, read_dockerfile

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def stages() -> list[Stage]:
    return read_dockerfile((ROOT / "Dockerfile").read_text())


def test_it_has_two_stages_of_one_image(stages: list[Stage]) -> None:
    build, final = stages
    assert build.name == "build"
    assert build.image == final.image


def test_it_does_not_run_as_root(stages: list[Stage]) -> None:
    assert stages[-1].all("USER") == ["responder"]
    assert any(step.startswith("useradd") for step in stages[-1].all("RUN"))


def test_the_health_check_needs_nothing_but_python(stages: list[Stage]) -> None:
    [check] = stages[-1].all("HEALTHCHECK")
    program, flag, code = json.loads(check.partition("CMD ")[2])
    assert (program, flag) == ("python", "-c")
    assert "/health" in code
    compile(code, "HEALTHCHECK", "exec")


def test_the_container_gets_the_stop_signal_itself(stages: list[Stage]) -> None:
    assert json.loads(stages[-1].all("ENTRYPOINT")[0]) == ["responder"]


def test_everything_that_is_copied_exists_and_is_not_ignored(stages: list[Stage]) -> None:
    let_in = {line[1:].rstrip("/") for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"}
    from_context = [rest for stage in stages for rest in stage.all("COPY") if "--from=" not in rest]
    names = {source.rstrip("/") for rest in from_context for source in copied(rest)[0]}
    assert {name for name in names if not (ROOT / name).exists()} == set()
    assert names == let_in


@pytest.mark.timeout(600)
def test_its_install_steps_give_a_working_program(stages: list[Stage], tmp_path: Path) -> None:
    workdir, prefix = tmp_path / "src", tmp_path / "responder"
    _follow(stages[0], workdir, prefix)
    shutil.rmtree(workdir)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert "run" in _output([prefix / "bin" / "responder", "--help"], elsewhere)
    asked = "from responder.shipped import shipped; print(*map(shipped, ('rules.yaml', 'templates', 'migrations')))"
    found = _output([prefix / "bin" / "python", "-c", asked], elsewhere).split()
    assert [Path(path).is_relative_to(prefix) for path in found] == [True, True, True]


def _output(command: list[str | Path], cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, env=_environment(), capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _follow(stage: Stage, workdir: Path, prefix: Path) -> None:
    """Do what the stage says, with `workdir` for its WORKDIR and `prefix` for /opt/responder."""
    workdir.mkdir()
    for word, rest in stage.steps:
        if word == "COPY":
            sources, target = copied(rest)
            for source in sources:
                _copy(ROOT / source, workdir / target)
        elif word == "RUN":
            command = shlex.split(rest.replace("/opt/responder", str(prefix)))
            if command[0] == "python":
                command[0] = sys.executable
            done = subprocess.run(
                command, cwd=workdir, env=_environment(), capture_output=True, text=True, check=False, timeout=500
            )
            assert done.returncode == 0, f"{rest}\n{done.stdout}\n{done.stderr}"


def _copy(source: Path, target: Path) -> None:
    """COPY puts a folder's contents into the target, a file into or onto it."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _environment() -> dict[str, str]:
    """The environment without the variables that tie Python to this project's own environment."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
