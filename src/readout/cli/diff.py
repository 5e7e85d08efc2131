"""`readout diff`: what changed from one version of an article to the next."""

import sys

import click

from readout.cli.common import columns, kept, put, store_option


@click.command("diff")
@click.argument("article", metavar="ARTICLE")
@click.argument("other", required=False, metavar="[OTHER]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="How to write it; text on a terminal and json in a pipe unless said.",
)
@store_option
def command(article: str, other: str | None, form: str | None, store: str | None) -> None:
    """Print what changed in an ARTICLE since its earlier version, or from OTHER to ARTICLE.

    Sentences first: - removed, + added, ~ changed, with the words that went in [-brackets-] and those
    that came in {+braces+}. Then the statements that changed, appeared or vanished.
    """
    from readout.model import ArticleId, NotFoundError

    form = form or ("text" if sys.stdout.isatty() else "json")
    with kept(store) as desk:
        try:
            found = desk.difference(ArticleId(article), ArticleId(other) if other else None)
        except NotFoundError as error:
            if "version" not in error.facts:
                raise
            message = f"no other version of article {article} is held; name one: readout diff ARTICLE OTHER"
            raise click.ClickException(message) from error
        edition = desk.edition()
    if form == "text":
        from readout.formats.difference import difference_text

        put(difference_text(found, edition, width=columns()))
    else:
        from readout.formats.difference import difference_json

        put(difference_json(found))
