/* ---
title: Share of a kind of cost far above the provider's peers
title_zh: 费用结构离群（药占比、检查检验、耗材、治疗、CT、核磁占比）
official: [ZB10000205001000, ZB10000205002000, ZB10000205003000, ZB10000205004000, ZB10000205005000, ZB10000205006000]
version: 1
status: stable
certainty: suspect
subject: provider
identity: [measure, month_from]
scope: all
basis: [条例15, 条例38(二)]
parameters:
  robust_z: {type: decimal, default: 3.5, min: 1, step: 0.5, unit: robust standard deviations above the peers' median}
  min_difference: {type: decimal, default: 0.15, min: 0, max: 1, step: 0.05, unit: share above the peers' median, note: a proposal}
  min_encounters: {type: integer, default: 30, min: 1, step: 10, unit: encounters of the month, note: a proposal}
  min_peers: {type: integer, default: 8, min: 3, step: 1, unit: providers of the same level and specialty, note: a proposal}
message: "{measure_text} are {share_percent} % of the month's cost; {peers} providers of the level have a median of {median_percent} %"
message_zh: "当月{measure_zh}占比 {share_percent}%，同级同类 {peers} 家机构中位数为 {median_percent}%"
innocent_when:
  - the provider has a specialty that its peers have not
innocent_when_zh:
  - 专科特色与同级机构不同
verify_by:
  - the same shares by department and disease
verify_by_zh:
  - 分科室、分病种下钻
judged: select count(*) from provider where kind = 'hospital'
tolerates: [provider.specialty]
source: [rule catalogue cost_share_outlier]
note: A statistic that chooses where to look, no violation by itself. CT and MR are known by code and name.
--- */
with
used_examination as (
    select distinct item_code, item_name
    from derived.net_claim_line
    where category = 'examination' -- gate: equivalent, bounds the names to read; only examinations are summed
),

-- items 2103 of the price list are CT, 2102 are MR; newer codes are known by name
scan as (
    select
        item_code,
        max(case when starts_with(item_code, '002103') or regexp_matches(item_name, 'CT|计算机体层') then 1 else 0 end) as is_ct,
        max(case when starts_with(item_code, '002102') or regexp_matches(item_name, '磁共振|MR') then 1 else 0 end) as is_mr
    from used_examination
    group by item_code
),

-- one row per hospital and month
charged as (
    select
        line.provider_id, provider.level, coalesce(provider.specialty, 'general') as specialty,
        cast(date_trunc('month', line.charged_on) as date) as month_from,
        max(line.charged_on) as last_charged_on,
        sum(line.amount) as total,
        sum(case when line.category in ('western_drug', 'patent_tcm', 'herbal_piece') then line.amount else 0 end) as drugs,
        sum(case when line.category in ('laboratory', 'examination') then line.amount else 0 end) as tests,
        sum(case when line.category = 'consumable' then line.amount else 0 end) as consumables,
        sum(case when line.category = 'treatment' then line.amount else 0 end) as treatment,
        sum(case when scan.is_ct = 1 and line.category = 'examination' then line.amount else 0 end) as ct,
        sum(case when scan.is_mr = 1 and line.category = 'examination' then line.amount else 0 end) as mr
    from derived.net_claim_line as line
    inner join provider on line.provider_id = provider.provider_id
    left join scan on line.item_code = scan.item_code
    where provider.kind = 'hospital'
    group by
        line.provider_id, provider.level, coalesce(provider.specialty, 'general'),
        cast(date_trunc('month', line.charged_on) as date)
    having
        count(distinct line.encounter_id) >= $min_encounters
        and sum(line.amount) > 0
),

share as (
    select provider_id, level, specialty, month_from, last_charged_on, 'drugs' as measure, drugs / total as share from charged
    union all
    select provider_id, level, specialty, month_from, last_charged_on, 'tests' as measure, tests / total as share from charged
    union all
    select provider_id, level, specialty, month_from, last_charged_on, 'consumables' as measure, consumables / total as share from charged
    union all
    select provider_id, level, specialty, month_from, last_charged_on, 'treatment' as measure, treatment / total as share from charged
    union all
    select provider_id, level, specialty, month_from, last_charged_on, 'ct' as measure, ct / total as share from charged
    union all
    select provider_id, level, specialty, month_from, last_charged_on, 'mr' as measure, mr / total as share from charged
),

peer_centre as (
    select level, specialty, month_from, measure, count(provider_id) as peers, median(share) as centre
    from share
    group by level, specialty, month_from, measure
    having count(provider_id) >= $min_peers
),

peer_spread as (
    select
        share.level, share.specialty, share.month_from, share.measure,
        median(abs(share.share - peer_centre.centre)) as deviation
    from share
    inner join peer_centre
        on
            share.level = peer_centre.level
            and share.specialty = peer_centre.specialty
            and share.month_from = peer_centre.month_from
            and share.measure = peer_centre.measure
    group by share.level, share.specialty, share.month_from, share.measure
)

select
    share.provider_id as subject_id,
    share.provider_id,
    share.measure,
    share.month_from,
    case share.measure
        when 'drugs' then 'drugs' when 'tests' then 'laboratory and imaging tests'
        when 'consumables' then 'consumables' when 'treatment' then 'treatments'
        when 'ct' then 'CT scans' else 'MR scans'
    end as measure_text,
    case share.measure
        when 'drugs' then '药费' when 'tests' then '检验检查' when 'consumables' then '耗材'
        when 'treatment' then '治疗' when 'ct' then 'CT 检查' else '核磁检查'
    end as measure_zh,
    cast(round(100 * share.share, 1) as decimal(5, 1)) as share_percent,
    cast(round(100 * peer_centre.centre, 1) as decimal(5, 1)) as median_percent,
    peer_centre.peers,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    share.month_from as occurred_from,
    share.last_charged_on as occurred_to
from share
inner join peer_centre
    on
        share.level = peer_centre.level
        and share.specialty = peer_centre.specialty
        and share.month_from = peer_centre.month_from
        and share.measure = peer_centre.measure
inner join peer_spread
    on
        share.level = peer_spread.level
        and share.specialty = peer_spread.specialty
        and share.month_from = peer_spread.month_from
        and share.measure = peer_spread.measure
where
    share.share - peer_centre.centre > $min_difference
    -- 1.4826 makes the median deviation comparable to a standard deviation
    and share.share - peer_centre.centre > $robust_z * 1.4826 * peer_spread.deviation
