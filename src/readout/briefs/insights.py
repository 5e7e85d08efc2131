"""Facts of the ledger that a reader would want to know: who contradicts whom, who has not answered."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.briefs.alone import speaks_of, undetermined
from readout.briefs.choose import Choice
from readout.briefs.facts import Facts
from readout.briefs.messages import cut, sentence, stands, sure
from readout.briefs.messages import holds as holds
from readout.model import (
    Act,
    ActorId,
    ActorType,
    ArticleId,
    Cast,
    Dispute,
    DisputeStatus,
    Opened,
    OpenKind,
    Passage,
    Sentence,
    SentenceRole,
    Side,
    Statement,
    StatementId,
)

#: Acts that one may be expected to answer.
_BLAMING = frozenset({Act.ACCUSE, Act.BLAME})
#: Acts that contradict somebody in so many words.
_DENYING = frozenset({Act.DENY, Act.REJECT, Act.DISMISS})
#: One text in so many articles is worth a word; so are so many articles without a named speaker.
COPIED, UNNAMED = 3, 2


@dataclass(frozen=True, slots=True)
class _Said:
    """What names and statements are looked up in."""

    language: str
    by_id: Mapping[StatementId, Statement]
    names: Mapping[ActorId, str]
    #: Actors of whom nothing but their office is known.
    offices: frozenset[ActorId]
    foreign: frozenset[ArticleId]
    #: What the articles of the language report.
    own: tuple[Passage, ...]

    def first(self, side: Side) -> Statement | None:
        """The first statement of a side, of the language if there is one."""
        found = [self.by_id[i] for i in side.statements if i in self.by_id]
        return min(found, key=lambda s: s.article_id in self.foreign, default=None)

    def passage(self, side: Side) -> Passage | None:
        first = self.first(side)
        return first.passage if first else None

    def name(self, side: Side, passages: Sequence[Passage]) -> str | None:
        """The name of a side where it stands in the passages: the actor's, else the words of the place."""
        first = self.first(side)
        name = sure(self.names.get(side.actor) if side.actor else None, passages, self.language)
        if first and first.article_id in self.foreign:
            return name if name and stands(name, self.own) else None
        return name or (
            sure(first.speaker.exact, passages, self.language) if first and first.speaker else None
        )


def _said(
    language: str, statements: Sequence[Statement], cast: Cast, foreign: Collection[ArticleId]
) -> _Said:
    names = {
        actor.id: actor.name
        for actor in cast.actors
        if actor.type not in {ActorType.ANONYMOUS, ActorType.OFFICE}
    }
    own = tuple(s.passage for s in statements if s.article_id not in foreign)
    by_id = {statement.id: statement for statement in statements}
    offices = frozenset(actor.id for actor in cast.actors if actor.type is ActorType.OFFICE)
    return _Said(language, by_id, names, offices, frozenset(foreign), own)


def insights(
    language: str,
    statements: Sequence[Statement],
    cast: Cast,
    disputes: Sequence[Dispute],
    facts: Facts | None = None,
    foreign: Collection[ArticleId] = (),
) -> Iterator[Sentence]:
    """What the ledger says: contradictions, late refusals, silence, one text in many articles.

    Nothing where the language has no words for it, or where a name stands in no passage. `foreign`:
    articles of other languages; a name in them counts if it stands in what the others report too.
    """
    said, facts = _said(language, statements, cast, foreign), facts or Facts()
    for dispute in disputes:
        if contradicts(dispute, said.by_id, cast, language):
            yield from _contradiction(said, dispute.sides)
    for change in facts.changes:
        passages = tuple(step.passage for step in change.steps)
        if change.actor and change.reasons[0].name == "first refusal" and len(set(passages)) > 2:
            name = sure(said.names.get(change.actor), passages[-1:], language)
            if name:
                told = {"actor": name, "n": len(set(passages)) - 1}
                yield from sentence(language, "refused", told, passages)
    for dispute in disputes:
        if dispute.status is DisputeStatus.ONE_SIDED:
            yield from _silence(said, dispute.sides)
    if len(facts.copied) >= COPIED:
        yield from sentence(language, "copied", {"n": len(facts.copied)}, facts.copied)
    if len(facts.unnamed) >= UNNAMED:
        yield from sentence(language, "unnamed", {"n": len(facts.unnamed)}, facts.unnamed)


def _pair(said: _Said, sides: Sequence[Side]) -> tuple[list[Passage], list[str | None]] | None:
    """The passages of two sides of two actors, and their names where they are sure."""
    if len(sides) < 2 or sides[0].actor == sides[1].actor:
        return None
    passages = [passage for side in sides[:2] if (passage := said.passage(side))]
    return (passages, [said.name(side, passages) for side in sides[:2]]) if len(passages) == 2 else None


def contradicts(dispute: Dispute, by_id: Mapping[StatementId, Statement], cast: Cast, language: str) -> bool:
    """Whether one side accuses the other, who denies it; or tells a talk otherwise than the other.

    A refusal, or a "not" about the same matter, contradicts nobody yet.
    """
    if dispute.status is not DisputeStatus.CONTESTED or len(dispute.sides) < 2:
        return False
    claims, answers = ([by_id[i] for i in side.statements if i in by_id] for side in dispute.sides[:2])
    if any(s.act is Act.CLARIFY for s in answers):
        return True
    denier = dispute.sides[1].actor
    targets = {v.target for s in claims if s.act in _BLAMING and (v := cast.voices.get(s.id))}
    denied = any(s.act in _DENYING for s in answers)
    pointed = any(s.act in _DENYING and speaks_of(s.content.exact, language, "charge") for s in answers)
    return denied and any(s.act in _BLAMING for s in claims) and (denier in targets or pointed)


def _contradiction(said: _Said, sides: Sequence[Side]) -> Iterator[Sentence]:
    pair = _pair(said, sides)
    if pair and all(pair[1]) and pair[1][0] != pair[1][1]:
        one, other = pair[1]
        yield from sentence(said.language, "contradict", {"one": one, "other": other}, pair[0])


def _silence(said: _Said, sides: Sequence[Side]) -> Iterator[Sentence]:
    accused = (
        any(said.by_id[i].act in _BLAMING for i in sides[0].statements if i in said.by_id) if sides else False
    )
    charge = said.passage(sides[0]) if accused else None
    target = sides[1].actor if len(sides) > 1 else None
    if charge is None or target is None:
        return
    name = sure(said.names.get(target), [charge], said.language)
    accuser = sides[0].actor
    by = sure(said.names.get(accuser), [charge], said.language) if accuser else None
    if name and by and by != name:
        yield from sentence(said.language, "silent", {"target": name, "actor": by}, [charge])


def questions(
    language: str,
    disputes: Sequence[Dispute],
    facts: Facts,
    found: Sequence[Choice],
    picked: Sequence[Choice],
) -> Iterator[Sentence]:
    """What is open: an undetermined cause, two accounts, a demand without an answer, a meeting.

    In whole sentences that can stand alone; what the brief prints already is not printed again.
    """
    role = SentenceRole.QUESTION
    here = [c for c in found if c.language == language.partition("-")[0]]
    for choice in here:
        if choice not in picked and undetermined(choice.text, choice.language):
            told = {"words": cut(choice.passages[-1].exact)}
            yield from sentence(language, "cause", told, choice.passages[-1:], role)
            break
    yield from _accounts(language, disputes, picked)
    for kind, message in ((OpenKind.DEMAND, "demand"), (OpenKind.MEETING, "meeting")):
        for opened in facts.opened:
            c = _told(opened, here) if opened.kind is kind else None
            if c is not None and c not in picked:
                passage = c.passages[-1]
                yield from sentence(language, message, {"words": cut(passage.exact)}, [passage], role)
                break


def _accounts(language: str, disputes: Sequence[Dispute], picked: Sequence[Choice]) -> Iterator[Sentence]:
    """Two accounts that the brief prints, and that contradict each other."""
    for dispute in disputes:
        if dispute.status is DisputeStatus.CONTESTED and len(dispute.sides) > 1:
            told = [
                next((c for c in picked if set(c.statements) & set(side.statements)), None)
                for side in dispute.sides[:2]
            ]
            one, other = told
            if one and other and one is not other:
                passages = [one.passages[-1], other.passages[-1]]
                yield from sentence(language, "accounts", {}, passages, SentenceRole.QUESTION)
                return


def _told(opened: Opened, found: Sequence[Choice]) -> Choice | None:
    """The sentence in which it is told, if that can stand alone."""
    return next(
        (
            c
            for c in found
            if opened.passage.capture_id == c.passages[-1].capture_id
            and opened.passage.span.overlap(c.passages[-1].span) * 2 > len(opened.passage.span)
        ),
        None,
    )
