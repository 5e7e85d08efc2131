"""Saved searches, ready to be set."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from readout.formats.times import stamp
from readout.model import KeptSearch


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    number: int
    name: str
    asked: str
    #: How many hits are new. None: the query cannot be asked.
    new: int | None
    opened: str
    #: The way to an alert that asks the same. Empty: no alert can.
    alert_href: str

    @property
    def href(self) -> str:
        return f"/searches/{self.number}"


def saved_view(search: KeptSearch, new: int | None, alert: Mapping[str, str] | None) -> SavedView:
    asked = {name: value for name, value in (alert or {}).items() if value}
    return SavedView(
        number=search.number,
        name=search.name,
        asked=search.asked,
        new=new,
        opened=stamp(search.opened_at),
        alert_href=f"/alerts?{urlencode(asked)}#new-alert" if asked else "",
    )
