"""Fixed lists of names, looked up without a fallback."""

from enum import StrEnum
from typing import Self

from readout.model.errors import UnknownNameError


class Name(StrEnum):
    """A fixed list of names. A name that is not on it is an error, never a default."""

    @classmethod
    def named(cls, name: str) -> Self:
        """Look a name up. No fallback: a typo in a cue list must not become a calm remark."""
        try:
            return cls(name)
        except ValueError:
            known = [member.value for member in cls]
            raise UnknownNameError(list=cls.__name__, name=name, known=known) from None
