"""What the pages over the ledger show, gathered and ready to be set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readout.formats.acts import done, name_of
from readout.formats.alert_feed import hit_title
from readout.formats.html.index import Index
from readout.formats.html.said import Said, folded, said_view
from readout.formats.html.view import story_title
from readout.formats.ledger import (
    KINDS,
    LIKENESSES,
    OPEN,
    STATUSES,
    Groups,
    MeasureRow,
    Stage,
    depth_words,
    measure_rows,
    quote_rows,
    rule_words,
    when_words,
)
from readout.formats.look import plain, risen, tidy
from readout.formats.positions import in_time
from readout.formats.times import day, stamp
from readout.formats.words import N_, _, quoted
from readout.model import (
    Act,
    ActorId,
    Alert,
    Article,
    Change,
    Compared,
    Depth,
    Hit,
    HitState,
    Opened,
    OpenKind,
    Passage,
    Speaking,
    Step,
)

#: What has become of telling a hit, in words.
STATES = {
    HitState.HELD: N_("was there when the alert was made"),
    HitState.SHOWN: "",
    HitState.WAITING: N_("waits for its webhook"),
    HitState.DELIVERED: N_("posted"),
    HitState.FAILED: N_("could not be posted"),
}


#: So many of those who speak on an issue are named.
PEOPLE = 12
#: Of the words that tell a thread so many characters are shown.
WITHIN = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of an article and the way to them."""

    words: str
    href: str
    label: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    topic: str
    who: str | None
    href: str
    rule: str
    #: (day or None, what was said or done, the words).
    steps: tuple[tuple[str | None, str, Place], ...]
    #: Whether steps stand as they arrived, since no day orders them.
    unordered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    row: MeasureRow
    stages: tuple[tuple[Stage, Place], ...]
    stories: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenView:
    who: str | None
    who_href: str
    towards: str | None
    words: str
    when: str | None
    place: Place
    also: int
    story: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    likeness: str
    kind: str
    headline: bool
    who: str | None
    who_href: str
    one: Place
    other: Place | None
    #: (kept, cut or added; words) of the other beside the one.
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertView:
    number: int
    name: str
    asks: str
    feed: str
    webhook: str | None
    by: str
    at: str
    #: (title, where its words stand, outlet, when it was told, what became of it), newest first.
    hits: tuple[tuple[str, str, str, str, str], ...]
    #: Those that were there when it was made.
    held: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueView:
    words: str
    #: Who speaks on it most: name, address, how often; and how many others do.
    people: tuple[tuple[str, str, int], ...]
    others: int
    days: tuple[tuple[str, tuple[Said, ...]], ...]
    changes: tuple[ChangeView, ...]
    said: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLedger:
    """What the ledger knows of an actor besides the statements."""

    #: Offices with the day of the article that gives each: text, address, day or None.
    roles: tuple[tuple[str, str, str | None], ...]
    #: The stories and threads it speaks in: title, address, statements.
    issues: tuple[tuple[str, str, int], ...]
    changes: tuple[ChangeView, ...]
    speaks_for: tuple[tuple[str, str, str], ...]
    spoken_for_by: tuple[tuple[str, str, str], ...]


def _article(index: Index, passage: Passage) -> Article | None:
    return next((a for a in index.of_capture[passage.capture_id] if passage.span in a.span), None)


def place(index: Index, passage: Passage) -> Place:
    article = _article(index, passage)
    return Place(
        words=tidy(passage.exact),
        href=index.links.passage(passage),
        label=(article.outlet if article else None) or _("outlet not named"),
        language=article.language if article else "und",
    )


def change_view(index: Index, change: Change) -> ChangeView:
    actor = index.actors.get(change.actor) if change.actor else None
    rule = change.reasons[0].name if change.reasons else ""
    return ChangeView(
        topic=risen(plain(change.topic)),
        who=risen(actor.name) if actor else None,
        href=index.links.actor(actor.id) if actor else "",
        rule=rule_words(rule),
        steps=tuple(
            (day(s.iso) if s.iso else None, _head(index, s), place(index, s.passage)) for s in change.steps
        ),
        unordered=any(reason.name == "order" for reason in change.reasons),
    )


def _head(index: Index, step: Step) -> str:
    """What a step is, in words of ours: its passage says the rest."""
    capture = step.passage.capture_id
    said_here = (s for a in index.of_capture[capture] for s in index.said_in.get(a.id, ()))
    statement = next((s for s in said_here if s.passage == step.passage), None)
    if statement is not None:
        said = said_view(index, statement)
        who = said.speaker or said.as_written or _("Nobody named")
        return f"{who}: {said.act}"
    measure = next((m for m in index.edition.measures if m.passage == step.passage), None)
    if measure is not None:
        return risen(f"{_(KINDS[measure.kind])}, {_(STATUSES[measure.status])}")
    head, _colon, words = step.label.partition(": ")
    who, _comma, act = head.rpartition(", ")
    if words and who and act.replace(" ", "_") in list(Act):
        return f"{risen(who)}: {done(Act.named(act.replace(' ', '_')))}"
    again = bool(words) and tidy(words).rstrip(" …")[:40] in tidy(step.passage.exact)
    return risen(head if again else step.label)


def measure_views(index: Index, groups: Groups | None = None) -> tuple[MeasureView, ...]:
    return tuple(
        MeasureView(
            row=row,
            stages=tuple((stage, place(index, stage.passage)) for stage in row.stages),
            stories=_stories(index, row.articles),
        )
        for row in measure_rows(index.edition, groups)
    )


def _stories(index: Index, articles: Iterable[str]) -> tuple[tuple[str, str], ...]:
    by_id = {str(a): story for a, story in index.story_of.items()}
    found = {by_id[a].id: by_id[a] for a in articles if a in by_id}
    return tuple((story_title(index, story), index.links.story(story.id)) for story in found.values())


def open_views(index: Index, found: Sequence[Opened]) -> tuple[tuple[OpenKind, tuple[OpenView, ...]], ...]:
    """What is open, kind by kind; a kind without anything is left out."""
    kinds = ((kind, [one for one in found if one.kind is kind]) for kind in OpenKind)
    return tuple((kind, tuple(_open(index, one) for one in mine)) for kind, mine in kinds if mine)


def kind_words(kind: OpenKind) -> str:
    return _(OPEN[kind])


def _open(index: Index, one: Opened) -> OpenView:
    actor = index.actors.get(one.actor) if one.actor else None
    other = index.actors.get(one.towards) if one.towards else None
    story = index.story_of.get(one.article_id)
    return OpenView(
        who=risen(actor.name) if actor else None,
        who_href=index.links.actor(actor.id) if actor else "",
        towards=other.name if other else None,
        words=plain(one.words.exact),
        when=when_words(one.when),
        place=place(index, one.passage),
        also=len(one.also),
        story=(story_title(index, story), index.links.story(story.id)) if story else None,
    )


def quote_views(index: Index, found: Sequence[Compared]) -> tuple[QuoteView, ...]:
    """What differs first; the same words last."""
    return tuple(quote_view(index, one) for one in quote_rows(found))


def quote_view(index: Index, one: Compared) -> QuoteView:
    actor = index.actors.get(one.speaker) if one.speaker else None
    return QuoteView(
        likeness=_(LIKENESSES[one.likeness]),
        kind=one.likeness.value,
        headline=one.headline,
        who=risen(actor.name) if actor else None,
        who_href=index.links.actor(actor.id) if actor else "",
        one=place(index, one.one),
        other=place(index, one.other) if one.other else None,
        pieces=tuple((kind, tidy(words)) for kind, words in one.words),
    )


def alert_views(index: Index, alerts: Sequence[Alert], hits: Sequence[Hit]) -> tuple[AlertView, ...]:
    return tuple(_alert(index, alert, [h for h in hits if h.alert == alert.number]) for alert in alerts)


def _alert(index: Index, alert: Alert, hits: Sequence[Hit]) -> AlertView:
    within = tidy(alert.within.exact)[:WITHIN] if alert.within else ""
    asks = [
        ", ".join(name_of(act) for act in alert.acts),
        alert.who and _("by {name}").format(name=alert.who),
        alert.about and _("about {words}").format(words=alert.about),
        within and _("in the thread of {title}").format(title=quoted(within)),
    ]
    told = [hit for hit in hits if hit.state is not HitState.HELD]
    return AlertView(
        number=alert.number,
        name=alert.name,
        asks=" · ".join(filter(None, asks)),
        feed=f"/alerts/{alert.number}.atom",
        webhook=alert.webhook,
        by=alert.by,
        at=stamp(alert.at),
        hits=tuple(_hit(index, hit) for hit in told),
        held=tuple(_hit(index, hit) for hit in hits if hit.state is HitState.HELD),
    )


def _hit(index: Index, hit: Hit) -> tuple[str, str, str, str, str]:
    return (
        risen(hit_title(hit)),
        index.links.passage(hit.passage),
        hit.outlet or hit.title or _("outlet not named"),
        stamp(hit.at),
        _(STATES[hit.state]) if STATES[hit.state] else "",
    )


def issue_view(
    index: Index,
    words: str,
    spoken: Sequence[tuple[ActorId, int]] | None = None,
    said: int | None = None,
) -> IssueView:
    """The edition's statements as positions on an issue, in order of time.

    `spoken`, `said`: who speaks how often, and how many statements there are, where the edition is a
    page of them; None: it has all.
    """
    ranked = _speakers(index) if spoken is None else spoken
    days = [(iso, folded(said_view(index, s) for s in said)) for iso, said in in_time(index.edition)]
    shown = [(a, n) for a, n in ranked[:PEOPLE] if a in index.actors]
    return IssueView(
        words=words,
        people=tuple((risen(index.actors[a].name), index.links.actor(a), n) for a, n in shown),
        others=max(0, len(ranked) - PEOPLE),
        days=tuple((day(iso) if iso else _("Undated"), said) for iso, said in days),
        changes=tuple(change_view(index, change) for change in index.edition.changes),
        said=sum(len(said) for _, said in days) if said is None else said,
    )


def _speakers(index: Index) -> list[tuple[ActorId, int]]:
    """Who speaks in an edition, and how often; most first."""
    voices = index.edition.cast.voices
    counts: dict[ActorId, int] = {}
    for statement in index.edition.statements:
        voice = voices.get(statement.id)
        if voice and voice.speaker in index.actors and voice.speaker:
            counts[voice.speaker] = counts.get(voice.speaker, 0) + 1
    return sorted(counts.items(), key=lambda pair: -pair[1])


def actor_ledger(index: Index, actor_id: str, speaking: Sequence[Speaking] = ()) -> ActorLedger:
    actor = index.actors[actor_id]
    threads = {story: t for t in index.edition.told.threads for story in t.stories if len(t.stories) > 1}
    issues: dict[tuple[str, str], int] = {}
    mine = set()
    for statement in index.edition.statements:
        voice = index.edition.cast.voices.get(statement.id)
        if voice is None or voice.speaker != actor.id:
            continue
        mine.add(statement.passage)
        story = index.story_of.get(statement.article_id)
        if story is None:
            continue
        thread = threads.get(story.id)
        key = (
            (thread.title, index.links.thread(thread.id))
            if thread
            else (story_title(index, story), index.links.story(story.id))
        )
        issues[key] = issues.get(key, 0) + 1
    roles = [(risen(r.text), index.links.passage(r.passage), _day(index, r.passage)) for r in actor.roles]
    roles.sort(key=lambda role: role[2] or "")
    return ActorLedger(
        roles=tuple((text, href, day(iso) if iso else None) for text, href, iso in roles),
        issues=tuple((t, href, n) for (t, href), n in sorted(issues.items(), key=lambda pair: -pair[1])),
        changes=tuple(
            change_view(index, c)
            for c in index.edition.changes
            if c.actor == actor.id or any(s.passage in mine or s.label == actor.name for s in c.steps)
        ),
        speaks_for=tuple(
            (
                s.principal,
                index.links.actor(s.principal_id) if s.principal_id else "",
                index.links.passage(s.passage),
            )
            for s in speaking
            if s.who == actor.id
        ),
        spoken_for_by=tuple(
            (risen(index.actors[s.who].name), index.links.actor(s.who), index.links.passage(s.passage))
            for s in speaking
            if s.principal_id == actor.id and s.who in index.actors
        ),
    )


def _day(index: Index, passage: Passage) -> str | None:
    article = _article(index, passage)
    published = article.published.iso if article and article.published else None
    return published[:10] if published else None


def depth_view(depth: Depth | None) -> str:
    return depth_words(depth) if depth else ""
