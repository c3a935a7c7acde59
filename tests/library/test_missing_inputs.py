"""What falls silent when an optional table or column is not delivered: a list with its reasons.

`tests/golden/silent_rules.yaml` names, for each table and column of the contract that may be missing,
the rules that then cannot say anything, and why they cannot. A rule that is silent for want of what
it only wants an excuse from has no place there: it is to run, and its findings are suspect.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.shared import builtin_book, builtin_content, builtin_rules

from feijian.library import notes
from feijian.rules.applicability import Delivered, Inputs, inputs_of

CONTENT = builtin_content()
BOOK = builtin_book()
DERIVED = {d.name: d for d in CONTENT.derived}
EVERYTHING = {t.full_name: 1 for t in CONTENT.catalogue if t.schema in ("canonical", "reference")}
GOLDEN = Path(__file__).parents[1] / "golden" / "silent_rules.yaml"
CORE = ("encounter", "claim", "claim_line")


def inputs(rule_id: str, rows: dict[str, int], missing: set[tuple[str, str]]) -> Inputs:
    rule = BOOK.get(rule_id)
    return inputs_of(
        rule,
        BOOK.reads[rule_id],
        CONTENT.catalogue,
        DERIVED,
        Delivered(rows, frozenset(missing)),
        builtin_rules().columns[rule_id],
    )


def silent_rules() -> dict[str, list[str]]:
    """Dropped table or column → rules that then do not run."""
    found: dict[str, list[str]] = {}
    rules = [r.id for r in BOOK.rules if r.status != "retired"]
    for table in CONTENT.catalogue.of_schema("canonical"):
        worlds = {
            f"{table.name}.{c.name}": (EVERYTHING, {(table.name, c.name)})
            for c in table.columns
            if not c.required
        }
        if table.name not in CORE:
            everything_of_it = {(table.name, c.name) for c in table.columns}
            worlds[table.name] = ({**EVERYTHING, table.full_name: 0}, everything_of_it)
        for dropped, (rows, missing) in worlds.items():
            its = [r for r in rules if inputs(r, rows, missing).missing]
            if its:
                found[dropped] = its
    return dict(sorted(found.items()))


def test_with_everything_delivered_every_rule_runs_and_sees_all() -> None:
    blind = {
        r.id: i
        for r in BOOK.rules
        if r.status != "retired" and (i := inputs(r.id, EVERYTHING, set())) != Inputs((), ())
    }
    assert blind == {}


def test_the_rules_that_fall_silent_are_those_of_the_list_each_with_a_reason() -> None:
    golden = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))
    assert silent_rules() == {dropped: entry["rules"] for dropped, entry in golden.items()}
    assert [d for d, entry in golden.items() if len(str(entry["why"]).split()) < 4] == []


@pytest.mark.parametrize("rule", [r for r in BOOK.rules if r.tolerates], ids=lambda r: r.id)
def test_a_table_that_may_be_missing_takes_its_columns_with_it(rule) -> None:
    """Not delivered, it silences nothing: the rule runs and says what it could not see."""
    for name in rule.tolerates:
        table = CONTENT.catalogue.find(name, "canonical")
        if table is None:
            continue
        missing = {(table.name, c.name) for c in table.columns}
        its = inputs(rule.id, {**EVERYTHING, table.full_name: 0}, missing)
        assert its.missing == (), name
        if (("canonical", name) in BOOK.reads[rule.id]) or ((None, name) in BOOK.reads[rule.id]):
            assert any(f"table {name}" in text for text in its.unseen), name


def test_what_is_missing_is_named_as_people_call_it() -> None:
    missing = {("claim_line", "specification")}
    unseen = inputs("prescribing.packs_beyond_use", EVERYTHING, missing).unseen
    assert unseen == ("column claim_line.specification (费用明细·规格)",)
    told = notes.in_words(notes.told("unseen", what=unseen[0]), "zh")
    assert told == "数据未提供、未能排除：字段“费用明细·规格”（claim_line.specification）"


def write() -> None:
    """Write the list again with the reasons it has; what is new gets an empty one, to be written."""
    golden = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))
    opening = "".join(GOLDEN.read_text(encoding="utf-8").splitlines(keepends=True)[:2])
    entries = {
        dropped: {"why": golden.get(dropped, {}).get("why", ""), "rules": its}
        for dropped, its in silent_rules().items()
    }
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=200)
    GOLDEN.write_text(opening + text, encoding="utf-8")


if __name__ == "__main__":
    write()
