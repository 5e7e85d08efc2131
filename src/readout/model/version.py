"""Versions: one article's text, read again and changed."""

from dataclasses import dataclass

from readout.model.article import ArticleId
from readout.model.names import Name
from readout.model.span import Passage, Span
from readout.model.statement import Reason, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A later text of an article, and the earlier one it replaces.

    Where one page prints both, an update above its earlier story, it stays one article: `later` and
    `earlier` are the same, and the spans say which part is which.
    """

    later: ArticleId
    earlier: ArticleId
    #: The parts of the one page that prints both. None: each text is an article of its own.
    later_part: Span | None = None
    earlier_part: Span | None = None
    reasons: tuple[Reason, ...] = ()


class Fate(Name):
    """What became of a sentence or a statement from one version to the next."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceEdit:
    """One sentence in two versions."""

    fate: Fate
    #: None: it is not in the earlier text.
    before: Passage | None
    #: None: it is not in the later text.
    after: Passage | None
    #: For a changed sentence: its words in order, each run kept, added or removed.
    words: tuple[tuple[Fate, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementEdit:
    """One statement in two versions."""

    fate: Fate
    before: Statement | None
    after: Statement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from one version of an article to a later one."""

    version: Version
    sentences: tuple[SentenceEdit, ...]
    statements: tuple[StatementEdit, ...]
