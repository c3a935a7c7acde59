/* ---
title: One doctor sees person after person within seconds
title_zh: 医师连续接诊间隔仅数秒（疑似未问诊批量开方）
official: none
version: 7
status: stable
certainty: suspect
subject: practitioner
identity: [run_from, provider_id]
scope: practitioner
basis: [条例15, 条例38(七), 条例38(二)]
parameters:
  max_gap_seconds: {type: integer, default: 30, min: 5, step: 5, unit: seconds from one visit to the next, note: "a proposal; nobody asks, reads and writes in less"}
  upload_seconds: {type: integer, default: 5, min: 0, max: 20, step: 1, unit: seconds from one visit to the next, note: "a proposal; on the average faster is a machine that sends a list"}
  course: {type: string, default: "透析|血液滤过|灌流|化疗|化学治疗|放疗|放射治疗|高压氧", note: treatments that a room gives to a whole shift}
  min_persons: {type: integer, default: 30, min: 5, step: 1, unit: persons in a row, note: a proposal}
  long_row: {type: integer, default: 60, min: 20, step: 10, unit: visits in a row, note: "a proposal; so many of that average are a row with pauses in it, as hands make them"}
message: "{persons} persons [persons:was|were] seen one after the other from {run_from} on, {gap} seconds apart on average"
message_zh: "自 {run_from} 起连续接诊 {persons} 人，平均间隔 {gap} 秒"
innocent_when:
  - a paper list of the day was typed in afterwards
  - a vaccination or screening day for which one doctor signs
  - a list sent by a machine (left out, where the gaps are of a few seconds or none, or most of them between pauses)
  - dialysis and other sessions to which a shift comes together (left out)
innocent_when_zh:
  - 纸质登记事后集中录入
  - 由一名医师统一签名的接种、筛查日
  - 系统批量上传（间隔仅数秒或为零、或停顿之间多为数秒的已排除）
  - 透析等同班次集中治疗（已排除）
verify_by:
  - the dialogue, pictures or voice of the consultations, and from which device the prescriptions were signed
  - who passed the persons on to the doctor, and at which shop the drugs were given out
verify_by_zh:
  - 调取问诊对话、图像、录音及处方签名设备
  - 核查患者来源及调剂药店
tolerates: [claim, claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id]
judged: select count(distinct practitioner_id) from encounter where class in ('outpatient', 'emergency')
source: ["published reports of inspections: internet hospitals that sign prescriptions by the second"]
note: Beginnings of visits at the first or the last second of a day are dates without times and are left out; where times are cut to the minute the mean decides. So it does in a long row, which may have pauses in it. rx_same_minute asks for one dear drug for several persons in a minute, this rule for a row that goes on. A row that goes on at several providers is a finding of each, for its own visits.
note_zh: 就诊开始时间为零点整或 23:59:59 的只有日期，不参与判断；时间只到分钟的，按平均间隔判断；较长的连续接诊中间可有停顿，亦按平均间隔判断。rx_same_minute 查一分钟内同一贵重药，本规则查持续的连续接诊。跨机构的连续接诊，各机构就本机构的就诊分列。
--- */
with
-- a shift of dialysis begins at one go: each name is looked at once
course_item as (
    select distinct item_name
    from derived.charged_item
    where regexp_matches(item_name, $course)
),

course as (
    select distinct encounter_id
    from derived.net_line_scan
    where
        item_name in (select course_item.item_name from course_item)
        and category in ('treatment', 'surgery', 'other', 'general')
),

visit as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id, encounter.practitioner_id,
        encounter.started_at, cast(epoch(encounter.started_at) as bigint) as second,
        cast(epoch(encounter.started_at) as bigint) // ($min_persons * $max_gap_seconds) as stretch
    from encounter
    anti join derived.taken_back_visit as taken_back on encounter.encounter_id = taken_back.encounter_id
    anti join course on encounter.encounter_id = course.encounter_id
    where
        encounter.class in ('outpatient', 'emergency')
        and encounter.practitioner_id is not null -- gate: equivalent, who is not named joins no row below
        -- the first and the last second of a day stand for a date without a time
        and cast(epoch(encounter.started_at) as bigint) % 86400 not in (0, 86399)
),

-- whoever has such a row has half of it within a stretch of the clock as long as the shortest row: the others
-- need not be put in order
quick as (
    select distinct practitioner_id
    from (
        select practitioner_id
        from visit
        group by practitioner_id, stretch
        having count(encounter_id) * 2 >= $min_persons -- gate: equivalent, bounds work
    ) as full_stretch
),

-- times cut to the minute: the next one may stand a minute later
clock as (
    select
        visit.practitioner_id,
        case
            when count(visit.encounter_id) filter (where visit.second % 60 <> 0) = 0
                then greatest(60, $max_gap_seconds)
            else $max_gap_seconds
        end as step_seconds
    from visit
    semi join quick -- gate: equivalent, bounds work
        on visit.practitioner_id = quick.practitioner_id -- gate: equivalent, bounds work
    group by visit.practitioner_id
),

paced as (
    select
        visit.encounter_id, visit.person_id, visit.provider_id, visit.practitioner_id, visit.started_at, visit.second,
        clock.step_seconds,
        visit.second - lag(visit.second) over (
            partition by visit.practitioner_id order by visit.second, visit.encounter_id
        ) as gap,
        -- from here on a long row of that average; where times are cut to the minute they tell no pauses
        clock.step_seconds = $max_gap_seconds
        and lead(visit.second, cast($long_row - 1 as integer)) over (
            partition by visit.practitioner_id order by visit.second, visit.encounter_id
        ) - visit.second <= $max_gap_seconds * ($long_row - 1) as begins_long_row
    from visit
    inner join clock on visit.practitioner_id = clock.practitioner_id
),

stepped as (
    select
        encounter_id, person_id, provider_id, practitioner_id, started_at, second, gap,
        coalesce(bool_or(begins_long_row) over (
            partition by practitioner_id order by second, encounter_id
            rows between cast($long_row - 1 as integer) preceding and 1 preceding
        ), false) as is_of_long_row,
        case when gap <= step_seconds then 0 else 1 end as is_pause
    from paced
),

numbered as (
    select
        encounter_id, person_id, provider_id, practitioner_id, started_at, second, gap, is_of_long_row, is_pause,
        sum(case when is_of_long_row then 0 else is_pause end) over (
            partition by practitioner_id order by second, encounter_id
            rows between unbounded preceding and current row
        ) as run_no
    from stepped
),

run as (
    select
        practitioner_id, run_no,
        min(started_at) as run_from,
        count(distinct person_id) as persons,
        cast(round((max(second) - min(second)) / nullif(count(encounter_id) - 1.0, 0)) as integer) as gap
    from numbered
    group by practitioner_id, run_no
    having
        count(distinct person_id) >= $min_persons
        and max(second) - min(second) >= $upload_seconds * (count(encounter_id) - 1)
        and (max(second) - min(second) <= $max_gap_seconds * (count(encounter_id) - 1) or bool_or(is_of_long_row))
        -- lists that are sent now and then have pauses too, and between them nearly no time
        and not (
            max(case when is_of_long_row then is_pause else 0 end) = 1
            and count(encounter_id) filter (where gap < $upload_seconds) * 2 > count(encounter_id)
        )
)

select
    run.practitioner_id as subject_id, run.practitioner_id, run.run_from,
    numbered.provider_id,
    min(run.persons) as persons,
    min(run.gap) as gap,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(line.claim_line_id) filter (where line.claim_line_id is not null),
        cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct numbered.encounter_id) as encounter_ids,
    run.run_from as occurred_from,
    max(numbered.started_at) as occurred_to
from run
inner join numbered on run.practitioner_id = numbered.practitioner_id and run.run_no = numbered.run_no
left join derived.net_claim_line as line on numbered.encounter_id = line.encounter_id
group by run.practitioner_id, run.run_from, numbered.provider_id
