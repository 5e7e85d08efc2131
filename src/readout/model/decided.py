"""What a person decided. The machine never changes it, and every rerun obeys it."""

from dataclasses import dataclass
from datetime import datetime

from readout.model.names import Name
from readout.model.span import Passage


class Remedy(Name):
    """What a correction of a statement says."""

    #: The passage is no statement, or nobody said it: it is not shown as one.
    NOT_SAID = "not_said"
    #: Somebody else speaks: nobody is shown as the speaker.
    NOT_THE_SPEAKER = "not_the_speaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person says that a reading is wrong."""

    #: The words that were read wrongly. Anchors the correction, whatever a rerun reads there.
    passage: Passage
    remedy: Remedy
    #: In the person's words; empty where they gave none.
    note: str = ""
    by: str
    at: datetime


class MarkKind(Name):
    READ = "read"
    STARRED = "starred"
    SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a reader did with some words: read, starred, shared."""

    passage: Passage
    kind: MarkKind
    by: str
    at: datetime
