"""A story as a list of stories shows it, ready to be set."""

from collections.abc import Sequence
from dataclasses import dataclass

from readout.formats.acts import SIGNS, done, family_of
from readout.formats.glances import Glances
from readout.formats.html.index import Index
from readout.formats.html.said import Card, age_of
from readout.formats.html.view import folded_copies
from readout.formats.look import STATUSES
from readout.formats.times import Age
from readout.formats.words import _
from readout.model import Disputed, Glance, Heard, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardView:
    id: str
    article_href: str
    family: str
    sign: str
    act: str
    speaker: str
    speaker_href: str
    glance: str
    quoted: bool
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedView:
    href: str
    topic: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceView:
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
    glances: tuple[HeardView, ...]
    said: int
    disputes: tuple[DisputedView, ...]
    denied: int


def glances_of(index: Index, stories: Sequence[Story]) -> list[Glance]:
    """Glances at stories of an edition that holds everything on them."""
    edition = index.edition
    made = Glances(
        edition.articles, index.texts, edition.statements, edition.cast, edition.copies, edition.disputes
    )
    return [made.of(story) for story in stories]


def glance_view(index: Index, glance: Glance, *, cards: bool) -> GlanceView:
    """A story in a list; its brief is the edition's. `cards`: with its articles, which the edition holds."""
    brief = index.briefs.get(glance.story)
    title = _("Untitled story") if glance.title is None else glance.title
    story = index.stories[glance.story] if cards else None
    return GlanceView(
        id=glance.story,
        href=index.links.story(glance.story),
        title=title,
        language=glance.language,
        sentences=tuple(
            (s.role, s.text, tuple(index.links.passage(p) for p in s.passages))
            for s in (brief.sentences if brief else ())
            if s.text != title  # an untitled story is called by its first words already
        ),
        cards=folded_copies(index, [index.articles[i] for i in story.articles if i in index.articles])
        if story
        else (),
        originals=glance.originals,
        articles=glance.articles,
        outlets=glance.outlets,
        age=age_of(index, glance.published, glance.age_as_written),
        glances=tuple(_heard(index, heard) for heard in glance.heard),
        said=glance.said,
        disputes=tuple(_disputed(index, one) for one in glance.disputes),
        denied=glance.denied,
    )


def _heard(index: Index, heard: Heard) -> HeardView:
    family = family_of(heard.act)
    return HeardView(
        id=heard.statement,
        article_href=index.links.article(heard.article),
        family=family,
        sign=SIGNS[family],
        act=done(heard.act, negated=heard.negated),
        speaker=heard.name,
        speaker_href=index.links.actor(heard.speaker),
        glance=heard.words,
        quoted=heard.quoted,
        language=heard.language,
    )


def _disputed(index: Index, one: Disputed) -> DisputedView:
    return DisputedView(
        href=index.links.dispute(one.dispute), topic=one.topic, status=_(STATUSES[one.status])
    )
