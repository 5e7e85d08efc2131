"""Stories and statements in, briefs out: every sentence rests on passages, or is not printed."""

import hashlib
from collections.abc import Collection, Mapping, Sequence

from readout.briefs.choose import choices, pick
from readout.briefs.digest import make_digest as make_digest
from readout.briefs.explain import explain as explain
from readout.briefs.insights import insights
from readout.briefs.verify import verified
from readout.model import (
    Article,
    Brief,
    CaptureId,
    Cast,
    Dispute,
    Sentence,
    SentenceRole,
    Statement,
    StatementId,
    Story,
)

ORIGIN = "briefs/1"
#: The most sentences of a brief.
SENTENCES = 3
#: ... and of the facts of the ledger behind them.
INSIGHTS = 2


def write_brief(
    story: Story,
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
    disputes: Sequence[Dispute] = (),
) -> Brief:
    """At most three sentences on a story. `articles` and `statements` are those of the story.

    Each is a whole sentence of one article with its attribution. No sentence, rather than one
    that nobody answers for. Insights come after them: who contradicts whom, who has not answered.
    """
    known = {statement.id for statement in statements}
    ours = [d for d in disputes if sum(bool(set(side.statements) & known) for side in d.sides) > 1]
    in_order = sorted(articles, key=lambda a: ((a.published and a.published.iso) or "~", a.id))
    found = [c for a in in_order for c in choices(a, texts[a.capture_id], statements)]
    picked = pick(found, ours, at_most=SENTENCES)
    sentences = [
        Sentence(role=SentenceRole.SUMMARY, text=c.text, passages=c.passages, origin=ORIGIN) for c in picked
    ]
    language = in_order[0].language if in_order else "und"
    told = list(insights(language, statements, cast, _of_story(disputes, known)))[:INSIGHTS]
    return Brief(
        id=hashlib.sha256(f"brief|{story.id}".encode()).hexdigest()[:16],
        story=story.id,
        sentences=tuple(verified([*sentences, *told], texts)),
    )


def _of_story(disputes: Sequence[Dispute], known: Collection[StatementId]) -> list[Dispute]:
    """The disputes of which every statement stands in the story."""
    return [
        d
        for d in disputes
        if any(side.statements for side in d.sides)
        and all(statement in known for side in d.sides for statement in side.statements)
    ]
