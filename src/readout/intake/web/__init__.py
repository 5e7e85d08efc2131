"""Asking addresses on the web, with manners. Imported only when something is fetched."""

from readout.intake.web.fetch import Answer as Answer
from readout.intake.web.fetch import Fetcher as Fetcher
from readout.intake.web.manners import Manners as Manners
from readout.intake.web.manners import from_environment as from_environment
