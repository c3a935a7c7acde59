/* ---
title: Item names of what only the treatment of a grave diagnosis needs
title_zh: 危重诊断治疗必需项目的名称匹配结果
scope: encounter
--- */
with
pattern as (
    select proof_pattern as pattern from diagnosis_proof
    union
    select serial_pattern as pattern from diagnosis_proof where serial_pattern is not null
)

select pattern.pattern, named.item_name
from pattern
inner join derived.listed_name as named on pattern.pattern = named.name_pattern
