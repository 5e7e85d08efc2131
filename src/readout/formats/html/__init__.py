"""Editions as HTML pages: what the reader serves and the one-file edition holds. Pure.

Everything is escaped; no page asks another machine for anything, and none needs its one script.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from readout.formats import words
from readout.formats.acts import SIGNS, Family, members, name_of
from readout.formats.decided import Decided
from readout.formats.digest import heading, told
from readout.formats.explainer import sections
from readout.formats.html import asking, quick
from readout.formats.html.beside import BesideView, ImageView
from readout.formats.html.choosing import Choosing, Marks, Row
from readout.formats.html.difference import difference_view
from readout.formats.html.found import found_view, operators
from readout.formats.html.glances import glance_view, glances_of
from readout.formats.html.index import Index
from readout.formats.html.ledger import actor_ledger, depth_view, quote_views
from readout.formats.html.links import Links, PageLinks, SheetLinks
from readout.formats.html.picture import picture
from readout.formats.html.problems import problem_groups
from readout.formats.html.quick import Setting
from readout.formats.html.said import Card, card
from readout.formats.html.saved import SavedView
from readout.formats.html.threads import DecisionView as DecisionView
from readout.formats.html.threads import placing, thread_view
from readout.formats.html.view import (
    StoryView,
    actor_view,
    actors_in,
    article_view,
    capture_view,
    dispute_view,
    statement_view,
    story_view,
)
from readout.formats.kinds import feed_word
from readout.formats.look import tidy
from readout.formats.reasons import reason_words
from readout.formats.times import Age, age, day, stamp
from readout.model import (
    Act,
    ArticleId,
    Basis,
    Capture,
    Compared,
    Depth,
    Difference,
    Digest,
    Dispute,
    Edition,
    Explainer,
    FeedState,
    Found,
    Glance,
    Problem,
    Share,
    Speaking,
    Story,
    When,
)

#: What a person typed into a form.
Form = Mapping[str, str]

__all__ = ["DecisionView", "PageLinks", "Pages", "SheetLinks", "as_html", "script", "style"]


@cache
def style() -> str:
    """The one style sheet."""
    return (files("readout.formats.html") / "readout.css").read_text(encoding="utf-8")


@cache
def script() -> str:
    """The one script: keys, and marks without loading the page again. Every page works without it."""
    return (files("readout.formats.html") / "readout.js").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("readout.formats.html"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # A page writes its words as `{{ _("Articles") }}`, or between `trans` and `endtrans`.
    environment.context_class = Setting
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.globals.update(
        _=quick.gettext,
        gettext=quick.gettext,
        ngettext=quick.ngettext,
        pgettext=quick.pgettext,
        tongue=words.tongue,
        direction=words.direction,
        languages=words.languages,
        own_name=words.own_name,
        quoted=words.quoted,
        n_=words.n_,
        p_=words.p_,
        english=_english,
        feed_word=feed_word,
        name_of=name_of,
        reason_words=reason_words,
        asking=asking.asking,
        stamp=stamp,
        token=asking.token,
    )
    return environment


def _english() -> Markup:
    """The attribute of words that only English has."""
    return Markup("") if words.tongue() == words.ENGLISH else Markup(' lang="en"')


class Held(Protocol):
    """How much is held."""

    @property
    def captures(self) -> int: ...
    @property
    def articles(self) -> int: ...
    @property
    def statements(self) -> int: ...
    @property
    def problems(self) -> int: ...


class _Counted:
    """Stands for an edition where a page only counts what is in it."""

    def __init__(self, held: Held) -> None:
        self.captures, self.articles = range(held.captures), range(held.articles)
        self.statements, self.problems = range(held.statements), range(held.problems)


class Pages:
    """The pages of an edition. `now` is what ages count from."""

    def __init__(self, edition: Edition, now: datetime, links: Links | None = None) -> None:
        self.index = Index(edition, now, links or PageLinks())

    def river(
        self,
        stories: Sequence[Story],
        *,
        glances: Sequence[Glance] | None = None,
        held: "Held | None" = None,
        after: str | None = None,
        full: bool = False,
        choosing: Choosing | None = None,
        marks: Mapping[str, Marks] | None = None,
    ) -> str:
        """Some stories, or glances at them where they are known.

        `held`: how much there is where the edition is but a part; None: it is all. `choosing`: which
        stories these are; `marks`: what the reader did with each. None: nobody asks.
        """
        found = glances_of(self.index, stories) if glances is None else glances
        shown = [glance_view(self.index, glance, cards=full) for glance in found]
        edition = _Counted(held) if held else self.index.edition
        facts = {"stories": shown, "after": after, "full": full, "edition": edition}
        articles = held.articles if held else len(self.index.edition.articles)
        return self._page(
            "river.html", here="river", articles=articles, choosing=choosing, marks=marks or {}, **facts
        )

    def article(
        self,
        article_id: str,
        *,
        trouble: str = "",
        form: Form | None = None,
        marks: Collection[str] = (),
        image: ImageView | None = None,
        beside: Sequence[BesideView] = (),
    ) -> str:
        """An article. `trouble`: what is wrong with the form that was sent; `marks`: "read", "starred".

        `image`: what the article leads with, where the reader wants to see it; `beside`: its translations.
        """
        names = actors_in(self.index, self.index.articles[article_id].capture_id)
        view = article_view(self.index, article_id)
        return self._page(
            "article.html",
            view=view,
            acts=list(Act),
            names=names,
            trouble=trouble,
            form=form or {},
            marks=marks,
            image=image,
            beside=beside,
        )

    def story(
        self,
        story_id: str,
        decisions: Sequence[DecisionView] = (),
        *,
        done: bool = False,
        depth: Depth | None = None,
        quotes: Sequence[Compared] = (),
    ) -> str:
        """A story. `depth`: what its statements rest on; `quotes`: quotations of it, compared."""
        story = self.index.stories[story_id]
        facts = {"view": story_view(self.index, story), "placing": placing(self.index, story, decisions)}
        compared = quote_views(self.index, quotes)
        return self._page("story.html", done=done, depth=depth_view(depth), quotes=compared, **facts)

    def thread(self, thread_id: str) -> str:
        view = thread_view(self.index, thread_id)
        return self._page(
            "thread.html", view=view, thread=thread_id, arcs=picture(self.index, self._disputes(thread_id))
        )

    def _disputes(self, thread_id: str) -> list[Dispute]:
        """The disputes in a thread's stories."""
        thread = next(t for t in self.index.edition.told.threads if t.id == thread_id)
        articles = {
            a for s in thread.stories if s in self.index.stories for a in self.index.stories[s].articles
        }
        said = {s.id for a in articles for s in self.index.said_in.get(a, ())}
        return [
            d
            for d in self.index.edition.disputes
            if any(said.intersection(side.statements) for side in d.sides)
        ]

    def actor(
        self,
        actor_id: str,
        *,
        trouble: str = "",
        after: str | None = None,
        speaking: Sequence[Speaking] = (),
    ) -> str:
        """An actor. `after`: where the next page of statements begins; `speaking`: who speaks for whom."""
        page = "actor.html" if after is None else "actor_more.html"
        view, ledger = actor_view(self.index, actor_id), actor_ledger(self.index, actor_id, speaking)
        return self._page(page, view=view, ledger=ledger, trouble=trouble, after=after)

    def explainer(self, explainer: Explainer) -> str:
        made = sections(explainer, self.index.edition)
        return self._page("explainer.html", title=tidy(explainer.title), sections=made)

    def digest(self, digest: Digest) -> str:
        stories = list(told(digest, self.index.edition))
        return self._page(
            "digest.html", here="digest", heading=heading(digest), stories=stories, more=digest.more
        )

    def dispute(self, dispute_id: str) -> str:
        return self._page("dispute.html", view=dispute_view(self.index, dispute_id))

    def statement(
        self,
        statement_id: str,
        *,
        done: bool = False,
        trouble: str = "",
        form: Form | None = None,
        quotes: Sequence[Compared] = (),
    ) -> str:
        """Why a reading was made. `done`: a correction is kept; `trouble`: what is wrong with the form.

        `quotes`: quotations compared; those of this statement are shown.
        """
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
            quotes=quote_views(
                self.index, [q for q in quotes if statement_id in (q.one_statement, q.other_statement)]
            ),
        )

    def corrections(self, decided: Sequence[Decided], *, done: str = "") -> str:
        return self._page("corrections.html", here="corrections", decided=decided, done=done)

    def difference(self, found: Difference) -> str:
        return self._page("difference.html", view=difference_view(self.index, found))

    def capture(self, capture: Capture, start: int | None = None, end: int | None = None) -> str:
        return self._page("capture.html", view=capture_view(self.index, capture, start, end))

    def problems(self, problems: Sequence[Problem], feeds: Mapping[str, str] | None = None) -> str:
        """What is in trouble. `feeds`: the title of each feed, by its address."""
        groups = problem_groups(problems, feeds or {})
        return self._page("problems.html", here="problems", problems=problems, groups=groups)

    def feeds(
        self,
        states: Sequence[FeedState],
        *,
        unread: Mapping[str, int],
        folders: Sequence[tuple[str, int]] = (),
        trouble: str = "",
        done: str = "",
    ) -> str:
        """Every feed. `unread`: how many articles, by the address of the feed, and of each folder."""
        facts = {"states": states, "unread": unread, "folders": folders}
        return self._page("feeds.html", here="feeds", trouble=trouble, done=done, **facts)

    def about(self) -> str:
        families = [(family.value, SIGNS[family], members(family)) for family in Family]
        return self._page("about.html", here="about", families=families)

    def searches(self, saved: Sequence[SavedView], *, trouble: str = "", done: str = "") -> str:
        """The searches that somebody keeps."""
        return self._page("searches.html", saved=saved, trouble=trouble, done=done)

    def search(self, asked: str, found: Found | None, *, trouble: str = "") -> str:
        """What was found. `found` None: nothing was asked; `trouble`: what is wrong with what was."""
        view = found_view(self.index, found) if found else None
        facts = {"view": view, "trouble": trouble, "operators": operators()}
        return self._page("search.html", asked=asked, **facts)

    def articles(
        self,
        wanted: Sequence[str],
        *,
        read: Collection[str],
        starred: Collection[str],
        choosing: Choosing,
        after: str | None,
    ) -> str:
        """Articles to go through."""
        rows = [
            Row(
                card=card(self.index, self.index.articles[i]),
                said=len(self.index.said_in.get(ArticleId(i), ())),
                read=i in read,
                starred=i in starred,
                capture=self.index.links.capture(self.index.articles[i].capture_id),
            )
            for i in wanted
        ]
        return self._page("articles.html", here="articles", rows=rows, choosing=choosing, after=after)

    def settings(self, own: Mapping[str, str], *, done: bool = False, trouble: str = "") -> str:
        """What somebody has set for themselves."""
        return self._page("settings.html", here="settings", own=own, done=done, trouble=trouble)

    def shared(
        self,
        shares: Sequence[Share],
        *,
        held: int,
        after: str | None,
        house: Mapping[str, str],
        who: str,
        trouble: str = "",
    ) -> str:
        """The shared river. `who`: whose shares may be taken back."""
        shown = [(share, self._age(share.at)) for share in shares]
        return self._page(
            "shared.html",
            here="shared",
            shares=shown,
            held=held,
            after=after,
            house=house,
            who=who,
            trouble=trouble,
        )

    def _age(self, at: datetime) -> Age:
        found = age(When(iso=at.isoformat(), as_written="", basis=Basis.DOCUMENT), self.index.now)
        return replace(found, exact=stamp(at))

    def share(self, share: Share) -> str:
        """A share with the text as it was."""
        return self._page("share.html", share=share)

    def keys(self) -> str:
        return self._page("keys.html", here="settings")

    def login(self, *, back: str, trouble: str, name: str) -> str:
        """Where somebody logs in. `back`: the page they wanted."""
        return self._page("login.html", back=back, trouble=trouble, name=name)

    def message(self, title: str, told: str) -> str:
        return self._page("message.html", title=title, words=told)

    def _page(self, template: str, **facts: object) -> str:
        given = {"here": "", "asked": "", "links": self.index.links, **facts}
        return _environment().get_template(template).render(given)


def as_html(edition: Edition, *, now: datetime) -> str:
    """The whole edition as one file that needs nothing else: opens from a disk, prints."""
    pages = Index(edition, now, SheetLinks())
    stories = [story_view(pages, story, glance=True) for story in edition.told.stories]
    stories.sort(key=lambda view: view.age.iso or "", reverse=True)
    order = {card.id: n for n, view in enumerate(stories) for card in _cards(view)}
    articles = [article_view(pages, article.id) for article in edition.articles]
    articles.sort(key=lambda view: order.get(view.card.id, len(order)))
    return (
        _environment()
        .get_template("edition.html")
        .render(
            links=pages.links,
            date=day(now.date().isoformat()),
            stories=stories,
            articles=articles,
            edition=edition,
            style=style(),
        )
    )


def _cards(view: StoryView) -> Iterator[Card]:
    for one, copies in view.cards:
        yield one
        yield from copies
