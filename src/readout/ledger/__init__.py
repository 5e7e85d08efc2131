"""Statements in, views over them out: changes, measures, what is open, quotations compared, alerts."""

from collections.abc import Mapping, Sequence

from readout.ledger.alerts import answering as answering
from readout.ledger.changes import find_changes
from readout.ledger.depth import depths as depths
from readout.ledger.issue import about_issue as about_issue
from readout.ledger.measures import measures_in
from readout.ledger.opened import find_open as find_open
from readout.ledger.quotes import compare_quotes as compare_quotes
from readout.ledger.reading import readings
from readout.ledger.voices import speaking_for as speaking_for
from readout.model import Article, CaptureId, Cast, Change, Measure, Statement, Told


def find_turns(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
    told: Told,
) -> tuple[tuple[Change, ...], tuple[Measure, ...]]:
    """What changed, and the measures: both need every article, and are kept."""
    made = readings(articles, texts, statements, cast, told)
    measures = measures_in(made)
    return find_changes(made, measures), measures
