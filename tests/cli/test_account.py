import pytest
from click.testing import CliRunner

from readout.cli import main
from readout.desk import open_desk


@pytest.fixture
def run(tmp_path):
    store = str(tmp_path / "s.sqlite3")

    def run(*words, given=""):
        return CliRunner().invoke(main, ["account", *words, "--store", store], input=given)

    run.store = store
    return run


def test_an_account_is_made_listed_given_another_password_and_removed(run):
    assert run("add", "ann", given="quite a long one\n").exit_code == 0
    assert "owner    ann" in run("list").stdout
    assert run("password", "ann", given="the second password\n").exit_code == 0
    with open_desk(run.store) as desk:
        assert desk.accounts.known("ann", "the second password")
        assert not desk.accounts.known("ann", "quite a long one")
    assert "on this machine only" in run("remove", "ann").stderr


def test_an_app_password_is_shown_once_and_taken_back(run):
    run("add", "ann", given="quite a long one\n")
    secret = run("app-password", "ann", "--label", "newsboat").stdout.strip()
    listed = run("list").stdout
    assert "app password 1  newsboat" in listed
    assert secret not in listed
    with open_desk(run.store) as desk:
        assert desk.accounts.of_program("ann", secret).name == "ann"
    assert run("app-password", "--remove", "1").exit_code == 0
    assert "newsboat" not in run("list").stdout


def test_a_short_password_is_refused_with_what_is_needed(run):
    refused = run("add", "ann", given="short\n")
    assert refused.exit_code == 1
    assert "8 to" in refused.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "news.example"])
def test_without_an_account_the_reader_listens_on_this_machine_only(run, host):
    refused = CliRunner().invoke(main, ["serve", "--store", run.store, "--host", host, "--port", "0"])
    assert refused.exit_code == 1
    assert "readout account add" in refused.stderr
