"""Names, roles and pronouns in, actors out: whom the words of articles name."""

from collections.abc import Mapping, Sequence

from readout.model import Article, CaptureId, Cast, Judgement, Statement


def cast_actors(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    judgements: Sequence[Judgement] = (),
) -> Cast:
    """Actors, their mentions, and who speaks in each statement.

    Precision before recall: where the words do not settle it, the voice stays unresolved (None).
    A judgement outranks any score.
    """
    raise NotImplementedError(len(articles), len(texts), len(statements), judgements)
