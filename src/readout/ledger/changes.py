"""Changes: an actor said, or did, one thing and later another, and the passages show both and their order.

Precision before recall. A rule never joins two statements because their subjects are alike; each
asks for words that show the turn.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from readout.lang import table
from readout.lang.cues import words as listed_words
from readout.lang.ledger import listed_pattern
from readout.lang.terms import term
from readout.ledger.offices import successions
from readout.ledger.reading import Heard, Readings, Sentence, sentences_of
from readout.ledger.states import states_in
from readout.model import (
    Act,
    ActorId,
    Article,
    ArticleId,
    Change,
    Measure,
    MeasureStatus,
    Passage,
    Reason,
    Step,
)

#: Wanting something of somebody.
ASKING = frozenset({Act.DEMAND, Act.URGE, Act.ASK})
_ASKING_AGAIN = ASKING | {Act.REAFFIRM, Act.ASSERT}
#: Holding something so, or binding oneself to it; and the contrary.
FOR = frozenset({Act.CONFIRM, Act.ACKNOWLEDGE, Act.AGREE, Act.PROMISE, Act.OFFER, Act.SUPPORT, Act.ANNOUNCE})
AGAINST = frozenset({Act.DENY, Act.REJECT, Act.REFUSE, Act.DISMISS, Act.CONDEMN})
#: Of the shorter content such a part, and so many terms, are in the other where both are about one thing.
SHARED, FEW = 0.6, 3
#: A change has at most so many steps; more is a list.
STEPS = 4
LABEL = 90
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def find_changes(made: Readings, measures: Sequence[Measure]) -> tuple[Change, ...]:
    """What changed, rule by rule, each in order of time; each change once.

    Cost: linear in the statements, and in those of a thread once more for each demand in it.
    """
    found = [
        *turned(made),
        *spoke_against_own_demand(made),
        *answered(made),
        *met(made, measures),
        *refused_at_last(made),
        *took_another_course(made, measures),
        *successions(made),
    ]
    return tuple(_once(found))


def _once(changes: Iterable[Change]) -> Iterator[Change]:
    """Each change once: the same steps by rule, and of changes that begin alike the first."""
    seen: set[tuple[str, str]] = set()
    for change in changes:
        rule = change.reasons[0].name
        ends = {(rule, _letters(change.steps[n].passage.exact)) for n in (0, -1)}
        if not ends & seen:
            yield change
        seen |= ends


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _change(topic: str, actor: ActorId | None, steps: Sequence[Step], rule: str, detail: str) -> Change:
    undated = sum(step.iso is None for step in steps)
    reasons = [Reason(name=rule, value=1.0, detail=detail)]
    if undated > 1:
        reasons.append(Reason(name="order", value=0.5, detail="steps without a day stand as they arrived"))
    return Change(topic=topic, actor=actor, steps=tuple(steps[:STEPS]), reasons=tuple(reasons))


def _step(made: Readings, heard: Heard) -> Step:
    who = made.names.get(heard.actor) if heard.actor else None
    act = heard.statement.act.value.replace("_", " ")
    cut = _line(heard.statement.content)
    return Step(
        label=f"{who or 'nobody named'}, {act}: {cut}", iso=heard.day, passage=heard.statement.passage
    )


def _line(passage: Passage) -> str:
    words = " ".join(passage.exact.split())
    return words if len(words) <= LABEL else words[:LABEL].rsplit(" ", 1)[0] + " …"


def _stand(heard: Heard) -> int:
    """1 for, -1 against, 0 neither."""
    act = heard.statement.act
    stand = (act in FOR) - (act in AGAINST)
    return -stand if heard.statement.negated else stand


def _bare(heard: Heard) -> frozenset[str]:
    """What a content is about, its states aside: they are about everything in a thread."""
    language = heard.article.language.partition("-")[0]
    named = {
        term(word, language)
        for state in states_in(heard.statement.content.exact, language)
        for word in state.span.of(heard.statement.content.exact).split()
    }
    return heard.terms - {one for one in named if one}


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= FEW and shared >= SHARED * min(len(one), len(other))


def turned(made: Readings) -> Iterator[Change]:
    """The same actor for something, and later against the same, or the other way round."""
    by: dict[tuple[ActorId, str], list[Heard]] = defaultdict(list)
    for heard in made.heard:
        if heard.actor and _stand(heard):
            by[heard.actor, made.thread(heard.article.id)].append(heard)
    for (actor, _), said in by.items():
        said.sort(key=made.order)
        for at, first in enumerate(said):
            for then in said[at + 1 :]:
                if (
                    _stand(first) == -_stand(then)
                    and made.later(first, then)
                    and _alike(_bare(first), _bare(then))
                ):
                    detail = (
                        f"{first.statement.act.value}, then {then.statement.act.value}, of the same thing"
                    )
                    yield _change(
                        first.statement.content.exact,
                        actor,
                        [_step(made, first), _step(made, then)],
                        "turned",
                        detail,
                    )
                    break


def spoke_against_own_demand(made: Readings) -> Iterator[Change]:
    """What one side demanded it later says "not", or "without", to: whose guarantees they are has changed."""
    speakers = [h for h in made.heard if h.side]
    demands = [(h, wanted) for h in sorted(speakers, key=made.order) if (wanted := _demanded(h))]
    asking = {h.side for h, _ in demands}
    later = [(h, found) for h in speakers if h.side in asking and (found := _denied_nouns(h))]
    for first, wanted in demands:
        steps = [h for h, nouns in later if h.side == first.side and nouns & wanted and made.later(first, h)]
        if steps:
            nouns = sorted({n for h in steps for n in _denied_nouns(h) & wanted})
            yield _change(
                _spelt(first, nouns),
                first.actor,
                [_step(made, first), *(_step(made, h) for h in sorted(steps, key=made.order))],
                "demanded, then spoken against",
                ", ".join(nouns),
            )


def _demanded(heard: Heard) -> frozenset[str]:
    """The things that a statement demands: what stands behind its word for a demand."""
    language = heard.article.language.partition("-")[0]
    if heard.statement.act not in _ASKING_AGAIN or heard.statement.negated:
        return frozenset()
    content = heard.statement.content.exact
    nouns = _claims(language, "demand")
    places = [m.end() for m in _WORD.finditer(content) if m.group().casefold() in nouns]
    if not places:
        return frozenset()
    found = (term(m.group(), language) for m in _WORD.finditer(content, places[-1]))
    return frozenset(list(dict.fromkeys(one for one in found if one))[:3]) & _bare(heard)


def _claims(language: str, name: str) -> frozenset[str]:
    """A word list of what disputes are read by."""
    row = str(table(language, "claims").get(name, ""))
    return frozenset(word.strip().casefold() for word in row.split(",") if word.strip())


def _denied_nouns(heard: Heard) -> frozenset[str]:
    """Words right behind a "not", or right before a "without"."""
    language = heard.article.language.partition("-")[0]
    nots = listed_words(language, "grammar", "not")
    nones = _claims(language, "none") - nots
    words = [m.group() for m in _WORD.finditer(heard.statement.content.exact)]
    lower = [word.casefold() for word in words]
    found: set[str | None] = set()
    for at, word in enumerate(lower):
        if word in nots:
            found |= {term(w, language) for w in words[at + 1 : at + 3]}
        if word in nones and at:
            found.add(term(words[at - 1], language))
    return frozenset(one for one in found if one) & _bare(heard)


def _spelt(heard: Heard, nouns: Sequence[str]) -> str:
    """The words of a content that begin so."""
    language = heard.article.language.partition("-")[0]
    found = [m.group() for m in _WORD.finditer(heard.statement.content.exact)]
    return ", ".join(dict.fromkeys(w for w in found if term(w, language) in nouns))


def answered(made: Readings) -> Iterator[Change]:
    """ "Demands a written answer; receives it; calls it unsatisfactory"."""
    told = list(_told_of_answers(made))
    for first in sorted(made.heard, key=made.order):
        language = first.article.language.partition("-")[0]
        if first.side is None or first.statement.act not in _ASKING_AGAIN or first.statement.negated:
            continue
        if not listed_pattern(language, "answer").search(first.statement.content.exact):
            continue
        thread = made.thread(first.article.id)
        later = [
            (step, judged)
            for step, judged, side, article in told
            if side == first.side
            and made.thread(article) == thread
            and made.behind(first.day, step.iso, first.article.id, article)
        ]
        later += [
            (_step(made, h), True)
            for h in made.in_thread[thread]
            if h.side == first.side and made.later(first, h) and _unsatisfied(h)
        ]
        received = [step for step, judged in later if not judged][:1]
        judgements = [step for step, judged in later if judged]
        judgements.sort(key=lambda step: step.iso or "9999")
        if received or judgements:
            detail = "an answer demanded, then received or judged"
            steps = [_step(made, first), *received, *judgements[:1]]
            yield _change(first.statement.content.exact, first.actor, steps, "answer", detail)


def _told_of_answers(made: Readings) -> Iterator[tuple[Step, bool, str, ArticleId]]:
    """Where a state is told to receive or judge an answer: the step, whether it judges, state, article."""
    days = _days(made)
    for article in made.articles.values():
        language = article.language.partition("-")[0]
        answer = listed_pattern(language, "answer")
        for sentence in sentences_of(article, made.texts[article.capture_id]):
            if not answer.search(sentence.text):
                continue
            for name in ("receipt", "unsatisfied"):
                match = listed_pattern(language, name).search(sentence.text)
                if match is None:
                    continue
                before = [s for s in states_in(sentence.text, language) if s.span.end <= match.start()]
                nots = {w.casefold() for w in sentence.text[: match.start()].split()}
                if before and not nots & listed_words(language, "grammar", "not"):
                    label = _line(_whole(sentence))
                    step = Step(label=label, iso=days.get(article.id), passage=_whole(sentence))
                    yield step, name == "unsatisfied", before[0].key, article.id


def _unsatisfied(heard: Heard) -> bool:
    language = heard.article.language.partition("-")[0]
    words = heard.statement.passage.exact
    return bool(
        listed_pattern(language, "unsatisfied").search(words)
        and listed_pattern(language, "answer").search(words)
    )


def met(made: Readings, measures: Sequence[Measure]) -> Iterator[Change]:
    """A demand that a measure be lifted, and the measure lifted afterwards."""
    days = _days(made)
    for first in sorted(made.heard, key=made.order):
        if (
            first.side is None
            or first.statement.act not in ASKING
            or first.statement.negated
            or not first.day
        ):
            continue
        thread = made.thread(first.article.id)
        language = first.article.language
        named = {s.key for s in states_in(first.statement.content.exact, language)}
        for measure in measures:
            day = days.get(measure.article_id)
            if (
                measure.status is MeasureStatus.LIFTED
                and measure.actor_key in named
                and measure.actor_key != first.side
                and made.thread(measure.article_id) == thread
                and day is not None
                and first.day < day
                and _verb(made, measure) in _begun(first)
            ):
                words = " ".join(measure.cue.exact.split())
                step = Step(
                    label=f"{measure.kind.value.replace('_', ' ')} lifted: {words}",
                    iso=day,
                    passage=measure.passage,
                )
                detail = f"demanded, then done: {words}"
                yield _change(
                    first.statement.content.exact,
                    first.actor,
                    [_step(made, first), step],
                    "demand met",
                    detail,
                )
                break


def _verb(made: Readings, measure: Measure) -> str | None:
    """How the first word of a measure begins: what is done."""
    match = _WORD.search(measure.cue.exact)
    return (
        term(match.group(), made.articles[measure.article_id].language.partition("-")[0]) if match else None
    )


def _begun(heard: Heard) -> frozenset[str]:
    """How every word of a content begins, everyday words included."""
    language = heard.article.language.partition("-")[0]
    found = (term(m.group(), language) for m in _WORD.finditer(heard.statement.content.exact))
    return frozenset(one for one in found if one)


def refused_at_last(made: Readings) -> Iterator[Change]:
    """The first refusal after the same was demanded on several days."""
    by: dict[tuple[str, str], list[Heard]] = defaultdict(list)
    for heard in made.heard:
        if heard.side and heard.day and heard.statement.act in _ASKING_AGAIN and not heard.statement.negated:
            by[made.thread(heard.article.id), heard.side].append(heard)
    for (thread, side), asked in by.items():
        refusals = sorted(
            (h for h in made.in_thread[thread] if h.side not in (None, side) and h.day and _stand(h) < 0),
            key=made.order,
        )
        for refusal in refusals:
            before = [
                h for h in asked if made.later(h, refusal) and len(_bare(h) & _bare(refusal)) >= FEW - 1
            ]
            if len({h.day for h in before}) < 2:
                continue
            once = {h.day: h for h in sorted(before, key=made.order, reverse=True)}
            steps = [_step(made, once[day]) for day in sorted(filter(None, once))]
            detail = f"demanded on {len(steps)} days before the first refusal"
            steps = [*steps[: STEPS - 1], _step(made, refusal)]
            yield _change(refusal.statement.content.exact, refusal.actor, steps, "first refusal", detail)
            break


def took_another_course(made: Readings, measures: Sequence[Measure]) -> Iterator[Change]:
    """A commitment to a state, and later a measure of the same side against it."""
    for first in sorted(made.heard, key=made.order):
        towards = _committed(first)
        if towards is None:
            continue
        side, other = towards
        steps = [
            (measure, made.articles[measure.article_id])
            for measure in measures
            if measure.actor_key == side
            and measure.target_key == other
            and measure.status in (MeasureStatus.IN_FORCE, MeasureStatus.ANNOUNCED)
            and _after(made, first, made.articles[measure.article_id])
        ]
        if steps:
            told = [
                Step(
                    label=f"{measure.kind.value.replace('_', ' ')}: {_line(measure.passage)}",
                    iso=_days(made).get(article.id),
                    passage=measure.passage,
                )
                for measure, article in steps
            ]
            named = [one.exact for one in (steps[0][0].actor, steps[0][0].target) if one]
            detail = f"committed to {other}, then a measure against it"
            yield _change(" – ".join(named), None, [_step(made, first), *told], "another course", detail)


def _committed(heard: Heard) -> tuple[str, str] | None:
    """Who stands by whom, where a statement names both, the other behind the word for it."""
    language = heard.article.language.partition("-")[0]
    words = heard.statement.content.exact
    match = listed_pattern(language, "commitment").search(words)
    if match is None or heard.side is None or heard.statement.act in AGAINST or heard.statement.negated:
        return None
    states = states_in(words, language)
    behind = [s.key for s in states if s.span.start >= match.end() and s.key != heard.side]
    if not behind or heard.side not in {s.key for s in states}:
        return None
    return heard.side, behind[0]


def _after(made: Readings, first: Heard, article: Article) -> bool:
    day = article.published.iso[:10] if article.published and article.published.iso else None
    return made.behind(first.day, day, first.article.id, article.id)


def _days(made: Readings) -> Mapping[ArticleId, str]:
    return {
        article.id: article.published.iso[:10]
        for article in made.articles.values()
        if article.published and article.published.iso
    }


def _whole(sentence: Sentence) -> Passage:
    return Passage(capture_id=sentence.article.capture_id, span=sentence.span, exact=sentence.text)
