/* ---
title: Idle days of a stay on which only bed, nursing and consultation are charged
title_zh: 挂床住院：住院期间仅收床位、护理、诊查费
official: none
version: 1
status: stable
certainty: suspect
subject: encounter
scope: encounter
basis: [条例15, 条例38(一)]
loss: claim
parameters:
  least_run: {type: integer, default: 3, min: 2, max: 30, step: 1, unit: idle days in a row}
  least_share: {type: decimal, default: 0.5, min: 0.2, max: 1, step: 0.1, unit: of the days of the stay}
  least_idle_days: {type: integer, default: 2, min: 1, max: 30, step: 1, unit: idle days, note: "a proposal: the share alone would take one idle day of a stay of two"}
  quiet_wards: {type: string, default: "(康复|精神|心身|安宁|宁养|临终|舒缓|新生儿|NICU|护理院|疗养)"}
message: "{idle_days} of {length_days} days, from {occurred_from} to {occurred_to}, show only bed, nursing and consultation"
message_zh: "住院 {length_days} 天中有 {idle_days} 天（{occurred_from} 至 {occurred_to}）仅收床位、护理、诊查费，无检查、治疗、用药"
innocent_when:
  - rehabilitation, psychiatric, hospice or nursing care that is paid by the day
  - self-paid items were not delivered with the settlement
  - drugs for several days were charged on one day
innocent_when_zh:
  - 康复、精神、安宁疗护等按床日付费
  - 自费明细未随结算上传
  - 多日药品在一日内集中记账
verify_by:
  - count the ward at night; compare temperature charts, orders and meals of these days
  - leave slips, attendance at work and card use elsewhere on these days
verify_by_zh:
  - 夜间查床，核对当日体温单、医嘱执行单、餐饮记录
  - 核对请假条、单位考勤及同期外出刷卡记录
tolerates: [encounter.is_newborn, encounter.department, provider.specialty, claim_line.days_supplied, claim_line.is_discharge_drug, bed_exempt]
judged: select count(distinct encounter_id) from derived.stay_day
source: [rule catalogue bed_padding_idle]
--- */
with
idle_day as (
    select encounter_id, day_number, day
    from derived.stay_day
    where
        active_lines = 0
        -- a day without any line tells of missing details, not of an idle patient
        and lines > 0
),

-- one row per drug that was charged on one day for several
supplied as (
    select encounter_id, charged_on, days_supplied
    from derived.net_claim_line
    where
        days_supplied > 1 -- gate: equivalent, a supply of one day covers its own day, which is not idle
        and not coalesce(is_discharge_drug, false)
),

uncovered_day as (
    select idle_day.encounter_id, idle_day.day_number, idle_day.day
    from idle_day
    anti join supplied
        on
            idle_day.encounter_id = supplied.encounter_id
            and idle_day.day > supplied.charged_on
            and date_diff('day', supplied.charged_on, idle_day.day) < supplied.days_supplied
),

-- idle days in a row keep the same difference between their number in the stay and among the idle
numbered as (
    select
        encounter_id, day,
        day_number - row_number() over (partition by encounter_id order by day_number) as run,
        count(*) over (partition by encounter_id) as idle_days_of_stay
    from uncovered_day
),

in_run as (
    select
        encounter_id, day, idle_days_of_stay,
        count(*) over (partition by encounter_id, run) as run_days
    from numbered
),

judged_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.length_days
    from derived.stay as stay
    anti join bed_exempt as exempt
        on
            (
                (exempt.match_on = 'diagnosis' and starts_with(stay.main_diagnosis, exempt.prefix))
                or (exempt.match_on = 'specialty' and stay.provider_specialty = exempt.prefix)
                or (exempt.match_on = 'visit_type' and stay.visit_type = exempt.prefix)
            )
            and stay.admitted_on >= coalesce(exempt.valid_from, date '1900-01-01')
            and stay.admitted_on < coalesce(exempt.valid_to, date '2200-01-01')
    where
        not stay.is_newborn
        and not coalesce(regexp_matches(stay.department, $quiet_wards), false)
),

-- the days that make the finding: all where they fill the stay, else only those in long runs
padded_day as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.length_days, in_run.day
    from in_run
    inner join judged_stay as stay on in_run.encounter_id = stay.encounter_id
    where
        in_run.run_days >= $least_run
        or (
            in_run.idle_days_of_stay >= $least_idle_days
            and in_run.idle_days_of_stay >= $least_share * stay.length_days
        )
)

select
    padded_day.encounter_id as subject_id, padded_day.provider_id, padded_day.person_id,
    count(distinct padded_day.day) as idle_days,
    max(padded_day.length_days) as length_days,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    [padded_day.encounter_id] as encounter_ids,
    min(padded_day.day) as occurred_from,
    max(padded_day.day) as occurred_to
from padded_day
inner join derived.net_claim_line as line
    on padded_day.encounter_id = line.encounter_id and padded_day.day = line.charged_on
group by padded_day.encounter_id, padded_day.provider_id, padded_day.person_id
