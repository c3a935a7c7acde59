/* ---
title: Discharged and admitted again to the same hospital, or a sister house, for the same disease
title_zh: 分解住院：同一机构或同集团机构短期内同类疾病再次入院
official: GZ10000204001000
version: 11
status: stable
certainty: suspect
subject: encounter
scope: all
parts: [returned]
basis: [条例15, 条例38(一), 令2号]
loss: claim
parameters:
  gap_days: {type: integer, default: 15, min: 0, max: 31, step: 1, unit: days from discharge to admission, note: "regions use 7, 10, 15 or 30"}
  near_days: {type: integer, default: 3, min: 0, max: 15, step: 1, unit: days from discharge to admission, note: "a proposal: up to here a return is shown whatever the hospital's habit is"}
  excuse_days: {type: integer, default: 7, min: 0, max: 31, step: 1, unit: days from discharge to admission, note: "a proposal: up to here a return is shown although the hospital itself names an excuse"}
  change_days: {type: integer, default: 1, min: 0, max: 7, step: 1, unit: days from discharge to admission, note: "a proposal: so soon, another diagnosis with the same charges counts too"}
  course_gap: {type: integer, default: 1, min: 0, max: 7, step: 1, unit: days from discharge to admission, note: "a proposal: the next cycle of chemotherapy is weeks away; so soon it is the same one, cut in parts"}
  course: {type: string, default: "Z51.1", note: prefix of the diagnosis of a stay for chemotherapy}
  day_ward: {type: string, default: "日间", note: wards whose patients come on each day of a cycle}
  least_likeness: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the items of both stays are in each}
  same_likeness: {type: decimal, default: 0.8, min: 0.3, max: 1, step: 0.1, unit: of the items of both stays are in each, note: "a proposal: up to near_days, another diagnosis with all but the same charges counts too"}
  training: {type: string, default: "(训练|康复|运动疗法|作业疗法|偏瘫|言语|吞咽|认知)", note: pattern of item names that show rehabilitation}
  least_same: {type: integer, default: 6, min: 1, max: 100, step: 1, unit: items that both stays have, note: "a proposal: fewer in common are the routine of admission"}
  least_peer_stays: {type: integer, default: 30, min: 1, max: 10000, step: 1, unit: stays elsewhere, note: "a proposal: with fewer nobody knows what is usual"}
  habit_ratio: {type: decimal, default: 2, min: 1, max: 10, step: 0.5, unit: times the share of returns elsewhere, note: "a proposal"}
  habit_share: {type: decimal, default: 0.1, min: 0.02, max: 0.5, step: 0.02, unit: of the stays are returns, note: "a proposal: so many are a habit, whatever the others do"}
  excused_ways: {type: list, default: ["2", "4"], note: "ways of leaving: transferred, against advice"}
  emergencies: {type: list, default: ["24"], note: "visit types of a stay that began as an emergency"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "left {provider_before} on {discharged_before} and was admitted again{sister} {gap} days later ({diagnosis_before}, then {main_diagnosis}){excuse}"
message_zh: "{discharged_before} 出院，{gap} 天后再次入住{house_zh}（{diagnosis_before} → {main_diagnosis}）{excuse_zh}"
evidence: {context: {encounter: stay_before}, excuse: {encounter: excuse_encounter_ids}}
innocent_when:
  - courses of chemotherapy, radiotherapy or dialysis, drugs given by plan for rare diseases, newborns, childbirth (left out, but for stays for chemotherapy that follow each other within a day on an ordinary ward); psychiatric, rehabilitation and nursing stays are judged by the rules on frequent stays and on discharges from long care
  - the other eye or joint, another vessel, a later stage of an operation that the list of operations shows (left out)
  - an emergency room the day before, a stay elsewhere in between, a death (left out)
  - the insurance of the patient changed, so that the bill was cut and went on in the same bed within a day (left out)
  - all bills were settled at the turn of the year and opened anew within a day (left out)
  - a transfer between houses of one owner, or of another level (left out)
  - another illness that came at once, of which the tests of admission alone are the same, or each operated on (left out where the diagnosis is of another chapter)
  - a relapse that nobody could foresee; what the hospital itself names (against advice, emergency, plan) is shown and has to be checked
innocent_when_zh:
  - 放化疗、透析、罕见病按计划给药、新生儿、分娩（已排除，普通病房一日内相接的化疗住院除外）；精神、康复、护理类住院由频繁住院、假出院规则另行判断
  - 另一只眼、另一侧关节、另一支血管或后一期手术，手术清单可见的（已排除）
  - 入院前一日有急诊就诊、两次之间在外院住院、死亡（已排除）
  - 参保险种变更，按规定中途结算后同床续住（已排除）
  - 年度结算后次日内续住（已排除）
  - 同集团机构之间转院，或转往不同等级机构（已排除）
  - 出院后旋即新发他病，仅入院常规检查检验相同或两次各行不同手术（诊断属不同章的已排除）
  - 无法预见的复发；机构自报的理由（自动出院、急诊、计划再住院）仅予列示，需核实
verify_by:
  - lay both records side by side; was the patient cured or improved at the first discharge
  - ask the patient who asked for the discharge; papers behind the excuse that the hospital names
verify_by_zh:
  - 对照两次病历，核实首次出院时是否达到出院标准
  - 询问患者是否被要求办理出院再入院；核实机构自报理由的书面依据
tolerates: [claim, claim_line.item_name, encounter.is_newborn, encounter.insurance, encounter.bed, encounter.is_planned_readmission, encounter.discharge_way, encounter.department, encounter.visit_type, provider.specialty, provider, readmission_innocent, staged_procedure, procedure, procedure.code, procedure.name, procedure.encounter_id, diagnosis, diagnosis.code, person, person.birth_date, diagnosis.encounter_id]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [rule catalogue split_admission]
note: "A sister house is one of the same owner (chain) and level, judged up to near_days. Where the old main diagnosis stands among those of the return, under a main one of the same chapter, half of the items in common are enough up to near_days; returns after near_days are shown where the hospital has them more often than the other hospitals together, or nobody can tell."
note_zh: 同集团且同级的机构视同一家，限 near_days 以内。前次主诊断在返院的其他诊断之列、且返院主诊断属同一章的，near_days 以内只要有一半项目相同即列示；超过 near_days 的返院，只在该医院此类返院多于其他医院合计，或无从比较时列示。
--- */
with
-- stays of long care, which have thresholds of their own; rehabilitation may be no more than a code of the house
long_stay as (
    select encounter_id, bool_and(reason = 'rehabilitation') as is_rehabilitation
    from derived.repeat_course_stay
    where reason in ('psychiatric', 'rehabilitation', 'hospice', 'per_diem') -- gate: equivalent, courses are left out below
    group by encounter_id
),

trained as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    semi join long_stay -- gate: equivalent, bounds the work
        on line.encounter_id = long_stay.encounter_id -- gate: equivalent, bounds the work
    -- names of items are few, lines are many
    where line.item_name in (
        select item.item_name from derived.charged_item as item where regexp_matches(item.item_name, $training)
    )
    union
    -- what was not delivered may be the training
    select undelivered.encounter_id
    from derived.undelivered_charge as undelivered
    where undelivered.missing_share >= $missing_share
),

-- one row per return: the nearest stay before it at the same hospital
followed as (
    select
        returned.encounter_id, returned.stay_before, returned.person_id, returned.provider_id, returned.provider_before,
        returned.is_sister, returned.admitted_on,
        returned.discharged_before, returned.gap, returned.visit_type, returned.way_before,
        returned.is_planned, returned.is_planned_before, returned.has_course_drug,
        stay.main_diagnosis, stay_before.main_diagnosis as diagnosis_before, stay.total_amount,
        coalesce(stay.diagnosis_category = stay_before.diagnosis_category, false) and not returned.is_long_care
            as is_same_category,
        returned.is_long_care as is_called_rehabilitation
    from derived.return_stay as returned
    inner join derived.stay as stay on returned.encounter_id = stay.encounter_id
    inner join derived.stay as stay_before on returned.stay_before = stay_before.encounter_id
    left join long_stay as long_return on returned.encounter_id = long_return.encounter_id
    left join long_stay as long_before on returned.stay_before = long_before.encounter_id
    left join trained on returned.encounter_id = trained.encounter_id
    where
        returned.gap <= $gap_days
        and (
            not returned.is_course
            or (
                returned.gap <= $course_gap
                and starts_with(stay.main_diagnosis, $course)
                and starts_with(stay_before.main_diagnosis, $course)
                and not regexp_matches(concat_ws(' ', stay.department, stay_before.department), $day_ward)
            )
        )
        -- an acute stay that comes back under the code of a sequel, without a training in it
        and (
            not returned.is_long_care
            or (long_before.encounter_id is null and trained.encounter_id is null and long_return.is_rehabilitation)
        )
        -- what other records show; nobody's own word
        and returned.staged is null
        and not returned.has_emergency_visit
        and not returned.has_stay_elsewhere
        and not returned.is_insurance_change
        and not returned.is_year_turn
        and not coalesce(returned.way = '5', false)
        -- between two houses of an owner a transfer is one, and what comes back later may be chance
        and not (
            returned.is_sister
            and (returned.gap > $near_days or coalesce(list_contains($excused_ways, returned.way_before), false))
        )
    qualify
        row_number() over (
            partition by returned.encounter_id order by stay_before.started_at desc, returned.stay_before desc
        ) = 1
),

-- what the hospital says itself lowers the chance and is shown
told as (
    select
        encounter_id, stay_before, person_id, provider_id, provider_before, is_sister, admitted_on, main_diagnosis,
        total_amount, discharged_before, diagnosis_before, gap, is_same_category, is_called_rehabilitation,
        coalesce(list_contains($excused_ways, way_before), false) as is_way,
        coalesce(list_contains($emergencies, visit_type), false) as is_emergency,
        is_planned or is_planned_before as is_plan,
        has_course_drug as is_drug
    from followed
),

returned as (
    select
        encounter_id, stay_before, person_id, provider_id, provider_before, is_sister, admitted_on, main_diagnosis,
        total_amount, discharged_before, diagnosis_before, gap, is_same_category, is_called_rehabilitation, is_way, is_emergency,
        is_plan, is_drug
    from told
    where gap <= $excuse_days or not (is_way or is_emergency or is_plan or is_drug)
),

-- the old disease stands among the diagnoses of the return, whose main one is its neighbour:
-- a stroke and its sequel, a disc and the back
named_again as (
    select distinct returned.encounter_id
    from returned
    inner join derived.encounter_diagnosis as stated
        on
            returned.encounter_id = stated.encounter_id
            and starts_with(stated.code, substr(returned.diagnosis_before, 1, 3))
    where substr(returned.main_diagnosis, 1, 1) = substr(returned.diagnosis_before, 1, 1)
),

-- only pairs with another diagnosis need their items compared
doubtful as (
    select
        returned.encounter_id, returned.stay_before,
        case
            when returned.gap <= $change_days or named_again.encounter_id is not null then $least_likeness
            else $same_likeness
        end as likeness,
        case when returned.gap <= $change_days then 1 else $least_same end as least_common,
        -- an illness of another chapter: what is drawn of everybody on admission makes no two stays alike
        returned.gap <= $change_days
        and named_again.encounter_id is null
        and coalesce(substr(returned.main_diagnosis, 1, 1) <> substr(returned.diagnosis_before, 1, 1), false)
            as is_other_chapter
    from returned
    left join named_again on returned.encounter_id = named_again.encounter_id
    where
        not returned.is_same_category -- gate: equivalent, pairs of one disease are found without it
        and returned.gap <= greatest($change_days, $near_days)
        and (named_again.encounter_id is not null or not returned.is_called_rehabilitation)
),

doubtful_stay as (
    select encounter_id as pair, encounter_id, likeness, least_common, is_other_chapter from doubtful
    union all
    select encounter_id as pair, stay_before as encounter_id, likeness, least_common, is_other_chapter from doubtful
),

-- one row per pair and item, with the number of its stays that have the item
item_of_pair as (
    select
        doubtful_stay.pair, doubtful_stay.likeness, doubtful_stay.least_common, line.item_code,
        count(distinct line.encounter_id) as stays,
        max(case when doubtful_stay.is_other_chapter and line.category = 'surgery' then line.encounter_id end) as operated_in
    from doubtful_stay
    inner join derived.net_line_scan as line on doubtful_stay.encounter_id = line.encounter_id
    where
        line.category not in ('bed', 'nursing', 'consultation', 'registration')
        and not (doubtful_stay.is_other_chapter and line.category in ('laboratory', 'examination'))
    group by doubtful_stay.pair, doubtful_stay.likeness, doubtful_stay.least_common, line.item_code
),

alike as (
    select pair
    from item_of_pair
    group by pair, likeness, least_common
    having
        count(*) filter (where stays = 2) >= likeness * count(*)
        and count(*) filter (where stays = 2) >= least_common
        -- the eye in the one and the gall bladder in the other, under the same drips
        and count(distinct case when stays = 1 then operated_in end) < 2
),

counted as (
    select stay.provider_id, count(*) as stays, count(returned.encounter_id) as returns
    from derived.stay as stay
    left join returned
        on stay.encounter_id = returned.encounter_id and returned.is_same_category and not returned.is_sister
    where not stay.is_refunded
    group by stay.provider_id
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
    returned.encounter_id as subject_id, returned.provider_id, returned.person_id,
    returned.stay_before, returned.provider_before, returned.discharged_before, returned.diagnosis_before,
    returned.main_diagnosis, returned.gap,
    case when returned.is_sister then ' to ' || returned.provider_id || ', a hospital of the same owner,' else '' end as sister,
    case when returned.is_sister then '同一集团的机构 ' || returned.provider_id else '同一机构' end as house_zh,
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
left join alike on returned.encounter_id = alike.pair
where
    (returned.is_same_category or alike.pair is not null)
    and (
        returned.gap <= $near_days
        or habit.other_stays < $least_peer_stays
        or habit.returns >= $habit_share * habit.stays
        or habit.returns * habit.other_stays >= $habit_ratio * habit.other_returns * habit.stays
    )
