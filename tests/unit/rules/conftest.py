"""A library folder of one rule, written by each test, beside the built-in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SQL = """\
/* ---
title: A dear line
title_zh: 高额明细
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [claim_line_id]
scope: encounter
basis: [条例38(三)]
parameters:
  floor: {type: integer, default: 10, min: 1, step: 1, unit: yuan}
message: "{amount} yuan, more than {floor}"
message_zh: "{amount} 元，超过 {floor}"
innocent_when: [it was dear]
innocent_when_zh: [确实昂贵]
verify_by: [the bill]
verify_by_zh: [查账单]
--- */
select
    encounter_id as subject_id, provider_id, claim_line_id, amount,
    amount as amount_at_risk, [claim_line_id] as claim_line_ids, [encounter_id] as encounter_ids,
    charged_at as occurred_from, charged_at as occurred_to
from claim_line
where
    amount >= $floor
    and category = 'bed'
"""
CASES = """\
- name: ten yuan for a bed is dear
  given:
    claim_line: |
      claim_line_id | encounter_id | category | amount
      L1            | E1           | bed      | 10.00
      L2            | E1           | nursing  | 99.00
  finds: |
      subject_id | claim_line_ids
      E1         | L1
- name: nine is not
  given:
    claim_line: |
      claim_line_id | encounter_id | category | amount
      L1            | E1           | bed      | 9.00
  finds: nothing
"""


@pytest.fixture
def library(tmp_path: Path) -> Callable[..., Path]:
    """Write a library of one rule `overcharging.dear`, with (old, new) texts replaced in it."""

    def write(*changes: tuple[str, str], cases: str = CASES) -> Path:
        sql = SQL
        for old, new in changes:
            assert old in sql
            sql = sql.replace(old, new)
        folder = tmp_path / "own" / "rules" / "overcharging"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "dear.sql").write_text(sql, encoding="utf-8")
        (folder / "dear.cases.yaml").write_text(cases, encoding="utf-8")
        return tmp_path / "own"

    return write
