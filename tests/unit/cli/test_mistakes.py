"""What a hand slips on: a name that is not there never looks like an answer with nothing in it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
import typer

from feijian.cli.app import app
from feijian.cli.blank_paths import refuse_blank_paths
from feijian.cli.serving import serve_flows
from feijian.cli.workspace_commands import load
from feijian.errors import DeliveryNotFound, UsageError, WorkspaceError
from feijian.leads import lists
from feijian.rules.listing import rule_list
from feijian.workspace import Workspace


def test_rules_of_a_family_that_is_none_are_not_no_rules(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--family nope: there is none of that name"):
        rule_list(SimpleNamespace(rules=()), tmp_path, {}, "nope")  # type: ignore[arg-type]


def test_findings_of_a_rule_that_is_none_are_not_no_findings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged = pl.DataFrame({"rule_id": [f"stock.rule_{n}" for n in range(40)]})
    monkeypatch.setattr(lists, "read_table", lambda *_: judged)
    rows = pl.DataFrame(
        {"rule_ids": [["stock.rule_1"]], "family": ["stock"], "subject_kind": ["x"]}
    )
    for rule, todo in (("stock.rul_1", "Did you mean stock.rule_1"), ("a.b", "feijian rules list")):
        wanted = lists.Narrowing(rules=(rule,))
        with pytest.raises(UsageError, match=todo):
            lists._narrowed(None, rows, wanted, "first", "last")  # type: ignore[arg-type]


@pytest.mark.parametrize("most", [5.0, -0.1, float("nan")])
def test_five_percent_are_no_five(most: float, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no share from 0 to 1"):
        load(tmp_path, most_held=most)


def test_an_inbox_that_is_not_there_is_said_before_the_first_night(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    with pytest.raises(DeliveryNotFound, match="the inbox nowhere is not there"):
        serve_flows(workspace, tmp_path / "nowhere", "0 2 * * *", 4200)


def test_a_demo_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    from feijian.cli.demo_command import demo

    (tmp_path / "report.xlsx").write_bytes(b"mine")
    with pytest.raises(WorkspaceError, match="is not an earlier demo"):
        demo(tmp_path / "report.xlsx")
    assert (tmp_path / "report.xlsx").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("load", ""), "PATH of feijian load"),
        (("load", "  "), "PATH of feijian load"),
        (("load", ".", "--workspace="), "--workspace of feijian load"),
        (("verdicts", "import", ""), "FILE of feijian verdicts import"),
    ],
)
def test_a_path_that_is_empty_is_not_the_folder_one_is_in(
    words: tuple[str, ...], named: str
) -> None:
    command = typer.main.get_command(app)
    refuse_blank_paths(command)
    with pytest.raises(UsageError, match=f"{named}: is empty"):
        command(list(words), prog_name="feijian", standalone_mode=False)
