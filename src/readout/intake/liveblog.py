"""The posts of a live blog: where each stands on its page, and the time that it gives.

A page is a live blog where its metadata says so (schema.org LiveBlogPosting), where its markup does
(itemprop "liveBlogUpdate"), or where most of its paragraphs stand in repeated blocks of which each has
its own time. Pages that list full posts one below the other are read the same way.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from lxml import html

from readout.intake.facts import Facts, Update
from readout.intake.markup import Line, Rendered, Zone
from readout.intake.times import metadata_time
from readout.model import Basis, Span, When

#: So few repeated blocks are no live blog, unless the page says that it is one.
FEWEST = 3
#: Of the page's own paragraphs so much stands in the blocks.
_MOST = 0.5
#: How far above its time a block is looked for.
_LEVELS = 7
#: So many letters settle that a line begins a post's words.
_ENOUGH = 60
#: A block of fewer characters of its own says nothing.
_TELLING = 40
_LETTERS = re.compile(r"\W+")
_OUT = frozenset({"nav", "footer", "aside", "form", "table"})
_COMMENTS = re.compile(r"comment|repl(?:y|ies)|disqus", re.I)
_CLOCK = re.compile(r"(?<!\d)[0-2]?\d[:.h][0-5]\d(?!\d)")
_YEAR = re.compile(r"\d{4}")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post, before the page is set as text."""

    #: The element that holds it. None: it is looked for by its words.
    element: html.HtmlElement | None
    headline: str | None = None
    #: Its words, where the metadata has them.
    words: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()


def posts_of(tree: html.HtmlElement, facts: Facts, now: datetime) -> tuple[Post, ...]:
    """The posts of a page in its order; none where it is no live blog."""
    marked = tuple(_marked(tree))
    if facts.updates:
        return tuple(_declared(tree, facts.updates, marked))
    if len(marked) >= 2:
        return marked
    return tuple(_repeated(tree, 2 if facts.is_live else FEWEST, now))


def parts_of(posts: Sequence[Post]) -> Mapping[html.HtmlElement, int]:
    """The elements that hold posts, each with the number of its post."""
    return {post.element: n for n, post in enumerate(posts) if post.element is not None}


def only_told(posts: Sequence[Post], page: Rendered) -> tuple[tuple[str, int], ...]:
    """The lines of the posts whose words stand nowhere on the page, each with its post's number.

    Scripts show such posts later, so that only the metadata has them.
    """
    shown = _letters(page.text)
    lines = []
    for n, post in enumerate(posts):
        if post.element is not None or not post.words:
            continue
        said = [_letters(words)[:_ENOUGH] for words in (*post.words.split("\n"), post.headline or "")]
        if not any(words and words in shown for words in said):
            lines += [(words, n) for words in (*filter(None, [post.headline]), *post.words.split("\n"))]
    return tuple(lines)


def ranges(posts: Sequence[Post], page: Rendered) -> dict[int, tuple[int, int]]:
    """Where each post that is on the page stands: its first line, and one past its last."""
    found: dict[int, tuple[int, int]] = {}
    for number, line in enumerate(page.lines):
        if line.part is not None:
            first, _ = found.get(line.part, (number, 0))
            found[line.part] = first, number + 1
    letters = [_letters(line.span.of(page.text)) for line in page.lines]
    taken = {n for first, end in found.values() for n in range(first, end)}
    for n, post in enumerate(posts):
        if n not in found and (place := _by_words(post, letters, taken)):
            found[n] = place
            taken |= set(range(*place))
    return _apart(found)


def _apart(found: Mapping[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The ranges in order of the page, cut where the next one begins."""
    in_order = sorted(found.items(), key=lambda one: one[1])
    cut = {}
    for (n, (first, end)), (_, (following, _)) in pairwise([*in_order, (-1, (1 << 60, 0))]):
        if first < min(end, following):
            cut[n] = first, min(end, following)
    return cut


def _by_words(post: Post, letters: Sequence[str], taken: set[int]) -> tuple[int, int] | None:
    """The lines that have a post's headline and words. None: there are none, or only its headline."""
    headline, words = _letters(post.headline or ""), _letters(post.words or "")
    best: tuple[int, int] | None = None
    for n, line in enumerate(letters):
        if n in taken or not line:
            continue
        if not (line == headline or (len(line) >= 20 and words.startswith(line[:_ENOUGH]))):
            continue
        end = n + 1
        while end < len(letters) and end not in taken and (not letters[end] or letters[end] in words):
            end += 1
        # A list of the posts above them has their headlines alone.
        says = line != headline or any(letters[m] for m in range(n + 1, end))
        if says and (best is None or end - n > best[1] - best[0]):
            best = n, end
    return best


def own_time(post: Post, lines: Sequence[tuple[Line, str]], facts: Facts, now: datetime) -> When | None:
    """When a post was published. None: nothing on the page says it.

    A clock without its day ("14:05") is of the page's day, where publication and update are of one.
    """
    if post.published:
        return metadata_time(post.published, not_after=now)
    written = next((words for _, words in lines if len(words) <= 40 and _CLOCK.search(words)), None)
    if written is None:
        return None
    days = {
        when.iso[:10]
        for said in (facts.published, facts.updated)
        if said and (when := metadata_time(said, not_after=now)).iso
    }
    if len(days) == 1 and facts.published and facts.updated:
        return When(iso=days.pop(), as_written=written, basis=Basis.INFERENCE)
    return When(iso=None, as_written=written, basis=Basis.NONE)


def is_time(words: str) -> bool:
    """Whether a line is a time and little else: no part of what a post says."""
    return len(words) <= 40 and bool(_CLOCK.search(words)) and len(words.split()) <= 6


def is_bare_clock(words: str) -> bool:
    """Whether a time is a clock without its year: no date, and no wrong one either."""
    return is_time(words) and not _YEAR.search(words)


def _letters(words: str) -> str:
    return _LETTERS.sub("", words).casefold()


def _declared(tree: html.HtmlElement, updates: Sequence[Update], marked: Sequence[Post]) -> Iterator[Post]:
    """The posts that the metadata names, each with its element where its address names one."""
    by_id = {found: element for element in tree.iter() if (found := element.get("id"))}
    elements = [by_id.get(update.anchor) if update.anchor else None for update in updates]
    if not any(element is not None for element in elements) and len(marked) == len(updates):
        elements = [post.element for post in marked]
    # An element that several share, or that has no words of its own, is only a place to jump to.
    shared = Counter(elements)
    for update, element in zip(updates, elements, strict=True):
        own = element is not None and shared[element] == 1 and len(element.text_content().strip()) >= 20
        yield Post(
            element=element if own else None,
            headline=update.headline,
            words=update.words,
            published=update.published,
            updated=update.updated,
            authors=update.authors,
        )


def _marked(tree: html.HtmlElement) -> Iterator[Post]:
    """The posts that the markup names."""
    for element in tree.xpath("//*[contains(@itemprop, 'liveBlogUpdate')]"):
        if "liveBlogUpdate" in element.get("itemprop").split():
            yield Post(element=element, published=_property(element, "datePublished") or _time_in(element))


def _property(element: html.HtmlElement, name: str) -> str | None:
    for inner in element.iter():
        if name in (inner.get("itemprop") or "").split():
            return inner.get("datetime") or inner.get("content") or None
    return None


def _time_in(element: html.HtmlElement) -> str | None:
    """The first time of day in an element's time elements, as its attribute gives it."""
    times = (time.get("datetime") or "" for time in element.iter("time"))
    return next((time for time in times if _CLOCK.search(time)), None)


def _repeated(tree: html.HtmlElement, fewest: int, now: datetime) -> Iterator[Post]:
    """The blocks below one element that each have their own time, where they are the page's text."""
    blocks: dict[tuple[html.HtmlElement, str], list[tuple[html.HtmlElement, str]]] = defaultdict(list)
    for time in tree.iter("time"):
        written = time.get("datetime") or ""
        if not _CLOCK.search(written) or _is_aside(time):
            continue
        block = time
        for _ in range(_LEVELS):
            above = block.getparent()
            if above is None:
                break
            held = blocks[above, block.tag]
            if not held or held[-1][0] is not block:
                held.append((block, written))
            block = above
    best: list[tuple[html.HtmlElement, str]] = []
    for held in blocks.values():
        if len(held) >= max(fewest, len(best) + 1) and _are_posts(held, now):
            best = held
    if best and _weight(best) >= _MOST * _weight([(tree, "")]):
        for element, written in best:
            yield Post(element=element, published=written)


def _is_aside(time: html.HtmlElement) -> bool:
    """Whether a time stands where no posts do, or is that of a comment."""
    return any(
        above.tag in _OUT or _COMMENTS.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in time.iterancestors()
        if above.tag not in ("body", "html", "main")
    )


def _are_posts(held: Sequence[tuple[html.HtmlElement, str]], now: datetime) -> bool:
    """Whether blocks are posts: each with words of its own, in the order of their times, none a teaser."""
    times = [metadata_time(written, not_after=now).iso for _, written in held]
    known = [iso for iso in times if iso]
    if len(known) < len(held) or len(set(known)) < 0.8 * len(held):
        return False
    down = sum(one >= other for one, other in pairwise(known))
    up = sum(one <= other for one, other in pairwise(known))
    if max(down, up) < 0.8 * (len(known) - 1):
        return False
    telling = [_own_words(element) >= _TELLING for element, _ in held]
    leading = [_leads_elsewhere(element) for element, _ in held]
    return sum(telling) >= 0.8 * len(held) and sum(leading) < 0.5 * len(held)


def _weight(held: Sequence[tuple[html.HtmlElement, str]]) -> int:
    return sum(_own_words(element) for element, _ in held)


def _own_words(element: html.HtmlElement) -> int:
    """How many characters of paragraphs there are in an element, words of links left out."""
    total = 0
    for paragraph in element.iter("p", "blockquote", "li"):
        if paragraph.tag == "li" and paragraph.find(".//p") is not None:
            continue
        words = len(paragraph.text_content().strip())
        linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
        total += words if words >= 25 and linked < 0.5 * words else 0
    return total


def _leads_elsewhere(element: html.HtmlElement) -> bool:
    """Whether the heading of a block is a link to another page, as teasers have it."""
    for heading in element.iter(*_HEADINGS):
        links = [*heading.iter("a"), *(above for above in heading.iterancestors("a"))]
        return any("#" not in (link.get("href") or "#") for link in links)
    return False


def roles_apart(line: Line, words: str) -> str | None:
    """What sort of furniture a line of a post is. None: none, it says something."""
    for zone in (Zone.NAVIGATION, Zone.FOOTER, Zone.FORM, Zone.COMMENTS, Zone.RELATED):
        if zone in line.zones:
            return zone.value
    if is_time(words):
        return "dates"
    return "page" if line.linked >= 0.75 and len(words) <= 100 else None


def title_in(lines: Sequence[tuple[Line, str]], headline: str | None) -> Span | None:
    """Where a post's title stands: its first heading, or the line that is its headline."""
    said = _letters(headline or "")
    for line, words in lines:
        if line.tag in _HEADINGS or (said and _letters(words) == said):
            return line.span
        if len(words) > 200:
            break
    return None
