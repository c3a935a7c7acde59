/* ---
title: Rehabilitation in bed after bed without one assessment
title_zh: 康复住院长期训练而无任何康复评定
official: none
version: 6
status: stable
certainty: suspect
subject: provider
identity: [year]
scope: all
parts: [judged_stay]
basis: [条例15, 条例38(二), 定点机构通知(2025)]
loss: lines
parameters:
  least_sessions: {type: integer, default: 20, min: 5, max: 200, step: 1, unit: sessions of training in a stay, note: "a proposal: so much training follows a plan"}
  days_looked_back: {type: integer, default: 30, min: 0, max: 180, step: 1, unit: days before admission in which an assessment anywhere counts}
  least_stays: {type: integer, default: 10, min: 2, max: 500, step: 1, unit: such stays in a calendar year, note: "a proposal"}
  least_share: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the stays with so much training are such, note: "a proposal"}
  training_name: {type: string, default: "(康复训练|运动疗法|作业疗法|言语训练|言语治疗|吞咽.*(训练|治疗)|平衡训练|步态训练|步行训练|关节松动|偏瘫肢体|脑瘫肢体|截瘫肢体|认知.*训练|手功能训练|减重支持|站立床|轮椅.*训练|日常生活.*训练|神经发育疗法|引导式教育)"}
  assessment_name: {type: string, default: "(评定|评估|评价|量表|测评|功能检查|功能测定|肌力|关节活动度|步态分析|平衡测|等速|吞咽造影|失语|认知功能检|能力(测定|检查|测试)|[Bb]arthel|Fugl|FIM|MMSE|Mo[Cc][Aa])"}
  organ: {type: string, default: "(肝|肾|甲状腺|凝血|血小板|免疫|肺|通气|弥散|小气道|心脏?|左心|右心|心室|室壁|胃|肠|胰|膀胱|内分泌|性腺|瓣膜)(系统)?功能(检查|测定)", note: "tests of organs, which say nothing of what the patient can do"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "{numerator} of {denominator} stays with {least_sessions} or more sessions of training in {year} [numerator:has|have] no assessment ({share_percent}%); {peers} other [peers:hospital has|hospitals have] {peers_percent}%, their median is {median}%"
message_zh: "{year} 年 {denominator} 例康复训练达 {least_sessions} 次以上的住院中 {numerator} 例无任何评定（{share_percent}%），其他 {peers} 家机构合计 {peers_percent}%，中位数 {median}%"
innocent_when:
  - the assessment is contained in the price of the training and not charged by itself
  - the assessment was done elsewhere and is not in the data
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 评定包含在训练项目价格内，不单独收费
  - 评定在院外完成而未上传
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the plan of rehabilitation, the assessments at the beginning, midway and at the end
  - hours of the therapists against the sessions charged
verify_by_zh:
  - 核对康复计划及初、中、末期评定记录
  - 治疗师工时与收费次数比对
tolerates: [claim, claim_line.local_item_name, claim_line.original_line_id, claim_line.covered_amount, provider, provider.level, provider.specialty, encounter.discharge_way]
judged: select count(distinct provider_id) from derived.stay where not is_open and not is_refunded
source: ["notice of 2025-05-28 on designated institutions, watch on rehabilitation", "list of typical problems 2025, rehabilitation"]
note: "Totals of the stay decide, so that it does not matter when the sessions were posted; the amount is that of the training in the stays without an assessment."
note_zh: 以整次住院合计为准，训练何时记账无关；金额为无评定住院的训练费用。
--- */
with
-- a few thousand names instead of every line
used_name as (
    select item_name from derived.charged_item
    union
    -- a house may say it in words of its own alone
    select local_item_name as item_name from derived.charged_item
),

named as (
    select
        item_name,
        regexp_matches(regexp_replace(item_name, $organ, '', 'g'), $assessment_name) as is_assessment
    from used_name
    where
        regexp_matches(item_name, $training_name)
        or regexp_matches(regexp_replace(item_name, $organ, '', 'g'), $assessment_name)
),

trained as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        cast(sum(line.covered_amount) as decimal(18, 2)) as amount,
        list(line.claim_line_id) as claim_line_ids
    from derived.net_claim_line as line
    inner join named on line.item_name = named.item_name
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    where
        not named.is_assessment
        and not stay.is_refunded
    group by stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on
    having sum(line.quantity) >= $least_sessions
),

assessed as (
    select distinct trained.encounter_id
    from trained
    inner join (
        select person_id, charged_on, item_name, local_item_name
        from derived.net_line_scan
        where
            person_id in (select trained.person_id from trained) -- gate: equivalent, bounds work
            -- blood is tested and the risk of a fall is written down on any ward
            and not coalesce(category in ('laboratory', 'nursing'), false)
    ) as line on trained.person_id = line.person_id
    inner join named on named.item_name in (coalesce(line.item_name, ''), coalesce(line.local_item_name, ''))
    where
        named.is_assessment
        and date_diff('day', line.charged_on, trained.admitted_on) <= $days_looked_back
        and line.charged_on <= trained.discharged_on
),

judged_stay as (
    select
        trained.encounter_id, trained.provider_id, trained.admitted_on, trained.discharged_on, trained.amount,
        trained.claim_line_ids, assessed.encounter_id is null as is_without,
        cast(extract(year from trained.discharged_on) as integer) as year
    from trained
    left join assessed on trained.encounter_id = assessed.encounter_id
    -- what was not delivered may be the assessment
    anti join derived.undelivered_charge as undelivered
        on trained.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    -- nor is it known what a line without a name is
    anti join derived.nameless_charge as nameless
        on trained.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
    where trained.discharged_on is not null -- gate: equivalent, a stay without an end has no year
),

counted as (
    select
        provider_id, year, count(*) as stays,
        count(*) filter (where is_without) as without,
        cast(sum(amount) filter (where is_without) as decimal(18, 2)) as amount_at_risk,
        flatten(list(claim_line_ids) filter (where is_without)) as claim_line_ids,
        list(encounter_id) filter (where is_without) as encounter_ids,
        min(admitted_on) filter (where is_without) as occurred_from,
        max(discharged_on) filter (where is_without) as occurred_to
    from judged_stay
    group by provider_id, year
),

compared as (
    select
        provider_id, year, stays, without, amount_at_risk, claim_line_ids, encounter_ids, occurred_from, occurred_to,
        (count(*) over of_year) - 1 as peers,
        (sum(stays) over of_year) - stays as other_stays,
        (sum(without) over of_year) - without as other_without
    from counted
    window of_year as (partition by year)
),

-- the median of the others, the hospital itself left out
other_median as (
    select own.provider_id, own.year, median(other.without * 100.0 / other.stays) as median
    from counted as own
    inner join counted as other on own.year = other.year and own.provider_id <> other.provider_id
    group by own.provider_id, own.year
)

select
    compared.provider_id as subject_id, compared.provider_id, compared.year,
    compared.without as numerator, compared.stays as denominator, compared.peers,
    cast(round(other_median.median, 1) as decimal(5, 1)) as median,
    cast(round(compared.without * 100.0 / compared.stays, 1) as decimal(5, 1)) as share_percent,
    cast(round(compared.other_without * 100.0 / nullif(compared.other_stays, 0), 1) as decimal(5, 1)) as peers_percent,
    compared.amount_at_risk, compared.claim_line_ids, compared.encounter_ids, compared.occurred_from, compared.occurred_to
from compared
left join other_median on compared.provider_id = other_median.provider_id and compared.year = other_median.year
where
    compared.without >= $least_stays
    and compared.without >= $least_share * compared.stays
    -- where the others assess no more often, the price holds the assessment in this region
    and coalesce(compared.other_without <= 0.5 * compared.other_stays, true)
