/* ---
title: Hospital stay against stays of the same group elsewhere
title_zh: 同病组住院病例偏离
version: 7
status: stable
subject: encounter
period: all
peers:
  - [group_key, course, ending, level]
  - [group_key, course, ending]
  - [diagnosis_category, operated, course, ending, level]
  - [diagnosis_category, operated, course, ending]
peer_titles:
  group_key: {title: payment group, title_zh: 同病组}
  diagnosis_category: {title: main diagnosis category, title_zh: 同主诊断类目}
  operated: {title: kind (operated or not), title_zh: 同手术情况}
  course: {title: kind of stay (acute or a day case or intensive care or long-term in a ward or in a house or at home), title_zh: 同住院类型}
  ending: {title: way of coming and leaving, title_zh: 同入院来源和离院方式}
set_aside: aside_reason
leave_out: provider_id
minimum_others: 2
minimum_subjects: 50
count_titles:
  charged_days: {title: days with charges, title_zh: 天有收费}
optional: [grouping, diagnosis, procedure, derived.repeat_course_stay, derived.grouped_stay, derived.stay_part]
features:
  length_days: {title: length of stay, title_zh: 住院日, unit: days, unit_zh: 天, format: integer, direction: both, scale: log, floor: 0.15}
  total_amount: {title: total cost, title_zh: 住院总费用, format: money, direction: high, scale: log, floor: 0.1, due: is_due}
  amount_per_day: {title: cost per day, title_zh: 日均费用, format: money, direction: high, scale: log, floor: 0.1, due: is_due}
  drug_amount: {title: drug cost, title_zh: 药品费, format: money, direction: high, scale: log, floor: 0.2, due: is_due}
  investigation_amount: {title: cost of laboratory and examinations, title_zh: 检验检查费, format: money, direction: both, scale: log, floor: 0.3, due: is_due}
  treatment_amount: {title: cost of treatment and surgery, title_zh: 治疗手术费, format: money, direction: both, scale: log, floor: 0.3, due: is_due}
  consumable_amount: {title: cost of consumables, title_zh: 耗材费, format: money, direction: high, scale: log, floor: 0.3, due: is_due}
  idle_day_share: {title: share of days with nothing but bed and nursing, title_zh: 仅床位护理收费日占比, format: percent, direction: high, floor: 0.05, counts: charged_days, half_at: 3, norm: 0.5, theme: idle}
  long_idle_share: {title: share of days with nothing but bed and nursing (long-term or at home), title_zh: 仅床位护理收费日占比（长期或家庭病床）, format: percent, direction: high, floor: 0.05, counts: charged_days, half_at: 3, theme: idle}
  lines_per_day: {title: charge lines per day, title_zh: 日均收费条目, format: number, direction: high, scale: log, floor: 0.1, due: is_due}
  standard_per_cost: {title: payment standard over cost, title_zh: 支付标准与实际费用之比, format: number, direction: high, scale: log, floor: 0.1, norm: 2.5, due: is_due}
  secondary_diagnoses: {title: secondary diagnoses, title_zh: 次要诊断数, format: integer, direction: high, scale: log, floor: 0.3}
detectors: [robust_z, iforest, copod]
parameters:
  minimum_amount: {type: decimal, default: 100, min: 0, step: 100, unit: yuan}
innocent_when:
  - the patient was transferred, died or left against advice, so that the stay is short and cheap
  - a rare complication or a second operation made the stay long and dear
innocent_when_zh:
  - 患者转院、死亡或自动离院，住院短、费用低
  - 少见并发症或再次手术致住院时间长、费用高
verify_by:
  - the medical record against the charge lines of the features named
  - temperature chart and nursing record of days without any treatment
verify_by_zh:
  - 所列偏离项目的收费明细与病历记录核对
  - 核对无诊疗收费日的体温单与护理记录
--- */
with part as (
    select
        line.encounter_id,
        sum(line.amount) as amount,
        coalesce(sum(line.amount) filter (
            where line.category in ('western_drug', 'patent_tcm', 'herbal_piece')
        ), 0) as drug_amount,
        coalesce(sum(line.amount) filter (
            where line.category in ('laboratory', 'examination')
        ), 0) as investigation_amount,
        coalesce(sum(line.amount) filter (
            where line.category in ('treatment', 'surgery')
        ), 0) as treatment_amount,
        coalesce(sum(line.amount) filter (where line.category = 'consumable'), 0)
            as consumable_amount,
        coalesce(sum(line.amount) filter (where line.category = 'surgery'), 0) as surgery_amount,
        min(line.charged_on) as first_on,
        min(line.charged_on) filter (
            where line.category not in ('bed', 'nursing', 'consultation', 'registration', 'general')
        ) as first_active_on,
        coalesce(sum(line.amount) filter (
            where line.category in ('bed', 'nursing', 'consultation')
        ), 0) as standing_amount,
        count(distinct line.charged_on) as charged_days,
        -- a dose of a quarter is a quarter of a line, however the house books its doses
        sum(case when line.quantity < 1 then line.quantity else 1 end) as lines
    from derived.net_claim_line as line
    group by line.encounter_id
),

-- drugs handed out for several days are taken on them, if they are worth more than a token of the days
supplied as (
    select
        line.encounter_id, line.charged_on, max(cast(line.days_supplied as integer)) as days
    from derived.net_claim_line as line
    inner join part on line.encounter_id = part.encounter_id
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    where
        line.days_supplied > 1
        and line.category in ('western_drug', 'patent_tcm', 'herbal_piece')
        and not coalesce(line.is_discharge_drug, false)
        and line.amount >= 0.05 * line.days_supplied * part.standing_amount / part.charged_days
    group by line.encounter_id, line.charged_on
),

supplied_day as (
    select stay_day.encounter_id, stay_day.day
    from derived.stay_day as stay_day
    inner join supplied
        on
            stay_day.encounter_id = supplied.encounter_id
            and date_diff('day', supplied.charged_on, stay_day.day) between 0 and supplied.days - 1
    group by stay_day.encounter_id, stay_day.day
),

-- drugs and treatment of a day, by group: what a day's booking is worth in days
care_day as (
    select
        line.encounter_id, line.charged_on, sum(line.amount) as amount
    from derived.net_claim_line as line
    where line.category in ('western_drug', 'patent_tcm', 'herbal_piece', 'treatment')
    group by line.encounter_id, line.charged_on
),

care_key as (
    select
        stay.encounter_id, stay.length_days,
        coalesce(min(grouping.method || ' ' || grouping.group_code), stay.diagnosis_category) as care_key
    from derived.stay as stay
    left join grouping on stay.encounter_id = grouping.encounter_id
    group by stay.encounter_id, stay.length_days, stay.diagnosis_category
),

usual_care as (
    select
        care_key.care_key,
        median((part.drug_amount + part.treatment_amount) / care_key.length_days) as amount
    from part
    inner join care_key on part.encounter_id = care_key.encounter_id
    group by care_key.care_key
),

-- what a ward books by the week is the care of the days before the booking, as many as it is worth
booked_day as (
    select stay_day.encounter_id, stay_day.day
    from care_day
    inner join care_key on care_day.encounter_id = care_key.encounter_id
    inner join usual_care on care_key.care_key = usual_care.care_key
    inner join derived.stay_day as stay_day
        on
            care_day.encounter_id = stay_day.encounter_id
            and date_diff('day', stay_day.day, care_day.charged_on)
            between 0 and least(10, care_day.amount / usual_care.amount)
    where usual_care.amount > 0 and care_day.amount >= 2 * usual_care.amount
    group by stay_day.encounter_id, stay_day.day
),

-- a day without any charge is unknown (charges booked at discharge or not delivered), not idle
day as (
    select
        stay_day.encounter_id,
        count(stay_day.day) filter (where stay_day.lines > 0) as charged_days,
        count(stay_day.day) filter (
            where stay_day.lines > 0 and stay_day.active_lines = 0
            and supplied_day.day is null and booked_day.day is null
        ) as idle_days
    from derived.stay_day as stay_day
    left join supplied_day
        on
            stay_day.encounter_id = supplied_day.encounter_id
            and stay_day.day = supplied_day.day
    left join booked_day
        on
            stay_day.encounter_id = booked_day.encounter_id
            and stay_day.day = booked_day.day
    group by stay_day.encounter_id
),

secondary as (
    select diagnosis.encounter_id, count(diagnosis.code) as codes
    from diagnosis
    where not diagnosis.is_main
    group by diagnosis.encounter_id
),

operated as (
    select procedure.encounter_id
    from procedure
    group by procedure.encounter_id
),

delivered as (
    select
        line.provider_id, min(line.charged_on) as first_on, max(line.charged_on) as last_on
    from derived.net_claim_line as line
    group by line.provider_id
),

delivered_to as (
    select max(delivered.last_on) as last_on
    from delivered
),

course as (
    select
        repeat_course_stay.encounter_id,
        max(case
            when repeat_course_stay.reason in (
                'dialysis', 'chemotherapy', 'radiotherapy', 'tumour_therapy', 'newborn'
            ) then 1
            else 0
        end) as is_session,
        max(case
            when repeat_course_stay.reason in (
                'psychiatric', 'rehabilitation', 'hospice', 'per_diem', 'ward'
            ) then 1
            else 0
        end) as is_long,
        max(case when repeat_course_stay.reason = 'home_bed' then 1 else 0 end) as is_at_home
    from derived.repeat_course_stay as repeat_course_stay
    group by repeat_course_stay.encounter_id
),

-- whoever was ventilated or lay in intensive care is compared with those who were too
intensive_item as (
    select claim_line.item_name
    from claim_line
    where claim_line.item_name is not null
    group by claim_line.item_name
    having
        regexp_matches(
            min(claim_line.item_name),
            '(重症监护|ICU|呼吸机辅助|机械通气|体外膜肺|连续性血液净化|血浆置换|心肺复苏|主动脉球囊)'
        )
),

intensive as (
    select line.encounter_id
    from derived.net_claim_line as line
    inner join intensive_item on line.item_name = intensive_item.item_name
    group by line.encounter_id
),

-- where no standard is known a group's weight says what it should cost beside other groups: the
-- median group's cost for a unit of weight, which no one group decides
weighed_group as (
    select
        grouped_stay.method, coalesce(grouped_stay.version, '') as version,
        grouped_stay.group_code,
        median(part.amount / nullif(grouped_stay.weight, 0)) as cost_per_weight
    from derived.grouped_stay as grouped_stay
    inner join part on grouped_stay.encounter_id = part.encounter_id
    where grouped_stay.weight > 0 and not grouped_stay.is_special_case
    group by
        grouped_stay.method, coalesce(grouped_stay.version, ''), grouped_stay.group_code
    having count(grouped_stay.encounter_id) >= 5
),

usual_weight as (
    select
        weighed_group.method, weighed_group.version,
        median(weighed_group.cost_per_weight) as cost_per_weight
    from weighed_group
    group by weighed_group.method, weighed_group.version
    having count(weighed_group.group_code) >= 5
),

-- the standard that is published for the group stands where the delivery has none
standard as (
    select
        grouped_stay.encounter_id,
        max(coalesce(
            grouped_stay.standard_amount, grouped_stay.weight * usual_weight.cost_per_weight
        )) as amount
    from derived.grouped_stay as grouped_stay
    left join usual_weight
        on
            grouped_stay.method = usual_weight.method
            and coalesce(grouped_stay.version, '') = usual_weight.version
    group by grouped_stay.encounter_id
),

-- an encounter grouped by two methods is compared in one group; codes of versions never mix
grouped as (
    select
        grouping.encounter_id,
        min(grouping.method || ' ' || coalesce(grouping.version, '') || ' ' || grouping.group_code)
            as group_key,
        max(case when coalesce(grouping.is_special_case, false) then 1 else 0 end) as is_special,
        max(coalesce(grouping.standard_amount, standard.amount)) as standard_amount
    from grouping
    left join standard on grouping.encounter_id = standard.encounter_id
    group by grouping.encounter_id
),

-- begun in another house's bed, or one bill of two
-- two bills, and the patient lies in the same bed of the same ward next day: neither is the whole of it
kept_in_bed as (
    select stay.encounter_id
    from derived.stay as stay
    inner join derived.stay as other
        on
            stay.person_id = other.person_id
            and stay.provider_id = other.provider_id
            and stay.encounter_id <> other.encounter_id
            and stay.bed = other.bed
            and stay.department = other.department
    where
        not stay.is_refunded
        and not other.is_refunded
        and (
            (other.started_at >= stay.started_at and date_diff('day', stay.discharged_on, other.admitted_on) between 0 and 1)
            or (other.started_at <= stay.started_at and date_diff('day', other.discharged_on, stay.admitted_on) between 0 and 1)
        )
    group by stay.encounter_id
),

stay_part as (
    select
        stay_part.encounter_id,
        max(case when stay_part.reason = 'begun elsewhere' then 1 else 0 end) as is_received,
        max(case when stay_part.reason = 'billed in parts' then 1 else 0 end) as is_bill
    from derived.stay_part as stay_part
    group by stay_part.encounter_id
),

-- what most stays of a group cost, against its standard: where that is less than two fifths, the
-- group itself is the question, and being dearer than it is no sign of anything
habit as (
    select
        grouped.group_key,
        median(part.amount / nullif(grouped.standard_amount, 0)) as cost_per_standard
    from grouped
    inner join part on grouped.encounter_id = part.encounter_id
    where grouped.standard_amount > 0
    group by grouped.group_key
),

-- where most stays of a kind show nothing but bed and nursing on a third of their days, being treated
-- every day is no sign of anything: the others are the question
idle_habit as (
    select
        coalesce(grouped.group_key, stay.diagnosis_category) as habit_key,
        median(day.idle_days / day.charged_days) as idle_share
    from day
    inner join derived.stay as stay on day.encounter_id = stay.encounter_id
    left join grouped on day.encounter_id = grouped.encounter_id
    where day.charged_days > 0
    group by coalesce(grouped.group_key, stay.diagnosis_category)
),

compared as (
    select
        stay.encounter_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        grouped.group_key,
        -- a grouped stay is compared in its group or not at all
        case when grouped.group_key is null then stay.diagnosis_category end
            as diagnosis_category,
        operated.encounter_id is not null or part.surgery_amount > 0 as operated,
        case
            when intensive.encounter_id is not null then 'intensive'
            when course.is_at_home = 1 then 'at home'
            -- operated on and sent home within a day, as planned
            when starts_with(stay.visit_type, '28') then 'day case'
            -- a house for the mind, for mending or for care keeps months whom a ward keeps weeks
            when provider_peer.specialty in ('psychiatric', 'rehabilitation', 'nursing') then 'long-term house'
            when course.is_long = 1 then 'long-term'
            else 'acute'
        end as course,
        -- transferred, against advice, died; and what was begun elsewhere is not the whole of it
        case
            when stay_part.is_received = 1 then 'begun elsewhere'
            when stay.discharge_way in ('2', '4', '5') then 'cut short'
            else 'as advised'
        end as ending,
        provider_peer.level,
        stay.length_days, part.amount, part.drug_amount, part.investigation_amount,
        part.treatment_amount, part.consumable_amount, part.lines,
        coalesce(day.charged_days, 0) as charged_days, day.idle_days,
        -- treatments booked at discharge say nothing of the days before
        coalesce(date_diff('day', part.first_active_on, stay.discharged_on) >= 2, true)
            as is_booked_by_day,
        grouped.standard_amount, coalesce(secondary.codes, 0) as secondary_diagnoses,
        -- amounts are no sign where the group's own habit is not believed
        coalesce(habit.cost_per_standard >= 0.4, true) and coalesce(idle_habit.idle_share <= 0.33, true)
            as is_group_sound,
        coalesce(habit.cost_per_standard > 1.5, false) as is_group_dear,
        coalesce(
            part.amount between 0.7 * grouped.standard_amount and 1.1 * grouped.standard_amount, false
        ) as is_due,
        case
            when coalesce(course.is_session, 0) = 1 then 'course of treatment'
            when coalesce(stay_part.is_bill, 0) = 1 or kept_in_bed.encounter_id is not null then 'billed in two parts'
            when coalesce(grouped.is_special, 0) = 1 then 'special case paid by agreement'
            when stay.admitted_on < delivered.first_on and part.first_on > stay.admitted_on
                then 'admitted before the charges begin'
            when stay.discharged_on > cast(delivered_to.last_on + interval 2 day as date)
                then 'discharged after the charges end'
            when part.amount < 0.6 * stay.total_amount then 'charge lines not wholly delivered'
        end as aside_reason
    from derived.stay as stay
    inner join part on stay.encounter_id = part.encounter_id
    inner join derived.provider_peer as provider_peer on stay.provider_id = provider_peer.provider_id
    inner join delivered on stay.provider_id = delivered.provider_id
    cross join delivered_to
    left join day on stay.encounter_id = day.encounter_id
    left join secondary on stay.encounter_id = secondary.encounter_id
    left join operated on stay.encounter_id = operated.encounter_id
    left join course on stay.encounter_id = course.encounter_id
    left join intensive on stay.encounter_id = intensive.encounter_id
    left join grouped on stay.encounter_id = grouped.encounter_id
    left join habit on grouped.group_key = habit.group_key
    left join idle_habit on coalesce(grouped.group_key, stay.diagnosis_category) = idle_habit.habit_key
    left join stay_part on stay.encounter_id = stay_part.encounter_id
    left join kept_in_bed on stay.encounter_id = kept_in_bed.encounter_id
    where
        not stay.is_open and not stay.is_refunded and not stay.is_newborn
        and part.amount >= $minimum_amount
)

select
    compared.encounter_id as subject_id, compared.provider_id,
    compared.admitted_on as period_from, compared.discharged_on as period_to,
    compared.group_key, compared.diagnosis_category, compared.operated, compared.course,
    compared.ending, compared.level, compared.aside_reason,
    compared.charged_days, compared.is_due,
    compared.length_days,
    case when compared.is_group_sound then compared.amount end as total_amount,
    case when compared.is_group_sound then compared.amount / compared.length_days end
        as amount_per_day,
    case when compared.is_group_sound then compared.drug_amount end as drug_amount,
    -- where most cost far more than the standard, who keeps to it lacks nothing
    case when compared.is_group_sound and not (compared.is_group_dear and compared.is_due)
        then compared.investigation_amount end as investigation_amount,
    case when compared.is_group_sound and not (compared.is_group_dear and compared.is_due)
        then compared.treatment_amount end as treatment_amount,
    case when compared.is_group_sound then compared.consumable_amount end as consumable_amount,
    case when compared.is_booked_by_day and compared.course in ('acute', 'intensive', 'day case')
        then compared.idle_days / nullif(compared.charged_days, 0) end as idle_day_share,
    case when compared.is_booked_by_day and compared.course not in ('acute', 'intensive', 'day case')
        then compared.idle_days / nullif(compared.charged_days, 0) end as long_idle_share,
    case when compared.is_group_sound then compared.lines / compared.length_days end
        as lines_per_day,
    compared.standard_amount / compared.amount as standard_per_cost,
    compared.secondary_diagnoses
from compared
