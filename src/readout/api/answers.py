"""How the doors answer: JSON, pages of it, and trouble as RFC 9457 has it."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from readout.model import ReadoutError

Record = dict[str, Any]


class Json(JSONResponse):
    """A value as JSON, with the letters of every language as they are."""

    def render(self, content: object) -> bytes:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def answer(
    found: Iterable[object], besides: Iterable[object] = (), *, after: str | None = None, held: int | None
) -> Json:
    """What was asked for, what it names, where the next page begins, and how many there are."""
    return Json({"items": list(found), "besides": list(besides), "after": after, "all": held})


def paged(found: Sequence[Any], after: int, size: int) -> tuple[Sequence[Any], str | None]:
    """One page, and where the next one begins. None: there is none."""
    more = after + size < len(found)
    return found[after : after + size], str(after + size) if more else None


class ProblemJson(Json):
    media_type = "application/problem+json"


def trouble(status: int, title: str, detail: str = "") -> ProblemJson:
    """What is wrong, without a trace. After: RFC 9457."""
    return ProblemJson(
        {"type": "about:blank", "title": title, "status": status, "detail": detail}, status_code=status
    )


def said(error: ReadoutError) -> str:
    """An error's own words, with nothing of the machine in them."""
    return str(error)[:500]


def home(request: Request) -> str:
    """Where the reader's pages are, without a stroke at the end."""
    return f"{request.url.scheme}://{request.url.netloc}"


#: No program sends more at once.
LONGEST = 4 * 2**20


class TooLongError(ReadoutError):
    message = "too much at once"


async def body_of(request: Request) -> bytes:
    """What was sent. Raises TooLongError."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            raise TooLongError(most=LONGEST)
    return body
