"""Accounts, their log-ins and the passwords of programs. No secret is kept, only what checks it."""

from datetime import datetime

from sqlalchemy import Column, Connection, Integer, Table, Text, delete, func, insert, select, update

from readout.model import Account, AccountRole, AppPassword, NotFoundError
from readout.store.base import Moment, metadata
from readout.store.lookup import Lookup

decided_accounts = Table(
    "decided_accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    # An argon2id hash with its salt and costs.
    Column("password", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

decided_sessions = Table(
    "decided_sessions",
    metadata,
    # The SHA-256 of the token that the browser keeps.
    Column("token", Text, primary_key=True),
    Column("account", Text, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("ends", Moment, nullable=False),
)

decided_app_passwords = Table(
    "decided_app_passwords",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("account", Text, nullable=False, index=True),
    Column("label", Text, nullable=False),
    # The SHA-256 of the password: it is random, and long enough that no slower hash is needed.
    Column("token", Text, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
)
#: Asked for every page.
_COUNT = Lookup(select(func.count()).select_from(decided_accounts))


def put(db: Connection, account: Account, password: str) -> bool:
    """Keep a new account. Whether the name was free."""
    table = decided_accounts
    if db.execute(select(table.c.name).where(table.c.name == account.name)).first():
        return False
    db.execute(
        insert(table).values(name=account.name, role=account.role.value, password=password, at=account.at)
    )
    return True


def remove(db: Connection, name: str) -> None:
    """Take an account away, with its log-ins; what the person decided stays. Raises NotFoundError."""
    if not db.execute(delete(decided_accounts).where(decided_accounts.c.name == name)).rowcount:
        raise NotFoundError(account=name)
    for table in (decided_sessions, decided_app_passwords):
        db.execute(delete(table).where(table.c.account == name))


def all_accounts(db: Connection) -> tuple[Account, ...]:
    """Every account, oldest first."""
    t = decided_accounts
    rows = db.execute(select(t.c.name, t.c.role, t.c.at).order_by(t.c.at, t.c.name))
    return tuple(Account(name=row.name, role=AccountRole.named(row.role), at=row.at) for row in rows)


def count(db: Connection) -> int:
    ((number,),) = _COUNT.rows(db)
    return int(number)


def named(db: Connection, name: str) -> tuple[Account, str] | None:
    """An account with the hash of its password. None: there is none of this name."""
    t = decided_accounts
    row = db.execute(select(t).where(t.c.name == name)).first()
    return (
        (Account(name=row.name, role=AccountRole.named(row.role), at=row.at), row.password) if row else None
    )


def set_password(db: Connection, name: str, password: str, *, log_out: bool) -> None:
    """Give an account another hash. `log_out`: everywhere. Raises NotFoundError."""
    t = decided_accounts
    if not db.execute(update(t).where(t.c.name == name).values(password=password)).rowcount:
        raise NotFoundError(account=name)
    if log_out:
        db.execute(delete(decided_sessions).where(decided_sessions.c.account == name))


def begin(db: Connection, token: str, account: str, at: datetime, ends: datetime) -> None:
    """Keep a log-in; those that are over go."""
    db.execute(delete(decided_sessions).where(decided_sessions.c.ends <= at))
    db.execute(insert(decided_sessions).values(token=token, account=account, at=at, ends=ends))


def end(db: Connection, token: str) -> None:
    db.execute(delete(decided_sessions).where(decided_sessions.c.token == token))


def in_session(db: Connection, token: str, at: datetime) -> Account | None:
    """Whose log-in this is. None: nobody's, or it is over."""
    s, a = decided_sessions, decided_accounts
    query = select(a.c.name, a.c.role, a.c.at).join(s, s.c.account == a.c.name)
    row = db.execute(query.where(s.c.token == token, s.c.ends > at)).first()
    return Account(name=row.name, role=AccountRole.named(row.role), at=row.at) if row else None


def put_app_password(db: Connection, account: str, label: str, token: str, at: datetime) -> int:
    """Keep the hash of a program's password; its number."""
    t = decided_app_passwords
    db.execute(insert(t).values(account=account, label=label, token=token, at=at))
    return int(db.execute(select(t.c.number).where(t.c.token == token)).scalar_one())


def app_passwords(db: Connection) -> tuple[AppPassword, ...]:
    t = decided_app_passwords
    return tuple(
        AppPassword(number=row.number, account=row.account, label=row.label, at=row.at)
        for row in db.execute(select(t).order_by(t.c.number))
    )


def remove_app_password(db: Connection, number: int) -> None:
    """Raises NotFoundError."""
    t = decided_app_passwords
    if not db.execute(delete(t).where(t.c.number == number)).rowcount:
        raise NotFoundError(app_password=number)


def of_app_password(db: Connection, token: str) -> Account | None:
    """Whose program has this password. None: nobody's."""
    p, a = decided_app_passwords, decided_accounts
    query = select(a.c.name, a.c.role, a.c.at).join(p, p.c.account == a.c.name)
    row = db.execute(query.where(p.c.token == token)).first()
    return Account(name=row.name, role=AccountRole.named(row.role), at=row.at) if row else None
