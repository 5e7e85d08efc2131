"""What the ledger holds on one story: who makes a brief is given it, and computes none of it."""

from dataclasses import dataclass

from readout.model import Change, Opened, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts over the statements of one story; every passage stands in its articles."""

    #: Demands to which the story has no answer, and meetings that it only announces.
    opened: tuple[Opened, ...] = ()
    #: Changes of which every step stands in the story.
    changes: tuple[Change, ...] = ()
    #: Of each article in which nobody who is named says anything: one statement of somebody unnamed.
    unnamed: tuple[Passage, ...] = ()
    #: Of each article of the largest copy group: how its text begins.
    copied: tuple[Passage, ...] = ()
