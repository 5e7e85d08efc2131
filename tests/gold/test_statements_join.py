"""The labels of attributed statements: words become offsets, and no text is kept."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOM = Path(__file__).parents[2] / "gold" / "statements"


def load(name: str) -> ModuleType:
    sys.path.insert(0, str(ROOM))
    spec = importlib.util.spec_from_file_location(name, ROOM / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


join = load("join")
agree = load("agree")
TEXT = join.Text(
    doc="invented",
    text="Mayor Ann Lee said \u201cno\u201d on Monday. She denied that Bo said he \u201clied twice\u201d.",
)


def read(**label: object) -> dict[str, object]:
    return dict(join.resolved(label, TEXT))


def test_words_become_the_span_they_occupy_whatever_their_marks() -> None:
    found = read(u='Mayor Ann Lee said "no"', s="Mayor Ann Lee", c="said", x=["no"], a="reject")
    assert (found["start"], found["end"]) == (0, 23)
    assert found["speaker"] == (0, 13)
    assert found["mode"] == "direct"


def test_content_left_out_is_the_rest_of_the_utterance() -> None:
    found = read(u="She denied ... twice", s="She", c="denied", a="deny")
    ((start, end),) = found["content"]  # type: ignore[misc]
    assert TEXT.text[start:end].startswith("that Bo said")


@pytest.mark.parametrize(
    "label",
    [
        {"u": "words that are not there", "a": "state"},
        {"u": "She denied", "a": "muse"},
        {"u": "She denied", "a": "deny", "s": "Nobody"},
        {"u": "She denied", "a": "deny", "colour": "red"},
    ],
)
def test_a_label_that_does_not_fit_the_text_is_refused(label: dict[str, object]) -> None:
    with pytest.raises(join.LabelError):
        join.resolved(label, TEXT)


@pytest.mark.parametrize("split", join.SPLITS)
def test_the_stand_off_files_hold_labels_and_no_text(split: str) -> None:
    planned = join.plan()
    words = join.ACTS | join.MODES | join.CERTAINTIES | join.TAGS
    for line in (ROOM / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert planned[row["doc"]]["split"] == split
        if row["kind"] == "document":
            assert row["sha256"] == planned[row["doc"]]["sha256"]
            continue
        assert row["act"] in join.ACTS
        assert {row["act"], row["mode"], row["certainty"], *row["act_also"], *row["tags"]} <= words
        strings = {key for key, value in row.items() if isinstance(value, str)}
        assert strings == {"kind", "doc", "act", "mode", "certainty"}


def test_an_annotator_agrees_with_herself() -> None:
    own = {
        "invented": [
            join.resolved({"u": "She denied ... twice", "s": "She", "c": "denied", "a": "deny"}, TEXT)
        ]
    }
    shown = agree.figures(own, own)
    assert shown["F1 of statements"] == shown["act, first label"] == shown["act, kappa"] == 1
