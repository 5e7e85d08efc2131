"""What each page of the reader needs, and nothing else: parts of what is held."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from threading import Lock

from sqlalchemy import Connection

from readout.desk.gather import Corrected, Gathering
from readout.desk.run import STORE, Run
from readout.model import (
    ActorId,
    ArticleId,
    CaptureId,
    Correction,
    Edition,
    Glance,
    NotFoundError,
    StatementId,
    Story,
    StoryId,
    ThreadId,
)
from readout.store import Store, tables
from readout.store.lists import Counts as Counts

#: So many statements of an actor, and so many about them, stand on a page.
VOICES = 100
#: So many articles and statements are kept in memory with the parts that were asked for last: some 50 MB.
KEPT = 12_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a page needs, and where the next page of it begins. None: there is none."""

    edition: Edition
    held: Counts
    after: str | None
    #: What a list of stories shows of each, in its order.
    glances: tuple[Glance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What every page asks for, kept until something changes."""

    key: str
    corrected: Corrected
    river: tuple[StoryId, ...]
    held: Counts
    #: The parts that were asked for last: readers ask for the same pages.
    parts: OrderedDict[tuple[str, ...], Part] = field(default_factory=OrderedDict)

    def keep(self, name: tuple[str, ...], part: Part) -> Part:
        self.parts[name] = part
        while sum(_size(kept) for kept in list(self.parts.values())) > KEPT:
            with suppress(KeyError):  # another thread may have been quicker
                self.parts.popitem(last=False)
        return part


def _size(part: Part) -> int:
    return len(part.edition.articles) + len(part.edition.statements) + len(part.glances)


class PageParts:
    """Reads the parts; the lists they are found by are made first where a store has none."""

    def __init__(self, store: Store, run: Run, whole: Callable[[], Edition]) -> None:
        self._store, self._run, self._whole = store, run, whole
        self._known: Known | None = None
        self._ready, self._making = False, Lock()

    @contextmanager
    def gathering(self) -> Iterator[tuple[Gathering, Known]]:
        self._make_ready()
        with self._store.reading() as db:
            known = self._now(db)
            yield Gathering(db, known.corrected), known

    def _make_ready(self) -> None:
        with self._making:
            if not self._ready:
                self._run.list_anew(self._whole)
                self._ready = True

    def _now(self, db: Connection) -> Known:
        key = f"{tables.steps.done(db, 'grouping', STORE).get(STORE)} {tables.problems.count(db)}"
        if self._known is None or self._known.key != key:
            corrected: dict[CaptureId, list[Correction]] = {}
            for correction in tables.decided.corrections(db):
                corrected.setdefault(correction.passage.capture_id, []).append(correction)
            self._known = Known(
                key=key, corrected=corrected, river=tables.lists.river(db), held=tables.lists.counts(db)
            )
        return self._known

    # Pages

    def river(self, after: str | None, size: int) -> Part:
        """Some stories, newest first, with what is told of them."""
        with self.gathering() as (part, known):
            start = _start(after)
            name = "river", str(start), str(size)
            if name in known.parts:
                return known.parts[name]
            found = part.add_stories(known.river[start : start + size], whole=True)
            self._glance(part, found)
            more = start + size < len(known.river)
            edition = part.edition()
            ordered = replace(edition, told=replace(edition.told, stories=tuple(found)))
            after = str(start + size) if more else None
            return known.keep(name, Part(edition=ordered, held=known.held, after=after))

    def glances(self, after: str | None, size: int = 20, *, cards: bool = False) -> Part:
        """Some stories, newest first, as a list shows them; `cards`: with their articles."""
        with self.gathering() as (_, known):
            start = _start(after)
            wanted = known.river[start : start + size]
            more = str(start + size) if start + size < len(known.river) else None
        return self.glanced(wanted, more, cards=cards)

    def glanced(self, wanted: Sequence[StoryId], after: str | None = None, *, cards: bool = False) -> Part:
        """These stories, in this order, as a list shows them; `cards`: with their articles."""
        with self.gathering() as (part, known):
            name = "glanced", str(after), str(cards), *wanted
            if name in known.parts:
                return known.parts[name]
            glances = tables.glances.some(part.db, wanted)
            part.told += wanted
            found = [story for story in part.add_stories(wanted, whole=cards) if story.id in glances]
            if cards:
                part.add_versions(part.articles)
                part.add_copies([i for story in found for i in story.articles])
            edition = part.edition()
            return known.keep(
                name,
                Part(
                    edition=replace(edition, told=replace(edition.told, stories=tuple(found))),
                    held=known.held,
                    after=after,
                    glances=tuple(glances[story.id] for story in found),
                ),
            )

    def story(self, name: str, besides: Iterable[ArticleId] = ()) -> Edition:
        """A story with everything on its page; `besides`: articles that are named on it too.

        Raises NotFoundError.
        """
        named = tuple(besides)
        key = "story", name, *named
        with self.gathering() as (part, known):
            story_id = StoryId(name)
            if key in known.parts:
                return known.parts[key].edition
            if not part.add_stories([story_id], whole=True):
                raise NotFoundError(story=name)
            story = part.stories[story_id]
            part.told.append(story_id)
            said = part.add_said_in(story.articles)
            part.add_disputes(s.id for s in said)
            part.add_events(story.articles)
            part.add_articles(named)
            part.add_articles(_named_in(story))
            others = part.add_links(story.articles)
            part.add_stories_of(others)
            for thread in part.add_threads(tables.lists.threads_of(part.db, [story_id])):
                part.add_stories(thread.stories)
            part.add_copies(part.add_versions(part.articles))
            return known.keep(key, Part(edition=part.edition(), held=known.held, after=None)).edition

    def bare_story(self, story_id: StoryId) -> Edition:
        """A story with its articles, and nothing that is said in them."""
        with self.gathering() as (part, _):
            part.add_stories([story_id], whole=True)
            return part.edition()

    def thread(self, name: str) -> Edition:
        """A thread with its stories. Raises NotFoundError."""
        with self.gathering() as (part, _):
            found = part.add_threads([name])
            if not found:
                raise NotFoundError(thread=name)
            (thread,) = found
            self._glance(part, part.add_stories(thread.stories, whole=True))
            named = [i for reason in thread.reasons for i in reason.detail.partition(": ")[0].split(" and ")]
            part.add_articles(ArticleId(i) for i in named)
            part.add_versions(part.articles)
            return part.edition()

    def _glance(self, part: Gathering, stories: list[Story]) -> None:
        """What a list of stories shows of each."""
        articles = [i for story in stories for i in story.articles]
        part.told += [story.id for story in stories]
        part.add_disputes((s.id for s in part.add_said_in(articles)), whole=False)
        part.add_versions(part.articles)
        part.add_copies(articles)

    def article(self, article_id: ArticleId) -> Edition:
        """An article with its page around it, its story, and what it is linked with. Raises NotFoundError."""
        with self.gathering() as (part, _):
            part.add_articles([article_id])
            if article_id not in part.articles:
                raise NotFoundError(article=article_id)
            self._page(part, part.articles[article_id][1].capture_id)
            capture_id = part.articles[article_id][1].capture_id
            part.furniture = tables.articles.furniture(part.db, capture_id)
            part.add_disputes((s.id for s in part.add_said_in([article_id])), whole=False)
            part.add_stories_of([article_id], whole=True)
            others = part.add_links([article_id])
            part.add_articles(others)
            part.add_stories_of(others)
            part.add_versions(part.articles)
            return part.edition()

    def _page(self, part: Gathering, capture_id: CaptureId) -> None:
        """The capture with its articles, and who is named in it."""
        part.open.add(capture_id)
        part.add_articles(tables.articles.ids_in(part.db, capture_id))
        part.add_mentions([capture_id])

    def statement(self, statement_id: StatementId) -> Edition:
        """A statement with its article. Raises NotFoundError."""
        with self.gathering() as (part, _):
            places = tables.lists.statements(part.db, [statement_id])
            part.add_said(places)
            if statement_id not in part.statements:
                raise NotFoundError(statement=statement_id)
            part.add_mentions({place.capture_id for place in places})
            part.add_disputes([statement_id], whole=False)
            part.add_versions(part.articles)
            return part.edition()

    def actor(self, actor_id: ActorId, after: str | None = None, size: int = VOICES) -> Part:
        """An actor with what was said by, to and about them, `size` of each in order of time."""
        start = _start(after)
        name = "actor", actor_id, str(start), str(size)
        with self.gathering() as (part, known):
            if name in known.parts:
                return known.parts[name]
            if not tables.actors.actors.some(part.db, [actor_id], "id"):
                raise NotFoundError(actor=actor_id)
            part.named.add(actor_id)
            more = False
            for kind in ("said", "heard"):
                found = tables.lists.voiced(part.db, actor_id, kind, start=start, size=size + 1)
                more |= len(found) > size
                part.add_said(tables.lists.numbered(part.db, found[:size]))
            part.add_disputes(list(part.statements), whole=False)
            spoken_of = part.name_stories_of(list(part.articles))
            part.add_threads(tables.lists.threads_of(part.db, [story.id for story in spoken_of]))
            part.add_changes(actor_id)
            part.add_versions(part.articles)
            after = str(start + size) if more else None
            return known.keep(name, Part(edition=part.edition(), held=known.held, after=after))

    def dispute(self, dispute_id: str) -> Edition:
        """A dispute with the statements of its sides. Raises NotFoundError."""
        with self.gathering() as (part, _):
            if not part.take_disputes([dispute_id]):
                raise NotFoundError(dispute=dispute_id)
            part.add_disputes(list(part.statements), whole=False)
            part.add_versions(part.articles)
            return part.edition()

    def captures(self, wanted: Iterable[CaptureId]) -> Edition:
        """The articles of some captures."""
        with self.gathering() as (part, _):
            for capture_id in wanted:
                part.add_articles(tables.articles.ids_in(part.db, capture_id))
            part.add_versions(part.articles)
            return part.edition()

    def capture(self, capture_id: CaptureId) -> Edition:
        """The articles of a capture, with what is said in them."""
        with self.gathering() as (part, _):
            ids = tables.articles.ids_in(part.db, capture_id)
            part.add_articles(ids)
            part.add_said_in(ids)
            part.add_versions(part.articles)
            return part.edition()

    def articles(self, wanted: Iterable[ArticleId]) -> Edition:
        """Some articles with their texts, their statements and the versions among them."""
        with self.gathering() as (part, _):
            ids = list(wanted)
            part.add_articles(ids)
            part.open |= {article.capture_id for _, article in part.articles.values()}
            part.add_disputes((s.id for s in part.add_said_in(ids)), whole=False)
            part.add_versions(ids)
            return part.edition()

    # Names

    def story_now(self, name: str) -> StoryId:
        """The story that has this id, or had it once. Raises NotFoundError."""
        with self.gathering() as (part, _):
            found = tables.lists.story_named(part.db, name)
        if found is None:
            raise NotFoundError(story=name)
        return found

    def thread_now(self, name: str) -> ThreadId:
        """The thread that has this id, or had it once. Raises NotFoundError."""
        with self.gathering() as (part, _):
            found = tables.lists.thread_named(part.db, name)
        if found is None:
            raise NotFoundError(thread=name)
        return ThreadId(found)


def _start(after: str | None) -> int:
    return int(after) if after and after.isdecimal() and len(after) < 10 else 0


def _named_in(story: Story) -> list[ArticleId]:
    """What could be the id of an article in the reasons of a story."""
    return [ArticleId(word.rstrip(":,;")) for reason in story.reasons for word in reason.detail.split(" ")]
