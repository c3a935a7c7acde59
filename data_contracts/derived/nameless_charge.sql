/* ---
title: Visits with charges for services or materials that are sent without a name
title_zh: 诊疗、耗材明细缺项目名称的就诊
scope: encounter
note: >-
  Whoever finds that something was not charged reads names: a line without one may be it. Drugs, beds and nursing
  are known by their category and are none of them. The share is of the visit's charges above zero.
--- */
select
    encounter_id,
    cast(sum(case when item_name is null then amount else 0 end) as decimal(18, 2)) as nameless_amount,
    cast(round(sum(case when item_name is null then amount else 0 end) / sum(amount), 4) as decimal(9, 4)) as nameless_share
from (
    select
        line.encounter_id, line.amount,
        case
            when coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece', 'bed', 'nursing'), false) then 'known'
            else line.item_name
        end as item_name
    from derived.net_line_scan as line
    where line.amount > 0
) as charge
group by encounter_id
having sum(case when item_name is null then amount else 0 end) > 0
