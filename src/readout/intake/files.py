"""Files, directories and standard input: what a user names on the command line."""

import os
import stat
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from readout.intake.sniff import read
from readout.model import Capture, Problem

ORIGIN = "intake.files"

#: The largest file that is read, in bytes, unless a setting says otherwise.
LIMIT = 64 * 1024 * 1024
#: Standard input.
STDIN = "-"


def found(paths: Iterable[str]) -> Iterator[str | Problem]:
    """The files that some paths name; directories give theirs in order, all levels down.

    Names that begin with a dot are passed over inside directories. A directory that gives no file
    is a Problem; a path that is no directory is handed on as it is.
    """
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            yield path
            continue
        any_file = False
        troubles: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=troubles.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith("."):
                    any_file = True
                    yield str(Path(folder, name))
        for trouble in troubles:
            where = printable(str(trouble.filename))
            yield Problem(where=where, what=_refusal(trouble), origin=ORIGIN)
        if not any_file and not troubles:
            what = "there is no file in this directory"
            yield Problem(where=printable(path), what=what, origin=ORIGIN)


def take(
    path: str,
    *,
    received_at: datetime,
    captured_at: datetime | None = None,
    limit: int = LIMIT,
    stdin: BinaryIO | None = None,
) -> Iterator[Capture | Problem]:
    """The captures in one file, or the Problem that kept them out."""
    address = printable(path)
    if path.startswith(("http://", "https://")):
        what = "an address on the web, not a file; `readout feeds add` takes feeds, a page has to be saved"
        yield Problem(where=address, what=what, origin=ORIGIN)
        return
    try:
        body = _bytes(path, limit, stdin)
    except OSError as error:
        yield Problem(where=address, what=_refusal(error), origin=ORIGIN)
        return
    if isinstance(body, str):
        yield Problem(where=address, what=body, origin=ORIGIN)
        return
    yield from read(body, address=address, received_at=received_at, captured_at=captured_at, limit=limit)


def _bytes(path: str, limit: int, stdin: BinaryIO | None) -> bytes | str:
    """What a file holds, or the sentence that refuses it. Never holds more than the limit."""
    if path == STDIN:
        if stdin is None:
            return "there is no standard input here"
        body = stdin.read(limit + 1)
    else:
        # The size is asked first: a file beyond the limit is never read into memory.
        about = Path(path).stat()
        if stat.S_ISREG(about.st_mode) and about.st_size > limit:
            return _too_large(about.st_size, limit)
        with Path(path).open("rb") as file:
            body = file.read(limit + 1)
    return body if len(body) <= limit else _too_large(None, limit)


def _too_large(size: int | None, limit: int) -> str:
    said = f"{size:,} bytes" if size is not None else f"more than {limit:,} bytes"
    return f"{said} is larger than the limit of {limit:,}; raise it with --limit or split the file"


def _refusal(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file (any more); check the name"
        case PermissionError():
            return "may not be read by this user; change its permissions"
        case _:
            return f"cannot be read, {(error.strerror or str(error)).lower()}"


def printable(path: str) -> str:
    """A path as UTF-8 can write it; bytes of a name that are no text show as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
