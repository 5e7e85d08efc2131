"""`readout assist`: a language model or translator, where a person has switched one on."""

import json
import sys

import click

from readout.cli.common import columns, kept, store_option


@click.group("assist")
def command() -> None:
    """Ask a language model or a translator, if one is set.

    READOUT_ASSIST_ADDRESS (an OpenAI-compatible address that ends in /v1), READOUT_ASSIST_MODEL and
    READOUT_ASSIST_KEY name a model; READOUT_TRANSLATOR_ADDRESS, _KIND (libretranslate or deepl) and _KEY
    a translator. Nothing is sent without. Each sentence of a model is verified against the articles,
    and what fails is not shown. READOUT_ASSIST_BUDGET: characters a day.
    """


@command.command("short")
@click.argument("story")
@store_option
def short(story: str, store: str | None) -> None:
    """Let a model shorten a STORY (an id or words of its title); print what is verified."""
    _asked(store, story, None)


@command.command("ask")
@click.argument("story")
@click.argument("question")
@store_option
def ask(story: str, question: str, store: str | None) -> None:
    """Let a model answer a QUESTION about a STORY from its articles; print what is verified."""
    _asked(store, story, question)


def _asked(store: str | None, story: str, question: str | None) -> None:
    import textwrap

    with kept(store) as desk:
        found = desk.assisted(story, question)
    if found.problem:
        raise click.ClickException(f"{found.problem.where}: {found.problem.what}")
    width = min(columns(), 100)
    for sentence in found.sentences:
        click.echo(textwrap.fill(sentence.text, width))
        for passage in sentence.passages:
            words = " ".join(passage.exact.split())
            click.echo(textwrap.fill(words, width, initial_indent="    “", subsequent_indent="     ") + "”")
    refused = len(found.refused)
    unsent = f"; {found.unsent} sentences of the articles not sent, for length" if found.unsent else ""
    sent = f"{found.characters} characters sent{unsent}"
    click.echo(f"by {found.model}, verified; {refused} refused; {sent}", err=True)
    for text, wrong in found.refused:
        why = ", ".join(f"{name}: {words}" for name, words in wrong[:3])
        click.echo(f"refused: {text} ({why})", err=True)
    sys.exit(0 if found.sentences else 1)


@command.command("translate")
@click.argument("article")
@click.option("--to", "into", required=True, metavar="TAG", help="Into which language.")
@store_option
def translate(article: str, into: str, store: str | None) -> None:
    """Print the paragraphs of an ARTICLE, each with a machine translation below it."""
    with kept(store) as desk:
        found = desk.translated(article, into)
    if found.problem:
        raise click.ClickException(f"{found.problem.where}: {found.problem.what}")
    for passage, words in found.pairs:
        click.echo(f"{passage.exact}\n    {words}\n")
    left = f"; {found.left_out} paragraphs left out, their figures differ" if found.left_out else ""
    click.echo(f"translated by {found.by}; only figures were checked{left}", err=True)


@command.command("sent")
@store_option
def sent(store: str | None) -> None:
    """Print what was sent and what came back, the latest first, as JSON lines."""
    with kept(store) as desk:
        for one in desk.sent():
            told = {
                "at": one.at.isoformat(),
                "task": one.task,
                "about": one.about,
                "address": one.address,
                "characters": one.characters,
                "trouble": one.trouble or None,
                "sent": one.sent,
                "came": one.body,
            }
            click.echo(json.dumps(told, ensure_ascii=False))
