/* ---
title: Antibiotics after an operation that needs none, or longer than it needs
title_zh: 围手术期预防性使用抗菌药物超时限
official: GZ10000202002000
version: 9
status: stable
certainty: suspect
subject: encounter
scope: encounter
basis: [条例15, 条例38(二)]
message: "antibiotics on {antibiotic_days} days from the operation of {operated_on} on; {max_days} [max_days:is|are] enough"
message_zh: "{operated_on} 手术后使用抗菌药物 {antibiotic_days} 天，预防用药以 {max_days} 天为限"
innocent_when:
  - an infection was treated that is not coded
  - a contaminated wound, an implant or a weakened patient
innocent_when_zh:
  - 治疗性用药而感染未编码
  - 污染切口、植入物或免疫低下患者
verify_by:
  - wound class and orders in the record of the stay
verify_by_zh:
  - 查切口类别与医嘱
tolerates: [encounter.main_diagnosis]
source: [national rule library]
note: >-
  Operations and days are filled by the bureau (antibiotic_prophylaxis). A stay with any diagnosis
  of an infection or of an open fracture, or with another operation, is not judged. Where the operation bears its hour, a day is
  24 hours from it.
note_zh: 手术与用药天数由医保局填写（antibiotic_prophylaxis）。有任何感染、开放性骨折诊断或另有手术的住院不判。手术有时刻的，自手术起每 24 小时计一天。
--- */
with
used_procedure as (
    select distinct code from procedure
),

limited_procedure as (
    select used_procedure.code, listed.max_days, listed.valid_from, listed.valid_to
    from used_procedure
    inner join antibiotic_prophylaxis as listed on starts_with(used_procedure.code, listed.procedure_prefix)
),

-- one row per stay whose operations are all limited: the longest of their limits
limited_stay as (
    select
        procedure.encounter_id,
        max(limited_procedure.max_days) as max_days
    from procedure
    left join limited_procedure
        on
            procedure.code = limited_procedure.code
            and cast(procedure.started_at as date) >= coalesce(limited_procedure.valid_from, date '1900-01-01')
            and cast(procedure.started_at as date) < coalesce(limited_procedure.valid_to, date '2200-01-01')
    group by procedure.encounter_id
    having count(distinct procedure.seq) filter (where limited_procedure.code is null) = 0
),

-- each day of theatre, with the next one
operated as (
    select
        day.encounter_id, day.operated_on, day.operated_at, limited_stay.max_days,
        lead(day.operated_on) over (partition by day.encounter_id order by day.operated_on) as next_on
    from (
        select encounter_id, cast(started_at as date) as operated_on, max(started_at) as operated_at
        from procedure
        group by encounter_id, cast(started_at as date)
    ) as day
    inner join limited_stay on day.encounter_id = limited_stay.encounter_id
),

infected as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where regexp_matches(
        code, '^([AB]|D70|D8[0-4]|E1[0-4]\.5|G0[0-9]|H0[0-5]|H66|H70|I33|I70\.2|J0|J1[0-8]|J2[0-2]|J3[269]|J44\.[01]|J8[56]|K04|K11\.2|K12\.2|K2[5-7]\.[1256]|K35|K55|K57|K6[015]|K63\.1|K75\.0|K8[01235]|L0|M00|M86|N1[0-2]|N13\.6|N15\.1|N30|N34|N39\.0|N41|N45|N49|N61|N7|O2[23]|O8[56]|O91|R02|R50|R65|S[0-9]1|S[0-9]2\.[0-9]1|S3[5-7]|T0[01]|T2[0-9]|T3[01]|T79\.3|T8[0-8]|U07)'
    )
),

antibiotic_day as (
    select
        operated.encounter_id, line.charged_on, operated.operated_on, operated.max_days,
        min(line.person_id) as person_id,
        min(line.provider_id) as provider_id,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids,
        row_number() over (partition by operated.encounter_id, operated.operated_on order by line.charged_on) as nth_day,
        -- operated on late in the evening, and all given within so many times 24 hours of it
        bool_and(
            operated.max_days > 0
            -- the last second of a day is a date without an hour, as midnight is
            and case
                when cast(epoch(line.charged_at) as bigint) % 86400 = 86399 then cast(line.charged_on as timestamp)
                else line.charged_at
            end < operated.operated_at + interval 24 hour * operated.max_days
            and cast(epoch(operated.operated_at) as bigint) % 86400 not in (0, 86399)
        ) as is_in_time
    from derived.net_claim_line as line
    inner join operated on line.encounter_id = operated.encounter_id
    anti join infected on line.encounter_id = infected.encounter_id
    where
        -- systemic antibiotics
        starts_with(line.item_code, 'XJ01')
        and line.charged_on >= operated.operated_on
        and line.charged_on < coalesce(operated.next_on, date '2200-01-01')
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    group by operated.encounter_id, line.charged_on, operated.operated_on, operated.max_days
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    operated_on,
    max_days,
    max(nth_day) as antibiotic_days,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    flatten(list(claim_line_ids)) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from antibiotic_day
where nth_day > max_days and not is_in_time
group by encounter_id, operated_on, max_days
