/* ---
title: An extra charged with nearly every one of a service
title_zh: 附加项目随主项目普遍加收
official: GZ10000302001000
version: 2
status: stable
certainty: suspect
subject: provider
identity: [addon_id, setting, year]
scope: all
parts: [unit, extra_line]
basis: [条例15, 条例38(三), 典型问题清单(2025)]
parameters:
  least_bases: {type: integer, default: 50, min: 1, max: 10000, step: 10, unit: visits or stays with the service in a year, note: a proposal}
  least_share: {type: decimal, default: 0.5, min: 0.2, max: 1, step: 0.1, unit: of them have the extra, note: a proposal}
  least_ratio: {type: decimal, default: 3, min: 1.5, max: 20, step: 0.5, unit: times the share elsewhere, note: a proposal}
  least_peers: {type: integer, default: 2, min: 1, max: 100, step: 1, unit: other providers of the service}
message: "{addon_name} with {extras} of {bases} {setting} visits with {base_name} in {year} ({share_percent}%; {peers} other [peers:provider|providers] {peers_percent}%)"
message_zh: "{year} 年{setting_zh}开展 {base_name} {bases} 例，其中 {extras} 例加收 {addon_name}（{share_percent}%，其他 {peers} 家 {peers_percent}%）：{note}"
innocent_when:
  - a house for bones, vessels or tumours whose scans need the extra and are read with it
  - the others lack the machine
innocent_when_zh:
  - 骨科、血管、肿瘤等专科确需该附加项目并有相应报告
  - 其他机构无相应设备
verify_by:
  - reports and pictures of the extra for ten of these visits, and whether the machine and its software are there
  - whether the order is a set that brings the extra by itself
verify_by_zh:
  - 抽查十例附加项目的图像、报告及设备软件
  - 核查医嘱是否为捆绑套餐
tolerates: [claim]
judged: select count(distinct provider_id) from encounter
source: ["problem list 2025-hospital no. 67, 81", "list 2026 no. 132"]
note: "Judges only the pairs of addon_item; visits and stays are compared with those of their kind; of a share above a third elsewhere those without the extra are compared. Years of less than least_bases are not judged."
note_zh: 只判 addon_item 中的项目对；门诊与门诊、住院与住院比较；其他机构占比超过三分之一的，改为比较未加收者所占比例。主项目例数不足 least_bases 的年度不判。
--- */
with
named as (
    select item.item_name, addon.addon_id, 'base' as part
    from derived.charged_item as item
    inner join addon_item as addon on regexp_matches(item.item_name, addon.base_pattern)
    union
    select item.item_name, addon.addon_id, 'extra' as part
    from derived.charged_item as item
    inner join addon_item as addon on regexp_matches(item.item_name, addon.addon_pattern)
),

-- one row per visit or stay and pair
unit as (
    select
        concat(line.provider_id, ' ', named.addon_id, ' ', coalesce(encounter.class, '') = 'inpatient', ' ', year(encounter.started_at)) as use_key,
        concat(named.addon_id, ' ', coalesce(encounter.class, '') = 'inpatient', ' ', year(encounter.started_at)) as kind_key,
        line.provider_id, named.addon_id, line.encounter_id,
        year(encounter.started_at) as year,
        case when encounter.class = 'inpatient' then 'inpatient' else 'outpatient' end as setting,
        max(case when named.part = 'base' then 1 else 0 end) as has_base,
        max(case when named.part = 'extra' and line.covered_amount > 0 then 1 else 0 end) as has_extra,
        min(case when named.part = 'base' then line.item_name end) as base_name
    from derived.net_claim_line as line
    inner join named on line.item_name = named.item_name
    inner join encounter on line.encounter_id = encounter.encounter_id
    group by line.provider_id, named.addon_id, line.encounter_id, encounter.class, encounter.started_at
),

counted as (
    select
        use_key, kind_key, provider_id, addon_id, year, setting,
        min(base_name) as base_name,
        count(*) as bases,
        sum(has_extra) as extras
    from unit
    where has_base = 1
    group by use_key, kind_key, provider_id, addon_id, year, setting
),

compared as (
    select
        use_key, provider_id, addon_id, year, setting, base_name, bases, extras,
        count(*) over (partition by kind_key) - 1 as peers,
        sum(bases) over (partition by kind_key) - bases as peer_bases,
        sum(extras) over (partition by kind_key) - extras as peer_extras
    from counted
),

widespread as (
    select
        use_key, provider_id, addon_id, year, setting, base_name, bases, extras, peers,
        peer_extras * 100.0 / peer_bases as peers_percent
    from compared
    where
        bases >= $least_bases
        and peer_bases >= $least_bases
        and peers >= $least_peers
        and extras >= $least_share * bases
        -- where everybody charges it with all, nobody stands out
        and extras * peer_bases > peer_extras * bases
        and (
            extras * peer_bases >= $least_ratio * peer_extras * bases
            or $least_ratio * (bases - extras) * peer_bases <= (peer_bases - peer_extras) * bases
        )
),

extra_line as (
    select
        line.claim_line_id, line.encounter_id, line.item_name, line.covered_amount, line.charged_on, named.addon_id
    from derived.net_claim_line as line
    inner join named on line.item_name = named.item_name
    where
        named.part = 'extra'
        and line.covered_amount > 0
)

select
    widespread.provider_id as subject_id, widespread.provider_id, widespread.addon_id, widespread.year, widespread.setting,
    case widespread.setting when 'inpatient' then '住院' else '门诊' end as setting_zh,
    widespread.base_name, widespread.bases, widespread.extras, widespread.peers,
    min(line.item_name) as addon_name,
    min(addon.note) as note,
    cast(round(widespread.extras * 100.0 / widespread.bases, 1) as decimal(5, 1)) as share_percent,
    cast(round(widespread.peers_percent, 1) as decimal(5, 1)) as peers_percent,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from widespread
inner join unit on widespread.use_key = unit.use_key
inner join addon_item as addon on widespread.addon_id = addon.addon_id
inner join extra_line as line
    on unit.encounter_id = line.encounter_id and widespread.addon_id = line.addon_id
where
    unit.has_base = 1
    and widespread.year >= extract(year from coalesce(addon.valid_from, date '1900-01-01'))
    and widespread.year <= extract(year from coalesce(addon.valid_to, date '2200-01-01'))
group by
    widespread.provider_id, widespread.addon_id, widespread.year, widespread.setting, widespread.base_name,
    widespread.bases, widespread.extras, widespread.peers, widespread.peers_percent
