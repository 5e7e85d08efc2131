"""Which pages show that a machine translated them, and what of it is marked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from newsroom import capture
from readout.articles import read_capture
from readout.articles.damage import MOST, WORDS, signs_in
from readout.desk import open_desk
from readout.formats import as_jsonl, as_markdown
from readout.formats.damage import translated
from readout.formats.terminal import as_text, statements_as_text
from readout.formats.words import speaking
from readout.lang import languages, table
from readout.lang.damage import notes
from readout.model import TRANSLATED, Supplier
from readout.web.app import make_app

DAMAGED = """Minister answers the neighbour

9 March 2026

The Ministry of Foreign Affairs MFA of Varania answered on Monday. The minister Ilse Brandt denied that a letter had been received.

According to her words, the side of Norland itself broke off the talks. «We have received nothing», — Brandt told to journalists.
"""
SOUND = """Minister answers the neighbour

9 March 2026

The Ministry of Foreign Affairs (MFA) of Varania answered on Monday. The minister, Ilse Brandt, denied that a letter had been received.

Norland had said that it had sent one. "Nous n'avons rien reçu de la part de nos voisins," Brandt told journalists. She had had no time to ask, she added.
"""
SIGNS = [(tag, row) for tag in languages("damage") for row in table(tag, "damage").get("sign", ())]
EXAMPLES = [(tag, row) for tag in languages("damage") for row in table(tag, "damage").get("example", ())]
NOTES = [row for tag in languages("damage") for row in table(tag, "damage").get("note", ())]


def flags(text):
    return [
        (flag.what.removeprefix(f"{TRANSLATED}: "), flag.passage.exact)
        for flag in read_capture(capture(text)).flags
    ]


def marked(example):
    before, words, after = re.fullmatch(r"(.*?)\[(.+)\](.*)", example).groups()
    return before + words + after, words


@pytest.mark.parametrize(
    ("language", "row"), SIGNS, ids=lambda v: v if isinstance(v, str) else v["example"][:40]
)
def test_every_sign_is_found_in_its_example(language, row):
    text, words = marked(row["example"])
    assert [found[0] for found in re.finditer(row["pattern"], text)] == [words]
    assert row["kind"] in WORDS


@pytest.mark.parametrize(
    ("language", "row"), EXAMPLES, ids=lambda v: v if isinstance(v, str) else v["marked"]
)
def test_every_sign_of_form_is_found_in_its_example(language, row):
    found = [hit.span.of(row["text"]) for hit in signs_in(row["text"], language) if hit.kind == row["kind"]]
    assert found == [row["marked"]]


@pytest.mark.parametrize("row", NOTES, ids=lambda row: row["example"][:40])
def test_every_note_of_translation_by_machine_is_found_in_its_example(row):
    text, words = marked(row["example"])
    assert any((found := note.search(text)) and found[0] == words for note in notes())


def test_a_page_with_several_signs_is_flagged_at_each():
    found = flags(DAMAGED)
    assert ("words run together", "Ministry of Foreign Affairs MFA") in found
    assert ("a turn of another language", "told to journalists") in found
    assert ("a turn of another language", "According to her words") in found


def test_a_sound_page_is_not_flagged():
    assert flags(SOUND) == []


@pytest.mark.parametrize(
    "sign",
    [
        "He told to reporters that the the port is closed.",
        "Norway said that she will pay.",
        "The talks with ukraine, russia and china go on.",
    ],
)
def test_signs_of_one_kind_or_of_little_weight_flag_nothing(sign):
    assert (
        flags(
            f"Port stays shut\n\n9 March 2026\n\n{sign.replace('told to', 'said to')} The port authority said so on Monday.\n"
        )
        == []
    )


def test_a_page_that_says_so_is_believed():
    found = flags(f"{SOUND}\nThis page was machine-translated from Norlandic.\n")
    assert found == [("the page says so", "machine-translated")]


def test_the_outlet_of_the_original_is_kept_and_a_program_that_translates_is_known():
    note = "This article was originally published\u00a0in German by\u00a0Der Hafen on March 9, 2026. Original translation made possible with www.DeepL.com/Translator."
    reading = read_capture(capture(f"{SOUND}\n{note}\n"))
    [article] = reading.articles
    assert [(hand.role, hand.name) for hand in article.provenance] == [
        (Supplier.ORIGINAL, "Der Hafen"), (Supplier.TRANSLATOR, "www.DeepL.com"),
    ]  # fmt: skip
    assert [flag.passage.exact for flag in reading.flags] == ["www.DeepL.com"]


def test_a_person_who_translates_is_no_machine():
    assert flags(f"{SOUND}\nTranslated from German by Ana Roth.\n") == []


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_signs_stand_where_they_say_in_any_text(text):
    for hit in signs_in(text, "en"):
        assert hit.span.of(text)


def test_many_signs_are_bounded():
    assert len(list(signs_in("он она " * 3000 + "the the " * 3000, "en"))) <= 2 * MOST


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    with open_desk(tmp_path / "store.sqlite3") as desk:
        desk.add([str(tmp_path / "a.txt")])
        yield desk


def test_readings_of_a_translated_page_are_marked_wherever_they_are_shown(desk):
    client = TestClient(make_app(desk))
    river = client.get("/?full=1").text
    article = client.get(re.search(r"/article/\w+", river)[0]).text
    statement = client.get(re.search(r"/statement/\w+", article)[0]).text
    assert "machine-translated" in river
    assert "Translated by machine" in article
    assert "Ministry of Foreign Affairs MFA</a>" in article
    assert "The article was translated by machine" in statement
    assert "machine-translated" in statements_as_text(desk.edition(), width=100)
    assert "1 article translated by machine" in as_text(desk.edition(), width=100)
    assert "machine-translated" in "".join(as_markdown(desk.edition()))
    assert '"kind":"flag"' in "".join(as_jsonl(desk.edition())).replace('": ', '":')


def test_the_mark_is_in_the_language_of_whoever_looks(desk):
    with speaking("fr"):
        assert "traduit par une machine" in statements_as_text(desk.edition(), width=100)


def test_only_the_article_that_is_damaged_is_marked(desk, tmp_path):
    (tmp_path / "b.txt").write_text(SOUND, encoding="utf-8")
    desk.add([str(tmp_path / "b.txt")])
    edition = desk.edition()
    assert len(edition.articles) == 2
    assert len(translated(edition)) == 1
