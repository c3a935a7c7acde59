"""The papers of a visit: every chart once, every point once at its station, objections with what the data show."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import duckdb
import polars as pl
import pytest

from feijian.leads.records import chart_records, finding_items
from feijian.reports.material import EVIDENCE, Material
from feijian.reports.papers import Papers, papers_of
from feijian.reports.stations import STATIONS, station_of
from feijian.reports.texts import Speech
from feijian.reports.views import PACK, Viewer
from feijian.reports.workbook import ordered_findings
from feijian.reports.workbook_papers import verdict_rows

PERSON = "370101199001015678"


def papers(connection: duckdb.DuckDBPyConnection, material: Material, lang: str = "zh") -> Papers:
    viewer = Viewer(material, Speech(lang), False, PACK)
    records = chart_records(connection, material.findings)
    return papers_of(viewer, records, finding_items(connection, material.findings))


def test_a_chart_stands_once_with_the_numbers_by_which_it_is_pulled(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    charts = papers(connection, material).charts
    assert [c["hospital_no"] for c in charts if c["provider_id"] == "H1"] == ["ZY0001", "ZY0002"]
    first = charts[0]
    assert (first["department"], first["dates"]) == ("内科", "2026-03-01 – 2026-03-05")
    assert first["person"] == "37************1234"
    assert PERSON not in str(charts)


def test_the_amount_of_a_chart_is_that_of_its_own_lines(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    """F1 stands on lines L1 and L2 of E1: 100.00 and 12.50."""
    [chart] = [c for c in papers(connection, material).charts if c["hospital_no"] == "ZY0001"]
    assert "112.50 元" in chart["events"][0]


def test_two_rules_on_one_stay_are_one_event_of_one_chart(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    same = material.findings.with_columns(
        pl.when(pl.col("finding_id").is_in(["F1", "F2"]))
        .then(pl.lit("V1"))
        .otherwise(pl.col("finding_id"))
        .alias("event_id"),
        pl.when(pl.col("finding_id") == "F2")
        .then(pl.lit(["E1"]))
        .otherwise(pl.col("encounter_ids"))
        .alias("encounter_ids"),
        pl.when(pl.col("finding_id") == "F2")
        .then(pl.lit("E1"))
        .otherwise(pl.col("subject_id"))
        .alias("subject_id"),
    )
    [chart] = [
        c
        for c in papers(connection, replace(material, findings=same)).charts
        if c["hospital_no"] == "ZY0001"
    ]
    assert chart["number"] == 1
    assert " / " in chart["events"][0]


def test_a_point_stands_once_at_its_station_with_its_events(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    told = papers(connection, material).checklist
    points = [(station, p["point"]) for station, its in told for p in its]
    assert len(points) == len({p for _, p in points})
    assert all(p["events"] >= 1 and p["leads"].startswith("#") for _, its in told for p in its)


@pytest.mark.parametrize(
    ("point", "station"),
    [
        ("核对同期采购台账、发票和随货同行单", "pharmacy"),
        ("抽查低倍率病历，核实入院指征与主诊断", "records"),
        ("核对透析机运行日志、水处理量和当周透析记录单", "computing"),
        ("调取刷卡窗口监控，核实持卡人", "computing"),
        ("核对价目表项目内涵", "finance"),
        ("夜间查床，核对床头卡", "ward"),
        ("核对机器上下机时间", "devices"),
        ("核对手术记录、术前小结中的适应证", "records"),
        ("核对两家机构排班", "staff"),
        ("盘点涉及药品的库存", "pharmacy"),
    ],
)
def test_points_go_where_they_are_answered(point: str, station: str) -> None:
    assert station_of(point) == station
    assert STATIONS[station].zh


def test_an_excuse_in_the_data_is_told_beside_the_objection(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    excuse = pl.DataFrame(
        [("F1", "excuse", "encounter", "E1", "r1")], schema=EVIDENCE, orient="row"
    )
    plain = papers(connection, material).objections
    told = papers(connection, replace(material, evidence=excuse)).objections
    assert not [o for o in plain if "1 起事项有支持" in o["seen"]]
    assert len([o for o in told if "1 起事项有支持" in o["seen"]]) == 1


def test_the_form_has_one_row_an_event_with_chart_department_and_person(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    viewer = Viewer(material, Speech("zh"), False, PACK)
    records = chart_records(connection, material.findings)
    rows = verdict_rows(viewer, ordered_findings(material), records, {})
    assert len(rows) == 4
    [row] = [r for r in rows if r["finding_id"] == "F1"]
    assert (row["hospital_no"], row["department"], row["person"]) == (
        "ZY0001",
        "内科",
        "37************1234",
    )


def test_lines_of_the_form_are_read_across_and_many_charts_are_cut(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    viewer = Viewer(material, Speech("zh"), False, PACK)
    one = chart_records(connection, material.findings).filter(pl.col("finding_id") == "F1").head(1)
    days = [datetime(2026, 3, day) for day in range(1, 16)]
    many = pl.concat(
        one.with_columns(
            pl.lit(f"V{day.day}").alias("encounter_id"),
            pl.lit(f"N{day.day}").alias("hospital_no"),
            pl.lit(day).alias("started_at"),
            pl.lit(day).alias("ended_at"),
        )
        for day in days
    )
    findings = ordered_findings(material).filter(pl.col("finding_id") == "F1")
    [row] = verdict_rows(viewer, findings, many, {})
    cells = [row[key].split("\n") for key in ("hospital_no", "person", "dates")]
    assert [line[1] for line in cells] == ["N2", "37************1234", "2026-03-02"]
    assert [len(lines) for lines in cells] == [13, 12, 12]
    assert cells[0][-1] == "另 3 份，见“病历调阅清单”"
    first, second = viewer.provider("H1"), viewer.provider("H2")
    assert row["provider_name"] == first
    elsewhere = pl.lit("H2").alias("provider_id")
    spread = pl.concat([many.head(1), many.slice(1, 1).with_columns(elsewhere)])
    [row] = verdict_rows(viewer, findings, spread, {})
    assert row["provider_name"].split("\n") == [first, second]


def test_charts_of_one_event_tell_it_once(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    one = chart_records(connection, material.findings).filter(pl.col("finding_id") == "F1").head(1)
    second = one.with_columns(pl.lit("V2").alias("encounter_id"), hospital_no=pl.lit("ZY0002"))
    viewer = Viewer(material, Speech("zh"), False, PACK)
    first, again = papers_of(viewer, pl.concat([one, second])).charts
    assert "同日并收" in first["events"][0]
    assert again["events"][0].endswith("（说明见 ZY0001）")
    assert "同日并收" not in again["events"][0]
