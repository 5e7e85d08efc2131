"""An article sentence by sentence, and whose words stand in each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.lang.cues import words
from readout.lang.reading import sentence_spans
from readout.model import Article, CaptureId, Flag, FlagKind, Mode, Passage, Role, Span, Statement
from readout.text.quotes import quotations

#: Where a page speaks for itself. A turn, a pull quote and a question are somebody's, or ask.
ITS_OWN = frozenset({Role.BODY, Role.SUMMARY, Role.INSIGHT, Role.BACKGROUND, Role.FAQ})
#: So often "I" outside quotation marks, and the article is its writer's own account.
PERSONAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of an article."""

    span: Span
    #: Which block it stands in, and where in it.
    block: int
    place: int
    #: The statements that have a speaker, and of which words stand here.
    said: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the kinds of flags look at: one article."""

    article: Article
    text: str
    lines: tuple[Line, ...]
    quoted: tuple[Span, ...]
    #: Whether the writer tells it as his own account.
    personal: bool

    @property
    def language(self) -> str:
        return self.article.language.partition("-")[0]

    def passage(self, span: Span) -> Passage:
        return Passage(capture_id=self.article.capture_id, span=span, exact=span.of(self.text))

    def flag(self, kind: FlagKind, reason: str, span: Span, other: Passage | None = None) -> Flag:
        return Flag(what=f"{kind}: {reason}", passage=self.passage(span), other=other)

    def is_quoted(self, span: Span) -> bool:
        return any(span.overlap(quoted) for quoted in self.quoted)

    def around(self, line: Line) -> Iterator[Line]:
        """The sentences before and behind one in its paragraph."""
        return (
            other for other in self.lines if other.block == line.block and abs(other.place - line.place) == 1
        )


def page_of(article: Article, texts: Mapping[CaptureId, str], statements: Sequence[Statement]) -> Page:
    """An article as the kinds of flags look at it. `statements` are its own."""
    text = texts[article.capture_id]
    spoken = [s for s in statements if s.speaker is not None and s.mode is not Mode.TITLE]
    lines: list[Line] = []
    quoted: list[Span] = []
    for n, block in enumerate(article.blocks):
        if block.role not in ITS_OWN:
            continue
        quoted += [span.shifted(block.span.start) for span in quotations(block.span.of(text))]
        for place, span in enumerate(sentence_spans(text, block.span, article.language)):
            said = tuple(s for s in spoken if s.passage.span.overlap(span))
            lines.append(Line(span=span, block=n, place=place, said=said))
    first = words(article.language.partition("-")[0], "grammar", "i")
    own = 0
    for line in lines:
        if not any(line.span.overlap(span) for span in quoted):
            own += sum(word.strip(",.;") in {w.upper() for w in first} for word in line.span.of(text).split())
    return Page(
        article=article, text=text, lines=tuple(lines), quoted=tuple(quoted), personal=own >= PERSONAL
    )
