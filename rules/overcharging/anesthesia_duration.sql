/* ---
title: Anaesthesia charged for more hours than it lasted
title_zh: 麻醉计费时长大于麻醉时长
official: [GZ10000102014000, GZ10000102012000]
version: 5
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
  around_hours: {type: decimal, default: 1.5, min: 0, max: 6, step: 0.5, unit: hours of induction and waking around an operation,
                 note: "proposal; added to the operation where its times are known and those of the anaesthesia are not"}
  further: {type: string, default: "加收|每增加|每增|增加[0-9一1]|小时(后|以上|外).{0,3}每|续时|延时", note: pattern of item names that are one further hour}
  untimed: {type: string, default: "局部浸润|局部麻醉|表面麻醉|基础麻醉|镇痛", note: "pattern of item names that are charged by the site or the occasion, or go on outside the theatre as the relief of labour does"}
tolerates: [diagnosis, procedure.anesthesia, procedure.anesthesia_started_at, procedure.anesthesia_ended_at, procedure.started_at, procedure.ended_at]
message: "{item_name} charged for {quantity} hours from {charged_on}; the records of the stay have {hours} hours"
message_zh: "{charged_on} 起 {item_name} 收费 {quantity} 小时，本次就诊麻醉记录共 {hours} 小时"
innocent_when:
  - an operation is missing from the list, or its anaesthesia was recorded too short
  - local anaesthesia by the site, relief of labour, one anaesthesia on each of several days (left out)
innocent_when_zh:
  - 有手术未列入清单，或麻醉起止时间填写有误
  - 按部位或按次的局部麻醉、分娩镇痛，多日每日一次的麻醉（已排除）
verify_by:
  - the anaesthesia sheet
verify_by_zh:
  - 核对麻醉记录单
source: ["2025-hospital 156"]
note: >-
  Reads the rows of problem_frequency that count by the record. All anaesthesia times of the stay are
  added up and held against all that was charged, whenever it was booked; where those are not sent, the
  operation's own times with an hour and a half around it stand for them; a stay with an operation whose
  times are all missing or out of order is not judged. A base item beside its item of a further hour is the
  price of the first hours, whatever its quantity; variants of an item (the first eleven characters of
  its code) count together.
note_zh: 读取 problem_frequency 中按麻醉记录计数的条目。整次住院的各次麻醉时长合计，与全部麻醉收费比较，不论何时记账；未上传麻醉时间的，以手术时间前后各加一个半小时代替；有手术而时间全部缺失或先后颠倒的，不判。基础项与「每增加一小时」项并存时，基础项为前若干小时的价格，不论数量；同一项目的不同细项（编码前十一位相同）合并计算。
--- */
with
-- several procedures of one anaesthesia repeat its times
anaesthesia as (
    select distinct
        encounter_id,
        coalesce(anesthesia_started_at, started_at) as anesthesia_started_at,
        case
            when anesthesia_started_at is not null then anesthesia_ended_at
            when ended_at > started_at then ended_at + interval 1 minute * cast($around_hours * 60 as integer)
        end as anesthesia_ended_at
    from procedure
    -- a puncture at the bedside has neither times nor a way of anaesthesia
    where not (anesthesia_started_at is null and anesthesia is null)
),

-- hours of anaesthesia per encounter, and what may be charged for them; one false time makes all unknown
recorded as (
    select
        encounter_id,
        sum((epoch(anesthesia_ended_at) - epoch(anesthesia_started_at)) / 3600.0) as hours,
        sum(greatest(
            (epoch(anesthesia_ended_at) - epoch(anesthesia_started_at)) / 3600.0 + $extra_hours, $first_hours
        )) as allowed_hours,
        min(case when anesthesia_ended_at > anesthesia_started_at then 1 else 0 end) as is_complete
    from anaesthesia
    group by encounter_id
),

charged as (
    select
        encounter_id, substr(item_code, 1, 11) as item_group,
        min(item_code) as item_code,
        min(charged_on) as charged_on,
        max(charged_on) as last_on,
        min(person_id) as person_id,
        min(provider_id) as provider_id,
        min(item_name) as item_name,
        sum(quantity) as quantity,
        sum(case when regexp_matches(item_name, $further) then quantity else 0 end) as further_times,
        -- some provinces price a further half or quarter of an hour
        sum(case
            when not regexp_matches(item_name, $further) then 0
            when regexp_matches(item_name, '(30|三十) ?分|半(个)?小?时') then 0.5 * quantity
            when regexp_matches(item_name, '(15|十五) ?分|一刻') then 0.25 * quantity
            else quantity
        end) as further_hours,
        sum(covered_amount) as covered_amount,
        list(claim_line_id) as claim_line_ids
    from (
        select distinct
            claim_line_id, encounter_id, item_code, charged_on, person_id, provider_id, item_name,
            quantity, covered_amount
        from derived.listed_frequency_line
        where per = 'record' and covered_amount > 0 and not coalesce(regexp_matches(item_name, $untimed), false)
    ) as anaesthesia_line
    group by encounter_id, substr(item_code, 1, 11)
    -- one on each of several days is one for each sleep, as for convulsive therapy, and no number of hours
    having not (
        count(distinct charged_on) > 1 and sum(quantity) <= count(distinct charged_on) and not bool_or(regexp_matches(item_name, $further))
    )
),

counted as (
    select
        encounter_id, item_code, charged_on, last_on, person_id, provider_id, item_name, covered_amount,
        claim_line_ids,
        -- the base item is the first hours where further hours have an item of their own
        case
            when further_times > 0 then greatest(quantity - further_times, $first_hours) + further_hours
            else quantity
        end as hours_charged
    from charged
)

select
    counted.encounter_id as subject_id, counted.provider_id, counted.person_id, counted.item_code,
    counted.item_name, counted.charged_on,
    counted.hours_charged as quantity,
    cast(round(recorded.hours, 1) as decimal(9, 1)) as hours,
    cast(
        round(
            counted.covered_amount * (counted.hours_charged - recorded.allowed_hours) / counted.hours_charged, 2
        ) as decimal(18, 2)
    ) as amount_at_risk,
    counted.claim_line_ids,
    [counted.encounter_id] as encounter_ids,
    counted.charged_on as occurred_from,
    counted.last_on as occurred_to
from counted
inner join recorded on counted.encounter_id = recorded.encounter_id
where
    recorded.is_complete = 1
    and counted.hours_charged > recorded.allowed_hours
