import json
from dataclasses import replace

from newsroom import article, capture
from readout.formats.difference import difference_json, difference_text
from readout.model import ArticleId, Edition, Version
from readout.statements import read_statements
from readout.versions import compare

BEFORE = "The operator denied any survey.\nNobody was hurt."
AFTER = "The operator denied that any survey took place.\nThe ministry said it was sorry."


def found():
    texts = {capture(t).id: t for t in (BEFORE, AFTER)}
    one, other = (replace(article(t), id=ArticleId(i)) for t, i in ((BEFORE, "a"), (AFTER, "b")))
    said = [s for a, t in ((one, BEFORE), (other, AFTER)) for s in read_statements(a, t)]
    version = Version(later=other.id, earlier=one.id)
    edition = Edition(articles=(one, other), statements=tuple(said))
    return compare(version, one, other, texts, said), edition


def test_the_text_marks_what_went_and_what_came():
    page = "".join(difference_text(*found(), width=100))
    assert "~ The operator denied {+that+} any survey {+took place+}." in page
    assert "- Nobody was hurt." in page
    assert "+ The ministry said it was sorry." in page
    assert "(appeared)" in page


def test_json_holds_every_sentence_of_both_texts():
    record = json.loads("".join(difference_json(found()[0])))
    assert [s["fate"] for s in record["sentences"]] == ["changed", "removed", "added"]
    for sentence in record["sentences"]:
        for passage in (sentence["before"], sentence["after"]):
            assert passage is None or passage["text"]
    assert {s["fate"] for s in record["statements"]} == {"changed", "added"}
