"""Sketches packed into numbers: small enough to hold every article of an archive at once."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readout.model import ArticleId, Span
from readout.stories.sketch import Sketch

#: The views of an article that likenesses are made of, in this order.
#: Those of the second line are those of the gist.
VIEWS = (
    "text", "lead", "names", "pairs", "concepts", "latin",
    "matters", "headed", "places", "named", "figures",
)  # fmt: skip
#: What is known of a term of the lead.
NAME, PERSON, EVERYDAY = 1, 2, 4

#: Which kind of terms each view has: views of one kind number their terms alike.
KINDS = (
    "terms", "terms", "terms", "pairs", "concepts", "latin",
    "matters", "matters", "places", "named", "figures",
)  # fmt: skip

#: A whole article of so few different words is a title and a sentence or two.
BRIEF = 32

Keys = NDArray[np.uint64]
Ids = NDArray[np.int32]
Counts = NDArray[np.uint8]


@lru_cache(maxsize=200_000)
def key(term: str) -> int:
    """A number for a term, the same in every run of the program."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a sketch says in other words than terms."""

    id: ArticleId
    language: str
    #: ISO date or time of publication; empty: unknown.
    published: str
    capture: str
    #: From the first to the last character of the article in its capture.
    span: Span
    #: The page's own age of the article ("5 days ago"), as (figure, the other words).
    age: tuple[int, str] | None
    numbered: Mapping[str, int]
    days: frozenset[int]
    #: The title of the article, else its first sentence; and whether it is a title.
    title: str
    titled: bool
    #: How many blocks it has: the fullest article names the story.
    blocks: int

    @property
    def day(self) -> date | None:
        """The day of publication. None: unknown, or known only to the month."""
        try:
            return date.fromisoformat(self.published[:10])
        except ValueError:
            return None

    @property
    def placed(self) -> tuple[str, str]:
        """Where the article stands among others in time; undated ones last."""
        return self.published or "~", self.id


@dataclass(frozen=True, slots=True)
class Packed:
    """A sketch as numbers: for each view its terms, and how often each stands there."""

    facts: Facts
    #: Numbers that `Rarity` gave to the terms: they mean nothing without it.
    ids: Ids
    counts: Counts
    #: Where each view ends.
    ends: tuple[int, ...]
    #: NAME, PERSON, EVERYDAY for each term of the lead.
    flags: Counts

    @property
    def is_brief(self) -> bool:
        """Whether the whole article is no more than a title and a sentence or two."""
        return self.ends[0] <= BRIEF

    def view(self, kind: int) -> tuple[Ids, Counts]:
        start = self.ends[kind - 1] if kind else 0
        return self.ids[start : self.ends[kind]], self.counts[start : self.ends[kind]]


@dataclass(frozen=True, slots=True)
class Loose:
    """A packed sketch whose terms have no numbers yet, but keys that are the same everywhere."""

    facts: Facts
    keys: Keys
    counts: Counts
    ends: tuple[int, ...]
    flags: Counts


def pack(sketch: Sketch) -> Loose:
    """The keys of a sketch. Equal sketches give equal keys."""
    names = {
        term: count for term, count in sketch.terms.items()
        if (term in sketch.names or (term[0].isdigit() and len(term) != 4)) and term not in sketch.persons
    }  # fmt: skip
    gist = sketch.gist
    views: list[list[tuple[int, int]]] = [
        _keyed(sketch.terms.items()),
        _keyed(sketch.lead.items()),
        _keyed(names.items()),
        _merged((key(a) << 32 | key(b), n) for (a, b), n in sketch.pairs.items()),
        _keyed(sketch.concepts.items()),
        _keyed((name, 1) for name in sketch.latin),
        # What stands in the title counts for more.
        _keyed((matter, 2 if matter in gist.headed else 1) for matter in gist.matters),
        *(
            _keyed((term, 1) for term in terms)
            for terms in (gist.headed, gist.places, gist.names, gist.figures)
        ),
    ]
    flags = {
        key(term): (term in sketch.names) * NAME
        | (term in sketch.persons) * PERSON
        | (term in sketch.everyday) * EVERYDAY
        for term in sketch.lead
    }
    ends = np.cumsum([len(view) for view in views])
    pairs = [pair for view in views for pair in view]
    return Loose(
        facts=Facts(
            id=sketch.id,
            language=sketch.language,
            published=sketch.published,
            capture=sketch.capture,
            span=sketch.span,
            age=sketch.age,
            numbered=sketch.numbered,
            days=sketch.days,
            title=sketch.title,
            titled=sketch.titled,
            blocks=sketch.blocks,
        ),
        keys=np.array([one for one, _ in pairs], dtype=np.uint64),
        counts=np.array([min(n, 255) for _, n in pairs], dtype=np.uint8),
        ends=tuple(int(end) for end in ends),
        flags=np.array([flags[one] for one, _ in views[1]], dtype=np.uint8),
    )


def _keyed(counted: Iterable[tuple[str, int]]) -> list[tuple[int, int]]:
    return _merged((key(term), n) for term, n in counted)


def _merged(counted: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: dict[int, int] = {}
    for one, n in counted:
        found[one] = found.get(one, 0) + n
    return sorted(found.items())


def to_bytes(loose: Loose) -> bytes:
    """A packed sketch for keeping; `from_bytes` gives it back."""
    facts = loose.facts
    head = {
        "facts": [
            facts.language, facts.published, facts.capture, facts.age, facts.numbered, sorted(facts.days),
            facts.title, facts.titled, facts.blocks, facts.span.start, facts.span.end,
        ],
        "ends": loose.ends,
        "flags": len(loose.flags),
    }  # fmt: skip
    body = (loose.keys.astype("<u8").tobytes(), loose.counts.tobytes(), loose.flags.tobytes())
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + b"".join(body)


def from_bytes(article_id: ArticleId, kept: bytes) -> Loose:
    line, _, body = kept.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    language, published, capture, age, numbered, days, title, titled, blocks, start, end = head["facts"]
    size = head["ends"][-1]
    return Loose(
        facts=Facts(
            id=article_id,
            language=language,
            published=published,
            capture=capture,
            span=Span(start, end),
            age=(age[0], age[1]) if age else None,
            numbered=numbered,
            days=frozenset(days),
            title=title,
            titled=titled,
            blocks=blocks,
        ),
        keys=np.frombuffer(body, dtype="<u8", count=size).astype(np.uint64),
        counts=np.frombuffer(body, dtype=np.uint8, count=size, offset=8 * size),
        ends=tuple(head["ends"]),
        flags=np.frombuffer(body, dtype=np.uint8, count=head["flags"], offset=9 * size),
    )
