"""Which article is a later text of which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from readout.lang.versions import earlier_below
from readout.model import (
    REPORTING,
    Article,
    ArticleId,
    CaptureId,
    CopyGroup,
    EntryRef,
    Reason,
    Role,
    Span,
    Version,
)
from readout.text.words import shingles, words

#: An article of a page read again is the one that has this share of its five-word runs ...
ALIKE = 0.25
#: ... or the same title.
RUN = 5


def find_versions(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    copies: Iterable[CopyGroup],
    came: Sequence[tuple[CaptureId, Sequence[str]]],
) -> tuple[Version, ...]:
    """Each later text with the one it replaces. `came`: the captures in order of arrival, each with
    the addresses it came from.

    A feed's entry or a page's address that was read again with another text; copies of one outlet
    with two times; an update printed above its earlier story. A text that is the same is no version.
    """
    order = {capture_id: n for n, (capture_id, _) in enumerate(came)}
    found: dict[tuple[ArticleId, ArticleId], Version] = {}
    for version in (
        *_of_entries(articles, texts, order),
        *_of_addresses(articles, texts, came),
        *_of_copies(articles, texts, copies),
        *_of_pages(articles, texts),
    ):
        if (version.earlier, version.later) not in found:
            found.setdefault((version.later, version.earlier), version)
    return tuple(sorted(found.values(), key=lambda v: (v.later, v.earlier)))


def _text(article: Article, texts: Mapping[CaptureId, str]) -> tuple[str, ...]:
    return tuple(words(article.words(texts[article.capture_id], REPORTING)))


def _of_entries(
    articles: Sequence[Article], texts: Mapping[CaptureId, str], order: Mapping[CaptureId, int]
) -> Iterator[Version]:
    by_entry: dict[EntryRef, dict[CaptureId, list[Article]]] = defaultdict(lambda: defaultdict(list))
    for article in articles:
        if article.entry:
            by_entry[article.entry][article.capture_id].append(article)
    for entry, read in by_entry.items():
        in_order = sorted(read.items(), key=lambda one: (order.get(one[0], 0), one[0]))
        for (_, held), (_, fresh) in pairwise(in_order):
            why = f"entry {entry.id} was read again"
            if len(held) > 1 or len(fresh) > 1:  # a live blog: each post is a later text of itself alone
                yield from _read_again(held, fresh, texts, why, name="same entry")
            elif _text(held[0], texts) != _text(fresh[0], texts):
                yield _version(fresh[0], held[0], "same entry", why)


def _of_addresses(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    came: Sequence[tuple[CaptureId, Sequence[str]]],
) -> Iterator[Version]:
    of_capture: dict[CaptureId, list[Article]] = defaultdict(list)
    for article in articles:
        if article.entry is None:
            of_capture[article.capture_id].append(article)
    held: dict[str, CaptureId] = {}
    for capture_id, addresses in came:
        for address in addresses:
            before = held.get(address)
            held[address] = capture_id
            if before and before != capture_id and address != "-":
                why = f"{address} was read again"
                yield from _read_again(of_capture[before], of_capture[capture_id], texts, why)


def _read_again(
    held: Sequence[Article],
    fresh: Sequence[Article],
    texts: Mapping[CaptureId, str],
    why: str,
    *,
    name: str = "same address",
) -> Iterator[Version]:
    """The articles of a page with those of the same page before, each with the one most like it."""
    likeness = sorted(
        ((_likeness(one, other, texts), n, m) for n, one in enumerate(held) for m, other in enumerate(fresh)),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    done_held: set[int] = set()
    done_fresh: set[int] = set()
    for share, n, m in likeness:
        if share < ALIKE or n in done_held or m in done_fresh:
            continue
        done_held.add(n)
        done_fresh.add(m)
        if _text(held[n], texts) != _text(fresh[m], texts):
            detail = f"{why}; {share:.0%} of the shorter text stands in both"
            yield _version(fresh[m], held[n], name, detail)


def _likeness(one: Article, other: Article, texts: Mapping[CaptureId, str]) -> float:
    a, b = (shingles(x.words(texts[x.capture_id], REPORTING), size=RUN) for x in (one, other))
    shared = len(a & b) / min(len(a), len(b)) if a and b else 0.0
    titled = one.title_clean is not None and one.title_clean == other.title_clean
    return max(shared, ALIKE if titled else 0.0)


def _of_copies(
    articles: Sequence[Article], texts: Mapping[CaptureId, str], copies: Iterable[CopyGroup]
) -> Iterator[Version]:
    """One outlet's text with two times of publication."""
    by_id = {article.id: article for article in articles}
    for group in copies:
        by_outlet: dict[str, list[tuple[str, ArticleId]]] = defaultdict(list)
        for article_id in group.articles:
            article = by_id.get(article_id)
            if article and article.outlet and article.published and article.published.iso:
                by_outlet[article.outlet].append((article.published.iso, article.id))
        for outlet, dated in by_outlet.items():
            for (at, earlier), (again, later) in pairwise(sorted(dated)):
                one, other = by_id[earlier], by_id[later]
                if at[: len(again)] != again[: len(at)] and _text(one, texts) != _text(other, texts):
                    detail = f"{outlet} published it on {at} and again on {again}"
                    yield _version(other, one, "same outlet", detail)


def _of_pages(articles: Sequence[Article], texts: Mapping[CaptureId, str]) -> Iterator[Version]:
    """An update above its earlier story: the page says so between the two."""
    for article in articles:
        text = texts[article.capture_id]
        for n, block in enumerate(article.blocks):
            if block.role is not Role.FURNITURE or not earlier_below().search(block.span.of(text)):
                continue
            above = [b.span for b in article.blocks[:n] if b.role in REPORTING]
            below = [b.span for b in article.blocks[n + 1 :] if b.role in REPORTING]
            if above and below:
                yield Version(
                    later=article.id,
                    earlier=article.id,
                    later_part=Span(above[0].start, above[-1].end),
                    earlier_part=Span(below[0].start, below[-1].end),
                    reasons=(Reason("one page", 1.0, " ".join(block.span.of(text).split())),),
                )
                break


def _version(later: Article, earlier: Article, name: str, detail: str) -> Version:
    return Version(later=later.id, earlier=earlier.id, reasons=(Reason(name, 1.0, detail),))
