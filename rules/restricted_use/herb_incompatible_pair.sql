/* ---
title: Two herbs of one prescription that tradition forbids together
title_zh: 中药饮片配伍禁忌（十八反、十九畏）
official: GZ10000301012000
version: 4
status: stable
certainty: suspect
subject: encounter
identity: [prescription, charged_on]
scope: encounter
basis: [条例15, 条例38(二), 两库]
message: "{herb_a} and {herb_b} in one prescription of {charged_on} ({tradition}){knowledge_note}"
message_zh: "{charged_on} 同一处方含 {herb_a} 与 {herb_b}（{tradition}）{knowledge_note_zh}"
innocent_when:
  - the physician signed for the combination, as experienced ones do
  - one of the two is for outward use (left out where its way of use says so)
innocent_when_zh:
  - 医师双签字确认，属经验用药
  - 其中一味为外用（中药使用方式可见的已排除）
verify_by:
  - the prescription and its second signature
verify_by_zh:
  - 查处方及双签字
tolerates: [claim_line.prescription_no, claim_line.herb_use, claim_line.practitioner_id]
source: [national rule base 2025, pharmacopoeia]
note: >-
  Without a number of the prescription all herbs that one doctor wrote in an encounter on a day count as one. What the fund lost by it is
  unknown; a prescription that the patient paid for himself is not judged.
note_zh: 没有处方号的，同一就诊同一医师同日的全部饮片视为一方。基金损失未知；患者自费的处方不判。
--- */
with
used_herb as (
    select distinct item_name
    from derived.charged_item
    where category = 'herbal_piece' -- gate: equivalent, bounds the names to read; only herbs are matched
),

forbidden_herb as (
    select
        used_herb.item_name, listed.herb_pattern_a, listed.herb_pattern_b, listed.tradition,
        regexp_matches(used_herb.item_name, listed.herb_pattern_a) as is_a,
        listed.valid_from, listed.valid_to,
        case when coalesce(listed.confidence, 'sure') <> 'sure' then 1 else 0 end as is_doubted
    from used_herb
    inner join herb_incompatibility as listed
        on
            regexp_matches(used_herb.item_name, listed.herb_pattern_a)
            or regexp_matches(used_herb.item_name, listed.herb_pattern_b)
),

-- one row per prescription and pair of herbs that both stand in it
meeting as (
    select
        line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        coalesce(line.prescription_no, '') as prescription,
        -- each doctor writes his own
        case when line.prescription_no is null then coalesce(line.practitioner_id, '') else '' end as prescriber,
        forbidden_herb.herb_pattern_a, forbidden_herb.herb_pattern_b,
        min(forbidden_herb.tradition) as tradition,
        max(forbidden_herb.is_doubted) as is_doubted,
        min(line.item_name) filter (where forbidden_herb.is_a) as herb_a,
        min(line.item_name) filter (where not forbidden_herb.is_a) as herb_b,
        list(line.claim_line_id) as claim_line_ids
    from derived.net_line_scan as line
    inner join forbidden_herb on line.item_name = forbidden_herb.item_name
    where
        line.category = 'herbal_piece'
        and line.charged_on >= coalesce(forbidden_herb.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(forbidden_herb.valid_to, date '2200-01-01')
        -- what the feet are washed with does not meet what is drunk
        and not regexp_matches(coalesce(line.herb_use, ''), '(外|洗|敷|浴|浸泡|灌肠)')
    group by
        line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        coalesce(line.prescription_no, ''),
        case when line.prescription_no is null then coalesce(line.practitioner_id, '') else '' end, forbidden_herb.herb_pattern_a, forbidden_herb.herb_pattern_b
    having
        -- a prescription that the fund does not pay is no matter of its own
        max(line.covered_amount) > 0
        and count(line.claim_line_id) filter (where forbidden_herb.is_a) > 0
        and count(line.claim_line_id) filter (where not forbidden_herb.is_a) > 0
)

select
    encounter_id as subject_id,
    provider_id,
    person_id,
    prescription,
    charged_on,
    -- of several pairs one
    arg_min(herb_a, (herb_pattern_a, herb_pattern_b)) as herb_a,
    arg_min(herb_b, (herb_pattern_a, herb_pattern_b)) as herb_b,
    arg_min(tradition, (herb_pattern_a, herb_pattern_b)) as tradition,
    case when min(is_doubted) = 1 then '; the entry is a proposal or was read with doubt, to be confirmed first' else '' end as knowledge_note,
    case when min(is_doubted) = 1 then '；该知识条目为推定或辨识有疑，须先确认' else '' end as knowledge_note_zh,
    case when min(is_doubted) = 1 then 'suspect' end as certainty,
    cast(null as decimal(18, 2)) as amount_at_risk,
    flatten(list(claim_line_ids)) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from meeting
group by encounter_id, provider_id, person_id, prescription, charged_on
