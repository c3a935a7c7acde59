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
)

select distinct kind_of_word.pattern, item_name.item_name
from item_name
cross join kind_of_word
where
    case
        when kind_of_word.is_expression then regexp_matches(item_name.item_name, kind_of_word.word)
        else contains(item_name.item_name, kind_of_word.word)
    end
