"""The documentation says what the program does today."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import plan

ROOT = plan.ROOT


def test_the_architecture_page_prints_the_plan():
    page = plan.PAGE.read_text(encoding="utf-8")
    assert page == plan.printed(page), "run: python tests/plan.py"


def test_every_runtime_dependency_has_a_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[<>=\[;~ ]", line)[0] for line in project["dependencies"]}
    page = (ROOT / "docs" / "why" / "dependencies.md").read_text(encoding="utf-8")
    assert named == set(re.findall(r"^\| ([\w-]+) \| (?!for \|)", page, re.M)) - {"package"}


def blocks(page: str) -> list[list[str]]:
    """The commands of a page's console blocks, each with the lines it shows."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", page, re.S):
        for command in re.split(r"^\$ ", block, flags=re.M)[1:]:
            found.append(command.rstrip("\n").split("\n"))
    return found


def run(command: str, folder) -> str:
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": paths, "COLUMNS": "100", "HOME": str(folder)}
    done = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def shows(output: str, wanted: list[str]) -> bool:
    """Whether the lines stand in the output in this order; "..." stands for any lines."""
    lines = iter(line.rstrip() for line in output.split("\n"))
    return all(any(line == want.rstrip() for line in lines) for want in wanted if want != "...")


def test_the_tutorial_can_be_followed(tmp_path):
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    for command, *wanted in blocks(page):
        assert shows(run(command, tmp_path), wanted), command
    assert "Vilaverde" in (tmp_path / "edition.html").read_text(encoding="utf-8")


def test_the_first_screen_of_the_readme_shows_real_output(tmp_path):
    (tmp_path / "demo").symlink_to(ROOT / "demo")
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    for command, *wanted in blocks(page):
        assert shows(run(command, tmp_path), wanted), command


def test_every_command_is_named_in_the_changelog():
    from readout.cli import main

    page = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [
        name for name in main.commands if f"`{name}`" not in page and f"readout {name}`" not in page
    ] == []


def test_no_word_of_the_house_is_used_against_the_glossary():
    banned = re.compile(r"^(?:class|def) \w*(?:Source|source|Manager|Handler|Utils)\w*", re.M)
    strays = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted(plan.HOUSE.rglob("*.py"))
        for match in banned.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not strays


def test_the_page_of_the_api_is_what_the_api_says():
    import routes

    assert routes.PAGE.read_text(encoding="utf-8") == routes.printed(), "run: python tests/routes.py"
