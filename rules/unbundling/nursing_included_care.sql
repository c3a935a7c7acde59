/* ---
title: Single nursing task charged beside the nursing level that contains it
title_zh: 特级护理与专项护理并收
official: GZ10000102012000
version: 9
status: stable
certainty: definite
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
parameters:
  whole_day: {type: integer, default: 20, min: 12, max: 24, step: 4, unit: hours of special nursing that fill the day,
              note: "proposal; with fewer hours the patient came or went, and only tasks within four hours are found"}
  week_tasks: {type: integer, default: 7, min: 3, max: 31, step: 1, unit: tasks of one moment,
               note: "a proposal; so many are those of a week that were written on one day: suspect"}
  posting_hours: {type: integer, default: 6, min: 1, max: 12, step: 1, unit: hours after midnight,
                  note: "a proposal; nursing booked in the small hours may be that of the day before: suspect"}
tolerates: [encounter, claim, diagnosis, claim_line.local_item_name, claim_line.department]
unmoved_by:
  cut_the_hour: "nursing that fills the day holds every task of it at whatever hour"
  home_bed: "nursing that fills the day holds every task of it wherever the bed stands"
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收 {item_name}（{reason}）"
innocent_when:
  - the level was changed during the day (suspect unless special nursing fills the day, or where the task was written before its hours or by another ward)
  - the tasks of a week were written on one day (suspect from {week_tasks} of one moment on)
  - booked together at the end, the one for some days and the other for the rest (left out where both together are no more than the days of the stay)
  - mother and newborn on one account (suspect where a diagnosis, the ward or the newborn mark tells)
innocent_when_zh:
  - 当日调整护理级别（特级护理未满全日的，或护理操作记账早于特级护理时段、由其他病区开立的，只列可疑）
  - 一周的护理操作记在一日（同一时刻 {week_tasks} 次及以上的只列可疑）
  - 集中记账，两种护理先后更换（合计天数未超过住院天数的已排除）
  - 母婴记在同一账户（诊断、科室或新生儿标志可见者只列可疑）
verify_by:
  - the nursing orders and record of the day
verify_by_zh:
  - 核对当日护理医嘱和护理记录
evidence: {kept: {claim_line: kept_line_id}}
source: ["2025-hospital 175"]
note: >-
  The half of the catalogue row nursing_level_conflict that is about tasks; two levels on one day are that rule.
  Hours posted for several days at once, and years before the list, leave it suspect.
note_zh: 国家目录 nursing_level_conflict 中关于护理操作的一半；同日两种护理等级由该规则判断。多日护理合并记账的，以及清单发布之前年度的，为疑似。
--- */
with
-- the lines of the visits in question, read once
line_beside as (
    select claim_line_id, encounter_id, item_code, charged_at, charged_on, quantity, department
    from derived.net_line_scan
    where
        encounter_id in (
            select listed_pair.encounter_id from derived.listed_pair
            where scheme = 'nursing' -- gate: equivalent, bounds work
        ) -- gate: equivalent, bounds work
),

-- nursing that a run of the small hours booked, perhaps for the day before
booked_after as (
    select claim_line_id
    from line_beside
    where
        charged_at > cast(charged_on as timestamp)
        and extract(hour from charged_at) < $posting_hours
),

-- tasks of a week written on one day, be they on one line or on as many of one moment
by_the_week as (
    select claim_line_id
    from line_beside
    qualify sum(quantity) over (partition by encounter_id, item_code, charged_at) >= $week_tasks
),

-- tasks of before the hours of special nursing that the day has: the patient was still elsewhere
done_before as (
    select line.claim_line_id
    from line_beside as line
    inner join derived.listed_pair as pair on line.claim_line_id = pair.claim_line_id
    where
        pair.scheme = 'nursing'
        and line.charged_at > cast(line.charged_on as timestamp)
        and extract(hour from line.charged_at) + 1 <= 24 - pair.containing_quantity
),

-- tasks that another ward ordered than the special nursing, on the day of the move
other_ward as (
    select pair.claim_line_id
    from derived.listed_pair as pair
    inner join line_beside as task on pair.claim_line_id = task.claim_line_id
    inner join line_beside as special on pair.containing_line_id = special.claim_line_id
    where
        pair.scheme = 'nursing' -- gate: equivalent, bounds work
        and task.department <> special.department
),

-- how much of each there is in the stay
total as (
    select encounter_id, item_code, sum(quantity) as quantity
    from line_beside
    group by encounter_id, item_code
),

-- booked together at the end, the one for some days and the other for the rest: no day need hold both
one_after_the_other as (
    select distinct pair.claim_line_id
    from derived.listed_pair as pair
    inner join line_beside as containing on pair.containing_line_id = containing.claim_line_id
    inner join derived.stay as stay on pair.encounter_id = stay.encounter_id
    inner join total on pair.encounter_id = total.encounter_id and pair.item_code = total.item_code
    inner join total as other
        on containing.encounter_id = other.encounter_id and containing.item_code = other.item_code
    where not pair.tells_day and total.quantity + other.quantity <= stay.length_days + 1
),

-- one row per line at risk, however many rows of the lists name it
contained as (
    select
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name,
        max(doubled_amount) as doubled_amount,
        min(containing_name) as containing_name,
        arg_min(containing_line_id, (containing_name, containing_line_id, coalesce(note, '')))
            as kept_line_id,
        arg_min(note, (containing_name, containing_line_id, coalesce(note, ''))) as reason,
        min(
            case
                when
                    containing_quantity between $whole_day and 24
                    and tells_day
                    and claim_line_id not in (select by_the_week.claim_line_id from by_the_week)
                    and claim_line_id not in (select done_before.claim_line_id from done_before)
                    and claim_line_id not in (select other_ward.claim_line_id from other_ward)
                    and containing_line_id not in (select booked_after.claim_line_id from booked_after)
                    and coalesce(certainty, 'definite') = 'definite'
                    and coalesce(try_cast(substr(list_edition, 1, 4) as integer), 0) <= year(charged_on)
                    then 0
                else 1
            end
        ) as is_open_question
    from derived.listed_pair
    where
        scheme = 'nursing'
        and covered_amount > 0
        and claim_line_id not in (select one_after_the_other.claim_line_id from one_after_the_other)
        and (
            is_same_session
            or containing_quantity >= $whole_day
            -- special nursing charged by the day
            or (not tells_hour and tells_day and containing_quantity = 1)
        )
    group by
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name
),

-- mother and newborn on one account, in one room: the task may be the other's
several as (
    select stated.encounter_id
    from (
        select encounter_id, code from diagnosis
        union all
        select encounter_id, main_diagnosis as code from encounter
    ) as stated
    semi join contained -- gate: equivalent, bounds work
        on stated.encounter_id = contained.encounter_id -- gate: equivalent, bounds work
    where regexp_matches(stated.code, '^(O8[0-4]|O30|Z37|Z38[.]?[3-8])')
    union
    select encounter.encounter_id
    from encounter
    semi join contained -- gate: equivalent, bounds work
        on encounter.encounter_id = contained.encounter_id -- gate: equivalent, bounds work
    where encounter.is_newborn or regexp_matches(encounter.department, '(新生儿|NICU|母婴|产科|产房|产后)')
)

select
    contained.encounter_id as subject_id,
    min(contained.provider_id) as provider_id,
    min(contained.person_id) as person_id,
    contained.item_code, contained.charged_on,
    min(contained.item_name) as item_name,
    min(contained.containing_name) as containing_name,
    -- of the containing item that is named
    arg_min(contained.kept_line_id, (contained.containing_name, contained.kept_line_id)) as kept_line_id,
    arg_min(contained.reason, (contained.containing_name, contained.kept_line_id)) as reason,
    cast(sum(contained.doubled_amount) as decimal(18, 2)) as amount_at_risk,
    list(contained.claim_line_id) as claim_line_ids,
    case when max(contained.is_open_question) = 1 or max(several.encounter_id) is not null then 'suspect' end as certainty,
    [contained.encounter_id] as encounter_ids,
    contained.charged_on as occurred_from,
    contained.charged_on as occurred_to
from contained
left join several on contained.encounter_id = several.encounter_id
group by contained.encounter_id, contained.item_code, contained.charged_on
