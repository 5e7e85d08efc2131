"""The REST door as another program meets it."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import checks
from starlette.testclient import TestClient

from readout.desk import demo_clock, demo_files, open_desk
from readout.web.app import make_app

PAGES = (
    "stories", "threads", "articles", "actors", "who?name=minister", "statements", "disputes", "changes",
    "measures", "open", "quotes", "issue?words=cable", "search?q=cable", "feeds", "alerts", "corrections",
    "problems",
)  # fmt: skip


@pytest.fixture(scope="module")
def app():
    with open_desk(None) as desk:
        desk.add(demo_files()[:11], captured_at=demo_clock())
        yield make_app(desk, demo_clock)


@pytest.fixture(scope="module")
def client(app):
    return TestClient(app, base_url="http://127.0.0.1")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_records_says_how_many_there_are(client, page):
    found = client.get(f"/api/v1/{page}")
    assert found.status_code == 200
    told = found.json()
    assert set(told) == {"items", "besides", "after", "all"}
    assert len(told["items"]) <= (20 if told["all"] is None else max(told["all"], 20))
    assert all("kind" in record for record in told["items"] + told["besides"])


@pytest.mark.parametrize("page", ["stories", "articles", "actors", "statements"])
def test_pages_follow_each_other_and_nothing_is_twice_or_missing(client, page):
    seen, after = [], "0"
    while after:
        told = client.get(f"/api/v1/{page}?size=3&after={after}").json()
        seen += [record["id"] for record in told["items"]]
        after = told["after"]
    assert len(seen) == len(set(seen)) == (told["all"] or len(seen))
    assert seen


def passages(value):
    if isinstance(value, dict):
        if {"capture", "start", "end", "text"} <= set(value):
            yield value
        for part in value.values():
            yield from passages(part)
    elif isinstance(value, list):
        for part in value:
            yield from passages(part)


@pytest.mark.parametrize(
    "page", ["stories", "statements", "disputes", "who?name=minister", "search?q=cable", "open", "digest"]
)
def test_every_answer_has_passages_and_each_says_what_its_capture_says(client, page):
    found = list(passages(client.get(f"/api/v1/{page}").json()))
    assert found
    for passage in found:
        text = client.get(f"/api/v1/captures/{passage['capture']}").json()["text"]
        assert text[passage["start"] : passage["end"]] == passage["text"]


@pytest.mark.parametrize("kind", ["stories", "articles", "actors", "statements", "disputes", "threads"])
def test_what_a_page_lists_can_be_asked_for(client, kind):
    listed = client.get(f"/api/v1/{kind}?size=2").json()["items"]
    for record in listed:
        [found] = client.get(f"/api/v1/{kind}/{record['id']}").json()["items"]
        assert found["id"] == record["id"]


def test_a_story_has_its_timeline_and_its_explainer(client):
    story = client.get("/api/v1/stories?size=1").json()["items"][0]["id"]
    assert client.get(f"/api/v1/timeline/{story}").json()["kind"] == "timeline"
    assert client.get(f"/api/v1/explain/{story}").json()["kind"] == "explainer"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("stories/nothing", 404),
        ("captures/nothing", 404),
        ("nothing", 404),
        ("search?q=act:sing", 422),
        ("who", 422),
        ("stories?size=0", 422),
        ("stories?after=x", 422),
    ],
)
def test_trouble_is_told_as_a_problem_without_a_trace(client, address, status):
    found = client.get(f"/api/v1/{address}")
    assert found.status_code == status
    assert found.headers["content-type"].startswith("application/problem+json")
    assert found.json()["status"] == status
    assert "Traceback" not in found.text


def test_a_bug_is_told_without_a_trace(monkeypatch):
    with open_desk(None) as desk:
        monkeypatch.setattr(type(desk), "problems", lambda self: 1 / 0)
        client = TestClient(
            make_app(desk, demo_clock), base_url="http://127.0.0.1", raise_server_exceptions=False
        )
        found = client.get("/api/v1/problems")
    assert found.status_code == 500
    assert "division" not in found.text


@pytest.mark.parametrize("host", ["readout.example", "192.0.2.7", "127.0.0.1.example"])
def test_nobody_is_let_in_under_another_name_than_the_machines_own(app, host):
    asked = TestClient(app, base_url="http://127.0.0.1", headers={"host": host})
    assert asked.get("/api/v1/stories").status_code == 401


def test_a_desk_that_is_reached_from_outside_lets_nobody_in(app):
    assert TestClient(app, base_url="http://192.0.2.7").get("/api/v1/stories").status_code == 401


def test_the_description_is_openapi_3_1_and_names_no_other_machine(client):
    spec = client.get("/api/v1/openapi.json").json()
    assert spec["openapi"].startswith("3.1")
    assert "http://" not in json.dumps(spec)
    assert client.get("/api/v1/docs").status_code == 404


class Inside:
    """The application as it is asked on its own machine."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
            here = {"server": ("127.0.0.1", 80), "headers": [*headers, (b"host", b"127.0.0.1")]}
            scope = {**scope, **here}
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def description(app):
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", Inside(app))


CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
]
ENDLESS = "/events"


def test_programs_that_ask_anything_get_what_is_described(description):
    """A bounded number of made-up requests a route."""
    asked = set()
    for found in description.get_all_operations():
        operation = found.ok()
        if operation.path.endswith(ENDLESS):
            continue

        @given(case=operation.as_strategy())
        @settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def ask(case):
            case.call_and_validate(checks=CHECKS)

        ask()
        asked.add(operation.path)
    assert len(asked) > 25
