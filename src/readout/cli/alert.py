"""`readout alert`: questions that are answered after each update."""

import json
import sys

import click

from readout.cli.common import act_name, by_option, default_store, desk_at, kept, put, store_option


@click.group("alert")
def command() -> None:
    """Leave a question: "when anyone denies in this thread", "when NAME threatens", "about WORDS".

    Each update asks it again. What answers it is told once: on the page /alerts of the reader, in a
    feed of its own, and to a webhook where one is named.
    """


@command.command("add")
@click.option("--name", default="", help="What to call it; else it is called by what it asks for.")
@click.option(
    "--act", "acts", multiple=True, type=act_name, metavar="ACT", help="An act; may be given twice."
)
@click.option("--who", default="", metavar="NAME", help="Words of the speaker's name.")
@click.option("--about", default="", metavar="WORDS", help="Words that the statement is about.")
@click.option("--thread", metavar="THREAD", help="Only in this thread: an id, or words of its title.")
@click.option("--webhook", metavar="ADDRESS", help="Where hits are posted as JSON.")
@by_option
@store_option
def add(
    name: str,
    acts: tuple[str, ...],
    who: str,
    about: str,
    thread: str | None,
    webhook: str | None,
    by: str,
    store: str | None,
) -> None:
    """Leave an alert. What answers it already is kept with it, and not posted."""
    from readout.cli.within import narrowed
    from readout.model import Act

    with desk_at(store or default_store()) as desk:
        within = desk.anchor(narrowed(desk, thread, None).articles[0].id) if thread else None
        made = desk.ledger.add_alert(
            name=name,
            acts=[Act.named(act) for act in acts],
            who=who,
            about=about,
            within=within,
            webhook=webhook,
            by=by,
        )
        held = len(desk.ledger.hits(made.number))
    click.echo(f"alert {made.number}: {made.name}; {held} statements answer it already", err=True)


@command.command("list")
@click.option("--hits", is_flag=True, help="With what each has told, newest first.")
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), help="Text on a terminal unless said."
)
@store_option
def show(hits: bool, form: str | None, store: str | None) -> None:
    """List the alerts, and what each asks for."""
    from readout.formats.alert_feed import hit_title
    from readout.formats.alerts import alert_record, hit_record

    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    with kept(store) as desk:
        for alert in desk.ledger.alerts():
            told = desk.ledger.hits(alert.number)
            if form == "jsonl":
                put([json.dumps(alert_record(alert, told), ensure_ascii=False) + "\n"])
                put(json.dumps(hit_record(h), ensure_ascii=False) + "\n" for h in (told if hits else ()))
                continue
            put([f"{alert.number}  {alert.name}  ({len(told)} hits{'; webhook' if alert.webhook else ''})\n"])
            put(f"    {hit.state.value:9}  {hit_title(hit)}\n" for hit in (told if hits else ()))


@command.command("remove")
@click.argument("number", type=int)
@store_option
def remove(number: int, store: str | None) -> None:
    """Take an alert back. What it has told stays."""
    with kept(store) as desk:
        desk.ledger.remove_alert(number)
    click.echo(f"alert {number} is removed; what it told is kept", err=True)
