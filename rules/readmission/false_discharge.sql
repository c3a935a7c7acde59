/* ---
title: Long-care patients discharged and back within days, as a habit of the hospital
title_zh: 假出院：精神、康复、护理类患者反复出院后数日内再入院
official: none
version: 3
status: stable
certainty: suspect
subject: provider
identity: [year]
scope: all
basis: [条例15, 条例38(一), 定点机构通知(2025)]
loss: claim
parameters:
  return_days: {type: integer, default: 7, min: 0, max: 31, step: 1, unit: days from discharge to admission, note: "a proposal: care broken off for so few days was hardly broken off"}
  least_returns: {type: integer, default: 10, min: 3, max: 500, step: 1, unit: returns in a calendar year, note: "a proposal"}
  least_share: {type: decimal, default: 0.3, min: 0.05, max: 1, step: 0.05, unit: of the discharges from long care are followed by a return, note: "a proposal"}
  mass: {type: integer, default: 5, min: 3, max: 100, step: 1, unit: persons discharged on one day who are all back within days, note: "a proposal"}
message: "{returns} of {discharges} long-care discharges in {year} [returns:was|were] followed by a return within {return_days} days ({share_percent}%), {persons} persons; {mass_days} days with {mass} or more of them at once"
message_zh: "{year} 年精神、康复、护理类出院 {discharges} 例中 {returns} 例（{share_percent}%，{persons} 人）{return_days} 日内再次入院；单日成批出院后返院 {mass_days} 天"
evidence: {context: {encounter: stay_before_ids}}
innocent_when:
  - the turn of the year, at which stays are settled and opened anew, and a change of insurance (left out)
  - the bureau asks for an interim settlement by discharge and admission
  - leave at home that the hospital books as a discharge
innocent_when_zh:
  - 年度结算、参保险种变更办理的出院再入院（已排除）
  - 医保部门要求长期住院患者中途结算
  - 请假离院按出院办理
verify_by:
  - bedside count on a day between two stays; meal, medication and nursing records of these days
  - who asked for the discharge; the limit of days or payment at which it falls
verify_by_zh:
  - 核对两次住院之间当日在床人数、膳食、发药和护理记录
  - 核实出院由谁提出，是否集中在床日或定额上限前后
tolerates: [encounter.is_newborn, encounter.bed, encounter.insurance, encounter.is_planned_readmission, encounter.discharge_way, encounter.department, encounter.visit_type, encounter.main_diagnosis, provider, provider.specialty, provider.level, readmission_innocent, staged_procedure, procedure, procedure.code, procedure.name, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person, person.birth_date]
judged: select count(distinct provider_id) from derived.stay where not is_open and not is_refunded
source: ["notice of 2025-05-28 on designated institutions, watch on long stays"]
note: "Whether a stay is long care (psychiatric, rehabilitation, hospice, paid by the day) is told by repeat_course_stay."
note_zh: 是否属长期住院（精神、康复、安宁疗护、按床日付费），由 repeat_course_stay 判断。
--- */
with
long_stay as (
    select distinct encounter_id
    from derived.repeat_course_stay
    where reason in ('psychiatric', 'rehabilitation', 'hospice', 'per_diem')
),

discharged as (
    select stay.provider_id, cast(extract(year from stay.discharged_on) as integer) as year, count(*) as discharges
    from derived.stay as stay
    inner join long_stay on stay.encounter_id = long_stay.encounter_id
    where not stay.is_refunded
    group by stay.provider_id, extract(year from stay.discharged_on)
),

-- one row per discharge that was followed by a return: the first one
returned as (
    select
        pair.encounter_id, pair.stay_before, pair.person_id, pair.provider_id, pair.discharged_before, pair.admitted_on,
        cast(extract(year from pair.discharged_before) as integer) as year
    from derived.return_stay as pair
    inner join long_stay on pair.stay_before = long_stay.encounter_id
    inner join long_stay as long_again on pair.encounter_id = long_again.encounter_id
    where
        pair.gap <= $return_days
        and not pair.is_sister
        and not pair.has_stay_elsewhere
        and not pair.is_insurance_change
        -- at the turn of the year stays are settled and opened anew
        and not (
            pair.gap <= 1
            and (
                extract(year from pair.discharged_before) < extract(year from pair.admitted_on)
                or (extract(month from pair.admitted_on) = 12 and extract(day from pair.admitted_on) = 31)
                or (extract(month from pair.admitted_on) = 1 and extract(day from pair.admitted_on) <= 2)
            )
        )
    qualify row_number() over (partition by pair.stay_before order by pair.gap, pair.encounter_id) = 1
),

mass_day as (
    select provider_id, year, discharged_before
    from returned
    group by provider_id, year, discharged_before
    having count(distinct person_id) >= $mass
),

mass_year as (
    select provider_id, year, count(*) as mass_days
    from mass_day
    group by provider_id, year
),

counted as (
    select
        returned.provider_id, returned.year, count(*) as returns,
        count(distinct returned.person_id) as persons,
        cast(sum(stay.total_amount) as decimal(18, 2)) as amount_at_risk,
        list(returned.encounter_id) as encounter_ids,
        list(returned.stay_before) as stay_before_ids,
        min(returned.discharged_before) as occurred_from,
        max(returned.admitted_on) as occurred_to
    from returned
    inner join derived.stay as stay on returned.encounter_id = stay.encounter_id
    group by returned.provider_id, returned.year
)

select
    counted.provider_id as subject_id, counted.provider_id, counted.year, counted.returns, discharged.discharges,
    counted.persons, coalesce(mass_year.mass_days, 0) as mass_days,
    cast($return_days as integer) as return_days, cast($mass as integer) as mass,
    cast(round(counted.returns * 100.0 / discharged.discharges, 1) as decimal(5, 1)) as share_percent,
    counted.returns as numerator, discharged.discharges as denominator,
    counted.amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    counted.encounter_ids, counted.stay_before_ids, counted.occurred_from, counted.occurred_to
from counted
inner join discharged on counted.provider_id = discharged.provider_id and counted.year = discharged.year
left join mass_year on counted.provider_id = mass_year.provider_id and counted.year = mass_year.year
where
    mass_year.mass_days > 0 -- gate: equivalent, a day is listed only where it has as many
    or (
        counted.returns >= $least_returns
        and counted.returns >= $least_share * discharged.discharges
    )
