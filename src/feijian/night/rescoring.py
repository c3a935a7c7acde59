"""When models are scored again: by policy, not by the clock of the night.

`[models] rescore` of feijian.toml: `late` scores when a month closes or rows of a closed month arrive,
change or leave; `close` only when a month closes, and late rows wait for it; `night` whenever anything
new arrived. In between, scores are carried with the day they are of, and the report says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from feijian.contracts.model import quoted
from feijian.library.kept import combined

if TYPE_CHECKING:
    import duckdb

ASKED = """
with reached as (
    select distinct key as encounter_id from ledger.touched where scope = 'encounter' and delivery_seq > $seq
),

-- with a key that no row has: the others are then looked up while rows are read (see workspace/lookups)
reached_key as (select encounter_id from reached union all select '\x01'),

touched_code as (
    select key from ledger.touched where scope = 'trace_code' and delivery_seq > $seq union all select '\x01'
)

select exists ({late})
"""

LATE = (
    "select 1 from ledger.touched where scope = 'all' and delivery_seq > $seq",
    # an encounter that is gone may have been of any month
    "select 1 from reached anti join canonical.encounter as kept on reached.encounter_id = kept.encounter_id",
    """
    select 1 from canonical.encounter as visit
    where
        visit.encounter_id in (from reached_key)
        and coalesce(cast(visit.started_at as date) < $open_from, true)
    """,
    # persons touched otherwise than by a visit of this month
    """
    select 1 from ledger.touched as touched
    where
        touched.delivery_seq > $seq and touched.scope = 'person'
        and touched.key not in (
            select visit.person_id from canonical.encounter as visit
            where visit.encounter_id in (from reached_key) and visit.person_id is not null
        )
    """,
    """
    select 1 from canonical.claim as claim
    where claim.encounter_id in (from reached_key) and coalesce(cast(claim.settled_at as date) < $open_from, true)
    """,
    # codes bought or sold in a closed month, or that are gone
    """
    select 1 from canonical.dispense as sold
    where sold.trace_code in (from touched_code) and coalesce(cast(sold.dispensed_at as date) < $open_from, true)
    """,
    """
    select 1 from canonical.purchase as bought
    where {bought_since} and coalesce(cast(bought.stocked_at as date) < $open_from, true)
    """,
    """
    select 1 from ledger.touched as touched
    where
        touched.delivery_seq > $seq and touched.scope = 'trace_code'
        and touched.key not in (
            select trace_code from canonical.dispense where trace_code in (from touched_code)
            union
            select trace_code from canonical.purchase where trace_code in (from touched_code)
        )
    """,
    """
    select 1 from canonical.claim_line as line
    where line.encounter_id in (from reached_key) and coalesce(cast(line.charged_at as date) < $open_from, true)
    """,
)
"""What says that scores do not stand, asked one after the other, the short tables first: the first that holds is enough,
and asked in one query none of them is asked while rows are read."""


REGISTERS = """
select
    (select sum(cast(hash(t) as hugeint)) from canonical.provider as t),
    (select sum(cast(hash(t) as hugeint)) from canonical.practitioner as t),
    (
        select sum(cast(hash({of_person}) as hugeint)) from canonical.person as t
        where t.person_id in (
            select visit.person_id from canonical.encounter as visit
            where visit.person_id is not null and cast(visit.started_at as date) < $open_from
        )
    ),
    (
        select sum(cast(hash(t) as hugeint)) from canonical.purchase as t
        where t.trace_code is null and coalesce(cast(t.stocked_at as date) < $open_from, true)
    )
"""
"""Rows that decide every month alike, and purchases that only their institution names."""


def registers(
    connection: duckdb.DuckDBPyConnection, as_of: date, of_person: Iterable[str] = ()
) -> str:
    """What the registers say of institutions, of staff and of whoever came before this month.

    of_person: columns of the register of persons that count.
    """
    row = ", ".join(f"t.{quoted(c)}" for c in ("person_id", *of_person))
    query = REGISTERS.replace("{of_person}", f"({row})")
    rows = connection.execute(query, {"open_from": as_of.replace(day=1)}).fetchall()
    return combined(rows)


CAME_SINCE = """
                select origin.purchase_id from ledger.origin_purchase as origin
                inner join ledger.file as file on origin._file = file.file_seq
                where file.delivery_seq > $seq"""
"""Purchases of which a row came since."""

BOUGHT_SINCE = f"""bought.purchase_id in ({CAME_SINCE}
                union all
                select '\x01'
            )"""
"""A code sold today was bought long ago; what counts is when the row of its purchase came."""

BOUGHT_OF_TOUCHED = "bought.trace_code in (from touched_code)"
"""Where nobody noted which delivery a purchase is of: any code that was touched."""


def scores_stand(
    connection: duckdb.DuckDBPyConnection,
    policy: str,
    told: Mapping[str, Any],
    as_of: date,
    of_person: Iterable[str] = (),
) -> bool:
    """Whether scores of an earlier day stand on `as_of` by the policy.

    told: `on` which day they are of, up to which `delivery_seq`, and the `registers` of then.
    of_person: as of `registers`.
    """
    scored_on, since = date.fromisoformat(told["on"]), int(told["delivery_seq"])
    month, open_month = ((d.year, d.month) for d in (scored_on, as_of))
    if policy == "night" or as_of < scored_on or month != open_month:
        return False
    if policy == "close":
        return True
    if told["registers"] != registers(connection, as_of, of_person):
        return False
    values = {"seq": since, "open_from": as_of.replace(day=1)}
    noted = connection.execute(
        "select 1 from information_schema.tables where table_schema = 'ledger' and table_name = 'origin_purchase'"
    ).fetchall()
    bought_since = BOUGHT_SINCE if noted else BOUGHT_OF_TOUCHED
    came = f"select exists ({CAME_SINCE})"
    # most days bring no purchase: then nobody's number is looked up among all
    none_came = noted and not connection.execute(came, {"seq": since}).fetchall()[0][0]
    for one in LATE:
        if none_came and "{bought_since}" in one:
            continue
        query = ASKED.replace("{late}", one.replace("{bought_since}", bought_since))
        asked = {name: value for name, value in values.items() if f"${name}" in query}
        if connection.execute(query, asked).fetchall()[0][0]:
            return False
    return True
