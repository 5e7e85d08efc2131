"""Articles in, versions out: which article is a later text of which, and what changed between them."""

from readout.versions.apart import as_groups as as_groups
from readout.versions.apart import linked as linked
from readout.versions.apart import without_versions as without_versions
from readout.versions.compare import compare as compare
from readout.versions.find import find_versions as find_versions
