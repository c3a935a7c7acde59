/* ---
title: Care or purchase after the recorded day of death
title_zh: 死亡后就诊或结算
official: none
version: 7
status: stable
certainty: suspect
subject: person
identity: [provider_id]
scope: person
basis: [条例15, 条例17, 条例38(七), 条例41]
parameters:
  grace_days: {type: integer, default: 0, min: 0, max: 30, step: 1, unit: days after the day of death that are let pass}
  running_days: {type: integer, default: 7, min: 3, max: 60, step: 1, unit: days after the death, note: "a proposal; until then the ward writes the dead out and books what was owed"}
  newborn_days: {type: integer, default: 28, min: 1, max: 90, step: 1, unit: days after the death, note: "a visit of a newborn that began by then may be of the child, which has no number of its own yet"}
  least_running: {type: integer, default: 3, min: 1, max: 60, step: 1, unit: "later days with bed, nursing, drugs or treatment", note: "a proposal; a bill booked late stands on a day or two"}
message: "{visits} visits from {occurred_from} to {occurred_to}, after the death recorded on {died_on}"
message_zh: "登记死亡日期 {died_on}，其后 {occurred_from} 至 {occurred_to} 仍有 {visits} 次就诊或购药"
innocent_when:
  - the day of death is wrong in the register, or belongs to another person of the same name
  - services of the day of death were booked later (a stay begun before it is judged only where it runs on for days, a week later, or counts more nights of a bed than he lived)
  - the child of a mother who died in childbed is treated under her number (left out where flag, diagnosis or ward tell)
innocent_when_zh:
  - 死亡登记日期有误或同名登记
  - 死亡当日费用滞后记账（死亡前开始的住院，仅在一周后仍连续多日收费，或集中记账的床日数超过存活天数时判断）
  - 产妇死亡后新生儿费用仍挂母亲账户（标志、诊断、科室可见者已排除）
verify_by:
  - civil registry and cremation records against the insured person's identity
  - who presented the card; pictures of the counter
verify_by_zh:
  - 与民政、火化数据及身份信息比对
  - 调取刷卡窗口监控，核实持卡人
tolerates: [encounter.discharge_way, encounter.is_newborn, encounter.main_diagnosis, encounter.department]
evidence: {context: {person: dead_person_id, encounter: death_stay_ids}}
judged: select count(*) from person where died_on is not null
source: [rule catalogue death_after]
note: "Where the register has no day of death, a stay that ended in death gives it; a stay is judged by its charges, so that a discharge written late is no visit of the dead. Of a bill that was booked together bed, nursing and consultation are at risk with the share of the nights after the death. Each provider is found for what it billed."
note_zh: 登记表无死亡日期的，以死亡出院的住院日期为准；住院按收费日期判断，迟办出院不作为死后就医。集中记账的，床位、护理、诊查费按死亡后床日占比计入。各机构就本机构的结算分列。
--- */
with
discharged_dead as (
    select
        person_id, min(discharged_on) as died_on, list(encounter_id) as death_stay_ids,
        list(distinct provider_id) as provider_ids
    from derived.stay
    where discharge_way = '5'
    group by person_id
),

-- who lies in two other hospitals afterwards, or is tested and scanned there, did not die: the way of leaving was a slip
alive_after as (
    select seen.person_id
    from (
        select stay.person_id, stay.provider_id, stay.admitted_on as seen_on
        from derived.stay as stay
        where not stay.is_refunded
        union all
        select line.person_id, line.provider_id, line.charged_on as seen_on
        from derived.net_line_scan as line
        where
            line.person_id in (select discharged_dead.person_id from discharged_dead) -- gate: equivalent, bounds work
            and line.category in ('laboratory', 'examination')
    ) as seen
    inner join discharged_dead on seen.person_id = discharged_dead.person_id
    where
        seen.seen_on > discharged_dead.died_on
        and not list_contains(discharged_dead.provider_ids, seen.provider_id)
    group by seen.person_id
    having count(distinct seen.provider_id) >= 2
),

-- a person may stand in no register and have died in a bed all the same
dead as (
    select
        known.person_id, coalesce(person.died_on, discharged_dead.died_on) as died_on,
        discharged_dead.death_stay_ids
    from (
        select person_id from person where died_on is not null -- gate: equivalent, bounds work
        union
        select person_id from discharged_dead
    ) as known
    left join person on known.person_id = person.person_id
    left join discharged_dead on known.person_id = discharged_dead.person_id
    anti join alive_after on known.person_id = alive_after.person_id and person.died_on is null
    where coalesce(person.died_on, discharged_dead.died_on) is not null -- gate: equivalent, nothing comes after an unknown day
),

-- their lines, read once
line_after as (
    select
        line.person_id, line.provider_id, line.encounter_id, line.claim_line_id, line.charged_at, line.charged_on,
        line.category, line.item_code, line.quantity, line.covered_amount, dead.died_on, dead.death_stay_ids,
        date_diff('day', dead.died_on, line.charged_on) as days_after
    from derived.net_line_scan as line
    inner join dead on line.person_id = dead.person_id
    where
        line.person_id in (select person_id from dead) -- gate: equivalent, bounds work
        and line.covered_amount > 0
),

-- stays that went on in their bed after the death: day after day, long after the ward had to write it down
running_on as (
    select line.encounter_id
    from line_after as line
    where
        line.category in (
            'bed', 'nursing', 'western_drug', 'patent_tcm', 'herbal_piece', 'treatment', 'examination', 'laboratory'
        )
        and line.days_after > $running_days
    group by line.encounter_id
    having count(distinct line.charged_on) >= $least_running
),

-- bills that were booked together: more nights of one bed than he lived in it, in a stay that ended long after
bed_counted as (
    select
        line.encounter_id,
        date_diff('day', stay.admitted_on, min(line.died_on)) + 1 as days_lived,
        sum(line.quantity) as bed_days
    from line_after as line
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    anti join running_on on line.encounter_id = running_on.encounter_id
    where
        line.category = 'bed'
        and stay.admitted_on <= line.died_on
        and date_diff('day', line.died_on, stay.discharged_on) > $running_days
    group by line.encounter_id, stay.admitted_on, line.item_code
    having sum(line.quantity) - date_diff('day', stay.admitted_on, min(line.died_on)) - 1 >= $least_running
),

outlived as (
    select encounter_id, max((bed_days - days_lived) / bed_days) as share_after
    from bed_counted
    group by encounter_id
),

-- visits that began after the day of death; what was booked late for an earlier one is no visit
late_line as (
    select
        line.person_id, line.provider_id, line.encounter_id, line.claim_line_id, line.charged_at, line.charged_on,
        line.covered_amount, line.died_on, line.death_stay_ids
    from line_after as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    left join running_on on line.encounter_id = running_on.encounter_id
    where
        line.days_after > $grace_days
        and (
            date_diff('day', line.died_on, cast(encounter.started_at as date)) > $grace_days
            or running_on.encounter_id is not null
        )
        -- the child has no number of its own yet and lies under that of the mother
        and not (
            date_diff('day', line.died_on, cast(encounter.started_at as date)) <= $newborn_days
            and (
                coalesce(encounter.is_newborn, false)
                or regexp_matches(coalesce(encounter.main_diagnosis, ''), '^(P|Z38)')
                or regexp_matches(coalesce(encounter.department, ''), '新生儿')
            )
        )
    union all
    select
        line.person_id, line.provider_id, line.encounter_id, line.claim_line_id, line.charged_at, line.charged_on,
        line.covered_amount * outlived.share_after as covered_amount, line.died_on, line.death_stay_ids
    from line_after as line
    inner join outlived on line.encounter_id = outlived.encounter_id
    where
        line.category in ('bed', 'nursing', 'consultation')
        and line.days_after > $grace_days
)

select
    person_id as subject_id, person_id,
    provider_id,
    min(died_on) as died_on,
    count(distinct encounter_id) as visits,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    person_id as dead_person_id,
    coalesce(any_value(death_stay_ids), cast([] as varchar[])) as death_stay_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from late_line
group by person_id, provider_id
