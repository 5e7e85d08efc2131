"""What is still to come: promises, demands without an answer, meetings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from readout.lang.cues import cues_by_form
from readout.lang.ledger import listed_pattern
from readout.ledger.reading import Heard, Readings, readings
from readout.ledger.states import states_in
from readout.model import (
    Act,
    Article,
    CaptureId,
    Cast,
    Change,
    Dispute,
    Event,
    EventStatus,
    Opened,
    OpenKind,
    Statement,
    StatementId,
    Told,
    Voices,
)
from readout.text.tokens import tokens

ASKING = frozenset({Act.DEMAND, Act.URGE, Act.ASK})
#: What answers a demand, if only by refusing to.
ANSWERING = frozenset(
    {
        Act.AGREE, Act.REJECT, Act.REFUSE, Act.DISMISS, Act.DENY, Act.ANSWER, Act.NO_COMMENT, Act.WITHHOLD,
        Act.PROMISE, Act.OFFER, Act.ACKNOWLEDGE, Act.CONFIRM, Act.SUPPORT, Act.CRITICISE, Act.CONDEMN,
    }
)  # fmt: skip
#: Promises of so few words ("to respond") are kept; of fewer it is not said what is promised.
FEW = 2
#: So many words a demand has at least.
DEMANDED = 4


def find_open(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
    told: Told,
    disputes: Sequence[Dispute] = (),
    events: Sequence[Event] = (),
    changes: Sequence[Change] = (),
) -> tuple[Opened, ...]:
    """What these articles leave open, in their order; the same in several articles once.

    Silence is of these articles only: that nobody answers in them does not say that nobody has.
    """
    made = readings(articles, texts, statements, cast, told)
    done = {_letters(s.passage.exact) for c in changes if len(c.steps) > 1 for s in c.steps[:1]}
    disputed = {
        s for d in disputes if all(x.statements for x in d.sides) for x in d.sides for s in x.statements
    }
    found = [*_promises(made), *_demands(made, disputed, done), *_meetings(made, events)]
    return tuple(_once(made, found))


def _once(made: Readings, found: Iterable[Opened]) -> Iterator[Opened]:
    held: dict[tuple[str, str, str], Opened] = {}
    for one in found:
        key = (one.kind.value, one.actor or "", _letters(one.words.exact))
        if key not in held:
            held[key] = one
        elif one.passage.exact != held[key].passage.exact or one.article_id != held[key].article_id:
            held[key] = replace(held[key], also=(*held[key].also, one.passage))
    yield from held.values()


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _opened(made: Readings, heard: Heard, kind: OpenKind) -> Opened:
    voices = made.cast.voices.get(heard.statement.id, Voices())
    return Opened(
        kind=kind,
        actor=heard.actor,
        towards=voices.addressee or voices.target,
        words=heard.statement.content,
        passage=heard.statement.passage,
        statement=heard.statement.id,
        article_id=heard.article.id,
        when=heard.statement.said,
    )


def _promises(made: Readings) -> Iterator[Opened]:
    """What somebody who is known promises, and nobody of that side takes back in the thread."""
    for heard in made.heard:
        statement = heard.statement
        if statement.act is not Act.PROMISE or statement.negated or heard.actor is None:
            continue
        if len(statement.content.exact.split()) < FEW:
            continue
        back = any(
            h.actor == heard.actor
            and h.statement.act in {Act.REFUSE, Act.DENY}
            and len(h.terms & heard.terms) > 1
            and made.later(heard, h)
            for h in made.in_thread[made.thread(heard.article.id)]
        )
        if not back:
            yield _opened(made, heard, OpenKind.PROMISE)


def _demands(made: Readings, disputed: set[StatementId], done: set[str]) -> Iterator[Opened]:
    """A demand of somebody who is known to which nobody else answers in the thread."""
    for heard in made.heard:
        statement = heard.statement
        if statement.act not in ASKING or statement.negated or heard.actor is None:
            continue
        if statement.id in disputed or _letters(statement.passage.exact) in done or _told_answered(heard):
            continue
        if len(statement.content.exact.split()) < DEMANDED or made.names[heard.actor] == heard.article.outlet:
            continue
        others = made.in_thread[made.thread(heard.article.id)]
        if not any(_answers(heard, other) for other in others):
            yield _opened(made, heard, OpenKind.DEMAND)


def _told_answered(demand: Heard) -> bool:
    """ "an apology, which Oslo refused": the words themselves tell the answer."""
    language = demand.article.language.partition("-")[0]
    forms = cues_by_form(language)
    found = (forms.get((token.lower,)) for token in tokens(demand.statement.content.exact))
    return any(cue.act in {Act.REJECT, Act.REFUSE, Act.DISMISS, Act.DENY} for cue in found if cue)


def _answers(demand: Heard, other: Heard) -> bool:
    if other.actor == demand.actor or (other.side is not None and other.side == demand.side):
        return False
    if other.statement.act not in ANSWERING and not other.statement.negated:
        return False
    near = other.article.id == demand.article.id and (
        0 <= other.statement.passage.span.start - demand.statement.passage.span.end <= 400
    )
    asked = {state.key for state in states_in(demand.statement.content.exact, demand.article.language)}
    return near or other.side in asked or bool(other.terms & demand.terms)


def _meetings(made: Readings, events: Sequence[Event]) -> Iterator[Opened]:
    """Meetings that are planned: the events that are called so and have not happened in any telling."""
    by_name = {name.casefold(): actor for actor, name in made.names.items()}
    for event in events:
        if event.status is not EventStatus.PLANNED or not event.tellings:
            continue
        first = event.tellings[0]
        article = made.articles.get(first.article_id)
        if article is None:
            continue
        language = article.language.partition("-")[0]
        if not listed_pattern(language, "meeting").search(event.action) and not (
            event.target and listed_pattern(language, "meeting").search(event.target)
        ):
            continue
        passages = tuple(dict.fromkeys(t.passage for t in event.tellings))
        yield Opened(
            kind=OpenKind.MEETING,
            actor=by_name.get((event.actor or "").casefold()),
            towards=None,
            words=passages[0],
            passage=passages[0],
            statement=None,
            article_id=article.id,
            when=event.when,
            also=passages[1:],
        )
