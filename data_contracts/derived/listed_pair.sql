/* ---
title: Lines that the problem lists say may not stand beside another line of the encounter
title_zh: 问题清单所列不得并收的费用明细
scope: encounter
--- */
-- one row per claim line at risk and row of problem_pair that names it, with the line that contains it
with
item as (
    select distinct item_code, item_name
    from claim_line
),

listed as (
    select
        list_edition || ' ' || list_no || ' ' || cast(seq as varchar) as pair_id,
        list_edition, list_no, scheme, span, violation, certainty, note,
        item_prefix_a, name_pattern_a, item_prefix_b, name_pattern_b,
        coalesce(valid_from, date '1900-01-01') as valid_from,
        coalesce(valid_to, date '2200-01-01') as valid_to
    from problem_pair
),

containing_item as (
    select item.item_code, item.item_name, listed.pair_id
    from item
    inner join listed
        on
            starts_with(item.item_code, listed.item_prefix_a)
            or regexp_matches(item.item_name, listed.name_pattern_a)
),

-- an item that fits both sides of a row is the whole and not the part
contained_item as (
    select item.item_code, item.item_name, listed.pair_id
    from item
    inner join listed
        on
            starts_with(item.item_code, listed.item_prefix_b)
            or regexp_matches(item.item_name, listed.name_pattern_b)
    anti join containing_item
        on item.item_code = containing_item.item_code and listed.pair_id = containing_item.pair_id
),

containing_line as (
    select
        line.claim_line_id, line.encounter_id, line.charged_at, line.charged_on, line.item_code,
        line.item_name, line.local_item_name, containing_item.pair_id
    from derived.net_claim_line as line
    inner join containing_item
        on
            line.item_code = containing_item.item_code
            and coalesce(line.item_name, '') = coalesce(containing_item.item_name, '')
    where line.item_code in (select containing_item.item_code from containing_item)
),

contained_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_at,
        line.charged_on, line.item_code, line.item_name, line.local_item_name, line.covered_amount,
        contained_item.pair_id
    from derived.net_claim_line as line
    inner join contained_item
        on
            line.item_code = contained_item.item_code
            and coalesce(line.item_name, '') = coalesce(contained_item.item_name, '')
    where line.item_code in (select contained_item.item_code from contained_item)
),

beside as (
    select
        contained.claim_line_id, contained.encounter_id, contained.person_id,
        contained.provider_id, contained.charged_at, contained.charged_on, contained.item_code,
        coalesce(contained.item_name, contained.item_code) as item_name, contained.covered_amount,
        contained.pair_id,
        containing.claim_line_id as containing_line_id,
        containing.charged_at as containing_at,
        coalesce(containing.item_name, containing.item_code) as containing_name,
        regexp_extract(coalesce(contained.local_item_name, contained.item_name, ''), '左|右')
            as side,
        regexp_extract(coalesce(containing.local_item_name, containing.item_name, ''), '左|右')
            as containing_side,
        translate(
            regexp_extract(
                coalesce(contained.local_item_name, '') || coalesce(contained.item_name, ''),
                '颅|头|脑|胸|肺|腹|盆|颈|腰|膝|髋|肩|踝|腕|肘'
            ), '头脑肺', '颅颅胸'
        ) as site,
        translate(
            regexp_extract(
                coalesce(containing.local_item_name, '') || coalesce(containing.item_name, ''),
                '颅|头|脑|胸|肺|腹|盆|颈|腰|膝|髋|肩|踝|腕|肘'
            ), '头脑肺', '颅颅胸'
        ) as containing_site
    from contained_line as contained
    inner join containing_line as containing
        on
            contained.encounter_id = containing.encounter_id
            and contained.pair_id = containing.pair_id
)

select
    beside.claim_line_id, beside.encounter_id, beside.person_id, beside.provider_id,
    beside.charged_on, beside.item_code, beside.item_name, beside.covered_amount,
    listed.list_edition, listed.list_no, listed.scheme, listed.violation, listed.certainty, listed.note,
    min(beside.containing_name) as containing_name,
    min(beside.containing_line_id) as containing_line_id,
    -- charged within four hours of one another
    bool_or(
        beside.charged_at <= beside.containing_at + interval 4 hour
        and beside.containing_at <= beside.charged_at + interval 4 hour
    ) as is_same_session
from beside
inner join listed on beside.pair_id = listed.pair_id
where
    (listed.span = 'same_stay' or beside.charged_on = cast(beside.containing_at as date))
    and beside.charged_on >= listed.valid_from
    and beside.charged_on < listed.valid_to
    -- the other side of the body is another service, and so is another region in imaging
    and (beside.side = beside.containing_side or beside.side = '' or beside.containing_side = '')
    and (
        beside.site = beside.containing_site or beside.site = '' or beside.containing_site = ''
        or not starts_with(listed.scheme, 'imaging')
    )
group by
    beside.claim_line_id, beside.encounter_id, beside.person_id, beside.provider_id,
    beside.charged_on, beside.item_code, beside.item_name, beside.covered_amount,
    listed.list_edition, listed.list_no, listed.scheme, listed.violation, listed.certainty, listed.note,
    listed.pair_id
