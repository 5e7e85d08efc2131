"""Versions: which article is a later text of which."""

from readout.model import Version
from readout.store.base import Group

versions = Group("versions", Version, later="later", earlier="earlier")
