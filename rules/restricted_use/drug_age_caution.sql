/* ---
title: Drug that is unsafe from an age on, given to an older person
title_zh: 老年人用药安全
official: GZ10000301009000
version: 2
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: encounter
basis: [条例15, 条例38(二)]
parameters:
  advices: {type: list, default: [not_recommended], note: "advice of drug_age_caution that is judged; add caution to see all: it is advice to the doctor and no offence"}
message: "{item_name} at {age_years} years; not recommended from {from_age_years}{knowledge_note}"
message_zh: "{age_years} 岁患者使用 {item_name}（{from_age_years} 岁及以上不推荐使用）{knowledge_note_zh}"
innocent_when:
  - the benefit was weighed against the risk and recorded
  - the date of birth is registered wrongly
innocent_when_zh:
  - 权衡利弊后使用并有记录
  - 出生日期登记错误
verify_by:
  - the medical record and dose
verify_by_zh:
  - 查病历及剂量
tolerates: [claim_line.item_name]
source: [national rule base 2025]
note: Advice and no prohibition. Drugs by code or by name (drug_age_caution). Age is counted on the day the encounter begins.
note_zh: 属提示，不是禁止。药品按编码或名称识别（drug_age_caution）。年龄按就诊开始之日计算。
--- */
with
used_item as (
    select distinct item_code, item_name from derived.charged_item
),

cautioned_item as (
    select
        used_item.item_code, used_item.item_name, listed.from_age_years, listed.valid_from, listed.valid_to,
        case when coalesce(listed.confidence, 'sure') <> 'sure' then 1 else 0 end as is_doubted
    from used_item
    inner join drug_age_caution as listed
        on
            starts_with(used_item.item_code, listed.item_prefix)
            and (listed.name_pattern is null or regexp_matches(used_item.item_name, listed.name_pattern))
    where list_contains($advices, coalesce(listed.advice, 'not_recommended'))
),

aged_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code,
        min(coalesce(line.item_name, line.item_code)) as item_name,
        max(line.covered_amount) as covered_amount,
        min(cautioned_item.from_age_years) as from_age_years,
        min(cautioned_item.is_doubted) as is_doubted,
        min(cast(floor((
            year(encounter.started_at) * 10000 + month(encounter.started_at) * 100 + day(encounter.started_at)
            - year(person.birth_date) * 10000 - month(person.birth_date) * 100 - day(person.birth_date)
        ) / 10000) as integer)) as age_years
    from derived.net_line_scan as line
    inner join cautioned_item
        on line.item_code = cautioned_item.item_code and line.item_name is not distinct from cautioned_item.item_name
    inner join encounter on line.encounter_id = encounter.encounter_id
    inner join person on line.person_id = person.person_id
    where
        line.charged_on >= coalesce(cautioned_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(cautioned_item.valid_to, date '2200-01-01')
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    group by
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code
)

select
    encounter_id as subject_id,
    provider_id,
    person_id,
    item_code,
    min(item_name) as item_name,
    min(age_years) as age_years,
    min(from_age_years) as from_age_years,
    case when min(is_doubted) = 1 then '; the entry is a proposal or was read with doubt, to be confirmed first' else '' end as knowledge_note,
    case when min(is_doubted) = 1 then '；该知识条目为推定或辨识有疑，须先确认' else '' end as knowledge_note_zh,
    case when min(is_doubted) = 1 then 'suspect' end as certainty,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from aged_line
where
    age_years >= from_age_years
    -- 1900-01-01 stands for an unknown date of birth
    and age_years < 120
group by encounter_id, provider_id, person_id, item_code
