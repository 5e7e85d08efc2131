"""An edition as a person looks at it: stories with their outlets, briefs and voices.

What the terminal edition and the Markdown edition have in common; each only sets it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from readout.formats.acts import done
from readout.formats.damage import translated
from readout.formats.originals import originals
from readout.formats.reasons import reason_told, reason_words
from readout.formats.times import day
from readout.formats.words import N_, _, figures, ngettext
from readout.lang.cues import reads_statements
from readout.model import (
    SURE,
    ActorId,
    Article,
    ArticleId,
    Cast,
    DisputeId,
    DisputeStatus,
    Edition,
    Passage,
    Problem,
    Reason,
    Statement,
    Story,
    Voices,
)

#: Longer words of a statement are cut, with an ellipsis that says so.
LONG = 280
#: Of an untitled article this many characters stand for the title.
LEAD = 90
#: What `isalnum` says yes to, without the underscore.
_LETTERS = re.compile(r"[^\W_]+")
#: A name with its office is shown whole up to this length.
FULL = 60
#: Control characters, and the marks that turn the direction of what follows.
_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
UNRESOLVED = N_("unresolved")
#: How a dispute stands, in words.
STATUSES = {
    DisputeStatus.CONTESTED: N_("contested"),
    DisputeStatus.ONE_SIDED: N_("one side only"),
    DisputeStatus.NEGOTIATING_POSITIONS: N_("negotiating positions"),
    DisputeStatus.INTERNAL_DIVERGENCE: N_("divergence within one side"),
    DisputeStatus.REPORT_CONFLICT: N_("reports differ"),
}
#: The reasons that say what a person has corrected.
CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One statement, ready to be set."""

    id: str
    #: The name alone of whom the reading names. None: it could not be settled.
    name: str | None
    #: Whom the reading names, with the office where the article gives it beside the name.
    #: None: it could not be settled, and no name is shown.
    speaker: str | None
    #: The words of the article that stand for the speaker, where the name is not in them.
    as_written: str | None
    act: str
    words: str
    #: Whether the words stand in quotation marks in the article.
    quoted: bool
    #: Every outlet in which these words stand; of those not named nothing.
    outlets: tuple[str, ...]
    origin: str
    reasons: tuple[str, ...] = ()
    #: Who corrected what, and when.
    corrected: tuple[str, ...] = ()
    #: Whether the article was translated by machine.
    translated: bool = False
    #: Where it stands.
    passage: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One story, ready to be set."""

    id: str
    title: str
    #: Every outlet once, in the order of the articles.
    outlets: tuple[str, ...]
    articles: int
    #: How many independent texts stand behind them: a copy corroborates nothing.
    originals: int
    #: From the first to the last day of its articles; ages as the pages write them, where no day is known.
    ages: tuple[str, ...]
    sentences: tuple[str, ...]
    #: What each sentence rests on.
    rests_on: tuple[tuple[Passage, ...], ...]
    voices: tuple[Voice, ...]
    #: Languages of its articles in which no statements are read.
    unread: tuple[str, ...]
    #: How many of its articles a machine translated.
    translated: int
    #: How many of its articles are teasers: their pages keep the rest for those who pay.
    teasers: int
    #: How many statements there are, those not shown included; the same words in several articles once.
    statements: int
    disputes: tuple[tuple[str, str], ...]
    #: The ids of the disputes.
    apart: tuple[DisputeId, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A front page, ready to be set."""

    stories: tuple[Told, ...]
    captures: int
    articles: int
    statements: int
    problems: tuple[Problem, ...]


def look(edition: Edition, *, voices: int | None = 4) -> Look:
    """The front page of an edition, the fullest stories first, `voices` statements of each.

    `voices` None: all of them.
    """
    articles = {article.id: article for article in edition.articles}
    by_article: dict[ArticleId, list[Statement]] = {}
    for statement in edition.statements:
        by_article.setdefault(statement.article_id, []).append(statement)

    def fullness(story: Story) -> tuple[int, int]:
        return len(story.articles), sum(len(by_article.get(i, ())) for i in story.articles)

    stories = sorted(edition.told.stories, key=fullness, reverse=True)
    return Look(
        stories=tuple(_told(edition, story, articles, by_article, voices) for story in stories),
        captures=len(edition.captures),
        articles=len(edition.articles),
        statements=len(edition.statements),
        problems=edition.problems,
    )


def voices_of(edition: Edition, statements: Iterator[Statement] | None = None) -> Iterator[Voice]:
    """Statements ready to be set, in their order. `statements` None: every one of the edition."""
    articles = {article.id: article for article in edition.articles}
    names = {actor.id: actor.name for actor in edition.cast.actors}
    damaged = translated(edition)
    for statement in edition.statements if statements is None else statements:
        voices = edition.cast.voices.get(statement.id, Voices())
        voice = _voice(statement, voices, names, articles.get(statement.article_id))
        yield replace(voice, translated=True) if statement.article_id in damaged else voice


def _told(
    edition: Edition,
    story: Story,
    articles: dict[ArticleId, Article],
    by_article: dict[ArticleId, list[Statement]],
    limit: int | None,
) -> Told:
    mine = [articles[i] for i in story.articles if i in articles]
    statements = [s for article in mine for s in by_article.get(article.id, ())]
    ids = {statement.id for statement in statements}
    voices = once(voices_of(edition, iter(telling(statements, edition.cast))))
    title = tidy(story.title) or _lead(edition, mine)
    damaged = translated(edition)
    disputes = [
        dispute
        for dispute in edition.disputes
        if any(i in ids for side in dispute.sides for i in side.statements)
    ]
    sentences = [
        sentence
        for brief in edition.briefs
        if brief.story == story.id
        for sentence in brief.sentences
        if sentence.text != title  # an untitled story is called by its first words already
    ]
    return Told(
        id=story.id,
        title=title,
        outlets=tuple(dict.fromkeys(tidy(a.outlet) for a in mine if a.outlet)),
        articles=len(mine),
        originals=originals([a.id for a in mine], edition.copies),
        ages=_ages(mine),
        sentences=tuple(tidy(sentence.text) for sentence in sentences),
        rests_on=tuple(sentence.passages for sentence in sentences),
        voices=voices[:limit],
        translated=sum(a.id in damaged for a in mine),
        unread=tuple(sorted({a.language for a in mine if not reads_statements(a.language)})),
        teasers=sum(a.teaser is not None for a in mine),
        statements=len(voices),
        disputes=tuple((plain(dispute.topic), _(STATUSES[dispute.status])) for dispute in disputes),
        apart=tuple(dispute.id for dispute in disputes),
        reasons=tuple(reason_told(reason) for reason in story.reasons),
    )


def _lead(edition: Edition, articles: list[Article]) -> str:
    """What stands in place of a title that no page gives: how the first article begins."""
    texts = {capture.id: capture.text for capture in edition.captures}
    for article in articles:
        for block in article.reporting():
            words = tidy(block.span.of(texts[article.capture_id][: block.span.start + LONG]))
            return words if len(words) <= LEAD else words[:LEAD].rsplit(" ", 1)[0] + " …"
    return _("(untitled)")


def telling(statements: list[Statement], cast: Cast) -> list[Statement]:
    """The statements that say most first: a known speaker, own words, then their order.

    No speaker twice before everybody has spoken once.
    """
    spoken: dict[str | None, int] = {}
    ranked = []
    for place, statement in enumerate(statements):
        voices = cast.voices.get(statement.id)
        speaker = voices.speaker if voices else None
        turn = spoken[speaker] = spoken.get(speaker, -1) + 1
        known = speaker is not None and statement.confidence >= SURE
        quoted = bool(statement.quotations)
        ranked.append(((not known, turn, not quoted, place), statement))
    return [statement for _, statement in sorted(ranked, key=lambda pair: pair[0])]


def _voice(statement: Statement, voices: Voices, names: dict[ActorId, str], article: Article | None) -> Voice:
    sure = statement.confidence >= SURE
    speaker = names.get(voices.speaker) if voices.speaker and sure else None
    written = tidy(statement.speaker.exact) if statement.speaker else None
    shown, aside = _named(tidy(speaker) if speaker else None, written)
    return Voice(
        id=statement.id,
        name=speaker,
        speaker=shown,
        as_written=aside,
        act=done(statement.act, negated=statement.negated),
        words=_shortened(plain(statement.content.exact)),
        quoted=in_marks(statement),
        outlets=(tidy(article.outlet),) if article and article.outlet else (),
        origin=statement.origin,
        reasons=reasons_of(statement, voices),
        corrected=corrections_of(statement),
        passage=statement.passage,
    )


def reasons_of(statement: Statement, voices: Voices | None) -> tuple[str, ...]:
    """Why a statement was read as it is, one reason a sentence; what a person corrected is told apart."""
    read = [reason for reason in statement.reasons if reason.name != CORRECTED]
    told = [_because(reason) for reason in read]
    return (
        *told,
        *(
            _("who speaks: {}").format(reason_words(reason.detail))
            for reason in (voices.reasons if voices else ())
        ),
    )


def _because(reason: Reason) -> str:
    learned = reason.name in {"reader", "act"} and reason.value < 1
    words = reason_words(reason.detail)
    return _("{why} ({sure} % sure)").format(why=words, sure=round(100 * reason.value)) if learned else words


def corrections_of(statement: Statement) -> tuple[str, ...]:
    """Who corrected what in a statement, and when; oldest first."""
    return tuple(reason.detail for reason in statement.reasons if reason.name == CORRECTED)


def _named(speaker: str | None, written: str | None) -> tuple[str | None, str | None]:
    """The name to show, and the article's words to show beside it: nothing twice."""
    if speaker is None or written is None:
        return speaker, written
    if speaker.casefold() in written.casefold() and len(written) <= FULL:
        return written, None
    return speaker, None if written.casefold() in speaker.casefold() else written


def tidy(words: str) -> str:
    """Words on one line, without characters that a terminal would obey."""
    return " ".join(_OBEYED.sub(" ", words).split())


def plain(words: str) -> str:
    """The words of a statement for the eye: one line, without the comma before "he said"."""
    return tidy(words).rstrip(" ,;:–—-")


def letters(words: str) -> str:
    """The letters and figures of some words: what is compared where the same words stand twice."""
    return "".join(_LETTERS.findall(words.casefold()))


def opening(article: Article, text: str) -> str:
    """The first words of an article, for one without a title; `text` is its capture's."""
    words = article.words(text) or article.span.of(text)
    return words if len(words) <= LEAD else words[:LEAD].rsplit(" ", 1)[0] + " …"


def risen(name: str) -> str:
    """A name as a label: its first letter a capital."""
    return name[:1].upper() + name[1:]


def in_marks(statement: Statement) -> bool:
    """Whether the content is a quotation as a whole, its marks not counted in.

    Words that bring marks of their own, damaged ones too, are set as they are.
    """
    whole = statement.content.span
    if any(mark in statement.content.exact for mark in '“”"«»„'):
        return False
    return any(q.overlap(whole) >= 0.9 * len(whole) for q in statement.quotations)


def _shortened(words: str) -> str:
    if len(words) <= LONG:
        return words
    return words[:LONG].rsplit(" ", 1)[0] + " …"


def once(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """The same speaker saying the same words in several articles once, with all the outlets."""
    found: dict[tuple[str | None, ...], Voice] = {}
    for voice in voices:
        words = "".join(c for c in voice.words.casefold() if c.isalnum())
        key = (voice.name or voice.as_written, voice.act, words, *voice.corrected)
        held = found.setdefault(key, voice)
        if held is not voice:
            outlets = tuple(dict.fromkeys((*held.outlets, *voice.outlets)))
            found[key] = replace(held, outlets=outlets)
    return tuple(found.values())


def _ages(articles: list[Article]) -> tuple[str, ...]:
    days = sorted({a.published.iso[:10] for a in articles if a.published and a.published.iso})
    written = [tidy(a.age_as_written) for a in articles if a.age_as_written]
    written += [
        tidy(a.published.as_written)
        for a in articles
        if a.published and not a.published.iso and a.published.as_written
    ]
    span = [day(days[0])] if len(days) == 1 else [f"{day(days[0])} – {day(days[-1])}"] if days else []
    return (*span, *(dict.fromkeys(written) if not days or len(articles) == 1 else ()))


def about_teasers(story: Told) -> str | None:
    """What there is to know of a story's teasers. None: it has none."""
    if not story.teasers:
        return None
    if story.articles == 1:
        return _("A teaser: its page keeps the rest for those who pay.")
    return ngettext(
        "{n} of {articles} articles is a teaser: its page keeps the rest for those who pay.",
        "{n} of {articles} articles are teasers: their pages keep the rest for those who pay.",
        story.teasers,
    ).format(n=figures(story.teasers), articles=figures(story.articles))
