/* ---
title: One person handed from hospital to hospital
title_zh: 多院接力住院
official: none
version: 4
status: stable
certainty: suspect
subject: person
identity: [occurred_from]
scope: person
basis: [条例15, 条例38(一), 定点机构通知(2025)]
loss: claim
parameters:
  gap_days: {type: integer, default: 2, min: 0, max: 15, step: 1, unit: days from discharge to the next admission, note: "the catalogue names 1; regions differ"}
  least_moves: {type: integer, default: 2, min: 1, max: 10, step: 1, unit: moves in a series, note: "a proposal; the catalogue names 3 a year"}
  least_mixed_moves: {type: integer, default: 4, min: 3, max: 20, step: 1, unit: moves in a series between acute and long care, note: "a proposal: to and fro so often is no step down"}
  series_days: {type: integer, default: 90, min: 7, max: 365, step: 1, unit: days between two moves of a series}
  excused_ways: {type: list, default: ["2"], note: "ways of leaving: transferred, which excuses between hospitals of different levels or of unknown ones"}
message: "{stays} stays in {providers} hospitals from {occurred_from} to {occurred_to}, each within {gap_days} days of the one before{excuse}"
message_zh: "{occurred_from} 至 {occurred_to} 在 {providers} 家机构接连住院 {stays} 次，间隔均不超过 {gap_days} 天{excuse_zh}"
evidence: {excuse: {encounter: excuse_encounter_ids}}
innocent_when:
  - on to a hospital of a higher level, or from level to level down, each once; a transfer between levels; from acute care to rehabilitation or nursing and back (left out, but not {least_mixed_moves} times in a row)
  - a care home and its hospital look after one patient together
innocent_when_zh:
  - 转往上级医院、由高到低逐级下转、上下级之间转诊、急性期后转康复护理及返回（已排除，连续 {least_mixed_moves} 次及以上的除外）
  - 医养结合机构间正常衔接
verify_by:
  - who fetched and drove the patient; transfer papers
  - bedside cards and the patient himself at the present hospital
verify_by_zh:
  - 核查车辆接送情况、转诊手续
  - 现场核对床头卡和患者本人
tolerates: [encounter.is_newborn, encounter.is_planned_readmission, encounter.discharge_way, encounter.department, encounter.visit_type, encounter.main_diagnosis, provider, provider.specialty, provider.level, readmission_innocent, procedure, procedure.code, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person, person.birth_date]
judged: select count(distinct person_id) from derived.stay where not is_open and not is_refunded
source: [rule catalogue relay_admission]
note: "Hospitals of one legal entity are not told apart: the extract names chains of pharmacies only."
note_zh: 同一法人的多家医院无法区分：数据中只有药店的连锁信息。
--- */
with
course as (
    select
        encounter_id,
        max(case when reason in ('psychiatric', 'rehabilitation', 'hospice', 'per_diem') then 0 else 1 end) as is_course
    from derived.repeat_course_stay
    group by encounter_id
),

single_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        stay.started_at, stay.discharge_way, stay.total_amount, stay.provider_level,
        case when course.encounter_id is null then 'ordinary' else 'long' end as care
    from derived.stay as stay
    left join course on stay.encounter_id = course.encounter_id
    where
        not stay.is_refunded
        and coalesce(course.is_course, 0) = 0
),

followed as (
    select
        encounter_id, person_id, provider_id, admitted_on, provider_level, care,
        lag(provider_level) over by_person as level_before,
        lag(care) over by_person as care_before,
        lag(encounter_id) over by_person as stay_before,
        lag(provider_id) over by_person as provider_before,
        lag(discharged_on) over by_person as discharged_before,
        lag(discharge_way) over by_person as way_before
    from single_stay
    window by_person as (partition by person_id order by started_at, encounter_id)
),

-- one row per move: a stay that another hospital begins when one has just ended
move as (
    select
        encounter_id, person_id, stay_before, admitted_on, provider_level,
        coalesce(list_contains($excused_ways, way_before), false) as is_told,
        care = care_before as is_of_one_care,
        coalesce(provider_level < level_before, false) as is_down,
        lag(admitted_on) over (partition by person_id order by admitted_on, encounter_id) as moved_before
    from followed
    where
        provider_id <> provider_before
        and date_diff('day', discharged_before, admitted_on) between 0 and $gap_days
        -- on to a hospital of a higher level is where the ill go
        and coalesce(provider_level <= level_before, true)
        and not (
            coalesce(list_contains($excused_ways, way_before), false)
            and coalesce(provider_level <> level_before, true)
        )
),

numbered as (
    select
        encounter_id, person_id, stay_before, is_told, is_of_one_care, is_down, provider_level,
        sum(case when date_diff('day', moved_before, admitted_on) <= $series_days then 0 else 1 end)
            over (partition by person_id order by admitted_on, encounter_id rows between unbounded preceding and current row)
            as series
    from move
),

long_series as (
    select person_id, series
    from numbered
    group by person_id, series
    having
        (sum(case when is_of_one_care then 1 else 0 end) >= $least_moves or count(*) >= $least_mixed_moves)
        -- down from the city to the county and on to the township, once each, whatever way of leaving was written
        and not (bool_and(is_down) and count(distinct provider_level) = count(*))
),

series_stay as (
    select numbered.person_id, numbered.series, numbered.encounter_id, false as is_told
    from numbered
    semi join long_series
        on numbered.person_id = long_series.person_id and numbered.series = long_series.series
    union all
    select numbered.person_id, numbered.series, numbered.stay_before as encounter_id, numbered.is_told
    from numbered
    semi join long_series
        on numbered.person_id = long_series.person_id and numbered.series = long_series.series
),

-- a stay in the middle was reached by one move and left by the next
told_stay as (
    select person_id, series, encounter_id, max(case when is_told then 1 else 0 end) as is_told
    from series_stay
    group by person_id, series, encounter_id
)

select
    series_stay.person_id as subject_id, series_stay.person_id,
    arg_max(stay.provider_id, (stay.started_at, stay.encounter_id)) as provider_id,
    count(*) as stays,
    count(distinct stay.provider_id) as providers,
    cast($gap_days as integer) as gap_days,
    case when max(series_stay.is_told) = 1 then '; some left as transferred' else '' end as excuse,
    case when max(series_stay.is_told) = 1 then '；部分离院方式填报为转院' else '' end as excuse_zh,
    list(series_stay.encounter_id) filter (where series_stay.is_told = 1) as excuse_encounter_ids,
    -- the stays after the first
    cast(
        sum(stay.total_amount) - arg_min(stay.total_amount, (stay.started_at, stay.encounter_id)) as decimal(18, 2)
    ) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(stay.encounter_id) as encounter_ids,
    min(stay.admitted_on) as occurred_from,
    max(stay.discharged_on) as occurred_to
from told_stay as series_stay
inner join single_stay as stay on series_stay.encounter_id = stay.encounter_id
group by series_stay.person_id, series_stay.series
