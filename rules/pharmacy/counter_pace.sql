/* ---
title: Settlements one after the other at a pace that no counter keeps up
title_zh: 柜台连续刷卡速度超出人力可能
official: none
version: 6
status: stable
certainty: suspect
subject: provider
identity: [run_from]
scope: provider
basis: [条例15, 条例38(七), 典型问题清单(2025)]
source: [2025-pharmacy no. 1 to 3]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, encounter, encounter.started_at]
parameters:
  late_minutes: {type: integer, default: 60, min: 10, step: 10, unit: minutes from the purchase to its settlement, note: "a proposal; so late was sent what could not be sent before"}
  max_gap_seconds: {type: integer, default: 120, min: 10, step: 30, unit: seconds from one settlement to the next, note: "a proposal; handing out, scanning and paying take longer on the average"}
  upload_seconds: {type: integer, default: 5, min: 0, max: 20, step: 1, unit: seconds from one settlement to the next, note: "a proposal; on the average faster is a machine that sends a list"}
  min_persons: {type: integer, default: 40, min: 5, step: 1, unit: persons in a row, note: a proposal; more than an hour without a pause}
  usual_factor: {type: decimal, default: 3, min: 1, step: 1, unit: times the busiest such row of an ordinary day, note: a proposal; keeps large shops with several tills out}
  member_days: {type: integer, default: 4, min: 2, max: 20, step: 1, unit: "such days in half a year, nearly all of one weekday or of one last digit of the date", note: "a proposal; a day for the members of a shop returns by the calendar"}
message: "{persons} persons settled one after the other from {run_from} for {minutes} minutes, never {max_gap_seconds} seconds apart; on an ordinary day the longest row is {usual}"
message_zh: "自 {run_from} 起 {minutes} 分钟内连续 {persons} 人结算，相邻间隔均不足 {max_gap_seconds} 秒；平日最长连续 {usual} 人"
innocent_when:
  - days for the members of the shop (left out where they return by the calendar)
  - a community collects its medicines on one day
  - the shop was offline and sent its settlements afterwards (left out where the purchase bears its own hour, or where they follow each other within a few seconds)
  - a shop with several tills (left out where its ordinary days are like that)
  - the opening day, or the only day that was sent (left out)
innocent_when_zh:
  - 会员日（按日历规律出现的已排除）
  - 社区集中配药日
  - 断网后集中上传结算（购药本身有时刻的、间隔仅数秒的已排除）
  - 多收银台的大店（平日亦如此的已排除）
  - 开业当日或仅有一日数据（已排除）
verify_by:
  - the camera recording of the till at that time
  - cards, codes or phones of other persons kept in the shop
  - the stock of the drugs that were settled
verify_by_zh:
  - 调取收银台当时的监控录像
  - 检查店内是否留存他人医保卡、电子凭证、手机
  - 盘点所结算药品的库存
note: pharm_burst finds a crowd within minutes; this finds a row that goes on for an hour and more at a pace a person cannot keep up. A row is measured against the middle of the shop's own other days. A shop with a single day has nothing to be measured against and is left to pharm_burst. Settlements at the first or the last second of a day carry a date and no time and are left out, and so is a shop whose times are cut to the hour.
note_zh: pharm_burst 查短时集中，本规则查一小时以上不间断、人力无法维持的连续结算；与该店其他营业日最长连续人数的中位数比较；仅有一日的无从比较，由 pharm_burst 判断。零点整和 23:59:59 的结算只有日期，不参与判断。
--- */
with
timed as (
    select
        claim_id, encounter_id, person_id, provider_id, settled_at,
        cast(epoch(settled_at) as bigint) as second,
        cast(epoch(settled_at) as bigint) // ($min_persons * $max_gap_seconds) as stretch
    from derived.counter_sale
    -- bought an hour before and more: the line was down, and the settlement was sent when it was up again
    where not coalesce(tells_start and started_at <= settled_at - interval 1 minute * $late_minutes, false)
),

-- times cut to the hour tell of no pace
clock as (
    select provider_id
    from timed
    group by provider_id
    having count(claim_id) filter (where second % 3600 <> 0) * 10 > count(claim_id)
),

-- a shop with such a row has half of it within a stretch of the clock as long as the shortest row
quick as (
    select distinct provider_id
    from (
        select provider_id
        from timed
        group by provider_id, stretch
        having count(claim_id) * 2 >= $min_persons -- gate: equivalent, bounds work
    ) as full_stretch
),

settlement as (
    select timed.claim_id, timed.encounter_id, timed.person_id, timed.provider_id, timed.settled_at, timed.second
    from timed
    semi join clock on timed.provider_id = clock.provider_id
    semi join quick -- gate: equivalent, bounds work
        on timed.provider_id = quick.provider_id -- gate: equivalent, bounds work
),

stepped as (
    select
        claim_id, encounter_id, person_id, provider_id, settled_at, second,
        case when second - lag(second) over (
            partition by provider_id order by second, claim_id
        ) < $max_gap_seconds then 0 else 1 end as is_new
    from settlement
),

numbered as (
    select
        claim_id, encounter_id, person_id, provider_id, settled_at, second,
        sum(is_new) over (
            partition by provider_id order by second, claim_id
            rows between unbounded preceding and current row
        ) as run_no
    from stepped
),

-- one row per unbroken row of settlements
run as (
    select
        provider_id, run_no,
        cast(min(settled_at) as date) as run_on,
        min(settled_at) as run_from,
        max(settled_at) as run_to,
        count(distinct person_id) as persons,
        -- a list that a machine sends, whatever it holds
        max(second) - min(second) < $upload_seconds * (count(claim_id) - 1) as is_upload
    from numbered
    group by provider_id, run_no
),

-- the longest row of each day, in order of length
day_best as (
    select
        provider_id, run_on, max(persons) as longest,
        row_number() over (partition by provider_id order by max(persons), run_on) as nth,
        count(run_on) over (partition by provider_id) as days
    from run
    group by provider_id, run_on
),

-- the lower middle of all days, so that a shop that is always like that is known as such
usual as (
    select provider_id, longest
    from day_best
    where nth = (days + 1) // 2
),

big_day as (
    select day_best.provider_id, day_best.run_on
    from day_best
    inner join usual on day_best.provider_id = usual.provider_id
    where day_best.longest * 2 >= $min_persons and day_best.longest >= usual.longest * $usual_factor
),

-- days for the members of a shop return on each Tuesday, or on each 8th, 18th and 28th, and on no other day
member_day as (
    select day.provider_id, day.run_on
    from big_day as day
    inner join big_day as other
        on
            day.provider_id = other.provider_id
            and date_diff('day', day.run_on, other.run_on) between -92 and 92
    group by day.provider_id, day.run_on
    having
        greatest(
            sum(case when date_diff('day', day.run_on, other.run_on) % 7 = 0 then 1 else 0 end),
            sum(case when extract(day from day.run_on) % 10 = extract(day from other.run_on) % 10 then 1 else 0 end)
        ) >= greatest($member_days, 0.8 * count(*))
),

pace as (
    select run.provider_id, run.run_no, run.run_from, run.run_to, run.persons, usual.longest as usual
    from run
    inner join usual on run.provider_id = usual.provider_id
    anti join member_day on run.provider_id = member_day.provider_id and run.run_on = member_day.run_on
    where
        run.persons >= $min_persons
        and not run.is_upload
        -- the only day that a shop has is its usual one, be it that of its opening or of an epidemic
        and run.persons >= usual.longest * $usual_factor
)

select
    pace.provider_id as subject_id, pace.provider_id, pace.run_from,
    min(pace.persons) as persons,
    min(pace.usual) as usual,
    cast(ceil((epoch(min(pace.run_to)) - epoch(pace.run_from)) / 60) as integer) as minutes,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(line.claim_line_id) filter (where line.claim_line_id is not null),
        cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct numbered.encounter_id) as encounter_ids,
    pace.run_from as occurred_from,
    min(pace.run_to) as occurred_to
from pace
inner join numbered on pace.provider_id = numbered.provider_id and pace.run_no = numbered.run_no
left join derived.net_line_scan as line on numbered.claim_id = line.claim_id
group by pace.provider_id, pace.run_from
