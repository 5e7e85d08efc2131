"""Subscriptions as OPML 2.0, which every feed reader reads."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from readout.model import Subscription


def as_opml(subscriptions: Iterable[Subscription], *, titles: dict[str, str] | None = None) -> str:
    """The list, folders nested, in the order given. `titles`: what feeds call themselves."""
    tree: dict[str, object] = {}
    for one in subscriptions:
        place = tree
        for name in one.folder:
            inner = place.setdefault(f"folder {name}", {})
            assert isinstance(inner, dict)
            place = inner
        place[f"feed {one.address}"] = (one, one.title or (titles or {}).get(one.address) or one.address)
    lines = "".join(_outlines(tree, 2))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f" <head><title>readout</title></head>\n <body>\n{lines} </body>\n</opml>\n"
    )


def _outlines(tree: dict[str, object], depth: int) -> Iterator[str]:
    pad = " " * depth
    for key, value in tree.items():
        if isinstance(value, dict):
            yield f"{pad}<outline text={_attribute(key.removeprefix('folder '))}>\n"
            yield from _outlines(value, depth + 1)
            yield f"{pad}</outline>\n"
        elif isinstance(value, tuple):
            one, title = value
            yield (
                f'{pad}<outline type="rss" text={_attribute(title)} title={_attribute(title)} '
                f"xmlUrl={_attribute(one.address)}/>\n"
            )


def _attribute(words: str) -> str:
    # What XML cannot hold at all (a control character in a title) is left out.
    return quoteattr("".join(letter for letter in words if letter >= " " or letter in "\t\n"))
