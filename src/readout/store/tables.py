"""Every table of the store, one module a noun."""

from readout.store import accounts as accounts
from readout.store import actors as actors
from readout.store import alerts as alerts
from readout.store import articles as articles
from readout.store import briefs as briefs
from readout.store import captures as captures
from readout.store import copies as copies
from readout.store import decided as decided
from readout.store import digests as digests
from readout.store import events as events
from readout.store import feeds as feeds
from readout.store import glances as glances
from readout.store import ledger as ledger
from readout.store import lists as lists
from readout.store import positions as positions
from readout.store import problems as problems
from readout.store import proposals as proposals
from readout.store import reading as reading
from readout.store import settings as settings
from readout.store import shares as shares
from readout.store import shelves as shelves
from readout.store import statements as statements
from readout.store import steps as steps
from readout.store import stories as stories
from readout.store import versions as versions
from readout.store import words as words
