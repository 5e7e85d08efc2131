"""Facts of the ledger that a reader would want to know: who contradicts whom, who has not answered."""

import re
from collections.abc import Iterator, Mapping, Sequence

from readout.lang import languages, table
from readout.model import (
    Act,
    ActorId,
    ActorType,
    CaptureId,
    Cast,
    Dispute,
    DisputeStatus,
    Passage,
    Sentence,
    SentenceRole,
    Side,
    Statement,
    StatementId,
)

ORIGIN = "ledger/1"
#: Acts that one may be expected to answer.
_BLAMING = frozenset({Act.ACCUSE, Act.BLAME})
#: A name of more words is likelier a phrase than a name.
WORDS = 5


def insights(
    language: str, statements: Sequence[Statement], cast: Cast, disputes: Sequence[Dispute]
) -> Iterator[Sentence]:
    """One sentence for each dispute of which both names are sure, with the passages it rests on.

    Nothing where the language has no words for it, or where a name stands in no passage.
    """
    by_id = {statement.id: statement for statement in statements}
    names = {actor.id: actor.name for actor in cast.actors if actor.type is not ActorType.ANONYMOUS}
    for dispute in disputes:
        if dispute.status is DisputeStatus.CONTESTED:
            yield from _contradiction(language, by_id, names, dispute.sides)
        elif dispute.status is DisputeStatus.ONE_SIDED:
            yield from _silence(language, by_id, names, dispute.sides)


def _contradiction(
    language: str,
    by_id: Mapping[StatementId, Statement],
    names: Mapping[ActorId, str],
    sides: Sequence[Side],
) -> Iterator[Sentence]:
    told = [(side.actor, _passage(side, by_id)) for side in sides[:2]]
    if len(told) < 2 or told[0][0] == told[1][0]:
        return
    passages = [passage for _, passage in told if passage]
    found = [_sure(names.get(actor) if actor else None, passages) for actor, _ in told]
    if len(passages) == 2 and all(found):
        yield from _sentence(language, "contradict", {"one": found[0], "other": found[1]}, passages)


def _silence(
    language: str,
    by_id: Mapping[StatementId, Statement],
    names: Mapping[ActorId, str],
    sides: Sequence[Side],
) -> Iterator[Sentence]:
    accused = any(by_id[i].act in _BLAMING for i in sides[0].statements if i in by_id) if sides else False
    charge = _passage(sides[0], by_id) if accused else None
    target = sides[1].actor if len(sides) > 1 else None
    if charge and target:
        name = _sure(names.get(target), [charge])
        if name:
            yield from _sentence(language, "silent", {"target": name}, [charge])


def _passage(side: Side, by_id: Mapping[StatementId, Statement]) -> Passage | None:
    return next((by_id[i].passage for i in side.statements if i in by_id), None)


def _sure(name: str | None, passages: Sequence[Passage]) -> str | None:
    """The name, if it is one and stands in the passages."""
    if not name or not name[0].isupper() or len(name.split()) > WORDS:
        return None
    return name if _stands(name, passages) else None


def _stands(name: str, passages: Sequence[Passage]) -> bool:
    said = {word.casefold() for p in passages for word in re.findall(r"[^\W\d_]+", p.exact)}
    telling = [word.casefold() for word in re.findall(r"[^\W\d_]{3,}", name)]
    return bool(telling) and telling[-1] in said


def _sentence(
    language: str, message: str, names: Mapping[str, str | None], passages: Sequence[Passage]
) -> Iterator[Sentence]:
    words = table(language, "briefs").get("messages", {}).get(message)
    if words:
        yield Sentence(
            role=SentenceRole.INSIGHT,
            text=str(words).format_map({key: name or "" for key, name in names.items()}),
            passages=tuple(passages),
            origin=ORIGIN,
        )


def holds(sentence: Sentence, texts: Mapping[CaptureId, str]) -> bool:
    """Whether an insight is one of our messages and every name in it stands in its passages."""
    if any(p.span.of(texts.get(p.capture_id, "")) != p.exact for p in sentence.passages):
        return False
    for language in languages("briefs"):
        for message in table(language, "briefs").get("messages", {}).values():
            pattern = re.sub(r"\\\{\w+\\\}", "(.+?)", re.escape(str(message)))
            match = re.fullmatch(pattern, sentence.text)
            if match and all(_stands(name, sentence.passages) for name in match.groups()):
                return True
    return False
