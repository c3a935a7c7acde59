/* ---
title: Herbal prescription of nothing but herbs that the fund does not pay alone
title_zh: 中药饮片单方使用不予支付
official: GZ10000101004000
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [charged_on]
scope: encounter
basis: [条例15, 条例38(六), 药品目录, 两库]
message: "on {charged_on} nothing but {herbs} herbs that the fund does not pay alone ({herb_name})"
message_zh: "{charged_on} 处方仅含单方不予支付的饮片 {herbs} 味（{herb_name}）"
innocent_when:
  - one prescription was entered as two, or its other herbs were paid privately
  - how the herbs are used was not transmitted
innocent_when_zh:
  - 同一处方拆开录入，或其余饮片自费
  - 未上传中药使用方式
verify_by:
  - the original prescription
verify_by_zh:
  - 查看处方原件
tolerates: [claim_line.herb_use, claim_line.item_name]
source: [national knowledge batch 11, 2025-pharmacy 10, rule catalogue tcm_herb_nopay]
note: >-
  All herbs that an encounter is charged on a day count as one prescription, so that a
  prescription entered as two is not found. Herbs that the fund never pays have a rule of
  their own, tcm_herb_never_paid.
--- */
with
-- one row per charged herb, listed or not; only what the fund covers can be its loss
herb_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        coalesce(line.item_name, line.item_code) as item_name, line.covered_amount, line.herb_use,
        listed.scope
    from derived.net_claim_line as line
    left join herb_not_payable as listed
        on
            line.item_code = listed.item_code
            and listed.doubt is null
            and line.charged_on >= coalesce(listed.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(listed.valid_to, date '2200-01-01')
    where line.category = 'herbal_piece'
)

select
    encounter_id as subject_id,
    any_value(provider_id) as provider_id,
    person_id,
    charged_on,
    min(item_name) filter (where scope = 'alone') as herb_name,
    count(distinct item_name) filter (where scope = 'alone') as herbs,
    cast(sum(covered_amount) filter (where scope = 'alone') as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) filter (where scope = 'alone' and covered_amount > 0) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from herb_line
group by encounter_id, person_id, charged_on
having
    -- every herb of the day is on the list
    count(scope) = count(claim_line_id)
    and sum(covered_amount) filter (where scope = 'alone') > 0
    -- 1: entered as part of a compound, whose other herbs the claim does not show
    and count(claim_line_id) filter (where herb_use = '1') = 0
