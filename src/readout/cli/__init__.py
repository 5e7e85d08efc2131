"""The command `readout`."""

import click

from readout import __version__
from readout.cli import (
    add,
    alert,
    assist,
    changes,
    correct,
    corrections,
    demo,
    diff,
    digest,
    disputes,
    doctor,
    explain,
    export,
    feeds,
    gold,
    judge,
    measures,
    open,
    quotes,
    read,
    said,
    search,
    serve,
    show,
    story,
    thread,
    timeline,
    update,
    who,
)

# Every command imports what it needs when it runs: asking for help has to be quick.


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="readout")
@click.option(
    "--language",
    envvar="READOUT_LANGUAGE",
    metavar="TAG",
    help="What readout says in: en or fr. Else READOUT_LANGUAGE, else English; the reader asks the browser.",
)
def main(language: str | None) -> None:
    """Who said what, to whom, and who denies it.

    Reads pages of news (text, HTML, feeds) and tells the stories in them: each once, with who said
    what in which words. Every attribution is read by machine, unless a person has corrected it, and
    shows the passage it rests on.

    Exit code 0: done. 1: done as far as it went, and there are problems. 2: misuse.
    """
    if language:
        from readout.formats.words import languages, named, speak

        found = named(language)
        if found is None:
            held = ", ".join(languages())
            raise click.UsageError(f"readout does not speak {language!r}; it speaks {held}")
        speak(found)


for module in (
    read, add, feeds, update, serve, show, export, story, thread, timeline, diff, digest, explain,
    who, said, search, disputes, changes, measures, open, quotes, alert, assist,
    correct, judge, corrections, gold, doctor, demo,
):  # fmt: skip
    main.add_command(module.command)
