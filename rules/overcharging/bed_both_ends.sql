/* ---
title: Bed charged on the day of admission and on the day of leaving too
title_zh: 床位费计入又计出（出院当日重复计收）
official: GZ10000102014000
version: 3
status: stable
certainty: suspect
subject: provider
scope: all
parts: [told]
basis: [条例38(三), 条例15]
parameters:
  least_stays: {type: integer, default: 5, min: 1, max: 1000, step: 1, unit: stays with a bed day too many, note: "a proposal; fewer are slips"}
  least_share: {type: decimal, default: 0.01, min: 0, max: 1, step: 0.04, unit: of the stays judged, note: "a proposal; fewer are errors of the day"}
  peer_ratio: {type: decimal, default: 3, min: 1, max: 20, step: 1, unit: times the share at the other hospitals together, note: "a proposal; where all do it the region's prices allow it"}
  noon: {type: integer, default: 12, min: 8, max: 24, step: 1, unit: hour, note: "a proposal; several provinces let who leaves in the afternoon pay for the day"}
  other_beds: {type: string, default: "陪|婴|新生|母婴|家庭|家床|观察|留观|日间|空调|取暖|降温|包床|加收", note: pattern of bed items that are not counted by the night}
message: "{stays} of {judged_stays} stays [stays:was|were] charged one bed day more than nights, the day of leaving among them ({others})"
message_zh: "{judged_stays} 例住院中 {stays} 例床位费比住院天数多计 1 天且出院当日计费（{others_zh}）"
innocent_when:
  - who left in the afternoon, where the region lets him pay for the day (left out where the end has an hour)
  - two wards that both counted the day of a move (left out where the bed items or departments differ)
  - a night in the emergency room before the stay
  - a bill that was cut while the patient stayed on (left out where another stay begins within a day)
innocent_when_zh:
  - 当地规定下午出院计收当日床位费（有出院时刻且在午后的已排除）
  - 转科当日两个病区均计床位（床位项目或科室不同的已排除）
  - 入院前急诊留观一晚
  - 中途结算、患者继续住院（一日内又有住院的已排除）
verify_by:
  - the rule of the price list on the day of admission and of leaving
  - ten of the stays, from the ward's book of beds
verify_by_zh:
  - 核对当地床位费“计入不计出”规定
  - 抽取十例核对病区床位登记
tolerates: [claim_line.item_name, encounter.is_newborn, encounter.department, claim_line.department, readmission_innocent, procedure, procedure.encounter_id, diagnosis, diagnosis.encounter_id, person, person.birth_date, provider, claim, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [published reports of inspections]
note: >-
  A bed is counted on the day of admission and not on the day of leaving (计入不计出). The total of the stay
  decides, not the single day: exactly one bed day more than nights, and one of them on the day of leaving.
  More than that is item_freq_cap's. At risk is one bed day of each such stay, in what was covered.
note_zh: 床位费计入不计出：入院当日计，出院当日不计。以整次住院合计为准，不看单日：恰好比住院夜数多一个床日，且其中一个记在出院当日。超出更多的由 item_freq_cap 判断。疑点金额为每次住院一个床日中列入医保范围的部分。
--- */
with
-- bills that were cut, as at the turn of the year: the patient slept there on the day of the cut
cut as (
    select stay.encounter_id
    from derived.stay as stay
    inner join derived.stay as later
        on
            stay.person_id = later.person_id
            and stay.provider_id = later.provider_id
            and stay.encounter_id <> later.encounter_id -- gate: equivalent, no stay with a night begins on the day it ends
    where date_diff('day', stay.discharged_on, later.admitted_on) between 0 and 1
),

bed_line as (
    select
        line.claim_line_id, line.encounter_id, line.charged_on, line.item_code, line.department,
        line.quantity, line.covered_amount,
        stay.provider_id, stay.discharged_on, stay.length_days
    from derived.net_claim_line as line
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    -- mother and newborn lie in two beds on one account
    anti join derived.repeat_course_stay as course
        on stay.encounter_id = course.encounter_id and course.reason in ('newborn', 'pregnancy', 'maternity')
    anti join cut on stay.encounter_id = cut.encounter_id
    where
        line.category = 'bed'
        and line.covered_amount > 0
        and not regexp_matches(coalesce(line.item_name, ''), $other_beds)
        and stay.discharged_on > stay.admitted_on
        and not stay.is_end_inferred
        and not stay.is_refunded
        and (
            stay.ended_at = cast(stay.discharged_on as timestamp)
            or extract(hour from stay.ended_at) < $noon
        )
),

-- one row per stay in one kind of bed of one ward
bedded_stay as (
    select
        encounter_id, provider_id, length_days,
        min(charged_on) as occurred_from,
        max(charged_on) as occurred_to,
        sum(quantity) as beds,
        sum(covered_amount) as covered_amount,
        sum(case when charged_on = discharged_on then quantity else 0 end) as beds_of_last_day,
        list(claim_line_id) filter (where charged_on = discharged_on) as claim_line_ids
    from bed_line
    group by encounter_id, provider_id, length_days
    having
        count(distinct item_code) = 1
        and count(distinct department) <= 1
),

told as (
    select
        encounter_id, provider_id, occurred_from, occurred_to, claim_line_ids,
        case when beds = length_days + 1 and beds_of_last_day >= 1 then 1 else 0 end as is_both_ends,
        round(covered_amount / beds, 2) as bed_day_amount
    from bedded_stay
),

counted as (
    select provider_id, count(*) as judged_stays, sum(is_both_ends) as stays
    from told
    group by provider_id
),

-- the others are all other hospitals together, never the hospital itself
habit as (
    select
        provider_id, judged_stays, stays,
        (sum(judged_stays) over ()) - judged_stays as other_judged,
        (sum(stays) over ()) - stays as other_stays
    from counted
)

select
    told.provider_id as subject_id, told.provider_id,
    max(habit.stays) as stays,
    max(habit.judged_stays) as judged_stays,
    case
        when max(habit.other_judged) = 0 then '-'
        else cast(cast(round(100.0 * max(habit.other_stays) / greatest(max(habit.other_judged), 1), 1) as decimal(5, 1)) as varchar)
    end as other_percent,
    case
        when max(habit.other_judged) = 0 then 'no other house to compare with'
        else concat('elsewhere ', cast(cast(round(100.0 * max(habit.other_stays) / greatest(max(habit.other_judged), 1), 1) as decimal(5, 1)) as varchar), '%')
    end as others,
    case
        when max(habit.other_judged) = 0 then '无其他机构可比'
        else concat('其他机构占 ', cast(cast(round(100.0 * max(habit.other_stays) / greatest(max(habit.other_judged), 1), 1) as decimal(5, 1)) as varchar), '%')
    end as others_zh,
    cast(sum(told.bed_day_amount) as decimal(18, 2)) as amount_at_risk,
    flatten(list(told.claim_line_ids)) as claim_line_ids,
    list(told.encounter_id) as encounter_ids,
    min(told.occurred_from) as occurred_from,
    max(told.occurred_to) as occurred_to
from told
inner join habit on told.provider_id = habit.provider_id
where
    told.is_both_ends = 1
    and habit.stays >= $least_stays
    and habit.stays >= $least_share * habit.judged_stays
    -- with nobody else nobody knows what is usual, and it is shown
    and habit.stays * habit.other_judged >= $peer_ratio * habit.other_stays * habit.judged_stays
group by told.provider_id
