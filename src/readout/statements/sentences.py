"""Paragraphs of an article cut into sentences whose words have parts of speech."""

from collections.abc import Iterator

from readout.encoder import tagger
from readout.lang.cues import words
from readout.model import Span
from readout.statements.lexical import lexical_tags
from readout.text.phrases import Sentence
from readout.text.quotes import quotations
from readout.text.sentences import sentences
from readout.text.tokens import tokens

_MARKS = frozenset("“”«»„‹›「」『』\"'‘’")


def read_paragraph(text: str, span: Span, language: str) -> Iterator[Sentence]:
    """The sentences of one paragraph in order."""
    paragraph = span.of(text)
    short = words(language, "sentences", "abbreviations")
    quoted = quotations(paragraph)
    model = tagger.load(language)
    for part in sentences(paragraph, quoted, short):
        found = tokens(text, span.start + part.start, span.start + part.end, short)
        tags = model.tag([_plain(token.word) for token in found]) if model else lexical_tags(found, language)
        yield Sentence(
            text=text,
            span=part.shifted(span.start),
            tokens=tuple(found),
            tags=tuple(
                "PUNCT" if token.word in _MARKS else tag for token, tag in zip(found, tags, strict=True)
            ),
            tagged=model is not None,
            quoted=tuple(q.shifted(span.start) for q in quoted if q.overlap(part)),
        )


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("“", '"').replace("”", '"')
