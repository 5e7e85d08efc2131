"""What the ledger holds on each story, as the briefs are given it."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from readout.model import (
    Act,
    Actor,
    ActorId,
    ActorType,
    Article,
    ArticleId,
    CaptureId,
    Cast,
    Change,
    CopyGroup,
    Dispute,
    Event,
    Mention,
    Opened,
    OpenKind,
    Passage,
    Span,
    Statement,
    StatementId,
    Story,
    Told,
)

if TYPE_CHECKING:
    from readout.briefs.facts import Facts

#: So large a part of the words of two beginnings is the same where one text stands in both.
ALIKE = 0.7
Texts = Mapping[CaptureId, str]
#: A story without one of these has no demand that could be open.
_ASKING = frozenset({Act.DEMAND, Act.URGE, Act.ASK})
#: What somebody may be expected to answer.
_ANSWERED = frozenset({Act.DEMAND})


class Known:
    """The ledger's facts by story. Cost of one story: linear in its articles and their statements."""

    def __init__(
        self,
        articles: Sequence[Article],
        texts: Texts,
        cast: Cast,
        copies: Sequence[CopyGroup],
        events: Sequence[Event],
        changes: Sequence[Change],
    ) -> None:
        self._texts = texts
        self._cast = cast
        self._actors: dict[ActorId, Actor] = {actor.id: actor for actor in cast.actors}
        self._group: dict[ArticleId, CopyGroup] = {a: group for group in copies for a in group.articles}
        self._mentions: dict[CaptureId, list[Mention]] = {}
        for mention in cast.mentions:
            self._mentions.setdefault(mention.passage.capture_id, []).append(mention)
        self._events: dict[ArticleId, list[Event]] = {}
        for event in events:
            if event.tellings:
                self._events.setdefault(event.tellings[0].article_id, []).append(event)
        self._changes: dict[CaptureId, list[Change]] = {}
        for change in changes:
            self._changes.setdefault(change.steps[0].passage.capture_id, []).append(change)

    def of(
        self,
        story: Story,
        articles: Sequence[Article],
        statements: Sequence[Statement],
        disputes: Sequence[Dispute],
    ) -> "Facts":
        """What the ledger holds on a story: only what stands in its articles alone."""
        from readout.briefs.facts import Facts
        from readout.ledger import find_open

        here = {article.id for article in articles}
        spans: dict[CaptureId, list[Span]] = {}
        for article in articles:
            spans.setdefault(article.capture_id, []).append(article.span)
        changes = tuple(
            change
            for capture in spans
            for change in self._changes.get(capture, ())
            if all(
                any(s.passage.span in a for a in spans.get(s.passage.capture_id, ())) for s in change.steps
            )
        )
        events = [
            event
            for article in articles
            for event in self._events.get(article.id, ())
            if all(telling.article_id in here for telling in event.tellings)
        ]
        cast = self._cast_of(statements, spans)
        told = Told(stories=(story,))
        opened: tuple[Opened, ...] = ()
        if events or any(s.act in _ASKING for s in statements):
            opened = find_open(articles, self._texts, statements, cast, told, disputes, events, changes)
        acts = {s.id: s.act for s in statements}
        return Facts(
            opened=tuple(one for one in opened if one.kind is OpenKind.MEETING or _addressed(one, acts)),
            changes=changes,
            unnamed=tuple(self._unnamed(articles, statements)),
            copied=tuple(self._copied(articles)),
        )

    def _cast_of(self, statements: Sequence[Statement], captures: Mapping[CaptureId, object]) -> Cast:
        voices = {s.id: v for s in statements if (v := self._cast.voices.get(s.id))}
        mentions = tuple(mention for capture in captures for mention in self._mentions.get(capture, ()))
        ids = {i for v in voices.values() for i in (v.speaker, v.addressee, v.target)}
        ids |= {mention.actor_id for mention in mentions}
        actors = tuple(actor for i, actor in self._actors.items() if i in ids) if ids else ()
        return Cast(actors=actors, mentions=mentions, voices=voices)

    def _unnamed(self, articles: Sequence[Article], statements: Sequence[Statement]) -> list[Passage]:
        """One statement of each article in which all speakers are settled, and kept unnamed."""
        of: dict[ArticleId, list[Statement]] = {}
        for statement in statements:
            of.setdefault(statement.article_id, []).append(statement)
        return [
            of[article.id][0].passage
            for article in articles
            if article.id in of and all(self._anonymous(s.id) for s in of[article.id])
        ]

    def _anonymous(self, statement: StatementId) -> bool:
        voices = self._cast.voices.get(statement)
        actor = self._actors.get(voices.speaker) if voices and voices.speaker else None
        return actor is not None and actor.type is ActorType.ANONYMOUS

    def _copied(self, articles: Sequence[Article]) -> list[Passage]:
        """How each article of the largest copy group begins; what one outlet ran twice counts once."""
        groups: dict[str, list[Article]] = {}
        for article in articles:
            if article.id in self._group:
                groups.setdefault(self._group[article.id].id, []).append(article)
        largest = max(groups.values(), key=len, default=[])
        found = []
        ran: set[tuple[str | None, str | None]] = set()
        for article in largest:
            title = article.title_clean.casefold() if article.title_clean else None
            if (article.outlet, title) in ran:
                continue
            ran.add((article.outlet, title))
            block = next(iter(article.reporting()), None)
            if block is not None:
                exact = block.span.of(self._texts[article.capture_id])
                found.append(Passage(capture_id=article.capture_id, span=block.span, exact=exact))
        return _begin_alike(found)


def _begin_alike(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that begin in the same words as most of the others: a rewritten text is not the same."""
    words = [set(re.findall(r"\w+", passage.exact.casefold())) for passage in passages]

    def like(one: set[str], other: set[str]) -> bool:
        return len(one & other) >= ALIKE * min(len(one), len(other)) > 0

    groups = [[n for n, other in enumerate(words) if like(one, other)] for one in words]
    return [passages[n] for n in max(groups, key=len, default=[])]


def _addressed(opened: Opened, acts: Mapping[StatementId, Act]) -> bool:
    """Whether it is a demand on somebody who is known: of others nobody expects an answer."""
    act = acts.get(opened.statement) if opened.statement else None
    return opened.kind is OpenKind.DEMAND and opened.towards is not None and act in _ANSWERED
