/* ---
title: Visits and prescribing of a physician in a month
title_zh: 医师月度接诊与处方
version: 1
status: stable
subject: practitioner
period: month
peers:
  - [period_from, level, department]
  - [level, department]
  - [period_from, department]
  - [department]
  - [period_from, level]
  - [level]
  - [period_from]
  - []
peer_titles:
  department: {title: department, title_zh: 同科室}
minimum_subjects: 30
features:
  visits_per_active_day: {title: visits per working day, title_zh: 日均接诊人次, format: number, direction: high, scale: log, floor: 0.1, counts: visits, half_at: 10}
  busiest_day_visits: {title: visits on the busiest day, title_zh: 单日最多接诊人次, format: integer, direction: high, scale: log, floor: 0.15, counts: visits, half_at: 10}
  active_days: {title: working days, title_zh: 接诊天数, unit: days, unit_zh: 天, format: integer, direction: high, floor: 1}
  visits_per_person: {title: visits per person, title_zh: 人均就诊次数, format: number, direction: high, floor: 0.1, counts: visits, half_at: 15}
  amount_per_visit: {title: cost per visit, title_zh: 次均费用, format: money, direction: high, scale: log, floor: 0.1, counts: visits, half_at: 10}
  drug_amount_per_visit: {title: drug cost per visit, title_zh: 次均药费, format: money, direction: high, scale: log, floor: 0.1, counts: visits, half_at: 10}
  drug_share: {title: drug share, title_zh: 药占比, format: percent, direction: high, floor: 0.03, counts: visits, half_at: 15}
  test_share: {title: share of laboratory and examinations, title_zh: 检验检查占比, format: percent, direction: high, floor: 0.03, counts: visits, half_at: 15}
  top_item_share: {title: share of the dearest item, title_zh: 首位项目费用占比, format: percent, direction: high, floor: 0.03, counts: visits, half_at: 15}
  days_supplied: {title: days supplied per drug line, title_zh: 单方用药天数, unit: days, unit_zh: 天, format: number, direction: high, scale: log, floor: 0.1, counts: supplied_lines, half_at: 15}
  drugs_per_visit: {title: different drugs per visit, title_zh: 次均药品种数, format: number, direction: high, floor: 0.3, counts: visits, half_at: 10}
  night_share: {title: share of visits begun from 22 to 6 o'clock, title_zh: 夜间（22–6 时）接诊占比, format: percent, direction: high, floor: 0.03, counts: visits, half_at: 20}
  close_share: {title: share of visits within two minutes of the one before, title_zh: 与上一人次间隔两分钟内占比, format: percent, direction: high, floor: 0.03, counts: visits, half_at: 20}
detectors: [robust_z, iforest, ecod, hbos]
parameters:
  minimum_visits: {type: integer, default: 10, min: 1, step: 5, unit: visits a month}
innocent_when:
  - the physician runs a specialised or chronic-disease clinic with long prescriptions
  - several practitioners work under one code, as in a village clinic
innocent_when_zh:
  - 医师负责专病或门诊慢特病，处方时间较长
  - 多名医务人员共用一个代码，如村卫生室
verify_by:
  - the prescriptions of the item named, with the patients' signatures
  - the duty roster and the log-in record of the days named
verify_by_zh:
  - 核查所列项目处方及患者签字
  - 核对当日排班与系统登录记录
--- */
with visit as (
    select
        encounter.encounter_id, encounter.practitioner_id, encounter.provider_id,
        encounter.person_id, encounter.department, encounter.started_at,
        cast(encounter.started_at as date) as started_on,
        cast(date_trunc('month', encounter.started_at) as date) as period_from,
        lag(encounter.started_at) over (
            partition by encounter.practitioner_id
            order by encounter.started_at, encounter.encounter_id
        ) as before_at
    from encounter
    -- a stay has many hands and belongs to the stay's own model; pharmacies to theirs
    where
        encounter.class in ('outpatient', 'emergency')
        and encounter.practitioner_id is not null
),

item as (
    select
        visit.practitioner_id, visit.period_from, visit.encounter_id, line.item_code,
        line.category, sum(line.amount) as amount,
        sum(line.days_supplied) as days_supplied,
        count(line.days_supplied) as supplied_lines
    from derived.net_claim_line as line
    inner join visit on line.encounter_id = visit.encounter_id
    group by
        visit.practitioner_id, visit.period_from, visit.encounter_id, line.item_code, line.category
),

charged as (
    select
        item.practitioner_id, item.period_from,
        sum(item.amount) as amount,
        coalesce(sum(item.amount) filter (
            where item.category in ('western_drug', 'patent_tcm', 'herbal_piece')
        ), 0) as drug_amount,
        coalesce(sum(item.amount) filter (
            where item.category in ('laboratory', 'examination')
        ), 0) as test_amount,
        count(item.item_code) filter (
            where item.category in ('western_drug', 'patent_tcm', 'herbal_piece')
        ) as drugs,
        count(distinct item.encounter_id) as charged_visits,
        sum(item.days_supplied) as days_supplied,
        sum(item.supplied_lines) as supplied_lines
    from item
    group by item.practitioner_id, item.period_from
),

item_total as (
    select
        item.practitioner_id, item.period_from, item.item_code, sum(item.amount) as amount
    from item
    group by item.practitioner_id, item.period_from, item.item_code
),

top_item as (
    select item_total.practitioner_id, item_total.period_from, max(item_total.amount) as amount
    from item_total
    group by item_total.practitioner_id, item_total.period_from
),

day as (
    select
        visit.practitioner_id, visit.period_from, visit.started_on,
        count(visit.encounter_id) as visits
    from visit
    group by visit.practitioner_id, visit.period_from, visit.started_on
),

worked as (
    select
        day.practitioner_id, day.period_from,
        count(day.started_on) as active_days, max(day.visits) as busiest_day_visits
    from day
    group by day.practitioner_id, day.period_from
),

-- where he works most in the month: a physician at two sites is compared once
place as (
    select
        visit.practitioner_id, visit.period_from, visit.provider_id, visit.department,
        row_number() over (
            partition by visit.practitioner_id, visit.period_from
            order by count(visit.encounter_id) desc, visit.provider_id asc, visit.department asc
        ) as nth
    from visit
    group by visit.practitioner_id, visit.period_from, visit.provider_id, visit.department
),

seen as (
    select
        visit.practitioner_id, visit.period_from,
        count(visit.encounter_id) as visits,
        count(distinct visit.person_id) as persons,
        count(visit.encounter_id) filter (
            where extract(hour from visit.started_at) >= 22 or extract(hour from visit.started_at) < 6
        ) as night_visits,
        count(visit.encounter_id) filter (
            where visit.started_at - visit.before_at <= interval 2 minute
        ) as close_visits
    from visit
    group by visit.practitioner_id, visit.period_from
)

select
    seen.practitioner_id as subject_id, place.provider_id, seen.period_from,
    cast(last_day(seen.period_from) as date) as period_to,
    provider.level, place.department,
    seen.visits, coalesce(charged.supplied_lines, 0) as supplied_lines,
    seen.visits / worked.active_days as visits_per_active_day,
    worked.busiest_day_visits, worked.active_days,
    seen.visits / seen.persons as visits_per_person,
    charged.amount / nullif(charged.charged_visits, 0) as amount_per_visit,
    charged.drug_amount / nullif(charged.charged_visits, 0) as drug_amount_per_visit,
    charged.drug_amount / nullif(charged.amount, 0) as drug_share,
    charged.test_amount / nullif(charged.amount, 0) as test_share,
    top_item.amount / nullif(charged.amount, 0) as top_item_share,
    charged.days_supplied / nullif(charged.supplied_lines, 0) as days_supplied,
    charged.drugs / nullif(charged.charged_visits, 0) as drugs_per_visit,
    seen.night_visits / seen.visits as night_share,
    seen.close_visits / seen.visits as close_share
from seen
inner join worked
    on seen.practitioner_id = worked.practitioner_id and seen.period_from = worked.period_from
inner join place
    on
        seen.practitioner_id = place.practitioner_id and seen.period_from = place.period_from
        and place.nth = 1
inner join provider on place.provider_id = provider.provider_id
left join charged
    on seen.practitioner_id = charged.practitioner_id and seen.period_from = charged.period_from
left join top_item
    on seen.practitioner_id = top_item.practitioner_id and seen.period_from = top_item.period_from
where seen.visits >= $minimum_visits
