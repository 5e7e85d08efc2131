"""Copy groups."""

from readout.model import CopyGroup
from readout.store.base import Group

copies = Group("copies", CopyGroup, id="id")
