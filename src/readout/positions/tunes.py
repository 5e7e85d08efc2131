"""One side with two tunes: a voice that contradicts itself, or two voices of one state.

What changes over time with a word that says so is a change, not a dispute; here two statements stand side by
side that cannot both be so: one says that something is, the other that it is not; or one is ready for what
the other doubts.
"""

from collections.abc import Iterator
from itertools import combinations

from readout.model import Act, DisputeStatus, Reason
from readout.positions.evidence import Weighed, roots_of, weigh
from readout.positions.hearing import HOLDING, Heard, Hearing, all_words, has
from readout.positions.pairs import Clash, Voice

#: So many roots the two share, and so large a part of the shorter one's.
SHARED, SHARE = 3, 0.5
#: So many where one is ready for what the other doubts.
AGREED = 2
#: Statements of one voice, or of the voices of one state, in one thread that are compared.
STATEMENTS = 60
_TELLING = HOLDING | {Act.ACKNOWLEDGE, Act.PROMISE, Act.DENY, Act.DOUBT, Act.OFFER, Act.AGREE}


def two_tunes(hearing: Hearing) -> Iterator[Clash]:
    for _, said in sorted(hearing.by_thread.items(), key=lambda pair: str(pair[0])):
        groups: dict[tuple[str, ...], list[Heard]] = {}
        for heard in said:
            if heard.actor is None or heard.statement.act not in _TELLING or _is_conditional(heard):
                continue
            groups.setdefault(("voice", heard.actor), []).append(heard)
            home = hearing.homes.get(heard.actor, frozenset())
            if len(home) == 1:
                groups.setdefault(("state", *home), []).append(heard)
        told: set[tuple[str, str]] = set()
        for _, held in sorted(groups.items()):
            weighed = [weigh(hearing, heard) for heard in held[:STATEMENTS]] if len(held) > 1 else []
            for one, other in combinations(weighed, 2):
                key = (one.heard.statement.id, other.heard.statement.id)
                clash = None if key in told else _clash(one, other)
                if clash is not None:
                    told.add(key)
                    yield clash


def _is_conditional(heard: Heard) -> bool:
    return has(heard.words, heard.article.language, "condition")


def _clash(one: Weighed, other: Weighed) -> Clash | None:
    if one.heard.article.language != other.heard.article.language:
        return None
    within = one.heard.article.id == other.heard.article.id
    if within and one.heard.span.overlap(other.heard.span):
        return None
    same = one.heard.actor == other.heard.actor
    if _opposed(one, other) or _opposed(other, one):
        name = "one voice, two tunes" if same else "one state, two voices"
    elif not same and (_unlike(one.heard, other.heard) or _unlike(other.heard, one.heard)):
        name = "one state: one is ready, one doubts"
    else:
        return None
    first, second = one.heard, other.heard
    return Clash(
        topic=first.statement.content.exact,
        terms=first.terms | second.terms,
        status=DisputeStatus.INTERNAL_DIVERGENCE,
        one=_voice(first),
        other=_voice(second),
        reason=Reason(name=name, value=1.0, detail=", ".join(_common(first, second))),
        at=second,
    )


def _opposed(yes: Weighed, no: Weighed) -> bool:
    """Whether one says "not" to what the other says: the word behind the "no" is a verb or noun of both."""
    denied = no.heard.statement.act is Act.DENY
    if yes.negates or yes.denies or not (no.gone or denied):
        return False
    shared = (yes.roots & no.roots) - yes.speaker.words - no.speaker.words - (yes.named & no.named)
    least = min(len(yes.roots), len(no.roots))
    if len(shared) < SHARED or len(shared) < SHARE * least:
        return False
    if denied:
        return bool(shared & no.verbs & yes.verbs)
    return bool(shared & no.gone & (no.verbs | yes.verbs)) or len(shared & no.gone) > 1


def _unlike(ready: Heard, doubting: Heard) -> bool:
    language = ready.article.language
    if not has(ready.words, language, "ready") or not has(doubting.words, language, "unready"):
        return False
    if has(ready.words, language, "unready"):
        return False
    return len(_common(ready, doubting)) >= AGREED


def _common(one: Heard, other: Heard) -> list[str]:
    language = one.article.language
    theirs = roots_of(all_words(other.statement.content.exact), language)
    found = (w for w in all_words(one.statement.content.exact) if roots_of((w,), language) & theirs)
    return list(dict.fromkeys(found))


def _voice(heard: Heard) -> Voice:
    return Voice(
        actor=heard.actor,
        stance=heard.statement.act.value,
        statements=(heard,),
        passages=(heard.statement.passage,),
    )
