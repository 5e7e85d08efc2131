"""One sentence with its words, their parts of speech, and what stands in quotation marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from readout.model import Span
from readout.text.tokens import Token

#: Parts of speech of which noun phrases are made.
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
INSIDE = NOMINAL | {"DET", "ADJ", "SYM"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text; every span counts from the text's start."""

    text: str
    span: Span
    tokens: Sequence[Token]
    tags: Sequence[str]
    #: Quotations of the paragraph that touch the sentence.
    quoted: tuple[Span, ...]
    #: Whether a trained tagger gave the tags; else they are coarse, and verbs that are no cues are nouns.
    tagged: bool = True

    def in_quote(self, n: int) -> Span | None:
        """The quotation that the n-th word stands in."""
        if not 0 <= n < len(self.tokens):
            return None
        at = self.tokens[n].span.start
        return next((q for q in self.quoted if q.start <= at < q.end), None)

    def lower(self, n: int) -> str:
        return self.tokens[n].lower if 0 <= n < len(self.tokens) else ""

    def tag(self, n: int) -> str:
        return self.tags[n] if 0 <= n < len(self.tags) else "EDGE"

    def words(self, start: int, end: int) -> Span:
        """The span of the words from `start` to before `end`."""
        return Span(self.tokens[start].span.start, self.tokens[end - 1].span.end)
