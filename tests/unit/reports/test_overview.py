"""The county's page, the quarterly indicators and the acts on leads, as the report shows them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl

from feijian.leads.acts import states_of
from feijian.reports.indicators import Quarterly, quarterly
from feijian.reports.material import Material
from feijian.reports.overview import _overlap, overview
from feijian.reports.texts import Speech
from feijian.reports.views import Limits, Viewer


def viewer(material: Material, lang: str = "zh") -> Viewer:
    return Viewer(material, Speech(lang), False, Limits())


def test_amounts_are_told_by_family_and_by_kind_of_provider(material: Material) -> None:
    told = overview(viewer(material))
    assert told is not None
    assert [(r["label"], r["number"]) for r in told["levels"]] == [
        ("二级医疗机构", "2"),
        ("定点药店", "1"),
    ]
    amounts = [r["amount"] for r in told["families"] if r["amount"] != Speech("zh")("unknown")]
    total = sum(Decimal(a.replace(",", "")) for a in amounts)
    leads = material.leads.filter(pl.col("family") != "outlier")["amount_at_risk"]
    assert total == sum(leads.drop_nulls(), Decimal(0))
    assert max(r["width"] for r in told["families"]) == 100.0


def test_a_map_is_drawn_only_where_the_register_has_places(material: Material) -> None:
    told = overview(viewer(material))
    assert told is not None
    assert told["map"] is None
    placed = material.profiles.with_columns(
        longitude=pl.Series([117.0, 117.1, 117.2, 118.0, 117.5, 117.6, None]),
        latitude=pl.Series([36.0, 36.2, 36.4, 36.6, 36.1, 95.0, None]),
    )
    told = overview(viewer(replace(material, profiles=placed)))
    assert told is not None
    drawn = str(told["map"])
    assert drawn.count("<circle") == 5  # one without coordinates, one beyond the pole
    assert "第一&lt;医院&gt;" in drawn


DOT = re.compile(
    r'<circle class="([a-z-]+)" cx="([\d.-]+)" cy="([\d.-]+)" r="([\d.]+)"><title>(.*?) · (.*?)</title>'
)
NAME = re.compile(r'<text x="([\d.-]+)" y="([\d.-]+)">(.*?)</text>')


def drawn_map(material: Material, east: list[float], north: list[float]) -> str:
    """The map of as many of the seven providers as there are coordinates."""
    more = material.profiles.height - len(east)
    placed = material.profiles.with_columns(
        longitude=pl.Series([*east, *[None] * more], dtype=pl.Float64),
        latitude=pl.Series([*north, *[None] * more], dtype=pl.Float64),
    )
    told = overview(viewer(replace(material, profiles=placed), "en"))
    assert told is not None
    return str(told["map"] or "")


def test_north_is_up_east_is_right_and_a_degree_is_as_wide_as_it_is_there(
    material: Material,
) -> None:
    drawn = drawn_map(material, [117.0, 118.0, 117.0], [60.0, 60.0, 60.5])
    assert 'viewBox="0 0 640 380"' in drawn
    by_place = {(float(x), float(y)) for _, x, y, *_ in DOT.findall(drawn)}
    # at sixty degrees a degree of longitude is half of one of latitude: a square, as high as the sheet
    assert by_place == {(40.0, 340.0), (340.0, 340.0), (40.0, 40.0)}


def test_two_places_are_no_map_and_places_on_one_line_are_drawn(material: Material) -> None:
    assert drawn_map(material, [117.0, 118.0], [36.0, 36.0]) == ""
    level = drawn_map(material, [117.0, 117.5, 118.0], [36.0, 36.0, 36.0])
    dots = DOT.findall(level)
    assert {float(y) for _, _, y, *_ in dots} == {340.0}
    assert sorted(float(x) for _, x, *_ in dots) == [40.0, 320.0, 600.0]


def test_a_dot_is_as_large_as_what_is_at_risk_and_names_do_not_cover_each_other(
    material: Material,
) -> None:
    worth = dict(
        material.leads.group_by("provider_id").agg(pl.col("amount_at_risk").sum()).iter_rows()
    )
    guilty = [p for p in material.profiles["provider_id"] if worth.get(p)]
    assert len(guilty) >= 2
    at = [117.0 + 0.2 * n for n in range(material.profiles.height)]
    drawn = drawn_map(material, at, [36.0] * len(at))
    dots = DOT.findall(drawn)
    assert [float(r) for *_, r, _, _ in dots] == sorted(
        (float(r) for *_, r, _, _ in dots), reverse=True
    )
    assert {tone for tone, _, _, r, *_ in dots if float(r) > 2.5} == {"at-risk"}
    assert sum(tone == "none" for tone, *_ in dots) == len(dots) - len(guilty)
    assert float(dots[0][3]) == 18.0
    assert [amount for *_, amount in dots if amount != "¥0.00"] == [
        f"¥{worth[p]:,.2f}" for p in sorted(guilty, key=lambda p: -worth[p])
    ]
    names = [(float(x), float(y), len(n)) for x, y, n in NAME.findall(drawn)]
    assert names
    # a dot that is drawn later would lie on a name
    assert drawn.rindex("<circle") < drawn.index("<text")
    for x, _, long in names:
        assert x >= 0
        assert x + 12 * long <= 640
    same = drawn_map(material, [117.0, 117.0, 117.0, 118.0], [36.0, 36.0, 36.0, 36.5])
    assert len(NAME.findall(same)) < len(guilty) or len(guilty) == 1


def quarter_rows(*rows: tuple[str, str, int, date, int, float, float]) -> pl.DataFrame:
    names = ("provider_id", "kind", "level", "quarter", "persons", "visit_cost", "self_share")
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(
        pl.col("level").cast(pl.Int32),
        *(
            pl.lit(None, pl.Float64).alias(n)
            for n in ("days_per_person", "stay_cost", "again_share")
        ),
    )


def test_an_indicator_stands_beside_the_median_of_its_peers_quarter_by_quarter() -> None:
    first, second = date(2026, 1, 1), date(2026, 4, 1)
    peers = [(f"H{n}", "hospital", 2, first, 50, 100.0 + n, 0.3) for n in range(2, 7)]
    few = ("H9", "hospital", 2, first, 3, 9999.0, 0.9)
    own = [("H1", "hospital", 2, q, 50, c, 0.5) for q, c in ((first, 210.0), (second, 220.0))]
    told = quarterly(quarter_rows(*own, *peers, few), "H1")
    assert isinstance(told, Quarterly)
    page = told.page("zh")
    assert page["heads"] == ["2026年一季度", "2026年二季度"]
    assert page["rows"] == [
        ("次均门诊费用（元）", [("210", "104"), ("220", "—")]),
        ("自付率", [("50%", "30%"), ("50%", "—")]),
    ]
    assert quarterly(quarter_rows(few), "H9") is None


def test_what_was_done_about_a_lead_stands_with_it(material: Material) -> None:
    lead = material.leads["lead_id"][0]
    rows = [
        (1, "2026-07-01T08:00:00", "leader", "lead.assigned", lead, {"to": "张检查"}),
        (2, "2026-07-01T08:01:00", "leader", "lead.due", lead, {"due": "2026-07-31"}),
        (3, "2026-07-02T08:00:00", "张检查", "lead.noted", lead, {"text": "已约医院"}),
        (4, "2026-07-03T08:00:00", "张检查", "case.status", "V1", {"status": "visit"}),
    ]
    told = viewer(replace(material, states=states_of(rows)))
    assert told.acts(lead) == "待办；经办人 张检查；期限 2026-07-31；2026-07-02 张检查：已约医院"
    assert told.acts("L-other") == ""


def test_an_event_over_months_is_spread_over_them(material: Material) -> None:
    event = {
        "event_id": "E1",
        "occurred_from": date(2025, 11, 20),
        "occurred_to": date(2026, 1, 10),
        "amount_at_risk": Decimal("300.02"),
    }
    events = material.events.clear().vstack(
        pl.DataFrame([{**dict.fromkeys(material.events.columns), **event}], material.events.schema)
    )
    told = overview(viewer(replace(material, events=events)))
    assert told is not None
    assert [(r["label"], r["number"], r["amount"]) for r in told["months"]] == [
        ("2025-11", "1", "100.01"),
        ("2025-12", "0", "100.01"),
        ("2026-01", "0", "100.01"),
    ]


def test_one_place_far_off_does_not_make_a_blot_of_the_others(material: Material) -> None:
    placed = material.profiles.with_columns(
        longitude=pl.Series([117.0, 117.1, 117.2, 117.3, 117.15, 171.0, None]),
        latitude=pl.Series([36.0, 36.2, 36.1, 36.3, 36.15, 36.1, None]),
    )
    told = overview(viewer(replace(material, profiles=placed)))
    assert told is not None
    assert str(told["map"]).count("<circle") == 5


def test_two_names_cover_each_other_where_they_share_a_spot_and_not_where_they_touch() -> None:
    box = (10.0, 10.0, 20.0, 20.0)
    inside, around = (12.0, 12.0, 13.0, 13.0), (0.0, 0.0, 30.0, 30.0)
    for other in (box, inside, around, (19.0, 19.0, 30.0, 30.0), (0.0, 0.0, 11.0, 11.0)):
        assert _overlap(box, other)
        assert _overlap(other, box)
    for other in (
        (20.0, 10.0, 30.0, 20.0),
        (0.0, 10.0, 10.0, 20.0),
        (10.0, 20.0, 20.0, 30.0),
        (10.0, 0.0, 20.0, 10.0),
        (40.0, 12.0, 50.0, 13.0),
        (12.0, 40.0, 13.0, 50.0),
    ):
        assert not _overlap(box, other)
        assert not _overlap(other, box)
