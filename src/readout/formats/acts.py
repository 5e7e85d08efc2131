"""Acts as a person reads them: a verb that fits one speaker and many, and a family with its sign."""

from enum import StrEnum
from typing import NamedTuple

from readout.formats.words import NP_, p_
from readout.model import Act


class _Words(NamedTuple):
    """An act as what one does, what was done, and what was not; it reads after one name and after several."""

    name: str
    done: str
    not_done: str


_WORDS = {
    Act.STATE: _Words(NP_("act", "state"), NP_("done", "said"), NP_("done", "did not say")),
    Act.ANNOUNCE: _Words(NP_("act", "announce"), NP_("done", "announced"), NP_("done", "did not announce")),
    Act.CONFIRM: _Words(NP_("act", "confirm"), NP_("done", "confirmed"), NP_("done", "did not confirm")),
    Act.DENY: _Words(NP_("act", "deny"), NP_("done", "denied"), NP_("done", "did not deny")),
    Act.REJECT: _Words(NP_("act", "reject"), NP_("done", "rejected"), NP_("done", "did not reject")),
    Act.DISMISS: _Words(NP_("act", "dismiss"), NP_("done", "dismissed"), NP_("done", "did not dismiss")),
    Act.REFUSE: _Words(NP_("act", "refuse"), NP_("done", "refused"), NP_("done", "did not refuse")),
    Act.ACCUSE: _Words(NP_("act", "accuse"), NP_("done", "accused"), NP_("done", "did not accuse")),
    Act.BLAME: _Words(NP_("act", "blame"), NP_("done", "blamed"), NP_("done", "did not blame")),
    Act.CRITICISE: _Words(
        NP_("act", "criticise"), NP_("done", "criticised"), NP_("done", "did not criticise")
    ),
    Act.CONDEMN: _Words(NP_("act", "condemn"), NP_("done", "condemned"), NP_("done", "did not condemn")),
    Act.WARN: _Words(NP_("act", "warn"), NP_("done", "warned"), NP_("done", "did not warn")),
    Act.THREATEN: _Words(NP_("act", "threaten"), NP_("done", "threatened"), NP_("done", "did not threaten")),
    Act.DEMAND: _Words(NP_("act", "demand"), NP_("done", "demanded"), NP_("done", "did not demand")),
    Act.URGE: _Words(NP_("act", "urge"), NP_("done", "urged"), NP_("done", "did not urge")),
    Act.ASK: _Words(NP_("act", "ask"), NP_("done", "asked"), NP_("done", "did not ask")),
    Act.PROPOSE: _Words(NP_("act", "propose"), NP_("done", "proposed"), NP_("done", "did not propose")),
    Act.OFFER: _Words(NP_("act", "offer"), NP_("done", "offered"), NP_("done", "did not offer")),
    Act.PROMISE: _Words(NP_("act", "promise"), NP_("done", "promised"), NP_("done", "did not promise")),
    Act.AGREE: _Words(NP_("act", "agree"), NP_("done", "agreed"), NP_("done", "did not agree")),
    Act.SUPPORT: _Words(NP_("act", "support"), NP_("done", "supported"), NP_("done", "did not support")),
    Act.PRAISE: _Words(NP_("act", "praise"), NP_("done", "praised"), NP_("done", "did not praise")),
    Act.HOPE: _Words(NP_("act", "hope"), NP_("done", "hoped"), NP_("done", "did not hope")),
    Act.DOUBT: _Words(NP_("act", "doubt"), NP_("done", "doubted"), NP_("done", "did not doubt")),
    Act.ASSESS: _Words(NP_("act", "assess"), NP_("done", "assessed"), NP_("done", "did not assess")),
    Act.PREDICT: _Words(NP_("act", "predict"), NP_("done", "predicted"), NP_("done", "did not predict")),
    Act.ASSERT: _Words(NP_("act", "assert"), NP_("done", "asserted"), NP_("done", "did not assert")),
    Act.ACKNOWLEDGE: _Words(
        NP_("act", "acknowledge"), NP_("done", "acknowledged"), NP_("done", "did not acknowledge")
    ),
    Act.ANSWER: _Words(NP_("act", "answer"), NP_("done", "answered"), NP_("done", "did not answer")),
    Act.INSULT: _Words(NP_("act", "insult"), NP_("done", "insulted"), NP_("done", "did not insult")),
    Act.CLARIFY: _Words(NP_("act", "clarify"), NP_("done", "clarified"), NP_("done", "did not clarify")),
    Act.DESCRIBE: _Words(NP_("act", "describe"), NP_("done", "described"), NP_("done", "did not describe")),
    Act.REAFFIRM: _Words(NP_("act", "reaffirm"), NP_("done", "reaffirmed"), NP_("done", "did not reaffirm")),
    Act.JUSTIFY: _Words(NP_("act", "justify"), NP_("done", "justified"), NP_("done", "did not justify")),
    Act.WITHHOLD: _Words(NP_("act", "withhold"), NP_("done", "left open"), NP_("done", "did not withhold")),
    Act.NO_COMMENT: _Words(NP_("act", "no comment"), NP_("done", "no comment"), NP_("done", "no comment")),
}


class Family(StrEnum):
    """Acts of one colour and sign. The sign says the same as the colour, for who cannot see it."""

    NO = "no"
    BLAME = "blame"
    THREAT = "threat"
    ASK = "ask"
    YES = "yes"
    SAY = "say"


_FAMILIES = {
    Family.NO: {Act.DENY, Act.REJECT, Act.DISMISS, Act.REFUSE, Act.WITHHOLD, Act.NO_COMMENT, Act.DOUBT},
    Family.BLAME: {Act.ACCUSE, Act.BLAME, Act.CRITICISE, Act.CONDEMN, Act.INSULT},
    Family.THREAT: {Act.WARN, Act.THREATEN},
    Family.ASK: {Act.DEMAND, Act.URGE, Act.ASK, Act.PROPOSE, Act.OFFER},
    Family.YES: {
        Act.PROMISE, Act.AGREE, Act.SUPPORT, Act.PRAISE, Act.CONFIRM, Act.ACKNOWLEDGE, Act.REAFFIRM, Act.HOPE,
    },
}  # fmt: skip
_FAMILY_OF = {act: family for family, acts in _FAMILIES.items() for act in acts}
SIGNS = {
    Family.NO: "✕",
    Family.BLAME: "◆",
    Family.THREAT: "▲",
    Family.ASK: "→",
    Family.YES: "✓",
    Family.SAY: "·",
}


def name_of(act: Act) -> str:
    """The act by itself: "deny"."""
    return p_("act", _WORDS[act].name)


def done(act: Act, *, negated: bool = False) -> str:
    """The act as what was done: "denied"; negated: "did not deny"."""
    return p_("done", _WORDS[act].not_done if negated else _WORDS[act].done)


def family_of(act: Act) -> Family:
    return _FAMILY_OF.get(act, Family.SAY)


def members(family: Family) -> tuple[str, ...]:
    """The acts of a family, as what was done, in their order."""
    return tuple(done(act) for act in Act if family_of(act) is family)
