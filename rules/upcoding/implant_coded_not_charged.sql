/* ---
title: Implant coded and never charged
title_zh: 填报植入手术而无植入物及相应手术收费
official: GZ10000201004000
version: 3
status: stable
certainty: suspect
subject: encounter
identity: [implant]
scope: all
parts: [coded, charged]
basis: [条例15, 条例38(七), 按病种付费办法, 实施细则(高套)]
loss: group_payment
parameters:
  most_share: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the hospital's stays with such a code have no such charge, note: "a proposal; above it the hospital pays or packs its implants in another way"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
  least_peers: {type: integer, default: 5, min: 1, max: 100, step: 1, unit: stays from which the usual weight without an operation is taken}
message: "{implant} coded ({procedure_codes}), and neither it nor its operation was charged; {others} other [others:stay|stays] of the hospital with such a code [others:has|have] it"
message_zh: "填报 {procedure_codes}（{implant_zh}），住院期间无该植入物及其手术收费；本院同类填报有此收费的另有 {others} 例"
innocent_when:
  - the implant came with a package or was given free (left out where more than {most_share} of the hospital's stays with such a code are so)
  - it was paid on another bill of those days (left out), or by the patient outside the settlement (left out where it shows {missing_share} more than the charges)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 打包收费或免费提供植入物（本院同类填报中无此收费超过 {most_share} 的已排除）
  - 同期其他结算单已收（已排除），或患者另行自费未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the bar code of the implant in the record, and the register of the catheter room or theatre
  - the picture taken during the operation
verify_by_zh:
  - 核对病历粘贴的植入物条码及导管室、手术室登记
  - 调阅术中影像
tolerates: [claim, grouping, group_weight, group_rate, provider, diagnosis, encounter.insurance, provider.region_code, provider.level, grouping.standard_amount, grouping.version, claim_line.local_item_name, encounter.is_newborn, encounter.is_planned_readmission, encounter.department, encounter.visit_type, encounter.discharge_way]
judged: select count(distinct encounter_id) from procedure
source: ["published reports of inspections: an angiography settled as a stent"]
note: >-
  Coronary stents, artificial hips, knees, ankles, shoulders and elbows, pacemakers, lenses and heart valves, of stays that are paid by group. The sibling
  of drg_oprn_no_charge, which asks for any operation: here another one, such as the angiography, may be charged.
  The amount is the difference to the usual weight of the diagnosis without an operation, where that is known.
note_zh: 限按病组付费病例的冠脉支架、人工髋、膝、踝、肩、肘关节、起搏器、人工晶体、心脏瓣膜。drg_oprn_no_charge 查有无任何手术收费，本规则另查：虽有造影等其他操作收费，却无所填报植入物。金额为与该诊断未手术通常权重之差，通常权重不明的不计。
--- */
with
placed as (
    select
        encounter_id, code,
        case
            when starts_with(code, '36.06') or starts_with(code, '36.07') then 'coronary stent'
            when regexp_matches(code, '^81[.](5[1246]|8[0148])')
                then 'artificial joint'
            when regexp_matches(code, '^37[.]8[0-8]') then 'pacemaker'
            when starts_with(code, '13.7') then 'lens'
            when regexp_matches(code, '^35[.](0[5-9]|2)') then 'heart valve'
        end as implant,
        case
            when starts_with(code, '36.06') or starts_with(code, '36.07') then '冠状动脉支架'
            when regexp_matches(code, '^81[.](5[1246]|8[0148])')
                then '人工关节'
            when regexp_matches(code, '^37[.]8[0-8]') then '起搏器'
            when starts_with(code, '13.7') then '人工晶状体'
            when regexp_matches(code, '^35[.](0[5-9]|2)') then '心脏瓣膜'
        end as implant_zh
    from procedure
),

coded as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        placed.implant, placed.implant_zh,
        string_agg(distinct placed.code, ', ' order by placed.code) as procedure_codes
    from placed
    inner join derived.grouped_stay as stay on placed.encounter_id = stay.encounter_id
    where placed.implant is not null -- gate: equivalent, what needs nothing matches no line and no hospital
    group by
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        placed.implant, placed.implant_zh
),

-- names are read once each, and not of each line
implant_name as (
    select
        item.item_name, item.local_item_name, placed.implant
    from (select distinct item_name, local_item_name from derived.charged_item) as item
    inner join (select distinct implant from coded) as placed
        on
            case placed.implant
                when 'coronary stent' then regexp_matches(concat_ws(' ', item.item_name, item.local_item_name), '支架')
                when 'artificial joint'
                    then regexp_matches(
                        concat_ws(' ', item.item_name, item.local_item_name), '假体|人工|股骨头|股骨柄|髋臼|衬垫|关节置换|骨水泥'
                    )
                when 'pacemaker' then regexp_matches(concat_ws(' ', item.item_name, item.local_item_name), '起搏')
                when 'lens' then regexp_matches(concat_ws(' ', item.item_name, item.local_item_name), '晶体|晶状体')
                else regexp_matches(concat_ws(' ', item.item_name, item.local_item_name), '瓣')
            end
),

implant_line as (
    select line.encounter_id, line.person_id, line.charged_on, implant_name.implant
    from derived.net_line_scan as line
    inner join implant_name
        on
            coalesce(line.item_name, '') = coalesce(implant_name.item_name, '')
            and coalesce(line.local_item_name, '') = coalesce(implant_name.local_item_name, '')
    where
        line.person_id in (select person_id from coded) -- gate: equivalent, bounds work
        -- 人工牛黄 is no joint
        and not coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece', 'laboratory'), false)
),

-- in the stay, or on another bill of those days
charged as (
    select distinct coded.encounter_id, coded.implant
    from coded
    inner join implant_line as line
        on
            coded.person_id = line.person_id
            and coded.implant = line.implant
            and (
                coded.encounter_id = line.encounter_id
                or line.charged_on between coded.admitted_on and coded.discharged_on
            )
),

judged as (
    select
        coded.encounter_id, coded.person_id, coded.provider_id, coded.admitted_on, coded.discharged_on,
        coded.implant, coded.implant_zh, coded.procedure_codes,
        charged.encounter_id is null as is_bare,
        count(*) over (partition by coded.provider_id, coded.implant) as stays,
        count(charged.encounter_id) over (partition by coded.provider_id, coded.implant) as others
    from coded
    left join charged on coded.encounter_id = charged.encounter_id and coded.implant = charged.implant
)

select
    judged.encounter_id as subject_id, judged.provider_id, judged.person_id,
    judged.implant, judged.implant_zh, judged.procedure_codes, judged.others,
    cast(round(
        least(grouped.standard_amount, coalesce(grouped.fund_amount, grouped.standard_amount))
        * (1 - case when usual.weight < grouped.weight then usual.weight end / grouped.weight), 2
    ) as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [judged.encounter_id] as encounter_ids,
    judged.admitted_on as occurred_from,
    judged.discharged_on as occurred_to
from judged
inner join derived.grouped_stay as grouped on judged.encounter_id = grouped.encounter_id
left join derived.diagnosis_weight as usual
    on
        grouped.method = usual.method
        and coalesce(grouped.version, '') = coalesce(usual.version, '')
        and grouped.main_diagnosis = usual.main_diagnosis
        and usual.stays >= $least_peers
-- what was not delivered may be the implant
anti join derived.undelivered_charge as undelivered
    on judged.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
-- nor is it known what a line without a name is
anti join derived.nameless_charge as nameless
    on judged.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
where
    judged.is_bare
    and judged.stays - judged.others <= $most_share * judged.stays
