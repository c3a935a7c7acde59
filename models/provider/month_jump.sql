/* ---
title: A provider's month against its own months before, season taken out
title_zh: 机构月度突变（剔除季节因素）
version: 4
status: stable
subject: provider
period: month
# within the month where like ones are many: what the season does, it does to all; never another kind
peers:
  - [period_from, kind, level, specialty]
  - [period_from, kind, grading, specialty]
  - [kind, level, specialty]
  - [kind, grading, specialty]
peer_titles:
  kind: {title: kind of provider, title_zh: 同类型}
  grading: {title: grading (graded or not), title_zh: 同评级情况}
set_aside: aside_reason
count_titles:
  usual_encounters: {title: encounters in a usual month, title_zh: 人次（平常月份）}
  weighty_usual: {title: encounters in a usual month (fewer where few carry the amount), title_zh: 人次（平常月份；金额集中于少数人次时折减）}
  weighty_encounters: {title: encounters (fewer where few carry the amount), title_zh: 人次（金额集中于少数人次时折减）}
  usual_stays: {title: stays in a usual month, title_zh: 例住院（平常月份）}
minimum_subjects: 25
optional: [derived.stay, derived.visit_part, derived.course_encounter]
features:
  amount_change: {title: change of the amount charged against its own median of up to six months, title_zh: 医疗费较此前六个月中位数变化, format: change, direction: high, scale: log, floor: 0.1, counts: weighty_usual, half_at: 20, theme: volume}
  encounters_change: {title: change of encounters, title_zh: 就诊人次较此前六个月变化, format: change, direction: high, scale: log, floor: 0.1, counts: usual_encounters, half_at: 20, theme: volume}
  persons_change: {title: change of persons seen, title_zh: 就诊人数较此前六个月变化, format: change, direction: high, scale: log, floor: 0.1, counts: usual_encounters, half_at: 20, theme: volume}
  amount_per_encounter_change: {title: change of cost per encounter, title_zh: 次均费用较此前六个月变化, format: change, direction: high, scale: log, floor: 0.1, counts: weighty_encounters, half_at: 20}
  stays_change: {title: change of stays, title_zh: 住院人次较此前六个月变化, format: change, direction: high, scale: log, floor: 0.15, counts: usual_stays, half_at: 10}
  drug_share_change: {title: drug share above its own usual by, title_zh: 药占比较此前六个月变化, format: points, direction: high, floor: 0.03, counts: weighty_encounters, half_at: 20}
  new_item_share: {title: share of items not charged in up to six months before, title_zh: 此前六个月未收取过的项目费用占比, format: percent, direction: high, floor: 0.08, counts: weighty_encounters, half_at: 20}
detectors: [robust_z, iforest, copod]
parameters:
  months_before: {type: integer, default: 3, min: 2, max: 6, step: 1, unit: months with charges}
  usual_encounters: {type: integer, default: 10, min: 1, step: 5, unit: encounters a month}
innocent_when:
  - a department opened, moved in from another site or came back after building work
  - a neighbouring provider closed or lost its designation (not compared for half a year where many of its persons come)
innocent_when_zh:
  - 新开科室、院区搬迁或停业后恢复
  - 周边机构关停或暂停协议，患者转来（其三成以上患者转来的，半年内不作比较）
verify_by:
  - which items, physicians and persons make up the increase
  - the contract, staff and equipment of whatever began in the month
verify_by_zh:
  - 分解增量来自哪些项目、医师与人群
  - 核对当月新增业务的备案、人员与设备
--- */
with hospital as (
    select
        provider.provider_id, provider.kind, provider.level, provider.specialty,
        case when provider.level = 'none' then 'ungraded' else 'graded' end as grading
    from derived.provider_peer as provider
),

-- courses come and go with few patients; what is charged at the end of months in hospital is of
-- those months
left_out as (
    select course_encounter.encounter_id
    from derived.course_encounter as course_encounter
    where course_encounter.reason in ('dialysis', 'chemotherapy', 'radiotherapy', 'tumour_therapy')
    union
    select stay.encounter_id
    from derived.stay as stay
    inner join derived.net_claim_line as line on stay.encounter_id = line.encounter_id
    where stay.length_days > 31
    group by stay.encounter_id
    having date_diff('day', min(line.charged_on), max(line.charged_on)) < 3
),

line_month as (
    select
        line.provider_id, line.encounter_id, line.person_id, line.item_code, line.category,
        line.amount, cast(date_trunc('month', line.charged_on) as date) as period_from
    from derived.net_claim_line as line
    anti join left_out on line.encounter_id = left_out.encounter_id
),

-- what one code stands for: of a drug of the national list whichever maker's and box, else the name
named_item as (
    select
        line.item_code,
        case
            when
                min(line.category) in ('western_drug', 'patent_tcm') and length(line.item_code) >= 20
                then substr(line.item_code, 1, 10)
            else coalesce(min(line.item_name), line.item_code)
        end as item
    from claim_line as line
    where line.item_code is not null
    group by line.item_code
),

item_month as (
    select
        line_month.provider_id, line_month.period_from, named_item.item as item_code,
        min(line_month.category) as category,
        sum(line_month.amount) as amount
    from line_month
    inner join named_item on line_month.item_code = named_item.item_code
    group by line_month.provider_id, line_month.period_from, named_item.item
),

item_beside as (
    select
        item_month.provider_id, item_month.period_from, item_month.item_code, item_month.category,
        item_month.amount,
        lag(item_month.period_from) over (
            partition by item_month.provider_id, item_month.item_code
            order by item_month.period_from
        ) as charged_before
    from item_month
),

begun_item as (
    select
        item_beside.provider_id, item_beside.period_from, item_beside.item_code,
        item_beside.category, item_beside.amount
    from item_beside
    where
        item_beside.charged_before is null
        or item_beside.charged_before < item_beside.period_from - interval 6 month
),

first_month as (
    select line_month.provider_id, min(line_month.period_from) as period_from
    from line_month
    group by line_month.provider_id
),

last_month as (
    select line_month.provider_id, max(line_month.period_from) as period_from
    from line_month
    group by line_month.provider_id
),

-- persons of the last months of a house that closed while others went on
left_behind as (
    select closed.provider_id, closed.period_from, line_month.person_id
    from line_month
    inner join last_month as closed on line_month.provider_id = closed.provider_id
    where
        closed.period_from < (select max(last_month.period_from) from last_month)
        and line_month.period_from >= closed.period_from - interval 3 month
        and line_month.person_id is not null
    group by closed.provider_id, closed.period_from, line_month.person_id
),

left_crowd as (
    select left_behind.provider_id, count(left_behind.person_id) as persons
    from left_behind
    group by left_behind.provider_id
),

-- the month in which each of them came to another house first
arrived as (
    select line_month.provider_id, line_month.person_id, min(line_month.period_from) as period_from
    from line_month
    where line_month.person_id in (select left_behind.person_id from left_behind)
    group by line_month.provider_id, line_month.person_id
),

-- three in ten of them, who had not been there before
heir as (
    select arrived.provider_id, left_behind.provider_id as closed_id, max(arrived.period_from) as period_from
    from left_behind
    inner join left_crowd on left_behind.provider_id = left_crowd.provider_id
    inner join arrived
        on
            left_behind.person_id = arrived.person_id
            and left_behind.provider_id <> arrived.provider_id
            and arrived.period_from >= left_behind.period_from
            and arrived.period_from <= left_behind.period_from + interval 1 month
    group by arrived.provider_id, left_behind.provider_id, left_crowd.persons
    having 10 * count(distinct arrived.person_id) >= 3 * left_crowd.persons
),

taken_over as (
    select heir.provider_id, max(heir.period_from) as period_from
    from heir
    group by heir.provider_id
),

-- providers that took an item up while their charges were already seen: a new code of an old
-- service is taken up by most within half a year
taken_up as (
    select begun_item.item_code, begun_item.provider_id, begun_item.period_from, hospital.kind
    from begun_item
    inner join first_month
        on
            begun_item.provider_id = first_month.provider_id
            and begun_item.period_from > first_month.period_from
    inner join hospital on begun_item.provider_id = hospital.provider_id
),

-- who charged anything of the category: psychiatric wards do not take up the codes of surgery
users as (
    select hospital.kind, item_month.category, count(distinct item_month.provider_id) as providers
    from item_month
    inner join hospital on item_month.provider_id = hospital.provider_id
    group by hospital.kind, item_month.category
),

taken_up_by_most as (
    select
        begun_item.provider_id, begun_item.period_from, begun_item.item_code
    from begun_item
    inner join hospital on begun_item.provider_id = hospital.provider_id
    inner join taken_up
        on
            begun_item.item_code = taken_up.item_code
            and hospital.kind = taken_up.kind
            and begun_item.provider_id <> taken_up.provider_id
            and taken_up.period_from >= begun_item.period_from - interval 6 month
            and taken_up.period_from <= begun_item.period_from + interval 6 month
    inner join users on hospital.kind = users.kind and begun_item.category = users.category
    group by begun_item.provider_id, begun_item.period_from, begun_item.item_code, users.providers
    having 2 * count(distinct taken_up.provider_id) >= users.providers - 1
),

-- what few houses do has few takers of its new code: the old one is given up by all of them
retired_item as (
    select item_month.item_code
    from item_month
    cross join (select max(last_month.period_from) as period_from from item_month as last_month) as data_end
    group by item_month.item_code, data_end.period_from
    having
        count(distinct item_month.provider_id) >= 3
        and max(item_month.period_from) < data_end.period_from
),

charged_until as (
    select
        item_month.provider_id, item_month.period_from, item_month.category, item_month.amount,
        max(item_month.period_from) over (
            partition by item_month.provider_id, item_month.item_code
        ) as last_from
    from item_month
    semi join retired_item on item_month.item_code = retired_item.item_code
),

-- the month before, under codes that end with it or within the month
given_up as (
    select
        charged_until.provider_id, charged_until.category,
        cast(charged_until.period_from + interval 1 month as date) as period_from,
        sum(charged_until.amount) as amount
    from charged_until
    where charged_until.last_from <= charged_until.period_from + interval 1 month
    group by charged_until.provider_id, charged_until.category, charged_until.period_from
),

begun_category as (
    select
        begun_item.provider_id, begun_item.period_from, begun_item.category,
        sum(begun_item.amount) as amount
    from begun_item
    left join taken_up_by_most
        on
            begun_item.provider_id = taken_up_by_most.provider_id
            and begun_item.period_from = taken_up_by_most.period_from
            and begun_item.item_code = taken_up_by_most.item_code
    where taken_up_by_most.item_code is null
    group by begun_item.provider_id, begun_item.period_from, begun_item.category
),

new_item as (
    select
        begun_category.provider_id, begun_category.period_from,
        sum(greatest(begun_category.amount - coalesce(given_up.amount, 0), 0)) as amount
    from begun_category
    left join given_up
        on
            begun_category.provider_id = given_up.provider_id
            and begun_category.period_from = given_up.period_from
            and begun_category.category = given_up.category
    group by begun_category.provider_id, begun_category.period_from
),

-- a stay taken back and settled again under another number happened once
stay_count as (
    select
        stay.provider_id, cast(date_trunc('month', stay.started_at) as date) as period_from,
        count(stay.encounter_id) as stays
    from derived.stay as stay
    where not stay.is_refunded and coalesce(stay.total_amount, 1) > 0
    group by stay.provider_id, cast(date_trunc('month', stay.started_at) as date)
),

-- registrations of their own and visits settled in parts are not counted twice
month as (
    select
        line_month.provider_id, line_month.period_from,
        sum(line_month.amount) as amount,
        count(distinct coalesce(visit_part.part_of, line_month.encounter_id)) as encounters,
        count(distinct line_month.person_id) as persons,
        coalesce(sum(line_month.amount) filter (
            where line_month.category in ('western_drug', 'patent_tcm', 'herbal_piece')
        ), 0) / nullif(sum(line_month.amount), 0) as drug_share
    from line_month
    left join derived.visit_part as visit_part on line_month.encounter_id = visit_part.encounter_id
    group by line_month.provider_id, line_month.period_from
),

-- one dear operation makes no house's month. The square of the sum over the sum of squares tells in how
-- many encounters the money lies: a quarter of all is ordinary, and fewer are believed by the square of
-- that share
encounter_amount as (
    select
        line_month.provider_id, line_month.period_from,
        coalesce(visit_part.part_of, line_month.encounter_id) as encounter_id,
        cast(sum(line_month.amount) as double) as amount
    from line_month
    left join derived.visit_part as visit_part on line_month.encounter_id = visit_part.encounter_id
    group by
        line_month.provider_id, line_month.period_from,
        coalesce(visit_part.part_of, line_month.encounter_id)
    having sum(line_month.amount) > 0
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

with_stays as (
    select
        month.provider_id, month.period_from, month.amount, month.encounters, month.persons,
        month.drug_share, month.amount / month.encounters as amount_per_encounter,
        coalesce(stay_count.stays, 0) as stays, delivered_month.part_reason,
        -- what is usual is said by months that are wholly there
        case when delivered_month.part_reason is null then month.amount end as whole_amount,
        case when delivered_month.part_reason is null then month.encounters end
            as whole_encounters,
        case when delivered_month.part_reason is null then month.persons end as whole_persons,
        case when delivered_month.part_reason is null then month.amount / month.encounters end
            as whole_amount_per_encounter,
        case when delivered_month.part_reason is null then coalesce(stay_count.stays, 0) end
            as whole_stays,
        case when delivered_month.part_reason is null then month.drug_share end
            as whole_drug_share
    from month
    left join stay_count
        on month.provider_id = stay_count.provider_id and month.period_from = stay_count.period_from
    left join derived.delivered_month as delivered_month
        on
            month.provider_id = delivered_month.provider_id
            and month.period_from = delivered_month.period_from
),

beside_usual as (
    select
        with_stays.provider_id, with_stays.period_from, with_stays.amount, with_stays.encounters,
        with_stays.persons, with_stays.drug_share, with_stays.amount_per_encounter,
        with_stays.stays, with_stays.part_reason,
        count(with_stays.whole_amount) over before as months_before,
        count(with_stays.amount) over before as months_charged,
        median(cast(with_stays.whole_amount as double)) over before as usual_amount,
        median(cast(with_stays.whole_encounters as double)) over before as usual_encounters,
        median(cast(with_stays.whole_persons as double)) over before as usual_persons,
        median(with_stays.whole_amount_per_encounter) over before as usual_amount_per_encounter,
        median(cast(with_stays.whole_stays as double)) over before as usual_stays,
        median(with_stays.whole_drug_share) over before as usual_drug_share
    from with_stays
    window before as (
        partition by with_stays.provider_id order by with_stays.period_from
        range between interval 6 month preceding and interval 1 month preceding
    )
),

-- a small house is looked at when its money is that of the others
ordinary_size as (
    select hospital.kind, beside_usual.period_from, median(cast(beside_usual.amount as double)) as amount
    from beside_usual
    inner join hospital on beside_usual.provider_id = hospital.provider_id
    where beside_usual.usual_encounters >= $usual_encounters
    group by hospital.kind, beside_usual.period_from
)

select
    beside_usual.provider_id as subject_id, beside_usual.provider_id, beside_usual.period_from,
    cast(last_day(beside_usual.period_from) as date) as period_to,
    hospital.kind, hospital.level, hospital.grading, hospital.specialty,
    -- a house that opened grows, one that reopened fills again: neither has a usual month yet
    case
        when beside_usual.part_reason is not null then beside_usual.part_reason
        when
            first_month.period_from > data_begin.period_from + interval 1 month
            and first_month.period_from > beside_usual.period_from - interval 7 month
            then 'opened within half a year'
        when
            beside_usual.months_charged < 6
            and 12 * extract(year from beside_usual.period_from)
            + extract(month from beside_usual.period_from)
            - 12 * extract(year from first_month.period_from)
            - extract(month from first_month.period_from) > beside_usual.months_charged
            then 'reopened within half a year'
        when
            taken_over.period_from <= beside_usual.period_from
            and taken_over.period_from > beside_usual.period_from - interval 6 month
            then 'took over a house that closed'
    end as aside_reason,
    least(beside_usual.encounters, beside_usual.usual_encounters) as encounters,
    least(
        beside_usual.encounters, beside_usual.usual_encounters,
        coalesce(weighed.encounters, beside_usual.encounters)
    ) as weighty_encounters,
    least(
        beside_usual.usual_encounters,
        coalesce(weighed.encounters, beside_usual.usual_encounters)
    ) as weighty_usual,
    least(beside_usual.stays, beside_usual.usual_stays) as stays,
    -- how far a sum rose is believed by what it rose from
    beside_usual.usual_encounters,
    beside_usual.usual_stays,
    beside_usual.amount / nullif(beside_usual.usual_amount, 0) - 1 as amount_change,
    beside_usual.encounters / nullif(beside_usual.usual_encounters, 0) - 1 as encounters_change,
    beside_usual.persons / nullif(beside_usual.usual_persons, 0) - 1 as persons_change,
    beside_usual.amount_per_encounter / nullif(beside_usual.usual_amount_per_encounter, 0) - 1
        as amount_per_encounter_change,
    beside_usual.stays / nullif(beside_usual.usual_stays, 0) - 1 as stays_change,
    beside_usual.drug_share - beside_usual.usual_drug_share as drug_share_change,
    coalesce(new_item.amount, 0) / nullif(beside_usual.amount, 0) as new_item_share
from beside_usual
inner join hospital on beside_usual.provider_id = hospital.provider_id
inner join first_month on beside_usual.provider_id = first_month.provider_id
left join taken_over on beside_usual.provider_id = taken_over.provider_id
cross join (select min(first_month.period_from) as period_from from first_month) as data_begin
left join ordinary_size
    on
        hospital.kind = ordinary_size.kind
        and beside_usual.period_from = ordinary_size.period_from
left join weighed
    on
        beside_usual.provider_id = weighed.provider_id
        and beside_usual.period_from = weighed.period_from
left join new_item
    on
        beside_usual.provider_id = new_item.provider_id
        and beside_usual.period_from = new_item.period_from
where
    beside_usual.months_before >= $months_before
    and (
        beside_usual.usual_encounters >= $usual_encounters
        or beside_usual.amount >= ordinary_size.amount
    )
