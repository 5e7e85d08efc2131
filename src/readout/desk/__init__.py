"""The desk: the one object the doors talk to, and the only place that knows the order of steps."""

import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Self, TypeVar

from readout import intake
from readout.assist import settings_from as assist_settings
from readout.desk import around, correcting
from readout.desk.accounts import Accounts
from readout.desk.assisting import Assisted, Assisting, Translated
from readout.desk.beside import Beside, translations
from readout.desk.books import Books
from readout.desk.checking import flagged as flagged
from readout.desk.clock import Clock as Clock
from readout.desk.clock import now as now
from readout.desk.deciding import Decision as Decision
from readout.desk.deciding import acts_about, acts_of, as_one, as_two
from readout.desk.digests import Digested, Digests, Wanted
from readout.desk.entries import EntryParts
from readout.desk.explaining import Explained, explained
from readout.desk.feeds import Feeds, FeedSettings
from readout.desk.feeds import Imported as Imported
from readout.desk.feeds import Subscribed as Subscribed
from readout.desk.feeds import Updated as Updated
from readout.desk.feeds import settings_from as settings_from
from readout.desk.going import Going
from readout.desk.images import Images
from readout.desk.near import Finding, Nearness
from readout.desk.pages import Counts as Counts
from readout.desk.pages import PageParts
from readout.desk.pages import Part as Part
from readout.desk.parts import narrowed, of_articles, of_statements
from readout.desk.reading import Reading
from readout.desk.records import ListParts
from readout.desk.run import STORE, Run
from readout.desk.saved import Searches
from readout.desk.schedule import Schedule as Schedule
from readout.desk.search import Search
from readout.desk.sharing import Sharing
from readout.desk.steps import Step as Step
from readout.desk.steps import Steps as Steps
from readout.desk.steps import Texts
from readout.desk.steps import house as house
from readout.encoder.near import find as find_near
from readout.model import (
    Act,
    Article,
    ArticleId,
    Capture,
    CaptureId,
    Correction,
    Difference,
    Edition,
    Event,
    Found,
    Judgement,
    Mark,
    MarkKind,
    NotFoundError,
    Passage,
    PassageError,
    Problem,
    Remedy,
    Right,
    Span,
    Statement,
    StatementId,
    Story,
    StoryId,
    Thread,
    ThreadId,
    Verdict,
    Version,
    WordsError,
)
from readout.model import minted_story as minted_story
from readout.model import minted_thread as minted_thread
from readout.store import Store, open_store, tables
from readout.store.proposals import Kept

#: Called with how many files are done, how many there are, and what is done now.
Progress = Callable[[int, int, str], None]

#: The largest file that is read, in bytes, unless a setting says otherwise.
LIMIT = intake.LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding some files."""

    #: In the order in which they were named; those held before included, none twice.
    captures: tuple[CaptureId, ...]
    #: How many of them the store did not hold before.
    new: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What happened in a story or a thread, in order of time; what has no day last."""

    about: str
    title: str
    events: tuple[Event, ...]
    #: The articles that tell it.
    edition: Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at, and whether it is as it should be."""

    name: str
    good: bool
    detail: str


def open_desk(
    address: str | Path | None = None,
    *,
    steps: Steps | None = None,
    clock: Clock = now,
    limit: int = LIMIT,
    patience: float = 10.0,
    feeds: FeedSettings | None = None,
    near: Finding = find_near,
) -> "Desk":
    """A desk over the store at `address`. None: a store in memory that is gone when it is closed.

    `patience` is how long to wait for another program that writes, in seconds; `near` finds what makes
    vectors for the search by meaning. Raises a StoreError that says what to do.
    """
    store = open_store(None if address is None else str(address), patience=patience)
    return Desk(store, steps or house(), clock, limit, feeds or FeedSettings(), near)


class Desk:
    """Adds captures, reads them, and answers what the doors ask."""

    def __init__(
        self,
        store: Store,
        steps: Steps,
        clock: Clock,
        limit: int,
        feeds: FeedSettings,
        near: Finding = find_near,
    ) -> None:
        self._store = store
        #: The model and translator that may be asked; as the environment says.
        self.assist = assist_settings()
        self._run = Run(store, steps, clock, limit)
        #: Subscriptions, and how each feed is doing.
        self.feeds = Feeds(store, self._run, clock, feeds, limit)
        #: What each page of the reader needs, without the rest.
        self.pages = PageParts(store, self._run, self._whole)
        #: What each reader has read, starred and set.
        self.reading = Reading(store, self.pages, clock)
        #: What there is to go through, as each reader chooses.
        self.going = Going(self.pages, self.reading)
        #: What readers share with each other, and with everybody.
        self.sharing = Sharing(store, self.pages, clock)
        #: Pages of lists: the ledger's, and those that programs ask for.
        self.lists = ListParts(self.pages, self._whole)
        #: Articles as programs sync them.
        self.entries = EntryParts(store, self.pages)
        self._near = Nearness(store, near)
        self._search = Search(self.pages, self._near)
        #: The searches that each reader keeps.
        self.searches = Searches(store, self._search, clock)
        #: The images of articles, for readers who want to see them.
        self.images = Images(store, self.pages, self.feeds.image_fetcher, clock)
        self._clock = clock
        self._held: tuple[str, Edition] | None = None
        self._one_at_a_time = Lock()
        #: Who may log in.
        self.accounts = Accounts(store, clock)
        #: Views over the ledger, and alerts.
        self.ledger = Books(store, clock, self._whole, self.feeds.fetcher)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    @property
    def address(self) -> str:
        return self._store.address

    # Adding

    def add(
        self,
        paths: Iterable[str],
        *,
        captured_at: datetime | None = None,
        stdin: BinaryIO | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Keep what some files hold, read it, and put it in order with everything held before.

        Adding a file twice changes nothing. What an earlier run left half-way is finished too.
        """
        with self._one_at_a_time:
            held = set(self._run.ids())
            named: dict[CaptureId, None] = {}
            problems: list[Problem] = []
            files = list(intake.found(paths))
            for number, file in enumerate(files):
                if progress:
                    progress(number, len(files), file if isinstance(file, str) else file.where)
                for captures, troubles in self._received(
                    file, captured_at, stdin, progress and partial(_part, progress, number, len(files), file)
                ):
                    named |= dict.fromkeys(capture.id for capture in captures)
                    problems += troubles
                    for capture in captures:
                        problems += self._run.read(capture)
            if progress:
                progress(len(files), len(files), "")
            self._run.finish_readings()
            self._run.group()
            problems += self.ledger.evaluate()
        self._near.fill()
        return Added(
            captures=tuple(named),
            new=len(named.keys() - held),
            problems=tuple(dict.fromkeys(problems)),
        )

    def _received(
        self,
        file: str | Problem,
        captured_at: datetime | None,
        stdin: BinaryIO | None,
        tell: Callable[[float], object] | None,
    ) -> Iterator[tuple[list[Capture], list[Problem]]]:
        """What one file holds; an archive in parts."""
        if isinstance(file, str) and file != "-" and intake.is_archive(file):
            yield from self._run.receive_archive(file, tell or (lambda part: None))
        else:
            yield self._run.receive(file, captured_at, stdin)

    def update(
        self,
        addresses: Sequence[str] | None = None,
        *,
        due_only: bool = False,
        progress: Progress | None = None,
    ) -> Updated:
        """Ask feeds (see `Feeds.update`), read what came, and put it in order with everything held."""
        updated = self.feeds.update(addresses, due_only=due_only, progress=progress)
        if not updated.stopped:
            with self._one_at_a_time:
                if progress:
                    progress(1, 1, "")
                self._run.finish_readings()
                self._run.group()
                updated = replace(updated, problems=(*updated.problems, *self.ledger.evaluate()))
            self._near.fill()
        return updated

    # Deciding

    def correct(self, correction: Correction) -> None:
        """Keep what a person says is read wrongly, and obey it from now on."""
        right = correction.right
        for passage in (correction.passage, correction.cue, correction.content, right.speaker, right.actor):
            if passage:
                self._check(passage)
        with self._one_at_a_time:
            with self._store.writing() as db:
                tables.decided.correct(db, correction)
            self._run.group()

    def judge(self, about: str, judgement: Judgement) -> None:
        """Keep a decision whether two "actor"s or two "story"s are one, and obey it."""
        self._check(judgement.one)
        self._check(judgement.other)
        with self._one_at_a_time:
            with self._store.writing() as db:
                tables.decided.judge(db, about, judgement)
            self._run.group()

    def correct_statement(
        self,
        statement_id: str,
        remedy: Remedy,
        *,
        act: Act | None = None,
        speaker: str = "",
        actor: str = "",
        content: str = "",
        note: str = "",
        by: str,
    ) -> Statement | None:
        """Correct one statement; the words are looked for on its page. The statement as it is then.

        `speaker`: words of the page that name who speaks; `actor`: an id, a name, or a statement of
        the one who speaks. Raises NotFoundError, WordsError.
        """
        read = self.statement(statement_id)
        capture = self.capture(read.passage.capture_id)
        near = read.passage.span
        right = correcting.right_for(
            remedy,
            act=act,
            speaker=correcting.found(speaker, capture, near=near) if speaker.strip() else None,
            actor=correcting.named(self._whole(), actor)[1] if actor.strip() else None,
            content=correcting.found(content, capture, near=near) if content.strip() else None,
        )
        correction = Correction(
            passage=read.passage,
            remedy=remedy,
            cue=read.cue,
            content=read.content,
            right=right,
            note=note,
            by=by,
            at=self._clock(),
        )
        self.correct(correction)
        return self._standing(right.content or read.content, read.passage)

    def add_statement(
        self,
        capture_id: CaptureId,
        utterance: str,
        *,
        act: Act,
        speaker: str = "",
        actor: str = "",
        cue: str = "",
        content: str = "",
        note: str = "",
        by: str,
        within: Span | None = None,
    ) -> Statement:
        """Keep a statement that was not read, by its words on the page.

        `within`: the article that is looked at, where its page has the words more than once.
        Raises NotFoundError, WordsError.
        """
        capture = self.capture(capture_id)
        whole = correcting.found(utterance, capture, only=within)
        if not any(a.capture_id == capture.id and whole.span in a.span for a in self._whole().articles):
            raise WordsError(words=utterance, why="these words stand in no article of the page")
        named = correcting.found(speaker, capture, near=whole.span) if speaker.strip() else None
        heard = correcting.within(cue, capture, whole.span) if cue.strip() else None
        if content.strip():
            said = correcting.within(content, capture, whole.span)
        else:
            said = correcting.rest(capture, whole.span, (named, heard))
        who = correcting.named(self._whole(), actor)[1] if actor.strip() else None
        correction = Correction(
            passage=whole,
            remedy=Remedy.MISSED,
            cue=heard,
            content=said,
            right=Right(act=act, speaker=named, actor=who, content=said),
            note=note,
            by=by,
            at=self._clock(),
        )
        self.correct(correction)
        made = self._standing(said, whole)
        if made is None:
            raise NotFoundError(statement=utterance)
        return made

    def _standing(self, content: Passage, passage: Passage) -> Statement | None:
        """The statement with this content, as it is read now; in these words if there are more."""
        found = [s for s in self._whole().statements if s.content == content]
        return max(found, key=lambda s: s.passage.span.overlap(passage.span), default=None)

    def judge_actors(self, one: str, other: str, verdict: Verdict, *, by: str) -> Judgement:
        """Keep whether two actors are one. Each by id, by name, or as the speaker of a statement.

        Raises WordsError.
        """
        whole = self._whole()
        left, right = correcting.named(whole, one), correcting.named(whole, other)
        judgement = Judgement(one=left[1], other=right[1], verdict=verdict, by=by, at=self._clock())
        self.judge("actor", judgement)
        return judgement

    def uncorrect(self, number: int) -> None:
        """Take a correction back. Raises NotFoundError."""
        with self._one_at_a_time:
            with self._store.writing() as db:
                tables.decided.uncorrect(db, number)
            self._run.group()

    def unjudge(self, number: int) -> None:
        """Take a judgement back, on stories with all of its act. Raises NotFoundError."""
        with self._one_at_a_time:
            with self._store.writing() as db:
                tables.decided.unjudge_number(db, number)
            self._run.group()

    def judgements(self) -> tuple[Judgement, ...]:
        """What was judged on actors and stories, oldest first."""
        with self._store.reading() as db:
            judged = [j for about in ("actor", "story") for j in tables.decided.judgements(db, about)]
        return tuple(sorted(judged, key=lambda judgement: judgement.number))

    def join_stories(self, stories: Sequence[str], by: str) -> StoryId:
        """Keep that somebody says that these stories are one, and obey it. The story they become.

        Raises NotFoundError.
        """
        told = [self._story(story) for story in stories]
        articles = self._articles(i for story in told for i in story.articles)
        return self._decide(lambda texts, at: as_one(articles, texts, by, at), articles[0])

    def part_story(self, story: str, articles: Collection[str], by: str) -> StoryId:
        """Keep that somebody says that some articles of a story tell another one, and obey it.

        The story that they become. Raises NotFoundError where one is not in the story, or none
        would be left in it.
        """
        held = self._story(story)
        strays = [i for i in articles if i not in held.articles]
        if strays or not articles or len(set(articles)) == len(held.articles):
            raise NotFoundError(article=strays[0] if strays else "that stays in the story")
        ours = self._articles(i for i in held.articles if i in articles)
        theirs = self._articles(i for i in held.articles if i not in articles)
        return self._decide(lambda texts, at: as_two(ours, theirs, texts, by, at), ours[0])

    def story_decisions(self, story: str | None = None) -> tuple[Decision, ...]:
        """What persons decided about stories, or about the articles of one: newest first."""
        with self._store.reading() as db:
            judged = tables.decided.judgements(db, "story")
        if not judged:
            return ()
        ours: set[ArticleId] = set()
        if story is not None:
            edition = self.pages.bare_story(self.pages.story_now(story))
            ours = {i for one in edition.told.stories for i in one.articles}
            judged = tuple(acts_about(judged, {article.capture_id for article in edition.articles}))
        named = {passage.capture_id for one in judged for passage in (one.one, one.other)}
        made = acts_of(judged, self.pages.captures(named).articles)
        return tuple(d for d in made if story is None or ours.intersection(d.articles))

    def undo_story(self, key: str, by: str) -> None:
        """Take back what somebody decided about stories at a time: the key of a decision of theirs.

        Raises NotFoundError.
        """
        with self._one_at_a_time:
            try:
                at = datetime.fromisoformat(key)
            except ValueError:
                raise NotFoundError(decision=key) from None
            with self._store.writing() as db:
                if not tables.decided.unjudge(db, "story", by, at):
                    raise NotFoundError(decision=key)
            self._run.group()

    def _decide(self, judge: Callable[[Texts, datetime], list[Judgement]], article: Article) -> StoryId:
        texts = {capture.id: capture.text for capture in self._whole().captures}
        with self._one_at_a_time:
            with self._store.writing() as db:
                taken = {judgement.at for judgement in tables.decided.judgements(db, "story")}
                at = self._clock()
                while at in taken:
                    at += timedelta(microseconds=1)  # each act can be taken back by itself
                for judgement in judge(texts, at):
                    tables.decided.judge(db, "story", judgement)
            self._run.group()
        return next(s.id for s in self._whole().told.stories if article.id in s.articles)

    def _articles(self, wanted: Iterable[str]) -> list[Article]:
        held = {str(article.id): article for article in self._whole().articles}
        found = [held[i] for i in dict.fromkeys(wanted)]
        return sorted(found, key=lambda a: ((a.published and a.published.iso) or "~", a.id))

    def mark(self, mark: Mark) -> None:
        """Keep that somebody read, starred or shared something."""
        self._check(mark.passage)
        with self._store.writing() as db:
            tables.decided.mark(db, mark)

    def mark_all(self, wanted: Sequence[Mark]) -> None:
        """Keep many marks, in one transaction: all of them or none."""
        for mark in wanted:
            self._check(mark.passage)
        with self._store.writing() as db:
            tables.decided.mark_all(db, wanted)

    def unmark(self, passage: Passage, kind: MarkKind, by: str) -> None:
        """Take back one's own mark."""
        with self._store.writing() as db:
            tables.decided.unmark(db, passage, kind, by)

    def marks(self) -> tuple[Mark, ...]:
        with self._store.reading() as db:
            return tables.decided.marks(db)

    def corrections(self) -> tuple[Correction, ...]:
        with self._store.reading() as db:
            return tables.decided.corrections(db)

    def _check(self, passage: Passage) -> None:
        """Raises PassageError where the capture does not say the words."""
        if self.capture(passage.capture_id).passage(passage.span) != passage:
            raise PassageError(capture=passage.capture_id, said=passage.exact)

    # Asking

    def edition(self, captures: Iterable[CaptureId] | None = None) -> Edition:
        """Everything held, or what these captures hold: their part of each story and no more."""
        whole = self._whole()
        return whole if captures is None else narrowed(whole, frozenset(captures))

    def _whole(self) -> Edition:
        """Everything held. Read from the store once, and again only when it has changed."""
        with self._store.reading() as db:
            key = f"{tables.steps.done(db, 'grouping').get(STORE)} {tables.problems.count(db)}"
            if self._held and self._held[0] == key:
                return self._held[1]
            readings = tables.articles.readings(db)
            captures = tuple(tables.captures.some(db))
            cast = tables.actors.get(db)
            told = tables.stories.get(db)
            copies = tables.copies.copies.all(db)
            versions = tables.versions.versions.all(db)
            events = tables.events.events.all(db)
            disputes = tables.positions.disputes.all(db)
            changes = tables.ledger.changes.all(db)
            measures = tables.ledger.measures.all(db)
            briefs = tables.briefs.briefs.all(db)
            problems = tables.problems.get(db)
        read = [readings[capture.id] for capture in captures if capture.id in readings]
        texts = {capture.id: capture.text for capture in captures}
        found = self._run.statements(texts, [article for reading in read for article in reading.articles])
        edition = Edition(
            captures=captures,
            articles=tuple(article for reading in read for article in reading.articles),
            furniture=tuple(piece for reading in read for piece in reading.furniture),
            flags=tuple(flag for reading in read for flag in reading.flags),
            statements=found.statements,
            cast=cast,
            copies=copies,
            told=told,
            events=events,
            versions=versions,
            disputes=disputes,
            changes=changes,
            measures=measures,
            briefs=briefs,
            problems=problems,
        )
        self._held = key, edition
        return edition

    def river(self, after: str | None = None, size: int = 20) -> Part:
        """Stories, newest first, `size` a page; `after` is what the page before said."""
        return self.pages.river(after, size)

    def story(self, story_id: StoryId) -> Edition:
        """One story with its articles and all that is in them. Raises NotFoundError."""
        return of_articles(self._whole(), frozenset(self._story(story_id).articles))

    def _story(self, name: str) -> Story:
        """A story by its id, or by an id that it had before earlier articles came."""
        stories = self._whole().told.stories
        found = next((story for story in stories if story.id == name), None)
        if found is None:
            found = next((s for s in stories if any(minted_story(a) == name for a in s.articles)), None)
        if found is None:
            raise NotFoundError(story=name)
        return found

    def thread(self, thread_id: str) -> Edition:
        """The stories of one thread with all that is in them. Raises NotFoundError."""
        whole = self._whole()
        threads = whole.told.threads
        found = next((t for t in threads if thread_id in {t.id, *_ids_of(t)}), None)
        if found is None:
            raise NotFoundError(thread=thread_id)
        stories = [story for story in whole.told.stories if story.id in found.stories]
        part = of_articles(whole, frozenset(a for story in stories for a in story.articles))
        return replace(part, told=replace(part.told, threads=(found,)))

    def digest(self, wanted: Wanted) -> Digested:
        """What came in, each story once, heaviest first."""
        return Digests(self._store, self._clock, self.pages).make(wanted)

    def digest_made(self, name: str, *, by: str, at: datetime) -> None:
        """The next digest of this name begins at `at`."""
        Digests(self._store, self._clock, self.pages).made(name, by, at)

    def explain(self, about: str) -> Explained:
        """An explainer of a story or a thread, by its id or words of its title. Raises NotFoundError."""
        return explained(self.pages, about)

    def assisted(self, story: str, question: str | None = None) -> Assisted:
        """What a model says of a story, or answers about it, as far as it is verified.

        Raises NotFoundError. Nothing is sent where no model is set, or the day's budget is spent.
        """
        with self.pages.gathering() as (part, _):
            found, _, stories = around.meant(part, story)
            edition = around.of(part, (a for one in stories for a in one.articles))
        if question is None:
            return self._assisting().shorten(edition, found)
        return self._assisting().ask(edition, found, question)

    def translated(self, article_id: str, into: str) -> Translated:
        """An article's paragraphs beside their translation. Raises NotFoundError."""
        whole = self._whole()
        article = next((a for a in whole.articles if a.id == article_id), None)
        if article is None:
            raise NotFoundError(article=article_id)
        text = next(c.text for c in whole.captures if c.id == article.capture_id)
        return self._assisting().translate(article, text, into)

    def translations(self, article_id: str) -> tuple[Beside, ...]:
        """The translations of an article that are held. Asks nobody. Raises NotFoundError."""
        return translations(self._store, self.pages, article_id)

    def sent(self) -> tuple[Kept, ...]:
        """What was sent to a model or translator, the latest first."""
        return self._assisting().sent()

    def _assisting(self) -> Assisting:
        return Assisting(self._store, self.assist, self._clock)

    def timeline(self, about: StoryId | ThreadId, days: int | None = None) -> Timeline:
        """What happened in a story or a thread, in order of time. Raises NotFoundError.

        `days`: only what happened on so many days, those that the articles themselves give most weight.
        """
        with self.pages.gathering() as (part, _):
            thread = tables.lists.thread_named(part.db, about)
            story = None if thread else tables.lists.story_named(part.db, about)
            if thread:
                (told,) = part.add_threads([thread])
                title, stories = told.title, around.stories_of(part, told)
            elif story:
                stories = part.add_stories([story])
                title = stories[0].title
            else:
                raise NotFoundError(story=about)
            edition = around.of(part, (a for one in stories for a in one.articles))
        events = edition.events
        if days is not None:
            from readout.events import best_days, rank_days  # a workroom: only who asks for it needs it

            texts = {capture.id: capture.text for capture in edition.captures}
            chosen = {day.day.isoformat() for day in best_days(rank_days(edition.articles, texts), days)}
            events = tuple(event for event in events if event.day in chosen)
        return Timeline(about=about, title=title, events=events, edition=edition)

    def difference(self, article_id: ArticleId, other: ArticleId | None = None) -> Difference:
        """What changed in an article since the version before it, or between two articles.

        Raises NotFoundError: there is no such article, or no earlier version of it.
        """
        from readout.versions import compare

        part = self.pages.articles([article_id, other] if other else [article_id])
        _first(part.articles, article_id, "article")
        if other is None:
            version = next((v for v in part.versions if v.later == article_id), None)
            version = version or next((v for v in part.versions if v.earlier == article_id), None)
            if version is None:
                raise NotFoundError(version=article_id)
            part = self.pages.articles([version.later, version.earlier])
        else:
            held = next((v for v in part.versions if {v.later, v.earlier} == {article_id, other}), None)
            version = held or Version(later=article_id, earlier=other)
        later = _first(part.articles, version.later, "article")
        earlier = _first(part.articles, version.earlier, "article")
        texts = {capture.id: capture.text for capture in part.captures}
        return compare(version, earlier, later, texts, part.statements)

    def article(self, article_id: ArticleId) -> Edition:
        """One article and all that is in it; with the stories it is in. Raises NotFoundError."""
        whole = self._whole()
        article = _first(whole.articles, article_id, "article")
        return of_articles(whole, frozenset([article.id]))

    def anchor(self, article_id: ArticleId) -> Passage:
        """Words of an article that find it again after a rerun: its title, or how it begins.

        Raises NotFoundError.
        """
        article = _first(self._whole().articles, article_id, "article")
        return article.title or self.capture(article.capture_id).passage(article.blocks[0].span)

    def statement(self, statement_id: str) -> Statement:
        """One statement. Raises NotFoundError."""
        part = self.pages.statement(StatementId(statement_id))
        return _first(part.statements, statement_id, "statement")

    def capture(self, capture_id: CaptureId) -> Capture:
        """One capture. Raises NotFoundError."""
        with self._store.reading() as db:
            return tables.captures.get(db, capture_id)

    def who(self, name: str) -> Edition:
        """Every statement of an actor whose names hold these words, with the articles it stands in."""
        whole = self._whole()
        words = name.casefold().split()
        ids = {
            actor.id
            for actor in whole.cast.actors
            if any(all(word in n.casefold() for word in words) for n in (actor.name, *actor.names))
        }
        voices = whole.cast.voices
        said = (s for s in whole.statements if s.id in voices and voices[s.id].speaker in ids)
        return of_statements(whole, said)

    def said(self, words: str) -> Edition:
        """The statements in which all these words stand."""
        whole = self._whole()
        wanted = words.casefold().split()
        found = (
            statement
            for statement in whole.statements
            if all(word in statement.passage.exact.casefold() for word in wanted)
        )
        return of_statements(whole, found)

    def search(self, asked: str, after: str | None = None, *, size: int = 1, near_below: int = 0) -> Found:
        """The articles and statements that a query finds, `size` pages at a time (see `desk/query.py`).

        `after` is what the page before said. Where fewer than `near_below` are found, what is near in meaning
        is looked for too. Raises SearchError, which names the part that is wrong.
        """
        return self._search.found(asked, after, size=size, near_below=near_below)

    def index_anew(self) -> None:
        """Make the lists, the index of words and the vectors anew from what is read."""
        with self._one_at_a_time:
            self._run.list_anew(self._whole, anew=True)
        self._near.anew()

    def find(self, name: str) -> Edition:
        """What an id or an address names: a capture, an article, a story, a thread or a statement.

        Raises NotFoundError.
        """
        whole = self._whole()
        captures = {c.id for c in whole.captures if name in (c.id, c.address)}
        if captures:
            return narrowed(whole, frozenset(captures))
        if any(article.id == name for article in whole.articles):
            return self.article(ArticleId(name))
        with suppress(NotFoundError):
            return self.story(StoryId(name))
        with suppress(NotFoundError):
            return self.thread(name)
        return of_statements(whole, [self.statement(name)])

    def arrivals(self, capture_id: CaptureId) -> tuple[tuple[str, datetime, datetime | None], ...]:
        """Each address a capture came from, when it came, and when it was said to be captured."""
        with self._store.reading() as db:
            came = tables.captures.arrivals(db, capture_id)
        return tuple((one.address, one.received_at, one.captured_at) for one in came)

    def problems(self) -> tuple[Problem, ...]:
        with self._store.reading() as db:
            return tables.problems.get(db)

    def checkup(self) -> tuple[Check, ...]:
        """Whether the store is sound and every passage says what it says."""
        whole = self._whole()
        texts = {capture.id: capture.text for capture in whole.captures}
        passages = [s.passage for s in whole.statements] + [
            passage for brief in whole.briefs for s in brief.sentences for passage in s.passages
        ]
        passages += [passage for event in whole.events for passage in event.passages]
        wrong = sum(p.span.of(texts[p.capture_id]) != p.exact for p in passages)
        damage = self._store.damage()
        sizes = ", ".join(
            f"{number:,} {one if number == 1 else many}"
            for number, one, many in (
                (len(whole.captures), "capture", "captures"),
                (len(whole.articles), "article", "articles"),
                (len(whole.told.stories), "story", "stories"),
                (len(whole.statements), "statement", "statements"),
            )
        )
        states = self.feeds.states()
        fine = sum(state.word == "ok" for state in states)
        feeds = f"{len(states)} subscribed, {fine} ok; `readout feeds` says what to do"
        return (
            Check(name="store", good=damage is None, detail=damage or self.address),
            Check(name="holds", good=True, detail=sizes),
            Check(
                name="passages",
                good=not wrong,
                detail=f"{len(passages)} checked, {wrong} do not say what they claim",
            ),
            Check(
                name="problems",
                good=not whole.problems,
                detail=f"{len(whole.problems)} kept; `readout export` lists them",
            ),
            *([Check(name="feeds", good=fine == len(states), detail=feeds)] if states else ()),
        )


def _part(progress: Progress, number: int, total: int, file: str | Problem, part: float) -> None:
    """Tell how much of an archive is done."""
    name = file if isinstance(file, str) else file.where
    progress(number, total, f"{Path(name).name}, {part:.0%} of it")


def demo_files() -> tuple[str, ...]:
    """The bundled demo: invented news that every screen can be looked at with."""
    folder = _demo_folder()
    if folder is None:
        return ()
    # Pages and feeds begin with a number; what is said about them does not.
    return tuple(sorted(str(path) for path in folder.iterdir() if path.name[:2].isdecimal()))


def demo_clock() -> datetime | None:
    """The time at which the demo's pages were captured, and from which its ages count. None: no demo."""
    folder = _demo_folder()
    if folder is None:
        return None
    found = tomllib.loads((folder / "demo.toml").read_text(encoding="utf-8"))["now"]
    return found if isinstance(found, datetime) else None


def _demo_folder() -> Path | None:
    here = Path(__file__).parent.parent
    places = (here / "demo", here.parent.parent / "demo")
    return next((folder for folder in places if (folder / "demo.toml").is_file()), None)


def _ids_of(thread: Thread) -> set[str]:
    """Every id that a thread had or could have had before earlier stories came."""
    return {minted_thread(story) for story in thread.stories}


T = TypeVar("T", Story, Article, Statement)


def _first(nouns: Iterable[T], wanted: str, name: str) -> T:
    for one in nouns:
        if one.id == wanted:
            return one
    raise NotFoundError(**{name: wanted})
