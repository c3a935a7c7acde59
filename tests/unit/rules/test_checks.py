"""Loading a library checks everything and says where, what and what to do."""

import pytest

from feijian.contracts import read_content
from feijian.errors import LibraryError
from feijian.rules import read_rules
from feijian.rules.book import one_sided

RULE = {"overcharging.dear"}


def problems(folder) -> list[str]:
    content = read_content([folder])
    with pytest.raises(LibraryError) as raised:
        read_rules(
            content.library,
            content.catalogue,
            content.derived,
            only=RULE,
            basis_ids=frozenset({"条例38(三)"}),
        )
    return [str(p) for p in raised.value.problems]


def test_a_sound_rule_is_read(library) -> None:
    content = read_content([library()])
    book = read_rules(content.library, content.catalogue, content.derived, only=RULE)
    assert [(r.id, r.family, r.parameters[0].default) for r in book.rules] == [
        ("overcharging.dear", "overcharging", 10)
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "$floor\n",
            "$flor\n",
            "dear.sql:26: $flor is not declared\n  Add it under 'parameters' (did you mean $floor?).",
        ),
        (
            "from claim_line",
            "from claim_lines",
            "dear.sql:24: unknown table claim_lines\n  Did you mean claim_line?",
        ),
        ("amount >= $floor", "amont >= $floor", "amont"),
        ("amount as amount_at_risk, ", "", "does not return amount_at_risk"),
        (
            "amount as amount_at_risk",
            "cast(amount as double) as amount_at_risk",
            "returns amount_at_risk as double",
        ),
        ("[encounter_id] as encounter_ids,", "", "scope encounter needs encounter_ids"),
        ("{amount} yuan,", "{amuont} yuan,", "'message' names {amuont}"),
        ("identity: [claim_line_id]", "identity: [line_no]", "'identity' names line_no"),
        (
            "basis: [条例38(三)]",
            "basis: [条例38(四)]",
            "dear.sql:10: unknown legal basis '条例38(四)'",
        ),
        ("certainty: suspect", "certainty: sure", "unknown certainty 'sure'"),
        ("title_zh: 高额明细\n", "", "the header has no 'title_zh'"),
        ("step: 1, ", "", "parameter 'floor' has no 'step'"),
        ("default: 10", "default: 0", "floor is at least 1, not 0"),
        ("select\n    encounter_id", "delete from claim_line where encounter_id", "dear.sql:2"),
        (
            "encounter_id as subject_id, provider_id, claim_line_id, amount,",
            "encounter_id as subject_id, *,",
            "selects *",
        ),
        ("verify_by_zh: [查账单]", "verify_by_zh: [查账单, 查病历]", "differ in length"),
    ],
)
def test_each_mistake_is_named_where_it_is(library, old: str, new: str, said: str) -> None:
    found = problems(library((old, new)))
    assert any(said in text for text in found), found
    assert all("dear.sql:" in text for text in found)


def test_all_mistakes_are_reported_at_once(library) -> None:
    found = problems(
        library(
            ("title_zh: 高额明细\n", ""),
            ("certainty: suspect", "certainty: sure"),
            ("status: stable", "status: fine"),
        )
    )
    assert len(found) == 3


def test_a_rule_without_a_case_that_finds_is_refused(library) -> None:
    silent = "- name: nothing here\n  finds: nothing\n"
    content = read_content([library(cases=silent)])
    with pytest.raises(LibraryError, match="no case finds anything"):
        read_rules(content.library, content.catalogue, content.derived)
    # tried alone, it is run first
    book = read_rules(content.library, content.catalogue, content.derived, only=RULE)
    assert [p.what for p in one_sided(book.rules[0], book.cases[book.rules[0].id])] == [
        "no case finds anything"
    ]


def test_a_case_with_a_column_that_no_contract_has_is_refused(library) -> None:
    from tests.unit.rules.conftest import CASES

    found = problems(
        library(
            cases=CASES.replace(
                "category | amount\n      L1            | E1           | bed      | 9",
                "kategory | amount\n      L1            | E1           | bed      | 9",
            )
        )
    )
    assert any("claim_line has no column 'kategory'" in p for p in found)
