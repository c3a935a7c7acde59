"""Rules, derived tables and models are begun, checked and tried by the same three words."""

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


def test_everything_wrong_with_a_library_is_told_at_once(tmp_path: Path) -> None:
    from feijian.checking import check_content

    for kind, name in (("rules", "overcharging.one"), ("models", "provider.two")):
        said(kind, "new", name, "--into", str(tmp_path), "-w", str(tmp_path))
    rule = tmp_path / "rules/overcharging/one.sql"
    rule.write_text(rule.read_text("utf-8").replace("charged_on,", "charged_onn,", 1), "utf-8")
    model = tmp_path / "models/provider/two.sql"
    model.write_text(model.read_text("utf-8").replace("count(*) as visits", "1 as one"), "utf-8")
    told = [str(p) for p in check_content([tmp_path]).problems]
    assert any("overcharging/one.sql" in t for t in told), told
    assert any("provider/two.sql" in t for t in told), told
