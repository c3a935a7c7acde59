/* ---
title: A practitioner orders for others while a patient in hospital
title_zh: 医师本人住院期间仍接诊
official: none
version: 8
status: stable
certainty: suspect
subject: practitioner
identity: [stay_id, provider_id]
scope: all
basis: [条例15, 条例38(一), 条例38(七)]
tolerates: [claim_line.is_discharge_drug, claim_line.original_line_id, claim_line.covered_amount, encounter.is_newborn, encounter.is_planned_readmission, encounter.department, encounter.bed, encounter.main_diagnosis, encounter.discharge_way, encounter.practitioner_id, provider.level, provider.specialty, claim.original_claim_id]
evidence: {context: {encounter: stay_ids}}
parameters:
  prescription_days: {type: integer, default: 3, min: 0, max: 31, step: 1, unit: days in which a prescription may be fetched}
  min_lines: {type: integer, default: 1, min: 1, step: 1, unit: lines}
  online: {type: string, default: "互联网|云医院|云诊|云门诊|网络门诊|网络医院|网上|线上|在线|远程", note: departments and names of what is seen over the internet}
  remote: {type: string, default: "互联网|远程", note: names of services from afar}
message: "{practitioner_id} was a patient of {stay_provider_id} from {admitted_on} to {discharged_on} and ordered {lines} lines for {persons} persons in between"
message_zh: "{practitioner_id} 本人 {admitted_on} 至 {discharged_on} 在 {stay_provider_id} 住院，期间为 {persons} 人开单 {lines} 条"
innocent_when:
  - he answered over the internet from his bed (left out)
  - another person of the name
  - a colleague used the account
  - standing orders that go on by themselves
  - the doctor had gone and was written out later (left out after the last day with bed, nursing, drugs or treatment)
  - the doctor's newborn child under the doctor's number (left out where flag, diagnosis or ward tell)
innocent_when_zh:
  - 住院期间在互联网医院复诊（已排除）
  - 同名误匹配
  - 他人使用其账号
  - 长期医嘱自动延续
  - 已离院、延迟办理出院（末次收取床位、护理、药品、治疗之后的日期已排除）
  - 其新生子女费用挂本人账户（标志、诊断、科室可见者已排除）
verify_by:
  - the stay's own record, and whether the doctor was in bed
  - who was logged in under the account
verify_by_zh:
  - 核对其住院病历及在床情况
  - 核查账号登录记录
note: The days of admission and discharge are left out, beds at home and day surgery, and orders for patients whose visit or stay began before the doctor's, whose orders go on, and prescriptions that a pharmacy filled within three days. The doctor of the visit answers where none of its lines says who ordered. A doctor may be a patient elsewhere than where he works, hence the scope. Orders at several providers are a finding of each.
note_zh: 入院日、出院日、家庭病床和日间手术不计；其住院前已就诊、已在院患者的医嘱及三日内药店凭处方调配的不计。一次就诊的明细均未填医师的，以就诊医师为准。在多家机构开单的，各机构分列。
--- */
with
own_stay as (
    select
        practitioner.practitioner_id, practitioner.person_id,
        stay.encounter_id as stay_id, stay.provider_id as stay_provider_id,
        stay.admitted_on,
        -- of a stay that nobody closed the days that it charged
        coalesce(stay.discharged_on, cast(stay.last_charged_on + interval 1 day as date)) as discharged_on,
        stay.total_amount
    from practitioner
    inner join derived.stay as stay on practitioner.person_id = stay.person_id
    where
        not stay.is_refunded
        -- who has a bed at home may go to work from it, and a day ward is left at night
        and coalesce(stay.visit_type, '') <> '28'
        and not regexp_matches(concat_ws(' ', stay.department, stay.bed), '(家庭病床|家床|日间)')
        -- a child without a number of its own lies under that of a parent
        and not stay.is_newborn
        and not regexp_matches(coalesce(stay.main_diagnosis, ''), '^(P|Z38)')
        and not regexp_matches(coalesce(stay.department, ''), '新生儿')
),

-- the last day on which the ward charged: who was let go that day and written out weeks later lay there no longer
lain as (
    select
        line.encounter_id,
        -- bed days may be booked ahead
        max(cast(
            line.charged_on
            + cast(case when line.category = 'bed' then greatest(floor(line.quantity) - 1, 0) else 0 end as integer) as date
        )) as last_on
    from derived.net_line_scan as line
    where
        line.encounter_id in (select own_stay.stay_id from own_stay) -- gate: equivalent, bounds work
        and line.category in ('bed', 'nursing', 'western_drug', 'patent_tcm', 'herbal_piece', 'treatment', 'surgery')
        and not coalesce(line.is_discharge_drug, false)
    group by line.encounter_id
),

-- visits of theirs of which no line says who ordered: the doctor of the visit did
own_visit as (
    select encounter_id, practitioner_id
    from derived.unsigned_visit
    where practitioner_id in (select own_stay.practitioner_id from own_stay) -- gate: equivalent, bounds work
),

-- what they ordered at all, and the visits it stands on: few of many
ordered as (
    select
        claim_line_id, encounter_id, person_id, provider_id, practitioner_id, charged_on, covered_amount, category,
        department, item_name
    from derived.net_line_scan
    where practitioner_id in (select own_stay.practitioner_id from own_stay) -- gate: equivalent, bounds work
    union all
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, own_visit.practitioner_id,
        line.charged_on, line.covered_amount, line.category, line.department, line.item_name
    from derived.net_claim_line as line
    inner join own_visit on line.encounter_id = own_visit.encounter_id
),

-- what is charged tells that the doctor answered from afar
from_afar as (
    select distinct encounter_id
    from ordered
    where regexp_matches(coalesce(item_name, ''), $remote)
),

worked as (
    select
        own_stay.practitioner_id, own_stay.stay_id, own_stay.stay_provider_id,
        own_stay.admitted_on, own_stay.discharged_on,
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.covered_amount
    from own_stay
    left join lain on own_stay.stay_id = lain.encounter_id
    inner join ordered as line on own_stay.practitioner_id = line.practitioner_id
    inner join (
        select encounter_id, class, started_at, department
        from encounter
        where encounter_id in (select ordered.encounter_id from ordered) -- gate: equivalent, bounds work
    ) as encounter on line.encounter_id = encounter.encounter_id
    left join provider on line.provider_id = provider.provider_id
    anti join from_afar on line.encounter_id = from_afar.encounter_id
    where
        line.charged_on > own_stay.admitted_on
        and line.charged_on < own_stay.discharged_on
        and line.charged_on <= coalesce(lain.last_on, line.charged_on)
        and line.person_id <> own_stay.person_id
        -- bed, nursing and heating run by themselves, whoever's name the ward puts there
        and coalesce(line.category not in ('bed', 'nursing', 'registration', 'general', 'other'), true)
        -- who lay in before has standing orders, and who was seen before is tested afterwards
        and cast(encounter.started_at as date) > own_stay.admitted_on
        -- who lies with a broken leg answers over the internet
        and not regexp_matches(concat_ws(' ', encounter.department, line.department, provider.name), $online)
        -- a prescription is fetched some days after it was written
        and not (
            encounter.class = 'pharmacy'
            and date_diff('day', own_stay.admitted_on, line.charged_on) <= $prescription_days
        )
)

select
    practitioner_id as subject_id, practitioner_id, stay_id,
    provider_id,
    min(stay_provider_id) as stay_provider_id,
    min(admitted_on) as admitted_on,
    min(discharged_on) as discharged_on,
    count(claim_line_id) as lines,
    count(distinct person_id) as persons,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    [stay_id] as stay_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from worked
group by practitioner_id, stay_id, provider_id
having count(claim_line_id) >= $min_lines
