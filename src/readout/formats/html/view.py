"""What each page shows, gathered from an edition and ready to be set."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from readout.formats.damage import sign_words
from readout.formats.flags import flags_of, kind_words, why_words
from readout.formats.glances import denied, margin, published
from readout.formats.html.index import Index
from readout.formats.html.said import Card, Said, card, folded, said_view, speaker_of
from readout.formats.html.timeline import TimelineView, timeline_view
from readout.formats.html.why import relation_words, why_linked
from readout.formats.kinds import furniture_words, hand_words, stance_done
from readout.formats.look import STATUSES, plain, risen, tidy
from readout.formats.originals import originals
from readout.formats.reasons import named_reason, reason_words
from readout.formats.times import Age, age, day, stamp
from readout.formats.words import N_, _
from readout.model import (
    Actor,
    ActorType,
    Article,
    ArticleId,
    Block,
    Capture,
    Dispute,
    Link,
    Passage,
    Role,
    Span,
    Statement,
    Story,
)

#: What people wrote below the article; shown as theirs.
COMMENTS = "comments"
_TYPES = {
    ActorType.PERSON: N_("Person"),
    ActorType.COLLECTIVE: N_("Institution or group"),
    ActorType.ANONYMOUS: N_("Not named in the articles"),
    ActorType.OFFICE: N_("Office"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a paragraph, and the innermost statement that they belong to."""

    words: str
    said: Said | None = None
    #: The statements that begin here, so that a reader can be led to them.
    begun: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    role: str
    pieces: tuple[Piece, ...]
    notes: tuple[Said, ...]
    #: Of an interview turn whose own words do not say who speaks.
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    card: Card
    relation: str
    why: str
    #: How many linked articles more the same other story has, and the way to it.
    more: int = 0
    more_href: str = ""


@dataclass(slots=True, kw_only=True)
class ArticleView:
    card: Card
    byline: tuple[str, ...]
    dateline: str | None
    provenance: tuple[tuple[str, str, str], ...]
    #: What the title says; it is set apart from the text.
    titled: tuple[Said, ...]
    paragraphs: tuple[Paragraph, ...]
    said: tuple[Said, ...]
    #: Lines of the page that are no part of the text: what sort, and the words.
    furniture: tuple[tuple[str, str], ...]
    #: What readers of the page wrote below it.
    comments: tuple[str, ...]
    #: Articles of the same story, then those of others.
    beside: tuple[Related, ...]
    related: tuple[Related, ...]
    #: (what the other text is to this one, where the difference is shown).
    versions: tuple[tuple[str, str], ...]
    #: What shows that a machine translated it: the sign, the words, and where they stand.
    damage: tuple[tuple[str, str, str], ...]
    #: What else is to be distrusted: the kind, the reason, the words, and where they stand.
    distrust: tuple[tuple[str, str, str, str], ...]
    story: "tuple[str, str] | None"
    capture_href: str
    capture_address: str
    origin: str
    #: The words after which the page keeps the rest for those who pay, and the way to them.
    teaser: tuple[str, str] | None = None


@dataclass(slots=True, kw_only=True)
class StoryView:
    id: str
    href: str
    title: str
    language: str
    sentences: tuple[tuple[str, str, tuple[str, ...]], ...]
    cards: tuple[tuple[Card, tuple[Card, ...]], ...]
    originals: int
    articles: int
    outlets: tuple[str, ...]
    age: Age
    voices: tuple[tuple[str | None, str, tuple[Said, ...]], ...]
    #: The most telling statements, for the margin.
    glances: tuple[Said, ...]
    said: int
    disputes: tuple["DisputeView", ...]
    timeline: TimelineView
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
    stories: tuple[tuple[str, str], ...]


@dataclass(slots=True, kw_only=True)
class ActorView:
    name: str
    type: str
    person: bool
    names: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    id: str
    #: What was said, a day at a time, in order; the undated last.
    days: tuple[tuple[str, tuple[Said, ...]], ...]
    about: tuple[Said, ...] = ()
    #: Every statement by itself, so that two can be told apart: its id, and where and what it is.
    spoken: tuple[tuple[str, str], ...] = ()


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
    #: What is read in the marked words.
    said: tuple[Said, ...]


def article_view(index: Index, article_id: str) -> ArticleView:
    article = index.articles[article_id]
    text = index.texts[article.capture_id]
    statements = index.said_in.get(article.id, [])
    said: dict[str, Said] = {s.id: said_view(index, s) for s in statements}
    story = index.story_of.get(article.id)
    capture = index.captures[article.capture_id]
    apart = list(_apart(index, article))
    beside, related = _related(index, article, story)
    dateline = article.dateline
    return ArticleView(
        card=card(index, article),
        byline=article.byline,
        dateline=" ".join(p for p in (dateline.place, f"({dateline.credit})" if dateline.credit else "") if p)
        if dateline
        else None,
        provenance=tuple(
            (hand_words(hand.role), hand.name, index.links.passage(hand.passage) if hand.passage else "")
            for hand in article.provenance
        ),
        titled=tuple(said[s.id] for s in statements if not _in_text(article, s)),
        paragraphs=tuple(_paragraphs(article, text, statements, said)),
        said=tuple(said.values()),
        furniture=tuple((furniture_words(kind), words) for kind, words in apart if kind != COMMENTS),
        comments=tuple(words for kind, words in apart if kind == COMMENTS),
        beside=beside,
        related=related,
        versions=tuple(_versions(index, article.id)),
        damage=tuple(
            (_(sign_words(flag)), tidy(flag.passage.exact), index.links.passage(flag.passage))
            for flag in index.translated.get(article.id, ())
        ),
        distrust=tuple(
            (kind_words(flag), why_words(flag), tidy(flag.passage.exact), index.links.passage(flag.passage))
            for flag in flags_of(index.edition, article.id)
        ),
        story=(story_title(index, story), index.links.story(story.id)) if story else None,
        capture_href=index.links.capture(capture.id),
        capture_address=capture.address,
        origin=article.origin,
        teaser=(tidy(article.teaser.exact), index.links.passage(article.teaser)) if article.teaser else None,
    )


def _in_text(article: Article, statement: Statement) -> bool:
    """Whether a statement begins in one of the paragraphs that are shown."""
    shown = (b for b in article.blocks if b.role not in {Role.FURNITURE, Role.TITLE})
    return any(b.span.start <= statement.passage.span.start < b.span.end for b in shown)


def _apart(index: Index, article: Article) -> Iterator[tuple[str, str]]:
    """The lines of the page that are no part of the article's text.

    Those inside it, and those of the page from its end to the next article; for the first article
    of a page those above it too.
    """
    text = index.texts[article.capture_id]
    starts = sorted(a.span.start for a in index.of_capture[article.capture_id])
    first = article.span.start == starts[0]
    until = min((s for s in starts if s > article.span.start), default=len(text))
    found = [(b.span, b.type or "page") for b in article.blocks if b.role is Role.FURNITURE]
    found += [
        (piece.span, piece.type)
        for piece in index.furniture_of[article.capture_id]
        if article.span.start < piece.span.start < until or (first and piece.span.start < article.span.start)
    ]
    for span, kind in sorted(found):
        yield kind, span.of(text)


def _related(
    index: Index, article: Article, story: Story | None
) -> tuple[tuple[Related, ...], tuple[Related, ...]]:
    """The articles of the same story, and those linked in others, each with its reason."""
    links: dict[ArticleId, Link] = {}
    for other, link in index.linked.get(article.id, ()):
        if other in index.articles:
            links.setdefault(other, link)
    mine = [i for i in (story.articles if story else ()) if i != article.id and i in index.articles]
    beside = [_one_related(index, i, links.get(i), article.id) for i in mine]
    by_story: dict[str, list[ArticleId]] = defaultdict(list)
    for i in links:
        if i not in mine:
            by_story[index.story_of[i].id if i in index.story_of else i].append(i)
    others = []
    for key, (first, *rest) in by_story.items():
        one = _one_related(index, first, links[first], article.id)
        others.append(replace(one, more=len(rest), more_href=index.links.story(key) if rest else ""))
    return tuple(beside), tuple(sorted(others, key=lambda r: r.card.age.iso or "", reverse=True))


def _one_related(index: Index, other: ArticleId, link: Link | None, seen_from: ArticleId) -> Related:
    shown = card(index, index.articles[other])
    if link is None:
        return Related(card=shown, relation="", why="")
    return Related(card=shown, relation=relation_words(link, seen_from), why=why_linked(link.reasons))


def _versions(index: Index, article_id: str) -> Iterator[tuple[str, str]]:
    for version in index.versions.get(article_id, ()):
        href = index.links.difference(version.later, version.earlier)
        if version.later == version.earlier:
            yield _("This page prints an update above its earlier story"), href
        elif version.later == article_id:
            yield _("This text replaces an earlier version"), href
        else:
            yield _("There is a later version of this text"), href


def _paragraphs(
    article: Article, text: str, statements: Sequence[Statement], said: dict[str, Said]
) -> Iterator[Paragraph]:
    for block in article.blocks:
        if block.role in {Role.FURNITURE, Role.TITLE}:
            continue
        here = [s for s in statements if s.passage.span.overlap(block.span)]
        words = block.span.of(text)
        yield Paragraph(
            role=block.role,
            pieces=tuple(_pieces(text, block, here, said)),
            notes=tuple(said[s.id] for s in here if block.span.start <= s.passage.span.start),
            speaker=block.speaker if block.speaker and block.speaker not in words[:80] else None,
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
        # A statement that went on from the block before began there.
        fresh = [s.id for s in around if s.id not in begun and s.passage.span.start == start]
        begun.update(fresh)
        yield Piece(words=text[start:end], said=said[inner.id] if inner else None, begun=tuple(fresh))


def story_title(index: Index, story: Story) -> str:
    """A story's title; where no page gives one, how its first article begins."""
    first = next((index.articles[a] for a in story.articles if a in index.articles), None)
    return tidy(story.title) or (card(index, first).title if first else _("Untitled story"))


def story_view(index: Index, story: Story, *, glance: bool = False, cards: bool = True) -> StoryView:
    """A story. `glance`: as a list shows it, with a margin and no voices; `cards`: with its articles."""
    articles = [index.articles[a] for a in story.articles if a in index.articles]
    statements = [s for a in articles for s in index.said_in.get(a.id, ())]
    groups = folded_copies(index, articles) if cards else ()
    brief = index.briefs.get(story.id)
    newest = max(articles, key=published, default=None)
    ids = {s.id for s in statements}
    disputes = [d for d in index.edition.disputes if any(set(side.statements) & ids for side in d.sides)]
    title = story_title(index, story)

    def name(statement: Statement) -> str | None:
        return speaker_of(index, statement)

    return StoryView(
        id=story.id,
        href=index.links.story(story.id),
        title=title,
        language=articles[0].language if articles else "und",
        sentences=tuple(
            (s.role, s.text, tuple(index.links.passage(p) for p in s.passages))
            for s in (brief.sentences if brief else ())
            if s.text != title  # an untitled story is called by its first words already
        ),
        cards=groups,
        originals=originals([a.id for a in articles], index.edition.copies),
        articles=len(articles),
        outlets=tuple(dict.fromkeys(a.outlet for a in articles if a.outlet)),
        age=card(index, newest).age if newest else age(None, index.now),
        voices=() if glance else _voices(index, statements),
        glances=tuple(said_view(index, s) for s in margin(statements, index.edition.cast, name))
        if glance
        else (),
        said=len(statements),
        disputes=tuple(_dispute(index, d) for d in disputes),
        timeline=timeline_view(index, story.articles),
        denied=denied(statements, name),
    )


def folded_copies(index: Index, articles: Sequence[Article]) -> tuple[tuple[Card, tuple[Card, ...]], ...]:
    """Articles with their copies under the one nearest the original, and with their earlier versions."""
    here = {article.id for article in articles}
    heads: dict[str, list[Article]] = {}
    for article in articles:
        newest = _newest(index, article.id, here)
        group = index.copy_of.get(newest)
        heads.setdefault(group.id if group else newest, []).append(article)
    found = []
    for members in heads.values():
        group = next((index.copy_of[m.id] for m in members if m.id in index.copy_of), None)
        members.sort(key=lambda a: (a.id in index.replaced, group is not None and a.id != group.of))
        found.append((card(index, members[0]), tuple(card(index, m) for m in members[1:])))
    return tuple(found)


def _newest(index: Index, article_id: ArticleId, here: set[ArticleId]) -> ArticleId:
    """The latest version of an article that stands here too."""
    seen = {article_id}
    while (later := index.replaced.get(article_id)) in here and later is not None and later not in seen:
        seen.add(later)
        article_id = later
    return article_id


def _voices(
    index: Index, statements: Sequence[Statement]
) -> tuple[tuple[str | None, str, tuple[Said, ...]], ...]:
    """Who said what: the most outspoken first, the unresolved last; the same words once."""
    by: dict[tuple[str | None, str], list[Said]] = defaultdict(list)
    for said in folded(said_view(index, statement) for statement in statements):
        by[said.speaker, said.speaker_href].append(said)
    ordered = sorted(by.items(), key=lambda pair: (pair[0][0] is None, -len(pair[1]), pair[0][0] or ""))
    return tuple((name, href, tuple(found)) for (name, href), found in ordered)


def _dispute(index: Index, dispute: Dispute) -> DisputeView:
    sides = tuple(_side(index, dispute, number) for number in range(len(dispute.sides)))
    stories = {
        index.story_of[a].id: index.story_of[a]
        for side in dispute.sides
        for s in side.statements
        if s in index.statements and (a := index.statements[s].article_id) in index.story_of
    }
    return DisputeView(
        id=dispute.id,
        href=index.links.dispute(dispute.id),
        topic=risen(plain(dispute.topic)),
        status=_(STATUSES[dispute.status]),
        sides=sides,
        reasons=_beyond(dispute, sides),
        stories=tuple((story_title(index, s), index.links.story(s.id)) for s in stories.values()),
    )


def _side(index: Index, dispute: Dispute, number: int) -> SideView:
    side = dispute.sides[number]
    actor: Actor | None = index.actors.get(side.actor) if side.actor else None
    said = folded(said_view(index, index.statements[s]) for s in side.statements if s in index.statements)
    stance = stance_done(side.stance)
    return SideView(
        who=risen(actor.name) if actor else None,
        href=index.links.actor(actor.id) if actor else "",
        stance="" if said and all(one.act == stance for one in said) else stance,
        said=said,
        passages=tuple((p.exact, index.links.passage(p)) for p in _once(side.passages)),
    )


def _once(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple({plain(p.exact): p for p in reversed(tuple(passages))}.values())[::-1]


def _beyond(dispute: Dispute, sides: Sequence[SideView]) -> tuple[str, ...]:
    """The reasons of a dispute that say more than the words already shown."""
    shown = [said.words for side in sides for said in side.said]
    shown += [tidy(words) for side in sides for words, _ in side.passages]
    found = []
    for reason in dispute.reasons:
        detail = tidy(reason.detail)
        own = detail.split(": ", 1)[-1].rstrip(" .,…")  # without the act before it
        if not any(own in words for words in shown):
            found.append(named_reason(reason.name, reason_words(detail)))
    return tuple(found)


def dispute_view(index: Index, dispute_id: str) -> DisputeView:
    return _dispute(index, index.disputes[dispute_id])


def statement_view(index: Index, statement_id: str) -> Said:
    return said_view(index, index.statements[statement_id])


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
        iso = (statement.said and statement.said.iso) or (published and published.iso) or ""
        return iso[:10] or "9999"

    said.sort(key=when)
    dates = {str(statement.id): when(statement) for statement in said}
    views = [said_view(index, s) for s in said]
    once = folded(views)
    return ActorView(
        id=actor.id,
        name=risen(actor.name),
        type=_(_TYPES[actor.type]),
        person=actor.type is ActorType.PERSON,
        names=tuple(n for n in actor.names if n.casefold() != actor.name.casefold()),
        roles=tuple((risen(role.text), index.links.passage(role.passage)) for role in actor.roles),
        days=tuple(
            (_("Undated") if iso == "9999" else day(iso), tuple(found))
            for iso, found in groupby(once, key=lambda one: dates[one.id])
        ),
        about=folded(said_view(index, s) for s in sorted(about, key=when)),
        spoken=tuple((s.id, f"{s.article.label}: {s.glance}") for s in views),
    )


def actors_in(index: Index, capture_id: str) -> tuple[str, ...]:
    """The names of those who are named in a capture, each once."""
    named = (m.actor_id for m in index.edition.cast.mentions if m.passage.capture_id == capture_id)
    return tuple(dict.fromkeys(index.actors[a].name for a in named if a in index.actors))


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
        received=stamp(capture.received_at),
        captured=stamp(capture.captured_at) if capture.captured_at else None,
        before=text[: span.start] if span else text,
        marked=span.of(text) if span else "",
        after=text[span.end :] if span else "",
        articles=tuple(card(index, a) for a in index.of_capture[capture.id]),
        said=tuple(
            said_view(index, s)
            for a in index.of_capture[capture.id]
            for s in index.said_in.get(a.id, ())
            if span and s.passage.span.overlap(span)
        ),
    )
