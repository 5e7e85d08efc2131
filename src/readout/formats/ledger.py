"""Views of the ledger as a person reads them, and as text, JSON and CSV. Pure."""

import csv
import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from readout.formats.look import plain, risen, tidy
from readout.formats.times import day
from readout.formats.words import N_, _, n_, quoted
from readout.model import (
    ActorId,
    Certainty,
    Change,
    Compared,
    Depth,
    Edition,
    Likeness,
    Measure,
    MeasureKind,
    MeasureStatus,
    Opened,
    OpenKind,
    Passage,
    When,
)

KINDS = {
    MeasureKind.EXPULSION: N_("expulsion"),
    MeasureKind.ENTRY_BAN: N_("entry ban"),
    MeasureKind.SANCTIONS: N_("sanctions"),
    MeasureKind.TARIFF: N_("tariff"),
    MeasureKind.PAUSE: N_("pause"),
    MeasureKind.RECALL: N_("recall of an ambassador"),
    MeasureKind.CLOSURE: N_("closure"),
    MeasureKind.SEIZURE: N_("seizure"),
}
STATUSES = {
    MeasureStatus.CONSIDERED: N_("considered"),
    MeasureStatus.THREATENED: N_("threatened"),
    MeasureStatus.ANNOUNCED: N_("announced"),
    MeasureStatus.IN_FORCE: N_("in force"),
    MeasureStatus.LIFTED: N_("lifted"),
}
OPEN = {
    OpenKind.PROMISE: N_("Promises"),
    OpenKind.DEMAND: N_("Demands without an answer in these articles"),
    OpenKind.MEETING: N_("Meetings to come"),
}
LIKENESSES = {
    Likeness.SAME: N_("the same words"),
    Likeness.CUT: N_("cut"),
    Likeness.ALTERED: N_("altered"),
    Likeness.TRANSLATED: N_("may be a translation"),
    Likeness.NOT_IN_TEXT: N_("not in the text"),
}
#: The rules that find a change, as a person reads them.
RULES = {
    "turned": N_("for it, then against it, or the other way round"),
    "demanded, then spoken against": N_("demanded it, then spoke against it"),
    "answer": N_("demanded an answer, then received or judged it"),
    "demand met": N_("demanded, then done"),
    "first refusal": N_("refused for the first time"),
    "another course": N_("stood by them, then took a measure against them"),
    "another holder": N_("the office has another holder"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a measure has come, as the articles that say so tell it."""

    #: The status itself, and in words.
    name: str
    status: str
    #: On what occasion, in an article's words.
    trigger: str | None
    when: str | None
    passage: Passage
    #: How many articles say so.
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One measure with every article that tells it."""

    id: str
    kind: str
    actor: str
    target: str | None
    #: In the order in which it came about: announced, in force, lifted.
    stages: tuple[Stage, ...]
    #: The measure that it answers in kind, in words. None: none is found.
    answers: str | None
    reply: bool
    #: Somebody says so, or it was heard; no telling states it.
    reported: bool
    articles: tuple[str, ...]


#: Measures that several articles tell, as one row shows them.
Groups = Sequence[Sequence[Measure]]


def measure_rows(edition: Edition, groups: Groups | None = None) -> tuple[MeasureRow, ...]:
    """The measures, those that several articles tell once; the newest article's first.

    `groups`: the measures of each row, where that has been worked out before.
    """
    published = _published(edition)
    by_id = {measure.id: measure for measure in edition.measures}
    found = measure_groups(edition) if groups is None else groups
    return tuple(_row(group, by_id, published) for group in found)


def measure_groups(edition: Edition) -> Groups:
    """The measures of each row, the newest article's first."""
    story_of: dict[str, str] = {a: story.id for story in edition.told.stories for a in story.articles}
    thread_of: dict[str, str] = {s: thread.id for thread in edition.told.threads for s in thread.stories}
    published = _published(edition)
    found: dict[tuple[str, ...], list[Measure]] = {}
    for measure in edition.measures:
        story = story_of.get(measure.article_id, measure.article_id)
        found.setdefault((thread_of.get(story, story), *_sameness(measure)), []).append(measure)
    groups = _joined(list(found.values()), story_of)
    groups.sort(key=lambda group: max(published.get(m.article_id, "") for m in group), reverse=True)
    return groups


def _published(edition: Edition) -> dict[str, str]:
    return {a.id: (a.published and a.published.iso) or "" for a in edition.articles}


def _sameness(measure: Measure) -> tuple[str, str, str]:
    actor = measure.actor_key or (measure.actor.exact.casefold() if measure.actor else "")
    target = measure.target_key or (measure.target.exact.casefold() if measure.target else "")
    return measure.kind.value, actor, target


def _joined(groups: list[list[Measure]], story_of: Mapping[str, str]) -> list[list[Measure]]:
    """A telling that names no target joins the one group of its own story that differs in nothing else."""
    named = [g for g in groups if g[0].target]
    for group in (g for g in groups if not g[0].target):
        for measure in group:
            story = story_of.get(measure.article_id)
            fits = [
                g
                for g in named
                if g[0].target
                and _sameness(g[0])[:2] == _sameness(measure)[:2]
                and story in {story_of.get(m.article_id) for m in g}
            ]
            alone = [g for g in named if not g[0].target and g[0] in group]
            (fits if len(fits) == 1 else alone or [_added(named)])[0].append(measure)
    return named


def _added(groups: list[list[Measure]]) -> list[Measure]:
    groups.append([])
    return groups[-1]


def _row(group: Sequence[Measure], by_id: Mapping[str, Measure], published: Mapping[str, str]) -> MeasureRow:
    told = sorted(group, key=lambda m: (published.get(m.article_id, "~"), m.cue))
    first = next((m for m in told if m.target), told[0])
    answered = next((by_id[m.answers] for m in told if m.answers and m.answers in by_id), None)
    return MeasureRow(
        id=told[0].id,
        kind=_(KINDS[first.kind]),
        actor=risen(tidy(first.actor.exact)) if first.actor else "",
        target=_state(first.target.exact, first.target_key) if first.target else None,
        stages=tuple(
            _stage(status, mine)
            for status in MeasureStatus
            if (mine := [m for m in told if m.status is status])
        ),
        answers=_answered(answered) if answered else None,
        reply=any(m.reply for m in told),
        reported=all(m.certainty is Certainty.REPORTED for m in told),
        articles=tuple(dict.fromkeys(str(m.article_id) for m in told)),
    )


def _state(words: str, key: str | None) -> str:
    """ "Portugal" for "Portuguese": what a list calls a state. Words that name somebody of it stay."""
    words = tidy(words)
    return words if key is None or " " in words or words.isupper() else key.replace("-", " ").title()


def _stage(status: MeasureStatus, told: Sequence[Measure]) -> Stage:
    """The telling that says most stands for all: one with an occasion, and no headline."""
    fullest = max(told, key=lambda m: (m.trigger is not None, min(len(m.passage.exact), FULL)))
    whens = [m.when for m in told if m.when]
    return Stage(
        name=status.value,
        status=_(STATUSES[status]),
        trigger=plain(fullest.trigger.exact) if fullest.trigger else None,
        when=when_words(next((w for w in whens if w.iso), whens[0] if whens else None)),
        passage=fullest.passage,
        articles=len({m.article_id for m in told}),
    )


def _answered(measure: Measure) -> str:
    kind = _(KINDS[measure.kind])
    if measure.actor is None:
        return kind
    return _("{measure} by {actor}").format(measure=kind, actor=tidy(measure.actor.exact))


def when_words(when: When | None) -> str | None:
    """A time in words: the day, or the page's own words where nothing anchors them."""
    if when is None:
        return None
    if when.iso:
        first, _slash, last = when.iso.partition("/")
        if len(first) < len("2022-01-18"):
            return when.iso
        return _("{first} to {last}").format(first=day(first), last=day(last)) if last else day(first)
    return quoted(tidy(when.as_written)) if when.as_written else None


class Names:
    """What actors and outlets are called, and in which outlet a passage stands."""

    def __init__(self, edition: Edition) -> None:
        self._actors = {actor.id: risen(actor.name) for actor in edition.cast.actors}
        self._outlets = {a.id: tidy(a.outlet) for a in edition.articles if a.outlet}
        self._articles: dict[str, list[Any]] = {}
        for article in edition.articles:
            self._articles.setdefault(article.capture_id, []).append(article)

    def actor(self, actor: ActorId | None) -> str | None:
        return self._actors.get(actor) if actor else None

    def outlet(self, article_id: str) -> str | None:
        return self._outlets.get(article_id)  # type: ignore[call-overload, no-any-return]

    def outlet_of(self, passage: Passage) -> str | None:
        held = (a for a in self._articles.get(passage.capture_id, ()) if passage.span in a.span)
        return next((tidy(a.outlet) for a in held if a.outlet), None)


def quote_rows(found: Iterable[Compared]) -> tuple[Compared, ...]:
    """What differs first, the same words last; what copies repeat once."""
    order = [Likeness.ALTERED, Likeness.NOT_IN_TEXT, Likeness.CUT, Likeness.TRANSLATED, Likeness.SAME]
    ranked = sorted(found, key=lambda one: (order.index(one.likeness), one.one))
    once = {(one.headline, letters(one.one), letters(one.other)): one for one in reversed(ranked)}
    return tuple(reversed(once.values()))


def letters(passage: Passage | None) -> str:
    """The letters of some words: a copy of an article is no second finding."""
    return "".join(c for c in passage.exact.casefold() if c.isalnum()) if passage else ""


Record = dict[str, Any]
#: Of two tellings the longer one says more, up to so many characters.
FULL = 200


def _place(passage: Passage | None, names: Names) -> Record | None:
    if passage is None:
        return None
    return {
        "capture": passage.capture_id,
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.exact,
        "outlet": names.outlet_of(passage),
    }


def measure_records(edition: Edition) -> Iterator[Record]:
    """One object a measure as one sentence tells it, with its place."""
    names = Names(edition)
    for m in edition.measures:
        yield {
            "kind": "measure",
            "id": m.id,
            "measure": m.kind.value,
            "status": m.status.value,
            "actor": m.actor.exact if m.actor else None,
            "actor_key": m.actor_key,
            "target": m.target.exact if m.target else None,
            "target_key": m.target_key,
            "trigger": m.trigger.exact if m.trigger else None,
            "reply": m.reply,
            "answers": m.answers,
            "certainty": m.certainty.value,
            "iso": m.when.iso if m.when else None,
            "as_written": m.when.as_written if m.when else None,
            "article": m.article_id,
            "passage": _place(m.passage, names),
        }


def open_records(edition: Edition, found: Sequence[Opened]) -> Iterator[Record]:
    names = Names(edition)
    for one in found:
        yield {
            "kind": "open",
            "open": one.kind.value,
            "actor": names.actor(one.actor),
            "towards": names.actor(one.towards),
            "words": one.words.exact,
            "iso": one.when.iso if one.when else None,
            "as_written": one.when.as_written if one.when else None,
            "article": one.article_id,
            "also": len(one.also),
            "passage": _place(one.passage, names),
        }


def quote_records(edition: Edition, found: Sequence[Compared]) -> Iterator[Record]:
    names = Names(edition)
    for one in found:
        yield {
            "kind": "quote",
            "likeness": one.likeness.value,
            "headline": one.headline,
            "speaker": names.actor(one.speaker),
            "one": _place(one.one, names),
            "other": _place(one.other, names),
            "words": [list(pair) for pair in one.words],
        }


def change_records(edition: Edition, found: Sequence[Change]) -> Iterator[Record]:
    names = Names(edition)
    for change in found:
        yield {
            "kind": "change",
            "topic": change.topic,
            "actor": names.actor(change.actor),
            "steps": [
                {"label": s.label, "iso": s.iso, "passage": _place(s.passage, names)} for s in change.steps
            ],
            "reasons": [{"name": r.name, "detail": r.detail} for r in change.reasons],
        }


def as_jsonl(records: Iterable[Record]) -> Iterator[str]:
    yield from (json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def as_json(records: Iterable[Record]) -> Iterator[str]:
    yield json.dumps(list(records), ensure_ascii=False, indent=1) + "\n"


def as_csv(records: Iterable[Record]) -> Iterator[str]:
    """One record a row; a change has one row a step. What is inside a field gets a name of its own."""
    rows = [flat for record in records for flat in _flat(record)]
    out = StringIO()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    table = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    yield out.getvalue()


def _flat(record: Record) -> Iterator[Record]:
    steps = record.get("steps")
    if steps is not None:
        rest = {name: value for name, value in record.items() if name not in {"steps", "reasons"}}
        for number, step in enumerate(steps, 1):
            yield from _flat({**rest, "step": number, **step})
        return
    flat: Record = {}
    for name, value in record.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{inner}": one for inner, one in value.items()}
        elif isinstance(value, list):
            flat[name] = " ".join(f"[{kind} {words}]" for kind, words in value)
        else:
            flat[name] = value
    yield flat


def _cell(value: object) -> object:
    """A cell that a spreadsheet does not take for a formula."""
    if value is None:
        return ""
    return (
        f"'{value}"
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
        else value
    )


FORMATS: Mapping[str, Callable[[Iterable[Record]], Iterator[str]]] = {
    "jsonl": as_jsonl,
    "json": as_json,
    "csv": as_csv,
}


# On a terminal


def _wrapped(words: str, width: int, indent: int) -> str:
    space = " " * indent
    return (
        textwrap.fill(words, max(30, min(width, 108)), initial_indent=space, subsequent_indent=space) + "\n"
    )


def measures_text(edition: Edition, *, width: int) -> Iterator[str]:
    """One measure a paragraph: who, against whom, how far it has come, on what occasion, in whose words."""
    names = Names(edition)
    rows = measure_rows(edition)
    for row in rows:
        towards = f" → {row.target}" if row.target else ""
        how = " → ".join(stage.status for stage in row.stages) + (
            ", " + _("as reported") if row.reported else ""
        )
        yield f"{row.actor}{towards}: {row.kind}, {how}\n"
        if row.answers:
            yield "  " + _("answers {measure}").format(measure=row.answers) + "\n"
        for stage in row.stages:
            yield _wrapped(" ".join(filter(None, (f"{stage.status}:", stage.when, stage.trigger))), width, 2)
            where = names.outlet_of(stage.passage) or _("outlet not named")
            more = n_("told in {n} article", "told in {n} articles", stage.articles)
            told = f" ({more})" if stage.articles > 1 else ""
            yield _wrapped(f"{quoted(tidy(stage.passage.exact))} {where}{told}", width, 4)
        yield "\n"
    if not rows:
        yield _("No measure is told in these articles.") + "\n"


def open_text(edition: Edition, found: Sequence[Opened], *, width: int) -> Iterator[str]:
    names = Names(edition)
    for kind in OpenKind:
        mine = [one for one in found if one.kind is kind]
        if not mine:
            continue
        yield f"{_(OPEN[kind])} ({len(mine)})\n"
        for one in mine:
            who = names.actor(one.actor)
            to = names.actor(one.towards)
            when = when_words(one.when)
            head = "".join(filter(None, (who, to and f" → {to}", when and f" ({when})"))).strip()
            where = names.outlet_of(one.passage) or _("outlet not named")
            yield _wrapped(f"{head + ': ' if head else ''}{plain(one.words.exact)}  [{where}]", width, 2)
        yield "\n"
    if not found:
        yield _("Nothing is open in these articles.") + "\n"


def quotes_text(edition: Edition, found: Sequence[Compared], *, width: int) -> Iterator[str]:
    names = Names(edition)
    for one in found:
        who = names.actor(one.speaker)
        head = _("headline against its text") if one.headline else _("two reports")
        yield f"{_(LIKENESSES[one.likeness])} ({head}){': ' + who if who else ''}\n"
        yield _wrapped(f"{quoted(tidy(one.one.exact))} {names.outlet_of(one.one) or ''}".rstrip(), width, 2)
        if one.other:
            yield _wrapped(
                f"{quoted(tidy(one.other.exact))} {names.outlet_of(one.other) or ''}".rstrip(), width, 2
            )
        if one.words:
            yield _wrapped(_("differs:") + " " + marked(one.words), width, 2)
        yield "\n"
    if not found:
        yield _("No quotation stands in two places.") + "\n"


def marked(words: Sequence[tuple[str, str]]) -> str:
    """A difference in one line: [-left out-] and {+put in+}."""
    signs = {"kept": "{}", "cut": "[-{}-]", "added": "{{+{}+}}"}
    return " ".join(signs[kind].format(tidy(run)) for kind, run in words)


def changes_text(edition: Edition, found: Sequence[Change], *, width: int) -> Iterator[str]:
    names, undated = Names(edition), _("undated")
    for change in found:
        who = names.actor(change.actor)
        rule = change.reasons[0].name if change.reasons else ""
        yield _wrapped(f"{who + ': ' if who else ''}{plain(change.topic)}  ({rule_words(rule)})", width, 0)
        for step in change.steps:
            yield _wrapped(f"{step.iso or undated:10}  {plain(step.label)}", width, 2)
            where = names.outlet_of(step.passage) or ""
            yield _wrapped(f"{quoted(tidy(step.passage.exact))} {where}".rstrip(), width, 14)
        yield "\n"
    if not found:
        yield _("In these articles nobody says one thing and later another.") + "\n"


def rule_words(rule: str) -> str:
    """What a rule that finds changes says it has found."""
    return _(RULES[rule]) if rule in RULES else rule


def depth_words(depth: Depth) -> str:
    """What a story rests on, in one line."""
    parts = [
        (
            depth.on_record,
            n_("{n} by somebody who is named", "{n} by somebody who is named", len(depth.on_record)),
        ),
        (
            depth.unnamed,
            n_("{n} by somebody kept unnamed", "{n} by somebody kept unnamed", len(depth.unnamed)),
        ),
        (depth.hearsay, n_("{n} as reports have it", "{n} as reports have it", len(depth.hearsay))),
        (depth.open, n_("{n} by nobody who is settled", "{n} by nobody who is settled", len(depth.open))),
    ]
    said = _("Statements: {list}.").format(list=", ".join(words for found, words in parts if found))
    one = depth.originals == 1 and depth.articles > 1
    shared = _("All articles share one original.")
    return f"{said} {shared}" if one else said
