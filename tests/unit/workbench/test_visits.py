"""Visits: sealed until their day, two officers, in order, objections answered, money back, forms, hand-over."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import polars as pl
import pytest

from feijian.errors import UsageError
from feijian.workbench import form_rows, forms, judging, offline, visits
from feijian.workbench.desk import Desk
from feijian.workbench.forms_printed import page_of
from feijian.workbench.visits import hash_of
from feijian.workbench.web.protect import LARGEST_FILE
from tests.unit.workbench.browser import Browser
from tests.unit.workbench.conftest import PERSON


def planned(desk: Desk, *, ahead: int = 0, team: tuple[str, ...] = ("inspector", "leader")) -> str:
    first = desk.workspace.today() + timedelta(days=ahead)
    answer = Browser(desk, "leader").post(
        "/visits",
        provider_id="H1",
        first=str(first),
        last=str(first + timedelta(days=2)),
        team=list(team),
        purpose="住院费用",
    )
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def only(desk: Desk) -> visits.Visit:
    return next(iter(desk.visits.by_id.values()))


def step(desk: Desk, browser: Browser, place: str, act: str, **given: str) -> int:
    sent = {"seq": str(only(desk).seq), **given}
    return int(browser.post(f"{place}/{act}", **sent).status_code)


def judged(desk: Desk, browser: Browser) -> None:
    for event_id in only(desk).events:
        event = desk.shelf.event(event_id)
        assert event is not None
        fields = {
            "outcome": "upheld",
            "amount": "",
            "reason": "",
            "digest": event["digest"],
            "seq": str(desk.cases.of(event_id).seq),
            "run": desk.shelf.run_id,
        }
        assert browser.post(f"/event/{event_id}/judge", **fields).status_code == 303


def test_a_team_does_not_know_of_a_visit_before_its_day(desk: Desk) -> None:
    place = planned(desk, ahead=3)
    inspector, leader, viewer = (Browser(desk, r) for r in ("inspector", "leader", "viewer"))
    name = place.rsplit("/", 1)[1]
    assert inspector.get(place).status_code == 404
    assert name not in inspector.get("/visits").text
    assert inspector.get(f"{place}/paper/notice").status_code == 404
    assert leader.get(place).status_code == 200
    assert step(desk, leader, place, "move", to="started") == 400  # not before its day
    only(desk).first = desk.workspace.today()
    assert inspector.get(place).status_code == 200
    assert viewer.get(place).status_code == 404  # not of the team


@pytest.mark.parametrize("team", [(), ("leader",), ("leader", "leader")])
def test_fewer_than_two_officers_are_refused(desk: Desk, team: tuple[str, ...]) -> None:
    day = str(desk.workspace.today())
    fields = {"provider_id": "H1", "first": day, "last": day, "team": list(team), "purpose": ""}
    assert Browser(desk, "leader").post("/visits", **fields).status_code == 400
    assert desk.visits.by_id == {}


def test_an_officer_is_not_in_two_places(desk: Desk) -> None:
    planned(desk, ahead=1)
    first = desk.workspace.today() + timedelta(days=2)
    given = {
        "provider_id": "H2",
        "first": first,
        "last": first,
        "team": ["inspector", "other"],
        "purpose": "",
        "events": [],
    }
    with pytest.raises(UsageError, match="two places"):
        visits.plan(desk.visits, given, desk.workspace.today())


def test_a_visit_goes_its_way(desk: Desk) -> None:
    place = planned(desk)
    inspector, leader = Browser(desk, "inspector"), Browser(desk, "leader")
    visit = only(desk)
    today = str(desk.workspace.today())
    assert step(desk, inspector, place, "move", to="left") == 400  # not the next step
    assert step(desk, inspector, place, "see", station="records", point="x", seen="y") == 400
    assert step(desk, inspector, place, "move", to="started") == 303
    assert step(desk, inspector, place, "see", station="nowhere", point="x", seen="y") == 400
    assert (
        step(desk, inspector, place, "see", station="records", point="核对病历", seen="无执行记录")
        == 303
    )
    judged(desk, inspector)
    assert step(desk, inspector, place, "object", event_id=visit.events[0], text="早") == 400
    assert step(desk, inspector, place, "move", to="left") == 303
    assert step(desk, inspector, place, "object", event_id="V-none", text="x") == 400
    assert step(desk, inspector, place, "object", event_id=visit.events[0], text="另有医嘱") == 303
    assert step(desk, inspector, place, "move", to="heard") == 400  # not answered yet
    answered = {"event_id": visit.events[0], "answer": "rejected", "reason": "医嘱为事后补录"}
    assert step(desk, inspector, place, "answer", **{**answered, "reason": ""}) == 400
    assert step(desk, inspector, place, "answer", **answered) == 303
    assert step(desk, leader, place, "lock") == 400  # not heard yet
    assert step(desk, inspector, place, "move", to="heard") == 303
    due = visits.upheld(visit, desk.cases)
    assert due == Decimal("220.00")  # 100 and 120, as the conftest publishes
    assert step(desk, inspector, place, "recovered", amount="1", day=today) == 403
    assert step(desk, leader, place, "recovered", amount=str(due + 1), day=today) == 400
    assert step(desk, leader, place, "recovered", amount="60.00", day=today) == 303
    assert step(desk, inspector, place, "lock") == 403
    assert step(desk, leader, place, "lock") == 303
    assert visit.state == "locked"
    assert visit.report is not None
    assert hash_of(visit.report) == visit.report_hash
    assert visit.report_hash in leader.get(place).text
    assert step(desk, leader, place, "recovered", amount=str(due - 60), day=today) == 303
    assert step(desk, leader, place, "recovered", amount="0.01", day=today) == 400
    assert step(desk, inspector, place, "move", to="started") == 400


def test_an_old_page_is_409(desk: Desk) -> None:
    place = planned(desk)
    inspector = Browser(desk, "inspector")
    old = str(only(desk).seq)
    assert inspector.post(f"{place}/move", to="started", seq=old).status_code == 303
    assert inspector.post(f"{place}/move", to="left", seq=old).status_code == 409
    assert only(desk).state == "started"


def words(made: bytes) -> str:
    document = docx.Document(io.BytesIO(made))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["notice", "evidence", "findings"])
def test_a_form_is_filled_in_without_persons(desk: Desk, name: str, lang: str) -> None:
    planned(desk)
    today = desk.workspace.today()
    text = words(forms.written(desk, only(desk), name, lang, today))
    assert "H1" in text
    assert PERSON not in text
    assert "{{" not in text
    if name != "notice":
        assert "100.00" in text
        assert only(desk).events[0] in text or name == "findings"


def test_papers_of_a_visit_without_events_say_so_and_state_no_amount(desk: Desk) -> None:
    planned(desk)
    today = desk.workspace.today()
    empty = replace(only(desk), events=(), first=date(2026, 7, 1), last=date(2026, 7, 1))
    text = forms.filled(desk, empty, "findings", "zh", today)
    assert "经 2026年7月1日检查，没有列入需告知的事项。" in text
    assert "认定金额" not in text
    assert "尚未列入事项" in forms.filled(desk, empty, "evidence", "zh", today)
    assert "on 2026-07-01." in forms.filled(desk, empty, "notice", "en", today)


def test_a_bureau_s_own_form_takes_the_place_of_ours(desk: Desk) -> None:
    planned(desk)
    today = desk.workspace.today()
    own = desk.workspace.root / "forms"
    own.mkdir()
    (own / "notice.zh.txt").write_text(
        "本局通知\n\n{{ provider_id }} {{ team | join('/') }}\n", encoding="utf-8"
    )
    text = words(forms.written(desk, only(desk), "notice", "zh", today))
    assert text.startswith("本局通知")
    assert "H1 inspector/leader" in text
    (own / "notice.zh.txt").write_text("标题\n\n{{ nobody_such }}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"forms/notice\.zh\.txt"):
        forms.written(desk, only(desk), "notice", "zh", today)
    (own / "notice.zh.txt").write_text("标题\n{% for x in %}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"forms/notice\.zh\.txt:2"):
        forms.written(desk, only(desk), "notice", "zh", today)
    hostile = "标题\n{{ visit.__class__.__mro__[1].__subclasses__() }}\n"
    (own / "notice.zh.txt").write_text(hostile, encoding="utf-8")
    with pytest.raises(UsageError):
        forms.written(desk, only(desk), "notice", "zh", today)


def test_a_hand_over_waits_for_its_receipt(desk: Desk) -> None:
    place = planned(desk)
    leader, inspector = Browser(desk, "leader"), Browser(desk, "inspector")
    visit = only(desk)
    today = desk.workspace.today()
    assert leader.get(f"{place}/paper/handover").status_code == 400
    fields = {"to": "police", "reason": "涉嫌诈骗", "event": [visit.events[0]]}
    assert inspector.post(f"{place}/hand-over", **fields).status_code == 403
    assert leader.post(f"{place}/hand-over", **{**fields, "event": []}).status_code == 400
    assert leader.post(f"{place}/hand-over", **{**fields, "to": "x"}).status_code == 400
    assert leader.post(f"{place}/hand-over", **fields).status_code == 303
    its = next(iter(desk.handovers.by_id.values()))
    assert its.due == desk.shelf.days.after(today, 10)
    assert its.overdue(its.due + timedelta(days=1))
    letter = words(forms.written(desk, visit, "handover", "zh", today))
    assert "公安机关" in letter
    assert its.handover_id in letter
    late = str(today + timedelta(days=1))
    path = f"/handovers/{its.handover_id}/receipt"
    assert leader.post(path, receipt="公2026-7", day=late).status_code == 400
    assert leader.post(path, receipt="公2026-7", day=str(today)).status_code == 303
    assert leader.post(path, receipt="公2026-8", day=str(today)).status_code == 400
    assert its.receipt == "公2026-7"
    assert not its.overdue(its.due + timedelta(days=1))


def written_in(data: bytes, *rows: dict[str, object]) -> bytes:
    """The sheet with these cells filled in, row by row."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    place = {c.key: n for n, c in enumerate(offline.COLUMNS, start=1)}
    for number, row in enumerate(rows, start=2):
        for key, value in row.items():
            book.active.cell(number, place[key]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_goes_out_and_comes_back(desk: Desk) -> None:
    place = planned(desk)
    inspector = Browser(desk, "inspector")
    out = inspector.get(f"{place}/sheet")
    assert out.status_code == 200
    assert PERSON.encode() not in out.content
    first = {"outcome": "不属实", "note": "有执行记录", "amount_upheld": None}
    back = inspector.send(f"{place}/sheet", written_in(out.content, first))
    assert back.status_code == 200, back.text
    cases = [desk.cases.of(e) for e in only(desk).events]
    assert [c.verdict and c.verdict["outcome"] for c in cases] == ["rejected", None]
    # the same sheet again: somebody acted on the first event since it was written
    again = inspector.send(f"{place}/sheet", written_in(out.content, first))
    assert again.status_code == 400
    assert "已有他人办理" in again.text


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"outcome": "maybe"}, "结论不在可选范围内"),
        ({"outcome": "属实", "event_id": "V-F2"}, "不属于本次检查"),
        ({"outcome": "部分属实", "amount_upheld": "9999", "note": "x"}, "超过事项金额 120.00 元"),
        ({"outcome": "不属实"}, "未写理由"),
        ({"outcome": "属实", "seq": None}, "状态列缺失"),
        ({"outcome": "属实", "run_id": "20200101T000000Z-aaaaaa"}, "证据已有变化"),
    ],
)
def test_a_row_that_cannot_be_judged_is_told(desk: Desk, row: dict[str, object], told: str) -> None:
    place = planned(desk)
    inspector = Browser(desk, "inspector")
    data = inspector.get(f"{place}/sheet").content
    answer = inspector.send(f"{place}/sheet", written_in(data, row))
    assert answer.status_code == 400
    assert told in answer.text
    assert all(desk.cases.of(e).verdict is None for e in only(desk).events)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 broken", b"a,b\n1,2\n", b"<script>alert(1)</script>"]
)
def test_another_file_is_refused(desk: Desk, data: bytes) -> None:
    place = planned(desk)
    inspector = Browser(desk, "inspector")
    assert inspector.send(f"{place}/sheet", data).status_code == 400
    assert [p.name for p in desk.workspace.root.iterdir() if p.name.startswith("tmp")] == []


def test_a_file_above_the_limit_or_no_file_is_refused(desk: Desk) -> None:
    place = planned(desk)
    inspector = Browser(desk, "inspector")
    assert inspector.send(f"{place}/sheet", b"x" * (LARGEST_FILE + 1)).status_code == 413
    assert inspector.post(f"{place}/sheet").status_code == 400
    assert Browser(desk, "viewer").send(f"{place}/sheet", b"x").status_code == 403


def test_a_form_as_a_page_is_escaped_and_asks_for_nothing() -> None:
    text = "标题 <b>\n| a | <script>x</script> |\n| 1 |\n\n段落 & 行\n---\n# 第二份\n完"
    page = page_of(text)
    assert "<script" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<h1>标题 &lt;b&gt;</h1>" in page
    assert "<h1>第二份</h1>" in page
    assert "<tr><td>1</td><td></td></tr>" in page
    assert "段落 &amp; 行" in page
    assert "default-src 'none'" in page
    assert "://" not in page


def row(table: str, item: str, department: str | None, code: str, **given: Any) -> Any:
    empty = dict.fromkeys(
        ("ended_at", "hospital_no", "person_id", "quantity", "amount", "provider_id")
    )
    began = {"started_at": datetime(2026, 3, 4, 8, 30)}
    its = {"table": table, "item": item, "department": department, "code": code}
    return {**empty, **began, **its, **given}


@pytest.mark.parametrize(
    ("columns", "widths"),
    [
        # enough room: every column as wide as its longest text
        ([["No.", "1"], ["Matter", "one step twice"]], [6, 17]),
        # too little: words stay whole and sentences give way
        (
            [["Outcome", "Partly upheld"], ["Hospital no.", "MZ78797793879"], ["a " * 40] * 2] * 2,
            [16, 16, 30, 16, 16, 30],
        ),
    ],
)
def test_columns_of_a_form_break_no_word(columns: list[list[str]], widths: list[int]) -> None:
    shares = forms._shares(columns)
    least = [max(len(w) + 3 for text in c for w in text.split()) for c in columns]
    assert all(share >= little for share, little in zip(shares, least, strict=True))
    assert sum(shares) <= max(sum(widths), forms.PAGE_SIGNS)
    if sum(widths) <= forms.PAGE_SIGNS:
        assert shares == widths


def test_an_evidence_sheet_says_what_was_found_and_beside_what_and_not_what_was_rejected(
    desk: Desk,
) -> None:
    planned(desk)
    visit, today = only(desk), desk.workspace.today()
    told = forms.facts(desk, visit, "zh", today)
    text = forms.filled(desk, visit, "evidence", "zh", today)
    assert all(said in text for event in told["events"] for said in event["said"])
    assert told["events"][0]["said"]
    first = desk.shelf.event(visit.events[0])
    assert first is not None
    finding = desk.shelf.findings_of(visit.events[0])[0]["finding_id"]
    kept = pl.DataFrame(
        {"table": ["claim_line"], "key": ["KEPT"], "role": ["kept"], "finding_id": [finding]}
    )
    row_kept = pl.DataFrame({"kind": ["claim_line"], "key": ["KEPT"], "item": ["连续性血液净化"]})
    desk._shelf = replace(
        desk.shelf,
        rows=pl.concat([desk.shelf.rows, row_kept], how="diagonal_relaxed"),
        evidence=pl.concat([desk.shelf.evidence, kept], how="diagonal_relaxed"),
    )
    assert "对照记录" in forms.filled(desk, visit, "evidence", "zh", today)
    assert "连续性血液净化" in forms.filled(desk, visit, "evidence", "zh", today)
    judging.judge(
        desk,
        "inspector",
        judging.Judgement(
            visit.events[0], "rejected", "有执行记录", first["digest"], 0, desk.shelf.run_id
        ),
    )
    assert visit.events[0] not in forms.filled(desk, visit, "evidence", "zh", today)


class Records:
    """A shelf that knows one event: a charge, the stay it belongs to, and a trace code without an hour."""

    def __init__(self) -> None:
        self.providers = {"H2": {"name": "县|医院"}}

    def records_of(self, _event: Any) -> list[Any]:
        charge = row(
            "claim_line", "普通床位费", None, "001", quantity=2.0, amount=Decimal("1240.00")
        )
        stay = row("encounter", "inpatient", "内|科", "J18.900", ended_at=datetime(2026, 3, 9, 10))
        return [
            charge,
            stay,
            row("trace_code", "XA10", "sale", "8331", started_at=datetime(2026, 3, 8)),
        ]


def test_an_evidence_sheet_lists_stays_and_codes_too() -> None:
    zh = form_rows.rows_of(Records(), {}, "H1", "zh")  # type: ignore[arg-type]
    assert [(r.when, r.what, r.quantity, r.amount) for r in zh] == [
        ("2026-03-04 08:30", "普通床位费", "2", "1,240.00"),
        ("2026-03-04 – 2026-03-09", "住院 内／科 J18.900", "", ""),
        ("2026-03-08", "XA10 销售 8331", "", ""),
    ]
    en = form_rows.rows_of(Records(), {}, "H1", "en")  # type: ignore[arg-type]
    assert en[1].what == "inpatient stay 内／科 J18.900"


def test_a_row_of_another_provider_than_the_one_that_signs_names_it() -> None:
    class Elsewhere(Records):
        def beside_of(self, _event: Any) -> list[Any]:
            bed = ("claim_line", "普通床位费", None, "001")
            return [row(*bed, provider_id=its) for its in ("H1", "H2", "H9")]

    told = form_rows.rows_beside(Elsewhere(), {}, "H1", "zh")  # type: ignore[arg-type]
    assert [r.what for r in told] == ["普通床位费", "普通床位费 · 县／医院", "普通床位费 · H9"]


def test_records_of_an_event_are_its_lines_and_all_else_in_question(desk: Desk) -> None:
    """More stays than a page shows are all on the paper, and the sheet says their numbers."""
    planned(desk)
    shelf, event_id = desk.shelf, only(desk).events[0]
    event = shelf.event(event_id)
    assert event is not None
    finding = shelf.findings_of(event_id)[0]["finding_id"]
    stays = pl.DataFrame({"key": [f"S{n:03}" for n in range(250)]}).with_columns(
        kind=pl.lit("encounter"), hospital_no=pl.concat_str(pl.lit("ZY"), "key"),
        item=pl.lit("inpatient"), department=pl.lit("内科"),
    )  # fmt: skip
    named = stays.select(
        "key", table=pl.lit("encounter"), role=pl.lit("at_risk"), finding_id=pl.lit(finding)
    )
    more = replace(
        shelf,
        rows=pl.concat([shelf.rows, stays], how="diagonal_relaxed"),
        evidence=pl.concat([shelf.evidence, named], how="diagonal_relaxed"),
    )
    records = more.records_of(event)
    assert [r["key"] for r in records if r["table"] == "claim_line"] == list(
        event["claim_line_ids"]
    )
    assert sum(r["table"] == "encounter" for r in records) >= 250
    assert len(form_rows.rows_of(more, event, "H1", "zh")) == len(records)
    desk._shelf = more
    sheet = openpyxl.load_workbook(io.BytesIO(offline.sheet_of(desk, only(desk), "zh"))).active
    numbers = next(str(c.value) for r in sheet.iter_rows() for c in r if "ZYS000" in str(c.value))
    assert numbers.endswith(f"… ({len({r['hospital_no'] for r in records if r['hospital_no']})})")
    assert len(numbers.split(", ")) == offline.MOST_NAMED


def test_a_paper_holds_no_sign_that_steers_a_screen() -> None:
    """Such signs come with names in senders' files, and no document may hold them."""
    made = forms.document("取证单\n| 项目 | 金额 |\n| 床位\x1b费\x07 | 20.00 |\n某院\x00\n")
    text = "\n".join(
        cell.text
        for table in docx.Document(io.BytesIO(made)).tables
        for row in table.rows
        for cell in row.cells
    )
    assert text == "项目\n金额\n床位费\n20.00"
