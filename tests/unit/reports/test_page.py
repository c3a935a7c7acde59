"""report.html: one file, everything escaped, persons masked, the most important first."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import duckdb
import polars as pl
import pytest

from feijian.leads.tables import EVENTS, shaped
from feijian.reports.material import Material
from feijian.reports.page import prepared, report_page
from feijian.reports.views import Limits

PERSON = "370101199001015678"


def page(
    connection: duckdb.DuckDBPyConnection,
    material: Material,
    lang: str = "zh",
    reveal: bool = False,
    limits: Limits | None = None,
) -> str:
    return report_page(prepared(connection, material, limits or Limits()), lang, reveal)


class Reader(HTMLParser):
    """Counts what a browser would ask for, and checks that tags nest."""

    VOID = frozenset({"meta", "link", "br", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.asked: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in ("src", "href") and value and not value.startswith(("#", "data:")):
                self.asked.append(value)
            if name == "href" and value and value.startswith("#"):
                self.targets.append(value[1:])
            if name == "id" and value:
                self.ids.append(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_asks_for_nothing_and_its_links_lead_somewhere(
    connection: duckdb.DuckDBPyConnection, material: Material, lang: str
) -> None:
    reader = Reader()
    reader.feed(page(connection, material, lang))
    assert (reader.open, reader.asked) == ([], [])
    assert set(reader.targets) <= set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids))


def test_style_asks_for_nothing_either(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    assert not re.search(r"@import|url\(|https?://(?!www\.w3\.org/)", page(connection, material))


def test_names_and_messages_are_escaped(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    text = page(connection, material)
    assert "第一&lt;医院&gt;" in text
    assert "&lt;b&gt;同日并收&lt;/b&gt;" in text
    assert "<b>同日并收" not in text


def test_persons_are_masked_even_in_messages_and_shown_only_when_asked_for(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    masked, shown = page(connection, material), page(connection, material, reveal=True)
    assert PERSON not in masked
    assert "37************5678 两地就诊" in masked
    assert f"{PERSON} 两地就诊" in shown
    assert "未遮盖" in shown


def test_a_failed_rule_stands_before_the_first_lead(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    text = page(connection, material)
    assert text.index("Conversion Error &lt;x&gt;") < text.index('id="top"')


def test_rules_that_did_not_run_say_why_in_the_readers_language(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    assert "缺少：参考表“病组权重”（group_weight）" in page(connection, material)
    assert "lacks reference table group_weight" in page(connection, material, "en")


def test_evidence_names_the_numbers_by_which_a_chart_is_pulled(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    text = page(connection, material)
    for wanted in ("ZY0001", "BL0001", "静脉输液", "2026-03-02 09:30", "12.50", "住院 · 外科"):
        assert wanted in text


def test_every_sale_of_a_code_is_shown(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    text = page(connection, material)
    assert text.count("<td><code>81000000000000000001</code></td>") == 2


def test_an_unknown_amount_is_said(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    row = re.search(r"两地就诊.*?</tr>", page(connection, material), re.S)
    assert row is not None
    assert "未知" in row.group(0)


def test_the_basis_is_cited_as_it_stood(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    assert "《条例》第三十八条第（三）项：重复收费" in page(connection, material)
    assert "Regulations, article 38 (3): repeated charges" in page(connection, material, "en")


def test_what_is_cut_is_said(connection: duckdb.DuckDBPyConnection, material: Material) -> None:
    text = page(connection, material, limits=Limits(findings_per_lead=1, rows_per_finding=1))
    assert "第 1 / 2 页，共 2 起事项" in text
    assert "共 2 行，全部见 Excel。" in text


def test_a_page_without_leads_says_so(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    empty = replace(
        material, leads=material.leads.clear(), findings=material.findings.clear(), quality=None
    )
    text = page(connection, empty)
    assert "本次运行没有线索。" in text
    # no heading stands over nothing, and a sum of nothing is not unknown
    assert not [word for word in ('id="providers"', 'id="all"', 'id="lift"') if word in text]
    assert "未知" not in text.split("<nav")[0]
    assert "This run has no leads." in page(connection, empty, "en")


def test_a_pack_holds_one_provider_and_keeps_its_ranks(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    its = material.of_provider("H1")
    text = report_page(prepared(connection, its, Limits(), "第一医院"), "zh", False)
    assert "现场检查包 · 第一医院" in text
    assert "两地就诊" not in text
    ranks = material.leads.filter(pl.col("provider_id") == "H1")["rank"].to_list()
    assert its.leads["rank"].to_list() == ranks


def test_a_pack_counts_its_own_events_and_one_without_leads_has_no_lists_to_fill_in(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    own = material.findings.filter(pl.col("provider_id") == "H1")
    event = {"event_id": "V1", "lead_id": "L1", "finding_ids": own["finding_id"].to_list()[:1]}
    other = {**event, "event_id": "V2"}
    here, there = {**event, "provider_id": "H1"}, {**other, "provider_id": "H9"}
    told = replace(material, events=shaped(pl.from_dicts([here, there]), EVENTS))
    assert told.of_provider("H1").events["event_id"].to_list() == ["V1"]
    empty = told.of_provider("nobody")
    text = report_page(prepared(connection, empty, Limits(), "某医院"), "zh", False)
    assert "事项" not in text.split("<nav")[0]
    assert 'id="papers"' not in text
    assert "本机构没有线索。" in text


def test_a_provider_is_shown_among_its_peers_and_over_time(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    text = page(connection, material)
    assert "二级医院，5 家" in text
    assert 'aria-label="按月的疑点金额与收费总额"' in text


def test_a_strong_reading_is_drawn_with_its_features_and_their_path(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    text = page(connection, material)
    for wanted in ("药占比 71%", "71% · 同类中位数 38%", "药占比（虚线为同类中位数）", "2026-03"):
        assert wanted in text
    weak = replace(material, scores=material.scores.with_columns(pl.lit(89.0).alias("percentile")))
    assert "同类中位数 38%" not in page(connection, weak)


def test_five_hundred_providers_stay_below_ten_megabytes(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    """50 sections as full as the limits allow, and an index of a thousand leads."""
    lead = material.leads.filter(pl.col("findings") == 2)
    many_findings = pl.concat(
        [
            material.findings.filter(pl.col("finding_id") == "F1").with_columns(
                pl.lit(f"F{p}-{n}").alias("finding_id"), pl.lit(f"H{p}").alias("provider_id")
            )
            for p in range(50)
            for n in range(48)
        ]
    )
    many_leads = pl.concat(
        [
            lead.with_columns(
                pl.lit(f"L{p}-{n}").alias("lead_id"),
                pl.lit(p * 4 + n + 1).cast(pl.Int64).alias("rank"),
                pl.lit(f"H{p}").alias("provider_id"),
                pl.Series(
                    "finding_ids",
                    [[f"F{p}-{n * 12 + k}" for k in range(12)]] if p < 50 else [[]],
                    dtype=pl.List(pl.String),
                ),
            )
            for p in range(500)
            for n in range(4)
        ]
    )
    text = page(connection, replace(material, leads=many_leads, findings=many_findings))
    assert len(text.encode()) < 10_000_000
    assert text.count('class="provider"') == 50


def test_a_clause_says_its_words_once_however_many_leads_cite_it(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    told = {
        basis: [{**row, "text_zh": f"{basis}的条文", "verified": True} for row in rows]
        for basis, rows in material.legal.items()
    }
    text = page(connection, replace(material, legal=told))
    cited = {basis for bases in material.leads["basis"].to_list() for basis in bases}
    assert cited
    for basis in cited:
        assert text.count(f"{basis}的条文") == 1
    reader = Reader()
    reader.feed(text)
    to_laws = {target for target in reader.targets if re.fullmatch(r"law\d+", target)}
    assert to_laws
    assert to_laws <= set(reader.ids)
