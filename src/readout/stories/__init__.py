"""Articles in, stories out: one event told once, links between articles, threads over weeks."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from readout.model import (
    ActorType,
    Article,
    ArticleId,
    CaptureId,
    Cast,
    CopyGroup,
    Judgement,
    Link,
    Passage,
    Told,
    Verdict,
)
from readout.stories.cluster import Pair, cluster
from readout.stories.likeness import Likeness, Rarity, Weighed
from readout.stories.links import LINKED, copy_links, link, pairs_of, strength
from readout.stories.shelf import candidates, likenesses
from readout.stories.sketch import Sketch, sketch
from readout.stories.threads import threads_of
from readout.stories.write import story_of

ORIGIN = "stories/1"
#: How many links one article may show; the strongest stand.
LINKS = 8


def tell(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    copies: Sequence[CopyGroup],
    cast: Cast,
    judgements: Sequence[Judgement] = (),
) -> Told:
    """Every article in exactly one story; links and threads say why.

    A judgement outranks any score. The result does not depend on the order of the articles.
    """
    if not articles:
        return Told()
    persons = _persons(cast)
    sketches: dict[str, Sketch] = {a.id: sketch(a, texts[a.capture_id], persons) for a in articles}
    rarity = Rarity()
    for drawn in sketches.values():
        rarity.add(drawn)
    weighed = {key: rarity.weigh(drawn) for key, drawn in sketches.items()}
    found = likenesses(weighed, candidates(weighed.values(), rarity), rarity)
    same, different = _decided(articles, judgements)
    same |= {pair for group in copies for pair in pairs_of(group.articles) if pair <= weighed.keys()}
    groups = _groups(weighed, found, same - different, different)
    by_id = {article.id: article for article in articles}
    stories = tuple(
        story_of([by_id[ArticleId(i)] for i in group], texts, sketches, found) for group in groups
    )
    links = (*copy_links(articles, copies), *_links(sketches, found, groups, rarity, different))
    return Told(stories=stories, links=links, threads=threads_of(stories, links, sketches))


def _persons(cast: Cast) -> frozenset[str]:
    """The words of persons' names, casefolded."""
    named = (n for actor in cast.actors if actor.type is ActorType.PERSON for n in actor.names)
    return frozenset(word.casefold() for name in named for word in re.findall(r"[^\W\d_]{2,}", name))


def _decided(articles: Sequence[Article], judgements: Sequence[Judgement]) -> tuple[set[Pair], set[Pair]]:
    """The pairs of articles that a person called one story, and those called two."""
    decided: dict[Verdict, set[Pair]] = defaultdict(set)
    for judgement in judgements:
        one, other = (_article_at(articles, p) for p in (judgement.one, judgement.other))
        if one and other and one.id != other.id:
            decided[judgement.verdict].add(frozenset((one.id, other.id)))
    different = decided[Verdict.DIFFERENT]
    return decided[Verdict.SAME] - different, different


def _article_at(articles: Sequence[Article], passage: Passage) -> Article | None:
    inside = (a for a in articles if a.capture_id == passage.capture_id and passage.span in a.span)
    return min(inside, key=lambda a: len(a.span), default=None)


def _groups(
    weighed: Mapping[str, Weighed],
    found: Mapping[Pair, Likeness],
    same: set[Pair],
    different: set[Pair],
) -> list[tuple[str, ...]]:
    surely = {pair: likeness.same_event for pair, likeness in found.items() if likeness.same_event > 0.02}
    # Copies are as sure as can be; so that they also draw others in, they count as that.
    surely |= dict.fromkeys(same, 1.0)
    return cluster(list(weighed), surely, same=same, different=different)


def _links(
    sketches: Mapping[str, Sketch],
    found: Mapping[Pair, Likeness],
    groups: Iterable[tuple[str, ...]],
    rarity: Rarity,
    different: set[Pair],
) -> list[Link]:
    story = {key: group[0] for group in groups for key in group}
    ranked = []
    for pair, likeness in found.items():
        one, other = (sketches[key] for key in sorted(pair))
        if story[one.id] == story[other.id]:
            continue
        sure = strength(likeness, one, other, rarity)
        if sure >= LINKED:
            ranked.append((-sure, sorted(pair), link(one, other, likeness)))
    shown: dict[str, int] = defaultdict(int)
    links = []
    for _, keys, found_link in sorted(ranked, key=lambda r: (r[0], r[1])):
        if any(shown[key] < LINKS for key in keys):
            links.append(found_link)
            for key in keys:
                shown[key] += 1
    return links
