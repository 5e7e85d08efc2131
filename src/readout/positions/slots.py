"""Two reports of one story whose sentences are alike but for one place, surname or outcome.

Every other telling word has to be the same, so that both tell of one event. A place that the other article
names too is no disagreement, nor is a state beside a town, nor another spelling of one name.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from readout.lang import table
from readout.lang.names import skeleton
from readout.model import Article, DisputeStatus, Reason
from readout.positions.evidence import roots_of
from readout.positions.facts import LINES, REPORTS, one_time
from readout.positions.hearing import Hearing, Line, all_words, has, listed, says_no
from readout.positions.pairs import Clash, Voice
from readout.positions.states import states_in

#: So many telling words two sentences share beside the one that differs.
SHARED = 3
#: Places so alike in letters are one in two spellings, surnames so unlike are two persons.
ALIKE = 0.6


def slots_apart(hearing: Hearing) -> Iterator[Clash]:
    """Each place, surname or outcome that two articles of a story tell differently, once."""
    for _, ids in sorted(hearing.told_by.items()):
        told: set[frozenset[str]] = set()
        for a, b in combinations(sorted(ids)[:REPORTS], 2):
            ours, theirs = hearing.lines.get(a, ())[:LINES], hearing.lines.get(b, ())[:LINES]
            if not ours or not theirs or not _two_reports(ours[0].article, theirs[0].article):
                continue
            named = [_capitals(lines) for lines in (ours, theirs)]
            others = [(line, sense) for line in theirs if (sense := _sense(line))]
            for one in ours:
                mine = _sense(one)
                for other, yours in others if mine else ():
                    found = _slot(mine, yours, one.article.language, named[0], named[1])
                    if found is not None and frozenset(found) not in told:
                        told.add(frozenset(found))
                        yield _clash(one, other, *found)


def _two_reports(one: Article, other: Article) -> bool:
    """Whether two articles are of one time, and none may be the other's later version."""
    same = one.outlet is not None and one.outlet == other.outlet
    return not same and one_time(one, other)


def _capitals(lines: tuple[Line, ...]) -> frozenset[str]:
    return frozenset(w for line in lines for w in all_words(line.passage.exact) if w[0].isupper())


def _sense(line: Line) -> tuple[str, ...]:
    """The words of a sentence. Nothing where it tells by hearsay or says "not"."""
    language = line.article.language
    if has(line.words, language, "hearsay") or any(says_no(word, language) for word in line.words):
        return ()
    return tuple(all_words(line.passage.exact))


def _slot(
    mine: tuple[str, ...], yours: tuple[str, ...], language: str, ours: frozenset[str], theirs: frozenset[str]
) -> tuple[str, str, str] | None:
    """What differs (its kind) and the two words for it, where one word alone does."""
    if len(mine) != len(yours):
        return None
    apart = [at for at, (one, other) in enumerate(zip(mine, yours, strict=True)) if one != other]
    if len(apart) != 1:
        return None
    at = apart[0]
    one, other, before = mine[at], yours[at], mine[at - 1] if at else ""
    if len(roots_of((*mine[:at], *mine[at + 1 :]), language)) < SHARED:
        return None
    if _is_outcome(one.casefold(), other.casefold(), language):
        return "outcomes differ", one, other
    if not (at and one[0].isupper() and other[0].isupper()) or one in theirs or other in ours:
        return None
    alike = SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= ALIKE
    if before[0].isupper():
        named = alike and skeleton(one) != skeleton(other) and not _is_name_again(mine[at + 1 :])
        return ("names differ", one, other) if named else None
    if alike or not has((before,), language, "places") or _is_known(one, other, language):
        return None
    return "places differ", one, other


def _is_name_again(behind: tuple[str, ...]) -> bool:
    """Whether the word that differs is a first or a middle name."""
    return bool(behind) and behind[0][0].isupper()


def _is_outcome(one: str, other: str, language: str) -> bool:
    return any({one, other} == set(pair.split()) for pair in listed(language, "outcomes"))


def _is_known(one: str, other: str, language: str) -> bool:
    """Whether a word is a month, or a state, which may hold the other's town."""
    months = str(table(language.partition("-")[0], "dates").get("months", "")).casefold().split()
    return any(w.casefold() in months or states_in(w, language) for w in (one, other))


def _clash(one: Line, other: Line, name: str, said: str, otherwise: str) -> Clash:
    return Clash(
        topic=one.passage.exact,
        terms=one.terms & other.terms,
        status=DisputeStatus.REPORT_CONFLICT,
        one=Voice(actor=None, stance=said, passages=(one.passage,)),
        other=Voice(actor=None, stance=otherwise, passages=(other.passage,)),
        reason=Reason(name=name, value=1.0, detail=f"{said} / {otherwise}"),
        at=None,
    )
