"""Everything that can go wrong, named once.

Trouble that comes from outside (a broken feed, a page without text) is a `Problem`,
a value that travels with the results. Trouble that is ours is an exception.
"""

from dataclasses import dataclass
from typing import ClassVar


class ReadoutError(Exception):
    """Base of every error this library raises. The facts are keywords: `SomeError(name=value)`."""

    message: ClassVar[str] = "something went wrong"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(facts)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        cause = f": {self.__cause__}" if self.__cause__ else ""
        return f"{self.message} ({facts}){cause}" if facts else f"{self.message}{cause}"


class NotFoundError(ReadoutError):
    """A noun was asked for by id, and there is none."""

    message = "not found"


class PassageError(ReadoutError):
    """A passage does not say what it claims to say."""

    message = "passage does not match its capture"


class WordsError(ReadoutError):
    """Words that a person gave do not settle what is meant."""

    message = "these words do not settle what is meant"

    def __str__(self) -> str:
        words, why = self.facts.get("words"), self.facts.get("why")
        return f"“{words}”: {why}"


class UnknownNameError(ReadoutError):
    """A name that stands for one of a fixed list is not on the list."""

    message = "unknown name"


class StepError(ReadoutError):
    """A step of the house failed on what it was given. A bug of ours."""

    message = "a step failed; this is a bug of readout, please report it"


class StoreError(ReadoutError):
    """The store cannot be used as it is, and a person can do something about it."""

    message = "the store cannot be used"


class StoreLockedError(StoreError):
    message = "another program is writing to the store; wait until it is done and try again"


class StoreFullError(StoreError):
    message = "the disk is full; make room and run the same command again, nothing is lost"


class NotAStoreError(StoreError):
    message = "this file is not a store of readout, or it is damaged; name another with --store"


class NewerStoreError(StoreError):
    message = "a newer readout made this store; update readout, or name another with --store"


class StoreUnreachableError(StoreError):
    message = "the store cannot be opened or written; check its directory and its permissions"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Something outside was not as it should be; the run went on without it.

    Problems are kept and shown to the person who runs the desk.
    """

    #: What was being handled: a file name, a feed address, a capture id.
    where: str
    #: One plain sentence, present tense, no full stop: what is wrong, then what to do if known.
    what: str
    #: The room and step that noticed, e.g. "intake.plain".
    origin: str


class SearchError(ReadoutError):
    """A query cannot be understood."""

    message = "this query cannot be understood"

    def __str__(self) -> str:
        return f"“{self.facts.get('part')}”: {self.facts.get('why')}"
