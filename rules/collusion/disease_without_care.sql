/* ---
title: A counter whose buyers for a grave disease were never treated for it
title_zh: 重病用药者均无该病诊疗记录（疑似虚假门诊慢特病资格）
official: none
version: 8
status: stable
certainty: suspect
subject: provider
identity: [chapter]
scope: all
basis: [条例20, 条例17, 条例38(七)]
loss: claim
parameters:
  grave: {type: string, default: "^(C|D4[5-7]|D6[67]|Z94)", note: "diagnoses that no one has without ever seeing a hospital: cancers and leukaemias, haemophilia, transplanted organs"}
  tumour_care: {type: string, default: "^(Z08|Z51[.]?[01258]|Z85)", note: "chemotherapy, radiotherapy, targeted and immune therapy (Z51.8), palliative care and check-ups of tumours, coded for themselves"}
  least_visits: {type: integer, default: 3, min: 1, max: 50, step: 1, unit: purchases of a person}
  least_days: {type: integer, default: 60, min: 0, max: 365, step: 30, unit: days between the first and the last, note: "a proposal; who lives with the disease so long is seen by a hospital"}
  least_persons: {type: integer, default: 5, min: 2, max: 100, step: 1, unit: such persons, note: a proposal}
  least_share: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the counter's buyers for the disease}
  alone_share: {type: decimal, default: 0.9, min: 0.1, max: 1, step: 0.1, unit: of the counter's buyers for the disease, note: "a proposal; where no other counter sells for it, nothing tells whether the patients of the region are treated outside it"}
  least_treated: {type: integer, default: 20, min: 1, max: 10000, step: 10, unit: persons treated for such a disease in the data, note: "below it the records of hospitals were not delivered"}
  most_elsewhere: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the buyers elsewhere are untreated too, note: above it the patients of the region are treated outside it}
message: "{persons} of {buyers} persons who fetched drugs for {chapter_en} over months [persons:has|have] no record of it at any hospital; elsewhere {elsewhere_percent}%"
message_zh: "以{chapter_zh}诊断长期购药 {buyers} 人中 {persons} 人在各医院均无该病就诊记录（其他药店占比 {elsewhere_percent}%）"
innocent_when:
  - the patients are treated in another region, whose records are not in the data
  - the disease was treated before the data begin and the follow-up is paid privately
innocent_when_zh:
  - 患者在外地治疗，就诊数据未纳入
  - 既往已治疗，复查自费
verify_by:
  - the certificates, pathology and imaging reports with which the entitlement was granted, at the hospital that issued them
  - visit some of the persons; ask for the drugs they hold
verify_by_zh:
  - 调取门诊慢特病申报材料、病理和影像报告，向出具医院核实
  - 入户核查患者病情及所购药品
evidence: {context: {person: person_ids}}
tolerates: [claim, provider.level, diagnosis, diagnosis.code, diagnosis.encounter_id, diagnosis.is_main]
judged: select count(distinct provider_id) from provider where kind = 'pharmacy'
source: [exposure notices 2022-2026 of certificates of outpatient special diseases that were sold]
note: "Only pharmacies are judged. Any visit or stay at another kind of provider with a diagnosis of the chapter counts as care, whenever it was, for tumours the codes of chemotherapy, radiotherapy, targeted therapy, palliative care and check-ups too, and for transplanted organs those of their failure."
note_zh: 只判定点药店。该人在其他类型机构有同章诊断的任何一次门诊或住院，不论时间，均视为有诊疗记录；肿瘤的化疗、放疗、靶向及免疫治疗、姑息治疗、随访编码，移植器官衰竭、排斥的编码也算。
--- */
with
grave as (
    select encounter_id, substr(code, 1, 1) as chapter
    from derived.encounter_diagnosis
    where regexp_matches(code, $grave)
    group by encounter_id, substr(code, 1, 1)
),

visit as (
    select
        grave.encounter_id, grave.chapter, encounter.person_id, encounter.provider_id,
        cast(encounter.started_at as date) as visited_on,
        concat(encounter.person_id, ' ', grave.chapter) as patient_key,
        concat(encounter.provider_id, ' ', grave.chapter) as counter_key,
        concat(encounter.provider_id, ' ', grave.chapter, ' ', encounter.person_id) as buyer_key,
        case when provider.kind = 'pharmacy' then 1 else 0 end as is_counter
    from grave
    inner join encounter on grave.encounter_id = encounter.encounter_id
    left join provider on encounter.provider_id = provider.provider_id
),

treated as (
    select patient_key, chapter
    from visit
    where is_counter = 0
    union
    -- chemotherapy, radiotherapy and the check afterwards are often coded without the tumour, and what befalls
    -- a transplanted organ without the transplantation
    select
        concat(encounter.person_id, case when starts_with(followed_up.code, 'T86') then ' Z' else ' C' end)
            as patient_key,
        case when starts_with(followed_up.code, 'T86') then 'Z' else 'C' end as chapter
    from derived.encounter_diagnosis as followed_up
    inner join encounter on followed_up.encounter_id = encounter.encounter_id
    left join provider on encounter.provider_id = provider.provider_id
    where
        (regexp_matches(followed_up.code, $tumour_care) or starts_with(followed_up.code, 'T86'))
        and coalesce(provider.kind, '') <> 'pharmacy'
),

enough as (
    select chapter
    from treated
    group by chapter
    having count(*) >= $least_treated
),

-- one row per counter, person and disease
buyer as (
    select
        visit.buyer_key, visit.counter_key,
        min(visit.provider_id) as provider_id,
        min(visit.person_id) as person_id,
        min(visit.chapter) as chapter,
        max(case when treated.patient_key is null then 1 else 0 end) as is_untreated
    from visit
    left join treated on visit.patient_key = treated.patient_key
    -- what was taken back was not bought
    anti join derived.taken_back_visit as taken_back on visit.encounter_id = taken_back.encounter_id
    where visit.is_counter = 1
    group by visit.buyer_key, visit.counter_key
    having
        count(*) >= $least_visits
        and date_diff('day', min(visit.visited_on), max(visit.visited_on)) >= $least_days
),

counter as (
    select
        counter_key,
        min(provider_id) as provider_id,
        min(chapter) as chapter,
        count(*) as buyers,
        sum(is_untreated) as persons
    from buyer
    group by counter_key
),

compared as (
    select
        counter_key, provider_id, chapter, buyers, persons,
        sum(buyers) over (partition by chapter) - buyers as other_buyers,
        sum(persons) over (partition by chapter) - persons as other_persons
    from counter
),

found as (
    select
        compared.counter_key, compared.provider_id, compared.chapter, compared.buyers, compared.persons,
        case
            when compared.other_buyers = 0 then 0
            else round(compared.other_persons * 100.0 / compared.other_buyers, 1)
        end as elsewhere_percent
    from compared
    inner join enough on compared.chapter = enough.chapter
    where
        compared.persons >= $least_persons
        and compared.persons >= $least_share * compared.buyers
        and compared.other_persons <= $most_elsewhere * compared.other_buyers
        and (compared.other_buyers > 0 or compared.persons >= $alone_share * compared.buyers)
)

select
    found.provider_id as subject_id, found.provider_id, found.chapter, found.buyers, found.persons,
    case found.chapter when 'C' then 'cancer' when 'D' then 'cancer or haemophilia' when 'Z' then 'a transplanted organ' else found.chapter || ' diagnoses' end as chapter_en,
    case found.chapter when 'C' then '恶性肿瘤' when 'D' then '血液肿瘤、血友病类' when 'Z' then '器官移植术后' else ' ' || found.chapter || ' 类' end as chapter_zh,
    cast(found.elsewhere_percent as decimal(5, 1)) as elsewhere_percent,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    list(distinct visit.encounter_id) as encounter_ids,
    list(distinct buyer.person_id) as person_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from found
inner join buyer on found.counter_key = buyer.counter_key
inner join visit on buyer.buyer_key = visit.buyer_key
inner join derived.net_claim_line as line on visit.encounter_id = line.encounter_id
where
    buyer.is_untreated = 1
    and line.covered_amount > 0
group by found.provider_id, found.chapter, found.buyers, found.persons, found.elsewhere_percent
