"""The step that records data quality: row balance, quarantine and the contracts' suites."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from feijian.contracts.content import Content
from feijian.contracts.expectations import SuiteResult, assess_apart
from feijian.workspace import Run, Workspace

BALANCE = """
select
    delivery.delivery_id, file.name as file, file.source_table as "table", file.read, file.accepted,
    file.void, file.repeated, file.quarantined
from ledger.file as file
inner join ledger.delivery as delivery on file.delivery_seq = delivery.delivery_seq
order by file.delivery_seq, file.name
"""
HELD = """
select source_table as "table", reason, count(*) as rows
from (select source_table, unnest(reasons) as reason from ledger.quarantine where state = 'held') as held
group by source_table, reason order by source_table, reason
"""


def assess_with(
    content: Content, workspace: Workspace, run: Run, progress: Callable[[str, float], None]
) -> dict[str, Any]:
    """Write quality/quality.json: the formal record of a run's data.

    Summary: suites that hold and do not, expectations that could not be judged, rows in quarantine,
    and the tables whose keys are not unique: everything joined to them counts twice.
    """
    with workspace.reading() as connection:
        balance = _dicts(connection.execute(BALANCE))
        quarantine = _dicts(connection.execute(HELD))
    progress("expectations", 0.1)
    suites = assess_apart(workspace.warehouse, content.library.roots, workspace.settings().threads)
    progress("", 1.0)
    folder = run.file("quality")
    folder.mkdir(exist_ok=True)
    record = {"balance": balance, "quarantine": quarantine, "suites": [_suite(s) for s in suites]}
    (folder / "quality.json").write_text(
        json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    broken = [e for s in suites for e in s.expectations if e.error]
    doubled = sorted(
        s.contract
        for s in suites
        for e in s.expectations
        if e.id.startswith("key:") and not e.success
    )
    return {
        "doubled_keys": doubled,
        "suites": len(suites),
        "suites_holding": sum(1 for s in suites if s.success),
        "expectations": sum(len(s.expectations) for s in suites),
        "not_judged": len(broken),
        "quarantined": sum(int(q["rows"]) for q in quarantine),
    }


def _suite(suite: SuiteResult) -> dict[str, Any]:
    return asdict(suite)


def _dicts(cursor: Any) -> list[dict[str, Any]]:
    names = [d[0] for d in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
