"""Exports of prefectures as one warehouse: what is one counts once, what is two is told apart."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from feijian.cli.app import app
from feijian.contracts import empty_world
from feijian.engines.exported import read_exported
from feijian.engines.lake import COMMIT, committed, export
from feijian.errors import UsageError
from feijian.province import combine as combining
from feijian.province.combine import Combined, combine
from feijian.workspace import Workspace, audit
from tests.conftest import County
from tests.shared import builtin_content

CONTENT = builtin_content()
LEDGER = """
create schema ledger;
create table ledger.delivery (delivery_seq integer, delivery_id varchar, name varchar);
create table ledger.file (file_seq integer, delivery_seq integer, name varchar, "read" bigint);
create table ledger.delivered_column (table_name varchar, column_name varchar, delivered boolean);
insert into ledger.delivery values (1, 'D', '2026-03');
insert into ledger.file values (1, 1, 'fee_list_d.csv', 5);
insert into ledger.delivered_column values ('claim_line', 'department', true), ('person', 'phone_key', {phones});
"""
PLACE = """
insert into canonical.provider (provider_id, name, region_code, level) values ('H{region}', '医院', '{region}01', {level});
insert into canonical.practitioner (practitioner_id, provider_id, status) values ('D{region}', 'H{region}', '{status}');
"""
VISIT = """
insert into canonical.encounter (encounter_id, person_id, provider_id, started_at)
values ('{visit}', '{person}', '{house}', timestamp '2026-03-02 08:00:00');
insert into canonical.claim (claim_id, encounter_id, person_id, provider_id, settled_at, original_claim_id)
values ('S{visit}', '{visit}', '{person}', '{house}', timestamp '2026-03-04 08:00:00', '{original}');
insert into canonical.diagnosis (encounter_id, seq, code) values ('{visit}', 1, 'J18.900');
"""
LINE = """
insert into canonical.claim_line (claim_line_id, claim_id, encounter_id, person_id, provider_id, charged_at, amount)
values ('{line}', 'S{visit}', '{visit}', '{person}', '{house}', timestamp '{day} 08:00:00', 10);
"""
PERSON = (
    "insert into canonical.person (person_id, sex, birth_date) values ('{id}', '{sex}', '{born}');"
)

Prefectures = Callable[..., Path]


@pytest.fixture
def exported(tmp_path: Path) -> Prefectures:
    """Write the export of a prefecture from what its tables hold."""

    def make(name: str, *statements: str, phones: bool = True) -> Path:
        world = empty_world(CONTENT.catalogue)
        world.execute(LEDGER.format(phones=str(phones).lower()))
        for statement in statements:
            world.execute(statement)
        export(world, CONTENT.catalogue, tmp_path / name, 1)
        return tmp_path / name

    return make


def together(to: Path, *folders: Path, reference: str = "") -> Combined:
    with duckdb.connect(":memory:") as connection:
        return combine(connection, CONTENT.catalogue, folders, to, reference)


def rows(folder: Path, table: str, columns: str) -> list[tuple[object, ...]]:
    files = [str(folder / p.file) for p in committed(folder) if p.table == table]
    found = duckdb.sql(
        f"select {columns} from read_parquet({files!r}, hive_partitioning = false) order by all"
    )
    return found.fetchall()


def visit(number: str, person: str, house: str, *lines: str, original: str = "") -> str:
    named = {"visit": number, "person": person, "house": house}
    charged = "".join(
        LINE.format(line=line, day=day, **named)
        for line, _, day in (text.partition("@") for text in lines)
    )
    return VISIT.format(original=original, **named) + charged


def place(region: str, level: str = "2", status: str = "1") -> str:
    return PLACE.format(region=region, level=level, status=status)


def person(number: str, sex: str = "1", born: str = "1950-01-01") -> str:
    return PERSON.format(id=number, sex=sex, born=born)


def test_prefectures_that_share_nothing_are_laid_side_by_side(
    exported: Prefectures, tmp_path: Path
) -> None:
    a = exported("a", place("3701"), person("P1"), visit("V1", "P1", "H3701", "L1@2026-03-02"))
    b = exported("b", place("3702"), person("P2"), visit("V2", "P2", "H3702", "L2@2026-04-02"))
    done = together(tmp_path / "all", a, b)
    assert rows(tmp_path / "all", "canonical.claim_line", "claim_line_id") == [("L1",), ("L2",)]
    assert rows(tmp_path / "all", "canonical.person", "person_id") == [("P1",), ("P2",)]
    assert [s.left_out or s.renamed for s in done.shared] == [{}, {}]
    part = next(p for p in committed(a) if p.table == "canonical.claim_line")
    assert (a / part.file).stat().st_ino == (tmp_path / "all" / "a" / part.file).stat().st_ino
    whole = read_exported(str(tmp_path / "all"), CONTENT.catalogue)
    assert whole.rows()["canonical.claim"] == 2
    assert rows(tmp_path / "all", "ledger.delivery", "delivery_seq, name") == [
        (1, "a: 2026-03"),
        (2, "b: 2026-03"),
    ]
    assert rows(tmp_path / "all", "ledger.file", "file_seq, delivery_seq, name") == [
        (1, 1, "a/fee_list_d.csv"),
        (2, 2, "b/fee_list_d.csv"),
    ]


def test_a_visit_away_from_home_counts_once_as_its_house_tells_it(
    exported: Prefectures, tmp_path: Path
) -> None:
    """Insured in 3702, treated in 3701: the home prefecture has the settlement, the house's has the lines."""
    home = exported(
        "home",
        place("3702"),
        person("P1"),
        visit("V1", "P1", "H3701"),
        visit("V2", "P1", "H3702", "L9@2026-03-02"),
    )
    house = exported(
        "house",
        place("3701"),
        person("P1"),
        visit("V1", "P1", "H3701", "L1@2026-03-02", "L2@2026-04-01"),
    )
    done = together(tmp_path / "all", home, house)
    assert rows(tmp_path / "all", "canonical.encounter", "encounter_id") == [("V1",), ("V2",)]
    assert rows(tmp_path / "all", "canonical.claim", "claim_id") == [("SV1",), ("SV2",)]
    assert rows(tmp_path / "all", "canonical.diagnosis", "encounter_id") == [("V1",), ("V2",)]
    assert rows(tmp_path / "all", "canonical.claim_line", "claim_line_id") == [
        ("L1",),
        ("L2",),
        ("L9",),
    ]
    assert [s.left_out for s in done.shared] == [{"encounter": 1}, {}]
    assert done.shared[1].renamed == {}
    files = {p.file for p in committed(tmp_path / "all") if p.table == "canonical.encounter"}
    assert any(f.startswith("house/") for f in files)


def test_one_number_of_two_persons_stays_two_persons(exported: Prefectures, tmp_path: Path) -> None:
    a = exported(
        "a", place("3701"), person("1001", born="1950-01-01"), visit("V1", "1001", "H3701")
    )
    b = exported(
        "b",
        place("3702"),
        person("1001", born="1988-05-06"),
        visit("V2", "1001", "H3702", "L2@2026-03-02"),
        "insert into canonical.practitioner (practitioner_id, person_id) values ('D9', '1001')",
    )
    done = together(tmp_path / "all", a, b)
    assert rows(tmp_path / "all", "canonical.person", "person_id, birth_date::varchar") == [
        ("1001", "1950-01-01"),
        ("b:1001", "1988-05-06"),
    ]
    assert rows(tmp_path / "all", "canonical.encounter", "encounter_id, person_id") == [
        ("V1", "1001"),
        ("V2", "b:1001"),
    ]
    assert rows(tmp_path / "all", "canonical.claim_line", "person_id") == [("b:1001",)]
    told = rows(tmp_path / "all", "canonical.practitioner", "practitioner_id, person_id")
    assert ("D9", "b:1001") in told
    assert [s.renamed for s in done.shared] == [{}, {"person": 1}]


def test_who_has_the_same_visit_in_both_is_one_person_whatever_a_register_says(
    exported: Prefectures, tmp_path: Path
) -> None:
    a = exported("a", place("3701"), person("P1"), visit("V1", "P1", "H3701", "L1@2026-03-02"))
    b = exported("b", place("3702"), person("P1", born="1950-01-10"), visit("V1", "P1", "H3701"))
    done = together(tmp_path / "all", a, b)
    assert rows(tmp_path / "all", "canonical.person", "person_id") == [("P1",)]
    assert rows(tmp_path / "all", "canonical.encounter", "encounter_id") == [("V1",)]
    assert [s.renamed for s in done.shared] == [{}, {}]


def test_one_number_of_two_visits_stays_two_visits_with_all_that_is_theirs(
    exported: Prefectures, tmp_path: Path
) -> None:
    sale = (
        "insert into canonical.dispense (dispense_id, claim_id, claim_line_id, provider_id, dispensed_at)"
        " values ('X1', 'S7', 'L1', 'H3702', timestamp '2026-03-02'),"
        " ('X2', null, null, 'H3702', timestamp '2026-03-03')"
    )
    a = exported("a", place("3701"), person("P1"), visit("7", "P1", "H3701", "L1@2026-03-02"))
    b = exported(
        "b",
        place("3702"),
        person("P2"),
        visit("7", "P2", "H3702", "L1@2026-03-02"),
        visit("8", "P2", "H3702", original="S7"),
        sale,
    )
    done = together(tmp_path / "all", a, b)
    assert rows(tmp_path / "all", "canonical.encounter", "encounter_id, person_id") == [
        ("7", "P1"),
        ("8", "P2"),
        ("b:7", "P2"),
    ]
    assert rows(
        tmp_path / "all", "canonical.claim", "claim_id, encounter_id, original_claim_id"
    ) == [
        ("S7", "7", ""),
        ("S8", "8", "b:S7"),
        ("b:S7", "b:7", ""),
    ]
    assert rows(
        tmp_path / "all", "canonical.claim_line", "claim_line_id, claim_id, encounter_id"
    ) == [
        ("L1", "S7", "7"),
        ("b:L1", "b:S7", "b:7"),
    ]
    assert rows(tmp_path / "all", "canonical.dispense", "dispense_id, claim_id, claim_line_id") == [
        ("X1", "b:S7", "b:L1"),
        ("X2", None, None),
    ]
    assert done.shared[1].renamed == {"claim": 1, "claim_line": 1, "encounter": 1}


def test_a_sale_that_two_prefectures_have_is_one(exported: Prefectures, tmp_path: Path) -> None:
    sold = (
        "insert into canonical.dispense (dispense_id, trace_code, provider_id, dispensed_at)"
        " values ('{id}', 'T1', 'H3701', timestamp '2026-03-02')"
    )
    a = exported("a", place("3701"), sold.format(id="X1"))
    b = exported("b", place("3702"), sold.format(id="X1"), sold.format(id="X2"))
    together(tmp_path / "all", a, b)
    assert rows(tmp_path / "all", "canonical.dispense", "dispense_id, trace_code") == [
        ("X1", "T1"),
        ("X2", "T1"),
    ]


def test_a_register_has_one_owner_and_what_only_others_know(
    exported: Prefectures, tmp_path: Path
) -> None:
    second = "insert into canonical.provider (provider_id, region_code) values ('J', '370102')"
    a = exported("a", place("3701"), second, place("3702", level="3", status="9"))
    b = exported(
        "b",
        place("3702", level="2"),
        "insert into canonical.provider (provider_id, region_code) values ('K', '370299')",
        "update canonical.provider set name = null where provider_id = 'H3702'",
    )
    done = together(tmp_path / "all", a, b)
    assert rows(tmp_path / "all", "canonical.provider", "provider_id, level, name") == [
        ("H3701", 2, "医院"),
        ("H3702", 2, "医院"),
        ("J", None, None),
        ("K", None, None),
    ]
    assert rows(tmp_path / "all", "canonical.practitioner", "practitioner_id, status") == [
        ("D3701", "1"),
        ("D3702", "1"),
    ]
    told = {r.name: (r.rows, r.shared, r.otherwise) for r in done.registers}
    assert told == {"provider": (4, 1, 1), "practitioner": (2, 1, 1), "person": (0, 0, 0)}


def test_what_only_some_deliver_is_told(exported: Prefectures, tmp_path: Path) -> None:
    a, b = exported("a", place("3701")), exported("b", place("3702"), phones=False)
    assert together(tmp_path / "all", a, b).partly == ("person.phone_key",)


def test_reference_tables_that_differ_are_refused_or_one_is_chosen(
    exported: Prefectures, tmp_path: Path
) -> None:
    cap = "insert into reference.outpatient_item (item_code) values ('{code}')"
    table = next(
        t for t in CONTENT.catalogue if t.schema == "reference" and t.key == ("item_code",)
    )
    cap = cap.replace("reference.outpatient_item", table.full_name)
    a = exported("a", place("3701"), cap.format(code="A1"))
    b = exported("b", place("3702"), cap.format(code="B1"))
    with pytest.raises(
        UsageError, match=f"reference tables differ between prefectures: {table.name}"
    ):
        together(tmp_path / "all", a, b)
    assert not (tmp_path / "all" / COMMIT).exists()
    together(tmp_path / "all", a, b, reference="b")
    assert rows(tmp_path / "all", table.full_name, "item_code") == [("B1",)]
    with pytest.raises(UsageError, match="--reference c"):
        together(tmp_path / "all", a, b, reference="c")


def test_a_second_time_only_what_changed_is_brought(exported: Prefectures, tmp_path: Path) -> None:
    a = exported("a", place("3701"), person("P1"), visit("V1", "P1", "H3701", "L1@2026-03-02"))
    b = exported("b", place("3702"), person("P2"), visit("V1", "P2", "H3702", "L1@2026-03-02"))
    to = tmp_path / "all"
    together(to, a, b)
    assert together(to, a, b).written == 0
    shutil.rmtree(b)
    corrected = visit("V1", "P2", "H3702", "L1@2026-03-02", "L3@2026-05-02")
    exported("b", place("3702"), person("P2"), corrected)
    again = together(to, a, b)
    assert (again.written, again.removed) == (1, 0)
    assert ("L3", "b:V1") in rows(to, "canonical.claim_line", "claim_line_id, encounter_id")
    files = {p.relative_to(to).as_posix() for p in to.rglob("*.parquet")}
    assert files == {p.file for p in committed(to)}


def test_who_reads_sees_the_state_before_one_that_was_killed(
    exported: Prefectures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = exported("a", place("3701")), exported("b", place("3702"))
    to = tmp_path / "all"

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(combining, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            together(to, a, b)
    with pytest.raises(UsageError, match=COMMIT):
        read_exported(str(to), CONTENT.catalogue)
    together(to, a, b)
    assert json.loads((to / COMMIT).read_text())["delivery_seq"] == 2


def test_folders_that_would_be_emptied_or_confused_are_refused(
    exported: Prefectures, tmp_path: Path
) -> None:
    a, b = exported("a", place("3701")), exported("b", place("3702"))
    for to in (a, a / "in", tmp_path):
        with pytest.raises(UsageError, match="lies in the export"):
            together(to, a, b)
    other = tmp_path / "other" / "a"
    shutil.copytree(a, other)
    with pytest.raises(UsageError, match="two exports have this name"):
        together(tmp_path / "all", a, other)
    with pytest.raises(UsageError, match="1 exports are named"):
        together(tmp_path / "all", a)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "x.txt").write_text("x")
    with pytest.raises(UsageError, match="holds other files"):
        together(tmp_path / "letters", a, b)
    assert committed(a)


def test_the_command_says_what_prefectures_share(exported: Prefectures, tmp_path: Path) -> None:
    a = exported("a", place("3701"), person("P1"), visit("V1", "P1", "H3701", "L1@2026-03-02"))
    b = exported("b", place("3702"), person("P1"), visit("V1", "P1", "H3701"), phones=False)
    own = Workspace.create(tmp_path / "province")
    words = ["combine", str(a), str(b), "--to", str(tmp_path / "all"), "--workspace", str(own.root)]
    told = CliRunner().invoke(app, [*words, "--lang", "en"])
    assert told.exit_code == 0, told.stdout
    assert [line.split() for line in told.stdout.splitlines() if line.startswith(" b ")] == [
        ["b", "1", "0", "0", "0", "0"]
    ]
    assert "register of insured persons: 1 rows; 1 of several prefectures, 0 of them" in told.stdout
    assert "columns that only some prefectures deliver: person.phone_key" in told.stdout
    again = json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)
    assert (again["written"], again["shared"][1]["left_out"]) == (0, {"encounter": 1})
    assert [entry.what for entry in audit.entries(own.root)][-1] == "combine exports"


def test_a_county_cut_in_two_is_the_county_again(county: County, tmp_path: Path) -> None:
    """Houses cut in two; every tenth visit of either half stands in the other too, as of persons insured there."""
    folders = []
    with county.workspace.reading(prepared=True) as connection:
        export(connection, CONTENT.catalogue, tmp_path / "whole", 1)
    for half in (0, 1):
        world = empty_world(CONTENT.catalogue)
        world.execute("create schema ledger")
        for part in committed(tmp_path / "whole"):
            file = f"read_parquet('{tmp_path / 'whole' / part.file}', hive_partitioning = false)"
            if part.table.startswith("ledger."):
                world.execute(f"create table {part.table} as from {file}")
            else:
                world.execute(f"insert into {part.table} by name from {file}")
        gone = (
            "select encounter_id from canonical.encounter"
            f" where hash(provider_id) % 2 <> {half} and hash(encounter_id) % 10 > 0"
        )
        world.execute(f"create temp table gone as {gone}")
        for table in ("claim_line", "claim", "diagnosis", "procedure", "grouping", "encounter"):
            world.execute(
                f"delete from canonical.{table} where encounter_id in (select encounter_id from gone)"
            )
        world.execute(f"delete from canonical.dispense where hash(provider_id) % 2 <> {half}")
        folders.append(tmp_path / f"half{half}")
        export(world, CONTENT.catalogue, folders[-1], 1)
    done = together(tmp_path / "all", *folders)
    assert all(s.left_out["encounter"] > 10 for s in done.shared[1:])
    assert [s.renamed for s in done.shared] == [{}, {}]
    for table in CONTENT.catalogue:
        if table.schema in ("canonical", "reference"):
            here, there = (
                [str(f / p.file) for p in committed(f) if p.table == table.full_name]
                for f in (tmp_path / "all", tmp_path / "whole")
            )
            assert bool(here) == bool(there), table.full_name
            if here:
                differing = duckdb.sql(
                    f"from read_parquet({here!r}, hive_partitioning = false)"
                    f" except all from read_parquet({there!r}, hive_partitioning = false)"
                )
                assert differing.fetchall() == [], table.full_name
    whole = read_exported(str(tmp_path / "whole"), CONTENT.catalogue).rows()
    assert read_exported(str(tmp_path / "all"), CONTENT.catalogue).rows() == whole
