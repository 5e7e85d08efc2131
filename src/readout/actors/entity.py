"""Somebody in one article, before articles are joined."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from readout.actors.describe import Kind, office_heads
from readout.actors.wording import without_suffix
from readout.lang.cues import words
from readout.lang.names import skeleton
from readout.model import ActorType, ArticleId, CaptureId, Passage, Span


@dataclass(slots=True)
class Entity:
    """Somebody in one article."""

    key: str
    kind: ActorType
    name: str
    article: ArticleId
    capture: CaptureId
    language: str = ""
    names: set[str] = field(default_factory=set)
    roles: list[tuple[str, Passage]] = field(default_factory=list)
    #: Honorifics and short titles before the name.
    titles: set[str] = field(default_factory=set)
    territories: set[str] = field(default_factory=set)
    gender: Kind | None = None
    places: list[Span] = field(default_factory=list)
    #: Several persons of the article have this surname, and the words do not tell which is meant.
    shared: bool = False

    #: Named only as somebody's kin.
    kin: bool = False
    #: Where the full name stands first.
    first: int = sys.maxsize

    @property
    def proven(self) -> bool:
        """Whether more than a capital letter tells that this is a person."""
        return bool(self.titles or self.roles or self.gender or len(self.tokens) > 1)

    @property
    def tokens(self) -> tuple[str, ...]:
        return name_tokens(self.name, self.language)

    @property
    def surname(self) -> str:
        return self.tokens[-1] if self.tokens else ""

    @property
    def suffix(self) -> str:
        """ "jr" of "Paul Roth Jr."; empty for most."""
        return without_suffix(self.name.split(), self.language)[1]

    @property
    def offices(self) -> frozenset[str]:
        """The offices that somebody is said to hold, each by its last word."""
        return offices_in((*(role for role, _ in self.roles), *self.titles), self.language)


@cache
def name_tokens(name: str, language: str) -> tuple[str, ...]:
    """The words of a name as skeletons, "Jr." left out."""
    tokens, _ = without_suffix(name.split(), language)
    return tuple(skeleton(token) for token in tokens if skeleton(token))


def offices_in(roles: Iterable[str], language: str) -> frozenset[str]:
    """The last words of all offices that some roles name, short titles in full."""
    heads = office_heads(language)
    pairs = (pair.partition("=") for pair in words(language, "titles", "short_for"))
    long = {short: office for short, _, office in pairs}
    found = {token.casefold().strip(".,’'") for role in roles for token in role.split()}
    return frozenset(long.get(token, token) for token in found if token in long or token in heads)


def is_tail(name: str, longer: str) -> bool:
    """Whether a full name ends a longer one: what stands before it there may be anything."""
    return len(name.split()) > 1 and longer.endswith(f" {name}")
