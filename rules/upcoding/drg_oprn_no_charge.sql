/* ---
title: Operation coded and never charged
title_zh: 填报手术操作而无手术、麻醉收费
official: GZ10000201004000
version: 12
status: stable
certainty: suspect
subject: encounter
scope: all
parts: [operated, charged, charged_elsewhere]
basis: [条例15, 条例38(七), 按病种付费办法, 实施细则(高套)]
loss: group_payment
parameters:
  not_operation: {type: string, default: "(手术(衣|服|帽|单|巾|包布|手套|室|薄膜|贴膜)|术前|术后|备皮|敷料|口罩|技术|针刺|针灸|艾灸|拔罐|刮痧|推拿|按摩|熏洗|贴敷|耳穴|吸痰|口腔护理)|^(管型|管形)?石膏|^(骨折|小)?夹板|^皮肤?牵引|^(支具|绷带|悬吊)|(导管|胃管|尿管|引流管|鼻肠管|留置针|静脉|输液|气管|插管|管路).{0,6}固定|固定(贴|带|胶|膜|绷带)|(导管|胃管|尿管|引流管|鼻肠管|留置针).{0,4}拔除|拔除.{0,4}(导管|胃管|尿管|引流管|鼻肠管|留置针)|制片|置换(液|基础)|腔镜检查|(切开|造口|造瘘|造漏|引流).{0,2}(护理|换药)", note: "names that speak of an operation and are none; a plaster or a splint is what is put on instead of one, and a tube is fixed and pulled on any ward"}
  least_elsewhere: {type: decimal, default: 100, min: 0, max: 2000, step: 100, unit: yuan, note: "a proposal; what a stitch costs is no operation that makes a group"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
  least_lines: {type: integer, default: 3, min: 1, max: 50, step: 1, unit: charged lines without which the details were not delivered}
  least_peers: {type: integer, default: 5, min: 1, max: 100, step: 1, unit: stays from which the usual weight without an operation is taken}
  operation_name: {type: string, default: "(手术|麻醉|接生|分娩|拔除|拔牙|清创|切除|切开|成形|置换|置入|植入|吻合|修补|结扎|缝合|复位|固定|摘除|剥除|造口|移植|介入|腔镜|镜下|镜.{0,4}治疗|剖宫|助产|碎石|消融|栓塞|封堵|套扎|旋切|剥离|清宫|刮宫|人工流产|引产|起搏器(安|更换)|闭式引流|穿刺引流|置管引流|硬化剂|热凝|成型|硬化治疗|活检|活组织|填塞|造瘘|造漏|扩张|光凝|电灼|电凝|电切|冷冻治疗|烧灼|环切|锥切|汽化|离断|注药|取石|取出|钳取|反搏|体外膜肺|体外循环|临时起搏|(肝|肾|甲状腺|乳腺|前列腺|淋巴结|肿物|包块|脓肿|囊肿|心包|鼓膜|上颌窦)[^静动]{0,4}穿刺|ESD|EMR|ERCP|PTCA|PCI|TACE|PTCD|PTBD|ECMO|IABP|术$|术[(（])"}
message: "{procedure_codes} coded, but no operation, anaesthesia or instrument was charged among {lines} lines"
message_zh: "填报手术操作 {procedure_codes_zh}，{lines} 条收费明细中无手术、麻醉及相应器械收费"
innocent_when:
  - the operation is paid by a package, or the patient paid it outside the settlement (left out where the settlement shows {missing_share} more than the charges delivered)
  - the operation was done at another hospital during the stay (left out where other bills of those days charged {least_elsewhere} yuan or more for one)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 打包收费、日间手术包，或自费手术未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 住院期间在外院手术（同期其他结算单手术收费达 {least_elsewhere} 元的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the register of the operating theatre and the anaesthesia record
  - the operation note and the wound
verify_by_zh:
  - 核对手术室登记、麻醉记录单
  - 核对手术记录及切口情况
tolerates: [provider, grouping, group_weight, group_rate, procedure_innocent, diagnosis, encounter.is_newborn, encounter.discharge_way, encounter.is_planned_readmission, encounter.department, encounter.insurance, provider.specialty, provider.region_code, provider.level, grouping.weight, grouping.standard_amount, grouping.version, grouping.adrg_code, grouping.is_special_case, claim_line.local_item_name]
judged: select count(distinct encounter_id) from procedure
source: [rule catalogue drg_oprn_no_charge]
note: >-
  A stay with one of two operations charged is not found: which of them the charge belongs to is not in the data.
  The amount is the difference to the usual weight of the diagnosis without an operation; where nobody has it
  without one, to the dearest medical group of the same major category that weighs less.
note_zh: 填报两项手术而只有一项有收费的查不出：该收费属于哪一项，数据中看不出。金额按该诊断未手术病例的常见权重计差额；没有未手术病例的，按同一主要诊断大类中权重较低的内科组里最高者计。
--- */
with
-- one row per stay with operations that rightly carry a charge of their own
operated as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.main_diagnosis,
        count(*) as procedures,
        string_agg(procedure.code, ', ' order by procedure.code) as procedure_codes
    from procedure
    inner join derived.stay as stay on procedure.encounter_id = stay.encounter_id
    anti join procedure_innocent as innocent
        on
            innocent.innocent_of = 'no_surgery_charge'
            and starts_with(procedure.code, innocent.prefix)
            and stay.admitted_on >= coalesce(innocent.valid_from, date '1900-01-01')
            and stay.admitted_on < coalesce(innocent.valid_to, date '2200-01-01')
    -- what was not delivered may be the operation
    anti join derived.undelivered_charge as undelivered
        on stay.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    where
        not stay.is_open
        and not stay.is_refunded
    group by
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.main_diagnosis
),

-- names of items are few, lines are many; a house may say the operation in words of its own alone
operation_name as (
    select item_name
    from derived.charged_item
    where regexp_matches(item_name, $operation_name) and not regexp_matches(item_name, $not_operation)
    union
    select local_item_name as item_name
    from derived.charged_item
    where regexp_matches(local_item_name, $operation_name) and not regexp_matches(local_item_name, $not_operation)
),

-- charges of an operation, by their kind or by either of their names
operation_line as (
    select line.claim_line_id, line.encounter_id, line.person_id, line.charged_on, line.amount
    from derived.net_line_scan as line
    where line.category = 'surgery'
    union
    select line.claim_line_id, line.encounter_id, line.person_id, line.charged_on, line.amount
    from derived.net_line_scan as line
    where
        line.item_name in (select operation_name.item_name from operation_name)
        -- the care of an opened windpipe is no opening of it
        and not coalesce(line.category in ('nursing', 'western_drug', 'patent_tcm', 'herbal_piece'), false)
    union
    select line.claim_line_id, line.encounter_id, line.person_id, line.charged_on, line.amount
    from derived.net_line_scan as line
    where
        line.local_item_name in (select operation_name.item_name from operation_name)
        -- the care of an opened windpipe is no opening of it
        and not coalesce(line.category in ('nursing', 'western_drug', 'patent_tcm', 'herbal_piece'), false)
),

-- stays without one: few of all, and only these are looked for elsewhere
unbilled as (
    select operated.encounter_id, operated.person_id, operated.admitted_on, operated.discharged_on
    from operated
    anti join operation_line on operated.encounter_id = operation_line.encounter_id
),

charged as (
    select charge.encounter_id, sum(charge.lines) as lines
    from derived.claim_charge as charge
    semi join unbilled on charge.encounter_id = unbilled.encounter_id
    group by charge.encounter_id
),

-- charged on another bill of the person during the stay, at whichever house, for what an operation costs
charged_elsewhere as (
    select unbilled.encounter_id
    from unbilled
    inner join operation_line as line
        on
            unbilled.person_id = line.person_id
            and line.charged_on between unbilled.admitted_on and unbilled.discharged_on
    group by unbilled.encounter_id
    -- a stitch or a tooth pulled is another matter
    having sum(line.amount) >= $least_elsewhere
),

-- groups without operations by major category, for a diagnosis that is always operated on
medical_group as (
    select method, version, substr(adrg_code, 1, 1) as major_category, weight
    from derived.grouped_stay
    where method = 'drg' and substr(adrg_code, 2, 1) >= 'R'
    group by method, version, substr(adrg_code, 1, 1), weight
    having count(encounter_id) >= $least_peers
),

unoperated as (
    select grouped.encounter_id, max(medical.weight) as weight
    from operated
    inner join derived.grouped_stay as grouped
        on operated.encounter_id = grouped.encounter_id -- gate: equivalent, bounds the work
    inner join medical_group as medical
        on
            grouped.method = medical.method
            and coalesce(grouped.version, '') = coalesce(medical.version, '')
            and substr(grouped.adrg_code, 1, 1) = medical.major_category
            and medical.weight < grouped.weight
    group by grouped.encounter_id
)

select
    operated.encounter_id as subject_id, operated.provider_id, operated.person_id,
    operated.procedures, operated.procedure_codes, replace(operated.procedure_codes, ', ', '、') as procedure_codes_zh,
    charged.lines,
    cast(
        round(
            least(grouped.standard_amount, coalesce(grouped.fund_amount, grouped.standard_amount))
            * (
                1 - case
                    when usual.weight is null then unoperated.weight
                    when usual.weight < grouped.weight then usual.weight
                end / grouped.weight
            ), 2
        ) as decimal(18, 2)
    ) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [operated.encounter_id] as encounter_ids,
    operated.admitted_on as occurred_from,
    operated.discharged_on as occurred_to
from operated
inner join charged on operated.encounter_id = charged.encounter_id
left join derived.grouped_stay as grouped on operated.encounter_id = grouped.encounter_id
left join derived.diagnosis_weight as usual
    on
        grouped.method = usual.method
        and coalesce(grouped.version, '') = coalesce(usual.version, '')
        and operated.main_diagnosis = usual.main_diagnosis
        and usual.stays >= $least_peers
left join unoperated on operated.encounter_id = unoperated.encounter_id
anti join charged_elsewhere on operated.encounter_id = charged_elsewhere.encounter_id
-- nor is it known what a line without a name is
anti join derived.nameless_charge as nameless
    on operated.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
where
    charged.lines >= $least_lines
