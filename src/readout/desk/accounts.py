"""Accounts: who may log in, with what, and how often somebody may try."""

import secrets
from collections import deque
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from readout.desk.clock import Clock
from readout.model import Account, AccountError, AccountRole, AppPassword, NotFoundError
from readout.store import Store, tables

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: A log-in lasts so long.
LASTS = timedelta(days=30)
#: A password has at least so many characters, and a name at most so many.
SHORTEST, LONGEST = 8, 1000
LONGEST_NAME = 60
#: Within this time so many tries may fail: from one address with one name, from one address, with one name.
WITHIN = timedelta(minutes=15)
TRIES = {"both": 5, "address": 20, "name": 100}


class Accounts:
    """Keeps accounts and checks who somebody is."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self.tries = Tries(clock)

    # Deciding

    def add(self, name: str, password: str, role: AccountRole | None = None) -> Account:
        """A new account. `role` None: the first one owns, the others read. Raises AccountError."""
        name = name.strip()
        if not name or len(name) > LONGEST_NAME or any(c.isspace() or c in ":/<>" or c < " " for c in name):
            raise AccountError(
                account=name, why=f"a name has 1 to {LONGEST_NAME} characters, without spaces, :, /, < and >"
            )
        hashed = self._hashed(password)
        with self._store.writing() as db:
            first = not tables.accounts.count(db)
            if first and role is AccountRole.READER:
                raise AccountError(account=name, why="the first account has to be an owner's")
            account = Account(
                name=name, role=role or (AccountRole.OWNER if first else AccountRole.READER), at=self._clock()
            )
            if not tables.accounts.put(db, account, hashed):
                raise AccountError(account=name, why="there is an account of this name")
        return account

    def remove(self, name: str) -> None:
        """Take an account away; what the person decided stays. Raises NotFoundError, AccountError."""
        with self._store.writing() as db:
            others = [a for a in tables.accounts.all_accounts(db) if a.name != name]
            if others and not any(a.owns for a in others):
                raise AccountError(account=name, why="it is the last owner; add another owner first")
            tables.accounts.remove(db, name)

    def set_password(self, name: str, password: str) -> None:
        """Another password; whoever is logged in with the old one is logged out. Raises NotFoundError."""
        hashed = self._hashed(password)
        with self._store.writing() as db:
            tables.accounts.set_password(db, name, hashed, log_out=True)

    def app_password(self, name: str, label: str = "") -> str:
        """A password for a program; it is shown this once. Raises NotFoundError."""
        made = secrets.token_urlsafe(24)
        with self._store.writing() as db:
            if tables.accounts.named(db, name) is None:
                raise NotFoundError(account=name)
            tables.accounts.put_app_password(db, name, label.strip()[:100], digest(made), self._clock())
        return made

    def remove_app_password(self, number: int) -> None:
        """Raises NotFoundError."""
        with self._store.writing() as db:
            tables.accounts.remove_app_password(db, number)

    def _hashed(self, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise AccountError(why=f"a password has {SHORTEST} to {LONGEST} characters")
        return _hasher().hash(password)

    # Asking

    def all(self) -> tuple[Account, ...]:
        """Every account, oldest first."""
        with self._store.reading() as db:
            return tables.accounts.all_accounts(db)

    def app_passwords(self) -> tuple[AppPassword, ...]:
        with self._store.reading() as db:
            return tables.accounts.app_passwords(db)

    def needed(self) -> bool:
        """Whether there is an account: then nobody reads without one."""
        with self._store.reading() as db:
            return tables.accounts.count(db) > 0

    def known(self, name: str, password: str) -> Account | None:
        """The account of this name, where this is its password. None: it is not.

        Cost: as long for a name that nobody has; some 50 ms, on purpose.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        with self._store.reading() as db:
            found = tables.accounts.named(db, name)
        account, hashed = found or (None, _nobody())
        try:
            _hasher().verify(hashed, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return None
        if account and _hasher().check_needs_rehash(hashed):
            again = _hasher().hash(password)
            with self._store.writing() as db:
                tables.accounts.set_password(db, name, again, log_out=False)
        return account

    def of_program(self, name: str, password: str) -> Account | None:
        """Whose program this is, by an app password. An empty `name`: the password alone says."""
        with self._store.reading() as db:
            account = tables.accounts.of_app_password(db, digest(password))
        return account if account and name in ("", account.name) else None

    # Log-ins

    def log_in(self, account: Account) -> str:
        """The token that the browser keeps; the store keeps its hash."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._store.writing() as db:
            tables.accounts.begin(db, digest(token), account.name, now, now + LASTS)
        return token

    def log_out(self, token: str) -> None:
        with self._store.writing() as db:
            tables.accounts.end(db, digest(token))

    def in_session(self, token: str) -> Account | None:
        """Who is logged in with this token. None: nobody."""
        with self._store.reading() as db:
            return tables.accounts.in_session(db, digest(token), self._clock())


class Tries:
    """How often somebody may fail to log in. Kept in memory: a restart forgives."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._lock = clock, Lock()
        self._failed: dict[tuple[str, ...], deque[datetime]] = {}

    def wait(self, address: str, name: str) -> timedelta | None:
        """How long nobody may try. None: not at all."""
        now = self._clock()
        with self._lock:
            waits = [
                failed[0] + WITHIN - now
                for key in _keys(address, name)
                if (failed := self._recent(key, now)) and len(failed) >= TRIES[key[0]]
            ]
        return max(waits, default=None)

    def failed(self, address: str, name: str) -> None:
        now = self._clock()
        with self._lock:
            if len(self._failed) > 10_000:  # as many names are tried as somebody likes
                self._failed = {k: v for k in list(self._failed) if (v := self._recent(k, now))}
            for key in _keys(address, name):
                self._failed.setdefault(key, deque(maxlen=TRIES[key[0]])).append(now)

    def succeeded(self, address: str, name: str) -> None:
        with self._lock:
            self._failed.pop(("both", address, name), None)

    def _recent(self, key: tuple[str, ...], now: datetime) -> deque[datetime]:
        failed = self._failed.get(key, deque())
        while failed and failed[0] + WITHIN <= now:
            failed.popleft()
        return failed


def _keys(address: str, name: str) -> tuple[tuple[str, ...], ...]:
    return ("both", address, name), ("address", address), ("name", name)


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


_made: list["PasswordHasher"] = []
_hash_of_nobody: list[str] = []


def _hasher() -> "PasswordHasher":
    if not _made:
        from argon2 import PasswordHasher  # imported here: only who logs in needs it

        _made.append(PasswordHasher())
    return _made[0]


def _nobody() -> str:
    """A hash that no password has, so that a name nobody has takes as long as one that somebody has."""
    if not _hash_of_nobody:
        _hash_of_nobody.append(_hasher().hash(secrets.token_urlsafe(32)))
    return _hash_of_nobody[0]
