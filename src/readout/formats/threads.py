"""Threads as lists: the stories of each over time, for a terminal, as CSV and as JSON."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from io import StringIO

from readout.formats.look import tidy
from readout.formats.originals import counted, originals
from readout.formats.words import _
from readout.model import Article, Edition, Story, Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One story of a thread."""

    thread: str
    thread_title: str
    story: str
    title: str
    #: Publication of its first and its last article, as ISO dates or times. None: not known.
    first: str | None
    last: str | None
    articles: int
    #: How many of them are no copy of another.
    originals: int
    outlets: tuple[str, ...]
    #: Why it stands in the thread.
    why: str


def rows(edition: Edition) -> Iterator[Row]:
    """The stories of every thread of an edition, newest first; threads by their newest story."""
    articles: dict[str, Article] = {article.id: article for article in edition.articles}
    stories: dict[str, Story] = {story.id: story for story in edition.told.stories}
    threads = [
        [_row(edition, thread, story, articles) for story in newest_first(thread, stories, articles)]
        for thread in edition.told.threads
    ]
    threads.sort(key=lambda found: max((row.last or "" for row in found), default=""), reverse=True)
    for found in threads:
        yield from found


def newest_first(
    thread: Thread, stories: Mapping[str, Story], articles: Mapping[str, Article]
) -> list[Story]:
    """The stories of a thread, those that no article dates last."""
    held = [stories[i] for i in reversed(thread.stories) if i in stories]
    return sorted(held, key=lambda story: not _times(story, articles))


def _times(story: Story, articles: Mapping[str, Article]) -> list[str]:
    """When its articles were published, as far as they say so: earliest first."""
    mine = (articles[i].published for i in story.articles if i in articles)
    return sorted(when.iso for when in mine if when and when.iso)


def _row(edition: Edition, thread: Thread, story: Story, articles: Mapping[str, Article]) -> Row:
    mine = [articles[i] for i in story.articles if i in articles]
    times = _times(story, articles)
    why = next((r.detail for r in thread.reasons if any(i in r.detail for i in story.articles)), "")
    return Row(
        thread=thread.id,
        thread_title=tidy(thread.title),
        story=story.id,
        title=tidy(story.title),
        first=times[0] if times else None,
        last=times[-1] if times else None,
        articles=len(mine),
        originals=originals([a.id for a in mine], edition.copies),
        outlets=tuple(dict.fromkeys(tidy(a.outlet) for a in mine if a.outlet)),
        why=why,
    )


def threads_as_text(edition: Edition) -> Iterator[str]:
    """A heading a thread, and a line a story: when, what, how often told."""
    title = None
    for row in rows(edition):
        if row.thread != title:
            name = _("thread {id}").format(id=row.thread)
            yield f"{'' if title is None else chr(10)}{row.thread_title}\n{name}\n"
            title = row.thread
        when = row.first[:10] if row.first else _("undated")
        yield f"  {when:<10}  {row.title}\n"
        about = [counted(row.articles, row.originals), *row.outlets[:4], _("story {id}").format(id=row.story)]
        yield f"              {' · '.join(about)}\n"


def threads_as_csv(edition: Edition) -> Iterator[str]:
    """One row a story; several outlets are parted by "; ". Cells that a spreadsheet would run are quoted."""
    out = StringIO()
    names = [field.name for field in fields(Row)]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows(edition):
        plain = asdict(row) | {"outlets": "; ".join(row.outlets)}
        writer.writerow([_cell(plain[name]) for name in names])
    yield out.getvalue()


def _cell(value: object) -> str:
    words = "" if value is None else str(value)
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t"} else words


def threads_as_jsonl(edition: Edition) -> Iterator[str]:
    """One JSON object a story."""
    return (json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows(edition))


def threads_as_json(edition: Edition) -> Iterator[str]:
    """The same as one JSON array."""
    yield json.dumps([asdict(row) for row in rows(edition)], ensure_ascii=False, indent=1) + "\n"
