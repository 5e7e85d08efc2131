"""From files to stories: the steps in their order, each done once for each version."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO

from readout import intake
from readout.desk.clock import Clock
from readout.desk.decisions import Obeyed, obeyed, settled, unheeded, voiced
from readout.desk.steps import INTAKE, LONG_ARTICLE, LONG_PARAGRAPH, Steps, Texts, legible
from readout.model import (
    Article,
    ArticleId,
    Brief,
    Capture,
    CaptureId,
    Cast,
    Dispute,
    Furniture,
    Problem,
    Reading,
    Statement,
    StepError,
    Told,
    trimmed,
)
from readout.store import Store, tables

log = logging.getLogger(__name__)

#: What is done over the whole store, not over one capture.
STORE = "store"


class Run:
    """Receives captures, reads each, and groups what is held. Every method can be stopped and
    called again: what is done is noted with it, in one transaction."""

    def __init__(self, store: Store, steps: Steps, clock: Clock, limit: int) -> None:
        self._store = store
        self._steps = steps
        self._clock = clock
        self._limit = limit

    def receive(
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

    def read(self, capture: Capture) -> list[Problem]:
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

    def finish_readings(self) -> None:
        """Read what an earlier run, or an earlier version, left unread."""
        with self._store.reading() as db:
            done = tables.steps.done(db, "reading")
            made_by = tables.captures.texts_made_by(db)
        for capture_id in self.ids():
            if done.get(capture_id) == self._steps.reading and made_by[capture_id] == INTAKE:
                continue
            with self._store.reading() as db:
                capture = tables.captures.get(db, capture_id)
            if made_by[capture_id] != INTAKE:
                capture = self._derive_text(capture)
            self.read(capture)

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

    def group(self) -> None:
        """Work out, over everything held, who is who, what is one story, and who denies what."""
        steps = self._steps
        key = self._key()
        with self._store.reading() as db:
            if tables.steps.done(db, "grouping").get(STORE) == key:
                return
            readings = tables.articles.readings(db)
            texts = {capture.id: capture.text for capture in tables.captures.some(db)}
            judged = {about: tables.decided.judgements(db, about) for about in ("actor", "story")}
        found = self.statements(texts, [a for i in texts if i in readings for a in readings[i].articles])
        statements = found.statements
        actors, lost_actors = settled(judged["actor"], texts)
        stories, lost_stories = settled(judged["story"], texts)
        articles = [legible(article) for i in texts if i in readings for article in readings[i].articles]
        cast = steps.actors.run(articles, texts, statements, actors)
        problems = [*found.problems, *lost_actors, *lost_stories, *unheeded(cast, actors)]
        cast, unnamed = voiced(cast, found)
        problems += unnamed
        copies = steps.copies.run(articles, texts)
        told = steps.stories.run(articles, texts, copies, cast, stories)
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
                tables.decided.state(db),
            )
        return hashlib.sha256(repr(rests_on).encode()).hexdigest()

    def statements(self, texts: Texts, articles: Iterable[Article]) -> Obeyed:
        """Every statement as persons have corrected it; the corrections that lost their place."""
        with self._store.reading() as db:
            by_capture = tables.statements.some(db)
            corrections = tables.decided.corrections(db)
        return obeyed(by_capture, corrections, texts, articles)

    def ids(self) -> tuple[CaptureId, ...]:
        """Every capture held, in order of arrival."""
        with self._store.reading() as db:
            return tables.captures.ids(db)


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


def _unread(capture: Capture) -> Reading:
    """The whole capture as furniture: nothing is lost, and nothing is said to be an article."""
    span = trimmed(capture.text, 0, len(capture.text))
    if span is None:
        return Reading(articles=())
    return Reading(articles=(), furniture=(Furniture(capture_id=capture.id, span=span, type="unread"),))
