"""Who may ask for what: log-ins, app passwords, the token of every form, and how much may be sent."""

import binascii
import hmac
import secrets
from base64 import b64decode
from hashlib import sha256
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from readout.desk import Clock, Desk
from readout.formats.html import Pages
from readout.formats.html.asking import Asking, asked_by, asking
from readout.formats.times import clocks_in
from readout.formats.words import _, n_
from readout.model import Account, Edition, NotFoundError

#: The cookies that keep a log-in, and what the token of forms is made of.
SESSION, FORM = "session", "form"
MONTH = 30 * 24 * 3600
#: Nobody sends more than this in one request, in bytes; a list of feeds is the largest thing that is sent.
LIMIT = 4 * 2**20
#: What anybody may ask for. The rest of it asks for a log-in of its own, or shows only what is public.
PUBLIC = frozenset({"/login", "/logout", "/readout.css", "/readout.js", "/shared", "/shared.atom"})
#: Where programs ask, with a password of their own: they are told no, not led to a page.
DOORS = ("/api/", "/v1/", "/reader/", "/accounts/", "/mcp", "/fever", "/greader/")
#: Doors that take a name and a password in what is sent, and check them themselves.
SELF_CHECKED = frozenset({"/accounts/ClientLogin"})
#: Under these names a reader without a password may be asked: another name is another machine's.
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Access:
    """Sets around every request who asks, and refuses what they may not.

    Without an account there is one reader, who may do everything; `local`: only under the names
    of this machine, so that no page of elsewhere reaches them by giving itself an address here.
    """

    def __init__(self, app: ASGIApp, desk: Desk, *, local: bool = False) -> None:
        self.app, self.desk, self.local = app, desk, local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        body = await _sent(receive) if request.method not in {"GET", "HEAD"} else b""
        if body is None:
            refused = _said(_("refused: more was sent than {n} MB").format(n=LIMIT >> 20), 413)
            await refused(scope, receive, send)
            return
        needed, account, own = await run_in_threadpool(self._who, request)
        given = request.cookies.get(SESSION if account else FORM, "")
        fresh = "" if given else secrets.token_urlsafe(18)
        who = Asking(
            name=account.name if account else None,
            owns=account.owns if account else not needed,
            inside=account is not None or not needed,
            token=form_token(given or fresh),
            keys=own["keys"] == "on",
            scroll=own["scroll"] == "on",
            images=own["images"] == "on",
        )
        scope.setdefault("state", {}).update(
            account=account,
            needed=needed,
            images=who.images,
            check=lambda name, password: checked(self.desk, request, name, password),
        )

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start" and fresh and request.method == "GET":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", _cookie(request, FORM, fresh))
            await send(message)

        with asked_by(who), clocks_in(own["zone"]):
            kept_out = self._refused(request, who, needed) or await self._forged(request, body, who)
            await (kept_out or self.app)(scope, _again(body, receive), tell)

    def _who(self, request: Request) -> tuple[bool, Account | None, dict[str, str]]:
        """Whether an account is needed, whose request it is, and what they have set."""
        needed = self.desk.accounts.needed()
        account = account_of(request, self.desk) if needed else None
        return needed, account, self.desk.reading.settings(account.name if account else "reader")

    def _refused(self, request: Request, who: Asking, needed: bool) -> Response | None:
        path = request.url.path
        if self.local and not needed and _name(request) not in LOCAL:
            return _said(_(
                "refused: without an account readout answers under localhost only; "
                "`readout account add NAME` makes one"
            ), 421)  # fmt: skip
        if who.inside or path in PUBLIC or path in SELF_CHECKED:
            return None
        if path.startswith(DOORS):
            told = _said(_("refused: the name or the app password is wrong"), 401)
            told.headers["WWW-Authenticate"] = 'Basic realm="readout"'
            return told
        if request.method in {"GET", "HEAD"}:
            back = path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/login?next={quote(back, safe='')}", status_code=303)
        return _said(_("refused: log in first"), 403)

    async def _forged(self, request: Request, body: bytes, who: Asking) -> Response | None:
        """Whether a form was not sent from a page of ours. Programs that say who they are send no cookie."""
        if request.method in {"GET", "HEAD", "OPTIONS"} or _presented(request) or _own_check(request):
            return None
        browser = "origin" in request.headers or "sec-fetch-site" in request.headers
        if not browser and SESSION not in request.cookies:
            return None
        sent = await _field(request, body, "token")
        if hmac.compare_digest(sent.encode(), who.token.encode()):
            return None
        words = _("refused: the form is too old; go back, load the page again and send it once more")
        return _said(words, 403)


def account_of(request: Request, desk: Desk) -> Account | None:
    """Whose request this is: by an app password or a log-in. None: nobody's.

    Takes HTTP basic (an app password or the account's own), `X-Auth-Token` with an app password, and
    `Authorization: GoogleLogin auth=NAME/APP-PASSWORD`. Who presents one of these is not asked for a cookie.
    """
    shown = _presented(request)
    if shown is None:
        token = request.cookies.get(SESSION)
        return desk.accounts.in_session(token) if token else None
    name, password = shown
    return checked(desk, request, name, password)


def checked(desk: Desk, request: Request, name: str, password: str) -> Account | None:
    """The account, where this is its password or one of its programs'; whoever fails often is not heard."""
    address = request.client.host if request.client else ""
    if desk.accounts.tries.wait(address, name):
        return None
    account = desk.accounts.of_program(name, password)
    if account is None and name:
        account = desk.accounts.known(name, password)
    if account is None:
        desk.accounts.tries.failed(address, name)
    return account


def _presented(request: Request) -> tuple[str, str] | None:
    """The name and password that a program shows. None: it shows none."""
    if token := request.headers.get("x-auth-token"):
        return "", token
    scheme, _space, rest = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() == "basic":
        try:
            name, _colon, password = b64decode(rest, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        return name, password
    if scheme.casefold() == "googlelogin":
        name, _slash, password = rest.strip().removeprefix("auth=").partition("/")
        return name, password
    if scheme.casefold() == "bearer":
        return "", rest.strip()
    return None


def form_token(given: str) -> str:
    """What a form carries: made of a cookie that no other site can read."""
    return hmac.new(given.encode(), b"readout form", sha256).hexdigest()[:32]


def signed_in() -> str | None:
    """The name that what is decided now carries. None: nobody is logged in."""
    return asking().name


def _name(request: Request) -> str:
    """The name that the reader is asked under, without its port."""
    host = request.headers.get("host", "")
    return host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host


def _own_check(request: Request) -> bool:
    return request.url.path in SELF_CHECKED


async def _sent(receive: Receive) -> bytes | None:
    """Everything that is sent. None: too much."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LIMIT:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives what was sent once more, and then what comes."""
    waiting = [body]

    async def given() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return given


async def _field(request: Request, body: bytes, name: str) -> str:
    """A field of the form that was sent; empty where it has none."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        found = parse_qs(body.decode("latin-1"), max_num_fields=2000).get(name, [""])
        return found[0]
    if kind.startswith("multipart/form-data"):
        form = await Request(request.scope, _again(body, _nothing)).form()
        return str(form.get(name, ""))
    return request.headers.get("x-form-token", "")


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def _said(words: str, status: int) -> Response:
    return PlainTextResponse(words + "\n", status_code=status)


def _cookie(request: Request, name: str, value: str, age: int = MONTH) -> str:
    secure = "; Secure" if request.url.scheme == "https" else ""
    return f"{name}={value}; Max-Age={age}; Path=/; HttpOnly; SameSite=Lax{secure}"


class AccessPages:
    """Logging in and out, and one's own account."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock

    def routes(self) -> list[Route]:
        return [
            Route("/login", self.log_in, methods=["GET", "POST"]),
            Route("/logout", self.log_out, methods=["POST"]),
        ]

    def _page(self, back: str, trouble: str = "", status: int = 200, name: str = "") -> Response:
        page = Pages(Edition(), self.clock()).login(back=back, trouble=trouble, name=name)
        return HTMLResponse(page, status_code=status)

    async def log_in(self, request: Request) -> Response:
        if not await run_in_threadpool(self.desk.accounts.needed):
            return RedirectResponse("/", status_code=303)
        if request.method == "GET":
            return self._page(back_to(request.query_params.get("next", "")))
        form = await request.form()
        name, password = str(form.get("name", "")).strip()[:200], str(form.get("password", ""))[:2000]
        back = back_to(str(form.get("next", "")))
        return await run_in_threadpool(self._log_in, request, name, password, back)

    def _log_in(self, request: Request, name: str, password: str, back: str) -> Response:
        accounts = self.desk.accounts
        address = request.client.host if request.client else ""
        if wait := accounts.tries.wait(address, name):
            minutes = max(1, round(wait.total_seconds() / 60))
            trouble = n_(
                "too many tries failed; try again in {n} minute",
                "too many tries failed; try again in {n} minutes",
                minutes,
            )
            return self._page(back, trouble, 429, name)
        account = accounts.known(name, password)
        if account is None:
            accounts.tries.failed(address, name)
            return self._page(back, _("the name or the password is wrong"), 403, name)
        accounts.tries.succeeded(address, name)
        if before := request.cookies.get(SESSION):
            accounts.log_out(before)
        answer = RedirectResponse(back, status_code=303)
        answer.headers.append("set-cookie", _cookie(request, SESSION, accounts.log_in(account)))
        return answer

    async def log_out(self, request: Request) -> Response:
        if token := request.cookies.get(SESSION):
            await run_in_threadpool(self.desk.accounts.log_out, token)
        answer = RedirectResponse("/login", status_code=303)
        answer.headers.append("set-cookie", _cookie(request, SESSION, "", 0))
        return answer


def back_to(path: str) -> str:
    """A page of ours to go back to; nothing that a browser takes for another machine's."""
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if plain and path.isprintable() and len(path) < 2000 else "/"


def owners_only() -> None:
    """Raises NotFoundError where whoever asks may not change what is everybody's."""
    if not asking().owns:
        raise NotFoundError(allowed="to owners")
