/* ---
title: Examination given to nearly every inpatient
title_zh: 检查检验项目普遍开展（使用率畸高）
official: GZ10000302001000
version: 6
status: stable
certainty: suspect
subject: provider
identity: [item_code, year]
scope: all
basis: [条例15, 条例38(二), 典型问题清单(2025)]
parameters:
  least_stays: {type: integer, default: 30, min: 10, max: 1000, step: 1, unit: stays of the year}
  least_peers: {type: integer, default: 3, min: 2, max: 100, step: 1, unit: peers}
  least_share: {type: decimal, default: 0.6, min: 0.2, max: 1, step: 0.1, unit: of the stays have the item, note: "a proposal"}
  least_ratio: {type: decimal, default: 2, min: 1.1, max: 20, step: 0.5, unit: times the peers' share, note: "a proposal; the catalogue names the peers' 95th percentile"}
  for_theatre: {type: string, default: "D.?二聚体|血栓弹力|胸|心动图|心脏彩色|左心功能|室壁运动|四肢.*血管", note: what is looked at before an operation whatever it is for}
  most_indicated: {type: decimal, default: 0.2, min: 0, max: 1, step: 0.1, unit: of these stays have a diagnosis that calls for it}
message: "{item_name}: {users} of {stays} stays ({share_percent}%; {peers} peers {peers_percent}%), {indicated} of them with a diagnosis for it"
message_zh: "{item_name}：{year} 年 {stays} 例住院中 {users} 例开展（{share_percent}%，同级 {peers} 家 {peers_percent}%），仅 {indicated} 例有相关诊断"
innocent_when:
  - a specialised hospital, or a screening programme that the authority ordered
  - the diagnoses of the settlement list are incomplete
  - tests before an operation (an operation of the stay calls for what is looked at before it)
innocent_when_zh:
  - 专科医院、公共卫生筛查任务
  - 结算清单诊断填报不全
  - 术前常规检查（有手术收费的住院视为有指征）
verify_by:
  - sets of orders on admission; is the item among them for everybody
  - how many results were abnormal, and what followed from them
verify_by_zh:
  - 核查入院医嘱套餐
  - 统计阳性率及检查结果的后续处置
tolerates: [provider.level, provider.specialty]
judged: select count(distinct provider_id) from derived.stay where not is_open and not is_refunded
source: [rule catalogue item_usage_rate, "problem list 2025 no. 80, 82, 91-93, 102-126"]
note: "Judges only the items of problem_usage; the evidence is the lines of stays without a diagnosis that calls for the item."
note_zh: 只判 problem_usage 中的项目；证据为无相应诊断的住院中该项目的明细。
--- */
with
single_stay as (
    select
        stay.encounter_id, stay.provider_id, coalesce(stay.provider_level, 0) as provider_level,
        coalesce(peer.specialty, 'general') as provider_specialty,
        cast(extract(year from stay.discharged_on) as integer) as year,
        concat(stay.provider_id, ' ', cast(extract(year from stay.discharged_on) as varchar)) as provider_year
    from derived.stay as stay
    -- a specialty that the register lacks stands in the name
    left join derived.provider_peer as peer on stay.provider_id = peer.provider_id
    where
        not stay.is_open -- gate: equivalent, a stay without an end has no year
        and not stay.is_refunded
),

counted as (
    select provider_year, provider_level, provider_specialty, year, count(*) as stays
    from single_stay
    group by provider_year, provider_level, provider_specialty, year
),

peer_group as (
    select
        provider_year, stays,
        (count(*) over of_group) - 1 as peers,
        sum(stays) over of_group as group_stays
    from counted
    window of_group as (partition by provider_level, provider_specialty, year)
),

listed_item as (
    select distinct item.item_code
    from derived.listed_item as item
    inner join problem_usage as usage on item.named_by = concat(usage.item_prefix, '/', usage.name_pattern) -- gate: equivalent, bounds work
),

-- one row per provider, year and item: in how many stays it was used
item_use as (
    select
        stay.provider_year, stay.provider_id, stay.provider_level, stay.provider_specialty, stay.year, line.item_code,
        min(line.item_name) as item_name,
        count(distinct stay.encounter_id) as users
    from single_stay as stay
    inner join derived.net_line_scan as line on stay.encounter_id = line.encounter_id
    inner join listed_item
        on line.item_code = listed_item.item_code -- gate: equivalent, bounds work
    where
        line.category not in ('bed', 'nursing', 'consultation', 'western_drug', 'herbal_piece', 'patent_tcm') -- gate: equivalent, the lists name examinations and tests only
    group by stay.provider_year, stay.provider_id, stay.provider_level, stay.provider_specialty, stay.year, line.item_code
),

item_of_group as (
    select
        provider_year, provider_id, year, item_code, item_name, users,
        sum(users) over (partition by provider_level, provider_specialty, year, item_code) as group_users
    from item_use
),

-- few items are left before their names are looked at
widespread as (
    select
        item.provider_year, item.provider_id, item.year, item.item_code, item.item_name, item.users, peer_group.stays, peer_group.peers,
        (item.group_users - item.users) * 1.0 / nullif(peer_group.group_stays - peer_group.stays, 0) as peers_share
    from item_of_group as item
    inner join peer_group on item.provider_year = peer_group.provider_year
    where
        peer_group.stays >= $least_stays
        and peer_group.peers >= $least_peers
        and item.users >= $least_share * peer_group.stays
        -- of a share above one half nothing is twice: there the stays without the item are compared
        and (
            item.users * (peer_group.group_stays - peer_group.stays)
            >= $least_ratio * (item.group_users - item.users) * peer_group.stays
            or (
                $least_ratio * (peer_group.stays - item.users) * (peer_group.group_stays - peer_group.stays)
                <= (peer_group.group_stays - peer_group.stays - item.group_users + item.users) * peer_group.stays
                -- where everybody's every stay has the item nobody stands out
                and item.group_users < peer_group.group_stays
            )
        )
),

listed as (
    select
        concat(widespread.provider_year, ' ', widespread.item_code) as use_key,
        widespread.provider_year, widespread.provider_id, widespread.year, widespread.item_code, widespread.item_name, widespread.users,
        widespread.stays, widespread.peers, widespread.peers_share, usage.indication_pattern
    from widespread
    inner join problem_usage as usage
        on
            (
                starts_with(widespread.item_code, usage.item_prefix)
                or coalesce(regexp_matches(widespread.item_name, usage.name_pattern), false)
            )
            and widespread.year >= extract(year from coalesce(usage.valid_from, date '1900-01-01'))
            and widespread.year <= extract(year from coalesce(usage.valid_to, date '2200-01-01'))
    qualify
        row_number() over (
            partition by widespread.provider_id, widespread.year, widespread.item_code
            order by usage.list_edition desc, usage.list_no asc, usage.seq asc
        ) = 1
),

used as (
    select
        listed.use_key, listed.indication_pattern, listed.item_name,
        line.encounter_id, line.claim_line_id, line.charged_on, line.covered_amount
    from listed
    inner join single_stay as stay on listed.provider_year = stay.provider_year
    inner join derived.net_line_scan as line
        on stay.encounter_id = line.encounter_id and listed.item_code = line.item_code
    where line.item_code in (select item_code from listed) -- gate: equivalent, bounds work
),

-- each code is looked at once per pattern
calling_code as (
    select distinct diagnosis.code, listed.indication_pattern
    from (select distinct code from derived.encounter_diagnosis) as diagnosis
    cross join (select distinct indication_pattern from listed) as listed
    where regexp_matches(diagnosis.code, listed.indication_pattern)
),

indicated_stay as (
    select distinct used.encounter_id, used.use_key
    from used
    -- the main diagnosis may stand on the visit alone
    inner join derived.encounter_diagnosis as diagnosis on used.encounter_id = diagnosis.encounter_id
    inner join calling_code
        on diagnosis.code = calling_code.code and used.indication_pattern = calling_code.indication_pattern
    union
    -- an operation calls for what is looked at before it
    select used.encounter_id, used.use_key
    from used
    inner join derived.net_line_scan as line on used.encounter_id = line.encounter_id
    where line.category = 'surgery' and regexp_matches(used.item_name, $for_theatre)
),

total as (
    select
        used.use_key,
        count(distinct indicated.encounter_id) as indicated,
        cast(sum(used.covered_amount) filter (where indicated.encounter_id is null) as decimal(18, 2)) as amount_at_risk,
        list(used.claim_line_id) filter (where indicated.encounter_id is null) as claim_line_ids,
        min(used.charged_on) as occurred_from,
        max(used.charged_on) as occurred_to
    from used
    left join indicated_stay as indicated
        on used.encounter_id = indicated.encounter_id and used.use_key = indicated.use_key
    group by used.use_key
)

select
    listed.provider_id as subject_id, listed.provider_id, listed.year, listed.item_code, listed.item_name,
    listed.users, listed.stays, total.indicated,
    cast(round(listed.users * 100.0 / listed.stays, 1) as decimal(5, 1)) as share_percent,
    cast(round(coalesce(listed.peers_share, 0) * 100, 1) as decimal(5, 1)) as peers_percent,
    listed.peers,
    total.amount_at_risk, total.claim_line_ids, total.occurred_from, total.occurred_to
from listed
inner join total on listed.use_key = total.use_key
where total.indicated <= $most_indicated * listed.users
