"""Stories and statements in, briefs out: every sentence rests on passages, or is not printed."""

import hashlib
from collections.abc import Mapping, Sequence

from readout.briefs.choose import choices, pick
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
    Story,
)

ORIGIN = "briefs/1"
#: The most sentences of a brief.
SENTENCES = 3


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
    that nobody answers for. `cast` is not needed yet: no name is put in place of a pronoun.
    """
    known = {statement.id for statement in statements}
    ours = [d for d in disputes if sum(bool(set(side.statements) & known) for side in d.sides) > 1]
    in_order = sorted(articles, key=lambda a: ((a.published and a.published.iso) or "~", a.id))
    found = [c for a in in_order for c in choices(a, texts[a.capture_id], statements)]
    picked = pick(found, ours, at_most=SENTENCES)
    sentences = [
        Sentence(role=SentenceRole.SUMMARY, text=c.text, passages=c.passages, origin=ORIGIN) for c in picked
    ]
    return Brief(
        id=hashlib.sha256(f"brief|{story.id}".encode()).hexdigest()[:16],
        story=story.id,
        sentences=tuple(verified(sentences, texts)),
    )
