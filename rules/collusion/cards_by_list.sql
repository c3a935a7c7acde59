/* ---
title: A morning of cards charged alike, one after the other, at a small house that has no such days
title_zh: 基层机构一日内按名单集中刷卡（数十人费用雷同、间隔仅数分钟）
official: none
version: 2
status: stable
certainty: suspect
subject: provider
identity: [visited_on, basket]
scope: provider
joins: written
basis: [条例15, 条例17, 条例38(七)]
source: ["published reports of inspections: village doctors who keep the cards of a village"]
parameters:
  least_persons: {type: integer, default: 30, min: 3, max: 500, step: 1, unit: persons on the day, note: "a proposal; a market day brings as many, each with an illness of his own"}
  most_minutes: {type: decimal, default: 5, min: 1, max: 30, step: 1, unit: minutes from one visit to the next, note: "a proposal, on the average"}
  noon: {type: integer, default: 60, min: 30, max: 240, step: 30, unit: minutes from one visit to the next, note: "a proposal; the longest break of the day is no part of the pace from so many on"}
  times_usual: {type: integer, default: 5, min: 2, max: 50, step: 1, unit: times as many as on any other day of the weeks around, note: a proposal}
  around_days: {type: integer, default: 28, min: 7, max: 90, step: 7, unit: days before and after}
  least_share: {type: decimal, default: 0.6, min: 0.3, max: 1, step: 0.1, unit: of the visits of the day, note: a proposal}
  most_visits: {type: decimal, default: 25, min: 1, max: 200, step: 5, unit: visits a day of the house on its other days, note: "a proposal; a large clinic has days of vaccination and of prescriptions renewed"}
  outbreak_pattern: {type: string, default: "^(A|B|J09|J10|J11|K52|S|T|U07|J6[0-5])", note: "injuries, poisonings, infections and occupational disease"}
  max_outbreak_share: {type: decimal, default: 0.8, min: 0, max: 1, step: 0.1, unit: share of the group, note: "a proposal; that many with injuries, poisonings or infections are an accident or an outbreak"}
message: "{persons} persons on {visited_on} [persons:was|were] charged the same {items} items, {gap} minutes apart on average; any other day of the {around_days} around has {usual} at most"
message_zh: "{visited_on} 共 {persons} 人收费完全相同（{items} 项），平均间隔 {gap} 分钟；前后 {around_days} 天内其他日期最多 {usual} 人"
innocent_when:
  - a day of vaccination, screening or free drugs that the authority ordered
  - an outbreak in a school or at a feast, with the same cure for all (left out where the diagnoses show it)
  - a paper list of many days was typed in on one day
innocent_when_zh:
  - 主管部门组织的接种、筛查、送药日
  - 学校、聚餐等聚集性疾病，用药相同（诊断可证实的已排除）
  - 多日纸质登记集中在一天补录
verify_by:
  - ask ten of the persons where they were that day and whether they have their cards
  - the register of visits, the stock of the drug that day
verify_by_zh:
  - 抽查十名参保人当日行踪及参保卡保管情况
  - 核对门诊登记、当日该药进销存
tolerates: [encounter.main_diagnosis, claim_line.covered_amount, claim_line.original_line_id, claim.original_claim_id]
judged: select count(distinct provider_id) from encounter where class = 'outpatient'
note: >-
  Baskets are the same when items and quantities are, and hold a drug. Houses with wards or an emergency room and
  pharmacies are not judged. A row of seconds is consult_pace's, a row at a till card_row's.
note_zh: 项目和数量均相同视为费用雷同，且须含药品。有病房、急诊的机构和药店不判。间隔仅数秒的由 consult_pace 判断，药店连续刷卡由 card_row 判断。
--- */
with
-- houses whose only business is the clinic
clinic as (
    select encounter.provider_id
    from encounter
    inner join provider on encounter.provider_id = provider.provider_id
    where provider.kind = 'hospital'
    group by encounter.provider_id
    having bool_and(encounter.class = 'outpatient')
),

visit as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id, encounter.started_at,
        cast(encounter.started_at as date) as visited_on,
        coalesce(regexp_matches(encounter.main_diagnosis, $outbreak_pattern), false) as is_outbreak
    from encounter
    semi join clinic on encounter.provider_id = clinic.provider_id
    -- a visit settled anew under another number is one visit
    anti join derived.taken_back_visit as taken_back on encounter.encounter_id = taken_back.encounter_id
),

-- how busy the house is, and on which days it might be a list
day as (
    select provider_id, visited_on, count(encounter_id) as visits
    from visit
    group by provider_id, visited_on
),

busy_day as (
    select provider_id, visited_on, visits
    from (
        select
            provider_id, visited_on, visits,
            sum(visits) over (partition by provider_id) as visits_of_house,
            count(*) over (partition by provider_id) as days_of_house
        from day
    ) as counted
    where
        visits >= $least_persons -- gate: equivalent, bounds work
        and visits_of_house - visits <= $most_visits * (days_of_house - 1)
),

-- the visits of such days and of the weeks around
near_visit as (
    select distinct
        visit.encounter_id, visit.person_id, visit.provider_id, visit.started_at, visit.visited_on, visit.is_outbreak
    from visit
    inner join busy_day
        on
            visit.provider_id = busy_day.provider_id -- gate: equivalent, bounds work
            and date_diff('day', busy_day.visited_on, visit.visited_on) between -$around_days and $around_days -- gate: equivalent, asked of the days below
),

-- what is keyed on two lines is one item of the list
visit_item as (
    select
        line.encounter_id, line.item_code,
        sum(line.quantity) as quantity,
        sum(line.covered_amount) as covered_amount,
        bool_or(coalesce(line.category in ('western_drug', 'patent_tcm'), false)) as is_drug
    from derived.net_line_scan as line
    semi join near_visit as visit -- gate: equivalent, bounds work
        on line.encounter_id = visit.encounter_id -- gate: equivalent, bounds work
    where line.covered_amount > 0
    group by line.encounter_id, line.item_code
),

basket as (
    select
        visit.encounter_id, visit.person_id, visit.provider_id, visit.started_at, visit.visited_on, visit.is_outbreak,
        count(item.item_code) as items,
        string_agg(item.item_code || ' ' || cast(item.quantity as varchar), ' ' order by item.item_code) as basket,
        sum(item.covered_amount) as covered_amount
    from visit_item as item
    inner join near_visit as visit on item.encounter_id = visit.encounter_id
    group by
        visit.encounter_id, visit.person_id, visit.provider_id, visit.started_at, visit.visited_on, visit.is_outbreak
    having bool_or(item.is_drug)
),

alike as (
    select
        provider_id, visited_on, basket,
        min(items) as items,
        count(distinct person_id) as persons,
        count(encounter_id) as visits,
        sum(case when is_outbreak then 1 else 0 end) as outbreak,
        cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
        list(encounter_id) as encounter_ids
    from basket
    group by provider_id, visited_on, basket
),

-- the list of a day, be it of two or three sets that are charged by turns. A date without hours tells of no pace
listed_visit as (
    select
        basket.provider_id, basket.visited_on, cast(epoch(basket.started_at) as bigint) as at_second,
        cast(epoch(basket.started_at) as bigint) - lag(cast(epoch(basket.started_at) as bigint)) over (
            partition by basket.provider_id, basket.visited_on order by basket.started_at, basket.encounter_id
        ) as seconds
    from basket
    inner join alike
        on
            basket.provider_id = alike.provider_id
            and basket.visited_on = alike.visited_on
            and basket.basket = alike.basket
    where alike.persons >= $least_persons
),

listed_day as (
    select
        provider_id, visited_on,
        count(*) as visits,
        -- who goes through a list eats in between
        (sum(seconds) - case when max(seconds) >= $noon * 60 then max(seconds) else 0 end) / 60.0 as minutes
    from listed_visit
    group by provider_id, visited_on
    having max(at_second % 86400) not in (0, 86399)
),

-- the most of it on any other day around that is no such row itself: a list is gone through every month
usual as (
    select listed.provider_id, listed.visited_on, listed.basket, max(other.persons) as persons
    from alike as listed
    inner join alike as other
        on
            listed.provider_id = other.provider_id
            and listed.basket = other.basket
            and listed.visited_on <> other.visited_on -- gate: equivalent, a row that is found is such a row itself
            and date_diff('day', listed.visited_on, other.visited_on) between -$around_days and $around_days
    left join listed_day on other.provider_id = listed_day.provider_id and other.visited_on = listed_day.visited_on
    where
        listed.persons >= $least_persons -- gate: equivalent, bounds work
        and (
            other.persons < $least_persons
            or coalesce(listed_day.minutes > $most_minutes * (listed_day.visits - 1), true)
        )
    group by listed.provider_id, listed.visited_on, listed.basket
),

found as (
    select
        alike.provider_id, alike.visited_on, alike.basket, alike.items, alike.persons, alike.encounter_ids,
        alike.amount_at_risk, coalesce(usual.persons, 0) as usual,
        cast(round(listed_day.minutes / nullif(listed_day.visits - 1, 0), 1) as decimal(6, 1)) as gap
    from alike
    inner join listed_day on alike.provider_id = listed_day.provider_id and alike.visited_on = listed_day.visited_on
    inner join busy_day on alike.provider_id = busy_day.provider_id and alike.visited_on = busy_day.visited_on
    left join usual
        on
            alike.provider_id = usual.provider_id
            and alike.visited_on = usual.visited_on
            and alike.basket = usual.basket
    where
        alike.persons >= $least_persons
        and alike.outbreak < $max_outbreak_share * alike.visits
        and listed_day.visits >= $least_share * busy_day.visits
        and listed_day.minutes <= $most_minutes * (listed_day.visits - 1)
        and alike.persons >= $times_usual * coalesce(usual.persons, 0)
)

select
    found.provider_id as subject_id, found.provider_id, found.visited_on, found.basket, found.items, found.persons,
    found.usual, found.gap,
    found.amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    found.encounter_ids,
    found.visited_on as occurred_from,
    found.visited_on as occurred_to
from found
