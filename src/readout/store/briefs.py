"""Briefs."""

from readout.model import Brief
from readout.store.base import Group

briefs = Group("briefs", Brief, id="id", story_id="story")
