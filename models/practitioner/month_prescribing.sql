/* ---
title: Visits and prescribing of a physician in a month
title_zh: 医师月度接诊与处方
version: 5
status: stable
subject: practitioner
period: month
peers:
  - [period_from, level, practice, department]
  - [level, practice, department]
  - [period_from, practice, department]
  - [practice, department]
  - [period_from, practice, branch]
  - [practice, branch]
peer_titles:
  practice: {title: kind of practice (outpatient or emergency or herbal or chronic), title_zh: 同诊疗方式}
  department: {title: department, title_zh: 同科室}
  branch: {title: branch of medicine, title_zh: 同专业}
minimum_subjects: 30
set_aside: part_reason
count_titles:
  weighty_visits: {title: visits (fewer where few carry the amount), title_zh: 人次（金额集中于少数人次时折减）}
  charged_visits: {title: visits with charges, title_zh: 人次（有收费）}
  timed_visits: {title: visits with a known time, title_zh: 人次（有时刻）}
  timed_outpatient_visits: {title: outpatient visits with a known time, title_zh: 人次普通门诊（有时刻）}
  supplied_lines: {title: lines with days supplied, title_zh: 条有用药天数明细}
optional: [derived.visit_part, derived.course_encounter, derived.delivered_month]
features:
  visits_per_active_day: {title: visits per working day, title_zh: 日均接诊人次, format: number, direction: high, scale: log, floor: 0.1, counts: visits, half_at: 10}
  busiest_day_visits: {title: visits on the busiest day, title_zh: 单日最多接诊人次, format: integer, direction: high, scale: log, floor: 0.15, counts: visits, half_at: 10}
  active_days: {title: working days, title_zh: 接诊天数, unit: days, unit_zh: 天, format: integer, direction: high, floor: 1, theme: volume}
  visits_per_person: {title: visits per person, title_zh: 人均就诊次数, format: number, direction: high, floor: 0.1, counts: visits, half_at: 15}
  amount_per_visit: {title: cost per visit, title_zh: 次均费用, format: money, direction: high, scale: log, floor: 0.1, counts: weighty_visits, half_at: 10}
  drug_amount_per_visit: {title: drug cost per visit, title_zh: 次均药费, format: money, direction: high, scale: log, floor: 0.1, counts: weighty_visits, half_at: 10}
  drug_share: {title: drug share, title_zh: 药占比, format: percent, direction: high, floor: 0.03, counts: weighty_visits, half_at: 15}
  test_share: {title: share of laboratory and examinations, title_zh: 检验检查占比, format: percent, direction: high, floor: 0.03, counts: weighty_visits, half_at: 15}
  top_item_share: {title: share of the dearest item, title_zh: 首位项目费用占比, format: percent, direction: high, floor: 0.03, counts: weighty_visits, half_at: 15}
  days_supplied: {title: days supplied per drug line, title_zh: 单方用药天数, unit: days, unit_zh: 天, format: number, direction: high, scale: log, floor: 0.1, counts: supplied_lines, half_at: 15, norm: 84}
  drugs_per_visit: {title: different drugs per visit, title_zh: 次均药品种数, format: number, direction: high, floor: 0.3, counts: charged_visits, half_at: 10}
  night_share: {title: share of outpatient visits (without emergencies) begun from 22 to 6 o'clock, title_zh: 夜间（22–6 时）普通门诊占比, format: percent, direction: high, floor: 0.03, counts: timed_outpatient_visits, half_at: 20}
  close_share: {title: share of visits within two minutes of the one before, title_zh: 与上一人次间隔两分钟内占比, format: percent, direction: high, floor: 0.03, counts: timed_visits, half_at: 20}
  amount: {title: charges of the month, title_zh: 当月开单金额, format: money, direction: high, scale: log, floor: 0.7, theme: volume}
detectors: [robust_z, iforest, ecod]
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
-- sessions of a course are ordered once and counted by the machine, not by the physician
with course as (
    select course_encounter.encounter_id
    from derived.course_encounter as course_encounter
    where course_encounter.reason in ('dialysis', 'chemotherapy', 'radiotherapy', 'tumour_therapy')
    group by course_encounter.encounter_id
),

-- an interface that sends days sends one time of day for all
clock as (
    select
        encounter.provider_id,
        3600 * extract(hour from encounter.started_at) + 60 * extract(minute from encounter.started_at)
        + extract(second from encounter.started_at) as second_of_day,
        count(encounter.encounter_id) as encounters
    from encounter
    where encounter.class in ('outpatient', 'emergency')
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

-- a registration of its own and a visit settled in parts are one visit
visit as (
    select
        encounter.encounter_id, encounter.practitioner_id, encounter.provider_id,
        encounter.person_id, encounter.department, encounter.class, encounter.started_at,
        cast(encounter.started_at as date) as started_on,
        cast(date_trunc('month', encounter.started_at) as date) as period_from,
        timeless.provider_id is null and stopped.provider_id is null
        and cast(epoch(encounter.started_at) as bigint) % 86400 not in (0, 86399) as is_timed,
        -- the clinic of chronic illness prescribes by the quarter
        coalesce(starts_with(encounter.visit_type, '14'), false) as is_chronic,
        encounter.started_at = date_trunc('hour', encounter.started_at) as is_whole_hour,
        lag(encounter.started_at) over (
            partition by encounter.practitioner_id
            order by encounter.started_at, encounter.encounter_id
        ) as before_at
    from encounter
    left join timeless on encounter.provider_id = timeless.provider_id
    left join stopped
        on
            encounter.provider_id = stopped.provider_id
            and 3600 * extract(hour from encounter.started_at)
            + 60 * extract(minute from encounter.started_at)
            + extract(second from encounter.started_at) = stopped.second_of_day
    anti join derived.visit_part as visit_part on encounter.encounter_id = visit_part.encounter_id
    anti join course on encounter.encounter_id = course.encounter_id
    -- a stay has many hands and belongs to the stay's own model; pharmacies to theirs
    where
        encounter.class in ('outpatient', 'emergency')
        and encounter.practitioner_id is not null
),

-- what is charged under a part belongs to its visit
encounter_of as (
    select visit.encounter_id, visit.encounter_id as visit_id
    from visit
    union all
    select visit_part.encounter_id, visit_part.part_of as visit_id
    from derived.visit_part as visit_part
    inner join visit on visit_part.part_of = visit.encounter_id
),

item as (
    select
        visit.practitioner_id, visit.period_from, visit.encounter_id, line.item_code,
        line.category, sum(line.amount) as amount,
        sum(line.days_supplied) as days_supplied,
        count(line.days_supplied) as supplied_lines
    from derived.net_claim_line as line
    inner join encounter_of on line.encounter_id = encounter_of.encounter_id
    inner join visit on encounter_of.visit_id = visit.encounter_id
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
        -- a decoction of fifteen herbs is one drug
        count(item.item_code) filter (where item.category in ('western_drug', 'patent_tcm'))
        + count(distinct item.encounter_id) filter (where item.category = 'herbal_piece') as drugs,
        coalesce(sum(item.amount) filter (where item.category = 'herbal_piece'), 0)
            as herb_amount,
        count(distinct item.encounter_id) as charged_visits,
        sum(item.days_supplied) as days_supplied,
        sum(item.supplied_lines) as supplied_lines
    from item
    group by item.practitioner_id, item.period_from
),

-- one dear visit makes nobody's month. The square of the sum over the sum of squares tells in how many
-- visits the money lies: a quarter of all is ordinary, and fewer are believed by the square of that share
visit_amount as (
    select
        item.practitioner_id, item.period_from, item.encounter_id,
        cast(sum(item.amount) as double) as amount
    from item
    group by item.practitioner_id, item.period_from, item.encounter_id
    having sum(item.amount) > 0
),

weighed as (
    select
        visit_amount.practitioner_id, visit_amount.period_from,
        round(
            16 * power(
                power(sum(visit_amount.amount), 2)
                / sum(visit_amount.amount * visit_amount.amount), 2
            ) / count(visit_amount.amount)
        ) as visits
    from visit_amount
    group by visit_amount.practitioner_id, visit_amount.period_from
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
        count(visit.encounter_id) filter (where visit.class = 'emergency') as emergency_visits,
        count(visit.encounter_id) filter (where visit.is_chronic) as chronic_visits,
        count(visit.encounter_id) filter (where visit.is_timed) as timed_visits,
        count(visit.encounter_id) filter (where visit.is_timed and visit.class = 'outpatient')
            as timed_outpatient_visits,
        -- whoever is on duty sees emergencies at night
        count(visit.encounter_id) filter (
            where visit.is_timed and visit.class = 'outpatient'
            and (
                extract(hour from visit.started_at) >= 22
                or extract(hour from visit.started_at) < 6
            )
        ) as night_visits,
        -- two visits at the very same full hour say that the minutes are not known
        count(visit.encounter_id) filter (
            where visit.is_timed and visit.started_at - visit.before_at <= interval 2 minute
            and not (visit.is_whole_hour and visit.started_at = visit.before_at)
        ) as close_visits
    from visit
    group by visit.practitioner_id, visit.period_from
),

compared as (
    select
        seen.practitioner_id, seen.period_from, place.provider_id,
        provider.level,
        -- a physician on night duty, one of herbs and one of the clinic are not each other's peers
        case
            when 2 * seen.emergency_visits > seen.visits then 'emergency'
            when 2 * charged.herb_amount > charged.drug_amount then 'herbal'
            when 2 * seen.chronic_visits > seen.visits then 'chronic'
            when provider.specialty <> 'general' then provider.specialty
            else 'outpatient'
        end as practice,
        coalesce(place.department, 'none') as department,
        case
            when place.department is null then 'none'
            when regexp_matches(place.department, '(急诊|急救|发热)') then 'emergency'
            when regexp_matches(place.department, '(中医|中西医|针灸|推拿|国医|骨伤)') then 'tcm'
            when regexp_matches(place.department, '(血透|血液净化|透析|放疗|化疗|肿瘤)') then 'oncology'
            when regexp_matches(place.department, '(精神|心理|心身)') then 'psychiatry'
            when regexp_matches(place.department, '(康复|理疗|疼痛)') then 'rehabilitation'
            when regexp_matches(place.department, '(口腔|牙)') then 'dentistry'
            when regexp_matches(place.department, '(眼|耳鼻|五官|皮肤|性病)') then 'eye, ear and skin'
            when regexp_matches(place.department, '(妇|产|生殖|计划生育)') then 'women'
            when regexp_matches(place.department, '(儿科|小儿|新生儿|儿童)') then 'children'
            when regexp_matches(place.department, '(全科|社区|卫生室|村|家庭医生|门诊部|综合)')
                then 'general practice'
            when regexp_matches(place.department, '(外科|骨科|普外|泌尿|肛肠|烧伤|神外|胸外)')
                then 'surgery'
            when
                regexp_matches(
                    place.department,
                    '(内科|内一|内二|心血管|呼吸|消化|神经|内分泌|肾病|血液|风湿|感染|老年)'
                )
                then 'medicine'
            else place.department
        end as branch,
        delivered_month.part_reason,
        -- what nothing was charged for says nothing of charges
        least(
            seen.visits, coalesce(charged.charged_visits, 0), coalesce(weighed.visits, seen.visits)
        ) as weighty_visits,
        seen.visits, seen.persons, seen.timed_visits, seen.timed_outpatient_visits,
        seen.night_visits, seen.close_visits,
        worked.active_days, worked.busiest_day_visits,
        charged.amount, charged.drug_amount, charged.test_amount, charged.drugs,
        coalesce(charged.charged_visits, 0) as charged_visits, charged.days_supplied,
        coalesce(charged.supplied_lines, 0) as supplied_lines, top_item.amount as top_amount
    from seen
    inner join worked
        on
            seen.practitioner_id = worked.practitioner_id
            and seen.period_from = worked.period_from
    inner join place
        on
            seen.practitioner_id = place.practitioner_id and seen.period_from = place.period_from
            and place.nth = 1
    inner join derived.provider_peer as provider on place.provider_id = provider.provider_id
    left join charged
        on
            seen.practitioner_id = charged.practitioner_id
            and seen.period_from = charged.period_from
    left join weighed
        on
            seen.practitioner_id = weighed.practitioner_id
            and seen.period_from = weighed.period_from
    left join top_item
        on
            seen.practitioner_id = top_item.practitioner_id
            and seen.period_from = top_item.period_from
    left join derived.delivered_month as delivered_month
        on
            place.provider_id = delivered_month.provider_id
            and seen.period_from = delivered_month.period_from
),

-- a month of few but dear visits is looked at when its money is that of the others
ordinary_size as (
    select compared.practice, compared.period_from, median(cast(compared.amount as double)) as amount
    from compared
    where compared.visits >= $minimum_visits
    group by compared.practice, compared.period_from
)

select
    compared.practitioner_id as subject_id, compared.provider_id, compared.period_from,
    cast(last_day(compared.period_from) as date) as period_to,
    compared.level, compared.practice, compared.department, compared.branch,
    compared.part_reason,
    compared.visits, compared.weighty_visits, compared.charged_visits, compared.timed_visits,
    compared.timed_outpatient_visits, compared.supplied_lines,
    compared.visits / compared.active_days as visits_per_active_day,
    compared.busiest_day_visits, compared.active_days,
    compared.visits / compared.persons as visits_per_person,
    compared.amount / nullif(compared.charged_visits, 0) as amount_per_visit,
    compared.drug_amount / nullif(compared.charged_visits, 0) as drug_amount_per_visit,
    compared.drug_amount / nullif(compared.amount, 0) as drug_share,
    compared.test_amount / nullif(compared.amount, 0) as test_share,
    compared.top_amount / nullif(compared.amount, 0) as top_item_share,
    compared.days_supplied / nullif(compared.supplied_lines, 0) as days_supplied,
    compared.drugs / nullif(compared.charged_visits, 0) as drugs_per_visit,
    compared.night_visits / nullif(compared.timed_outpatient_visits, 0) as night_share,
    compared.close_visits / nullif(compared.timed_visits, 0) as close_share,
    compared.amount
from compared
left join ordinary_size
    on
        compared.practice = ordinary_size.practice
        and compared.period_from = ordinary_size.period_from
where compared.visits >= $minimum_visits or compared.amount >= ordinary_size.amount
