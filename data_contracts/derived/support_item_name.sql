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

-- a plain list of alternatives is taken apart: looking for words is a hundred times faster than
-- matching an expression that is another one in each row
word as (
    select
        pattern,
        unnest(
            case
                when regexp_matches(pattern, '^[(][^()]*[)]$')
                    then string_split(substr(pattern, 2, length(pattern) - 2), '|')
                else [pattern]
            end
        ) as word
    from pattern
),

kind_of_word as (
    select pattern, word, regexp_matches(word, '[\]\[(){}|.*?+^$\\]') as is_expression
    from word
),

-- a house may say it in words of its own alone
item_name as (
    select item_name
    from derived.charged_item
    where item_name is not null
    union
    select local_item_name as item_name
    from derived.charged_item
    where local_item_name is not null
),

-- what nearly every stay has, by its name
routine as (
    select distinct item_name.item_name
    from item_name
    inner join routine_item on regexp_matches(item_name.item_name, routine_item.name_pattern)
)

select distinct
    kind_of_word.pattern, item_name.item_name, routine.item_name is not null as is_routine
from item_name
left join routine on item_name.item_name = routine.item_name
cross join kind_of_word
where
    case
        when kind_of_word.is_expression then regexp_matches(item_name.item_name, kind_of_word.word)
        else contains(item_name.item_name, kind_of_word.word)
    end
