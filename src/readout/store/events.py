"""Events."""

from readout.model import Event
from readout.store.base import Group

events = Group("events", Event, id="id")
