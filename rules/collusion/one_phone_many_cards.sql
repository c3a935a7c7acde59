/* ---
title: One telephone behind the cards of many strangers who fetch one dear drug
title_zh: 一个电话关联多人医保卡集中配取同一高值药
official: none
version: 1
status: stable
certainty: suspect
subject: group
identity: [item_code, provider_id]
scope: all
basis: [条例15, 条例17, 条例38(七), 条例41]
parameters:
  min_persons: {type: integer, default: 5, min: 3, step: 1, unit: persons of as many addresses, note: "a proposal; a family and its neighbours are fewer"}
  most_persons: {type: integer, default: 50, min: 5, step: 5, unit: persons registered with the telephone, note: "a proposal; more have the number of an office or none of their own"}
  window_days: {type: integer, default: 30, min: 1, step: 1, unit: days from the first to the last of them, note: a proposal}
  min_unit_price: {type: decimal, default: 300, min: 0, step: 50, unit: yuan a pack, note: "a proposal; what is worth selling again"}
message: "{persons} persons of {addresses} addresses, registered with one telephone, fetched {item_name} between {first_on} and {last_on} at {providers} providers"
message_zh: "登记同一电话、住址 {addresses} 处的 {persons} 人，于 {first_on} 至 {last_on} 在 {providers} 家机构配取 {item_name}"
innocent_when:
  - the number of a village, a clinic or an office that was entered for whoever had none (left out beyond {most_persons} persons)
  - a programme for one disease whose nurse orders for its patients
  - relatives of several households with one inherited disease
innocent_when_zh:
  - 以村委会、诊所、单位电话代登记（超过 {most_persons} 人的已排除）
  - 单病种患者管理项目由专人代办
  - 多户亲属患同一遗传病
verify_by:
  - whose number it is; ask the persons whether they know him and have the disease
  - the camera of the counter, and the trace codes of the boxes
verify_by_zh:
  - 查明电话机主，向参保人核实是否相识、是否患病
  - 调取窗口监控，追踪药品追溯码流向
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim_line.item_name, claim_line.unit_price, claim.original_claim_id]
judged: select count(distinct phone_key) from person where phone_key is not null
source: ["published reports of inspections: dealers in drugs who hold the cards of others"]
note: >-
  Of telephone and drug the days with most persons are shown; a person counts by his first fill. Those whose address is not known count as none.
  Each house is found for what it dispensed.
note_zh: 每个电话、每种药只列人数最多的时段，每人以首次配药日计；住址未登记的不计。各机构就本机构所配分列。
--- */
with
shared_phone as (
    select phone_key
    from person
    group by phone_key
    having
        count(*) >= $min_persons -- gate: equivalent, bounds work
        and count(*) <= $most_persons
),

fill as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code, line.item_name,
        line.charged_on, line.covered_amount, person.phone_key, person.address_key
    from derived.net_claim_line as line
    inner join person on line.person_id = person.person_id
    inner join shared_phone on person.phone_key = shared_phone.phone_key
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        coalesce(line.category in ('western_drug', 'patent_tcm'), false)
        and encounter.class <> 'inpatient'
        -- a line of five packs' price is dear, however a pack is counted: drugs are charged by the tablet too
        and (
            coalesce(line.unit_price, line.amount / nullif(line.quantity, 0)) >= $min_unit_price
            or (line.amount >= 5 * $min_unit_price and line.amount >= 0.1 * $min_unit_price * line.quantity)
        )
        and line.covered_amount > 0
),

first_fill as (
    select phone_key, item_code, person_id, min(charged_on) as first_on
    from fill
    group by phone_key, item_code, person_id
),

crowd as (
    select
        phone_key, item_code, first_on as last_on,
        count(*) over (
            partition by phone_key, item_code
            order by date_diff('day', date '2000-01-01', first_on)
            range between $window_days - 1 preceding and current row
        ) as persons
    from first_fill
),

worst as (
    select phone_key, item_code, last_on
    from crowd
    qualify row_number() over (partition by phone_key, item_code order by persons desc, last_on) = 1
),

found as (
    select
        fill.claim_line_id, fill.encounter_id, fill.person_id, fill.provider_id, fill.item_code, fill.item_name,
        fill.charged_on, fill.covered_amount, fill.phone_key, fill.address_key
    from worst
    inner join fill
        on
            worst.phone_key = fill.phone_key
            and worst.item_code = fill.item_code
            and fill.charged_on <= worst.last_on
            and date_diff('day', fill.charged_on, worst.last_on) < $window_days
),

-- those of all houses together make the group
ring as (
    select
        phone_key, item_code,
        min(item_name) as item_name,
        count(distinct person_id) as persons,
        count(distinct address_key) as addresses,
        count(distinct provider_id) as providers,
        min(charged_on) as first_on,
        max(charged_on) as last_on
    from found
    group by phone_key, item_code
    having count(distinct address_key) >= $min_persons
)

select
    ring.phone_key as subject_id, ring.item_code, found.provider_id,
    ring.item_name, ring.persons, ring.addresses, ring.providers, ring.first_on, ring.last_on,
    cast(sum(found.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(found.claim_line_id) as claim_line_ids,
    list(distinct found.encounter_id) as encounter_ids,
    min(found.charged_on) as occurred_from,
    max(found.charged_on) as occurred_to
from ring
inner join found on ring.phone_key = found.phone_key and ring.item_code = found.item_code
group by
    ring.phone_key, ring.item_code, found.provider_id, ring.item_name, ring.persons, ring.addresses, ring.providers,
    ring.first_on, ring.last_on
