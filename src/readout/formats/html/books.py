"""The pages over the ledger: issue, changes, measures, what is open, quotations, alerts."""

from collections.abc import Sequence

from readout.formats.html import Pages
from readout.formats.html.ledger import (
    alert_views,
    change_view,
    issue_view,
    measure_views,
    open_views,
    quote_views,
)
from readout.model import Act, Alert, Compared, Hit, Opened


class BookPages(Pages):
    """Each page takes an edition, and what was found in it."""

    def ledger(self, opened: Sequence[Opened], quotes: Sequence[Compared], alerts: int) -> str:
        """The front of the ledger: what changed, and the way to everything else."""
        views = quote_views(self.index, quotes)
        return self._page(
            "ledger.html",
            here="ledger",
            changes=[change_view(self.index, change) for change in self.index.edition.changes],
            measures=measure_views(self.index),
            opened=open_views(self.index, opened),
            differing=sum(view.kind != "same" for view in views),
            quotes=len(views),
            alerts=alerts,
        )

    def issue(self, words: str) -> str:
        """What was said on an issue: the edition holds that and no more."""
        return self._page("issue.html", here="ledger", view=issue_view(self.index, words), issue=words)

    def measures(self) -> str:
        return self._page("measures.html", here="ledger", measures=measure_views(self.index))

    def open(self, found: Sequence[Opened]) -> str:
        return self._page("open.html", here="ledger", opened=open_views(self.index, found))

    def quotes(self, found: Sequence[Compared]) -> str:
        return self._page("quotes.html", here="ledger", quotes=quote_views(self.index, found))

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
