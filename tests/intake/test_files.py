import gzip
import io
import os
from pathlib import Path

import pytest

from newsroom import NOW
from readout.intake import found, read, take
from readout.model import Capture, Problem

WORDS = "Kyiv denied it.\r\nМосква подтвердила.\u00a0\n"


def taken(path, **more):
    return list(take(str(path), received_at=NOW, **more))


def only(results):
    (one,) = results
    return one


def test_a_text_is_decoded_and_nothing_changes(tmp_path):
    (tmp_path / "a.txt").write_bytes(WORDS.encode())
    capture = only(taken(tmp_path / "a.txt"))
    assert capture.text == WORDS
    assert capture.body == WORDS.encode()
    assert capture.encoding == "utf-8"
    assert capture.media_type == "text/plain"
    assert capture.address == str(tmp_path / "a.txt")


def test_a_byte_order_mark_stays_in_the_text(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfKyiv denied it.")
    assert only(taken(tmp_path / "a.txt")).text == "\ufeffKyiv denied it."


def test_standard_input_is_a_file(tmp_path):
    capture = only(take("-", received_at=NOW, stdin=io.BytesIO(b"Kyiv denied it.")))
    assert (capture.address, capture.text) == ("-", "Kyiv denied it.")


def test_a_directory_gives_its_files_in_order(tmp_path):
    for name in ["b.txt", "a.txt", "deep/c.txt", ".hidden", ".git/x"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    names = [Path(path).relative_to(tmp_path).as_posix() for path in found([str(tmp_path)])]
    assert names == ["a.txt", "b.txt", "deep/c.txt"]


def test_a_directory_without_files_is_a_problem(tmp_path):
    assert "no file" in only(found([str(tmp_path)])).what


REFUSED = {
    "empty": (b"", "empty"),
    "white space": (b" \n\t\n", "white space"),
    "random bytes": (bytes(range(256)) * 8, "binary"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "zip": (b"PK\x03\x04 ...", "archive"),
    "picture": (b"\x89PNG\r\n", "picture"),
    "database": (b"SQLite format 3\x00", "--store"),
    "cut gzip": (gzip.compress(os.urandom(5000))[:2000], "gzip"),
}


@pytest.mark.parametrize(("body", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_a_problem(tmp_path, body, said):
    (tmp_path / "x").write_bytes(body)
    problem = only(taken(tmp_path / "x"))
    assert isinstance(problem, Problem)
    assert said in problem.what
    assert problem.where == str(tmp_path / "x")


def test_a_large_file_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "large").open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # sparse: takes no space, and would take 200 MB of memory
    problem = only(taken(tmp_path / "large"))
    assert "209,715,200 bytes" in problem.what
    assert "--limit" in problem.what


def test_the_limit_holds_for_standard_input_and_inside_gzip():
    problem = only(take("-", received_at=NOW, stdin=io.BytesIO(b"x" * 11), limit=10))
    assert "more than 10 bytes" in problem.what
    packed = gzip.compress(b"Kyiv " * 1000)
    problem = only(take("-", received_at=NOW, stdin=io.BytesIO(packed), limit=1000))
    assert "unpacked" in problem.what


def test_a_missing_file_is_a_problem_and_says_what_to_do(tmp_path):
    assert "check the name" in only(taken(tmp_path / "gone.txt")).what


def test_a_file_that_vanishes_between_listing_and_reading_is_a_problem(tmp_path):
    (tmp_path / "a.txt").write_text("Kyiv denied it.")
    (path,) = found([str(tmp_path)])
    (tmp_path / "a.txt").unlink()
    assert "no such file" in only(taken(path)).what


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem(tmp_path):
    (tmp_path / "a.txt").write_text("Kyiv denied it.")
    (tmp_path / "a.txt").chmod(0)
    assert "permissions" in only(taken(tmp_path / "a.txt")).what


def test_a_name_that_is_no_text_is_shown_escaped(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(path).write_text("Kyiv denied it.")
    assert only(taken(path)).address.endswith("\\xff.txt")


def test_an_address_on_the_web_is_a_problem():
    assert "readout feeds add" in only(taken("https://example.org/a")).what


RUSSIAN = "Представитель министерства заявил журналистам, что переговоры продолжатся в пятницу. " * 6
FRENCH = "Le ministre a déclaré à la presse que les négociations étaient très difficiles cet été. " * 6
ENCODED = {
    "windows-1251": (RUSSIAN, "cp1251", "cp1251"),
    "koi8-r": (RUSSIAN, "koi8-r", "koi8"),
    "windows-1252": (FRENCH, "cp1252", "cp125"),
    "utf-16 with a mark": (RUSSIAN, "utf-16", "utf-16"),
    "utf-16 without a mark": (FRENCH, "utf-16-le", "utf-16-le"),
}


@pytest.mark.parametrize(("text", "codec", "said"), ENCODED.values(), ids=ENCODED)
def test_other_encodings_are_found_and_stated(tmp_path, text, codec, said):
    (tmp_path / "a.txt").write_bytes(text.encode(codec))
    capture = only(taken(tmp_path / "a.txt"))
    assert capture.text == text
    assert said in capture.encoding.replace("_", "-")


def test_mixed_encodings_keep_what_is_utf8_and_count_the_rest(tmp_path):
    body = RUSSIAN.encode() + "déclaré".encode("latin-1") + RUSSIAN.encode()
    (tmp_path / "a.txt").write_bytes(body)
    problem, capture = taken(tmp_path / "a.txt")
    assert "2 places" in problem.what
    assert capture.text == RUSSIAN + "d\ufffdclar\ufffd" + RUSSIAN
    assert capture.body == body


def test_a_line_of_five_megabytes_is_read(tmp_path):
    (tmp_path / "a.txt").write_text("Kyiv denied it. " * 330_000)
    assert len(only(taken(tmp_path / "a.txt")).text) == 16 * 330_000


def test_content_decides_and_not_the_name():
    html = b"<!doctype html><html><body><p>Kyiv denied it.</p></body></html>"
    results = list(read(html, address="a.txt", received_at=NOW, captured_at=None, limit=10**6))
    assert [r.media_type for r in results if isinstance(r, Capture)] == ["text/html"]
