"""A story from its articles: id, title, reasons."""

import hashlib
from collections.abc import Mapping, Sequence

from readout.lang.reading import sentence_spans
from readout.model import Article, CaptureId, Reason, Role, Story, StoryId
from readout.stories.cluster import Pair
from readout.stories.likeness import Likeness
from readout.stories.sketch import Sketch

_TEXT = (Role.BODY, Role.SUMMARY, Role.TURN)


def minted(kind: str, articles: Sequence[Article]) -> str:
    """An id from the earliest article alone, so that later ones leave it as it is."""
    first = min(articles, key=lambda a: ((a.published and a.published.iso) or "~", a.id))
    return hashlib.sha256(f"{kind}|{first.id}".encode()).hexdigest()[:16]


def story_of(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    sketches: Mapping[str, Sketch],
    found: Mapping[Pair, Likeness],
) -> Story:
    """The story of these articles, with a reason for the place of each after the first."""
    ids = tuple(article.id for article in articles)
    return Story(
        id=StoryId(minted("story", articles)),
        title=_title(articles, texts),
        articles=ids,
        reasons=tuple(reason for n in range(1, len(ids)) for reason in _reason(ids[n], ids, found)),
    )


def _reason(one: str, ids: Sequence[str], found: Mapping[Pair, Likeness]) -> list[Reason]:
    """Why the article stands here: the member it is most like, and what they share."""
    pairs = [frozenset((one, other)) for other in ids if other != one]
    best = max((p for p in pairs if p in found), key=lambda p: found[p].same_event, default=None)
    if best is None:
        return [Reason(name="decided", value=1.0, detail=f"{one} was put here by a person or as a copy")]
    (other,) = best - {one}
    likeness = found[best]
    why = "; ".join(f"{reason.name}: {reason.detail}" for reason in likeness.reasons)
    return [Reason(name="same event", value=likeness.same_event, detail=f"{one} and {other}: {why}")]


def _title(articles: Sequence[Article], texts: Mapping[CaptureId, str]) -> str:
    """The title of the fullest article that has one, else the first sentence of the fullest."""
    titled = [a for a in articles if a.title_clean]
    if titled:
        return str(max(titled, key=lambda a: (len(a.blocks), a.id)).title_clean)
    for article in sorted(articles, key=lambda a: (-len(a.blocks), a.id)):
        text = texts[article.capture_id]
        for block in article.blocks:
            if block.role in _TEXT:
                return next(s.of(text) for s in sentence_spans(text, block.span, article.language))
    return ""
