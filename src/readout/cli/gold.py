"""`readout gold`: corrections as labelled data."""

import click

from readout.cli.common import kept, put, store_option


@click.group("gold")
def command() -> None:
    """Turn corrections into labelled data."""


@command.command("export")
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", help="JSON lines.")
@click.option(
    "--all", "everything", is_flag=True, help="Also what stands uncorrected in the articles with corrections."
)
@store_option
def export(form: str, everything: bool, store: str | None) -> None:
    """Print corrections as gold: documents by the hash of their text, offsets and labels, no text.

    The records have the form of gold/statements; `join.py joined` puts them and the texts together.
    """
    from readout.formats.gold import gold_lines, gold_records
    from readout.formats.words import _

    with kept(store) as desk:
        records = list(gold_records(desk.edition(), desk.corrections(), everything=everything))
    put(gold_lines(records))
    if not records:
        click.echo(_("nothing was corrected, so there is no gold"), err=True)
