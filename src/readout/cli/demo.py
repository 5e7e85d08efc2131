"""`readout demo`: the program on invented news."""

import click

from readout.cli.common import desk_at, format_option, progress, write


@click.command("demo")
@format_option
@click.option("--store", metavar="ADDRESS", help="Keep it here, so that `serve` can show it.")
@click.option("--files", "only_files", is_flag=True, help="Print the names of the demo's files.")
def command(form: str | None, store: str | None, only_files: bool) -> None:
    """Read the bundled demo, invented news, and print its front page."""
    from readout.desk import demo_files

    files = demo_files()
    if not files:
        raise click.ClickException("this copy of readout came without its demo")
    if only_files:
        click.echo("\n".join(files))
        return
    with desk_at(store) as desk:
        with progress() as shown:
            added = desk.add(files, progress=shown)
        edition = desk.edition(added.captures)
    write(edition, form or "text")
