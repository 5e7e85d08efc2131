"""Two reports of one event that cannot both be right, or of which one knows less than the other."""

import re
from collections.abc import Iterator
from itertools import combinations

from readout.lang import table
from readout.lang.cues import words as listed
from readout.model import Certainty, DisputeStatus, Reason
from readout.positions.hearing import Heard, Hearing, Line, has
from readout.positions.pairs import Clash, Voice

#: So many telling terms two sentences share that tell of one thing, and this share of the shorter.
SHARED, SHARE = 3, 0.5
#: Sentences of an article that are compared with those of another.
LINES = 40

_FIGURE = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[,. \u00a0]\d{3})+|\d+)(?![\w%]|[.,]\d)\s+([^\W\d_]{3,})(?:\s+([^\W\d_]{3,}))?"
)
_YEARS = range(1900, 2101)


def hearsay(hearing: Hearing, heard: Heard) -> Iterator[Clash]:
    """What one article gives as reported, another article of the story gives as a fact."""
    language = heard.article.language
    speaker = heard.statement.speaker
    told_by = speaker.exact.casefold().split() if speaker else []
    rumoured = heard.statement.certainty is Certainty.REPORTED or any(
        word in listed(language, "people", "reports") for word in told_by[-1:]
    )
    if not rumoured or heard.story is None:
        return
    for line in _lines_of_others(hearing, heard):
        if _one_thing(heard.terms, line.terms) and not has(line.words, language, "hearsay"):
            yield Clash(
                topic=heard.statement.content.exact,
                terms=heard.terms,
                status=DisputeStatus.REPORT_CONFLICT,
                one=Voice(actor=None, stance="told as a fact", passages=(line.passage,)),
                other=Voice(
                    actor=heard.actor,
                    stance="told as reported",
                    statements=(heard,),
                    passages=(heard.statement.passage,),
                ),
                reason=Reason(name="reported or known", value=1.0, detail=line.passage.exact[:80]),
                at=heard,
            )
            return


def _lines_of_others(hearing: Hearing, heard: Heard) -> Iterator[Line]:
    others = sorted({h.article.id for h in hearing.by_story.get(heard.story, ())} - {heard.article.id})
    for article in others:
        yield from hearing.lines.get(article, ())[:LINES]


def _one_thing(one: frozenset[str], other: frozenset[str]) -> bool:
    ours = {term for term in one if not term.startswith("about ")}
    theirs = {term for term in other if not term.startswith("about ")}
    shared = ours & theirs
    return len(shared) >= SHARED and len(shared) >= SHARE * min(len(ours), len(theirs))


def figures_apart(hearing: Hearing) -> Iterator[Clash]:
    """One thing counted differently by two articles of a story: "12 people", "14 people"."""
    stories: dict[str, set[str]] = {}
    for h in hearing.heard:
        if h.story is not None:
            stories.setdefault(h.story, set()).add(h.article.id)
    for story in sorted(stories):
        for a, b in combinations(sorted(stories[story]), 2):
            yield from _counted_apart(hearing.lines.get(a, ())[:LINES], hearing.lines.get(b, ())[:LINES])


def _counted_apart(ours: tuple[Line, ...], theirs: tuple[Line, ...]) -> Iterator[Clash]:
    for one in ours:
        counted = _counts(one)
        for other in theirs if counted else ():
            for noun, figure in _counts(other).items():
                if counted.get(noun, figure) != figure and _one_thing(one.terms, other.terms):
                    yield Clash(
                        topic=other.passage.exact,
                        terms=one.terms & other.terms,
                        status=DisputeStatus.REPORT_CONFLICT,
                        one=Voice(actor=None, stance=str(counted[noun]), passages=(one.passage,)),
                        other=Voice(actor=None, stance=str(figure), passages=(other.passage,)),
                        reason=Reason(
                            name="figures differ", value=1.0, detail=f"{counted[noun]} / {figure} {noun}"
                        ),
                        at=None,
                    )
                    return


def _counts(line: Line) -> dict[str, int]:
    """What is counted in a sentence, and how many. Dates and years count nothing."""
    months = str(table(line.article.language.partition("-")[0], "dates").get("months", "")).casefold().split()
    found: dict[str, int] = {}
    for match in _FIGURE.finditer(line.passage.exact):
        figure = int(re.sub(r"\D", "", match.group(1)))
        nouns = [noun.casefold() for noun in match.groups()[1:] if noun]
        if nouns[0] in months or figure in _YEARS:
            continue
        found.setdefault(nouns[0], figure)
    return found
