/* ---
title: Hospital stay against stays of the same group elsewhere
title_zh: 同病组住院病例偏离
version: 1
status: stable
subject: encounter
period: all
peers:
  - [group_key, level]
  - [group_key]
  - [diagnosis_category, level]
  - [diagnosis_category]
peer_titles:
  group_key: {title: payment group, title_zh: 同病组}
  diagnosis_category: {title: main diagnosis category, title_zh: 同主诊断类目}
leave_out: provider_id
minimum_others: 2
minimum_subjects: 50
optional: [grouping, diagnosis, procedure]
features:
  length_days: {title: length of stay, title_zh: 住院日, unit: days, unit_zh: 天, format: integer, direction: both, scale: log, floor: 0.15}
  total_amount: {title: total cost, title_zh: 住院总费用, format: money, direction: high, scale: log, floor: 0.1}
  amount_per_day: {title: cost per day, title_zh: 日均费用, format: money, direction: high, scale: log, floor: 0.1}
  drug_amount: {title: drug cost, title_zh: 药品费, format: money, direction: high, scale: log, floor: 0.2}
  investigation_amount: {title: cost of laboratory and examinations, title_zh: 检验检查费, format: money, direction: both, scale: log, floor: 0.3}
  treatment_amount: {title: cost of treatment and surgery, title_zh: 治疗手术费, format: money, direction: both, scale: log, floor: 0.3}
  consumable_amount: {title: cost of consumables, title_zh: 耗材费, format: money, direction: high, scale: log, floor: 0.3}
  idle_day_share: {title: share of days with nothing but bed and nursing, title_zh: 仅床位护理收费日占比, format: percent, direction: high, floor: 0.05}
  lines_per_day: {title: charge lines per day, title_zh: 日均收费条目, format: number, direction: high, scale: log, floor: 0.1}
  standard_per_cost: {title: payment standard over cost, title_zh: 支付标准与实际费用之比, format: number, direction: high, scale: log, floor: 0.1}
  secondary_diagnoses: {title: secondary diagnoses, title_zh: 次要诊断数, format: integer, direction: high, scale: log, floor: 0.3}
detectors: [robust_z, iforest, copod, lof]
parameters:
  minimum_amount: {type: decimal, default: 100, min: 0, step: 100, unit: yuan}
innocent_when:
  - the patient was transferred, died or left against advice, so that the stay is short and cheap
  - a rare complication or a second operation made the stay long and dear
innocent_when_zh:
  - 患者转院、死亡或自动离院，住院短、费用低
  - 少见并发症或再次手术致住院时间长、费用高
verify_by:
  - the medical record against the charge lines of the features named
  - temperature chart and nursing record of days without any treatment
verify_by_zh:
  - 所列偏离项目的收费明细与病历记录核对
  - 核对无诊疗收费日的体温单与护理记录
--- */
with part as (
    select
        line.encounter_id,
        sum(line.amount) as amount,
        coalesce(sum(line.amount) filter (
            where line.category in ('western_drug', 'patent_tcm', 'herbal_piece')
        ), 0) as drug_amount,
        coalesce(sum(line.amount) filter (
            where line.category in ('laboratory', 'examination')
        ), 0) as investigation_amount,
        coalesce(sum(line.amount) filter (
            where line.category in ('treatment', 'surgery')
        ), 0) as treatment_amount,
        coalesce(sum(line.amount) filter (where line.category = 'consumable'), 0)
            as consumable_amount,
        count(line.claim_line_id) as lines
    from derived.net_claim_line as line
    group by line.encounter_id
),

day as (
    select
        stay_day.encounter_id,
        count(stay_day.day) as days,
        count(stay_day.day) filter (where stay_day.active_lines = 0) as idle_days
    from derived.stay_day as stay_day
    group by stay_day.encounter_id
),

secondary as (
    select diagnosis.encounter_id, count(diagnosis.code) as codes
    from diagnosis
    where not diagnosis.is_main
    group by diagnosis.encounter_id
),

-- an encounter grouped by two methods is compared in one group; codes of versions never mix
grouped as (
    select
        grouping.encounter_id,
        min(grouping.method || ' ' || coalesce(grouping.version, '') || ' ' || grouping.group_code)
            as group_key,
        max(grouping.standard_amount) as standard_amount
    from grouping
    where not coalesce(grouping.is_special_case, false)
    group by grouping.encounter_id
)

select
    stay.encounter_id as subject_id, stay.provider_id,
    stay.admitted_on as period_from, stay.discharged_on as period_to,
    grouped.group_key, stay.diagnosis_category, stay.provider_level as level,
    stay.length_days, part.amount as total_amount,
    part.amount / stay.length_days as amount_per_day,
    part.drug_amount, part.investigation_amount, part.treatment_amount, part.consumable_amount,
    day.idle_days / nullif(day.days, 0) as idle_day_share,
    part.lines / stay.length_days as lines_per_day,
    grouped.standard_amount / part.amount as standard_per_cost,
    coalesce(secondary.codes, 0) as secondary_diagnoses
from derived.stay as stay
inner join part on stay.encounter_id = part.encounter_id
left join day on stay.encounter_id = day.encounter_id
left join secondary on stay.encounter_id = secondary.encounter_id
left join grouped on stay.encounter_id = grouped.encounter_id
where
    not stay.is_open and not stay.is_refunded and not stay.is_newborn
    and part.amount >= $minimum_amount
