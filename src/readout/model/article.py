"""Articles: one text as one outlet published it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NewType

from readout.model.names import Name
from readout.model.span import CaptureId, Passage, Span

ArticleId = NewType("ArticleId", str)


class Role(Name):
    """What a block of an article is."""

    TITLE = "title"
    BODY = "body"
    SUBHEAD = "subhead"
    SUMMARY = "summary"
    INSIGHT = "insight"
    QUESTION = "question"
    TURN = "turn"
    PULL_QUOTE = "pull_quote"
    CAPTION = "caption"
    CREDIT = "credit"
    BACKGROUND = "background"
    FAQ = "faq"
    TABLE = "table"
    FURNITURE = "furniture"


#: The roles in which an article reports: where statements and events are read.
REPORTING = frozenset({Role.BODY, Role.SUMMARY, Role.TURN, Role.PULL_QUOTE})


class Turn(Name):
    """Whether an interview turn asks or answers."""

    QUESTION = "question"
    ANSWER = "answer"


class Basis(Name):
    """What a time rests on."""

    #: The page writes it out.
    DOCUMENT = "document"
    #: Worked out from words of the page and a date of the page ("on Tuesday", dateline 18 January).
    INFERENCE = "document+inference"
    #: Structured metadata of the page (JSON-LD, meta tags, feed elements).
    METADATA = "metadata"
    #: Worked out from words of the page ("5 days ago") and the recorded time of its capture.
    CAPTURE = "capture"
    #: Nothing to work it out from: the words are kept, the time is unknown.
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as a page gives it."""

    #: ISO 8601, a date ("2022-01-18") or a time with offset. None: nothing anchors the words.
    iso: str | None
    #: The page's own words. None: it came from metadata.
    as_written: str | None
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph or line of an article, and what it is."""

    span: Span
    role: Role
    #: For a turn: who speaks, in full where the page gives it. None: the page does not tell.
    speaker: str | None = None
    turn: Turn | None = None
    #: For furniture: what sort ("share", "age", "related", "navigation", "comments" ...); for a credit,
    #: "photo" or "agency"; for a caption, "alt" where it is the words that stand for a picture.
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where a report was filed, and for whom: "WASHINGTON (AP) —"."""

    place: str | None
    credit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRef:
    """Which entry of which feed: the feed's address as given, and the entry's id in that feed."""

    feed: str
    id: str


class Supplier(Name):
    """What part somebody had in getting this text to the page."""

    AGENCY = "agency"
    OUTLET = "outlet"
    ORIGINAL = "original"
    TRANSLATOR = "translator"
    REPUBLISHER = "republisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """One hand that a text went through, with the words that say so."""

    role: Supplier
    name: str
    passage: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text as one outlet published it. A new text is a new article.

    What the page does not say is None or empty, never a guess.
    """

    id: ArticleId
    capture_id: CaptureId
    #: In order of the page, furniture between them included.
    blocks: tuple[Block, ...]
    #: The title as it stands on the page, suffixes and damage included. None: no title.
    title: Passage | None = None
    #: The title without the site's suffix. None exactly where `title` is None.
    title_clean: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    #: The agency that supplied the text.
    credit: str | None = None
    #: BCP 47 ("en", "pt-BR"); "und" if nobody could tell.
    language: str = "und"
    #: Outermost first.
    provenance: tuple[Provenance, ...] = ()
    published: When | None = None
    #: When it was last changed, where the page or the feed says so.
    updated: When | None = None
    #: "5 days ago", as the page writes it.
    age_as_written: str | None = None
    section: str | None = None
    entry: EntryRef | None = None
    #: Where the text breaks off because its page keeps the rest for those who pay: the words that say
    #: so, or the last that are shown. None: nothing says that there is more.
    teaser: Passage | None = None
    #: The step and version that read it, e.g. "articles/1".
    origin: str

    @property
    def span(self) -> Span:
        """From the first to the last character of the blocks."""
        starts = [block.span.start for block in self.blocks]
        return Span(min(starts), max(block.span.end for block in self.blocks))

    def reporting(self) -> Iterator[Block]:
        """The blocks in which statements are read: body, summary, turns and pull quotes."""
        return (block for block in self.blocks if block.role in REPORTING)

    def words(self, text: str, roles: Iterable[Role] = REPORTING) -> str:
        """The text of the blocks with these roles, one a paragraph. `text` is the capture's."""
        wanted = frozenset(roles)
        return "\n\n".join(b.span.of(text) for b in self.blocks if b.role in wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Words of a capture that belong to no article: counters, navigation, page footers."""

    capture_id: CaptureId
    span: Span
    type: str


#: How a flag begins that says an article was translated by machine.
TRANSLATED = "machine translation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something in a capture that a careful reader would distrust."""

    what: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one capture holds.

    Every character that is not white space is in exactly one block or one furniture.
    """

    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()
    flags: tuple[Flag, ...] = ()
