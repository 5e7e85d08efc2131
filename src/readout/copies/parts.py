"""What hangs together, and where it has to be parted."""

from collections.abc import Iterable, Iterator

from readout.model import ArticleId


class Shared:
    """How much of one text stands in another, and of the shorter in the longer."""

    __slots__ = ("containment", "count", "of_first")

    def __init__(self, containment: float, of_first: float, count: int) -> None:
        self.containment, self.of_first, self.count = containment, of_first, count


Edges = dict[ArticleId, dict[ArticleId, Shared]]


def parts(edges: Edges, among: set[ArticleId]) -> list[set[ArticleId]]:
    """The connected parts of the graph, kept to the articles named."""
    found: list[set[ArticleId]] = []
    seen: set[ArticleId] = set()
    for start in sorted(among):
        if start in seen:
            continue
        part, waiting = {start}, [start]
        while waiting:
            for other in edges.get(waiting.pop(), ()):
                if other in among and other not in part:
                    part.add(other)
                    waiting.append(other)
        seen |= part
        found.append(part)
    return found


def split(edges: Edges, part: set[ArticleId], whole: float) -> list[set[ArticleId]]:
    """The part, or several if one article of it is a mixture of texts that share nothing.

    A text that holds a piece as a whole (a share of at least `whole`) is no mixture of it.
    """
    middles = cuts(edges, part)
    for middle in sorted(middles, key=lambda one: (-len(edges[one]), one)):
        pieces = parts(edges, part - {middle})
        if not any(_inside(edges, piece, middle, whole) for piece in pieces):
            return [group for piece in pieces for group in split(edges, piece | {middle}, whole)]
    return [part]


def _inside(edges: Edges, piece: Iterable[ArticleId], middle: ArticleId, whole: float) -> bool:
    return any(edges[one][middle].of_first >= whole for one in piece if middle in edges[one])


def cuts(edges: Edges, part: set[ArticleId]) -> set[ArticleId]:
    """The articles without which a connected part falls apart.

    Cost: linear in the part. After: Hopcroft and Tarjan (1973), Efficient algorithms for graph manipulation.
    """
    if len(part) < 3:
        return set()
    root = min(part)
    depth, low = {root: 0}, {root: 0}
    found: set[ArticleId] = set()
    path: list[tuple[ArticleId, Iterator[ArticleId]]] = [(root, iter(sorted(edges[root])))]
    branches = 0
    while path:
        one, near = path[-1]
        other = next(near, None)
        if other is None:
            path.pop()
            if path:
                above = path[-1][0]
                low[above] = min(low[above], low[one])
                if above == root:
                    branches += 1
                elif low[one] >= depth[above]:
                    found.add(above)
        elif other in part:
            if other not in depth:
                depth[other] = low[other] = len(path)
                path.append((other, iter(sorted(edges[other]))))
            elif len(path) < 2 or other != path[-2][0]:
                low[one] = min(low[one], depth[other])
    return found | {root} if branches > 1 else found
