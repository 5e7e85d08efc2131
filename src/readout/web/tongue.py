"""The language that pages are shown in: what was chosen, else what the browser asks for, else English."""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from readout.formats.words import ENGLISH, accepted, named, speaking

#: The cookie that keeps a choice, for a year.
COOKIE, YEAR = "language", 365 * 24 * 3600


class Tongue:
    """Sets the language around every request.

    `?language=fr` chooses one and is remembered; then come the cookie of an earlier choice, the language
    that the reader was started with, and the browser's Accept-Language.
    """

    def __init__(self, app: ASGIApp, started_with: str | None = None) -> None:
        self.app = app
        self.started_with = started_with

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        chosen = named(query["language"][0]) if "language" in query else None
        language = (
            chosen
            or _kept(headers.get("cookie", ""))
            or self.started_with
            or accepted(headers.get("accept-language", ""))
            or ENGLISH
        )

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer["Content-Language"] = language
                answer.append("Vary", "Accept-Language, Cookie")
                if chosen:
                    cookie = f"{COOKIE}={chosen}; Max-Age={YEAR}; Path=/; SameSite=Lax; HttpOnly"
                    answer.append("Set-Cookie", cookie)
            await send(message)

        with speaking(language):
            await self.app(scope, receive, tell)


def _kept(header: str) -> str | None:
    """The choice that a cookie keeps. None: none, or of a language that is no longer held."""
    try:
        cookie = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return named(cookie.value) if cookie else None
