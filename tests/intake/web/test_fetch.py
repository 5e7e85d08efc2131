import asyncio
import gzip
import shutil
import socket
import ssl
import subprocess
import threading
from datetime import UTC, datetime, timedelta

import pytest

from badserver import (
    CHALLENGE,
    FEED,
    Server,
    bomb,
    conditional,
    drip,
    endless,
    give,
    gives,
    raw_deflate,
    redirect,
    rss,
    silent,
)  # fmt: skip
from readout.intake.entries import feed_in
from readout.intake.web.fetch import Fetcher
from readout.intake.web.manners import Manners
from readout.model import FeedWord

NOW = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)


@pytest.fixture
def server():
    with Server() as here:
        yield here


def manners(server, **others):
    plain = {"allowed": (server.host,), "delay": 0.0, "whole": 20.0, "read": 10.0, "limit": 1 << 20}
    return Manners(**{**plain, **others})


def ask(server, *paths, page=False, trust=None, known=None, **others):
    """The answers to some addresses, asked together with one fetcher."""

    async def all_of_them():
        async with Fetcher(manners(server, **others), lambda: NOW, trust=trust) as fetcher:
            addresses = [path if "://" in path else server.url + path for path in paths]
            if page:
                return await asyncio.gather(*(fetcher.page(a) for a in addresses))
            return await asyncio.gather(*(fetcher.feed(a, **(known or {})) for a in addresses))

    return asyncio.run(all_of_them())


def one(server, path, **others):
    return ask(server, path, **others)[0]


def no_http(handler):
    handler.wfile.write(b"220 ftp ready\r\n")
    handler.close_connection = True


TROUBLES = {
    "slow drip": (drip, FeedWord.TIMEOUT),
    "silence": (silent, FeedWord.TIMEOUT),
    "gzip bomb": (bomb, FeedWord.TOO_LARGE),
    "no end": (endless, FeedWord.TOO_LARGE),
    "a length beyond the limit": (gives(b"x", content_length="99999999"), FeedWord.TOO_LARGE),
    "shorter than it says": (gives(FEED, content_length="5000", connection="close"), FeedWord.BROKEN),
    "gzip cut off": (gives(gzip.compress(FEED)[:50], content_encoding="gzip"), FeedWord.BROKEN),
    "gzip that is none": (gives(FEED, content_encoding="gzip"), FeedWord.BROKEN),
    "a packing nobody asked for": (gives(FEED, content_encoding="br"), FeedWord.BROKEN),
    "no HTTP": (no_http, FeedWord.BROKEN),
    "forbidden": (gives(b"", 403), FeedWord.REFUSED),
    "not found": (gives(b"", 404), FeedWord.NOT_FOUND),
    "gone": (gives(b"", 410), FeedWord.GONE),
    "too often": (gives(b"", 429), FeedWord.BUSY),
    "down": (gives(b"", 503), FeedWord.SERVER),
    "teapot": (gives(b"", 418), FeedWord.ODD),
    "a redirect to nowhere": (gives(b"", 302), FeedWord.ODD),
    "a challenge": (gives(CHALLENGE, 403), FeedWord.CHALLENGE),
    "a challenge that says ok": (gives(CHALLENGE), FeedWord.CHALLENGE),
    "circle": (redirect("/x"), FeedWord.REDIRECTS),
    "to a file": (redirect("file:///etc/passwd"), FeedWord.ADDRESS),
    "to another scheme": (redirect("gopher://127.0.0.1/"), FeedWord.ADDRESS),
    "to loopback": (redirect("http://localhost:1/"), FeedWord.ADDRESS),
    "to a cloud's metadata": (redirect("http://169.254.169.254/latest/"), FeedWord.ADDRESS),
    "to a mapped address": (redirect("http://[::ffff:127.0.0.1]:1/"), FeedWord.ADDRESS),
    "to no address": (redirect("http://[oops/"), FeedWord.BROKEN),
}  # fmt: skip


@pytest.mark.parametrize(("page", "word"), TROUBLES.values(), ids=TROUBLES)
def test_trouble_is_one_word_and_no_exception(server, page, word):
    server.pages["/x"] = page
    short = {"whole": 1.0, "read": 0.6} if word is FeedWord.TIMEOUT else {}
    answer = one(server, "/x", **short)
    assert answer.word is word
    assert answer.body is None


GOOD = {
    "plain": gives(FEED),
    "gzip": gives(gzip.compress(FEED), content_encoding="gzip"),
    "gzip in two members": gives(
        gzip.compress(FEED[:50]) + gzip.compress(FEED[50:]), content_encoding="gzip"
    ),
    "deflate without its head": gives(raw_deflate(FEED), content_encoding="deflate"),
    "the wrong type": gives(FEED, content_type="image/png"),
    "longer than it says": gives(FEED + b"<!-- more -->", content_length=str(len(FEED)), connection="close"),
}


@pytest.mark.parametrize("page", GOOD.values(), ids=GOOD)
def test_a_feed_comes_as_it_is(server, page):
    server.pages["/x"] = page
    answer = one(server, "/x")
    assert (answer.word, answer.body) == (None, FEED)


def test_loopback_is_not_asked_unless_the_user_allows_it(server):
    server.pages["/x"] = FEED
    answer = one(server, "/x", allowed=())
    assert answer.word is FeedWord.ADDRESS
    assert "127.0.0.1" in answer.detail
    assert not server.asked


def test_an_allowed_host_does_not_allow_where_it_redirects_to(server):
    with Server({"/x": FEED}) as other:
        server.pages["/x"] = redirect(other.url + "/x")
        assert one(server, "/x").word is FeedWord.ADDRESS
        assert not other.asked


def test_a_feed_that_has_not_changed_is_not_sent_again(server):
    server.pages["/x"] = conditional
    first = one(server, "/x")
    again = one(server, "/x", known={"etag": first.etag, "modified": first.modified})
    assert first.body == FEED
    assert (again.status, again.word, again.body) == (304, None, None)


def test_a_permanent_redirect_is_told_a_passing_one_is_not(server):
    server.pages |= {
        "/old": redirect("/new", 301), "/new": redirect("/newest", 308), "/newest": FEED,
        "/passing": redirect("/old", 302), "/mixed": redirect("/passing", 301),
    }  # fmt: skip
    assert one(server, "/old").moved_to == server.url + "/newest"
    assert one(server, "/passing").moved_to is None
    assert one(server, "/mixed").moved_to == server.url + "/passing"
    assert one(server, "/mixed").final == server.url + "/newest"


def test_the_program_says_who_it_is(server):
    server.pages["/x"] = FEED
    one(server, "/x", contact="ann@quay.example")
    agent = server.headers[0]["User-Agent"]
    assert agent.startswith("readout/")
    assert "ann@quay.example" in agent
    assert "Mozilla" not in agent


def test_one_host_is_asked_one_request_at_a_time_with_a_pause(server):
    server.pages |= {f"/{n}": FEED for n in range(4)}
    ask(server, "/0", "/1", "/2", "/3", delay=0.1)
    gaps = [b - a for a, b in zip(server.times, server.times[1:], strict=False)]
    assert min(gaps) >= 0.09


def test_a_host_that_asks_to_be_left_alone_is_left_alone(server):
    server.pages |= {"/a": gives(b"", 429, retry_after="120"), "/b": FEED}
    first, second = ask(server, "/a", "/b")
    assert first.not_before == NOW + timedelta(minutes=2)
    assert (second.word, second.not_before) == (FeedWord.BUSY, first.not_before)
    assert server.asked["/b"] == 0


def test_a_host_that_does_not_answer_is_asked_twice_and_not_fifty_times(server):
    server.pages |= {f"/{n}": silent for n in range(6)}
    answers = ask(server, *(f"/{n}" for n in range(6)), read=0.3)
    assert {answer.word for answer in answers} == {FeedWord.TIMEOUT}
    assert sum(server.asked.values()) == 2


def test_a_site_that_wants_long_pauses_holds_nobody_up(server):
    server.pages |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 600", "/0": FEED, "/1": FEED}
    first, second = ask(server, "/0", "/1", page=True)
    assert first.body == FEED
    assert (second.word, "600 seconds" in second.detail) == (FeedWord.BUSY, True)
    assert server.asked["/1"] == 0


def test_hosts_are_asked_at_the_same_time(server):
    with Server({"/x": silent}) as slow:
        server.pages["/x"] = FEED
        answers = ask(server, slow.url + "/x", "/x", allowed=(server.host, slow.host), read=2.0)
        assert [answer.word for answer in answers] == [FeedWord.TIMEOUT, None]
        assert server.times[0] - slow.times[0] < 1.5


ROBOTS = {
    "none": (None, None),
    "forbidden": (gives(b"User-agent: *\nDisallow: /x"), FeedWord.ROBOTS),
    "forbidden to this program": (gives(b"User-agent: readout\nDisallow: /"), FeedWord.ROBOTS),
    "forbidden to others": (gives(b"User-agent: other\nDisallow: /"), None),
    "a wildcard": (gives(b"User-agent: *\nDisallow: /*?draft\nAllow: /"), None),
    "in trouble": (gives(b"", 500), FeedWord.SERVER),
    "junk": (gives(b"\xff\x00<html>" * 50), None),
    "moved on the same host": (redirect("/r"), FeedWord.ROBOTS),
}


@pytest.mark.parametrize(("robots", "word"), ROBOTS.values(), ids=ROBOTS)
def test_a_page_is_fetched_if_the_site_lets_programs_fetch_it(server, robots, word):
    server.pages |= {"/x": b"<html>page</html>", "/r": b"User-agent: *\nDisallow: /x"}
    if robots:
        server.pages["/robots.txt"] = robots
    assert one(server, "/x", page=True).word is word
    assert server.asked["/x"] == (word is None)


def test_a_site_is_asked_once_what_it_allows(server):
    server.pages |= {f"/{n}": b"<html>page</html>" for n in range(3)}
    ask(server, "/0", "/1", "/2", page=True)
    assert server.asked["/robots.txt"] == 1


def test_feeds_are_made_for_programs_and_need_no_permission(server):
    server.pages |= {"/x": FEED, "/robots.txt": b"User-agent: *\nDisallow: /"}
    assert one(server, "/x").body == FEED


def test_a_proxy_is_used_and_a_private_address_is_not_asked_of_it(server):
    server.pages["http://news.example/feed"] = FEED
    proxies = (("http", server.url),)
    assert one(server, "http://news.example/feed", proxies=proxies).body == FEED
    assert one(server, "http://10.0.0.1/feed", proxies=proxies).word is FeedWord.ADDRESS
    assert one(server, "http://localhost/feed", proxies=proxies).word is FeedWord.ADDRESS


def test_nobody_there_is_told():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"

    async def asked(address):
        async with Fetcher(Manners(allowed=(host,), delay=0), lambda: NOW) as fetcher:
            return await fetcher.feed(address)

    assert asyncio.run(asked(f"http://{host}/")).word is FeedWord.NO_CONNECTION
    assert asyncio.run(asked("http://no-such-host.invalid/")).word is FeedWord.NO_HOST


CHARSETS = {
    "header lies": (rss("<title>Посол отрицает</title>"), "application/xml; charset=iso-8859-1"),
    "declaration lies": (
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + rss("<title>Посол отрицает</title>"), "text/xml"),
    "windows-1251": (
        b'<?xml version="1.0" encoding="windows-1251"?>'
        + rss("<title>Посол отрицает</title>").decode().encode("windows-1251"), "text/xml; charset=utf-8"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "media_type"), CHARSETS.values(), ids=CHARSETS)
def test_a_lie_about_the_charset_does_not_change_the_words(server, body, media_type):
    server.pages["/x"] = gives(body, content_type=media_type)
    answer = one(server, "/x")
    feed = feed_in(answer.body, address=answer.final)
    assert feed.entries[0].title == "Посол отрицает"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    if not shutil.which("openssl"):
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
               "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
               "-keyout", str(key), "-out", str(cert)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return cert, key


def tls_server(certificate, pages):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return Server(pages, tls=context)


def test_a_server_that_cannot_prove_who_it_is_is_not_read(certificate):
    with tls_server(certificate, {"/x": FEED}) as server:
        assert one(server, "/x").word is FeedWord.TLS
        assert not server.asked
        trust = ssl.create_default_context(cafile=str(certificate[0]))
        assert one(server, "/x", trust=trust).body == FEED


def test_a_plain_server_where_a_secure_one_is_named_is_told(server):
    assert one(server, server.url.replace("http:", "https:") + "/x").word is FeedWord.TLS


def test_one_answer_for_many_requests_uses_one_connection(server):
    ports = set()

    def page(handler):
        ports.add(handler.client_address[1])
        give(handler, FEED)

    server.pages |= {f"/{n}": page for n in range(3)}
    ask(server, "/0", "/1", "/2")
    assert len(ports) == 1


def two(listener, seen):
    """Answers one request in HTTP/2."""
    import h2.config
    import h2.connection
    import h2.events

    connection, _ = listener.accept()
    here = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    here.initiate_connection()
    connection.sendall(here.data_to_send())
    while piece := connection.recv(65536):
        for event in here.receive_data(piece):
            if isinstance(event, h2.events.RequestReceived):
                seen.append(dict(event.headers)[b":path"])
                here.send_headers(
                    event.stream_id, [(":status", "200"), ("content-type", "application/rss+xml")]
                )
                here.send_data(event.stream_id, FEED, end_stream=True)
        connection.sendall(here.data_to_send())


def test_http_2_is_spoken_where_the_server_speaks_it(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.set_alpn_protocols(["h2"])
    seen = []
    with (
        socket.create_server(("127.0.0.1", 0)) as plain,
        context.wrap_socket(plain, server_side=True) as listener,
    ):
        threading.Thread(target=two, args=(listener, seen), daemon=True).start()
        host = f"127.0.0.1:{listener.getsockname()[1]}"
        trust = ssl.create_default_context(cafile=str(certificate[0]))

        async def asked():
            async with Fetcher(Manners(allowed=(host,), delay=0), lambda: NOW, trust=trust) as fetcher:
                return await fetcher.feed(f"https://{host}/x")

        assert asyncio.run(asked()).body == FEED
    assert seen == [b"/x"]
