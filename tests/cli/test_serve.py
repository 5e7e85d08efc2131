import os
import re
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from readout.cli import main
from readout.desk import demo_files

ENV = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def test_the_demo_is_read_without_a_problem():
    result = CliRunner().invoke(main, ["demo"])
    assert result.exit_code == 0
    assert re.match(r"\d+ stories from \d+ articles in \d+ captures", result.stdout)
    assert "problem" not in result.stderr


def test_the_demo_tells_its_files():
    result = CliRunner().invoke(main, ["demo", "--files"])
    assert result.stdout.split("\n")[:-1] == list(demo_files())


@pytest.fixture
def store(tmp_path):
    command = [sys.executable, "-m", "readout", "demo", "--store", str(tmp_path / "s.sqlite3")]
    subprocess.run(command, env=ENV, check=True, capture_output=True)
    return str(tmp_path / "s.sqlite3")


def test_the_reader_prints_its_address_answers_there_and_ends_with_ctrl_c(store):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        reader = subprocess.Popen(
            [sys.executable, "-m", "readout", "serve", "--store", store, "--port", port],
            env=ENV,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            line = reader.stdout.readline()
            address = re.search(r"http://\S+", line).group()
            assert not address.endswith(f":{port}/")  # taken: a free one instead
            with urlopen(address) as page:
                assert page.status == 200
                assert b"readout" in page.read()
        finally:
            reader.send_signal(signal.SIGINT)
            _, said = reader.communicate(timeout=20)
    assert reader.returncode == 0
    assert "is taken" in said
    assert "Traceback" not in said
