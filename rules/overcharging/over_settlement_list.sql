/* ---
title: More ventilator hours or nursing days charged than the hospital's own settlement list has
title_zh: 呼吸机时长、护理天数收费多于医保结算清单
official: GZ10000102014000
version: 4
status: stable
certainty: suspect
subject: encounter
identity: [kind]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
parameters:
  extra_hours: {type: integer, default: 24, min: 0, max: 96, step: 12, unit: hours of the ventilator,
                note: "proposal; begun hours of each day are charged whole"}
  extra_days: {type: integer, default: 2, min: 0, max: 10, step: 1, unit: days of nursing,
               note: "proposal; the days of admission and of a change of level"}
  ventilator: {type: string, default: "^(呼吸机辅助呼吸|有创机械通气|有创呼吸机)", note: pattern of item names that are hours of the ventilator}
tolerates: [encounter.first_nursing_days, encounter.second_nursing_days, encounter.third_nursing_days, encounter.main_diagnosis, diagnosis]
message: "{kind}: {quantity} charged, {listed} by the settlement list"
message_zh: "{kind_zh}：收费 {quantity}，医保结算清单 {listed}"
innocent_when:
  - the settlement list was filled in carelessly
  - the newborn is nursed on the mother's account and the list tells the mother only (left out)
innocent_when_zh:
  - 结算清单填写不全或有误
  - 新生儿护理记在母亲账上，清单只填母亲（已排除）
verify_by:
  - the ventilator record and the nursing orders of the stay
verify_by_zh:
  - 核对呼吸机使用记录与护理医嘱
source: ["2025-hospital 174", "2025-hospital 175"]
note: >-
  Reads what the settlement list (4101) says of the stay. A list with none of the nursing days filled in
  says nothing of nursing, nor one of which a level is empty and the others do not fill the stay; an empty or zero duration nothing of the ventilator. 特级护理 is charged by the
  hour and left out. What the fund did not cover is not counted. After a delivery each child on the account may
  have as many nursing days as the list has of the mother.
note_zh: 读取医疗保障基金结算清单（4101）的住院信息。护理天数各项均未填的清单，视为未说明护理；某级未填而其余各级合计不足住院天数的，该级视为未说明；呼吸机时长为空或为 0 的，视为未说明呼吸机。特级护理按小时收费，不判。未列入医保范围的金额不计。分娩后同一账上的新生儿，每名可另有与清单护理合计天数相同的护理。
--- */
with
named_item as (
    select
        item_name,
        case
            when regexp_matches(item_name, $ventilator) then 'ventilator hours'
            when regexp_matches(item_name, '^(Ⅰ|I|一|1) ?级护理|^(分级|住院|普通|整体)?护理费?[-—(（:：]?(Ⅰ|I|一|1) ?级') then 'first level nursing'
            when regexp_matches(item_name, '^(Ⅱ|II|二|2) ?级护理|^(分级|住院|普通|整体)?护理费?[-—(（:：]?(Ⅱ|II|二|2) ?级') then 'second level nursing'
            when regexp_matches(item_name, '^(Ⅲ|III|三|3) ?级护理|^(分级|住院|普通|整体)?护理费?[-—(（:：]?(Ⅲ|III|三|3) ?级') then 'third level nursing'
        end as kind
    from (select distinct item_name from derived.charged_item) as item
),

told as (
    select
        encounter_id, ventilator_hours, first_nursing_days, second_nursing_days, third_nursing_days,
        -- a level left empty is none where the other levels fill the stay, else it was not filled in
        case
            when
                coalesce(special_nursing_days, 0) + coalesce(first_nursing_days, 0)
                + coalesce(second_nursing_days, 0) + coalesce(third_nursing_days, 0)
                < date_diff('day', started_at, ended_at) - $extra_days
                then null
            else 0
        end as empty_level_days
    from encounter
    where
        class = 'inpatient'
        and coalesce(ventilator_hours, 0) + coalesce(first_nursing_days, 0) + coalesce(second_nursing_days, 0)
        + coalesce(third_nursing_days, 0) > 0 -- gate: equivalent, bounds work: an empty list compares with nothing
),

charged as (
    select
        line.encounter_id, named_item.kind,
        min(line.person_id) as person_id,
        min(line.provider_id) as provider_id,
        sum(line.quantity) as quantity,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids,
        min(line.charged_on) as first_on,
        max(line.charged_on) as last_on
    from derived.net_claim_line as line
    inner join named_item on line.item_name = named_item.item_name
    where named_item.kind is not null and line.covered_amount > 0
    group by line.encounter_id, named_item.kind
),

-- mother and newborn on one account, and twins
delivery as (
    select
        encounter_id,
        max(case when regexp_matches(code, '^(O84|O30|Z37[.]?[2-7])') then 2 else 1 end) as children
    from derived.encounter_diagnosis
    where regexp_matches(code, '^(O8[0-4]|O30|Z37)')
    group by encounter_id
),

compared as (
    select
        charged.encounter_id, charged.kind, charged.person_id, charged.provider_id, charged.quantity,
        charged.covered_amount, charged.claim_line_ids, charged.first_on, charged.last_on,
        case charged.kind
            -- zero hours is how an empty field is sent
            when 'ventilator hours' then nullif(told.ventilator_hours, 0)
            else case
                when
                    coalesce(told.first_nursing_days, 0) + coalesce(told.second_nursing_days, 0)
                    + coalesce(told.third_nursing_days, 0) > 0
                    then case charged.kind
                        when 'first level nursing' then coalesce(told.first_nursing_days, told.empty_level_days)
                        when 'second level nursing' then coalesce(told.second_nursing_days, told.empty_level_days)
                        else coalesce(told.third_nursing_days, told.empty_level_days)
                    end
            end
        end as listed,
        case
            when charged.kind = 'ventilator hours' then 0
            else coalesce(delivery.children, 0) * (
                coalesce(told.first_nursing_days, 0) + coalesce(told.second_nursing_days, 0)
                + coalesce(told.third_nursing_days, 0)
            )
        end as of_children,
        case charged.kind when 'ventilator hours' then $extra_hours else $extra_days end as tolerated
    from charged
    inner join told on charged.encounter_id = told.encounter_id
    left join delivery on charged.encounter_id = delivery.encounter_id
)

select
    encounter_id as subject_id, provider_id, person_id, kind,
    case kind
        when 'ventilator hours' then '呼吸机使用小时数'
        when 'first level nursing' then 'Ⅰ级护理天数'
        when 'second level nursing' then 'Ⅱ级护理天数'
        else 'Ⅲ级护理天数'
    end as kind_zh,
    quantity, listed,
    cast(round(covered_amount * (quantity - listed - of_children) / quantity, 2) as decimal(18, 2)) as amount_at_risk,
    claim_line_ids,
    [encounter_id] as encounter_ids,
    first_on as occurred_from,
    last_on as occurred_to
from compared
where quantity > listed + of_children + tolerated
