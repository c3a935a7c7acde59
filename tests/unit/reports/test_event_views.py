"""One block an event; both sides of the evidence; figures where there are no rows; everything reachable."""

from __future__ import annotations

import base64
import gzip
import json
import re
from dataclasses import replace
from types import SimpleNamespace

import duckdb
import polars as pl

from feijian.reports.figures import figures_of
from feijian.reports.material import EVIDENCE, Material
from feijian.reports.packed import PER_CHUNK, Packed
from feijian.reports.page import prepared, report_page
from feijian.reports.views import Limits


def page(
    connection: duckdb.DuckDBPyConnection,
    material: Material,
    limits: Limits | None = None,
    lang: str = "zh",
) -> str:
    return report_page(prepared(connection, material, limits or Limits()), lang, False)


def unpacked(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in re.findall(r'id="chunk\d+">([^<]+)<', text):
        found |= json.loads(gzip.decompress(base64.b64decode(chunk)))
    return found


def test_rules_that_see_the_same_event_share_a_block(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    joined = material.findings.with_columns(
        pl.when(pl.col("finding_id").is_in(["F1", "F2"]))
        .then(pl.lit("V1"))
        .otherwise(pl.col("finding_id"))
        .alias("event_id")
    )
    before, after = page(connection, material), page(connection, replace(material, findings=joined))
    assert before.count('<details class="finding"') == after.count('<details class="finding"') + 1
    assert "2 条规则指向同一事项" in after


def test_what_is_kept_and_what_excuses_stand_beside_what_is_at_risk(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    rows = [("F2", "kept", "claim_line", "L1", "r1"), ("F2", "excuse", "encounter", "E3", "r1")]
    other = pl.DataFrame(rows, schema=EVIDENCE, orient="row")
    text = page(connection, replace(material, evidence=other))
    assert re.search(r'<tr class="kept"><td class="w role">保留（对照）</td>.*?100\.00', text, re.S)
    assert re.search(
        r'<tr class="excuse"><td class="w role">有利于被检查单位</td>.*?第二医院', text, re.S
    )


def test_a_statistic_shows_its_figures() -> None:
    rule = SimpleNamespace(
        message="{infected} of {stays} stays ({rate_percent} %); {peers} peers have a median of {median_percent} %",
        message_zh="{stays} 例出院中 {infected} 例（{rate_percent}%），同类 {peers} 家中位数 {median_percent}%",
    )
    told = figures_of(rule, "82 例出院中 47 例（57.3%），同类 7 家中位数 10.8%", "zh")
    assert ("分子：院内感染例数", "47") in told
    assert ("同类机构数", "7") in told
    assert ("同类中位数（%）", "10.8") in told
    assert figures_of(rule, "another message", "zh") == []


def test_every_lead_and_every_event_is_in_the_file(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    """With room for one event and one lead of one provider, the others lie packed."""
    limits = Limits(findings_per_lead=1, leads_per_provider=1, providers=1)
    text = page(connection, material, limits)
    packed = unpacked(text)
    standing = set(re.findall(r'<article class="lead" id="(\w+)"', text))
    assert standing | {k for k in packed if "/" not in k} == set(material.leads["lead_id"])
    everything = text + "".join(packed.values())
    for message in ("同日并收", "两地就诊"):
        assert message in everything


def test_packed_parts_of_many_leads_come_back() -> None:
    packed = Packed()
    places = [packed.add({f"L{n}": f"<p>{n}</p>"}) for n in range(PER_CHUNK + 1)]
    chunks = packed.chunks()
    assert (places[0], places[-1], len(chunks)) == (0, 1, 2)
    last = json.loads(gzip.decompress(base64.b64decode(chunks[1])))
    assert last == {f"L{PER_CHUNK}": f"<p>{PER_CHUNK}</p>"}
    again = Packed()
    for n in range(PER_CHUNK + 1):
        again.add({f"L{n}": f"<p>{n}</p>"})
    assert again.chunks() == chunks


def test_no_lead_prints_nought_persons(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    none = material.leads.with_columns(
        pl.lit(0).cast(pl.Int64).alias("persons"), pl.lit(0).cast(pl.Int64).alias("encounters")
    )
    assert "0 / 0" not in page(connection, replace(material, leads=none))


def test_a_day_that_the_message_says_is_not_said_before_it(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    day = "2026-03-02"
    findings = material.findings.with_columns(
        pl.lit(day).str.to_date().alias("occurred_from"),
        pl.lit(day).str.to_date().alias("occurred_to"),
        pl.when(pl.col("finding_id") == "F1")
        .then(pl.lit("2026-03-02 已收甲，又收乙"))
        .otherwise(pl.lit("甲、乙并收"))
        .alias("message_zh"),
    )
    text = page(connection, replace(material, findings=findings))
    assert "2026-03-02 · 2026-03-02" not in text
    assert "2026-03-02 · 甲、乙并收" in text
