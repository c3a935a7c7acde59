/* ---
title: Charge structure, volume and shape of a hospital's month
title_zh: 医疗机构月度费用结构与业务量
version: 1
status: stable
subject: provider
period: month
peers:
  - [period_from, level, specialty]
  - [period_from, level]
  - [level, specialty]
  - [level]
  - [period_from]
  - []
minimum_subjects: 25
optional: [derived.stay]
features:
  drug_share: {title: drug share, title_zh: 药占比, format: percent, direction: high, floor: 0.02, counts: encounters, half_at: 20}
  laboratory_share: {title: laboratory share, title_zh: 检验占比, format: percent, direction: high, floor: 0.02, counts: encounters, half_at: 20}
  examination_share: {title: examination share, title_zh: 检查占比, format: percent, direction: high, floor: 0.02, counts: encounters, half_at: 20}
  treatment_share: {title: treatment share, title_zh: 治疗占比, format: percent, direction: high, floor: 0.02, counts: encounters, half_at: 20}
  consumable_share: {title: consumables share, title_zh: 耗材占比, format: percent, direction: high, floor: 0.02, counts: encounters, half_at: 20}
  herb_share: {title: share of herbal and patent medicines, title_zh: 中药占比, format: percent, direction: high, floor: 0.02, counts: encounters, half_at: 20}
  bed_share: {title: bed and nursing share, title_zh: 床位护理占比, format: percent, direction: high, floor: 0.02, counts: encounters, half_at: 20}
  cost_per_stay: {title: cost per stay, title_zh: 次均住院费用, format: money, direction: high, scale: log, floor: 0.05, counts: stays, half_at: 10}
  cost_per_stay_day: {title: cost per stay day, title_zh: 日均住院费用, format: money, direction: high, scale: log, floor: 0.05, counts: stays, half_at: 10}
  days_per_stay: {title: mean length of stay, title_zh: 平均住院日, unit: days, unit_zh: 天, format: number, direction: high, scale: log, floor: 0.05, counts: stays, half_at: 10}
  short_stay_share: {title: share of stays of one or two days, title_zh: 两日内出院占比, format: percent, direction: high, floor: 0.03, counts: stays, half_at: 20}
  readmission_share: {title: share of stays within 15 days of one here, title_zh: 15 日内再入院占比, format: percent, direction: high, floor: 0.02, counts: stays, half_at: 20}
  busiest_day_share: {title: share of admissions on the busiest day, title_zh: 最集中日入院占比, format: percent, direction: high, floor: 0.03, counts: stays, half_at: 20}
  stay_share: {title: share of encounters that are stays, title_zh: 住院人次占比, format: percent, direction: high, floor: 0.03, counts: encounters, half_at: 20}
  occupancy: {title: stay days per approved bed day, title_zh: 核定床位使用率, format: percent, direction: high, floor: 0.05, counts: stays, half_at: 10}
  cost_per_visit: {title: cost per outpatient visit, title_zh: 次均门诊费用, format: money, direction: high, scale: log, floor: 0.05, counts: visits, half_at: 15}
  visits_per_person: {title: outpatient visits per person, title_zh: 人均门诊次数, format: number, direction: high, floor: 0.1, counts: visits, half_at: 20}
  visits_per_practitioner_day: {title: visits per physician and working day, title_zh: 医师日均接诊人次, format: number, direction: high, scale: log, floor: 0.1, counts: visits, half_at: 15}
  lines_per_encounter: {title: charge lines per encounter, title_zh: 次均收费条目数, format: number, direction: high, scale: log, floor: 0.05, counts: encounters, half_at: 10}
  night_share: {title: share of encounters begun from 22 to 6 o'clock, title_zh: 夜间（22–6 时）就诊占比, format: percent, direction: high, floor: 0.02, counts: encounters, half_at: 30}
  weekend_share: {title: share of encounters begun at weekends, title_zh: 周末就诊占比, format: percent, direction: high, floor: 0.05, counts: encounters, half_at: 40}
  top_item_share: {title: share of the dearest item, title_zh: 首位项目费用占比, format: percent, direction: high, floor: 0.02, counts: encounters, half_at: 20}
  top_practitioner_share: {title: share of the busiest physician, title_zh: 首位医师费用占比, format: percent, direction: high, floor: 0.05, counts: encounters, half_at: 20}
  price_index: {title: price level against all providers, title_zh: 价格水平（各机构中位价=1）, format: number, direction: high, floor: 0.01, counts: priced_lines, half_at: 100}
  fund_share: {title: share paid by the fund, title_zh: 基金支付占比, format: percent, direction: high, floor: 0.02, counts: encounters, half_at: 20}
  amount: {title: amount charged in the month, title_zh: 当月医疗费总额, format: money, direction: high, scale: log, floor: 0.2, counts: encounters, half_at: 10}
detectors: [robust_z, iforest, ecod, knn]
parameters:
  minimum_encounters: {type: integer, default: 10, min: 1, step: 5, unit: encounters a month}
innocent_when:
  - the provider has a department that its peers do not have, such as dialysis, oncology or a fever clinic
  - a new service, a price change or a public-health campaign began in the month
innocent_when_zh:
  - 开设同组机构没有的科室，如血透、肿瘤、发热门诊
  - 当月新开展项目、调整价格或承担公共卫生任务
verify_by:
  - charge lines of the categories named, drawn at random, against the medical records
  - the purchase and stock record of the items that carry the share
verify_by_zh:
  - 按所列类别随机抽取收费明细，与病历逐条核对
  - 核对占比最高项目的采购与库存记录
--- */
with hospital as (
    select
        provider.provider_id, provider.level, provider.specialty, provider.approved_beds
    from provider
    where provider.kind = 'hospital'
),

-- claims of one encounter are summed: an encounter can be settled in several parts
settled as (
    select
        claim.encounter_id, sum(claim.total_amount) as total_amount,
        sum(claim.fund_amount) as fund_amount
    from claim
    group by claim.encounter_id
),

-- a median over lines would let the provider with most lines set the price of an item
provider_price as (
    select
        line.item_code, line.provider_id,
        sum(line.amount) / sum(line.quantity) as price
    from derived.net_claim_line as line
    where line.quantity > 0 and line.amount > 0
    group by line.item_code, line.provider_id
),

usual_price as (
    select provider_price.item_code, median(provider_price.price) as price
    from provider_price
    group by provider_price.item_code
    having count(provider_price.provider_id) >= 3
),

charged as (
    select
        line.provider_id, cast(date_trunc('month', line.charged_on) as date) as period_from,
        sum(line.amount) as amount,
        sum(line.amount) filter (
            where line.category in ('western_drug', 'patent_tcm', 'herbal_piece')
        ) as drug_amount,
        sum(line.amount) filter (where line.category = 'laboratory') as laboratory_amount,
        sum(line.amount) filter (where line.category = 'examination') as examination_amount,
        sum(line.amount) filter (where line.category = 'treatment') as treatment_amount,
        sum(line.amount) filter (where line.category = 'consumable') as consumable_amount,
        sum(line.amount) filter (
            where line.category in ('patent_tcm', 'herbal_piece')
        ) as herb_amount,
        sum(line.amount) filter (where line.category in ('bed', 'nursing')) as bed_amount,
        count(line.claim_line_id) as lines,
        count(distinct line.encounter_id) as charged_encounters,
        count(line.claim_line_id) filter (
            where usual_price.price > 0 and line.quantity > 0
        ) as priced_lines,
        -- what the same quantities would cost at the usual price, in whole hundredths so that
        -- the order of adding does not show
        sum(line.amount) filter (where usual_price.price > 0 and line.quantity > 0)
        / nullif(
            sum(cast(line.quantity * usual_price.price as decimal(18, 2))) filter (
                where usual_price.price > 0 and line.quantity > 0
            ), 0
        ) as price_index
    from derived.net_claim_line as line
    inner join hospital on line.provider_id = hospital.provider_id
    left join usual_price on line.item_code = usual_price.item_code
    group by line.provider_id, cast(date_trunc('month', line.charged_on) as date)
),

item_amount as (
    select
        line.provider_id, cast(date_trunc('month', line.charged_on) as date) as period_from,
        line.item_code, sum(line.amount) as amount
    from derived.net_claim_line as line
    inner join hospital on line.provider_id = hospital.provider_id
    group by
        line.provider_id, cast(date_trunc('month', line.charged_on) as date), line.item_code
),

top_item as (
    select item_amount.provider_id, item_amount.period_from, max(item_amount.amount) as amount
    from item_amount
    group by item_amount.provider_id, item_amount.period_from
),

-- the physician in charge stands on the encounter where lines do not name one
practitioner_amount as (
    select
        line.provider_id, cast(date_trunc('month', line.charged_on) as date) as period_from,
        coalesce(line.practitioner_id, encounter.practitioner_id) as practitioner_id,
        sum(line.amount) as amount
    from derived.net_claim_line as line
    inner join hospital on line.provider_id = hospital.provider_id
    inner join encounter on line.encounter_id = encounter.encounter_id
    where coalesce(line.practitioner_id, encounter.practitioner_id) is not null
    group by
        line.provider_id, cast(date_trunc('month', line.charged_on) as date),
        coalesce(line.practitioner_id, encounter.practitioner_id)
),

top_practitioner as (
    select
        practitioner_amount.provider_id, practitioner_amount.period_from,
        max(practitioner_amount.amount) / nullif(sum(practitioner_amount.amount), 0) as share
    from practitioner_amount
    group by practitioner_amount.provider_id, practitioner_amount.period_from
),

-- encounters count by the day they began; those wholly refunded did not happen for the fund
begun as (
    select
        encounter.encounter_id, encounter.provider_id, encounter.person_id,
        encounter.practitioner_id, encounter.class, encounter.started_at,
        cast(encounter.started_at as date) as started_on,
        cast(date_trunc('month', encounter.started_at) as date) as period_from,
        settled.total_amount, settled.fund_amount
    from encounter
    inner join hospital on encounter.provider_id = hospital.provider_id
    left join settled on encounter.encounter_id = settled.encounter_id
    where coalesce(settled.total_amount, 1) > 0
),

visited as (
    select
        begun.provider_id, begun.period_from,
        count(begun.encounter_id) as encounters,
        count(begun.encounter_id) filter (where begun.class = 'inpatient') as admissions,
        count(begun.encounter_id) filter (where begun.class <> 'inpatient') as visits,
        count(distinct begun.person_id) filter (where begun.class <> 'inpatient') as visitors,
        count(distinct coalesce(begun.practitioner_id, '') || cast(begun.started_on as varchar)) filter (
            where begun.class <> 'inpatient' and begun.practitioner_id is not null
        ) as practitioner_days,
        count(begun.encounter_id) filter (
            where begun.class <> 'inpatient' and begun.practitioner_id is not null
        ) as visits_of_practitioners,
        sum(begun.total_amount) filter (where begun.class <> 'inpatient') as visit_amount,
        count(begun.encounter_id) filter (
            where extract(hour from begun.started_at) >= 22 or extract(hour from begun.started_at) < 6
        ) as night_encounters,
        count(begun.encounter_id) filter (where isodow(begun.started_on) >= 6) as weekend_encounters,
        sum(begun.total_amount) as settled_amount,
        sum(begun.fund_amount) as fund_amount
    from begun
    group by begun.provider_id, begun.period_from
),

admitted_on_day as (
    select
        begun.provider_id, begun.period_from, begun.started_on,
        count(begun.encounter_id) as admissions
    from begun
    where begun.class = 'inpatient'
    group by begun.provider_id, begun.period_from, begun.started_on
),

busiest_day as (
    select
        admitted_on_day.provider_id, admitted_on_day.period_from,
        max(admitted_on_day.admissions) as admissions
    from admitted_on_day
    group by admitted_on_day.provider_id, admitted_on_day.period_from
),

closed_stay as (
    select
        stay.encounter_id, stay.provider_id, stay.person_id, stay.length_days, stay.total_amount,
        cast(date_trunc('month', stay.discharged_on) as date) as period_from,
        lag(stay.discharged_on) over (
            partition by stay.provider_id, stay.person_id
            order by stay.admitted_on, stay.encounter_id
        ) as left_before_on,
        stay.admitted_on
    from derived.stay as stay
    where not stay.is_open and not stay.is_refunded and stay.total_amount > 0
),

stayed as (
    select
        closed_stay.provider_id, closed_stay.period_from,
        count(closed_stay.encounter_id) as stays,
        sum(closed_stay.length_days) as stay_days,
        sum(closed_stay.total_amount) as stay_amount,
        count(closed_stay.encounter_id) filter (where closed_stay.length_days <= 2) as short_stays,
        count(closed_stay.encounter_id) filter (
            where date_diff('day', closed_stay.left_before_on, closed_stay.admitted_on) <= 15
        ) as readmissions
    from closed_stay
    group by closed_stay.provider_id, closed_stay.period_from
)

select
    hospital.provider_id as subject_id, hospital.provider_id,
    charged.period_from,
    cast(last_day(charged.period_from) as date) as period_to,
    hospital.level, hospital.specialty,
    visited.encounters, coalesce(stayed.stays, 0) as stays, visited.visits, charged.priced_lines,
    coalesce(charged.drug_amount, 0) / charged.amount as drug_share,
    coalesce(charged.laboratory_amount, 0) / charged.amount as laboratory_share,
    coalesce(charged.examination_amount, 0) / charged.amount as examination_share,
    coalesce(charged.treatment_amount, 0) / charged.amount as treatment_share,
    coalesce(charged.consumable_amount, 0) / charged.amount as consumable_share,
    coalesce(charged.herb_amount, 0) / charged.amount as herb_share,
    coalesce(charged.bed_amount, 0) / charged.amount as bed_share,
    stayed.stay_amount / nullif(stayed.stays, 0) as cost_per_stay,
    stayed.stay_amount / nullif(stayed.stay_days, 0) as cost_per_stay_day,
    stayed.stay_days / nullif(stayed.stays, 0) as days_per_stay,
    stayed.short_stays / nullif(stayed.stays, 0) as short_stay_share,
    stayed.readmissions / nullif(stayed.stays, 0) as readmission_share,
    busiest_day.admissions / nullif(visited.admissions, 0) as busiest_day_share,
    visited.admissions / visited.encounters as stay_share,
    stayed.stay_days
    / nullif(hospital.approved_beds * extract(day from last_day(charged.period_from)), 0) as occupancy,
    visited.visit_amount / nullif(visited.visits, 0) as cost_per_visit,
    visited.visits / nullif(visited.visitors, 0) as visits_per_person,
    visited.visits_of_practitioners / nullif(visited.practitioner_days, 0)
        as visits_per_practitioner_day,
    charged.lines / nullif(charged.charged_encounters, 0) as lines_per_encounter,
    visited.night_encounters / visited.encounters as night_share,
    visited.weekend_encounters / visited.encounters as weekend_share,
    top_item.amount / charged.amount as top_item_share,
    top_practitioner.share as top_practitioner_share,
    charged.price_index,
    visited.fund_amount / nullif(visited.settled_amount, 0) as fund_share,
    charged.amount
from charged
inner join hospital on charged.provider_id = hospital.provider_id
inner join visited
    on charged.provider_id = visited.provider_id and charged.period_from = visited.period_from
inner join top_item
    on charged.provider_id = top_item.provider_id and charged.period_from = top_item.period_from
left join top_practitioner
    on
        charged.provider_id = top_practitioner.provider_id
        and charged.period_from = top_practitioner.period_from
left join busiest_day
    on
        charged.provider_id = busiest_day.provider_id
        and charged.period_from = busiest_day.period_from
left join stayed
    on charged.provider_id = stayed.provider_id and charged.period_from = stayed.period_from
where visited.encounters >= $minimum_encounters and charged.amount > 0
