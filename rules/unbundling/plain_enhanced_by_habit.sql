/* ---
title: Plain and enhanced scan on one day by habit, of a house that writes no hours
title_zh: 只记日期的机构习惯性同日收取平扫和增强
official: [GZ10000102012000, GZ10000102013000]
version: 2
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: provider
basis: [条例38(三), 条例15, 典型问题清单(2025)]
parameters:
  least_stays: {type: integer, default: 10, min: 2, max: 1000, step: 2, unit: "stays with both scans on one day, of a house that writes no hours", note: a proposal}
  least_share: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of its stays with the enhanced scan, note: "a proposal: now and then a doctor adds contrast the same day, with every second patient it is a habit"}
tolerates: [encounter, claim, diagnosis, claim_line.local_item_name]
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收 {item_name}（{reason}）"
innocent_when:
  - the enhanced scan was added later the same day on clinical grounds
  - the two scans are of different regions that the names do not tell
innocent_when_zh:
  - 当日稍后因临床需要追加增强扫描
  - 两次扫描部位不同但名称未注明
verify_by:
  - the times of the image series
verify_by_zh:
  - 核对影像采集时间
evidence: {kept: {claim_line: kept_line_id}}
source: ["2025-hospital 83", "2025-hospital 89", "2024 影像-10"]
note: >-
  The plain scan is at risk. Where a stay is written day by day without hours, a house is judged that does it by
  habit: on one day in least_stays stays and more, and in least_share of those with the enhanced scan. Houses that
  write by the week or at discharge are not judged by days. One session that its hours tell is imaging_plain_enhanced's.
note_zh: 列为疑点的是平扫。住院明细逐日记账而没有时分的，仅在该机构习惯性同日双收（例数及占增强扫描的比例均达到参数）时列出；按周或出院时记账的不按日判断。有时分可见为同一次检查的，由 imaging_plain_enhanced 判断。
--- */
with
-- injured at two regions of the body: the plain scan may be of the one and contrast of the other
injured_at_two as (
    select encounter_id
    from (
        select encounter_id, code from diagnosis
        union all
        select encounter_id, main_diagnosis as code from encounter
    ) as stated
    where regexp_matches(code, '^S[0-9]')
    group by encounter_id
    having count(distinct substr(code, 1, 2)) >= 2
),

-- pairs of one day that tell no hour
hourless as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_code, item_name,
        doubled_amount, containing_name, containing_line_id, note
    from derived.listed_pair
    where scheme = 'imaging_plain_enhanced' and not tells_hour and covered_amount > 0
),

bed_day as (
    select line.encounter_id, line.charged_on, sum(line.quantity) as beds
    from derived.net_claim_line as line
    semi join hourless -- gate: equivalent, bounds work
        on line.encounter_id = hourless.encounter_id -- gate: equivalent, bounds work
    where line.category = 'bed'
    group by line.encounter_id, line.charged_on
),

-- a stay that books its bed day by day is written by the day; a week on a Monday tells no day of a scan
day_stay as (
    select encounter_id
    from bed_day
    group by encounter_id
    having count(charged_on) >= 2 and max(beds) <= 1
),

of_one_day as (
    select
        hourless.claim_line_id, hourless.encounter_id, hourless.person_id, hourless.provider_id, hourless.charged_on,
        hourless.item_code, hourless.item_name, hourless.doubled_amount, hourless.containing_name,
        hourless.containing_line_id, hourless.note
    from hourless
    semi join day_stay on hourless.encounter_id = day_stay.encounter_id
),

-- and how many had the enhanced scan at all
enhanced_stay as (
    select line.provider_id, count(distinct line.encounter_id) as stays
    from derived.net_line_scan as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        line.item_name in (select of_one_day.containing_name from of_one_day)
        and line.provider_id in (select of_one_day.provider_id from of_one_day) -- gate: equivalent, bounds work
        and encounter.class = 'inpatient'
    group by line.provider_id
),

by_habit as (
    select of_one_day.provider_id
    from of_one_day
    inner join enhanced_stay on of_one_day.provider_id = enhanced_stay.provider_id
    group by of_one_day.provider_id, enhanced_stay.stays
    having
        count(distinct of_one_day.encounter_id) >= $least_stays
        and count(distinct of_one_day.encounter_id) >= $least_share * enhanced_stay.stays
),

-- one row per line at risk, however many rows of the lists name it
contained as (
    select
        pair.claim_line_id, pair.encounter_id, pair.charged_on, pair.item_code, pair.person_id,
        pair.provider_id, pair.item_name,
        max(pair.doubled_amount) as doubled_amount,
        min(pair.containing_name) as containing_name,
        arg_min(pair.containing_line_id, (pair.containing_name, pair.containing_line_id, coalesce(pair.note, '')))
            as kept_line_id,
        arg_min(pair.note, (pair.containing_name, pair.containing_line_id, coalesce(pair.note, ''))) as reason
    from of_one_day as pair
    inner join by_habit on pair.provider_id = by_habit.provider_id
    anti join injured_at_two on pair.encounter_id = injured_at_two.encounter_id
    group by
        pair.claim_line_id, pair.encounter_id, pair.charged_on, pair.item_code, pair.person_id,
        pair.provider_id, pair.item_name
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    item_code, charged_on,
    min(item_name) as item_name,
    min(containing_name) as containing_name,
    -- of the containing item that is named
    arg_min(kept_line_id, (containing_name, kept_line_id)) as kept_line_id,
    arg_min(reason, (containing_name, kept_line_id)) as reason,
    cast(sum(doubled_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from contained
group by encounter_id, item_code, charged_on
