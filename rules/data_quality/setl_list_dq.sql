/* ---
title: Settlements of a month that are incomplete or do not add up
title_zh: 结算清单信息异常
official: GZ10000201001000
version: 2
status: stable
certainty: suspect
subject: provider
identity: [defect, month_from]
scope: provider
parts: [judged]
basis: [条例16, 条例39(三), 两库]
parameters:
  min_share: {type: decimal, default: 0.05, min: 0, max: 1, step: 0.01, unit: share of the month's settlements, note: a proposal}
  min_claims: {type: integer, default: 5, min: 1, step: 1, unit: defective settlements of the month, note: a proposal}
  tolerance: {type: decimal, default: 1, min: 0, step: 1, unit: yuan}
message: "{defective} of {claims} settlements since {month_from}: {defect_text}"
message_zh: "{month_from} 起当月 {claims} 笔结算中 {defective} 笔{defect_text_zh}"
innocent_when:
  - the interface was being rebuilt
  - charges paid privately are left out of the delivery
  - lines of the delivery were set aside as unreadable
innocent_when_zh:
  - 接口改造期
  - 自费明细未上传
  - 部分明细因无法读取被隔离
verify_by:
  - the settlement lists of the month against the hospital's accounts
verify_by_zh:
  - 核对当月结算清单与医院账目
source: [rule catalogue setl_list_dq]
note: Refunds and what they take back are left out. An indicator of quality, no violation by itself.
note_zh: 退费及其冲销的结算不计入。数据质量指标，本身不构成违规。
--- */
with
charged as (
    select claim_id, count(claim_line_id) as lines, sum(amount) as amount
    from claim_line
    group by claim_id
),

taken_back as (
    select claim_id from derived.claim_change
),

stay_without_diagnosis as (
    select encounter.encounter_id
    from encounter
    anti join derived.encounter_diagnosis as stated on encounter.encounter_id = stated.encounter_id
    where encounter.class = 'inpatient'
),

-- one row per settlement, with the defects looked for
judged as (
    select
        claim.provider_id, claim.encounter_id, claim.settled_at,
        cast(date_trunc('month', claim.settled_at) as date) as month_from,
        charged.claim_id is null as no_lines,
        coalesce(abs(claim.total_amount - charged.amount) > $tolerance, false) as wrong_sum,
        stay_without_diagnosis.encounter_id is not null as no_diagnosis
    from claim
    left join charged on claim.claim_id = charged.claim_id
    left join stay_without_diagnosis on claim.encounter_id = stay_without_diagnosis.encounter_id
    -- refunds stand there too
    anti join taken_back on claim.claim_id = taken_back.claim_id
),

month_of_provider as (
    select provider_id, month_from, count(encounter_id) as claims
    from judged
    group by provider_id, month_from
),

defective as (
    select provider_id, encounter_id, settled_at, month_from, 'no_lines' as defect from judged where no_lines
    union all
    select provider_id, encounter_id, settled_at, month_from, 'wrong_sum' as defect from judged where wrong_sum
    union all
    select provider_id, encounter_id, settled_at, month_from, 'no_diagnosis' as defect from judged where no_diagnosis
)

select
    defective.provider_id as subject_id,
    defective.provider_id,
    defective.defect,
    defective.month_from,
    month_of_provider.claims,
    count(defective.encounter_id) as defective,
    case defective.defect
        when 'no_lines' then 'no charges delivered' when 'wrong_sum' then 'charges do not add up to the total'
        else 'a stay without a diagnosis'
    end as defect_text,
    case defective.defect
        when 'no_lines' then '无费用明细' when 'wrong_sum' then '明细合计与总额不符' else '住院无诊断'
    end as defect_text_zh,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(distinct defective.encounter_id) as encounter_ids,
    min(defective.settled_at) as occurred_from,
    max(defective.settled_at) as occurred_to
from defective
inner join month_of_provider
    on
        defective.provider_id = month_of_provider.provider_id
        and defective.month_from = month_of_provider.month_from
group by defective.provider_id, defective.defect, defective.month_from, month_of_provider.claims
having
    count(defective.encounter_id) >= $min_claims
    and count(defective.encounter_id) > $min_share * month_of_provider.claims
