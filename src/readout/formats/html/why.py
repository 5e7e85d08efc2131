"""Why two articles are related, in words."""

from collections.abc import Sequence

from readout.formats.reasons import ABOUT, about_words, named_reason, reason_words
from readout.formats.words import N_, _
from readout.model import ArticleId, Link, Reason, Relation

#: How the other article stands to this one: when this one is `a` of the link, when it is `b`.
_RELATIONS = {
    Relation.SAME_TEXT: (N_("the same text"), N_("the same text")),
    Relation.UPDATE_OF: (N_("an earlier version"), N_("an update of this")),
    Relation.SAME_EVENT: (N_("the same event"), N_("the same event")),
    Relation.SHARED_EVENT: (N_("an event in common"), N_("an event in common")),
    Relation.FOLLOW_UP: (N_("what followed"), N_("what went before")),
    Relation.SAME_THREAD: (N_("the same affair"), N_("the same affair")),
}
#: What the steps call a reason, and how it reads; those not listed read "name: detail".
_READ = {
    "rare words in both leads": N_("both begin with {}"),
    "names": N_("both name {}"),
    "about": N_("both are about {}"),
    "shared text": "{}",
}
#: A figure that an editor cannot check by eye; `--explain` and the export give it.
_FIGURES = frozenset({"text"})


def relation_words(link: Link, seen_from: ArticleId) -> str:
    return _(_RELATIONS[link.relation][0 if link.a == seen_from else 1])


def why_linked(reasons: Sequence[Reason]) -> str:
    read = [_reason(r) for r in reasons if r.name not in _FIGURES]
    return "; ".join(read)


def _reason(reason: Reason) -> str:
    known = _READ.get(reason.name)
    detail = about_words(reason.detail) if reason.name == ABOUT else reason_words(reason.detail)
    return _(known).format(detail) if known else named_reason(reason.name, detail)
