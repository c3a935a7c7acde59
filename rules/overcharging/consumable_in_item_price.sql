/* ---
title: Consumable charged beside a service whose price already holds it
title_zh: 医疗服务项目与医用耗材重复收费
official: 2025-30
version: 6
status: stable
certainty: definite
subject: encounter
identity: [consumable_code, charged_on]
scope: encounter
basis: [条例15, 条例38(三)]
parameters:
  known_from: {type: string, default: "2025-01-01", note: "first day of the edition that the lists were read against; a limit without a first day of its own finds suspects only before it"}
unmoved_by:
  sell_by_unit: "what the price of the service contains is contained by the piece too"
  home_bed: "a dressing at home holds what it takes, as one on the ward does"
  newborn_on_mothers_card: "the price of the service holds it, whoever is treated"
  post_at_settlement: "of a visit, what is paid together was done together; what a stay booked at its end is suspect"
  post_later: "nothing else was charged that it could be for, whenever that was booked"
message: "{consumable_name} charged on {charged_on} beside {service_name}, whose price holds it"
message_zh: "{charged_on} 收取 {service_name} 的同时另收其内含耗材 {consumable_name}"
innocent_when:
  - the consumable was used for another service of the day
innocent_when_zh:
  - 耗材用于当日其他项目
verify_by:
  - what the price list says the service holds
  - the record of use of the consumable
verify_by_zh:
  - 核对价目表项目内涵
  - 核对耗材使用登记
tolerates: [claim_line.item_name, claim_line.category, encounter, claim]
evidence: {kept: {claim_line: service_line_ids}}
source: [national rule library]
note: >-
  Services and consumables are filled by the bureau (item_consumable_pair). Definite where both were
  charged at one moment with an hour, and nothing else was done that day that a consumable could be
  for; else suspect.
note_zh: 诊疗项目与耗材的对应由医保局填写（item_consumable_pair）。两者在有时分的同一时刻收取，且当日没有其他可用该耗材的诊疗，为确定；否则为疑似。
--- */
with
used_item as (
    select distinct item_code from derived.charged_item
),

pair as (
    select service.item_code as service_code, consumable.item_code as consumable_code, listed.valid_from, listed.valid_to
    from item_consumable_pair as listed
    inner join used_item as service on starts_with(service.item_code, listed.item_prefix)
    inner join used_item as consumable on starts_with(consumable.item_code, listed.consumable_prefix)
),

-- one row per consumable's charge; several services may each hold it
doubled as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code as consumable_code,
        min(coalesce(line.item_name, line.item_code)) as consumable_name,
        min(coalesce(service.item_name, service.item_code)) as service_name,
        list(distinct service.claim_line_id) as service_line_ids,
        -- charged together, at a moment with an hour
        max(case
            when
                line.charged_at = service.charged_at
                and cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399)
                and not (posting.charged_at is not null and coalesce(encounter.class = 'inpatient', false))
                -- on the day of leaving a ward books what it had forgotten, of whatever day
                and not coalesce(
                    encounter.class = 'inpatient'
                    and line.charged_on >= cast(encounter.ended_at as date)
                    and cast(encounter.ended_at as date) > cast(encounter.started_at as date),
                    false
                )
                and not (pair.valid_from is null and line.charged_on < cast($known_from as date))
                then 1
            else 0
        end) as is_together,
        max(line.covered_amount) as covered_amount
    from derived.net_line_scan as line
    inner join pair on line.item_code = pair.consumable_code
    inner join derived.net_line_scan as service
        on
            line.encounter_id = service.encounter_id
            and line.charged_on = service.charged_on
            and pair.service_code = service.item_code
    -- booked as the stay was closed, or with most of it, tells of no moment
    left join derived.joint_posting as posting
        on line.encounter_id = posting.encounter_id and line.charged_at = posting.charged_at
    left join encounter on line.encounter_id = encounter.encounter_id
    where
        line.charged_on >= coalesce(pair.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(pair.valid_to, date '2200-01-01')
        and line.covered_amount > 0
    group by
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code
),

-- services of such a day that do not hold the consumable: what it may have been used for instead
other_service as (
    select distinct line.encounter_id, line.charged_on, doubled.consumable_code
    from derived.net_line_scan as line
    inner join doubled -- gate: equivalent, bounds work: joined below
        on
            line.encounter_id = doubled.encounter_id -- gate: equivalent, bounds work: joined below
            and line.charged_on = doubled.charged_on -- gate: equivalent, bounds work: joined below
    -- what holds another consumable may have used this one
    anti join pair on line.item_code = pair.service_code and doubled.consumable_code = pair.consumable_code
    where coalesce(line.category in ('treatment', 'surgery', 'examination', 'nursing', 'laboratory', 'general', 'other'), false)
)

select
    doubled.encounter_id as subject_id,
    doubled.provider_id,
    doubled.person_id,
    doubled.consumable_code,
    doubled.charged_on,
    min(doubled.consumable_name) as consumable_name,
    min(doubled.service_name) as service_name,
    cast(sum(doubled.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(doubled.claim_line_id) as claim_line_ids,
    flatten(list(doubled.service_line_ids)) as service_line_ids,
    [doubled.encounter_id] as encounter_ids,
    case
        when min(doubled.is_together) = 1 and min(other_service.encounter_id) is null then 'definite'
        else 'suspect'
    end as certainty,
    doubled.charged_on as occurred_from,
    doubled.charged_on as occurred_to
from doubled
left join other_service
    on
        doubled.encounter_id = other_service.encounter_id
        and doubled.charged_on = other_service.charged_on
        and doubled.consumable_code = other_service.consumable_code
group by doubled.encounter_id, doubled.provider_id, doubled.person_id, doubled.consumable_code, doubled.charged_on
