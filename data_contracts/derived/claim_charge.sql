/* ---
title: What each settlement charged in each month, after refunds, by kind of charge
title_zh: 各结算单逐月收费（剔除冲退，分类别）
scope: encounter
from: {covered_tests: claim_line.covered_amount, covered_treatments: claim_line.covered_amount}
--- */
-- all lines are read once for those who ask for sums of a visit or a settlement
select
    line.provider_id, line.encounter_id, line.claim_id,
    cast(date_trunc('month', line.charged_on) as date) as period_from,
    count(line.claim_line_id) as lines,
    -- charged for coming at all
    count(line.claim_line_id) filter (where line.category in ('registration', 'consultation')) as fee_lines,
    count(line.claim_line_id) filter (
        where line.category in ('laboratory', 'examination') and line.covered_amount > 0
    ) as covered_tests,
    count(line.claim_line_id) filter (
        where line.category in ('western_drug', 'patent_tcm', 'herbal_piece', 'treatment', 'surgery')
        and line.covered_amount > 0
    ) as covered_treatments,
    min(line.charged_at) as first_charged_at,
    max(line.charged_at) as last_charged_at,
    sum(line.amount) as amount,
    -- by the day whether anything is done or not
    sum(
        case
            when line.category in ('bed', 'nursing', 'consultation', 'registration', 'general') then line.amount else 0
        end
    ) as standing_amount,
    sum(
        case when line.category in ('western_drug', 'patent_tcm', 'herbal_piece') then line.amount else 0 end
    ) as drug_amount,
    sum(case when line.category in ('examination', 'laboratory') then line.amount else 0 end) as test_amount,
    sum(case when line.category = 'surgery' then line.amount else 0 end) as surgery_amount,
    sum(case when line.category = 'treatment' then line.amount else 0 end) as treatment_amount,
    sum(case when line.category = 'consumable' then line.amount else 0 end) as consumable_amount
from derived.net_line_scan as line
group by
    line.provider_id, line.encounter_id, line.claim_id, cast(date_trunc('month', line.charged_on) as date)
