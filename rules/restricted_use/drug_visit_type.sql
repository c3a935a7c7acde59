/* ---
title: Drug that the fund pays only in a hospital stay or an emergency, charged elsewhere
title_zh: 药品限就医方式（限住院、限急抢救），其他就医方式收费
official: 2025-13
version: 1
status: stable
certainty: definite
subject: encounter
identity: [item_code]
scope: person
basis: [条例15, 条例38(六), 药品目录, 两库]
parameters:
  admitted_within_days:
    {type: integer, default: 1, min: 0, max: 7, step: 1, unit: days,
     note: "proposal; an observation that leads into a stay so soon is settled with it"}
message: "{item_name} charged in a visit of class {class}; the fund pays it only in {allowed}"
message_zh: "{item_name} 在{class_zh}收费，该药限{allowed_zh}支付"
innocent_when:
  - an emergency was settled as an ordinary visit
  - observation that led into a stay and was settled apart from it
innocent_when_zh:
  - 急诊、抢救按普通门诊结算
  - 急诊留观转住院，分开结算
verify_by:
  - emergency and rescue records of the day
  - the observation record
verify_by_zh:
  - 查急诊抢救记录
  - 查留观病历
tolerates: [encounter.department, claim_line.department, claim_line.item_name]
source: [national knowledge batch 4, revision 2026-01, rule catalogue drug_visit_type]
--- */
with
-- one row per charge outside the classes of visit that the fund pays the drug in
outside as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, limited.item_name, line.item_code) as item_name,
        line.covered_amount, encounter.class, limited.allows_inpatient, limited.allows_emergency
    from derived.net_claim_line as line
    inner join drug_visit as limited on line.item_code = limited.item_code
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        limited.doubt is null
        and line.charged_on >= coalesce(limited.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited.valid_to, date '2200-01-01')
        and not (limited.allows_inpatient and encounter.class = 'inpatient')
        and not (limited.allows_emergency and encounter.class = 'emergency')
        -- emergency and observation rooms settle as outpatients too
        and not (
            limited.allows_emergency
            and regexp_matches(concat_ws(' ', encounter.department, line.department), '急诊|急救|抢救|留观|观察室')
        )
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
),

-- the day lies within a stay or just before one
around_stay as (
    select distinct outside.claim_line_id
    from outside
    inner join derived.stay as stay on outside.person_id = stay.person_id
    where
        outside.allows_inpatient
        and date_diff('day', outside.charged_on, stay.admitted_on) <= $admitted_within_days
        and outside.charged_on <= coalesce(stay.discharged_on, date '2200-01-01')
)

select
    outside.encounter_id as subject_id,
    outside.provider_id,
    outside.person_id,
    outside.item_code,
    min(outside.item_name) as item_name,
    min(outside.class) as class,
    case min(outside.class)
        when 'outpatient' then '门诊' when 'pharmacy' then '药店' when 'emergency' then '急诊' else '住院'
    end as class_zh,
    case
        when bool_and(outside.allows_inpatient and outside.allows_emergency) then 'hospital stays and emergencies'
        when bool_and(outside.allows_inpatient) then 'hospital stays'
        else 'emergencies'
    end as allowed,
    case
        when bool_and(outside.allows_inpatient and outside.allows_emergency) then '住院和急抢救'
        when bool_and(outside.allows_inpatient) then '住院'
        else '急抢救'
    end as allowed_zh,
    cast(sum(outside.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(outside.claim_line_id) as claim_line_ids,
    [outside.encounter_id] as encounter_ids,
    min(outside.charged_on) as occurred_from,
    max(outside.charged_on) as occurred_to
from outside
anti join around_stay on outside.claim_line_id = around_stay.claim_line_id
group by outside.encounter_id, outside.provider_id, outside.person_id, outside.item_code
