/* ---
title: A person's outpatient visits on half the days of a month or more
title_zh: 频繁门诊
official: GZ10000204002000
version: 13
status: stable
certainty: suspect
subject: person
identity: [month_from]
scope: person
basis: [条例15, 条例17, 条例38(二)]
parameters:
  min_days: {type: integer, default: 15, min: 2, step: 1, unit: days with a visit in the month, note: a proposal}
  mixed_days: {type: integer, default: 20, min: 2, max: 31, step: 1, unit: days of the month with a visit or a purchase, note: "a proposal; who comes on half of the days to rooms and to shops by turns is found by neither count"}
  least_seen: {type: integer, default: 8, min: 1, max: 31, step: 1, unit: of them days with a visit, note: a proposal}
  course_pattern:
    {type: string, default: "透析|滤过|放射治疗|放疗|化疗|高压氧|换药|注射|输液|雾化|针刺|电针|温针|火针|耳针|揿针|埋针|灸|拔罐|火罐|走罐|推拿|按摩|康复|训练|运动疗法|作业疗法|理疗|物理治疗|牵引|刮痧|热敷|贴敷|敷贴|熏蒸|熏药|心理治疗|熏洗|坐浴|药浴|泡洗|中频|低频|高频|短波|微波|红光|蓝光|红外|紫外|光疗|蜡疗|磁疗|电疗|超声波治疗|激光治疗|冲击波|磁刺激|电刺激|干扰电|直流电|生物反馈|反搏|气压|空气波|压力波|压力治疗|捏脊|点穴|正骨|整脊|溻渍|塌渍|封包|硬膏|耳穴|工娱|上门|出诊|巡诊|家庭病床|灌肠|吸氧|氧疗|冲洗|造口|压疮|伤口|创面|光动力|电休克",
     note: services that rightly come daily}
  rest_days: {type: integer, default: 27, min: 20, max: 31, step: 1, unit: days of a month with such a course,
              note: "a proposal; needles, massage and training leave days of rest, Sundays and holidays among them"}
  rest_pattern:
    {type: string, default: "针刺|电针|温针|火针|耳针|揿针|埋针|灸|拔罐|火罐|走罐|推拿|按摩|康复|训练|运动疗法|作业疗法|理疗|物理治疗|牵引|刮痧|热敷|贴敷|敷贴|熏蒸|熏药|心理治疗|熏洗|坐浴|药浴|泡洗|中频|低频|高频|短波|微波|红光|蓝光|红外|紫外|光疗|蜡疗|磁疗|电疗|超声波治疗|激光治疗|冲击波|磁刺激|电刺激|干扰电|直流电|生物反馈|反搏|气压|空气波|压力波|压力治疗|捏脊|点穴|正骨|整脊|溻渍|塌渍|封包|硬膏|耳穴|工娱",
     note: courses that leave days of rest}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
  least_digits: {type: integer, default: 6, min: 4, max: 20, step: 1, unit: characters, note: "a proposal; so long a number at the end of another is that number"}
message: "visits on {days} days of the month from {month_from} on, at {providers} providers{shops}"
message_zh: "{month_from} 起当月门诊 {days} 天，涉及 {providers} 家机构{shops_zh}"
innocent_when:
  - a course of daily treatment that the charges do not name (left out where a treatment has no name, but for a month without rest)
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges, but for a month without rest)
innocent_when_zh:
  - 费用明细未体现的每日治疗（治疗明细缺名称的已排除，整月无间歇的除外）
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除，整月无间歇的除外）
verify_by:
  - the medical records of the visits, and whether the person came himself
verify_by_zh:
  - 查门诊病历，核实是否本人就诊
tolerates: [claim, readmission_innocent, encounter.main_diagnosis]
source: [national rule library]
note: >-
  Visits with a service that rightly comes daily, or with a diagnosis of such a course, are left out, but
  for therapies that leave days of rest: of these a month without rest is found. Purchases at shops count beside many
  visits, but for those on the day of a visit or the next. What the fund lost by it
  is unknown. A provider is named only where the days at it alone are enough, since none sees the others' visits.
note_zh: 每日就诊本属合理的诊疗，以及有此类疗程诊断的就诊不计；应有间歇日的疗法除外，一个月从不间断的列为疑点。门诊日较多时，其他日子在药店的购药日一并计入（就诊当日、次日取药的不计）。基金损失未知。仅当在某一家机构的就诊天数即已达标时才指向该机构；各机构互不知情、合计方达标的，只列参保人。
--- */
with
-- few persons come so often in all
frequent as (
    select person_id
    from encounter
    group by person_id
    having count(encounter_id) >= $min_days -- gate: equivalent, bounds work
),

monthly as (
    select
        encounter.person_id, cast(date_trunc('month', encounter.started_at) as date) as month_from,
        count(encounter.encounter_id) as visits
    from encounter
    semi join frequent -- gate: equivalent, bounds work
        on encounter.person_id = frequent.person_id -- gate: equivalent, bounds work
    group by encounter.person_id, cast(date_trunc('month', encounter.started_at) as date)
),

-- persons and months with visits enough, this month and the one before or after it together
often as (
    select person_id, month_from
    from (
        select
            person_id, month_from, visits,
            case when lag(month_from) over in_row >= month_from - interval 31 day then lag(visits) over in_row end as visits_before,
            case when lead(month_from) over in_row <= month_from + interval 31 day then lead(visits) over in_row end as visits_after
        from monthly
        window in_row as (partition by person_id order by month_from)
    ) as beside
    where visits + greatest(coalesce(visits_before, 0), coalesce(visits_after, 0)) >= $min_days -- gate: equivalent, bounds work
),

often_visit as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id,
        cast(encounter.started_at as date) as visited_on,
        encounter.class = 'pharmacy' as is_shop
    from encounter
    semi join often -- gate: equivalent, bounds work
        on
            encounter.person_id = often.person_id -- gate: equivalent, bounds work
            and cast(date_trunc('month', encounter.started_at) as date) = often.month_from -- gate: equivalent, bounds work
    where encounter.class in ('outpatient', 'emergency', 'pharmacy')
),

-- houses at which the numbers of a person's visits are not all of one length
of_lengths as (
    select person_id, provider_id
    from often_visit
    group by person_id, provider_id
    having min(length(encounter_id)) < max(length(encounter_id)) -- gate: equivalent, bounds work
),

mixed_visit as (
    select visit.encounter_id, visit.person_id, visit.provider_id, visit.visited_on
    from often_visit as visit
    semi join of_lengths -- gate: equivalent, bounds work
        on
            visit.person_id = of_lengths.person_id -- gate: equivalent, bounds work
            and visit.provider_id = of_lengths.provider_id -- gate: equivalent, bounds work
),

-- a visit sent again under its number with the house or the year before it is the visit of the shorter number
sent_again as (
    select visit.encounter_id, min(shorter.visited_on) as visited_on
    from mixed_visit as visit
    inner join mixed_visit as shorter
        on
            visit.person_id = shorter.person_id
            and visit.provider_id = shorter.provider_id
            and length(shorter.encounter_id) >= $least_digits
            and ends_with(visit.encounter_id, shorter.encounter_id)
    group by visit.encounter_id
),

candidate as (
    select
        visit.encounter_id, visit.person_id, visit.provider_id, visit.is_shop,
        coalesce(sent_again.visited_on, visit.visited_on) as visited_on
    from often_visit as visit
    left join sent_again on visit.encounter_id = sent_again.encounter_id
),

course_diagnosis as (
    select stated.encounter_id
    from derived.encounter_diagnosis as stated
    inner join candidate on stated.encounter_id = candidate.encounter_id
    inner join readmission_innocent as innocent
        on
            innocent.match_on = 'diagnosis'
            and starts_with(stated.code, innocent.prefix)
            and candidate.visited_on >= coalesce(innocent.valid_from, date '1900-01-01')
            and candidate.visited_on < coalesce(innocent.valid_to, date '2200-01-01')
),

-- what was taken back was no visit, what belongs to a course is innocent as long as the course can come daily
charged as (
    select
        line.encounter_id,
        -- a drug that is named after its form is no course
        count(*) filter (
            where
                -- a treatment without a name may be one
                coalesce(regexp_matches(line.item_name, $course_pattern), line.category = 'treatment')
                and not coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable'), false)
        ) as course_lines,
        count(*) filter (
            where
                -- one without a name is not taken for one without rest
                coalesce(regexp_matches(line.item_name, $course_pattern), false)
                and not coalesce(regexp_matches(line.item_name, $rest_pattern), false)
                and not coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable'), false)
        ) as daily_lines
    from derived.net_line_scan as line
    semi join candidate -- gate: equivalent, bounds work
        on line.encounter_id = candidate.encounter_id -- gate: equivalent, bounds work
    group by line.encounter_id
),

-- calendar months, and months from the sixteenth on: who comes at the turn of two comes as often
placed as (
    select
        encounter_id, person_id, provider_id, visited_on, is_shop, 0 as shift,
        cast(date_trunc('month', visited_on) as date) as month_from
    from candidate
    union all
    select
        encounter_id, person_id, provider_id, visited_on, is_shop, 1 as shift,
        cast(date_trunc('month', cast(visited_on - interval 15 day as date)) + interval 15 day as date) as month_from
    from candidate
),

visit as (
    select
        candidate.encounter_id, candidate.person_id, candidate.provider_id, candidate.visited_on,
        candidate.shift, candidate.month_from, candidate.is_shop,
        -- what was not delivered may be the course
        charged.course_lines > 0 or undelivered.encounter_id is not null as is_course
    from placed as candidate
    inner join charged on candidate.encounter_id = charged.encounter_id
    anti join course_diagnosis on candidate.encounter_id = course_diagnosis.encounter_id
    left join derived.undelivered_charge as undelivered
        on candidate.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    where charged.daily_lines = 0
),

restless as (
    select person_id, month_from
    from visit
    where not is_shop
    group by person_id, month_from
    having count(distinct visited_on) >= $rest_days
),

judged_visit as (
    select
        visit.encounter_id, visit.person_id, visit.provider_id, visit.visited_on, visit.shift, visit.month_from,
        visit.is_shop
    from visit
    left join restless on visit.person_id = restless.person_id and visit.month_from = restless.month_from
    where not visit.is_course or restless.person_id is not null
),

-- days on which a doctor was seen, with whatever he was seen for
seen_day as (
    select distinct person_id, visited_on from candidate where not is_shop
),

-- what is fetched on the day of a visit or the next was written there
errand as (
    select bought.encounter_id
    from candidate as bought
    inner join seen_day
        on bought.person_id = seen_day.person_id and date_diff('day', seen_day.visited_on, bought.visited_on) between 0 and 1
    where bought.is_shop
),

visited_day as (
    select
        judged_visit.person_id, judged_visit.month_from, judged_visit.shift, judged_visit.provider_id,
        judged_visit.visited_on, judged_visit.is_shop,
        list(distinct judged_visit.encounter_id) as encounter_ids,
        count(*) over (
            partition by judged_visit.person_id, judged_visit.month_from, judged_visit.shift, judged_visit.provider_id
        ) as days_here
    from judged_visit
    anti join errand on judged_visit.encounter_id = errand.encounter_id
    group by
        judged_visit.person_id, judged_visit.month_from, judged_visit.shift, judged_visit.provider_id,
        judged_visit.visited_on, judged_visit.is_shop
),

-- visits alone where they are enough, else with the purchases of other days
enough as (
    select
        person_id, month_from, shift,
        count(distinct case when not is_shop then visited_on end) >= $min_days as is_by_visits
    from visited_day
    group by person_id, month_from, shift
    having
        count(distinct case when not is_shop then visited_on end) >= $min_days
        or (
            count(distinct visited_on) >= $mixed_days
            and count(distinct case when not is_shop then visited_on end) >= $least_seen
        )
),

told_day as (
    select
        day.person_id, day.month_from, day.shift, day.provider_id, day.visited_on, day.is_shop, day.encounter_ids,
        day.days_here
    from visited_day as day
    inner join enough
        on day.person_id = enough.person_id and day.month_from = enough.month_from
    where not (enough.is_by_visits and day.is_shop)
),

counted as (
    select
        person_id, month_from, shift,
        -- a house knows who comes to it, not who comes to the others
        arg_max(provider_id, (days_here, visited_on, provider_id)) filter (where days_here >= $min_days) as provider_id,
        count(distinct visited_on) as days,
        count(distinct provider_id) as providers,
        count(distinct case when is_shop then visited_on end) as shop_days,
        flatten(list(encounter_ids)) as encounter_ids,
        min(visited_on) as occurred_from,
        max(visited_on) as occurred_to
    from told_day
    group by person_id, month_from, shift
)

select
    counted.person_id as subject_id, counted.person_id, counted.provider_id, counted.month_from, counted.days,
    counted.providers,
    case when counted.shop_days > 0 then concat(', purchases on ', cast(counted.shop_days as varchar), ' of them') else '' end as shops,
    case when counted.shop_days > 0 then concat('，其中药店购药 ', cast(counted.shop_days as varchar), ' 天') else '' end as shops_zh,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    counted.encounter_ids, counted.occurred_from, counted.occurred_to
from counted
-- a calendar month tells it already
anti join counted as calendar
    on
        counted.person_id = calendar.person_id
        and counted.shift = 1
        and calendar.shift = 0
        and calendar.occurred_from <= counted.occurred_to
        and calendar.occurred_to >= counted.occurred_from
