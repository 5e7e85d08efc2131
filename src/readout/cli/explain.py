"""`readout explain`: a story or a thread at length."""

import sys

import click

from readout.cli.common import columns, kept, put, store_option


@click.command("explain")
@click.argument("about", metavar="STORY|THREAD")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    help="How to write it; text on a terminal and json in a pipe unless said.",
)
@store_option
def command(about: str, form: str | None, store: str | None) -> None:
    """Explain a STORY or a THREAD: an id, or words of its title.

    The short version, who takes part in which words, what is disputed, what happened when, what each
    side wants and has refused, questions with their answers, background, and what is not there. Every
    line is words of an article and opens the passage; a part that the articles do not give is left out.
    """
    with kept(store) as desk:
        made = desk.explain(about)
    from readout.formats import explainer as formats

    form = form or ("text" if sys.stdout.isatty() else "json")
    written = {
        "text": lambda: formats.as_text(made.explainer, made.edition, width=min(columns(), 100)),
        "md": lambda: formats.as_markdown(made.explainer, made.edition),
        "json": lambda: formats.as_json(made.explainer, made.edition),
    }
    put(written[form]())
