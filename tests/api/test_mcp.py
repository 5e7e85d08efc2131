"""`readout mcp`, asked by the protocol's own client."""

import asyncio
import sys

import pytest

from readout.api.asked import Tools, serve
from readout.desk import demo_clock
from serving import demo_desk

mcp = pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
ASKED = [
    ("who_said", {"name": "minister"}),
    ("said", {"words": "cable"}),
    ("disputes", {}),
    ("story", {}),
    ("search", {"query": "cable"}),
    ("open", {}),
    ("explain", {"about": "cable ship"}),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "readout.sqlite3"
    with demo_desk(path):
        pass
    return path


@pytest.fixture(scope="module")
def desk(store):
    from readout.desk import open_desk

    with open_desk(store) as one:
        yield one


def asked(server, work):
    async def inside():
        async with mcp.Client(server) as client:
            return await work(client)

    return asyncio.run(inside())


def passages(value):
    if isinstance(value, dict):
        if {"capture", "start", "end", "text"} <= set(value) and value["text"]:
            yield value
        for part in value.values():
            yield from passages(part)
    elif isinstance(value, list):
        for part in value:
            yield from passages(part)


def test_every_tool_says_what_it_gives_and_that_it_only_reads(desk):
    tools = asked(serve(desk, demo_clock), lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == {
        "who_said", "said", "disputes", "story", "search", "timeline", "explain", "open",
    }  # fmt: skip
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)


@pytest.mark.parametrize(("tool", "words"), ASKED, ids=[name for name, _ in ASKED])
def test_every_answer_has_passages_that_the_captures_say(desk, tool, words):
    told = asked(serve(desk, demo_clock), lambda client: client.call_tool(tool, words))
    assert not told.is_error
    found = list(passages(told.structured_content))
    assert found
    for passage in found:
        text = desk.capture(passage["capture"]).text
        assert text[passage["start"] : passage["end"]] == passage["text"]


def test_a_story_has_its_statements_and_its_timeline(desk):
    tools = Tools(desk, demo_clock)
    story = next(r["id"] for r in tools.story()["items"] if r["kind"] == "story")
    assert tools.story(story)["story"][0]["id"] == story
    assert tools.timeline(story)["kind"] == "timeline"


def test_pages_of_statements_follow_each_other(desk):
    tools, seen, skip = Tools(desk, demo_clock), [], 0
    while skip is not None:
        told = tools.said("the", skip=skip, size=3)
        seen += [record["id"] for record in told["items"]]
        skip = told["next"]
    assert len(seen) == len(set(seen)) == told["all"] > 3


@pytest.mark.parametrize(
    ("tool", "words"),
    [("story", {"id": "no"}), ("timeline", {"id": "no"}), ("explain", {"about": "volcano"}),
     ("search", {"query": "act:sing"}), ("search", {"query": " "}), ("who_said", {"name": " "}),
     ("said", {"words": ""}), ("said", {"words": "volcano", "skip": -3, "size": -1})],
)  # fmt: skip
def test_what_is_not_there_is_an_empty_answer(desk, tool, words):
    told = asked(serve(desk, demo_clock), lambda client: client.call_tool(tool, words))
    assert not told.is_error
    assert told.structured_content["items"] == []


def test_the_command_answers_on_standard_input_and_output(store):
    from mcp.client.stdio import StdioServerParameters, stdio_client

    command = StdioServerParameters(
        command=sys.executable, args=["-m", "readout", "mcp", "--store", str(store)]
    )
    told = asked(stdio_client(command), lambda client: client.call_tool("who_said", {"name": "minister"}))
    assert told.structured_content["all"] > 0
