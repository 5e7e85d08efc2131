"""From files to stories: the steps in their order, each done once for each version."""

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from readout import intake
from readout.desk.clock import Clock
from readout.desk.decisions import obeyed, silenced
from readout.desk.steps import INTAKE, LONG_ARTICLE, LONG_PARAGRAPH, Steps, Texts, legible
from readout.intake import pointed
from readout.intake.entries import feed_in
from readout.intake.feed import of_entry
from readout.model import (
    Article,
    ArticleId,
    Brief,
    Capture,
    CaptureId,
    Cast,
    Dispute,
    EntryRef,
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
#: How many records of an archive are kept at a time.
PART = 20


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

    def receive_archive(
        self, path: str, tell: Callable[[float], object]
    ) -> Iterator[tuple[list[Capture], list[Problem]]]:
        """Keep the captures of a web archive, some records at a time; `tell` hears what part is done.

        Each part is kept together with the place where it ends: a run that is stopped goes on from
        there. An archive that was read to its end is read anew, and changes nothing.
        """
        where, size = intake.printable(path), Path(path).stat().st_size
        subject = f"archive {where} {size}"
        with self._store.reading() as db:
            start = int(tables.steps.done(db, "records", subject).get(subject, "0"))
            problems = list(tables.problems.get(db, where)) if start else []
        found = intake.records(path, start=start, received_at=self._clock(), limit=self._limit)
        while part := list(islice(found, PART)):
            results = [one for record in part for one in record.results]
            fresh = [one for one in results if isinstance(one, Problem)]
            problems += fresh
            kept = []
            with self._store.writing() as db:
                for capture in (one for one in results if isinstance(one, Capture)):
                    if tables.captures.put(db, capture, INTAKE):
                        tables.steps.forget(db, capture.id, ["reading"])
                    kept.append(tables.captures.get(db, capture.id))
                tables.steps.mark(db, subject, "records", str(part[-1].next_at))
                tables.problems.replace(db, where, problems, self._clock(), INTAKE)
            tell(part[-1].next_at / max(size, 1))
            yield kept, fresh
        with self._store.writing() as db:
            tables.steps.forget(db, subject, ["records"])
            tables.problems.replace(db, where, problems, self._clock(), INTAKE)

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
                capture = self._as_pointed(fresh, capture.entry)
        with self._store.writing() as db:
            tables.captures.put_text(db, capture, INTAKE)
            tables.steps.forget(db, capture.id, ["reading"])
        return capture

    def _as_pointed(self, capture: Capture, ref: EntryRef | None) -> Capture:
        """The capture with what the feed that pointed to it says of it."""
        if ref is None:
            return capture
        with self._store.reading() as db:
            noted = tables.feeds.entry_of(db, capture.id)
            body = tables.feeds.body(db, noted.body) if noted else b""
        feed = feed_in(body, address=ref.feed)
        found = (
            [entry for entry in feed.entries if pointed.key(entry) == (noted and noted.entry)] if feed else []
        )
        if not feed or not found:
            return replace(capture, entry=ref)
        return of_entry(capture, feed, found[0], ref)

    def group(self) -> None:
        """Work out, over everything held, who is who, what is one story, and who denies what."""
        from readout.versions import as_groups, linked, without_versions

        steps = self._steps
        key = self._key()
        with self._store.reading() as db:
            if tables.steps.done(db, "grouping").get(STORE) == key:
                return
            readings = tables.articles.readings(db)
            texts = {capture.id: capture.text for capture in tables.captures.some(db)}
            came = tables.captures.addresses(db)
            corrections = tables.decided.corrections(db)
            judged = {about: tables.decided.judgements(db, about) for about in ("actor", "story")}
        statements, problems = self.statements(texts)
        articles = [legible(article) for i in texts if i in readings for article in readings[i].articles]
        cast = steps.actors.run(articles, texts, statements, judged["actor"])
        cast = silenced(cast, statements, corrections, texts)
        copies = steps.copies.run(articles, texts)
        versions = steps.versions.run(articles, texts, copies, came)
        told = steps.stories.run(articles, texts, (*copies, *as_groups(versions)), cast, judged["story"])
        told, copies = linked(told, versions), without_versions(copies, versions)
        events = steps.events.run(articles, texts, statements, cast, told)
        disputes = steps.positions.run(articles, texts, statements, cast, told)
        briefs = _briefs(steps, told, articles, texts, statements, cast, disputes)
        with self._store.writing() as db:
            tables.actors.replace(db, cast, steps.actors.made_by)
            tables.copies.copies.replace(db, copies, steps.copies.made_by)
            tables.versions.versions.replace(db, versions, steps.versions.made_by)
            tables.stories.replace(db, told, steps.stories.made_by)
            tables.events.events.replace(db, events, steps.events.made_by)
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

    def statements(self, texts: Texts) -> tuple[list[Statement], list[Problem]]:
        """Every statement that nobody has corrected away; the corrections that lost their place."""
        with self._store.reading() as db:
            by_capture = tables.statements.some(db)
            corrections = tables.decided.corrections(db)
        return obeyed(by_capture, corrections, texts)

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
