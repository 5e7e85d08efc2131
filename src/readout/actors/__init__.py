"""Names, roles and pronouns in, actors out: whom the words of articles name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from readout.actors.assembling import assemble
from readout.actors.cast import ArticleCast
from readout.model import Article, ArticleId, CaptureId, Cast, Judgement, Statement


def cast_actors(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    judgements: Sequence[Judgement] = (),
) -> Cast:
    """Actors, their mentions, and who speaks in each statement.

    Precision before recall: where the words do not settle it, the voice stays unresolved (None).
    A judgement outranks any score. The order of the articles does not matter.
    """
    of_article: dict[ArticleId, list[Statement]] = defaultdict(list)
    for statement in statements:
        of_article[statement.article_id].append(statement)
    ordered = sorted(articles, key=lambda article: article.id)
    casts = [ArticleCast(a, texts[a.capture_id], of_article[a.id]) for a in ordered]
    return assemble(casts, judgements)
