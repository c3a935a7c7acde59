"""A browser walks the workbench: signs in, judges thirty events by keyboard, visits, hands the sheet in."""

from __future__ import annotations

import io
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import uvicorn

from feijian.workbench import offline
from feijian.workbench.accounts import account_act
from feijian.workbench.desk import Desk, dsn_of
from feijian.workbench.store import EventStore
from feijian.workbench.web.app import build
from feijian.workspace import Workspace
from tests.unit.workbench.conftest import PASSWORD, publish, row

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
def served(tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    """A workbench over thirty events on loopback, with people of two roles."""
    workspace = Workspace.create(tmp_path / "ws")
    publish(workspace, *(row(f"F{n:02}", "H1", f"{100 + n}.00") for n in range(EVENTS)))
    desk = Desk(workspace, EventStore(dsn_of(workspace)))
    for login, role in (("chen", "inspector"), ("li", "leader")):
        made = [account_act(desk.directory, login, role, PASSWORD)]
        desk.act("test", made.copy)
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


def signed_in(browser: Any, base: str, login: str) -> Any:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page.asked = []
    page.on("request", lambda r: page.asked.append(r.url))
    page.goto(f"{base}/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue*")
    return page


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
        page.get_by_role("link", name="检查情况告知书").click()
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
