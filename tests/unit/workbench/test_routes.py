"""Every route for every role; what stands before the pages; what each refusal says."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from contextlib import closing

import pytest

from feijian.workbench import tokens
from feijian.workbench.accounts import now
from feijian.workbench.desk import Desk
from feijian.workbench.roles import RIGHTS, ROLES
from feijian.workbench.store import Act
from feijian.workbench.web.app import CALLS, OPEN, PAGES, SIGNED_IN, Page
from feijian.workbench.web.protect import HEADERS, LARGEST_BODY, SESSION
from feijian.workspace.backup import WORKBENCH
from tests.unit.workbench.browser import Browser
from tests.unit.workbench.conftest import PERSON

NAMES = {
    "event_id": "",
    "provider_id": "H1",
    "clue_id": "2026-0001",
    "login": "viewer",
    "visit_id": "V2026-0001",
    "handover_id": "Y2026-0001",
    "form": "notice",
    "hash": "0" * 64,
    "entry_id": "J2026-0001",
    "plan_id": "P2026-0001",
    "sample_id": "S2026-0001",
    "check_id": "Z2026-0001",
    "name": "rules.csv",
}


def address(page: Page, desk: Desk) -> str:
    names = {**NAMES, "event_id": desk.shelf.events["event_id"][0]}
    return page.path.format(**names)


@pytest.mark.parametrize("role", [*ROLES, ""])
def test_every_route_answers_a_role_that_has_its_right_and_no_other(desk: Desk, role: str) -> None:
    for page in PAGES:
        if page.method == "POST" and page.right in (OPEN, SIGNED_IN):
            continue  # signing in and out have tests of their own
        browser = Browser(desk, role)
        path = address(page, desk)
        if page.upload:
            answer = browser.send(path, b"")
        else:
            answer = browser.get(path) if page.method == "GET" else browser.post(path)
        allowed = page.right == OPEN or (
            bool(role) and (page.right == SIGNED_IN or page.right in RIGHTS[role])
        )
        told = (role, page.method, page.path, answer.status_code)
        if allowed:
            assert answer.status_code in (200, 303, 400, 403, 404, 409), told
            if answer.status_code == 403:  # a right beyond the route's own
                assert page.path.endswith("/reveal"), told
            assert answer.headers.get("location") != "/login", told
        elif not role and page.method == "GET":
            assert (answer.status_code, answer.headers["location"]) == (303, "/login"), told
        else:
            assert answer.status_code == 403, told
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("role", [*ROLES, ""])
def test_every_call_answers_a_token_whose_owner_has_its_right_and_no_other(
    desk: Desk, role: str
) -> None:
    text = tokens.fresh()
    if role:
        desk.act(role, lambda: [tokens.make(desk.tokens, role, "night", "1", text, now())])
    client = Browser(desk).client
    for call in CALLS:
        answer = client.request(
            call.method,
            address(call, desk),
            headers={"authorization": f"Bearer {text}"},
            **({"json": {}} if call.method == "POST" else {}),
        )
        told = (role, call.method, call.path, answer.status_code, answer.text[:80])
        if not role:
            assert answer.status_code == 401, told
        elif call.right in RIGHTS[role]:
            assert answer.status_code in (200, 400), told
        else:
            assert answer.status_code == 403, told
        assert answer.headers["content-type"].startswith("application/json"), told


def test_every_answer_has_the_headers_and_no_page_an_inline_script(desk: Desk) -> None:
    browser = Browser(desk, "leader")
    event_id = desk.shelf.events["event_id"][0]
    for path in (
        "/queue",
        f"/event/{event_id}",
        "/provider/H1",
        "/clues",
        "/plans",
        "/samples",
        "/selfchecks",
        "/learning",
        "/tokens",
        "/api",
        "/nowhere",
        "/static/workbench.css",
    ):
        answer = browser.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, path
        for part in answer.text.split("<script")[1:]:
            assert part.startswith(' src="/static/'), part[:60]
            assert part.split(">")[1].startswith("</script")
        assert "style=" not in answer.text
        assert "onclick" not in answer.text
        assert "://" not in answer.text.replace("http://desk.local", "")


def test_data_is_escaped_and_persons_are_masked(desk: Desk) -> None:
    event_id = desk.shelf.events["event_id"][0]
    text = Browser(desk, "inspector").get(f"/event/{event_id}").text
    assert "&lt;b&gt;item" in text
    assert "<b>item" not in text
    assert PERSON not in text
    assert "37************1234" in text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"sec-fetch-site": "cross-site", "origin": "http://desk.local"}, 403),
        ({"origin": "http://desk.local"}, 303),
        ({"origin": "http://elsewhere.local"}, 403),
        ({"origin": "null"}, 403),
        ({}, 303),
    ],
)
def test_a_form_of_another_site_is_refused(
    desk: Desk, headers: dict[str, str], status: int
) -> None:
    assert Browser(desk, "leader").post("/bulk", headers, what="assign_me").status_code == status


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_form_without_its_token_is_refused(desk: Desk, token: str) -> None:
    assert Browser(desk, "leader").post("/bulk", token=token, what="assign_me").status_code == 403
    assert Browser(desk).post("/login", token=token, login="leader").status_code == 403


def test_bodies_that_are_too_large_or_no_form_are_refused(desk: Desk) -> None:
    browser = Browser(desk, "leader")
    same = {"sec-fetch-site": "same-origin"}
    assert browser.post("/bulk", what="x" * (LARGEST_BODY + 1)).status_code == 413
    assert browser.client.post("/bulk", json={"what": "x"}, headers=same).status_code == 400
    kind = {**same, "content-type": "application/x-www-form-urlencoded"}
    assert browser.client.post("/bulk", content=b"what=%ff%fe", headers=kind).status_code == 400
    assert browser.client.post("/bulk", content=b"a&" * 6000, headers=kind).status_code == 400
    files = {"file": ("../../x", b"x")}
    assert browser.client.post("/bulk", files=files, headers=same).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/event/V0",
        "/event/..%2f..%2ffeijian.toml",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/provider/X",
        "/clues/2026-9999",
    ],
)
def test_what_is_not_there_is_404(desk: Desk, path: str) -> None:
    answer = Browser(desk, "leader").get(path)
    assert answer.status_code == 404
    assert "def build" not in answer.text


@pytest.mark.parametrize(
    "query", ["tab=x", "page=0", "page=x", "least=abc", "least=-1", f"text={PERSON}"]
)
def test_a_filter_that_cannot_be_is_400(desk: Desk, query: str) -> None:
    assert Browser(desk, "leader").get(f"/queue?{query}").status_code == 400


def test_a_host_it_is_not_called_by_is_refused(desk: Desk) -> None:
    assert Browser(desk).get("/login", headers={"host": "evil.local"}).status_code == 400


def test_wrong_passwords_lock_the_account_and_then_throttle_the_address(desk: Desk) -> None:
    browser = Browser(desk)
    codes = [browser.post("/login", login="viewer", password="x").status_code for _ in range(6)]
    assert codes == [403] * 5 + [429]
    # the right password does not open a locked account either
    assert browser.post("/login", login="viewer", password="three loud herons").status_code == 429
    codes = [browser.post("/login", login="nobody", password="x").status_code for _ in range(25)]
    assert codes[0] == 403
    assert codes[-1] == 429
    assert all(e.subject != "nobody" for e in desk.store.since())


def test_a_session_is_new_at_sign_in_and_ends_when_revoked(desk: Desk) -> None:
    browser = Browser(desk)
    browser.client.cookies.set(SESSION, "chosen by somebody else")
    browser.client.cookies.delete(SESSION)
    browser.post("/login", login="viewer", password="three loud herons")
    cookie = browser.client.cookies.get(SESSION)
    assert cookie
    assert cookie != "chosen by somebody else"
    assert browser.get("/queue").status_code == 200
    Browser(desk, "administrator").post("/accounts/viewer/revoke")
    assert browser.get("/queue").headers["location"] == "/login"
    # the token itself is nowhere in the store
    assert all(cookie not in str(e) for e in desk.store.since())


def test_somebody_chooses_another_password_and_is_signed_out_elsewhere(desk: Desk) -> None:
    here, elsewhere = Browser(desk, "viewer"), Browser(desk, "viewer")
    assert "当前密码由管理员设置" in here.get("/account").text
    new = "nine quiet otters"
    typed = {"new": new, "again": new}
    assert here.post("/account/password", old="wrong wrong wrong", **typed).status_code == 403
    right = {"old": "three loud herons"}
    assert here.post("/account/password", **right, new=new, again="else").status_code == 400
    assert here.post("/account/password", **right, new="viewer", again="viewer").status_code == 400
    same = {"new": right["old"], "again": right["old"]}
    assert here.post("/account/password", **right, **same).status_code == 400
    assert elsewhere.get("/queue").status_code == 200
    answer = here.post("/account/password", **right, **typed)
    assert "密码已修改" in answer.text
    assert here.get("/queue").status_code == 200
    assert elsewhere.get("/queue").status_code == 303
    assert "当前密码由管理员设置" not in here.get("/account").text
    assert Browser(desk, "viewer").answer.status_code == 403
    assert Browser(desk, "viewer", new).answer.status_code == 303
    assert new not in str(desk.store.since())


def test_a_present_password_guessed_wrongly_locks_as_at_sign_in(desk: Desk) -> None:
    browser = Browser(desk, "viewer")
    typed = {"new": "nine quiet otters", "again": "nine quiet otters"}
    codes = [browser.post("/account/password", old="wrong", **typed).status_code for _ in range(6)]
    assert codes == [403] * 5 + [429]


def test_sessions_elsewhere_are_ended_by_their_owner(desk: Desk) -> None:
    here, elsewhere = Browser(desk, "viewer"), Browser(desk, "viewer")
    here.post("/account/elsewhere")
    assert here.get("/queue").status_code == 200
    assert elsewhere.get("/queue").status_code == 303


def test_a_password_under_an_older_hash_is_kept_under_todays_at_sign_in(desk: Desk) -> None:
    salt = b"sixteen bytes!!!"
    found = hashlib.scrypt(b"three loud herons", salt=salt, n=2**10, r=8, p=1, dklen=32)
    parts = ("scrypt", "1024", "8", "1", *(base64.b64encode(b).decode() for b in (salt, found)))
    old = {**vars(desk.directory.accounts["viewer"]), "secret": "$".join(parts), "counties": []}
    desk.act(
        "test", lambda: [Act("account.set", "viewer", {k: old[k] for k in old if k != "login"})]
    )
    assert Browser(desk, "viewer", "something else").answer.status_code == 403
    assert desk.directory.accounts["viewer"].secret.startswith("scrypt$")
    browser = Browser(desk, "viewer")
    assert browser.get("/queue").status_code == 200
    assert desk.directory.accounts["viewer"].secret.startswith("$argon2id$")
    before = desk.seq
    assert Browser(desk, "viewer").get("/queue").status_code == 200
    assert desk.seq == before + 1  # signed in, and nothing hashed anew


def test_signing_out_ends_the_session_for_good(desk: Desk) -> None:
    browser = Browser(desk, "viewer")
    cookie = browser.client.cookies.get(SESSION)
    browser.post("/logout")
    browser.client.cookies.set(SESSION, cookie)
    assert browser.get("/queue").status_code == 303


def test_an_account_of_a_county_sees_no_other(desk: Desk) -> None:
    browser = Browser(desk, "second")
    text = browser.get("/queue").text
    assert "医院 H1" in text
    assert "医院 H2" not in text
    assert browser.get("/provider/H2").status_code == 404
    other = next(e["event_id"] for e in desk.shelf.events.to_dicts() if e["provider_id"] == "H2")
    assert browser.get(f"/event/{other}").status_code == 404
    assert browser.post("/bulk", what="assign_me", id=other).status_code == 404


def test_ids_are_revealed_by_right_and_reason_and_logged(desk: Desk) -> None:
    event_id = next(e["event_id"] for e in desk.shelf.events.to_dicts() if e["provider_id"] == "H1")
    path = f"/event/{event_id}/reveal"
    assert Browser(desk, "leader").post(path, why="调取病历").status_code == 403
    browser = Browser(desk, "second")
    assert browser.post(path, why="").status_code == 400
    answer = browser.post(path, why="调取病历")
    assert PERSON in answer.text
    assert PERSON not in browser.get(f"/event/{event_id}").text
    last = desk.store.since()[-1]
    assert (last.kind, last.who, last.subject, last.body) == (
        "reveal",
        "second",
        event_id,
        {"why": "调取病历"},
    )
    text = Browser(desk, "auditor").get("/audit").text
    assert "调取病历" in text


def test_the_auditor_is_shown_a_store_that_was_changed(desk: Desk) -> None:
    browser = Browser(desk, "auditor")
    assert "记录链完整" in browser.get("/audit").text
    with closing(sqlite3.connect(desk.workspace.root / WORKBENCH)) as database:
        database.execute("drop trigger event_is_never_changed")
        database.execute("update event set who = 'li' where seq = 2")
        database.commit()
    assert "event 2: was changed" in browser.get("/audit").text


def test_the_log_is_read_page_by_page_and_a_long_row_in_short(desk: Desk) -> None:
    desk.act("system", lambda: [Act("case.noted", "V-F1", {"text": "长" * 900})])
    answers = [{"line_id": f"L{n}", "status": "omitted"} for n in range(40)]
    desk.act("system", lambda: [Act("a.later.kind", "none", {"answers": answers})])
    text = Browser(desk, "auditor").get("/audit").text
    assert "长" * 300 + "…" in text
    assert "长" * 301 not in text
    assert "answers: [40]" in text
    assert "备注" in text
    assert "L39" not in text
    # one row a line, and the page before row 3 has the two first alone
    earlier = Browser(desk, "auditor").get("/audit?before=3").text
    assert earlier.split("audit.log")[0].count("account.set") == 2


def test_no_secret_is_on_a_page_or_in_the_auditors_log(desk: Desk) -> None:
    for role, path in (("auditor", "/audit"), ("administrator", "/accounts")):
        assert "argon2" not in Browser(desk, role).get(path).text


def test_a_page_that_fails_is_a_clear_500(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feijian.workbench.queue.A_PAGE", None)
    answer = Browser(desk, "leader").get("/queue")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_both_languages(desk: Desk) -> None:
    browser = Browser(desk, "leader")
    assert "待办队列" in browser.get("/queue").text
    browser.post("/lang", lang="en")
    assert "Unassigned" in browser.get("/queue").text
    assert browser.post("/lang", lang="fr").status_code == 400
