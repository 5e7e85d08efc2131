"""Sentences of a paragraph in a given language."""

from collections.abc import Iterator

from readout.lang.cues import words
from readout.model import Span
from readout.text.quotes import quotations
from readout.text.sentences import sentences


def sentence_spans(text: str, span: Span, language: str) -> Iterator[Span]:
    """The sentences of the paragraph at `span`, in order, with offsets of the whole text."""
    paragraph = span.of(text)
    short = words(language, "sentences", "abbreviations")
    for part in sentences(paragraph, quotations(paragraph), short):
        yield part.shifted(span.start)
