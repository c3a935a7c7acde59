/* ---
title: Implant or interventional material charged without an operation
title_zh: 植介入耗材无对应手术操作
official: GZ10000303001000
version: 10
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: person
basis: [条例38(三), 条例38(四), 条例15]
parameters:
  implant: {type: string, default: "支架|球囊|起搏器|除颤器|人工(关节|髋|膝|晶状体|晶体|血管|瓣膜|骨)|椎间融合器|髓内钉|锚钉|接骨板|接骨螺钉|椎弓根|锁定(钢)?板|封堵器|弹簧圈|吻合器|骨水泥|假体|疝.*补片|钉仓|人工耳蜗", note: pattern of consumables that only an operation can use}
  operation: {type: string, default: "术$|术[(（]|手术|麻醉|造影|介入|穿刺|植入|置入|置换|镜下.{0,12}(插管|置管|放置)|(碎石|取石|成形|成型|摘除|修补|封堵|栓塞|消融|切除|吻合|融合|内固定|扩张|引流)(费|[(（]|$)", note: pattern of items that are or go with an operation}
  trivial: {type: string, default: "(静脉|动脉|腰椎?|腰大池|骨髓|胸腔?|腹腔?|关节腔?|羊水|脓肿|囊肿)穿刺|^[^内外穿髓切植]*(手法|整复|闭合性?复位)[^内外穿髓切植]*$|(石膏|夹板)(外)?固定|术前|术后|手术(衣|服|帽|单|巾|包布|室)|麻醉(药|前|后|恢复)|(CT|计算机体层|磁共振|MRI?|超声|声学).{0,12}造影|造影.{0,4}(CT|增强)", note: "pattern of punctures, of bones set by hand, of pictures with contrast and of goods that no implant goes with"}
  no_theatre: {type: string, default: "矫形|支具|护具|外展|吊带|义齿|正畸|托槽|穿刺针|导尿管|胃管|营养管|复苏球囊|呼吸球囊|简易呼吸|(宫颈|子宫).{0,4}球囊|球囊.{0,4}(宫颈|子宫)|固定支架|支架固定|输液.{0,3}支架", note: "pattern of consumables that only share a word with an implant: braces, dentures, needles, catheters of the ward"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
  visit_days: {type: integer, default: 7, min: 0, max: 30, step: 1, unit: days, note: "proposal; the item that a material is tied to may be settled on another visit so many days apart"}
  other_visit_days: {type: integer, default: 30, min: 0, max: 180, step: 10, unit: days,
                     note: "proposal; charged at a visit for an operation of a stay so many days apart"}
tolerates: [item_requires, procedure, claim]
message: "{item_name} charged without an operation or intervention in the encounter"
message_zh: "收取 {item_name}，本次就诊无相应手术或介入操作"
innocent_when:
  - the operation was not coded or is settled on another visit
  - the material was charged before the operation of a later stay
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 手术操作编码漏报，或手术在另一次就诊结算
  - 门诊预收，后续住院手术
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the bar code sheet of implants and the operation record
verify_by_zh:
  - 核对植入物条码粘贴页和手术记录
note: >-
  Two ways: a consumable whose name only an operation can use, where the encounter has neither a coded
  procedure nor a charge of or beside an operation; and a consumable that item_requires ties to a
  service that is missing, in the encounter and on other visits of the days around. Judged in stays and outpatient visits alike.
note_zh: 分两种：按名称只能用于手术的耗材，该次就诊既无手术编码，也无手术或与手术配套的收费；item_requires 要求有对应项目的耗材，该次就诊及前后数日的其他就诊均无此项目。住院和门诊均判。
--- */
with
material as (
    select
        encounter_id, item_code,
        min(person_id) as person_id,
        min(provider_id) as provider_id,
        min(item_name) as item_name,
        sum(covered_amount) as covered_amount,
        list(claim_line_id) as claim_line_ids,
        min(charged_on) as first_on,
        max(charged_on) as last_on
    from derived.net_line_scan
    where category = 'consumable' and covered_amount > 0
    group by encounter_id, item_code
),

-- names of items are few, lines are many
name as (
    select distinct item_name from derived.charged_item
),

operated as (
    -- tests and measures of the ward that are coded as procedures are no operation
    select encounter_id
    from procedure
    where not regexp_matches(code, '^(87|89|90|91|9[3-9])')
    union
    select line.encounter_id
    from derived.net_line_scan as line
    inner join material
        on line.encounter_id = material.encounter_id -- gate: equivalent, bounds work: the anti join compares the encounter
    where
        line.category = 'surgery'
        or (
            coalesce(line.category in ('treatment', 'examination'), false)
            and line.item_name in (
                select name.item_name from name
                where regexp_matches(name.item_name, $operation) and not regexp_matches(name.item_name, $trivial)
            )
        )
),

-- an operation at another visit of the person, shortly before or after
operated_elsewhere as (
    select distinct material.encounter_id
    from material
    inner join encounter as own on material.encounter_id = own.encounter_id
    inner join encounter as other on own.person_id = other.person_id
    inner join (
        select encounter_id from procedure where not regexp_matches(code, '^(87|89|90|91|9[3-9])')
        union
        select encounter_id from derived.net_line_scan where category = 'surgery'
    ) as operation on other.encounter_id = operation.encounter_id
    where
        date_diff('day', cast(own.started_at as date), cast(other.started_at as date)) <= $other_visit_days
        and date_diff('day', cast(coalesce(other.ended_at, other.started_at) as date), cast(own.started_at as date))
        <= $other_visit_days
        and regexp_matches(material.item_name, $implant) -- gate: equivalent, bounds work: others are judged by the table
),

-- items that the table ties to another
tied_item as (
    select
        item.item_code, item.item_name, requirement.needs_pattern,
        coalesce(requirement.valid_from, date '1900-01-01') as valid_from,
        coalesce(requirement.valid_to, date '2200-01-01') as valid_to
    from (select distinct item_code, item_name from derived.charged_item) as item
    inner join item_requires as requirement
        on
            starts_with(item.item_code, requirement.item_prefix)
            and (requirement.name_pattern is null or regexp_matches(item.item_name, requirement.name_pattern))
),

-- a consumable of the table with the item that it needs
needing as (
    select material.encounter_id, material.person_id, material.first_on, material.item_code, tied_item.needs_pattern
    from material
    inner join tied_item
        on
            material.item_code = tied_item.item_code
            and coalesce(material.item_name, '') = coalesce(tied_item.item_name, '')
    where
        material.first_on >= tied_item.valid_from
        and material.first_on < tied_item.valid_to
),

-- what a consumable needs, by the names of items
needed_name as (
    select pattern.needs_pattern, name.item_name
    from (select distinct needs_pattern from needing) as pattern
    inner join derived.listed_name as name on pattern.needs_pattern = name.name_pattern
),

-- the lines of such names, read once
needed_line as (
    select line.encounter_id, line.person_id, line.charged_on, needed_name.needs_pattern
    from derived.net_line_scan as line
    inner join needed_name on line.item_name = needed_name.item_name
    -- a material named after its operation is not the operation, nor is a drug or a blood test: 脑 stands in 脑苷肌肽 too
    where not coalesce(line.category in ('consumable', 'laboratory', 'western_drug', 'patent_tcm', 'herbal_piece'), false)
),

satisfied as (
    select distinct needing.encounter_id, needing.item_code
    from needing
    inner join needed_line as line
        on needing.needs_pattern = line.needs_pattern and needing.encounter_id = line.encounter_id
    union
    -- settled on another visit of the days around
    select distinct needing.encounter_id, needing.item_code
    from needing
    inner join needed_line as line
        on needing.needs_pattern = line.needs_pattern and needing.person_id = line.person_id
    where abs(date_diff('day', line.charged_on, needing.first_on)) <= $visit_days
    union
    select distinct needing.encounter_id, needing.item_code
    from needing
    inner join procedure on needing.encounter_id = procedure.encounter_id
    where regexp_matches(procedure.name, needing.needs_pattern)
),

without_operation as (
    select material.encounter_id, material.item_code
    from material
    anti join operated on material.encounter_id = operated.encounter_id
    anti join operated_elsewhere on material.encounter_id = operated_elsewhere.encounter_id
    where regexp_matches(material.item_name, $implant) and not regexp_matches(material.item_name, $no_theatre)
    union
    select needing.encounter_id, needing.item_code
    from needing
    anti join satisfied
        on needing.encounter_id = satisfied.encounter_id and needing.item_code = satisfied.item_code
)

select
    material.encounter_id as subject_id, material.provider_id, material.person_id, material.item_code,
    material.item_name,
    cast(material.covered_amount as decimal(18, 2)) as amount_at_risk,
    material.claim_line_ids,
    [material.encounter_id] as encounter_ids,
    material.first_on as occurred_from,
    material.last_on as occurred_to
from material
inner join without_operation
    on
        material.encounter_id = without_operation.encounter_id
        and material.item_code = without_operation.item_code
-- what was not delivered may be the operation
anti join derived.undelivered_charge as undelivered
    on material.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
-- nor is it known what a line without a name is
anti join derived.nameless_charge as nameless
    on material.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
