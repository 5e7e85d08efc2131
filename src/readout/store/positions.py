"""Disputes."""

from readout.model import Dispute
from readout.store.base import Group

disputes = Group("disputes", Dispute, id="id")
