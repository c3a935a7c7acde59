/* ---
title: One person in two hospital beds at the same time
title_zh: 同一人同时在两处住院
official: none
version: 7
status: stable
certainty: definite
subject: person
identity: [first_stay, second_stay]
scope: person
basis: [条例15, 条例38(一), 条例38(七)]
parameters:
  sure_days: {type: integer, default: 2, min: 1, step: 1, unit: days that both stays charge, note: a proposal}
  home_visit: {type: string, default: "巡诊|上门|家庭出诊", note: names of what a doctor or nurse does at somebody's home}
  posting_hours: {type: integer, default: 6, min: 0, max: 23, step: 2, unit: hours after midnight, note: a proposal; a bed posted until then is that of the day before}
unmoved_by:
  sell_by_unit: "presence is told by beds and days of charge, not by how many pieces were charged"
message: "{provider_id} charged bed, nursing or treatment on {days} days from {occurred_from} to {occurred_to}, when the person lay in {other_provider}, admitted {admitted_on}{excuse}"
message_zh: "{occurred_from} 至 {occurred_to} 间 {provider_id} 有 {days} 天仍收取床位、护理或治疗费用，而患者已于 {admitted_on} 入住 {other_provider}{excuse_zh}"
innocent_when:
  - the discharge was written late, and a laboratory or pathology fee followed (left out, no presence)
  - bed days of before were posted in a lump (left out, where the bed days of the stay fit its days before the other admission)
  - a bed kept for a patient who was sent elsewhere for an operation or a test
  - a newborn settled on the mother's account (left out where flag, code, ward or age tell)
  - another person of the same number
innocent_when_zh:
  - 延迟办理出院、检验病理费用滞后记账（已排除，不视为在院）
  - 转出前的床位费集中补记（床位总日数不超过转出前住院日数的已排除）
  - 外出手术、检查期间保留床位
  - 新生儿费用挂母亲账户（依标志、编码、科室、年龄排除）
  - 人员编号错误
verify_by:
  - ask at both bedsides who lies there; compare identity papers and pictures
  - the nursing records of both stays for the days in common
verify_by_zh:
  - 两处现场点名，核对身份证件与影像
  - 调取两处重叠日期的护理记录
tolerates: [claim_line.item_name, encounter.is_newborn, encounter.department, encounter.discharge_way, provider, provider.specialty, readmission_innocent, procedure, diagnosis, person, person.birth_date, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount, claim_line.is_discharge_drug, encounter.bed]
evidence: {context: {claim_line: other_line_ids, encounter: other_stay_ids}, excuse: {encounter: excused_stay_ids}}
judged: select count(distinct person_id) from derived.stay where not is_refunded
source: [rule catalogue overlapping_stays]
note: The finding is of the stay whose bed, nursing, drugs, treatment or home visits run on after the person was admitted elsewhere, with the lines of those days; never of the hospital that received a transfer. Where one of the two operated on the days in common and the other did not, the body lay in the one and the finding is of the other. The days of admission and of leaving are left out. Bed and nursing posted in a lump after these days count by the share of the days, where the beds of the stay are more than the days outside. Two stays in one hospital count where both charge a bed for a day. Definite where times have hours, both stays charge on several days, the one in question a bed on as many, more than the bed was charged and more bed days stand in the first than it had days before the other began. A discharge as a transfer speaks for the sender and is shown.
note_zh: 疑点记在患者转入他处后仍继续收取床位、护理、药品、治疗、上门巡诊费用的一方，金额为这些日期的明细；绝不记在转入医院。重叠期间仅一方有手术的，人在手术一方，疑点记在另一方。入院日、出院日不计。重叠期之后集中补记的床位、护理，若床位总日数超过重叠期以外的住院日数，按重叠日数比例计。同一机构两次住院重叠的，须两处同日均收床位费。费用时间精确到小时、两处同日收费达到规定天数且当日收有床位费、除床位护理外另有治疗用药、且首次住院床位日数超过另一次入院前日数的，列为明确违规。离院方式为转院的，作为有利情节列示。
--- */
with
-- mother and newborn share an account: neither stay of such a couple is judged
single_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.started_at, stay.discharge_way,
        -- a bed at home is visited, not slept in
        regexp_matches(concat_ws(' ', stay.department, stay.bed), '家庭病床|家床') as is_home_bed,
        -- who was not discharged lies there still
        coalesce(stay.ended_at, cast($as_of as timestamp)) as ended_at
    from derived.stay as stay
    anti join derived.repeat_course_stay as course
        on
            stay.encounter_id = course.encounter_id
            and course.reason in ('newborn', 'pregnancy', 'maternity')
    where not stay.is_refunded
),

-- one row per two stays that overlap
pair as (
    select
        earlier.encounter_id as first_stay, later.encounter_id as second_stay, earlier.person_id,
        earlier.provider_id as first_provider, later.provider_id as second_provider,
        earlier.discharge_way as first_way, later.discharge_way as second_way,
        earlier.is_home_bed or later.is_home_bed as is_home_bed,
        -- the second stay lies wholly within the first
        later.ended_at <= earlier.ended_at as is_nested,
        cast(earlier.started_at as date) as first_on,
        cast(later.started_at as date) as second_on,
        cast(earlier.ended_at as date) as first_ended_on,
        cast(later.ended_at as date) as second_ended_on,
        cast(least(earlier.ended_at, later.ended_at) as date) as until_on
    from single_stay as earlier
    inner join single_stay as later
        on
            earlier.person_id = later.person_id
            and (
                earlier.started_at < later.started_at
                or (earlier.started_at = later.started_at and earlier.encounter_id < later.encounter_id)
            )
            and earlier.ended_at > later.started_at -- gate: equivalent, bounds the work
),

-- one row per line that says that somebody lay there, with the day it is of
presence as (
    select
        line.encounter_id, line.claim_line_id, line.item_code, line.category, line.quantity, line.covered_amount,
        line.charged_on,
        -- the first and the last second of a day are a date without an hour
        cast(epoch(line.charged_at) as bigint) % 86400 in (0, 86399) as is_date_only,
        line.category = 'surgery' as is_operation,
        regexp_matches(coalesce(line.item_name, ''), $home_visit) as is_home_visit,
        -- a bed posted soon after midnight is that of the day before
        case
            when line.category in ('bed', 'nursing') and extract(hour from line.charged_at) < $posting_hours
                then cast(line.charged_on - interval 1 day as date)
            else line.charged_on
        end as present_on
    from derived.net_claim_line as line
    where
        line.encounter_id in (
            select pair.first_stay from pair
            union
            select pair.second_stay from pair
        ) -- gate: equivalent, bounds the work
        and (
            line.category in (
                'bed', 'nursing', 'western_drug', 'patent_tcm', 'herbal_piece', 'treatment', 'surgery'
            )
            -- who is visited at home does not lie in a ward
            or regexp_matches(coalesce(line.item_name, ''), $home_visit)
        )
        and not coalesce(line.is_discharge_drug, false)
        and line.covered_amount > 0
),

-- bed days of a stay, however they were posted: of a night in several parts (bed, cooling) the largest
bed_total as (
    select encounter_id, sum(quantity) as beds
    from (
        select encounter_id, present_on, max(quantity) as quantity
        from (
            select encounter_id, present_on, item_code, sum(quantity) as quantity
            from presence
            where category = 'bed'
            group by encounter_id, present_on, item_code
        ) as item_day
        group by encounter_id, present_on
    ) as bed_day
    group by encounter_id
),

-- one row per stay, day and category: more than one bed or nursing a day is a lump of other days
present_day as (
    select
        encounter_id, present_on, category,
        sum(quantity) as quantity,
        max(case when is_date_only then 1 else 0 end) as is_date_only,
        max(case when is_operation and not is_date_only then 1 else 0 end) as has_operation,
        max(case when is_home_visit then 1 else 0 end) as has_home_visit,
        list(claim_line_id) as claim_line_ids,
        sum(covered_amount) as covered_amount,
        -- where the beds of several days are posted, the rest of the day was posted with them
        max(max(case when category = 'bed' then quantity else 0 end)) over (partition by encounter_id, present_on) as beds_of_day
    from presence
    group by encounter_id, present_on, category
),

-- days in common on which one of the two operated: there the body lay
operated as (
    select
        pair.first_stay, pair.second_stay,
        max(case when day.encounter_id = pair.first_stay then 1 else 0 end) as in_first,
        max(case when day.encounter_id = pair.second_stay then 1 else 0 end) as in_second
    from pair
    inner join present_day as day
        on
            day.encounter_id in (pair.first_stay, pair.second_stay) -- gate: equivalent, bounds the work
            and day.has_operation = 1
            and (
                day.present_on > pair.second_on
                -- operated in the morning, and on paper in another bed at noon
                or (pair.is_nested and day.present_on = pair.second_on and day.encounter_id = pair.first_stay)
            )
            and day.present_on < pair.until_on
    group by pair.first_stay, pair.second_stay
),

-- in doubt the stay that ran on, unless the operation was in it and not in the other
judged as (
    select
        pair.first_stay, pair.second_stay, pair.person_id, pair.is_home_bed, pair.second_on, pair.until_on,
        -- of a stay within the other every line is of these days, however it was posted
        pair.is_nested and coalesce(operated.in_first > operated.in_second, false) as is_wholly_within,
        case when coalesce(operated.in_first > operated.in_second, false) then pair.second_stay else pair.first_stay end
            as stay,
        case when coalesce(operated.in_first > operated.in_second, false) then pair.first_stay else pair.second_stay end
            as other_stay,
        case
            when coalesce(operated.in_first > operated.in_second, false) then pair.second_provider
            else pair.first_provider
        end as provider_id,
        case
            when coalesce(operated.in_first > operated.in_second, false) then pair.first_provider
            else pair.second_provider
        end as other_provider,
        case when coalesce(operated.in_first > operated.in_second, false) then pair.second_way else pair.first_way end
            as discharge_way,
        case when coalesce(operated.in_first > operated.in_second, false) then pair.first_on else pair.second_on end
            as admitted_on,
        -- days of the stay that are its own
        case
            when coalesce(operated.in_first > operated.in_second, false)
                then greatest(date_diff('day', pair.until_on, pair.second_ended_on), 0)
            else date_diff('day', pair.first_on, pair.second_on)
        end as own_days,
        -- and those after the other had ended
        case
            when coalesce(operated.in_first > operated.in_second, false) then 0
            else greatest(date_diff('day', pair.until_on, pair.first_ended_on), 0)
        end as days_after
    from pair
    left join operated on pair.first_stay = operated.first_stay and pair.second_stay = operated.second_stay
),

-- one row per pair and day on which the stay charges while the person lies elsewhere
shared_day as (
    select
        judged.first_stay, judged.second_stay, judged.other_stay, day.present_on,
        max(day.is_date_only) as is_date_only,
        max(day.has_home_visit) as has_home_visit,
        max(case when day.category = 'bed' then 1 else 0 end) as has_bed,
        max(case when day.category not in ('bed', 'nursing') then 1 else 0 end) as has_care,
        sum(
            day.covered_amount
            -- of a lump that was posted after these days the share of them
            * case
                when day.present_on >= judged.until_on and not judged.is_wholly_within
                    then least(1, date_diff('day', judged.second_on, judged.until_on) / day.quantity)
                else 1
            end
        ) as covered_amount,
        flatten(list(day.claim_line_ids)) as claim_line_ids,
        -- beds that were taken back without a day may be those of these days
        max(coalesce(bed_total.beds, 0) - judged.own_days - judged.days_after) as beds_beyond
    from judged
    left join bed_total on judged.stay = bed_total.encounter_id
    inner join present_day as day
        on
            judged.stay = day.encounter_id
            and (
                judged.is_wholly_within
                or (day.present_on > judged.second_on and day.present_on < judged.until_on)
                -- beds of the month posted at its end: more of them than the days on which nobody else had him
                or (
                    day.category in ('bed', 'nursing')
                    and day.present_on >= judged.until_on
                    and day.quantity > judged.days_after + 1
                    and bed_total.beds > judged.own_days + judged.days_after + 1
                )
            )
            and (
                (day.beds_of_day <= 1 and (day.category not in ('bed', 'nursing') or day.quantity <= 1))
                -- a lump is of these days only where the stay has more bed days than its own days
                or coalesce(bed_total.beds, 0) > judged.own_days + judged.days_after + 1
            )
    group by judged.first_stay, judged.second_stay, judged.other_stay, day.present_on
),

-- what the other stay charged on those days
other_day as (
    select
        shared_day.first_stay, shared_day.second_stay, shared_day.present_on,
        max(case when day.category = 'bed' then 1 else 0 end) as has_bed,
        flatten(list(day.claim_line_ids)) as claim_line_ids
    from shared_day
    inner join present_day as day
        on shared_day.other_stay = day.encounter_id and shared_day.present_on = day.present_on
    group by shared_day.first_stay, shared_day.second_stay, shared_day.present_on
)

select
    pair.person_id as subject_id, pair.person_id, pair.provider_id, pair.other_provider,
    pair.first_stay, pair.second_stay,
    min(pair.admitted_on) as admitted_on,
    count(shared.present_on) as days,
    case
        when
            pair.provider_id <> pair.other_provider
            and max(shared.is_date_only) = 0
            and count(other.present_on) >= $sure_days
            -- drugs alone may be booked by the dispensary after he had left
            and sum(shared.has_bed) >= $sure_days
            and max(shared.beds_beyond) > 1
            -- a bed alone may be kept for one who is sent elsewhere
            and max(shared.has_care) = 1
            and coalesce(min(pair.discharge_way), '') <> '2'
            and not bool_or(pair.is_home_bed)
            and max(shared.has_home_visit) = 0
            then 'definite'
        else 'suspect'
    end as certainty,
    case when min(pair.discharge_way) = '2' then '; discharged as a transfer' else '' end as excuse,
    case when min(pair.discharge_way) = '2' then '；离院方式登记为转院' else '' end as excuse_zh,
    cast(sum(shared.covered_amount) as decimal(18, 2)) as amount_at_risk,
    flatten(list(shared.claim_line_ids)) as claim_line_ids,
    [pair.first_stay, pair.second_stay] as encounter_ids,
    coalesce(
        flatten(list(other.claim_line_ids) filter (
            where other.claim_line_ids is not null -- gate: equivalent, Spark flattens no null
        )),
        cast([] as varchar[])
    ) as other_line_ids,
    [pair.other_stay] as other_stay_ids,
    case when min(pair.discharge_way) = '2' then [pair.stay] else cast([] as varchar[]) end
        as excused_stay_ids,
    min(shared.present_on) as occurred_from,
    max(shared.present_on) as occurred_to
from judged as pair
inner join shared_day as shared
    on pair.first_stay = shared.first_stay and pair.second_stay = shared.second_stay
left join other_day as other
    on
        shared.first_stay = other.first_stay
        and shared.second_stay = other.second_stay
        and shared.present_on = other.present_on
where
    pair.provider_id <> pair.other_provider
    -- within one house a transfer between wards may leave a line behind, two beds do not
    or (shared.has_bed = 1 and other.has_bed = 1)
group by
    pair.person_id, pair.provider_id, pair.other_provider, pair.first_stay, pair.second_stay, pair.stay, pair.other_stay
