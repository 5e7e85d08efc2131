"""`readout mcp`: the ledger, for a language model's program."""

import click

from readout.cli.common import default_store, desk_at, store_option


@click.command("mcp")
@store_option
def command(store: str | None) -> None:
    """Answer a program over the Model Context Protocol, on standard input and output.

    The tools only read, and nothing is sent anywhere. Needs the extra `mcp`.
    """
    from readout.api.asked import serve
    from readout.desk import now

    with desk_at(store or default_store()) as desk:
        try:
            server = serve(desk, now)
        except ImportError as error:
            raise click.ClickException(
                "the Model Context Protocol needs a package; run: pip install 'readout[mcp]'"
            ) from error
        server.run("stdio")
