/* ---
title: Service or consumable charged by a department that it does not belong to
title_zh: 诊疗项目、耗材与科室不符
official: [GZ10000102008000, GZ10000303002000]
version: 2
status: stable
certainty: suspect
subject: encounter
identity: [item_code, rule_class]
scope: encounter
basis: [条例15, 条例38(六), 条例38(四)]
message: "{item_name} charged by {department_name}"
message_zh: "{item_name} 由{department_name}开单收费，不在限定科室内"
innocent_when:
  - the department is written otherwise than the pattern of the list
  - a consultation by the other department
innocent_when_zh:
  - 科室名称写法与清单不同
  - 他科会诊
verify_by:
  - the order and the department that carried it out
verify_by_zh:
  - 查医嘱和执行科室
tolerates: [encounter.department, claim_line.item_name]
source: [national rule library]
note: The items and departments are filled by the bureau (item_department). Without a department nothing is judged.
note_zh: 项目与科室由医保局填写（item_department）。科室缺失的不判。
--- */
with
used_item as (
    select distinct item_code from derived.charged_item
),

limited_item as (
    select used_item.item_code, limited.department_pattern, limited.rule_class, limited.valid_from, limited.valid_to
    from used_item
    inner join item_department as limited on starts_with(used_item.item_code, limited.item_prefix)
),

limited_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code,
        limited_item.rule_class,
        min(coalesce(line.item_name, line.item_code)) as item_name,
        min(coalesce(line.department, encounter.department)) as department_name,
        max(line.covered_amount) as covered_amount
    from derived.net_line_scan as line
    inner join limited_item on line.item_code = limited_item.item_code
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        line.charged_on >= coalesce(limited_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited_item.valid_to, date '2200-01-01')
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    group by
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, limited_item.rule_class
    -- the department that ordered or the one that the patient lies in; both unknown says nothing
    having
        not coalesce(bool_or(regexp_matches(line.department, limited_item.department_pattern)), false)
        and not coalesce(bool_or(regexp_matches(encounter.department, limited_item.department_pattern)), false)
        -- and so does a code of the house
        and regexp_matches(concat_ws('', min(line.department), min(encounter.department)), '[一-龥]')
)

select
    encounter_id as subject_id,
    provider_id,
    person_id,
    item_code,
    rule_class,
    min(item_name) as item_name,
    min(department_name) as department_name,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from limited_line
group by encounter_id, provider_id, person_id, item_code, rule_class
