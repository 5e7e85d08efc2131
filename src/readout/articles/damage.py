"""Whether an article was translated by machine, and the words that show it.

A page that says so is believed. Else several signs have to meet, of more than one kind: a foreign writer
doubles a word or writes a false friend too. Nothing is mended; the words are pointed at, and that is all.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from readout.lang.cues import words
from readout.lang.damage import engines, function_words, listed, notes, signs
from readout.lang.names import territories
from readout.lang.reading import sentence_spans
from readout.model import TRANSLATED, Article, Capture, Flag, Role, Span, Supplier

#: The signs weigh this much together, with another such part for every so many words beyond.
ENOUGH, PART, LENGTH = 2.0, 1.0, 400
KINDS = 2
#: A flag is raised for so many signs of an article at most.
SHOWN = 12
#: Of one kind so many are looked at.
MOST = 50
#: Brackets and quotation marks are looked for so far before words.
BEFORE = 400
#: What a flag says about a kind of sign.
WORDS = {
    "note": "the page says so",
    "glued": "words run together",
    "abbreviation": "an abbreviation of another language",
    "doubled": "a word stands twice",
    "small": "a name written small",
    "state": "a state called she",
    "left": "words left in another language",
    "rest": "marks of another language",
    "friend": "a turn of another language",
    "order": "the word order of another language",
    "referent": "a pronoun that refers to nothing",
}
WEIGHTS = {"glued": 1.0, "abbreviation": 1.0, "doubled": 0.5, "small": 0.5, "state": 1.0, "left": 1.0}
#: Where the words of an article stand that a translator would have had before him.
_READ = frozenset(Role) - {Role.FURNITURE, Role.CREDIT, Role.CAPTION}

_ABBREVIATION = re.compile(r"\b[A-Z]{3,7}\b")
#: A name of several words stuck to the word before it, as a tooltip that was taken for text leaves it.
_STUCK = re.compile(r"\b[a-z]{2,}[A-Z][a-z]{2,}(?: (?:of |the )*[A-Z][a-z]+)+")
_TWICE = re.compile(r"(?<![\w’'-])([^\W\d_A-Z]{2,}) \1(?![\w’'-])")
_TWICE_NAMED = re.compile(r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)+) \1\b")
_SMALL_WORDS = r"(?:of|the|and|for|in|on|de|des|du|la|le|del|der|die|und|y|et)"
_AFTER = re.compile(rf" ((?:[A-ZÀ-Þ][\w’-]+|{_SMALL_WORDS})(?: (?:[A-ZÀ-Þ][\w’-]+|{_SMALL_WORDS})){{0,8}})")
_BEFORE = re.compile(rf"((?:[A-ZÀ-Þ][\w’-]+|{_SMALL_WORDS})(?: (?:[A-ZÀ-Þ][\w’-]+|{_SMALL_WORDS})){{0,8}}) $")
_OTHER_SCRIPT = re.compile(
    r"[Ѐ-ӿ]{2,}(?:[ ,]+[Ѐ-ӿ]+)*|[一-鿿]{2,}|[؀-ۿ]{2,}(?: [؀-ۿ]+)*|[가-힣]{2,}|[ぁ-ヿ]{2,}"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_NAME = re.compile(r"\b([A-ZÀ-Þ][a-zà-þ]+) ([A-ZÀ-Þ][a-zà-þ]{3,})\b")
#: A stretch of so many words, of which so many are function words of one other language.
_RUN, _FOREIGN, _SMALL = 6, 3, 4
_LATIN = frozenset({"en", "fr", "de", "es"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A sign, and where in the text it stands."""

    kind: str
    weight: float
    span: Span


def damage(capture: Capture, article: Article) -> tuple[Flag, ...]:
    """What shows that the article was translated by machine, in order. Empty: too little shows it."""
    text = capture.text
    told = list(_told(text, article))
    found: dict[tuple[str, str], Hit] = {}
    length = 0
    for span in _runs(article):
        length += len(_WORD.findall(span.of(text)))
        for hit in signs_in(span.of(text), article.language):
            place = hit.span.shifted(span.start)
            found.setdefault((hit.kind, place.of(text).casefold()), Hit(hit.kind, hit.weight, place))
    if not told and not enough(found.values(), length):
        return ()
    every = [*told, *sorted(found.values(), key=lambda hit: hit.span.start)]
    return tuple(
        Flag(what=f"{TRANSLATED}: {WORDS[hit.kind]}", passage=capture.passage(hit.span))
        for hit in every[:SHOWN]
    )


def _runs(article: Article) -> Iterator[Span]:
    """The article's blocks, those that follow each other as one piece: a pronoun may begin a paragraph."""
    held: Span | None = None
    for block in article.blocks:
        if block.role is Role.BODY and held:
            held = Span(held.start, block.span.end)
        elif block.role in _READ:
            if held:
                yield held
            held = block.span
        elif held:
            yield held
            held = None
    if held:
        yield held


def enough(found: Iterable[Hit], length: int) -> bool:
    """Whether signs are many enough, of enough kinds, for a text of so many words."""
    held = list(found)
    needed = ENOUGH + PART * max(0.0, length / LENGTH - 1)
    return sum(hit.weight for hit in held) >= needed and len({hit.kind for hit in held}) >= KINDS


def _told(text: str, article: Article) -> Iterator[Hit]:
    """Where the article says so, or names a program as its translator."""
    for hand in article.provenance:
        if hand.role is Supplier.TRANSLATOR and hand.passage and _is_engine(hand.name):
            yield Hit("note", ENOUGH, hand.passage.span)
    for block in article.blocks:
        for note in notes():
            for found in note.finditer(block.span.of(text)):
                at = block.span.start
                yield Hit("note", ENOUGH, Span(at + found.start(), at + found.end()))


def _is_engine(name: str) -> bool:
    bare = name.casefold().removeprefix("www.").partition("/")[0].removesuffix(".com")
    return bare in engines()


def signs_in(text: str, language: str) -> Iterator[Hit]:
    """Every sign in a text, kind after kind; none that is a part of another of its kind."""
    taken: dict[str, list[Span]] = {}
    for hit in sorted(_hits(text, language), key=lambda hit: (hit.kind, -len(hit.span), hit.span)):
        held = taken.setdefault(hit.kind, [])
        if len(held) < MOST and not any(hit.span.overlap(span) for span in held):
            held.append(hit.span)
            yield hit


def _hits(text: str, language: str) -> Iterator[Hit]:
    base = language.partition("-")[0]
    for sign in signs(base):
        for found in sign.pattern.finditer(text):
            yield Hit(sign.kind, sign.weight, Span(found.start(), found.end()))
    for kind, find in _FINDERS.items():
        for span in find(text, base):
            yield Hit(kind, WEIGHTS[kind], span)


def _glued(text: str, language: str) -> Iterator[Span]:
    """An abbreviation beside the words it stands for, with nothing between them."""
    for found in _ABBREVIATION.finditer(text):
        after = _AFTER.match(text, found.end())
        if after and (end := _spelt(found[0], after[1])):
            yield Span(found.start(), after.start(1) + end)
            continue
        before = _BEFORE.search(text[max(0, found.start() - 120) : found.start()])
        if before and (start := _spelt_before(found[0], before[1])) is not None:
            yield Span(found.start() - len(before[1]) - 1 + start, found.end())
    for pattern in (_STUCK, _TWICE_NAMED):
        yield from (Span(found.start(), found.end()) for found in pattern.finditer(text))


def _spelt(letters: str, phrase: str) -> int:
    """How far into a phrase its words have spelt an abbreviation; 0: they do not."""
    left = letters
    for found in re.finditer(r"\S+", phrase):
        first = found[0][0]
        if left and first.upper() == left[0] and (first.isupper() or len(left) > 1):
            left = left[1:]
        elif first.isupper():
            return 0
        if not left:
            return found.end() if found.start() else 0
    return 0


def _spelt_before(letters: str, phrase: str) -> int | None:
    """Where the words begin that spell an abbreviation right behind them. None: they do not."""
    starts = [found.start() for found in re.finditer(r"\S+", phrase) if found[0][0].isupper()]
    return next((at for at in starts if _spelt(letters, phrase[at:]) == len(phrase) - at), None)


def _doubled(text: str, language: str) -> Iterator[Span]:
    fine = listed(language, "may_double")
    for found in _TWICE.finditer(text):
        if found[1] not in fine:
            yield Span(found.start(), found.end())


def _small(text: str, language: str) -> Iterator[Span]:
    """Names of states written small, and surnames written small behind their first name or title."""
    pattern = _states_small(language)
    if pattern:
        yield from (Span(found.start(), found.end()) for found in pattern.finditer(text))
    small = {token[0] for token in _WORD.finditer(text) if token[0][0].islower()}
    for first, last in {found.groups() for found in _NAME.finditer(text)}:
        if last.lower() in small:
            named = rf"\b(?:{re.escape(first)} |(?:Mr|Mrs|Ms|Dr)[.] |[.] ){re.escape(last.lower())}\b"
            yield from (Span(f.end() - len(last), f.end()) for f in re.finditer(named, text))


@cache
def _states_small(language: str) -> re.Pattern[str] | None:
    if not listed(language, "everyday"):
        return None
    named = {
        name.casefold()
        for state in territories(language)
        for name in (*state.names, *state.demonyms, *state.capitals)
        if len(name) > 4 and name.isalpha()
    }
    known = sorted(named - listed(language, "everyday"))
    return re.compile(rf"(?<![\w./@#-])(?:{'|'.join(map(re.escape, known))})(?![\w./@-])")


def _state(text: str, language: str) -> Iterator[Span]:
    """A state that is "she": in a sentence about it and nobody else, or at the head of the next one."""
    pronouns = _pronouns(language)
    if not listed(language, "women") or not any(
        token[0].casefold() in pronouns for token in _WORD.finditer(text)
    ):
        return
    before = False
    for span in sentence_spans(text, Span(0, len(text)), language):
        tokens = list(_WORD.finditer(text, span.start, span.end))
        if before and tokens and tokens[0][0].casefold() in pronouns:
            yield Span(tokens[0].start(), tokens[0].end())
        subject = _only_state(tokens, language)
        before = subject is not None or (before and not _somebody(tokens, language))
        found = (t for t in tokens if subject and t[0] in pronouns and t.start() > subject.end())
        if first := next(found, None):
            yield Span(first.start(), first.end())


def _only_state(tokens: Sequence[re.Match[str]], language: str) -> re.Match[str] | None:
    """The state that a sentence begins with. None: it begins with none, or somebody else is in it."""
    states = _state_words(language)
    subject = next((t for t in tokens[:4] if t[0][0].isupper() and _bare(t[0]) in states), None)
    return None if _somebody(tokens, language) else subject


def _somebody(tokens: Sequence[re.Match[str]], language: str) -> bool:
    """Whether anybody is named in a sentence, or meant by an office, who could be "she"."""
    small = {_bare(token[0]) for token in tokens}
    women = words(language, "titles", "women") - _pronouns(language) | listed(language, "women")
    if small & women or small & words(language, "titles", "offices"):
        return True
    known = _state_words(language) | listed(language, "regions")
    run: list[str] = []
    for n, token in enumerate(tokens):
        joined = n and token.string[tokens[n - 1].end() : token.start()] == " "
        if run and not (joined and token[0][0].isupper()):
            if not _is_body(run, language):
                return True
            run = []
        if token[0][0].isupper() and n and _bare(token[0]) not in known:
            run.append(_bare(token[0]))
    return bool(run) and not _is_body(run, language)


def _is_body(run: Sequence[str], language: str) -> bool:
    return run[-1] in words(language, "people", "collective")


def _bare(word: str) -> str:
    return word.casefold().removesuffix("’s").removesuffix("'s")


def _pronouns(language: str) -> frozenset[str]:
    return words(language, "titles", "women") & {"she", "her", "herself"}


@cache
def _state_words(language: str) -> frozenset[str]:
    return frozenset(
        part.casefold()
        for state in territories(language)
        for name in (*state.names, *state.demonyms, *state.capitals)
        for part in name.split()
        if len(part) > 3
    )


def _left(text: str, language: str) -> Iterator[Span]:
    """Words of another script, or a stretch of function words of another language; not what is quoted."""
    if language not in _LATIN:
        return
    for found in _OTHER_SCRIPT.finditer(text):
        if not _apart(text, found.start()):
            yield Span(found.start(), found.end())
    own = function_words().get(language, frozenset())
    tokens = list(_WORD.finditer(text))
    for tag in function_words():
        if tag in _LATIN and tag != language:
            strange = _strange(tag, language)
            if sum(token[0] in strange for token in tokens) >= _FOREIGN:
                yield from _stretches(text, tokens, strange, own)


@cache
def _strange(tag: str, language: str) -> frozenset[str]:
    """The function words of one language that the other has not."""
    return function_words()[tag] - function_words().get(language, frozenset())


def _stretches(
    text: str, tokens: list[re.Match[str]], theirs: frozenset[str], own: frozenset[str]
) -> Iterator[Span]:
    """Stretches of words of which many are function words of one language and none of the other."""
    at = 0
    while at + _RUN <= len(tokens):
        part = [token[0] for token in tokens[at : at + _RUN]]
        foreign = [word for word in part if word.casefold() in theirs]
        strange = len(foreign) >= _FOREIGN and len(set(foreign)) > 1
        if (
            strange
            and not any(word.casefold() in own for word in part)
            and not _apart(text, tokens[at].start())
        ):
            small = sum(word[0].islower() for word in part)
            if small >= _SMALL:
                yield Span(tokens[at].start(), tokens[at + _RUN - 1].end())
                at += _RUN
                continue
        at += 1


def _apart(text: str, at: int) -> bool:
    """Whether a place stands in brackets or quotation marks: words that are named, not said."""
    before = text[max(0, at - BEFORE) : at]
    opened = before.count("(") > before.count(")") or before.count("“") > before.count("”")
    return (
        opened or before.count('"') % 2 == 1 or before.count("«") > before.count("»") or before[-1:] in "‘'/"
    )


def _abbreviated(text: str, language: str) -> Iterator[Span]:
    held = listed(language, "abbreviations")
    for found in _ABBREVIATION.finditer(text):
        if found[0] in held and not _apart(text, found.start()):
            yield Span(found.start(), found.end())


_FINDERS: Mapping[str, Callable[[str, str], Iterator[Span]]] = {
    "glued": _glued,
    "abbreviation": _abbreviated,
    "doubled": _doubled,
    "small": _small,
    "state": _state,
    "left": _left,
}
