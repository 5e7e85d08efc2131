"""`readout doctor`: is everything as it should be?"""

import platform
import sqlite3
import sys
from pathlib import Path

import click

from readout import __version__
from readout.cli.common import default_store, desk_at, put, store_option


@click.command("doctor")
@store_option
def command(store: str | None) -> None:
    """Look whether the program, the store and every passage in it are sound."""
    address = store or str(default_store())
    lines = [
        ("✓", "readout", __version__),
        ("✓", "python", f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}"),
    ]
    good = True
    if "://" not in address and not Path(address).expanduser().exists():
        lines.append(("·", "store", f"none yet at {address}; `readout add FILE` begins one"))
    else:
        with desk_at(address) as desk:
            for check in desk.checkup():
                good = good and (check.good or check.name in {"problems", "feeds"})
                lines.append(("✓" if check.good else "✗", check.name, check.detail))
    put(f"{sign} {name:<10} {detail}\n" for sign, name, detail in lines)
    sys.exit(0 if good else 1)
