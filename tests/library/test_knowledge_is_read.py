"""Every shipped reference row can be read by something, and every table that is read has a source."""

from __future__ import annotations

import re
from functools import cache

import pytest
from reference_world import FOLDER, ROOT, TABLES, loaded, properties, rows
from tests.shared import builtin_book, builtin_content

from feijian.rules.book import RuleBook

ENGINE_TABLES = {
    "legal_basis": "printed with every finding",
    "official_class": "what coverage is counted against",
    "provider_level": "read when a delivery is mapped",
    "visit_type_class": "read when a delivery is mapped",
    "day_off": "what the workbench counts deadlines by",
    "charge_category": "read when a delivery is mapped",
}
"""Tables that the engine or the mapping of a source reads, and no rule."""


@cache
def book() -> RuleBook:
    return builtin_book()


@cache
def readers() -> dict[str, set[str]]:
    """Reference table → what reads it: rules, derived tables and models."""
    content = builtin_content()
    found: dict[str, set[str]] = {}
    for name, reads in book().reads.items():
        for _, table in reads:
            found.setdefault(table, set()).add(name)
    for derived in content.derived:
        for _, table in derived.reads:
            found.setdefault(table, set()).add(derived.name)
    for model in (ROOT / "models").rglob("*.sql"):
        for table in TABLES:
            if re.search(rf"\b{table}\b", model.read_text(encoding="utf-8")):
                found.setdefault(table, set()).add(model.stem)
    return found


@pytest.mark.parametrize("table", TABLES)
def test_a_table_with_rows_has_a_reader(table: str) -> None:
    has_rows = rows(loaded(), f'select count(*) from "{table}"')[0][0] > 0
    if has_rows and table not in ENGINE_TABLES:
        assert readers().get(table), f"{table} has rows, and nothing reads them"


@pytest.mark.parametrize(
    "table", [t for t in TABLES if any(p["name"] == "rule_class" for p in properties(t))]
)
def test_every_class_that_rows_name_is_carried_by_a_rule_that_reads_the_table(table: str) -> None:
    through = {d.name: {t for _, t in d.reads} for d in builtin_content().derived}
    carried = set()
    for rule in book().rules:
        reads = {t for _, t in book().reads[rule.id]}
        if table in reads or any(table in through.get(t, ()) for t in reads):
            carried |= set(rule.official)
    named = {
        c
        for (c,) in rows(
            loaded(), f'select distinct rule_class from "{table}" where rule_class is not null'
        )
    }
    if table.startswith("problem_"):  # the lists' rows go by scheme and domain; see the next test
        return
    assert named - carried == set(), f"rows of {table} for classes that no rule of theirs carries"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("problem_pair", "scheme"),
        ("problem_frequency", "scheme"),
        ("drug_interaction", "severity"),
        ("herb_not_payable", "scope"),
        ("drug_age_caution", "advice"),
    ],
)
def test_every_value_that_chooses_rows_is_named_by_a_reader(table: str, column: str) -> None:
    """A scheme, severity or scope that no query or parameter names leaves its rows unread."""
    texts = []
    for folder in ("rules", "data_contracts/derived", "models"):
        for path in (ROOT / folder).rglob("*.sql"):
            text = path.read_text(encoding="utf-8")
            if table in text or "listed_" in text:
                texts.append(text)
    for (value,) in rows(
        loaded(), f'select distinct {column} from "{table}" where {column} is not null'
    ):
        named = any(re.search(rf"['\[ ,]{re.escape(value)}['\], ]", text) for text in texts)
        chosen = any(re.search(rf"{column}\b", text) for text in texts)
        assert named or not chosen, f"{table}: rows with {column} {value!r} are read by nothing"


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_is_read_says_where_its_rows_come_from(table: str) -> None:
    pages = [ROOT / "docs" / f"{name}.md" for name in ("knowledge", "reference-tables")]
    document = "".join(page.read_text(encoding="utf-8") for page in pages)
    if readers().get(table):
        assert f"`{table}`" in document, f"no page of docs/ says where {table} comes from"
    assert rows(loaded(), f'select count(*) from "{table}" where source is null') == [(0,)]


def test_the_person_limits_that_are_suspicions_are_read() -> None:
    text = (ROOT / "rules/restricted_use/sex_item_mismatch.sql").read_text(encoding="utf-8")
    assert "listed.certainty = 'definite'" not in text


def test_four_of_five_published_indications_with_a_disease_are_judged() -> None:
    judged, published = rows(
        loaded(),
        "select count(*) filter (where exists ("
        " select 1 from drug_indication_diagnosis as d where starts_with(i.item_code, d.item_prefix))), count(*)"
        " from drug_indication as i where i.doubt is null",
    )[0]
    assert judged / published >= 0.8


def test_files_lie_in_the_folder_of_their_contracts() -> None:
    assert {p.stem for p in FOLDER.glob("*.csv")} == set(TABLES)
