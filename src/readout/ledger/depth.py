"""Depth of attribution: what the statements of a story rest on."""

from collections.abc import Iterator, Sequence

from readout.lang.ledger import ledger_list
from readout.model import (
    SURE,
    ActorType,
    Article,
    Cast,
    Certainty,
    CopyGroup,
    Depth,
    Statement,
    Told,
    Voices,
)


def depths(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    cast: Cast,
    told: Told,
    copies: Sequence[CopyGroup] = (),
) -> tuple[Depth, ...]:
    """Of each story with a statement: who stands behind what it says, and how many independent texts."""
    return tuple(_depths(articles, statements, cast, told, copies))


def _depths(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    cast: Cast,
    told: Told,
    copies: Sequence[CopyGroup],
) -> Iterator[Depth]:
    types = {actor.id: actor.type for actor in cast.actors}
    names = {actor.id: actor.name for actor in cast.actors}
    languages = {article.id: article.language.partition("-")[0] for article in articles}
    of: dict[str, list[Statement]] = {}
    for statement in statements:
        of.setdefault(statement.article_id, []).append(statement)
    group_of: dict[str, str] = {a: group.id for group in copies for a in group.articles}
    for story in told.stories:
        said = [s for a in story.articles for s in of.get(a, ())]
        if not said:
            continue
        sorts: dict[str, list[Statement]] = {"on_record": [], "unnamed": [], "hearsay": [], "open": []}
        for statement in said:
            actor = cast.voices.get(statement.id, Voices()).speaker if statement.confidence >= SURE else None
            words = (names.get(actor, "") if actor else "").casefold()
            spoken = (statement.speaker.exact if statement.speaker else "").casefold()
            reports = ledger_list(languages.get(statement.article_id, "und"), "reports")
            if statement.certainty is Certainty.REPORTED or words in reports or spoken in reports:
                sorts["hearsay"].append(statement)
            elif actor is None:
                sorts["open"].append(statement)
            elif types.get(actor) is ActorType.ANONYMOUS:
                sorts["unnamed"].append(statement)
            else:
                sorts["on_record"].append(statement)
        yield Depth(
            story=story.id,
            articles=len(story.articles),
            originals=len({group_of.get(a, a) for a in story.articles}),
            **{name: tuple(s.id for s in found) for name, found in sorts.items()},
        )
