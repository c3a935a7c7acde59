/* ---
title: Many persons fetch one dear drug again elsewhere before it is used up
title_zh: 高值药多人跨店提前购取（倒卖团伙）
official: none
version: 7
status: stable
certainty: suspect
subject: group
scope: all
parts: [purchase_of_drug]
evidence: {kept: {claim_line: kept_line_ids}}
basis: [条例15, 条例38(五), 条例19]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim_line.days_supplied, claim_line.item_name, claim_line.unit_price, claim_line.prescription_no]
parameters:
  min_unit_price: {type: decimal, default: 100, min: 0, step: 20, unit: yuan, note: a proposal; what counts as a dear drug}
  max_used_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share of the first supply used up, note: a proposal}
  default_days: {type: integer, default: 28, min: 1, step: 2, unit: days, note: supply where none is given}
  min_persons: {type: integer, default: 5, min: 2, step: 1, unit: persons, note: a proposal}
message: "{persons} persons fetched {item_name} at {provider_a} and, before half was used, at {provider_b} or the other way round; {purchases} early purchases"
message_zh: "{persons} 人在 {provider_a}、{provider_b} 两家机构先后购取 {item_name}，前次尚未用去一半即再次购取，共 {purchases} 次"
innocent_when:
  - the first shop had only part of what was prescribed (left out, where both sales name one prescription)
  - the dose was raised
innocent_when_zh:
  - 首家机构库存不足，分次取药（同一处方号的已排除）
  - 剂量调整
verify_by:
  - who fetched the drug, by the recordings of both shops
  - whether the persons share a phone, a doctor or a buyer of drugs
  - trace codes of the boxes, and where they were sold again
verify_by_zh:
  - 调取两家机构监控，查明取药人
  - 核查是否共用电话、医师或收药人
  - 追踪药品追溯码流向
note: A ring is a drug (one form and strength, of any maker) and two providers with at least so many persons. Only a person's neighbouring purchases are compared, so that the work grows with the purchases; a ring over three shops shows as its pairs.
note_zh: 同一剂型、规格的药品不论生产企业合并判断；只比较同一人同一药品的相邻两次购取；跨三家以上的团伙按机构两两列出。
--- */
with
purchase_of_drug as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        -- a drug of one form and strength, whoever made it: the maker and the pack stand at the end of the code
        case when starts_with(line.item_code, 'Z') then substr(line.item_code, 1, 13) else substr(line.item_code, 1, 16) end as drug,
        line.item_name, line.charged_at, line.charged_on, line.covered_amount, line.prescription_no,
        -- more than a year is an error of entry
        case
            when line.days_supplied > 0 and line.days_supplied <= 366 then line.days_supplied
        end as days_told
    from derived.net_line_scan as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        coalesce(line.category in ('western_drug', 'patent_tcm'), false)
        and encounter.class <> 'inpatient'
        -- a line of ten packs' price is dear, however a pack is counted: drugs are charged by the tablet too
        and (
            coalesce(line.unit_price, line.amount / nullif(line.quantity, 0)) >= $min_unit_price
            or (line.amount >= 10 * $min_unit_price and line.amount >= 0.2 * $min_unit_price * line.quantity)
        )
),

-- how far apart a person's purchases at one shop lie at most: a needle for a fortnight is no supply for four weeks
own_pace as (
    select person_id, drug, max(days) as days
    from (
        select
            person_id, drug,
            case
                when provider_id = lag(provider_id) over follow
                    then date_diff('day', lag(charged_on) over follow, charged_on)
            end as days
        from purchase_of_drug
        window follow as (partition by person_id, drug order by charged_at, claim_line_id)
    ) as step
    where days > 0
    group by person_id, drug
    having count(days) >= 2
),

supplied as (
    select
        purchase.claim_line_id, purchase.encounter_id, purchase.person_id, purchase.provider_id, purchase.item_code,
        purchase.drug, purchase.item_name, purchase.charged_at, purchase.charged_on, purchase.covered_amount, purchase.prescription_no,
        coalesce(purchase.days_told, least($default_days, coalesce(own_pace.days, $default_days))) as days_supplied
    from purchase_of_drug as purchase
    left join own_pace on purchase.person_id = own_pace.person_id and purchase.drug = own_pace.drug
),

followed as (
    select
        claim_line_id, encounter_id, person_id, provider_id, item_code, drug, item_name, charged_on,
        covered_amount, prescription_no,
        lag(claim_line_id) over (
            partition by person_id, drug order by charged_at, claim_line_id
        ) as line_before,
        lag(provider_id) over (
            partition by person_id, drug order by charged_at, claim_line_id
        ) as provider_before,
        lag(days_supplied) over (
            partition by person_id, drug order by charged_at, claim_line_id
        ) as days_before,
        lag(charged_on) over (
            partition by person_id, drug order by charged_at, claim_line_id
        ) as charged_before,
        lag(prescription_no) over (
            partition by person_id, drug order by charged_at, claim_line_id
        ) as prescription_before
    from supplied
)

select
    min(item_code) || ' ' || least(provider_id, provider_before) || ' '
    || greatest(provider_id, provider_before) as subject_id,
    -- the shop that sold most of what was fetched too early
    case
        when
            sum(case when provider_id < provider_before then covered_amount else 0 end)
            >= sum(case when provider_id > provider_before then covered_amount else 0 end)
            then least(provider_id, provider_before)
        else greatest(provider_id, provider_before)
    end as provider_id,
    min(item_code) as item_code,
    min(item_name) as item_name,
    least(provider_id, provider_before) as provider_a,
    greatest(provider_id, provider_before) as provider_b,
    count(distinct person_id) as persons,
    count(claim_line_id) as purchases,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    list(line_before) as kept_line_ids,
    list(distinct encounter_id) as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from followed
where
    provider_id <> provider_before
    and date_diff('day', charged_before, charged_on) < days_before * $max_used_share
    -- the rest of one prescription, of which the first shop had only a part
    and coalesce(prescription_no <> prescription_before, true)
group by drug, least(provider_id, provider_before), greatest(provider_id, provider_before)
having count(distinct person_id) >= $min_persons
