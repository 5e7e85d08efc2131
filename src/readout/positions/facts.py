"""Two reports of one story that disagree on a fact: a figure, a date, an office.

Only what stands in sentences that say otherwise the same: the same noun is counted of the same verb, the same
thing is dated, one person holds two ranks of one office. A later state of things is no disagreement.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from readout.lang import table
from readout.model import Article, Cast, DisputeStatus, Passage, Reason, RoleHeld
from readout.positions.evidence import roots_of
from readout.positions.hearing import Hearing, Line, all_words, has, listed
from readout.positions.pairs import Clash, Voice

#: Sentences of an article, and articles of a story, that are compared.
LINES, REPORTS = 40, 30
#: So many roots two sentences share that date one thing, and so large a part of the shorter one's.
DATED, SHARE = 3, 0.5
#: So many roots beside the noun where verb and place in the sentence do not settle it.
COUNTED = 2
#: Reports that lie further apart may tell of two states of things.
APART = timedelta(days=1)
#: So many words behind a counted noun stands its verb.
NEAR = 3

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*|%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of what, in one sentence."""

    figure: float
    noun: str
    #: The word before the figure and those behind the noun, as roots.
    verb: frozenset[str]
    #: The first telling root of the sentence.
    first: str | None


def facts_apart(hearing: Hearing) -> Iterator[Clash]:
    """Each fact that two articles of a story tell differently, once."""
    for _, ids in sorted(hearing.told_by.items()):
        told: set[str] = set()
        for a, b in combinations(sorted(ids)[:REPORTS], 2):
            ours, theirs = hearing.lines.get(a, ())[:LINES], hearing.lines.get(b, ())[:LINES]
            if not ours or not theirs or not one_time(ours[0].article, theirs[0].article):
                continue
            for what, clash in (*_counted(ours, theirs), *_dated(ours, theirs)):
                if what not in told:
                    told.add(what)
                    yield clash


def one_time(one: Article, other: Article) -> bool:
    if one.language != other.language:
        return False
    ours, theirs = (_day_of(a) for a in (one, other))
    return ours is None or theirs is None or abs(ours - theirs) <= APART


def _day_of(article: Article) -> date | None:
    iso = article.published.iso if article.published else None
    return date.fromisoformat(iso[:10]) if iso else None


def _counted(ours: tuple[Line, ...], theirs: tuple[Line, ...]) -> Iterator[tuple[str, Clash]]:
    others = [(line, count) for line in theirs for count in _counts(line)]
    for one in ours:
        for count in _counts(one):
            for other, rival in others:
                if rival.noun == count.noun and _one_count(one, count, other, rival):
                    if rival.figure == count.figure:
                        continue
                    said, otherwise = f"{count.figure:g}", f"{rival.figure:g}"
                    detail = f"{said} / {otherwise} {count.noun}"
                    yield count.noun, _clash(one, other, said, otherwise, "figures differ", detail)


def _one_count(one: Line, count: Count, other: Line, rival: Count) -> bool:
    shared = _roots(one) & _roots(other) - {count.noun} - _names(one)
    first = {count.first, rival.first}
    if count.verb & rival.verb or (len(first) == 1 and not first & {None, count.noun}):
        return True
    return len(shared) >= COUNTED + 1 and len(shared) >= SHARE * min(len(_roots(one)), len(_roots(other)))


def _counts(line: Line) -> list[Count]:
    """What is counted in a sentence. Nothing where two things are, or where it tells of a change."""
    language = line.article.language
    base = language.partition("-")[0]
    if has(line.words, language, "change") or has(line.words, language, "hearsay"):
        return []
    words = _WORD.findall(line.passage.exact)
    found: dict[str, Count] = {}
    twice: set[str] = set()
    for at, word in enumerate(words):
        figure = _figure(word, base)
        if figure is None:
            continue
        noun_at = at + 1
        while noun_at < len(words) and has((words[noun_at].casefold(),), language, "multiples"):
            noun_at += 1
        if noun_at >= len(words) or _is_date(words, at, base):
            continue
        noun = next(iter(roots_of((words[noun_at],), language)), "%" if words[noun_at] == "%" else None)
        if noun is None or noun[0].isdigit() or has((words[noun_at].casefold(),), language, "times"):
            continue
        near = roots_of((*words[max(0, at - 1) : at], *words[noun_at + 1 : noun_at + 1 + NEAR]), language)
        first = next((r for w in words for r in roots_of((w,), language)), None)
        twice |= {noun} & found.keys()
        found[noun] = Count(figure=figure, noun=noun, verb=near - {noun}, first=first)
    return [count for noun, count in found.items() if noun not in twice]


def _figure(word: str, language: str) -> float | None:
    if word[0].isdigit():
        plain = re.sub(r"[.,](?=\d{3}\b)", "", word).replace(",", ".")
        try:
            return float(plain)
        except ValueError:
            return None
    spelt = [form.strip() for form in str(table(language, "claims").get("numbers", "")).split(",")]
    folded = word.casefold()
    return float(spelt.index(folded) + 2) if folded in spelt else None


def _is_date(words: list[str], at: int, language: str) -> bool:
    months = str(table(language, "dates").get("months", "")).casefold().split()
    beside = [w.casefold() for w in words[max(0, at - 1) : at + 2]]
    return any(w in months for w in beside) or (words[at].isdigit() and 1900 <= int(words[at]) <= 2100)


def _dated(ours: tuple[Line, ...], theirs: tuple[Line, ...]) -> Iterator[tuple[str, Clash]]:
    others = [(line, day) for line in theirs if (day := _day(line))]
    for one in ours:
        day = _day(one)
        for other, rival in others if day else ():
            if day is None or rival == day or rival[1] != day[1] or not _same_thing(one, other):
                continue
            days = f"{day[0]} / {rival[0]} {day[1]}"
            clash = _clash(one, other, f"{day[0]} {day[1]}", f"{rival[0]} {rival[1]}", "dates differ", days)
            yield days, clash


def _same_thing(one: Line, other: Line) -> bool:
    mine, yours = ({r for r in _roots(line) if not r[0].isdigit()} for line in (one, other))
    shared = mine & yours
    return len(shared) >= DATED and len(shared) >= SHARE * min(len(mine), len(yours))


def _day(line: Line) -> tuple[int, str] | None:
    """The only day and month that a sentence names."""
    language = line.article.language.partition("-")[0]
    if has(line.words, line.article.language, "change"):
        return None
    months = str(table(language, "dates").get("months", "")).casefold().split()
    words = [w.casefold() for w in _WORD.findall(line.passage.exact)]
    found = set()
    for at, word in enumerate(words):
        if word in months:
            near = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
            beside = [w for w in near if w.isdigit() and int(w) <= 31]
            if beside:
                found.add((int(beside[0]), word))
    return next(iter(found)) if len(found) == 1 else None


def _roots(line: Line) -> frozenset[str]:
    return roots_of(all_words(line.passage.exact), line.article.language)


def _names(line: Line) -> frozenset[str]:
    return roots_of([w for w in all_words(line.passage.exact) if w[0].isupper()], line.article.language)


def _clash(one: Line, other: Line, said: str, otherwise: str, name: str, detail: str) -> Clash:
    return Clash(
        topic=one.passage.exact,
        terms=one.terms & other.terms,
        status=DisputeStatus.REPORT_CONFLICT,
        one=Voice(actor=None, stance=said, passages=(one.passage,)),
        other=Voice(actor=None, stance=otherwise, passages=(other.passage,)),
        reason=Reason(name=name, value=1.0, detail=detail),
        at=None,
    )


def offices_apart(hearing: Hearing, cast: Cast) -> Iterator[Clash]:
    """ "Deputy mayor Ivana Matic" in one report, "the mayor, Ivana Matic" in another of the story."""
    story_of = {article: story for story, ids in hearing.told_by.items() for article in ids}
    by_capture: dict[str, list[Article]] = {}
    for lines in hearing.lines.values():
        if lines:
            by_capture.setdefault(lines[0].article.capture_id, []).append(lines[0].article)
    for actor in cast.actors:
        placed = [
            (role, article) for role in actor.roles if (article := _article_of(by_capture, role.passage))
        ]
        for (one, ours), (other, theirs) in combinations(placed, 2):
            known = story_of.get(ours.id)
            if ours.id == theirs.id or known is None or known != story_of.get(theirs.id):
                continue
            if not one_time(ours, theirs) or not _ranks_differ(one, other, ours.language):
                continue
            clash = _offices(hearing, (one, ours), (other, theirs))
            if clash is not None:
                yield clash
                break


def _article_of(by_capture: dict[str, list[Article]], passage: Passage) -> Article | None:
    held = by_capture.get(passage.capture_id, [])
    return next((a for a in held if any(b.span.overlap(passage.span) for b in a.blocks)), None)


def _ranks_differ(one: RoleHeld, other: RoleHeld, language: str) -> bool:
    """Whether one of the two is the other with a rank before it: "deputy mayor", "mayor"."""
    ours, theirs = ([w.casefold() for w in all_words(role.text)] for role in (one, other))
    ranks = listed(language, "ranks")
    bare = [[w for w in words if w not in ranks] for words in (ours, theirs)]
    ranked = [any(w in ranks for w in words) for words in (ours, theirs)]
    shared = bool(bare[0]) and bool(bare[1]) and bare[0][-1] == bare[1][-1]
    return shared and ranked[0] != ranked[1]


def _offices(
    hearing: Hearing, one: tuple[RoleHeld, Article], other: tuple[RoleHeld, Article]
) -> Clash | None:
    ours, theirs = (_line_of(hearing, *held) for held in (one, other))
    if ours is None or theirs is None:
        return None
    ranks = f"{one[0].text} / {other[0].text}"
    return _clash(ours, theirs, one[0].text, other[0].text, "offices differ", ranks)


def _line_of(hearing: Hearing, role: RoleHeld, article: Article) -> Line | None:
    lines = hearing.lines.get(article.id, ())
    return next((line for line in lines if line.passage.span.overlap(role.passage.span)), None)
