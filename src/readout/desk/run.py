"""From files to stories: the steps in their order, each done once for each version."""

import hashlib
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from readout import intake
from readout.desk.clock import Clock
from readout.desk.decisions import Obeyed, as_word, obeyed, settled, unheeded, voiced
from readout.desk.facts import Known
from readout.desk.indexing import MADE_BY as INDEXED
from readout.desk.indexing import index
from readout.desk.keeping import MADE_BY as KEPT
from readout.desk.keeping import Kept, keep
from readout.desk.lists import MADE_BY as LISTED
from readout.desk.lists import listed
from readout.desk.steps import INTAKE, LONG_ARTICLE, LONG_PARAGRAPH, Steps, Texts, as_read, legible
from readout.formats.glances import Glances
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
    Change,
    CopyGroup,
    Dispute,
    Edition,
    EntryRef,
    Event,
    Furniture,
    Measure,
    Problem,
    Reading,
    Statement,
    StatementId,
    StepError,
    Story,
    StoryId,
    Told,
    Version,
    trimmed,
)
from readout.store import Store, tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from readout.desk.shelves import Placed, Shelves

log = logging.getLogger(__name__)

#: What is done over the whole store, not over one capture.
STORE = "store"
#: How many records of an archive are kept at a time.
PART = 20
#: Who made the lists and the index.
MADE = f"{LISTED} {INDEXED} {KEPT}"
#: By which versions of all steps everything was last grouped.
STORE_GROUPING = "grouped by"


class Run:
    """Receives captures, reads each, and groups what is held. Every method can be stopped and
    called again: what is done is noted with it, in one transaction."""

    def __init__(self, store: Store, steps: Steps, clock: Clock, limit: int) -> None:
        self._store = store
        self._steps = steps
        self._clock = clock
        self._limit = limit
        #: As they are in the store. None: not read from it yet, or not known to be.
        self._shelves: Shelves | None = None

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
                for statement in self._steps.statements.run(as_read(article), capture.text)
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
            judged = {about: tables.decided.judgements(db, about) for about in ("actor", "story")}
        shown = [article for i in texts if i in readings for article in readings[i].articles]
        found = self.statements(texts, shown)
        statements = found.statements
        actors, lost_actors = settled(judged["actor"], texts)
        stories, lost_stories = settled(judged["story"], texts)
        articles = [as_read(article) for article in shown]
        cast = steps.actors.run(articles, texts, statements, actors)
        problems = [*found.problems, *lost_actors, *lost_stories, *unheeded(cast, actors)]
        cast, unnamed = voiced(cast, found)
        problems += unnamed
        if steps.shelves is None:
            copies = steps.copies.run(articles, texts)
            versions = steps.versions.run(articles, texts, copies, came)
            told = steps.stories.run(articles, texts, (*copies, *as_groups(versions)), cast, stories)
            told, copies = linked(told, versions), without_versions(copies, versions)
            events = steps.events.run(articles, texts, statements, cast, told)
            disputes = steps.positions.run(articles, texts, statements, cast, told)
            turns = steps.ledger.run(articles, texts, statements, cast, told)
            known = Known(articles, texts, cast, copies, events, turns[0])
            briefs = _briefs(steps, told.stories, articles, texts, statements, cast, disputes, known)
            with self._store.writing() as db:
                tables.copies.copies.replace(db, copies, steps.copies.made_by)
                tables.stories.replace(db, told, steps.stories.made_by)
                tables.positions.disputes.replace(db, disputes, steps.positions.made_by)
                tables.briefs.briefs.replace(db, briefs, steps.briefs.made_by)
                tables.versions.versions.replace(db, versions, steps.versions.made_by)
                tables.events.events.replace(db, events, steps.events.made_by)
                self._listed(db, articles, texts, statements, cast, told, copies, events, shown)
                self._shown(db, shown, articles, texts, statements, cast, told, events, turns)
                self._grouped(db, cast, turns, problems, key)
            return
        shelves, self._shelves = self._shelves or self._restored(steps.shelves), None
        placed = shelves.place(articles, texts, cast, stories)
        versions = steps.versions.run(articles, texts, placed.copies, came)
        placed = self._versioned(placed, versions)
        self._keep(shelves, placed, versions, articles, texts, found, cast, problems, key, shown)
        # Only now: had anything failed, the shelves would know more than the store.
        self._shelves = shelves

    def _restored(self, shelves: Callable[[], "Shelves"]) -> "Shelves":
        """The shelves as the last run left them; empty ones where another version did."""
        made, steps = shelves(), self._steps
        with self._store.reading() as db:
            kept = tables.shelves.get(db, steps.placing)
            if kept:
                told = tables.stories.get(db)
                done = tables.steps.done(db, "placing").get(STORE, "")
                weighed_at, _, obeyed_then = done.partition(" ")
                judged = tables.decided.judgements(db, "story")
                known = judged if obeyed_then == as_word(judged) else None
                made.restore(kept, told.stories, told.threads, int(weighed_at or 0), known)
        return made

    def _versioned(self, placed: "Placed", versions: Sequence[Version]) -> "Placed":
        """What was placed with its versions linked and taken out of the copies."""
        from readout.versions import linked, without_versions

        with self._store.reading() as db:
            before = tables.versions.versions.all(db)
        concerned = {i for v in {*versions} ^ {*before} for i in (v.later, v.earlier)}
        return replace(
            placed,
            told=linked(placed.told, versions),
            copies=without_versions(placed.copies, versions),
            articles=placed.articles | concerned | {i for v in versions for i in (v.later, v.earlier)},
        )

    def _keep(
        self,
        shelves: "Shelves",
        placed: "Placed",
        versions: Sequence[Version],
        articles: Sequence[Article],
        texts: Texts,
        found: Obeyed,
        cast: Cast,
        problems: Sequence[Problem],
        key: str,
        shown: Sequence[Article],
    ) -> None:
        """Write what the placing changed, with the disputes and briefs of the stories it touched."""
        steps, told, statements = self._steps, placed.told, found.statements
        touched = placed.stories
        with self._store.reading() as db:
            if tables.steps.done(db, STORE_GROUPING, STORE).get(STORE) != steps.grouping:
                touched = None
            held, old = tables.positions.disputes.all(db), tables.actors.get(db)
            obeyed_then = tables.steps.done(db, "corrected")
        anew = {i for i in {*obeyed_then, *found.corrected} if obeyed_then.get(i) != found.corrected.get(i)}
        if touched is not None:
            corrected = {a.id for a in articles if a.capture_id in anew}
            heard_anew = {story.id for story in told.stories if corrected.intersection(story.articles)}
            heard_anew |= _spoken_anew(old, cast, statements, told)
            touched |= shelves.telling.together(heard_anew)
        stories = told.stories if touched is None else [s for s in told.stories if s.id in touched]
        among = {i for story in stories for i in story.articles}
        ours = [article for article in articles if article.id in among]
        said = [statement for statement in statements if statement.article_id in among]
        part = replace(told, stories=tuple(stories), links=())
        disputes = steps.positions.run(ours, texts, said, cast, part, shelves.spread)
        events = steps.events.run(articles, texts, statements, cast, told)
        turns = steps.ledger.run(articles, texts, statements, cast, told)
        known = Known(ours, texts, cast, placed.copies, events, turns[0])
        briefs = _briefs(steps, stories, ours, texts, said, cast, disputes, known)
        with self._store.writing() as db:
            if touched is None:
                tables.stories.replace(db, told, steps.stories.made_by)
                tables.positions.disputes.replace(db, disputes, steps.positions.made_by)
                tables.briefs.briefs.replace(db, briefs, steps.briefs.made_by)
            else:
                tables.stories.change(
                    db, told, steps.stories.made_by,
                    told_anew=touched, threaded_anew=placed.threads, linked_anew=placed.articles,
                )  # fmt: skip
                untouched = {a.id for a in articles} - among
                places = _Places(articles, statements)
                gone = [d.id for d in held if not places.all_in(d, untouched)]
                made_by = steps.positions.made_by
                tables.positions.disputes.change(db, "id", gone, disputes, made_by)
                now = {story.id for story in told.stories}
                vanished = [i for i in tables.briefs.briefs.column(db, "story_id") if i not in now]
                tables.briefs.briefs.change(
                    db, "story_id", [*touched, *vanished], briefs, steps.briefs.made_by
                )
            tables.copies.copies.replace(db, placed.copies, steps.copies.made_by)
            tables.versions.versions.replace(db, versions, steps.versions.made_by)
            tables.events.events.replace(db, events, steps.events.made_by)
            tables.shelves.drop(db, placed.gone)
            tables.shelves.put(db, shelves.kept(placed.fresh), steps.placing)
            judged = tables.decided.judgements(db, "story")
            tables.steps.mark(db, STORE, "placing", f"{shelves.telling.weighed_at} {as_word(judged)}")
            tables.steps.mark(db, STORE, STORE_GROUPING, steps.grouping)
            for capture_id in sorted(anew):
                tables.steps.forget(db, capture_id, ["corrected"])
                if capture_id in found.corrected:
                    tables.steps.mark(db, capture_id, "corrected", found.corrected[capture_id])
            self._listed(db, articles, texts, statements, cast, told, placed.copies, events, shown)
            self._shown(db, shown, articles, texts, statements, cast, told, events, turns)
            self._grouped(db, cast, turns, problems, key)

    def _listed(
        self,
        db: "Connection",
        articles: Sequence[Article],
        texts: Texts,
        statements: Sequence[Statement],
        cast: Cast,
        told: Told,
        copies: Sequence[CopyGroup],
        events: Sequence[Event],
        shown: Sequence[Article],
    ) -> None:
        """Make the lists, the glances and the index of words say what has been written.

        `shown`: the articles as pages show them, not as the steps are given them.
        """
        numbers, disputes = tables.lists.numbers(db), tables.positions.disputes.all(db)
        made = listed(
            numbers=numbers,
            arrived=tables.lists.arrived(db),
            articles=articles,
            statements=statements,
            cast=cast,
            told=tables.stories.in_order(told),
            copies=copies,
            events=events,
            disputes=disputes,
        )
        tables.lists.replace(db, made, LISTED)
        glances = Glances(shown, texts, statements, cast, copies, disputes)
        tables.glances.replace(db, (glances.of(story) for story in told.stories), LISTED)
        if tables.words.can_search(db):
            index(db, numbers, articles, statements, texts)

    def _shown(
        self,
        db: "Connection",
        raw: Sequence[Article],
        articles: Sequence[Article],
        texts: Texts,
        statements: Sequence[Statement],
        cast: Cast,
        told: Told,
        events: Sequence[Event],
        turns: tuple[Sequence[Change], Sequence[Measure]],
    ) -> None:
        """Keep what is shown over everything; `raw`: the articles as they are, not as the steps read them."""
        edition = Edition(
            articles=tuple(articles),
            statements=tuple(statements),
            cast=cast,
            copies=tables.copies.copies.all(db),
            told=tables.stories.in_order(told),
            events=tuple(events),
            versions=tables.versions.versions.all(db),
            disputes=tables.positions.disputes.all(db),
            changes=tuple(turns[0]),
            measures=tuple(turns[1]),
        )
        keep(db, Kept(articles=raw, edition=edition, texts=texts))

    def list_anew(self, whole: Callable[[], Edition], *, anew: bool = False) -> None:
        """Make lists and the index of everything held where an earlier version did, or none.

        `anew`: whoever made them; the index is emptied first.
        """
        with self._store.reading() as db:
            done = tables.steps.done(db, "lists", STORE).get(STORE)
        if done == MADE and not anew:
            return
        edition = whole()
        kept = Kept.of(edition)
        with self._store.writing() as db:
            if anew and tables.words.can_search(db):
                tables.words.clear(db)
            self._listed(
                db,
                edition.articles,
                {capture.id: capture.text for capture in edition.captures},
                edition.statements,
                edition.cast,
                edition.told,
                edition.copies,
                edition.events,
                edition.articles,
            )
            keep(db, kept)
            tables.steps.mark(db, STORE, "lists", MADE)

    def _grouped(
        self,
        db: "Connection",
        cast: Cast,
        turns: tuple[Sequence[Change], Sequence[Measure]],
        problems: Sequence[Problem],
        key: str,
    ) -> None:
        steps = self._steps
        changes, measures = turns
        tables.ledger.changes.replace(db, changes, steps.ledger.made_by)
        tables.ledger.measures.replace(db, measures, steps.ledger.made_by)
        tables.actors.replace(db, cast, steps.actors.made_by)
        tables.problems.replace(db, STORE, problems, self._clock(), steps.grouping)
        tables.steps.mark(db, STORE, "lists", MADE)
        tables.steps.mark(db, STORE, "grouping", key)

    def _key(self) -> str:
        """What the grouping rests on, as one word: equal while nothing has changed."""
        with self._store.reading() as db:
            rests_on = (
                self._steps.grouping,
                tables.captures.came(db),
                sorted(tables.captures.texts_made_by(db).items()),
                sorted(tables.steps.done(db, "reading").items()),
                tables.decided.stand(db),
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


def _spoken_anew(old: Cast, cast: Cast, statements: Iterable[Statement], told: Told) -> set[StoryId]:
    """The stories in which somebody speaks who was resolved otherwise, or was called otherwise, before."""
    before = {actor.id: actor for actor in old.actors}
    same = {actor.id for actor in cast.actors if before.get(actor.id) == actor}
    story_of = {article: story.id for story in told.stories for article in story.articles}
    found = set()
    for statement in statements:
        voices = cast.voices.get(statement.id)
        heard = {voices.speaker, voices.target, voices.addressee, *voices.via} - {None} if voices else set()
        if voices != old.voices.get(statement.id) or not heard <= same:
            found.add(story_of.get(statement.article_id))
    return {story for story in found if story is not None}


class _Places:
    """Which article a statement, or a passage, stands in."""

    def __init__(self, articles: Iterable[Article], statements: Iterable[Statement]) -> None:
        self._said = {statement.id: statement.article_id for statement in statements}
        self._in: dict[CaptureId, list[Article]] = {}
        for article in articles:
            self._in.setdefault(article.capture_id, []).append(article)

    def all_in(self, dispute: Dispute, wanted: Collection[ArticleId]) -> bool:
        """Whether everything that a dispute rests on stands in these articles."""
        sides = dispute.sides
        return all(self._said.get(s) in wanted for side in sides for s in side.statements) and all(
            any(passage.span in a.span and a.id in wanted for a in self._in.get(passage.capture_id, ()))
            for side in sides
            for passage in side.passages
        )


def _briefs(
    steps: Steps,
    stories: Iterable[Story],
    articles: Sequence[Article],
    texts: Texts,
    statements: Sequence[Statement],
    cast: Cast,
    disputes: Sequence[Dispute],
    known: Known,
) -> list[Brief]:
    by_id = {article.id: article for article in articles}
    of_article: dict[ArticleId, list[Statement]] = {}
    article_of: dict[StatementId, ArticleId] = {}
    for statement in statements:
        of_article.setdefault(statement.article_id, []).append(statement)
        article_of[statement.id] = statement.article_id
    touching: dict[ArticleId, list[Dispute]] = {}
    for dispute in disputes:
        ids = (article_of.get(i) for side in dispute.sides for i in side.statements)
        for article_id in dict.fromkeys(ids):
            if article_id is not None:
                touching.setdefault(article_id, []).append(dispute)
    found = []
    for story in stories:
        mine = [by_id[i] for i in story.articles]
        said = [statement for i in story.articles for statement in of_article.get(i, ())]
        theirs = {dispute.id for i in story.articles for dispute in touching.get(i, ())}
        ours = [dispute for dispute in disputes if dispute.id in theirs] if theirs else []
        facts = known.of(story, mine, said, ours)
        found.append(steps.briefs.run(story, mine, texts, said, cast, ours, facts))
    return [brief for brief in found if brief.sentences]


def _unread(capture: Capture) -> Reading:
    """The whole capture as furniture: nothing is lost, and nothing is said to be an article."""
    span = trimmed(capture.text, 0, len(capture.text))
    if span is None:
        return Reading(articles=())
    return Reading(articles=(), furniture=(Furniture(capture_id=capture.id, span=span, type="unread"),))
