"""sources list, show, new and check: from a folder of unknown files to a source that loads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from feijian.cli.app import app
from feijian.errors import LibraryError, UsageError

SAMPLE = (
    "某医院费用明细\n"
    "病人ID,姓名,就诊流水号,结算单号,明细流水号,机构编码,收费日期,医保编码,项目名称,费用类别,数量,单价,金额\n"
    "0001,某甲,V001,S001,L001,H37010001,2025-07-01,001101000010000,普通门诊诊察费,诊察,1,10.00,10.00\n"
    "0002,某乙,V002,S002,L002,H37010001,2025-07-02,001101000010000,普通门诊诊察费,诊察,2,10.00,20.00\n"
)


def said(*words: str) -> str:
    done = CliRunner().invoke(app, list(words), catch_exceptions=False, env={"FEIJIAN_LANG": "en"})
    assert done.exit_code == 0, done.output
    return done.output


def test_sources_are_listed_and_shown(tmp_path: Path) -> None:
    listed = json.loads(said("sources", "list", "--json", "-w", str(tmp_path)))
    assert {s["source"] for s in listed} >= {"nhsa_platform", "hospital_interface"}
    shown = json.loads(said("sources", "show", "hospital_interface", "--json", "-w", str(tmp_path)))
    made = {c["column"]: c["from"] for c in shown["columns"]}
    assert made["claim_line.amount"] == ["feedetail_2301.det_item_fee_sumamt"]


def test_a_draft_guesses_and_says_what_to_decide(tmp_path: Path) -> None:
    sample = tmp_path / "sample"
    sample.mkdir()
    (sample / "费用明细202507.csv").write_text(SAMPLE, encoding="gb18030")
    own = tmp_path / "own"
    said("sources", "new", "clinic", "--from", str(sample), "--into", str(own), "-w", str(tmp_path))
    folder = own / "data_contracts" / "sources" / "clinic"
    mapping = (folder / "claim_line.费用明细.sql").read_text("utf-8")
    for line in (
        "明细流水号 as claim_line_id",
        "病人id as person_id",
        "医保编码 as item_code",
        "金额 as amount",
        "收费日期 as charged_at",
        "-- DECIDE: category must be one of",
    ):
        assert line in mapping
    assert "in the sample: 诊察" in mapping
    contract = (folder / "费用明细.odcs.yaml").read_text("utf-8")
    assert "某甲" not in contract + mapping
    assert contract.count("{property: privacy, value: drop}") == 1
    with pytest.raises(LibraryError) as error:
        CliRunner().invoke(
            app,
            ["sources", "check", "clinic", "--library", str(own), "-w", str(tmp_path)],
            catch_exceptions=False,
        )
    assert any(
        "claim_line.费用明细.sql:" in str(p) and "to decide" in str(p) for p in error.value.problems
    )
    # a person decides: the marks go, the category gets its words
    for path in folder.iterdir():
        kept = [line for line in path.read_text("utf-8").splitlines() if "DECIDE" not in line]
        text = "\n".join(kept).replace(
            "费用类别 as category", "case 费用类别 when '诊察' then 'consultation' end as category"
        )
        path.write_text(text.replace("description:\nschema", "schema") + "\n", encoding="utf-8")
    assert "all in order" in said(
        "sources", "check", "clinic", "--library", str(own), "-w", str(tmp_path)
    )


def test_names_and_folders_that_cannot_be_are_refused(tmp_path: Path) -> None:
    sample = tmp_path / "s"
    sample.mkdir()
    (sample / "a.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no name of a source"):
        CliRunner().invoke(
            app,
            ["sources", "new", "../up", "--from", str(sample), "--into", str(tmp_path)],
            catch_exceptions=False,
        )
    assert not (tmp_path / "data_contracts").exists()
