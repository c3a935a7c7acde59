/* ---
title: Consumable charged beside a service whose price already holds it
title_zh: 医疗服务项目与医用耗材重复收费
official: 2025-30
version: 1
status: stable
certainty: definite
subject: encounter
identity: [consumable_code, charged_on]
scope: encounter
basis: [条例15, 条例38(三)]
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
tolerates: [claim_line.item_name]
source: [national rule library]
note: Services and consumables are filled by the bureau (item_consumable_pair).
--- */
with
used_item as (
    select distinct item_code from claim_line
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
        max(line.covered_amount) as covered_amount
    from derived.net_claim_line as line
    inner join pair on line.item_code = pair.consumable_code
    inner join derived.net_claim_line as service
        on
            line.encounter_id = service.encounter_id
            and line.charged_on = service.charged_on
            and pair.service_code = service.item_code
    where
        line.charged_on >= coalesce(pair.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(pair.valid_to, date '2200-01-01')
        and line.covered_amount > 0
    group by
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code
)

select
    encounter_id as subject_id,
    provider_id,
    person_id,
    consumable_code,
    charged_on,
    min(consumable_name) as consumable_name,
    min(service_name) as service_name,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from doubled
group by encounter_id, provider_id, person_id, consumable_code, charged_on
