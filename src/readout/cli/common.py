"""What the commands share: options, the store they open, how results are written."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from readout.desk import Desk
    from readout.model import Edition, Problem

C = TypeVar("C", bound=Callable[..., Any])

#: Work that takes less than this needs no progress bar, in seconds.
SHORT = 1.0


def store_option(command: C) -> C:
    return click.option(
        "--store",
        envvar="READOUT_STORE",
        metavar="ADDRESS",
        help="Where things are kept: a file. Else READOUT_STORE, else the user's data directory.",
    )(command)


def format_option(command: C) -> C:
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "jsonl", "json", "md", "html"]),
        help="How to write it; text on a terminal and jsonl in a pipe unless said.",
    )(command)


def by_option(command: C) -> C:
    return click.option(
        "--by",
        envvar="READOUT_BY",
        metavar="NAME",
        default=_myself,
        help="Who says so. Else READOUT_BY, else the user's name.",
    )(command)


def _myself() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reader"


class ActName(click.ParamType[str]):
    """One of the acts."""

    name = "act"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from readout.model import Act

        wanted = value.strip().lower().replace(" ", "_")
        if wanted not in {act.value for act in Act}:
            self.fail(f"{value!r} is no act; the acts are {', '.join(act.value for act in Act)}")
        return wanted


#: An act, as an option takes it.
act_name = ActName()


def act_option(command: C) -> C:
    return click.option("--act", type=act_name, metavar="ACT", help="What is done by saying it.")(command)


class Moment(click.ParamType[datetime]):
    """An ISO time. Without an offset it is UTC; without a time it is midday."""

    name = "time"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a time like 2022-01-18 or 2022-01-18T09:30+02:00")
        if len(value) == len("2022-01-18"):
            at = at.replace(hour=12)
        return at if at.tzinfo else at.replace(tzinfo=UTC)


def captured_at_option(command: C) -> C:
    return click.option(
        "--captured-at",
        type=Moment(),
        metavar="TIME",
        help="When the pages were fetched. Ages and weekdays are worked out from it.",
    )(command)


def limit_option(command: C) -> C:
    return click.option(
        "--limit",
        envvar="READOUT_LIMIT",
        type=click.IntRange(min=1),
        metavar="BYTES",
        help="The largest file that is read; 64 MiB unless said.",
    )(command)


def fast_option(command: C) -> C:
    return click.option(
        "--fast", is_flag=True, help="Read statements by rules alone: some ten times as fast, and finds less."
    )(command)


def default_store() -> Path:
    """The store in the user's data directory."""
    if sys.platform == "win32":
        home = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Application Support"
    else:
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "readout" / "readout.sqlite3"


@contextmanager
def desk_at(
    store: str | Path | None,
    *,
    limit: int | None = None,
    must_exist: bool = False,
    pages: bool | None = None,
    fast: bool = False,
) -> Iterator["Desk"]:
    """An open desk; trouble that a person can end is told in one line. None: in memory.

    `pages`: whether the pages of feeds' entries are fetched; None: as the environment says.
    `fast`: statements are read by rules alone.
    """
    from readout.desk import LIMIT, house, open_desk, settings_from
    from readout.model import ReadoutError

    is_file = store is not None and "://" not in str(store)
    if must_exist and is_file and not Path(str(store)).expanduser().exists():
        raise click.ClickException(f"there is no store at {store}; `readout add FILE` begins one")
    try:
        steps = house(fast=True) if fast else None
        settings = settings_from(pages=pages)
        with open_desk(store, limit=limit or LIMIT, steps=steps, feeds=settings) as desk:
            yield desk
    except ReadoutError as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def kept(store: str | None) -> Iterator["Desk"]:
    """The desk over what is kept, which has to exist."""
    with desk_at(store or default_store(), must_exist=True) as desk:
        yield desk


def write(
    edition: "Edition",
    form: str | None,
    *,
    explain: bool = False,
    only_statements: bool = False,
    at: datetime | None = None,
) -> None:
    """An edition on standard output. `at` is its date where a page needs one; else it is today."""
    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    if form == "text":
        from readout.formats.terminal import as_text, statements_as_text

        width, colour = columns(), sys.stdout.isatty() and "NO_COLOR" not in os.environ
        if only_statements:
            put([statements_as_text(edition, width=width, colour=colour)])
        else:
            put([as_text(edition, width=width, colour=colour, explain=explain)])
        return
    if form == "html":
        from readout.desk import now
        from readout.formats.html import as_html

        put([as_html(edition, now=at or now())])
        return
    from readout.formats import FORMATS

    put(FORMATS[form](edition))


def put(pieces: Iterable[str]) -> None:
    """Text on standard output, in UTF-8 whatever the locale, and nothing changed."""
    out = sys.stdout.buffer
    for piece in pieces:
        out.write(piece.encode("utf-8", "backslashreplace"))
    out.flush()


def columns() -> int:
    """How wide the terminal is; 100 where there is none."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def tell(problems: Iterable["Problem"]) -> None:
    """Problems on standard error, one a line."""
    for problem in problems:
        click.echo(f"readout: {problem.where}: {problem.what}", err=True)


@contextmanager
def progress() -> Iterator[Callable[[int, int, str], None]]:
    """A bar on standard error for work that takes long; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda done, total, what: None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.clear()


class _Bar:
    def __init__(self) -> None:
        self._start = time.monotonic()
        self._shown = False

    def show(self, done: int, total: int, what: str) -> None:
        from readout.formats.words import _, figures

        if time.monotonic() - self._start < SHORT:
            return
        width = max(10, min(30, columns() - 50))
        full = width * done // max(total, 1)
        name = Path(what).name or what if what else _("putting the stories together")
        so_far = _("{done} of {total}").format(done=figures(done), total=figures(total))
        line = f"{'█' * full}{'░' * (width - full)} {so_far}  {name}"
        click.echo("\r\x1b[K" + line[: columns() - 1], nl=False, err=True)
        self._shown = True

    def clear(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
