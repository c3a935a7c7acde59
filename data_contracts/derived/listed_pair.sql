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
        line.claim_line_id, line.encounter_id, line.charged_at, line.charged_on,
        coalesce(line.item_name, line.item_code) as item_name,
        containing_item.pair_id,
        regexp_extract(coalesce(line.local_item_name, line.item_name, ''), '左|右') as side,
        translate(
            regexp_extract(
                coalesce(line.local_item_name, '') || coalesce(line.item_name, ''),
                '颅|头|脑|胸|肺|腹|盆|颈|腰|膝|髋|肩|踝|腕|肘'
            ), '头脑肺', '颅颅胸'
        ) as site
    from derived.net_claim_line as line
    inner join containing_item
        on
            line.item_code = containing_item.item_code
            and coalesce(line.item_name, '') = coalesce(containing_item.item_name, '')
),

contained_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_at,
        line.charged_on, line.item_code, line.covered_amount,
        coalesce(line.item_name, line.item_code) as item_name,
        contained_item.pair_id,
        regexp_extract(coalesce(line.local_item_name, line.item_name, ''), '左|右') as side,
        translate(
            regexp_extract(
                coalesce(line.local_item_name, '') || coalesce(line.item_name, ''),
                '颅|头|脑|胸|肺|腹|盆|颈|腰|膝|髋|肩|踝|腕|肘'
            ), '头脑肺', '颅颅胸'
        ) as site
    from derived.net_claim_line as line
    inner join contained_item
        on
            line.item_code = contained_item.item_code
            and coalesce(line.item_name, '') = coalesce(contained_item.item_name, '')
)

select
    contained_line.claim_line_id, contained_line.encounter_id, contained_line.person_id,
    contained_line.provider_id, contained_line.charged_on, contained_line.item_code,
    contained_line.item_name, contained_line.covered_amount,
    listed.list_edition, listed.list_no, listed.scheme, listed.violation, listed.certainty, listed.note,
    min(containing_line.item_name) as containing_name,
    min(containing_line.claim_line_id) as containing_line_id,
    -- charged within four hours of one another
    bool_or(
        contained_line.charged_at <= containing_line.charged_at + interval 4 hour
        and containing_line.charged_at <= contained_line.charged_at + interval 4 hour
    ) as is_same_session
from contained_line
inner join listed on contained_line.pair_id = listed.pair_id
inner join containing_line
    on
        contained_line.encounter_id = containing_line.encounter_id
        and contained_line.pair_id = containing_line.pair_id
where
    (listed.span = 'same_stay' or contained_line.charged_on = containing_line.charged_on)
    and contained_line.charged_on >= listed.valid_from
    and contained_line.charged_on < listed.valid_to
    -- the other side of the body is another service, and so is another region in imaging
    and (contained_line.side = containing_line.side or contained_line.side = '' or containing_line.side = '')
    and (
        contained_line.site = containing_line.site or contained_line.site = '' or containing_line.site = ''
        or not starts_with(listed.scheme, 'imaging')
    )
group by
    contained_line.claim_line_id, contained_line.encounter_id, contained_line.person_id,
    contained_line.provider_id, contained_line.charged_on, contained_line.item_code,
    contained_line.item_name, contained_line.covered_amount,
    listed.list_edition, listed.list_no, listed.scheme, listed.violation, listed.certainty, listed.note,
    listed.pair_id
