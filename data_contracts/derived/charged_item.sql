/* ---
title: What was charged at all, each code, name, own name and category once
title_zh: 出现过的收费项目
scope: encounter
bounds: true   # who reads it asks of items of lines it has itself: those of other visits change nothing there
--- */
-- rules ask of each item once whether a list names it, and not of each line
select distinct item_code, item_name, local_item_name, category
from claim_line
