"""Nouns to JSON values and back, by the types that their fields declare."""

import json
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from readout.model import Span

N = TypeVar("N")
Decode = Callable[[Any], Any]

#: Nouns are kept whose JSON has so many characters together; they take some three times as much.
REMEMBERED = 12_000_000


def plain(value: Any) -> Any:
    """A noun as JSON can hold it. Spans become pairs; fields keep their names."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        of: Any = type(value)
        return {name: plain(getattr(value, name)) for name in _names(of)}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def noun(kind: type[N], value: Any) -> N:
    """The noun that `plain` made a JSON value of. A field that is missing keeps its default."""
    hashable: Any = kind
    made: N = _decoder(hashable)(value)
    return made


class _Memory:
    """The nouns that were decoded last, by their JSON: who reads the news reads the same ones again.

    The same text gives the same noun, and a noun cannot be changed: nothing in here grows out of date.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        # What was asked for lately, and before that: the older half is forgotten at once.
        self._late: dict[tuple[Any, str], Any] = {}
        self._before: dict[tuple[Any, str], Any] = {}
        self._size = 0

    def noun(self, kind: Any, text: str) -> Any:
        key = kind, text
        found = self._late.get(key)
        if found is None:
            found = self._before.get(key) or _decoder(kind)(json.loads(text))
            self._late[key] = found
            self._size += len(text)
            if self._size > self.most // 2:
                self._before, self._late, self._size = self._late, {}, 0
        return found


_MEMORY = _Memory(REMEMBERED)


def remembered(kind: type[N], held: Any) -> N:
    """The noun that a column of JSON holds, as text or, where the database knows JSON, decoded."""
    made: N = _MEMORY.noun(kind, held) if isinstance(held, str) else noun(kind, held)
    return made


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _decoder(kind: Any) -> Decode:
    kind = getattr(kind, "__supertype__", kind)  # a NewType is its string
    if kind is Span:
        return _span
    if is_dataclass(kind):
        hashable: Any = kind
        hints = typing.get_type_hints(kind)
        return _builder(kind, {name: _decoder(hints[name]) for name in _names(hashable)})
    if typing.get_origin(kind) is tuple:
        part = _decoder(typing.get_args(kind)[0])
        return tuple if part is _as_it_is else lambda value: tuple([part(one) for one in value])
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        some = _decoder(next(arg for arg in typing.get_args(kind) if arg is not types.NoneType))
        return _as_it_is if some is _as_it_is else lambda value: None if value is None else some(value)
    if kind is datetime:
        return datetime.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = kind._value2member_map_
        return lambda value: members.get(value) or kind(value)
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


_start, _end = (vars(Span)[name].__set__ for name in ("start", "end"))


def _span(pair: Any) -> Span:
    """A span that was one when it was written: it need not be checked again. There are very many."""
    made = object.__new__(Span)
    _start(made, pair[0])
    _end(made, pair[1])
    return made


def _builder(kind: Any, parts: dict[str, Decode]) -> Decode:
    """Fills a noun field by field: a frozen one takes twice as long to make by its own means.

    The function is written out, one line a field, as `dataclass` writes `__init__`.
    """
    known: dict[str, Any] = {"new": object.__new__, "kind": kind, "whole": _with_defaults(kind, parts)}
    lines = []
    for number, (name, decode) in enumerate(parts.items()):
        known |= {f"put{number}": vars(kind)[name].__set__, f"decode{number}": decode}
        value = f"value[{name!r}]"
        lines.append(f"put{number}(made, {value if decode is _as_it_is else f'decode{number}({value})'})")
    body = "\n        ".join(lines)
    exec(  # nothing in it comes from outside
        f"def build(value):\n    try:\n        made = new(kind)\n        {body}\n"
        "    except KeyError:\n        return whole(value)\n    return made",
        known,
    )
    return typing.cast("Decode", known["build"])


def _with_defaults(kind: Any, parts: dict[str, Decode]) -> Decode:
    """Decodes where fields are missing: they keep their defaults."""

    def decoded(value: Any) -> Any:
        return kind(**{name: decode(value[name]) for name, decode in parts.items() if name in value})

    return decoded
