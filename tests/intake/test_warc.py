import gzip
import io
import sys
import tracemalloc
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.intake import warc
from readout.model import Capture, Problem

pytest.importorskip("warcio")
zstandard = pytest.importorskip("zstandard")
from warcio.statusandheaders import StatusAndHeaders  # noqa: E402
from warcio.warcwriter import WARCWriter  # noqa: E402

NOW = datetime(2026, 3, 16, tzinfo=UTC)
WORDS = "The foreign ministry of Varania said on Monday that it had received no letter from port {}."


def html(number):
    return f"<!doctype html><html><body><h1>Page {number}</h1><p>{WORDS.format(number)}</p></body></html>".encode()


#: A text of common pieces, as crawlers make of the pages they know.
DICTIONARY = zstandard.ZstdCompressionDict(
    b"".join(WORDS.encode() + b"<p></p>WARC/1.0\r\n" for _ in range(40))
)
PACKED = ["plain", "gzip", "zstd", "zstd with a dictionary", "zstd with a packed dictionary"]


def archive(*more, count=3, packed="gzip"):
    """An archive of pages, with what archives hold beside them."""
    out, ends = io.BytesIO(), [0]
    writer = WARCWriter(out, gzip=packed == "gzip")
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
    ends.append(out.tell())
    for number in range(count):
        answer(writer, f"https://quay.example/{number}", html(number))
        ends.append(out.tell())
    for address, body, headers in more:
        answer(writer, address, body, **headers)
        ends.append(out.tell())
    whole = out.getvalue()
    if not packed.startswith("zstd"):
        return whole
    return zstd_frames([whole[a:b] for a, b in pairwise(ends)], packed)


def zstd_frames(pieces, packed="zstd"):
    """A frame a piece, the dictionary in a frame of its own before them."""
    named = DICTIONARY if "dictionary" in packed else None
    pack = zstandard.ZstdCompressor(dict_data=named)
    first = named.as_bytes() if named else b""
    first = zstandard.compress(first) if "packed" in packed else first
    head = warc.DICTIONARY + len(first).to_bytes(4, "little") + first if named else b""
    return head + b"".join(pack.compress(piece) for piece in pieces)


def answer(writer, address, body, status="200 OK", kind="text/html", **headers):
    named = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in headers.items())]
    writer.write_record(
        writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, named, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2022-01-18T09:30:00Z"},
        )
    )


@pytest.fixture
def read(tmp_path):
    def read_(body, *, start=0, limit=1 << 20):
        path = tmp_path / "x.warc.gz"
        path.write_bytes(body)
        return list(warc.records(path, start=start, received_at=NOW, limit=limit))

    return read_


def captures(found):
    return [one for record in found for one in record.results if isinstance(one, Capture)]


def problems(found):
    return [one for record in found for one in record.results if isinstance(one, Problem)]


@pytest.mark.parametrize("packed", PACKED)
def test_answers_become_captures_with_the_archives_address_and_time(read, packed):
    found = read(archive(packed=packed))
    assert [c.address for c in captures(found)] == [f"https://quay.example/{n}" for n in range(3)]
    assert captures(found)[1].captured_at == datetime(2022, 1, 18, 9, 30, tzinfo=UTC)
    assert captures(found)[1].body == html(1)
    assert not problems(found)


BESIDE = {
    "a picture": ("https://quay.example/x.png", b"\x89PNG", {"kind": "image/png"}),
    "a refusal": ("https://quay.example/x", html(9), {"status": "403 Forbidden"}),
    "robots.txt": ("https://quay.example/robots.txt", b"User-agent: *", {"kind": "text/plain"}),
    "another scheme": ("dns:quay.example", b"x", {"kind": "text/dns"}),
}


@pytest.mark.parametrize("more", BESIDE.values(), ids=BESIDE)
def test_what_nobody_published_is_passed_over(read, more):
    found = read(archive(more))
    assert len(captures(found)) == 3
    assert not problems(found)


def test_answers_are_unpacked_and_put_together(read):
    packed = gzip.compress(html(7))
    chunked = (
        b"5\r\n"
        + html(8)[:5]
        + b"\r\n"
        + hex(len(html(8)) - 5)[2:].encode()
        + b"\r\n"
        + html(8)[5:]
        + b"\r\n0\r\n\r\n"
    )
    found = read(
        archive(
            ("https://quay.example/7", packed, {"Content_Encoding": "gzip"}),
            ("https://quay.example/8", chunked, {"Transfer_Encoding": "chunked"}),
            count=0,
        )
    )
    assert [c.body for c in captures(found)] == [html(7), html(8)]


def test_converted_texts_are_text_as_it_is(read):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    text = b"Kyiv says no\nNothing was agreed, the minister said.\n"
    writer.write_record(
        writer.create_warc_record(
            "https://quay.example/1", "conversion", payload=io.BytesIO(text),
            warc_content_type="text/plain", warc_headers_dict={"WARC-Date": "2022-01-18T09:30:00Z"},
        )
    )  # fmt: skip
    [capture] = captures(read(out.getvalue()))
    assert (capture.media_type, capture.text.encode()) == ("text/plain", text)
    assert capture.captured_at == datetime(2022, 1, 18, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("packed", PACKED)
def test_reading_goes_on_where_it_was_left(read, packed):
    held = archive(packed=packed)
    whole = read(held)
    for number, record in enumerate(whole[:-1], start=1):
        rest = read(held, start=record.next_at)
        assert captures(rest) == captures(whole[number:])


def damaged(body, packed):
    # The dictionary stays whole: without it nothing can be read.
    start = 8 + int.from_bytes(body[4:8], "little") if body.startswith(warc.DICTIONARY) else 0
    middle = (start + len(body)) // 2
    return {
        "cut off": body[: middle + 40],
        "zeros in it": body[:middle] + bytes(60) + body[middle + 60 :],
        "a stretch missing": body[:middle] + body[middle + 60 :],
        "junk before": b"junk\r\n" * 3 + body
        if packed == "plain"
        else body[: start + 4] + b"\xff" * 30 + body[start:],
    }


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("kind", ["cut off", "zeros in it", "a stretch missing", "junk before"])
def test_a_broken_record_is_a_problem_and_the_rest_is_read(read, kind, packed, capsys):
    body = damaged(archive(count=6, packed=packed), packed)[kind]
    found = read(body)
    assert problems(found)
    assert "at byte" in problems(found)[0].where
    good = {html(number) for number in range(6)}
    assert len(captures(found)) >= (2 if kind == "cut off" else 4)
    assert all(capture.body in good for capture in captures(found))
    assert capsys.readouterr().err == ""


def test_a_record_beyond_the_limit_is_a_problem(read):
    found = read(archive(("https://quay.example/9", b"<html>" + b"x" * 5000, {})), limit=2000)
    assert [p.where for p in problems(found)] == ["https://quay.example/9"]
    assert len(captures(found)) == 3


def test_a_file_is_known_by_its_first_bytes(tmp_path):
    for name, body, wanted in (
        ("a", archive(), True),
        ("b", archive(packed="plain"), True),
        ("c.warc.zst", b"\x28\xb5\x2f\xfd", True),
        ("d", gzip.compress(b"<html>"), False),
        ("e", b"", False),
    ):
        (tmp_path / name).write_bytes(body)
        assert warc.is_archive(tmp_path / name) == wanted, name
    assert not warc.is_archive(tmp_path / "nothing")


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400), st.sampled_from(PACKED), st.integers(0, 400))
def test_no_bytes_whatever_raise_and_reading_ends(tmp_path_factory, junk, packed, at):
    path = tmp_path_factory.mktemp("warc") / "x.warc"
    whole = archive(packed=packed)
    path.write_bytes(whole[:at] + junk + whole[at:])
    list(warc.records(path, received_at=NOW, limit=1 << 20))


def test_one_frame_of_many_records_is_read_and_begun_again_where_it_was_stopped(read):
    body = zstd_frames([archive(count=5, packed="plain")])
    found = read(body)
    assert [c.body for c in captures(found)] == [html(n) for n in range(5)]
    assert [record.next_at for record in found] == [0, 0, 0, 0, len(body)]


def test_frames_of_something_else_are_passed_over(read):
    other = b"\x50\x2a\x4d\x18" + (7).to_bytes(4, "little") + b"1234567"
    found = read(archive(count=2, packed="zstd") + other + archive(count=1, packed="zstd"))
    assert [c.body for c in captures(found)] == [html(0), html(1), html(0)]
    assert not problems(found)


def test_a_bomb_packed_with_zstd_is_a_problem_and_takes_little_memory(read):
    def bomb(size):
        head = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://quay.example/b\r\nContent-Type: text/html\r\n"
        return head + b"Content-Length: %d\r\n\r\n" % size + bytes(size) + b"\r\n\r\n"

    body = zstd_frames([bomb(200 << 20), archive(count=1, packed="plain")])
    assert len(body) < 50_000
    tracemalloc.start()
    found = read(body, limit=1 << 20)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [p.where for p in problems(found)] == ["https://quay.example/b"]
    assert [c.body for c in captures(found)] == [html(0)]
    assert most < 64 << 20


def test_without_the_library_an_archive_waits_for_it(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)
    [record] = read(archive(packed="zstd"))
    assert "readout[archives]" in record.results[0].what
    assert record.next_at == 0


def test_an_archive_is_added_in_parts_and_goes_on_where_it_was_stopped(tmp_path, monkeypatch):
    from deskwork import Fakes
    from readout.desk import open_desk, run

    class Stopped(BaseException):
        pass

    path = tmp_path / "x.warc.gz"
    path.write_bytes(archive(count=9)[:-30])
    monkeypatch.setattr(run, "PART", 4)
    told = []

    def stop_early(done, total, what):
        told.append(what)
        if len(told) == 3:
            raise Stopped

    with open_desk(tmp_path / "s.sqlite3", steps=Fakes().steps()) as desk, pytest.raises(Stopped):
        desk.add([str(path)], progress=stop_early)
    read_at = []
    real = warc.records
    monkeypatch.setattr(
        "readout.intake.records", lambda *args, **more: read_at.append(more["start"]) or real(*args, **more)
    )
    with open_desk(tmp_path / "s.sqlite3", steps=Fakes().steps()) as desk:
        added = desk.add([str(path)])
        assert len(desk.edition().captures) == 8
        assert len(desk.edition().articles) == 8
        assert ["missing" in problem.what for problem in added.problems] == [True]
        assert desk.add([str(path)]).new == 0
    assert read_at[0] > 0
    assert read_at[1] == 0
    assert told[1].startswith("x.warc.gz, ")
