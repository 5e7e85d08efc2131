import json
import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from readout.cli import main
from readout.cli.common import Moment, default_store

PAGE = (
    "Minister rejects talks\n\n"
    "The foreign minister, Ana Roy, said on Tuesday that there would be no talks. "
    "“We will not talk,” Roy told reporters in the capital.\n\n"
    "The opposition said it was surprised by her words and asked for an answer.\n"
)
COMMANDS = [
    "add", "alert", "assist", "changes", "correct", "corrections", "demo", "diff", "digest", "disputes", "doctor",
    "explain", "export", "feeds", "gold", "judge", "measures", "open", "quotes", "read", "said", "search", "serve",
    "show", "story", "thread", "timeline", "update", "who",
]  # fmt: skip


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


@pytest.fixture
def run(tmp_path):
    def invoke(*args, **more):
        env = {"READOUT_STORE": str(tmp_path / "store.sqlite3"), "COLUMNS": "100"}
        return CliRunner(env=env).invoke(main, [str(arg) for arg in args], **more)

    return invoke


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def kinds(result, kind):
    return [record for record in lines(result) if record["kind"] == kind]


def test_help_is_quick_and_loads_nothing_heavy():
    heavy = {"sqlalchemy", "numpy", "trafilatura", "fastapi", "rich", "alembic", "lxml", "httpx2"}
    code = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print(sorted({heavy} & set(sys.modules)), file=sys.stderr))\n"
        "from readout.cli import main\n"
        "main(['--help'])\n"
    )
    spent = []
    for _ in range(3):
        # The processor's time, not the clock's: the machine may be busy with something else.
        before = os.times()
        ran = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        after = os.times()
        spent.append(
            after.children_user - before.children_user + after.children_system - before.children_system
        )
    assert ran.stderr.strip() == "[]"
    assert "Usage" in ran.stdout
    assert min(spent) < 0.3


def test_every_command_has_help(run):
    assert re.findall(r"^  (\w+)  ", run("--help").stdout, re.M) == COMMANDS
    for command in COMMANDS:
        assert run(command, "--help").exit_code == 0


def test_reading_in_a_pipe_writes_records_and_exits_0(run, page):
    result = run("read", page)
    assert result.exit_code == 0
    assert [r["address"] for r in kinds(result, "capture")] == [page]
    (article,) = kinds(result, "article")
    assert article["title_clean"] == "Minister rejects talks"
    assert article["published"] is None or article["published"]["iso"] is None


def test_reading_keeps_nothing_unless_told_to(run, page, tmp_path):
    run("read", page)
    assert not (tmp_path / "store.sqlite3").exists()
    run("read", page, "--store", tmp_path / "kept.sqlite3")
    assert (tmp_path / "kept.sqlite3").exists()


@pytest.mark.parametrize(
    ("form", "start"),
    [("text", "1 story"), ("jsonl", '{"kind"'), ("json", "[\n{"), ("md", "# 1 article")],
)
def test_every_format_can_be_asked_for(run, page, form, start):
    result = run("read", page, "--format", form)
    assert result.stdout.startswith(start)
    assert result.exit_code == 0


def test_standard_input_is_read(run):
    result = run("read", "-", "--format", "jsonl", input=PAGE)
    assert [r["address"] for r in kinds(result, "capture")] == ["-"]


def test_what_cannot_be_read_is_told_the_rest_is_read_and_the_exit_code_is_1(run, page, tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    result = run("read", tmp_path / "empty", page, tmp_path / "gone", "--format", "jsonl")
    assert result.exit_code == 1
    assert len(kinds(result, "article")) == 1
    assert [Path(r["where"]).name for r in kinds(result, "problem")] == ["empty", "gone"]
    assert "empty" in result.stderr


def test_misuse_exits_2(run, page):
    assert run("read").exit_code == 2
    assert run("read", page, "--format", "xml").exit_code == 2
    assert run("read", page, "--captured-at", "yesterday").exit_code == 2
    assert run("reed").exit_code == 2


def test_a_limit_can_be_set(run, page):
    result = run("read", page, "--limit", "10")
    assert "larger than the limit of 10" in kinds(result, "problem")[0]["what"]


def test_a_file_added_is_exported_as_it_was_read(run, page):
    run("add", page)
    added, read = lines(run("export")), lines(run("read", page))
    for record in (*added, *read):
        record.pop("received_at", None)
    assert added == read


def test_adding_twice_says_so(run, page):
    assert "1 new, 0 held before" in run("add", page).stderr
    assert "0 new, 1 held before" in run("add", page).stderr


def test_reading_into_a_store_prints_what_these_files_hold_and_no_more(run, page, tmp_path):
    run("add", page)
    (tmp_path / "other.txt").write_text("Rain expected\n\nIt will rain all day, the office said.\n")
    result = run("read", tmp_path / "other.txt", "--store", tmp_path / "store.sqlite3", "--format", "jsonl")
    assert [Path(r["address"]).name for r in kinds(result, "capture")] == ["other.txt"]


def test_the_text_shown_is_exactly_what_offsets_count_in(run, tmp_path):
    body = "A\u00a0title\r\n\r\nKyiv said it was ready for talks.\r\n".encode()
    (tmp_path / "page.txt").write_bytes(body)
    run("add", tmp_path / "page.txt")
    (capture,) = kinds(run("export"), "capture")
    assert run("show", capture["id"], "--text").stdout_bytes == body
    assert run("show", capture["address"], "--text").stdout_bytes == body


def test_statements_are_found_by_words_and_shown_by_id(run, page):
    run("add", page)
    (found, *_) = kinds(run("said", "surprised words"), "statement")
    assert "surprised" in run("show", found["id"], "--text").stdout
    assert run("said", "nobody ever said this").exit_code == 1


def test_a_story_is_found_by_words_of_its_title(run, page):
    run("add", page)
    assert "Minister rejects talks" in run("story", "rejects", "--format", "text").stdout
    assert run("story", "no such words").exit_code == 1


def test_what_is_not_there_is_told_in_one_line(run, page, tmp_path):
    no_store = run("export")
    assert no_store.exit_code == 1
    assert "readout add" in no_store.stderr
    run("add", page)
    nothing = run("show", "nothing")
    assert (nothing.exit_code, nothing.stderr.count("\n")) == (1, 1)
    assert "nothing here is called nothing" in nothing.stderr


def test_a_port_that_cannot_be_is_misuse(run):
    result = run("serve", "--port", "99999")
    assert result.exit_code == 2
    assert "65535" in result.stderr


def test_a_file_that_is_no_store_is_told_in_one_line(run, page):
    result = run("read", page, "--store", page)
    assert result.exit_code == 1
    assert "not a store of readout" in result.stderr
    assert Path(page).read_text(encoding="utf-8") == PAGE


def test_the_doctor_looks_at_a_store_and_at_none(run, page):
    assert "none yet" in run("doctor").stdout
    run("add", page)
    healthy = run("doctor")
    assert healthy.exit_code == 0
    assert "0 do not say what they claim" in healthy.stdout


def test_times_of_capture_are_utc_unless_they_say_otherwise():
    def at(written):
        return Moment().convert(written, None, None)

    assert at("2022-01-18") == datetime(2022, 1, 18, 12, tzinfo=UTC)
    assert at("2022-01-18T09:30") == datetime(2022, 1, 18, 9, 30, tzinfo=UTC)
    assert at("2022-01-18T09:30+02:00") == datetime(2022, 1, 18, 7, 30, tzinfo=UTC)


def test_the_store_of_a_user_is_in_their_data_directory():
    assert default_store().name == "readout.sqlite3"


def test_ages_are_worked_out_from_the_time_of_capture_only(run, page):
    plain = run("read", page)
    said = run("read", page, "--captured-at", "2022-01-19")
    assert not any(r["said"] and r["said"]["iso"] for r in kinds(plain, "statement"))
    assert said.exit_code == 0


def test_interrupting_and_running_again_completes(tmp_path):
    """Ctrl-C in the middle of `add`; the next `add` ends where an uninterrupted one does."""
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(f"Page {number}\n\n{PAGE}" * 3)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "readout", "add", str(tmp_path), "--store"]
    store = tmp_path / ".store.sqlite3"
    running = subprocess.Popen([*command, str(store)], env=env, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while not store.exists() and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.02)
    running.send_signal(2)
    running.wait(20)
    for address in (store, tmp_path / ".other.sqlite3"):
        subprocess.run([*command, str(address)], env=env, check=True, capture_output=True)
    exports = [
        subprocess.run(
            [sys.executable, "-m", "readout", "export", "--store", str(address)],
            env=env,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for address in (store, tmp_path / ".other.sqlite3")
    ]
    one, other = (re.sub(r'"received_at":"[^"]*"', "", export) for export in exports)
    assert one == other
