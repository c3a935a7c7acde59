/* ---
title: Treatment for an illness of an organ that was removed
title_zh: 器官切除后又因该器官疾病就诊
official: none
version: 2
status: stable
certainty: suspect
subject: person
identity: [organ, provider_id]
scope: person
basis: [条例15, 条例17, 条例38(七)]
tolerates: [claim, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount, encounter.visit_type]
parameters:
  apart_days: {type: integer, default: 90, min: 31, max: 365, step: 30, unit: days from the stay of the operation, note: "a proposal; what heals, and what follows a birth, is over by then"}
  least_visits: {type: integer, default: 3, min: 1, max: 20, step: 1, unit: days of outpatient visits, note: "a proposal; one or two may bear a diagnosis of the record, a stay is found alone"}
message: "{organ}: {item_name} was charged on {operated_on} by {other_provider}; {visits} visits for {diagnoses} from {occurred_from} to {occurred_to}"
message_zh: "{organ}：{other_provider} 已于 {operated_on} 收取 {item_name}，其后 {occurred_from} 至 {occurred_to} 又以 {diagnoses_zh} 就诊 {visits} 次"
innocent_when:
  - the diagnosis of an old record was copied
  - a part of the organ was left behind, and the name of the whole was charged
  - the number belongs to two persons by a mistake of the register
innocent_when_zh:
  - 沿用既往病历诊断
  - 仅部分切除而按全切项目收费
  - 登记错误致两人共用一个人员编号
verify_by:
  - who came; compare identity papers, the picture of the counter and the ultrasound of the organ
  - the operation record and the pathology of the specimen
verify_by_zh:
  - 核实就诊人身份，核对证件、监控及该器官的影像报告
  - 调取手术记录与标本病理报告
evidence: {context: {claim_line: operation_line_ids, encounter: operation_stay_ids}}
judged: select count(distinct person_id) from derived.stay where not is_refunded
source: [own addition from published reports of inspections]
note: >-
  Names of operations on whole organs are those of single_organ: womb, gallbladder, appendix, spleen, stomach and prostate. The
  illnesses are those that need the organ: pregnancy and fibroids, stones and inflammation of the gallbladder itself, appendicitis,
  ulcers of the stomach, enlargement of the prostate. The main diagnosis of the visit counts.
note_zh: 切除手术名称读取 single_organ（子宫、胆囊、阑尾、脾、胃、前列腺）；其后就诊按主要诊断判断：妊娠及子宫肌瘤、胆囊结石及胆囊炎、阑尾炎、脾病、胃溃疡及胃炎、前列腺增生。门诊须达规定次数，住院一次即列。
--- */
with
whole_organ as (
    select distinct name.item_name, listed.organ, listed.valid_from, listed.valid_to
    from derived.listed_name as name
    inner join single_organ as listed on name.name_pattern = listed.name_pattern
    where listed.organ in ('子宫', '胆囊', '阑尾', '脾', '胃', '前列腺')
),

removed as (
    select
        line.person_id, whole_organ.organ, line.encounter_id, stay.discharged_on, line.provider_id as other_provider,
        min(line.item_name) as item_name,
        min(line.charged_on) as operated_on,
        list(line.claim_line_id) as operation_line_ids
    from derived.net_line_scan as line
    inner join whole_organ
        on
            line.item_name = whole_organ.item_name
            and line.charged_on >= coalesce(whole_organ.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(whole_organ.valid_to, date '2200-01-01')
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    where
        line.category = 'surgery'
        and line.covered_amount > 0
    group by line.person_id, whole_organ.organ, line.encounter_id, stay.discharged_on, line.provider_id
    -- what is removed twice is told by organ_lost_twice; the first counts
    qualify row_number() over (
        partition by line.person_id, whole_organ.organ order by stay.discharged_on, line.encounter_id
    ) = 1
),

-- visits whose main diagnosis needs the organ
ill as (
    select
        visit.encounter_id, visit.person_id, visit.main_diagnosis, visit.class, cast(visit.started_at as date) as visited_on,
        removed.organ, removed.item_name, removed.operated_on, removed.other_provider, removed.operation_line_ids,
        removed.encounter_id as operation_stay
    from encounter as visit
    inner join removed on visit.person_id = removed.person_id
    where
        date_diff('day', removed.discharged_on, cast(visit.started_at as date)) >= $apart_days
        and coalesce(
            case removed.organ
                when '子宫' then regexp_matches(visit.main_diagnosis, '^(O[0-7]|Z3[4-6]|D25|N85)')
                when '胆囊' then regexp_matches(visit.main_diagnosis, '^(K80[.][0-2]|K81|K82)')
                when '阑尾' then regexp_matches(visit.main_diagnosis, '^K3[5-7]')
                when '脾' then regexp_matches(visit.main_diagnosis, '^(D73|S36[.]0)')
                when '胃' then regexp_matches(visit.main_diagnosis, '^(K25|K29)')
                else regexp_matches(visit.main_diagnosis, '^N4[0-2]')
            end, false
        )
),

-- what was paid for them, by house
paid as (
    select
        ill.encounter_id, line.provider_id,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids
    from ill
    inner join derived.net_claim_line as line on ill.encounter_id = line.encounter_id
    where line.covered_amount > 0
    group by ill.encounter_id, line.provider_id
)

select
    ill.person_id as subject_id, ill.person_id, paid.provider_id, ill.organ, ill.item_name, ill.operated_on, ill.other_provider,
    count(distinct ill.encounter_id) as visits,
    string_agg(distinct ill.main_diagnosis, ', ' order by ill.main_diagnosis) as diagnoses,
    string_agg(distinct ill.main_diagnosis, '、' order by ill.main_diagnosis) as diagnoses_zh,
    cast(sum(paid.covered_amount) as decimal(18, 2)) as amount_at_risk,
    flatten(list(paid.claim_line_ids)) as claim_line_ids,
    list(distinct ill.encounter_id) as encounter_ids,
    min(ill.operation_line_ids) as operation_line_ids,
    list(distinct ill.operation_stay) as operation_stay_ids,
    min(ill.visited_on) as occurred_from,
    max(ill.visited_on) as occurred_to
from ill
inner join paid on ill.encounter_id = paid.encounter_id
group by ill.person_id, paid.provider_id, ill.organ, ill.item_name, ill.operated_on, ill.other_provider
having
    count(distinct ill.visited_on) >= $least_visits
    or max(case when ill.class = 'inpatient' then 1 else 0 end) = 1
