"""Editions as HTML pages: what the reader serves and the one-file edition holds. Pure.

Everything is escaped; no page runs a script or asks another machine for anything.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from readout.formats.decided import Decided
from readout.formats.html.index import Index
from readout.formats.html.links import Links, PageLinks, SheetLinks
from readout.formats.html.view import (
    actor_view,
    actors_in,
    age,
    article_view,
    capture_view,
    dispute_view,
    statement_view,
    story_view,
)
from readout.model import Act, Capture, Edition, Problem, Story

#: What a person typed into a form.
Form = Mapping[str, str]

__all__ = ["PageLinks", "Pages", "SheetLinks", "as_html", "style"]


@cache
def style() -> str:
    """The one style sheet."""
    return (files("readout.formats.html") / "readout.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("readout.formats.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["age"] = age
    return environment


class Pages:
    """The pages of an edition. `now` is what ages count from."""

    def __init__(self, edition: Edition, now: datetime, links: Links | None = None) -> None:
        self.index = Index(edition, now, links or PageLinks())

    def river(self, stories: Sequence[Story], *, after: str | None = None, full: bool = False) -> str:
        shown = [story_view(self.index, story) for story in stories]
        return self._page("river.html", stories=shown, after=after, full=full, edition=self.index.edition)

    def article(self, article_id: str, *, trouble: str = "", form: Form | None = None) -> str:
        """An article. `trouble`: what is wrong with the form that was sent."""
        names = actors_in(self.index, self.index.articles[article_id].capture_id)
        view = article_view(self.index, article_id)
        return self._page(
            "article.html", view=view, acts=list(Act), names=names, trouble=trouble, form=form or {}
        )

    def story(self, story_id: str) -> str:
        return self._page("story.html", view=story_view(self.index, self.index.stories[story_id]))

    def actor(self, actor_id: str, *, trouble: str = "") -> str:
        return self._page("actor.html", view=actor_view(self.index, actor_id), trouble=trouble)

    def dispute(self, dispute_id: str) -> str:
        return self._page("dispute.html", view=dispute_view(self.index, dispute_id))

    def statement(
        self, statement_id: str, *, done: bool = False, trouble: str = "", form: Form | None = None
    ) -> str:
        """Why a reading was made. `done`: a correction is kept; `trouble`: what is wrong with the form."""
        view = statement_view(self.index, statement_id)
        names = actors_in(self.index, view.passage.capture_id)
        return self._page(
            "statement.html",
            view=view,
            acts=list(Act),
            names=names,
            done=done,
            trouble=trouble,
            form=form or {},
        )

    def corrections(self, decided: Sequence[Decided], *, done: str = "") -> str:
        return self._page("corrections.html", decided=decided, done=done)

    def capture(self, capture: Capture, start: int | None = None, end: int | None = None) -> str:
        return self._page("capture.html", view=capture_view(self.index, capture, start, end))

    def problems(self, problems: Sequence[Problem]) -> str:
        return self._page("problems.html", problems=problems)

    def about(self) -> str:
        return self._page("about.html")

    def search(self, words: str, found: Edition | None) -> str:
        hits = [statement_view(self.index, s.id) for s in found.statements] if found else []
        return self._page("search.html", words=words, hits=hits)

    def message(self, title: str, words: str) -> str:
        return self._page("message.html", title=title, words=words)

    def _page(self, template: str, **facts: object) -> str:
        links = self.index.links
        return _environment().get_template(template).render(links=links, now=self.index.now, **facts)


def as_html(edition: Edition, *, now: datetime) -> str:
    """The whole edition as one file that needs nothing else: opens from a disk, prints."""
    pages = Index(edition, now, SheetLinks())
    stories = [story_view(pages, story) for story in edition.told.stories]
    articles = [article_view(pages, article.id) for article in edition.articles]
    return (
        _environment()
        .get_template("edition.html")
        .render(
            links=pages.links,
            now=now,
            stories=stories,
            articles=articles,
            edition=edition,
            style=style(),
            full=False,
        )
    )
