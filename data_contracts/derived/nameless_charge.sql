/* ---
title: Visits with charges for services or materials that are sent without a name
title_zh: 诊疗、耗材明细缺项目名称的就诊
scope: encounter
note: >-
  Whoever finds that something was not charged reads names: a line without one may be it. Drugs, beds and nursing
  are known by their category and are none of them. The share is of the visit's charges above zero.
--- */
-- most visits have a name for every charge: only those that lack one are added up
with nameless_visit as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    where
        line.item_name is null and line.amount > 0
        and not coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece', 'bed', 'nursing'), false)
),

charge as (
    select
        line.encounter_id, line.amount,
        case
            when coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece', 'bed', 'nursing'), false) then 0
            when line.item_name is null then line.amount
            else 0
        end as nameless_amount
    from derived.net_line_scan as line
    semi join nameless_visit on line.encounter_id is not distinct from nameless_visit.encounter_id
    where line.amount > 0
),

charged as (
    select encounter_id, sum(amount) as amount, sum(nameless_amount) as nameless_amount
    from charge
    group by encounter_id
)

select
    encounter_id,
    cast(nameless_amount as decimal(18, 2)) as nameless_amount,
    cast(round(nameless_amount / amount, 4) as decimal(9, 4)) as nameless_share
from charged
where nameless_amount > 0
