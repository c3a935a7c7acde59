/* ---
title: Antibiotic of the special grade prescribed to an outpatient
title_zh: 门诊使用特殊使用级抗菌药物
official: GZ10000202003000
version: 5
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: person
basis: [条例15, 条例38(二)]
parameters:
  rescue_rooms: {type: string, default: "急诊|急救|抢救|留观|观察室|重症|ICU|(^|[^0-9])120([^0-9]|$)", note: departments of emergencies that settle as outpatient visits}
message: "{item_name}, of the special grade in this region, charged in a visit of class {class}"
message_zh: "{item_name} 为特殊使用级抗菌药物，在{class_zh}收费"
innocent_when:
  - an emergency within 24 hours (left out where the class or the department tells, or the patient is admitted that day or the next)
  - a stay's treatment went on at home by consent of the expert group
innocent_when_zh:
  - 紧急情况下 24 小时内越级使用（就诊类别或科室可见者，以及当日、次日即住院的已排除）
  - 经专家组同意，出院后延续治疗
verify_by:
  - the consultation of the expert group on antibiotics
verify_by_zh:
  - 查抗菌药物会诊记录
tolerates: [claim_line.item_name, claim_line.department, encounter.department]
source: [national rule library]
note: >-
  Grades are regional and filled by the bureau (antibiotic_grade); the row written nearest to the
  provider's region applies. Which physician may prescribe which grade does not show in claims.
note_zh: 抗菌药物分级由各地制定，由医保局填写（antibiotic_grade）；取行政区划最接近该机构的一条。医师的处方权级别在结算数据中看不到。
--- */
with
used_item as (
    select distinct item_code from derived.charged_item
),

insured_region as (
    select distinct region_code from provider
),

graded_item as (
    select insured_region.region_code, used_item.item_code, listed.grade, listed.valid_from, listed.valid_to
    from antibiotic_grade as listed
    inner join used_item on starts_with(used_item.item_code, listed.item_prefix)
    inner join insured_region
        -- 350000 is the whole province, 350100 the whole city
        on starts_with(insured_region.region_code, regexp_replace(listed.region_code, '(00)+$', ''))
    qualify rank() over (
        partition by insured_region.region_code, used_item.item_code
        order by length(regexp_replace(listed.region_code, '(00)+$', '')) desc, length(listed.item_prefix) desc
    ) = 1
),

admission as (
    select person_id, cast(started_at as date) as admitted_on
    from encounter
    where class = 'inpatient'
),

graded_line as (
    select
        line.claim_line_id, line.encounter_id, line.provider_id, line.person_id, line.item_code, line.charged_on,
        coalesce(line.item_name, line.item_code) as item_name, line.covered_amount, encounter.class, graded_item.grade
    from derived.net_line_scan as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    inner join provider on line.provider_id = provider.provider_id
    inner join graded_item on line.item_code = graded_item.item_code and provider.region_code = graded_item.region_code
    -- who is admitted that day or the next got the first dose on the way to the ward
    anti join admission
        on
            line.person_id = admission.person_id
            and date_diff('day', line.charged_on, admission.admitted_on) between 0 and 1
    where
        line.charged_on >= coalesce(graded_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(graded_item.valid_to, date '2200-01-01')
        and encounter.class in ('outpatient', 'pharmacy')
        -- rescue and observation rooms settle as outpatients too
        and not regexp_matches(concat_ws(' ', encounter.department, line.department), $rescue_rooms)
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    -- of two editions of a grade that are both in force the later one holds, and the line counts once
    qualify
        row_number() over (
            partition by line.claim_line_id order by graded_item.valid_from desc nulls last, graded_item.grade
        ) = 1
)

select
    encounter_id as subject_id, provider_id, person_id, item_code,
    min(item_name) as item_name,
    min(class) as class,
    case min(class) when 'pharmacy' then '药店' else '门诊' end as class_zh,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from graded_line
where grade = 'special'
group by encounter_id, provider_id, person_id, item_code
