/* ---
title: More inpatients than approved beds
title_zh: 在院人数超过核定床位
official: none
version: 5
status: stable
certainty: suspect
subject: provider
identity: [occurred_from]
scope: provider
basis: [条例15, 条例38(一)]
parameters:
  max_occupancy: {type: decimal, default: 1.2, min: 1, max: 3, step: 0.1, unit: inpatients per approved bed, note: "a proposal; a row of bed_norm for the region takes its place"}
  open_days: {type: integer, default: 31, min: 1, max: 366, step: 1, unit: days after the last charge, note: "a proposal; how long a stay that is not closed is believed to go on"}
  day_surgery: {type: list, default: ["28"], note: "visit types that occupy no ward bed"}
message: "{patients} inpatients on {peak_day} in {approved_beds} approved [approved_beds:bed|beds]; more than {limit_beds} from {occurred_from} to {occurred_to}"
message_zh: "{peak_day} 在院 {patients} 人，核定床位 {approved_beds} 张；{occurred_from} 至 {occurred_to} 超过限额 {limit_beds} 人"
innocent_when:
  - extra beds were reported to the health authority
  - stays were closed days after the patients had left
  - the approved number in the register is out of date
innocent_when_zh:
  - 已向卫健部门备案加床
  - 患者离院后未及时办理出院
  - 登记的核定床位数未更新
verify_by:
  - count the patients at night, ward by ward
  - the ward's bed chart and the daily inpatient report of the peak day
verify_by_zh:
  - 夜间逐病区清点在院人数
  - 调取峰值日床位图、住院日报表
tolerates: [bed_norm, bed_extra, claim, claim_line, claim_line.provider_id, encounter.is_newborn, encounter.department, encounter.bed, provider.specialty, provider.region_code, readmission_innocent, procedure, procedure.code, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person, person.birth_date, claim_line.item_name, claim_line.item_code]
judged: select count(*) from provider where approved_beds > 0
source: [rule catalogue bed_overflow]
note: >-
  A stay that is not closed lies until the day of the run, or until a month after its last charge; one of
  which a house that charges never charged anything was registered and never begun. Home beds, day surgery
  and newborns take no ward bed. The approved number is that of the register today.
note_zh: 未办出院的，计至运行日；有收费的，最迟计至末次收费后一个月；有收费数据的机构中从未发生任何费用的登记，视为登记后未入院。家庭病床、日间手术和新生儿不占病区床位。核定床位数取登记表当前值。
--- */
with
open_stay as (
    select line.encounter_id, cast(max(line.charged_at) as date) as last_on
    from claim_line as line
    inner join encounter
        on line.encounter_id = encounter.encounter_id -- gate: equivalent, bounds work
    where encounter.ended_at is null -- gate: equivalent, bounds work: a discharge goes before
    group by line.encounter_id
),

-- houses of which any charge was delivered
charging as (
    select distinct provider_id from claim_line
),

lying_stay as (
    select
        stay.encounter_id, stay.provider_id, stay.person_id, stay.admitted_on, stay.started_at,
        -- a stay that is not over is in its bed on the day of the run
        coalesce(
            stay.discharged_on, least(
                cast(cast($as_of as date) + 1 as date), cast(open_stay.last_on + cast($open_days as integer) as date)
            )
        ) as discharged_on
    from derived.stay as stay
    left join open_stay on stay.encounter_id = open_stay.encounter_id
    left join charging on stay.provider_id = charging.provider_id
    -- a baby lies beside the mother, whether the flag is sent or not
    anti join derived.repeat_course_stay as course
        on stay.encounter_id = course.encounter_id and course.reason = 'newborn'
    where
        not stay.is_refunded
        -- registered, never charged and never closed: nobody came
        and not (
            stay.is_open
            and open_stay.last_on is null
            and charging.provider_id is not null
            and date_diff('day', stay.admitted_on, $as_of) > $open_days
        )
        and not coalesce(list_contains($day_surgery, stay.visit_type), false)
        and not regexp_matches(coalesce(stay.department, '') || coalesce(stay.bed, ''), '(家庭病床|家床|日间)')
),

-- nobody lies in two beds: who is admitted again has left, or lies on under a new number
bedded_stay as (
    select
        encounter_id, provider_id, admitted_on,
        least(
            discharged_on,
            lead(admitted_on) over (
                partition by provider_id, coalesce(person_id, encounter_id) order by started_at, encounter_id
            )
        ) as discharged_on
    from lying_stay
),

movement as (
    select provider_id, admitted_on as day, 1 as change
    from bedded_stay
    where admitted_on < discharged_on -- gate: equivalent, one that comes and goes on a day adds nothing
    union all
    select provider_id, discharged_on as day, -1 as change
    from bedded_stay
    where admitted_on < discharged_on -- gate: equivalent, one that comes and goes on a day adds nothing
),

day_total as (
    select provider_id, day, sum(change) as change
    from movement
    group by provider_id, day
),

-- one row per provider and day on which the number changed; it holds until the next
census as (
    select
        provider_id, day,
        sum(change) over (partition by provider_id order by day) as patients,
        lead(day) over (partition by provider_id order by day) as until_day
    from day_total
),

extra as (
    select census.provider_id, census.day, sum(bed_extra.extra_beds) as extra_beds
    from census
    inner join bed_extra
        on
            census.provider_id = bed_extra.provider_id
            and census.day >= coalesce(bed_extra.valid_from, date '1900-01-01')
            and census.day < coalesce(bed_extra.valid_to, date '2200-01-01')
    group by census.provider_id, census.day
),

-- the norm of the nearest division; one for the specialty goes before one for all,
-- a later one before an earlier one
norm as (
    select
        census.provider_id, census.day,
        arg_max(
            bed_norm.max_occupancy,
            (
                length(regexp_replace(bed_norm.region_code, '(00)+$', '')) * 2 + case when bed_norm.specialty = '*' then 0 else 1 end,
                coalesce(bed_norm.valid_from, date '1900-01-01')
            )
        ) as max_occupancy
    from census
    inner join provider on census.provider_id = provider.provider_id
    -- a specialty that the register lacks stands in the name
    inner join derived.provider_peer as peer on census.provider_id = peer.provider_id
    inner join bed_norm
        on
            starts_with(provider.region_code, regexp_replace(bed_norm.region_code, '(00)+$', ''))
            and bed_norm.specialty in ('*', coalesce(peer.specialty, '*'))
            and census.day >= coalesce(bed_norm.valid_from, date '1900-01-01')
            and census.day < coalesce(bed_norm.valid_to, date '2200-01-01')
    group by census.provider_id, census.day
),

limited as (
    select
        census.provider_id, census.day, census.until_day, census.patients, provider.approved_beds,
        cast(
            floor((provider.approved_beds + coalesce(extra.extra_beds, 0)) * coalesce(norm.max_occupancy, $max_occupancy))
            as integer
        ) as limit_beds
    from census
    inner join provider on census.provider_id = provider.provider_id
    left join extra on census.provider_id = extra.provider_id and census.day = extra.day
    left join norm on census.provider_id = norm.provider_id and census.day = norm.day
    where provider.approved_beds > 0
),

-- days over the limit in a row keep the same number of days within it before them
episode_day as (
    select
        provider_id, day, until_day, patients, approved_beds, limit_beds,
        sum(case when patients > limit_beds then 0 else 1 end)
            over (partition by provider_id order by day rows between unbounded preceding and current row) as episode
    from limited
    qualify patients > limit_beds
),

episode_total as (
    select
        provider_id,
        min(day) as occurred_from,
        cast(max(until_day) - interval 1 day as date) as occurred_to,
        max(patients) as patients,
        -- the first of the days with the most patients
        arg_max(day, patients * 100000 - date_diff('day', date '2000-01-01', day)) as peak_day,
        min(approved_beds) as approved_beds,
        max(limit_beds) as limit_beds
    from episode_day
    group by provider_id, episode
)

select
    episode_total.provider_id as subject_id, episode_total.provider_id,
    episode_total.patients, episode_total.approved_beds, episode_total.limit_beds, episode_total.peak_day,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(bedded_stay.encounter_id) as encounter_ids,
    episode_total.occurred_from, episode_total.occurred_to
from episode_total
inner join bedded_stay
    on
        episode_total.provider_id = bedded_stay.provider_id
        and episode_total.peak_day >= bedded_stay.admitted_on
        and episode_total.peak_day < bedded_stay.discharged_on
group by
    episode_total.provider_id, episode_total.patients, episode_total.approved_beds, episode_total.limit_beds,
    episode_total.peak_day, episode_total.occurred_from, episode_total.occurred_to
