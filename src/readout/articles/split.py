"""Where the articles of a page begin and end. Decides; the blocks are made elsewhere."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from readout.articles.lines import Line
from readout.articles.posts import posts

#: Furniture that a river prints once for each of its stories.
MARKS = frozenset({"share", "age", "expand", "outlet"})
#: Furniture that ends an article.
LAST_WORDS = frozenset(
    {
        "call_to_action",
        "comments",
        "copyright",
        "related",
        "navigation",
        "pagination",
        "tags",
        "most_read",
        "paywall",
    }
)


class Layout(StrEnum):
    #: One article and what stands around it.
    ARTICLE = "article"
    #: One story of a river: a title, perhaps a text.
    STORY = "story"
    #: One untitled paragraph group of a digest.
    DIGEST = "digest"
    #: One post of a live blog: a time, and what was written then.
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of lines that hold one article: `lines[start:end]`."""

    start: int
    end: int
    layout: Layout


def parts(lines: Sequence[Line]) -> tuple[Part, ...]:
    """The articles of a page as runs of lines, in order. Lines outside them are the page's own."""
    if runs := posts(lines):
        above = _articles(lines, 0, runs[0][0]) if runs[0][0] else ()
        return (*above, *(Part(start=a, end=b, layout=Layout.POST) for a, b in runs))
    digest = tuple(_digest(lines))
    if digest:
        return digest
    starts = _story_starts(lines)
    if len(starts) < 2 and not _has_related(lines, starts):
        return tuple(_articles(lines, 0, len(lines)))
    before = tuple(_articles(lines, 0, starts[0])) if starts[0] else ()
    ends = [*starts[1:], len(lines)]
    return (
        *before,
        *(Part(start=a, end=b, layout=Layout.STORY) for a, b in zip(starts, ends, strict=True)),
    )


def outlet_labels(lines: Sequence[Line]) -> dict[int, str]:
    """Lines that name an outlet twice around an age: "The Quay / 2 hours ago / - The Quay"."""
    labels: dict[int, str] = {}
    for n in range(1, len(lines) - 1):
        before, after = lines[n - 1].words, lines[n + 1].words
        if lines[n].furniture == "age" and after.lstrip("-–—•· ") == before and len(before) <= 60:
            labels |= {n - 1: before, n + 1: before}
    return labels


def _digest(lines: Sequence[Line]) -> Iterator[Part]:
    """A page of nothing but paragraph groups that each end with a question, at even distance."""
    if len(lines) < 6 or any(line.furniture in MARKS for line in lines):
        return
    questions = [n for n, line in enumerate(lines) if line.asks and line.count > 4]
    gaps = Counter(b - a for a, b in pairwise(questions))
    if len(questions) < 3 or not gaps:
        return
    step, times = gaps.most_common(1)[0]
    if not 2 <= step <= 5 or times < 0.8 * (len(questions) - 1):
        return
    # Between two questions stand paragraphs; an interview would have a turn there, of one alone.
    if step == 2 and not _is_digest_of_pairs(lines, questions):
        return
    start = 0
    for question in questions:
        first = max(start, question - step - (question == questions[0]))
        yield Part(start=first, end=question + 1, layout=Layout.DIGEST)
        start = question + 1


def _is_digest_of_pairs(lines: Sequence[Line], questions: Sequence[int]) -> bool:
    """Whether paragraph-question pairs are stories: the paragraph comes first and is the longer one."""
    pairs = [(len(lines[n - 1].words), len(lines[n].words)) for n in questions if n]
    return questions[0] == 1 and sum(a > b for a, b in pairs) >= 0.8 * len(pairs)


def _story_starts(lines: Sequence[Line]) -> list[int]:
    """The lines at which the stories of a river begin. Empty: the page is no river."""
    labels = outlet_labels(lines)
    runs = [run for run in _runs(lines, labels) if _is_mark(lines, labels, run)]
    if len(runs) < 2:
        return []
    starts = set()
    for start, end in runs:
        titled_after = end < len(lines) and lines[end].is_heading
        titled_before = start > 0 and lines[start - 1].is_heading
        label = next((n for n in range(start, end) if n in labels), None)
        if label is not None:
            starts.add(label)  # the label leads its story
        elif titled_after and (not titled_before or _closes(lines, start, end)):
            starts.add(end)
        if titled_before and (start - 1) not in labels and label is None and _leads(lines, start - 1):
            starts.add(start - 1)
    return sorted(starts) if len(starts) >= 2 else sorted(starts & set(labels))


def _runs(lines: Sequence[Line], labels: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Runs of lines in a row that are furniture: (first, one past the last)."""
    start = None
    for n in range(len(lines) + 1):
        inside = n < len(lines) and (lines[n].furniture is not None or n in labels)
        if inside and start is None:
            start = n
        elif not inside and start is not None:
            yield start, n
            start = None


def _is_mark(lines: Sequence[Line], labels: dict[int, str], run: tuple[int, int]) -> bool:
    return any(lines[n].furniture in MARKS or n in labels for n in range(*run))


def _closes(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether a run of furniture ends a story rather than standing below its title."""
    return any(lines[n].furniture in {"expand", "pagination"} for n in range(start, end)) or end - start >= 3


def _leads(lines: Sequence[Line], number: int) -> bool:
    """Whether a heading above furniture starts a story: nothing of a text is right above it but an end."""
    return number == 0 or not lines[number - 1].is_heading


def _has_related(lines: Sequence[Line], starts: Sequence[int]) -> bool:
    """Whether the one start is that of a single related article below the main one."""
    return len(starts) == 1 and sum(line.is_paragraph for line in lines[: starts[0]]) >= 2


def _articles(lines: Sequence[Line], start: int, end: int) -> Iterator[Part]:
    """One article, or several that a page prints one below the other."""
    cuts = [start]
    for n in range(start + 1, end):
        if n - cuts[-1] > 3 and _begins_anew(lines, cuts[-1], n, end):
            cuts.append(n)
    for a, b in zip(cuts, [*cuts[1:], end], strict=True):
        if any(line.is_paragraph or line.is_heading for line in lines[a:b]):
            yield Part(start=a, end=b, layout=Layout.ARTICLE)


def _begins_anew(lines: Sequence[Line], start: int, n: int, end: int) -> bool:
    """Whether a second article begins at line `n`: the first has ended, and title and text follow."""
    if lines[n - 1].furniture not in LAST_WORDS or not lines[n].is_heading:
        return False
    if sum(line.is_paragraph for line in lines[start : n - 1]) < 3:
        return False
    headings = 0
    while n + headings < end and lines[n + headings].is_heading:
        headings += 1
    texts = [line for line in lines[n + headings : min(end, n + headings + 6)] if line.is_paragraph]
    # What a page prints below an article are headlines and teasers; an article has a longer text.
    long = [line for line in texts if line.count >= 12]
    strict = lines[n - 1].furniture in {"comments", "related", "most_read"}
    if strict:
        return False
    return len(texts) >= 3 and len(long) >= 2 and headings <= 4
