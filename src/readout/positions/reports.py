"""Two reports of one event of which one knows less than the other."""

from collections.abc import Iterator

from readout.model import DisputeStatus, Reason
from readout.positions.hearing import HOLDING, Heard, Hearing, Line, has
from readout.positions.pairs import Clash, Voice

#: So many telling terms two sentences share that tell of one thing, and this share of the shorter.
SHARED, SHARE = 3, 0.5
#: Sentences of an article that are compared with those of another.
LINES = 40


def hearsay(hearing: Hearing, heard: Heard) -> Iterator[Clash]:
    """What one article gives as reported, another article of the story gives as a fact."""
    language = heard.article.language
    speaker = heard.statement.speaker
    told_by = speaker.exact.casefold().split() if speaker else []
    # A letter, a poll or a complaint is somebody's word, not hearsay.
    rumoured = any(has((word,), language, "rumour") for word in told_by[-1:])
    if not rumoured or heard.story is None:
        return
    for line in _lines_of_others(hearing, heard):
        if _is_said(hearing, line):
            continue
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


def _is_said(hearing: Hearing, line: Line) -> bool:
    """Whether somebody says it: then the article does not know it of itself."""
    return any(
        other.statement.act in HOLDING and other.span.overlap(line.passage.span)
        for other in hearing.of(line.article)
    )


def _lines_of_others(hearing: Hearing, heard: Heard) -> Iterator[Line]:
    others = sorted(set(hearing.told_by.get(heard.story or "", ())) - {heard.article.id})
    for article in others:
        yield from hearing.lines.get(article, ())[:LINES]


def _one_thing(one: frozenset[str], other: frozenset[str], least: int = SHARED, share: float = SHARE) -> bool:
    ours = {term for term in one if not term.startswith("about ")}
    theirs = {term for term in other if not term.startswith("about ")}
    shared = ours & theirs
    return len(shared) >= least and len(shared) >= share * min(len(ours), len(theirs))
