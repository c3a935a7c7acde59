/* ---
title: Returns excused by the hospital's own word far more often than elsewhere
title_zh: 再入院自报理由畸高（自动出院、转院、急诊、计划再住院）
official: none
version: 3
status: stable
certainty: suspect
subject: provider
identity: [year]
scope: all
basis: [条例15, 条例16, 条例38(一)]
loss: claim
parameters:
  gap_days: {type: integer, default: 15, min: 1, max: 31, step: 1, unit: days from discharge to admission}
  least_returns: {type: integer, default: 5, min: 2, max: 500, step: 1, unit: excused returns in a calendar year, note: "a proposal"}
  least_share: {type: decimal, default: 0.03, min: 0.005, max: 0.5, step: 0.005, unit: of the stays are excused returns, note: "a proposal"}
  least_ratio: {type: decimal, default: 3, min: 1.5, max: 20, step: 0.5, unit: times the share at the other hospitals together, note: "a proposal"}
  least_other_stays: {type: integer, default: 30, min: 10, max: 10000, step: 1, unit: stays at the other hospitals}
  excused_ways: {type: list, default: ["2", "4"], note: "ways of leaving: transferred, against advice"}
  emergencies: {type: list, default: ["24"], note: "visit types of a stay that began as an emergency"}
message: "{numerator} of {denominator} stays in {year} returned within {gap_days} days under an excuse that the hospital names itself ({share_percent}%); {peers} other [peers:hospital has|hospitals have] {peers_percent}%, their median is {median}%"
message_zh: "{year} 年 {denominator} 例住院中 {numerator} 例为 {gap_days} 日内再入院且由机构自报理由（{share_percent}%），其他 {peers} 家机构合计 {peers_percent}%，中位数 {median}%"
evidence: {context: {encounter: stay_before_ids}}
innocent_when:
  - the only emergency department or the only ward for a chronic disease in the area
  - staged operations, an emergency room before, a stay elsewhere in between, courses, a change of insurance and the turn of the year (left out)
innocent_when_zh:
  - 区域内唯一急诊或慢性病收治机构
  - 分期手术、入院前急诊就诊、两次之间外院住院、疗程治疗、险种变更及年度结算（已排除）
verify_by:
  - the signed papers behind departures against advice; the plan written at the first discharge
  - triage and ambulance records of the emergencies
verify_by_zh:
  - 核查自动出院签字、首次出院时的再住院计划
  - 核对急诊分诊、急救转运记录
tolerates: [encounter.is_newborn, encounter.bed, encounter.insurance, encounter.is_planned_readmission, encounter.discharge_way, encounter.department, encounter.visit_type, encounter.main_diagnosis, provider, provider.specialty, provider.level, readmission_innocent, staged_procedure, procedure, procedure.code, procedure.name, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person, person.birth_date]
judged: select count(distinct provider_id) from derived.stay where not is_open and not is_refunded
source: [rule catalogue split_admission]
note: "split_admission shows each such return up to excuse_days; this rule shows the hospital. The amount is unknown: a true excuse costs nothing."
note_zh: split_admission 逐例列示 excuse_days 以内的此类返院，本规则指向医院整体。金额未知：理由属实则无损失。
--- */
with
excused as (
    select
        pair.encounter_id, pair.stay_before, pair.provider_id,
        cast(extract(year from pair.admitted_on) as integer) as year, pair.discharged_before, pair.admitted_on
    from derived.return_stay as pair
    where
        pair.gap <= $gap_days
        and not pair.is_sister
        and not pair.is_course
        and not pair.is_long_care
        and pair.staged is null
        and not pair.has_emergency_visit
        and not pair.has_stay_elsewhere
        and not pair.is_insurance_change
        and not pair.is_year_turn
        and (
            coalesce(list_contains($excused_ways, pair.way_before), false)
            or coalesce(list_contains($emergencies, pair.visit_type), false)
            or pair.is_planned
            or pair.is_planned_before
        )
    qualify row_number() over (partition by pair.encounter_id order by pair.gap, pair.stay_before) = 1
),

returned as (
    select
        provider_id, year, count(*) as returns, list(encounter_id) as encounter_ids,
        list(stay_before) as stay_before_ids, min(discharged_before) as occurred_from, max(admitted_on) as occurred_to
    from excused
    group by provider_id, year
),

counted as (
    select
        stay.provider_id, cast(extract(year from stay.admitted_on) as integer) as year, count(*) as stays,
        count(excused.encounter_id) as returns
    from derived.stay as stay
    left join excused on stay.encounter_id = excused.encounter_id
    where not stay.is_refunded
    group by stay.provider_id, extract(year from stay.admitted_on)
),

compared as (
    select
        provider_id, year, stays, returns,
        (count(*) over of_year) - 1 as peers,
        (sum(stays) over of_year) - stays as other_stays,
        (sum(returns) over of_year) - returns as other_returns
    from counted
    window of_year as (partition by year)
),

-- the median of the others, the hospital itself left out
other_median as (
    select own.provider_id, own.year, median(other.returns * 100.0 / other.stays) as median
    from counted as own
    inner join counted as other on own.year = other.year and own.provider_id <> other.provider_id
    where own.returns >= $least_returns -- gate: equivalent, bounds the work
    group by own.provider_id, own.year
)

select
    compared.provider_id as subject_id, compared.provider_id, compared.year,
    compared.returns as numerator, compared.stays as denominator, compared.peers,
    cast(round(other_median.median, 1) as decimal(5, 1)) as median,
    cast($gap_days as integer) as gap_days,
    cast(round(compared.returns * 100.0 / compared.stays, 1) as decimal(5, 1)) as share_percent,
    cast(round(compared.other_returns * 100.0 / compared.other_stays, 1) as decimal(5, 1)) as peers_percent,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    returned.encounter_ids, returned.stay_before_ids, returned.occurred_from, returned.occurred_to
from compared
inner join returned on compared.provider_id = returned.provider_id and compared.year = returned.year
left join other_median on compared.provider_id = other_median.provider_id and compared.year = other_median.year
where
    compared.returns >= $least_returns
    and compared.returns >= $least_share * compared.stays
    and compared.other_stays >= $least_other_stays
    and compared.returns * compared.other_stays >= $least_ratio * compared.other_returns * compared.stays
