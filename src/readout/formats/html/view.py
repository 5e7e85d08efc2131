"""What each page shows, gathered from an edition and ready to be set."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import pairwise

from readout.formats.html.index import Index
from readout.formats.look import SURE, tidy
from readout.lang.cues import reads_statements
from readout.model import (
    Act,
    Actor,
    Article,
    Block,
    Capture,
    Dispute,
    Passage,
    Role,
    Span,
    Statement,
    Story,
    When,
)


class Family(StrEnum):
    """Acts of one colour and sign. The sign says the same as the colour, for who cannot see it."""

    NO = "no"
    BLAME = "blame"
    THREAT = "threat"
    ASK = "ask"
    YES = "yes"
    SAY = "say"


_FAMILIES = {
    Family.NO: {Act.DENY, Act.REJECT, Act.DISMISS, Act.REFUSE, Act.WITHHOLD, Act.NO_COMMENT, Act.DOUBT},
    Family.BLAME: {Act.ACCUSE, Act.BLAME, Act.CRITICISE, Act.CONDEMN, Act.INSULT},
    Family.THREAT: {Act.WARN, Act.THREATEN},
    Family.ASK: {Act.DEMAND, Act.URGE, Act.ASK, Act.PROPOSE, Act.OFFER},
    Family.YES: {
        Act.PROMISE, Act.AGREE, Act.SUPPORT, Act.PRAISE, Act.CONFIRM, Act.ACKNOWLEDGE, Act.REAFFIRM, Act.HOPE,
    },
}  # fmt: skip
SIGNS = {
    Family.NO: "✕",
    Family.BLAME: "◆",
    Family.THREAT: "▲",
    Family.ASK: "→",
    Family.YES: "✓",
    Family.SAY: "·",
}


def family_of(act: Act) -> Family:
    return next((family for family, acts in _FAMILIES.items() if act in acts), Family.SAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement, ready to be set."""

    id: str
    href: str
    family: str
    sign: str
    act: str
    #: None: the reading does not settle who speaks, and no name is shown.
    speaker: str | None
    speaker_href: str
    as_written: str | None
    words: str
    quoted: bool
    negated: bool
    via: tuple[str, ...]
    cue: str | None
    said: str | None
    sure: int
    origin: str
    reasons: tuple[str, ...]
    passage: Passage
    passage_href: str
    article: "Card | None" = None
    disputes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An article as a list shows it."""

    id: str
    href: str
    title: str
    #: Whether the page gave the title; else it is the article's first words.
    titled: bool
    outlet: str | None
    agency: str | None
    language: str
    #: Whether statements are read in its language.
    read: bool
    age: "Age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """When something was published: relative for the eye, exact behind it."""

    shown: str
    exact: str
    iso: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a paragraph, and the innermost statement that they belong to."""

    words: str
    said: Said | None = None
    #: Whether the statement begins here, so that a reader can be led to it.
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    role: str
    pieces: tuple[Piece, ...]
    notes: tuple[Said, ...]
    speaker: str | None = None


@dataclass(slots=True, kw_only=True)
class ArticleView:
    card: Card
    byline: tuple[str, ...]
    dateline: str | None
    provenance: tuple[tuple[str, str, str], ...]
    paragraphs: tuple[Paragraph, ...]
    said: tuple[Said, ...]
    furniture: tuple[tuple[str, str], ...]
    related: tuple[tuple[Card, str, str], ...]
    story: "tuple[str, str] | None"
    capture_href: str
    capture_address: str
    origin: str


@dataclass(slots=True, kw_only=True)
class StoryView:
    id: str
    href: str
    title: str
    sentences: tuple[tuple[str, str, tuple[str, ...]], ...]
    cards: tuple[tuple[Card, tuple[Card, ...]], ...]
    originals: int
    articles: int
    outlets: tuple[str, ...]
    age: Age
    voices: tuple[tuple[str | None, str, tuple[Said, ...]], ...]
    said: int
    disputes: tuple["DisputeView", ...]
    reasons: tuple[str, ...]
    denied: int = 0


@dataclass(slots=True, kw_only=True)
class SideView:
    who: str | None
    href: str
    stance: str
    said: tuple[Said, ...]
    passages: tuple[tuple[str, str], ...]


@dataclass(slots=True, kw_only=True)
class DisputeView:
    id: str
    href: str
    topic: str
    status: str
    sides: tuple[SideView, ...]
    reasons: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class ActorView:
    name: str
    type: str
    names: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    about: tuple[Said, ...] = field(default=())


@dataclass(slots=True, kw_only=True)
class CaptureView:
    address: str
    encoding: str
    media_type: str
    received: str
    captured: str | None
    before: str
    marked: str
    after: str
    articles: tuple[Card, ...]


# -- pieces -----------------------------------------------------------------------------------------


def age(when: When | None, now: datetime) -> Age:
    """A publication time for a list; what the page wrote where nothing could be worked out."""
    if when is None:
        return Age(shown="undated", exact="the page gives no date", iso=None)
    if when.iso is None:
        written = when.as_written or "undated"
        return Age(shown=f"“{written}”", exact="as the page writes it; nothing to count from", iso=None)
    exact = f"{when.iso} ({when.basis})"
    return Age(shown=_ago(when.iso, now), exact=exact, iso=when.iso)


def _ago(iso: str, now: datetime) -> str:
    if len(iso) == 10:
        days = (now.date() - date.fromisoformat(iso)).days
        return "today" if days == 0 else _counted(days, "day") if 0 < days < 30 else _day(iso)
    moment = datetime.fromisoformat(iso)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 0 or minutes >= 30 * 24 * 60:
        return _day(iso)
    if minutes < 60:
        return _counted(max(1, minutes), "minute")
    return _counted(minutes // 60, "hour") if minutes < 48 * 60 else _counted(minutes // 1440, "day")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'} ago"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso[:10])
    return f"{day.day} {day:%B %Y}"


def card(index: Index, article: Article) -> Card:
    text = index.texts[article.capture_id]
    shown = article.title_clean or tidy(_opening(article, text))
    when = age(article.published, index.now)
    if article.published is None and article.age_as_written:
        when = Age(shown=f"“{article.age_as_written}”", exact="as the page writes it", iso=None)
    return Card(
        id=article.id,
        href=index.links.article(article.id),
        title=shown,
        titled=article.title_clean is not None,
        outlet=article.outlet,
        agency=article.credit if article.credit != article.outlet else None,
        language=article.language,
        read=reads_statements(article.language),
        age=when,
    )


def _opening(article: Article, text: str) -> str:
    words = article.words(text) or article.span.of(text)
    return words if len(words) <= 90 else words[:90].rsplit(" ", 1)[0] + " …"


def said_view(index: Index, statement: Statement, *, with_article: bool = False) -> Said:
    voices = index.edition.cast.voices.get(statement.id)
    actor = index.actors.get(voices.speaker) if voices and voices.speaker else None
    if statement.confidence < SURE:
        actor = None
    family = family_of(statement.act)
    reported = [index.actors[v].name for v in voices.via if v in index.actors] if voices else []
    written = statement.speaker.exact if statement.speaker else None
    return Said(
        id=statement.id,
        href=index.links.statement(statement.id),
        family=family,
        sign=SIGNS[family],
        act=statement.act.replace("_", " "),
        speaker=actor.name if actor else None,
        speaker_href=index.links.actor(actor.id) if actor else "",
        as_written=written if not actor or written != actor.name else None,
        words=tidy(statement.content.exact),
        quoted=any(
            q.overlap(statement.content.span) >= 0.9 * len(statement.content.span)
            for q in statement.quotations
        ),
        negated=statement.negated,
        via=tuple(reported),
        cue=statement.cue.exact if statement.cue else None,
        said=(statement.said.iso or f"“{statement.said.as_written}”") if statement.said else None,
        sure=round(100 * statement.confidence),
        origin=statement.origin,
        reasons=tuple(r.detail for r in (*statement.reasons, *(voices.reasons if voices else ()))),
        passage=statement.passage,
        passage_href=index.links.passage(statement.passage),
        article=card(index, index.articles[statement.article_id]) if with_article else None,
        disputes=tuple((d.topic, index.links.dispute(d.id)) for d in index.disputes_of.get(statement.id, ())),
    )


# -- pages --------------------------------------------------------------------------------------------


def article_view(index: Index, article_id: str) -> ArticleView:
    article = index.articles[article_id]
    text = index.texts[article.capture_id]
    statements = index.said_in.get(article.id, [])
    said: dict[str, Said] = {s.id: said_view(index, s) for s in statements}
    story = index.story_of.get(article.id)
    capture = index.captures[article.capture_id]
    related = [
        (
            card(index, index.articles[other]),
            link.relation.replace("_", " "),
            "; ".join(r.detail for r in link.reasons),
        )
        for other, link in index.linked.get(article.id, ())
        if other in index.articles
    ]
    dateline = article.dateline
    return ArticleView(
        card=card(index, article),
        byline=article.byline,
        dateline=" ".join(p for p in (dateline.place, f"({dateline.credit})" if dateline.credit else "") if p)
        if dateline
        else None,
        provenance=tuple(
            (hand.role, hand.name, index.links.passage(hand.passage) if hand.passage else "")
            for hand in article.provenance
        ),
        paragraphs=tuple(_paragraphs(article, text, statements, said)),
        said=tuple(said.values()),
        furniture=tuple(
            (block.type or "furniture", block.span.of(text))
            for block in article.blocks
            if block.role is Role.FURNITURE
        ),
        related=tuple(related),
        story=(story.title or "untitled story", index.links.story(story.id)) if story else None,
        capture_href=index.links.capture(capture.id),
        capture_address=capture.address,
        origin=article.origin,
    )


def _paragraphs(
    article: Article, text: str, statements: Sequence[Statement], said: dict[str, Said]
) -> Iterator[Paragraph]:
    for block in article.blocks:
        if block.role in {Role.FURNITURE, Role.TITLE}:
            continue
        here = [s for s in statements if s.passage.span.overlap(block.span)]
        yield Paragraph(
            role=block.role,
            pieces=tuple(_pieces(text, block, here, said)),
            notes=tuple(said[s.id] for s in here if block.span.start <= s.passage.span.start),
            speaker=block.speaker,
        )


def _pieces(
    text: str, block: Block, statements: Sequence[Statement], said: dict[str, Said]
) -> Iterator[Piece]:
    """A block's words cut where statements begin and end; each piece has the shortest one around it."""
    edges = {block.span.start, block.span.end}
    for statement in statements:
        edges |= {
            min(max(at, block.span.start), block.span.end)
            for at in (statement.passage.span.start, statement.passage.span.end)
        }
    begun: set[str] = set()
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        around = [s for s in statements if s.passage.span.start <= start and end <= s.passage.span.end]
        inner = min(around, key=lambda s: len(s.passage.span), default=None)
        key = inner.id if inner else None
        yield Piece(
            words=text[start:end],
            said=said[inner.id] if inner else None,
            first=bool(key and key not in begun),
        )
        if key:
            begun.add(key)


def story_view(index: Index, story: Story) -> StoryView:
    articles = [index.articles[a] for a in story.articles if a in index.articles]
    statements = [s for a in articles for s in index.said_in.get(a.id, ())]
    groups = _folded(index, articles)
    brief = index.briefs.get(story.id)
    dated = sorted((a.published.iso for a in articles if a.published and a.published.iso), reverse=True)
    newest = next(
        (a for a in articles if dated and a.published and a.published.iso == dated[0]),
        articles[0] if articles else None,
    )
    ids = {s.id for s in statements}
    disputes = [d for d in index.edition.disputes if any(set(side.statements) & ids for side in d.sides)]
    return StoryView(
        id=story.id,
        href=index.links.story(story.id),
        title=story.title or (card(index, articles[0]).title if articles else "untitled"),
        sentences=tuple(
            (s.role, s.text, tuple(index.links.passage(p) for p in s.passages))
            for s in (brief.sentences if brief else ())
        ),
        cards=groups,
        originals=len(groups),
        articles=len(articles),
        outlets=tuple(dict.fromkeys(a.outlet for a in articles if a.outlet)),
        age=card(index, newest).age if newest else age(None, index.now),
        voices=_voices(index, statements),
        said=len(statements),
        disputes=tuple(_dispute(index, d) for d in disputes),
        reasons=tuple(r.detail for r in story.reasons),
        denied=sum(s.act in {Act.DENY, Act.REJECT, Act.DISMISS} for s in statements),
    )


def _folded(index: Index, articles: Sequence[Article]) -> tuple[tuple[Card, tuple[Card, ...]], ...]:
    """Articles with their copies under the one nearest the original."""
    heads: dict[str, list[Article]] = {}
    for article in articles:
        group = index.copy_of.get(article.id)
        key = group.id if group else article.id
        heads.setdefault(key, []).append(article)
    folded = []
    for members in heads.values():
        group = index.copy_of.get(members[0].id)
        members.sort(key=lambda a: group is not None and a.id != group.of)
        folded.append((card(index, members[0]), tuple(card(index, m) for m in members[1:])))
    return tuple(folded)


def _voices(
    index: Index, statements: Sequence[Statement]
) -> tuple[tuple[str | None, str, tuple[Said, ...]], ...]:
    """Who said what: the most outspoken first, the unresolved last."""
    by: dict[str | None, list[Said]] = defaultdict(list)
    for statement in statements:
        said = said_view(index, statement, with_article=True)
        by[said.speaker].append(said)
    ordered = sorted(by.items(), key=lambda pair: (pair[0] is None, -len(pair[1]), pair[0] or ""))
    return tuple((name, found[0].speaker_href, tuple(found)) for name, found in ordered)


def _dispute(index: Index, dispute: Dispute) -> DisputeView:
    sides = []
    for side in dispute.sides:
        actor: Actor | None = index.actors.get(side.actor) if side.actor else None
        sides.append(
            SideView(
                who=actor.name if actor else None,
                href=index.links.actor(actor.id) if actor else "",
                stance=side.stance,
                said=tuple(
                    said_view(index, index.statements[s], with_article=True)
                    for s in side.statements
                    if s in index.statements
                ),
                passages=tuple((p.exact, index.links.passage(p)) for p in side.passages),
            )
        )
    return DisputeView(
        id=dispute.id,
        href=index.links.dispute(dispute.id),
        topic=dispute.topic,
        status=dispute.status.replace("_", " "),
        sides=tuple(sides),
        reasons=tuple(r.detail for r in dispute.reasons),
    )


def dispute_view(index: Index, dispute_id: str) -> DisputeView:
    return _dispute(index, index.disputes[dispute_id])


def statement_view(index: Index, statement_id: str) -> Said:
    return said_view(index, index.statements[statement_id], with_article=True)


def actor_view(index: Index, actor_id: str) -> ActorView:
    actor = index.actors[actor_id]
    voices = index.edition.cast.voices
    said, about = [], []
    for statement in index.edition.statements:
        voice = voices.get(statement.id)
        if voice and voice.speaker == actor.id:
            said.append(statement)
        elif voice and actor.id in {voice.target, voice.addressee}:
            about.append(statement)

    def when(statement: Statement) -> str:
        published = index.articles[statement.article_id].published
        return (statement.said and statement.said.iso) or (published and published.iso) or "9999"

    return ActorView(
        name=actor.name,
        type=actor.type,
        names=tuple(n for n in actor.names if n != actor.name),
        roles=tuple((role.text, index.links.passage(role.passage)) for role in actor.roles),
        said=tuple(said_view(index, s, with_article=True) for s in sorted(said, key=when)),
        about=tuple(said_view(index, s, with_article=True) for s in sorted(about, key=when)),
    )


def capture_view(index: Index, capture: Capture, start: int | None, end: int | None) -> CaptureView:
    """A capture's whole text; `start` to `end` marked where that is a place in it."""
    text = capture.text
    span = (
        Span(start, end) if start is not None and end is not None and 0 <= start < end <= len(text) else None
    )
    return CaptureView(
        address=capture.address,
        encoding=capture.encoding,
        media_type=capture.media_type,
        received=f"{capture.received_at:%Y-%m-%d %H:%M} UTC",
        captured=f"{capture.captured_at:%Y-%m-%d %H:%M} UTC" if capture.captured_at else None,
        before=text[: span.start] if span else text,
        marked=span.of(text) if span else "",
        after=text[span.end :] if span else "",
        articles=tuple(card(index, a) for a in index.edition.articles if a.capture_id == capture.id),
    )
