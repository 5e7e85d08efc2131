"""Programs read as the account whose app password they show, and as nobody else."""

import pytest
from starlette.testclient import TestClient

from readout.desk import demo_clock, demo_files, house, open_desk
from readout.web.app import make_app


@pytest.fixture
def made():
    with open_desk(None, steps=house(fast=True)) as desk:
        desk.add(demo_files()[:2], captured_at=demo_clock())
        desk.accounts.add("ana", "a long enough password")
        app_password = desk.accounts.app_password("ana", "phone")
        yield TestClient(make_app(desk, demo_clock), base_url="http://reader.example"), app_password


@pytest.mark.parametrize("path", ["/api/v1/stories", "/v1/entries", "/reader/api/0/user-info"])
def test_without_a_password_nobody_is_let_in(made, path):
    client, _ = made
    assert client.get(path).status_code == 401


def test_an_app_password_reads_by_every_door(made):
    client, password = made
    assert client.get("/api/v1/stories", auth=("ana", password)).status_code == 200
    assert client.get("/v1/me", headers={"X-Auth-Token": password}).json()["username"] == "ana"
    answer = client.post("/accounts/ClientLogin", data={"Email": "ana", "Passwd": password})
    token = dict(line.split("=", 1) for line in answer.text.splitlines())["Auth"]
    info = client.get("/reader/api/0/user-info", headers={"Authorization": f"GoogleLogin auth={token}"})
    assert info.json()["userName"] == "ana"


def test_a_wrong_password_is_refused_by_every_door(made):
    client, _ = made
    assert client.get("/v1/me", headers={"X-Auth-Token": "wrong"}).status_code == 401
    answer = client.post("/accounts/ClientLogin", data={"Email": "ana", "Passwd": "wrong"})
    assert answer.status_code in {401, 403}
