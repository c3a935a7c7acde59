/* ---
title: What each settlement charged in each month, after refunds, by kind of charge
title_zh: 各结算单逐月收费（剔除冲退，分类别）
scope: encounter
from: {covered_tests: claim_line.covered_amount, covered_treatments: claim_line.covered_amount}
--- */
-- all lines are read once for those who ask for sums of a visit or a settlement
with kind_line as (
    select
        provider_id, encounter_id, claim_id,
        cast(date_trunc('month', charged_on) as date) as period_from,
        charged_at, amount,
        covered_amount > 0 as is_covered,
        -- the category is looked at once for all sums; numbers compare faster than names, and one
        -- name at a time is asked faster than a list of names
        case category
            when 'western_drug' then 1
            when 'patent_tcm' then 1
            when 'herbal_piece' then 1
            when 'examination' then 2
            when 'laboratory' then 2
            when 'treatment' then 3
            when 'surgery' then 4
            when 'consumable' then 5
            -- charged for coming at all
            when 'registration' then 6
            when 'consultation' then 6
            -- by the day whether anything is done or not
            when 'bed' then 7
            when 'nursing' then 7
            when 'general' then 7
            else case when category is not null then 0 end
        end as kind
    from derived.net_line_scan
)

select
    provider_id, encounter_id, claim_id, period_from,
    count(*) as lines,
    count(case when kind = 6 then 1 end) as fee_lines,
    count(case when kind = 2 and is_covered then 1 end) as covered_tests,
    count(case when kind in (1, 3, 4) and is_covered then 1 end) as covered_treatments,
    min(charged_at) as first_charged_at,
    max(charged_at) as last_charged_at,
    sum(amount) as amount,
    coalesce(sum(case when kind >= 6 then amount else 0 end), 0) as standing_amount,
    coalesce(sum(case when kind = 1 then amount else 0 end), 0) as drug_amount,
    coalesce(sum(case when kind = 2 then amount else 0 end), 0) as test_amount,
    coalesce(sum(case when kind = 4 then amount else 0 end), 0) as surgery_amount,
    coalesce(sum(case when kind = 3 then amount else 0 end), 0) as treatment_amount,
    coalesce(sum(case when kind = 5 then amount else 0 end), 0) as consumable_amount
from kind_line
group by provider_id, encounter_id, claim_id, period_from
