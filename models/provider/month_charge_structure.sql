/* ---
title: Charge structure, volume and shape of a hospital's month
title_zh: 医疗机构月度费用结构与业务量
version: 9
status: stable
subject: provider
period: month
peers:
  - [period_from, level, specialty, care]
  - [level, specialty, care]
peer_titles:
  care: {title: kind of care (visits or stays or both or courses of treatment), title_zh: 同诊疗类型}
minimum_subjects: 25
set_aside: part_reason
count_titles:
  weighty_encounters: {title: encounters (fewer where few carry the amount), title_zh: 人次（金额集中于少数人次时折减）}
  weighty_visits: {title: outpatient visits (fewer where few carry the amount), title_zh: 人次门诊（金额集中于少数人次时折减）}
  weighty_stays: {title: stays (fewer where few carry the amount), title_zh: 例住院（金额集中于少数病例时折减）}
  all_stays: {title: stays, title_zh: 例住院}
  timed_encounters: {title: outpatient visits with a known time, title_zh: 人次普通门诊（有时刻）}
  admissions: {title: admissions, title_zh: 例入院}
  stays_present: {title: stays in the house, title_zh: 例在院}
  begun_encounters: {title: encounters begun in the month, title_zh: 人次（当月就诊）}
  named_encounters: {title: encounters with a known physician, title_zh: 人次（有开单医师）}
  visits_of_practitioners: {title: outpatient visits with a known physician, title_zh: 人次门诊（有接诊医师）}
  priced_lines: {title: charge lines with a usual price, title_zh: 条有参照价明细}
optional: [derived.stay, derived.visit_part, derived.course_encounter, derived.repeat_course_stay, derived.claim_change]
features:
  drug_share: {title: drug share, title_zh: 药占比, format: percent, direction: high, floor: 0.02, counts: weighty_encounters, half_at: 20}
  laboratory_share: {title: laboratory share, title_zh: 检验占比, format: percent, direction: high, floor: 0.02, counts: weighty_encounters, half_at: 20}
  examination_share: {title: examination share, title_zh: 检查占比, format: percent, direction: high, floor: 0.02, counts: weighty_encounters, half_at: 20}
  treatment_share: {title: treatment share, title_zh: 治疗占比, format: percent, direction: high, floor: 0.02, counts: weighty_encounters, half_at: 20}
  consumable_share: {title: consumables share, title_zh: 耗材占比, format: percent, direction: high, floor: 0.02, counts: weighty_encounters, half_at: 20}
  herb_share: {title: share of herbal and patent medicines, title_zh: 中药占比, format: percent, direction: high, floor: 0.02, counts: weighty_encounters, half_at: 20}
  bed_share: {title: bed and nursing share, title_zh: 床位护理占比, format: percent, direction: high, floor: 0.02, counts: weighty_encounters, half_at: 20}
  cost_per_stay: {title: cost per stay, title_zh: 次均住院费用, format: money, direction: high, scale: log, floor: 0.05, counts: weighty_stays, half_at: 10}
  cost_per_stay_day: {title: cost per stay day, title_zh: 日均住院费用, format: money, direction: high, scale: log, floor: 0.05, counts: weighty_stays, half_at: 10}
  days_per_stay: {title: mean length of stay, title_zh: 平均住院日, unit: days, unit_zh: 天, format: number, direction: high, scale: log, floor: 0.05, counts: stays, half_at: 10}
  short_stay_share: {title: share of stays of one or two days, title_zh: 两日内出院占比, format: percent, direction: high, floor: 0.03, counts: stays, half_at: 20}
  readmission_share: {title: share of stays within 15 days of one here, title_zh: 15 日内再入院占比, format: percent, direction: high, floor: 0.02, counts: all_stays, half_at: 20}
  busiest_day_share: {title: share of admissions on the busiest day, title_zh: 最集中日入院占比, format: percent, direction: high, floor: 0.03, counts: admissions, half_at: 20}
  stay_share: {title: share of encounters that are stays, title_zh: 住院人次占比, format: percent, direction: high, floor: 0.03, counts: begun_encounters, half_at: 20}
  open_share: {title: share of stays in the house that are older than 90 days and not over, title_zh: 在院超 90 天未结束病例占比, format: percent, direction: high, floor: 0.05, counts: stays_present, half_at: 10}
  occupancy: {title: stay days per approved bed day, title_zh: 核定床位使用率（含未出院）, format: percent, direction: high, floor: 0.05, counts: stays_present, half_at: 10, norm: 1.2}
  cost_per_visit: {title: cost per outpatient visit, title_zh: 次均门诊费用, format: money, direction: high, scale: log, floor: 0.05, counts: weighty_visits, half_at: 15, theme: price}
  visits_per_person: {title: outpatient visits per person, title_zh: 人均门诊次数, format: number, direction: high, floor: 0.1, counts: visits, half_at: 20}
  visits_per_practitioner_day: {title: visits per physician and working day, title_zh: 医师日均接诊人次, format: number, direction: high, scale: log, floor: 0.25, counts: visits_of_practitioners, half_at: 15, due: is_quiet}
  lines_per_encounter: {title: charge lines per encounter, title_zh: 次均收费条目数, format: number, direction: high, scale: log, floor: 0.05, counts: encounters, half_at: 10}
  night_share: {title: share of outpatient visits (without emergencies) begun from 22 to 6 o'clock, title_zh: 夜间（22–6 时）普通门诊占比, format: percent, direction: high, floor: 0.02, counts: timed_encounters, half_at: 30}
  weekend_share: {title: share of encounters begun at weekends, title_zh: 周末就诊占比, format: percent, direction: high, floor: 0.05, counts: begun_encounters, half_at: 40}
  top_item_share: {title: share of the dearest item, title_zh: 首位项目费用占比, format: percent, direction: high, floor: 0.02, counts: weighty_encounters, half_at: 20}
  top_practitioner_share: {title: share of the busiest physician above an even share by, title_zh: 首位医师费用占比高出均摊, format: points, direction: high, floor: 0.05, counts: named_encounters, half_at: 20}
  price_index: {title: price level against all providers, title_zh: 价格水平（各机构中位价=1）, format: number, direction: high, floor: 0.01, counts: priced_lines, half_at: 100, theme: price}
  fund_share: {title: share paid by the fund above what it pays for patients of the same insurance and class of visit by, title_zh: 基金支付占比较同险种同就诊类型高出, format: points, direction: high, floor: 0.02, counts: begun_encounters, half_at: 20}
  amount: {title: amount charged in the month, title_zh: 当月医疗费总额, format: money, direction: high, scale: log, floor: 1.0}
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
    select provider.provider_id, provider.level, provider.specialty, provider.approved_beds
    from derived.provider_peer as provider
    where provider.kind = 'hospital'
),

-- claims of one encounter are summed: an encounter can be settled in several parts. A refund counts for
-- the visit of the settlement that it takes back
settled as (
    select
        coalesce(change.encounter_id, claim.encounter_id) as encounter_id,
        sum(case when change.is_void then 0 else claim.total_amount end) as total_amount,
        sum(case when change.is_void then 0 else claim.fund_amount end) as fund_amount
    from claim
    left join derived.claim_change as change on claim.claim_id = change.claim_id
    group by coalesce(change.encounter_id, claim.encounter_id)
),

course as (
    select course_encounter.encounter_id
    from derived.course_encounter as course_encounter
    where course_encounter.reason in ('dialysis', 'chemotherapy', 'radiotherapy', 'tumour_therapy')
    group by course_encounter.encounter_id
),

-- a median over lines would let the provider with most lines set the price of an item
provider_price as (
    select
        line.item_code, line.provider_id,
        sum(line.amount) / sum(line.quantity) as price,
        sum(line.quantity) / count(line.claim_line_id) as quantity
    from derived.net_claim_line as line
    where line.quantity > 0 and line.amount > 0
    group by line.item_code, line.provider_id
),

usual_price as (
    select
        provider_price.item_code, median(provider_price.price) as price,
        median(provider_price.quantity) as quantity
    from provider_price
    group by provider_price.item_code
    having count(provider_price.provider_id) >= 3
),

-- tablets against boxes: another unit moves price and quantity against each other
compared_price as (
    select provider_price.item_code, provider_price.provider_id, usual_price.price
    from provider_price
    inner join usual_price on provider_price.item_code = usual_price.item_code
    where
        usual_price.price > 0 and usual_price.quantity > 0
        and not (
            (
                provider_price.price >= 2 * usual_price.price
                and 2 * provider_price.quantity <= usual_price.quantity
                or 2 * provider_price.price <= usual_price.price
                and provider_price.quantity >= 2 * usual_price.quantity
            )
            and provider_price.price * provider_price.quantity
            between 0.5 * usual_price.price * usual_price.quantity
            and 2 * usual_price.price * usual_price.quantity
        )
),

charged as (
    select
        line.provider_id, cast(date_trunc('month', line.charged_on) as date) as period_from,
        sum(line.amount) as whole_amount,
        count(distinct line.encounter_id) as whole_encounters,
        -- shares are those of what is not ordered as a course of treatment
        sum(line.amount) filter (where course.encounter_id is null) as amount,
        sum(line.amount) filter (
            where course.encounter_id is null
            and line.category in ('western_drug', 'patent_tcm', 'herbal_piece')
        ) as drug_amount,
        sum(line.amount) filter (
            where course.encounter_id is null and line.category = 'laboratory'
        ) as laboratory_amount,
        sum(line.amount) filter (
            where course.encounter_id is null and line.category = 'examination'
        ) as examination_amount,
        sum(line.amount) filter (
            where course.encounter_id is null and line.category = 'treatment'
        ) as treatment_amount,
        sum(line.amount) filter (
            where course.encounter_id is null and line.category = 'consumable'
        ) as consumable_amount,
        sum(line.amount) filter (
            where course.encounter_id is null and line.category in ('patent_tcm', 'herbal_piece')
        ) as herb_amount,
        sum(line.amount) filter (
            where course.encounter_id is null and line.category in ('bed', 'nursing')
        ) as bed_amount,
        -- a dose of a quarter is a quarter of a line, however the house books its doses
        sum(case when line.quantity < 1 then line.quantity else 1 end) filter (
            where course.encounter_id is null
        ) as lines,
        count(distinct line.encounter_id) filter (where course.encounter_id is null)
            as encounters,
        count(line.claim_line_id) filter (
            where compared_price.price > 0 and line.quantity > 0
        ) as priced_lines,
        -- what the same quantities would cost at the usual price, in whole hundredths so that
        -- the order of adding does not show
        sum(line.amount) filter (where compared_price.price > 0 and line.quantity > 0)
        / nullif(
            sum(cast(line.quantity * compared_price.price as decimal(18, 2))) filter (
                where compared_price.price > 0 and line.quantity > 0
            ), 0
        ) as price_index
    from derived.net_claim_line as line
    inner join hospital on line.provider_id = hospital.provider_id
    left join course on line.encounter_id = course.encounter_id
    left join compared_price
        on
            line.item_code = compared_price.item_code
            and line.provider_id = compared_price.provider_id
            -- five times the usual price in one line is a slip or another unit, no level of prices
            and line.amount <= 5 * line.quantity * compared_price.price
            and 5 * line.amount >= line.quantity * compared_price.price
    group by line.provider_id, cast(date_trunc('month', line.charged_on) as date)
),

-- one dear operation makes no house's month. The square of the sum over the sum of squares tells in how
-- many encounters the money lies: a quarter of all is ordinary, and fewer are believed by the square of
-- that share
encounter_amount as (
    select
        line.provider_id, cast(date_trunc('month', line.charged_on) as date) as period_from,
        line.encounter_id, cast(sum(line.amount) as double) as amount
    from derived.net_claim_line as line
    inner join hospital on line.provider_id = hospital.provider_id
    anti join course on line.encounter_id = course.encounter_id
    group by
        line.provider_id, cast(date_trunc('month', line.charged_on) as date), line.encounter_id
    having sum(line.amount) > 0
),

weighed as (
    select
        encounter_amount.provider_id, encounter_amount.period_from,
        round(
            16 * power(
                power(sum(encounter_amount.amount), 2)
                / sum(encounter_amount.amount * encounter_amount.amount), 2
            ) / count(encounter_amount.amount)
        ) as encounters
    from encounter_amount
    group by encounter_amount.provider_id, encounter_amount.period_from
),

item_amount as (
    select
        line.provider_id, cast(date_trunc('month', line.charged_on) as date) as period_from,
        line.item_code, sum(line.amount) as amount
    from derived.net_claim_line as line
    inner join hospital on line.provider_id = hospital.provider_id
    anti join course on line.encounter_id = course.encounter_id
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
        count(distinct line.encounter_id) as encounters, sum(line.amount) as amount
    from derived.net_claim_line as line
    inner join hospital on line.provider_id = hospital.provider_id
    inner join encounter on line.encounter_id = encounter.encounter_id
    anti join course on line.encounter_id = course.encounter_id
    where coalesce(line.practitioner_id, encounter.practitioner_id) is not null
    group by
        line.provider_id, cast(date_trunc('month', line.charged_on) as date),
        coalesce(line.practitioner_id, encounter.practitioner_id)
),

-- with one or two physicians one of them has most of it in any honest house
top_practitioner as (
    select
        practitioner_amount.provider_id, practitioner_amount.period_from,
        sum(practitioner_amount.encounters) as encounters,
        case
            when count(practitioner_amount.practitioner_id) >= 3
                then
                    max(practitioner_amount.amount) / nullif(sum(practitioner_amount.amount), 0)
                    - 1.0 / nullif(count(practitioner_amount.practitioner_id), 0)
        end as share
    from practitioner_amount
    group by practitioner_amount.provider_id, practitioner_amount.period_from
),

-- an interface that sends days sends one time of day for all
clock as (
    select
        encounter.provider_id,
        3600 * extract(hour from encounter.started_at) + 60 * extract(minute from encounter.started_at)
        + extract(second from encounter.started_at) as second_of_day,
        count(encounter.encounter_id) as encounters
    from encounter
    group by
        encounter.provider_id,
        3600 * extract(hour from encounter.started_at) + 60 * extract(minute from encounter.started_at)
        + extract(second from encounter.started_at)
),

timeless as (
    select clock.provider_id
    from clock
    group by clock.provider_id
    having max(clock.encounters) >= 10 and 5 * max(clock.encounters) > 4 * sum(clock.encounters)
),

-- of an interface that sent days for a while: nobody begins ten times at the very same second
stopped as (
    select clock.provider_id, clock.second_of_day
    from clock
    inner join (
        select clock.provider_id, sum(clock.encounters) as encounters
        from clock
        group by clock.provider_id
    ) as whole_clock on clock.provider_id = whole_clock.provider_id
    where
        clock.encounters >= 10 and clock.second_of_day % 3600 <> 0
        and 20 * clock.encounters > whole_clock.encounters
),

-- encounters count by the day they began; those wholly refunded did not happen for the fund, and
-- registrations of their own are part of the visit they are for
begun as (
    select
        encounter.encounter_id, encounter.provider_id, encounter.person_id,
        encounter.practitioner_id, encounter.class, encounter.started_at,
        cast(encounter.started_at as date) as started_on,
        cast(date_trunc('month', encounter.started_at) as date) as period_from,
        settled.total_amount, settled.fund_amount, encounter.insurance,
        course.encounter_id is not null as is_course,
        timeless.provider_id is null and stopped.provider_id is null
        and cast(epoch(encounter.started_at) as bigint) % 86400 not in (0, 86399) as is_timed
    from encounter
    inner join hospital on encounter.provider_id = hospital.provider_id
    left join settled on encounter.encounter_id = settled.encounter_id
    left join course on encounter.encounter_id = course.encounter_id
    left join timeless on encounter.provider_id = timeless.provider_id
    left join stopped
        on
            encounter.provider_id = stopped.provider_id
            and 3600 * extract(hour from encounter.started_at)
            + 60 * extract(minute from encounter.started_at)
            + extract(second from encounter.started_at) = stopped.second_of_day
    anti join derived.visit_part as visit_part on encounter.encounter_id = visit_part.encounter_id
    where coalesce(settled.total_amount, 1) > 0
),

-- what the fund pays follows the patients' insurance and the kind of visit, before any doing of the house
usual_fund as (
    select
        begun.insurance, begun.class, begun.is_course,
        sum(begun.fund_amount) / nullif(sum(begun.total_amount), 0) as share
    from begun
    where begun.fund_amount is not null
    group by begun.insurance, begun.class, begun.is_course
),

-- what was settled for a visit's parts belongs to the visit
part_amount as (
    select
        begun.provider_id, begun.period_from, sum(settled.total_amount) as amount
    from derived.visit_part as visit_part
    inner join begun on visit_part.part_of = begun.encounter_id
    inner join settled on visit_part.encounter_id = settled.encounter_id
    where not begun.is_course
    group by begun.provider_id, begun.period_from
),

visited as (
    select
        begun.provider_id, begun.period_from,
        count(begun.encounter_id) as encounters,
        count(begun.encounter_id) filter (where begun.class = 'inpatient') as admissions,
        count(begun.encounter_id) filter (where begun.class <> 'inpatient' and not begun.is_course)
            as visits,
        count(distinct begun.person_id) filter (
            where begun.class <> 'inpatient' and not begun.is_course
        ) as visitors,
        count(distinct coalesce(begun.practitioner_id, '') || cast(begun.started_on as varchar)) filter (
            where begun.class <> 'inpatient' and begun.practitioner_id is not null
            and not begun.is_course
        ) as practitioner_days,
        count(begun.encounter_id) filter (
            where begun.class <> 'inpatient' and begun.practitioner_id is not null
            and not begun.is_course
        ) as visits_of_practitioners,
        count(distinct begun.practitioner_id) filter (where begun.class <> 'inpatient')
            as practitioners,
        sum(begun.total_amount) filter (where begun.class <> 'inpatient' and not begun.is_course)
            as visit_amount,
        sum(cast(begun.total_amount as double) * cast(begun.total_amount as double)) filter (
            where begun.class <> 'inpatient' and not begun.is_course
        ) as visit_squares,
        -- whoever runs the emergency room works at night
        count(begun.encounter_id) filter (where begun.is_timed and begun.class = 'outpatient')
            as timed_encounters,
        count(begun.encounter_id) filter (
            where begun.is_timed and begun.class = 'outpatient'
            and (
                extract(hour from begun.started_at) >= 22
                or extract(hour from begun.started_at) < 6
            )
        ) as night_encounters,
        count(begun.encounter_id) filter (
            where date_diff('day', date '2024-01-01', begun.started_on) % 7 >= 5
        ) as weekend_encounters,
        sum(begun.total_amount) as settled_amount,
        sum(begun.fund_amount) as fund_amount,
        sum(begun.total_amount * usual_fund.share) as usual_fund_amount
    from begun
    left join usual_fund
        on
            begun.insurance is not distinct from usual_fund.insurance
            and begun.class is not distinct from usual_fund.class
            and begun.is_course = usual_fund.is_course
    group by begun.provider_id, begun.period_from
),

admitted_on_day as (
    select
        begun.provider_id, begun.period_from, begun.started_on,
        count(begun.encounter_id) as admissions
    from begun
    where begun.class = 'inpatient' and not begun.is_course
    group by begun.provider_id, begun.period_from, begun.started_on
),

busiest_day as (
    select
        admitted_on_day.provider_id, admitted_on_day.period_from,
        max(admitted_on_day.admissions) as admissions,
        sum(admitted_on_day.admissions) as all_admissions
    from admitted_on_day
    group by admitted_on_day.provider_id, admitted_on_day.period_from
),

long_stay as (
    select repeat_course_stay.encounter_id
    from derived.repeat_course_stay as repeat_course_stay
    where repeat_course_stay.reason in ('psychiatric', 'rehabilitation', 'hospice')
    group by repeat_course_stay.encounter_id
),

-- who is visited at home lies in no bed of the house, however long
at_home as (
    select repeat_course_stay.encounter_id
    from derived.repeat_course_stay as repeat_course_stay
    where repeat_course_stay.reason = 'home_bed'
    group by repeat_course_stay.encounter_id
),

coming_back as (
    select repeat_course_stay.encounter_id
    from derived.repeat_course_stay as repeat_course_stay
    group by repeat_course_stay.encounter_id
),

closed_stay as (
    select
        stay.encounter_id, stay.provider_id, stay.person_id, stay.length_days, stay.total_amount,
        cast(date_trunc('month', stay.discharged_on) as date) as period_from,
        lag(stay.discharged_on) over (
            partition by stay.provider_id, stay.person_id
            order by stay.admitted_on, stay.encounter_id
        ) as left_before_on,
        stay.admitted_on, coming_back.encounter_id is not null as is_returning,
        -- sent on, gone against advice or dead, born there, or operated on within a day as planned
        coalesce(stay.discharge_way in ('2', '4', '5'), false)
        or stay.is_newborn or coalesce(starts_with(stay.main_diagnosis, 'Z38'), false)
        or coalesce(starts_with(stay.visit_type, '28'), false) as is_cut_short
    from derived.stay as stay
    anti join course on stay.encounter_id = course.encounter_id
    anti join at_home on stay.encounter_id = at_home.encounter_id
    left join coming_back on stay.encounter_id = coming_back.encounter_id
    left join long_stay on stay.encounter_id = long_stay.encounter_id
    -- a specialty that the register lacks stands in the name
    inner join hospital on stay.provider_id = hospital.provider_id
    where
        not stay.is_open and not stay.is_refunded and stay.total_amount > 0
        -- a ward of the mind among general ones is measured by its like or not at all
        and (long_stay.encounter_id is null or hospital.specialty <> 'general')
),

stayed as (
    select
        closed_stay.provider_id, closed_stay.period_from,
        count(closed_stay.encounter_id) as all_stays,
        count(closed_stay.encounter_id) filter (where not closed_stay.is_cut_short) as stays,
        sum(closed_stay.length_days) filter (where not closed_stay.is_cut_short) as stay_days,
        sum(closed_stay.total_amount) filter (where not closed_stay.is_cut_short) as stay_amount,
        sum(
            cast(closed_stay.total_amount as double) * cast(closed_stay.total_amount as double)
        ) filter (where not closed_stay.is_cut_short) as stay_squares,
        count(closed_stay.encounter_id) filter (
            where
            closed_stay.length_days <= 2 and not closed_stay.is_returning
            and not closed_stay.is_cut_short
        ) as short_stays,
        count(closed_stay.encounter_id) filter (
            where date_diff('day', closed_stay.left_before_on, closed_stay.admitted_on) <= 15
            and not closed_stay.is_returning
        ) as readmissions
    from closed_stay
    group by closed_stay.provider_id, closed_stay.period_from
),

last_day_charged as (
    select max(line.charged_on) as day
    from derived.net_claim_line as line
),

-- beds are taken by whoever lies in them, also by patients who never leave
present as (
    select
        charged.provider_id, charged.period_from, count(stay.encounter_id) as stays,
        count(stay.encounter_id) filter (
            where
            stay.is_open
            and date_diff('day', stay.admitted_on, cast(last_day(charged.period_from) as date)) > 90
            and long_stay.encounter_id is null
        ) as open_stays,
        sum(
            greatest(
                date_diff(
                    'day', greatest(stay.admitted_on, charged.period_from),
                    least(
                        coalesce(
                            stay.discharged_on, cast(last_day_charged.day + interval 1 day as date)
                        ),
                        cast(last_day(charged.period_from) + interval 1 day as date)
                    )
                ), 1
            )
        ) as days
    from charged
    cross join last_day_charged
    inner join derived.stay as stay
        on
            charged.provider_id = stay.provider_id
            and stay.admitted_on <= cast(last_day(charged.period_from) as date)
            and coalesce(stay.discharged_on >= charged.period_from, true)
    anti join at_home on stay.encounter_id = at_home.encounter_id
    left join long_stay on stay.encounter_id = long_stay.encounter_id
    where not stay.is_refunded
    group by charged.provider_id, charged.period_from
),

-- what kind of care a house gave in the month: stays alone are not compared with visits, nor is a
-- month in which nobody was admitted
care as (
    select
        line.provider_id, cast(date_trunc('month', line.charged_on) as date) as period_from,
        case
            when
                2 * coalesce(sum(line.amount) filter (where course.encounter_id is not null), 0)
                > sum(line.amount) then 'courses'
            when
                20 * coalesce(sum(line.amount) filter (where encounter.class = 'inpatient'), 0)
                < sum(line.amount) then 'visits'
            when
                20 * coalesce(sum(line.amount) filter (where encounter.class <> 'inpatient'), 0)
                < sum(line.amount) then 'stays'
            else 'both'
        end as care
    from derived.net_claim_line as line
    inner join hospital on line.provider_id = hospital.provider_id
    inner join encounter on line.encounter_id = encounter.encounter_id
    left join course on line.encounter_id = course.encounter_id
    group by line.provider_id, cast(date_trunc('month', line.charged_on) as date)
),

-- a month of few but dear encounters is looked at when its money is that of the others
ordinary_size as (
    select hospital.level, charged.period_from, median(cast(charged.whole_amount as double)) as amount
    from charged
    inner join hospital on charged.provider_id = hospital.provider_id
    where charged.whole_encounters >= $minimum_encounters
    group by hospital.level, charged.period_from
)

select
    hospital.provider_id as subject_id, hospital.provider_id,
    charged.period_from,
    cast(last_day(charged.period_from) as date) as period_to,
    hospital.level, hospital.specialty, care.care, delivered_month.part_reason,
    charged.encounters, coalesce(visited.encounters, 0) as begun_encounters,
    coalesce(visited.timed_encounters, 0) as timed_encounters,
    coalesce(stayed.stays, 0) as stays, coalesce(stayed.all_stays, 0) as all_stays, coalesce(visited.visits, 0) as visits,
    least(charged.encounters, coalesce(weighed.encounters, charged.encounters))
        as weighty_encounters,
    coalesce(least(
        visited.visits,
        round(
            16 * power(
                power(cast(visited.visit_amount as double), 2) / nullif(visited.visit_squares, 0), 2
            ) / nullif(visited.visits, 0)
        )
    ), 0) as weighty_visits,
    coalesce(least(
        stayed.stays,
        round(
            16 * power(
                power(cast(stayed.stay_amount as double), 2) / nullif(stayed.stay_squares, 0), 2
            ) / nullif(stayed.stays, 0)
        )
    ), 0) as weighty_stays,
    coalesce(least(charged.encounters, weighed.encounters, top_practitioner.encounters), 0)
        as named_encounters,
    coalesce(visited.visits_of_practitioners, 0) as visits_of_practitioners,
    coalesce(busiest_day.all_admissions, 0) as admissions,
    coalesce(present.stays, 0) as stays_present, charged.priced_lines,
    coalesce(charged.drug_amount, 0) / nullif(charged.amount, 0) as drug_share,
    coalesce(charged.laboratory_amount, 0) / nullif(charged.amount, 0) as laboratory_share,
    coalesce(charged.examination_amount, 0) / nullif(charged.amount, 0) as examination_share,
    coalesce(charged.treatment_amount, 0) / nullif(charged.amount, 0) as treatment_share,
    coalesce(charged.consumable_amount, 0) / nullif(charged.amount, 0) as consumable_share,
    coalesce(charged.herb_amount, 0) / nullif(charged.amount, 0) as herb_share,
    coalesce(charged.bed_amount, 0) / nullif(charged.amount, 0) as bed_share,
    stayed.stay_amount / nullif(stayed.stays, 0) as cost_per_stay,
    stayed.stay_amount / nullif(stayed.stay_days, 0) as cost_per_stay_day,
    stayed.stay_days / nullif(stayed.stays, 0) as days_per_stay,
    stayed.short_stays / nullif(stayed.stays, 0) as short_stay_share,
    stayed.readmissions / nullif(stayed.all_stays, 0) as readmission_share,
    busiest_day.admissions / nullif(busiest_day.all_admissions, 0) as busiest_day_share,
    visited.admissions / nullif(visited.encounters, 0) as stay_share,
    present.open_stays / nullif(present.stays, 0) as open_share,
    present.days
    / nullif(hospital.approved_beds * extract(day from last_day(charged.period_from)), 0) as occupancy,
    (visited.visit_amount + coalesce(part_amount.amount, 0)) / nullif(visited.visits, 0)
        as cost_per_visit,
    -- five patients a day are nothing to ask about, whatever others see
    coalesce(visited.visits_of_practitioners < 5 * visited.practitioner_days, false) as is_quiet,
    visited.visits / nullif(visited.visitors, 0) as visits_per_person,
    -- one physician for everything is a small house; what he does is asked of himself
    case
        when visited.practitioners >= 3
            then visited.visits_of_practitioners / nullif(visited.practitioner_days, 0)
    end as visits_per_practitioner_day,
    charged.lines / nullif(charged.encounters, 0) as lines_per_encounter,
    visited.night_encounters / nullif(visited.timed_encounters, 0) as night_share,
    visited.weekend_encounters / nullif(visited.encounters, 0) as weekend_share,
    top_item.amount / nullif(charged.amount, 0) as top_item_share,
    top_practitioner.share as top_practitioner_share,
    charged.price_index,
    (visited.fund_amount - visited.usual_fund_amount) / nullif(visited.settled_amount, 0) as fund_share,
    charged.amount
from charged
inner join hospital on charged.provider_id = hospital.provider_id
inner join care
    on charged.provider_id = care.provider_id and charged.period_from = care.period_from
left join ordinary_size
    on hospital.level = ordinary_size.level and charged.period_from = ordinary_size.period_from
left join derived.delivered_month as delivered_month
    on
        charged.provider_id = delivered_month.provider_id
        and charged.period_from = delivered_month.period_from
left join weighed
    on charged.provider_id = weighed.provider_id and charged.period_from = weighed.period_from
left join visited
    on charged.provider_id = visited.provider_id and charged.period_from = visited.period_from
left join part_amount
    on
        charged.provider_id = part_amount.provider_id
        and charged.period_from = part_amount.period_from
left join top_item
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
left join present
    on charged.provider_id = present.provider_id and charged.period_from = present.period_from
where
    charged.whole_amount > 0
    and (
        charged.whole_encounters >= $minimum_encounters
        or charged.whole_amount >= ordinary_size.amount
    )
