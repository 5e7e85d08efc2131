"""What the page of a thread shows, and what a story's page says about its thread and its placement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readout.formats.html.index import Index
from readout.formats.html.view import StoryView, story_view
from readout.formats.reasons import reason_list as _relations
from readout.formats.reasons import reason_name
from readout.formats.threads import newest_first
from readout.formats.words import _
from readout.model import ArticleId, Reason, Story, Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """What somebody decided about articles of a story."""

    key: str
    by: str
    when: str
    together: bool
    articles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Why the articles of a story stand together, and what a person can do about it."""

    #: The thread's title and address, the story before and the story after.
    thread: tuple[str, str] | None
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    #: For each article its id and title, and why it stands here.
    articles: tuple[tuple[str, str, str], ...]
    #: Stories that could be the same: (id, title), linked ones first.
    others: tuple[tuple[str, str], ...]
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    title: str
    #: Newest first: the day (None: not known), the story, and why it is in the thread.
    stories: tuple[tuple[str | None, StoryView, str], ...]
    articles: int
    originals: int
    first: str | None
    last: str | None


#: So many stories are offered to be joined with one.
OFFERED = 20


def thread_view(index: Index, thread_id: str) -> ThreadView:
    thread = next(t for t in index.edition.told.threads if t.id == thread_id)
    stories = newest_first(thread, index.stories, index.articles)
    views = [story_view(index, story, glance=True, cards=False) for story in stories]
    days = [day_of(index, story) for story in stories]
    known = sorted(day for day in days if day)
    return ThreadView(
        title=thread.title,
        stories=tuple(
            (day, view, _why(index, thread.reasons, story.articles))
            for day, view, story in zip(days, views, stories, strict=True)
        ),
        articles=sum(view.articles for view in views),
        originals=sum(view.originals for view in views),
        first=known[0] if known else None,
        last=known[-1] if known else None,
    )


def day_of(index: Index, story: Story) -> str | None:
    """The day of its first article, as ISO. None: no article gives one."""
    times = [a.published.iso for i in story.articles if (a := index.articles.get(i)) and a.published]
    return min((iso[:10] for iso in times if iso), default=None)


def placing(index: Index, story: Story, decisions: Iterable[DecisionView] = ()) -> Placing:
    threads = [t for t in index.edition.told.threads if story.id in t.stories]
    thread = threads[0] if threads else None
    at = thread.stories.index(story.id) if thread else 0
    return Placing(
        thread=(thread.title, index.links.thread(thread.id)) if thread else None,
        before=_story(index, thread, at - 1) if at else None,
        after=_story(index, thread, at + 1),
        articles=tuple((i, _title(index, i), _why(index, story.reasons, [i])) for i in story.articles),
        others=tuple(_others(index, story, thread))[:OFFERED],
        decisions=tuple(decisions),
    )


def _story(index: Index, thread: Thread | None, at: int) -> tuple[str, str] | None:
    if thread is None or not 0 <= at < len(thread.stories) or thread.stories[at] not in index.stories:
        return None
    story = index.stories[thread.stories[at]]
    return story.title or _("untitled story"), index.links.story(story.id)


def _others(index: Index, story: Story, thread: Thread | None) -> Iterable[tuple[str, str]]:
    linked = [index.story_of.get(other) for i in story.articles for other, _ in index.linked.get(i, ())]
    beside = [index.stories.get(i) for i in thread.stories] if thread else []
    for other in dict.fromkeys([*linked, *beside]):
        if other is not None and other.id != story.id:
            yield other.id, other.title or _("untitled story")


def _title(index: Index, article_id: str) -> str:
    article = index.articles[article_id]
    outlet = f" ({article.outlet})" if article.outlet else ""
    if article.title_clean:
        return article.title_clean + outlet
    words = " ".join(article.words(index.texts[article.capture_id]).split())
    return (words if len(words) <= 90 else words[:90].rsplit(" ", 1)[0] + " …") + outlet


def _why(index: Index, reasons: Sequence[Reason], articles: Sequence[str]) -> str:
    """The reason that names one of the articles, with titles in the place of ids."""
    for reason in reasons:
        pair, _colon, why = reason.detail.partition(": ")
        if any(i in pair.split(" and ") for i in articles):
            others = [i for i in pair.split(" and ") if i not in articles and i in index.articles]
            because = _relations(why)
            name = reason_name(reason.name)
            if not others:
                return f"{name}, {because}"
            beside = _title(index, ArticleId(others[0]))
            return _("{reason}, with “{article}”: {why}").format(reason=name, article=beside, why=because)
    return ""
