/* ---
title: One dear drug ordered for several persons within a minute
title_zh: 一分钟内多人同药处方
official: none
version: 8
status: stable
certainty: suspect
subject: practitioner
identity: [provider_id, item_code, ordered_from]
scope: provider
parts: [ordered, course]
basis: [条例15, 条例38(二)]
tolerates: [encounter.main_diagnosis, claim_line.original_line_id, claim_line.covered_amount, claim_line.item_name, claim_line.unit_price]
parameters:
  min_persons: {type: integer, default: 3, min: 2, step: 1, unit: persons}
  window_seconds: {type: integer, default: 60, min: 1, step: 10, unit: seconds}
  course: {type: string, default: "透析|血液滤过|灌流|化疗|化学治疗|放疗|放射治疗", note: treatments that a room gives to a whole shift}
  clock_orders: {type: integer, default: 20, min: 1, step: 10, unit: orders of dear drugs, note: "a proposal; so many of a house, nearly all at full or half hours, show that its times are those of appointments"}
  min_unit_price: {type: decimal, default: 100, min: 0, step: 20, unit: yuan, note: a proposal; what counts as a dear drug}
message: "{practitioner_id} ordered {item_name} for {persons} persons within {seconds} seconds from {ordered_from}"
message_zh: "{practitioner_id} 自 {ordered_from} 起 {seconds} 秒内为 {persons} 人开具 {item_name}"
innocent_when:
  - the needle for a month is given to the psychotics of a town on one day (left out where the visit charges the injection)
  - prescriptions reviewed one after the other and uploaded together (left out where other doctors' orders bear the same second)
  - a clinic for one disease on its prescription day (a shift of dialysis or chemotherapy is left out)
  - an account that a whole department shares
innocent_when_zh:
  - 精神病长效针剂集中注射日（当次收取注射费的已排除）
  - 集中审方后批量上传（同一秒另有其他医师开单的已排除）
  - 专病门诊集中续方（当日在本机构有透析、放化疗的已排除）
  - 科室共用账号
verify_by:
  - the time stamps in the prescription system
  - the persons, whether they came, and who holds their cards
  - sales agents of the drug
verify_by_zh:
  - 核对处方系统时间戳
  - 向参保人核实是否到诊、医保凭证由谁保管
  - 了解该药品医药代表情况
note: Outpatients, emergencies and pharmacies only; the orders of a ward are booked together. Times at the first or the last second of a day are dates, and times that are nearly all full or half hours are appointments.
note_zh: 只看门急诊和药店；住院医嘱集中记账，不判断。零点整和 23:59:59 视为只有日期。
--- */
with
-- one row per order of a dear drug
ordered as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id,
        line.practitioner_id, line.item_code, line.item_name, line.charged_at, line.charged_on,
        line.covered_amount,
        cast(epoch(line.charged_at) as bigint) as second
    from derived.net_line_scan as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        coalesce(line.category in ('western_drug', 'patent_tcm'), false)
        and encounter.class <> 'inpatient'
        -- a line of ten packs' price is dear, however a pack is counted: drugs are charged by the tablet too
        and (
            coalesce(line.unit_price, line.amount / nullif(line.quantity, 0)) >= $min_unit_price
            or (line.amount >= 10 * $min_unit_price and line.amount >= 0.2 * $min_unit_price * line.quantity)
        )
        and line.practitioner_id is not null -- gate: equivalent, a null joins no crowd
        -- the first and the last second of a day stand for a date without a time
        and cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399)
),

-- houses whose times tell more than the hour or the appointment
clock as (
    select provider_id
    from ordered
    group by provider_id
    having
        count(claim_line_id) < $clock_orders
        or count(claim_line_id) filter (where second % 1800 <> 0) * 10 > count(claim_line_id)
),

-- moments that several persons share, and those among them at which other doctors ordered for others too:
-- the orders of a house were sent together
shared_moment as (
    select provider_id, charged_at
    from ordered
    group by provider_id, charged_at
    having count(distinct person_id) >= 2 -- gate: equivalent, bounds work
),

sent_together as (
    select line.provider_id, line.charged_at
    from claim_line as line
    inner join shared_moment
        on line.provider_id = shared_moment.provider_id and line.charged_at = shared_moment.charged_at
    group by line.provider_id, line.charged_at
    having count(distinct line.practitioner_id) >= 2
),

-- a shift of dialysis or a morning of chemotherapy is ordered at one go: each name is looked at once
course_item as (
    select distinct item_name
    from derived.charged_item
    where regexp_matches(coalesce(item_name, ''), $course)
),

-- the session may stand under a visit number of its own
course as (
    select distinct line.person_id, line.provider_id, line.charged_on
    from derived.net_line_scan as line
    semi join course_item on line.item_name = course_item.item_name
    semi join ordered -- gate: equivalent, bounds work
        on line.person_id = ordered.person_id -- gate: equivalent, bounds work
    where coalesce(line.category in ('treatment', 'other'), false)
),

-- the needle that lasts for a month, given on the spot: the psychotics of a town come for it on one day
injected as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        line.encounter_id in (select ordered.encounter_id from ordered) -- gate: equivalent, bounds work
        and line.category = 'treatment'
        and regexp_matches(line.item_name, '(肌内|肌肉|皮下)注射')
        and regexp_matches(encounter.main_diagnosis, '^F[23]')
),

dear_order as (
    select
        ordered.claim_line_id, ordered.encounter_id, ordered.person_id, ordered.provider_id,
        ordered.practitioner_id, ordered.item_code, ordered.item_name, ordered.charged_at,
        ordered.covered_amount, ordered.second
    from ordered
    semi join clock on ordered.provider_id = clock.provider_id
    anti join sent_together
        on ordered.provider_id = sent_together.provider_id and ordered.charged_at = sent_together.charged_at
    anti join injected on ordered.encounter_id = injected.encounter_id
    anti join course
        on
            ordered.person_id = course.person_id
            and ordered.provider_id = course.provider_id
            and ordered.charged_on = course.charged_on
),

-- two lines for one person are one person
first_of_person as (
    select practitioner_id, provider_id, item_code, second
    from dear_order
    qualify coalesce(
        second - lag(second) over (
            partition by practitioner_id, provider_id, item_code, person_id
            order by second, claim_line_id
        ) >= $window_seconds, true
    )
),

crowd_start as (
    select practitioner_id, provider_id, item_code, second
    from first_of_person
    qualify count(second) over (
        partition by practitioner_id, provider_id, item_code order by second
        range between current row and $window_seconds - 1 following
    ) >= $min_persons
),

numbered as (
    select
        practitioner_id, provider_id, item_code, second,
        sum(is_new) over (
            partition by practitioner_id, provider_id, item_code order by second
            range between unbounded preceding and current row
        ) as crowd_no
    from (
        select
            practitioner_id, provider_id, item_code, second,
            case when second - lag(second) over (
                partition by practitioner_id, provider_id, item_code order by second
            ) < $window_seconds then 0 else 1 end as is_new
        from crowd_start
    ) as step
),

crowd as (
    select
        practitioner_id, provider_id, item_code, crowd_no,
        min(second) as first_second, max(second) + $window_seconds as until
    from numbered
    group by practitioner_id, provider_id, item_code, crowd_no
)

select
    dear_order.practitioner_id as subject_id, dear_order.practitioner_id,
    dear_order.provider_id, dear_order.item_code,
    min(dear_order.item_name) as item_name,
    min(dear_order.charged_at) as ordered_from,
    count(distinct dear_order.person_id) as persons,
    max(dear_order.second) - min(dear_order.second) as seconds,
    cast(sum(dear_order.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(dear_order.claim_line_id) as claim_line_ids,
    list(distinct dear_order.encounter_id) as encounter_ids,
    min(dear_order.charged_at) as occurred_from,
    max(dear_order.charged_at) as occurred_to
from crowd
inner join dear_order
    on
        crowd.practitioner_id = dear_order.practitioner_id
        and crowd.provider_id = dear_order.provider_id
        and crowd.item_code = dear_order.item_code
        and dear_order.second >= crowd.first_second
        and dear_order.second < crowd.until
group by
    dear_order.practitioner_id, dear_order.provider_id, dear_order.item_code, crowd.crowd_no
