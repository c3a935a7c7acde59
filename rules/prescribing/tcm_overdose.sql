/* ---
title: A herbal prescription of too many herbs or too much of one
title_zh: 中药饮片超大处方、超量上传
official: ["2025-76", "2025-77"]
version: 9
status: stable
certainty: suspect
subject: encounter
identity: [prescription, fault]
scope: encounter
joins: written
basis: [条例15, 条例38(二)]
tolerates: [claim_line.herb_use, claim_line.original_line_id, claim_line.covered_amount, claim_line.prescription_no, claim_line.days_supplied, herb_max_dose]
parameters:
  max_herbs: {type: integer, default: 25, min: 5, step: 1, unit: herbs in one prescription, note: a proposal; the published class leaves the number to the region}
  max_times: {type: decimal, default: 2, min: 1, step: 0.5, unit: times the highest daily dose}
  max_plausible_grams: {type: decimal, default: 500, min: 50, step: 450, unit: grams a day, note: a proposal; above it the unit is wrong and nothing is said}
  one_day_grams: {type: decimal, default: 300, min: 100, max: 2000, step: 50, unit: grams in one prescription, note: "a proposal; who sends one day for whatever was prescribed tells no days, and so much is not swallowed in one"}
  most_days: {type: integer, default: 84, min: 30, step: 7, unit: days, note: "twelve weeks, the longest prescription there is; of a herb sent without days no more than the highest dose of so many"}
  decoction: {type: string, default: "煎药|代煎|煎煮", note: "the boiling of herbs, charged by the dose"}
  paste: {type: string, default: "膏方|膏滋|收膏|熬膏|制膏", note: the making of a paste}
  least_paste_fee: {type: decimal, default: 20, min: 0, max: 200, step: 10, unit: yuan, note: "a proposal; less does not pay for a day over the fire"}
  external: {type: string, default: "熏洗|熏药|泡洗|洗浴|药浴|足浴|坐浴|浸泡|敷|溻渍|封包|灌肠|外用|外洗", note: treatments with herbs that nobody swallows}
message: "prescription {prescription} of {charged_on}: {herbs} herbs; {fault_en}"
message_zh: "{charged_on} 处方 {prescription} 共 {herbs} 味；{fault_zh}"
innocent_when:
  - grams and kilograms were mixed up
  - granules were entered as herbs
  - a paste of many herbs, or herbs for a bath (left out where the visit charges {least_paste_fee} yuan or more for making the paste, charges for the bath, or the herb is sent as for outer use)
  - one day was sent whatever was prescribed (the doses that the fee for boiling tells are taken; where it tells none, more than {one_day_grams} g are left out)
  - two prescriptions were booked under one number
innocent_when_zh:
  - 克与千克误填
  - 颗粒剂按饮片录入
  - 膏方味数较多、中药外用剂量较大（同次就诊收取膏方制备费 {least_paste_fee} 元以上或外治项目的，以及使用方式为外用的，已排除）
  - 无论开几剂均按一天上传（煎药费可知剂数的按剂数计；不可知而一张处方合计超过 {one_day_grams} 克的已排除）
  - 两张处方记为同一处方号
verify_by:
  - the prescription and the number of doses
verify_by_zh:
  - 核对处方原件及剂数
note: Lines of herbal pieces are one prescription by its number, else by stay and day. Days supplied stand for the doses; without them only more than twelve weeks (most_days) of the highest dose is found. Highest doses come from reference herb_max_dose.
note_zh: 按处方号，无处方号的按就诊和日期归并；以用药天数为剂数；无天数的，仅判断超过最大量十二周（most_days）的单味用量。单味最大量见参考表 herb_max_dose。
--- */
with
herb as (
    select
        claim_line_id, encounter_id, person_id, provider_id, item_code, item_name, charged_on,
        quantity, covered_amount, days_supplied, herb_use,
        -- two lots of a herb stand on two lines of a prescription, and are swallowed both
        case
            when prescription_no is null then quantity
            else sum(quantity) over (
                partition by encounter_id, prescription_no, item_code, days_supplied, coalesce(herb_use, '')
            )
        end as prescribed_quantity,
        coalesce(prescription_no, cast(charged_on as varchar)) as prescription,
        -- what it was prepared with stands before the name or behind it; granules are no herb
        regexp_replace(
            coalesce(nullif(regexp_extract(item_name, '^[(（][^)）]*[)）](.+)$', 1), ''), item_name),
            '[ 　]*(饮片)?[ 　]*([(（【][^颗]*)?$', ''
        ) as plain_name
    from derived.net_line_scan
    where category = 'herbal_piece'
),

dose as (
    select
        named.plain_name, herb_max_dose.valid_from, herb_max_dose.valid_to,
        min(herb_max_dose.max_grams) as max_grams
    from (select distinct plain_name from herb) as named
    inner join herb_max_dose on regexp_matches(named.plain_name, herb_max_dose.name_pattern)
    group by named.plain_name, herb_max_dose.valid_from, herb_max_dose.valid_to
),

large as (
    select encounter_id, prescription, count(distinct item_code) as herbs, sum(quantity) as grams
    from herb
    group by encounter_id, prescription
),

-- names are looked at once, whatever number of lines bears them
telling_name as (
    select distinct item_name
    from derived.charged_item
    where regexp_matches(coalesce(item_name, ''), $paste || '|' || $external || '|' || $decoction) -- gate: equivalent, bounds work
),

-- visits that charge for making a paste, which holds thirty herbs and more, and visits that bathe or
-- steam with herbs: the highest doses are of what is swallowed
otherwise_used as (
    select
        line.encounter_id,
        case
            when sum(case when regexp_matches(line.item_name, $paste) then line.amount else 0 end) >= $least_paste_fee then 1
            else 0
        end as is_paste,
        -- a dressing is laid on a wound, whatever else is swallowed
        max(case
            when regexp_matches(line.item_name, $external) and not coalesce(line.category = 'consumable', false) then 1
            else 0
        end) as is_external,
        -- doses boiled: the fee is charged by the dose, in one line or in as many lines
        greatest(
            coalesce(max(line.quantity) filter (where regexp_matches(line.item_name, $decoction)), 0),
            count(*) filter (where regexp_matches(line.item_name, $decoction))
        ) as doses
    from derived.net_line_scan as line
    semi join telling_name -- gate: equivalent, bounds work
        on line.item_name = telling_name.item_name -- gate: equivalent, bounds work
    group by line.encounter_id
),

-- one day may be sent whatever was prescribed: the doses boiled tell more. Of days that were sent a fee by the bag says nothing
dosed_herb as (
    select
        herb.claim_line_id, herb.encounter_id, herb.person_id, herb.provider_id, herb.prescription, herb.charged_on,
        herb.covered_amount, herb.item_name, herb.prescribed_quantity as quantity, herb.herb_use, herb.plain_name, large.grams,
        coalesce(otherwise_used.is_external, 0) as is_external,
        case
            when herb.days_supplied = 1 then greatest(1, coalesce(otherwise_used.doses, 1))
            -- no days were sent: the longest prescription there is, at the highest dose
            when herb.days_supplied is null then greatest($most_days, coalesce(otherwise_used.doses, 0))
            else herb.days_supplied
        end as days_taken,
        herb.days_supplied is null as is_without_days
    from herb
    inner join large
        on herb.encounter_id = large.encounter_id and herb.prescription = large.prescription
    left join otherwise_used on herb.encounter_id = otherwise_used.encounter_id
),

-- of two editions that are both in force the later one holds, and the line counts once
heavy as (
    select
        herb.claim_line_id, herb.encounter_id, herb.person_id, herb.provider_id, herb.prescription,
        herb.charged_on, herb.covered_amount, herb.item_name, herb.quantity,
        herb.days_taken as days_supplied, dose.max_grams
    from dosed_herb as herb
    inner join dose
        on
            herb.plain_name = dose.plain_name
            and herb.charged_on >= coalesce(dose.valid_from, date '1900-01-01')
            and herb.charged_on < coalesce(dose.valid_to, date '2200-01-01')
    where
        herb.days_taken > 0 -- gate: equivalent, no quantity is plausible for no day
        and herb.quantity > dose.max_grams * herb.days_taken * case when herb.is_without_days then 1 else $max_times end
        and herb.quantity <= $max_plausible_grams * herb.days_taken
        and not (herb.days_taken = 1 and herb.grams > $one_day_grams)
        and herb.is_external = 0
        -- the way of use is sent with the herb
        and not regexp_matches(coalesce(herb.herb_use, ''), $external)
    qualify
        row_number() over (
            partition by herb.claim_line_id order by dose.valid_from desc nulls last, dose.max_grams desc
        ) = 1
),

judged_herb as (
    select
        herb.claim_line_id, herb.encounter_id, herb.person_id, herb.provider_id, herb.prescription,
        herb.charged_on, herb.covered_amount, large.herbs,
        'more than ' || cast($max_herbs as varchar) || ' herbs' as fault,
        'more than ' || cast($max_herbs as varchar) || ' herbs' as fault_en,
        '超过 ' || cast($max_herbs as varchar) || ' 味' as fault_zh,
        cast(0 as decimal(18, 2)) as amount
    from herb
    inner join large
        on herb.encounter_id = large.encounter_id and herb.prescription = large.prescription
    left join otherwise_used on herb.encounter_id = otherwise_used.encounter_id
    where large.herbs > $max_herbs and coalesce(otherwise_used.is_paste, 0) = 0
    union all
    select
        herb.claim_line_id, herb.encounter_id, herb.person_id, herb.provider_id, herb.prescription,
        herb.charged_on, herb.covered_amount, large.herbs,
        herb.item_name || ' above its highest dose' as fault,
        concat(
            cast(cast(round(herb.quantity, 1) as decimal(18, 1)) as varchar), ' g of ', herb.item_name, ', the highest dose of ',
            cast(cast(herb.days_supplied as integer) as varchar), ' days is ',
            cast(cast(round(herb.max_grams * herb.days_supplied, 1) as decimal(18, 1)) as varchar), ' g'
        ) as fault_en,
        concat(
            herb.item_name, ' ', cast(cast(round(herb.quantity, 1) as decimal(18, 1)) as varchar), ' 克，',
            cast(cast(herb.days_supplied as integer) as varchar), ' 天的最大用量为 ',
            cast(cast(round(herb.max_grams * herb.days_supplied, 1) as decimal(18, 1)) as varchar), ' 克'
        ) as fault_zh,
        cast(round(
            herb.covered_amount
            * (herb.quantity - herb.max_grams * herb.days_supplied) / nullif(herb.quantity, 0), 2
        ) as decimal(18, 2)) as amount
    from heavy as herb
    inner join large
        on herb.encounter_id = large.encounter_id and herb.prescription = large.prescription
)

select
    encounter_id as subject_id, provider_id, person_id, prescription, fault,
    min(fault_en) as fault_en,
    min(fault_zh) as fault_zh,
    max(herbs) as herbs,
    min(charged_on) as charged_on,
    -- too many herbs: the prescription stands as a whole and nothing can be subtracted
    nullif(cast(sum(amount) as decimal(18, 2)), 0) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from judged_herb
group by encounter_id, provider_id, person_id, prescription, fault
