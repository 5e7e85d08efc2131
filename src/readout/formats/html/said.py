"""Statements and article cards, ready to be set; the same words in several articles set once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from readout.formats.acts import SIGNS, done, family_of
from readout.formats.glances import cut
from readout.formats.html.index import Index
from readout.formats.look import corrections_of, in_marks, letters, opening, plain, reasons_of, risen, tidy
from readout.formats.times import Age, age, written
from readout.formats.words import quoted
from readout.lang.cues import reads_statements
from readout.model import SURE, Actor, Article, Passage, Statement, Voices, When


# Not frozen, like every noun: hundreds are made for a page, and freezing doubles what making one costs.
@dataclass(slots=True, kw_only=True)
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
    age: Age
    #: Whether a later version of the text is held.
    replaced: bool = False
    #: Whether a machine translated it.
    translated: bool = False
    #: Whether its page keeps the rest for those who pay.
    teaser: bool = False

    @property
    def label(self) -> str:
        """What it is called in a line: its outlet, else its title."""
        return self.outlet or self.title


@dataclass(slots=True, kw_only=True)
class Said:
    """One statement, ready to be set."""

    id: str
    href: str
    family: str
    sign: str
    #: What was done by saying, in the past ("denied").
    act: str
    #: None: the reading does not settle who speaks, and no name is shown.
    speaker: str | None
    speaker_href: str
    as_written: str | None
    words: str
    quoted: bool
    via: tuple[str, ...]
    cue: str | None
    said: str | None
    sure: int
    origin: str
    reasons: tuple[str, ...]
    #: Who corrected what, and when.
    corrected: tuple[str, ...]
    language: str
    passage: Passage
    passage_href: str
    article: Card
    disputes: tuple[tuple[str, str], ...] = ()
    #: Where else the same words stand: the label of the article, and the way there.
    also: tuple[tuple[str, str], ...] = ()

    @property
    def glance(self) -> str:
        """The first of its words, for a margin."""
        return cut(self.words)

    @property
    def article_href(self) -> str:
        return self.article.href


def card(index: Index, article: Article) -> Card:
    found = index.cards.get(article.id)
    if found is None:
        found = index.cards[article.id] = _card(index, article)
    return found


def _card(index: Index, article: Article) -> Card:
    text = index.texts[article.capture_id]
    return Card(
        id=article.id,
        href=index.links.article(article.id),
        title=article.title_clean or tidy(opening(article, text)),
        titled=article.title_clean is not None,
        outlet=article.outlet,
        agency=article.credit if article.credit != article.outlet else None,
        language=article.language,
        read=reads_statements(article.language),
        age=age_of(index, article.published, article.age_as_written),
        replaced=article.id in index.replaced,
        translated=article.id in index.translated,
        teaser=article.teaser is not None,
    )


def age_of(index: Index, published: When | None, as_written: str | None) -> Age:
    """The age of an article; as its page writes it where that is all there is."""
    if published is None and as_written:
        return written(as_written)
    return age(published, index.now, relative=not index.links.single)


def said_view(index: Index, statement: Statement) -> Said:
    # Two readings may fall on one id and differ: they are told apart by themselves.
    known = index.said.get(statement.id)
    if known is None or known[0] is not statement:
        known = index.said[statement.id] = statement, _said_view(index, statement)
    return known[1]


def _said_view(index: Index, statement: Statement) -> Said:
    statement_id = statement.id
    voices = index.edition.cast.voices.get(statement_id)
    actor = _speaker(index, statement, voices)
    article = index.articles[statement.article_id]
    reported = [risen(index.actors[v].name) for v in voices.via if v in index.actors] if voices else []
    as_written = tidy(statement.speaker.exact) if statement.speaker else None
    family = family_of(statement.act)
    return Said(
        id=statement_id,
        href=index.links.statement(statement_id),
        family=family,
        sign=SIGNS[family],
        act=done(statement.act, negated=statement.negated),
        speaker=risen(actor.name) if actor else None,
        speaker_href=index.links.actor(actor.id) if actor else "",
        as_written=as_written if not actor or as_written != actor.name else None,
        words=plain(statement.content.exact),
        quoted=in_marks(statement),
        via=tuple(reported),
        cue=statement.cue.exact if statement.cue else None,
        said=(statement.said.iso or quoted(statement.said.as_written or "")) if statement.said else None,
        sure=round(100 * statement.confidence),
        origin=statement.origin,
        reasons=reasons_of(statement, voices),
        corrected=corrections_of(statement),
        language=article.language,
        passage=statement.passage,
        passage_href=index.links.passage(statement.passage),
        article=card(index, article),
        disputes=tuple((d.topic, index.links.dispute(d.id)) for d in index.disputes_of.get(statement_id, ())),
    )


def _speaker(index: Index, statement: Statement, voices: Voices | None) -> Actor | None:
    """Who speaks. None: it could not be settled, or not surely enough."""
    if statement.confidence < SURE or not voices or not voices.speaker:
        return None
    return index.actors.get(voices.speaker)


def speaker_of(index: Index, statement: Statement) -> str | None:
    """The name of who speaks, as it is shown."""
    actor = _speaker(index, statement, index.edition.cast.voices.get(statement.id))
    return risen(actor.name) if actor else None


def folded(found: Iterable[Said]) -> tuple[Said, ...]:
    """The same speaker saying the same words in several articles once, with the other places."""
    once: dict[tuple[str, ...], Said] = {}
    for said in found:
        key = (said.speaker or said.as_written or "", said.act, letters(said.words), *said.corrected)
        if key not in once:
            once[key] = said
        elif said.article.id != once[key].article.id:
            known = {label for label, _ in once[key].also} | {once[key].article.label}
            label = said.article.label
            label = f"{label}, {said.article.age.shown}" if label in known else label
            place = (label, said.passage_href or said.href)
            if label not in known:
                once[key] = replace(once[key], also=(*once[key].also, place))
    return tuple(once.values())
