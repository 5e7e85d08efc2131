"""The pages over the ledger: issue, changes, measures, what is open, quotations, alerts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readout.formats.html import Pages
from readout.formats.html.ledger import (
    alert_views,
    change_view,
    issue_view,
    kind_words,
    measure_views,
    open_views,
    quote_view,
)
from readout.formats.ledger import Groups
from readout.model import Act, ActorId, Alert, Compared, Hit, Opened, OpenKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """How much the ledger holds beside the changes."""

    measures: int
    #: By kind.
    opened: Mapping[str, int]
    quotes: int
    #: Of these quotations so many differ.
    differing: int
    alerts: int


class BookPages(Pages):
    """Each page takes an edition, and what was found in it."""

    def ledger(self, holds: "Holds", *, after: str | None = None) -> str:
        """The front of the ledger: what changed, and the way to everything else.

        `after`: where the next page begins, here and below; None: there is none.
        """
        return self._page(
            "ledger.html",
            here="ledger",
            changes=[change_view(self.index, change) for change in self.index.edition.changes],
            holds=holds,
            opened=[(kind_words(kind), n) for kind in OpenKind if (n := holds.opened.get(kind.value))],
            after=after,
        )

    def issue(
        self,
        words: str,
        *,
        spoken: Sequence[tuple[ActorId, int]] | None = None,
        said: int | None = None,
        after: str | None = None,
    ) -> str:
        """What was said on an issue: the edition holds that and no more (see `issue_view`)."""
        view = issue_view(self.index, words, spoken, said)
        return self._page("issue.html", here="ledger", view=view, issue=words, after=after)

    def measures(self, groups: Groups | None = None, *, after: str | None = None) -> str:
        """Measures. `groups`: what stands in each row, where that is known already."""
        views = measure_views(self.index, groups)
        return self._page("measures.html", here="ledger", measures=views, after=after)

    def open(self, found: Sequence[Opened], counts: Mapping[str, int], *, after: str | None = None) -> str:
        """What is open. `counts`: how much there is of each kind."""
        opened = [
            (kind_words(kind), counts.get(kind.value, 0), views)
            for kind, views in open_views(self.index, found)
        ]
        return self._page("open.html", here="ledger", opened=opened, after=after)

    def quotes(self, rows: Sequence[Compared], *, after: str | None = None) -> str:
        """Quotations in the order of `quote_rows`."""
        views = [quote_view(self.index, one) for one in rows]
        return self._page("quotes.html", here="ledger", quotes=views, after=after)

    def alerts(
        self,
        alerts: Sequence[Alert],
        hits: Sequence[Hit],
        *,
        trouble: str = "",
        thread: str = "",
        title: str = "",
        about: str = "",
        who: str = "",
        act: str = "",
    ) -> str:
        """The alerts with what each has told. `thread` to `act`: what a new alert would ask for."""
        return self._page(
            "alerts.html",
            here="ledger",
            alerts=alert_views(self.index, alerts, hits),
            acts=list(Act),
            trouble=trouble,
            thread=thread,
            title=title,
            about=about,
            who=who,
            act_of=act,
        )
