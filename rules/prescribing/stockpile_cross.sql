/* ---
title: More of a drug fetched from several places, or far more from one, than can be taken
title_zh: 囤药：跨机构或在一处超量取药
official: none
version: 8
status: stable
certainty: suspect
subject: person
identity: [item_code, provider_id]
scope: person
joins: written
evidence: {kept: {claim_line: kept_line_ids}}
basis: [条例38(五), 条例17, 条例41, 实施细则(个人)]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim_line.item_name, claim_line.prescription_no]
parameters:
  window_days: {type: integer, default: 90, min: 7, step: 1, unit: days, note: a proposal}
  max_ratio: {type: decimal, default: 1.5, min: 1, step: 0.1, unit: days supplied per day}
  min_providers: {type: integer, default: 3, min: 1, step: 1, unit: providers}
  early_days: {type: integer, default: 15, min: 0, max: 60, step: 1, unit: days in hand before the last fill, note: "a proposal; so early a long prescription may be renewed, and its own days lie ahead"}
  one_place_ratio: {type: decimal, default: 2.5, min: 1.5, step: 0.5, unit: days supplied per day from fewer providers, note: "a proposal; twice the dose needs no more"}
  full_share: {type: decimal, default: 0.8, min: 0.5, max: 1, step: 0.1, unit: share of the window that each of two places supplies alone, note: "a proposal; who gets all he can take in one place needs no second one"}
  full_fills: {type: integer, default: 3, min: 2, step: 1, unit: fills in each of the two places, note: "a proposal; who moves house fills twice for once"}
message: "{days} days of {item_name} within {window_days} days up to {last_on}, from {providers} providers"
message_zh: "截至 {last_on} 的 {window_days} 天内从 {providers} 家机构取得 {item_name} 共 {days} 天用量"
innocent_when:
  - the dose was raised (up to {one_place_ratio} times is left out where few places are involved, unless each of two places supplied all of it time after time)
  - a long journey
  - a pack was lost
  - a long prescription renewed some days early, though in another place (left out up to {early_days} days in hand)
  - one order fetched in parts (left out, where the parts name one prescription and the same days)
  - a single order for a long time, or a dose that works for months or a year (left out; overlong_rx judges its length)
innocent_when_zh:
  - 剂量调整（一两处取药的， {one_place_ratio} 倍以内已排除；两处各自多次足量供药的除外）
  - 长期外出
  - 药品遗失
  - 长期处方提前数日在他处续方（续方时手中余量不超过 {early_days} 天的已排除）
  - 一张处方分次取药（同一处方号、同一天数的已排除）
  - 一次开具的长期用药，或一次给药作用数月至一年的制剂（已排除，用量天数由 overlong_rx 判断）
verify_by:
  - count the drug that the person still has
  - ask who fetched it, and whether it was sold
verify_by_zh:
  - 清点参保人余药
  - 询问由谁取药、是否转卖
note: The window with the most days supplied is shown. Amount and days are those above one day a day; the first fills of the window are not at risk. Lines are joined within one person and drug only; the same days on several packs of one prescription count once. More than the window's days fetched on one day on several prescriptions are found by themselves. A place is named for its own fills where it alone supplied more than the window has days; of several that each supplied less none could know, and none is named.
note_zh: 取供应天数最多的窗口；超出每日一份的部分为疑点金额，窗口内先取得的不计。仅当某一机构自身供药已超过窗口天数时，才就其供药指向该机构；各机构单独均未超过的，只列参保人。
--- */
with
-- persons and drugs with enough days supplied, at whatever time and refunded or not. A bit stands for each third of
-- a window: four of them hold any window, and one fill in each of them is too little
supplied as (
    select person_id, item_code
    from claim_line
    where
        days_supplied > 0 -- gate: equivalent, bounds work
        and days_supplied <= 366 -- gate: equivalent, bounds work
        and coalesce(category in ('western_drug', 'patent_tcm'), false) -- gate: equivalent, bounds work
    group by person_id, item_code
    having
        sum(days_supplied) >= $window_days -- gate: equivalent, bounds work
        and (
            4 * max(days_supplied) >= $window_days * least($max_ratio, $one_place_ratio, 2 * $full_share) -- gate: equivalent, bounds work
            or count(*) > bit_count(bit_or(
                cast(1 as bigint) << cast(floor(greatest(epoch(charged_at), 0) / (28800.0 * $window_days)) as integer) % 62
            )) -- gate: equivalent, bounds work
        )
),

supply as (
    select
        line.person_id, line.item_code, line.encounter_id, line.days_supplied,
        date_diff('day', date '2000-01-01', cast(line.charged_at as date)) as day
    from claim_line as line
    semi join supplied -- gate: equivalent, bounds work
        on
            line.person_id = supplied.person_id -- gate: equivalent, bounds work
            and line.item_code = supplied.item_code -- gate: equivalent, bounds work
    where
        line.days_supplied > 0 -- gate: equivalent, bounds work
        and line.category in ('western_drug', 'patent_tcm') -- gate: equivalent, bounds work
),

-- of those whoever has enough of them within a window, or on one day
candidate as (
    select distinct person_id, item_code
    from supply
    qualify
        sum(days_supplied) over (
            partition by person_id, item_code order by day
            range between $window_days - 1 preceding and current row
        ) >= $window_days * least($max_ratio, $one_place_ratio, 2 * $full_share) -- gate: equivalent, bounds work
        or sum(days_supplied) over (
            partition by person_id, item_code order by day range between current row and current row
        ) > $window_days -- gate: equivalent, bounds work
),

candidate_visit as (
    select distinct supply.encounter_id
    from supply
    semi join candidate -- gate: equivalent, bounds work
        on
            supply.person_id = candidate.person_id -- gate: equivalent, bounds work
            and supply.item_code = candidate.item_code -- gate: equivalent, bounds work
),

-- one row per prescription of a drug: the same days on each of its packs are the days of one
prescription as (
    select
        min(line.claim_line_id) as claim_line_id,
        list(line.claim_line_id) as claim_line_ids,
        line.encounter_id, line.person_id, line.provider_id, line.item_code,
        min(line.item_name) as item_name,
        line.charged_on, line.days_supplied, line.prescription_no,
        sum(line.covered_amount) as covered_amount
    from derived.net_line_scan as line
    semi join candidate -- gate: equivalent, bounds work
        on
            line.person_id = candidate.person_id -- gate: equivalent, bounds work
            and line.item_code = candidate.item_code -- gate: equivalent, bounds work
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        line.encounter_id in (select candidate_visit.encounter_id from candidate_visit) -- gate: equivalent, bounds work
        and coalesce(line.category in ('western_drug', 'patent_tcm'), false)
        and encounter.class <> 'inpatient'
        and line.days_supplied > 0
        -- more is an error of entry
        and line.days_supplied <= 366
    group by
        line.encounter_id, line.person_id, line.provider_id, line.item_code, line.charged_on, line.days_supplied,
        line.prescription_no
),

-- an order that is fetched in parts: each part repeats the days of the whole until these have passed
fill as (
    select
        claim_line_id, claim_line_ids, encounter_id, person_id, provider_id, item_code, item_name, charged_on,
        days_supplied, covered_amount
    from prescription
    qualify
        prescription_no is null
        or row_number() over (
            partition by person_id, item_code, prescription_no, days_supplied order by charged_on, claim_line_id
        ) = 1
        or date_diff('day', min(charged_on) over (
            partition by person_id, item_code, prescription_no, days_supplied
        ), charged_on) >= days_supplied
),

-- more than a window's days fetched on one day, on several prescriptions
full_day as (
    select person_id, item_code, charged_on as last_on
    from fill
    group by person_id, item_code, charged_on
    having count(claim_line_id) >= 2 and sum(days_supplied) > $window_days
),

-- one row per person, drug, place and day
fill_day as (
    select
        person_id, item_code, provider_id, charged_on, sum(days_supplied) as days, max(days_supplied) as longest
    from fill
    group by person_id, item_code, provider_id, charged_on
),

-- one row per day with a fill and place that filled in the window that ends on it
place_total as (
    select
        last_fill.person_id, last_fill.item_code, last_fill.charged_on as last_on, fill_day.provider_id,
        sum(fill_day.days) as days,
        count(fill_day.charged_on) as fills,
        min(fill_day.charged_on) as first_on,
        max(case when fill_day.charged_on = last_fill.charged_on then fill_day.longest end) as last_days
    from (select distinct person_id, item_code, charged_on from fill_day) as last_fill
    inner join fill_day
        on
            last_fill.person_id = fill_day.person_id
            and last_fill.item_code = fill_day.item_code
            and fill_day.charged_on <= last_fill.charged_on
            and date_diff('day', fill_day.charged_on, last_fill.charged_on) < $window_days
    group by last_fill.person_id, last_fill.item_code, last_fill.charged_on, fill_day.provider_id
),

window_total as (
    select
        person_id, item_code, last_on,
        count(provider_id) as providers,
        sum(days) as days,
        sum(fills) as fills,
        -- what was in hand before the last fill, if a day was taken a day: that fill lies ahead
        sum(days) - max(last_days) - date_diff('day', min(first_on), last_on) as days_before,
        -- places of which each alone supplied enough
        sum(case when days >= $window_days * $full_share and fills >= $full_fills then 1 else 0 end) as full_places
    from place_total
    group by person_id, item_code, last_on
),

worst as (
    select window_total.person_id, window_total.item_code, window_total.last_on, window_total.providers, window_total.days
    from window_total
    left join full_day
        on
            window_total.person_id = full_day.person_id
            and window_total.item_code = full_day.item_code
            and window_total.last_on = full_day.last_on
    where
        (
            window_total.days > $window_days * $max_ratio
            and window_total.providers >= $min_providers
            and window_total.days_before > $early_days
        )
        -- one fill alone is an order for a long time: prescribing.overlong_rx judges its length
        or (window_total.days > $window_days * $one_place_ratio and window_total.fills >= 2)
        or window_total.full_places >= 2
        or full_day.person_id is not null
    qualify row_number() over (
        partition by window_total.person_id, window_total.item_code order by window_total.days desc, window_total.last_on
    ) = 1
),

-- the fills of the window, and how many days were in hand after each
in_hand as (
    select
        fill.person_id, fill.item_code, fill.item_name, fill.claim_line_id, fill.claim_line_ids, fill.encounter_id,
        fill.charged_on, fill.days_supplied, fill.covered_amount,
        worst.last_on, worst.providers, worst.days,
        sum(fill.days_supplied) over (
            partition by fill.person_id, fill.item_code
            order by fill.charged_on, fill.claim_line_id
            rows between unbounded preceding and current row
        ) as days_so_far,
        -- what the others supply a place does not see
        case
            when
                sum(fill.days_supplied) over (partition by fill.person_id, fill.item_code, fill.provider_id)
                > $window_days
                then fill.provider_id
        end as named_id
    from worst
    inner join fill
        on
            worst.person_id = fill.person_id
            and worst.item_code = fill.item_code
            and fill.charged_on <= worst.last_on
            and date_diff('day', fill.charged_on, worst.last_on) < $window_days
),

beyond as (
    select
        person_id, item_code, item_name, claim_line_ids, encounter_id, named_id, charged_on, days_supplied,
        covered_amount, last_on, providers, days, days_so_far,
        list(claim_line_ids) filter (where days_so_far <= $window_days) over (
            partition by person_id, item_code
        ) as kept_line_ids
    from in_hand
)

select
    person_id as subject_id, person_id, item_code,
    named_id as provider_id,
    min(item_name) as item_name,
    max(providers) as providers,
    max(days) as days,
    max(last_on) as last_on,
    cast(sum(round(
        covered_amount * least(days_supplied, days_so_far - $window_days) / days_supplied, 2
    )) as decimal(18, 2)) as amount_at_risk,
    flatten(list(claim_line_ids)) as claim_line_ids,
    -- the fills that a person could use up, which make the others too many
    coalesce(flatten(any_value(kept_line_ids)), cast([] as varchar[])) as kept_line_ids,
    list(distinct encounter_id) as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from beyond
where days_so_far > $window_days
group by person_id, item_code, named_id
