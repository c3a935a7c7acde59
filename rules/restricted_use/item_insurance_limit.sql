/* ---
title: Service or consumable of work-injury or maternity insurance settled by basic medical insurance
title_zh: 限工伤、限生育保险项目纳入基本医疗保险结算
official: [GZ10000102003000, GZ10000102004000]
version: 6
status: stable
certainty: definite
subject: encounter
identity: [item_code]
scope: encounter
basis: [条例15, 条例38(六)]
parameters:
  known_from: {type: string, default: "2025-01-01", note: "first day of the edition that the lists were read against; a limit without a first day of its own finds suspects only before it"}
  basic_insurances: {type: list, default: ["310", "390"], note: "insurance codes of basic medical insurance: employees, residents"}
unmoved_by:
  cut_the_hour: "the limit is of the insurance"
  post_at_settlement: "the limit is of the insurance"
  newborn_on_mothers_card: "the limit is of the insurance that paid"
  home_bed: "the limit is of the insurance, wherever he was treated"
  sell_by_unit: "the limit is of the insurance, however little was charged"
message: "{item_name} is paid by {only_insurance} insurance only; settled by {insurance_en}"
message_zh: "{item_name} 仅限{only_insurance_zh}保险支付，却由{insurance_zh}结算"
innocent_when:
  - the fund paid a work injury in advance and will recover it (suspect where a diagnosis tells of an injury or an occupational disease)
  - maternity is settled within employee insurance in this region (suspect, not definite)
innocent_when_zh:
  - 工伤先行支付，事后追偿（诊断提示外伤或职业病者仅列可疑）
  - 当地生育保险并入职工医保结算（仅列可疑）
verify_by:
  - the kind of benefit of the settlement
verify_by_zh:
  - 核查结算的待遇类别
tolerates: [encounter.main_diagnosis, claim_line.item_name, encounter.insurance, person, person.insurance]
source: [national rule library]
note: The items are filled by the bureau (item_insurance).
note_zh: 项目由医保局填写（item_insurance）。
--- */
with
used_item as (
    select distinct item_code from derived.charged_item
),

limited_item as (
    select used_item.item_code, limited.only_insurance, limited.valid_from, limited.valid_to
    from used_item
    inner join item_insurance as limited on starts_with(used_item.item_code, limited.item_prefix)
),

obstetric as (
    select encounter_id from encounter where visit_type in ('51', '52')
    union
    select encounter_id from derived.encounter_diagnosis where regexp_matches(code, '^(O|Z3[0-9]|N97|N46|N98)')
),

-- an injury, what is left of one or an occupational disease: the fund may have advanced what another owes
injured as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where regexp_matches(code, '^(S|T|V|W|X|Y|J6[0-9]|L23|L5[5-9]|L81|L90|L91|G8[1-3]|H83|F07|M84|M96|Z20|Z24[.]?2|Z4[478]|Z57|Z89|Z97[.]?1)')
),

-- visits of which any diagnosis was sent
stated as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    -- a name of Chinese medicine tells not what befell him
    where not regexp_matches(code, '^([A-Z]{2}|[A-Z][0-9]{2}[.][0-9]{2}[.])')
),

limited_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, line.item_code) as item_name, line.covered_amount,
        coalesce(encounter.insurance, person.insurance) as insurance, limited_item.only_insurance,
        limited_item.valid_from is null and line.charged_on < cast($known_from as date) as is_before_known,
        -- no diagnosis tells that it was no injury; the insurance is that of the register of persons
        injured.encounter_id is not null or stated.encounter_id is null or encounter.insurance is null as is_injured
    from derived.net_line_scan as line
    inner join limited_item on line.item_code = limited_item.item_code
    inner join encounter on line.encounter_id = encounter.encounter_id
    left join person on line.person_id = person.person_id
    left join stated on line.encounter_id = stated.encounter_id
    left join injured on line.encounter_id = injured.encounter_id
    -- maternity has become a part of employee insurance: only the kind of visit tells it apart
    anti join obstetric on line.encounter_id = obstetric.encounter_id and limited_item.only_insurance = 'maternity'
    where
        line.charged_on >= coalesce(limited_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited_item.valid_to, date '2200-01-01')
        and list_contains($basic_insurances, coalesce(encounter.insurance, person.insurance))
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    -- a row of the list that stands twice counts once; the sure one holds
    qualify
        row_number() over (
            partition by line.claim_line_id order by limited_item.valid_from desc nulls last, limited_item.only_insurance
        ) = 1
)

select
    encounter_id as subject_id,
    provider_id,
    person_id,
    item_code,
    min(item_name) as item_name,
    min(insurance) as insurance,
    case min(insurance) when '310' then '职工基本医疗保险' when '390' then '城乡居民基本医疗保险' else '险种 ' || min(insurance) end as insurance_zh,
    case min(insurance) when '310' then 'employees'' basic medical insurance' when '390' then 'residents'' basic medical insurance' else 'insurance ' || min(insurance) end as insurance_en,
    case min(only_insurance) when 'maternity' then 'maternity' else 'work-injury' end as only_insurance,
    case min(only_insurance) when 'maternity' then '生育' else '工伤' end as only_insurance_zh,
    case when min(only_insurance) = 'maternity' or bool_or(is_before_known or is_injured) then 'suspect' end as certainty,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from limited_line
group by encounter_id, provider_id, person_id, item_code
