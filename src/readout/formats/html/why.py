"""Why two articles are related, in words."""

from collections.abc import Sequence

from readout.model import ArticleId, Link, Reason, Relation

#: How the other article stands to this one: when this one is `a` of the link, when it is `b`.
_RELATIONS = {
    Relation.SAME_TEXT: ("the same text", "the same text"),
    Relation.UPDATE_OF: ("an earlier version", "an update of this"),
    Relation.SAME_EVENT: ("the same event", "the same event"),
    Relation.SHARED_EVENT: ("an event in common", "an event in common"),
    Relation.FOLLOW_UP: ("what followed", "what went before"),
    Relation.SAME_THREAD: ("the same affair", "the same affair"),
}
#: What the steps call a reason, and how it reads; those not listed read "name: detail".
_READ = {
    "rare words in both leads": "both begin with {}",
    "names": "both name {}",
    "about": "both are about {}",
    "shared text": "{}",
}
#: A figure that an editor cannot check by eye; `--explain` and the export give it.
_FIGURES = frozenset({"text"})


def relation_words(link: Link, seen_from: ArticleId) -> str:
    return _RELATIONS[link.relation][0 if link.a == seen_from else 1]


def why_linked(reasons: Sequence[Reason]) -> str:
    read = [_READ.get(r.name, f"{r.name}: {{}}").format(r.detail) for r in reasons if r.name not in _FIGURES]
    return "; ".join(read)
