/* ---
title: Admitted again within 31 days into the same core DRG group
title_zh: DRG 下分解住院：31 日内同一核心病组再入院
official: none
version: 1
status: stable
certainty: suspect
subject: encounter
scope: all
basis: [条例15, 条例38(一), 实施细则(高套)]
loss: claim
parameters:
  gap_days: {type: integer, default: 31, min: 7, max: 60, step: 1, unit: days from discharge to admission}
  excused_ways: {type: list, default: ["2", "4"], note: "ways of leaving: transferred, against advice"}
  emergencies: {type: list, default: ["24"], note: "visit types of a stay that began as an emergency"}
  longest_share: {type: decimal, default: 0.75, min: 0.25, max: 1, step: 0.25, unit: of the stays of the group are shorter than the first stay, note: "a proposal: a first stay among the longest quarter was not cut short; the catalogue names the shortest quarter"}
  least_peers: {type: integer, default: 8, min: 3, max: 200, step: 1, unit: stays of a group whose lengths are compared}
message: "group {adrg_code} twice: discharged on {discharged_before} after {days_before} days, admitted again {gap} days later"
message_zh: "{discharged_before} 出院（住院 {days_before} 天），{gap} 天后再次以同一核心病组 {adrg_code} 入院"
innocent_when:
  - an operation in planned stages, a course of therapy
  - a relapse or complication that nobody could foresee
innocent_when_zh:
  - 计划性分期手术、分疗程治疗
  - 无法预见的复发或并发症
verify_by:
  - the 31-day plan on the front sheet of the first stay
  - was the patient fit to leave; the cost of the first stay against its payment standard
verify_by_zh:
  - 核对首次病案首页 31 日再住院计划
  - 核实首次是否达到出院标准、费用与支付标准的关系
tolerates: [encounter.is_newborn, encounter.is_planned_readmission, encounter.discharge_way, encounter.department, encounter.insurance, provider.specialty, provider.region_code, provider.level, readmission_innocent, procedure, person.birth_date, grouping.weight, grouping.standard_amount, grouping.version, grouping.adrg_code, grouping.is_special_case]
judged: select count(*) from derived.grouped_stay where method = 'drg'
source: [rule catalogue drg_split_readmit]
--- */
with
-- how many stays of its group are shorter than this one
ranked as (
    select
        encounter_id, person_id, provider_id, admitted_on, discharged_on, length_days, visit_type,
        discharge_way, is_planned_readmission, adrg_code, version, total_amount, standard_amount,
        percent_rank() over (partition by version, group_code order by length_days) as share_shorter,
        count(*) over (partition by version, group_code) as peers
    from derived.grouped_stay
    where method = 'drg'
),

followed as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.visit_type,
        stay.adrg_code, stay.is_planned_readmission, stay.total_amount, stay.standard_amount,
        lag(stay.encounter_id) over by_group as stay_before,
        lag(stay.discharged_on) over by_group as discharged_before,
        lag(stay.length_days) over by_group as days_before,
        lag(stay.discharge_way) over by_group as way_before,
        lag(stay.is_planned_readmission) over by_group as is_planned_before,
        lag(stay.share_shorter) over by_group as share_before,
        lag(stay.peers) over by_group as peers_before
    from ranked as stay
    anti join derived.repeat_course_stay as course on stay.encounter_id = course.encounter_id
    window by_group as (
        partition by stay.person_id, stay.provider_id, stay.version, stay.adrg_code
        order by stay.admitted_on, stay.encounter_id
    )
)

select
    encounter_id as subject_id, provider_id, person_id, adrg_code, stay_before, discharged_before, days_before,
    date_diff('day', discharged_before, admitted_on) as gap,
    -- the second payment, or what was charged where the standard is not known
    cast(coalesce(standard_amount, total_amount) as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [stay_before, encounter_id] as encounter_ids,
    discharged_before as occurred_from,
    admitted_on as occurred_to
from followed
where
    date_diff('day', discharged_before, admitted_on) between 0 and $gap_days
    and not coalesce(list_contains($excused_ways, way_before), false)
    and not coalesce(list_contains($emergencies, visit_type), false)
    and not is_planned_readmission
    and not is_planned_before
    and (share_before <= $longest_share or peers_before < $least_peers)
