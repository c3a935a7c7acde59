/* ---
title: More bags of boiled herbs charged than the doses of herbs make, or none boiled at all
title_zh: 代煎袋数超过中药剂数，或无饮片而收代煎费
official: none
version: 2
status: stable
certainty: suspect
subject: encounter
scope: person
basis: [条例15, 条例38(三), 条例38(四)]
tolerates: [claim, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount, claim_line.days_supplied, claim_line.prescription_no]
parameters:
  boiling: {type: string, default: "煎药|代煎|煎煮", note: "the boiling of herbs, charged by the dose"}
  not_boiling: {type: string, default: "膏|宣教|指导|药罐", note: "a paste is cooked for itself, telling how to boil is no boiling"}
  untold_herb: {type: string, default: "饮片|草药|颗粒|中药(费)?$", note: "names of herbs that are sent under another category, of which nothing tells the doses"}
  bags_of_dose: {type: decimal, default: 3, min: 1, max: 6, step: 1, unit: bags of one dose, note: "a proposal; a dose makes two bags, three for a child or for a day of three meals"}
  least_grams: {type: decimal, default: 30, min: 10, max: 100, step: 10, unit: grams of the lightest dose, note: "a proposal; where days tell fewer doses the weight stands for as many as it can make"}
  most_grams: {type: decimal, default: 300, min: 100, max: 600, step: 50, unit: grams of a day's herbs, note: "a proposal; up to so many the days of a prescription are its doses, and the weight makes no more of them"}
  least_herbs: {type: integer, default: 4, min: 2, max: 20, step: 1, unit: herbs, note: "a proposal; so many of a prescription that are all sent in one quantity are sent by the dose"}
  most_doses: {type: integer, default: 31, min: 7, max: 62, step: 1, unit: doses, note: "a proposal; in more doses nobody sends a prescription"}
  least_excess: {type: decimal, default: 10, min: 1, max: 100, step: 1, unit: bags too many, note: a proposal}
  near_days: {type: integer, default: 3, min: 0, max: 14, step: 1, unit: days before, note: "a proposal; herbs of another visit that are boiled at this one"}
  since_days: {type: integer, default: 31, min: 7, max: 92, step: 7, unit: days without herbs, note: "a proposal; what is boiled was bought within them"}
message: "{bags} bags of boiled herbs [bags:was|were] charged from {occurred_from} on; {herbs_text}"
message_zh: "{occurred_from} 起收取代煎 {bags} 袋（剂）；{herbs_text_zh}"
innocent_when:
  - the patient brought herbs of his own
  - herbs that were bought with cash and not sent
  - herbs sent in kilograms or by the packet (left out where the weight is less than that of one dose)
  - herbs of other visits that were boiled together (left out within {near_days} days)
innocent_when_zh:
  - 患者自备药材代煎
  - 饮片自费购买、未上传
  - 饮片按公斤或按包上传（合计重量不足一剂的已排除）
  - 其他就诊的饮片一并代煎（前 {near_days} 天内的已排除）
verify_by:
  - the book of the decoction room, with date, doses and bags
  - the prescription and its number of doses
verify_by_zh:
  - 查煎药室登记簿的日期、剂数、袋数
  - 核对处方及剂数
note: Doses are the days of the prescriptions where their weight fits; else the days or what the weight can make at most, whichever is more. All bags beyond are at risk, pro rata.
note_zh: 处方天数与重量相符的，剂数按天数；否则取处方天数与重量可配最多剂数中的较大者；超出的袋数按比例计入疑点金额。
--- */
with
boiling_item as (
    select distinct item_name
    from derived.charged_item
    where regexp_matches(item_name, $boiling) and not regexp_matches(item_name, $not_boiling)
),

boiled as (
    select
        line.encounter_id, line.person_id, line.provider_id,
        sum(line.quantity) as bags,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids,
        min(line.charged_on) as first_on,
        max(line.charged_on) as last_on
    from derived.net_line_scan as line
    inner join boiling_item on line.item_name = boiling_item.item_name
    where line.covered_amount > 0
    group by line.encounter_id, line.person_id, line.provider_id
    having sum(line.quantity) >= $least_excess -- gate: equivalent, bounds work
),

-- one row per prescription of those persons
prescription as (
    select
        line.person_id, line.encounter_id, line.charged_on,
        sum(case when line.category = 'herbal_piece' then line.quantity else 0 end) as grams,
        max(case when coalesce(line.category, '') = 'herbal_piece' then 0 else 1 end) as is_untold,
        greatest(
            coalesce(max(line.days_supplied), 0),
            -- where the days are told and a day's herbs weigh what a dose weighs, there are no lighter ones; two doses of a day may be
            case
                when
                    max(line.days_supplied) > 0
                    and sum(line.quantity) / max(line.days_supplied) between $least_grams and $most_grams
                    then 0
                else sum(line.quantity) / $least_grams
            end,
            -- a single line may count packets, and herbs that all have one quantity of a month at most, and no days, their doses
            case
                when
                    count(line.claim_line_id) = 1
                    or (
                        max(line.days_supplied) is null
                        and count(distinct line.item_code) >= $least_herbs
                        and count(distinct line.quantity) = 1
                        and max(line.quantity) <= $most_doses
                    )
                    then max(line.quantity)
                else 0
            end
        ) as doses
    from derived.net_line_scan as line
    where
        line.person_id in (select boiled.person_id from boiled) -- gate: equivalent, bounds work
        and (
            coalesce(line.category, '') = 'herbal_piece'
            or (
                regexp_matches(coalesce(line.item_name, ''), $untold_herb)
                -- granules that are sold ready are not boiled
                and not coalesce(line.category in ('western_drug', 'patent_tcm'), false)
            )
        )
        -- the boiling itself
        and line.item_name not in (select boiling_item.item_name from boiling_item)
    group by line.person_id, line.encounter_id, line.charged_on, line.prescription_no
),

-- herbs of the visit, and of visits shortly before it
beside as (
    select
        boiled.encounter_id,
        sum(prescription.doses) as doses,
        sum(prescription.grams) as grams,
        max(prescription.is_untold) as is_untold
    from boiled
    inner join prescription
        on
            boiled.person_id = prescription.person_id
            and (
                boiled.encounter_id = prescription.encounter_id
                or (
                    date_diff('day', prescription.charged_on, boiled.first_on) <= $near_days
                    and prescription.charged_on <= boiled.last_on
                )
            )
    group by boiled.encounter_id
),

excess as (
    select
        boiled.encounter_id, boiled.person_id, boiled.provider_id, boiled.bags, boiled.covered_amount,
        boiled.claim_line_ids, boiled.first_on, boiled.last_on, beside.doses, beside.grams,
        boiled.bags - $bags_of_dose * coalesce(beside.doses, 0) as too_many
    from boiled
    left join beside on boiled.encounter_id = beside.encounter_id
    -- without herbs near it, what is boiled may have been bought earlier
    anti join prescription
        on
            boiled.person_id = prescription.person_id
            and beside.encounter_id is null
            and prescription.charged_on <= boiled.last_on
            and date_diff('day', prescription.charged_on, boiled.first_on) <= $since_days
    where
        coalesce(beside.is_untold, 0) = 0
        -- less than one dose weighs is of another unit
        and coalesce(beside.grams >= $least_grams, true)
)

select
    encounter_id as subject_id, provider_id, person_id,
    cast(bags as decimal(18, 0)) as bags,
    case
        when doses is null then 'no herbs were charged in the ' || cast($since_days as varchar) || ' days before'
        else concat(
            'the herbs weigh ', cast(cast(round(grams) as integer) as varchar), ' g and make ',
            cast(cast(floor(doses) as integer) as varchar), ' doses at most'
        )
    end as herbs_text,
    case
        when doses is null then '此前 ' || cast($since_days as varchar) || ' 天内无中药饮片收费'
        else concat(
            '饮片合计 ', cast(cast(round(grams) as integer) as varchar), ' 克，至多 ',
            cast(cast(floor(doses) as integer) as varchar), ' 剂'
        )
    end as herbs_text_zh,
    cast(round(covered_amount * too_many / bags, 2) as decimal(18, 2)) as amount_at_risk,
    claim_line_ids,
    [encounter_id] as encounter_ids,
    first_on as occurred_from,
    last_on as occurred_to
from excess
where too_many >= $least_excess
