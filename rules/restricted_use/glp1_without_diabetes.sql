/* ---
title: A provider sells slimming pens as diabetes drugs to people without any other sign of diabetes
title_zh: 减重用途的 GLP-1 类药物按糖尿病结算（购药人无任何糖尿病诊疗痕迹）
official: none
version: 1
status: stable
certainty: suspect
subject: provider
scope: all
basis: [条例15, 条例38(六), 药品目录]
parameters:
  drug: {type: string, default: "XA10BJ", note: prefix of the codes of GLP-1 drugs}
  other_drug: {type: string, default: "XA10", note: prefix of the codes of all drugs against diabetes}
  test: {type: string, default: "糖化血红蛋白|葡萄糖测定|血糖|糖耐量|C肽|胰岛素", note: names of what a diabetic is tested with}
  min_fills: {type: integer, default: 2, min: 1, step: 1, unit: days on which a person bought, note: a proposal}
  min_persons: {type: integer, default: 8, min: 2, step: 1, unit: such persons at one provider, note: a proposal; one person may have the tests elsewhere}
  min_share: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the provider's buyers, note: a proposal}
message: "{persons} of {buyers} buyers of GLP-1 drugs have neither another drug nor a test for diabetes anywhere in the data"
message_zh: "购买 GLP-1 类药物的 {buyers} 人中，{persons} 人在全部数据中无其他降糖药、无血糖或糖化血红蛋白检查"
innocent_when:
  - tests and first drugs were paid privately or in another region
  - a clinic for obesity with diabetes that tests under another name
innocent_when_zh:
  - 检查及一线药在外地或自费
  - 代谢专病门诊以其他项目名称检查
verify_by:
  - the prescriptions, who wrote them, and the weight and sugar in the records
  - ask some of the buyers what the pen was for
verify_by_zh:
  - 核查处方来源、病历中体重与血糖记录
  - 询问购药人用途
tolerates: [claim_line.item_name, claim_line.original_line_id, claim.original_claim_id]
judged: select count(distinct provider_id) from derived.net_claim_line where starts_with(item_code, 'XA10BJ')
source: ["supervision notes: prescriptions of semaglutide minutes apart", "payment limit of the catalogue: diabetes type 2 not held by first-line drugs"]
note: Pens that the buyer pays himself are none of the fund's and count for nothing.
note_zh: 自费购买的不计。
--- */
with
bought as (
    select claim_line_id, encounter_id, person_id, provider_id, charged_on, covered_amount
    from derived.net_line_scan
    where starts_with(item_code, $drug) and covered_amount > 0
),

-- names of tests for diabetes: the pattern is asked of items, which are few
test_name as (
    select distinct coalesce(item_name, '') as item_name
    from derived.charged_item
    where regexp_matches(coalesce(item_name, ''), $test)
),

-- another drug or a test for diabetes, wherever and whoever paid
diabetic as (
    select distinct line.person_id
    from derived.net_line_scan as line
    semi join bought -- gate: equivalent, bounds the work
        on line.person_id = bought.person_id -- gate: equivalent, bounds the work
    where
        (starts_with(line.item_code, $other_drug) and not starts_with(line.item_code, $drug))
        or coalesce(line.item_name, '') in (select test_name.item_name from test_name)
),

buyer as (
    select
        bought.provider_id, bought.person_id,
        max(case when diabetic.person_id is null then 1 else 0 end) as is_without_sign,
        count(distinct bought.charged_on) as fills
    from bought
    left join diabetic on bought.person_id = diabetic.person_id
    group by bought.provider_id, bought.person_id
),

crowd as (
    select
        provider_id,
        count(person_id) as buyers,
        count(person_id) filter (where is_without_sign = 1 and fills >= $min_fills) as persons
    from buyer
    group by provider_id
    having
        count(person_id) filter (where is_without_sign = 1 and fills >= $min_fills) >= $min_persons
        and count(person_id) filter (where is_without_sign = 1 and fills >= $min_fills) >= $min_share * count(person_id)
)

select
    crowd.provider_id as subject_id, crowd.provider_id,
    min(crowd.buyers) as buyers,
    min(crowd.persons) as persons,
    cast(sum(bought.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(bought.claim_line_id) as claim_line_ids,
    list(distinct bought.encounter_id) as encounter_ids,
    min(bought.charged_on) as occurred_from,
    max(bought.charged_on) as occurred_to
from crowd
inner join buyer on crowd.provider_id = buyer.provider_id
inner join bought on buyer.provider_id = bought.provider_id and buyer.person_id = bought.person_id
where buyer.is_without_sign = 1 and buyer.fills >= $min_fills
group by crowd.provider_id
