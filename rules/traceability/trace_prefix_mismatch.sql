/* ---
title: The code belongs to another drug than the one settled
title_zh: 追溯码标识与结算药品不符
official: none
version: 3
status: stable
certainty: suspect
subject: trace_code
identity: [provider_id]
scope: all
basis: [条例38(四), 实施细则(追溯码)]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.is_split_pack, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, purchase, trace_prefix, claim_line.item_name]
parameters:
  min_codes: {type: integer, default: 10, min: 2, step: 1, unit: codes, note: a proposal; how many codes teach which drug a prefix stands for}
  max_share: {type: decimal, default: 0.3, min: 0.01, max: 1, step: 0.2, unit: share of the usual pairing's codes, note: a proposal; a prefix that several drugs really share exceeds it}
  stray_codes: {type: integer, default: 2, min: 0, step: 1, unit: codes, note: a proposal; a prefix that nobody bought and that carries no more codes than this is a stray one}
  same_drug_characters: {type: integer, default: 10, min: 1, max: 23, step: 3, unit: characters of the item code, note: other strengths and packs of one drug share the first ten}
message: "code {trace_code} begins with {prefix}, usually {usual_item_code}; it was settled as {item_code} {item_name}"
message_zh: "追溯码 {trace_code} 前 7 位 {prefix} 通常为{usual_item_zh}，结算为 {item_code} {item_name}"
innocent_when:
  - a new pack of the drug has a new prefix
  - one prefix stands for several strengths of a drug
  - the provider mapped the drug to a wrong national code
innocent_when_zh:
  - 药品更换包装，标识码更新
  - 同一标识码对应多个规格
  - 机构将药品对照到错误的医保编码
verify_by:
  - the box that the code names, in the tracing platform or on the shelf
  - the charge of the drug against the box that the person took home
verify_by_zh:
  - 在追溯平台或货架上核对该码对应的实物
  - 核对参保人实际取走的药品与结算药品
note: Which drug a prefix stands for is learnt from all codes sold and bought, first by the number of providers and then of codes, unless reference trace_prefix says so. Only 20-digit codes have a prefix. A stray prefix is one that nobody bought under the settled code; the drug itself must be well known by its own prefix. A stray code beside as many codes of the drug as boxes were sold is another agency's on the same box.
note_zh: 前 7 位与药品的对应由全部销售和采购追溯码学习得出（先看机构数，再看码数），参考表 trace_prefix 有登记的以登记为准。该明细已有与盒数相符的本品追溯码时，多出的不明前缀码视为同一盒上另一家赋码机构的码，不计。
--- */
with
-- pairs of a prefix and a drug of which one also stands in another pair; the others betray nothing.
-- Other codes than such with a prefix are sorted out below
doubtful_pair as (
    select prefix, item_code
    from (
        select substr(trace_code, 1, 7) as prefix, item_code
        from derived.trace_sale
        where
            length(trace_code) = 20 -- gate: equivalent, bounds work
            and starts_with(trace_code, '8') -- gate: equivalent, bounds work
        union
        select substr(trace_code, 1, 7) as prefix, item_code
        from purchase
        where
            length(trace_code) = 20 -- gate: equivalent, bounds work
            and starts_with(trace_code, '8') -- gate: equivalent, bounds work
    ) as seen_pair
    qualify
        count(item_code) over (partition by prefix) > 1 -- gate: equivalent, bounds work
        or count(prefix) over (partition by item_code) > 1 -- gate: equivalent, bounds work
),

-- one row per code and sale line, of the codes that have a prefix
sold_box as (
    select
        trace_code, substr(trace_code, 1, 7) as prefix, item_code, provider_id, encounter_id,
        claim_line_id, is_settled, box_amount, sold_at
    from derived.trace_sale
    where
        code_kind in ('box', 'typed_box')
        and substr(trace_code, 1, 7) in (
            select prefix from doubtful_pair
            union all
            select prefix from trace_prefix
        ) -- gate: equivalent, bounds work
),

bought_box as (
    select purchase.trace_code, doubtful_pair.prefix, purchase.item_code, purchase.provider_id
    from purchase
    inner join doubtful_pair
        on
            purchase.item_code = doubtful_pair.item_code -- gate: equivalent, bounds work
            and substr(purchase.trace_code, 1, 7) = doubtful_pair.prefix
    -- asked of doubtful prefixes alone
    where case when doubtful_pair.prefix is not null then regexp_matches(purchase.trace_code, '^8[0-9]{19}$') end
),

pairing as (
    select sold_box.trace_code, sold_box.prefix, sold_box.item_code, sold_box.provider_id
    from sold_box
    inner join doubtful_pair
        on
            sold_box.item_code = doubtful_pair.item_code -- gate: equivalent, bounds work
            and sold_box.prefix = doubtful_pair.prefix -- gate: equivalent, bounds work
    union all
    select trace_code, prefix, item_code, provider_id from bought_box
),

pair as (
    select
        prefix, item_code,
        count(distinct trace_code) as codes,
        count(distinct provider_id) as providers
    from pairing
    group by prefix, item_code
),

-- the drug that a prefix usually stands for
usual_drug as (
    select prefix, item_code, codes
    from pair
    qualify row_number() over (partition by prefix order by providers desc, codes desc, item_code) = 1
),

-- the prefix that a drug usually carries
usual_prefix as (
    select item_code, prefix, codes
    from pair
    qualify row_number() over (partition by item_code order by providers desc, codes desc, prefix) = 1
),

-- a drug to which the catalogue gave a new code keeps its name
same_name as (
    select distinct item.item_code, other.item_code as other_code
    from derived.charged_item as item
    inner join derived.charged_item as other on item.item_name = other.item_name
    semi join doubtful_pair -- gate: equivalent, bounds work
        on item.item_code = doubtful_pair.item_code -- gate: equivalent, bounds work
),

-- one row per prefix and drug that do not belong together, by what was learnt
foreign_pair as (
    select pair.prefix, pair.item_code, usual_drug.item_code as usual_item_code
    from pair
    inner join usual_drug on pair.prefix = usual_drug.prefix
    anti join trace_prefix as registered on pair.prefix = registered.prefix
    where
        usual_drug.codes >= $min_codes
        and pair.codes <= usual_drug.codes * $max_share
        and substr(pair.item_code, 1, $same_drug_characters)
        <> substr(usual_drug.item_code, 1, $same_drug_characters)
    union
    select
        pair.prefix, pair.item_code,
        case when usual_drug.item_code = pair.item_code then 'unknown' else usual_drug.item_code end
            as usual_item_code
    from pair
    inner join usual_drug on pair.prefix = usual_drug.prefix
    inner join usual_prefix on pair.item_code = usual_prefix.item_code
    anti join trace_prefix as registered on pair.prefix = registered.prefix
    anti join bought_box
        on pair.item_code = bought_box.item_code and pair.prefix = bought_box.prefix
    where
        pair.prefix <> usual_prefix.prefix
        and usual_prefix.codes >= $min_codes
        and pair.codes <= $stray_codes
        and pair.providers = 1
        and (
            usual_drug.item_code = pair.item_code
            or substr(pair.item_code, 1, $same_drug_characters)
            <> substr(usual_drug.item_code, 1, $same_drug_characters)
        )
),

-- the prefixes that the bureau registered, with one of their drugs to name
registered_prefix as (
    select prefix, min(item_code) as item_code
    from trace_prefix
    group by prefix
),

-- one row per code and sale line settled under a drug that is not the code's own
mismatch as (
    select
        sold_box.trace_code, sold_box.provider_id, sold_box.item_code, sold_box.encounter_id,
        sold_box.claim_line_id, sold_box.is_settled, sold_box.box_amount, sold_box.sold_at,
        foreign_pair.usual_item_code
    from sold_box
    inner join foreign_pair
        on sold_box.prefix = foreign_pair.prefix and sold_box.item_code = foreign_pair.item_code
    anti join same_name
        on foreign_pair.item_code = same_name.item_code and foreign_pair.usual_item_code = same_name.other_code
    union all
    select
        sold_box.trace_code, sold_box.provider_id, sold_box.item_code, sold_box.encounter_id,
        sold_box.claim_line_id, sold_box.is_settled, sold_box.box_amount, sold_box.sold_at,
        registered_prefix.item_code as usual_item_code
    from sold_box
    inner join registered_prefix on sold_box.prefix = registered_prefix.prefix
    anti join trace_prefix as registered
        on
            sold_box.prefix = registered.prefix
            and substr(sold_box.item_code, 1, $same_drug_characters)
            = substr(registered.item_code, 1, $same_drug_characters)
            and cast(sold_box.sold_at as date) >= coalesce(registered.valid_from, date '1900-01-01')
            and cast(sold_box.sold_at as date) < coalesce(registered.valid_to, date '2200-01-01')
),

-- as many codes of the drug itself as the line has boxes: the stray one is another agency's on the same box
told_line as (
    select sale.claim_line_id
    from derived.trace_sale as sale
    inner join derived.net_claim_line as line on sale.claim_line_id = line.claim_line_id
    anti join mismatch on sale.trace_code = mismatch.trace_code and sale.claim_line_id = mismatch.claim_line_id
    where
        sale.claim_line_id in (
            select mismatch.claim_line_id
            from mismatch
            where mismatch.usual_item_code = 'unknown' -- gate: equivalent, bounds work
        ) -- gate: equivalent, bounds work
    group by sale.claim_line_id
    having count(distinct sale.trace_code) >= max(line.quantity)
)

select
    mismatch.trace_code as subject_id,
    mismatch.trace_code,
    mismatch.provider_id,
    substr(mismatch.trace_code, 1, 7) as prefix,
    min(mismatch.item_code) as item_code,
    coalesce(min(line.item_name), '') as item_name,
    min(mismatch.usual_item_code) as usual_item_code,
    case
        when min(mismatch.usual_item_code) = 'unknown' then '其他药品（不详）' else ' ' || min(mismatch.usual_item_code)
    end as usual_item_zh,
    cast(sum(mismatch.box_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(mismatch.claim_line_id) filter (where mismatch.claim_line_id is not null),
        cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct mismatch.encounter_id) as encounter_ids,
    [mismatch.trace_code] as trace_codes,
    min(mismatch.sold_at) as occurred_from,
    max(mismatch.sold_at) as occurred_to
from mismatch
left join derived.net_claim_line as line on mismatch.claim_line_id = line.claim_line_id
left join told_line on mismatch.claim_line_id = told_line.claim_line_id
where
    mismatch.is_settled
    and not (mismatch.usual_item_code = 'unknown' and told_line.claim_line_id is not null)
group by mismatch.trace_code, mismatch.provider_id
