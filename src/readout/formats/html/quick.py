"""What a page asks of Jinja a thousand times, done with less ado. The pages are the same."""

from functools import lru_cache
from types import FunctionType
from typing import Any

from jinja2.runtime import Context, Macro
from markupsafe import Markup

from readout.formats import words


class Setting(Context):
    """The context of a template: it calls macros and functions without looking twice what they take."""

    def call(self, called: Any, /, *given: Any, **named: Any) -> Any:
        if type(called) is Macro:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return called(self.eval_ctx, *given, **named)
        if type(called) is FunctionType and not hasattr(called, "jinja_pass_arg"):
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return called(*given, **named)
        return super().call(called, *given, **named)


@lru_cache(maxsize=4096)
def _marked(language: str, said: str) -> tuple[Markup, bool]:
    """Words of ours as markup, and whether there is anything to fill in."""
    return Markup(said), "%" in said


def _filled(said: str, values: dict[str, object]) -> Markup:
    marked, open_ = _marked(words.tongue(), said)
    return marked % values if open_ else marked


def gettext(message: str, /, **values: object) -> Markup:
    """Words in the language of whoever looks, with values filled in as Jinja's new style has it."""
    return _filled(words.gettext(message), values)


def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
    values.setdefault("num", number)
    return _filled(words.ngettext(one, many, number), values)


def pgettext(context: str, message: str, /, **values: object) -> Markup:
    values.setdefault("context", context)
    return _filled(words.pgettext(context, message), values)
