/* ---
title: Item names found by the patterns of tests, treatments and drugs that support a diagnosis
title_zh: 支撑诊断的检查、治疗、用药名称匹配结果
scope: encounter
--- */
with
pattern as (
    select exam_pattern as pattern from diagnosis_severity_pair where exam_pattern is not null
    union
    select drug_pattern as pattern from diagnosis_severity_pair where drug_pattern is not null
    union
    select exam_pattern as pattern from diagnosis_support where exam_pattern is not null
    union
    select drug_pattern as pattern from diagnosis_support where drug_pattern is not null
    union
    select serial_pattern as pattern from diagnosis_support where serial_pattern is not null
    union
    select care_pattern as pattern from diagnosis_support where care_pattern is not null
),

-- what nearly every stay has, by its name
routine as (
    select distinct named.item_name
    from derived.listed_name as named
    inner join routine_item on named.name_pattern = routine_item.name_pattern
)

select pattern.pattern, named.item_name, routine.item_name is not null as is_routine
from pattern
inner join derived.listed_name as named on pattern.pattern = named.name_pattern
left join routine on named.item_name = routine.item_name
