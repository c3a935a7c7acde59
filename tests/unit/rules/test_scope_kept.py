"""A rule that counts over others than the key of its scope is told so; what only bounds work is let be."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from feijian.checking import check_content
from feijian.contracts.sql_reading import parsed
from feijian.library import Library
from feijian.rules.book import read_rules
from feijian.rules.checked import rules_of
from feijian.rules.scope_kept import wide_counts, wide_tables
from tests.shared import builtin_book, builtin_catalogue, builtin_content

CATALOGUE = builtin_catalogue()
DERIVED = builtin_content().derived
LAST = "the last select"


@pytest.mark.parametrize(
    ("scope", "sql", "expected"),
    [
        pytest.param(
            "encounter",
            "select provider_id, count(*) as n from claim_line group by provider_id",
            [LAST],
            id="visits of a house are not one visit",
        ),
        pytest.param(
            "provider",
            "select provider_id, count(*) as n from claim_line group by provider_id",
            [],
            id="they are one house",
        ),
        pytest.param(
            "person",
            "with size as (select level, count(*) as stays from derived.stay as stay"
            " inner join provider on stay.provider_id = provider.provider_id group by level)"
            " select stays from size",
            ["size"],
            id="stays of a level",
        ),
        pytest.param(
            "person",
            "select person_id, count(*) as n from claim_line group by person_id, provider_id",
            [],
            id="of one person, by house",
        ),
        pytest.param(
            "encounter",
            "select person_id, count(*) as n from claim_line group by person_id",
            [LAST],
            id="all visits of a person are more than one",
        ),
        pytest.param(
            "person",
            "select count(*) as n from claim_line",
            [LAST],
            id="everybody",
        ),
        pytest.param(
            "provider",
            "select item_code, median(unit_price) as price from purchase group by item_code",
            [LAST],
            id="what all houses pay",
        ),
        pytest.param(
            "provider",
            "with keyed as (select concat(provider_id, ' ', bed_no) as bed_key from claim_line)"
            " select bed_key, count(*) as n from keyed group by bed_key",
            [],
            id="a key within a name",
        ),
        pytest.param(
            "encounter",
            "select claim.claim_id, sum(refund.total_amount) as back from claim"
            " inner join claim as refund on claim.claim_id = refund.original_claim_id"
            " group by refund.original_claim_id, claim.claim_id",
            [],
            id="a settlement belongs to one visit",
        ),
        pytest.param(
            "person",
            "select claim_line_id, count(*) over (partition by item_code) as n from claim_line",
            [LAST],
            id="a window over an item",
        ),
        pytest.param(
            "person",
            "select claim_line_id, count(*) over mine as n from claim_line"
            " window mine as (partition by person_id)",
            [],
            id="a named window over a person",
        ),
        pytest.param(
            "person",
            "select item_code, count(*) as n from item_daily_cap group by item_code",
            [],
            id="a list is whole in every world",
        ),
        pytest.param(
            "person",
            "with rare as (select level, count(*) as n from provider group by level)"
            " select count(*) as levels from rare",
            [],
            id="and so is a register",
        ),
        pytest.param(
            "person",
            "select charged_at from claim_line group by charged_at"
            " having count(*) > 1 -- gate: equivalent, bounds work\n",
            [],
            id="what bounds work",
        ),
        pytest.param(
            "person",
            "select charged_at, count(*) as n from claim_line group by charged_at"
            " having count(*) > 1 -- gate: equivalent, bounds work\n",
            [LAST],
            id="a figure is used",
        ),
        pytest.param(
            "person",
            "select charged_at from claim_line group by charged_at"
            " having count(*) > 1 -- gate: equivalent, bounds work\n and count(distinct person_id) < 3",
            [LAST],
            id="one of two conditions bounds work",
        ),
        pytest.param(
            "all", "select count(*) as n from claim_line", [], id="everybody is asked of everybody"
        ),
    ],
)
def test_which_parts_count_over_more_than_one_key(
    scope: str, sql: str, expected: list[str]
) -> None:
    assert wide_counts(parsed(sql), scope, CATALOGUE) == expected


def test_a_table_that_others_decide_is_not_a_persons() -> None:
    reads = [("derived", "stay"), ("derived", "diagnosis_weight"), (None, "claim_line")]
    assert wide_tables("person", reads, DERIVED) == ["diagnosis_weight"]
    assert wide_tables("all", reads, DERIVED) == []
    # who reads it asks only of what it has itself
    assert wide_tables("practitioner", [("derived", "practitioner_day")], DERIVED) == []


@pytest.mark.parametrize(
    ("rule_id", "narrow", "part"),
    [
        ("upcoding.drg_dx_no_support", "person", "level_size"),
        ("unbundling.plain_enhanced_by_habit", "encounter", "enhanced_stay"),
        ("unbundling.claim_twice", "person", "repeated_invoice"),
        ("stock.inventory_imbalance", "provider", "usual_price"),
        ("traceability.trace_qty_mismatch", "provider", "usual_price"),
        ("traceability.trace_missing", "provider", "habit"),
        ("traceability.trace_dup_settle", "trace_code", "item_price"),
        ("practitioner.dr_suspended", "practitioner", "register_end"),
    ],
)
def test_rules_that_look_at_others_have_a_scope_that_holds_them(
    rule_id: str, narrow: str, part: str
) -> None:
    rule = builtin_book().get(rule_id)
    assert part in wide_counts(parsed(rule.sql), narrow, CATALOGUE)
    assert wide_counts(parsed(rule.sql), rule.scope, CATALOGUE) == []


def test_such_a_rule_is_judged_over_everybody_and_a_check_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bureau's own rule goes on finding what it found; who wrote it is told where and what to do."""
    builtin = Library.of()
    for ending in (".sql", ".cases.yaml"):
        name = f"rules/stock/inventory_imbalance{ending}"
        file = next(f for f in builtin.files("rules", f"stock/inventory_imbalance{ending}"))
        text = file.path.read_text(encoding="utf-8")
        own = tmp_path / name.replace("inventory_imbalance", "own_imbalance")
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(text.replace("scope: all", "scope: provider"), encoding="utf-8")
    catalogue = builtin_content().catalogue
    book = read_rules(Library.of([tmp_path]), catalogue, DERIVED, only=["stock.own_imbalance"])
    assert book.get("stock.own_imbalance").scope == "all"
    # the shipped rules are read elsewhere
    own_alone = partial(rules_of, only=["stock.own_imbalance"])
    monkeypatch.setattr("feijian.rules.step.rules_of", own_alone)
    said = [p for p in check_content([tmp_path]).problems if "own_imbalance" in p.where]
    assert [str(p.what) for p in said] == ["usual_price counts over more than one provider"]


def test_no_shipped_rule_needs_widening() -> None:
    assert builtin_book().widened == ()
