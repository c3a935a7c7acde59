/* ---
title: An organ that a person has once removed twice, one of a pair three times, or two births within months
title_zh: 同一人单一器官两次切除、成对器官三次手术或短期内两次分娩
official: none
version: 2
status: stable
certainty: suspect
subject: encounter
identity: [organ]
scope: person
basis: [条例15, 条例38(七)]
loss: claim
parameters:
  apart_days: {type: integer, default: 31, min: 0, max: 365, step: 1, unit: days from leaving to the next admission,
               note: "a proposal: within a month a second stay may finish what was broken off in the first, and split_admission judges the pair"}
message: "{organ}: {item_name} charged in the stay from {occurred_from} on; {other_provider} charged {other_name} on {operated_on}"
message_zh: "{organ}：本次住院（{occurred_from} 起）收取 {item_name}，而 {other_provider} 已于 {operated_on} 收取 {other_name}"
innocent_when:
  - the first operation was broken off, or left a part behind and was charged under the name of the whole
  - the first charge is the false one, and the organ was removed now
  - the number belongs to two persons by a mistake of the register
innocent_when_zh:
  - 前次手术中止或仅部分切除而按全切项目收费
  - 前次收费不实，本次手术属实
  - 登记错误致两人共用一个人员编号
verify_by:
  - the pathology of both specimens and both operation records
  - ask the patient which scar is of which year; compare identity papers with the photograph of the record
verify_by_zh:
  - 调取两次手术记录与标本病理报告
  - 询问患者手术时间与切口，核对身份证件与病历照片
evidence: {kept: {claim_line: other_line_ids}, context: {encounter: other_stay_ids}}
source: [own addition from published reports of inspections]
note: >-
  Reads single_organ, names of operations on whole organs. Both charges stand in stays of their own, one
  after the other and a month apart; what two stays at one time charge is overlapping_stays. All lines of the later stay are
  in question, since either the operation or the patient was another.
note_zh: 读取 single_organ（整器官手术名称）。两次收费须分属先后两次住院、相隔一个月以上；同一时段两处住院的重复收费由 overlapping_stays 判断。后一次住院的全部费用列为疑点，因为手术或患者必有一项不实。
--- */
with
-- a few hundred names against a few patterns
whole_organ as (
    select distinct name.item_name, listed.organ, listed.least_days, listed.times, listed.valid_from, listed.valid_to
    from derived.listed_name as name
    inner join single_organ as listed on name.name_pattern = listed.name_pattern
),

-- one row per stay and organ, refunds taken out
removed as (
    select
        line.encounter_id, line.person_id, line.provider_id, whole_organ.organ,
        stay.admitted_on, stay.discharged_on,
        min(line.item_name) as item_name,
        min(line.charged_on) as operated_on,
        max(whole_organ.least_days) as least_days,
        max(whole_organ.times) as times,
        list(line.claim_line_id) as claim_line_ids
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
    group by
        line.encounter_id, line.person_id, line.provider_id, whole_organ.organ, stay.admitted_on,
        stay.discharged_on
),

-- each later stay with those before it, the nearest first
paired as (
    select
        later.encounter_id, later.person_id, later.provider_id, later.organ, later.item_name,
        later.admitted_on, later.discharged_on,
        earlier.encounter_id as other_stay, earlier.provider_id as other_provider,
        earlier.item_name as other_name, earlier.operated_on, earlier.claim_line_ids as other_line_ids,
        coalesce(later.times, 1) as times,
        count(*) over (partition by later.encounter_id, later.organ) as stays_before,
        row_number() over (
            partition by later.encounter_id, later.organ order by earlier.discharged_on desc, earlier.encounter_id
        ) as nth_before
    from removed as later
    inner join removed as earlier
        on
            later.person_id = earlier.person_id
            and later.organ = earlier.organ
            and later.admitted_on > earlier.discharged_on -- gate: equivalent, the days apart say so
    where
        date_diff('day', earlier.discharged_on, later.admitted_on) >= $apart_days
        and date_diff('day', earlier.discharged_on, later.admitted_on) < coalesce(later.least_days, 100000)
),

-- of a pair the third
again as (
    select
        encounter_id, person_id, provider_id, organ, item_name, admitted_on, discharged_on, other_stay,
        other_provider, other_name, operated_on, other_line_ids
    from paired
    where nth_before = 1 and stays_before >= times
)

select
    again.encounter_id as subject_id, again.provider_id, again.person_id, again.organ, again.item_name,
    again.other_provider, again.other_name, again.operated_on,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    min(again.other_line_ids) as other_line_ids,
    [again.other_stay] as other_stay_ids,
    [again.encounter_id] as encounter_ids,
    again.admitted_on as occurred_from,
    again.discharged_on as occurred_to
from again
inner join derived.net_line_scan as line on again.encounter_id = line.encounter_id
where line.covered_amount > 0
group by
    again.encounter_id, again.provider_id, again.person_id, again.organ, again.item_name,
    again.other_stay, again.other_provider, again.other_name, again.operated_on,
    again.admitted_on, again.discharged_on
