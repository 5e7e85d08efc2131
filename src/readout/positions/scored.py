"""A claim in one article and what contradicts it in another of the story, by signs that are weighed.

`across` has rules that ask for rare words in both; here many weak signs may do: who is accused, who
denies, what the denial's article says before it, a figure, a verb. Precision before recall: LEAST is
set so that most of what is set apart is true when it is read by eye.
"""

from collections.abc import Iterator, Sequence

from readout.model import Act, DisputeStatus, Reason
from readout.positions.evidence import Scene, Weighed, may_claim, may_deny, root, roots_of, scored, strongest
from readout.positions.hearing import BLAMING, HOLDING, WANTING, Heard, Hearing, all_words, has
from readout.positions.meeting import speak_of_one_thing
from readout.positions.pairs import Clash, Voice, denies, speaks_of_a_wish

#: The least score of a pair that is set apart.
LEAST = 0.42
#: ... where one word is all that the two share.
LEAST_OF_ONE = 0.5
#: So many claims of one article are set against one denial.
MOST = 2
#: Statements of a story that are compared; a story that says more is compared in part.
STATEMENTS = 400


def contradicted_elsewhere(hearing: Hearing) -> Iterator[Clash]:
    """Each denial with the likeliest claims of the other articles of its story."""
    for story, articles in sorted(hearing.told_by.items()):
        if len(articles) > 1:
            scene = Scene(hearing, hearing.by_story.get(story, ())[:STATEMENTS])
            for denial in filter(may_deny, scene.said):
                yield from _of_denial(scene, denial)


def named_claims(hearing: Hearing) -> Iterator[Clash]:
    """ "She dismissed the mayors' claims": what the mayors of another article of the story claim."""
    for story, articles in sorted(hearing.told_by.items()):
        said = hearing.by_story.get(story, ()) if len(articles) > 1 else ()
        for denial in said:
            language = denial.article.language
            if not denies(denial) or not has(denial.words, language, "claim") or denial.statement.negated:
                continue
            # What else it names is for the signs to compare.
            named = roots_of([w for w in denial.words if not has((w,), language, "claim")], language)
            if len(named) > 2 or not named:
                continue
            yield from _of_claimant(said, denial, named)


def _of_claimant(said: Sequence[Heard], denial: Heard, named: frozenset[str]) -> Iterator[Clash]:
    language = denial.article.language
    found: dict[str, Heard] = {}
    for heard in said:
        statement = heard.statement
        if heard.article.id == denial.article.id or heard.article.language != language or denies(heard):
            continue
        if statement.act not in HOLDING or statement.negated or statement.speaker is None:
            continue
        if not named & roots_of(all_words(statement.speaker.exact), language):
            continue
        held = found.get(heard.article.id)
        if held is None or (statement.act in BLAMING and held.statement.act not in BLAMING):
            found[heard.article.id] = heard
    for _, one in sorted(found.items()):
        who = one.statement.speaker.exact if one.statement.speaker else ""
        yield Clash(
            topic=one.statement.content.exact,
            terms=one.terms | denial.terms,
            status=DisputeStatus.CONTESTED,
            one=_said(one),
            other=_said(denial),
            reason=Reason(
                name="the denial names who claims",
                value=1.0,
                detail=f"{denial.statement.content.exact} / {who}",
            ),
            at=denial,
        )


def _of_denial(scene: Scene, denial: Weighed) -> Iterator[Clash]:
    found: dict[str, list[tuple[float, int, Clash]]] = {}
    wish = speaks_of_a_wish(denial.heard)
    for claim in filter(may_claim, scene.said):
        one = claim.heard
        if wish and one.statement.act not in WANTING:
            continue
        if not scene.may_clash(claim, denial):
            continue
        if not speak_of_one_thing(scene.hearing, one, denial.heard):
            continue
        signs = scene.signs(claim, denial)
        score = scored(signs)
        if score >= (LEAST_OF_ONE if scene.rests_on_one_word(claim, denial) else LEAST):
            clash = _clash(scene, claim, denial, score, strongest(signs))
            found.setdefault(one.article.id, []).append((-score, one.span.start, clash))
    for _, held in sorted(found.items()):
        yield from (clash for _, _, clash in sorted(held, key=lambda one: one[:2])[:MOST])


def _clash(scene: Scene, claim: Weighed, denial: Weighed, score: float, why: tuple[str, ...]) -> Clash:
    one, other = claim.heard, denial.heard
    wanting = one.statement.act in WANTING
    talks = wanting and other.statement.act is not Act.DENY
    return Clash(
        topic=one.statement.content.exact,
        terms=one.terms | other.terms,
        status=DisputeStatus.NEGOTIATING_POSITIONS if talks else DisputeStatus.CONTESTED,
        one=_voice(claim),
        other=_voice(denial),
        reason=Reason(
            name="refused in another article" if talks else "contradicted in another article",
            value=round(score, 2),
            detail="; ".join([*why, *_in_words(scene, claim, denial)]),
        ),
        at=other,
    )


def _in_words(scene: Scene, claim: Weighed, denial: Weighed) -> list[str]:
    """The words of the claim that the denial has too, in their order."""
    language = claim.heard.article.language
    shared = scene.shared(claim.roots, denial.roots, frozenset())
    found = (w for w in all_words(claim.heard.statement.content.exact) if root(w, language) in shared)
    said = ", ".join(dict.fromkeys(found))
    return [f"both say: {said}"] if said else []


def _voice(one: Weighed) -> Voice:
    return _said(one.heard)


def _said(heard: Heard) -> Voice:
    return Voice(
        actor=heard.actor,
        stance=heard.statement.act.value,
        statements=(heard,),
        passages=(heard.statement.passage,),
    )
