/* ---
title: Drug of work-injury or maternity insurance settled by basic medical insurance
title_zh: 限工伤、限生育保险药品纳入基本医疗保险结算
official: [GZ10000101001000, GZ10000101002000]
version: 5
status: stable
certainty: definite
subject: encounter
identity: [item_code]
scope: encounter
basis: [条例15, 条例38(六), 药品目录, 两库]
parameters:
  basic_insurances: {type: list, default: ["310", "390"], note: "insurance codes of basic medical insurance: employees, residents"}
  known_from: {type: string, default: "2025-01-01", note: "first day of the catalogue that the lists were read against; a limit without a first day of its own finds suspects only before it"}
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
source: [national knowledge batch 3, revision 2026-01, rule catalogue insutype_drug_limit]
--- */
with
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

-- a row of the list that stands twice counts once
limited_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code,
        coalesce(line.item_name, limited.item_name, line.item_code) as item_name, line.covered_amount,
        limited.only_insurance, limited.valid_from
    from derived.net_line_scan as line
    inner join drug_insurance as limited on line.item_code = limited.item_code
    where
        limited.doubt is null
        and line.charged_on >= coalesce(limited.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited.valid_to, date '2200-01-01')
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    qualify row_number() over (partition by line.claim_line_id order by limited.only_insurance) = 1
),

-- visits of which any diagnosis was sent
stated as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where
        encounter_id in (select limited_line.encounter_id from limited_line) -- gate: equivalent, bounds work
        -- a name of Chinese medicine tells not what befell him
        and not regexp_matches(code, '^([A-Z]{2}|[A-Z][0-9]{2}[.][0-9]{2}[.])')
)

select
    line.encounter_id as subject_id,
    line.provider_id,
    line.person_id,
    line.item_code,
    min(line.item_name) as item_name,
    min(coalesce(encounter.insurance, person.insurance)) as insurance,
    case min(coalesce(encounter.insurance, person.insurance)) when '310' then '职工基本医疗保险' when '390' then '城乡居民基本医疗保险' else '险种 ' || min(coalesce(encounter.insurance, person.insurance)) end as insurance_zh,
    case min(coalesce(encounter.insurance, person.insurance)) when '310' then 'employees'' basic medical insurance' when '390' then 'residents'' basic medical insurance' else 'insurance ' || min(coalesce(encounter.insurance, person.insurance)) end as insurance_en,
    case min(line.only_insurance) when 'maternity' then 'maternity' else 'work-injury' end as only_insurance,
    case min(line.only_insurance) when 'maternity' then '生育' else '工伤' end as only_insurance_zh,
    case
        when
            min(line.only_insurance) = 'maternity'
            or max(injured.encounter_id) is not null
            -- no diagnosis tells that it was no injury; the insurance is that of the register of persons
            or max(stated.encounter_id) is null
            or max(encounter.insurance) is null
            or bool_or(line.valid_from is null and line.charged_on < cast($known_from as date))
            then 'suspect'
    end as certainty,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    [line.encounter_id] as encounter_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from limited_line as line
left join injured on line.encounter_id = injured.encounter_id
inner join encounter on line.encounter_id = encounter.encounter_id
left join person on line.person_id = person.person_id
left join stated on line.encounter_id = stated.encounter_id
-- maternity has become a part of employee insurance: only the kind of visit tells it apart
anti join obstetric on line.encounter_id = obstetric.encounter_id and line.only_insurance = 'maternity'
where list_contains($basic_insurances, coalesce(encounter.insurance, person.insurance))
group by line.encounter_id, line.provider_id, line.person_id, line.item_code
