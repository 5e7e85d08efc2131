"""`readout demo`: the program on invented news."""

import click

from readout.cli.common import desk_at, format_option, progress, write


@click.command("demo")
@format_option
@click.option("--store", metavar="ADDRESS", help="Keep it here, so that `serve` can show it.")
@click.option("--clock", "only_clock", is_flag=True, help="Print the time from which the demo's ages count.")
@click.option("--files", "only_files", is_flag=True, help="Print the names of the demo's files.")
def command(form: str | None, store: str | None, only_clock: bool, only_files: bool) -> None:
    """Read the bundled demo, invented news, and print its front page."""
    from readout.desk import demo_clock, demo_files

    files = demo_files()
    if not files:
        raise click.ClickException("this copy of readout came without its demo")
    clock = demo_clock()
    if only_clock and clock:
        click.echo(clock.isoformat())
        return
    if only_files:
        click.echo("\n".join(files))
        return
    with desk_at(store) as desk:
        with progress() as shown:
            added = desk.add(files, captured_at=clock, progress=shown)
        edition = desk.edition(added.captures)
    write(edition, form or "text", at=clock)
