"""`readout correct`: say what is right where a reading is wrong."""

import click

from readout.cli.common import act_option, by_option, kept, store_option


@click.command("correct")
@click.argument("name", metavar="STATEMENT|CAPTURE")
@act_option
@click.option("--speaker", metavar="WORDS", default="", help="Words of the page that name who speaks.")
@click.option(
    "--actor", metavar="WHO", default="", help="Who speaks: an actor's id or name, or a statement of theirs."
)
@click.option("--not-the-speaker", is_flag=True, help="Somebody else speaks, and it is not known who.")
@click.option("--nobody-named", is_flag=True, help="The page names no speaker.")
@click.option("--content", metavar="WORDS", default="", help="The words of the page that are said.")
@click.option("--not-said", is_flag=True, help="It is no statement, or nobody says it.")
@click.option(
    "--missed", metavar="WORDS", default="", help="A statement of a CAPTURE that was not read; needs --act."
)
@click.option("--cue", metavar="WORDS", default="", help="With --missed: the words that report the act.")
@click.option("--note", metavar="TEXT", default="", help="Why, in your words.")
@by_option
@store_option
def command(
    name: str,
    act: str | None,
    speaker: str,
    actor: str,
    not_the_speaker: bool,
    nobody_named: bool,
    content: str,
    not_said: bool,
    missed: str,
    cue: str,
    note: str,
    by: str,
    store: str | None,
) -> None:
    """Correct a STATEMENT, or add one that was missed in a CAPTURE; every later reading obeys.

    Words are copied from the page. White space and the form of quotation marks do not matter;
    words that are not there are refused. `readout corrections` lists and undoes what was decided.
    """
    from readout.formats.words import _
    from readout.model import Act, Remedy

    chosen = Act.named(act) if act else None
    wanted = [
        (Remedy.NOT_SAID, not_said),
        (Remedy.NOT_THE_SPEAKER, bool(speaker or actor or not_the_speaker)),
        (Remedy.NOBODY_NAMED, nobody_named),
        (Remedy.NOT_THE_ACT, chosen is not None),
        (Remedy.NOT_THE_CONTENT, bool(content)),
    ]
    remedies = [remedy for remedy, given in wanted if given]
    with kept(store) as desk:
        if missed:
            if not_said or not_the_speaker or nobody_named:
                raise click.UsageError(
                    "--missed goes with --act, --speaker, --actor, --cue, --content, --note"
                )
            if chosen is None:
                raise click.UsageError("--missed needs --act: what is done by saying it")
            captures = desk.find(name).captures
            if len(captures) != 1:
                raise click.UsageError(f"{name} names {len(captures)} captures; give one")
            made = desk.add_statement(
                captures[0].id,
                missed,
                act=chosen,
                speaker=speaker,
                actor=actor,
                cue=cue,
                content=content,
                note=note,
                by=by,
            )
            click.echo(_("kept: statement {id} added").format(id=made.id))
            return
        if not remedies:
            raise click.UsageError("say what is wrong: --act, --speaker, --actor, --content, --not-said …")
        if (not_said and len(remedies) > 1) or (nobody_named and Remedy.NOT_THE_SPEAKER in remedies):
            raise click.UsageError("these options contradict each other; give one")
        for remedy in remedies:
            now = desk.correct_statement(
                name, remedy, act=chosen, speaker=speaker, actor=actor, content=content, note=note, by=by
            )
            name = now.id if now else name
        said = _("kept: it is no longer shown") if not_said else _("kept: statement {id}").format(id=name)
        click.echo(said)
