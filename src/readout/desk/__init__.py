"""The desk: the one object the doors talk to, and the only place that knows the order of steps."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Self, TypeVar

from readout import intake
from readout.desk import correcting
from readout.desk.clock import Clock
from readout.desk.clock import now as now
from readout.desk.parts import narrowed, newest_first, of_articles, of_statements
from readout.desk.run import STORE, Run
from readout.desk.steps import Step as Step
from readout.desk.steps import Steps as Steps
from readout.desk.steps import house as house
from readout.model import (
    Act,
    Article,
    ArticleId,
    Capture,
    CaptureId,
    Correction,
    Edition,
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
    Story,
    StoryId,
    Verdict,
    WordsError,
)
from readout.store import Store, open_store, tables

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
        self._run = Run(store, steps, clock, limit)
        self._clock = clock
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
            held = set(self._run.ids())
            named: dict[CaptureId, None] = {}
            problems: list[Problem] = []
            files = list(intake.found(paths))
            for number, file in enumerate(files):
                if progress:
                    progress(number, len(files), file if isinstance(file, str) else file.where)
                captures, troubles = self._run.receive(file, captured_at, stdin)
                named |= dict.fromkeys(capture.id for capture in captures)
                problems += troubles
                for capture in captures:
                    problems += self._run.read(capture)
            if progress:
                progress(len(files), len(files), "")
            self._run.finish_readings()
            self._run.group()
        return Added(
            captures=tuple(named),
            new=len(named.keys() - held),
            problems=tuple(dict.fromkeys(problems)),
        )

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
        """Take a judgement back. Raises NotFoundError."""
        with self._one_at_a_time:
            with self._store.writing() as db:
                tables.decided.unjudge(db, number)
            self._run.group()

    def judgements(self) -> tuple[Judgement, ...]:
        """What was judged on actors and stories, oldest first."""
        with self._store.reading() as db:
            judged = [j for about in ("actor", "story") for j in tables.decided.judgements(db, about)]
        return tuple(sorted(judged, key=lambda judgement: judgement.number))

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


T = TypeVar("T", Story, Article, Statement)


def _first(nouns: Iterable[T], wanted: str, name: str) -> T:
    for one in nouns:
        if one.id == wanted:
            return one
    raise NotFoundError(**{name: wanted})
