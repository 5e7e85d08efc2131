"""`readout disputes`: who contradicts whom."""

import os
import sys

import click

from readout.cli.common import columns, kept, put, store_option

STATUSES = ["contested", "one_sided", "negotiating_positions", "internal_divergence", "report_conflict"]


@click.command("disputes")
@click.argument("words", required=False)
@click.option("--status", type=click.Choice(STATUSES), help="Only disputes of this kind.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl", "json", "csv"]),
    help="How to write it; text on a terminal and jsonl in a pipe unless said.",
)
@store_option
def command(words: str | None, status: str | None, form: str | None, store: str | None) -> None:
    """Print disputes: each side in its own words, where they stand, and why they are set apart.

    WORDS: only disputes in whose passages all these words stand. CSV has one passage a row.
    """
    from readout.formats import disputes

    with kept(store) as desk:
        edition = desk.edition()
    found = disputes.about(edition, words or "", status)
    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    if form == "text":
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        put([disputes.as_text(edition, found, width=columns(), colour=colour)])
    else:
        put(disputes.FORMATS[form](edition, found))
    sys.exit(0 if found else 1)
