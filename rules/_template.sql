/* ---
title: A bed charged on a day with no other service
title_zh: 只有床位费的收费日
official: none                      # a national class code, a list of them, or none
version: 1
status: draft                       # draft (in shadow, in no lead) | stable | retired
certainty: suspect                  # definite 明确违规 | suspect 可疑
subject: encounter                  # encounter person practitioner provider claim claim_line trace_code group
identity: [charged_on]              # with the subject, what makes two findings the same one
scope: encounter                    # rows sharing this key decide the result; its id is among the results
basis: [条例38(三)]                  # ids of data_contracts/reference/legal_basis.csv
parameters:
  min_amount: {type: decimal, default: 30, min: 0, step: 10, unit: yuan, note: a proposal}
message: "a bed for {amount} yuan on {charged_on}"
message_zh: "{charged_on} 收取床位费 {amount} 元"
innocent_when: [the person rested between two treatments]
innocent_when_zh: [治疗间歇的休养日]
verify_by: [the nursing record of that day]
verify_by_zh: [核对当日护理记录]
--- */
-- one row per encounter and day with its bed charges; refunds are already taken out
with bed_day as (
    select
        encounter_id, person_id, provider_id, charged_on,
        sum(covered_amount) as amount,
        list(claim_line_id) as claim_line_ids
    from derived.net_claim_line
    where category = 'bed'
    group by encounter_id, person_id, provider_id, charged_on
)

select
    encounter_id as subject_id, provider_id, person_id, charged_on, amount,
    cast(amount as decimal(18, 2)) as amount_at_risk,
    claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from bed_day
where amount >= $min_amount
