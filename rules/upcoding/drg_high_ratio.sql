/* ---
title: Dear stays or special cases heaped up
title_zh: 高倍率或特例单议病例集中
official: none
version: 6
status: stable
certainty: suspect
subject: provider
identity: [kind, group_code, year]
scope: all
basis: [条例38(二), 条例38(七), 实施细则(高套)]
loss: high_ratio
parameters:
  high_ratio: {type: decimal, default: 3, min: 1.5, max: 10, step: 0.5, unit: times the payment standard}
  least_stays: {type: integer, default: 10, min: 5, max: 500, step: 1, unit: stays of the group at the provider and at its peers}
  least_share: {type: decimal, default: 0.2, min: 0.05, max: 1, step: 0.05, unit: of the stays are dear, note: "a proposal"}
  least_excess: {type: decimal, default: 0.15, min: 0.05, max: 0.9, step: 0.05, unit: of the stays above the peers' share, note: "a proposal"}
  special_drg: {type: decimal, default: 0.05, min: 0.01, max: 0.5, step: 0.01, unit: of the DRG stays are special cases}
  special_dip: {type: decimal, default: 0.005, min: 0.001, max: 0.1, step: 0.001, unit: of the DIP stays are special cases}
message: "{kind_en}: {high} of {stays} stays{group_en} ({share_percent}%; {peers} peers {peers_percent}%)"
message_zh: "{kind_zh}：{stays} 例{group_zh}中 {high} 例（{share_percent}%，同级 {peers} 家机构为 {peers_percent}%）"
innocent_when:
  - critical patients sent from other hospitals (left out where another bed was left for this one within a day)
  - new techniques that the groups do not reflect yet
innocent_when_zh:
  - 危重症患者集中转入（当日或前一日自他院床位转来的已排除）
  - 新技术尚未反映在病组权重中
verify_by:
  - the minutes of the review of special cases
  - charts of the dear stays, line by line against the orders
verify_by_zh:
  - 核对特例单议评审记录
  - 抽查高倍率病历，费用逐条比对医嘱
tolerates: [provider, grouping.version, grouping.adrg_code, grouping.is_special_case, group_weight, group_rate, provider.specialty, provider.region_code, encounter.insurance, encounter.is_newborn, encounter.discharge_way, encounter.is_planned_readmission, encounter.department]
judged: select count(*) from derived.grouped_stay
source: [rule catalogue drg_high_ratio]
note: "What a stay costs above its standard the hospital bears: the amount is only what the fund paid above the standard as a supplement, and unknown where it paid none; for special cases it is unknown."
note_zh: 超过支付标准的费用由医院承担：金额只计基金作为补偿另行支付的部分，没有补偿的为未知；特例单议的金额未知。
--- */
with
judged_stay as (
    select
        encounter_id, provider_id, coalesce(provider_level, 0) as provider_level, method, version, group_code,
        discharged_on, total_amount, fund_amount, standard_amount, is_special_case,
        cast(extract(year from discharged_on) as integer) as year,
        total_amount > $high_ratio * standard_amount as is_high
    from derived.grouped_stay as stay
    -- the grave that another house could not keep, and one bill of two, say nothing of this one
    anti join derived.stay_part as part on stay.encounter_id = part.encounter_id
),

by_provider as (
    select
        provider_id, provider_level, method, version, group_code, year,
        count(*) as stays,
        count(*) filter (where is_high) as high,
        sum(fund_amount - standard_amount) filter (where is_high and fund_amount > standard_amount) as amount_at_risk,
        list(encounter_id) filter (where is_high) as encounter_ids,
        min(discharged_on) as occurred_from,
        max(discharged_on) as occurred_to
    from judged_stay
    where standard_amount > 0
    group by provider_id, provider_level, method, version, group_code, year
),

compared as (
    select
        provider_id, group_code, year, stays, high, amount_at_risk, encounter_ids, occurred_from, occurred_to,
        high * 1.0 / stays as own_share,
        (count(*) over peers_of) - 1 as peers,
        (sum(stays) over peers_of) - stays as peers_stays,
        ((sum(high) over peers_of) - high) * 1.0 / nullif((sum(stays) over peers_of) - stays, 0) as peers_share
    from by_provider
    window peers_of as (partition by provider_level, method, version, group_code, year)
),

special as (
    select
        provider_id, method, year,
        count(*) as stays,
        count(*) filter (where is_special_case) as high,
        list(encounter_id) filter (where is_special_case) as encounter_ids,
        min(discharged_on) as occurred_from,
        max(discharged_on) as occurred_to
    from judged_stay
    group by provider_id, method, year
),

special_compared as (
    select
        provider_id, method, year, stays, high, encounter_ids, occurred_from, occurred_to,
        (count(*) over (partition by method, year)) - 1 as peers,
        (sum(stays) over (partition by method, year)) - stays as peers_stays,
        (sum(high) over (partition by method, year)) - high as peers_high
    from special
)

select
    provider_id as subject_id, provider_id, 'high_ratio' as kind,
    'stays far above the payment standard' as kind_en, '高倍率病例集中' as kind_zh,
    group_code, ' of group ' || group_code as group_en, '病组 ' || group_code || ' ' as group_zh, year, stays, high,
    cast(round(own_share * 100, 1) as decimal(5, 1)) as share_percent,
    cast(round(peers_share * 100, 1) as decimal(5, 1)) as peers_percent,
    peers,
    cast(amount_at_risk as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    encounter_ids, occurred_from, occurred_to
from compared
where
    stays >= $least_stays
    and peers_stays >= $least_stays
    and own_share >= $least_share
    and (
        own_share - peers_share >= $least_excess
        -- where most stays of the peers are dear, half of the rest
        or (own_share > peers_share and 2 * (1 - own_share) <= 1 - peers_share and peers_share > 1 - 2 * $least_excess)
    )
union all
select
    provider_id as subject_id, provider_id, 'special_case' as kind,
    'special cases above their quota' as kind_en, '特例单议超比例' as kind_zh,
    '' as group_code, '' as group_en, '' as group_zh, year, stays, high,
    cast(round(high * 100.0 / stays, 1) as decimal(5, 1)) as share_percent,
    cast(round(peers_high * 100.0 / nullif(peers_stays, 0), 1) as decimal(5, 1)) as peers_percent,
    peers,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    encounter_ids, occurred_from, occurred_to
from special_compared
where
    stays >= $least_stays
    -- every quota leaves room for one
    and high > greatest(stays * case when method = 'dip' then $special_dip else $special_drg end, 1)
