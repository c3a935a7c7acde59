/* ---
title: Share of a kind of cost in hospital stays far above the provider's peers
title_zh: 住院费用结构明显高于同类（药占比、检查检验、耗材、治疗、CT、核磁占比）
official: [ZB10000205001000, ZB10000205002000, ZB10000205003000, ZB10000205004000, ZB10000205005000, ZB10000205006000]
version: 5
status: stable
certainty: suspect
subject: provider
identity: [measure, month_from]
scope: all
parts: [scanned, encounter_charge]
basis: [条例15, 条例38(二)]
parameters:
  robust_z: {type: decimal, default: 3.5, min: 1, step: 0.5, unit: robust standard deviations above the peers' median}
  min_difference: {type: decimal, default: 0.15, min: 0, max: 1, step: 0.05, unit: share above the peers' median, note: a proposal}
  most_room: {type: decimal, default: 0.9, min: 0.5, max: 1, step: 0.1, unit: "of the way from the median to the whole", note: "a proposal: no bound lies beyond, or a share could never reach it"}
  min_stays: {type: integer, default: 8, min: 1, step: 2, unit: stays that ended in the month, note: a proposal}
  min_peers: {type: integer, default: 5, min: 3, step: 1, unit: providers of the same level and specialty, note: a proposal}
message: "{measure_text}: {share_percent}% ({numerator} of {denominator} yuan) of the cost of {stays} stays of the month from {month_from} on; {peers} providers of the level [peers:has|have] a median of {median_percent}%"
message_zh: "{month_from} 起当月出院 {stays} 人次{measure_zh}占比 {share_percent}%（{numerator} / {denominator} 元），同级同类 {peers} 家机构中位数为 {median_percent}%"
innocent_when:
  - the provider has a specialty that its peers have not
innocent_when_zh:
  - 专科特色与同级机构不同
verify_by:
  - the same shares by department and disease
verify_by_zh:
  - 按科室、病种逐项核对
judged: select count(distinct provider_id) from derived.stay
tolerates: [provider.level, provider.specialty]
source: [rule catalogue cost_share_outlier]
note: >-
  Stays only: the shares of outpatients follow from what a clinic is for. Peers are the months of
  one year of all providers of a level and specialty; a month of few stays has to lie farther out.
  CT and MR are known by code and name. Courses (chemotherapy, radiotherapy, dialysis) are left out, and the
  stays besides the one that had most of the kind must show it too. A statistic that chooses where to look, no violation by itself.
note_zh: 只判住院：门诊的费用结构取决于门诊的性质。同类为同级别、同专科全部机构一年的各月；住院例数少的月份须偏离更远。CT、磁共振按编码和名称识别。化疗、放疗、透析等疗程住院不计；剔除该类费用最高的一例后，其余病例也须偏高。统计指标只用于选取核查方向，本身不构成违规。
--- */
with
used_examination as (
    select distinct item_code, item_name
    from derived.charged_item
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

-- one row per encounter with a scan
scanned as (
    select
        line.encounter_id,
        sum(case when scan.is_ct = 1 and line.category = 'examination' then line.amount else 0 end) as ct,
        sum(case when scan.is_mr = 1 and line.category = 'examination' then line.amount else 0 end) as mr
    from derived.net_line_scan as line
    inner join scan on line.item_code = scan.item_code
    group by line.encounter_id
),

-- one row per encounter with a line that stands
encounter_charge as (
    select
        charge.encounter_id,
        sum(charge.amount) as total,
        sum(charge.drug_amount) as drugs,
        sum(charge.test_amount) as tests,
        sum(charge.consumable_amount) as consumables,
        sum(charge.treatment_amount) as treatment
    from derived.claim_charge as charge
    where charge.encounter_id in (select encounter_id from derived.stay) -- gate: equivalent, bounds work
    group by charge.encounter_id
),

course as (
    select distinct encounter_id
    from derived.repeat_course_stay
    where reason in ('chemotherapy', 'radiotherapy', 'tumour_therapy', 'dialysis')
),

-- one row per hospital and month of discharge
charged as (
    select
        stay.provider_id, coalesce(stay.provider_level, 0) as provider_level,
        coalesce(peer.specialty, 'general') as specialty,
        cast(date_trunc('month', stay.discharged_on) as date) as month_from,
        max(stay.discharged_on) as last_day,
        count(stay.encounter_id) as stays,
        sum(charge.total) as total,
        sum(charge.drugs) as drugs,
        sum(charge.tests) as tests,
        sum(charge.consumables) as consumables,
        sum(charge.treatment) as treatment,
        sum(coalesce(scanned.ct, 0)) as ct,
        sum(coalesce(scanned.mr, 0)) as mr,
        -- the stay that had most of a kind, so that one patient is told from a habit
        max(charge.drugs) as most_drugs,
        arg_max(charge.total, charge.drugs) as total_of_most_drugs,
        max(charge.tests) as most_tests,
        arg_max(charge.total, charge.tests) as total_of_most_tests,
        max(charge.consumables) as most_consumables,
        arg_max(charge.total, charge.consumables) as total_of_most_consumables,
        max(charge.treatment) as most_treatment,
        arg_max(charge.total, charge.treatment) as total_of_most_treatment,
        max(coalesce(scanned.ct, 0)) as most_ct,
        arg_max(charge.total, coalesce(scanned.ct, 0)) as total_of_most_ct,
        max(coalesce(scanned.mr, 0)) as most_mr,
        arg_max(charge.total, coalesce(scanned.mr, 0)) as total_of_most_mr
    from encounter_charge as charge
    left join scanned on charge.encounter_id = scanned.encounter_id
    inner join derived.stay as stay on charge.encounter_id = stay.encounter_id
    -- a specialty that the register lacks stands in the name
    left join derived.provider_peer as peer on stay.provider_id = peer.provider_id
    -- a course is drugs or machine time by its nature: a ward for tumours is no habit of the house
    anti join course on charge.encounter_id = course.encounter_id
    group by
        stay.provider_id, coalesce(stay.provider_level, 0), coalesce(peer.specialty, 'general'),
        cast(date_trunc('month', stay.discharged_on) as date)
    having
        count(stay.encounter_id) >= $min_stays
        and sum(charge.total) > 0
),

share as (
    select
        provider_id, provider_level, specialty, month_from, last_day, stays, total, 'drugs' as measure, drugs / total as share,
        (drugs - most_drugs) / nullif(total - total_of_most_drugs, 0) as share_of_others
    from charged
    union all
    select
        provider_id, provider_level, specialty, month_from, last_day, stays, total, 'tests' as measure, tests / total as share,
        (tests - most_tests) / nullif(total - total_of_most_tests, 0) as share_of_others
    from charged
    union all
    select
        provider_id, provider_level, specialty, month_from, last_day, stays, total, 'consumables' as measure, consumables / total as share,
        (consumables - most_consumables) / nullif(total - total_of_most_consumables, 0) as share_of_others
    from charged
    union all
    select
        provider_id, provider_level, specialty, month_from, last_day, stays, total, 'treatment' as measure, treatment / total as share,
        (treatment - most_treatment) / nullif(total - total_of_most_treatment, 0) as share_of_others
    from charged
    union all
    select
        provider_id, provider_level, specialty, month_from, last_day, stays, total, 'ct' as measure, ct / total as share,
        (ct - most_ct) / nullif(total - total_of_most_ct, 0) as share_of_others
    from charged
    union all
    select
        provider_id, provider_level, specialty, month_from, last_day, stays, total, 'mr' as measure, mr / total as share,
        (mr - most_mr) / nullif(total - total_of_most_mr, 0) as share_of_others
    from charged
),

peer_centre as (
    select
        provider_level, specialty, year(month_from) as peer_year, measure,
        count(distinct provider_id) as peers, median(share) as centre, median(cast(stays as double)) as usual_stays
    from share
    group by provider_level, specialty, year(month_from), measure
    having count(distinct provider_id) >= $min_peers
),

-- how far the peers lie from their median; equal to a robust standard deviation once times 1.4826
placed as (
    select
        share.provider_id, share.provider_level, share.specialty, share.month_from, share.last_day, share.stays,
        share.measure, share.share, share.share_of_others, share.total, peer_centre.peer_year, peer_centre.peers, peer_centre.centre, peer_centre.usual_stays
    from share
    inner join peer_centre
        on
            share.provider_level = peer_centre.provider_level
            and share.specialty = peer_centre.specialty
            and year(share.month_from) = peer_centre.peer_year
            and share.measure = peer_centre.measure
),

peer_spread as (
    select provider_level, specialty, peer_year, measure, median(abs(share - centre)) as deviation
    from placed
    group by provider_level, specialty, peer_year, measure
)

select
    placed.provider_id as subject_id,
    placed.provider_id,
    placed.measure,
    placed.month_from,
    placed.stays,
    case placed.measure
        when 'drugs' then 'drugs' when 'tests' then 'laboratory and imaging tests'
        when 'consumables' then 'consumables' when 'treatment' then 'treatments'
        when 'ct' then 'CT scans' else 'MR scans'
    end as measure_text,
    case placed.measure
        when 'drugs' then '药费' when 'tests' then '检验检查' when 'consumables' then '耗材'
        when 'treatment' then '治疗' when 'ct' then 'CT 检查' else '核磁检查'
    end as measure_zh,
    cast(round(100 * placed.share, 1) as decimal(5, 1)) as share_percent,
    cast(round(100 * placed.centre, 1) as decimal(5, 1)) as median_percent,
    placed.peers,
    cast(round(placed.share * placed.total, 2) as decimal(18, 2)) as numerator,
    cast(placed.total as decimal(18, 2)) as denominator,
    cast(round(100 * placed.centre, 1) as decimal(5, 1)) as median,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    placed.month_from as occurred_from,
    placed.last_day as occurred_to
from placed
inner join peer_spread
    on
        placed.provider_level = peer_spread.provider_level
        and placed.specialty = peer_spread.specialty
        and placed.peer_year = peer_spread.peer_year
        and placed.measure = peer_spread.measure
where
    -- half of the room above the median is difference enough where less is left
    placed.share - placed.centre > least($min_difference, 0.5 * (1 - placed.centre))
    -- and one patient's treatment is no habit: the others show it too, where there are some
    and (
        placed.stays < 5
        or placed.share_of_others - placed.centre > least($min_difference, 0.5 * (1 - placed.centre))
    )
    -- the mean of few stays scatters more than that of many
    and placed.share - placed.centre
    > least(
        $robust_z * 1.4826 * peer_spread.deviation * greatest(1, sqrt(placed.usual_stays / placed.stays)),
        $most_room * (1 - placed.centre)
    )
