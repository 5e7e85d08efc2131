"""The documentation says what the program does today."""

import re
import tomllib

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


def test_no_word_of_the_house_is_used_against_the_glossary():
    banned = re.compile(r"^(?:class|def) \w*(?:Source|source|Manager|Handler|Utils)\w*", re.M)
    strays = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted(plan.HOUSE.rglob("*.py"))
        for match in banned.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not strays
