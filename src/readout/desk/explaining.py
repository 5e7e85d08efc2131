"""Which story or thread is meant, and its explainer."""

from dataclasses import dataclass

from readout import briefs
from readout.desk.parts import of_articles
from readout.model import Edition, Explainer, NotFoundError, Story, minted_story, minted_thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An explainer, and the articles that it rests on."""

    explainer: Explainer
    edition: Edition


def explained(whole: Edition, about: str) -> Explained:
    """The explainer of a story or a thread of an edition. Raises NotFoundError."""
    found, title, stories = meant(whole, about)
    days = {a.id: (a.published.iso if a.published else None) or "" for a in whole.articles}
    stories.sort(key=lambda story: (min((days.get(a, "") for a in story.articles), default=""), story.id))
    edition = of_articles(whole, frozenset(a for story in stories for a in story.articles))
    articles = sorted(edition.articles, key=lambda a: (days.get(a.id) or "~", a.id))
    made = briefs.explain(
        found,
        title,
        stories,
        articles,
        {capture.id: capture.text for capture in whole.captures},
        edition.statements,
        edition.cast,
        edition.disputes,
        edition.briefs,
        edition.events,
    )
    return Explained(explainer=made, edition=edition)


def meant(whole: Edition, about: str) -> tuple[str, str, list[Story]]:
    """Id, title and stories: by id, by an id from before, else the first title that holds the words."""
    stories = {story.id: story for story in whole.told.stories}
    threads = whole.told.threads
    for story in stories.values():
        if about == story.id or about in {minted_story(a) for a in story.articles}:
            return story.id, story.title, [story]
    for thread in threads:
        if about == thread.id or about in {minted_thread(s) for s in thread.stories}:
            return thread.id, thread.title, [stories[s] for s in thread.stories if s in stories]
    words = about.casefold()
    for thread in threads:
        if words in thread.title.casefold():
            return thread.id, thread.title, [stories[s] for s in thread.stories if s in stories]
    for story in stories.values():
        if words in story.title.casefold():
            return story.id, story.title, [story]
    raise NotFoundError(about=about)
