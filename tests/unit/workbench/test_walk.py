"""A browser walks the workbench: signs in, judges thirty events by keyboard, visits, hands the sheet in."""

from __future__ import annotations

import io
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import uvicorn

from feijian.workbench import offline, selfcheck
from feijian.workbench.accounts import account_act
from feijian.workbench.desk import Desk, dsn_of
from feijian.workbench.store import Act, EventStore
from feijian.workbench.web.app import build
from feijian.workspace import Workspace
from tests.unit.workbench.conftest import OTHER, PASSWORD, publish, row

pytestmark = pytest.mark.browser
EVENTS = 30


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if program is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def store() -> Callable[[Workspace], str]:
    """Where a workspace's events are kept; `test_walk_postgres` walks over another."""
    return dsn_of


@contextmanager
def serving(workspace: Workspace, dsn: str) -> Iterator[tuple[Desk, str]]:
    """The workspace's workbench on loopback."""
    desk = Desk(workspace, EventStore(dsn))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = build(desk, ["127.0.0.1"])
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield desk, f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
    desk.store.close()


@pytest.fixture
def served(tmp_path: Path, store: Callable[[Workspace], str]) -> Iterator[tuple[Desk, str]]:
    """A workbench over thirty events on loopback, with people of two roles."""
    workspace = Workspace.create(tmp_path / "ws")
    publish(workspace, *(row(f"F{n:02}", "H1", f"{100 + n}.00") for n in range(EVENTS)))
    with serving(workspace, store(workspace)) as (desk, base):
        for login, role in (("chen", "inspector"), ("li", "leader")):
            made = [account_act(desk.directory, login, role, PASSWORD)]
            desk.act("test", made.copy)
        yield desk, base


def signed_in(browser: Any, base: str, login: str, first: str = "queue") -> Any:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page.asked, page.faults = [], []
    page.on("request", lambda r: page.asked.append(r.url))
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.goto(f"{base}/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{first}*")
    return page


def left(page: Any, base: str) -> None:
    """Nobody else was asked for anything, and the browser refused nothing of a page."""
    assert [a for a in page.asked if not a.startswith(base)] == []
    assert page.faults == []
    page.close()


def saved(page: Any, link: str) -> bytes:
    """What a link hands out."""
    with page.expect_download() as got:
        page.get_by_role("link", name=link, exact=True).click()
    return Path(got.value.path()).read_bytes()


def test_thirty_events_are_judged_by_keyboard_alone(browser: Any, served: tuple[Desk, str]) -> None:
    desk, base = served
    page = signed_in(browser, base, "chen")
    page.keyboard.press("e")
    keys = 1
    for _ in range(EVENTS):
        page.wait_for_selector("form[data-judge]")
        before = page.url
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        keys += 2
        page.wait_for_url(lambda url, before=before: url != before)
    assert page.url.endswith("/queue")  # nothing is left
    desk.catch_up()
    assert sum(1 for c in desk.cases.by_event.values() if c.verdict) == EVENTS
    assert keys / EVENTS <= 4
    assert [a for a in page.asked if not a.startswith(base)] == []
    page.close()


def test_evidence_and_filters_come_in_place(browser: Any, served: tuple[Desk, str]) -> None:
    """Without leaving the queue: the evidence below its row, another list as one types, keys on it."""
    desk, base = served
    page = signed_in(browser, base, "chen")
    assert page.locator("tr[data-row]").count() == EVENTS
    page.keyboard.press("v")
    page.wait_for_selector("tr.peeked:not([hidden]) td.body table")
    assert "item" in page.inner_text("tr.peeked:not([hidden])")
    page.keyboard.press("v")
    assert page.locator("tr.peeked:not([hidden])").count() == 0
    assert page.url == f"{base}/queue"
    page.fill("input[name=least]", "125")
    page.locator("tr[data-row]").nth(5).wait_for(state="detached")
    assert page.locator("tr[data-row]").count() == 5
    assert "least=125" in page.url
    assert page.inner_text("#tabs").startswith("全部待办 5")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert "here" in page.locator("tr[data-row]").nth(2).get_attribute("class")
    page.keyboard.press("v")
    page.wait_for_selector("tr.peeked:not([hidden]) td.body table")
    page.goto(f"{base}/provider/H1")
    page.locator("a[data-peek]").first.click()
    page.wait_for_selector("tr.peeked:not([hidden]) td.body table")
    page.wait_for_selector("#months .chart svg")
    # a session that ended meanwhile: the whole page goes to sign in
    desk.act("test", lambda: [Act("session.revoked", "chen", {})])
    page.locator("a[data-peek]").nth(1).click()
    page.wait_for_url("**/login")
    left(page, base)


def test_a_visit_from_plan_to_locked_report(browser: Any, served: tuple[Desk, str]) -> None:
    desk, base = served
    page = signed_in(browser, base, "li")
    today = str(desk.workspace.today())
    page.goto(f"{base}/visits")
    page.fill("input[name=first]", today)
    page.fill("input[name=last]", today)
    for box in page.locator("input[name=team]").all():
        box.check()
    page.click("form.card button.main")
    page.wait_for_url("**/visits/V*")
    page.get_by_role("button", name="开始检查").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="下载核查表").click()
    sheet = Path(saved.value.path()).read_bytes()
    page.set_input_files(
        "input[type=file]", {"name": "V.xlsx", "mimeType": "application/x", "buffer": filled(sheet)}
    )
    page.get_by_role("button", name="交回核查表").click()
    page.wait_for_selector("text=核定 30 项")
    page.go_back()
    page.reload()
    page.get_by_role("button", name="离场").click()
    page.get_by_role("button", name="听取意见完毕").click()
    page.get_by_role("button", name="归档检查报告").click()
    page.wait_for_selector("text=报告校验码")
    visit = next(iter(desk.visits.by_id.values()))
    assert visit.state == "locked"
    assert visit.report is not None
    assert visit.report["upheld"] == "0.00"
    with page.expect_download() as saved:
        page.get_by_role("link", name="检查情况告知书", exact=True).click()
    assert Path(saved.value.path()).read_bytes().startswith(b"PK")
    assert [a for a in page.asked if not a.startswith(base)] == []
    page.close()


def filled(sheet: bytes) -> bytes:
    """The sheet with every event rejected, as an inspector types it."""
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    place = {c.key: n for n, c in enumerate(offline.COLUMNS, start=1)}
    for number in range(2, EVENTS + 2):
        book.active.cell(number, place["outcome"]).value = "不属实"
        book.active.cell(number, place["note"]).value = "有执行记录"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ALIKE = 24


@pytest.fixture
def office(tmp_path: Path, store: Callable[[Workspace], str]) -> Iterator[tuple[Desk, str]]:
    """A bureau on its first day: 24 alike events and a large one, and an administrator made by command."""
    workspace = Workspace.create(tmp_path / "ws")
    alike = [row(f"F{n:02}", "H1", "100.00") for n in range(ALIKE)]
    publish(workspace, *alike, row("BIG", "H2", "20000.00", rule_id=OTHER))
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD)
    command = ["workbench", "user", "add", "guan", "--role", "administrator"]
    command += ["-w", str(workspace.root), "--password-file", str(secret)]
    command += ["--store", store(workspace)]
    subprocess.run([sys.executable, "-m", "feijian", *command], check=True, capture_output=True)
    with serving(workspace, store(workspace)) as made:
        yield made


def test_an_office_from_its_first_administrator_to_the_audit_log(
    browser: Any, office: tuple[Desk, str]
) -> None:
    desk, base = office
    today = str(desk.workspace.today())
    # the first administrator makes the others, and sees no case
    admin = signed_in(browser, base, "guan", "accounts")
    for login, role in (
        ("chen", "inspector"),
        ("an", "inspector"),
        ("li", "leader"),
        ("lu", "leader"),
        ("shen", "auditor"),
    ):
        admin.fill("input[name=login]", login)
        admin.select_option("select[name=role]", role)
        admin.fill("input[name=password]", PASSWORD)
        admin.click("form.card button.main")
        admin.wait_for_selector(f"td:text-is('{login}')")
    refused = admin.goto(f"{base}/queue")
    assert refused.status == 403
    admin.faults.clear()  # the browser's own word on that 403
    left(admin, base)

    # an inspector draws a sample of the alike events, judges it by keyboard, and reads the estimate
    chen = signed_in(browser, base, "chen")
    chen.goto(f"{base}/samples")
    chen.fill("input[name=size]", "10")
    chen.fill("input[name=seed]", "20261126")
    chen.click("form.card button.main")
    chen.wait_for_url("**/samples/S*")
    place = chen.url
    for number in range(10):
        chen.goto(place)
        chen.locator("tr[data-row] a[data-open]").nth(number).click()
        chen.wait_for_selector("form[data-judge]")
        before = chen.url
        chen.keyboard.press("1")
        chen.keyboard.press("Enter")
        chen.wait_for_url(lambda url, before=before: url != before)
    chen.goto(place)
    # ten of ten upheld at 100 yuan: 2,400 estimated of 2,400; the exact bound by counting is 2,100
    assert "2,400.00" in chen.inner_text("p.figures")
    assert "2,100.00" in chen.inner_text("p.figures")
    assert "不是处理决定" in chen.inner_text("main")

    # a verdict above the set amount, with a file and by quantity and price, waits for somebody else
    big = next(e for e in desk.shelf.events.to_dicts() if e["provider_id"] == "H2")
    chen.goto(f"{base}/event/{big['event_id']}")
    chen.set_input_files(
        "form[data-judge] input[type=file]",
        {"name": "核查笔录.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 x"},
    )
    chen.check("input[value=upheld]")
    chen.click("form[data-judge] button.main")
    chen.wait_for_url(lambda url: big["event_id"] not in url)
    li = signed_in(browser, base, "li")
    li.goto(f"{base}/queue?tab=approve")
    li.keyboard.press("e")
    li.wait_for_selector("text=核查笔录.pdf")
    assert saved(li, "核查笔录.pdf") == b"%PDF-1.4 x"
    li.click("button[value=approve]")
    li.wait_for_url("**/queue?tab=approve")
    desk.catch_up()
    assert desk.cases.of(big["event_id"]).verdict["approved_by"] == "li"

    # the plan: by lot, with officers drawn, made into visits
    li.goto(f"{base}/plans")
    li.fill("input[name=days]", "3")
    li.fill("input[name=by_lot]", "1")
    li.fill("input[name=seed]", "20261126")
    li.fill("input[name='home.1']", "370202")
    li.fill("input[name=must]", "H2")
    for box in li.locator("input[name=officer]").all():
        box.check()
    li.click("form.card button.main")
    li.wait_for_url("**/plans/P*")
    assert "20261126" in li.inner_text("main")
    li.get_by_role("button", name="安排成检查").click()
    li.wait_for_url("**/visits")
    desk.catch_up()
    visit = next(v for v in desk.visits.by_id.values() if v.provider_id == "H2")
    assert len(visit.team) >= 2
    li.goto(f"{base}/visits/{visit.visit_id}")

    # out and back by workbook, left, heard, locked, handed over with its letter
    if str(visit.first) == today:
        li.get_by_role("button", name="开始检查").click()
        sheet = openpyxl.load_workbook(io.BytesIO(saved(li, "下载核查表")))
        assert sheet.active.max_row == 2
        li.get_by_role("button", name="离场").click()
        li.get_by_role("button", name="听取意见完毕").click()
        li.get_by_role("button", name="归档检查报告").click()
        li.wait_for_selector("text=报告校验码")
    form = li.locator("form[action$='/hand-over']")
    form.locator("select[name=to]").select_option("police")
    form.locator("input[name=event]").check()
    form.locator("textarea[name=reason]").fill("涉嫌骗取医保基金")
    form.locator("button").click()
    letter = saved(li, "移送函")
    assert "医院 H2" in "\n".join(p.text for p in docx.Document(io.BytesIO(letter)).paragraphs)

    pack = docx.Document(io.BytesIO(saved(li, "移送材料")))
    assert "取证单" in "\n".join(p.text for p in pack.paragraphs)
    assert saved(li, "移送材料 PDF").startswith(b"%PDF")

    # a self-check goes out and comes back
    li.goto(f"{base}/selfchecks")
    li.select_option("select[name=provider_id]", "H1")
    li.fill("input[name=due]", "2099-01-01")
    li.click("form.card button.main")
    li.wait_for_url("**/selfchecks/Z*")
    back = answered(saved(li, "下载自查表"))
    li.set_input_files(
        "input[type=file]", {"name": "Z.xlsx", "mimeType": "application/x", "buffer": back}
    )
    li.get_by_role("button", name="交回自查表").click()
    li.wait_for_selector("td:text-is('未填报')")
    assert "80.00" in li.inner_text("p.figures")

    # the account with its charts, saved views, and the interface's page
    li.goto(f"{base}/learning")
    li.wait_for_selector("div.chart svg")
    assert saved(li, "全部（工作簿）").startswith(b"PK")
    li.goto(f"{base}/queue?tab=unassigned")
    li.fill("input[name=name]", "未分派")
    li.get_by_role("button", name="保存当前筛选").click()
    li.wait_for_selector("div.views a")
    li.goto(f"{base}/api")
    assert "/api/plan" in li.inner_text("main")

    # the auditor reads all of it, and the chain holds
    auditor = signed_in(browser, base, "shen", "audit")
    text = auditor.inner_text("main")
    for kind in (
        "account.set",
        "sample.drawn",
        "case.proposed",
        "plan.made",
        "visit.planned",
        "selfcheck.back",
    ):
        assert kind in text, kind
    assert "记录链完整" in text
    for page in (chen, li, auditor):
        left(page, base)


def answered(form: bytes) -> bytes:
    """The self-check form with one line answered."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    place = {c.key: n for n, c in enumerate(selfcheck.COLUMNS, start=1)}
    book.active.cell(2, place["admitted"]).value = 80
    book.active.cell(2, place["reason"]).value = "操作失误"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
