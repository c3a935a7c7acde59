/* ---
title: A provider's month against its own months before, season taken out
title_zh: 机构月度突变（剔除季节因素）
version: 1
status: stable
subject: provider
period: month
# always within the month: what the season does, it does to all peers
peers:
  - [period_from, kind, level]
  - [period_from, kind]
  - [period_from]
peer_titles:
  kind: {title: kind of provider, title_zh: 同类型}
minimum_subjects: 25
features:
  amount_change: {title: change of the amount charged against its own median of six months, title_zh: 医疗费较本机构前六月中位数变化, format: change, direction: high, scale: log, floor: 0.1, counts: usual_encounters, half_at: 20}
  encounters_change: {title: change of encounters, title_zh: 就诊人次较前六月变化, format: change, direction: high, scale: log, floor: 0.1, counts: usual_encounters, half_at: 20}
  persons_change: {title: change of persons seen, title_zh: 就诊人数较前六月变化, format: change, direction: high, scale: log, floor: 0.1, counts: usual_encounters, half_at: 20}
  amount_per_encounter_change: {title: change of cost per encounter, title_zh: 次均费用较前六月变化, format: change, direction: high, scale: log, floor: 0.1, counts: usual_encounters, half_at: 20}
  stays_change: {title: change of stays, title_zh: 住院人次较前六月变化, format: change, direction: high, scale: log, floor: 0.15, counts: usual_stays, half_at: 10}
  drug_share_change: {title: drug share above its own usual by, title_zh: 药占比高出本机构前六月, format: points, direction: high, floor: 0.03, counts: usual_encounters, half_at: 20}
  new_item_share: {title: share of items not charged in six months, title_zh: 近六月未收取过的项目费用占比, format: percent, direction: high, floor: 0.03, counts: usual_encounters, half_at: 20}
detectors: [robust_z, iforest, copod]
parameters:
  months_before: {type: integer, default: 3, min: 2, max: 6, step: 1, unit: months with charges}
  usual_encounters: {type: integer, default: 10, min: 1, step: 5, unit: encounters a month}
innocent_when:
  - a department opened, moved in from another site or came back after building work
  - a neighbouring provider closed or lost its designation
innocent_when_zh:
  - 新开科室、院区搬迁或停业后恢复
  - 周边机构关停或暂停协议，患者转来
verify_by:
  - which items, physicians and persons make up the increase
  - the contract, staff and equipment of whatever began in the month
verify_by_zh:
  - 分解增量来自哪些项目、医师与人群
  - 核对当月新增业务的备案、人员与设备
--- */
with line_month as (
    select
        line.provider_id, line.encounter_id, line.person_id, line.item_code, line.category,
        line.amount, cast(date_trunc('month', line.charged_on) as date) as period_from
    from derived.net_claim_line as line
),

item_month as (
    select
        line_month.provider_id, line_month.period_from, line_month.item_code,
        sum(line_month.amount) as amount,
        lag(line_month.period_from) over (
            partition by line_month.provider_id, line_month.item_code
            order by line_month.period_from
        ) as charged_before
    from line_month
    group by line_month.provider_id, line_month.period_from, line_month.item_code
),

new_item as (
    select
        item_month.provider_id, item_month.period_from,
        sum(item_month.amount) filter (
            where item_month.charged_before is null
            or item_month.charged_before < item_month.period_from - interval 6 month
        ) as amount
    from item_month
    group by item_month.provider_id, item_month.period_from
),

stay_count as (
    select
        encounter.provider_id, cast(date_trunc('month', encounter.started_at) as date) as period_from,
        count(encounter.encounter_id) as stays
    from encounter
    where encounter.class = 'inpatient'
    group by encounter.provider_id, cast(date_trunc('month', encounter.started_at) as date)
),

month as (
    select
        line_month.provider_id, line_month.period_from,
        sum(line_month.amount) as amount,
        count(distinct line_month.encounter_id) as encounters,
        count(distinct line_month.person_id) as persons,
        coalesce(sum(line_month.amount) filter (
            where line_month.category in ('western_drug', 'patent_tcm', 'herbal_piece')
        ), 0) / nullif(sum(line_month.amount), 0) as drug_share
    from line_month
    group by line_month.provider_id, line_month.period_from
),

with_stays as (
    select
        month.provider_id, month.period_from, month.amount, month.encounters, month.persons,
        month.drug_share, month.amount / month.encounters as amount_per_encounter,
        coalesce(stay_count.stays, 0) as stays
    from month
    left join stay_count
        on month.provider_id = stay_count.provider_id and month.period_from = stay_count.period_from
),

beside_usual as (
    select
        with_stays.provider_id, with_stays.period_from, with_stays.amount, with_stays.encounters,
        with_stays.persons, with_stays.drug_share, with_stays.amount_per_encounter,
        with_stays.stays,
        count(with_stays.amount) over before as months_before,
        median(with_stays.amount) over before as usual_amount,
        median(with_stays.encounters) over before as usual_encounters,
        median(with_stays.persons) over before as usual_persons,
        median(with_stays.amount_per_encounter) over before as usual_amount_per_encounter,
        median(with_stays.stays) over before as usual_stays,
        median(with_stays.drug_share) over before as usual_drug_share
    from with_stays
    window before as (
        partition by with_stays.provider_id order by with_stays.period_from
        range between interval 6 month preceding and interval 1 month preceding
    )
)

select
    beside_usual.provider_id as subject_id, beside_usual.provider_id, beside_usual.period_from,
    cast(last_day(beside_usual.period_from) as date) as period_to,
    provider.kind, provider.level, beside_usual.usual_encounters, beside_usual.usual_stays,
    beside_usual.amount / nullif(beside_usual.usual_amount, 0) - 1 as amount_change,
    beside_usual.encounters / nullif(beside_usual.usual_encounters, 0) - 1 as encounters_change,
    beside_usual.persons / nullif(beside_usual.usual_persons, 0) - 1 as persons_change,
    beside_usual.amount_per_encounter / nullif(beside_usual.usual_amount_per_encounter, 0) - 1
        as amount_per_encounter_change,
    beside_usual.stays / nullif(beside_usual.usual_stays, 0) - 1 as stays_change,
    beside_usual.drug_share - beside_usual.usual_drug_share as drug_share_change,
    coalesce(new_item.amount, 0) / nullif(beside_usual.amount, 0) as new_item_share
from beside_usual
inner join provider on beside_usual.provider_id = provider.provider_id
left join new_item
    on
        beside_usual.provider_id = new_item.provider_id
        and beside_usual.period_from = new_item.period_from
where
    beside_usual.months_before >= $months_before
    and beside_usual.usual_encounters >= $usual_encounters
