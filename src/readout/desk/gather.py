"""Parts of what is held, read from the store without the rest.

A part looks like an edition, and whatever a page asks of it is as it would be in the whole one. What no
page of its kind asks for is not in it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from readout.desk.decisions import obeyed
from readout.model import (
    ActorId,
    Article,
    ArticleId,
    CaptureId,
    Cast,
    Change,
    CopyGroup,
    Correction,
    Dispute,
    Edition,
    Event,
    Furniture,
    Link,
    Measure,
    Mention,
    Statement,
    StatementId,
    Story,
    StoryId,
    Thread,
    Told,
    Version,
)
from readout.store import tables

#: What was corrected in each capture.
Corrected = Mapping[CaptureId, Sequence[Correction]]


@dataclass(slots=True)
class Gathering:
    """What has been gathered so far; each method adds what is missing. One transaction long."""

    db: Connection
    corrected: Corrected
    articles: dict[ArticleId, tuple[int, Article]] = field(default_factory=dict)
    statements: dict[StatementId, list[tuple[int, Statement]]] = field(default_factory=dict)
    stories: dict[StoryId, Story] = field(default_factory=dict)
    threads: dict[str, Thread] = field(default_factory=dict)
    copies: tuple[CopyGroup, ...] = ()
    #: By their places.
    versions: dict[int, Version] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    #: By their places.
    disputes: dict[int, Dispute] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    changes: tuple[Change, ...] = ()
    measures: tuple[Measure, ...] = ()
    #: Whose names are wanted besides those of the voices.
    named: set[ActorId] = field(default_factory=set)
    #: Captures of which text, address and time are wanted.
    open: set[CaptureId] = field(default_factory=set)
    #: The stories of which the briefs are wanted.
    told: list[StoryId] = field(default_factory=list)

    # Articles and stories

    def add_articles(self, wanted: Iterable[ArticleId]) -> None:
        missing = [i for i in dict.fromkeys(wanted) if i not in self.articles]
        self.articles |= tables.articles.listed(self.db, missing)

    def add_stories(self, wanted: Iterable[StoryId], *, whole: bool = False) -> list[Story]:
        """Some stories, each with the article that could stand for its title, or with all. In order asked."""
        ids = list(dict.fromkeys(wanted))
        missing = [i for i in ids if i not in self.stories]
        self.stories |= {story.id: story for story in tables.stories.stories.some(self.db, missing, "id")}
        found = [self.stories[i] for i in ids if i in self.stories]
        self.add_articles(i for story in found for i in (story.articles if whole else story.articles[:1]))
        return found

    def add_stories_of(self, articles: Iterable[ArticleId], *, whole: bool = False) -> list[Story]:
        return self.add_stories(tables.lists.stories_of(self.db, articles).values(), whole=whole)

    def name_stories_of(self, articles: Iterable[ArticleId]) -> list[Story]:
        """The stories of some articles by their titles, each with these of its articles alone.

        A story may have a thousand others, and nothing of them is asked for where it is only named.
        """
        mine: dict[StoryId, list[ArticleId]] = {}
        for article_id, story_id in tables.lists.stories_of(self.db, articles).items():
            mine.setdefault(story_id, []).append(article_id)
        titles = tables.glances.titles(self.db, mine)
        named = {
            i: Story(id=i, title=titles[i], articles=tuple(articles))
            for i, articles in mine.items()
            if i in titles and i not in self.stories
        }
        self.stories |= named
        return [*named.values(), *self.add_stories(i for i in mine if i not in named)]

    def add_threads(self, wanted: Iterable[str]) -> list[Thread]:
        found = tables.stories.threads.some(self.db, wanted, "id")
        self.threads |= {thread.id: thread for thread in found}
        return list(found)

    # Statements

    def add_said_in(self, articles: Collection[ArticleId]) -> list[Statement]:
        """The statements of some articles, whose articles have been added."""
        held = {i: self.articles[i] for i in articles if i in self.articles}
        amended = {a.capture_id for _, a in held.values() if a.capture_id in self.corrected}
        found = self.amended(amended, lambda s: s.article_id in held)
        plain = {i: number for i, (number, a) in held.items() if a.capture_id not in amended}
        found += tables.statements.of_articles(self.db, plain)
        self._take(found)
        return [statement for _, statement in sorted(found, key=lambda pair: pair[0])]

    def add_said(self, places: Iterable["tables.lists.Place"]) -> None:
        """Some statements, with the articles they stand in."""
        missing = [place for place in places if place.statement_id not in self.statements]
        self.add_articles(place.article_id for place in missing)
        wanted = {place.statement_id for place in missing}
        amended = {place.capture_id for place in missing if place.capture_id in self.corrected}
        found = self.amended(amended, lambda s: s.id in wanted)
        plain = {place.statement_id: place.number for place in missing if place.capture_id not in amended}
        self._take(found + tables.statements.with_ids(self.db, plain))

    def _take(self, found: Iterable[tuple[int, Statement]]) -> None:
        for number, statement in found:
            held = self.statements.setdefault(statement.id, [])
            if all(number != known for known, _ in held):
                held.append((number, statement))

    def amended(
        self, captures: Collection[CaptureId], wanted: Callable[[Statement], bool]
    ) -> list[tuple[int, Statement]]:
        """The wanted statements of captures in which something was corrected, as corrected."""
        if not captures:
            return []
        made = sorted((c for i in captures for c in self.corrected[i]), key=lambda c: c.number)
        passages = [p for c in made for p in (c.passage, c.cue, c.content, c.right.speaker, c.right.actor)]
        sought = {*captures, *(p.capture_id for p in passages if p)}
        texts = tables.captures.texts(self.db, sought)
        readings = tables.articles.readings(self.db, list(texts))
        read = obeyed(
            tables.statements.some(self.db, list(captures)),
            made,
            texts,
            [a for i in texts if i in readings for a in readings[i].articles],
        )
        numbers = tables.captures.numbers(self.db, captures)
        places: dict[CaptureId, int] = {}
        found = []
        for statement in read.statements:
            capture_id = statement.passage.capture_id
            place = places[capture_id] = places.get(capture_id, -1) + 1
            if capture_id in numbers and wanted(statement):
                found.append((tables.lists.of_numbers(numbers, capture_id, place), statement))
        return found

    def add_disputes(self, statements: Iterable[StatementId], *, whole: bool = True) -> None:
        """The disputes of some statements; `whole`: with every side's statements, and their stories."""
        self.take_disputes(tables.lists.nouns(self.db, "disputes", statements), whole=whole)

    def take_disputes(self, wanted: Iterable[str], *, whole: bool = True) -> list[Dispute]:
        """The disputes with these ids."""
        placed = tables.positions.disputes.placed(self.db, wanted, "id")
        self.disputes |= placed
        found = list(placed.values())
        if whole:
            said = [s for dispute in found for side in dispute.sides for s in side.statements]
            self.add_said(tables.lists.statements(self.db, [s for s in said if s not in self.statements]))
            self.named |= {side.actor for dispute in found for side in dispute.sides if side.actor}
            self.add_stories_of(s.article_id for i in said for _, s in self.statements.get(i, ()))
        return found

    # What belongs to articles

    def add_copies(self, articles: Iterable[ArticleId]) -> None:
        wanted = tables.lists.nouns(self.db, "copies", articles)
        self.copies = tables.copies.copies.some(self.db, wanted, "id")

    def add_versions(self, articles: Iterable[ArticleId]) -> set[ArticleId]:
        """The versions of some articles and of those that came after them. All these articles."""
        fresh = set(articles)
        sought = set(fresh)
        while fresh:
            found = tables.versions.versions.placed(self.db, fresh, "later", "earlier")
            self.versions |= found
            fresh = {v.later for v in found.values()} - sought
            sought |= fresh
        return sought

    def add_events(self, articles: Iterable[ArticleId]) -> None:
        """The events that some articles tell, with every article that tells them."""
        wanted = tables.lists.nouns(self.db, "events", articles)
        self.events = tables.events.events.some(self.db, wanted, "id")
        self.add_articles(t.article_id for event in self.events for t in event.tellings)

    def add_changes(self, actor: ActorId) -> None:
        """What changed in an actor's position, with the articles that show it."""
        self.changes = tables.ledger.changes.some(self.db, [actor], "actor_id")
        shown = dict.fromkeys(step.passage.capture_id for change in self.changes for step in change.steps)
        ids = [i for capture in shown for i in tables.articles.ids_in(self.db, capture)]
        self.add_articles(ids)
        self.measures = tables.ledger.measures.some(self.db, ids, "article_id")

    def add_links(self, articles: Iterable[ArticleId]) -> set[ArticleId]:
        """The links of some articles. The articles at their other ends."""
        here = set(articles)
        self.links = tables.stories.links.some(self.db, here, "a", "b")
        return {i for link in self.links for i in (link.a, link.b)} - here

    def add_mentions(self, captures: Iterable[CaptureId]) -> None:
        self.mentions = tables.actors.mentions.some(self.db, captures, "capture_id")
        self.named |= {mention.actor_id for mention in self.mentions}

    # The end

    def edition(self) -> Edition:
        """What was gathered, in the order in which the whole edition has it."""
        articles = [a for _, a in sorted(self.articles.values(), key=lambda pair: pair[0])]
        # Two statements may have one id; each stands at its own place.
        spoken = sorted((pair for held in self.statements.values() for pair in held), key=lambda p: p[0])
        voices = tables.actors.voices(self.db, self.statements)
        named = self.named | {a for v in voices.values() for a in (v.speaker, *v.via) if a}
        told = Told(
            stories=tuple(self.stories.values()), links=self.links, threads=tuple(self.threads.values())
        )
        captures = list(dict.fromkeys((*(a.capture_id for a in articles), *self.open)))
        untitled = {a.capture_id for a in articles if a.title_clean is None}
        return Edition(
            captures=tuple(
                one for _, one in tables.captures.bare(self.db, captures, untitled | self.open, self.open)
            ),
            articles=tuple(articles),
            furniture=self.furniture,
            flags=tables.articles.flags(self.db, captures),
            changes=self.changes,
            measures=self.measures,
            statements=tuple(statement for _, statement in spoken),
            cast=Cast(
                actors=tables.actors.actors.some(self.db, named, "id"),
                mentions=self.mentions,
                voices=voices,
            ),
            copies=self.copies,
            told=tables.stories.in_order(told),
            events=self.events,
            disputes=tuple(d for _, d in sorted(self.disputes.items())),
            versions=tuple(v for _, v in sorted(self.versions.items())),
            briefs=tables.briefs.briefs.some(self.db, self.told, "story_id"),
        )
