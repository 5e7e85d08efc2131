"""Who asks for a page, and what the forms on it carry: set around every request."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks. Without an account: the one reader of this machine, who owns everything."""

    #: The name of the account. None: nobody is logged in.
    name: str | None = None
    #: Whether they may change feeds, settings, and what others decided.
    owns: bool = True
    #: Whether they may see more than what is public.
    inside: bool = True
    #: What every form that changes something carries. Empty: nothing is asked for.
    token: str = ""
    #: Whether one letter does what a button does, and what is scrolled past is marked read.
    keys: bool = True
    scroll: bool = False
    #: Whether the images of articles are shown: they are fetched by the reader, not by the browser.
    images: bool = False


_NOBODY = Asking()
_ASKING: ContextVar[Asking] = ContextVar("asking", default=_NOBODY)


@contextmanager
def asked_by(asking: Asking) -> Iterator[None]:
    """Pages are made for this one meanwhile."""
    before = _ASKING.set(asking)
    try:
        yield
    finally:
        _ASKING.reset(before)


def asking() -> Asking:
    return _ASKING.get()


def token() -> Markup:
    """The hidden field of a form that changes something."""
    made = asking().token
    return Markup('<input type="hidden" name="token" value="{}">').format(made) if made else Markup("")
