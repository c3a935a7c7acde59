/* ---
title: Charged items that rows of the problem lists name, by the beginning of their code or by their name
title_zh: 问题清单所列的收费项目（按编码前缀或名称）
scope: encounter
bounds: true   # who reads it asks of items of lines it has itself: those of other visits change nothing there
--- */
with
list_row as (
    select item_prefix, name_pattern from problem_frequency
    union
    select item_prefix_a as item_prefix, name_pattern_a as name_pattern from problem_pair
    union
    select item_prefix_b as item_prefix, name_pattern_b as name_pattern from problem_pair
    union
    select item_prefix, name_pattern from problem_requires
    union
    select item_prefix, name_pattern from problem_usage
),

item as (
    select distinct item_code, item_name
    from derived.charged_item
)

select item.item_code, item.item_name, concat(list_row.item_prefix, '/', list_row.name_pattern) as named_by
from item
inner join list_row on starts_with(item.item_code, list_row.item_prefix)
union
select item.item_code, item.item_name, concat(list_row.item_prefix, '/', list_row.name_pattern) as named_by
from item
inner join derived.listed_name as named on item.item_name = named.item_name
inner join list_row on named.name_pattern = list_row.name_pattern
