"""An edition: everything that some captures hold, read and put in order."""

from dataclasses import dataclass, field

from readout.model.actor import Cast
from readout.model.article import Article, Flag, Furniture
from readout.model.capture import Capture
from readout.model.errors import Problem
from readout.model.event import Event
from readout.model.ledger import Measure
from readout.model.statement import Statement
from readout.model.story import Brief, Change, CopyGroup, Dispute, Told
from readout.model.version import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What the desk hands to the doors for printing and export.

    Everything in it belongs to its captures: no article, statement or brief of another one.
    """

    captures: tuple[Capture, ...] = ()
    articles: tuple[Article, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    flags: tuple[Flag, ...] = ()
    statements: tuple[Statement, ...] = ()
    cast: Cast = field(default_factory=Cast)
    copies: tuple[CopyGroup, ...] = ()
    told: Told = field(default_factory=Told)
    events: tuple[Event, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    changes: tuple[Change, ...] = ()
    measures: tuple[Measure, ...] = ()
    versions: tuple[Version, ...] = ()
    briefs: tuple[Brief, ...] = ()
    problems: tuple[Problem, ...] = ()
