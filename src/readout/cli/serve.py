"""`readout serve`: the reader, in a browser."""

import socket
from contextlib import nullcontext, suppress
from datetime import datetime

import click

from readout.cli.common import Moment, default_store, desk_at, store_option


@click.command("serve")
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Who may reach it.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes any that is free.",
)
@click.option("--now", type=Moment(), metavar="TIME", help="Count ages from this time; else from the clock.")
@click.option("--no-feeds", is_flag=True, help="Ask no feeds meanwhile.")
@click.pass_context
def command(
    context: click.Context,
    store: str | None,
    host: str,
    port: int,
    now: datetime | None,
    no_feeds: bool,
) -> None:
    """Serve the reader until Ctrl-C, and ask the feeds as they fall due.

    A taken port is passed over for a free one.
    """
    import uvicorn

    from readout.desk import Schedule
    from readout.desk import now as clock
    from readout.formats.words import _
    from readout.web.app import make_app, steady

    with desk_at(store or default_store()) as desk, _listening(host, port) as listener:
        at = listener.getsockname()
        shown = f"[{at[0]}]" if ":" in at[0] else at[0]
        click.echo(_("readout is at {address} (Ctrl-C ends it)").format(address=f"http://{shown}:{at[1]}/"))
        app = make_app(desk, (lambda: now) if now else clock, language=_chosen(context))
        steady()
        config = uvicorn.Config(app, log_level="warning")
        feeds = nullcontext() if no_feeds else Schedule(desk)
        with suppress(KeyboardInterrupt), feeds:  # the way it is meant to end
            uvicorn.Server(config).run(sockets=[listener])


def _chosen(context: click.Context) -> str | None:
    """The language that was asked for on the command line or by the environment. None: none was."""
    from readout.formats.words import named

    asked = context.find_root().params.get("language")
    return named(asked) if asked else None


def _listening(host: str, port: int) -> socket.socket:
    """A socket on this port, or on a free one where it is taken."""
    try:
        return socket.create_server((host, port), family=_family(host))
    except OSError as error:
        if port == 0:
            raise click.ClickException(f"cannot listen at {host}: {error.strerror}") from error
        click.echo(f"port {port} is taken; another one is used", err=True)
        return _listening(host, 0)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
