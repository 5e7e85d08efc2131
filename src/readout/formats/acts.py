"""Acts as a person reads them: a verb that fits one speaker and many, and a family with its sign."""

from enum import StrEnum

from readout.model import Act

#: What was done by saying, in the past: it reads after one name and after several.
_DONE = {
    Act.STATE: "said",
    Act.ANNOUNCE: "announced",
    Act.CONFIRM: "confirmed",
    Act.DENY: "denied",
    Act.REJECT: "rejected",
    Act.DISMISS: "dismissed",
    Act.REFUSE: "refused",
    Act.ACCUSE: "accused",
    Act.BLAME: "blamed",
    Act.CRITICISE: "criticised",
    Act.CONDEMN: "condemned",
    Act.WARN: "warned",
    Act.THREATEN: "threatened",
    Act.DEMAND: "demanded",
    Act.URGE: "urged",
    Act.ASK: "asked",
    Act.PROPOSE: "proposed",
    Act.OFFER: "offered",
    Act.PROMISE: "promised",
    Act.AGREE: "agreed",
    Act.SUPPORT: "supported",
    Act.PRAISE: "praised",
    Act.HOPE: "hoped",
    Act.DOUBT: "doubted",
    Act.ASSESS: "assessed",
    Act.PREDICT: "predicted",
    Act.ASSERT: "asserted",
    Act.ACKNOWLEDGE: "acknowledged",
    Act.ANSWER: "answered",
    Act.INSULT: "insulted",
    Act.CLARIFY: "clarified",
    Act.DESCRIBE: "described",
    Act.REAFFIRM: "reaffirmed",
    Act.JUSTIFY: "justified",
    Act.WITHHOLD: "left open",
    Act.NO_COMMENT: "no comment",
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
SIGNS = {
    Family.NO: "✕",
    Family.BLAME: "◆",
    Family.THREAT: "▲",
    Family.ASK: "→",
    Family.YES: "✓",
    Family.SAY: "·",
}


def done(act: Act, *, negated: bool = False) -> str:
    """The act as what was done: "denied"; negated: "did not deny"."""
    if negated and act is not Act.NO_COMMENT:
        return "did not say" if act is Act.STATE else f"did not {act.value.replace('_', ' ')}"
    return _DONE[act]


def family_of(act: Act) -> Family:
    return next((family for family, acts in _FAMILIES.items() if act in acts), Family.SAY)


def members(family: Family) -> tuple[str, ...]:
    """The acts of a family, as what was done, in their order."""
    return tuple(_DONE[act] for act in Act if family_of(act) is family)
