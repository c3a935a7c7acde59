/* ---
title: Item charged beside the one that contains it on the same day
title_zh: 互斥或内涵项目同日并收
official: GZ10000102012000
version: 1
status: stable
certainty: definite
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 两库]
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收其内涵项目 {item_name}"
innocent_when:
  - the two were separate operations of that day, at another time or another site
  - the charge was given back by a refund that the extract does not carry
innocent_when_zh:
  - 当日在不同时间或不同部位分别操作，确属两次服务
  - 已办理退费但数据未上传
verify_by:
  - the operation or examination record of the day, how often and at which site each item was done
verify_by_zh:
  - 核对当日手术、检查记录中两个项目的次数、时间和部位
source: [national knowledge batch 7]
note: >-
  Judged within one encounter; the same over two visits of a day is mutex_across_visits.
  The second item of a published pair is at risk with its whole covered amount. A pair that a
  bureau lists in both directions gives one finding, of the cheaper item.
--- */
with
charged_item as (
    select distinct item_code from claim_line
),

-- pairs of which both items are charged at all
pair as (
    select item_pair.item_code_a, item_pair.item_code_b, item_pair.valid_from, item_pair.valid_to
    from item_pair
    inner join charged_item as containing
        on item_pair.item_code_a = containing.item_code -- gate: equivalent, bounds work
    inner join charged_item as contained
        on item_pair.item_code_b = contained.item_code -- gate: equivalent, bounds work
    where item_pair.doubt is null
),

paired_item as (
    select item_code_a as item_code from pair
    union
    select item_code_b as item_code from pair
),

containing_encounter as (
    select distinct line.encounter_id
    from claim_line as line
    inner join pair on line.item_code = pair.item_code_a -- gate: equivalent, bounds work
),

-- one row per encounter, day and item that stands in some pair
item_day as (
    select
        line.encounter_id, line.charged_on, line.item_code,
        min(line.person_id) as person_id,
        min(line.provider_id) as provider_id,
        coalesce(min(line.item_name), line.item_code) as item_name,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids,
        min(line.claim_line_id) as first_line_id
    from derived.net_claim_line as line
    inner join paired_item on line.item_code = paired_item.item_code
    semi join containing_encounter -- gate: equivalent, bounds work
        on line.encounter_id = containing_encounter.encounter_id -- gate: equivalent, bounds work
    group by line.encounter_id, line.charged_on, line.item_code
),

-- one row per pair that stands together, whichever way it is listed
together as (
    select
        contained.encounter_id, contained.charged_on, contained.item_code, contained.person_id,
        contained.provider_id, contained.item_name, contained.covered_amount, contained.claim_line_ids,
        containing.item_name as containing_name,
        containing.first_line_id as kept_line_id
    from item_day as contained
    inner join pair on contained.item_code = pair.item_code_b
    inner join item_day as containing
        on
            contained.encounter_id = containing.encounter_id
            and contained.charged_on = containing.charged_on
            and pair.item_code_a = containing.item_code
    where
        contained.charged_on >= coalesce(pair.valid_from, date '1900-01-01')
        and contained.charged_on < coalesce(pair.valid_to, date '2200-01-01')
    qualify row_number() over (
        partition by
            contained.encounter_id, contained.charged_on,
            least(pair.item_code_a, pair.item_code_b), greatest(pair.item_code_a, pair.item_code_b)
        order by contained.covered_amount, contained.item_code
    ) = 1
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    item_code, charged_on,
    min(item_name) as item_name,
    min(containing_name) as containing_name,
    min(kept_line_id) as kept_line_id,
    cast(max(covered_amount) as decimal(18, 2)) as amount_at_risk,
    min(claim_line_ids) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from together
group by encounter_id, item_code, charged_on
