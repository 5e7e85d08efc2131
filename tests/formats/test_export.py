import json

import pytest

from pages import EDITION, PAGE
from readout.formats import as_json, as_jsonl, records
from readout.model import Edition

#: The contract: every kind, and its fields in order.
FIELDS = {
    "export": "version program",
    "capture": "id address sha256 media_type received_at characters",
    "article": "id capture entry start end title title_clean outlet byline dateline credit "
    "language provenance published blocks",
    "furniture": "capture start end type",
    "actor": "id name type roles names",
    "mention": "actor capture start end text",
    "statement": "id article capture start end act mode speaker cue addressee target content "
    "quotations via said negated certainty origin",
    "event": "id actor action target place when status passages",
    "copies": "id articles of agency reasons",
    "story": "id title articles originals reasons",
    "link": "a b relation reasons",
    "thread": "id title stories reasons",
    "dispute": "id topic status sides",
    "change": "topic actor steps",
    "brief": "id story sentences",
    "flag": "what passage other",
    "problem": "where what origin",
}
#: Fields inside fields.
INSIDE = {
    ("article", "entry"): "feed id",
    ("article", "title"): "capture start end text",
    ("article", "dateline"): "place credit",
    ("article", "provenance"): "role name passage",
    ("article", "published"): "iso as_written basis",
    ("actor", "roles"): "text passage",
    ("statement", "speaker"): "text start end actor",
    ("statement", "cue"): "capture start end text",
    ("statement", "addressee"): "text actor",
    ("statement", "target"): "text actor",
    ("statement", "content"): "capture start end text",
    ("statement", "quotations"): "start end",
    ("statement", "via"): "actor act",
    ("statement", "said"): "iso as_written basis",
    ("dispute", "sides"): "actor stance statements passages",
    ("change", "steps"): "label iso passage",
    ("brief", "sentences"): "role text passages origin",
}


@pytest.mark.parametrize("kind", FIELDS)
def test_every_record_has_the_fields_of_the_contract_and_no_other(kind):
    found = [record for record in records(EDITION) if record["kind"] == kind]
    assert found
    for record in found:
        assert list(record) == ["kind", *FIELDS[kind].split()]


@pytest.mark.parametrize(("place", "names"), INSIDE.items(), ids=map("-".join, INSIDE))
def test_what_stands_inside_a_record_has_the_fields_of_the_contract(place, names):
    kind, field = place
    found = [r[field] for r in records(EDITION) if r["kind"] == kind and r[field]]
    assert found
    for value in found:
        for one in value if isinstance(value, list) else [value]:
            assert list(one) == names.split()


def test_no_other_kind_is_written():
    assert {record["kind"] for record in records(EDITION)} == set(FIELDS)


def test_the_header_comes_first():
    first = next(iter(as_jsonl(EDITION)))
    assert json.loads(first)["kind"] == "export"
    assert first.startswith('{"kind":"export","version":1,"program":"readout ')


def test_a_turn_has_a_speaker_and_other_blocks_have_none():
    (article,) = [r for r in records(EDITION) if r["kind"] == "article"]
    for block in article["blocks"]:
        more = ["speaker", "turn"] if block["role"] == "turn" else []
        assert list(block) == ["start", "end", "role", *more]


def test_every_passage_is_its_slice_of_the_text():
    def passages(value):
        if isinstance(value, dict):
            if {"start", "end", "text"} <= value.keys() and value["text"] is not None:
                yield value
            value = list(value.values())
        if isinstance(value, list):
            for one in value:
                yield from passages(one)

    found = list(passages(list(records(EDITION))))
    assert len(found) > 10
    for passage in found:
        assert PAGE.text[passage["start"] : passage["end"]] == passage["text"]


def test_json_is_the_same_records_as_one_array():
    lines = [json.loads(line) for line in as_jsonl(EDITION)]
    assert json.loads("".join(as_json(EDITION))) == lines


def test_nothing_read_is_a_header_alone():
    assert len(list(as_jsonl(Edition()))) == 1
    assert len(json.loads("".join(as_json(Edition())))) == 1


def test_a_line_separator_in_the_text_does_not_break_a_line():
    for line in as_jsonl(EDITION):
        assert line.count("\n") == 1
        json.loads(line)
