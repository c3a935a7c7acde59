/* ---
title: More implants charged than the operations of the stay can take
title_zh: 植入耗材收费数量超过手术所需
official: GZ10000303003000
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [name_pattern]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
parameters:
  step: {type: string, default: "个.{0,3}椎骨|椎间融合装置|减压|椎板切除|椎间盘切除|髓核|骨移植|取骨|人工晶(状)?体.*(植入|置入)|(植入|置入).*人工晶(状)?体", note: names that a coder writes beside the operation for a step of it or for its extent}
  whole: {type: string, default: "融合术|内固定|乳化|抽吸|囊外|囊内", note: names of the operation itself that hold the words of a step}
  other_bone: {type: string, default: "内固定", note: "names of fixations; that of a bone which the row does not name takes some of the pieces"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "{quantity} of {item_name} for {operations} operations; at most {allowed}"
message_zh: "{item_name} 收费 {quantity} 件，相应手术 {operations} 次，至多 {allowed} 件（{reason}）"
innocent_when:
  - both sides or several segments under one line of the bill that the operation list does not tell apart
  - a piece spoiled in the theatre that was not taken back
  - another bone was fixed in the same stay with pieces of the same kind (left out where the operation list names it)
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 双侧或多节段手术合并为一条收费且手术记录未分列
  - 术中损坏更换未退费
  - 同次住院另有其他部位内固定使用同类耗材（手术清单载明的已排除）
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the count in the pictures taken during the operation, the bar code sheet
verify_by_zh:
  - 核对术中影像计数和条码粘贴页
tolerates: [claim, procedure, procedure.encounter_id, procedure.name, claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id]
judged: select count(distinct encounter_id) from derived.net_claim_line where category = 'consumable'
source: ["2025-hospital 13", "2025-hospital 32"]
note: >-
  Implants and their operations come from implant_limit. Operations are counted in the bill and in the operation
  list, and the larger number holds. A step or the extent of an operation that is coded beside it (the lens put in,
  the disc taken out, the number of vertebrae) is no second operation; four vertebrae and more count as two, nine and more as three. A stay without any such operation is consumable_no_procedure's.
note_zh: 植入物及其对应手术取自 implant_limit。手术次数按账单和手术清单分别计，取较大者。与手术并列编码的步骤或范围（置入晶体、切除椎间盘、融合椎骨数）不另计一次；融合 4 至 8 个椎骨按两次计，9 个及以上按三次计。完全没有此类手术的住院由 consumable_no_procedure 判断。
--- */
with
-- names of the bill that the list knows, as implant or as operation
named_item as (
    select
        item.item_name, item.category, listed.name_pattern, listed.most_per_operation, listed.note,
        coalesce(listed.valid_from, date '1900-01-01') as valid_from,
        coalesce(listed.valid_to, date '2200-01-01') as valid_to
    from (select distinct item_name, category from derived.charged_item) as item
    inner join implant_limit as listed
        on
            (item.category = 'consumable' and regexp_matches(item.item_name, listed.name_pattern))
            or (item.category in ('surgery', 'treatment') and regexp_matches(item.item_name, listed.operation_pattern))
),

-- one row per line and pattern: of two editions that are both in force the later one holds
named_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_name, line.category, line.quantity, line.covered_amount,
        named_item.name_pattern, named_item.most_per_operation, named_item.note
    from derived.net_claim_line as line
    inner join named_item
        on
            line.item_name = named_item.item_name
            and line.category = named_item.category
            and line.charged_on >= named_item.valid_from
            and line.charged_on < named_item.valid_to
    where line.item_name in (select item_name from named_item) -- gate: equivalent, bounds work
    qualify
        row_number() over (
            partition by line.claim_line_id, named_item.name_pattern
            order by named_item.valid_from desc, named_item.most_per_operation desc
        ) = 1
),

-- one row per encounter and row of the list
billed as (
    select
        line.encounter_id, line.name_pattern,
        min(line.most_per_operation) as most_per_operation,
        min(line.note) as reason,
        min(line.person_id) as person_id,
        min(line.provider_id) as provider_id,
        min(line.item_name) filter (where line.category = 'consumable') as item_name,
        coalesce(sum(line.quantity) filter (where line.category = 'consumable' and line.covered_amount > 0), 0) as quantity,
        cast(sum(line.covered_amount) filter (where line.category = 'consumable') as decimal(18, 2)) as covered_amount,
        list(line.claim_line_id) filter (where line.category = 'consumable') as claim_line_ids,
        min(line.charged_on) as occurred_from,
        max(line.charged_on) as occurred_to
    from named_line as line
    group by line.encounter_id, line.name_pattern
),

-- names of operations are few, operations are many
named_operation as (
    select
        operation.name, listed.name_pattern,
        case
            -- both eyes, both hips on one line
            when regexp_matches(operation.name, '双') then 2
            -- the extent of a fusion
            when regexp_matches(operation.name, '4.?8个椎骨') then 2
            when regexp_matches(operation.name, '(9|九)个.*椎骨') then 3
            else 1
        end as sides
    from (select distinct name from procedure) as operation
    inner join (select distinct name_pattern, operation_pattern from implant_limit) as listed
        on regexp_matches(operation.name, listed.operation_pattern)
),

-- another bone was fixed too: whose pieces these are is not told
fixed_elsewhere as (
    select distinct procedure.encounter_id, listed.name_pattern
    from procedure
    inner join (select distinct name_pattern, operation_pattern from implant_limit) as listed
        on
            regexp_matches(listed.operation_pattern, $other_bone)
            and regexp_matches(procedure.name, $other_bone)
            and not regexp_matches(procedure.name, listed.operation_pattern)
),

-- one row per stay and name of an operation, of the list and of the bill
told as (
    select
        procedure.encounter_id, named_operation.name_pattern, 'listed' as told_by, procedure.name,
        sum(named_operation.sides) as operations
    from procedure
    inner join named_operation on procedure.name = named_operation.name
    group by procedure.encounter_id, named_operation.name_pattern, procedure.name
    union all
    select
        encounter_id, name_pattern, 'billed' as told_by, item_name as name,
        -- a second side at a share of the price is a second operation
        sum(ceil(quantity)) as operations
    from named_line
    where category <> 'consumable'
    group by encounter_id, name_pattern, item_name
),

-- steps of an operation are not added to it: the lens put in with the cataract taken out, the disc with the fusion
operated as (
    select
        encounter_id, name_pattern, told_by,
        greatest(
            coalesce(sum(case when not is_step then operations end), 0),
            coalesce(max(case when is_step then operations end), 0)
        ) as operations
    from (
        select
            encounter_id, name_pattern, told_by, operations,
            regexp_matches(name, $step) and not regexp_matches(name, $whole) as is_step
        from told
    ) as told_step
    group by encounter_id, name_pattern, told_by
),

operated_most as (
    select encounter_id, name_pattern, max(operations) as operations
    from operated
    group by encounter_id, name_pattern
),

counted as (
    select
        billed.encounter_id, billed.name_pattern, billed.person_id, billed.provider_id, billed.item_name,
        billed.reason, billed.quantity, billed.covered_amount, billed.claim_line_ids,
        billed.occurred_from, billed.occurred_to, billed.most_per_operation,
        operated.operations
    from billed
    inner join operated_most as operated
        on billed.encounter_id = operated.encounter_id and billed.name_pattern = operated.name_pattern
    anti join fixed_elsewhere
        on billed.encounter_id = fixed_elsewhere.encounter_id and billed.name_pattern = fixed_elsewhere.name_pattern
    -- what was not delivered may be the other operation
    anti join derived.undelivered_charge as undelivered
        on billed.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
        -- nor is it known what a line without a name is
        anti join derived.nameless_charge as nameless
            on billed.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
)

select
    encounter_id as subject_id, provider_id, person_id, name_pattern, item_name, reason,
    cast(quantity as integer) as quantity,
    cast(operations as integer) as operations,
    cast(most_per_operation * operations as integer) as allowed,
    cast(
        round(covered_amount * (quantity - most_per_operation * operations) / quantity, 2) as decimal(18, 2)
    ) as amount_at_risk,
    claim_line_ids,
    [encounter_id] as encounter_ids,
    occurred_from, occurred_to
from counted
where quantity > most_per_operation * operations
