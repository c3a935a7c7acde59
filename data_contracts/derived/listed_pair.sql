/* ---
title: Lines that the problem lists say may not stand beside another line of the encounter
title_zh: 问题清单所列不得并收的费用明细
scope: encounter
joins: written
--- */
-- one row per claim line at risk and row of problem_pair that names it, with the line that contains it
with
listed as (
    select
        list_edition || ' ' || list_no || ' ' || cast(seq as varchar) as pair_id,
        list_edition, list_no, scheme, span, violation, certainty, note,
        item_prefix_a, name_pattern_a, item_prefix_b, name_pattern_b,
        coalesce(valid_from, date '1900-01-01') as valid_from,
        coalesce(valid_to, date '2200-01-01') as valid_to
    from problem_pair
),

item_that_contains as (
    select distinct item.item_code, item.item_name, listed.pair_id
    from derived.listed_item as item
    inner join listed on item.named_by = concat(listed.item_prefix_a, '/', listed.name_pattern_a)
),

-- an item that fits both sides of a row is the whole and not the part
contained_item as (
    select distinct item.item_code, item.item_name, listed.pair_id
    from derived.listed_item as item
    inner join listed on item.named_by = concat(listed.item_prefix_b, '/', listed.name_pattern_b)
    semi join item_that_contains as other_side on listed.pair_id = other_side.pair_id
    anti join item_that_contains
        on item.item_code = item_that_contains.item_code and listed.pair_id = item_that_contains.pair_id
),

-- of most rows of the list one side is never charged
containing_item as (
    select item.item_code, item.item_name, item.pair_id
    from item_that_contains as item
    semi join contained_item on item.pair_id = contained_item.pair_id
),

-- encounters with both sides of a row at all, before refunds: few of many. What contains others is
-- charged less often than what it contains, and is asked first
containing_in as (
    select distinct line.encounter_id, containing_item.pair_id
    from claim_line as line
    inner join containing_item
        on
            line.item_code = containing_item.item_code
            and coalesce(line.item_name, '') = coalesce(containing_item.item_name, '')
    where line.item_code in (select containing_item.item_code from containing_item)
),

both_in as (
    select distinct line.encounter_id, contained_item.pair_id
    from claim_line as line
    inner join contained_item
        on
            line.item_code = contained_item.item_code
            and coalesce(line.item_name, '') = coalesce(contained_item.item_name, '')
    semi join containing_in
        on
            line.encounter_id = containing_in.encounter_id
            and contained_item.pair_id = containing_in.pair_id
    where line.item_code in (select contained_item.item_code from contained_item)
),

-- their lines, looked up once for both sides
line_beside as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_at, charged_on, item_code, item_name,
        local_item_name, covered_amount, quantity
    from derived.net_line_scan
    where encounter_id in (select both_in.encounter_id from both_in)
),

containing_line as (
    select
        line.claim_line_id, line.encounter_id, line.charged_at, line.charged_on, line.item_code,
        line.item_name, line.local_item_name, line.quantity, containing_item.pair_id,
        sum(line.quantity) over (
            partition by line.encounter_id, line.charged_on, containing_item.pair_id
        ) as quantity_of_day
    from line_beside as line
    inner join containing_item
        on
            line.item_code = containing_item.item_code
            and coalesce(line.item_name, '') = coalesce(containing_item.item_name, '')
    semi join both_in
        on
            line.encounter_id = both_in.encounter_id
            and containing_item.pair_id = both_in.pair_id
),

contained_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_at,
        line.charged_on, line.item_code, line.item_name, line.local_item_name, line.covered_amount,
        line.quantity, contained_item.pair_id,
        sum(line.quantity) over (
            partition by line.encounter_id, line.charged_on, contained_item.pair_id
        ) as quantity_of_day
    from line_beside as line
    inner join contained_item
        on
            line.item_code = contained_item.item_code
            and coalesce(line.item_name, '') = coalesce(contained_item.item_name, '')
    inner join (select distinct pair_id, scheme from listed) as listed on contained_item.pair_id = listed.pair_id
    semi join both_in
        on
            line.encounter_id = both_in.encounter_id
            and contained_item.pair_id = both_in.pair_id
    -- a further vessel is charged at a fifth of the price, the same one not at all
    where not (listed.scheme = 'cardiac' and line.quantity <= 0.3)
),

-- moments that do not tell when something was done
posting as (
    select joint.encounter_id, joint.charged_at, joint.tells_day, joint.is_settlement
    from derived.joint_posting as joint
    semi join contained_line on joint.encounter_id = contained_line.encounter_id
),

beside as (
    select
        contained.claim_line_id, contained.encounter_id, contained.person_id,
        contained.provider_id, contained.charged_at, contained.charged_on, contained.item_code,
        coalesce(contained.item_name, contained.item_code) as item_name, contained.covered_amount,
        contained.pair_id, contained.quantity, contained.quantity_of_day,
        containing.claim_line_id as containing_line_id,
        containing.charged_at as containing_at,
        coalesce(containing.item_name, containing.item_code) as containing_name,
        containing.quantity as containing_quantity,
        containing.quantity_of_day as containing_quantity_of_day,
        -- both are charged by the hour: only the hours that they share are charged twice
        regexp_matches(contained.item_name, '(监测|监护|辅助呼吸|辅助通气|氧气吸入|吸氧)')
        and regexp_matches(containing.item_name, '(监测|监护|辅助呼吸|辅助通气|高流量)')
        and not regexp_matches(containing.item_name, '(费|治疗)$')
        -- one recording that is a day long is charged by the time
        and not regexp_matches(contained.item_name, '24小时') as is_hourly,
        cast(epoch(contained.charged_at) as bigint) % 86400 not in (0, 86399)
        and cast(epoch(containing.charged_at) as bigint) % 86400 not in (0, 86399)
        and contained_posting.charged_at is null
        and containing_posting.charged_at is null as tells_hour,
        coalesce(contained_posting.tells_day, true) and coalesce(containing_posting.tells_day, true) as tells_day,
        -- an encounter of unknown class that has one moment may be a visit, unless it is that of settlement
        case
            when encounter.class is not null then encounter.class = 'outpatient'
            else cast(epoch(contained.charged_at) as bigint) % 86400 not in (0, 86399)
                and cast(epoch(containing.charged_at) as bigint) % 86400 not in (0, 86399)
                and not coalesce(contained_posting.is_settlement, false)
                and not coalesce(containing_posting.is_settlement, false)
        end as is_visit,
        regexp_extract(coalesce(contained.local_item_name, contained.item_name, ''), '左|右')
            as side,
        regexp_extract(coalesce(containing.local_item_name, containing.item_name, ''), '左|右')
            as containing_side,
        -- the region that the name or the organ tells; what the map gives no region for is the rest of its word
        translate(
            regexp_extract(
                replace(coalesce(contained.local_item_name, '') || coalesce(contained.item_name, ''), '宫颈', '盆'),
                '眼|鼻|耳|颞|颅|头|脑|胸|肺|心脏|乳腺|腹|肝|胆|胰|脾|肾|盆|膀胱|前列|子宫|卵巢|附件|颈|甲状|腰|膝|髋|股骨|肩|踝|腕|肘|小腿|前臂|上臂|手部|足部|跟骨'
            ), '颞头脑肺肝胆胰脾肾膀前子卵附甲股胱列宫巢件状骨', '耳颅颅胸腹腹腹腹腹盆盆盆盆盆颈髋'
        ) as site,
        translate(
            regexp_extract(
                replace(coalesce(containing.local_item_name, '') || coalesce(containing.item_name, ''), '宫颈', '盆'),
                '眼|鼻|耳|颞|颅|头|脑|胸|肺|心脏|乳腺|腹|肝|胆|胰|脾|肾|盆|膀胱|前列|子宫|卵巢|附件|颈|甲状|腰|膝|髋|股骨|肩|踝|腕|肘|小腿|前臂|上臂|手部|足部|跟骨'
            ), '颞头脑肺肝胆胰脾肾膀前子卵附甲股胱列宫巢件状骨', '耳颅颅胸腹腹腹腹腹盆盆盆盆盆颈髋'
        ) as containing_site,
        regexp_extract(
            coalesce(contained.local_item_name, '') || coalesce(contained.item_name, ''), '膝|髋|肩|踝|腕|肘'
        ) as joint,
        regexp_extract(
            coalesce(containing.local_item_name, '') || coalesce(containing.item_name, ''), '膝|髋|肩|踝|腕|肘'
        ) as containing_joint,
        -- a finger, a vessel, a lid, a bone, a part of the spine; the bones of one part of a limb are one place
        translate(regexp_extract(
            coalesce(contained.local_item_name, '') || coalesce(contained.item_name, ''),
            '拇指|[示食]指|中指|环指|小指|拇趾|前降支|回旋支|右冠|上睑|下睑|上颌|下颌|上臂|前臂|大腿|小腿|肱骨|[桡尺]骨|股骨|[胫腓]骨|锁骨|跟骨|髌骨|颈椎|腰椎|头皮|面部|背部|臀部|上肢|下肢|手背|足背'
        ), '臂腿肱桡尺股胫腓', '骨骨上前前大小小') as part,
        translate(regexp_extract(
            coalesce(containing.local_item_name, '') || coalesce(containing.item_name, ''),
            '拇指|[示食]指|中指|环指|小指|拇趾|前降支|回旋支|右冠|上睑|下睑|上颌|下颌|上臂|前臂|大腿|小腿|肱骨|[桡尺]骨|股骨|[胫腓]骨|锁骨|跟骨|髌骨|颈椎|腰椎|头皮|面部|背部|臀部|上肢|下肢|手背|足背'
        ), '臂腿肱桡尺股胫腓', '骨骨上前前大小小') as containing_part
    from contained_line as contained
    inner join containing_line as containing
        on
            contained.encounter_id = containing.encounter_id
            and contained.pair_id = containing.pair_id
    left join posting as contained_posting
        on
            contained.encounter_id = contained_posting.encounter_id
            and contained.charged_at = contained_posting.charged_at
    left join posting as containing_posting
        on
            containing.encounter_id = containing_posting.encounter_id
            and containing.charged_at = containing_posting.charged_at
    left join encounter on contained.encounter_id = encounter.encounter_id
),

-- what the times say of each two lines that stand together
timed as (
    select
        beside.claim_line_id, beside.encounter_id, beside.person_id, beside.provider_id,
        beside.charged_at, beside.charged_on, beside.item_code, beside.item_name, beside.covered_amount,
        beside.quantity, beside.containing_line_id, beside.containing_name, beside.containing_quantity_of_day,
        beside.is_hourly, beside.tells_day,
        date_diff('day', cast(beside.containing_at as date), beside.charged_on) = 0 as is_one_day,
        beside.side = beside.containing_side and beside.site = beside.containing_site as tells_one_place,
        listed.list_edition, listed.list_no, listed.pair_id, listed.scheme, listed.violation,
        listed.certainty, listed.note, listed.span,
        case
            when beside.tells_hour then cast(floor(abs(epoch(beside.charged_at) - epoch(beside.containing_at)) / 60) as bigint)
        end as minutes_apart,
        case
            when not beside.is_hourly then null
            -- oxygen is written down once a day, whenever it flowed
            when beside.tells_hour and not regexp_matches(beside.item_name, '(氧气吸入|吸氧)') then greatest(
                (
                    epoch(least(
                        beside.charged_at + interval 1 minute * cast(beside.quantity * 60 as integer),
                        beside.containing_at + interval 1 minute * cast(beside.containing_quantity * 60 as integer)
                    )) - epoch(greatest(beside.charged_at, beside.containing_at))
                ) / 3600.0, 0
            )
            -- what does not fit beside the other into the day
            when beside.quantity_of_day <= 24 and beside.containing_quantity_of_day <= 24
                then greatest(beside.quantity_of_day + beside.containing_quantity_of_day - 24, 0)
            else 0
        end as shared_hours,
        case
            when beside.tells_hour then 'hour'
            when beside.is_visit and beside.charged_on = cast(beside.containing_at as date) then 'visit'
            else 'day'
        end as told_by
    from beside
    inner join listed on beside.pair_id = listed.pair_id
    where
        (
            listed.span = 'same_stay'
            or beside.charged_on = cast(beside.containing_at as date)
            -- in theatre over midnight
            or (
                listed.scheme in ('surgery_step', 'cardiac', 'anaesthesia')
                and beside.tells_hour
                and not beside.is_hourly
                and abs(epoch(beside.charged_at) - epoch(beside.containing_at)) <= 14400
            )
        )
        and beside.charged_on >= listed.valid_from
        and beside.charged_on < listed.valid_to
        -- the other side of the body is another service, and so is another region in imaging
        and (beside.side = beside.containing_side or beside.side = '' or beside.containing_side = '')
        and (
            beside.site = beside.containing_site or beside.site = '' or beside.containing_site = ''
            or not starts_with(listed.scheme, 'imaging')
        )
        -- nor is the other joint the one operated on
        and (
            beside.joint = beside.containing_joint or beside.joint = '' or beside.containing_joint = ''
            or listed.scheme <> 'surgery_step'
        )
        -- nor another finger, vessel, lid or bone
        and (
            beside.part = beside.containing_part or beside.part = '' or beside.containing_part = ''
            or listed.scheme not in ('surgery_step', 'cardiac', 'dental')
        )
),

-- many hours written down at another moment than the other's are those of the day: shared is what does not fit
-- beside the other until midnight, and less than an hour of it is the last one begun
fitted as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_code, item_name, covered_amount,
        quantity, containing_line_id, containing_name, containing_quantity_of_day, is_hourly, tells_day, is_one_day,
        tells_one_place, list_edition, list_no, pair_id, scheme, violation, certainty, note, span, minutes_apart,
        told_by,
        case
            when told_by <> 'hour' or quantity < 4 or (quantity < 12 and minutes_apart <= 60) then shared_hours
            -- more than a day has are those of an order for several days: nothing says when they ran, and what is too many
            -- is asked by the limits of a day
            when quantity > 24 then 0
            -- more hours than the day has left were counted over the whole of it
            when quantity + (epoch(charged_at) - epoch(cast(charged_on as timestamp))) / 3600.0 >= 25
                then greatest(quantity + containing_quantity_of_day - 24, 0)
            when shared_hours + quantity + (epoch(charged_at) - epoch(cast(charged_on as timestamp))) / 3600.0 - 24 < 1 then 0
            else shared_hours
        end as shared_hours
    from timed
)

select
    claim_line_id, encounter_id, person_id, provider_id,
    charged_on, item_code, item_name, covered_amount,
    list_edition, list_no, scheme, violation, certainty, note,
    -- of the line that stands nearest
    arg_min(containing_name, (coalesce(minutes_apart, 100000), containing_line_id)) as containing_name,
    arg_min(containing_line_id, (coalesce(minutes_apart, 100000), containing_line_id)) as containing_line_id,
    -- one specimen is taken within the hour, one operation or examination lasts up to four; of what
    -- is charged by the hour the hours overlap; a visit of one day is one session
    bool_or(
        case
            when is_hourly then shared_hours > 0
            when told_by = 'hour' then minutes_apart <= case when starts_with(scheme, 'lab') then 60 else 240 end
            else told_by = 'visit'
        end
    ) as is_same_session,
    -- some two of the lines have times that tell when they were done
    bool_or(told_by = 'hour') as tells_hour,
    bool_or(tells_day) as tells_day,
    min(minutes_apart) as minutes_apart,
    -- one names a side or region and the other none: another service of the hour is possible
    bool_or(tells_one_place) as tells_one_place,
    -- the list speaks of the whole stay, so the day does not matter; but what was charged twice for one thing was so
    -- where it was done, and another day or the other half of it is another session
    bool_or(
        span = 'same_stay'
        and (
            coalesce(violation, '') <> 'duplicate'
            or not tells_day
            or (is_one_day and coalesce(minutes_apart <= 240, true))
        )
    ) as is_of_the_stay,
    max(containing_quantity_of_day) as containing_quantity,
    max(quantity) as quantity,
    -- of a line charged by the hour only what both lines share is charged twice
    case
        when bool_or(is_hourly)
            then cast(
                round(covered_amount * least(max(shared_hours) / max(quantity), 1), 2) as decimal(18, 2)
            )
        else covered_amount
    end as doubled_amount
from fitted
group by
    claim_line_id, encounter_id, person_id, provider_id,
    charged_on, item_code, item_name, covered_amount,
    list_edition, list_no, scheme, violation, certainty, note, pair_id
