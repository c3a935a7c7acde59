/* ---
title: Written out and in again in the same bed or ward, over and over after equal times
title_zh: 假出院：长期住院患者按固定间隔办理出院、次日内同床或同科再入院
official: GZ10000204001000
version: 6
status: stable
certainty: suspect
subject: person
identity: [provider_id]
scope: person
basis: [条例15, 条例38(一), 定点机构通知(2025)]
loss: claim
parameters:
  least_returns: {type: integer, default: 2, min: 1, max: 20, step: 1, unit: returns into the same bed, note: "a proposal: one may be a settlement at mid-year"}
  gap_days: {type: integer, default: 1, min: 0, max: 3, step: 1, unit: days from discharge to admission}
  moved_days: {type: integer, default: 10, min: 1, max: 60, step: 1, unit: days of each stay, note: "a proposal: who lies that long and is in the same ward again next day was not discharged, whatever the bed; day wards give another bed each day"}
  unlike_days: {type: integer, default: 3, min: 0, max: 15, step: 1, unit: days by which the stays before the returns differ at most, note: "a proposal: an illness does not end every sixty days"}
message: "{returns} times written out and in again in {place}, after {spell} each"
message_zh: "每 {spell_zh}办理出院并于次日内再次入住{place_zh}，共 {returns} 次"
evidence: {context: {encounter: stay_before_ids}}
innocent_when:
  - bills of a ward that are cut by the month (left out where all returns follow a month at its turn and no group is paid), a change of insurance (left out)
  - the bureau orders long stays to be settled after a number of days
  - another patient's bed was written into the record
  - the patient was home for a night
innocent_when_zh:
  - 病区按月结算（各段不超过一个月、均在月初月末续开且非按病组病种付费的已排除）、参保险种变更（已排除）
  - 医保部门要求长期住院满一定天数即结算
  - 床号登记有误
  - 患者确曾回家一晚
verify_by:
  - was the patient ever out of the ward; meals, drugs and nursing of the days of discharge
  - the limit of days or the step of the daily rate at which the discharges fall
verify_by_zh:
  - 核对出院当日膳食、发药、护理记录，患者是否离院
  - 核实出院时点是否与床日付费分段或天数限制一致
tolerates: [claim.payment_method, encounter.is_newborn, encounter.is_planned_readmission, encounter.insurance, encounter.discharge_way, encounter.department, encounter.visit_type, encounter.main_diagnosis, provider, provider.specialty, provider.level, readmission_innocent, staged_procedure, procedure, procedure.code, procedure.name, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person, person.birth_date]
judged: select count(distinct person_id) from derived.stay where not is_open and not is_refunded
source: ["notice of 2025-05-28 on designated institutions, watch on long stays"]
note: >-
  Of psychiatric, rehabilitation and other long care, which the rules on split stays leave out. At risk is what
  followed the first return. The habit of a whole hospital is false_discharge.
note_zh: 针对分解住院规则未判的精神、康复等长期住院。疑点金额为首次返院之后的费用。医院整体的习惯由 false_discharge 判断。
--- */
with
-- each such stay is paid anew
paid_by_stay as (
    select distinct claim.encounter_id
    from claim
    where claim.payment_method in ('drg', 'dip', 'single_disease')
),

returned as (
    select
        pair.encounter_id, pair.stay_before, pair.person_id, pair.provider_id, pair.discharged_before, pair.admitted_on,
        stay.bed, stay.department, stay.total_amount, stay_before.length_days as days_before,
        -- a bill that is cut by the month lasts a month at most; written out at the end of each quarter, it is not cut by the month
        (extract(day from pair.discharged_before) = 1 or extract(day from pair.discharged_before + 1) = 1)
        and stay_before.length_days <= 31
        and paid_by_stay.encounter_id is null as is_of_month,
        -- 12, 12床 and 12号床 are one bed
        coalesce(
            regexp_replace(trim(stay.bed), '(号)?(病)?床(位)?$', '')
            = regexp_replace(trim(stay_before.bed), '(号)?(病)?床(位)?$', ''), false
        ) as is_same_bed,
        coalesce(stay.department = stay_before.department, false) as is_same_ward
    from derived.return_stay as pair
    inner join derived.stay as stay on pair.encounter_id = stay.encounter_id
    inner join derived.stay as stay_before on pair.stay_before = stay_before.encounter_id
    left join paid_by_stay on pair.encounter_id = paid_by_stay.encounter_id
    where
        pair.is_long_care
        and not pair.is_sister
        and pair.gap <= $gap_days
        and (
            regexp_replace(trim(stay.bed), '(号)?(病)?床(位)?$', '')
            = regexp_replace(trim(stay_before.bed), '(号)?(病)?床(位)?$', '')
            or (
                stay.department = stay_before.department
                and stay.length_days >= $moved_days
                and stay_before.length_days >= $moved_days
            )
        )
        and not pair.is_insurance_change
        -- a bed at home is opened anew every few months
        and not regexp_matches(coalesce(stay.department, ''), '(家庭病床|家床)')
)

select
    person_id as subject_id, person_id, provider_id,
    -- what is said of one bed or ward holds for every return
    case
        when bool_and(is_same_bed) and count(distinct bed) = 1 then concat('bed ', min(bed))
        when bool_and(is_same_bed) then 'the bed that was left'
        when bool_and(is_same_ward) and count(distinct department) = 1 then concat('ward ', min(department))
        else 'the bed or ward that was left'
    end as place,
    case
        when bool_and(is_same_bed) and count(distinct bed) = 1 then concat('同一床位（', min(bed), '）')
        when bool_and(is_same_bed) then '原床位'
        when bool_and(is_same_ward) and count(distinct department) = 1 then concat('同一科室（', min(department), '）')
        else '原床位或原科室'
    end as place_zh,
    count(*) as returns,
    min(days_before) as shortest,
    max(days_before) as longest,
    case
        when min(days_before) = max(days_before) then concat(min(days_before), ' days')
        else concat(min(days_before), ' to ', max(days_before), ' days')
    end as spell,
    case
        when min(days_before) = max(days_before) then concat(min(days_before), ' 天')
        else concat(min(days_before), '～', max(days_before), ' 天')
    end as spell_zh,
    cast(sum(total_amount) as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(encounter_id) as encounter_ids,
    list(stay_before) as stay_before_ids,
    min(discharged_before) as occurred_from,
    max(admitted_on) as occurred_to
from returned
group by person_id, provider_id
having
    count(*) >= $least_returns
    and max(days_before) - min(days_before) <= $unlike_days
    -- some return is no bill of the month
    and sum(case when is_of_month then 0 else 1 end) > 0
