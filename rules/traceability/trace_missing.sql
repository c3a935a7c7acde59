/* ---
title: Drugs settled without a trace code, month by month
title_zh: 应扫未扫（追溯码采集率低）
official: none
version: 1
status: stable
certainty: suspect
subject: provider
identity: [month]
scope: provider
basis: [条例16, 条例39(三), 实施细则(追溯码), 追溯码(无码不结), 追溯码(全量采集)]
source: [2025-pharmacy no. 18]
tolerates: [dispense.claim_line_id, claim_line.original_line_id, claim_line.covered_amount, claim_line.item_name, trace_exempt, dispense.claim_id, dispense.is_split_pack]
parameters:
  min_rate: {type: decimal, default: 0.95, min: 0, max: 1, step: 0.05, unit: share of the lines}
  min_lines: {type: integer, default: 20, min: 1, step: 1, unit: lines in the month, note: a proposal}
  pharmacies_from: {type: string, default: "2025-07-01", note: no code no settlement}
  everyone_from: {type: string, default: "2026-01-01", note: all institutions collect all codes}
message: "{month}: {coded} of {lines} drug lines carry a trace code, {rate} %"
message_zh: "{month} 药品结算明细 {lines} 条，有追溯码 {coded} 条，采集率 {rate}%"
innocent_when:
  - stock without codes that is entered in the register of such stock
  - the upload of the month was not finished when the data were drawn
  - split packs handed out on a ward
innocent_when_zh:
  - 已登记无码库的药品
  - 提取数据时当月上传尚未完成
  - 住院拆零药品
verify_by:
  - the register of stock without codes against the drugs settled without one
  - the upload log of the month
verify_by_zh:
  - 将无码结算药品与无码库登记核对
  - 核对当月上传日志
judged: select count(distinct provider_id) from dispense
note: Reference trace_exempt says what needs no code. A provider that never uploaded a code is not judged, nothing tells whether its uploads were delivered; ask it for them.
note_zh: 豁免品种见参考表 trace_exempt。从未上传追溯码的机构不判断，无法区分未采集与未提供数据。
--- */
with
uploader as (
    select provider.provider_id, provider.kind
    from provider
    semi join dispense on provider.provider_id = dispense.provider_id and dispense.trace_code is not null
),

-- exemptions by category, by item code and by name
exempt_code as (
    select
        drug.item_code, trace_exempt.encounter_class, trace_exempt.split_only,
        trace_exempt.valid_from, trace_exempt.valid_to
    from (select distinct item_code from claim_line) as drug
    inner join trace_exempt
        on trace_exempt.match_on = 'item_prefix' and starts_with(drug.item_code, trace_exempt.value)
),

exempt_name as (
    select
        drug.item_name, trace_exempt.encounter_class, trace_exempt.split_only,
        trace_exempt.valid_from, trace_exempt.valid_to
    from (select distinct item_name from claim_line) as drug
    inner join trace_exempt
        on trace_exempt.match_on = 'name_pattern' and regexp_matches(drug.item_name, trace_exempt.value)
),

-- visits of a class that is exempt where boxes are split
split_visit as (
    select encounter.encounter_id
    from encounter
    semi join trace_exempt -- gate: equivalent, bounds work
        on
            trace_exempt.split_only -- gate: equivalent, bounds work
            and trace_exempt.encounter_class in ('*', encounter.class) -- gate: equivalent, bounds work
),

coded_encounter as (
    select distinct claim.encounter_id
    from claim
    semi join split_visit -- gate: equivalent, bounds work
        on claim.encounter_id = split_visit.encounter_id -- gate: equivalent, bounds work
    inner join dispense on claim.claim_id = dispense.claim_id
    where dispense.trace_code is not null and not coalesce(dispense.is_split_pack, false)
),

visit as (
    select
        encounter.encounter_id, encounter.class,
        coded_encounter.encounter_id is not null as has_codes
    from encounter
    left join coded_encounter on encounter.encounter_id = coded_encounter.encounter_id
),

owed as (
    select
        line.claim_line_id, line.claim_id, line.encounter_id, line.provider_id, line.item_code,
        line.charged_on, line.covered_amount
    from derived.net_claim_line as line
    inner join visit on line.encounter_id = visit.encounter_id
    inner join uploader on line.provider_id = uploader.provider_id
    anti join trace_exempt
        on
            trace_exempt.match_on = 'category' and trace_exempt.value = line.category
            and trace_exempt.encounter_class in ('*', visit.class)
            -- on a ward only where the boxes are split, or nothing of the stay carries a code
            and (not trace_exempt.split_only or not visit.has_codes)
            and line.charged_on >= coalesce(trace_exempt.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(trace_exempt.valid_to, date '2200-01-01')
    anti join exempt_code
        on
            line.item_code = exempt_code.item_code
            and exempt_code.encounter_class in ('*', visit.class)
            and (not exempt_code.split_only or not visit.has_codes)
            and line.charged_on >= coalesce(exempt_code.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(exempt_code.valid_to, date '2200-01-01')
    anti join exempt_name
        on
            line.item_name = exempt_name.item_name
            and exempt_name.encounter_class in ('*', visit.class)
            and (not exempt_name.split_only or not visit.has_codes)
            and line.charged_on >= coalesce(exempt_name.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(exempt_name.valid_to, date '2200-01-01')
    where
        line.category in ('western_drug', 'patent_tcm', 'herbal_piece')
        and line.charged_on >= case
            when uploader.kind = 'pharmacy' then cast($pharmacies_from as date)
            else cast($everyone_from as date)
        end
),

owed_month as (
    select
        provider_id, strftime(charged_on, '%Y-%m') as month,
        count(claim_line_id) as lines,
        min(charged_on) as first_on,
        max(charged_on) as last_on
    from owed
    group by provider_id, strftime(charged_on, '%Y-%m')
),

uncoded_line as (
    select
        owed.claim_line_id, owed.encounter_id, owed.provider_id, owed.covered_amount,
        strftime(owed.charged_on, '%Y-%m') as month
    from owed
    anti join dispense as coded
        on owed.claim_line_id = coded.claim_line_id and coded.trace_code is not null
    anti join dispense as coded
        on
            owed.claim_id = coded.claim_id
            and owed.item_code = coded.item_code
            and coded.claim_line_id is null
            and coded.trace_code is not null
),

uncoded_month as (
    select
        provider_id, month,
        count(claim_line_id) as lines,
        cast(sum(covered_amount) as decimal(18, 2)) as amount,
        list(claim_line_id) as claim_line_ids,
        list(distinct encounter_id) as encounter_ids
    from uncoded_line
    group by provider_id, month
)

select
    owed_month.provider_id as subject_id, owed_month.provider_id, owed_month.month,
    owed_month.lines,
    owed_month.lines - uncoded_month.lines as coded,
    cast(round(100.0 * (owed_month.lines - uncoded_month.lines) / owed_month.lines, 1) as decimal(5, 1))
        as rate,
    uncoded_month.amount as amount_at_risk,
    uncoded_month.claim_line_ids, uncoded_month.encounter_ids,
    owed_month.first_on as occurred_from,
    owed_month.last_on as occurred_to
from owed_month
inner join uncoded_month
    on owed_month.provider_id = uncoded_month.provider_id and owed_month.month = uncoded_month.month
where
    owed_month.lines >= $min_lines
    and owed_month.lines - uncoded_month.lines < owed_month.lines * $min_rate
