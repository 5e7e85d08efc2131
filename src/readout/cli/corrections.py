"""`readout corrections`: what persons decided, and taking it back."""

import json
import sys

import click

from readout.cli.common import columns, kept, put, store_option


@click.command("corrections")
@click.option("--undo", metavar="NUMBER", help="Take one back: 3 for a correction, j3 for a judgement.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), help="text unless in a pipe.")
@store_option
def command(undo: str | None, form: str | None, store: str | None) -> None:
    """List corrections and judgements, oldest first, or undo one."""
    from readout.formats.decided import decided_records, decisions
    from readout.formats.words import _

    with kept(store) as desk:
        if undo is not None:
            digits = undo.removeprefix("j")
            if not digits.isdecimal():
                raise click.UsageError(f"{undo} is no number of the list, like 3 or j3")
            (desk.unjudge if undo.startswith("j") else desk.uncorrect)(int(digits))
            click.echo(_("undone: {number}").format(number=undo))
            return
        made = decisions(desk.corrections(), desk.judgements())
    if (form or ("text" if sys.stdout.isatty() else "jsonl")) == "jsonl":
        put(json.dumps(record, ensure_ascii=False) + "\n" for record in decided_records(made))
        return
    for one in made:
        right = f" → {one.right}" if one.right else ""
        click.echo(f"{one.number:>4}  {one.what}{right}"[: columns()])
        click.echo(f"      {one.words}"[: columns()])
        click.echo(f"      {one.by}, {one.at:%Y-%m-%d %H:%M}" + (f": {one.note}" if one.note else ""))
    if not made:
        click.echo(_("nothing was corrected"), err=True)
