/* ---
title: More examinations in a day than the machines can make
title_zh: 设备检查治疗人次超过设备日能力
official: none
version: 3
status: stable
certainty: suspect
subject: provider
identity: [worked_on, pattern]
scope: provider
parts: [machine_line]
basis: [条例15, 条例38(七)]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, provider, provider.level, service_minutes, provider.name]
parameters:
  day_minutes: {type: integer, default: 1440, min: 60, max: 1440, step: 60, unit: minutes a day, note: round the clock; a bureau that knows the shifts sets fewer}
  posting_days: {type: integer, default: 7, min: 1, step: 1, unit: days, note: a proposal; that long at most the work of earlier days may be booked on one}
message: "{worked_on}: {persons} persons for {item_name} at {minutes} minutes each; {machines} machines, the most of its level, can serve {most}"
message_zh: "{worked_on} {item_name} {persons} 人次，按每次至少 {minutes} 分钟、同级机构最多 {machines} 台计，最多可完成 {most} 人次"
innocent_when:
  - more machines than institutions of its level have
  - the work of several days booked on one (let pass, as many days as lie since the day before with any)
  - examinations sent to another institution and charged here
innocent_when_zh:
  - 设备台数多于同级机构
  - 数日检查集中记账（按距上一个记账日的天数放宽）
  - 外送检查、本机构收费
verify_by:
  - the list of the machines, their logs and the images of the day
  - reports of the day with their times
verify_by_zh:
  - 核对设备清单、设备日志和当日影像
  - 核对当日检查报告及时间
note: A person counts once a day and machine, however many parts were charged. Minutes and machines come from reference service_minutes; a level that is not known counts as the highest. Amounts are the excess pro rata.
note_zh: 同一人同一设备每日计一次，不论收取几个部位。分钟数和台数见参考表 service_minutes；等级未知的按三级计。金额为超出部分按比例计算。
--- */
with
machine_item as (
    select
        item.item_name, minutes.name_pattern as pattern,
        coalesce(minutes.valid_from, date '1900-01-01') as valid_from,
        coalesce(minutes.valid_to, date '2200-01-01') as valid_to,
        minutes.minutes, minutes.machines_1, minutes.machines_2, minutes.machines_3
    from (select distinct item_name from derived.charged_item) as item
    inner join service_minutes as minutes on regexp_matches(item.item_name, minutes.name_pattern)
),

machine_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_name,
        line.covered_amount, machine_item.pattern, machine_item.minutes,
        case
            when provider.level = 2 then machine_item.machines_2
            when provider.level <= 1 then machine_item.machines_1
            -- a house of primary care whose level is not known
            when provider.level is null and regexp_matches(coalesce(provider.name, ''), '卫生院|卫生室|卫生站|卫生所|社区卫生|诊所|门诊部|医务室|村医') then machine_item.machines_1
            else machine_item.machines_3
        end as machines
    from derived.net_claim_line as line
    inner join machine_item
        on
            line.item_name = machine_item.item_name
            and line.charged_on >= machine_item.valid_from
            and line.charged_on < machine_item.valid_to
    left join provider on line.provider_id = provider.provider_id
    where
        coalesce(line.category in ('examination', 'treatment', 'other'), false)
        and line.covered_amount > 0
    -- of two editions that are both in force the later one holds, and the line counts once
    qualify
        row_number() over (
            partition by line.claim_line_id, machine_item.pattern
            order by machine_item.valid_from desc, machine_item.minutes
        ) = 1
),

-- one row per provider, day and machine
machine_day as (
    select
        provider_id, charged_on, pattern,
        min(item_name) as item_name,
        count(distinct person_id) as persons,
        max(minutes) as minutes,
        max(machines) as machines,
        sum(covered_amount) as covered_amount,
        list(claim_line_id) as claim_line_ids,
        list(distinct encounter_id) as encounter_ids
    from machine_line
    group by provider_id, charged_on, pattern
),

-- a day may hold what was done since the day before with any
capacity as (
    select
        provider_id, charged_on, pattern, item_name, persons, minutes, machines, covered_amount,
        claim_line_ids, encounter_ids,
        cast(floor(machines * $day_minutes / minutes) as integer)
        * least(coalesce(date_diff('day', lag(charged_on) over (
            partition by provider_id, pattern order by charged_on
        ), charged_on), 1), $posting_days) as most
    from machine_day
)

select
    provider_id as subject_id, provider_id, charged_on as worked_on, pattern, item_name, persons,
    minutes, machines, most,
    cast(round(covered_amount * (persons - most) / persons, 2) as decimal(18, 2)) as amount_at_risk,
    claim_line_ids, encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from capacity
where persons > most
