/* ---
title: Anaesthesia charged for more hours than it lasted
title_zh: 麻醉计费时长大于麻醉时长
official: [GZ10000102014000, GZ10000102012000]
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 典型问题清单(2025)]
parameters:
  extra_hours: {type: decimal, default: 1, min: 0, max: 12, step: 0.5, unit: hours beyond the record}
  first_hours: {type: decimal, default: 2, min: 0, max: 12, step: 1, unit: hours that are always charged,
                note: "proposal; the first hours of an anaesthesia are one price, whatever it lasted"}
tolerates: [diagnosis]
message: "{item_name} charged for {quantity} hours on {charged_on}; the record has {hours} hours"
message_zh: "{charged_on} {item_name} 收费 {quantity} 小时，麻醉记录 {hours} 小时"
innocent_when:
  - a second operation of the day has no times in the data
innocent_when_zh:
  - 当日另一台手术的麻醉起止时间未上传
verify_by:
  - the anaesthesia sheet
verify_by_zh:
  - 核对麻醉记录单
source: ["2025-hospital 156"]
note: >-
  Reads the rows of problem_frequency that count by the record. All anaesthesia times of the day are
  added up; a day with an operation whose times are missing or out of order is not judged.
--- */
with
-- hours of anaesthesia per encounter and day; null when one of its times is missing
recorded as (
    select
        encounter_id, cast(anesthesia_started_at as date) as anesthesia_on,
        sum(
            24 * date_diff('day', cast(anesthesia_started_at as date), cast(anesthesia_ended_at as date))
            + extract(hour from anesthesia_ended_at) - extract(hour from anesthesia_started_at)
            + (extract(minute from anesthesia_ended_at) - extract(minute from anesthesia_started_at)) / 60.0
        ) as hours,
        min(case when anesthesia_ended_at > anesthesia_started_at then 1 else 0 end) as is_complete
    from (
        -- several procedures of one anaesthesia repeat its times
        select distinct encounter_id, anesthesia_started_at, anesthesia_ended_at
        from procedure
    ) as anaesthesia
    group by encounter_id, cast(anesthesia_started_at as date)
),

charged as (
    select
        encounter_id, item_code, charged_on,
        min(person_id) as person_id,
        min(provider_id) as provider_id,
        min(item_name) as item_name,
        sum(quantity) as quantity,
        sum(covered_amount) as covered_amount,
        list(claim_line_id) as claim_line_ids
    from (
        select distinct
            claim_line_id, encounter_id, item_code, charged_on, person_id, provider_id, item_name,
            quantity, covered_amount
        from derived.listed_frequency_line
        where per = 'record'
    ) as anaesthesia_line
    group by encounter_id, item_code, charged_on
)

select
    charged.encounter_id as subject_id, charged.provider_id, charged.person_id, charged.item_code,
    charged.item_name, charged.charged_on, charged.quantity,
    cast(round(recorded.hours, 1) as decimal(9, 1)) as hours,
    cast(
        round(
            charged.covered_amount
            * (charged.quantity - greatest(recorded.hours + $extra_hours, $first_hours)) / charged.quantity, 2
        ) as decimal(18, 2)
    ) as amount_at_risk,
    charged.claim_line_ids,
    [charged.encounter_id] as encounter_ids,
    charged.charged_on as occurred_from,
    charged.charged_on as occurred_to
from charged
inner join recorded
    on charged.encounter_id = recorded.encounter_id and charged.charged_on = recorded.anesthesia_on
where
    recorded.is_complete = 1
    and charged.quantity > greatest(recorded.hours + $extra_hours, $first_hours)
