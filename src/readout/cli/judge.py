"""`readout judge`: say whether two actors are one."""

import click

from readout.cli.common import by_option, kept, store_option


@click.command("judge")
@click.argument("one", metavar="WHO")
@click.argument("other", metavar="WHO")
@click.option("--same/--different", "same", default=None, help="They are one, or they are two.")
@by_option
@store_option
def command(one: str, other: str, same: bool | None, by: str, store: str | None) -> None:
    """Say that two actors are one, or that one is really two; every later reading obeys.

    WHO is an actor's id or name, or the id of a statement, for the one who speaks in it. To part
    two people who were taken for one, name a statement of each, from two articles.
    """
    from readout.formats.words import _

    if same is None:
        raise click.UsageError("say --same or --different")
    from readout.model import Verdict

    with kept(store) as desk:
        judged = desk.judge_actors(one, other, Verdict.SAME if same else Verdict.DIFFERENT, by=by)
    verb = _("are one") if same else _("are two")
    click.echo(
        _("kept: “{one}” and “{other}” {verb}").format(
            one=judged.one.exact, other=judged.other.exact, verb=verb
        )
    )
