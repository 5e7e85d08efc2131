"""Paragraphs of an article cut into sentences whose words have parts of speech."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from readout.encoder import tagger
from readout.lang.cues import words
from readout.lang.frames import frames
from readout.model import Span
from readout.statements.dashes import dash_speech, joined
from readout.statements.lexical import lexical_tags
from readout.text.phrases import Sentence
from readout.text.quotes import quotations
from readout.text.sentences import sentences
from readout.text.tokens import tokens

_CLOSED = frozenset({"ADP", "AUX", "CCONJ", "DET", "INTJ", "PART", "PRON", "PUNCT", "SCONJ", "SYM", "X"})
_MARKS = frozenset("“”«»„‹›「」『』\"'‘’")


#: Words with their parts of speech and how sure these are, as the encoder hears them; spans count
#: characters of the text.
Parts = Sequence[tuple[Span, str, float]]
#: Below this the small tagger decides: together they are right for .973 of GUM's words, alone for .968
#: and .930.
SURE = 0.9


def read_paragraph(text: str, span: Span, language: str, parts: Parts = ()) -> Iterator[Sentence]:
    """The sentences of one paragraph in order.

    Parts of speech are the given ones; else those of the language's small tagger; else coarse ones.
    """
    paragraph = span.of(text)
    short = words(language, "sentences", "abbreviations")
    quoted = quotations(paragraph)
    model = tagger.load(language)
    cut = sentences(paragraph, quoted, short)
    known = None if model or parts else frames(language)
    if known:
        cut = joined(paragraph, cut)
        quoted = tuple(
            sorted({*quoted, *(q for part in cut for q in dash_speech(paragraph, part, known.forms))})
        )
    for part in cut:
        found = tokens(text, span.start + part.start, span.start + part.end, short)
        plain = [_plain(token.word) for token in found]
        if parts:
            heard = _given([token.span for token in found], parts)
            tags = [tag for tag, _ in heard]
            if model:
                words_ = [token.lower for token in found]
                tags = [
                    own if _doubtful(word, own, tag, sure) else tag
                    for word, own, (tag, sure) in zip(words_, model.tag(plain), heard, strict=True)
                ]
                tags = model.settle(plain, tags)
        elif model:
            tags = model.tag(plain)
        else:
            tags = lexical_tags(found, language)
        yield Sentence(
            text=text,
            span=part.shifted(span.start),
            tokens=tuple(found),
            tags=tuple(
                "PUNCT" if token.word in _MARKS else tag for token, tag in zip(found, tags, strict=True)
            ),
            tagged=bool(parts) or model is not None,
            quoted=tuple(q.shifted(span.start) for q in quoted if q.overlap(part)),
        )


def _doubtful(word: str, own: str, tag: str, sure: float) -> bool:
    """Whether the small tagger's own part of speech is taken rather than the encoder's."""
    rare = tag in _CLOSED and own not in _CLOSED and len(word) > 4
    return own != tag and (sure < SURE or rare)


def _given(tokens: Sequence[Span], parts: Parts) -> list[tuple[str, float]]:
    """For each token the part of the last word that begins before it ends: "n't" is cut elsewhere there."""
    starts = [span.start for span, _, _ in parts]
    return [parts[max(0, bisect_right(starts, token.end - 1) - 1)][1:] for token in tokens]


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("“", '"').replace("”", '"')
