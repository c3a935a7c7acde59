/* ---
title: More of an item paid by the fund than the region caps it at
title_zh: 诊疗项目、耗材超限定报销总额
official: [GZ10000102015000, GZ10000103003000]
version: 6
status: stable
certainty: definite
subject: person
identity: [item_prefix, per, period, provider_id]
scope: person
basis: [条例15, 条例38(六)]
unmoved_by:
  cut_the_hour: "totals of a year or stay are counted, not hours"
  post_later: "totals of a year or stay are counted, not days"
  post_at_settlement: "totals of a year or stay are counted, not days"
  sell_by_unit: "money is counted, not pieces"
message: "{item_name}: {total_amount} yuan covered in {period_en} up to {occurred_to}; the cap is {max_amount} a {per}"
message_zh: "{item_name} 在{period_zh}内截至 {occurred_to} 累计纳入 {total_amount} 元，限定报销总额 {max_amount} 元"
innocent_when:
  - a part was paid privately and not transmitted so
  - another region's cap applies to the person
  - other houses had used up the cap, and this one did not see it (suspect)
  - the settlement was sent twice, or the first one's refund was not (suspect where two of one amount stand within a fortnight)
  - a stay over New Year counts for the year of its settlement (suspect where a bill was settled in another year)
innocent_when_zh:
  - 超出部分自费，未如实上传
  - 异地参保人适用参保地限额
  - 限额已在其他机构用完而本机构不知（仅列可疑）
  - 同一结算传送两次，或前一笔退费未上传（十五日内同额结算两次者仅列可疑）
  - 跨年住院按结算年度计算（有跨年结算者仅列可疑）
verify_by:
  - the settlements of the period, item by item
verify_by_zh:
  - 逐笔核对周期内结算
tolerates: [claim_line.item_name, claim, claim.settled_at]
evidence: {context: {claim_line: counted_line_ids}}
source: [national rule library]
note: >-
  Caps are filled by the bureau (item_cap); of several that fit, the one written nearest to the
  provider's region applies. Of a period the charges beyond the cap are found, in order of time;
  the charges before them are shown. A cap by the day is suspect, since several days may be booked on
  one, and so is a cap without the day from which it holds,
  or one of a year of which a bill was settled in another. Each house is found for its own charges beyond the cap;
  where they pass it only together with what other houses charged, that is suspect.
note_zh: 限额由医保局填写（item_cap）；有多条适用时，取行政区划最接近该机构的一条。期间内超过限额的收费按时间先后列为疑点，此前的收费一并列示。按日限额为疑似，因为可能数日合并记账；限额无起始日期的，或年度限额而账单跨年结算的，亦为疑似。各机构只对本机构超出限额的收费负责；本机构单独未超、与其他机构合计方超的，亦为疑似。
--- */
with
used_item as (
    select distinct item_code from derived.charged_item
),

insured_region as (
    select distinct region_code from provider
),

capped_item as (
    select
        insured_region.region_code, used_item.item_code, cap.item_prefix, cap.per, cap.max_amount,
        cap.valid_from, cap.valid_to, length(regexp_replace(cap.region_code, '(00)+$', '')) as nearness
    from item_cap as cap
    inner join used_item on starts_with(used_item.item_code, cap.item_prefix)
    inner join insured_region on starts_with(insured_region.region_code, regexp_replace(cap.region_code, '(00)+$', ''))
),

-- two settlements of one amount within days of each other: the same lines may stand twice, sent again or the refund not
-- sent, which is claim_twice's to say
settled_twice as (
    select distinct first_claim.encounter_id
    from claim as first_claim
    inner join claim as second_claim
        on
            first_claim.encounter_id = second_claim.encounter_id
            and first_claim.total_amount = second_claim.total_amount
            and first_claim.claim_id < second_claim.claim_id
    where
        abs(date_diff('day', cast(first_claim.settled_at as date), cast(second_claim.settled_at as date))) <= 15
        and first_claim.claim_id not in (select change.claim_id from derived.claim_change as change where change.is_void)
        and second_claim.claim_id not in (select change.claim_id from derived.claim_change as change where change.is_void)
),

-- one row per charge and kind of cap that applies to it
capped_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_at, line.charged_on,
        coalesce(line.item_name, line.item_code) as item_name, line.covered_amount,
        capped_item.item_prefix, capped_item.per, capped_item.max_amount,
        case
            when capped_item.per = 'day' or capped_item.valid_from is null then 0
            when settled_twice.encounter_id is not null then 0
            -- a bill that is settled in the next year may count for that
            when capped_item.per not in ('stay', 'day') and year(claim.settled_at) <> year(line.charged_on) then 0
            else 1
        end as is_certain,
        case capped_item.per
            when 'stay' then line.encounter_id
            when 'day' then cast(line.charged_on as varchar)
            else cast(year(line.charged_on) as varchar)
        end as period
    from derived.net_claim_line as line
    inner join provider on line.provider_id = provider.provider_id
    left join claim on line.claim_id = claim.claim_id
    left join settled_twice on line.encounter_id = settled_twice.encounter_id
    inner join capped_item
        on line.item_code = capped_item.item_code and provider.region_code = capped_item.region_code
    where
        line.charged_on >= coalesce(capped_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(capped_item.valid_to, date '2200-01-01')
        and line.covered_amount > 0
    -- of two caps as near that are both in force the later one holds, and the line counts once
    qualify row_number() over (
        partition by line.claim_line_id, capped_item.item_prefix, capped_item.per
        order by capped_item.nearness desc, capped_item.valid_from desc nulls last, capped_item.max_amount desc
    ) = 1
),

counted as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_name, covered_amount,
        item_prefix, per, period, max_amount,
        -- of two regions' caps nobody says which is the person's
        case
            when
                min(max_amount) over (partition by person_id, item_prefix, per, period)
                = max(max_amount) over (partition by person_id, item_prefix, per, period)
                then min(is_certain) over (partition by person_id, item_prefix, per, period)
            else 0
        end as is_certain,
        -- what the others charged a house does not see
        sum(covered_amount) over (
            partition by person_id, item_prefix, per, period, provider_id
        ) as amount_here,
        list(claim_line_id) over (
            partition by person_id, item_prefix, per, period order by charged_at, claim_line_id
            rows between unbounded preceding and 1 preceding
        ) as lines_before,
        sum(covered_amount) over (
            partition by person_id, item_prefix, per, period order by charged_at, claim_line_id
            rows between unbounded preceding and current row
        ) as amount_so_far
    from capped_line
)

select
    person_id as subject_id,
    person_id,
    provider_id,
    item_prefix,
    per,
    period,
    case per when 'stay' then '本次住院' when 'day' then '当日' else ' ' || period || ' 年' end as period_zh,
    case per when 'stay' then 'the stay' else period end as period_en,
    min(item_name) as item_name,
    max(amount_so_far) as total_amount,
    min(max_amount) as max_amount,
    cast(sum(least(covered_amount, amount_so_far - max_amount)) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    flatten(list(coalesce(lines_before, cast([] as varchar[])))) as counted_line_ids,
    list(distinct encounter_id) as encounter_ids,
    case
        when min(is_certain) = 1 and max(amount_here) > min(max_amount) then 'definite'
        else 'suspect'
    end as certainty,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from counted
where amount_so_far > max_amount
group by person_id, provider_id, item_prefix, per, period
