"""The articles written for what real text lacks: their labels are what the marked texts say."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOM = Path(__file__).parents[2] / "gold" / "articles"


def load(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


make = load(ROOM / "make.py", "make_articles")
join = make.join


def labelled() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every statement of the file, with the text of its article."""
    text = ""
    for line in (ROOM / "statements.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] == "document":
            text = (ROOM / f"{row['doc']}.txt").read_bytes().decode()
            assert row["sha256"] == hashlib.sha256(text.encode()).hexdigest(), row["doc"]
        else:
            yield text, row


def spans(row: dict[str, Any]) -> Iterator[tuple[str, list[int]]]:
    for field in ("speaker", "speaker_is", "cue", "addressee", "target", "said"):
        if row[field]:
            yield field, row[field]
    for field in ("content", "quotes"):
        yield from ((field, span) for span in row[field])
    yield from (("via", one["span"]) for one in row["via"])


def test_articles_and_labels_are_what_the_marked_texts_make() -> None:
    for path, text in make.made():
        assert path.read_bytes() == text.encode(), path.name


def test_the_records_have_the_form_of_the_statements() -> None:
    line = next(
        row
        for row in (ROOM.parent / "statements" / "train.jsonl").read_text().splitlines()
        if '"statement"' in row[:24]
    )
    for _, row in labelled():
        assert list(row) == list(json.loads(line))
        assert row["act"] in join.ACTS
        assert set(row["act_also"]) <= join.ACTS
        assert row["mode"] in join.MODES
        assert row["certainty"] in join.CERTAINTIES
        assert set(row["tags"]) <= join.TAGS


def test_every_span_holds_whole_words_of_its_article() -> None:
    for text, row in labelled():
        for field, (start, end) in spans(row):
            words = text[start:end]
            assert words == words.strip() != "", (row["doc"], field, words)
            assert not (text[start - 1 : start].isalnum() and words[0].isalnum()), (row["doc"], field, words)
            assert not (words[-1].isalnum() and text[end : end + 1].isalnum()), (row["doc"], field, words)
        inside = [span for field, span in spans(row) if field in ("cue", "content")]
        assert all(row["start"] <= start < end <= row["end"] for start, end in inside), row


def test_a_speaker_named_elsewhere_is_not_the_one_written() -> None:
    for text, row in labelled():
        if row["speaker"] and row["speaker_is"]:
            full, written = (text[slice(*row[field])].casefold() for field in ("speaker_is", "speaker"))
            assert full not in written, (row["doc"], full)


def test_there_are_enough_of_the_rare_kinds() -> None:
    rows = [row for _, row in labelled()]
    assert len(rows) >= 450
    assert sum(row["act"] == "deny" for row in rows) >= 100
    assert sum(row["negated"] for row in rows) >= 30
    assert sum(bool(row["via"]) for row in rows) >= 50


def test_a_set_has_three_outlets_and_one_part() -> None:
    listed = tomllib.loads((ROOM / "sets.toml").read_text(encoding="utf-8"))["set"]
    names = [path.stem for path in (ROOM / "marked").glob("*.txt")]
    assert {row["split"] for row in listed} == {"train", "test"}
    for row in listed:
        assert sorted(name[2] for name in names if name.startswith(row["id"])) == ["a", "b", "c"]
    assert len(names) == 3 * len(listed)


@pytest.mark.parametrize(
    "marked",
    [
        "{deny|no end",
        "{muse|<s Ann> <c mused>}",
        "{deny; loudly|<s Ann> <c denied> it}",
        "{deny; is=Nobody Here|<s She> <c denied> it}",
        "<s Ann> outside",
    ],
)
def test_marks_that_do_not_fit_are_refused(marked: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(marked, encoding="utf-8")
    with pytest.raises(make.MarkError):
        make.read_marked(path)


def test_marks_are_taken_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "Ann Lee spoke. {deny; is=Ann Lee|<s She> <c denied> that he ran}, {state|<s a clerk> <c said>}.",
        encoding="utf-8",
    )
    text, (denied, said) = make.read_marked(path)
    assert text == "Ann Lee spoke. She denied that he ran, a clerk said."
    assert text[slice(*denied["content"][0])] == "he ran"
    assert text[slice(*denied["speaker_is"])] == "Ann Lee"
    assert text[slice(*said["cue"])] == "said"
    assert said["content"] == []
