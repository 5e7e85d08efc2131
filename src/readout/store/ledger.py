"""Changes and measures: what is kept of the ledger."""

from readout.model import Change, Measure
from readout.store.base import Group

changes = Group("changes", Change, actor_id="actor")
measures = Group("measures", Measure, article_id="article_id")
