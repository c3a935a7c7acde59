"""evidence.parquet: the rows that make a finding understandable, both sides of it.

at_risk is what the finding stands on, from its own lists; kept, context and excuse come from the
columns that a rule's header names under `evidence`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from feijian.contracts.published import arrow_schema
from feijian.rules.findings import Finding

if TYPE_CHECKING:
    import pyarrow as pa

AT_RISK = "at_risk"
ROLES = (AT_RISK, "kept", "context", "excuse")
TABLES: tuple[tuple[Literal["claim_line_ids", "encounter_ids", "trace_codes"], str], ...] = (
    ("claim_line_ids", "claim_line"),
    ("encounter_ids", "encounter"),
    ("trace_codes", "trace_code"),
)


def evidence_rows(finding: Finding) -> Iterable[tuple[str, str, str]]:
    """(role, table, key) of one stored finding: what is at risk first, each once."""
    seen: set[tuple[str, str, str]] = set()
    for column, table in TABLES:
        for key in finding[column] or ():
            seen.add((AT_RISK, table, key))
            yield AT_RISK, table, key
    for text in finding.get("evidence") or ():
        role, table, key = text.split("\t", 2)
        # a row that is at risk itself is not told twice
        if (AT_RISK, table, key) not in seen and (role, table, key) not in seen:
            seen.add((role, table, key))
            yield role, table, key


def evidence_table(findings: Iterable[Finding], run_id: str) -> pa.Table:
    """All findings' evidence as one table."""
    import pyarrow as pa

    rows = [
        {"finding_id": f["finding_id"], "role": role, "table": table, "key": key, "run_id": run_id}
        for f in findings
        for role, table, key in evidence_rows(f)
    ]
    return pa.Table.from_pylist(rows, arrow_schema("evidence"))
