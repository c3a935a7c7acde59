/* ---
title: More days of a drug than one prescription may hold
title_zh: 超量开药（超处方天数）
official: [GZ10000301005000, "2025-09"]
version: 12
status: stable
certainty: suspect
subject: claim_line
scope: person
joins: written
basis: [条例15, 条例38(二), 长期处方规范, 典型问题清单(2025)]
source: [2025-pharmacy no. 15]
tolerates: [claim_line.herb_use, claim_line.original_line_id, claim_line.prescription_no, claim_line.covered_amount, claim_line.is_discharge_drug, encounter.main_diagnosis, encounter.visit_type, diagnosis, diagnosis.code, diagnosis.encounter_id, claim_line.item_name, drug_max_supply, claim]
parameters:
  emergency_days: {type: integer, default: 3, min: 1, step: 1, unit: days}
  ordinary_days: {type: integer, default: 15, min: 1, step: 1, unit: days, note: a proposal; seven days are usual and a doctor may extend them}
  chronic_days: {type: integer, default: 84, min: 1, step: 1, unit: days, note: the longest long-term prescription}
  chronic_types: {type: list, default: ["14", "9929"], note: "visit types of registered chronic diseases"}
  unstated: {type: string, default: "^Z76[.]?0", note: "codes of a repeated prescription, which name no disease; pharmacies write them for every sale"}
  longest_days: {type: integer, default: 366, min: 100, step: 1, unit: days, note: above it the days are an error of entry and nothing is said}
  telling_packs: {type: integer, default: 10, min: 2, max: 100, step: 1, unit: boxes on one line, note: "a proposal; so many boxes of a usual size bear the days out, however many they are"}
  smallest_pack: {type: integer, default: 5, min: 1, max: 28, step: 1, unit: days, note: "a proposal; a pack of fewer days was counted by the tablet"}
  longest_pack: {type: integer, default: 100, min: 28, step: 1, unit: days, note: "a proposal: no single pack lasts longer; what does was counted in something else than packs, and the days alone decide"}
  paste_days: {type: integer, default: 60, min: 15, max: 120, step: 5, unit: days, note: "a proposal; a paste is boiled once for a winter and taken by the spoon"}
  paste_pattern: {type: string, default: "(膏方|膏滋|煎膏|熬膏|收膏|制膏)", note: names of what is charged for a medicinal paste}
  least_paste_fee: {type: decimal, default: 20, min: 0, max: 200, step: 10, unit: yuan, note: "a proposal; less does not pay for a day over the fire"}
  depot_pattern: {type: string, default: "注射|微球|植入", note: "dosage forms of which one pack may work for months, told by the item's name"}
  chronic_pattern: {type: string, default: "^(A1[5-9]|A23|A3[01]|A4[23]|A52|B02[.][0-3]|B1[5-9]|B2[0-4]|B35[.]1|B4[0-9]|B5[58]|B6[5-9]|C|D18|D3[2-5]|D4[5-7]|D5[0-9]|D6[0-9]|D70|D75|D86|E0[0-7]|E1[0-4]|E2[0-9]|E55|E66|E7[0-9]|E8[3-5]|E89|F|G0[68]|G1[0-4]|G2[0-5]|G3[0-7]|G4[0-4]|G47|G5[0-9]|G6[0-4]|G7[0-3]|G8[0-3]|H04|H2[5-6]|H20[.]1|H40|H3[4-6]|I0[5-9]|I1[0-5]|I2[0-7]|I3[3-9]|I4[2-9]|I50|I6[0-9]|I7[0-4]|I77|I8[0-3]|I87|H81[.]0|J3[0-2]|J4[1-7]|J8[4-6]|K21|K2[5-9]|K50|K51|K5[89]|K7[0-6]|K80|K81[.]1|K86|L10|L1[2-3]|L20|L40|L50|L63|L70|L8[0-1]|L93|M0[5-9]|M1[0-9]|M3[0-5]|M4[5-8]|M5[0-1]|M79[.]7|M8[0-1]|M86|N0[2-8]|N11|N1[8-9]|N2[0-8]|N30[.][12]|N3[12]|N39[.]3|N40|N41[.]1|N46|N73[.]1|N80|N9[1-5]|N97|O|Q|R32|R52[.]2|R56|R7[3]|R80|S32|S72|S82|T86|T9[0-8]|Z2[1-2]|Z3[0-6]|Z4[39]|Z5[01]|Z79|Z8[56]|Z9)"}
message: "{days_supplied} days of {drug} on {charged_on}, the limit is {max_days}"
message_zh: "{charged_on} {drug_zh} 一次开药 {days_supplied} 天，上限 {max_days} 天"
innocent_when:
  - one prescription settled in two bills, or two orders of one bill (left out; only several prescriptions on several bills of a visit and day, or on several visits of a day to one house, add up)
  - a long-term prescription of up to {chronic_days} days for a chronic disease (left out)
  - the last pack reaches beyond the limit since packs are not broken (left out; a single pack is never too much)
  - one needle that works for half a year (left out; a single pack of an injection is never too much)
  - a paste of herbs for a winter, told by its use or by {least_paste_fee} yuan and more for boiling it (left out up to {paste_days} days)
  - a person who travels and has it approved
innocent_when_zh:
  - 一张处方分两笔结算、一笔结算内两条医嘱（已排除；仅同次就诊同日多张处方且多笔结算，或同日在同一机构多次就诊的，合计天数）
  - 慢性病 {chronic_days} 天以内的长期处方（已排除）
  - 最小包装不可拆分，按盒取整略超天数（已排除；仅开一个最小包装的不认定）
  - 半年一针等长效注射剂（已排除；单支注射剂不认定）
  - 膏方一料，按使用方式或 {least_paste_fee} 元以上的制膏收费识别（{paste_days} 天以内已排除）
  - 异地备案、外出携药
verify_by:
  - the prescription and the days written on it
verify_by_zh:
  - 核对处方原件及所写天数
note: Drugs of reference drug_max_supply have their own limit in days. A diagnosis that is missing, chronic or the code of a repeated prescription (Z76.0) is allowed the longest prescription. Stays and drugs taken home from one are discharge_med_over's. Packs are not broken, so a line is too much only where one pack less would reach the limit. The herbs of one decoction (one prescription number, or without one the visit's pieces of one day, all for as many days) are one finding, under its first line; where each herb has a number of its own, the numbers are of orders and tell no prescription. The class 药品限最大开药天数 shares the rule.
note_zh: 参考表 drug_max_supply 有登记的药品按其天数；诊断缺失、为慢性病或仅填重复处方（Z76.0）的按长期处方上限。出院带药由 discharge_med_over 判断。包装不拆分，少开一盒仍达上限的才认定。一剂中药的各味饮片（同一处方号；无处方号的，同次就诊同日、天数相同的饮片）列为一条疑点，记在首条明细下；各味各有一号的，该号为医嘱号，不据以分方。
--- */
with
-- drugs with a limit of their own: distinct codes against the table's prefixes
own_limit as (
    select drug.item_code, supply.valid_from, supply.valid_to, min(supply.max_days) as max_days
    from (select distinct item_code from derived.charged_item) as drug
    inner join drug_max_supply as supply on starts_with(drug.item_code, supply.item_prefix)
    where supply.max_days is not null -- gate: equivalent, a null limit falls back to that of the visit
    group by drug.item_code, supply.valid_from, supply.valid_to
),

shortest_limit as (
    select min(max_days) as max_days
    from own_limit
),

-- visits that were settled in several bills, and several visits of a person on one day to one house
several_bills as (
    select encounter_id
    from claim
    where not is_refund -- gate: equivalent, bounds work
    group by encounter_id
    having count(claim_id) > 1 -- gate: equivalent, bounds work
    union
    select visit.encounter_id
    from encounter as visit
    inner join (
        select person_id, provider_id, cast(started_at as date) as started_on
        from encounter
        where class <> 'inpatient' -- gate: equivalent, asked of each line
        group by person_id, provider_id, cast(started_at as date)
        having count(*) > 1 -- gate: equivalent, bounds work
    ) as busy_day
        on
            visit.person_id = busy_day.person_id -- gate: equivalent, bounds work
            and visit.provider_id = busy_day.provider_id -- gate: equivalent, bounds work
            and cast(visit.started_at as date) = busy_day.started_on -- gate: equivalent, bounds work
),

emergency as (
    select encounter_id
    from encounter
    where class = 'emergency' -- gate: equivalent, bounds work
),

-- visits with a line that is too long even by the shortest limit, before refunds: few of many
possible_visit as (
    select distinct line.encounter_id
    from claim_line as line
    cross join shortest_limit
    left join emergency on line.encounter_id = emergency.encounter_id -- gate: equivalent, bounds work
    where
        coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece'), false) -- gate: equivalent, bounds work
        and line.days_supplied > 0 -- gate: equivalent, bounds work
        and (
            line.days_supplied > $longest_pack -- gate: equivalent, bounds work
            -- a herb of little weight belongs to its decoction
            or (
                line.category = 'herbal_piece'
                and line.days_supplied > least(
                    case when emergency.encounter_id is not null then $emergency_days else least($ordinary_days, $paste_days) end,
                    $chronic_days, shortest_limit.max_days
                ) -- gate: equivalent, bounds work
            )
            -- days of what is left after a refund are rounded up
            or ceil(line.days_supplied) * (line.quantity - 1) >= line.quantity * least(
                case when emergency.encounter_id is not null then $emergency_days else $ordinary_days end,
                $chronic_days, shortest_limit.max_days
            ) -- gate: equivalent, bounds work
        )
    union
    select encounter_id
    from several_bills
),

possible as (
    select
        encounter.encounter_id, encounter.class, encounter.visit_type, encounter.main_diagnosis,
        several_bills.encounter_id is not null as has_several_bills
    from encounter
    semi join possible_visit -- gate: equivalent, bounds work
        on encounter.encounter_id = possible_visit.encounter_id -- gate: equivalent, bounds work
    left join several_bills on encounter.encounter_id = several_bills.encounter_id -- gate: equivalent, bounds work
    where encounter.class <> 'inpatient'
),

-- their drugs, read once
drug_line as (
    select
        line.claim_line_id, line.claim_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        line.item_name, line.charged_on, line.amount, line.covered_amount, line.days_supplied, line.quantity,
        line.category, line.prescription_no, line.herb_use,
        possible.class, possible.visit_type, possible.main_diagnosis, possible.has_several_bills
    from derived.net_line_scan as line
    inner join possible on line.encounter_id = possible.encounter_id
    where
        coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece'), false)
        and not coalesce(line.is_discharge_drug, false)
        and line.days_supplied > 0
),

-- the drugs of such visits and the prescription that each is part of: where none has a number, the visit's own
part_line as (
    select
        claim_line_id, person_id, provider_id, class, item_code, charged_on,
        coalesce(prescription_no, encounter_id) as prescription,
        coalesce(claim_id, encounter_id) as bill, days_supplied, quantity, prescription_no
    from drug_line
    where
        has_several_bills -- gate: equivalent, bounds work
        and category in ('western_drug', 'patent_tcm')
        and days_supplied <= $longest_days
    qualify
        prescription_no is not null
        or count(prescription_no) over (partition by encounter_id, item_code, charged_on) = 0
),

-- one row per prescription: the same days on each of its packs are the days of one
bill_prescription as (
    select
        person_id, provider_id, class, item_code, charged_on, prescription,
        min(bill) as bill, max(days_supplied) as days_supplied, sum(quantity) as quantity
    from part_line
    group by person_id, provider_id, class, item_code, charged_on, prescription
),

-- a drug that several prescriptions and bills of one day and house divide: what one of them alone may hold, all hold
-- together. An emergency's few days are not those of the clinic's prescription
divided as (
    select
        person_id, provider_id, class, item_code, charged_on,
        sum(days_supplied) as days_supplied, sum(quantity) as quantity
    from bill_prescription
    group by person_id, provider_id, class, item_code, charged_on
    having count(distinct bill) > 1
),

divided_line as (
    select
        part_line.claim_line_id,
        divided.days_supplied, divided.quantity
    from part_line
    inner join divided
        on
            part_line.person_id = divided.person_id
            and part_line.provider_id = divided.provider_id
            and part_line.class = divided.class
            and part_line.item_code = divided.item_code
            and part_line.charged_on = divided.charged_on
),

long_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        line.item_name, line.charged_on, line.covered_amount,
        line.days_supplied, line.quantity,
        divided_line.days_supplied as days_together, divided_line.quantity as quantity_together,
        line.category, line.prescription_no, line.herb_use, line.class, line.visit_type, line.main_diagnosis
    from drug_line as line
    left join divided_line on line.claim_line_id = divided_line.claim_line_id
    where
        (
            line.days_supplied <= $longest_days
            -- no error of entry: the boxes were paid
            or (
                line.quantity >= $telling_packs
                and line.days_supplied between $smallest_pack * line.quantity and $longest_pack * line.quantity
            )
        )
        -- what the fund does not cover costs it nothing
        and coalesce(line.covered_amount, line.amount) > 0
),

-- asked of names, which are few
paste_name as (
    select distinct item_name
    from derived.charged_item
    where regexp_matches(item_name, $paste_pattern)
),

-- herbs of the visit were boiled to a paste
boiled as (
    select line.encounter_id
    from derived.net_claim_line as line
    semi join paste_name on line.item_name = paste_name.item_name
    semi join long_line -- gate: equivalent, bounds work
        on line.encounter_id = long_line.encounter_id -- gate: equivalent, bounds work
    where
        -- a syrup of the drug factory is named so too
        not coalesce(line.category in ('western_drug', 'patent_tcm'), false)
    group by line.encounter_id
    having sum(line.amount) >= $least_paste_fee
),

-- min: the pattern is tried once per code, not on every diagnosis
chronic_code as (
    select code
    from derived.encounter_diagnosis
    group by code
    having regexp_matches(min(code), $chronic_pattern)
),

-- a chronic disease among the diagnoses of the visit, whichever stands first
chronic as (
    select distinct stated.encounter_id
    from derived.encounter_diagnosis as stated
    semi join long_line -- gate: equivalent, bounds work
        on stated.encounter_id = long_line.encounter_id -- gate: equivalent, bounds work
    semi join chronic_code on stated.code = chronic_code.code
),

prescribed as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        line.item_name, line.charged_on, line.days_supplied, line.covered_amount, line.quantity,
        line.category, line.prescription_no, line.days_together, line.quantity_together, line.class,
        case
            when line.class = 'emergency' then $emergency_days
            -- the first two digits are the kind, what follows is its kind of disease
            when
                coalesce(
                    list_contains($chronic_types, line.visit_type) or list_contains($chronic_types, substr(line.visit_type, 1, 2)), false
                )
                then $chronic_days
            when line.main_diagnosis is null or regexp_matches(line.main_diagnosis, $unstated) then $chronic_days
            -- a name of Chinese medicine tells no disease of the international list
            when regexp_matches(line.main_diagnosis, '^([A-Z]{2}|[A-Z][0-9]{2}[.][0-9]{2}[.])') then $chronic_days
            when chronic.encounter_id is not null then $chronic_days
            when
                line.category = 'herbal_piece'
                and (boiled.encounter_id is not null or regexp_matches(coalesce(line.herb_use, ''), '膏'))
                then $paste_days
            else $ordinary_days
        end as class_days
    from long_line as line
    left join chronic on line.encounter_id = chronic.encounter_id
    left join boiled on line.encounter_id = boiled.encounter_id
),

limited as (
    select
        prescribed.claim_line_id, prescribed.encounter_id, prescribed.person_id,
        prescribed.provider_id, prescribed.item_code, prescribed.item_name, prescribed.charged_on,
        prescribed.days_supplied, prescribed.covered_amount, prescribed.quantity,
        prescribed.category, prescribed.prescription_no, prescribed.days_together, prescribed.quantity_together, prescribed.class,
        coalesce(min(own_limit.max_days), min(prescribed.class_days)) as max_days
    from prescribed
    cross join shortest_limit
    left join own_limit
        on
            prescribed.item_code = own_limit.item_code
            and prescribed.charged_on >= coalesce(own_limit.valid_from, date '1900-01-01')
            and prescribed.charged_on < coalesce(own_limit.valid_to, date '2200-01-01')
    where
        -- of what is divided the longest limit of all its visits counts
        prescribed.days_together is not null
        or prescribed.days_supplied > least(prescribed.class_days, shortest_limit.max_days) -- gate: equivalent, bounds work
    group by
        prescribed.claim_line_id, prescribed.encounter_id, prescribed.person_id,
        prescribed.provider_id, prescribed.item_code, prescribed.item_name, prescribed.charged_on,
        prescribed.days_supplied, prescribed.covered_amount, prescribed.quantity,
        prescribed.category, prescribed.prescription_no, prescribed.days_together, prescribed.quantity_together, prescribed.class
),

-- what is divided is judged together, by the longest that any of the visits allows, where it is too long together
together as (
    select
        claim_line_id, encounter_id, person_id, provider_id, item_code, item_name, charged_on, covered_amount,
        category, prescription_no, class, is_divided,
        case when is_divided then days_together else days_supplied end as days_supplied,
        case when is_divided then quantity_together else quantity end as quantity,
        case when is_divided then widest_days else max_days end as max_days
    from (
        select
            claim_line_id, encounter_id, person_id, provider_id, item_code, item_name, charged_on, covered_amount,
            category, prescription_no, class, days_supplied, quantity, days_together, quantity_together, max_days,
            max(max_days) over of_day as widest_days,
            coalesce(days_together * (quantity_together - 1) >= max(max_days) over of_day * quantity_together, false)
                as is_divided
        from limited
        window of_day as (partition by person_id, provider_id, class, item_code, charged_on, days_together)
    ) as measured
),

judged as (
    select
        claim_line_id, encounter_id, person_id, provider_id, item_code, item_name, charged_on, days_supplied, covered_amount,
        max_days, category, prescription_no, is_divided, class,
        case
            -- one needle for months cannot be divided
            when quantity <= 1 and regexp_matches(coalesce(item_name, ''), $depot_pattern) then false
            -- no pack lasts so long: the quantity counts something else
            when days_supplied > $longest_pack * greatest(quantity, 1) then days_supplied > max_days
            -- one pack less would do already; a pack is not broken
            else days_supplied * (quantity - 1) >= max_days * quantity
        end as is_too_long,
        count(*) over (
            partition by encounter_id, category, charged_on, days_supplied, max_days, prescription_no
        ) as lines_of_number
    from together
),

-- one row per line and the prescription it is part of: the pieces of a decoction share one, a drug is its own
of_prescription as (
    select
        claim_line_id, encounter_id, person_id, provider_id, item_code, item_name, charged_on, days_supplied, max_days, is_too_long,
        round(covered_amount * (days_supplied - max_days) / days_supplied, 2) as amount_beyond,
        case
            when is_divided then 'divided ' || item_code || ' ' || class || ' ' || provider_id || ' ' || person_id
            when category <> 'herbal_piece' then claim_line_id
            -- each herb under its own number: an order's, not a prescription's
            when max(lines_of_number) over (partition by encounter_id, category, charged_on, days_supplied, max_days) > 1
                then coalesce(prescription_no, '')
            else ''
        end as prescription,
        case when category = 'herbal_piece' then 1 else 0 end as is_herb,
        case when is_divided then '' else encounter_id end as visit
    from judged
)

select
    min(claim_line_id) as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    arg_min(item_name, claim_line_id) as item_name,
    charged_on, days_supplied, max_days,
    case
        when is_herb = 1 and count(*) > 1 then concat('a decoction of ', cast(count(*) as varchar), ' herbs')
        else coalesce(min(item_name), min(item_code))
    end as drug,
    case
        when is_herb = 1 and count(*) > 1 then concat('一剂中药（', cast(count(*) as varchar), ' 味）')
        else coalesce(min(item_name), min(item_code))
    end as drug_zh,
    cast(sum(amount_beyond) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from of_prescription
group by visit, charged_on, days_supplied, max_days, prescription, is_herb
-- the whole decoction where one of its herbs tells
having bool_or(is_too_long)
