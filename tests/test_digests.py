"""Digests: each story once, by weight, and what is new since the last one."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner

from readout.cli import main
from readout.desk import demo_clock, demo_files, open_desk
from readout.desk.digests import Wanted
from readout.desk.mail import send
from readout.formats.digest import as_html, as_json, as_markdown, as_text
from readout.formats.mail import as_mail
from readout.model import Novelty

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


class Hands:
    """A clock that is set by hand."""

    def __init__(self):
        self.at = NOON

    def __call__(self):
        return self.at


@pytest.fixture(scope="module")
def after():
    """A desk that took three articles, had a digest made, and took the story's next articles."""
    hands, files = Hands(), demo_files()
    with open_desk(None, clock=hands) as desk:
        desk.add(files[:2], captured_at=demo_clock())
        hands.at += timedelta(hours=1)
        first = desk.digest(Wanted(name="morning"))
        desk.digest_made("morning", by="ana", at=first.digest.until)
        hands.at += timedelta(hours=1)
        desk.add(files[2:5] + files[26:27], captured_at=demo_clock())
        hands.at += timedelta(hours=1)
        yield desk, first, desk.digest(Wanted(name="morning"))


def test_the_first_digest_holds_everything(after):
    _, first, _ = after
    assert first.digest.since is None
    assert all(entry.novelty is Novelty.NEW for entry in first.digest.entries)


def test_the_next_holds_only_what_came_or_grew_and_says_which(after):
    _, first, second = after
    assert second.digest.since == first.digest.until
    novelty = {entry.novelty for entry in second.digest.entries}
    assert novelty == {Novelty.NEW, Novelty.GROWN}
    fresh = {i for entry in second.digest.entries for i in entry.fresh}
    assert not fresh & {i for entry in first.digest.entries for i in entry.fresh}


def test_no_story_stands_twice_and_the_heaviest_stands_first(after):
    _, _, second = after
    entries = second.digest.entries
    assert len({entry.story for entry in entries}) == len(entries)
    values = [entry.weight.value for entry in entries]
    assert values == sorted(values, reverse=True)


def test_of_a_story_that_grew_only_what_nobody_had_said_before_is_told(after):
    _, first, second = after
    before = {s.content.exact for s in first.edition.statements}
    grown = [entry for entry in second.digest.entries if entry.novelty is Novelty.GROWN]
    statements = {s.id: s for s in second.edition.statements}
    said = [statements[i].content.exact for entry in grown for i in entry.said]
    assert said
    assert not before & set(said)


def test_another_name_has_a_memory_of_its_own(after):
    desk, _, _ = after
    assert desk.digest(Wanted(name="evening")).digest.since is None


def test_a_topic_keeps_the_stories_in_which_its_words_stand(after):
    desk, _, _ = after
    told = desk.digest(Wanted(topic="mackerel quota"))
    titles = {story.id: story.title for story in told.edition.told.stories}
    assert [
        titles[entry.story] for entry in told.digest.entries if "mackerel" in titles[entry.story].casefold()
    ]
    assert len(told.digest.entries) < len(desk.digest(Wanted()).digest.entries)


def test_what_is_left_out_for_length_is_counted(after):
    desk, _, _ = after
    whole = len(desk.digest(Wanted()).digest.entries)
    short = desk.digest(Wanted(size=1)).digest
    assert (len(short.entries), short.more) == (1, whole - 1)


@pytest.mark.parametrize("write", [as_text, as_markdown, as_html, as_json])
def test_every_form_holds_every_sentence_with_where_it_stands(after, write):
    _, _, second = after
    text = " ".join("".join(write(second.digest, second.edition)).split())
    for entry in second.digest.entries:
        for sentence in entry.sentences:
            assert sentence.passages
            assert " ".join(sentence.text.split())[:20].split("'")[0] in text


# The mail.


class Box:
    """Takes mails; a password is asked for where one is set."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope.content.decode())
        return "250 taken" if "refuse" not in envelope.rcpt_tos[0] else "554 not here"


@pytest.fixture
def box():
    handler = Box()
    controller = Controller(handler, hostname="127.0.0.1", port=0)
    controller.port = _free()
    controller.start()
    yield handler, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


def _free():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def mail(after, to="reader@example.org"):
    _, _, second = after
    return as_mail(
        second.digest, second.edition, sender="desk@example.org", to=to, at=NOON, home="https://r.example"
    )


def test_a_mail_is_plain_text_first_and_the_same_as_html(after, box):
    handler, server = box
    assert send(mail(after), server) is None
    [taken] = handler.mails
    assert taken.index("text/plain") < taken.index("text/html")
    assert "Subject: readout: " in taken


@pytest.mark.parametrize(
    ("server", "words"),
    [
        ("smtp://127.0.0.1:1", "not sent"),
        ("http://127.0.0.1", "not like smtp://"),
        ("127.0.0.1:25", "not like smtp://"),
    ],
)
def test_a_server_that_is_none_is_a_problem_that_says_so(after, server, words):
    assert words in send(mail(after), server).what


def test_a_refused_mail_is_a_problem_with_the_server_s_words(after, box):
    assert "not here" in send(mail(after, to="refuse@example.org"), box[1]).what


def test_a_password_is_not_given_without_encryption(after, box):
    problem = send(mail(after), box[1].replace("smtp://", "smtp://ana:secret@"))
    assert "not given" in problem.what
    assert "secret" not in problem.where + problem.what


def test_a_line_break_in_an_address_is_refused(after):
    with pytest.raises(ValueError, match=r"(?i)newline|linefeed|header"):
        mail(after, to="a@b.example\nBcc: everybody@example.org")


def test_the_command_remembers_what_it_printed_and_peeking_does_not(tmp_path):
    store = str(tmp_path / "store.sqlite3")
    run = CliRunner().invoke
    run(main, ["add", *map(str, demo_files()[:1]), "--store", store])
    for peek, wanted in ((["--peek"], '"since": null'), ([], '"since": null'), ([], '"since": "')):
        done = run(main, ["digest", "morning", *peek, "--store", store, "--format", "json"])
        assert done.exit_code == 0
        assert wanted in done.output


def test_mail_without_a_server_is_misuse(tmp_path):
    done = CliRunner().invoke(main, ["digest", "--mail", "a@b.example", "--store", str(tmp_path / "x")])
    assert done.exit_code == 2
    assert "READOUT_SMTP" in done.output
