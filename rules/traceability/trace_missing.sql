/* ---
title: Drugs settled without a trace code, month by month
title_zh: 应扫未扫（追溯码采集率低）
official: none
version: 8
status: stable
certainty: suspect
subject: provider
identity: [month]
scope: all
joins: written
parts: [owing_line]
basis: [条例16, 条例39(三), 实施细则(追溯码), 追溯码(无码不结), 追溯码(全量采集)]
source: [2025-pharmacy no. 18]
tolerates: [dispense.is_insured, claim_line.is_discharge_drug, claim.original_claim_id, dispense.claim_line_id, claim_line.original_line_id, claim_line.covered_amount, claim_line.item_name, trace_exempt, dispense.claim_id, dispense.is_split_pack, dispense.sale_no]
parameters:
  few_lines: {type: integer, default: 60, min: 1, step: 20, unit: lines of months with few, note: a proposal; what months too small to be judged hold together before they are}
  min_rate: {type: decimal, default: 0.95, min: 0, max: 1, step: 0.05, unit: share of the lines}
  min_lines: {type: integer, default: 20, min: 1, step: 1, unit: lines in the month, note: a proposal}
  min_uncoded: {type: integer, default: 10, min: 1, step: 1, unit: lines of the month without a code, note: a proposal; fewer are slips of the scanner and stock without codes}
  min_peer_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share of the other providers of the kind that upload codes, note: a proposal; below it the uploads of the kind were not delivered}
  pharmacies_from: {type: string, default: "2025-07-01", note: no code no settlement}
  everyone_from: {type: string, default: "2026-01-01", note: all institutions collect all codes}
message: "{month}{span}: {coded} of {lines} drug lines carry a trace code, {rate}%{remark}"
message_zh: "{month}{span_zh}药品结算明细 {lines} 条，有追溯码 {coded} 条，采集率 {rate}%{remark_zh}"
innocent_when:
  - stock without codes that is entered in the register of such stock
  - the upload of the month was not finished when the data were drawn (lines after the last upload of anybody are left out)
  - split packs handed out on a ward (left out, drugs to take home are not)
innocent_when_zh:
  - 已登记无码库的药品
  - 提取数据时当月上传尚未完成（全部机构最后一次上传之后的明细已排除）
  - 住院拆零药品（已排除，出院带药除外）
verify_by:
  - the register of stock without codes against the drugs settled without one
  - the upload log of the month
verify_by_zh:
  - 将无码结算药品与无码库登记核对
  - 核对当月上传日志
judged: select count(distinct provider_id) from dispense
note: Reference trace_exempt says what needs no code. The exemption of wards is one of the line, whatever else of the stay was scanned; drugs to take home are boxes and owe their codes. Lines that the fund did not cover do not count. Months with few lines are judged together. Where no sale by document (3505) was delivered and fewer of the kind upload than should, the few codes of settlements (2207) are not all, and nobody of the kind is judged. A provider that never uploaded a code, where most of its kind do, is one finding from its first month on, without an amount; nothing tells whether its uploads were lost on the way.
note_zh: 豁免品种见参考表 trace_exempt。住院拆零豁免按明细判断，与该次住院其他药品是否扫码无关；出院带药为整盒，应有追溯码。不在基金支付范围内的明细不计。未提供销售上传（3505）且同类机构多数无追溯码的，结算上传（2207）的少数追溯码并非全部，该类机构不判。同类机构多数已上传而从未上传追溯码的机构，自首月起列一条疑点，不计金额，需先核实是否漏报数据。
--- */
with
uploader as (
    select distinct provider_id
    from dispense
    where trace_code is not null
),

last_upload as (
    select max(cast(dispensed_at as date)) as last_on
    from dispense
    where trace_code is not null
),

-- since when each provider owes codes
obliged as (
    select
        provider.provider_id, provider.kind,
        case
            when provider.kind = 'pharmacy' then cast($pharmacies_from as date)
            else cast($everyone_from as date)
        end as owes_from
    from provider
),

-- exemptions by category, by item code and by name
exempt_code as (
    select
        drug.item_code, trace_exempt.encounter_class, trace_exempt.split_only,
        trace_exempt.valid_from, trace_exempt.valid_to
    from (select distinct item_code from derived.charged_item) as drug
    inner join trace_exempt
        on trace_exempt.match_on = 'item_prefix' and starts_with(drug.item_code, trace_exempt.value)
),

exempt_name as (
    select
        drug.item_name, trace_exempt.encounter_class, trace_exempt.split_only,
        trace_exempt.valid_from, trace_exempt.valid_to
    from (select distinct item_name from derived.charged_item) as drug
    inner join trace_exempt
        on trace_exempt.match_on = 'name_pattern' and regexp_matches(drug.item_name, trace_exempt.value)
),

drug_line as (
    select
        line.claim_line_id, line.claim_id, line.encounter_id, line.provider_id, line.item_code,
        line.item_name, line.category, line.charged_on, line.covered_amount, line.quantity, line.amount,
        encounter.class,
        obliged.kind,
        -- a drug to take home is a whole box, however the ward splits its own
        not coalesce(line.is_discharge_drug, false) as may_be_split
    from derived.net_line_scan as line
    inner join obliged on line.provider_id = obliged.provider_id
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece'), false)
        and line.covered_amount > 0
        -- the difference of a price is no box
        and line.quantity > 0
        and line.charged_on >= obliged.owes_from
),

owing_line as (
    select
        line.claim_line_id, line.claim_id, line.encounter_id, line.provider_id, line.kind,
        line.item_code, line.charged_on, line.covered_amount, line.quantity, line.amount
    from drug_line as line
    anti join trace_exempt
        on
            trace_exempt.match_on = 'category' and trace_exempt.value = line.category
            and trace_exempt.encounter_class in ('*', line.class)
            and (not trace_exempt.split_only or line.may_be_split)
            and line.charged_on >= coalesce(trace_exempt.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(trace_exempt.valid_to, date '2200-01-01')
    anti join exempt_code
        on
            line.item_code = exempt_code.item_code
            and exempt_code.encounter_class in ('*', line.class)
            and (not exempt_code.split_only or line.may_be_split)
            and line.charged_on >= coalesce(exempt_code.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(exempt_code.valid_to, date '2200-01-01')
    anti join exempt_name
        on
            line.item_name = exempt_name.item_name
            and exempt_name.encounter_class in ('*', line.class)
            and (not exempt_name.split_only or line.may_be_split)
            and line.charged_on >= coalesce(exempt_name.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(exempt_name.valid_to, date '2200-01-01')
),

-- of what was charged after the newest upload the codes are still to come
owed as (
    select
        line.claim_line_id, line.claim_id, line.encounter_id, line.provider_id, line.kind,
        line.item_code, line.charged_on, line.covered_amount, line.quantity, line.amount
    from owing_line as line
    cross join last_upload
    where line.charged_on <= last_upload.last_on
),

owed_month as (
    select
        provider_id, kind, strftime(month_from, '%Y-%m') as month, lines, first_on, last_on
    from (
        select
            provider_id, kind, date_trunc('month', charged_on) as month_from,
            count(claim_line_id) as lines,
            min(charged_on) as first_on,
            max(charged_on) as last_on
        from owed
        group by provider_id, kind, date_trunc('month', charged_on)
    ) as in_month
),

-- uploads of insured sales that name neither settlement nor line: so many boxes of the drug had codes that day
unlinked as (
    select provider_id, item_code, cast(dispensed_at as date) as sold_on, count(distinct trace_code) as codes
    from dispense
    where
        trace_code is not null -- gate: equivalent, nulls are not counted
        and kind = 'sale'
        and claim_id is null
        and claim_line_id is null
        and coalesce(is_insured, true)
    group by provider_id, item_code, cast(dispensed_at as date)
),

unnamed_line as (
    select
        owed.claim_line_id, owed.claim_id, owed.encounter_id, owed.provider_id, owed.item_code, owed.charged_on,
        owed.covered_amount, owed.quantity, owed.amount,
        row_number() over (
            partition by owed.claim_id, owed.item_code, owed.quantity, owed.amount order by owed.claim_line_id
        ) as nth_like,
        row_number() over (
            partition by owed.provider_id, owed.item_code, owed.charged_on order by owed.claim_line_id
        ) as nth
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

-- of two like lines a reversal that names none takes the one or the other: the code of the line that went stands for
-- the one that stayed, unless the box was uploaded as returned
gone_line as (
    select line.claim_line_id, line.claim_id, line.item_code, line.quantity, line.amount
    from claim_line as line
    semi join unnamed_line -- gate: equivalent, bounds work
        on line.claim_id = unnamed_line.claim_id -- gate: equivalent, bounds work
    semi join derived.line_change as change on line.claim_line_id = change.claim_line_id and change.quantity_left = 0
    anti join claim_line as reversal on line.claim_line_id = reversal.original_line_id
),

gone_coded as (
    select line.claim_id, line.item_code, line.quantity, line.amount, count(line.claim_line_id) as lines
    from gone_line as line
    semi join (
        select sale.claim_line_id
        from dispense as sale
        anti join dispense as returned
            on
                sale.provider_id = returned.provider_id
                and sale.trace_code = returned.trace_code
                and returned.kind = 'return'
        where
            sale.trace_code is not null
            and sale.claim_line_id in (select gone_line.claim_line_id from gone_line) -- gate: equivalent, bounds work
    ) as coded on line.claim_line_id = coded.claim_line_id
    group by line.claim_id, line.item_code, line.quantity, line.amount
),

uncoded_line as (
    select
        line.claim_line_id, line.encounter_id, line.provider_id, line.covered_amount,
        strftime(line.charged_on, '%Y-%m') as month
    from unnamed_line as line
    left join unlinked
        on
            line.provider_id = unlinked.provider_id
            and line.item_code = unlinked.item_code
            and line.charged_on = unlinked.sold_on
    left join gone_coded
        on
            line.claim_id = gone_coded.claim_id
            and line.item_code = gone_coded.item_code
            and line.quantity = gone_coded.quantity
            and line.amount = gone_coded.amount
    where line.nth > coalesce(unlinked.codes, 0) and line.nth_like > coalesce(gone_coded.lines, 0)
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
),

-- one row per provider that owes codes: did it ever upload one, and how many others of its kind do
habit as (
    select
        owing.provider_id, owing.month, owing.lines, owing.first_on, owing.last_on,
        uploader.provider_id is not null as uploads,
        sum(case when uploader.provider_id is null then 0 else 1 end) over (partition by owing.kind)
        - case when uploader.provider_id is null then 0 else 1 end as uploading_others,
        count(owing.provider_id) over (partition by owing.kind) - 1 as others
    from (
        select
            provider_id, kind,
            min(month) as month,
            sum(lines) as lines,
            min(first_on) as first_on,
            max(last_on) as last_on
        from owed_month
        group by provider_id, kind
        having sum(lines) >= $min_lines
    ) as owing
    left join uploader on owing.provider_id = uploader.provider_id
),

-- by documents of sale: the way of most shops
by_document as (
    select count(sale_no) as sales
    from dispense
),

-- where that way was not delivered and most of the kind seem to upload nothing, codes of settlements are not all
half_seen as (
    select habit.provider_id
    from habit
    cross join by_document
    where by_document.sales = 0 and habit.uploading_others < habit.others * $min_peer_share
),

-- months with few lines, taken together: who settles little owes its codes too
small_month as (
    select
        owed_month.provider_id,
        min(owed_month.month) as month,
        min(owed_month.first_on) as first_on,
        max(owed_month.last_on) as last_on,
        sum(owed_month.lines) as lines,
        sum(coalesce(uncoded_month.lines, 0)) as uncoded,
        cast(sum(uncoded_month.amount) as decimal(18, 2)) as amount,
        flatten(list(uncoded_month.claim_line_ids) filter (
            where uncoded_month.lines > 0 -- gate: equivalent, Spark flattens no null
        )) as claim_line_ids,
        flatten(list(uncoded_month.encounter_ids) filter (
            where uncoded_month.lines > 0 -- gate: equivalent, Spark flattens no null
        )) as encounter_ids
    from owed_month
    semi join uploader on owed_month.provider_id = uploader.provider_id
    anti join half_seen on owed_month.provider_id = half_seen.provider_id
    left join uncoded_month
        on owed_month.provider_id = uncoded_month.provider_id and owed_month.month = uncoded_month.month
    where owed_month.lines < $min_lines
    group by owed_month.provider_id
)

select
    owed_month.provider_id as subject_id, owed_month.provider_id, owed_month.month,
    '' as span, ' ' as span_zh, '' as remark, '' as remark_zh,
    owed_month.lines,
    owed_month.lines - uncoded_month.lines as coded,
    cast(round(100.0 * (owed_month.lines - uncoded_month.lines) / owed_month.lines, 1) as decimal(5, 1))
        as rate,
    uncoded_month.amount as amount_at_risk,
    uncoded_month.claim_line_ids, uncoded_month.encounter_ids,
    owed_month.first_on as occurred_from,
    owed_month.last_on as occurred_to
from owed_month
semi join uploader on owed_month.provider_id = uploader.provider_id
anti join half_seen on owed_month.provider_id = half_seen.provider_id
inner join uncoded_month
    on owed_month.provider_id = uncoded_month.provider_id and owed_month.month = uncoded_month.month
where
    owed_month.lines >= $min_lines
    and uncoded_month.lines >= $min_uncoded
    and owed_month.lines - uncoded_month.lines < owed_month.lines * $min_rate
union all
select
    provider_id as subject_id, provider_id, month,
    ' and after, months of few lines' as span, ' 起明细较少的各月' as span_zh, '' as remark, '' as remark_zh,
    cast(lines as bigint) as lines,
    cast(lines - uncoded as bigint) as coded,
    cast(round(100.0 * (lines - uncoded) / lines, 1) as decimal(5, 1)) as rate,
    amount as amount_at_risk,
    claim_line_ids, encounter_ids,
    first_on as occurred_from,
    last_on as occurred_to
from small_month
where
    lines >= $few_lines
    and uncoded >= $min_uncoded
    and lines - uncoded < lines * $min_rate
union all
select
    provider_id as subject_id, provider_id, month,
    ' and after' as span, ' 起' as span_zh,
    '; it never uploaded one, ' || cast(uploading_others as varchar) || ' of '
    || cast(others as varchar) || ' others of its kind do' as remark,
    '；从未上传，同类 ' || cast(others as varchar) || ' 家中 '
    || cast(uploading_others as varchar) || ' 家已上传' as remark_zh,
    cast(lines as bigint) as lines,
    cast(0 as bigint) as coded,
    cast(0 as decimal(5, 1)) as rate,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    cast([] as varchar[]) as encounter_ids,
    first_on as occurred_from,
    last_on as occurred_to
from habit
where
    not uploads
    and uploading_others >= 1 -- gate: equivalent, of no others none uploads
    and uploading_others >= others * $min_peer_share
