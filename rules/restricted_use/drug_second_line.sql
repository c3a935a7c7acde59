/* ---
title: Second-line drug charged with no first-line drug before it
title_zh: 限二线用药无一线用药记录
official: GZ10000101005000
version: 5
status: stable
certainty: suspect
subject: person
identity: [substance, provider_id]
scope: person
basis: [条例15, 条例38(六), 药品目录, 两库]
parameters:
  known_for_days:
    {type: integer, default: 180, min: 0, step: 30, unit: days,
     note: "proposal; a person whose records begin later may have had the first-line drug before them"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "{item_name} from {occurred_from} with no first-line drug in {known_days} days of records before"
message_zh: "{occurred_from} 起使用 {item_name}，此前 {known_days} 天记录中无一线药使用"
innocent_when:
  - the first-line drug was bought elsewhere, or with cash in a shop that did not upload it (left out where it was uploaded)
  - the first-line drug is contraindicated
  - items were not delivered with a settlement of the person (left out where it shows {missing_share} more than the charges)
innocent_when_zh:
  - 一线药在外地使用，或现金购买而未上传（有自费销售记录的已排除）
  - 一线药存在禁忌
  - 参保人的部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
verify_by:
  - history of drugs in the medical record
verify_by_zh:
  - 查病历中的既往用药
tolerates: [claim, claim_line.item_name, dispense, dispense.kind, dispense.person_id, dispense.item_code, dispense.is_insured, dispense.dispensed_at]
source: [national knowledge batch 9, rule catalogue drug_second_line]
note: >-
  The list names the drugs; which drugs are first-line for them is filled by the bureau
  (drug_first_line). A drug without rows there is not judged. Each provider is found for its own charges.
note_zh: 二线药品已公布，其一线药品由医保局填写（drug_first_line）。没有条目的药品不判。各机构就本机构的收费分列。
--- */
with
used_item as (
    select distinct item_code from derived.charged_item where category in ('western_drug', 'patent_tcm')
),

-- one row per charged second-line drug and first-line drug that some person was charged
ladder as (
    select second_line.item_code, first_line.item_code as first_line_code, step.valid_from, step.valid_to
    from drug_first_line as step
    inner join used_item as second_line on starts_with(second_line.item_code, step.item_prefix)
    left join used_item as first_line on starts_with(first_line.item_code, step.first_line_prefix)
),

judged_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, listed.item_name, line.item_code) as item_name,
        substr(line.item_code, 1, 10) as substance, line.covered_amount
    from derived.net_claim_line as line
    inner join drug_second_line as listed on line.item_code = listed.item_code
    semi join ladder
        on
            line.item_code = ladder.item_code
            and line.charged_on >= coalesce(ladder.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(ladder.valid_to, date '2200-01-01')
    where
        listed.doubt is null
        and line.charged_on >= coalesce(listed.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(listed.valid_to, date '2200-01-01')
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    -- a row of the list that stands twice counts once
    qualify row_number() over (partition by line.claim_line_id order by listed.valid_from nulls first) = 1
),

-- paid or not: a first-line drug that was taken was taken
first_line_before as (
    select distinct judged_line.claim_line_id
    from judged_line
    inner join ladder on judged_line.item_code = ladder.item_code
    inner join derived.net_claim_line as earlier
        on judged_line.person_id = earlier.person_id and ladder.first_line_code = earlier.item_code
    where earlier.charged_on <= judged_line.charged_on
    union
    -- sold for cash, the code of the box tells what it was
    select judged_line.claim_line_id
    from judged_line
    inner join drug_first_line as step on starts_with(judged_line.item_code, step.item_prefix)
    inner join dispense as sale
        on judged_line.person_id = sale.person_id and starts_with(sale.item_code, step.first_line_prefix)
    where
        sale.kind = 'sale'
        and not sale.is_insured
        and cast(sale.dispensed_at as date) <= judged_line.charged_on
        and judged_line.charged_on >= coalesce(step.valid_from, date '1900-01-01')
        and judged_line.charged_on < coalesce(step.valid_to, date '2200-01-01')
),

-- persons of whom a visit was not delivered whole: the first-line drug may stand there
half_known as (
    select encounter.person_id, min(cast(encounter.started_at as date)) as visited_on
    from derived.undelivered_charge as undelivered
    inner join encounter on undelivered.encounter_id = encounter.encounter_id
    where undelivered.missing_share >= $missing_share
    group by encounter.person_id
),

first_record as (
    select person_id, min(cast(started_at as date)) as known_from
    from encounter
    group by person_id
)

select
    judged_line.person_id as subject_id,
    judged_line.person_id,
    judged_line.provider_id,
    judged_line.substance,
    min(judged_line.item_name) as item_name,
    min(date_diff('day', first_record.known_from, judged_line.charged_on)) as known_days,
    cast(sum(judged_line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(judged_line.claim_line_id) as claim_line_ids,
    list(distinct judged_line.encounter_id) as encounter_ids,
    min(judged_line.charged_on) as occurred_from,
    max(judged_line.charged_on) as occurred_to
from judged_line
inner join first_record on judged_line.person_id = first_record.person_id
anti join first_line_before on judged_line.claim_line_id = first_line_before.claim_line_id
anti join half_known
    on judged_line.person_id = half_known.person_id and half_known.visited_on <= judged_line.charged_on
where date_diff('day', first_record.known_from, judged_line.charged_on) >= $known_for_days
group by judged_line.person_id, judged_line.provider_id, judged_line.substance
