/* ---
title: What a person used in a quarter
title_zh: 参保人季度就医购药
version: 4
status: stable
subject: person
period: quarter
peers:
  - [period_from, in_hospital, diagnosis_category, burden, age_band]
  - [period_from, in_hospital, burden, age_band, sex]
  - [period_from, in_hospital, burden, age_band]
  - [period_from, in_hospital, burden, age_group]
peer_titles:
  in_hospital: {title: kind of use (with or without a stay), title_zh: 同就医方式}
  diagnosis_category: {title: most frequent diagnosis, title_zh: 同主要病种}
  age_band: {title: age band, title_zh: 同年龄段}
  age_group: {title: time of life (child or adult), title_zh: 同为成人或儿童}
  sex: {title: sex, title_zh: 同性别}
  burden: {title: burden of illness (grave or not), title_zh: 同病情类别}
minimum_subjects: 100
optional: [derived.stay, derived.visit_part, derived.course_encounter, derived.repeat_course_stay, grouping, derived.grouped_stay]
features:
  visits: {title: outpatient and emergency visits (courses left out), title_zh: 门急诊次数（不含疗程治疗）, format: integer, direction: high, scale: log, floor: 0.3}
  pharmacy_visits: {title: purchases at pharmacies, title_zh: 药店购药次数, format: integer, direction: high, scale: log, floor: 0.3}
  stays: {title: hospital stays, title_zh: 住院次数, format: integer, direction: high, scale: log, floor: 0.3}
  stay_days: {title: days in hospital within the quarter, title_zh: 当季住院天数, unit: days, unit_zh: 天, format: integer, direction: high, scale: log, floor: 0.4}
  providers: {title: different providers, title_zh: 就诊机构数, format: integer, direction: high, scale: log, floor: 0.3}
  practitioners: {title: different physicians, title_zh: 接诊医师数, format: integer, direction: high, scale: log, floor: 0.3}
  busiest_day_providers: {title: most providers on one day, title_zh: 单日最多就诊机构数, format: integer, direction: high, scale: log, floor: 0.3}
  drug_amount: {title: drug cost, title_zh: 药品费, format: money, direction: high, scale: log, floor: 0.8, due: is_due}
  drug_days: {title: most days supplied of one drug, title_zh: 单一药品累计用药天数, unit: days, unit_zh: 天, format: integer, direction: high, scale: log, floor: 0.3}
  drug_sources: {title: most providers one drug came from, title_zh: 同一药品来源机构数, format: integer, direction: high, scale: log, floor: 0.3}
  amount: {title: total cost, title_zh: 医疗费总额, format: money, direction: high, scale: log, floor: 0.8, due: is_due}
detectors: [robust_z, iforest, ecod]
parameters:
  minimum_encounters: {type: integer, default: 2, min: 1, step: 1, unit: encounters a quarter}
innocent_when:
  - regular dialysis, chemotherapy, radiotherapy or rehabilitation
  - a serious illness with referrals from one provider to the next
innocent_when_zh:
  - 规律血透、放化疗或康复治疗
  - 重病逐级转诊
verify_by:
  - ask the person about the visits and what became of the drugs
  - prescriptions and signatures of the days with several providers
verify_by_zh:
  - 询问参保人就诊情况与药品去向
  - 核查同日多机构就诊的处方与签字
--- */
-- a wound dressed, an ear or a skin treated in sessions, each ordered by the first visit
with session_item as (
    select claim_line.item_name
    from claim_line
    where claim_line.item_name is not null
    group by claim_line.item_name
    having regexp_matches(min(claim_line.item_name), '(换药|高压氧|紫外线.{0,4}(治疗|光疗)|光化学疗法)')
),

-- needles, massage, traction and warmth come in series that one physician orders
series_item as (
    select claim_line.item_name
    from claim_line
    where claim_line.item_name is not null
    group by claim_line.item_name
    having
        regexp_matches(
            min(claim_line.item_name),
            '(针刺|针灸|电针|温针|艾灸|隔物灸|推拿|拔罐|刮痧|牵引|理疗|红外线|微波治疗|超短波|低频|中频|磁疗|蜡疗)'
        )
),

series_visit as (
    select
        line.encounter_id, line.person_id, line.provider_id,
        cast(date_trunc('quarter', line.charged_on) as date) as period_from
    from derived.net_claim_line as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    where encounter.class in ('outpatient', 'emergency')
    group by
        line.encounter_id, line.person_id, line.provider_id,
        cast(date_trunc('quarter', line.charged_on) as date)
    having
        count(line.claim_line_id) filter (
            where
            line.category in ('treatment', 'other')
            and line.item_name in (select series_item.item_name from series_item)
        ) > 0
        -- who takes drugs home each time came for them too
        and count(line.claim_line_id) filter (where line.category in ('western_drug', 'patent_tcm')) = 0
),

-- in several houses within a quarter they are no series of one
series_house as (
    select series_visit.person_id, series_visit.period_from
    from series_visit
    group by series_visit.person_id, series_visit.period_from
    having count(distinct series_visit.provider_id) = 1
),

course as (
    select course_encounter.encounter_id
    from derived.course_encounter as course_encounter
    group by course_encounter.encounter_id
    union
    select series_visit.encounter_id
    from series_visit
    inner join series_house
        on
            series_visit.person_id = series_house.person_id
            and series_visit.period_from = series_house.period_from
    union
    select line.encounter_id
    from derived.net_claim_line as line
    inner join session_item on line.item_name = session_item.item_name
    inner join encounter on line.encounter_id = encounter.encounter_id
    -- a stay with a dressing is a stay
    where encounter.class <> 'inpatient' and line.category in ('treatment', 'surgery', 'other')
    group by line.encounter_id
),

-- days in bed that come with the order, and those in a bed at home; a rehabilitation that never ends does not
ordered_stay as (
    select course_encounter.encounter_id
    from derived.course_encounter as course_encounter
    where course_encounter.reason in ('dialysis', 'chemotherapy', 'radiotherapy', 'tumour_therapy')
    group by course_encounter.encounter_id
    union
    select repeat_course_stay.encounter_id
    from derived.repeat_course_stay as repeat_course_stay
    where repeat_course_stay.reason = 'home_bed'
),

-- sessions ordered as a course, registrations of their own and parts of a visit are no visits
seen as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id,
        encounter.practitioner_id, encounter.class, encounter.main_diagnosis,
        cast(encounter.started_at as date) as started_on,
        cast(date_trunc('quarter', encounter.started_at) as date) as period_from
    from encounter
    anti join course on encounter.encounter_id = course.encounter_id
    anti join derived.visit_part as visit_part on encounter.encounter_id = visit_part.encounter_id
    -- a stay that was taken back whole did not happen
    where encounter.encounter_id not in (
        select stay.encounter_id from derived.stay as stay where stay.is_refunded
    )
),

counted as (
    select
        seen.person_id, seen.period_from,
        count(seen.encounter_id) as encounters,
        count(seen.encounter_id) filter (where seen.class in ('outpatient', 'emergency')) as visits,
        count(seen.encounter_id) filter (where seen.class = 'pharmacy') as pharmacy_visits,
        count(seen.encounter_id) filter (where seen.class = 'inpatient') as stays,
        count(distinct seen.provider_id) as providers,
        count(distinct seen.practitioner_id) as practitioners
    from seen
    group by seen.person_id, seen.period_from
),

busiest_day as (
    select day.person_id, day.period_from, max(day.providers) as providers
    from (
        select
            seen.person_id, seen.period_from, seen.started_on,
            count(distinct seen.provider_id) as providers
        from seen
        group by seen.person_id, seen.period_from, seen.started_on
    ) as day
    group by day.person_id, day.period_from
),

-- the diagnosis he lay in hospital for, else the one he came for most often: the ill are compared
-- with their like
usual_diagnosis as (
    select
        seen.person_id, seen.period_from, substr(seen.main_diagnosis, 1, 3) as category,
        row_number() over (
            partition by seen.person_id, seen.period_from
            order by
                count(seen.encounter_id) filter (where seen.class = 'inpatient') desc,
                count(seen.encounter_id) desc, substr(seen.main_diagnosis, 1, 3) asc
        ) as nth
    from seen
    where seen.main_diagnosis is not null
    group by seen.person_id, seen.period_from, substr(seen.main_diagnosis, 1, 3)
),

-- tumours, failing organs, sepsis and shock, blood and nerve diseases, transplants: whoever has one is
-- not measured by those who have none
grave as (
    select encounter.person_id
    from encounter
    where
        regexp_matches(
            encounter.main_diagnosis,
            '^(C|D0|D37|D38|D39|D4[0-8]|D6[0-9]|D7[0-6]|E84|G12|G20|G35|G7|G8[0-3]|I2[1-2]|I42|I50|I6[0-4]|J96|K7[2-4]|N18|N19|T8[6]|Z94|B20|F2|M32|P07'
            || '|A1[5-9]|A3[3-5]|A39|A4[01]|B5[0-4]|G0[0-6]|I26|I33|I71|J80|J8[56]|J93|K55|K65|K85|N17|R57|R65)'
        )
    group by encounter.person_id
    union
    -- injuries of the head, the trunk and the hip, burns and poisonings
    select encounter.person_id
    from encounter
    where
        encounter.class = 'inpatient'
        and regexp_matches(encounter.main_diagnosis, '^(S0[2-9]|S1[2-9]|S2[2-9]|S3[2-9]|S72|T0[2-9]|T2|T31|T5|T6)')
    union
    -- whoever lay in intensive care, whatever for
    select line.person_id
    from derived.net_claim_line as line
    inner join (
        select claim_line.item_name
        from claim_line
        where claim_line.item_name is not null
        group by claim_line.item_name
        having
            regexp_matches(
                min(claim_line.item_name),
                '(重症监护|ICU|呼吸机辅助|机械通气|体外膜肺|连续性血液净化|血浆置换|心肺复苏)'
            )
    ) as intensive on line.item_name = intensive.item_name
    group by line.person_id
),

main_provider as (
    select
        seen.person_id, seen.period_from, seen.provider_id,
        row_number() over (
            partition by seen.person_id, seen.period_from
            order by count(seen.encounter_id) desc, seen.provider_id asc
        ) as nth
    from seen
    group by seen.person_id, seen.period_from, seen.provider_id
),

quarter as (
    select
        seen.period_from,
        cast(seen.period_from + interval 3 month as date) as period_after
    from seen
    group by seen.period_from
),

last_day_charged as (
    select max(line.charged_on) as day
    from derived.net_claim_line as line
),

-- days count in the quarter they fall into, those of patients still in hospital too
stayed as (
    select
        stay.person_id, quarter.period_from,
        sum(
            greatest(
                date_diff(
                    'day', greatest(stay.admitted_on, quarter.period_from),
                    least(
                        coalesce(
                            stay.discharged_on, cast(last_day_charged.day + interval 1 day as date)
                        ),
                        quarter.period_after
                    )
                ), 1
            )
        ) as stay_days
    from derived.stay as stay
    cross join last_day_charged
    inner join quarter
        on
            stay.admitted_on < quarter.period_after
            and coalesce(stay.discharged_on >= quarter.period_from, true)
            and not coalesce(stay.discharged_on = quarter.period_from and stay.admitted_on < quarter.period_from, false)
    left join ordered_stay on stay.encounter_id = ordered_stay.encounter_id
    where not stay.is_refunded and ordered_stay.encounter_id is null
    group by stay.person_id, quarter.period_from
),

item as (
    select
        line.person_id, cast(date_trunc('quarter', line.charged_on) as date) as period_from,
        line.item_code, sum(line.amount) as amount,
        sum(line.amount) filter (
            where line.category in ('western_drug', 'patent_tcm', 'herbal_piece')
        ) as drug_amount,
        -- drugs used up in hospital are no supply, a decoction is no stock
        sum(line.days_supplied) filter (
            where line.category in ('western_drug', 'patent_tcm')
        ) as days_supplied,
        count(distinct line.provider_id) filter (
            where line.category in ('western_drug', 'patent_tcm')
        ) as providers
    from derived.net_claim_line as line
    anti join course on line.encounter_id = course.encounter_id
    group by
        line.person_id, cast(date_trunc('quarter', line.charged_on) as date), line.item_code
),

charged as (
    select
        item.person_id, item.period_from, sum(item.amount) as amount,
        coalesce(sum(item.drug_amount), 0) as drug_amount,
        max(item.days_supplied) as drug_days, max(item.providers) as drug_sources
    from item
    group by item.person_id, item.period_from
),

-- stays that cost no more than the payment standard of their group; where most of the money is
-- theirs it is what the illness costs
at_standard as (
    select
        stay.person_id, cast(date_trunc('quarter', stay.admitted_on) as date) as period_from,
        sum(stay.total_amount) as amount
    from derived.stay as stay
    inner join (
        select grouped_stay.encounter_id, max(grouped_stay.standard_amount) as standard_amount
        from derived.grouped_stay as grouped_stay
        group by grouped_stay.encounter_id
    ) as grouped on stay.encounter_id = grouped.encounter_id
    where stay.total_amount between 0.7 * grouped.standard_amount and 1.2 * grouped.standard_amount
    group by stay.person_id, cast(date_trunc('quarter', stay.admitted_on) as date)
),

-- a person of one but very dear encounter is looked at too
ordinary_size as (
    select counted.period_from, median(cast(charged.amount as double)) as amount
    from counted
    inner join charged
        on counted.person_id = charged.person_id and counted.period_from = charged.period_from
    where counted.encounters >= $minimum_encounters
    group by counted.period_from
),

aged as (
    select
        person.person_id, person.sex, quarter.period_from, person.birth_date,
        extract(year from quarter.period_from) - extract(year from person.birth_date) as age
    from person
    cross join quarter
)

select
    counted.person_id as subject_id, main_provider.provider_id, counted.period_from,
    cast(counted.period_from + interval 3 month - interval 1 day as date) as period_to,
    usual_diagnosis.category as diagnosis_category,
    case when grave.person_id is not null then 'grave' else 'other' end as burden,
    case
        when aged.age < 7 then '0-6'
        when aged.age < 18 then '7-17'
        when aged.age < 45 then '18-44'
        when aged.age < 60 then '45-59'
        when aged.age < 75 then '60-74'
        when aged.birth_date is not null then '75+'
    end as age_band,
    case when aged.age < 18 then 'child' when aged.birth_date is not null then 'adult' else 'unknown' end
        as age_group,
    aged.sex, coalesce(stayed.stay_days, 0) > 0 as in_hospital,
    coalesce(at_standard.amount >= 0.7 * charged.amount, false) as is_due,
    counted.visits, counted.pharmacy_visits, counted.stays,
    coalesce(stayed.stay_days, 0) as stay_days,
    counted.providers, counted.practitioners, busiest_day.providers as busiest_day_providers,
    charged.drug_amount, coalesce(charged.drug_days, 0) as drug_days,
    coalesce(charged.drug_sources, 0) as drug_sources, charged.amount
from counted
inner join main_provider
    on
        counted.person_id = main_provider.person_id
        and counted.period_from = main_provider.period_from and main_provider.nth = 1
inner join busiest_day
    on counted.person_id = busiest_day.person_id and counted.period_from = busiest_day.period_from
left join aged
    on counted.person_id = aged.person_id and counted.period_from = aged.period_from
left join grave on counted.person_id = grave.person_id
left join usual_diagnosis
    on
        counted.person_id = usual_diagnosis.person_id
        and counted.period_from = usual_diagnosis.period_from and usual_diagnosis.nth = 1
left join stayed
    on counted.person_id = stayed.person_id and counted.period_from = stayed.period_from
left join charged
    on counted.person_id = charged.person_id and counted.period_from = charged.period_from
left join at_standard
    on
        counted.person_id = at_standard.person_id
        and counted.period_from = at_standard.period_from
left join ordinary_size on counted.period_from = ordinary_size.period_from
where
    counted.encounters >= $minimum_encounters
    or charged.amount >= 10 * ordinary_size.amount
