/* ---
title: Drug of restricted indication charged without any diagnosis that stands for it
title_zh: 药品限适应症，诊断与限定支付范围不符
official: GZ10000101008000
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: person
basis: [条例15, 条例38(六), 药品目录, 两库]
parameters:
  min_diagnoses:
    {type: integer, default: 2, min: 1, step: 1, unit: diagnoses recorded,
     note: "proposal; a visit with fewer has an incomplete list (clinics often transmit one diagnosis) and is not judged unless it is one of many; a stay is, with one; set 1 where the region transmits all"}
  min_repeats:
    {type: integer, default: 3, min: 2, step: 1, unit: visits with the drug,
     note: "proposal; one diagnosis a visit is an incomplete list once, not for the third visit of a person who has no other drug of the kind"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "{item_name} charged with {diagnoses} diagnoses on record, its indication not among them{limit_text}{knowledge_note}"
message_zh: "{item_name} 限适应症支付，本次 {diagnoses} 个诊断均不在范围内{limit_text_zh}{knowledge_note_zh}"
innocent_when:
  - the diagnosis was left out of the list
  - the indication rests on a pathology or gene report that claims do not show
  - another drug of the kind was not delivered (a person with a visit that was settled for {missing_share} more than its charges is not judged by repeated visits)
innocent_when_zh:
  - 诊断漏报、次要诊断未上传
  - 适应症依据病理、基因检测报告，结算数据中看不到
  - 其他同类药的明细未上传（任一次就诊结算金额高出明细合计 {missing_share} 以上的，不按反复就诊判断）
verify_by:
  - medical record, pathology and gene reports
verify_by_zh:
  - 调取病历、病理、基因检测报告
tolerates: [claim, drug_indication, encounter.class, encounter.main_diagnosis, claim_line.item_name]
source: [national knowledge batches 12 to 17, 2025-hospital 7, 2025-pharmacy 9, rule catalogue drug_indication_limit]
note: >-
  Only drugs with rows in drug_indication_diagnosis are judged. A person who has the diagnosis
  in any other encounter has it. The limits speak of stage, line of treatment and findings too; only
  their diseases are read. Where the published list of the drug is not in force or doubted, it is not judged.
note_zh: 只判 drug_indication_diagnosis 中有条目的药品。参保人在任何一次就诊中有该诊断，即视为有。限定支付范围还涉及分期、治疗线数和检查结果，本规则只读其中的病种。药品所依据的公布条目已失效或存疑的，不判。
--- */
with
listed_item as (
    select charged.item_code
    from (select distinct item_code from derived.charged_item) as charged
    inner join drug_indication_diagnosis as indication
        on starts_with(charged.item_code, indication.item_prefix) -- gate: equivalent, bounds work: joined again below
),

used_item as (
    select distinct item_code
    from derived.charged_item
    where
        coalesce(category in ('western_drug', 'patent_tcm'), false)
        and item_code in (select item_code from listed_item) -- gate: equivalent, bounds work: joined again below
),

-- one row per charged drug and diagnosis that stands for its indication
indicated as (
    select
        used_item.item_code, indication.diagnosis_prefix, indication.note, indication.valid_from, indication.valid_to,
        case when coalesce(indication.confidence, 'sure') <> 'sure' then 1 else 0 end as is_doubted
    from used_item
    inner join drug_indication_diagnosis as indication on starts_with(used_item.item_code, indication.item_prefix)
),

-- a tumour that was cut out is written as the patient's history while the cure goes on
past_tumour as (
    select 'Z85.0' as code, 'C15' as first_tumour, 'C26' as last_tumour
    union all
    select 'Z85.1' as code, 'C33' as first_tumour, 'C34' as last_tumour
    union all
    select 'Z85.2' as code, 'C30' as first_tumour, 'C32' as last_tumour
    union all
    select 'Z85.3' as code, 'C50' as first_tumour, 'C50' as last_tumour
    union all
    select 'Z85.4' as code, 'C51' as first_tumour, 'C63' as last_tumour
    union all
    select 'Z85.5' as code, 'C64' as first_tumour, 'C68' as last_tumour
    union all
    select 'Z85.6' as code, 'C91' as first_tumour, 'C95' as last_tumour
    union all
    select 'Z85.7' as code, 'C81' as first_tumour, 'C90' as last_tumour
),

standing as (
    select item_code, diagnosis_prefix from indicated
    union
    select indicated.item_code, past_tumour.code as diagnosis_prefix
    from indicated
    inner join past_tumour
        on substr(indicated.diagnosis_prefix, 1, 3) between past_tumour.first_tumour and past_tumour.last_tumour
),

-- what is told of the limit, and whether the entry is sure
limit_of as (
    select item_code, min(note) as limit_words, max(is_doubted) as is_doubted
    from indicated
    group by item_code
),

-- what the published list doubts, or names for a time only
set_aside as (
    select item_code, valid_from, valid_to, doubt
    from drug_indication
    where coalesce(doubt, cast(valid_from as varchar), cast(valid_to as varchar)) is not null -- gate: equivalent, bounds work
),

limited_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, line.item_code) as item_name, line.covered_amount
    from derived.net_line_scan as line
    semi join indicated
        on
            line.item_code = indicated.item_code
            and line.charged_on >= coalesce(indicated.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(indicated.valid_to, date '2200-01-01')
    anti join set_aside
        on
            line.item_code = set_aside.item_code
            and (
                set_aside.doubt is not null
                or line.charged_on < set_aside.valid_from
                or line.charged_on >= set_aside.valid_to
            )
    -- what the fund does not cover costs it nothing
    where line.covered_amount > 0
),

taker as (
    select distinct person_id, item_code from limited_line
),

-- one row per person and drug with a diagnosis that stands for it, in whatever encounter
has_indication as (
    select distinct taker.person_id, taker.item_code
    from taker
    inner join encounter on taker.person_id = encounter.person_id
    inner join derived.encounter_diagnosis as stated on encounter.encounter_id = stated.encounter_id
    inner join standing
        on taker.item_code = standing.item_code and starts_with(stated.code, standing.diagnosis_prefix)
),

-- who comes again and again for the drug, and has no other one of its kind (the first four characters)
only_drug as (
    select limited_line.person_id, limited_line.item_code
    from limited_line
    group by limited_line.person_id, limited_line.item_code
    having count(distinct limited_line.encounter_id) >= $min_repeats
),

-- what was not delivered may be another drug of the kind
half_known as (
    select distinct encounter.person_id
    from derived.undelivered_charge as undelivered
    inner join encounter on undelivered.encounter_id = encounter.encounter_id
    where undelivered.missing_share >= $missing_share
),

repeated as (
    select only_drug.person_id, only_drug.item_code
    from only_drug
    anti join claim_line as beside
        on
            only_drug.person_id = beside.person_id
            and substr(only_drug.item_code, 1, 4) = substr(beside.item_code, 1, 4)
            and substr(only_drug.item_code, 1, 10) <> substr(beside.item_code, 1, 10)
    anti join half_known on only_drug.person_id = half_known.person_id
),

recorded as (
    select stated.encounter_id,
        -- I10 of the visit and I10.x00 of the list are one
        count(distinct substr(stated.code, 1, 3)) as diagnoses
    from derived.encounter_diagnosis as stated
    -- the list itself, not only the main diagnosis of the visit
    semi join diagnosis on stated.encounter_id = diagnosis.encounter_id
    where stated.encounter_id in (select encounter_id from limited_line) -- gate: equivalent, bounds work
        -- the disease and the pattern of Chinese medicine are further names of what the others name
        and not regexp_matches(stated.code, '^([A-Z]{2}|[A-Z][0-9]{2}[.][0-9]{2}[.])')
    group by stated.encounter_id
)

select
    limited_line.encounter_id as subject_id,
    min(limited_line.provider_id) as provider_id,
    limited_line.person_id,
    limited_line.item_code,
    min(limited_line.item_name) as item_name,
    min(recorded.diagnoses) as diagnoses,
    coalesce(' (' || min(limit_of.limit_words) || ')', '') as limit_text,
    coalesce('（' || min(limit_of.limit_words) || '）', '') as limit_text_zh,
    case when min(limit_of.is_doubted) = 1 then '; the entry is a proposal or was read with doubt, to be confirmed first' else '' end as knowledge_note,
    case when min(limit_of.is_doubted) = 1 then '；该知识条目为推定或辨识有疑，须先确认' else '' end as knowledge_note_zh,
    case when min(limit_of.is_doubted) = 1 then 'suspect' end as certainty,
    cast(sum(limited_line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(limited_line.claim_line_id) as claim_line_ids,
    [limited_line.encounter_id] as encounter_ids,
    min(limited_line.charged_on) as occurred_from,
    max(limited_line.charged_on) as occurred_to
from limited_line
inner join recorded on limited_line.encounter_id = recorded.encounter_id
inner join limit_of on limited_line.item_code = limit_of.item_code
inner join encounter on limited_line.encounter_id = encounter.encounter_id
left join repeated
    on limited_line.person_id = repeated.person_id and limited_line.item_code = repeated.item_code
anti join has_indication
    on limited_line.person_id = has_indication.person_id and limited_line.item_code = has_indication.item_code
where
    recorded.diagnoses
    >= case when encounter.class = 'inpatient' or repeated.person_id is not null then 1 else $min_diagnoses end
group by limited_line.encounter_id, limited_line.person_id, limited_line.item_code
