/* ---
title: Herbal prescription of nothing but herbs that the fund does not pay alone
title_zh: 中药饮片单方使用不予支付
official: GZ10000101004000
version: 4
status: stable
certainty: suspect
subject: encounter
identity: [charged_on]
scope: person
basis: [条例15, 条例38(六), 药品目录, 两库]
parameters:
  days_apart: {type: integer, default: 1, min: 0, max: 7, step: 1, unit: days before or after on which the other herbs of a declared compound may be booked}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "on {charged_on} nothing but {herbs} herbs that the fund does not pay alone ({herb_name}), {declared}"
message_zh: "{charged_on} 处方仅含单方不予支付的饮片 {herbs} 味（{herb_name}），{declared_zh}"
innocent_when:
  - one prescription was entered as two (left out where its number, or its doctor, day and doses tell)
  - the other herbs were paid privately, or booked under another person
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
innocent_when_zh:
  - 同一处方拆开录入（处方号相同，或同日同医师、付数相同的已排除）
  - 其余饮片自费，或记在他人名下
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
verify_by:
  - the original prescription
verify_by_zh:
  - 查看处方原件
tolerates: [claim, claim_line.herb_use, claim_line.item_name, claim_line.prescription_no, claim_line.practitioner_id, claim_line.days_supplied]
source: [national knowledge batch 11, 2025-pharmacy 10, rule catalogue tcm_herb_nopay]
note: >-
  All herbs that an encounter is charged on a day count as one prescription, so that a
  prescription entered as two is not found; so do herbs of one number within days_apart, and those of one doctor, day
  and number of doses, under several visits to a house. That herbs are declared part of a compound (use 1)
  says nothing while the claims show no herb that would make it one: many systems always send it,
  and the catalogue pays no prescription of such herbs only. It does excuse them where the person
  was charged another herb, here or elsewhere, within days_apart. Herbs that the fund never pays
  have a rule of their own, tcm_herb_never_paid.
note_zh: 同一就诊同日收取的全部饮片视为一方，一方拆成两方开具的查不出；在同一机构分多次就诊收费的，处方号相同或同日同医师、付数相同的视为一方。明细标注为复方使用（1），而结算中没有可与之成方的饮片时，不予采信：许多系统一律上传此值，而目录规定单用不予支付。参保人在 days_apart 日内、不论在何处另有饮片收费的，采信该标注。任何情况下均不予支付的饮片由 tcm_herb_never_paid 判断。
--- */
with
-- the list by its codes, and by its names where a house charges under a code that the list does not know
listed_herb as (
    select item_code, cast(null as varchar) as charged_name, scope, valid_from, valid_to
    from herb_not_payable
    where doubt is null
    union all
    select item.item_code, item.item_name as charged_name, listed.scope, listed.valid_from, listed.valid_to
    from derived.charged_item as item
    inner join herb_not_payable as listed on item.item_name = listed.item_name and listed.doubt is null
    anti join herb_not_payable as known on item.item_code = known.item_code
),

-- one row per charged herb, listed or not; only what the fund covers can be its loss
herb_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        coalesce(line.item_name, line.item_code) as item_name, line.covered_amount, line.herb_use,
        line.prescription_no, line.practitioner_id, line.days_supplied, listed.scope
    from derived.net_claim_line as line
    left join listed_herb as listed
        on
            line.item_code = listed.item_code
            and coalesce(line.item_name = listed.charged_name, listed.charged_name is null)
            and line.charged_on >= coalesce(listed.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(listed.valid_to, date '2200-01-01')
    where line.category = 'herbal_piece'
    -- of two editions that are both in force the later one holds, and the line counts once
    qualify
        row_number() over (
            partition by line.claim_line_id order by listed.valid_from desc nulls last, listed.scope
        ) = 1
),

-- one row per encounter and day whose herbs are all on the list
alone as (
    select
        encounter_id, person_id, charged_on,
        min(provider_id) as provider_id,
        min(item_name) filter (where scope = 'alone') as herb_name,
        count(distinct item_name) filter (where scope = 'alone') as herbs,
        max(case when herb_use = '1' then 1 else 0 end) as is_declared_compound,
        cast(sum(covered_amount) filter (where scope = 'alone') as decimal(18, 2)) as amount_at_risk,
        list(claim_line_id) filter (where scope = 'alone' and covered_amount > 0) as claim_line_ids
    from herb_line
    group by encounter_id, person_id, charged_on
    having
        count(scope) = count(claim_line_id)
        and sum(covered_amount) filter (where scope = 'alone') > 0
),

-- all herbs of these persons
beside as (
    select
        herb_line.encounter_id, herb_line.person_id, herb_line.provider_id, herb_line.charged_on, herb_line.herb_use,
        herb_line.prescription_no, herb_line.practitioner_id, herb_line.days_supplied, herb_line.scope
    from herb_line
    semi join alone -- gate: equivalent, bounds work
        on herb_line.person_id = alone.person_id -- gate: equivalent, bounds work
),

-- herbs of one decoction that were charged under two visits or on two days: its number tells, else its doctor and its
-- days. Who marks them as of single use says that they are none
one_prescription as (
    select distinct mine.encounter_id, mine.charged_on
    from beside as mine
    semi join alone -- gate: equivalent, bounds work
        on mine.encounter_id = alone.encounter_id -- gate: equivalent, bounds work
    inner join beside as other
        on
            mine.person_id = other.person_id
            and mine.provider_id = other.provider_id
            and date_diff('day', mine.charged_on, other.charged_on) between -$days_apart and $days_apart
            and (
                mine.prescription_no = other.prescription_no
                or (
                    mine.charged_on = other.charged_on
                    and coalesce(mine.practitioner_id = other.practitioner_id, mine.days_supplied = other.days_supplied, false)
                    and coalesce(mine.days_supplied = other.days_supplied, true)
                )
            )
    where other.scope is null and coalesce(mine.herb_use, '') <> '2'
)

select
    alone.encounter_id as subject_id, alone.provider_id, alone.person_id, alone.charged_on, alone.herb_name, alone.herbs,
    case when alone.is_declared_compound = 1 then 'declared a compound' else 'not declared a compound' end as declared,
    case when alone.is_declared_compound = 1 then '申报为复方' else '未申报为复方' end as declared_zh,
    alone.amount_at_risk, alone.claim_line_ids,
    [alone.encounter_id] as encounter_ids,
    alone.charged_on as occurred_from,
    alone.charged_on as occurred_to
from alone
anti join beside as other
    on
        alone.person_id = other.person_id
        and alone.is_declared_compound = 1
        and other.scope is null
        and date_diff('day', alone.charged_on, other.charged_on) between -$days_apart and $days_apart
anti join one_prescription
    on alone.encounter_id = one_prescription.encounter_id and alone.charged_on = one_prescription.charged_on
-- what was not delivered may be the rest of the prescription
anti join derived.undelivered_charge as undelivered
    on alone.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
