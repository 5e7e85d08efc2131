"""The explainer of a story or a thread."""

from dataclasses import dataclass

from readout import briefs
from readout.desk import around
from readout.desk.pages import PageParts
from readout.model import Edition, Explainer


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An explainer, and the articles that it rests on."""

    explainer: Explainer
    edition: Edition


def explained(pages: PageParts, about: str) -> Explained:
    """The explainer of a story or a thread: by an id, or words of its title. Raises NotFoundError."""
    with pages.gathering() as (part, _):
        found, title, stories = around.meant(part, about)
        edition = around.of(part, (a for story in stories for a in story.articles))
    days = {a.id: (a.published.iso if a.published else None) or "" for a in edition.articles}
    stories.sort(key=lambda story: (min((days.get(a, "") for a in story.articles), default=""), story.id))
    articles = sorted(edition.articles, key=lambda a: (days.get(a.id) or "~", a.id))
    made = briefs.explain(
        found,
        title,
        stories,
        articles,
        {capture.id: capture.text for capture in edition.captures},
        edition.statements,
        edition.cast,
        edition.disputes,
        edition.briefs,
        edition.events,
    )
    return Explained(explainer=made, edition=edition)
