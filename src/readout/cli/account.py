"""`readout account`: who may log in."""

import sys

import click

from readout.cli.common import default_store, desk_at, kept, put, store_option


@click.group("account")
def command() -> None:
    """Say who may use the reader. Without an account it is one reader's, on this machine only.

    An owner changes feeds, settings and what others decided; a reader reads, marks, shares and corrects.
    """


@command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(["owner", "reader"]), help="The first account owns, others read.")
@store_option
def add(name: str, role: str | None, store: str | None) -> None:
    """Make an account. The password is asked for; in a pipe it is the first line."""
    from readout.model import AccountRole

    with desk_at(store or default_store()) as desk:
        made = desk.accounts.add(name, _password(), AccountRole.named(role) if role else None)
    click.echo(f"{made.name} is {made.role.value}; everybody logs in from now on", err=True)


@command.command("list")
@store_option
def show(store: str | None) -> None:
    """List the accounts, and the programs of each."""
    with kept(store) as desk:
        programs = desk.accounts.app_passwords()
        for account in desk.accounts.all():
            put([f"{account.role.value:7}  {account.name}  (since {account.at:%Y-%m-%d})\n"])
            put(f"    app password {p.number}  {p.label}\n" for p in programs if p.account == account.name)


@command.command("remove")
@click.argument("name")
@store_option
def remove(name: str, store: str | None) -> None:
    """Take an account away. What the person decided stays."""
    with kept(store) as desk:
        desk.accounts.remove(name)
        left = desk.accounts.needed()
    said = "" if left else "; no account is left: the reader listens on this machine only, without a password"
    click.echo(f"{name} is removed{said}", err=True)


@command.command("password")
@click.argument("name")
@store_option
def password(name: str, store: str | None) -> None:
    """Give an account another password. It is logged out everywhere."""
    with kept(store) as desk:
        desk.accounts.set_password(name, _password())
    click.echo(f"{name} has another password, and is logged out everywhere", err=True)


@command.command("app-password")
@click.argument("name", required=False)
@click.option("--label", default="", metavar="WORDS", help="What the program is called.")
@click.option("--remove", "number", type=int, metavar="NUMBER", help="Take one back.")
@store_option
def app_password(name: str | None, label: str, number: int | None, store: str | None) -> None:
    """Make a password for a program that asks in the name of an account. It is shown this once."""
    with kept(store) as desk:
        if number is not None:
            desk.accounts.remove_app_password(number)
            click.echo(f"app password {number} is removed", err=True)
        elif name:
            put([desk.accounts.app_password(name, label) + "\n"])
            click.echo("it is shown this once; `readout account list` tells its number", err=True)
        else:
            raise click.UsageError("name an account, or the password to --remove")


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
