from datetime import UTC, datetime, timedelta

import pytest

from readout.intake.web.manners import (
    ADVICE,
    Manners,
    from_environment,
    next_time,
    retry_after,
    word_of,
)
from readout.model import FeedWord

NOW = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)
RETRY = {
    "seconds": ("120", NOW + timedelta(minutes=2)),
    "a date": ("Mon, 16 Mar 2026 09:00:00 GMT", NOW + timedelta(hours=1)),
    "the past": ("Mon, 16 Mar 2020 09:00:00 GMT", None),
    "for ever": ("99999999999999999999", NOW + timedelta(days=7)),
    "negative": ("-5", None),
    "no words": ("", None),
    "odd words": ("soon", None),
}


@pytest.mark.parametrize(("written", "at"), RETRY.values(), ids=RETRY)
def test_a_wish_to_be_left_alone_is_followed_within_reason(written, at):
    assert retry_after(written, NOW) == at


def due(word=FeedWord.OK, failures=0, not_before=None, chance=0.0):
    return next_time(NOW, word, failures, not_before, 1800, chance)


def test_each_failure_doubles_the_wait_up_to_a_day():
    waits = [due(FeedWord.TIMEOUT, n) - NOW for n in range(9)]
    assert waits[:3] == [timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2)]
    assert waits[-1] == timedelta(days=1)


def test_chance_adds_at_most_a_tenth():
    assert due(chance=1.0) - NOW == timedelta(minutes=33)


def test_what_is_gone_is_not_asked_again_and_a_servers_wish_outweighs_the_interval():
    assert due(FeedWord.GONE) is None
    assert due(not_before=NOW + timedelta(hours=3)) == NOW + timedelta(hours=3)


def test_every_word_says_what_to_do():
    assert set(ADVICE) == set(FeedWord)


def test_statuses_are_named():
    named = {403: "refused", 410: "gone", 429: "busy", 502: "server error", 418: "odd answer", 504: "timeout"}
    assert {status: word_of(status).value for status in named} == named


def test_manners_come_from_the_environment():
    found = from_environment({"READOUT_ALLOW_HOSTS": "NAS.lan:8080, localhost,", "READOUT_DELAY": "0.5"})
    assert found.allowed == ("nas.lan:8080", "localhost")
    assert found.delay == 0.5
    assert from_environment({"READOUT_DELAY": "quick"}).delay == Manners().delay


def test_a_proxy_is_passed_by_for_the_hosts_that_say_so():
    proxied = Manners(proxies=(("https", "http://proxy:3128"), ("no", "quay.example")))
    assert proxied.proxy_for("https", "news.example") == "http://proxy:3128"
    assert proxied.proxy_for("http", "news.example") is None
    assert proxied.proxy_for("https", "quay.example") is None
