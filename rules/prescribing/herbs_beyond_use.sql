/* ---
title: Herbs fetched again and again beyond what one person can take
title_zh: 短期内反复开取中药饮片，用量超出一人可服
official: none
version: 3
status: stable
certainty: suspect
subject: person
identity: [month, provider_id]
scope: person
basis: [条例15, 条例17, 条例38(二)]
tolerates: [claim, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount, claim_line.herb_use]
parameters:
  window_days: {type: integer, default: 31, min: 14, max: 92, step: 7, unit: days, note: "a proposal; what was fetched in so many days before a visit"}
  least_days: {type: integer, default: 14, min: 7, max: 60, step: 7, unit: days from the first of these visits on, note: "a proposal; over fewer days a prescription is not yet used up"}
  least_fetches: {type: integer, default: 3, min: 2, max: 20, step: 1, unit: days of fetching before, note: a proposal}
  least_herbs: {type: integer, default: 3, min: 1, max: 20, step: 1, unit: herbs, note: "a proposal; one herb may be given in a high dose, not all of a prescription"}
  max_times: {type: decimal, default: 3, min: 1, max: 10, step: 0.5, unit: times the highest daily dose}
  external: {type: string, default: "熏洗|熏药|泡洗|洗浴|药浴|足浴|坐浴|浸泡|敷|溻渍|封包|灌肠|外用|外洗", note: treatments with herbs that nobody swallows}
message: "before {last_on} {herbs} herbs had been fetched on {fetches} days since {first_on} in more than {max_times} times the highest dose for each day"
message_zh: "{first_on} 至 {last_on} 前 {fetches} 天次开取，{herbs} 味饮片按日历天数均超过最大日用量的 {max_times} 倍"
innocent_when:
  - herbs for a bath or to be laid on (left out where the way of use says so)
  - somebody with one card fetched for a family
  - a journey for which months were prescribed at once (what was fetched on the first day counts, so that this needs several such days)
innocent_when_zh:
  - 外洗、外敷用药（使用方式载明的已排除）
  - 一人持卡为家人取药
  - 外出前一次开取数月（须多日反复开取方列入）
verify_by:
  - the prescriptions and the doses on each
  - whether the person knows of the visits, and what is left at home
  - the stock of these herbs at the house
verify_by_zh:
  - 核对各次处方及剂数
  - 向参保人核实是否就诊、剩余药量
  - 盘点该机构相应饮片库存
note: What was fetched before a visit is held against the days since the first visit of the window, at so many times the highest daily dose of reference herb_max_dose. What the last visit brings does not count. At risk is the excess, on the lines after the first day.
note_zh: 以某次就诊前窗口期内已取的量，与首次取药至该次就诊的日历天数乘以最大日用量（参考表 herb_max_dose）若干倍相比；该次所取不计。超出部分落在首日之后的明细上。
--- */
with
-- visits that bathe or steam with herbs, whatever use was sent; a dressing is laid on a wound, whatever else is swallowed
bathed as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    where
        line.item_name in (
            select item_name from derived.charged_item where regexp_matches(item_name, $external)
        )
        and not coalesce(line.category = 'consumable', false)
),

herb as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.quantity, line.covered_amount,
        date_diff('day', date '2000-01-01', line.charged_on) as day,
        -- what it was prepared with stands before the name or behind it; granules are no herb
        regexp_replace(
            coalesce(nullif(regexp_extract(line.item_name, '^[(（][^)）]*[)）](.+)$', 1), ''), line.item_name),
            '[ 　]*(饮片)?[ 　]*([(（【][^颗]*)?$', ''
        ) as plain_name
    from derived.net_line_scan as line
    anti join encounter as stay on line.encounter_id = stay.encounter_id and stay.class = 'inpatient'
    anti join bathed on line.encounter_id = bathed.encounter_id
    where
        coalesce(line.category = 'herbal_piece', false)
        and line.covered_amount > 0
        and not regexp_matches(coalesce(line.herb_use, ''), $external)
),

dose as (
    select
        named.plain_name, herb_max_dose.valid_from, herb_max_dose.valid_to, max(herb_max_dose.max_grams) as max_grams
    from (select distinct plain_name from herb) as named
    inner join herb_max_dose on regexp_matches(named.plain_name, herb_max_dose.name_pattern)
    group by named.plain_name, herb_max_dose.valid_from, herb_max_dose.valid_to
),

-- one row per person, herb and day
fetched_day as (
    select fetched.person_id, fetched.plain_name, fetched.day, fetched.grams, max(dose.max_grams) as max_grams
    from (
        select person_id, plain_name, day, charged_on, sum(quantity) as grams
        from herb
        group by person_id, plain_name, day, charged_on
    ) as fetched
    inner join dose
        on
            fetched.plain_name = dose.plain_name
            and fetched.charged_on >= coalesce(dose.valid_from, date '1900-01-01')
            and fetched.charged_on < coalesce(dose.valid_to, date '2200-01-01')
    group by fetched.person_id, fetched.plain_name, fetched.day, fetched.grams
),

-- what had been fetched when the person came again
fetched_before as (
    select
        person_id, plain_name, day, max_grams,
        sum(grams) over earlier as grams,
        count(day) over earlier as fetches,
        min(day) over earlier as first_day
    from fetched_day
    window earlier as (
        partition by person_id, plain_name order by day
        range between $window_days preceding and 1 preceding
    )
),

beyond as (
    select
        person_id, plain_name, day, first_day, fetches,
        grams - $max_times * max_grams * (day - first_day) as excess
    from fetched_before
    where
        fetches >= $least_fetches
        and day - first_day >= $least_days
        and grams > $max_times * max_grams * (day - first_day)
),

-- one row per person and month, the last of its visits with several herbs beyond use
worst as (
    select person_id, day, strftime(cast(date '2000-01-01' + cast(day as integer) as date), '%Y-%m') as month
    from beyond
    group by person_id, day
    having count(plain_name) >= $least_herbs
    qualify row_number() over (
        partition by person_id, strftime(cast(date '2000-01-01' + cast(day as integer) as date), '%Y-%m')
        order by day desc
    ) = 1
),

-- lines of these herbs after the first day: what was fetched then may have been taken
line_beyond as (
    select
        worst.person_id, worst.month, worst.day, beyond.plain_name, beyond.first_day, beyond.fetches, beyond.excess,
        herb.claim_line_id, herb.encounter_id, herb.provider_id, herb.quantity, herb.covered_amount,
        sum(herb.quantity) over (partition by worst.person_id, worst.month, beyond.plain_name) as later_grams
    from worst
    inner join beyond on worst.person_id = beyond.person_id and worst.day = beyond.day
    inner join herb
        on
            beyond.person_id = herb.person_id
            and beyond.plain_name = herb.plain_name
            and herb.day > beyond.first_day
            and herb.day < beyond.day
)

select
    -- of each house what it handed out; what the others did is counted too
    person_id as subject_id, person_id, month, provider_id,
    count(distinct plain_name) as herbs,
    max(fetches) as fetches,
    cast($max_times as decimal(9, 1)) as max_times,
    cast(date '2000-01-01' + cast(min(first_day) as integer) as date) as first_on,
    cast(date '2000-01-01' + cast(min(day) as integer) as date) as last_on,
    cast(sum(round(covered_amount * least(excess, later_grams) / later_grams, 2)) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    cast(date '2000-01-01' + cast(min(first_day) as integer) as date) as occurred_from,
    cast(date '2000-01-01' + cast(min(day) as integer) as date) as occurred_to
from line_beyond
group by person_id, month, provider_id
