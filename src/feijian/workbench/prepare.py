"""What the workbench shows of a run, written beside it once: the process that serves reads only this.

The rows behind evidence.parquet, providers with their division, and the law as texts come from
the warehouse; afterwards a night's load may have the warehouse for itself.
"""

from __future__ import annotations

import glob
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import polars as pl

from feijian.contracts.published import polars_schema
from feijian.leads.naming import code_names, items_told, named_items
from feijian.leads.step import read_table
from feijian.leads.warehouse import frame_of, frame_of_all, legal_basis
from feijian.workbench import background
from feijian.workspace import Run, Workspace
from feijian.workspace.folder import own_files
from feijian.workspace.lock import is_alive

if TYPE_CHECKING:
    import duckdb

FOLDER = "workbench"
EVIDENCE, FINDINGS = map(polars_schema, ("evidence", "finding"))
ROWS, PROVIDERS, LEGAL = "rows.parquet", "providers.parquet", "legal.parquet"
DAYS, NAMES = "days.parquet", "names.parquet"
OWN_FILES = (ROWS, PROVIDERS, LEGAL, DAYS, NAMES)

OF_ITEMS = ("trace_code", "dispense", "purchase")
"""Rows of evidence whose item is told by its code."""

DETAILS = """
with wanted as (
    select distinct "table" as kind, key from asked
    -- with a key that no row has: the others are then looked up while rows are read (see workspace/lookups)
    union all
    select unnest(['claim_line', 'encounter', 'claim', 'trace_code', 'dispense', 'purchase']) as kind, '\x01' as key
),

detail as (
    select
        wanted.kind, wanted.key, line.provider_id, line.encounter_id, line.person_id,
        line.practitioner_id, line.charged_at as started_at, cast(null as timestamp) as ended_at,
        line.item_code as code, coalesce(line.item_name, line.local_item_name) as item,
        line.department, cast(line.quantity as double) as quantity,
        cast(line.unit_price as double) as unit_price,
        coalesce(line.covered_amount, line.amount) as amount
    from wanted
    inner join canonical.claim_line as line on wanted.key = line.claim_line_id
    where wanted.kind = 'claim_line'
    union all
    select
        wanted.kind, wanted.key, stay.provider_id, stay.encounter_id, stay.person_id,
        stay.practitioner_id, stay.started_at, stay.ended_at, stay.main_diagnosis, stay.class,
        stay.department, null, null, null
    from wanted
    inner join canonical.encounter as stay on wanted.key = stay.encounter_id
    where wanted.kind = 'encounter'
    union all
    select
        wanted.kind, wanted.key, claim.provider_id, claim.encounter_id, claim.person_id, null,
        claim.settled_at, null, claim.claim_id, null, null, null, null, claim.total_amount
    from wanted
    inner join canonical.claim as claim on wanted.key = claim.claim_id
    where wanted.kind = 'claim'
    union all
    select
        wanted.kind, wanted.key, sale.provider_id, null, sale.person_id, null,
        sale.dispensed_at, null, sale.trace_code, sale.item_code, sale.kind,
        cast(sale.quantity as double), null, null
    from wanted
    inner join canonical.dispense as sale on wanted.key = sale.trace_code
    where wanted.kind = 'trace_code'
    union all
    select
        wanted.kind, wanted.key, sale.provider_id, null, sale.person_id, null,
        sale.dispensed_at, null, sale.trace_code, sale.item_code, sale.kind,
        cast(sale.quantity as double), null, null
    from wanted
    inner join canonical.dispense as sale on wanted.key = sale.dispense_id
    where wanted.kind = 'dispense'
    union all
    select
        wanted.kind, wanted.key, bought.provider_id, null, null, null, bought.stocked_at, null,
        bought.trace_code, bought.item_code, bought.kind, cast(bought.quantity as double),
        cast(bought.unit_price as double), null
    from wanted
    inner join canonical.purchase as bought on wanted.key = bought.purchase_id
    where wanted.kind = 'purchase'
)

select
    detail.kind, detail.key, detail.provider_id, detail.encounter_id, stay.hospital_no,
    stay.record_no, detail.person_id, detail.practitioner_id,
    cast(detail.started_at as timestamp) as started_at, cast(detail.ended_at as timestamp) as ended_at,
    detail.code, detail.item, detail.department, detail.quantity, detail.unit_price,
    cast(detail.amount as decimal(18, 2)) as amount
from detail
left join canonical.encounter as stay on detail.encounter_id = stay.encounter_id
order by detail.kind, detail.key, detail.started_at, detail.provider_id
"""

PROVIDER = """
with period_claim as (
    select provider_id, total_amount, coalesce(group_paid_amount, fund_amount) as fund_amount
    from canonical.claim
    where
        ($start is null or settled_at >= $start)
        and ($stop is null or settled_at < cast($stop as date) + interval 1 day)
),

paid as (
    select
        provider_id, cast(sum(total_amount) as decimal(18, 2)) as charged,
        cast(sum(fund_amount) as decimal(18, 2)) as fund_paid
    from period_claim
    group by provider_id
)

select
    provider.provider_id, provider.name, provider.kind, cast(provider.level as varchar) as level,
    provider.region_code, paid.charged, paid.fund_paid
from canonical.provider as provider
left join paid on provider.provider_id = paid.provider_id
order by provider.provider_id
"""


def folder_of(workspace: Workspace, run_id: str) -> Path:
    return workspace.root / FOLDER / "shelf" / run_id


def is_prepared(workspace: Workspace, run_id: str) -> bool:
    return folder_of(workspace, run_id).is_dir()


def _is_whole(folder: Path) -> bool:
    return all((folder / name).is_file() for name in (*OWN_FILES, *background.FILES))


def prepare(workspace: Workspace, run: Run) -> bool:
    """Write it, whole or not at all; False where it is there already.

    One that an older version wrote lacks what came since, and is written anew.

    Two processes may do this for one run at the same time: each writes aside, the first to be ready
    stays. Raises WorkspaceBusy while another process writes to the warehouse.
    """
    folder = folder_of(workspace, run.run_id)
    if _is_whole(folder):
        return False
    _remove_left(folder)
    with own_files(group=workspace.settings().group_readable):
        aside = folder.with_name(f".{folder.name}.{uuid4().hex}.{os.getpid()}.part")
        aside.mkdir(parents=True)
        try:
            with workspace.reading(prepared=True) as connection:
                _write(connection, run, aside)
                background.write(connection, run, aside)
            if _is_whole(folder):
                return False
            shutil.rmtree(folder, ignore_errors=True)
            aside.rename(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return True


def _remove_left(folder: Path) -> None:
    """What a process that is no more left half written."""
    for other in folder.parent.glob(f".{glob.escape(folder.name)}.*.part"):
        *_, maker, _ending = other.name.split(".")
        if not is_alive(int(maker)):
            shutil.rmtree(other, ignore_errors=True)


def _write(connection: duckdb.DuckDBPyConnection, run: Run, folder: Path) -> None:
    evidence = read_table(run, "evidence.parquet", EVIDENCE)
    connection.register("asked", evidence.select("table", "key").to_arrow())
    try:
        rows = frame_of(connection, DETAILS)
    finally:
        connection.unregister("asked")
    rows.write_parquet(folder / ROWS)
    # a sale or a purchase has its item's code alone, and so has a message about them
    sold = rows.filter(pl.col("kind").is_in(OF_ITEMS))["item"].to_list()
    told = items_told(read_table(run, "findings.parquet", FINDINGS)["message_zh"])
    items = named_items(connection, [*sold, *told])
    names = [("item", *i) for i in items.items()]
    names += [("code", *d) for d in code_names(connection).items()]
    columns = dict.fromkeys(("kind", "code", "name"), pl.String)
    pl.DataFrame(names, schema=columns, orient="row").write_parquet(folder / NAMES)
    period = {"start": run.request.period_from, "stop": run.request.period_to}
    frame_of_all(connection, "provider_paid", PROVIDER, period).write_parquet(folder / PROVIDERS)
    legal_basis(connection).write_parquet(folder / LEGAL)
    # a warehouse that was loaded before the table came has none until its next load
    has = "select 1 from information_schema.tables where table_schema = 'reference' and table_name = 'day_off'"
    known = bool(connection.execute(has).fetchall())
    days = "select day, kind from reference.day_off order by day"
    none = "select cast(null as date) as day, '' as kind where false"
    frame_of(connection, days if known else none).write_parquet(folder / DAYS)
