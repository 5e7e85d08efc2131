"""The only room that knows there is a database."""

from readout.store import tables as tables
from readout.store.opened import Store as Store
from readout.store.opened import open_store as open_store
