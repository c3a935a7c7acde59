/* ---
title: Names of charged items that the patterns of the lists fit
title_zh: 收费项目名称与各清单匹配式的匹配结果
scope: encounter
bounds: true   # who reads it asks of names of lines it has itself: those of other visits change nothing there
--- */
with
pattern as (
    select proof_pattern as name_pattern from diagnosis_proof
    union
    select serial_pattern as name_pattern from diagnosis_proof
    union
    select exam_pattern as name_pattern from diagnosis_severity_pair
    union
    select drug_pattern as name_pattern from diagnosis_severity_pair
    union
    select exam_pattern as name_pattern from diagnosis_support
    union
    select drug_pattern as name_pattern from diagnosis_support
    union
    select serial_pattern as name_pattern from diagnosis_support
    union
    select care_pattern as name_pattern from diagnosis_support
    union
    select name_pattern from item_physical_limit
    union
    select needs_pattern as name_pattern from item_requires
    union
    select name_pattern from problem_frequency
    union
    select name_pattern_a as name_pattern from problem_pair
    union
    select name_pattern_b as name_pattern from problem_pair
    union
    select name_pattern from problem_requires
    union
    select needs_pattern as name_pattern from problem_requires
    union
    select dear_pattern as name_pattern from problem_swap
    union
    select plain_pattern as name_pattern from problem_swap
    union
    select name_pattern from problem_usage
    union
    select name_pattern from routine_item
    union
    select name_pattern from single_organ
),

item_name as (
    select item_name
    from derived.charged_item
    where item_name is not null
    union
    -- a house may say it in words of its own alone
    select local_item_name as item_name
    from derived.charged_item
    where local_item_name is not null
),

-- an expression is read anew for each name it is asked of, which costs far more than the asking: so each
-- is asked once, of all names together, a name a line
every_name as (
    select string_agg(item_name, chr(10)) as names
    from item_name
),

-- the lines on which it fits; one that leaves something out (`[^...]`) may run on over the ends of lines
fitting as (
    select
        pattern.name_pattern,
        unnest(regexp_extract_all(every_name.names, '(?m)^.*(?:' || pattern.name_pattern || ').*$')) as names
    from pattern
    cross join every_name
),

near as (
    select name_pattern, unnest(string_split(names, chr(10))) as item_name
    from fitting
    union
    select pattern.name_pattern, item_name.item_name
    from pattern
    inner join item_name on contains(item_name.item_name, chr(10))
)

select name_pattern, item_name
from near
where regexp_matches(item_name, name_pattern)
