"""Who a program reads as, and whether it may."""

from ipaddress import ip_address

from starlette.requests import Request

#: Who reads where there is one reader without a password.
READER = "reader"
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def allowed(request: Request) -> str | None:
    """The name of the reader that a program reads as. None: it may not.

    On the machine's own loopback there is one reader without a password, and every password is right.
    Elsewhere nobody is let in. The address that was connected to and the host that was asked for both
    have to be the machine itself: a page on the web cannot borrow the reader's browser for it, and
    what another program passes on from outside is not taken for the reader.
    """
    connected = (request.scope.get("server") or ("", 0))[0]
    return READER if _is_here(connected) and _is_here(request.url.hostname or "") else None


def presented(request: Request) -> bool:
    """Whether a name and password, or a token, came with the request."""
    return bool(request.headers.get("authorization") or request.headers.get("x-auth-token"))


def _is_here(host: str) -> bool:
    if host in _HERE:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def logged_in(request: Request, name: str, password: str) -> str | None:
    """The token that a program may send from now on, for a name and a password. None: they are wrong."""
    by = allowed(request)
    return f"{by}-of-this-machine" if by and name and password else None
