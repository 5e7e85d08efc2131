"""The page of the REST API: `python tests/routes.py` prints it anew from the API's own description."""

from pathlib import Path

from readout.api.rest import make_api
from readout.desk import open_desk

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "api.md"
HEAD = """# The REST API

Printed by `python tests/routes.py` from `/api/v1/openapi.json`; how to use it: [programs](../guide/programs.md).

Every route is a `GET`. `{…}` stands in the path; the rest are parameters of the query, with their default.
"""


def printed() -> str:
    with open_desk(None) as desk:
        spec = make_api(desk).openapi()
    lines = [HEAD, "| route | parameters | what comes |", "|---|---|---|"]
    for path, operations in spec["paths"].items():
        told = operations["get"]
        asked = ", ".join(
            f"`{p['name']}`" + _default(p) for p in told.get("parameters", ()) if p["in"] == "query"
        )
        words = " ".join(told["description"].split())
        lines.append(f"| `/api/v1{path}` | {asked} | {words} |")
    return "\n".join(lines) + "\n"


def _default(parameter: dict) -> str:
    if parameter.get("required"):
        return " (needed)"
    default = parameter["schema"].get("default")
    return f" ({default})" if default not in (None, "") else ""


if __name__ == "__main__":
    PAGE.write_text(printed(), encoding="utf-8")
