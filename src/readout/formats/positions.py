"""What was said on an issue in order of time, with what has changed. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from readout.formats.ledger import changes_text
from readout.formats.terminal import statements_as_text
from readout.formats.times import day
from readout.formats.words import _
from readout.model import Edition, Statement


def day_of(edition: Edition, statement: Statement) -> str:
    """The day it was said, else the day of its article, as ISO. Empty: not known."""
    article = next((a for a in edition.articles if a.id == statement.article_id), None)
    published = article.published.iso if article and article.published else None
    return ((statement.said and statement.said.iso) or published or "")[:10]


def in_time(edition: Edition) -> list[tuple[str, list[Statement]]]:
    """The statements a day at a time, in order; those without a day last, as they arrived."""
    dated = [(day_of(edition, s), place, s) for place, s in enumerate(edition.statements)]
    dated.sort(key=lambda row: (row[0] == "", row[0], row[1]))
    return [(iso, [s for _, _, s in rows]) for iso, rows in groupby(dated, key=lambda row: row[0])]


def positions_text(edition: Edition, *, width: int, colour: bool = False) -> Iterator[str]:
    """A day a paragraph, then the changes."""
    for iso, said in in_time(edition):
        yield (day(iso) if iso else _("undated")) + "\n"
        part = replace(edition, statements=tuple(said))
        yield statements_as_text(part, width=width, colour=colour)
        yield "\n"
    if not edition.statements:
        yield _("Nothing in these articles.") + "\n"
    if edition.changes:
        yield _("What has changed") + "\n\n"
        yield from changes_text(edition, edition.changes, width=width)
