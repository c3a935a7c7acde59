"""Derived tables as their files say: order, and everything wrong told at once."""

from pathlib import Path

import pytest

from feijian.contracts.derived import closure, read_derived
from feijian.errors import LibraryError
from feijian.library import Library

HEADER = "/* ---\ntitle: {name}\ntitle_zh: 表\nscope: {scope}\n{more}--- */\n"


def write(folder: Path, name: str, sql: str, scope: str = "encounter", more: str = "") -> None:
    place = folder / "data_contracts" / "derived"
    place.mkdir(parents=True, exist_ok=True)
    header = HEADER.format(name=name, scope=scope, more=more)
    (place / f"{name}.sql").write_text(header + sql, encoding="utf-8")


def test_each_stands_after_those_it_needs(tmp_path: Path) -> None:
    write(tmp_path, "a_last", "select encounter_id from derived.m_middle")
    write(tmp_path, "m_middle", "select encounter_id from derived.z_first")
    write(tmp_path, "z_first", "select encounter_id from encounter")
    write(tmp_path, "other", "select encounter_id from claim")
    derived = read_derived(Library((tmp_path,)))
    order = [d.name for d in derived]
    assert order.index("z_first") < order.index("m_middle") < order.index("a_last")
    assert [d.name for d in closure(derived, ["m_middle"])] == ["z_first", "m_middle"]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "no_scope", "select 1 as one", scope="county")
    write(tmp_path, "broken", "select from where")
    write(tmp_path, "lost", "select encounter_id from derived.nowhere")
    write(tmp_path, "round", "select encounter_id from derived.trip")
    write(tmp_path, "trip", "select encounter_id from derived.round")
    write(tmp_path, "bare_view", "select encounter_id from encounter", more="stored: false\n")
    with pytest.raises(LibraryError) as error:
        read_derived(Library((tmp_path,)))
    told = str(error.value)
    for expected in (
        "no_scope.sql:4: unknown scope 'county'",
        "broken.sql:6: cannot be parsed",
        "derived.lost needs derived.nowhere, which is not there",
        "derived.round is part of a circle",
        "derived.trip is part of a circle",
        "bare_view.sql:5: a view names encounter without the schema",
    ):
        assert expected in told


def test_a_view_that_names_its_schema_is_in_order(tmp_path: Path) -> None:
    sql = "with one as (select encounter_id from canonical.encounter) select encounter_id from one"
    write(tmp_path, "view", sql, more="stored: false\n")
    (view,) = read_derived(Library((tmp_path,)))
    assert not view.stored


def test_a_header_is_typed_and_all_its_mistakes_are_told_with_their_lines(tmp_path: Path) -> None:
    more = "stored: maybe\nessential: grouping\nfrom:\n  code: 7\nessentail: [claim]\nnote: [x]\n"
    write(tmp_path, "bad", "select encounter_id from canonical.encounter", more=more)
    with pytest.raises(LibraryError) as raised:
        read_derived(Library((tmp_path,)))
    assert sorted((p.where, str(p.what)) for p in raised.value.problems) == [
        ("data_contracts/derived/bad.sql:10", "'note' is a text, not ['x']"),
        ("data_contracts/derived/bad.sql:5", "'stored' is true or false, not 'maybe'"),
        ("data_contracts/derived/bad.sql:6", "'essential' is a list, not 'grouping'"),
        ("data_contracts/derived/bad.sql:8", "'code' of 'from' is a text, not 7"),
        ("data_contracts/derived/bad.sql:9", "unknown key 'essentail'"),
    ]


def test_what_a_header_says_is_taken_with_its_type(tmp_path: Path) -> None:
    more = "essential: [grouping]\noptional: [claim_line]\nfrom: {code: claim.claim_id}\nbounds: true\n"
    write(tmp_path, "good", "select encounter_id from canonical.encounter", more=more)
    (found,) = read_derived(Library((tmp_path,)))
    header = found.header
    assert (header.essential, header.optional) == (("grouping",), ("claim_line",))
    assert (header.origins, header.bounds, header.stored) == (
        {"code": "claim.claim_id"},
        True,
        True,
    )
