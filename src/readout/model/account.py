"""Who may use the reader, and what they may do there."""

from dataclasses import dataclass
from datetime import datetime

from readout.model.names import Name


class AccountRole(Name):
    #: Changes feeds, settings, and what others decided.
    OWNER = "owner"
    #: Reads, marks, shares, and decides for themselves.
    READER = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may log in. Their password is nowhere but hashed in the store."""

    name: str
    role: AccountRole
    at: datetime

    @property
    def owns(self) -> bool:
        return self.role is AccountRole.OWNER


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPassword:
    """That a program may ask in the name of an account; the password itself is shown once."""

    number: int
    account: str
    #: What the program is called.
    label: str
    at: datetime
