/* ---
title: Drug charged at a provider below the level that the fund pays it at
title_zh: 药品限医疗机构级别，低级别机构收费
official: GZ10000101012000
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: person
basis: [条例15, 条例38(六), 药品目录, 两库]
parameters:
  begun_within_days:
    {type: integer, default: 180, min: 0, step: 30, unit: days,
     note: "proposal; a drug that a provider of the level began so shortly before is continued, not begun, lower down"}
  primary: {type: string, default: "卫生院|卫生室|卫生站|卫生所|社区卫生|诊所|门诊部|医务室|村医", note: "names of houses of primary care, whose level the register often leaves out"}
  eye_drug: {type: string, default: "XS01L", note: "codes of drugs for the inner eye, which the catalogue pays at eye hospitals of a lower level too"}
  eye_house: {type: string, default: "眼科|眼视光", note: names of eye hospitals}
  eye_level: {type: integer, default: 2, min: 1, max: 3, step: 1, unit: level of an eye hospital from which they are paid}
message: "{item_name} at a provider of level {provider_level}; the fund pays it from level {min_level}"
message_zh: "{item_name} 限{min_level_zh}及以上机构支付，本机构为{provider_level_zh}"
innocent_when:
  - a hospital of the level outside the data prescribed the drug and the lower one continues it
  - the provider had the level at that time; the register knows today's only (left out where the visit names its level)
  - the institutions of one county settle under one code and the register shows no union
innocent_when_zh:
  - 首诊处方由数据之外符合级别的医院开具，下级机构延续用药
  - 机构当时符合级别，名册只有现在的等级（就诊记录载明当时等级的已排除）
  - 医共体统一结算，名册未登记所属集团
verify_by:
  - where the first prescription came from
  - the level of the provider on that day
verify_by_zh:
  - 核查首次处方机构
  - 核查机构当时的等级
tolerates: [provider.name, practitioner, provider.chain_id, claim_line.practitioner_id, claim_line.item_name, provider.level, encounter.level_at_visit]
source: [national knowledge batch 5, revision 2026-01, rule catalogue drug_facility_level]
note: >-
  Pharmacies fill prescriptions of hospitals and are not judged; a provider whose level is
  unknown is not judged either. Level 0 is a provider without a grade. A provider of a union or group
  with a hospital of the level, and an order of a doctor whose main institution has it, are in order. The
  drugs for the inner eye are paid at a tertiary general hospital or an eye hospital of the second level.
note_zh: 药店凭医院处方配药，不判；级别不明的机构不判。0 级为未定级机构。所在医共体、医联体内有相应级别医院的，或由主要执业机构为相应级别的医师开具的，不判。眼内注射药在三级综合医院或二级及以上眼科医院使用的，不判。
--- */
with
-- one row per charge of a drug that the fund pays from a level on
limited_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, limited.item_name, line.item_code) as item_name,
        -- the first ten characters name the substance
        substr(line.item_code, 1, 10) as substance,
        line.covered_amount,
        coalesce(
            provider.level, case when regexp_matches(coalesce(provider.name, ''), $primary) then 0 end
        ) as provider_level, provider.kind as provider_kind, provider.name as provider_name, limited.min_level,
        provider.chain_id, line.practitioner_id
    from derived.net_line_scan as line
    inner join drug_min_level as limited on line.item_code = limited.item_code
    inner join provider on line.provider_id = provider.provider_id
    where
        line.item_code in (select item_code from drug_min_level) -- gate: equivalent, bounds work
        and limited.doubt is null
        and line.charged_on >= coalesce(limited.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited.valid_to, date '2200-01-01')
    -- a row of the list that stands twice counts once, the milder of two levels decides
    qualify row_number() over (partition by line.claim_line_id order by limited.min_level) = 1
),

below as (
    select
        limited_line.claim_line_id, limited_line.encounter_id, limited_line.person_id, limited_line.provider_id,
        limited_line.charged_on, limited_line.item_code, limited_line.item_name, limited_line.substance,
        limited_line.covered_amount, limited_line.provider_level, limited_line.min_level, limited_line.chain_id,
        limited_line.practitioner_id
    from limited_line
    -- what the visit says of the level is of its day, what the register says of today
    left join encounter on limited_line.encounter_id = encounter.encounter_id
    where
        limited_line.provider_level < limited_line.min_level
        and coalesce(encounter.level_at_visit, 0) < limited_line.min_level
        and limited_line.provider_kind = 'hospital'
        and not (
            starts_with(limited_line.item_code, $eye_drug)
            and limited_line.provider_level >= $eye_level
            and regexp_matches(coalesce(limited_line.provider_name, ''), $eye_house)
        )
        -- what the fund does not cover costs it nothing
        and limited_line.covered_amount > 0
),

begun_higher as (
    select distinct below.claim_line_id
    from below
    inner join limited_line as earlier
        on below.person_id = earlier.person_id and below.substance = earlier.substance
    where
        earlier.provider_level >= below.min_level
        and earlier.charged_on <= below.charged_on
        and date_diff('day', earlier.charged_on, below.charged_on) <= $begun_within_days
),

-- the union or group has a hospital of the level, or the ordering doctor belongs to one
lent_level as (
    select distinct below.claim_line_id
    from below
    inner join provider as sister on below.chain_id = sister.chain_id
    where sister.level >= below.min_level
    union
    select distinct below.claim_line_id
    from below
    inner join practitioner on below.practitioner_id = practitioner.practitioner_id
    inner join provider as home on practitioner.provider_id = home.provider_id
    where home.level >= below.min_level
)

select
    below.encounter_id as subject_id,
    below.provider_id,
    below.person_id,
    below.item_code,
    min(below.item_name) as item_name,
    min(below.provider_level) as provider_level,
    max(below.min_level) as min_level,
    case max(below.min_level) when 1 then '一级' when 2 then '二级' when 3 then '三级' else '未定级' end as min_level_zh,
    case min(below.provider_level) when 1 then '一级' when 2 then '二级' when 3 then '三级' else '未定级' end as provider_level_zh,
    cast(sum(below.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(below.claim_line_id) as claim_line_ids,
    [below.encounter_id] as encounter_ids,
    min(below.charged_on) as occurred_from,
    max(below.charged_on) as occurred_to
from below
anti join begun_higher on below.claim_line_id = begun_higher.claim_line_id
anti join lent_level on below.claim_line_id = lent_level.claim_line_id
group by below.encounter_id, below.provider_id, below.person_id, below.item_code
