/* ---
title: Share of DRG groups with complications far above peers
title_zh: 伴合并症（CC/MCC）病组占比异常
official: none
version: 6
status: stable
certainty: suspect
subject: provider
identity: [year]
scope: all
basis: [条例38(七), 实施细则(高套)]
loss: group_payment
evidence: {context: {encounter: example_ids}}
parameters:
  least_stays: {type: integer, default: 20, min: 5, max: 1000, step: 1, unit: stays in groups that are split by complication}
  least_peers: {type: integer, default: 3, min: 2, max: 100, step: 1, unit: peers}
  least_excess: {type: decimal, default: 0.15, min: 0.05, max: 0.9, step: 0.05, unit: of the stays above the peers' share}
  least_ratio: {type: decimal, default: 2, min: 1.1, max: 20, step: 0.5, unit: times the peers' share}
message: "{severe} of {stays} stays of {year} ({share_percent}%) lie in groups with complications; {peers} peers [peers:has|have] {peers_percent}%; {examples} of them to draw, those that cost least of what was paid"
message_zh: "{year} 年 {stays} 例中 {severe} 例（{share_percent}%）入伴合并症病组，同级 {peers} 家机构为 {peers_percent}%；附其中费用占支付标准比例最低的 {examples} 例，供调阅病历"
innocent_when:
  - a hospital that takes the severe cases of its region (those from another bed within a day are left out), or a specialised one
  - better coding than its peers
innocent_when_zh:
  - 区域重症中心（当日或前一日自他院床位转来的已排除）或专科医院
  - 编码质量高于同级机构
verify_by:
  - draw charts of stays with a complication code and look for its treatment
  - the months in which the share rose, and what was changed in coding then
verify_by_zh:
  - 抽查填报合并症的病历，核实是否有相应诊治
  - 核对占比上升月份的编码培训、软件变更
tolerates: [provider, grouping.weight, grouping.standard_amount, grouping.version, grouping.adrg_code, grouping.is_special_case, group_weight, group_rate, provider.specialty, provider.region_code, encounter.insurance, encounter.is_newborn, encounter.discharge_way, encounter.is_planned_readmission, encounter.department]
judged: select count(distinct provider_id) from derived.grouped_stay where method = 'drg'
source: [rule catalogue drg_ccmcc_share]
note: "Peers are the other providers of the level and specialty in the year, taken together. A share does not say which stay is wrong: five are named to be drawn, those whose complication was treated for least, as context and not as found; see drg_main_dx_pair and drg_dx_no_support."
note_zh: 同类为同级别、同专科其他机构一年合计；占比不能说明哪一次住院有误，故只附 5 例费用占支付标准比例最低的病例作为参照，供调阅病历，不计为疑点住院；逐例判断见 drg_main_dx_pair 和 drg_dx_no_support。
--- */
with
-- one row per provider and year; groups that are not split say nothing
share as (
    select
        stay.provider_id, coalesce(stay.provider_level, 0) as provider_level,
        coalesce(peer.specialty, 'general') as provider_specialty,
        cast(extract(year from discharged_on) as integer) as year,
        count(*) as stays,
        count(*) filter (where severity in ('mcc', 'cc')) as severe,
        min(discharged_on) as occurred_from,
        max(discharged_on) as occurred_to,
        sum(standard_amount) as standard_amount
    from derived.grouped_stay as stay
    -- a specialty that the register lacks stands in the name
    left join derived.provider_peer as peer on stay.provider_id = peer.provider_id
    -- the grave that another house sent on, and one bill of two, say nothing of how this one codes
    anti join derived.stay_part as part on stay.encounter_id = part.encounter_id
    where severity in ('mcc', 'cc', 'none')
    group by stay.provider_id, stay.provider_level, coalesce(peer.specialty, 'general'), extract(year from discharged_on)
),

compared as (
    select
        provider_id, year, stays, severe, occurred_from, occurred_to,
        severe * 1.0 / stays as own_share,
        (count(*) over peers_of) - 1 as peers,
        -- the peers without the provider itself
        ((sum(severe) over peers_of) - severe) * 1.0
        / nullif((sum(stays) over peers_of) - stays, 0) as peers_share
    from share
    window peers_of as (partition by provider_level, provider_specialty, year)
),

unlike as (
    select provider_id, year, stays, severe, peers, own_share, peers_share, occurred_from, occurred_to
    from compared
    where
        stays >= $least_stays
        and peers >= $least_peers
        and (
            own_share - peers_share >= $least_excess
            -- where so little room is left, far more than chance
            or (peers_share > 1 - $least_excess and own_share - peers_share >= 4 * sqrt(peers_share * (1 - peers_share) / stays))
        )
        -- of a share above one half nothing is twice: there the rest is looked at, 4 % against 48 %
        and (
            own_share >= $least_ratio * peers_share
            or ($least_ratio * (1 - own_share) <= 1 - peers_share and own_share > peers_share)
        )
),

-- a complication that was treated costs money: nth 1 cost the least of what is paid for its group
example as (
    select
        stay.provider_id, extract(year from stay.discharged_on) as year, stay.encounter_id,
        row_number() over (
            partition by stay.provider_id, extract(year from stay.discharged_on)
            order by coalesce(stay.total_amount / nullif(stay.standard_amount, 0), 1000), stay.encounter_id
        ) as nth
    from derived.grouped_stay as stay
    semi join unlike -- gate: equivalent, bounds work
        on stay.provider_id = unlike.provider_id -- gate: equivalent, bounds work
        and extract(year from stay.discharged_on) = unlike.year -- gate: equivalent, bounds work
    anti join derived.stay_part as part on stay.encounter_id = part.encounter_id
    where stay.severity in ('mcc', 'cc')
)

select
    unlike.provider_id as subject_id, unlike.provider_id, unlike.year, unlike.stays, unlike.severe, unlike.peers,
    cast(round(unlike.own_share * 100, 1) as decimal(5, 1)) as share_percent,
    cast(round(unlike.peers_share * 100, 1) as decimal(5, 1)) as peers_percent,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(example.encounter_id) as example_ids, count(*) as examples,
    unlike.occurred_from, unlike.occurred_to
from unlike
inner join example on unlike.provider_id = example.provider_id and unlike.year = example.year and example.nth <= 5
group by
    unlike.provider_id, unlike.year, unlike.stays, unlike.severe, unlike.peers, unlike.own_share, unlike.peers_share,
    unlike.occurred_from, unlike.occurred_to
