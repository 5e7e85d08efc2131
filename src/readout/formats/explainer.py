"""An explainer in sections, as text, Markdown, JSON, and ready to be set as a page. Pure."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from readout.formats.look import STATUSES, Voice, plain, risen, tidy, voices_of
from readout.formats.places import Places, Sayers
from readout.formats.timeline import UNSURE, status_word, when_shown
from readout.formats.times import day
from readout.formats.words import _, n_, quoted
from readout.model import Article, Dispute, Edition, Event, Explainer, Passage, Player, Statement, StatementId

#: A passage of more characters is no heading.
TOPIC = 140
#: So many events are shown; the timeline has the others.
EVENTS = 12


class Kind(StrEnum):
    """How a line is set."""

    #: A name, or a point of dispute, with lines under it.
    HEAD = "head"
    #: Words of an article.
    WORDS = "words"
    #: Words of ours.
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    kind: Kind
    text: str
    #: In which outlet it stands, and since when.
    where: str = ""
    passages: tuple[Passage, ...] = ()
    #: "actor/ID", "article/ID": where a reader can go on. Empty: nowhere.
    page: str = ""
    language: str = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    id: str
    heading: str
    lines: tuple[Line, ...]


def sections(explainer: Explainer, edition: Edition) -> tuple[Section, ...]:
    """The parts that have something in them, in the order in which they are read."""
    sheet = _Sheet(explainer, edition)
    parts = (
        ("short", _("The short version"), sheet.sentences(explainer.short)),
        ("players", _("Key players, in their words"), sheet.players()),
        ("disputed", _("Disputed"), sheet.disputed()),
        ("timeline", _("What happened when"), sheet.timeline()),
        ("wants", _("What each side wants and has refused"), sheet.wants()),
        ("asked", _("Questions and answers"), sheet.asked()),
        ("background", _("Background, as the articles give it"), sheet.sentences(explainer.background)),
        ("glossary", _("Words, as a page explains them"), sheet.sentences(explainer.glossary)),
        ("missing", _("What is not in these articles"), sheet.missing()),
        ("articles", _("Articles"), sheet.articles()),
    )
    made = [Section(id=i, heading=heading, lines=tuple(lines)) for i, heading, lines in parts]
    return tuple(section for section in made if section.lines)


class _Sheet:
    def __init__(self, explainer: Explainer, edition: Edition) -> None:
        self.explainer = explainer
        self.edition = edition
        self.outlets = Places(edition)
        self.sayers = Sayers(edition)
        self.names = {actor.id: actor.name for actor in edition.cast.actors}
        self.statements = {statement.id: statement for statement in edition.statements}
        self.disputes = {dispute.id: dispute for dispute in edition.disputes}

    def sentences(self, found: Sequence[Any]) -> Iterator[Line]:
        for sentence in found:
            where = self.outlets.of(sentence.passages)
            yield Line(kind=Kind.WORDS, text=tidy(sentence.text), where=where, passages=sentence.passages)

    def players(self) -> Iterator[Line]:
        for player in self.explainer.players:
            yield Line(
                kind=Kind.HEAD,
                text=self.names[player.actor],
                where=_offices(player),
                page=f"actor/{player.actor}",
            )
            yield from self._said(player.said)

    def _said(self, wanted: Sequence[StatementId], act: bool = True) -> Iterator[Line]:
        statements = [self.statements[i] for i in wanted if i in self.statements]
        for statement, voice in zip(statements, voices_of(self.edition, iter(statements)), strict=True):
            yield Line(
                kind=Kind.WORDS,
                text=_words(voice, act),
                where=", ".join(voice.outlets) or self.outlets.of((statement.passage,)),
                passages=(statement.passage,),
                language=self._language(statement),
            )

    def _language(self, statement: Statement) -> str:
        return next((a.language for a in self.edition.articles if a.id == statement.article_id), "und")

    def disputed(self) -> Iterator[Line]:
        for i in self.explainer.disputes:
            dispute = self.disputes.get(i)
            if dispute is None:
                continue
            status = _(STATUSES[dispute.status])
            yield Line(
                kind=Kind.HEAD, text=risen(_topic(dispute)), where=status, page=f"dispute/{dispute.id}"
            )
            yield from self._sides(dispute)

    def _sides(self, dispute: Dispute) -> Iterator[Line]:
        for side in dispute.sides:
            name = self.names.get(side.actor, "") if side.actor else ""
            for passage in self.sayers.once(side)[:2]:
                who = self.sayers.of(side, passage)
                if not who and tidy(passage.exact) in tidy(dispute.topic):
                    # Nobody says it: the heading holds the words already.
                    continue
                yield Line(
                    kind=Kind.WORDS,
                    text=f"{who or _('Nobody named')}: {quoted(tidy(passage.exact))}",
                    where=self.outlets.of((passage,)),
                    passages=(passage,),
                )
            if not side.passages and name and _is_named(name, dispute):
                yield Line(kind=Kind.NOTE, text=f"{name}: {_('no answer in these articles')}")

    def timeline(self) -> Iterator[Line]:
        shown = frozenset(self.explainer.events)
        dated = [event for event in self.edition.events if event.id in shown]
        for event in sorted(dated, key=lambda e: (e.when and e.when.iso) or "")[-EVENTS:]:
            yield Line(
                kind=Kind.WORDS,
                text=tidy(event.passages[0].exact),
                where=" · ".join(filter(None, [_when(event), self.outlets.of(event.passages[:1])])),
                passages=event.passages[:1],
            )

    def wants(self) -> Iterator[Line]:
        for wants in self.explainer.wants:
            yield Line(kind=Kind.HEAD, text=self.names[wants.actor], page=f"actor/{wants.actor}")
            yield from self._said(wants.wants)
            yield from self._said(wants.refused)

    def asked(self) -> Iterator[Line]:
        for asked in self.explainer.asked:
            where = self.outlets.of((asked.question,))
            yield Line(
                kind=Kind.HEAD, text=tidy(asked.question.exact), where=where, passages=(asked.question,)
            )
            for answer in asked.answers:
                yield Line(kind=Kind.WORDS, text=tidy(answer.exact), passages=(answer,))

    def missing(self) -> Iterator[Line]:
        yield from self.sentences(self.explainer.gaps)
        undated = sum(not (a.published and a.published.iso) for a in self.edition.articles)
        if undated:
            words = n_("{n} article has no date.", "{n} articles have no date.", undated)
            yield Line(kind=Kind.NOTE, text=words)

    def articles(self) -> Iterator[Line]:
        held = {article.id: article for article in self.edition.articles}
        shown = set()
        for article in (held[i] for i in self.explainer.articles if i in held):
            # A page that came twice is one line.
            same = (tidy(article.title_clean or ""), article.outlet, tuple(_about(article)))
            if same[0] and same in shown:
                continue
            shown.add(same)
            yield Line(
                kind=Kind.WORDS,
                text=tidy(article.title_clean or "") or _("untitled"),
                where=" · ".join(filter(None, _about(article))),
                page=f"article/{article.id}",
                language=article.language,
            )


def _topic(dispute: Dispute) -> str:
    """What is disputed, in the first side's whole words where these are short: with the verb in them."""
    whole = next((p.exact for side in dispute.sides[:1] for p in side.passages[:1]), "")
    short = len(whole) <= TOPIC and dispute.topic in whole
    return plain(whole if short else dispute.topic)


def _is_named(name: str, dispute: Dispute) -> bool:
    """Whether the last word of a name stands in what the other side says."""
    said = " ".join(p.exact for side in dispute.sides for p in side.passages).casefold()
    return name.split()[-1].casefold() in said


def _offices(player: Player) -> str:
    held = [f"{tidy(role.text)}{f' ({day(iso)})' if iso else ''}" for role, iso in player.offices]
    return "; ".join(held)


def _words(voice: Voice, act: bool) -> str:
    words = quoted(voice.words) if voice.quoted else voice.words
    return f"{voice.act}: {words}" if act else words


def _when(event: Event) -> str:
    status = status_word(event.status)
    unsure = _(UNSURE[event.status]) if event.status in UNSURE else status
    return f"{when_shown(event)} · {unsure}"


def _about(article: Article) -> Iterator[str]:
    yield tidy(article.outlet or "")
    yield article.language if article.language != "und" else ""
    yield day(article.published.iso) if article.published and article.published.iso else _("undated")


def as_text(explainer: Explainer, edition: Edition, *, width: int = 78) -> Iterator[str]:
    """The sections one under the other, `width` columns wide."""
    yield textwrap.fill(tidy(explainer.title), width) + "\n"
    made = sections(explainer, edition)
    yield textwrap.fill(" · ".join(section.heading for section in made), width) + "\n"
    for section in made:
        yield f"\n{section.heading.upper()}\n"
        for line in section.lines:
            yield from _set(line, width)


def _set(line: Line, width: int) -> Iterator[str]:
    where = f" [{line.where}]" if line.where else ""
    lead = "\n" if line.kind is Kind.HEAD else ""
    indent = "" if line.kind is Kind.HEAD else "   "
    yield (
        lead
        + textwrap.fill(f"{line.text}{where}", width, initial_indent=indent, subsequent_indent=indent + "  ")
        + "\n"
    )


def as_markdown(explainer: Explainer, edition: Edition) -> Iterator[str]:
    """The sections with footnotes for where each line stands."""
    from readout.formats.markdown import safe

    notes: list[str] = []
    yield f"# {safe(tidy(explainer.title))}\n"
    for section in sections(explainer, edition):
        yield f"\n## {section.heading}\n"
        for line in section.lines:
            if line.kind is Kind.HEAD:
                yield f"\n**{safe(line.text)}**{f' — *{safe(line.where)}*' if line.where else ''}\n"
                continue
            note = ""
            if line.where:
                notes.append(line.where)
                note = f"[^{len(notes)}]"
            yield f"\n- {safe(line.text)}{note}\n"
    if notes:
        yield "\n"
    yield from (f"[^{number}]: {safe(where)}\n" for number, where in enumerate(notes, 1))


def as_json(explainer: Explainer, edition: Edition) -> Iterator[str]:
    """The sections with the passages of each line."""
    record = {
        "kind": "explainer",
        "about": explainer.about,
        "title": explainer.title,
        "stories": list(explainer.stories),
        "sections": [
            {
                "id": section.id,
                "heading": section.heading,
                "lines": [
                    {
                        "kind": line.kind.value,
                        "text": line.text,
                        "where": line.where or None,
                        "page": line.page or None,
                        "passages": [
                            {
                                "capture": p.capture_id,
                                "start": p.span.start,
                                "end": p.span.end,
                                "text": p.exact,
                            }
                            for p in line.passages
                        ],
                    }
                    for line in section.lines
                ],
            }
            for section in sections(explainer, edition)
        ],
    }
    yield json.dumps(record, ensure_ascii=False, indent=1) + "\n"
