/* ---
title: Herb charged that the fund never pays, alone or in a compound
title_zh: 中药饮片单复方均不予支付
official: GZ10000101003000
version: 4
status: stable
certainty: definite
subject: encounter
identity: [item_code]
scope: encounter
basis: [条例15, 条例38(六), 药品目录, 两库]
parameters:
  known_from: {type: string, default: "2025-01-01", note: "first day of the catalogue that the lists were read against; a limit without a first day of its own finds suspects only before it"}
  form: {type: string, default: "(饮片|配方颗粒|免煎颗粒|颗粒|细粉|粉|镑片|片|丝|段|块|粒)*[ 　]*([(（【\\[/*·0-9-].*)?$", note: "pattern of the form, pack and strength that stand behind the name of a herb"}
  prepared: {type: string, default: "^([(（【].{1,6}[)）】]|炮|穿|醋|酒|盐|蜜|姜|土|油|麸|炒|炙|制|煅|煨|烫|砂|净|生|鲜|干|水飞)+", note: pattern of what a herb was prepared with}
unmoved_by:
  cut_the_hour: "a herb that is never paid is not paid at any hour"
  post_later: "a herb that is never paid is not paid on any day"
message: "{item_name} is not paid by the fund in any prescription"
message_zh: "{item_name} 单方、复方均不予支付，已纳入医保结算"
innocent_when:
  - the herb was mapped to the wrong national code (suspect where the hospital's own name is another)
innocent_when_zh:
  - 饮片目录对照错误（院内名称不同者仅列可疑）
verify_by:
  - the original prescription and the herb that was dispensed
verify_by_zh:
  - 查看处方原件和实际调剂饮片
tolerates: [claim_line.local_item_name, claim_line.item_name]
source: [national knowledge batch 11, 2025-pharmacy 10, rule catalogue tcm_herb_nopay]
--- */
with
-- a row of the list that stands twice counts once
listed_herb as (
    select item_code, valid_from, valid_to, min(item_name) as item_name
    from herb_not_payable
    where scope = 'always' and doubt is null
    group by item_code, valid_from, valid_to
),

-- herbs under a code that the list does not know, by their name; a form that is listed by itself is what is listed
named_herb as (
    select distinct
        item.item_code, item.item_name as charged_name, listed.item_name, listed.valid_from, listed.valid_to
    from derived.charged_item as item
    inner join listed_herb as listed
        on regexp_replace(item.item_name, $form, '') = regexp_replace(listed.item_name, $form, '')
    anti join herb_not_payable as known on item.item_code = known.item_code
    anti join herb_not_payable as other on item.item_name = other.item_name and other.scope <> 'always'
    where item.category = 'herbal_piece' -- gate: equivalent, bounds work: the line is asked too
),

named_line as (
    select
        line.claim_line_id, line.encounter_id, line.provider_id, line.person_id, line.item_code, line.item_name,
        line.local_item_name, line.charged_on, line.covered_amount, listed.item_name as listed_name, listed.valid_from
    from derived.net_line_scan as line
    inner join named_herb as listed
        on line.item_code = listed.item_code and line.item_name = listed.charged_name
    where
        line.category = 'herbal_piece'
        and line.charged_on >= coalesce(listed.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(listed.valid_to, date '2200-01-01')
        and line.covered_amount > 0
    qualify row_number() over (partition by line.claim_line_id order by listed.valid_from desc nulls last) = 1
),

listed_line as (
    select
        line.claim_line_id, line.encounter_id, line.provider_id, line.person_id, line.item_code, line.item_name,
        line.local_item_name, line.charged_on, line.covered_amount, listed.item_name as listed_name, listed.valid_from
    from derived.net_line_scan as line
    inner join listed_herb as listed on line.item_code = listed.item_code
    where
        line.charged_on >= coalesce(listed.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(listed.valid_to, date '2200-01-01')
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    -- of two editions that are both in force the dated one holds, and the line counts once
    qualify row_number() over (partition by line.claim_line_id order by listed.valid_from desc nulls last) = 1
),

never_paid as (
    select
        claim_line_id, encounter_id, provider_id, person_id, item_code, item_name, local_item_name, charged_on,
        covered_amount, listed_name, valid_from, false as is_by_name
    from listed_line
    union all
    select
        claim_line_id, encounter_id, provider_id, person_id, item_code, item_name, local_item_name, charged_on,
        covered_amount, listed_name, valid_from, true as is_by_name
    from named_line
)

select
    line.encounter_id as subject_id,
    min(line.provider_id) as provider_id,
    line.person_id,
    line.item_code,
    min(coalesce(line.item_name, line.listed_name, line.item_code)) as item_name,
    case
        when
            bool_or(line.is_by_name)
            or bool_or(line.valid_from is null and line.charged_on < cast($known_from as date))
            -- the hospital's own name says another herb: mother of pearl is no pearl, but a powder is
            or bool_or(
                regexp_replace(regexp_replace(line.local_item_name, $form, ''), $prepared, '')
                <> regexp_replace(regexp_replace(coalesce(line.listed_name, line.item_name), $form, ''), $prepared, '')
            )
            then 'suspect'
    end as certainty,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    [line.encounter_id] as encounter_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from never_paid as line
group by line.encounter_id, line.person_id, line.item_code
