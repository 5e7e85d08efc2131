"""What turns a sentence into another: order, prepositions, denial, doubt, measure, condition."""

from collections.abc import Collection, Iterator, Sequence

from readout.briefs.aligned import Aligned
from readout.briefs.finding import Wrong
from readout.briefs.worded import SUPPORTED, Kind, Word, checked, modal_class
from readout.lang.cues import words as listed
from readout.text.quotes import quotations

#: Links that are one: "Merland's agency", "the agency of Merland", "the Merland agency".
_OWNING = frozenset({"of", "'s", ""})


def turned(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    """Everything that makes the sentence say something else than the line."""
    for looks in (_order, _borrowed, _links, _figures, _words_that_turn, _left_out, _pronouns):
        yield from looks(pair)


def _order(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    placed = [
        (n, i)
        for n, i in sorted(pair.at.items())
        if pair.words[n].kind is not Kind.TIME and not pair.attributing(n)
    ]
    passive = {n for n, _ in placed if pair.turned_passive(n)}
    for x, (n, i) in enumerate(placed):
        for m, j in placed[x + 1 :]:
            if pair.block(i) != pair.block(j):
                continue
            between = [k for k in range(min(i, j), max(i, j) + 1) if pair.line.words[k].kind is Kind.VERB]
            if m in passive or n in passive:
                if m in passive and pair.words[n].kind is not Kind.VERB and i < j:
                    yield Wrong.ORDER, pair.words[n].lower
            elif i > j and between:
                yield Wrong.ORDER, pair.words[m].lower


def _borrowed(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    """A name from beside the speaker may stand in what is said only for "his country"."""
    own = checked(pair.language, "stands", "own")
    for n, i in pair.at.items():
        word, other = pair.words[n], pair.line.words[i]
        if word.kind is not Kind.NAME or pair.attributing(n) or pair.block(i) % 2 == 0:
            continue
        if not any(word.span in pair.said[k].content.span for k in pair.told):
            continue
        left = [
            w for k, w in enumerate(pair.line.words) if k not in pair.at.values() and pair.block(k) % 2 == 0
        ]
        if other.link not in {"of", "'s"} or not any(w.lower in own for w in left):
            yield Wrong.NAME, word.lower


def _links(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    for n, i in pair.at.items():
        word, other = pair.words[n], pair.line.words[i]
        if word.kind is Kind.TIME or word.link == other.link or {word.link, other.link} <= _OWNING:
            continue
        if pair.attributing(n) or n in pair.exact:
            continue
        if _turned_near(pair, n):
            continue
        yield Wrong.LINK, f"{word.link} {word.lower}"


def _turned_near(pair: Aligned, n: int) -> bool:
    return any(pair.turned_passive(m) for m in pair.at if pair.words[m].kind is Kind.VERB) and (
        not pair.words[n].link or not pair.line.words[pair.at[n]].link
    )


def _figures(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    for n, i in pair.at.items():
        if pair.words[n].kind is not Kind.FIGURE or n in pair.exact:
            continue
        follows = next(
            (m for m in range(n + 1, min(n + 3, len(pair.words))) if pair.words[m].kind in SUPPORTED), None
        )
        if follows is not None and not any(
            pair.words[follows].like(w) for w in pair.line.words[i + 1 : i + 5]
        ):
            yield Wrong.FIGURE, f"{pair.words[n].lower} {pair.words[follows].lower}"


def _words_that_turn(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    for kind, wrong in ((Kind.NO, Wrong.DENIAL), (Kind.UNSURE, Wrong.DOUBT)):
        ours = [_beside(pair.words, n) for n, w in enumerate(pair.words) if w.kind is kind]
        there = [_beside(pair.line.words, n) for n, w in enumerate(pair.line.words) if w.kind is kind]
        needed = [_beside(pair.line.words, i) for i in pair.in_use(kind)]
        if not (_each_in(ours, there) and _each_in(needed, ours)):
            yield wrong, kind.value
    yield from _conditions(pair)
    yield from _modals(pair)
    yield from _measures(pair)
    yield from _joins(pair)


def _beside(words: Sequence[Word], n: int) -> tuple[str, str]:
    """The telling words before and behind a word."""
    before = next((min(w.keys) for w in reversed(words[max(0, n - 4) : n]) if w.kind in SUPPORTED), "")
    behind = next((min(w.keys) for w in words[n + 1 : n + 5] if w.kind in SUPPORTED), "")
    return before, behind


def _conditions(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    conditions = checked(pair.language, "narrow", "conditions")
    ours = {w.lower for w in pair.words} & conditions
    blocks = {pair.block(i) for i in pair.at.values()}
    for i, word in enumerate(pair.line.words):
        if word.lower in conditions and pair.block(i) in blocks and word.lower not in ours:
            yield Wrong.CONDITION, word.lower


def _modals(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    for n, i in pair.at.items():
        if n in pair.exact or pair.attributing(n):
            continue
        if pair.words[n].kind is Kind.VERB and pair.line.words[i].kind is Kind.VERB:
            ours, theirs = _modal(pair.words, n, pair.language), _modal(pair.line.words, i, pair.language)
            if ours != theirs:
                yield Wrong.MODAL, pair.words[n].lower


def _measures(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    back = {i: n for n, i in pair.at.items()}
    for n, i in pair.at.items():
        ours = _narrowing(pair.words, n, set(pair.at))
        theirs = _narrowing(pair.line.words, i, set(back))
        if ours != theirs:
            yield Wrong.MEASURE, " ".join(sorted(ours ^ theirs))


def _joins(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    for n, word in enumerate(pair.words):
        if word.kind is not Kind.JOIN:
            continue
        after = next((m for m in range(n + 1, len(pair.words)) if m in pair.at), None)
        there = [i for i, w in enumerate(pair.line.words) if w.lower == word.lower]
        if after is None or not any(i < pair.at[after] <= i + 8 for i in there):
            yield Wrong.JOIN, word.lower


def _left_out(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    """A verb that stands over the words told may not be left out: "offered to", "failed to"."""
    aligned = set(pair.at.values())
    excused = {
        i
        for told in pair.told.values()
        if told.statement.cue
        for i, w in enumerate(pair.line.words)
        if w.span in told.statement.cue.span
    }
    for stretch in pair.used():
        first = min(i for i in stretch if i in aligned)
        if pair.block(first) == 0 and any(
            w.lower in listed(pair.language, "grammar", "that")
            for w in pair.line.words[max(0, first - 3) : first]
        ):
            yield Wrong.GOVERNED, pair.line.words[first].lower
        opened = False
        for i in stretch:
            word = pair.line.words[i]
            if i in aligned:
                opened = False
            elif word.kind is Kind.JOIN or word.lower in _relatives(pair.language):
                opened = True
            elif word.kind is Kind.VERB and i not in excused and not opened and _governs(pair, i, stretch):
                yield Wrong.GOVERNED, word.lower


def _governs(pair: Aligned, i: int, stretch: range) -> bool:
    return pair.block(i) == pair.block(stretch[-1])


def _pronouns(pair: Aligned) -> Iterator[tuple[Wrong, str]]:
    there = {w.lower for w in pair.line.words}
    quoted = quotations(pair.sentence)
    named = False
    for word in pair.words:
        named = named or word.kind in {Kind.NAME, Kind.TELLING}
        if word.kind is not Kind.PRONOUN or any(word.span in q for q in quoted):
            continue
        if any(
            s.speaker and word.span in s.speaker.span and len(s.speaker.span) > len(word.span)
            for s in pair.said
        ):
            continue
        if word.lower not in there or not named:
            yield Wrong.PRONOUN, word.lower


def _each_in(some: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> bool:
    """Whether each has one among the others that stands before or behind the same word."""
    return all(any((b and b == x) or (f and f == y) for x, y in others) for b, f in some)


def _relatives(language: str) -> frozenset[str]:
    return checked(language, "stands", "relatives")


def _modal(words: Sequence[Word], n: int, language: str) -> str:
    for word in reversed(words[max(0, n - 4) : n]):
        if word.kind is Kind.MODAL:
            return modal_class(word.lower, language)
        if word.kind in {Kind.VERB, Kind.NAME, Kind.TELLING, Kind.FIGURE, Kind.PRONOUN}:
            return ""
    return ""


def _narrowing(words: Sequence[Word], n: int, aligned: Collection[int]) -> frozenset[str]:
    found = set()
    for i in range(n - 1, max(-1, n - 4), -1):
        if words[i].kind is Kind.NARROW:
            found.add(words[i].lower)
        elif (
            i in aligned
            or words[i].kind is Kind.VERB
            or (words[n].kind is Kind.NAME and words[i].kind in SUPPORTED)
        ):
            break
    return frozenset(found)
