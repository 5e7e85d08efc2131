"""The desk: the one object the doors talk to, and the only place that knows the order of steps."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Generic, Self, TypeVar

from readout import intake
from readout.model import (
    Article,
    ArticleId,
    Block,
    Brief,
    Capture,
    CaptureId,
    Cast,
    CopyGroup,
    Correction,
    Dispute,
    Edition,
    Furniture,
    Judgement,
    Mark,
    MarkKind,
    NotFoundError,
    Passage,
    PassageError,
    Problem,
    Reading,
    Remedy,
    Span,
    Statement,
    StepError,
    Story,
    StoryId,
    Told,
    trimmed,
)
from readout.store import Store, open_store, tables

log = logging.getLogger(__name__)

F = TypeVar("F")
Texts = Mapping[CaptureId, str]
Clock = Callable[[], datetime]
#: Called with how many files are done, how many there are, and what is done now.
Progress = Callable[[int, int, str], None]

#: The largest file that is read, in bytes, unless a setting says otherwise.
LIMIT = intake.LIMIT
#: Nobody writes a longer paragraph, in characters: it is a file of another kind, or damage.
LONG_PARAGRAPH = 50_000
#: ... nor a longer article.
LONG_ARTICLE = 200_000
#: What is done over the whole store, not over one capture.
STORE = "store"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[F]):
    """One step of the house. A new version reads everything again."""

    name: str
    version: int
    run: F

    @property
    def made_by(self) -> str:
        return f"{self.name}/{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps in their order: what each takes and makes."""

    articles: Step[Callable[[Capture], Reading]]
    statements: Step[Callable[[Article, str], tuple[Statement, ...]]]
    actors: Step[
        Callable[
            [Sequence[Article], Texts, Sequence[Statement], Sequence[Judgement]],
            Cast,
        ]
    ]
    copies: Step[Callable[[Sequence[Article], Texts], tuple[CopyGroup, ...]]]
    stories: Step[
        Callable[
            [Sequence[Article], Texts, Sequence[CopyGroup], Cast, Sequence[Judgement]],
            Told,
        ]
    ]
    positions: Step[
        Callable[
            [Sequence[Article], Texts, Sequence[Statement], Cast, Told],
            tuple[Dispute, ...],
        ]
    ]
    briefs: Step[
        Callable[
            [Story, Sequence[Article], Texts, Sequence[Statement], Cast, Sequence[Dispute]],
            Brief,
        ]
    ]

    @property
    def reading(self) -> str:
        """Who reads a capture."""
        return f"{self.articles.made_by} {self.statements.made_by}"

    @property
    def grouping(self) -> str:
        """Who works over the whole store."""
        steps = (self.actors, self.copies, self.stories, self.positions, self.briefs)
        return " ".join(step.made_by for step in steps)


#: A change in what `intake` derives from the same bytes raises this.
INTAKE = "intake/1"


def house() -> Steps:
    """The steps of this house. A change in what a step reads raises its version."""
    # Imported here: who only opens a store to look at it needs none of the workrooms.
    from readout import actors, articles, briefs, copies, positions, statements, stories

    def until_written(run: F, otherwise: Callable[..., object]) -> F:
        def tried(*given: object) -> object:
            try:
                return run(*given)  # type: ignore[operator]
            except NotImplementedError:
                return otherwise(*given)

        return tried  # type: ignore[return-value]

    def alone(arts: Sequence[Article], *_: object) -> Told:
        return Told(
            stories=tuple(
                Story(id=StoryId("s-" + a.id), title=a.title_clean or "", articles=(a.id,)) for a in arts
            )
        )

    def silent(story: Story, *_: object) -> Brief:
        return Brief(id="b-" + story.id, story=story.id, sentences=())

    return Steps(
        articles=Step(name="articles", version=1, run=articles.read_capture),
        statements=Step(name="statements", version=1, run=statements.read_statements),
        actors=Step(name="actors", version=1, run=until_written(actors.cast_actors, lambda *_: Cast())),
        copies=Step(name="copies", version=1, run=until_written(copies.group_copies, lambda *_: ())),
        stories=Step(name="stories", version=1, run=until_written(stories.tell, alone)),
        positions=Step(
            name="positions", version=1, run=until_written(positions.find_disputes, lambda *_: ())
        ),
        briefs=Step(name="briefs", version=1, run=until_written(briefs.write_brief, silent)),
    )


def now() -> datetime:
    """The time. The one function of the house that reads the clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding some files."""

    #: In the order in which they were named; those held before included, none twice.
    captures: tuple[CaptureId, ...]
    #: How many of them the store did not hold before.
    new: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class River:
    """A page of stories, newest first."""

    edition: Edition
    #: Where the next page begins. None: this is the last.
    after: str | None


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
) -> "Desk":
    """A desk over the store at `address`. None: a store in memory that is gone when it is closed.

    `patience` is how long to wait for another program that writes, in seconds. Raises a StoreError
    that says what to do.
    """
    store = open_store(None if address is None else str(address), patience=patience)
    return Desk(store, steps or house(), clock, limit)


class Desk:
    """Adds captures, reads them, and answers what the doors ask."""

    def __init__(self, store: Store, steps: Steps, clock: Clock, limit: int) -> None:
        self._store = store
        self._steps = steps
        self._clock = clock
        self._limit = limit
        self._held: tuple[str, Edition] | None = None
        self._one_at_a_time = Lock()

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
            held = set(self._ids())
            named: dict[CaptureId, None] = {}
            problems: list[Problem] = []
            files = list(intake.found(paths))
            for number, file in enumerate(files):
                if progress:
                    progress(number, len(files), file if isinstance(file, str) else file.where)
                captures, troubles = self._receive(file, captured_at, stdin)
                named |= dict.fromkeys(capture.id for capture in captures)
                problems += troubles
                for capture in captures:
                    problems += self._read(capture)
            if progress:
                progress(len(files), len(files), "")
            self._finish_readings()
            self._group()
        return Added(
            captures=tuple(named),
            new=len(named.keys() - held),
            problems=tuple(dict.fromkeys(problems)),
        )

    def _receive(
        self, file: str | Problem, captured_at: datetime | None, stdin: BinaryIO | None
    ) -> tuple[list[Capture], list[Problem]]:
        """Keep the captures of one file. The captures as the store now knows them."""
        at = self._clock()
        if isinstance(file, Problem):
            results: list[Capture | Problem] = [file]
            where = file.where
        else:
            taken = intake.take(file, received_at=at, captured_at=captured_at, limit=self._limit, stdin=stdin)
            results, where = list(taken), file
        captures = [result for result in results if isinstance(result, Capture)]
        problems = [result for result in results if isinstance(result, Problem)]
        kept = []
        with self._store.writing() as db:
            for capture in captures:
                told_something = tables.captures.put(db, capture, INTAKE)
                if told_something and captured_at is not None:
                    tables.steps.forget(db, capture.id, ["reading"])
                kept.append(tables.captures.get(db, capture.id))
            tables.problems.replace(db, intake.printable(where), problems, at, INTAKE)
        return kept, problems

    def _read(self, capture: Capture) -> list[Problem]:
        """Read one capture, unless these versions of the steps have read it."""
        steps = self._steps
        with self._store.reading() as db:
            if tables.steps.done(db, "reading", capture.id).get(capture.id) == steps.reading:
                return list(tables.problems.get(db, capture.id))
        reading, statements, problems = self._carefully(capture)
        with self._store.writing() as db:
            tables.articles.put(db, capture.id, reading, steps.articles.made_by)
            tables.statements.put(db, capture.id, statements, steps.statements.made_by)
            tables.problems.replace(db, capture.id, problems, self._clock(), steps.reading)
            tables.steps.mark(db, capture.id, "reading", steps.reading)
        return problems

    def _carefully(self, capture: Capture) -> tuple[Reading, tuple[Statement, ...], list[Problem]]:
        """What a capture holds. Where a step fails: as much as was read before, and the Problem.

        A failing step is a bug, and is said to be one. It does not cost the reader the other
        pages, and the page itself is kept: a later version reads it.
        """
        reading = _unread(capture)
        statements: tuple[Statement, ...] = ()
        step = self._steps.articles.made_by
        try:
            reading = self._steps.articles.run(capture)
            step = self._steps.statements.made_by
            statements = tuple(
                statement
                for article in reading.articles
                for statement in self._steps.statements.run(legible(article), capture.text)
            )
        except Exception as error:  # the one place: a bug in one page must not stop a run
            log.exception("step failed", extra={"step": step, "capture": capture.id})
            failure = StepError(step=step, capture=capture.id)
            failure.__cause__ = error
            what = f"{failure} ({type(error).__name__}); the page is kept"
            return reading, statements, [Problem(where=capture.address, what=what, origin=step)]
        if all(legible(article) is article for article in reading.articles):
            return reading, statements, []
        what = (
            f"a paragraph is longer than {LONG_PARAGRAPH:,} characters, or an article than "
            f"{LONG_ARTICLE:,}; all of it is kept and shown, and only its beginning is read"
        )
        return reading, statements, [Problem(where=capture.address, what=what, origin="desk")]

    def _finish_readings(self) -> None:
        """Read what an earlier run, or an earlier version, left unread."""
        with self._store.reading() as db:
            done = tables.steps.done(db, "reading")
            made_by = tables.captures.texts_made_by(db)
        for capture_id in self._ids():
            if done.get(capture_id) == self._steps.reading and made_by[capture_id] == INTAKE:
                continue
            with self._store.reading() as db:
                capture = tables.captures.get(db, capture_id)
            if made_by[capture_id] != INTAKE:
                capture = self._derive_text(capture)
            self._read(capture)

    def _derive_text(self, capture: Capture) -> Capture:
        """The capture with its text derived anew from the bytes."""
        for fresh in intake.read(
            capture.body,
            address=capture.address,
            received_at=capture.received_at,
            captured_at=capture.captured_at,
            limit=self._limit,
        ):
            if isinstance(fresh, Capture) and fresh.id == capture.id:
                capture = fresh
        with self._store.writing() as db:
            tables.captures.put_text(db, capture, INTAKE)
            tables.steps.forget(db, capture.id, ["reading"])
        return capture

    def _group(self) -> None:
        """Work out, over everything held, who is who, what is one story, and who denies what."""
        steps = self._steps
        key = self._key()
        with self._store.reading() as db:
            if tables.steps.done(db, "grouping").get(STORE) == key:
                return
            readings = tables.articles.readings(db)
            texts = {capture.id: capture.text for capture in tables.captures.some(db)}
            judged = {about: tables.decided.judgements(db, about) for about in ("actor", "story")}
        statements, problems = self._statements(texts)
        articles = [legible(article) for i in texts if i in readings for article in readings[i].articles]
        cast = steps.actors.run(articles, texts, statements, judged["actor"])
        cast = self._silenced(cast, statements, texts)
        copies = steps.copies.run(articles, texts)
        told = steps.stories.run(articles, texts, copies, cast, judged["story"])
        disputes = steps.positions.run(articles, texts, statements, cast, told)
        briefs = _briefs(steps, told, articles, texts, statements, cast, disputes)
        with self._store.writing() as db:
            tables.actors.replace(db, cast, steps.actors.made_by)
            tables.copies.copies.replace(db, copies, steps.copies.made_by)
            tables.stories.replace(db, told, steps.stories.made_by)
            tables.positions.disputes.replace(db, disputes, steps.positions.made_by)
            tables.briefs.briefs.replace(db, briefs, steps.briefs.made_by)
            tables.problems.replace(db, STORE, problems, self._clock(), steps.grouping)
            tables.steps.mark(db, STORE, "grouping", key)

    def _key(self) -> str:
        """What the grouping rests on, as one word: equal while nothing has changed."""
        with self._store.reading() as db:
            rests_on = (
                self._steps.grouping,
                tables.captures.came(db),
                sorted(tables.captures.texts_made_by(db).items()),
                sorted(tables.steps.done(db, "reading").items()),
                tables.decided.count(db),
            )
        return hashlib.sha256(repr(rests_on).encode()).hexdigest()

    def _statements(self, texts: Texts) -> tuple[list[Statement], list[Problem]]:
        """Every statement that nobody has corrected away; the corrections that lost their place."""
        with self._store.reading() as db:
            by_capture = tables.statements.some(db)
            corrections = tables.decided.corrections(db)
        denied: dict[CaptureId, list[Span]] = {}
        problems = []
        for correction in corrections:
            place = reattached(correction.passage, texts)
            if place is None:
                words = correction.passage.exact
                what = f"a correction by {correction.by} no longer finds its words: {words}"
                where = correction.passage.capture_id
                problems.append(Problem(where=where, what=what, origin="desk"))
            elif correction.remedy is Remedy.NOT_SAID:
                denied.setdefault(correction.passage.capture_id, []).append(place)
        kept = [
            statement
            for capture_id in texts
            for statement in by_capture.get(capture_id, ())
            if not any(_meant(statement, place) for place in denied.get(capture_id, ()))
        ]
        return kept, problems

    def _silenced(self, cast: Cast, statements: Sequence[Statement], texts: Texts) -> Cast:
        """The cast without the speakers that a person has said are wrong."""
        with self._store.reading() as db:
            corrections = tables.decided.corrections(db)
        wrong = [
            (correction.passage.capture_id, place)
            for correction in corrections
            if correction.remedy is Remedy.NOT_THE_SPEAKER
            and (place := reattached(correction.passage, texts))
        ]
        voices = dict(cast.voices)
        for statement in statements:
            for capture_id, place in wrong:
                here = statement.passage.capture_id == capture_id and _meant(statement, place)
                if here and statement.id in voices:
                    voices[statement.id] = replace(voices[statement.id], speaker=None)
        return replace(cast, voices=voices)

    def _ids(self) -> tuple[CaptureId, ...]:
        with self._store.reading() as db:
            return tables.captures.ids(db)

    # Deciding

    def correct(self, correction: Correction) -> None:
        """Keep what a person says is read wrongly, and obey it from now on."""
        self._check(correction.passage)
        with self._one_at_a_time:
            with self._store.writing() as db:
                tables.decided.correct(db, correction)
            self._group()

    def judge(self, about: str, judgement: Judgement) -> None:
        """Keep a decision whether two "actor"s or two "story"s are one, and obey it."""
        self._check(judgement.one)
        self._check(judgement.other)
        with self._one_at_a_time:
            with self._store.writing() as db:
                tables.decided.judge(db, about, judgement)
            self._group()

    def mark(self, mark: Mark) -> None:
        """Keep that somebody read, starred or shared something."""
        self._check(mark.passage)
        with self._store.writing() as db:
            tables.decided.mark(db, mark)

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
            disputes = tables.positions.disputes.all(db)
            briefs = tables.briefs.briefs.all(db)
            problems = tables.problems.get(db)
        statements, _ = self._statements({capture.id: capture.text for capture in captures})
        read = [readings[capture.id] for capture in captures if capture.id in readings]
        edition = Edition(
            captures=captures,
            articles=tuple(article for reading in read for article in reading.articles),
            furniture=tuple(piece for reading in read for piece in reading.furniture),
            flags=tuple(flag for reading in read for flag in reading.flags),
            statements=tuple(statements),
            cast=cast,
            copies=copies,
            told=told,
            disputes=disputes,
            briefs=briefs,
            problems=problems,
        )
        self._held = key, edition
        return edition

    def river(self, after: str | None = None, size: int = 20) -> River:
        """Stories, newest first, `size` a page; `after` is what the page before said."""
        whole = self._whole()
        stories = newest_first(whole)
        start = int(after) if after and after.isdecimal() else 0
        page = stories[start : start + size]
        more = start + size < len(stories)
        edition = replace(whole, told=replace(whole.told, stories=tuple(page)))
        return River(edition=edition, after=str(start + size) if more else None)

    def story(self, story_id: StoryId) -> Edition:
        """One story with its articles and all that is in them. Raises NotFoundError."""
        whole = self._whole()
        story = _first(whole.told.stories, story_id, "story")
        return of_articles(whole, frozenset(story.articles))

    def article(self, article_id: ArticleId) -> Edition:
        """One article and all that is in it; with the stories it is in. Raises NotFoundError."""
        whole = self._whole()
        article = _first(whole.articles, article_id, "article")
        return of_articles(whole, frozenset([article.id]))

    def statement(self, statement_id: str) -> Statement:
        """One statement. Raises NotFoundError."""
        return _first(self._whole().statements, statement_id, "statement")

    def capture(self, capture_id: CaptureId) -> Capture:
        """One capture. Raises NotFoundError."""
        with self._store.reading() as db:
            return tables.captures.get(db, capture_id)

    def who(self, name: str) -> Edition:
        """The actors whose names hold these words, and every statement that one of them makes."""
        whole = self._whole()
        words = name.casefold().split()
        actors = tuple(
            actor
            for actor in whole.cast.actors
            if any(all(word in n.casefold() for word in words) for n in (actor.name, *actor.names))
        )
        ids = {actor.id for actor in actors}
        voices = whole.cast.voices
        statements = tuple(s for s in whole.statements if s.id in voices and voices[s.id].speaker in ids)
        return replace(whole, cast=replace(whole.cast, actors=actors), statements=statements)

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

    def find(self, name: str) -> Edition:
        """What an id or an address names: a capture, an article, a story or a statement.

        Raises NotFoundError.
        """
        whole = self._whole()
        captures = {c.id for c in whole.captures if name in (c.id, c.address)}
        if captures:
            return narrowed(whole, frozenset(captures))
        if any(article.id == name for article in whole.articles):
            return self.article(ArticleId(name))
        if any(story.id == name for story in whole.told.stories):
            return self.story(StoryId(name))
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
        wrong = sum(p.span.of(texts[p.capture_id]) != p.exact for p in passages)
        damage = self._store.damage()
        sizes = f"{len(whole.captures)} captures, {len(whole.articles)} articles, "
        sizes += f"{len(whole.told.stories)} stories, {len(whole.statements)} statements"
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
        )


def reattached(passage: Passage, texts: Texts) -> Span | None:
    """Where the words of a passage stand today. None: nowhere, or nobody could say which place.

    The old place if it still says the words; else the only place that does.
    """
    text = texts.get(passage.capture_id, "")
    if passage.span.of(text) == passage.exact:
        return passage.span
    start = text.find(passage.exact)
    if start < 0 or text.find(passage.exact, start + 1) >= 0:
        return None
    return Span(start, start + len(passage.exact))


def newest_first(edition: Edition) -> list[Story]:
    """The stories of an edition by the newest article of each; undated ones by their arrival."""
    arrived = {capture.id: capture.received_at.isoformat() for capture in edition.captures}
    dates = {
        article.id: (article.published and article.published.iso) or (arrived.get(article.capture_id, ""))
        for article in edition.articles
    }

    def newest(story: Story) -> tuple[str, int]:
        return max((dates.get(i, "") for i in story.articles), default=""), len(story.articles)

    return sorted(edition.told.stories, key=newest, reverse=True)


def narrowed(edition: Edition, captures: frozenset[CaptureId]) -> Edition:
    """What some captures hold. Stories keep the articles in these captures only."""
    articles = frozenset(a.id for a in edition.articles if a.capture_id in captures)
    part = of_articles(edition, articles)
    return replace(
        part,
        captures=tuple(c for c in edition.captures if c.id in captures),
        furniture=tuple(f for f in edition.furniture if f.capture_id in captures),
        flags=tuple(f for f in edition.flags if f.passage.capture_id in captures),
    )


def of_statements(edition: Edition, wanted: Iterable[Statement]) -> Edition:
    """Some statements with the articles they stand in, and nothing else of these articles."""
    statements = tuple(wanted)
    part = of_articles(edition, frozenset(statement.article_id for statement in statements))
    ids = frozenset(statement.id for statement in statements)
    voices = {i: v for i, v in part.cast.voices.items() if i in ids}
    heard = {a for v in voices.values() for a in (v.speaker, v.addressee, v.target, *v.via)}
    return replace(
        part,
        statements=statements,
        cast=Cast(
            actors=tuple(actor for actor in part.cast.actors if actor.id in heard),
            mentions=tuple(m for m in part.cast.mentions if m.actor_id in heard),
            voices=voices,
        ),
        disputes=(),
        briefs=(),
    )


def demo_files() -> tuple[str, ...]:
    """The bundled demo: invented news that every screen can be looked at with."""
    here = Path(__file__).parent
    for folder in (here / "demo", here.parent.parent / "demo"):
        files = sorted(str(path) for path in folder.glob("*.txt"))
        if files:
            return tuple(files)
    return ()


def of_articles(edition: Edition, wanted: frozenset[ArticleId]) -> Edition:
    """What some articles hold: nothing in it rests on another article."""
    articles = tuple(article for article in edition.articles if article.id in wanted)
    places = [(article.capture_id, article.span) for article in articles]
    captures = frozenset(article.capture_id for article in articles)

    def inside(passage: Passage) -> bool:
        return any(i == passage.capture_id and passage.span in span for i, span in places)

    statements = tuple(s for s in edition.statements if s.article_id in wanted)
    spoken = frozenset(s.id for s in statements)
    mentions = tuple(m for m in edition.cast.mentions if inside(m.passage))
    voices = {i: v for i, v in edition.cast.voices.items() if i in spoken}
    named = {m.actor_id for m in mentions} | {
        actor for v in voices.values() for actor in (v.speaker, v.addressee, v.target, *v.via)
    }
    actors = tuple(
        replace(actor, roles=tuple(role for role in actor.roles if inside(role.passage)))
        for actor in edition.cast.actors
        if actor.id in named
    )
    stories = tuple(
        replace(story, articles=kept)
        for story in edition.told.stories
        if (kept := tuple(i for i in story.articles if i in wanted))
    )
    told = frozenset(story.id for story in stories)
    return replace(
        edition,
        captures=tuple(c for c in edition.captures if c.id in captures),
        articles=articles,
        furniture=(),
        flags=tuple(f for f in edition.flags if inside(f.passage)),
        statements=statements,
        cast=Cast(actors=actors, mentions=mentions, voices=voices),
        copies=tuple(
            replace(group, articles=kept, of=group.of if group.of in wanted else None)
            for group in edition.copies
            if len(kept := tuple(i for i in group.articles if i in wanted)) > 1
        ),
        told=Told(
            stories=stories,
            links=tuple(x for x in edition.told.links if x.a in wanted and x.b in wanted),
            threads=tuple(
                replace(thread, stories=some)
                for thread in edition.told.threads
                if (some := tuple(i for i in thread.stories if i in told))
            ),
        ),
        events=tuple(e for e in edition.events if all(inside(p) for p in e.passages)),
        disputes=tuple(
            dispute
            for dispute in edition.disputes
            if all(inside(p) for side in dispute.sides for p in side.passages)
        ),
        changes=tuple(c for c in edition.changes if all(inside(s.passage) for s in c.steps)),
        briefs=tuple(
            replace(brief, sentences=kept_sentences)
            for brief in edition.briefs
            if brief.story in told
            and (kept_sentences := tuple(s for s in brief.sentences if all(inside(p) for p in s.passages)))
        ),
        problems=(),
    )


def _briefs(
    steps: Steps,
    told: Told,
    articles: Sequence[Article],
    texts: Texts,
    statements: Sequence[Statement],
    cast: Cast,
    disputes: Sequence[Dispute],
) -> list[Brief]:
    by_id = {article.id: article for article in articles}
    of_article: dict[ArticleId, list[Statement]] = {}
    for statement in statements:
        of_article.setdefault(statement.article_id, []).append(statement)
    briefs = (
        steps.briefs.run(
            story,
            [by_id[i] for i in story.articles],
            texts,
            [statement for i in story.articles for statement in of_article.get(i, ())],
            cast,
            disputes,
        )
        for story in told.stories
    )
    return [brief for brief in briefs if brief.sentences]


def legible(article: Article) -> Article:
    """The article, or as much of its beginning as the steps are given of an overlong one.

    What a step costs grows faster than the length: one such page must not stop a run.
    """
    blocks: list[Block] = []
    room = LONG_ARTICLE
    for block in article.blocks:
        longest = min(LONG_PARAGRAPH, room)
        span = block.span
        if not longest:
            break
        if len(span) > longest:
            span = Span(span.start, span.start + longest)
        blocks.append(block if span == block.span else replace(block, span=span))
        room -= len(span)
    return article if tuple(blocks) == article.blocks else replace(article, blocks=tuple(blocks))


def _unread(capture: Capture) -> Reading:
    """The whole capture as furniture: nothing is lost, and nothing is said to be an article."""
    span = trimmed(capture.text, 0, len(capture.text))
    if span is None:
        return Reading(articles=())
    return Reading(articles=(), furniture=(Furniture(capture_id=capture.id, span=span, type="unread"),))


def _meant(statement: Statement, place: Span) -> bool:
    """Whether a correction of the words at `place` is about this statement: half of it or more."""
    return statement.passage.span.overlap(place) * 2 >= len(statement.passage.span)


T = TypeVar("T", Story, Article, Statement)


def _first(nouns: Iterable[T], wanted: str, name: str) -> T:
    for one in nouns:
        if one.id == wanted:
            return one
    raise NotFoundError(**{name: wanted})
