import json

import pytest
from click.testing import CliRunner

from readout.cli import main
from readout.desk import demo_files, open_desk
from readout.encoder.near import find
from readout.model import Problem


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    with open_desk(path) as desk:
        desk.add(demo_files())
    return str(path)


def run(store, *words):
    return CliRunner().invoke(main, ["search", *words, "--store", store])


def test_every_hit_is_a_line_with_the_passage_it_rests_on(store):
    done = run(store, "who:Vilaverde", "act:deny")
    hits = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert {(hit["kind"], hit["what"], hit["act"], hit["speaker"]) for hit in hits} == {
        ("found", "statement", "deny", "Duarte Vilaverde")
    }
    assert all(hit["passage"]["text"] for hit in hits)


def test_text_for_a_person(store):
    done = run(store, "cable", "--format", "text")
    assert "statements" in done.stdout
    assert "articles" in done.stdout


def test_a_wrong_query_names_the_operator_and_finding_nothing_is_1(store):
    done = run(store, "act:lie")
    assert done.exit_code == 1
    assert "“act:lie”" in done.stderr
    assert run(store, "xyzzy").exit_code == 1
    assert run(store).exit_code == 2


def test_the_index_can_be_made_anew(store):
    before = run(store, "cable").stdout
    assert run(store, "--rebuild").exit_code == 0
    assert run(store, "cable").stdout == before


def test_without_what_makes_vectors_near_says_so_and_the_words_are_found(store):
    if not isinstance(find(), Problem):
        pytest.skip("the extra `near` is installed")
    done = run(store, "cable", "--near")
    assert done.exit_code == 0
    assert "pip install 'readout[near]'" in done.stderr
    assert run(store, "near:cable").exit_code == 1
