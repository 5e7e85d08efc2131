"""Versions told apart from copies: who publishes a text again has not been copied."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from readout.model import ArticleId, CopyGroup, CopyGroupId, Link, Relation, Told, Version


def without_versions(copies: Iterable[CopyGroup], versions: Iterable[Version]) -> tuple[CopyGroup, ...]:
    """The copy groups without texts that a later version in the same group replaces."""
    replaced = {(v.earlier, v.later) for v in versions if v.earlier != v.later}
    groups = []
    for group in copies:
        gone = {earlier: later for earlier, later in replaced if {earlier, later} <= set(group.articles)}
        kept = tuple(a for a in group.articles if a not in gone)
        if len(kept) > 1:
            groups.append(
                group if kept == group.articles else replace(group, articles=kept, of=_newest(group.of, gone))
            )
    return tuple(groups)


def _newest(article: ArticleId | None, gone: dict[ArticleId, ArticleId]) -> ArticleId | None:
    seen = set()
    while article in gone and article not in seen:
        seen.add(article)
        article = gone[article]
    return article


def as_groups(versions: Sequence[Version]) -> tuple[CopyGroup, ...]:
    """Versions as groups of one text, so that they stand in one story whatever became of the words."""
    return tuple(
        CopyGroup(
            id=CopyGroupId(f"version-{v.later}-{v.earlier}"),
            articles=(v.earlier, v.later),
            of=v.earlier,
            reasons=v.reasons,
        )
        for v in versions
        if v.earlier != v.later
    )


def linked(told: Told, versions: Sequence[Version]) -> Told:
    """What is told, with one link for each version in place of any other between the two."""
    pairs = {frozenset((v.earlier, v.later)) for v in versions if v.earlier != v.later}
    links = (
        *(
            Link(a=v.later, b=v.earlier, relation=Relation.UPDATE_OF, reasons=v.reasons)
            for v in versions
            if v.earlier != v.later
        ),
        *(link for link in told.links if frozenset((link.a, link.b)) not in pairs),
    )
    return replace(told, links=links)
