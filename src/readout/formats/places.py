"""Where passages stand, and who says what stands there, in words."""

from collections.abc import Iterable

from readout.formats.look import tidy
from readout.formats.times import day
from readout.formats.words import _, quoted
from readout.model import Article, Edition, Passage, Side, StatementId


class Places:
    """The articles of an edition in which its passages stand."""

    def __init__(self, edition: Edition) -> None:
        self._held: dict[str, list[Article]] = {}
        for article in edition.articles:
            self._held.setdefault(article.capture_id, []).append(article)
        self._address = {capture.id: capture.address.rsplit("/", 1)[-1] for capture in edition.captures}

    def article(self, passage: Passage) -> Article | None:
        held = self._held.get(passage.capture_id, ())
        return next((article for article in held if passage.span in article.span), None)

    def outlet(self, passage: Passage) -> str | None:
        """The outlet; None where no page names it."""
        article = self.article(passage)
        return tidy(article.outlet) or None if article and article.outlet else None

    def of(self, passages: Iterable[Passage]) -> str:
        """The outlets, or else the titles or addresses of the pages, each once."""
        found = (
            tidy(article.outlet or article.title_clean or self._address.get(article.capture_id, ""))
            for passage in passages
            if (article := self.article(passage))
        )
        return ", ".join(dict.fromkeys(filter(None, found)))

    def note(self, passages: Iterable[Passage]) -> str:
        """A footnote: outlet, title, day, the page, and from which character to which it stands there."""
        return "; ".join(dict.fromkeys(self._note(passage) for passage in passages))

    def _note(self, passage: Passage) -> str:
        article = self.article(passage)
        address = self._address.get(passage.capture_id, passage.capture_id)
        at = _("{page}, characters {start} to {end}").format(
            page=tidy(address), start=passage.span.start, end=passage.span.end
        )
        if article is None:
            return at
        title = quoted(tidy(article.title_clean)) if article.title_clean else ""
        when = day(article.published.iso) if article.published and article.published.iso else ""
        return " · ".join(filter(None, [tidy(article.outlet or ""), title, when, at]))


class Sayers:
    """Who says the words of a dispute's side: a side may hold words of several, and of nobody."""

    def __init__(self, edition: Edition) -> None:
        self._names = {actor.id: actor.name for actor in edition.cast.actors}
        self._voices = edition.cast.voices
        self._said = {statement.id: statement for statement in edition.statements}

    def of(self, side: Side, passage: Passage) -> str:
        """The name of whoever says a passage of a side; empty: no statement of the side stands there."""
        for identity in side.statements:
            statement = self._said.get(identity)
            if statement is None or statement.passage.capture_id != passage.capture_id:
                continue
            if 2 * statement.passage.span.overlap(passage.span) > len(passage.span):
                return self._name(identity)
        return ""

    def _name(self, identity: StatementId) -> str:
        voices = self._voices.get(identity)
        name = self._names.get(voices.speaker, "") if voices and voices.speaker else ""
        written = self._said[identity].speaker
        return tidy(name or (written.exact if written else ""))

    def once(self, side: Side) -> list[Passage]:
        """The passages of a side, the same words once."""
        found: dict[str, Passage] = {}
        for passage in side.passages:
            found.setdefault(tidy(passage.exact).casefold(), passage)
        return list(found.values())
