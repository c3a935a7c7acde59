"""A period that ends before it begins is refused before anything runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from feijian.cli.app import app
from feijian.cli.options import period
from feijian.errors import UsageError


def test_a_period_may_be_open_or_one_day() -> None:
    assert period(None, None) == (None, None)
    assert period("2025-01-02", None) == (date(2025, 1, 2), None)
    assert period("2025-01-02", "2025-01-02") == (date(2025, 1, 2), date(2025, 1, 2))


def test_a_sweep_that_ends_before_it_begins_is_refused_before_anything_runs(tmp_path: Path) -> None:
    options = ["--provider", "H1", "--from", "2025-03-01", "--to", "2025-02-01"]
    # the folder is no workspace: the period is looked at before it
    done = CliRunner().invoke(app, ["sweep", *options, "--workspace", str(tmp_path)])
    assert isinstance(done.exception, UsageError)
    assert done.exception.exit_code == 2
    assert str(done.exception) == (
        "--from: 2025-03-01 is later than --to 2025-02-01, so that no day is left\n"
        "  Give the first day first."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--from", "--to"])
def test_a_day_that_is_none_ends_with_the_code_of_the_command_line(
    tmp_path: Path, option: str
) -> None:
    arguments = ["sweep", "--provider", "H1", option, "2025-02-30", "--workspace", str(tmp_path)]
    assert CliRunner().invoke(app, arguments).exit_code == 2
