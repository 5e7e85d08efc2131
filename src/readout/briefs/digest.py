"""A digest: stories that came or grew, by weight, each once, and what is new in those that grew."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from readout.model import (
    Act,
    Article,
    ArticleId,
    Brief,
    Cast,
    Digest,
    DigestEntry,
    Dispute,
    Novelty,
    Statement,
    StatementId,
    Story,
    StoryId,
    Weight,
)

#: A digest holds so many stories unless asked for more.
SIZE = 12
#: So many new statements are told of a story that grew.
SAID = 4
#: Acts that a reader who knows the story wants first.
TURNS = frozenset(
    {
        Act.DENY, Act.REJECT, Act.REFUSE, Act.ACCUSE, Act.BLAME, Act.THREATEN, Act.WARN, Act.DEMAND,
        Act.CONFIRM, Act.ACKNOWLEDGE, Act.AGREE, Act.PROMISE, Act.OFFER, Act.ANNOUNCE, Act.CONDEMN,
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]{2,}")
#: Statements that share more of the shorter one's words say one thing.
SAME = 0.6


def make_digest(
    stories: Sequence[Story],
    articles: Mapping[ArticleId, Article],
    fresh: Collection[ArticleId],
    statements: Sequence[Statement],
    cast: Cast,
    disputes: Sequence[Dispute],
    briefs: Mapping[StoryId, Brief],
    originals: Mapping[StoryId, int],
    *,
    since: datetime | None,
    until: datetime,
    size: int = SIZE,
) -> Digest:
    """The stories of which an article is `fresh`, heaviest first; equal ones by id.

    A story that was there before is told by what is new in it: statements of named speakers that no
    earlier article of it has, and disputes that rest on a fresh article.
    """
    by_article: dict[ArticleId, list[Statement]] = {}
    for statement in statements:
        by_article.setdefault(statement.article_id, []).append(statement)
    entries = []
    for story in stories:
        mine = [i for i in story.articles if i in articles]
        new = tuple(i for i in mine if i in fresh)
        if new:
            weight = Weight(
                originals=originals.get(story.id, len(mine)),
                outlets=len({articles[i].outlet for i in mine if articles[i].outlet}),
                fresh=len(new),
                articles=len(mine),
            )
            entries.append(_entry(story, new, mine, weight, by_article, cast, disputes, briefs.get(story.id)))
    entries.sort(key=lambda entry: (-entry.weight.value, entry.story))
    kept = tuple(entries[:size])
    return Digest(since=since, until=until, entries=kept, more=len(entries) - len(kept))


def _entry(
    story: Story,
    new: tuple[ArticleId, ...],
    mine: Sequence[ArticleId],
    weight: Weight,
    by_article: Mapping[ArticleId, Sequence[Statement]],
    cast: Cast,
    disputes: Sequence[Dispute],
    brief: Brief | None,
) -> DigestEntry:
    grown = len(new) < len(mine)
    said = [s for i in new for s in by_article.get(i, ())]
    before = [s for i in mine if i not in new for s in by_article.get(i, ())]
    ids = {s.id for s in said}
    touched = [d for d in disputes if any(i in ids for side in d.sides for i in side.statements)]
    return DigestEntry(
        story=story.id,
        novelty=Novelty.GROWN if grown else Novelty.NEW,
        weight=weight,
        sentences=brief.sentences if brief else (),
        fresh=new,
        said=tuple(_news(said, before, cast)) if grown else (),
        disputes=tuple(d.id for d in touched),
    )


def _news(said: Sequence[Statement], before: Sequence[Statement], cast: Cast) -> list[StatementId]:
    """What nobody had said before, by named speakers, turns first, in the order of the articles."""
    told = [_words(s) for s in before]
    found: list[Statement] = []
    for statement in said:
        voices = cast.voices.get(statement.id)
        words = _words(statement)
        if not (voices and voices.speaker and words) or any(_same(words, other) for other in told):
            continue
        told.append(words)
        found.append(statement)
    chosen = sorted(found, key=lambda s: s.act not in TURNS)[:SAID]
    return [s.id for s in found if s in chosen]


def _words(statement: Statement) -> frozenset[str]:
    return frozenset(_WORD.findall(statement.content.exact.casefold()))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > SAME * max(1, min(len(one), len(other)))
