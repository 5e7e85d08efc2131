"""Every status word stands in the [brackets] of its example and gives its status there."""

import pytest

from readout.lang import languages, table
from readout.lang.events import event_words
from readout.model import EventStatus

ROWS = [
    (language, kind, row)
    for language in languages("events")
    for kind in ("status", "nothing", "past")
    for row in table(language, "events").get(kind, ())
]


@pytest.mark.parametrize(
    ("language", "kind", "row"), ROWS, ids=lambda v: v if isinstance(v, str) else v["example"]
)
def test_every_status_word_is_found_in_its_example(language, kind, row):
    before, rest = row["example"].split("[")
    inside, after = rest.split("]")
    words = event_words(language)
    pattern = {"nothing": words.nothing, "past": words.past}.get(kind) or dict(words.statuses)[row["status"]]
    found = [match.group() for match in pattern.finditer(before + inside + after)]
    assert inside in found
    if kind == "status":
        assert EventStatus.named(row["status"])


@pytest.mark.parametrize("language", list(languages("events")))
def test_every_language_has_every_status_that_words_can_give(language):
    given = {name for name, _ in event_words(language).statuses}
    assert given == {"planned", "proposed", "reported", "alleged", "denied", "ongoing"}
