/* ---
title: More patients or treatments in a day than one person can manage
title_zh: 医师、治疗师日工作量超物理上限
official: none
version: 9
status: stable
certainty: suspect
subject: practitioner
identity: [worked_on, what, most]
evidence: {context: {claim_line: other_line_ids}}
scope: practitioner
parts: [manual_line]
basis: [条例15, 条例38(七)]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim_line.executing_practitioner_id, claim_line.item_name, treatment_workload, encounter.practitioner_id]
parameters:
  max_persons: {type: integer, default: 200, min: 1, step: 1, unit: outpatients a day}
  max_minutes: {type: integer, default: 600, min: 30, step: 10, unit: minutes of treatment a day}
  hands: {type: integer, default: 4, min: 1, step: 1, unit: therapists, note: a proposal; as many may work for one ordering doctor where nobody says who treated}
  course_sessions: {type: integer, default: 3, min: 2, max: 31, step: 1, unit: sessions of an item at one visit, note: "a proposal; as many are a course that is paid at once, of which one was done that day"}
  posting_days: {type: integer, default: 7, min: 1, step: 1, unit: days, note: a proposal; that long at most the work of earlier days may be booked on one}
message: "{practitioner_id} on {worked_on}: {amount_done} {what} at {providers} providers, the limit is {most}"
message_zh: "{practitioner_id} {worked_on} 在 {providers} 家机构{what_zh} {amount_done}，上限 {most}"
innocent_when:
  - a department works under one account
  - a health check of many persons
  - several treatments run at the same time without hands
  - the work of several days booked on one (let pass, as many days as lie since the day before with any, but for single sessions of those who came that day)
  - a course that an outpatient pays at once (counted as one session of that day from {course_sessions} sessions on)
  - therapists under the doctor who ordered (let pass up to four, where nobody says who treated)
innocent_when_zh:
  - 科室共用账号
  - 集中体检
  - 无需手工操作、可同时进行的治疗
  - 数日工作集中记账（按距上一个记账日的天数放宽；当日就诊者的单次治疗除外）
  - 门诊一次缴清的疗程（一次 {course_sessions} 次及以上的按当日 1 次计）
  - 未登记实际操作者、由开单医师名下多名治疗师完成（放宽至 4 人）
verify_by:
  - signatures on the treatment sheets of the day
  - the duty roster and who was logged in
verify_by_zh:
  - 核对当日治疗单签名笔迹
  - 核对排班和系统登录记录
note: Treatments and their minutes come from reference treatment_workload. Only registered practitioners are judged; a code such as "unknown" pools a whole hospital. Several sessions that a stay has on one day, on however many lines, are spread over the days since the day before with any, or since the admission; those of a course with nothing on the day before, over the days to the next with any or the discharge, where these are more. A person counts once a day, and not where the lines name somebody else who carried it out; where no line of a visit says who ordered, the doctor of the visit did. All providers of a day are put together; the finding stands where most was done, with what was charged there; what was done elsewhere is shown. Who treated counts, the ordering doctor only where nobody else is named. Amounts are the excess pro rata.
note_zh: 治疗项目及分钟数见参考表 treatment_workload；只判断库内人员，“未知”等汇总账号不判断。同一人同日在各机构的工作量合并计算；住院同一项目一日记多次的（不论几条），分摊到距上一记账日（或入院）的各日；前一日未记账的疗程，可分摊至下一记账日（或出院）；疑点记在工作量最多的机构，只计该机构的收费，其他机构的收费仅作列示；以实际操作者为准，未登记操作者的才计开单医师；门诊人数中由他人实施的不计；一次就诊的明细均未填医师的，以就诊医师为准。
--- */
with
-- items that hold a person's hands, a few names against a few patterns
manual_item as (
    select
        item.item_name,
        coalesce(workload.valid_from, date '1900-01-01') as valid_from,
        coalesce(workload.valid_to, date '2200-01-01') as valid_to,
        max(workload.minutes) as minutes,
        min(workload.max_per_day) as max_per_day
    from (select distinct item_name from derived.charged_item) as item
    inner join treatment_workload as workload
        on regexp_matches(item.item_name, workload.name_pattern)
    group by item.item_name, workload.valid_from, workload.valid_to
),

manual_line as (
    select
        line.claim_line_id, line.encounter_id, line.provider_id, line.charged_on, line.item_name, line.quantity,
        line.covered_amount, manual_item.minutes, manual_item.max_per_day, manual_item.valid_from,
        coalesce(line.executing_practitioner_id, line.practitioner_id) as practitioner_id,
        case when line.executing_practitioner_id is null then $hands else 1 end as hands
    from derived.net_line_scan as line
    inner join manual_item
        on
            line.item_name = manual_item.item_name
            and line.charged_on >= manual_item.valid_from
            and line.charged_on < manual_item.valid_to
    where coalesce(line.category in ('treatment', 'general', 'other'), false) and line.covered_amount > 0
),

-- who has a day that may hold more than a day allows, were all of it done that day: few, and only their visits are
-- looked at
loaded_practitioner as (
    select practitioner_id
    from manual_line
    group by practitioner_id, charged_on
    having
        sum(ceil(greatest(quantity, 0) * minutes)) > $max_minutes -- gate: equivalent, bounds work
        or sum(ceil(greatest(quantity, 0))) > min(max_per_day) -- gate: equivalent, bounds work
),

-- all that was done at their visits, by whomever
session as (
    select
        claim_line_id, encounter_id, provider_id, charged_on, item_name, quantity, covered_amount, minutes, max_per_day,
        practitioner_id, hands
    from manual_line
    where
        encounter_id in (
            select visited.encounter_id
            from manual_line as visited
            where visited.practitioner_id in (select practitioner_id from loaded_practitioner) -- gate: equivalent, bounds work
        ) -- gate: equivalent, bounds work
    -- of two editions that are both in force the later one holds, and the line counts once
    qualify row_number() over (partition by claim_line_id order by valid_from desc, minutes nulls last) = 1
),

-- what a stay has of an item on a day, on however many lines, and the days since the line before or the admission; of
-- a course booked when it was ordered, with nothing on the day before, those to the line after or the discharge
booked_day as (
    select
        line.encounter_id, line.item_name, line.charged_on,
        greatest(
            date_diff(
                'day',
                coalesce(
                    lag(line.charged_on) over (partition by line.encounter_id, line.item_name order by line.charged_on),
                    min(stay.admitted_on)
                ),
                line.charged_on
            ),
            case
                when
                    date_diff(
                        'day',
                        lag(line.charged_on) over (partition by line.encounter_id, line.item_name order by line.charged_on),
                        line.charged_on
                    ) = 1
                    then 1
                else date_diff(
                    'day',
                    line.charged_on,
                    coalesce(
                        lead(line.charged_on) over (partition by line.encounter_id, line.item_name order by line.charged_on),
                        min(stay.discharged_on), line.charged_on
                    )
                )
            end,
            1
        ) as days,
        sum(line.quantity) as quantity
    from session as line
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    group by line.encounter_id, line.item_name, line.charged_on
),

treatment as (
    select
        line.claim_line_id, line.encounter_id, line.provider_id, line.charged_on,
        -- of what a ward books for days together, the share of a day
        case
            when booked_day.quantity > 0
                then line.quantity * greatest(1.0 / booked_day.days, least(1.0 / booked_day.quantity, 1))
            -- of a course that an outpatient pays at once, the session of the day
            when visit.class = 'outpatient' and sum(line.quantity) over of_day >= $course_sessions and max(line.quantity) over of_day > 1
                then line.quantity * 1.0 / sum(line.quantity) over of_day
            else line.quantity
        end as quantity,
        line.covered_amount, line.minutes, line.max_per_day, line.practitioner_id, line.hands,
        -- one session of somebody who came or was admitted that day was done that day
        coalesce(cast(visit.started_at as date) = line.charged_on and line.quantity <= 1, false)
        and count(*) over (partition by line.encounter_id, line.item_name, line.charged_on) = 1 as is_of_the_day
    from session as line
    left join encounter as visit on line.encounter_id = visit.encounter_id
    left join booked_day
        on
            line.encounter_id = booked_day.encounter_id
            and line.item_name = booked_day.item_name
            and line.charged_on = booked_day.charged_on
    window of_day as (partition by line.encounter_id, line.item_name, line.charged_on)
),

-- days that may hold more than a day allows, wherever it was done: only of these the lines are listed
full_day as (
    select practitioner_id, charged_on
    from treatment
    group by practitioner_id, charged_on
    having sum(ceil(quantity * minutes)) > $max_minutes or sum(ceil(quantity)) > min(max_per_day) -- gate: equivalent, bounds work
),

-- all of a day, and beside it the sessions of those who came that day, which are no work of the days before
counted as (
    select
        treatment.claim_line_id, treatment.encounter_id, treatment.provider_id, treatment.charged_on, treatment.quantity,
        treatment.covered_amount, treatment.minutes, treatment.max_per_day, treatment.practitioner_id, treatment.hands,
        sessions.of_visits, full_day.practitioner_id is not null as is_full
    from treatment
    inner join (
        select false as of_visits
        union all
        select true as of_visits
    ) as sessions
        on not sessions.of_visits or treatment.is_of_the_day
    left join full_day
        on
            treatment.practitioner_id = full_day.practitioner_id -- gate: equivalent, bounds work
            and treatment.charged_on = full_day.charged_on -- gate: equivalent, bounds work
),

-- before anything is taken out
busy_day as (
    select practitioner_id, charged_on
    from derived.practitioner_day
    group by practitioner_id, charged_on
    having sum(lines) > $max_persons -- gate: equivalent, bounds work
),

-- few lines, by visit: added up before the visits are looked at, so that the visits are looked up for these alone
busy_line as (
    select
        line.practitioner_id, line.provider_id, line.charged_on, line.encounter_id,
        -- where others carried it out the doctor signs for a team
        case
            when coalesce(line.executing_practitioner_id, line.practitioner_id) = line.practitioner_id then line.person_id
        end as person_id,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids
    from derived.net_line_scan as line
    semi join busy_day -- gate: equivalent, bounds work
        on
            line.practitioner_id = busy_day.practitioner_id -- gate: equivalent, bounds work
            and line.charged_on = busy_day.charged_on -- gate: equivalent, bounds work
    where line.practitioner_id in (select practitioner_id from busy_day) -- gate: equivalent, bounds work
    group by
        line.practitioner_id, line.provider_id, line.charged_on, line.encounter_id,
        case
            when coalesce(line.executing_practitioner_id, line.practitioner_id) = line.practitioner_id then line.person_id
        end
),

-- visits on days on which their doctor saw so many, of which no line says who ordered
busy_visit as (
    select visit.encounter_id, visit.practitioner_id
    from derived.unsigned_visit as unsigned
    inner join encounter as visit on unsigned.encounter_id = visit.encounter_id
    inner join (
        select practitioner_id, cast(started_at as date) as seen_on
        from encounter
        where
            class in ('outpatient', 'emergency') -- gate: equivalent, bounds work
            and practitioner_id in (select practitioner_id from derived.unsigned_visit) -- gate: equivalent, bounds work
        group by practitioner_id, cast(started_at as date)
        having count(distinct person_id) > $max_persons -- gate: equivalent, bounds work
    ) as busy
        on
            visit.practitioner_id = busy.practitioner_id
            and cast(visit.started_at as date) = busy.seen_on -- gate: equivalent, bounds work
),

nameless_line as (
    select
        busy_visit.practitioner_id, line.provider_id, line.charged_on, line.encounter_id,
        case
            when coalesce(line.executing_practitioner_id, busy_visit.practitioner_id) = busy_visit.practitioner_id
                then line.person_id
        end as person_id,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids
    from derived.net_claim_line as line
    inner join busy_visit on line.encounter_id = busy_visit.encounter_id
    group by
        busy_visit.practitioner_id, line.provider_id, line.charged_on, line.encounter_id,
        case
            when coalesce(line.executing_practitioner_id, busy_visit.practitioner_id) = busy_visit.practitioner_id
                then line.person_id
        end
),

of_doctor as (
    select practitioner_id, provider_id, charged_on, encounter_id, person_id, covered_amount, claim_line_ids
    from busy_line
    union all
    select practitioner_id, provider_id, charged_on, encounter_id, person_id, covered_amount, claim_line_ids
    from nameless_line
),

doctor_line as (
    select
        line.practitioner_id, line.provider_id, line.charged_on, line.encounter_id, line.person_id, line.covered_amount,
        line.claim_line_ids
    from of_doctor as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    where encounter.class in ('outpatient', 'emergency')
),

-- one row per practitioner, day, provider and limit
work as (
    select
        practitioner_id, provider_id, charged_on as worked_on,
        'outpatients' as what, '门诊人数' as what_zh, false as of_visits,
        count(distinct person_id) as amount_done,
        $max_persons as most, 1 as hands,
        sum(covered_amount) as covered_amount
    from doctor_line
    group by practitioner_id, provider_id, charged_on
    union all
    select
        practitioner_id, provider_id, charged_on as worked_on,
        'minutes of treatment' as what, '治疗分钟数' as what_zh, of_visits,
        cast(sum(quantity * minutes) as bigint) as amount_done,
        $max_minutes as most, hands,
        sum(covered_amount) as covered_amount
    from counted
    group by practitioner_id, provider_id, charged_on, hands, of_visits
    union all
    select
        practitioner_id, provider_id, charged_on as worked_on,
        'treatments' as what, '治疗人次' as what_zh, of_visits,
        cast(sum(quantity) as bigint) as amount_done,
        max_per_day as most, hands,
        sum(covered_amount) as covered_amount
    from counted
    where max_per_day is not null -- gate: equivalent, no limit is never passed
    group by practitioner_id, provider_id, charged_on, max_per_day, hands, of_visits
),

-- the provider where most was done first
placed as (
    select
        practitioner_id, provider_id, worked_on, what, what_zh, of_visits, amount_done, most, hands, covered_amount,
        row_number() over (
            partition by practitioner_id, worked_on, what, of_visits, hands, most
            order by amount_done desc, covered_amount desc, provider_id
        ) as nth
    from work
),

-- all providers of a day are one person's day
workload_day as (
    select
        practitioner_id, worked_on, what, what_zh, of_visits, hands,
        min(case when nth = 1 then provider_id end) as provider_id,
        count(distinct provider_id) as providers,
        sum(amount_done) as amount_done,
        max(amount_done) as done_here,
        most as most_a_day,
        most * hands as most,
        sum(case when nth = 1 then covered_amount end) as covered_amount
    from placed
    group by practitioner_id, worked_on, what, what_zh, of_visits, hands, most
),

-- a day may hold what was done since the day before with any work, but for those who came that day
spaced as (
    select
        practitioner_id, worked_on, what, what_zh, of_visits, hands, provider_id, providers, amount_done, done_here,
        most_a_day, covered_amount,
        most * case
            when what = 'outpatients' or of_visits then 1
            else least(coalesce(date_diff('day', lag(worked_on) over (
                partition by practitioner_id, what, of_visits, hands, most order by worked_on
            ), worked_on), 1), $posting_days)
        end as most
    from workload_day
),

-- the whole day where that is too much already
passed as (
    select
        practitioner_id, worked_on, what, what_zh, provider_id, providers, amount_done, done_here, most, covered_amount,
        concat_ws(
            ' ', practitioner_id, cast(worked_on as varchar), what, cast(of_visits as varchar), cast(hands as varchar),
            cast(most_a_day as varchar)
        ) as day_key
    from spaced
    where amount_done > most
    qualify row_number() over (partition by practitioner_id, worked_on, what, hands, most_a_day order by of_visits) = 1
),

-- the lines that such a day consists of, under the key of the day
day_line as (
    select
        concat_ws(
            ' ', practitioner_id, cast(charged_on as varchar), 'outpatients false 1', cast($max_persons as varchar)
        ) as day_key,
        provider_id, encounter_id, claim_line_ids
    from doctor_line
    union all
    select
        concat_ws(
            ' ', practitioner_id, cast(charged_on as varchar), 'minutes of treatment', cast(of_visits as varchar),
            cast(hands as varchar), cast($max_minutes as varchar)
        ) as day_key,
        provider_id, encounter_id, [claim_line_id] as claim_line_ids
    from counted
    where is_full -- gate: equivalent, bounds work
    union all
    select
        concat_ws(
            ' ', practitioner_id, cast(charged_on as varchar), 'treatments', cast(of_visits as varchar),
            cast(hands as varchar), cast(max_per_day as varchar)
        ) as day_key,
        provider_id, encounter_id, [claim_line_id] as claim_line_ids
    from counted
    where is_full -- gate: equivalent, bounds work
),

-- here, and at the other providers
listed as (
    select
        passed.day_key,
        flatten(list(line.claim_line_ids) filter (where line.provider_id = passed.provider_id)) as claim_line_ids,
        coalesce(
            flatten(list(line.claim_line_ids) filter (where line.provider_id <> passed.provider_id)), cast([] as varchar[])
        ) as other_line_ids,
        list(distinct line.encounter_id) filter (where line.provider_id = passed.provider_id) as encounter_ids
    from passed
    inner join day_line as line on passed.day_key = line.day_key
    group by passed.day_key
)

select
    passed.practitioner_id as subject_id, passed.practitioner_id,
    passed.provider_id, passed.worked_on, passed.what, passed.what_zh, passed.providers,
    cast(passed.amount_done as bigint) as amount_done,
    passed.most,
    cast(round(
        passed.covered_amount * least(passed.amount_done - passed.most, passed.done_here) / passed.done_here, 2
    ) as decimal(18, 2)) as amount_at_risk,
    listed.claim_line_ids, listed.other_line_ids, listed.encounter_ids,
    passed.worked_on as occurred_from,
    passed.worked_on as occurred_to
from passed
inner join listed on passed.day_key = listed.day_key
semi join practitioner on passed.practitioner_id = practitioner.practitioner_id
