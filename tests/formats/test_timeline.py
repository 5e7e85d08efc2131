import csv
import io
import json
from dataclasses import replace

import pytest

from pages import ARTICLE, EDITION, words
from readout.formats.timeline import originals, timeline_csv, timeline_json, timeline_text, when_shown
from readout.model import ArticleId, Basis, CopyGroup, EventStatus, Version, When

EVENT = EDITION.events[0]


def test_a_line_says_when_how_surely_who_and_in_which_words():
    page = "".join(timeline_text("Talks", [EVENT], EDITION, width=80))
    assert "2022-01-18  [ongoing]  The Paper" in page
    assert "  talks go on" in page


def test_what_is_not_sure_says_so():
    page = "".join(timeline_text("Talks", [replace(EVENT, status=EventStatus.ALLEGED)], EDITION, width=80))
    assert "not established" in page


def test_an_empty_timeline_says_so():
    assert "No event" in "".join(timeline_text("Talks", [], EDITION, width=80))


def test_words_that_nothing_anchors_stay_as_written():
    when = When(iso=None, as_written="Tuesday", basis=Basis.NONE)
    assert when_shown(replace(EVENT, when=when)) == "“Tuesday”"
    assert when_shown(replace(EVENT, when=None)) == "no date"


def test_json_holds_the_events_of_the_export_with_their_articles():
    record = json.loads("".join(timeline_json("s1", "Talks", [EVENT], EDITION)))
    [event] = record["events"]
    assert (event["id"], event["articles"], event["originals"]) == ("e1", ["a1"], 1)
    assert event["when"]["basis"] == "document+inference"


def test_csv_is_a_table_with_a_head():
    [row] = csv.DictReader(io.StringIO("".join(timeline_csv([EVENT], EDITION))))
    assert (row["when"], row["status"], row["words"]) == ("2022-01-18", "ongoing", "talks go on")
    span = words("talks go on").span
    assert (int(row["start"]), int(row["end"])) == (span.start, span.end)


def test_copies_and_versions_of_one_text_are_one_original():
    [telling] = EVENT.tellings
    others = [replace(telling, article_id=ArticleId(i)) for i in ("a2", "a3")]
    event = replace(EVENT, tellings=(telling, *others))
    assert originals(event, EDITION) == 3
    copies = (CopyGroup(id="c", articles=(ARTICLE.id, ArticleId("a2")), of=None, reasons=()),)
    versions = (Version(later=ArticleId("a2"), earlier=ArticleId("a3")),)
    assert originals(event, replace(EDITION, copies=copies, versions=versions)) == 1


@pytest.mark.parametrize("status", list(EventStatus))
def test_every_status_has_a_sign_and_a_colour_is_never_all(status):
    from readout.formats.html.timeline import SIGNS

    assert SIGNS[status]
    assert len(set(SIGNS.values())) == len(SIGNS)
