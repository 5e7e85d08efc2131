"""Stories and statements in, briefs out: every sentence rests on passages, or is not printed."""

from collections.abc import Mapping, Sequence

from readout.model import Article, Brief, CaptureId, Cast, Dispute, Statement, Story


def write_brief(
    story: Story,
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
    disputes: Sequence[Dispute] = (),
) -> Brief:
    """At most three sentences on a story. `articles` and `statements` are those of the story."""
    raise NotImplementedError(story.id, len(articles), len(texts), len(statements), cast, disputes)
