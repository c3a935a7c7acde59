/* ---
title: Many persons settled within minutes at a pharmacy
title_zh: 药店短时集中刷卡
official: none
version: 7
status: stable
certainty: suspect
subject: provider
identity: [burst_from]
scope: provider
basis: [条例15, 条例38(七), 令3号, 典型问题清单(2025)]
source: [2025-pharmacy no. 1 to 3]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, encounter, encounter.started_at, person, person.birth_date, person.address_key]
parameters:
  late_minutes: {type: integer, default: 60, min: 10, step: 10, unit: minutes from the purchase to its settlement, note: "a proposal; so late was sent what could not be sent before"}
  window_minutes: {type: integer, default: 10, min: 1, step: 1, unit: minutes}
  min_persons: {type: integer, default: 8, min: 2, step: 1, unit: persons within the window}
  same_second_persons: {type: integer, default: 3, min: 2, step: 1, unit: persons in one second, note: a proposal; two tills of a busy shop meet in one second now and then}
  old_age: {type: integer, default: 60, min: 40, step: 20, unit: years, note: a proposal; old persons of one address live in a home}
  clock_claims: {type: integer, default: 20, min: 1, step: 10, unit: settlements, note: "a proposal; so many, all at full minutes or nearly all at full hours, show what the shop's clock tells"}
  crowd_factor: {type: decimal, default: 6, min: 0, step: 3, unit: standard deviations above the shop's usual window, note: a proposal; keeps busy shops out}
  member_days: {type: integer, default: 4, min: 2, max: 20, step: 1, unit: "such days in half a year, nearly all of one weekday or of one last digit of the date", note: "a proposal; a day for the members of a shop returns by the calendar"}
message: "{persons} persons settled {claims} purchases within {minutes} minutes from {burst_from}; {usual} [usual:is|are] usual in {window_minutes} minutes"
message_zh: "{burst_from} 起 {minutes} 分钟内 {persons} 人结算 {claims} 笔；平时 {window_minutes} 分钟约 {usual} 笔"
innocent_when:
  - a community collects its medicines on one day
  - somebody fetches for a care home (left out where its residents have one address)
  - a promotion or the opening day of the shop; days for its members (left out where they return by the calendar)
  - the shop was offline and sent its settlements afterwards (left out where the purchase bears its own hour)
innocent_when_zh:
  - 社区集中配药日
  - 为养老机构集中代购（住址相同的老年人已合并计算）
  - 促销或新店开业；会员日（按日历规律出现的已排除）
  - 断网后集中上传结算（购药本身有时刻的已排除）
verify_by:
  - the camera recording of the till at that time
  - cards, codes or phones of other persons kept in the shop
  - the stock of the drugs that were settled
verify_by_zh:
  - 调取收银台当时的监控录像
  - 检查店内是否留存他人医保卡、电子凭证、手机
  - 盘点所结算药品的库存
note: A person counts once within a window, and so do old persons of one address. The usual window is the shop's settlements on its open days spread over ten hours. Settlements at the first or the last second of a day carry a date and no time and are left out, and so is a shop whose times are cut to the hour; where they are cut to the minute nobody meets in a second. Candidates are bounded by windows of one shop in order of time, no pairs are joined.
note_zh: 窗口内同一人只计一次，同一住址的老年人合计一次。平时笔数按营业日每日十小时平均。时间为零点整或 23:59:59 的结算只有日期，不参与判断。
--- */
with
timed as (
    select
        claim_id, encounter_id, person_id, provider_id, settled_at,
        cast(epoch(settled_at) as bigint) as second,
        cast(epoch(settled_at) as bigint) // ($window_minutes * 60) as stretch
    from derived.counter_sale
    -- bought an hour before and more: the line was down, and the settlement was sent when it was up again
    where not coalesce(tells_start and started_at <= settled_at - interval 1 minute * $late_minutes, false)
),

-- times cut to the minute make no second, times cut to the hour no crowd
clock as (
    select
        provider_id,
        count(claim_id) < $clock_claims or count(claim_id) filter (where second % 60 <> 0) > 0 as tells_second,
        count(claim_id) < $clock_claims
        or count(claim_id) filter (where second % 3600 <> 0) * 10 > count(claim_id) as tells_minute
    from timed
    group by provider_id
),

-- a shop with a crowd has half of it within a stretch of the clock as long as the window
crowded as (
    select provider_id
    from (
        select provider_id
        from timed
        group by provider_id, stretch -- gate: equivalent, bounds work
        having count(claim_id) * 2 >= $min_persons -- gate: equivalent, bounds work
        union all
        select provider_id
        from timed
        group by provider_id, second -- gate: equivalent, bounds work
        having count(claim_id) >= $same_second_persons -- gate: equivalent, bounds work
    ) as full_stretch
    group by provider_id
),

settlement as (
    select timed.claim_id, timed.encounter_id, timed.person_id, timed.provider_id, timed.settled_at, timed.second
    from timed
    inner join clock on timed.provider_id = clock.provider_id
    semi join crowded -- gate: equivalent, bounds work
        on timed.provider_id = crowded.provider_id -- gate: equivalent, bounds work
    where clock.tells_minute
),

-- old persons of one address: somebody fetches for the home
customer as (
    select
        settlement.claim_id, settlement.provider_id, settlement.second,
        case
            when date_diff('day', person.birth_date, cast(settlement.settled_at as date)) >= $old_age * 365
                then coalesce('home ' || person.address_key, settlement.person_id)
            else settlement.person_id
        end as customer
    from settlement
    left join person on settlement.person_id = person.person_id
),

-- who pays twice at the till is one customer
first_of_person as (
    select claim_id, provider_id, second
    from customer
    qualify coalesce(
        second - lag(second) over (partition by provider_id, customer order by second, claim_id)
        > $window_minutes * 60, true
    )
),

usual as (
    select
        provider_id,
        -- ten hours a day that the shop was open
        count(claim_id) * $window_minutes / (count(distinct cast(settled_at as date)) * 600.0)
            as per_window
    from settlement
    group by provider_id
),

-- one row per person's arrival: how many come with it
arrival as (
    select
        first_of_person.provider_id, first_of_person.second,
        count(first_of_person.claim_id) over (
            partition by first_of_person.provider_id order by first_of_person.second
            range between current row and $window_minutes * 60 - 1 following
        ) as in_window,
        count(first_of_person.claim_id) over (
            partition by first_of_person.provider_id, first_of_person.second
        ) as in_second
    from first_of_person
),

judged_arrival as (
    select
        arrival.provider_id, arrival.second, usual.per_window,
        case when clock.tells_second then arrival.in_second else 0 end as in_second,
        arrival.in_window >= $min_persons
        and arrival.in_window >= usual.per_window + $crowd_factor * sqrt(usual.per_window)
            as is_crowd
    from arrival
    inner join usual on arrival.provider_id = usual.provider_id
    inner join clock on arrival.provider_id = clock.provider_id
),

burst_start as (
    select distinct
        provider_id, second, per_window,
        case when is_crowd then $window_minutes * 60 else 1 end as seconds
    from judged_arrival
    where is_crowd or in_second >= $same_second_persons
),

-- starts whose windows overlap are one burst
burst_step as (
    select
        provider_id, second, second + seconds as until, per_window,
        case when second < max(second + seconds) over (
            partition by provider_id order by second
            rows between unbounded preceding and 1 preceding
        ) then 0 else 1 end as is_new
    from burst_start
),

numbered as (
    select
        provider_id, second, until, per_window,
        sum(is_new) over (
            partition by provider_id order by second
            rows between unbounded preceding and current row
        ) as burst_no
    from burst_step
),

burst as (
    select
        provider_id, burst_no,
        min(second) as first_second, max(until) as until, max(per_window) as per_window
    from numbered
    group by provider_id, burst_no
),

-- seconds count from 1970
burst_day as (
    select distinct provider_id, first_second // 86400 as day_no, cast(date '1970-01-01' + cast(first_second // 86400 as integer) as date) as burst_on
    from burst
),

-- days for the members of a shop return on each Tuesday, or on each 8th, 18th and 28th, and on no other day
member_day as (
    select day.provider_id, day.day_no
    from burst_day as day
    inner join burst_day as other
        on day.provider_id = other.provider_id and other.day_no - day.day_no between -92 and 92
    group by day.provider_id, day.day_no
    having
        greatest(
            sum(case when (other.day_no - day.day_no) % 7 = 0 then 1 else 0 end),
            sum(case when extract(day from day.burst_on) % 10 = extract(day from other.burst_on) % 10 then 1 else 0 end)
        ) >= greatest($member_days, 0.8 * count(*))
),

member as (
    select
        burst.provider_id, burst.burst_no, burst.per_window,
        settlement.claim_id, settlement.encounter_id, settlement.person_id, settlement.settled_at
    from burst
    inner join settlement
        on
            burst.provider_id = settlement.provider_id
            and settlement.second >= burst.first_second
            and settlement.second < burst.until
    anti join member_day
        on burst.provider_id = member_day.provider_id and burst.first_second // 86400 = member_day.day_no
),

-- lines of these few
bought as (
    select line.claim_id, line.claim_line_id, line.covered_amount
    from derived.net_claim_line as line
    where line.claim_id in (select member.claim_id from member) -- gate: equivalent, bounds work
),

-- one row per settlement of a burst, with its lines
paid as (
    select
        member.provider_id, member.burst_no, member.per_window, member.claim_id,
        member.encounter_id, member.person_id, member.settled_at,
        line.claim_line_id, line.covered_amount
    from member
    left join bought as line on member.claim_id = line.claim_id
)

select
    provider_id as subject_id, provider_id,
    min(settled_at) as burst_from,
    count(distinct person_id) as persons,
    count(distinct claim_id) as claims,
    greatest(cast(ceil((epoch(max(settled_at)) - epoch(min(settled_at))) / 60) as integer), 1) as minutes,
    cast(round(max(per_window), 1) as decimal(10, 1)) as usual,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(claim_line_id) filter (where claim_line_id is not null), cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    min(settled_at) as occurred_from,
    max(settled_at) as occurred_to
from paid
group by provider_id, burst_no
