"""The plan of the house: which room may import which.

PLAN is the architecture. `docs/architecture.md` prints it (`python tests/plan.py` rewrites that
part), test_rooms.py compares every import with it, test_docs.py compares the page with it.
"""

from pathlib import Path

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "src" / "readout"
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- plan: printed by tests/plan.py -->", "<!-- end of plan -->"

GROUND = {"model", "text", "lang", "encoder"}
WORKROOMS = {
    "intake", "articles", "copies", "stories", "statements",
    "actors", "positions", "briefs", "formats", "assist", "events", "versions", "ledger",
}  # fmt: skip
DOORS = {"web", "api", "cli"}

PLAN: dict[str, set[str]] = {
    "model": set(),
    "text": {"model"},
    "lang": {"model", "text"},
    "encoder": {"model", "text"},
    **dict.fromkeys(sorted(WORKROOMS), GROUND),  # workrooms do not import each other
    "store": {"model"},
    "desk": GROUND | WORKROOMS | {"store"},
    **{door: {"desk", "model", "formats"} for door in sorted(DOORS)},
    "cli": {"desk", "model", "formats", "web"},  # `serve` starts the reader
}


def first_line(room: str) -> str:
    """The first line of a room's docstring: what leaves it."""
    folder, file = HOUSE / room / "__init__.py", HOUSE / f"{room}.py"
    page = (folder if folder.is_file() else file).read_text(encoding="utf-8")
    return page.split('"""')[1].strip().splitlines()[0]


def table() -> str:
    """The plan as a Markdown table."""
    rows = ["| room | what it is for | may import |", "|---|---|---|"]
    for room, allowed in PLAN.items():
        imports = ", ".join(f"`{name}`" for name in sorted(allowed)) or "nothing of ours"
        rows.append(f"| `{room}` | {first_line(room)} | {imports} |")
    return "\n".join(rows)


def printed(page: str) -> str:
    """The page with its plan printed anew."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(printed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
