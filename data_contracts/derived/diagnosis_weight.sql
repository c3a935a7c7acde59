/* ---
title: Weight that stays with a main diagnosis usually have when nothing is operated on
title_zh: 各主诊断未手术病例的常见权重
scope: all
essential: [grouping]
--- */
with counted as (
    select
        stay.method, stay.version, stay.main_diagnosis, stay.weight,
        count(stay.encounter_id) as stays
    from derived.grouped_stay as stay
    anti join procedure on stay.encounter_id = procedure.encounter_id
    where stay.weight > 0 and stay.main_diagnosis is not null
    group by stay.method, stay.version, stay.main_diagnosis, stay.weight
),

ordered as (
    select
        method, version, main_diagnosis, weight,
        sum(stays) over (partition by method, version, main_diagnosis) as stays,
        -- the most frequent weight; the lower of two equally frequent ones
        row_number() over (
            partition by method, version, main_diagnosis order by stays desc, weight asc
        ) as nth
    from counted
)

select method, version, main_diagnosis, weight, stays
from ordered
where nth = 1
