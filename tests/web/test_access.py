"""Log-ins, roles, the token of forms, app passwords and what may be sent."""

import logging
import re
import shutil
from base64 import b64encode
from datetime import timedelta

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from newsroom import NOW
from readout.desk import demo_clock, demo_files, open_desk
from readout.model import AccountError, AccountRole
from readout.web.access import LIMIT, account_of
from readout.web.app import make_app

PASSWORD = "quite a long one"
BROWSER = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    store = tmp_path_factory.mktemp("read") / "s.sqlite3"
    with open_desk(store) as desk:
        desk.add(demo_files()[:4], captured_at=demo_clock())
    return store


@pytest.fixture
def desk(clock, read, tmp_path):
    with open_desk(shutil.copy(read, tmp_path), clock=clock) as desk:
        desk.accounts.add("ann", PASSWORD)
        desk.accounts.add("ben", PASSWORD)
        yield desk


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_form_is_taken_from_our_own_pages_only(headers, status):
    with open_desk(None) as desk:
        client = TestClient(make_app(desk), follow_redirects=False)
        sent = client.post("/settings", data={"token": token_on(client, "/settings")}, headers=headers)
    assert sent.status_code == status


def test_a_browser_says_where_a_form_of_ours_is_from_and_tells_other_sites_nothing():
    with open_desk(None) as desk:
        assert TestClient(make_app(desk)).get("/").headers["Referrer-Policy"] == "same-origin"


def client_of(desk, **options):
    return TestClient(make_app(desk), headers=BROWSER, follow_redirects=False, **options)


def token_on(client, path="/login"):
    return re.search(r'name="token" value="(\w+)"', client.get(path).text)[1]


def log_in(client, name="ann", password=PASSWORD, back="/"):
    form = {"name": name, "password": password, "next": back, "token": token_on(client)}
    return client.post("/login", data=form)


def test_without_a_log_in_every_page_leads_to_it_and_back(desk):
    client = client_of(desk)
    for path in ("/", "/feeds", "/corrections", "/feed/stories.atom", "/search?q=quay"):
        answer = client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?next=%2F")
    assert log_in(client, back="/feeds").headers["location"] == "/feeds"
    assert client.get("/feeds").status_code == 200


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb", ""])
def test_a_log_in_leads_nowhere_else(desk, back):
    assert log_in(client_of(desk), back=back).headers["location"] == "/"


def test_a_wrong_password_and_a_wrong_name_are_told_alike(desk):
    client = client_of(desk)
    one, other = log_in(client, password="another long one"), log_in(client, name="nobody")
    assert (one.status_code, other.status_code) == (403, 403)
    assert "the name or the password is wrong" in one.text
    assert "the name or the password is wrong" in other.text


def test_who_fails_often_has_to_wait(desk, clock):
    client = client_of(desk)
    for _ in range(5):
        log_in(client, password="wrong wrong")
    assert log_in(client).status_code == 429
    assert log_in(client, name="ben").status_code == 303  # another name is not held up
    clock.now += timedelta(minutes=16)
    assert log_in(client).status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_the_store_has_only_its_hash(desk):
    client = client_of(desk)
    said = log_in(client).headers["set-cookie"]
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    assert "Secure" not in said
    secure = client_of(desk, base_url="https://testserver")
    secure.headers["Origin"] = "https://testserver"
    assert "Secure" in log_in(secure).headers["set-cookie"]
    with desk._store.reading() as db:
        kept = repr(db.exec_driver_sql("SELECT * FROM decided_sessions").all())
        assert client.cookies["session"] not in kept
        assert PASSWORD not in repr(db.exec_driver_sql("SELECT * FROM decided_accounts").all())


def test_logging_out_ends_the_session_and_so_does_time(desk, clock):
    client = client_of(desk)
    log_in(client)
    kept = client.cookies["session"]
    client.post("/logout", data={"token": token_on(client, "/feeds")})
    assert desk.accounts.in_session(kept) is None
    log_in(client)
    clock.now += timedelta(days=31)
    assert client.get("/feeds").status_code == 303


def test_another_password_logs_out_everywhere(desk):
    client = client_of(desk)
    log_in(client)
    desk.accounts.set_password("ann", "the second password")
    assert client.get("/feeds").status_code == 303


def test_a_form_without_the_token_of_its_reader_is_refused(desk):
    client, other = client_of(desk), client_of(desk)
    log_in(client)
    log_in(other, "ben")
    stolen = token_on(other, "/alerts")
    for token in ("", "x", stolen):
        assert client.post("/alerts", data={"about": "quay", "token": token}).status_code == 403
    assert (
        client.post("/alerts", data={"about": "quay", "token": token_on(client, "/alerts")}).status_code
        == 303
    )
    [alert] = desk.ledger.alerts()
    assert alert.by == "ann"


def test_the_one_reader_of_a_machine_sends_the_token_too(tmp_path):
    with open_desk(None) as desk:
        client = client_of(desk)
        assert client.post("/alerts", data={"about": "quay"}).status_code == 403
        form = {"about": "quay", "token": token_on(client, "/alerts")}
        assert client.post("/alerts", data=form).status_code == 303
        assert client.post("/alerts", data=form, headers={"Origin": "http://evil.example"}).status_code == 403


def test_every_form_that_changes_something_carries_the_token(desk):
    client = client_of(desk)
    log_in(client)
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < 150:
        path = waiting.pop()
        seen.add(path)
        page = client.get(path).text
        forms = re.findall(r'<form method="post"[^>]*>(<input type="hidden" name="token")?', page)
        assert all(forms), path
        waiting += (
            {h.replace("&amp;", "&") for h in re.findall(r'href="(/[^"#]*)', page)} - seen - set(waiting)
        )


def test_an_own_correction_is_taken_back_by_its_reader_and_anybodys_by_an_owner(desk):
    one, two = desk.edition().statements[:2]
    from readout.model import Remedy

    for statement, by in ((one, "ann"), (two, "ben")):
        desk.correct_statement(statement.id, Remedy.NOT_SAID, by=by)
    of = {c.by: c.number for c in desk.corrections()}
    client = client_of(desk)
    log_in(client, "ben")

    def undo(number):
        return client.post("/corrections", data={"undo": number, "token": token_on(client, "/corrections")})

    assert undo(of["ann"]).status_code == 404
    assert undo(of["ben"]).status_code == 200
    log_in(client, "ann")
    assert undo(of["ann"]).status_code == 200
    assert desk.corrections() == ()


def basic(name, password):
    return {"Authorization": "Basic " + b64encode(f"{name}:{password}".encode()).decode()}


def test_a_program_is_known_by_its_app_password(desk):
    app = make_app(desk)

    async def who(request):
        account = account_of(request, desk)
        return PlainTextResponse(account.name if account else "nobody")

    app.router.routes.append(Route("/api/who", who, methods=["GET", "POST"]))
    client = TestClient(app)
    secret = desk.accounts.app_password("ben", "newsboat")
    for headers in (
        basic("ben", secret),
        {"X-Auth-Token": secret},
        {"Authorization": f"GoogleLogin auth=ben/{secret}"},
        {"Authorization": f"Bearer {secret}"},
        basic("ben", PASSWORD),
    ):
        assert client.get("/api/who", headers=headers).text == "ben"
        assert client.post("/api/who", headers=headers).text == "ben"
    for headers in (basic("ann", secret), {"X-Auth-Token": "x"}, {"Authorization": "Basic !"}, {}):
        refused = client.get("/api/who", headers=headers)
        assert refused.status_code == 401
        assert "location" not in refused.headers
    [made] = desk.accounts.app_passwords()
    desk.accounts.remove_app_password(made.number)
    assert client.get("/api/who", headers={"X-Auth-Token": secret}).status_code == 401


def test_more_than_a_list_of_feeds_is_not_taken(desk):
    client = client_of(desk)
    assert client.post("/login", data={"name": "x" * LIMIT}).status_code == 413


def test_under_another_name_a_reader_without_a_password_does_not_answer():
    with open_desk(None) as desk:
        client = TestClient(make_app(desk, local=True), base_url="http://127.0.0.1:8000")
        assert client.get("/").status_code == 200
        assert client.get("/", headers={"Host": "localhost:8000"}).status_code == 200
        assert client.get("/", headers={"Host": "[::1]:8000"}).status_code == 200
        for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""):
            refused = client.get("/", headers={"Host": host})
            assert refused.status_code == 421, host
            assert "readout account add" in refused.text


def test_no_secret_is_written_to_the_log(desk, caplog):
    caplog.set_level(logging.DEBUG)
    client = client_of(desk)
    log_in(client, password="a secret that is wrong")
    log_in(client)
    secret = desk.accounts.app_password("ann")
    client.get("/api/x", headers=basic("ann", secret))
    written = caplog.text
    assert PASSWORD not in written
    assert "a secret that is wrong" not in written
    assert secret not in written
    assert client.cookies["session"] not in written


@pytest.mark.parametrize("name", ["", " ", "a b", "a/b", "a:b", "<b>", "x" * 61, "a\tb"])
def test_a_name_that_could_be_misread_is_refused(desk, name):
    with pytest.raises(AccountError):
        desk.accounts.add(name, PASSWORD)


def test_accounts_are_kept_in_order(desk):
    assert [(a.name, a.role) for a in desk.accounts.all()] == [
        ("ann", AccountRole.OWNER),
        ("ben", AccountRole.READER),
    ]
    with pytest.raises(AccountError, match="of this name"):
        desk.accounts.add("ann", PASSWORD)
    with pytest.raises(AccountError, match="8 to"):
        desk.accounts.add("cid", "short")
    with pytest.raises(AccountError, match="last owner"):
        desk.accounts.remove("ann")
    desk.accounts.remove("ben")
    desk.accounts.remove("ann")
    assert not desk.accounts.needed()


def test_a_fault_of_ours_shows_no_trace(desk):
    app = make_app(desk)

    async def broken(request):
        raise ZeroDivisionError("secret detail")

    app.router.routes.append(Route("/api/broken", broken))
    client = TestClient(app, raise_server_exceptions=False)
    answer = client.get("/api/broken", headers=basic("ann", PASSWORD))
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
