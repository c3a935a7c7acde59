"""A bureau's own rows: compared, taken whole or not at all, confirmed, set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.errors import LibraryError, UsageError
from feijian.reference.claimed import Claimed, unheld
from feijian.reference.editions import confirm, difference, table_of_file, take
from feijian.reference.listing import reference_rows, reference_table, table_facts, table_rows
from feijian.workspace import Workspace
from tests.shared import builtin_content

CONTENT = builtin_content()
HELD = Claimed(
    items=(("XN06ABX1", "马来酸氟伏沙明片"), ("C0399", "股骨近端接骨板")),
    diagnoses=("K35.900",),
    operations=(),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "bureau")


def in_force(workspace: Workspace, table: str) -> list[dict[str, object]]:
    asked = reference_table(CONTENT, table)
    with reference_rows(CONTENT, workspace.settings(), only=asked) as connection:
        return table_rows(connection, asked)


def caps(folder: Path, rows: str) -> Path:
    file = folder / "item_min_level.csv"
    file.write_text(f"item_prefix,min_level,valid_from,valid_to,source\n{rows}", encoding="utf-8")
    return file


def test_a_file_is_compared_with_what_is_in_force(workspace: Workspace, tmp_path: Path) -> None:
    table = reference_table(CONTENT, "item_min_level")
    take(
        workspace,
        CONTENT,
        table,
        caps(tmp_path, "0033,2,,,circular 1\n0031,2,,,circular 1\n"),
        "extend",
    )
    newer = caps(tmp_path, "0033,3,,,circular 2\n0099,2,,,circular 2\n")
    changes = difference(workspace, CONTENT, table, newer, "extend", None)
    assert [r["item_prefix"] for r in changes.added] == ["0099"]
    assert [(r["item_prefix"], r["min_level"]) for r in changes.changed] == [("0033", 3)]
    assert (changes.gone, changes.unchanged) == ((), 1)
    whole = difference(workspace, CONTENT, table, newer, "replace", None)
    assert [r["item_prefix"] for r in whole.gone] == ["0031"]


def test_what_is_taken_is_in_force_beside_what_was_taken_before(
    workspace: Workspace, tmp_path: Path
) -> None:
    table = reference_table(CONTENT, "item_min_level")
    take(workspace, CONTENT, table, caps(tmp_path, "0033,2,,,circular 1\n"), "extend")
    take(
        workspace,
        CONTENT,
        table,
        caps(tmp_path, "0033,3,,,circular 2\n0099,2,,,circular 2\n"),
        "extend",
    )
    assert [(r["item_prefix"], r["min_level"]) for r in in_force(workspace, "item_min_level")] == [
        ("0033", 3),
        ("0099", 2),
    ]


@pytest.mark.parametrize(
    ("rows", "line", "what"),
    [
        ("0033,2,,,a\n0033,3,,,a\n", ":3", "same item_prefix"),
        ("0033,2,2025-01-01,2025-07-01,a\n0033,3,2025-06-01,,a\n", ":3", "same item_prefix"),
        ("0033,nine,,,a\n", ":2", "min_level"),
        ("0033,2,2025-07-01,2025-01-01,a\n", ":2", "validity_in_order"),
    ],
)
def test_a_file_with_a_bad_row_is_refused_whole_and_named_by_line(
    workspace: Workspace, tmp_path: Path, rows: str, line: str, what: str
) -> None:
    file = caps(tmp_path, f"{rows}")
    with pytest.raises(LibraryError) as error:
        take(workspace, CONTENT, reference_table(CONTENT, "item_min_level"), file, "extend")
    told = [p for p in error.value.problems if p.where.endswith(line) and what in p.what]
    assert told
    assert in_force(workspace, "item_min_level") == []
    assert not (workspace.root / "reference").exists()


def test_rows_of_one_key_may_follow_one_another_in_time(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = caps(tmp_path, "0033,2,2024-01-01,2025-01-01,a\n0033,3,2025-01-01,,a\n")
    take(workspace, CONTENT, reference_table(CONTENT, "item_min_level"), file, "extend")
    assert len(in_force(workspace, "item_min_level")) == 2


def test_a_doubtful_row_is_confirmed_or_set_aside_for_this_workspace_only(
    workspace: Workspace,
) -> None:
    table = reference_table(CONTENT, "item_requires")
    first, second = [str(r["row"]) for r in in_force(workspace, "item_requires")[:2]]
    assert confirm(workspace, CONTENT, table, [first], drop=False) == 1
    assert confirm(workspace, CONTENT, table, [second], drop=True) == 1
    now = {str(r["row"]): r for r in in_force(workspace, "item_requires")}
    assert now[first]["confidence"] == "sure"
    assert (now[second]["confidence"], str(now[second]["valid_to"])) == ("guess", "1900-01-02")
    with reference_rows(
        CONTENT, Workspace.create(workspace.root.parent / "other").settings()
    ) as connection:
        shipped = {r["row"]: r for r in table_rows(connection, table)}
    assert shipped[first]["confidence"] == "guess"


def test_unknown_rows_and_a_file_that_settings_name_already_are_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    table = reference_table(CONTENT, "item_requires")
    with pytest.raises(UsageError, match="no row 00000000"):
        confirm(workspace, CONTENT, table, ["00000000"], drop=False)
    own = tmp_path / "ours.csv"
    own.write_text("item_prefix,min_level,source\n0033,2,a\n", encoding="utf-8")
    with workspace.settings_file.open("a", encoding="utf-8") as file:
        file.write(f'\n[reference.item_min_level]\nfile = "{own}"\n')
    with pytest.raises(UsageError, match=r"names ours\.csv"):
        take(
            workspace,
            CONTENT,
            reference_table(CONTENT, "item_min_level"),
            caps(tmp_path, "0031,2,,,a\n"),
            "extend",
        )


def test_a_file_is_known_by_its_name_or_by_the_option(tmp_path: Path) -> None:
    named, other = tmp_path / "item_min_level_2026.csv", tmp_path / "x.csv"
    with pytest.raises(UsageError, match="no such file"):
        table_of_file(CONTENT, named, None)
    for file in (named, other):
        file.touch()
    assert table_of_file(CONTENT, named, None).name == "item_min_level"
    assert table_of_file(CONTENT, other, "item_age").name == "item_age"
    with pytest.raises(UsageError, match="does not bear the name"):
        table_of_file(CONTENT, other, None)


def test_rows_that_name_something_claimed_are_counted(workspace: Workspace) -> None:
    with reference_rows(CONTENT, workspace.settings()) as connection:
        facts = {f.table: f for f in table_facts(connection, CONTENT, HELD)}
        without = {f.table: f for f in table_facts(connection, CONTENT, None)}
    assert (facts["item_indication"].fires or 0) > 0
    assert facts["item_daily_cap"].fires == 0
    assert facts["legal_basis"].fires is None
    assert without["item_indication"].fires is None
    assert facts["item_requires"].guess == facts["item_requires"].rows


def test_rows_whose_codes_no_claim_holds_are_named(workspace: Workspace, tmp_path: Path) -> None:
    table = reference_table(CONTENT, "item_min_level")
    take(workspace, CONTENT, table, caps(tmp_path, "XN06,2,,,a\nXN0G,2,,,a\n"), "extend")
    with reference_rows(CONTENT, workspace.settings()) as connection:
        assert unheld(connection, table, HELD) == ["XN0G"]
        assert unheld(connection, table, None) is None


def test_a_file_in_the_encoding_of_old_spreadsheets_is_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "item_min_level.csv"
    file.write_bytes(
        "item_prefix,min_level,item_name,source\n0033,2,介入治疗,省局通知\n".encode("gbk")
    )
    take(workspace, CONTENT, reference_table(CONTENT, "item_min_level"), file, "extend")
    assert in_force(workspace, "item_min_level")[0]["source"] == "省局通知"


OPEN = "0033,2,,,circular 1\n"
CLASHING = [
    ("0033,3,2025-01-01,,circular 2\n", "0033 (2025-01-01 – …)", "… – …"),
    ("0033,3,2025-01-01,2025-07-01,circular 2\n", "0033 (2025-01-01 – 2025-07-01)", "… – …"),
]


@pytest.mark.parametrize(("rows", "row", "earlier"), CLASHING)
def test_a_row_that_applies_beside_one_taken_before_is_refused_and_named(
    workspace: Workspace, tmp_path: Path, rows: str, row: str, earlier: str
) -> None:
    table = reference_table(CONTENT, "item_min_level")
    kept = take(workspace, CONTENT, table, caps(tmp_path, OPEN), "extend")
    before = kept.read_bytes()
    with pytest.raises(LibraryError) as error:
        take(workspace, CONTENT, table, caps(tmp_path, rows), "extend")
    (problem,) = error.value.problems
    assert str(problem.what) == (
        f"item_prefix {row} applies on days on which a row taken before applies: {earlier}"
    )
    assert kept.read_bytes() == before
    take(workspace, CONTENT, table, caps(tmp_path, "0099,2,,,circular 3\n"), "extend")
    assert len(in_force(workspace, "item_min_level")) == 2


def test_a_file_that_ends_the_earlier_row_may_bring_its_successor(
    workspace: Workspace, tmp_path: Path
) -> None:
    table = reference_table(CONTENT, "item_min_level")
    take(workspace, CONTENT, table, caps(tmp_path, OPEN), "extend")
    successor = "0033,2,,2025-01-01,circular 1\n0033,3,2025-01-01,,circular 2\n"
    take(workspace, CONTENT, table, caps(tmp_path, successor), "extend")
    assert [r["min_level"] for r in in_force(workspace, "item_min_level")] == [2, 3]


def test_a_row_that_begins_when_the_earlier_one_ends_contradicts_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    table = reference_table(CONTENT, "item_min_level")
    first = "0033,2,2024-01-01,2025-01-01,circular 1\n"
    take(workspace, CONTENT, table, caps(tmp_path, first), "extend")
    around = "0033,1,,2024-01-01,circular 0\n0033,3,2025-01-01,,circular 2\n"
    take(workspace, CONTENT, table, caps(tmp_path, around), "extend")
    assert len(in_force(workspace, "item_min_level")) == 3
