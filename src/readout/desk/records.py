"""What the pages over the ledger and the doors for programs list: a page of it, and nothing else.

Like the parts of pages (`pages.py`): whatever is asked of one is as it would be in the whole edition.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from readout.desk.around import addressed
from readout.desk.gather import Gathering
from readout.desk.issues import about, about_issue
from readout.desk.lists import numbered
from readout.desk.pages import Known, PageParts
from readout.formats.disputes import all_words
from readout.model import (
    Actor,
    ActorId,
    ArticleId,
    Cast,
    Compared,
    Dispute,
    Edition,
    Measure,
    NotFoundError,
    Opened,
    Passage,
    StoryId,
    Told,
    Voices,
)
from readout.store import tables

#: So many of those who speak on an issue are named.
NAMED = 12
#: So many answers to searches are kept, each as places.
ANSWERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of something, in its order, with what it names; how many there are of it."""

    edition: Edition
    held: int
    #: Where the next page begins. None: there is none.
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMeasures(Listed):
    #: What stands in each row.
    groups: tuple[tuple[Measure, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOpen(Listed):
    opened: tuple[Opened, ...]
    #: How much there is of each kind.
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedQuotes(Listed):
    quotes: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedIssue(Listed):
    #: Who speaks on it how often, most first, over all pages. The first of them are in the edition.
    spoken: tuple[tuple[ActorId, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """How much the ledger holds beside the changes."""

    measures: int
    opened: dict[str, int]
    quotes: int
    #: Of these quotations so many differ.
    differing: int


class ListParts:
    """Reads a page of each list."""

    def __init__(self, pages: PageParts, whole: Callable[[], Edition]) -> None:
        self._pages, self._whole = pages, whole
        self._answers: OrderedDict[tuple[str, ...], tuple[int, ...]] = OrderedDict()

    # The ledger

    def sums(self) -> Sums:
        with self._pages.gathering() as (part, _):
            words = tables.shown.count_words(part.db, tables.shown.QUOTES)
            quotes = sum(words.values())
            return Sums(
                measures=tables.shown.count_rows(part.db, tables.shown.MEASURES),
                opened=tables.shown.count_opened(part.db),
                quotes=quotes,
                differing=quotes - words.get("same", 0),
            )

    def changes(self, start: int, size: int) -> Listed:
        """Changes in their order, with what is said and done where they show."""
        with self._pages.gathering() as (part, _):
            found = tables.ledger.changes.page(part.db, start, size)
            articles = _around(part, (step.passage for change in found for step in change.steps))
            part.add_said_in(articles)
            part.changes = found
            part.measures = tables.ledger.measures.some(part.db, articles, "article_id")
            part.named |= {change.actor for change in found if change.actor}
            held = tables.ledger.changes.count(part.db)
            return Listed(edition=part.edition(), held=held, after=_after(start, size, held))

    def measures(self, start: int, size: int) -> Listed:
        """Measures in the order of the articles, each as one sentence tells it."""
        with self._pages.gathering() as (part, _):
            part.measures = tables.ledger.measures.page(part.db, start, size)
            _around(part, (measure.passage for measure in part.measures))
            held = tables.ledger.measures.count(part.db)
            return Listed(edition=part.edition(), held=held, after=_after(start, size, held))

    def measure_rows(self, start: int, size: int) -> ListedMeasures:
        """Measures, those that several articles tell in one row, the newest article's first."""
        with self._pages.gathering() as (part, _):
            rows = tables.shown.rows(part.db, tables.shown.MEASURES, start=start, size=size)
            found = tables.ledger.measures.at(part.db, {position for row in rows for position in row})
            answered = tables.shown.worded(
                part.db, tables.shown.MEASURES, {m.answers for m in found.values() if m.answers}
            )
            others = [position for position in answered.values() if position not in found]
            every = found | tables.ledger.measures.at(part.db, others)
            part.measures = tuple(every[position] for position in sorted(every))
            _around(part, (measure.passage for measure in found.values()))
            told = {measure.article_id for measure in found.values()}
            part.add_articles(told)
            part.add_stories_of(told)
            held = tables.shown.count_rows(part.db, tables.shown.MEASURES)
            return ListedMeasures(
                edition=part.edition(),
                held=held,
                after=_after(start, size, held),
                groups=tuple(tuple(found[position] for position in row) for row in rows),
            )

    def opened(self, start: int, size: int) -> ListedOpen:
        """Promises, then demands without an answer, then meetings to come."""
        with self._pages.gathering() as (part, _):
            found = tables.ledger.opened.page(part.db, start, size)
            _around(part, (one.passage for one in found))
            part.add_stories_of(one.article_id for one in found)
            part.named |= {actor for one in found for actor in (one.actor, one.towards) if actor}
            counts = tables.shown.count_opened(part.db)
            held = sum(counts.values())
            return ListedOpen(
                edition=part.edition(),
                held=held,
                after=_after(start, size, held),
                opened=found,
                counts=counts,
            )

    def quotes(self, start: int, size: int, *, ranked: bool = False) -> ListedQuotes:
        """Quotations beside each other; `ranked`: what differs first, and what copies repeat once."""
        with self._pages.gathering() as (part, _):
            group = tables.ledger.quotes
            if ranked:
                rows = tables.shown.rows(part.db, tables.shown.QUOTES, start=start, size=size)
                at = group.at(part.db, (position for row in rows for position in row))
                found = tuple(at[position] for row in rows for position in row)
                held = tables.shown.count_rows(part.db, tables.shown.QUOTES)
            else:
                found, held = group.page(part.db, start, size), group.count(part.db)
            _around(part, (p for one in found for p in (one.one, one.other) if p))
            part.named |= {one.speaker for one in found if one.speaker}
            return ListedQuotes(
                edition=part.edition(), held=held, after=_after(start, size, held), quotes=found
            )

    def disputes(self, words: str, status: str, start: int, size: int) -> Listed:
        """The disputes in whose passages all these words stand, with what is said on each side."""
        wanted = words.casefold().split()
        with self._pages.gathering() as (part, known):
            group = tables.positions.disputes
            if wanted or status:

                def fits(dispute: Dispute) -> bool:
                    return (not status or dispute.status.value == status) and all(
                        word in all_words(dispute) for word in wanted
                    )

                found = self._answer(
                    known,
                    ("disputes", status, *wanted),
                    lambda: [place for place, one in group.every(part.db) if fits(one)],
                )
                at, held = group.at(part.db, found[start : start + size]), len(found)
                page = tuple(at[position] for position in sorted(at))
            else:
                page, held = group.page(part.db, start, size), group.count(part.db)
            said = {i for dispute in page for side in dispute.sides for i in side.statements}
            part.add_said(tables.lists.statements(part.db, said))
            part.named |= {side.actor for dispute in page for side in dispute.sides if side.actor}
            _around(part, (p for dispute in page for side in dispute.sides for p in side.passages))
            edition = _voiced(part, part.edition())
            return Listed(edition=replace(edition, disputes=page), held=held, after=_after(start, size, held))

    # Statements and actors

    def who(self, name: str, start: int, size: int) -> Listed:
        """What everybody said whose names hold these words, in order of time."""
        with self._pages.gathering() as (part, known):
            words = name.casefold().split()

            def found() -> Sequence[int]:
                return tables.shown.said_by(part.db, tables.lists.called(part.db, words))

            return _said(part, self._answer(known, ("who", *words), found), start, size)

    def said(self, words: str, start: int, size: int) -> Listed:
        """The statements in which all these words stand, in order of time.

        Cost: with words, linear in everything that is said; the places are kept for the next pages.
        """
        wanted = words.casefold().split()
        with self._pages.gathering() as (part, known):
            if not wanted:
                numbers = tables.shown.said(part.db, start=start, size=size)
                held = tables.shown.count_said(part.db)
                edition = _statements(part, numbers)
                return Listed(edition=edition, held=held, after=_after(start, size, held))

            def fits(words: str) -> bool:
                folded = words.casefold()
                return all(word in folded for word in wanted)

            def found() -> Sequence[int]:
                plain = (
                    number
                    for number, capture_id, words in tables.shown.said_texts(part.db)
                    if capture_id not in known.corrected and fits(words)
                )
                amended = part.amended(known.corrected, lambda s: fits(s.passage.exact))
                return tables.shown.in_time(part.db, [*plain, *(number for number, _ in amended)])

            return _said(part, self._answer(known, ("said", *wanted), found), start, size)

    def actors(self, name: str, start: int, size: int) -> Listed:
        """Actors, those who speak most first; whose names hold these words."""
        words = name.casefold().split()
        with self._pages.gathering() as (part, _):
            called = tables.lists.called(part.db, words) if words else None
            page = tables.shown.actors(part.db, called, start=start, size=size)
            held = {actor.id: actor for actor in _actors(part, map(ActorId, page.found))}
            actors = tuple(held[ActorId(i)] for i in page.found)
            edition = replace(Edition(), cast=Cast(actors=actors))
            return Listed(edition=edition, held=page.held, after=_after(start, size, page.held))

    def issue(self, words: str, start: int, size: int) -> Listed:
        """The statements about an issue, in order of time."""
        with self._pages.gathering() as (part, known):

            def found() -> Sequence[int]:
                return tables.shown.in_time(part.db, self._about(part, known, words))

            return _said(part, self._answer(known, ("issue in time", words), found), start, size)

    def issue_days(self, words: str, start: int, size: int) -> ListedIssue:
        """The statements about an issue, a day at a time; on the first page with what has changed."""
        with self._pages.gathering() as (part, known):
            found = tables.shown.spoken(part.db, self._about(part, known, words))
            spoken = Counter(ActorId(one.speaker) for one in found if one.speaker)
            page = sorted(found, key=lambda one: one.day)[start : start + size]
            edition = _statements(part, [one.number for one in page])
            captures = {article.capture_id for article in edition.articles}
            if start == 0:
                positions = tables.shown.changes_at(part.db, {one.number for one in found})
                changes = tuple(tables.ledger.changes.at(part.db, positions).values())
            else:
                changes = ()
            around = _around(part, (step.passage for change in changes for step in change.steps))
            part.add_versions(part.articles)
            named = {actor for actor, _ in spoken.most_common(NAMED)}
            part.named |= named | {change.actor for change in changes if change.actor}
            whole = part.edition()
            return ListedIssue(
                edition=replace(
                    whole,
                    cast=_voiced(part, whole).cast,
                    changes=changes,
                    measures=tables.ledger.measures.some(part.db, around, "article_id"),
                    flags=tables.articles.flags(part.db, list(captures)),
                ),
                held=len(found),
                after=_after(start, size, len(found)),
                spoken=tuple(sorted(spoken.items(), key=lambda pair: -pair[1])),
            )

    def _about(self, part: Gathering, known: Known, words: str) -> tuple[int, ...]:
        """The numbers of the statements about an issue, in their order."""

        def found() -> Sequence[int]:
            if tables.words.can_search(part.db):
                return sorted(about(part.db, words))
            whole = self._whole()
            said = {id(s) for s in about_issue(words, whole)}
            numbers, by_id = tables.lists.numbers(part.db), {a.id: a for a in whole.articles}
            return [n for n, s in numbered(whole.statements, by_id, numbers) if id(s) in said]

        return self._answer(known, ("issue", words), found)

    # Articles and threads

    def articles(self, start: int, size: int, *, outlet: str, language: str, feed: str) -> Listed:
        """Articles, newest first; of the outlets in whose name words stand, a language, a feed."""
        with self._pages.gathering() as (part, _):
            page = tables.shown.articles(
                part.db,
                outlets=tables.shown.outlets(part.db, outlet) if outlet else None,
                language=language,
                feed=feed,
                start=start,
                size=size,
            )
            held = tables.articles.listed(part.db, map(ArticleId, page.found))
            articles = tuple(held[ArticleId(i)][1] for i in page.found)
            edition = replace(Edition(), articles=articles)
            return Listed(edition=edition, held=page.held, after=_after(start, size, page.held))

    def threads(self, start: int, size: int) -> Listed:
        """Threads with their stories, and what is told of these."""
        with self._pages.gathering() as (part, _):
            page = tables.stories.threads.page(part.db, start, size, by="id")
            named = dict.fromkeys(story for thread in page for story in thread.stories)
            stories = tables.stories.stories.some(part.db, named, "id")
            part.add_copies(i for story in stories for i in story.articles)
            held = tables.stories.threads.count(part.db)
            edition = replace(
                Edition(),
                told=replace(tables.stories.in_order(Told(stories=stories)), threads=page),
                briefs=tables.briefs.briefs.some(part.db, named, "story_id"),
                copies=part.copies,
            )
            return Listed(edition=edition, held=held, after=_after(start, size, held))

    def thread_title(self, thread: str) -> str | None:
        """What a thread is called. None: there is none with this id."""
        with self._pages.gathering() as (part, _):
            return next((one.title for one in part.add_threads([thread])), None)

    # What feeds give out

    def latest_stories(self, most: int) -> Edition:
        """The stories that were told last."""
        with self._pages.gathering() as (part, _):
            found = tables.shown.last_told(part.db, tables.shown.STORIES, most)
            stories = part.add_stories(map(StoryId, found), whole=True)
            part.add_copies(i for story in stories for i in story.articles)
            return replace(
                _dated(part),
                told=Told(stories=tuple(stories)),
                briefs=tables.briefs.briefs.some(part.db, found, "story_id"),
                copies=part.copies,
            )

    def latest_disputes(self, most: int) -> Edition:
        """The disputes that were told last."""
        with self._pages.gathering() as (part, _):
            found = tables.shown.last_told(part.db, tables.shown.DISPUTES, most)
            disputes = tables.positions.disputes.some(part.db, found, "id")
            _around(part, (p for dispute in disputes for side in dispute.sides for p in side.passages))
            named = {side.actor for dispute in disputes for side in dispute.sides if side.actor}
            return replace(_dated(part), disputes=disputes, cast=Cast(actors=_actors(part, named)))

    def latest_said(self, actor: ActorId, most: int) -> tuple[str, Edition]:
        """What an actor is called, and what was said last by whoever is called so. Raises NotFoundError."""
        with self._pages.gathering() as (part, _):
            name = next((one.name for one in _actors(part, [actor])), None)
            if name is None:
                raise NotFoundError(actor=actor)
            called = tables.lists.called(part.db, name.casefold().split())
            edition = _statements(part, tables.shown.last_said(part.db, called, most))
            return name, replace(edition, captures=_dated(part).captures)

    def _answer(
        self, known: Known, name: tuple[str, ...], find: Callable[[], Sequence[int]]
    ) -> tuple[int, ...]:
        """What was found, kept until something changes: the next page asks for the same."""
        key = known.key, *name
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = tuple(find())
            while len(self._answers) > ANSWERS:
                self._answers.popitem(last=False)
        return found


def _after(start: int, size: int, held: int) -> str | None:
    return str(start + size) if start + size < held else None


def _around(part: Gathering, passages: Iterable[Passage]) -> list[ArticleId]:
    """Add the articles of the pages on which these passages stand. All of these articles."""
    captures = dict.fromkeys(passage.capture_id for passage in passages)
    found = tables.reading.listed_in(part.db, captures)
    articles = [i for some in found.values() for i in some]
    part.add_articles(articles)
    return articles


def _said(part: Gathering, found: Sequence[int], start: int, size: int) -> Listed:
    edition = _statements(part, found[start : start + size])
    return Listed(edition=edition, held=len(found), after=_after(start, size, len(found)))


def _statements(part: Gathering, numbers: Sequence[int]) -> Edition:
    """The statements with these numbers, in this order, with their articles and everybody in them."""
    part.add_said(tables.lists.numbered(part.db, numbers))
    held = {number: statement for some in part.statements.values() for number, statement in some}
    statements = tuple(held[number] for number in numbers if number in held)
    articles = tuple(a for _, a in sorted(part.articles.values(), key=lambda pair: pair[0]))
    return _voiced(part, replace(Edition(), articles=articles, statements=statements))


def _voiced(part: Gathering, edition: Edition) -> Edition:
    """The edition with everybody who speaks or is spoken to in its statements."""
    voices = tables.actors.voices(part.db, (s.id for s in edition.statements))
    named = part.named | {i for v in voices.values() for i in _heard(v)}
    return replace(edition, cast=Cast(actors=_actors(part, named), voices=voices))


def _heard(voices: Voices) -> Iterable[ActorId]:
    return (i for i in (voices.speaker, voices.addressee, voices.target, *voices.via) if i)


def _actors(part: Gathering, wanted: Iterable[ActorId]) -> tuple[Actor, ...]:
    return tables.actors.actors.some(part.db, wanted, "id")


def _dated(part: Gathering) -> Edition:
    """The articles gathered, with where they came from and when."""
    articles = tuple(a for _, a in sorted(part.articles.values(), key=lambda pair: pair[0]))
    captures = dict.fromkeys(article.capture_id for article in articles)
    bare = tuple(one for _, one in tables.captures.bare(part.db, list(captures), (), ()))
    return addressed(part, replace(Edition(), captures=bare, articles=articles))
