/* ---
title: How a hospital uses an item, against hospitals that use it too
title_zh: 机构项目使用率偏离
version: 1
status: stable
subject: provider_item
period: quarter
peers:
  - [period_from, item_code, level]
  - [item_code, level]
  - [period_from, item_code]
  - [item_code]
peer_titles:
  item_code: {title: item, title_zh: 同项目}
minimum_subjects: 50
features:
  usage_share: {title: share of encounters with the item, title_zh: 项目使用率, format: percent, direction: high, scale: linear, floor: 0.01, counts: encounters, half_at: 50}
  quantity_per_use: {title: quantity per encounter with it, title_zh: 次均使用数量, format: number, direction: high, scale: log, floor: 0.1, counts: uses, half_at: 10}
  amount_per_use: {title: amount per encounter with it, title_zh: 次均项目费用, format: money, direction: high, scale: log, floor: 0.1, counts: uses, half_at: 10}
  unit_price: {title: unit price, title_zh: 单价, format: money, direction: high, scale: log, floor: 0.05, counts: uses, half_at: 5}
  uses_per_person: {title: encounters with it per person, title_zh: 人均使用次数, format: number, direction: high, scale: log, floor: 0.1, counts: uses, half_at: 15}
  share_of_amount: {title: share of all charges, title_zh: 占总费用比例, format: percent, direction: high, floor: 0.005, counts: encounters, half_at: 50}
detectors: [robust_z, iforest, hbos]
parameters:
  minimum_uses: {type: integer, default: 5, min: 1, step: 5, unit: encounters a quarter}
  minimum_encounters: {type: integer, default: 30, min: 1, step: 10, unit: encounters a quarter}
innocent_when:
  - the hospital is the region's centre for what the item is used for
  - the item replaced another that peers still use
innocent_when_zh:
  - 该院为区域内相应专科中心
  - 该项目已替代同组机构仍在使用的旧项目
verify_by:
  - execution records of the item against its charge lines, drawn at random
  - capacity of the staff and the equipment that the item needs
verify_by_zh:
  - 随机抽取该项目收费明细，与执行记录核对
  - 核对开展该项目的人员与设备能力
--- */
with hospital as (
    select provider.provider_id, provider.level
    from provider
    where provider.kind = 'hospital'
),

line_quarter as (
    select
        line.provider_id, line.encounter_id, line.person_id, line.item_code, line.quantity,
        line.amount, cast(date_trunc('quarter', line.charged_on) as date) as period_from
    from derived.net_claim_line as line
    inner join hospital on line.provider_id = hospital.provider_id
),

whole as (
    select
        line_quarter.provider_id, line_quarter.period_from,
        count(distinct line_quarter.encounter_id) as encounters, sum(line_quarter.amount) as amount
    from line_quarter
    group by line_quarter.provider_id, line_quarter.period_from
),

used as (
    select
        line_quarter.provider_id, line_quarter.period_from, line_quarter.item_code,
        count(distinct line_quarter.encounter_id) as uses,
        count(distinct line_quarter.person_id) as persons,
        sum(line_quarter.quantity) as quantity, sum(line_quarter.amount) as amount
    from line_quarter
    group by line_quarter.provider_id, line_quarter.period_from, line_quarter.item_code
)

select
    used.provider_id || '/' || used.item_code as subject_id, used.provider_id, used.period_from,
    cast(used.period_from + interval 3 month - interval 1 day as date) as period_to,
    used.item_code, hospital.level, whole.encounters, used.uses,
    used.uses / whole.encounters as usage_share,
    used.quantity / used.uses as quantity_per_use,
    used.amount / used.uses as amount_per_use,
    used.amount / nullif(used.quantity, 0) as unit_price,
    used.uses / used.persons as uses_per_person,
    used.amount / nullif(whole.amount, 0) as share_of_amount
from used
inner join whole on used.provider_id = whole.provider_id and used.period_from = whole.period_from
inner join hospital on used.provider_id = hospital.provider_id
where used.uses >= $minimum_uses and whole.encounters >= $minimum_encounters
