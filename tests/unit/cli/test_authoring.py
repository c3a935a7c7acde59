"""Rules, derived tables and models are begun, checked and tried by the same three words."""

from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from feijian.cli.app import app


def said(*words: str) -> str:
    done = CliRunner().invoke(app, list(words), catch_exceptions=False, env={"FEIJIAN_LANG": "en"})
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(
    ("kind", "name", "place"),
    [
        ("rules", "overcharging.my_rule", "rules/overcharging/my_rule"),
        ("rules", "county_own.my_rule", "rules/county_own/my_rule"),
        ("models", "provider.my_model", "models/provider/my_model"),
        ("derived", "my_table", "data_contracts/derived/my_table"),
    ],
)
def test_a_template_stands_by_itself(tmp_path: Path, kind: str, name: str, place: str) -> None:
    written = said(kind, "new", name, "--into", str(tmp_path), "-w", str(tmp_path))
    assert (tmp_path / f"{place}.sql").is_file()
    assert (tmp_path / f"{place}.cases.yaml").is_file()
    assert f"next: feijian {kind} test {name}" in written
    assert "all hold" in said(kind, "test", name, "--library", str(tmp_path))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("rules", "NoFamily"), ("models", "a.b.c"), ("derived", "a-b"), ("derived", "9a")],
)
def test_a_name_of_another_form_is_refused(tmp_path: Path, kind: str, name: str) -> None:
    from feijian.errors import UsageError

    with pytest.raises(UsageError):
        CliRunner().invoke(
            app, [kind, "new", name, "--into", str(tmp_path)], catch_exceptions=False
        )
    assert list(tmp_path.iterdir()) == []


def test_everything_wrong_with_a_library_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from feijian.checking import check_content
    from feijian.rules.checked import rules_of

    # the shipped rules are read elsewhere
    monkeypatch.setattr("feijian.rules.step.rules_of", partial(rules_of, only=["overcharging.one"]))
    for kind, name in (("rules", "overcharging.one"), ("models", "provider.two")):
        said(kind, "new", name, "--into", str(tmp_path), "-w", str(tmp_path))
    rule = tmp_path / "rules/overcharging/one.sql"
    rule.write_text(rule.read_text("utf-8").replace("charged_on,", "charged_onn,", 1), "utf-8")
    model = tmp_path / "models/provider/two.sql"
    model.write_text(model.read_text("utf-8").replace("count(*) as visits", "1 as one"), "utf-8")
    rows = tmp_path / "data_contracts/reference/item_daily_cap.csv"
    rows.parent.mkdir(parents=True)
    rows.write_text("item_code,max_per_day,source\n001102000050000,1,a list, of 2025\n", "utf-8")
    told = [str(p) for p in check_content([tmp_path]).problems]
    assert any("item_daily_cap.csv:2" in t for t in told), told
    assert any("overcharging/one.sql" in t for t in told), told
    assert any("provider/two.sql" in t for t in told), told


@pytest.mark.parametrize(
    ("kind", "name", "place", "said_so"),
    [
        ("rules", "overcharging.one", "rules/overcharging/one", "no case finds anything"),
        ("derived", "one", "data_contracts/derived/one", "no case yields rows"),
    ],
)
def test_cases_of_one_side_are_run_before_the_other_is_asked_for(
    tmp_path: Path, kind: str, name: str, place: str, said_so: str
) -> None:
    """Who writes the innocent case first sees how it comes out."""
    from feijian.errors import CheckFailed

    said(kind, "new", name, "--into", str(tmp_path), "-w", str(tmp_path))
    key = "finds" if kind == "rules" else "yields"
    cases = tmp_path / f"{place}.cases.yaml"
    for outcome in ("nothing", "|\n    subject_id\n    nobody"):
        cases.write_text(f"- name: one side\n  {key}: {outcome}\n", "utf-8")
        words = [kind, "test", name, "--library", str(tmp_path)]
        with pytest.raises(CheckFailed) as refused:
            CliRunner().invoke(app, words, catch_exceptions=False)
        told = " ".join(str(p) for p in refused.value.problems)
        assert (said_so in told) == (outcome == "nothing")
        assert ("one side" in told) == (outcome != "nothing")
