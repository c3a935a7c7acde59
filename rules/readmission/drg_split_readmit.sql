/* ---
title: Admitted again within 31 days into the same core DRG group
title_zh: DRG 下分解住院：31 日内同一核心病组再入院
official: none
version: 5
status: stable
certainty: suspect
subject: encounter
scope: all
basis: [条例15, 条例38(一), 按病种付费办法, 实施细则(高套)]
loss: claim
parameters:
  gap_days: {type: integer, default: 31, min: 7, max: 60, step: 1, unit: days from discharge to admission}
  near_days: {type: integer, default: 3, min: 0, max: 15, step: 1, unit: days from discharge to admission, note: "a proposal: up to here a return is shown whatever the hospital's habit is"}
  excuse_days: {type: integer, default: 7, min: 0, max: 31, step: 1, unit: days from discharge to admission, note: "a proposal: up to here a return is shown although the hospital itself names an excuse"}
  least_peer_stays: {type: integer, default: 30, min: 1, max: 10000, step: 1, unit: stays elsewhere, note: "a proposal: with fewer nobody knows what is usual"}
  habit_ratio: {type: decimal, default: 2, min: 1, max: 10, step: 0.5, unit: times the share of returns elsewhere, note: "a proposal"}
  habit_share: {type: decimal, default: 0.1, min: 0.02, max: 0.5, step: 0.02, unit: of the stays are returns, note: "a proposal: so many are a habit, whatever the others do"}
  relapsing: {type: string, default: "^(I50|I11[.]0|I13|J44|J45|J47|K70[.]3|K74|K76[.]6|N18)", note: "main diagnoses of both stays: organs that fail and come back of themselves"}
  relapse_days: {type: integer, default: 14, min: 0, max: 31, step: 1, unit: days from discharge to admission, note: "a proposal: one in five with a failing heart is back within a month; so soon, it was not treated to the end"}
  excused_ways: {type: list, default: ["2", "4"], note: "ways of leaving: transferred, against advice"}
  emergencies: {type: list, default: ["24"], note: "visit types of a stay that began as an emergency"}
  longest_share: {type: decimal, default: 0.75, min: 0.25, max: 1, step: 0.25, unit: of the stays of the group are shorter than the first stay, note: "a proposal: a first stay among the longest quarter was not cut short; the catalogue names the shortest quarter"}
  least_peers: {type: integer, default: 8, min: 3, max: 200, step: 1, unit: stays of a group whose lengths are compared}
message: "group {adrg_code} twice: discharged on {discharged_before} after {days_before} days, admitted again {gap} days later{excuse}"
message_zh: "{discharged_before} 出院（住院 {days_before} 天），{gap} 天后再次以同一核心病组 {adrg_code} 入院{excuse_zh}"
evidence: {context: {encounter: stay_before}, excuse: {encounter: excuse_encounter_ids}}
innocent_when:
  - courses of chemotherapy, radiotherapy or dialysis, drugs given by plan for rare diseases, newborns, childbirth (left out); psychiatric, rehabilitation and nursing stays (left out)
  - the other eye or joint, another vessel, a later stage of an operation that the list of operations shows (left out)
  - an emergency room the day before, a stay elsewhere in between, a death (left out)
  - the insurance of the patient changed, so that the bill was cut and went on in the same bed within a day (left out)
  - all bills were settled at the turn of the year and opened anew within a day (left out)
  - a failing heart, lung, liver or kidney that comes back after more than {relapse_days} days (left out)
  - a relapse that nobody could foresee; what the hospital itself names (against advice, emergency, plan) is shown and has to be checked
innocent_when_zh:
  - 放化疗、透析、罕见病按计划给药、新生儿、分娩（已排除）；精神、康复、护理类住院（已排除）
  - 另一只眼、另一侧关节、另一支血管或后一期手术，手术清单可见的（已排除）
  - 入院前一日有急诊就诊、两次之间在外院住院、死亡（已排除）
  - 参保险种变更，按规定中途结算后同床续住（已排除）
  - 年度结算后次日内续住（已排除）
  - 心、肺、肝、肾功能衰竭类慢性病 {relapse_days} 天后复发（已排除）
  - 无法预见的复发；机构自报的理由（自动出院、急诊、计划再住院）仅予列示，需核实
verify_by:
  - the 31-day plan on the front sheet of the first stay
  - was the patient fit to leave; the cost of the first stay against its payment standard; papers behind the excuse
verify_by_zh:
  - 核对首次病案首页 31 日再住院计划
  - 核实首次是否达到出院标准、费用与支付标准的关系；核实机构自报理由的书面依据
tolerates: [encounter.main_diagnosis, encounter.is_newborn, encounter.bed, encounter.is_planned_readmission, encounter.discharge_way, encounter.department, encounter.visit_type, encounter.insurance, provider, provider.specialty, provider.region_code, provider.level, readmission_innocent, staged_procedure, procedure, procedure.code, procedure.name, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person, person.birth_date, grouping.version, grouping.adrg_code, grouping.is_special_case]
judged: select count(*) from derived.grouped_stay where method = 'drg'
source: [rule catalogue drg_split_readmit]
note: "Returns after near_days are shown where the hospital has them more often than the other hospitals together, or nobody can tell."
note_zh: 超过 near_days 的返院，只在该医院此类返院多于其他医院合计，或无从比较时列示。
--- */
with
-- how many stays of its group are shorter than this one
ranked as (
    select
        encounter_id, provider_id, discharged_on, length_days, adrg_code, version, total_amount,
        percent_rank() over (partition by version, group_code order by length_days) as share_shorter,
        count(*) over (partition by version, group_code) as peers
    from derived.grouped_stay
    where method = 'drg'
),

-- one row per return into the same core group: the nearest stay of it before
followed as (
    select
        returned.encounter_id, returned.stay_before, returned.person_id, returned.provider_id, returned.admitted_on,
        returned.discharged_before, returned.gap, stay.adrg_code, stay.total_amount,
        stay_before.length_days as days_before, stay_before.share_shorter as share_before,
        stay_before.peers as peers_before,
        coalesce(list_contains($excused_ways, returned.way_before), false) as is_way,
        coalesce(list_contains($emergencies, returned.visit_type), false) as is_emergency,
        returned.is_planned or returned.is_planned_before as is_plan,
        returned.has_course_drug as is_drug
    from derived.return_stay as returned
    inner join ranked as stay on returned.encounter_id = stay.encounter_id
    inner join ranked as stay_before
        on
            returned.stay_before = stay_before.encounter_id
            and stay.adrg_code = stay_before.adrg_code
            and coalesce(stay.version, '') = coalesce(stay_before.version, '')
    inner join encounter as visit on returned.encounter_id = visit.encounter_id
    inner join encounter as visit_before on returned.stay_before = visit_before.encounter_id
    where
        returned.gap <= $gap_days
        and not returned.is_sister
        and not returned.is_course
        and not returned.is_long_care
        -- what other records show; nobody's own word
        and returned.staged is null
        and not returned.has_emergency_visit
        and not returned.has_stay_elsewhere
        and not returned.is_insurance_change
        and not returned.is_year_turn
        and not coalesce(returned.way = '5', false)
        and not (
            returned.gap > $relapse_days
            and coalesce(regexp_matches(visit.main_diagnosis, $relapsing), false)
            and coalesce(regexp_matches(visit_before.main_diagnosis, $relapsing), false)
        )
    qualify
        row_number() over (
            partition by returned.encounter_id
            order by returned.discharged_before desc, returned.admitted_before desc, returned.stay_before desc
        ) = 1
),

-- what the hospital says itself lowers the chance and is shown
returned as (
    select
        encounter_id, stay_before, person_id, provider_id, admitted_on, discharged_before, gap, adrg_code,
        total_amount, days_before, is_way, is_emergency, is_plan, is_drug
    from followed
    where
        (gap <= $excuse_days or not (is_way or is_emergency or is_plan or is_drug))
        and (share_before <= $longest_share or peers_before < $least_peers)
),

counted as (
    select ranked.provider_id, count(*) as stays, count(returned.encounter_id) as returns
    from ranked
    left join returned on ranked.encounter_id = returned.encounter_id
    group by ranked.provider_id
),

-- the others are all other hospitals together, never the hospital itself
habit as (
    select
        provider_id, stays, returns,
        (sum(stays) over ()) - stays as other_stays,
        (sum(returns) over ()) - returns as other_returns
    from counted
)

select
    returned.encounter_id as subject_id, returned.provider_id, returned.person_id, returned.adrg_code,
    returned.stay_before, returned.discharged_before, returned.days_before, returned.gap,
    concat(
        case when returned.is_way then '; the hospital names a transfer or a departure against advice' else '' end,
        case when returned.is_emergency then '; the hospital names an emergency' else '' end,
        case when returned.is_plan then '; the hospital names a plan' else '' end,
        case when returned.is_drug then '; an antineoplastic drug without a tumour' else '' end
    ) as excuse,
    concat(
        case when returned.is_way then '；机构自报转院或自动出院' else '' end,
        case when returned.is_emergency then '；机构自报急诊入院' else '' end,
        case when returned.is_plan then '；机构自报计划再住院' else '' end,
        case when returned.is_drug then '；有抗肿瘤药但无肿瘤诊断' else '' end
    ) as excuse_zh,
    case
        when (returned.is_emergency or returned.is_plan or returned.is_drug) and returned.is_way
            then [returned.stay_before, returned.encounter_id]
        when returned.is_way then [returned.stay_before]
        when returned.is_emergency or returned.is_plan or returned.is_drug then [returned.encounter_id]
        else cast([] as varchar[])
    end as excuse_encounter_ids,
    cast(returned.total_amount as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [returned.stay_before, returned.encounter_id] as encounter_ids,
    returned.discharged_before as occurred_from,
    returned.admitted_on as occurred_to
from returned
inner join habit on returned.provider_id = habit.provider_id
where
    returned.gap <= $near_days
    or habit.other_stays < $least_peer_stays
    or habit.returns >= $habit_share * habit.stays
    or habit.returns * habit.other_stays >= $habit_ratio * habit.other_returns * habit.stays
