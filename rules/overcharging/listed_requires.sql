/* ---
title: Item of the problem lists charged without the one that it goes with
title_zh: 问题清单项目缺少对应项目
official: GZ10000302002000
version: 11
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: person
basis: [条例38(三), 条例15, 典型问题清单(2025)]
parameters:
  days_before: {type: integer, default: 3, min: 0, max: 14, step: 1, unit: days,
                note: "proposal; what the item goes with may lie so many days before it"}
  days_around: {type: integer, default: 45, min: 1, max: 180, step: 1, unit: days,
                note: "proposal; a specimen taken on another visit, at whatever provider, is read and charged within so many days"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
  anaesthetic: {type: string, default: "(麻醉|全麻)费?([(（]|$)", note: "names of anaesthesia, which any operation needs"}
  no_operation: {type: string, default: "(麻醉|镇痛|镇静|插管|监测|监护|复苏|注射|输液)", note: names of what is charged among operations and is none}
tolerates: [claim, encounter]
message: "{item_name} charged on {charged_on} without what it goes with: {reason}"
message_zh: "{charged_on} 收取 {item_name}，缺少对应项目（{reason}）"
innocent_when:
  - the one or the other was booked later with several days of the stay (left out where the moment of booking tells)
  - the other item is settled on another visit or as part of a package
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 其中一项按周或出院时集中记账（按记账时刻识别，已排除）
  - 对应项目在另一次就诊或打包项目中结算
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the report or record of the item, which shows what it was done with
verify_by_zh:
  - 核对该项目的报告或操作记录
source: ["2025-hospital 81", "2024 影像-14"]
note: >-
  Reads problem_requires but for the rows on the depth of anaesthesia and on intensive care, which
  depth_monitor_no_ga and icu_charge_no_icu judge with more than names. Not in the catalogue; the
  lists name them. The line itself does not count as what it goes with.
note_zh: 读取 problem_requires，但麻醉深度监测和重症监护的条目除外，后两者由 depth_monitor_no_ga 和 icu_charge_no_icu 结合名称以外的信息判断。国家规则目录未列，依据为问题清单。明细本身不算作其应当配套的项目。
--- */
with
needing_item as (
    select
        item.item_code, item.item_name, listed.needs_pattern, listed.span, listed.note,
        listed.domain = '医学影像' as is_picture,
        coalesce(listed.valid_from, date '1900-01-01') as valid_from,
        coalesce(listed.valid_to, date '2200-01-01') as valid_to
    from derived.listed_item as item
    inner join problem_requires as listed on item.named_by = concat(listed.item_prefix, '/', listed.name_pattern)
    where listed.domain not in ('麻醉', '重症医学')
),

-- one row per line that needs another, and row of the list
needing_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        coalesce(line.item_name, line.item_code) as item_name,
        line.charged_on, line.covered_amount, needing_item.needs_pattern, needing_item.span, needing_item.note,
        needing_item.is_picture,
        -- booked for several days, or for all of the stay
        posting.charged_at is not null as is_of_days
    from derived.net_line_scan as line
    inner join needing_item
        on
            line.item_code = needing_item.item_code
            and coalesce(line.item_name, '') = coalesce(needing_item.item_name, '')
    left join derived.joint_posting as posting
        on line.encounter_id = posting.encounter_id and line.charged_at = posting.charged_at and not posting.tells_day
    where
        line.item_code in (select needing_item.item_code from needing_item) -- gate: equivalent, bounds work
        and line.charged_on >= needing_item.valid_from and line.charged_on < needing_item.valid_to
        and line.covered_amount > 0
),

-- what is worked out of a picture is no picture, under whatever code
needed_name as (
    select pattern.needs_pattern, name.item_name
    from (select distinct needs_pattern from needing_line) as pattern
    inner join derived.listed_name as name on pattern.needs_pattern = name.name_pattern
    anti join needing_item
        on
            needing_item.is_picture
            and pattern.needs_pattern = needing_item.needs_pattern
            and name.item_name = needing_item.item_name
),

-- what any of them goes with, in their visits and wherever their persons were: read once
other_line as (
    select
        line.encounter_id, line.person_id, line.provider_id, line.item_code, line.item_name, line.charged_at,
        line.charged_on, coalesce(line.category = 'laboratory', false) as is_test
    from derived.net_claim_line as line
    where
        line.item_name in (select needed_name.item_name from needed_name) -- gate: equivalent, bounds work
        and (
            line.person_id in (select needing_line.person_id from needing_line) -- gate: equivalent, bounds work
            or line.encounter_id in (select needing_line.encounter_id from needing_line) -- gate: equivalent, bounds work
        )
),

satisfied as (
    select distinct needing_line.claim_line_id, needing_line.needs_pattern
    from needing_line
    inner join needed_name on needing_line.needs_pattern = needed_name.needs_pattern
    inner join other_line as other
        on needing_line.encounter_id = other.encounter_id and needed_name.item_name = other.item_name
    left join derived.joint_posting as posting
        on other.encounter_id = posting.encounter_id and other.charged_at = posting.charged_at and not posting.tells_day
    where
        other.item_code <> needing_line.item_code
        -- procalcitonin (PCT) is no scan
        and not (needing_line.is_picture and other.is_test)
        and (
            needing_line.span in ('same_stay', 'same_person')
            -- where the one or the other was booked by the week, any scan of the stay may be that of the day
            or needing_line.is_of_days
            or posting.charged_at is not null
            -- a picture of the days before is worked on later; a stay booked at one moment tells no day
            or date_diff('day', other.charged_on, needing_line.charged_on) between 0 and $days_before
        )
    union
    -- on another visit, wherever that was
    select distinct needing_line.claim_line_id, needing_line.needs_pattern
    from needing_line
    inner join needed_name on needing_line.needs_pattern = needed_name.needs_pattern
    inner join other_line as other
        on needing_line.person_id = other.person_id and needed_name.item_name = other.item_name
    left join encounter as own_visit on needing_line.encounter_id = own_visit.encounter_id
    left join encounter as other_visit on other.encounter_id = other_visit.encounter_id
    where
        other.item_code <> needing_line.item_code
        -- procalcitonin (PCT) is no scan
        and not (needing_line.is_picture and other.is_test)
        and (
            (
                needing_line.span = 'same_person'
                and abs(date_diff('day', other.charged_on, needing_line.charged_on)) <= $days_around
            )
            -- what the emergency room or the clinic did before the stay
            or (
                needing_line.span = 'same_stay'
                and other_visit.class <> 'inpatient'
                and other.provider_id = needing_line.provider_id
                and date_diff('day', other.charged_on, needing_line.charged_on) between 0 and $days_before
            )
            -- a picture of the days before is worked on later, and the steps of one visit may be paid under numbers
            -- of their own; on the days of a stay its own scans count
            or (
                needing_line.span = 'same_day'
                and other_visit.class <> 'inpatient'
                and other.provider_id = needing_line.provider_id
                and date_diff('day', other.charged_on, needing_line.charged_on) between 0 and $days_before
                and (own_visit.class <> 'inpatient' or other.charged_at <= own_visit.started_at)
            )
        )
    union
    -- somebody slept for an operation, whatever that is called
    select distinct needing_line.claim_line_id, needing_line.needs_pattern
    from needing_line
    inner join derived.net_claim_line as other on needing_line.encounter_id = other.encounter_id
    where
        regexp_matches(needing_line.item_name, $anaesthetic)
        and other.category = 'surgery'
        and not regexp_matches(coalesce(other.item_name, ''), $no_operation)
),

unsatisfied as (
    select
        needing_line.claim_line_id, needing_line.encounter_id, needing_line.person_id, needing_line.provider_id,
        needing_line.item_code, needing_line.item_name, needing_line.charged_on, needing_line.covered_amount,
        min(needing_line.note) as reason
    from needing_line
    anti join satisfied
        on
            needing_line.claim_line_id = satisfied.claim_line_id
            and needing_line.needs_pattern = satisfied.needs_pattern
    -- what was not delivered may be the item that it goes with
    anti join derived.undelivered_charge as undelivered
        on needing_line.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    -- nor is it known what a line without a name is
    anti join derived.nameless_charge as nameless
        on needing_line.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
    group by
        needing_line.claim_line_id, needing_line.encounter_id, needing_line.person_id, needing_line.provider_id,
        needing_line.item_code, needing_line.item_name, needing_line.charged_on, needing_line.covered_amount
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    item_code, charged_on,
    min(item_name) as item_name,
    min(reason) as reason,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from unsatisfied
group by encounter_id, item_code, charged_on
