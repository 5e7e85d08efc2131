"""`readout digest`: what came in since the last digest, each story once."""

import sys
from datetime import datetime

import click

from readout.cli.common import Moment, by_option, columns, kept, put, store_option


@click.command("digest")
@click.argument("name", default="")
@click.option("--since", type=Moment(), metavar="TIME", help="Only what came in after this.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Only what was published on this day.")
@click.option(
    "--topic", metavar="WORDS", default="", help="Only stories in whose articles these words stand."
)
@click.option("--feeds", metavar="FEED", default="", help="Only from this feed, or this folder of feeds.")
@click.option(
    "--size", type=click.IntRange(min=1), default=12, help="At most so many stories; 12 unless said."
)
@click.option("--peek", is_flag=True, help="Do not remember that it was made.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "html", "json"]),
    help="How to write it; text on a terminal and json in a pipe unless said.",
)
@click.option("--mail", "to", metavar="ADDRESS", help="Send it there instead of printing it.")
@click.option(
    "--smtp",
    "server",
    envvar="READOUT_SMTP",
    metavar="SERVER",
    help="By which server: smtp://user:password@host:587. Else READOUT_SMTP.",
)
@click.option(
    "--from", "sender", envvar="READOUT_MAIL_FROM", metavar="ADDRESS", help="Else READOUT_MAIL_FROM."
)
@click.option("--home", metavar="ADDRESS", default="", help="Where the reader is served; titles point there.")
@by_option
@store_option
def command(
    name: str,
    since: datetime | None,
    day: datetime | None,
    topic: str,
    feeds: str,
    size: int,
    peek: bool,
    form: str | None,
    to: str | None,
    server: str | None,
    sender: str | None,
    home: str,
    by: str,
    store: str | None,
) -> None:
    """Print the stories that came or grew, heaviest first, each once.

    With a NAME ("morning") the next digest of that name begins where this one ended. A story's weight
    is log2(1 + originals) + log2(1 + outlets)/2 + the share of its articles that is new; it is shown.
    """
    if to and not (server and sender):
        raise click.UsageError(
            "--mail needs --smtp SERVER and --from ADDRESS, or READOUT_SMTP and READOUT_MAIL_FROM"
        )
    with kept(store) as desk:
        from readout.desk.digests import Wanted

        on = day.date() if day else None
        wanted = Wanted(name=name, since=since, day=on, topic=topic, feeds=feeds, size=size)
        made = desk.digest(wanted)
        if to and server and sender:
            from readout.desk.mail import send
            from readout.formats.mail import as_mail

            try:
                mail = as_mail(
                    made.digest,
                    made.edition,
                    sender=sender,
                    to=to,
                    at=made.digest.until,
                    home=home.rstrip("/"),
                )
            except ValueError as error:
                raise click.ClickException(f"not an address for mail: {error}") from error
            problem = send(mail, server)
            if problem:
                raise click.ClickException(f"{problem.where}: {problem.what}")
            click.echo(f"sent to {to}", err=True)
        else:
            from readout.formats import digest as formats

            form = form or ("text" if sys.stdout.isatty() else "json")
            written = {
                "text": lambda: formats.as_text(made.digest, made.edition, width=min(columns(), 100)),
                "md": lambda: formats.as_markdown(made.digest, made.edition),
                "html": lambda: formats.as_html(made.digest, made.edition, home.rstrip("/")),
                "json": lambda: formats.as_json(made.digest, made.edition),
            }
            put(written[form]())
        if name and not peek and on is None:
            desk.digest_made(name, by=by, at=made.digest.until)
