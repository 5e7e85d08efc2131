"""Two reports of one event that cannot both be right, or of which one knows less than the other."""

import re
from collections.abc import Iterator
from itertools import combinations

from readout.lang import table
from readout.model import Certainty, DisputeStatus, Reason
from readout.positions.hearing import Heard, Hearing, Line, has
from readout.positions.pairs import Clash, Voice

#: So many telling terms two sentences share that tell of one thing, and this share of the shorter.
SHARED, SHARE = 3, 0.5
#: ... and where only the figures differ.
COUNTED = (4, 0.6)
#: Sentences of an article that are compared with those of another.
LINES = 40
#: Articles of a story that are compared with each other.
REPORTS = 30

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
        has((word,), language, "rumour") for word in told_by[-1:]
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
    others = sorted(set(hearing.told_by.get(heard.story or "", ())) - {heard.article.id})
    for article in others:
        yield from hearing.lines.get(article, ())[:LINES]


def _one_thing(one: frozenset[str], other: frozenset[str], least: int = SHARED, share: float = SHARE) -> bool:
    ours = {term for term in one if not term.startswith("about ")}
    theirs = {term for term in other if not term.startswith("about ")}
    shared = ours & theirs
    return len(shared) >= least and len(shared) >= share * min(len(ours), len(theirs))


def figures_apart(hearing: Hearing) -> Iterator[Clash]:
    """One thing counted differently by two articles of a story: "12 people", "14 people". Once each."""
    for _, articles in sorted(hearing.told_by.items()):
        told: set[str] = set()
        for a, b in combinations(sorted(articles)[:REPORTS], 2):
            for noun, clash in _counted_apart(
                hearing.lines.get(a, ())[:LINES], hearing.lines.get(b, ())[:LINES]
            ):
                if noun not in told:
                    told.add(noun)
                    yield clash


def _counted_apart(ours: tuple[Line, ...], theirs: tuple[Line, ...]) -> Iterator[tuple[str, Clash]]:
    for one in ours:
        counted = _counts(one)
        for other in theirs if counted else ():
            for noun, figure in _counts(other).items():
                if counted.get(noun, figure) != figure and _one_thing(one.terms, other.terms, *COUNTED):
                    yield (
                        noun,
                        Clash(
                            topic=other.passage.exact,
                            terms=one.terms & other.terms,
                            status=DisputeStatus.REPORT_CONFLICT,
                            one=Voice(actor=None, stance=str(counted[noun]), passages=(one.passage,)),
                            other=Voice(actor=None, stance=str(figure), passages=(other.passage,)),
                            reason=Reason(
                                name="figures differ", value=1.0, detail=f"{counted[noun]} / {figure} {noun}"
                            ),
                            at=None,
                        ),
                    )
                    return


def _counts(line: Line) -> dict[str, int]:
    """What is counted in a sentence, and how many. Dates and years count nothing."""
    months = str(table(line.article.language.partition("-")[0], "dates").get("months", "")).casefold().split()
    found: dict[str, int] = {}
    twice: set[str] = set()
    for match in _FIGURE.finditer(line.passage.exact):
        figure = int(re.sub(r"\D", "", match.group(1)))
        nouns = [noun.casefold() for noun in match.groups()[1:] if noun]
        if nouns[0] in months or figure in _YEARS:
            continue
        twice |= {nouns[0]} & found.keys()
        found[nouns[0]] = figure
    # A sentence that counts one thing twice compares: "from 49 percent to 37 percent".
    return {noun: figure for noun, figure in found.items() if noun not in twice}
