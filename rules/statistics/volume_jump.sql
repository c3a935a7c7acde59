/* ---
title: Visits or fund payments of a month that jump against the three months before
title_zh: 就诊人次、基金支付突增
official: none
version: 7
status: stable
certainty: suspect
subject: provider
identity: [measure, month_from]
scope: all
joins: written
parts: [visit]
basis: [条例15, 条例38(七)]
parameters:
  min_ratio: {type: decimal, default: 2, min: 1.1, step: 0.1, unit: times the average of the three months before}
  min_fund_ratio: {type: decimal, default: 3, min: 1.1, step: 0.5, unit: times the average payments of the three months before,
                   note: "proposal; a few dear stays double the payments of a small hospital"}
  min_persons: {type: integer, default: 30, min: 1, step: 10, unit: persons of the month, note: "a proposal; one patient's course of treatment is no jump of a hospital"}
  min_peers: {type: integer, default: 5, min: 2, step: 1, unit: providers of the same kind and level,
              note: "proposal; with fewer the season is not taken out"}
  follow_share: {type: decimal, default: 0.3, min: 0.05, max: 1, step: 0.05, unit: of the persons of a house that closed, note: "a proposal; so many who come here for the first time show that this house took it over"}
message: "{measure_text} of the month from {month_from} on: {numerator}, {ratio} times the average of the three months before ({denominator}); {peers} peers [peers:has|have] a median of {peer_ratio}"
message_zh: "{month_from} 起当月{measure_zh}为 {numerator}，是前三个月均值（{denominator}）的 {ratio} 倍，同级 {peers} 家机构中位数为 {peer_ratio} 倍"
innocent_when:
  - a ward opened, or the provider moved
  - a house that closed was taken over (its visits and payments count as those of before where {follow_share} of its persons come here for the first time)
  - an epidemic that only this place had
innocent_when_zh:
  - 新建病区、搬迁
  - 合并了停业机构（其 {follow_share} 以上患者首次转来本机构的，原机构人次、支付并入基数）
  - 局部疫情
verify_by:
  - staff, beds and devices against the number of visits
verify_by_zh:
  - 核对人员、床位、设备产能
tolerates: [encounter.ended_at, claim.original_claim_id]
judged: select count(*) from provider
source: [rule catalogue volume_jump]
note: The first three months of a provider are not judged. Stays that a house cut at the turn of the year and opened anew within a day are no admissions. A month that was delivered in part is neither judged nor usual, and half of the rise of payments that is asked must be there without the dearest person. A statistic that chooses where to look, no violation by itself.
note_zh: 机构的前三个月不判。年末结算、一日内重新办理入院的不计为新入院。数据不完整的月份不判、也不作基数；剔除费用最高的一人后，基金支付的增幅仍须达到所设增幅的一半。统计指标只用于选取核查方向，本身不构成违规。
--- */
with
reopened as (
    select distinct later.encounter_id
    from encounter as later
    inner join encounter as earlier
        on
            later.person_id = earlier.person_id
            and later.provider_id = earlier.provider_id
            and later.started_at > earlier.started_at
    where
        later.class = 'inpatient'
        and earlier.class = 'inpatient'
        and (
            (extract(month from later.started_at) = 1 and extract(day from later.started_at) <= 2)
            or (extract(month from later.started_at) = 12 and extract(day from later.started_at) = 31)
        )
        and date_diff('day', cast(earlier.ended_at as date), cast(later.started_at as date)) between 0 and 1
),

-- what was taken back counts for nothing, nor does its refund: a month settled anew is no jump
billed as (
    select claim.encounter_id, sum(claim.fund_amount) as fund_amount, sum(claim.total_amount) as total_amount
    from claim
    anti join derived.claim_change as change on claim.claim_id = change.claim_id and change.is_void
    group by claim.encounter_id
),

visit as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id,
        cast(date_trunc('month', encounter.started_at) as date) as month_from,
        cast(encounter.started_at as date) as started_on,
        billed.fund_amount, billed.total_amount
    from encounter
    inner join billed on encounter.encounter_id = billed.encounter_id
    -- bills cut at the turn of the year and opened anew are no admissions
    anti join reopened on encounter.encounter_id = reopened.encounter_id
),

-- one row per provider and month
volume as (
    select
        visit.provider_id, provider.kind, provider.level, visit.month_from,
        max(visit.started_on) as last_day,
        -- a refund of a part may have a visit number of its own
        count(visit.encounter_id) filter (where coalesce(visit.total_amount, 0) >= 0) as encounters,
        sum(visit.fund_amount) as fund_amount
    from visit
    inner join provider on visit.provider_id = provider.provider_id
    -- a month that was delivered in part is neither usual nor a jump
    anti join derived.delivered_month as delivered
        on
            visit.provider_id = delivered.provider_id
            and visit.month_from = delivered.period_from
            and delivered.part_reason is not null
    group by visit.provider_id, provider.kind, provider.level, visit.month_from
),

measured as (
    select provider_id, kind, level, month_from, last_day, 'encounters' as measure, cast(encounters as double) as amount
    from volume
    union all
    select provider_id, kind, level, month_from, last_day, 'fund' as measure, cast(fund_amount as double) as amount
    from volume
),

compared as (
    select
        provider_id, kind, level, month_from, last_day, measure,
        amount, avg(amount) over before as amount_before,
        amount / nullif(avg(amount) over before, 0) as ratio
    from measured
    window before as (
        partition by provider_id, measure order by month_from rows between 3 preceding and 1 preceding
    )
    -- three months that follow one another without a gap, with something in them
    qualify
        count(amount) over before = 3
        and date_diff('day', min(month_from) over before, month_from) <= 92
        and min(amount) over before > 0
),

-- a season moves all of them
season as (
    select kind, level, month_from, measure, median(ratio) as peer_ratio, count(provider_id) as peers
    from compared
    group by kind, level, month_from, measure
    having count(provider_id) >= $min_peers
),

jumped as (
    select
        compared.provider_id, compared.measure, compared.month_from, compared.last_day, compared.ratio,
        compared.amount, compared.amount_before, coalesce(season.peer_ratio, 1) as peer_ratio,
        coalesce(season.peers, 0) as peers
    from compared
    left join season
        on
            compared.kind = season.kind
            and compared.level = season.level
            and compared.month_from = season.month_from
            and compared.measure = season.measure
    where
        compared.ratio >= case compared.measure when 'fund' then $min_fund_ratio else $min_ratio end -- gate: equivalent, bounds work: asked again below
        and compared.ratio >= case compared.measure when 'fund' then $min_fund_ratio else $min_ratio end * coalesce(season.peer_ratio, 1)
),

jumped_month as (
    select distinct provider_id, month_from from jumped
),

-- the month in which each person came first
newcomer as (
    select visit.provider_id, visit.person_id, min(visit.month_from) as month_from
    from visit
    where visit.provider_id in (select jumped_month.provider_id from jumped_month) -- gate: equivalent, bounds work
    group by visit.provider_id, visit.person_id
),

last_visit as (
    select provider_id, max(started_on) as last_on from visit group by provider_id
),

-- persons of the three months before at a house that closed since, and how many came here, where they had not been
heir as (
    select
        jumped_month.provider_id, jumped_month.month_from, last_visit.provider_id as closed_id,
        count(distinct visit.encounter_id) / 3.0 as encounters,
        sum(coalesce(visit.fund_amount, 0)) / 3.0 as fund_amount
    from jumped_month
    inner join last_visit
        on date_diff('day', last_visit.last_on, jumped_month.month_from) between -14 and 31
    inner join visit
        on
            last_visit.provider_id = visit.provider_id
            and date_diff('day', visit.month_from, jumped_month.month_from) between 1 and 92
    left join newcomer
        on
            jumped_month.provider_id = newcomer.provider_id
            and jumped_month.month_from = newcomer.month_from
            and visit.person_id = newcomer.person_id
    group by jumped_month.provider_id, jumped_month.month_from, last_visit.provider_id
    having count(distinct newcomer.person_id) >= greatest($follow_share * count(distinct visit.person_id), 1)
),

taken_over as (
    select
        concat(provider_id, ' ', cast(month_from as varchar)) as house_month,
        sum(encounters) as encounters, sum(fund_amount) as fund_amount
    from heir
    group by provider_id, month_from
),

-- persons are told apart in these few months alone
crowd as (
    select
        paid.provider_id, paid.month_from, count(paid.person) as persons,
        max(coalesce(paid.fund_amount, 0)) as dearest
    from (
        select
            visit.provider_id, visit.month_from, coalesce(visit.person_id, visit.encounter_id) as person,
            sum(visit.fund_amount) as fund_amount
        from visit
        semi join jumped -- gate: equivalent, bounds work
            on
                visit.provider_id = jumped.provider_id -- gate: equivalent, bounds work
                and visit.month_from = jumped.month_from -- gate: equivalent, bounds work
        group by visit.provider_id, visit.month_from, coalesce(visit.person_id, visit.encounter_id)
    ) as paid
    group by paid.provider_id, paid.month_from
)

select
    jumped.provider_id as subject_id,
    jumped.provider_id,
    jumped.measure,
    jumped.month_from,
    case jumped.measure when 'fund' then 'fund payments (yuan)' else 'visits' end as measure_text,
    case jumped.measure when 'fund' then '基金支付（元）' else '就诊人次' end as measure_zh,
    cast(round(jumped.ratio, 1) as decimal(18, 1)) as ratio,
    cast(round(jumped.peer_ratio, 1) as decimal(18, 1)) as peer_ratio,
    jumped.peers,
    cast(round(jumped.amount, 2) as decimal(18, 2)) as numerator,
    cast(round(jumped.amount_before, 2) as decimal(18, 2)) as denominator,
    cast(round(jumped.peer_ratio, 1) as decimal(18, 1)) as median,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    jumped.month_from as occurred_from,
    jumped.last_day as occurred_to
from jumped
inner join crowd
    on
        concat(jumped.provider_id, ' ', cast(jumped.month_from as varchar))
        = concat(crowd.provider_id, ' ', cast(crowd.month_from as varchar))
left join taken_over on concat(jumped.provider_id, ' ', cast(jumped.month_from as varchar)) = taken_over.house_month
where
    crowd.persons >= $min_persons
    -- one dear patient is no jump of a house: half of it is there without him
    and (
        jumped.measure = 'encounters'
        or jumped.amount - crowd.dearest >= (1 + 0.5 * ($min_fund_ratio - 1)) * jumped.amount_before
    )
    -- together with what the house that closed had
    and jumped.amount >= (
        jumped.amount_before
        + coalesce(case jumped.measure when 'fund' then taken_over.fund_amount else taken_over.encounters end, 0)
    )
    * case jumped.measure when 'fund' then $min_fund_ratio else $min_ratio end
