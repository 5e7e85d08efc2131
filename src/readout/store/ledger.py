"""Changes, measures, what is open, quotations: what is kept of the ledger."""

from readout.model import Change, Compared, Measure, Opened
from readout.store.base import Group

changes = Group("changes", Change, actor_id="actor")
measures = Group("measures", Measure, article_id="article_id")
#: What is open, and quotations beside each other, as of the last time the ledger's step ran.
opened = Group("opened", Opened, open="kind.value")
quotes = Group("quotes", Compared)
