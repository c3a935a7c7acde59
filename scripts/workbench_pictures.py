"""Pictures of the workbench for the docs, over a copy of a demo workspace: both languages, two widths.

    python -m scripts.workbench_pictures DEMO_WORKSPACE OUT_FOLDER [--all]

The workspace is copied; people, verdicts, a plan, a visit, a sample and a self-check are entered by the
product's own acts, so that every page has something on it.
"""

from __future__ import annotations

import argparse
import io
import shutil
import socket
import tempfile
import threading
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import uvicorn

from feijian.workbench import judging, plans, samples, selfcheck, selfchecks, visits
from feijian.workbench.accounts import account_act
from feijian.workbench.desk import Desk, dsn_of
from feijian.workbench.judging import Judgement
from feijian.workbench.plan import Demand, Team, make_plan
from feijian.workbench.plan_files import visits_of
from feijian.workbench.prepare import prepare
from feijian.workbench.store import EventStore
from feijian.workbench.web.app import build
from feijian.workspace import Workspace, latest_run
from scripts.browsers import chromium

PASSWORD = "three loud herons"
KEPT = ("queue", "event", "plan", "learning", "provider")


def staged(workspace: Workspace) -> Desk:
    """A desk some weeks into its work."""
    desk = Desk(workspace, EventStore(dsn_of(workspace)), Decimal(5000))
    for login, role in (
        ("chen", "inspector"),
        ("wang", "inspector"),
        ("zhao", "inspector"),
        ("sun", "inspector"),
        ("li", "leader"),
        ("shi", "inspector"),
        ("guan", "administrator"),
        ("shen", "auditor"),
    ):
        made = [account_act(desk.directory, login, role, PASSWORD)]
        desk.act("system", made.copy)
    shelf = desk.shelf
    outcomes = ("upheld", "upheld", "partly", "rejected", "upheld", "unclear")
    for number, event in enumerate(shelf.events.slice(25, 150).iter_rows(named=True)):
        outcome = outcomes[number % len(outcomes)]
        worth = event["amount_at_risk"]
        if outcome == "partly" and (worth is None or worth < 2):
            outcome = "upheld"
        half = None if worth is None else (worth / 2).quantize(Decimal("0.01"))
        told = Judgement(
            event["event_id"],
            outcome,
            "有执行记录" if outcome in ("partly", "rejected") else "",
            event["digest"],
            0,
            shelf.run_id,
            half if outcome == "partly" else None,
        )
        judging.judge(desk, ("chen", "wang")[number % 2], told)
    today = workspace.today()
    _visited(desk, today)
    crews = [Team("一组", frozenset({"drg"}), _county(desk)), Team("二组"), Team("三组")]
    demand = Demand(4, by_lot=2, seed=20261126)
    made_plan = make_plan(visits_of(workspace, shelf.run, {}), crews, demand)
    officers = plans.drawn_officers(
        ["chen", "wang", "zhao", "sun", "li", "shi"], [t.name for t in crews], 2, demand.seed
    )
    desk.act(
        "li",
        lambda: [
            plans.made(desk.plans, made_plan, crews, demand, officers, shelf.run_id, today, today)
        ],
    )
    _sampled(desk, today)
    return desk


def _county(desk: Desk) -> str:
    return next(
        (str(p["region_code"]) for p in desk.shelf.providers.values() if p["region_code"]), ""
    )


def _visited(desk: Desk, today: date) -> None:
    """One visit that was locked, with two thirds of its money back."""
    cases = {e: c for e, c in desk.cases.by_event.items() if c.verdict and not c.proposed}
    its = next(e for e in (desk.shelf.event(i) for i in cases) if e and e["provider_id"])
    events = [
        i for i in cases if (desk.shelf.event(i) or {}).get("provider_id") == its["provider_id"]
    ]
    given = {
        "provider_id": its["provider_id"],
        "first": today,
        "last": today + timedelta(days=1),
        "team": ["chen", "wang"],
        "purpose": "住院费用",
        "events": events,
    }
    visit_id = desk.act("li", lambda: [visits.plan(desk.visits, given, today)])[0].subject
    for to in ("started", "left", "heard"):
        desk.act("chen", lambda to=to: [visits.move(desk.visits.by_id[visit_id], to, today)])  # type: ignore[misc]
    visit = desk.visits.by_id[visit_id]
    desk.act("li", lambda: [visits.lock(visit, desk.cases, desk.shelf.amounts)])
    due = visits.upheld(visit, desk.cases)
    back = (due * 2 / 3).quantize(Decimal("0.01"))
    if back > 0:
        desk.act("li", lambda: [visits.recover(visit, desk.cases, today, back, "", today)])


def _sampled(desk: Desk, today: date) -> None:
    groups: dict[tuple[str, str], dict[str, float]] = {}
    for event in desk.shelf.events.iter_rows(named=True):
        if event["provider_id"] and event["amount_at_risk"] is not None:
            for rule_id in event["rule_ids"]:
                groups.setdefault((event["provider_id"], rule_id), {})[event["event_id"]] = float(
                    event["amount_at_risk"]
                )
    (provider_id, rule_id), amounts = max(groups.items(), key=lambda g: (len(g[1]), g[0]))
    given = {
        "run_id": desk.shelf.run_id,
        "rule_id": rule_id,
        "provider_id": provider_id,
        "seed": 20261126,
        "without_amount": 0,
        "larger_of": "",
    }
    desk.act(
        "chen", lambda: [samples.drawn(desk.samples, given, amounts, min(20, len(amounts)), today)]
    )
    its = next(iter(desk.samples.by_id.values()))
    for number, key in enumerate(its.drawn):
        event, case = desk.shelf.event(key), desk.cases.of(key)
        if event is not None and case.verdict is None and case.proposed is None:
            outcome = "rejected" if number % 4 == 0 else "upheld"
            judging.judge(
                desk,
                "wang",
                Judgement(
                    key,
                    outcome,
                    "有记录" if outcome == "rejected" else "",
                    event["digest"],
                    case.seq,
                    desk.shelf.run_id,
                ),
            )
    desk.act(
        "li",
        lambda: [
            selfchecks.sent(
                desk.selfchecks, desk.shelf, provider_id, [], today + timedelta(days=15), today
            )
        ],
    )

    _answered(desk)


def _answered(desk: Desk) -> None:
    """The hospital's answer: every third line left out, every third a half, the rest as charged."""
    its = next(iter(desk.selfchecks.by_id.values()))
    form = selfchecks.form_of(its, desk.shelf, desk.workspace, "zh")
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet, place = book.active, {c.key: n for n, c in enumerate(selfcheck.COLUMNS, start=1)}
    for number in range(2, sheet.max_row + 1):
        amount = sheet.cell(number, place["charged"]).value
        if number % 3 and amount is not None:
            half = 2 if number % 3 == 1 else 1
            sheet.cell(number, place["admitted"]).value = round(float(amount) / half, 2)
            sheet.cell(number, place["reason"]).value = (
                "操作失误" if half == 1 else "部分有执行记录"
            )
    out = io.BytesIO()
    book.save(out)
    act = selfchecks.back(its, desk.shelf, desk.workspace, out.getvalue(), "zh")
    desk.act("li", lambda: [act])


def main() -> int:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("workspace", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("--all", action="store_true", help="every page, and 1024 wide too")
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "ws"
        shutil.copytree(given.workspace, root, symlinks=True)
        workspace = Workspace.open(root)
        prepare(workspace, latest_run(workspace))
        desk = staged(workspace)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = uvicorn.Server(
            uvicorn.Config(build(desk, ["127.0.0.1"]), "127.0.0.1", port, log_level="error")
        )
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            _pictures(desk, f"http://127.0.0.1:{port}", given.out, everything=given.all)
        finally:
            server.should_exit = True
            thread.join()
    return 0


def _pictures(desk: Desk, base: str, out: Path, *, everything: bool) -> None:
    from playwright.sync_api import sync_playwright

    waiting = next(
        e
        for e in desk.shelf.events.iter_rows(named=True)
        if desk.cases.of(e["event_id"]).verdict is None and e["claim_line_ids"]
    )
    places = {
        "queue": "/queue",
        "event": f"/event/{waiting['event_id']}",
        "plan": f"/plans/{next(iter(desk.plans.by_id))}",
        "learning": "/learning",
        "plans": "/plans",
        "samples": "/samples",
        "sample": f"/samples/{next(iter(desk.samples.by_id))}",
        "selfchecks": "/selfchecks",
        "selfcheck": f"/selfchecks/{next(iter(desk.selfchecks.by_id))}",
        "visits": "/visits",
        "visit": f"/visits/{next(iter(desk.visits.by_id))}",
        "provider": f"/provider/{waiting['provider_id']}",
        "record": "/record",
        "clues": "/clues",
        "tokens": "/tokens",
        "api": "/api",
        "keys": "/keys",
        "account": "/account",
    }
    others = {"accounts": ("guan", "/accounts"), "audit": ("shen", "/audit")}
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for lang in ("zh", "en"):
            page = opened.new_page(viewport={"width": 1440, "height": 900})
            _sign_in(page, base, lang)
            asked = [("li", name, place) for name, place in places.items()]
            asked += [(login, name, place) for name, (login, place) in others.items()]
            for login, name, place in asked:
                if not everything and name not in KEPT:
                    continue
                if login != "li":
                    _sign_in(page, base, lang, login)
                page.goto(base + place)
                if name == "event" and page.locator("form[data-judge] details").count():
                    page.locator("form[data-judge] summary").click()
                page.wait_for_timeout(300)
                for width in (1440, 1024) if everything else (1440,):
                    page.set_viewport_size({"width": width, "height": 900})
                    tail = "" if lang == "zh" else ".en"
                    wide = "" if width == 1440 else f".{width}"
                    page.screenshot(
                        path=out / f"workbench.{name}{wide}{tail}.png", full_page=everything
                    )
                page.set_viewport_size({"width": 1440, "height": 900})
            page.close()
        opened.close()


def _sign_in(page: Any, base: str, lang: str, login: str = "li") -> None:
    page.context.clear_cookies()
    page.goto(f"{base}/login")
    if lang == "en":
        page.get_by_role("button", name="English").click()
        page.goto(f"{base}/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)


if __name__ == "__main__":
    raise SystemExit(main())
