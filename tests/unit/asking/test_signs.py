"""What a rule needs before it could find something, read from its query: never more than it needs."""

from __future__ import annotations

import pytest

from feijian.asking.clauses import Clause, Sign
from feijian.asking.signs import SignReader
from feijian.asking.speaking import ITEM, LINE
from tests.shared import builtin_content

CONTENT = builtin_content()
BED, NURSING = "(t.category = 'bed')", "(t.category = 'nursing')"
A_LINE = (LINE, "true")
A_STAY = ("canonical.encounter", "(t.class = 'inpatient')")
A_MAN = ("canonical.person", "(t.sex = 'male')")


def signs(sql: str, **values: object) -> set[frozenset[tuple[str, str]]]:
    reader = SignReader(CONTENT.catalogue, CONTENT.derived, {LINE: frozenset(ITEM)})
    return {_told(clause) for clause in reader.of_query(sql, values)}


def _told(clause: Clause) -> frozenset[tuple[str, str]]:
    return frozenset((sign.table, sign.test) for sign in clause)


def needs(*clauses: tuple[str, str] | set[tuple[str, str]]) -> set[frozenset[tuple[str, str]]]:
    """All of some clauses; a set is one of two."""
    return {frozenset(c) if isinstance(c, set) else frozenset((c,)) for c in clauses}


FROM_LINE = "select l.claim_line_id from claim_line as l "
ON_VISIT = "encounter as e on l.encounter_id = e.encounter_id "


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        pytest.param(FROM_LINE + "where l.category = 'bed'", needs((LINE, BED)), id="a condition"),
        pytest.param(
            FROM_LINE + "where l.category = 'bed' and l.quantity > 3",
            needs((LINE, BED), (LINE, "(t.quantity > 3)")),
            id="what an item is known by, and what else a charge says, apart",
        ),
        pytest.param(
            "with told as (select l.quantity > 3 and not l.quantity > 9 as is_it from claim_line as l)"
            " select told.is_it from told where not told.is_it",
            needs(A_LINE, (LINE, "(NOT (t.quantity > 3 AND NOT t.quantity > 9))")),
            id="the contrary of what a column stands for as a whole",
        ),
        pytest.param(
            FROM_LINE + "where l.category = 'bed' or l.quantity > 3",
            needs(A_LINE, (LINE, "(t.category = 'bed' OR t.quantity > 3)")),
            id="one or the other is said of the charge",
        ),
        pytest.param(
            FROM_LINE + "inner join item_daily_cap as cap on l.item_code = cap.item_code"
            " and l.quantity > cap.max_per_day",
            needs(
                (
                    LINE,
                    "(EXISTS(SELECT 1 FROM reference.item_daily_cap AS cap"
                    " WHERE (t.item_code = cap.item_code)))",
                )
            ),
            id="what is asked of every charge is asked without lists",
        ),
        pytest.param(
            FROM_LINE + "where random() > 0.5 and l.category = 'bed'",
            needs((LINE, BED)),
            id="a function that is not followed",
        ),
        pytest.param(
            FROM_LINE + f"inner join {ON_VISIT} and e.class = 'inpatient'",
            needs(A_LINE, A_STAY),
            id="an inner join",
        ),
        pytest.param(
            FROM_LINE + f"semi join {ON_VISIT} and e.class = 'inpatient'",
            needs(A_LINE, A_STAY),
            id="a semi join",
        ),
        pytest.param(
            FROM_LINE + f"left join {ON_VISIT} and e.class = 'inpatient'",
            needs(A_LINE),
            id="a left join needs nothing of its right side",
        ),
        pytest.param(
            FROM_LINE + f"anti join {ON_VISIT} and e.class = 'inpatient'",
            needs(A_LINE),
            id="nor does an anti join",
        ),
        pytest.param(
            FROM_LINE + f"full join {ON_VISIT} where l.category = 'bed'",
            needs(),
            id="nothing is certain of a full join",
        ),
        pytest.param(
            FROM_LINE + "where exists (select 1 from person as p"
            " where p.person_id = l.person_id and p.sex = 'male')",
            needs(A_LINE, A_MAN),
            id="exists",
        ),
        pytest.param(
            FROM_LINE + "where l.person_id in (select person_id from person where sex = 'male')",
            needs(A_LINE, A_MAN),
            id="among the rows of a query",
        ),
        pytest.param(
            FROM_LINE
            + "where l.person_id not in (select person_id from person where sex = 'male')",
            needs(A_LINE),
            id="not among them",
        ),
        pytest.param(
            "with named as (select claim_line_id as id, category as kind from claim_line),"
            " bed as (select id from named where kind = 'bed') select id from bed",
            needs((LINE, BED)),
            id="through other names",
        ),
        pytest.param(
            "select encounter_id from derived.stay where length_days > 3",
            needs(A_STAY, ("derived.stay", "true")),
            id="through a derived table, which has a row",
        ),
        pytest.param(
            "select claim_line_id from claim_line semi join encounter as e"
            " on claim_line.encounter_id = e.encounter_id where category = 'bed'",
            needs((LINE, BED), ("canonical.encounter", "true")),
            id="columns without a table are not of what is semi joined",
        ),
        pytest.param(
            "select claim_line_id from claim_line inner join encounter as e"
            " on claim_line.encounter_id = e.encounter_id where category = 'bed'",
            needs(A_LINE, ("canonical.encounter", "true")),
            id="of two tables that a query sees, nobody says whose they are",
        ),
        pytest.param(
            "with bed as (select l.claim_line_id, l.category as kind from claim_line as l"
            " semi join encounter as e on l.encounter_id = e.encounter_id where l.category = 'bed' /* why */"
            " union all select claim_line_id, category as kind from claim_line where category = 'bed')"
            " select claim_line_id from bed",
            needs((LINE, BED)),
            id="what both sides of a union say is said once",
        ),
        pytest.param(
            "select claim_id from claim where is_refund union all select claim_line_id from claim_line",
            needs(),
            id="a charge there always is, so that one side tells nothing",
        ),
        pytest.param(
            "select encounter_id from encounter where class = 'inpatient'"
            " union all select claim_line_id from claim_line where category = 'nursing'",
            needs({A_STAY, (LINE, NURSING)}),
            id="one side of a union or the other",
        ),
        pytest.param(
            "select count(*) as n from claim_line where category = 'bed'",
            needs(),
            id="a count without groups is a row over nothing",
        ),
        pytest.param(
            "select encounter_id from claim_line group by encounter_id, category"
            " having min(category) = 'bed'",
            needs((LINE, BED)),
            id="the least of what is grouped by",
        ),
        pytest.param(
            FROM_LINE
            + "inner join item_daily_cap as cap on l.item_code = cap.item_code and cap.max_per_day = 1",
            needs(
                (
                    LINE,
                    "(EXISTS(SELECT 1 FROM reference.item_daily_cap AS cap"
                    " WHERE (t.item_code = cap.item_code) AND (cap.max_per_day = 1)))",
                )
            ),
            id="beside a list",
        ),
        pytest.param(
            "select a.claim_line_id from claim_line as a inner join claim_line as b"
            " on a.encounter_id = b.encounter_id and a.category = 'bed' and b.category = 'nursing'",
            needs((LINE, BED), (LINE, NURSING)),
            id="two rows of one table",
        ),
    ],
)
def test_what_a_query_needs(sql: str, expected: set[frozenset[tuple[str, str]]]) -> None:
    assert signs(sql) == expected


def test_a_parameter_tells_where_its_value_is_known() -> None:
    sql = FROM_LINE + "where l.category = $kind"
    assert signs(sql, kind="bed") == needs((LINE, BED))
    assert signs(sql) == needs(A_LINE)


def test_of_a_clause_one_sign_is_enough_and_of_the_clauses_all_are_needed() -> None:
    from feijian.asking.speaking import SignsSeen, Speaking

    bed = Sign(LINE, BED, frozenset(("category",)))
    nursing = Sign(LINE, NURSING, frozenset(("category",)))
    stay = Sign(*A_STAY, frozenset(("class",)))
    clauses = frozenset({frozenset({bed, nursing}), frozenset({stay})})
    told = Speaking({"r.one": clauses}, ["r.one"], {})
    assert told.can_speak("r.one", SignsSeen(of_visit={nursing, stay}))
    assert not told.can_speak("r.one", SignsSeen(of_visit={bed, nursing}))
    # what other visits of the person have does not count for a rule that one visit decides
    assert not told.can_speak("r.one", SignsSeen(of_person={bed, stay}, of_visit={stay}))
    assert told.can_speak("r.unknown", SignsSeen())
    of_person = Speaking({"r.two": frozenset({frozenset({bed})})}, [], {})
    assert of_person.can_speak("r.two", SignsSeen(of_person={bed}))


def test_a_derived_table_has_no_row_where_its_signs_or_the_tables_it_is_made_of_are_not_there() -> (
    None
):
    from feijian.asking.speaking import SignsSeen, Speaking

    back = Sign("canonical.claim", "(t.is_refund)", frozenset(("is_refund",)))
    change = Sign("derived.change", "true", frozenset())
    told = Speaking(
        {"r.one": frozenset({frozenset({change})})},
        [],
        {"change": frozenset({frozenset({back})}), "left": frozenset({frozenset({change})})},
    )
    nobody, somebody = SignsSeen(), SignsSeen(of_person={back})
    assert not told.can_hold("change", [nobody, nobody], set())
    # one of those in the world is enough
    assert told.can_hold("change", [nobody, somebody], set())
    assert told.can_hold("left", [nobody], set())
    assert not told.can_hold("left", [somebody], {"derived.change"})
    assert told.can_hold("not read", [nobody], set())
    assert told.can_speak("r.one", nobody, set())
    assert not told.can_speak("r.one", nobody, {"derived.change"})
