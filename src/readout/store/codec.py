"""Nouns to JSON values and back, by the types that their fields declare."""

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


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _decoder(kind: Any) -> Decode:
    kind = getattr(kind, "__supertype__", kind)  # a NewType is its string
    if kind is Span:
        return lambda pair: Span(*pair)
    if is_dataclass(kind):
        hashable: Any = kind
        hints = typing.get_type_hints(kind)
        parts = {name: _decoder(hints[name]) for name in _names(hashable)}
        return _builder(typing.cast("Callable[..., Any]", kind), parts)
    if typing.get_origin(kind) is tuple:
        part = _decoder(typing.get_args(kind)[0])
        return lambda value: tuple(part(one) for one in value)
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        some = _decoder(next(arg for arg in typing.get_args(kind) if arg is not types.NoneType))
        return lambda value: None if value is None else some(value)
    if kind is datetime:
        return datetime.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _builder(build: Callable[..., Any], parts: dict[str, Decode]) -> Decode:
    """Decodes the fields that need it; most are strings or absent, and there are very many."""
    names = parts.keys()
    changed = [(name, decode) for name, decode in parts.items() if decode is not _as_it_is]

    def decoded(value: Any) -> Any:
        given = {name: value[name] for name in names if name in value} if value.keys() - names else {**value}
        for name, decode in changed:
            one = given.get(name)
            if one is not None:
                given[name] = decode(one)
        return build(**given)

    return decoded
