"""`readout export`: what the store holds, as records, feeds, tables and references."""

import click

from readout.cli.common import kept, put, store_option, write

#: Written as the other commands write an edition.
EDITIONS = ("text", "jsonl", "json", "md", "html")
FEEDS = ("atom", "rss", "jsonfeed")
TABLES = ("csv", "rows", "bibtex", "csl")


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice([*EDITIONS, *FEEDS, *TABLES]),
    default="jsonl",
    help="Records (jsonl, json), an edition (text, md, html), a feed (atom, rss, jsonfeed), statements for "
    "research (csv; rows: the same as JSON lines), or articles as references (bibtex, csl).",
)
@click.option(
    "--of",
    "kind",
    type=click.Choice(["stories", "disputes", "statements"]),
    default="stories",
    help="What a feed holds.",
)
@click.option("--who", "name", metavar="NAME", help="Only what this actor is reported to have said.")
@click.option("--home", metavar="ADDRESS", default="", help="Where the reader is served; items point there.")
@store_option
def command(form: str, kind: str, name: str | None, home: str, store: str | None) -> None:
    """Write what the store holds; jsonl unless said."""
    with kept(store) as desk:
        edition = desk.who(name) if name else desk.edition()
    if form in ("jsonl", "json"):
        from readout.desk import flagged

        edition = flagged(edition)
    if form in EDITIONS:
        write(edition, form)
    elif form in TABLES:
        from readout.formats.references import as_bibtex, as_csl
        from readout.formats.research import as_csv, as_rows

        put({"csv": as_csv, "rows": as_rows, "bibtex": as_bibtex, "csl": as_csl}[form](edition))
    else:
        from readout.formats.atom import as_atom
        from readout.formats.items import dispute_feed, said_feed, story_feed
        from readout.formats.jsonfeed import as_jsonfeed
        from readout.formats.rss import as_rss

        home = home.rstrip("/")
        if name or kind == "statements":
            feed = said_feed(edition, name or kind, home)
        else:
            feed = (story_feed if kind == "stories" else dispute_feed)(edition, home)
        put([{"atom": as_atom, "rss": as_rss, "jsonfeed": as_jsonfeed}[form](feed)])
