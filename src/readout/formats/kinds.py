"""What sort a thing is, in words: lines of a page, hands, sides of a dispute, states of a feed."""

from readout.formats.acts import done, name_of
from readout.formats.words import NP_, p_
from readout.model import Act, DisputeStatus, UnknownNameError

#: Lines of a page that are no part of the text.
_FURNITURE = (
    NP_("line", "age"), NP_("line", "agency"), NP_("line", "aside"), NP_("line", "attribution"),
    NP_("line", "background"), NP_("line", "breadcrumb"), NP_("line", "call to action"),
    NP_("line", "caption"), NP_("line", "comments"), NP_("line", "contents"), NP_("line", "contributor"),
    NP_("line", "copyright"), NP_("line", "counter"), NP_("line", "dates"), NP_("line", "expand"),
    NP_("line", "faq"), NP_("line", "footer"), NP_("line", "form"), NP_("line", "fragment"),
    NP_("line", "header"), NP_("line", "insight"), NP_("line", "interviewee"), NP_("line", "most read"),
    NP_("line", "navigation"), NP_("line", "page"), NP_("line", "pagination"), NP_("line", "paywall"),
    NP_("line", "photo"), NP_("line", "promo"), NP_("line", "reading time"), NP_("line", "related"),
    NP_("line", "republication"), NP_("line", "share"), NP_("line", "summary"), NP_("line", "table"),
    NP_("line", "tags"), NP_("line", "typo widget"), NP_("line", "version marker"),
)  # fmt: skip
#: The hands that a text went through.
_HANDS = (
    NP_("hand", "agency"), NP_("hand", "outlet"), NP_("hand", "original"), NP_("hand", "translator"),
    NP_("hand", "republisher"),
)  # fmt: skip
#: How a side of a dispute stands, where it is no act.
_STANCES = (
    NP_("side", "claim"), NP_("side", "told as a fact"), NP_("side", "told as reported"),
    NP_("side", "no reply in these articles"), NP_("side", "question"), NP_("side", "answer"),
)  # fmt: skip
_DISPUTES = {
    DisputeStatus.CONTESTED: NP_("dispute", "contested"),
    DisputeStatus.ONE_SIDED: NP_("dispute", "one sided"),
    DisputeStatus.NEGOTIATING_POSITIONS: NP_("dispute", "negotiating positions"),
    DisputeStatus.INTERNAL_DIVERGENCE: NP_("dispute", "internal divergence"),
    DisputeStatus.REPORT_CONFLICT: NP_("dispute", "report conflict"),
}
_FEEDS = (
    NP_("feed", "new"), NP_("feed", "ok"), NP_("feed", "empty"), NP_("feed", "all undated"),
    NP_("feed", "not a feed"), NP_("feed", "challenge page"), NP_("feed", "timeout"), NP_("feed", "refused"),
    NP_("feed", "not found"), NP_("feed", "gone"), NP_("feed", "busy"), NP_("feed", "server error"),
    NP_("feed", "odd answer"), NP_("feed", "too large"), NP_("feed", "broken answer"),
    NP_("feed", "no such host"), NP_("feed", "no connection"), NP_("feed", "not secure"),
    NP_("feed", "redirect loop"), NP_("feed", "address not allowed"), NP_("feed", "robots.txt forbids"),
)  # fmt: skip


def furniture_words(kind: str) -> str:
    """What sort of line it is; as the reading calls it where that is not known here."""
    words = kind.replace("_", " ")
    return p_("line", words) if words in _FURNITURE else words


def hand_words(role: str) -> str:
    return p_("hand", role) if role in _HANDS else role


def stance_done(stance: str) -> str:
    """How a side stands: what it did by speaking ("denied"), or what it is."""
    try:
        return done(Act.named(stance))
    except UnknownNameError:
        return p_("side", stance) if stance in _STANCES else stance


def stance_name(stance: str) -> str:
    """The same as a name: "deny"."""
    try:
        return name_of(Act.named(stance))
    except UnknownNameError:
        return p_("side", stance) if stance in _STANCES else stance


def dispute_word(status: DisputeStatus) -> str:
    return p_("dispute", _DISPUTES[status])


def feed_word(word: str) -> str:
    """The state of a feed, with the number that stands beside some."""
    name, _space, number = word.rpartition(" ")
    if number.isdecimal() and name in _FEEDS:
        return f"{p_('feed', name)} {number}"
    return p_("feed", word) if word in _FEEDS else word
