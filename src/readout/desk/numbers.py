"""The numbers that programs know articles, feeds and folders by: made of what a rerun keeps."""

import hashlib
from collections.abc import Iterable, Iterator

from readout.model import Article

#: Numbers stay below what every program can count to.
ENTRY_BITS, FEED_BITS = 52, 31


def number_of(name: str, bits: int = FEED_BITS) -> int:
    """From 1 upwards; always the same for the same name."""
    digest = hashlib.sha256(name.encode("utf-8", "replace")).digest()
    most: int = 2**bits - 1
    return int.from_bytes(digest[:8], "big") % most + 1


def numbered(articles: Iterable[Article]) -> Iterator[tuple[int, Article]]:
    """Articles by their ids, each with its number; of two that fall on one the later goes on to the next."""
    taken: set[int] = set()
    for article in sorted(articles, key=lambda a: a.id):
        number = number_of(article.id, ENTRY_BITS)
        while number in taken:
            number += 1
        taken.add(number)
        yield number, article
