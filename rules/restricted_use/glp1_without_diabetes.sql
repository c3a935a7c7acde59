/* ---
title: A provider sells slimming pens as diabetes drugs to people without any other sign of diabetes
title_zh: 减重用途的 GLP-1 类药物按糖尿病结算（购药人无任何糖尿病诊疗痕迹）
official: none
version: 7
status: stable
certainty: suspect
subject: provider
scope: all
parts: [bought, sign, stated]
basis: [条例15, 条例38(六), 药品目录]
parameters:
  drug: {type: string, default: "XA10BJ", note: prefix of the codes of GLP-1 drugs}
  newer_drug: {type: string, default: "泊肽|度肽", note: names of such drugs that another code of diabetes drugs holds}
  other_drug: {type: string, default: "XA10", note: prefix of the codes of all drugs against diabetes}
  test: {type: string, default: "糖化血红蛋白|葡萄糖(测定|检测|定量|\\(|（|$)|血糖|糖耐量|C肽|胰岛素|HbA1c|HBA1C|(^|[^A-Za-z])GLU([^A-Za-z]|$)|生化(全套|全项|检查|组合|套餐|[0-9一二三四五六七八九十]+项)|微量白蛋白|糖尿病", note: names of what a diabetic is tested with}
  obesity: {type: string, default: "^(E65|E66|R63[.]?5)", note: diagnoses of overweight}
  diabetes: {type: string, default: "^(E1[0-4]|O24|R73|Z86[.]?3)", note: diagnoses that may stand for diabetes or what comes before it}
  min_fills: {type: integer, default: 2, min: 1, step: 1, unit: days on which a person bought, note: "a proposal; once is enough where the bill itself says overweight"}
  min_persons: {type: integer, default: 8, min: 2, step: 1, unit: such persons at one provider, note: a proposal; one person may have the tests elsewhere}
  alone_fills: {type: integer, default: 2, min: 1, step: 1, unit: days on which a person bought, note: "a proposal; from so many on a bill for overweight alone is judged by itself, whatever other buyers have"}
  min_share: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the provider's buyers, note: a proposal}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "{persons} of {buyers} buyers of GLP-1 drugs [persons:shows|show] no care of diabetes in the data, whatever diagnosis is written: {obese} [obese:is|are] billed for overweight alone{others}"
message_zh: "购买 GLP-1 类药物的 {buyers} 人中，{persons} 人在全部数据中无糖尿病诊疗痕迹（诊断本身不计）：{obese} 人仅以肥胖诊断开药{others_zh}"
innocent_when:
  - tests and first drugs were paid privately or in another region
  - a clinic for obesity with diabetes that tests under another name
  - items were not delivered with a settlement of the person (left out where it shows {missing_share} more than the charges)
innocent_when_zh:
  - 检查及一线药在外地或自费
  - 代谢专病门诊以其他项目名称检查
  - 参保人的部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
verify_by:
  - the prescriptions, who wrote them, and the weight and sugar in the records
  - ask some of the buyers what the pen was for
verify_by_zh:
  - 核查处方来源、病历中体重与血糖记录
  - 询问购药人用途
tolerates: [claim, claim_line.local_item_name, claim_line.item_name, claim_line.original_line_id, claim.original_claim_id, diagnosis, diagnosis.code, diagnosis.encounter_id, encounter, encounter.main_diagnosis]
judged: select count(distinct provider_id) from derived.item_charge where starts_with(item_code, 'XA10BJ')
source: ["supervision notes: prescriptions of semaglutide minutes apart", "payment limit of the catalogue: diabetes type 2 not held by first-line drugs"]
note: >-
  Pens that the buyer pays himself are none of the fund's and count for nothing. Where the bill says overweight
  and no bill of the person says diabetes, a test of sugar is no sign of it: clinics for weight test everybody.
note_zh: 自费购买的不计。结算诊断为超重、肥胖，且本人任何一次就诊均无糖尿病诊断的，血糖检查不作为糖尿病依据：减重门诊人人检查。
--- */
with
pen as (
    select distinct item_code
    from derived.charged_item
    where
        starts_with(item_code, $drug)
        or (starts_with(item_code, $other_drug) and regexp_matches(item_name, $newer_drug))
),

bought as (
    select claim_line_id, encounter_id, person_id, provider_id, charged_on, covered_amount
    from derived.net_line_scan
    where item_code in (select pen.item_code from pen) and covered_amount > 0
),

-- names of tests for diabetes: the pattern is asked of items, which are few
test_name as (
    select item_name
    from derived.charged_item
    where regexp_matches(item_name, $test)
    union
    -- a house may say it in words of its own alone
    select local_item_name as item_name
    from derived.charged_item
    where regexp_matches(local_item_name, $test)
),

-- another drug or a test for diabetes, wherever and whoever paid
sign as (
    select
        line.person_id,
        max(case when starts_with(line.item_code, $other_drug) and pen.item_code is null then 1 else 0 end)
            as has_other_drug
    from derived.net_line_scan as line
    semi join bought -- gate: equivalent, bounds the work
        on line.person_id = bought.person_id -- gate: equivalent, bounds the work
    left join pen on line.item_code = pen.item_code
    where
        (starts_with(line.item_code, $other_drug) and pen.item_code is null)
        or coalesce(line.item_name, '') in (select test_name.item_name from test_name)
        or coalesce(line.local_item_name, '') in (select test_name.item_name from test_name)
    group by line.person_id
),

-- what the bills of the buyers say they have
stated as (
    select encounter.person_id, encounter.encounter_id, diagnosis.code
    from encounter
    semi join bought -- gate: equivalent, bounds the work
        on encounter.person_id = bought.person_id -- gate: equivalent, bounds the work
    inner join derived.encounter_diagnosis as diagnosis on encounter.encounter_id = diagnosis.encounter_id
),

-- pens billed for overweight to a person of whom nobody says diabetes
billed_for_weight as (
    select distinct bought.person_id
    from bought
    inner join stated on bought.encounter_id = stated.encounter_id
    where
        regexp_matches(stated.code, $obesity)
        and bought.person_id not in (
            select stated.person_id from stated where regexp_matches(stated.code, $diabetes)
        )
),

-- persons of whom a visit was not delivered whole: another drug or a test may stand there
half_known as (
    select distinct encounter.person_id
    from derived.undelivered_charge as undelivered
    inner join encounter on undelivered.encounter_id = encounter.encounter_id
    where undelivered.missing_share >= $missing_share
),

buyer as (
    select
        bought.provider_id, bought.person_id,
        max(case
            when sign.person_id is null then 1
            when weight.person_id is not null and sign.has_other_drug = 0 then 1
            else 0
        end) as is_without_sign,
        max(case when weight.person_id is null then 0 else 1 end) as is_for_weight,
        count(distinct bought.charged_on) as fills
    from bought
    left join sign on bought.person_id = sign.person_id
    left join billed_for_weight as weight on bought.person_id = weight.person_id
    anti join half_known on bought.person_id = half_known.person_id
    group by bought.provider_id, bought.person_id
),

suspected as (
    select
        provider_id, person_id, is_for_weight,
        case when is_for_weight = 1 and fills >= $alone_fills then 1 else 0 end as stands_alone
    from buyer
    where is_without_sign = 1 and (is_for_weight = 1 or fills >= $min_fills)
),

buyers_of as (
    select provider_id, count(person_id) as buyers
    from buyer
    group by provider_id
),

crowd as (
    select suspected.provider_id
    from suspected
    inner join buyers_of on suspected.provider_id = buyers_of.provider_id
    group by suspected.provider_id, buyers_of.buyers
    having count(suspected.person_id) >= $min_persons and count(suspected.person_id) >= $min_share * buyers_of.buyers
),

-- where buyers are no crowd, those whose own bills say overweight and nothing else
accused as (
    select suspected.provider_id, suspected.person_id, suspected.is_for_weight, buyers_of.buyers
    from suspected
    inner join buyers_of on suspected.provider_id = buyers_of.provider_id
    left join crowd on suspected.provider_id = crowd.provider_id
    where crowd.provider_id is not null or suspected.stands_alone = 1
)

select
    accused.provider_id as subject_id, accused.provider_id,
    min(accused.buyers) as buyers,
    count(distinct accused.person_id) as persons,
    count(distinct case when accused.is_for_weight = 1 then accused.person_id end) as obese,
    case
        when count(distinct case when accused.is_for_weight = 1 then accused.person_id end) < count(distinct accused.person_id)
            then ', the others have neither another drug nor a test'
        else ''
    end as others,
    case
        when count(distinct case when accused.is_for_weight = 1 then accused.person_id end) < count(distinct accused.person_id)
            then '，其余无其他降糖药、无血糖或糖化血红蛋白检查'
        else ''
    end as others_zh,
    cast(sum(bought.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(bought.claim_line_id) as claim_line_ids,
    list(distinct bought.encounter_id) as encounter_ids,
    min(bought.charged_on) as occurred_from,
    max(bought.charged_on) as occurred_to
from accused
inner join bought on accused.provider_id = bought.provider_id and accused.person_id = bought.person_id
group by accused.provider_id
