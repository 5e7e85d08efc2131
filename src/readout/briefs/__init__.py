"""Stories and statements in, briefs out: every sentence rests on passages, or is not printed."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from readout.briefs.choose import choices, pick
from readout.briefs.digest import make_digest as make_digest
from readout.briefs.explain import explain as explain
from readout.briefs.facts import Facts as Facts
from readout.briefs.insights import contradicts, insights, questions
from readout.briefs.verify import verified
from readout.model import (
    ActorType,
    Article,
    ArticleId,
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

ORIGIN = "briefs/2"
#: The most sentences of a brief.
SENTENCES = 3
#: ... and of the facts of the ledger, and the open questions, behind them.
INSIGHTS, QUESTIONS = 2, 2


def write_brief(
    story: Story,
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
    disputes: Sequence[Dispute] = (),
    facts: Facts | None = None,
) -> Brief:
    """At most three sentences on a story. `articles` and `statements` are those of the story.

    Each is a whole sentence of one article with its attribution, in the language in which most of the
    story is told. No sentence, rather than one that nobody answers for. Behind them stands what the
    ledger says: who contradicts whom, who has not answered; and what is open.
    """
    known = {statement.id for statement in statements}
    ours = [d for d in disputes if sum(bool(set(side.statements) & known) for side in d.sides) > 1]
    in_order = sorted(articles, key=lambda a: ((a.published and a.published.iso) or "~", a.id))
    by_article: dict[ArticleId, list[Statement]] = {}
    for statement in statements:
        by_article.setdefault(statement.article_id, []).append(statement)
    found = [c for a in in_order for c in choices(a, texts[a.capture_id], by_article.get(a.id, ()), cast)]
    overtaken = _overtaken(articles)
    found = [c for c in found if not (c.plans and c.article in overtaken)]
    language = _language(in_order)
    picked = pick(found, ours, language, at_most=SENTENCES, title=story.title)
    sentences = [
        Sentence(role=SentenceRole.SUMMARY, text=c.text, passages=c.passages, origin=ORIGIN) for c in picked
    ]
    inside, facts = _of_story(disputes, known), facts or Facts()
    foreign = {a.id for a in articles if a.language.partition("-")[0] != language}
    told = verified(insights(language, statements, cast, inside, facts, foreign), texts)[:INSIGHTS]
    # What an insight says is not asked again.
    by_id = {statement.id: statement for statement in statements}
    apart = [] if told else [d for d in _named(inside, cast) if contradicts(d, by_id, cast, language)]
    asked = verified(questions(language, apart, facts, found, picked), texts)[:QUESTIONS]
    return Brief(
        id=hashlib.sha256(f"brief|{story.id}".encode()).hexdigest()[:16],
        story=story.id,
        sentences=(*verified(sentences, texts), *told, *asked),
    )


def _overtaken(articles: Sequence[Article]) -> frozenset[ArticleId]:
    """The articles of an earlier day than the last one: what they announce may have come about."""
    days = {a.id: a.published.iso[:10] for a in articles if a.published and a.published.iso}
    return frozenset(article for article, day in days.items() if day < max(days.values()))


def _language(articles: Sequence[Article]) -> str:
    """The language of most articles; of equal ones that of the first."""
    counts = Counter(article.language.partition("-")[0] for article in articles)
    return max(counts, key=lambda tag: counts[tag]) if counts else "und"


def _named(disputes: Sequence[Dispute], cast: Cast) -> list[Dispute]:
    """The disputes of which both sides are somebody who is named."""
    named = {actor.id for actor in cast.actors if actor.type is not ActorType.ANONYMOUS}
    return [d for d in disputes if len(d.sides) > 1 and all(side.actor in named for side in d.sides[:2])]


def _of_story(disputes: Sequence[Dispute], known: Collection[StatementId]) -> list[Dispute]:
    """The disputes of which every statement stands in the story."""
    return [
        d
        for d in disputes
        if any(side.statements for side in d.sides)
        and all(statement in known for side in d.sides for statement in side.statements)
    ]
