"""Stories that continue each other."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from readout.model import Link, Reason, Relation, Story, Thread, ThreadId
from readout.stories.cluster import cluster
from readout.stories.sketch import Sketch

_CONTINUING = frozenset({Relation.SAME_THREAD, Relation.FOLLOW_UP, Relation.SHARED_EVENT})
#: The average share of linked pairs from which two groups of stories are one thread. Low: a thread
#: is a chain, its first and last story need have nothing in common.
CHAIN = 0.2


def threads_of(
    stories: Sequence[Story], links: Sequence[Link], sketches: Mapping[str, Sketch]
) -> tuple[Thread, ...]:
    """Threads of at least two stories, from the links between their articles."""
    story = {article: s for s in stories for article in s.articles}
    linked: dict[frozenset[str], Link] = {}
    for found in links:
        pair = frozenset((story[found.a].id, story[found.b].id))
        if found.relation in _CONTINUING and len(pair) == 2:
            linked.setdefault(pair, found)
    by_id = {s.id: s for s in stories}
    groups = cluster(list(by_id), dict.fromkeys(linked, 1.0), least=CHAIN)
    return tuple(
        _thread([s for s in stories if s.id in group], linked, sketches)
        for group in groups if len(group) > 1
    )  # fmt: skip


def _thread(
    stories: Sequence[Story],
    linked: Mapping[frozenset[str], Link],
    sketches: Mapping[str, Sketch],
) -> Thread:
    in_order = sorted(stories, key=lambda s: (min(sketches[a].published or "~" for a in s.articles), s.id))
    ids = {s.id for s in in_order}
    degree: dict[str, int] = defaultdict(int)
    reasons = []
    for pair, link in linked.items():
        if pair <= ids:
            for one in pair:
                degree[one] += 1
            why = "; ".join(f"{r.name}: {r.detail}" for r in link.reasons)
            reasons.append(
                Reason(name=link.relation.value, value=1.0, detail=f"{link.a} and {link.b}: {why}")
            )
    middle = max(in_order, key=lambda s: (degree[s.id], len(s.articles), s.id))
    key = hashlib.sha256(f"thread|{min(ids)}".encode()).hexdigest()[:16]
    return Thread(
        id=ThreadId(key), title=middle.title, stories=tuple(s.id for s in in_order), reasons=tuple(reasons)
    )
