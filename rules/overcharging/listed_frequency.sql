/* ---
title: Item of the problem lists charged more often than a day or stay allows
title_zh: 问题清单项目超次收费
official: GZ10000102014000
version: 7
status: stable
certainty: suspect
subject: encounter
identity: [counted_as, period]
scope: person
basis: [条例38(三), 条例38(二), 典型问题清单(2025)]
parameters:
  fee_of_all: {type: string, default: "一般诊疗费", note: names of a fee of the visit that holds the injection}
  injection: {type: string, default: "^(门诊)?(肌肉|皮下|静脉|皮内)?(注射|推注)费?|^(门诊|小儿)?(头皮)?(静脉)?(输液|滴注|点滴)", note: "names of injections and infusions; fees of the visit for no more than these are a course paid at once"}
tolerates: [diagnosis, item_daily_cap, encounter.visit_type, encounter.bed, encounter.department]
message: "{quantity} {unit_en} of {item_name} charged {period_en}; at most {max_quantity}; {excess} too many even if some were booked late"
message_zh: "{item_name} 在{period_zh}收费 {quantity} {unit}，上限 {max_quantity} {unit}；扣除可能的补记后超出 {excess} {unit}（{reason}）"
innocent_when:
  - the item was done again on clinical grounds, as on another vessel
  - an operation of the day before was booked on this day
  - the fee of the visit for each injection of a course paid at once, or for a second call of the day hours later (left out)
innocent_when_zh:
  - 因病情需要重复开展，如另一支血管
  - 前一日的操作补记在当日
  - 一次缴清的注射、输液疗程按次收取诊疗费，或同日数小时后再次就诊（已排除）
verify_by:
  - the reports or records of each time the item was done
verify_by_zh:
  - 逐次核对报告或操作记录
source: ["2025-hospital 21", "2025-hospital 56", "2025-hospital 57", "2025-hospital 118-146", "2025-hospital 176"]
note: >-
  Reads the rows of problem_frequency that no rule of its own reads: interventions, imaging, laboratory, radiotherapy,
  rescue, psychiatry, teeth, massage and fees of the visit. Where times have hours a day decides, in the laboratory one session of an hour; where the
  whole stay was booked at one moment, or by dates, the total of the stay. Not in the catalogue; the
  lists name them.
note_zh: 读取 problem_frequency 中没有专门规则的条目：介入、影像、检验、放疗、抢救、精神、口腔、推拿及诊查等费用。有时分的按日判断，检验按一小时内一次采样判断；整次住院同一时刻记账或只有日期的，以住院合计为准。国家规则目录未列，依据为问题清单。
--- */
with
fee_visit as (
    select encounter_id
    from derived.limit_excess
    where kind = 'visit_fee' -- gate: equivalent, bounds work
),

-- injections of a course that were paid at one visit bring a fee each where the region takes it by the call
injected as (
    select line.encounter_id, sum(line.quantity) as injections
    from derived.net_claim_line as line
    where
        line.encounter_id in (select fee_visit.encounter_id from fee_visit) -- gate: equivalent, bounds work
        and regexp_matches(coalesce(line.item_name, ''), $injection)
    group by line.encounter_id
)

select
    excess.encounter_id as subject_id,
    min(excess.provider_id) as provider_id,
    min(excess.person_id) as person_id,
    excess.counted_as, excess.period,
    min(excess.item_names) as item_name,
    sum(excess.quantity) as quantity,
    sum(excess.excess) as excess,
    max(excess.total_quantity) as total_quantity,
    max(excess.allowed_quantity) as allowed_quantity,
    min(excess.max_quantity) as max_quantity,
    min(excess.unit) as unit,
    case min(excess.unit) when '小时' then 'hours' when '部位' then 'sites' else 'units' end as unit_en,
    case excess.period when 'stay' then '本次住院' else ' ' || substr(excess.period, 1, 10) || ' ' end as period_zh,
    case excess.period when 'stay' then 'in the stay' else 'on ' || substr(excess.period, 1, 10) end as period_en,
    min(excess.note) as reason,
    sum(excess.amount_at_risk) as amount_at_risk,
    list(excess.claim_line_id) as claim_line_ids,
    [excess.encounter_id] as encounter_ids,
    min(excess.charged_on) as occurred_from,
    max(excess.charged_on) as occurred_to
from derived.limit_excess as excess
left join injected on excess.encounter_id = injected.encounter_id
where
    excess.kind in ('cardiac', 'imaging', 'lab', 'radiotherapy', 'rescue', 'psychiatry', 'dental', 'tcm', 'visit_fee')
    and not (
        excess.kind = 'visit_fee'
        and regexp_matches(coalesce(excess.item_names, ''), $fee_of_all)
        and excess.total_quantity <= coalesce(injected.injections, 0)
    )
group by excess.encounter_id, excess.counted_as, excess.period
