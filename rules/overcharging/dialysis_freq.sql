/* ---
title: Dialysis on more days a week, or more sessions a fortnight, than is usual
title_zh: 透析频次异常
official: GZ10000102014000
version: 9
status: stable
certainty: suspect
subject: person
identity: [week_from, provider_id]
scope: person
basis: [条例38(三), 条例15, 典型问题清单(2025)]
parameters:
  max_per_week: {type: integer, default: 4, min: 3, max: 7, step: 1, unit: days of dialysis in any seven days,
                 note: proposal of the catalogue}
  most_at_once: {type: integer, default: 2, min: 1, max: 4, step: 1, unit: sessions on a line, note: "a proposal; a line of more is the bill of a week or a month, of which the days are not told"}
  items: {type: string, default: "^(常规|普通|维持性|规律性|高通量|低通量|碳酸(氢盐|液)|门诊|住院|单针)*(血液透析|血透|血液滤过|血液透析滤过|血滤|高通量血液透析|高通量血透)(治疗)?费?(\\(|（|$)|^HD(F)?(\\(|（|$)", note: pattern of item names that are one session of dialysis}
  acute: {type: string, default: "^(N17|N99|T[3-6]|O90|R57|A4[01])", note: "pattern of diagnoses that need it more often: acute kidney injury, poisoning, shock, sepsis"}
  acute_days: {type: integer, default: 60, min: 0, max: 365, step: 10, unit: days around the diagnosis,
               note: "proposal; so long before and after may an acute illness ask for more"}
  whole_session: {type: decimal, default: 0.8, min: 0.1, max: 1, step: 0.05, unit: share of what the other house charged, note: "a proposal; less is no whole session but one that was broken off"}
tolerates: [diagnosis, encounter.class]
evidence: {context: {claim_line: other_line_ids}}
message: "dialysis on {days} days between {week_from} and {week_to}{doubled}"
message_zh: "{week_from} 至 {week_to} 透析 {days} 天{doubled_zh}"
innocent_when:
  - acute kidney injury, poisoning or heart failure asked for more sessions
  - a session that was broken off and finished at another house (left out where one is charged less, or is of an emergency or a ward)
innocent_when_zh:
  - 急性肾损伤、中毒、心衰等需增加频次
  - 透析中断后转往他院续完（一方收费明显较低，或为急诊、住院的已排除）
verify_by:
  - the log of the dialysis machine and the water treatment, the dialysis records of the week
verify_by_zh:
  - 核对透析机运行日志、水处理量和当周透析记录单
source: ["2025-hospital 60"]
note: >-
  Counted over any seven days of a person, at all providers. Weeks that overlap are one finding; the
  lines of the days that make a week too full are evidence, and the amount is what lies above the limit:
  of days on end as many as full weeks do not hold.
  Where two sessions of a day stand on a line or in two visits to a house, more sessions in two weeks than
  two full weeks hold are a finding too: one session of each day is believed. So is a whole session at each of two houses on
  one day, by month, at the house where the patient is seldom, else at the later one. Of several providers those answer that gave a session beyond the
  limit; the others' sessions are shown. A hospital in whose bed the patient lies, and which dialyses him
  as often as is usual, does not answer for the sessions of another house. Dialysis as an outpatient during a stay elsewhere is bed_padding.
note_zh: 按参保人在所有机构任意连续七日计数。重叠的各周合为一条疑点；证据为使该周超次的各日明细，金额为超过限次的部分：连续多周的，仅计各周限次合计之外的天数。一条记两次或同日在同一机构就诊两次的，两周内总次数超过两周上限亦列疑点，每日按一次计。同日在两家机构各透析一次的亦列疑点（按月），由患者较少去的一家负责，次数相同的由后一次的机构负责。涉及多家机构的，由提供超次透析的机构负责，其他机构的透析仅作列示。患者正在住院、由住院机构按常规频次透析的，超次由其他机构负责。住院期间在他院门诊透析，属 bed_padding 类规则。
--- */
with
-- min: a pattern on the name itself would be tried on every line, not once per name
session_item as (
    select item_name
    from derived.charged_item
    group by item_name
    having regexp_matches(min(item_name), $items)
),

session_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_at, line.charged_on,
        line.item_name, line.quantity, line.covered_amount
    from derived.net_line_scan as line
    inner join session_item on line.item_name = session_item.item_name
    where line.covered_amount > 0
),

-- two lines of a visit may be one session, as at two prices or under two names; two of a line are two, and so are two
-- lines that agree in name and price
visit_item as (
    select
        line.person_id, line.provider_id, line.charged_on, line.encounter_id, line.item_name,
        round(line.covered_amount / nullif(line.quantity, 0), 2) as session_price,
        sum(line.quantity) as sessions
    from session_line as line
    group by
        line.person_id, line.provider_id, line.charged_on, line.encounter_id, line.item_name,
        round(line.covered_amount / nullif(line.quantity, 0), 2)
),

visit_day as (
    select person_id, provider_id, charged_on, encounter_id, max(sessions) as sessions
    from visit_item
    group by person_id, provider_id, charged_on, encounter_id
),

-- and so are two visits of one day to one house
house_day as (
    select person_id, provider_id, charged_on, sum(sessions) as sessions
    from visit_day
    group by person_id, provider_id, charged_on
),

session_day as (
    select
        person_id, charged_on,
        max(sessions) as sessions,
        row_number() over (partition by person_id order by charged_on) as nth
    from house_day
    group by person_id, charged_on
),

acute as (
    select
        encounter.person_id,
        cast(encounter.started_at as date) as from_on,
        cast(coalesce(encounter.ended_at, encounter.started_at) as date) as to_on
    from encounter
    where
        regexp_matches(encounter.main_diagnosis, $acute)
        and encounter.person_id in (select session_day.person_id from session_day) -- gate: equivalent, bounds work
    union
    select
        encounter.person_id,
        cast(encounter.started_at as date) as from_on,
        cast(coalesce(encounter.ended_at, encounter.started_at) as date) as to_on
    from encounter
    inner join diagnosis on encounter.encounter_id = diagnosis.encounter_id
    where
        regexp_matches(diagnosis.code, $acute)
        and encounter.person_id in (select session_day.person_id from session_day) -- gate: equivalent, bounds work
),

-- one row per day with what the fortnight up to it holds: the day is one too many of its seven, or twice as
-- many sessions were charged as the patient came
fortnight as (
    select
        later.person_id, later.charged_on,
        min(case
            when later.nth = earlier.nth + $max_per_week and date_diff('day', earlier.charged_on, later.charged_on) < 7
                then earlier.charged_on
        end) as beyond_from,
        case
            when
                sum(earlier.sessions) > 2 * $max_per_week
                and max(earlier.sessions) > 1
                and max(earlier.sessions) <= $most_at_once
                then min(earlier.charged_on)
        end as doubled_from
    from session_day as later
    inner join session_day as earlier
        on later.person_id = earlier.person_id and later.charged_on >= earlier.charged_on
    -- an acute illness excuses near its time, not for life
    anti join acute
        on
            later.person_id = acute.person_id
            and date_diff('day', later.charged_on, acute.from_on) <= $acute_days
            and date_diff('day', acute.to_on, later.charged_on) <= $acute_days
    where date_diff('day', earlier.charged_on, later.charged_on) < 14
    group by later.person_id, later.charged_on
),

counted_day as (
    select
        person_id, charged_on,
        least(coalesce(beyond_from, doubled_from), coalesce(doubled_from, beyond_from)) as week_from,
        case when doubled_from is not null then 1 else 0 end as is_doubled,
        case when beyond_from is not null then 1 else 0 end as is_beyond,
        date_diff('day', lag(charged_on) over (partition by person_id order by charged_on), charged_on) as gap_days
    from fortnight
    where beyond_from is not null or doubled_from is not null
),

-- weeks that overlap are one run
run_day as (
    select
        person_id, charged_on, week_from, is_doubled, is_beyond,
        sum(case when gap_days < 7 then 0 else 1 end) over (
            partition by person_id order by charged_on
            rows between unbounded preceding and current row
        ) as run
    from counted_day
),

full_week as (
    select
        person_id, run,
        min(week_from) as week_from,
        max(charged_on) as week_to,
        max(is_doubled) as is_doubled,
        sum(is_beyond) as days_beyond
    from run_day
    group by person_id, run
),

-- one row per provider with sessions in such a week: of its own lines and days, those that are too many
house_week as (
    select
        full_week.person_id, full_week.week_from, full_week.week_to, full_week.is_doubled, full_week.days_beyond,
        line.provider_id,
        sum(line.covered_amount) as covered_amount,
        -- one session of each day is believed
        sum(
            case
                when house_day.sessions > 1 then line.covered_amount * (house_day.sessions - 1) / house_day.sessions
                else 0
            end
        ) as doubled_amount,
        sum(line.quantity) as sessions,
        count(distinct line.charged_on) as days_here,
        count(distinct case when run_day.is_beyond = 1 then run_day.charged_on end) as days_too_many,
        list(line.claim_line_id) as claim_line_ids,
        list(line.encounter_id) as encounter_ids,
        min(case when encounter.class = 'inpatient' then 1 else 0 end) as is_ward
    from full_week
    inner join session_line as line
        on
            full_week.person_id = line.person_id
            and line.charged_on >= full_week.week_from
            and line.charged_on <= full_week.week_to
    left join run_day on line.person_id = run_day.person_id and line.charged_on = run_day.charged_on
    left join house_day
        on
            line.person_id = house_day.person_id
            and coalesce(line.provider_id, '') = coalesce(house_day.provider_id, '')
            and line.charged_on = house_day.charged_on
    left join encounter on line.encounter_id = encounter.encounter_id
    group by
        full_week.person_id, full_week.week_from, full_week.week_to, full_week.is_doubled, full_week.days_beyond,
        line.provider_id
),

-- days on which the patient came at all, at whichever house
counted_week as (
    select full_week.person_id, full_week.week_from, count(session_day.charged_on) as days
    from full_week
    inner join session_day
        on
            full_week.person_id = session_day.person_id
            and session_day.charged_on >= full_week.week_from
            and session_day.charged_on <= full_week.week_to
    group by full_week.person_id, full_week.week_from
),

beside as (
    select
        house_week.person_id, house_week.week_from, house_week.week_to, house_week.is_doubled, house_week.provider_id,
        house_week.covered_amount, house_week.doubled_amount, house_week.days_here, house_week.days_too_many,
        house_week.claim_line_ids, house_week.encounter_ids, counted_week.days,
        -- in bed at a house that dialyses him as often as is usual: the sessions elsewhere are the odd ones
        house_week.is_ward = 1
        and min(house_week.is_ward) over (partition by house_week.person_id, house_week.week_from) = 0
        and house_week.days_here * 7
        <= $max_per_week * (date_diff('day', house_week.week_from, house_week.week_to) + 1) as is_bedside,
        sum(house_week.sessions) over (partition by house_week.person_id, house_week.week_from) as sessions,
        -- each day that ends a week too full is counted too many above; of all these days only as many are as lie
        -- beyond what full weeks hold: seven days on end are three too many, fourteen are six
        least(1, greatest(
            1,
            counted_week.days
            - $max_per_week * ((date_diff('day', house_week.week_from, house_week.week_to) + 1) // 7)
            - least($max_per_week, (date_diff('day', house_week.week_from, house_week.week_to) + 1) % 7)
        ) / nullif(house_week.days_beyond, 0)) as share_beyond,
        list(house_week.claim_line_ids) over (
            partition by house_week.person_id, house_week.week_from order by house_week.provider_id
            rows between unbounded preceding and 1 preceding
        ) as lines_before,
        list(house_week.claim_line_ids) over (
            partition by house_week.person_id, house_week.week_from order by house_week.provider_id
            rows between 1 following and unbounded following
        ) as lines_after
    from house_week
    inner join counted_week
        on house_week.person_id = counted_week.person_id and house_week.week_from = counted_week.week_from
),

-- persons who were at two houses on some day: few of all
between_houses as (
    select person_id
    from house_day
    group by person_id, charged_on
    having count(*) > 1 -- gate: equivalent, bounds work
),

-- what each house charged them on a day
house_session as (
    select
        line.person_id, line.provider_id, line.charged_on,
        sum(line.quantity) as sessions, sum(line.covered_amount) as covered_amount, min(line.charged_at) as began_at,
        count(*) over (partition by line.person_id, line.provider_id) as days,
        max(case when encounter.class in ('inpatient', 'emergency') then 1 else 0 end) as is_urgent,
        list(line.claim_line_id) as claim_line_ids, list(line.encounter_id) as encounter_ids
    from session_line as line
    left join encounter on line.encounter_id = encounter.encounter_id
    where line.person_id in (select between_houses.person_id from between_houses) -- gate: equivalent, bounds work
    group by line.person_id, line.provider_id, line.charged_on
),

-- whole sessions, and no acute illness
two_houses as (
    select house_session.person_id, house_session.charged_on
    from house_session
    anti join acute
        on
            house_session.person_id = acute.person_id
            and date_diff('day', house_session.charged_on, acute.from_on) <= $acute_days
            and date_diff('day', acute.to_on, house_session.charged_on) <= $acute_days
    -- a week too full tells it already
    anti join full_week
        on
            house_session.person_id = full_week.person_id
            and house_session.charged_on >= full_week.week_from
            and house_session.charged_on <= full_week.week_to
    group by house_session.person_id, house_session.charged_on
    having
        count(*) > 1 -- gate: equivalent, bounds work
        and min(house_session.sessions) >= 1
        and min(house_session.covered_amount) >= $whole_session * max(house_session.covered_amount)
        and max(house_session.is_urgent) = 0
),

-- the house where the patient is at home first, then the earlier one; what stands behind is the odd session
of_two_houses as (
    select
        house_session.person_id, house_session.provider_id, house_session.charged_on, house_session.covered_amount,
        house_session.claim_line_ids, house_session.encounter_ids,
        row_number() over two as nth,
        lag(house_session.claim_line_ids) over two as other_line_ids
    from house_session
    inner join two_houses
        on house_session.person_id = two_houses.person_id and house_session.charged_on = two_houses.charged_on
    window two as (
        partition by house_session.person_id, house_session.charged_on
        order by house_session.days desc, house_session.began_at, house_session.provider_id
    )
)

select
    person_id as subject_id,
    provider_id, person_id, week_from, week_to,
    cast(days as integer) as days,
    case
        when is_doubled = 1
            then ', ' || cast(cast(sessions as integer) as varchar) || ' sessions charged'
        else concat('; of any seven days ', cast($max_per_week as varchar), ' are ordinary, ', cast(cast(round(days_too_many * share_beyond) as integer) as varchar), ' are too many')
    end as doubled,
    case
        when is_doubled = 1
            then '，收费 ' || cast(cast(sessions as integer) as varchar) || ' 次'
        else concat('；任意 7 日以 ', cast($max_per_week as varchar), ' 天为限，计超出 ', cast(cast(round(days_too_many * share_beyond) as integer) as varchar), ' 天')
    end as doubled_zh,
    cast(
        round(case when is_doubled = 1 then doubled_amount else covered_amount * days_too_many / days_here * share_beyond end, 2)
        as decimal(18, 2)
    ) as amount_at_risk,
    claim_line_ids, encounter_ids,
    flatten([
        coalesce(flatten(lines_before), cast([] as varchar[])), coalesce(flatten(lines_after), cast([] as varchar[]))
    ]) as other_line_ids,
    week_from as occurred_from,
    week_to as occurred_to
from beside
where
    (is_doubled = 1 and doubled_amount > 0)
    or (is_doubled = 0 and days_too_many > 0 and not is_bedside)
union all
select
    person_id as subject_id,
    provider_id, person_id,
    min(charged_on) as week_from,
    max(charged_on) as week_to,
    cast(count(*) as integer) as days,
    ', on each of them at another house too' as doubled,
    '，每日另在他院透析' as doubled_zh,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    flatten(list(claim_line_ids)) as claim_line_ids,
    flatten(list(encounter_ids)) as encounter_ids,
    flatten(list(other_line_ids)) as other_line_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from of_two_houses
where nth > 1
group by person_id, provider_id, date_trunc('month', charged_on)
