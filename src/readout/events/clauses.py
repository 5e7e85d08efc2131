"""Clauses of an English sentence: what is done, by whom, to what, where.

Only for languages with a tagger. Elsewhere the sentence stands whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from readout.encoder import tagger
from readout.lang.cues import words
from readout.lang.events import EventWords
from readout.model import Span
from readout.text.phrases import INSIDE, NOMINAL, Sentence
from readout.text.quotes import quotations
from readout.text.tokens import Token, tokens

_VERBS = frozenset({"VFIN", "VB", "VBN", "VBG"})
_BETWEEN = frozenset({"ADV", "PART", "AUX"})
_MARKS = frozenset("“”\"«»„‹›‘'")
_PHRASE = INSIDE | {"ADP", "CCONJ", "PART"}


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries: words `start` to before `end`, the verb itself at `verb`."""

    start: int
    verb: int
    end: int
    #: Finite, or led by an auxiliary: it can tell an event of its own.
    finite: bool
    #: "was detained": the subject suffers it.
    passive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The parts of what a verb tells, as spans of the text."""

    group: Group
    action: Span
    subject: Span | None
    object: Span | None
    place: Span | None
    #: From subject to the end of what belongs to the verb.
    span: Span


def tagged(text: str, paragraph: Span, span: Span, language: str) -> Sentence | None:
    """The sentence at `span` with parts of speech. None: the language has no tagger."""
    model = tagger.load(language.partition("-")[0])
    if model is None:
        return None
    found = tokens(text, span.start, span.end, words(language, "sentences", "abbreviations"))
    tags = model.tag([_plain(token.word) for token in found])
    quoted = tuple(q.shifted(paragraph.start) for q in quotations(paragraph.of(text)))
    marked = ["PUNCT" if t.word in _MARKS else tag for t, tag in zip(found, tags, strict=True)]
    return Sentence(
        text=text,
        span=span,
        tokens=tuple(found),
        tags=tuple("NOUN" if _is_noun(found, marked, n) else tag for n, tag in enumerate(marked)),
        quoted=tuple(q for q in quoted if q.overlap(span)),
    )


def _is_noun(found: Sequence[Token], tags: Sequence[str], n: int) -> bool:
    """ "put common port fees into effect": no second verb follows a noun, and a preposition it."""
    before, after = tags[n - 1 : n], tags[n + 1 : n + 2]
    plural = tags[n] == "VFIN" and found[n].lower.endswith("s")
    second = plural and any(tag in {"VFIN", "AUX"} for tag in tags[:n])
    return second and before == ["NOUN"] and after in (["ADP"], ["PUNCT"], [])


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("“", '"').replace("”", '"')


def groups(sentence: Sentence) -> list[Group]:
    """The verb groups of a sentence in order; a bare infinitive or participle is one too."""
    found: list[Group] = []
    n, count = 0, len(sentence.tokens)
    while n < count:
        if sentence.tag(n) not in _VERBS | {"AUX"}:
            n += 1
            continue
        start = n
        verb = n if sentence.tag(n) in _VERBS else None
        m = n + 1
        while sentence.tag(start) == "AUX" and m < count and verb is None and m - start < 6:
            if sentence.tag(m) in _VERBS:
                verb = m
            elif sentence.tag(m) not in _BETWEEN:
                break
            m += 1
        if verb is None:
            n += 1
            continue
        found.append(_group(sentence, start, verb, first=not found))
        n = found[-1].end
    return found


def _group(sentence: Sentence, start: int, verb: int, *, first: bool) -> Group:
    led = sentence.tag(start) == "AUX"
    tag = sentence.tag(verb)
    # The tagger takes some past tenses for participles: the first verb of a sentence that has neither
    # an auxiliary nor a "by" is a past tense.
    past = tag == "VBN" and not led and first and sentence.lower(verb + 1) != "by"
    past = past and sentence.tag(start - 1) in NOMINAL
    be = led and any(sentence.lower(n) in _BE for n in range(start, verb))
    end = verb + 1
    if sentence.lower(end) == "to" and sentence.tag(end + 1) == "VB":  # "is scheduled to meet"
        return Group(start, verb, end + 2, led or tag == "VFIN" or past, False)
    return Group(start, verb, end, led or tag == "VFIN" or past, tag == "VBN" and be)


_BE = frozenset({"is", "are", "was", "were", "been", "being", "be", "'s", "'re"})


def clause(sentence: Sentence, group: Group, words_: EventWords, times: Sequence[Span]) -> Clause:
    """What the verb of a group tells. `times` are no parts of it."""
    subject = _subject(sentence, group, words_, times)
    end = _end(sentence, group, words_)
    target = _object(sentence, group, end, words_, times)
    place = _place(sentence, group, end, words_, times)
    first = subject[0] if subject else group.start
    return Clause(
        group=group,
        action=sentence.words(group.start, group.end),
        subject=sentence.words(*subject) if subject else None,
        object=sentence.words(*target) if target else None,
        place=sentence.words(*place) if place else None,
        span=sentence.words(first, max(end, group.end)),
    )


def _in_time(sentence: Sentence, n: int, times: Sequence[Span]) -> bool:
    span = sentence.tokens[n].span
    return any(span.overlap(time) for time in times)


def _subject(
    sentence: Sentence, group: Group, words_: EventWords, times: Sequence[Span]
) -> tuple[int, int] | None:
    n = group.start - 1
    while n >= 0 and (sentence.tag(n) in {"ADV", "PART"} or _in_time(sentence, n, times)):
        n -= 1
    if n >= 0 and sentence.lower(n) in {",", ")"}:  # an apposition ends here: what it is put to is before it
        opened = n - 1
        while opened >= 0 and sentence.lower(opened) not in {",", "("} and n - opened < 14:
            opened -= 1
        if opened > 0 and not any(sentence.tag(k) in {"VFIN", "AUX"} for k in range(opened + 1, n)):
            n = opened - 1
    last = n
    while (
        n >= 0
        and (sentence.tag(n) in _PHRASE or sentence.lower(n) == "-")
        and sentence.lower(n) not in words_.breaks
        and not _in_time(sentence, n, times)
    ):
        n -= 1
    first = n + 1
    while first <= last and sentence.tag(first) in {"ADP", "CCONJ", "PART"}:
        first += 1
    while first <= last and sentence.tag(last) in {"ADP", "CCONJ", "PART"}:
        last -= 1
    listed = any(sentence.tag(k) == "CCONJ" for k in range(first, last))
    while listed and first > 1 and sentence.lower(first - 1) == "," and sentence.tag(first - 2) == "PROPN":
        first -= 2  # "Estonia, Latvia and Lithuania"
    if first > last or not any(sentence.tag(k) in {"NOUN", "PROPN"} for k in range(first, last + 1)):
        return None
    return first, last + 1


def _end(sentence: Sentence, group: Group, words_: EventWords) -> int:
    """Where the next clause begins, or the sentence ends."""
    n = group.end
    while n < len(sentence.tokens):
        opens = sentence.lower(n) in words_.breaks or sentence.lower(n) in {";", ":", "—", "–"}
        if opens or (sentence.tag(n) in {"VFIN", "AUX"} and n > group.end):
            return n
        n += 1
    return n


def _object(
    sentence: Sentence, group: Group, end: int, words_: EventWords, times: Sequence[Span]
) -> tuple[int, int] | None:
    n = group.end
    while n < end and sentence.tag(n) == "ADV":
        n += 1
    first = n
    n = _nominal(sentence, n, end, times)
    while n + 1 < end and sentence.lower(n) in words_.joins and sentence.tag(n + 1) in INSIDE:
        n = _nominal(sentence, n + 1, end, times)
    held = any(sentence.tag(k) in {"NOUN", "PROPN"} for k in range(first, n))
    return (first, n) if held else None


def _nominal(sentence: Sentence, n: int, end: int, times: Sequence[Span]) -> int:
    """One past the noun phrase that begins at `n`, hyphens inside it included."""
    while n < end and not _in_time(sentence, n, times):
        hyphen = sentence.lower(n) == "-" and n + 1 < end and sentence.tag(n + 1) != "PUNCT"
        if sentence.tag(n) not in INSIDE and not hyphen:
            break
        n += 2 if hyphen else 1
    return n


def _place(
    sentence: Sentence, group: Group, end: int, words_: EventWords, times: Sequence[Span]
) -> tuple[int, int] | None:
    for n in range(group.end, end - 1):
        if sentence.tag(n) in _VERBS:
            return None  # what follows belongs to another verb
        if sentence.lower(n) not in words_.places and not (
            n == group.end and sentence.lower(n) in words_.towards
        ):
            continue
        first = n + 1
        while first < end and sentence.tag(first) in {"DET", "ADJ"} and sentence.tokens[first].word.islower():
            first += 1
        m = first
        while m < end and sentence.tag(m) == "PROPN" and not _in_time(sentence, m, times):
            m += 1
        if m > first and sentence.lower(m) not in _OWNED:
            return first, m
    return None


#: "in Japan's view" names no place.
_OWNED = frozenset({"'s", "'"})
