/* ---
title: Two patients in one bed at the same time
title_zh: 同一床位同时登记多名患者
official: none
version: 4
status: draft
certainty: suspect
subject: encounter
scope: provider
basis: [条例15, 条例38(一)]
loss: claim
parameters:
  least_days: {type: integer, default: 2, min: 1, max: 30, step: 1, unit: days in the same bed, note: "the bed known is that of discharge; a day may be an exchange of beds"}
  most_days_between: {type: integer, default: 1, min: 0, max: 30, step: 1, unit: days between the two discharges, note: "a proposal; whoever left the bed days later may have moved into it"}
  placeholder_share: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the stays of a bed overlap, note: "a proposal: a bed with more is a placeholder such as an extra bed"}
  placeholder_stays: {type: integer, default: 6, min: 3, max: 100, step: 1, unit: stays from which a bed may be a placeholder}
message: "bed {bed} ({department}) held two patients for {days} days; stay {other_stay} was in it too"
message_zh: "{department} {bed} 与住院 {other_stay} 重叠登记 {days} 天"
innocent_when:
  - mother and newborn
  - one of the two moved into the bed for his last night
  - the bed field is used freely (extra beds, corridor)
innocent_when_zh:
  - 母婴同床
  - 其中一人出院前一晚才转入该床
  - 床号字段填写不规范（加床、走廊床）
verify_by:
  - the ward's bed chart of these days
  - night visit; bedside cards
verify_by_zh:
  - 调取当日病区床位图
  - 夜间查床，核对床头卡
tolerates: [claim, readmission_innocent, encounter.is_newborn, encounter.department, provider]
judged: select count(*) from derived.stay where bed is not null and not is_open and not is_refunded
source: [rule catalogue same_bed_overlap]
evidence: {context: {encounter: other_stay}}
note: >-
  Draft: the extract knows the bed of discharge only. Two who were discharged from it within a day of one
  another cannot both have moved there after the other had gone.
note_zh: 草案：数据中只有出院床位。两名患者相隔一日之内自同一床位出院的，不可能都是在前一人离开后才转入该床。
--- */
with
bedded_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.started_at,
        stay.department, stay.bed, stay.total_amount,
        -- a bed that names its ward is one bed, whichever department the patient belongs to
        concat(
            stay.provider_id, ' ',
            case when regexp_matches(stay.bed, '(病区|楼|病房|单元)') then '' else coalesce(stay.department, '') end,
            -- 12, 012, １２, 12 床 and 12号床 are one bed
            ' ', regexp_replace(regexp_replace(
                replace(translate(trim(stay.bed), '０１２３４５６７８９　', '0123456789 '), ' ', ''), '(号)?(病)?床(位)?$', ''
            ), '^0+', '')
        ) as bed_key,
        -- stays that ended on one day are told apart by their id; an open stay has no end
        cast(stay.discharged_on as varchar) || ' ' || stay.encounter_id as ended
    from derived.stay as stay
    anti join derived.repeat_course_stay as course
        on stay.encounter_id = course.encounter_id and course.reason in ('newborn', 'pregnancy', 'maternity')
    where
        not stay.is_refunded
        -- words such as 无, 加床, 走廊 and bare zeros name no bed
        and regexp_matches(stay.bed, '[1-9１-９]')
        -- every ward has a bed 12: where neither ward nor department is told nobody knows which
        and (stay.department is not null or regexp_matches(stay.bed, '(病区|楼|病房|单元)'))
        and not regexp_matches(stay.bed, '(加|走廊|过道|临时|虚拟|家庭|家床)')
        -- mother and child; nobody stays the night in a day ward's bed
        and not regexp_matches(coalesce(stay.department, ''), '(产科|母婴|妇产|家庭病床|日间)')
),

-- one row per stay with the one before it in the bed that ended last
after_another as (
    select
        encounter_id, bed_key, admitted_on, discharged_on,
        max(discharged_on) over before_it as other_discharged_on
    from bedded_stay
    window before_it as (
        partition by bed_key order by started_at, encounter_id rows between unbounded preceding and 1 preceding
    )
),

overlap as (
    select
        encounter_id, bed_key,
        -- null for the first stay of a bed
        date_diff('day', admitted_on, case when other_discharged_on < discharged_on then other_discharged_on
            when other_discharged_on is not null then discharged_on end) as days
    from after_another
),

-- beds that hold two at once more often than not are no beds
bed_use as (
    select bed_key
    from overlap
    group by bed_key
    having
        count(*) < $placeholder_stays
        or count(*) filter (where days >= $least_days) <= $placeholder_share * count(*)
),

-- each later stay with those before it that were discharged from the bed at the same time
together as (
    select
        later.encounter_id, later.provider_id, later.person_id, later.bed, later.department, later.total_amount,
        later.admitted_on,
        earlier.encounter_id as other_stay,
        date_diff('day', later.admitted_on, least(earlier.discharged_on, later.discharged_on)) as days
    from bedded_stay as later
    inner join bedded_stay as earlier
        on
            later.bed_key = earlier.bed_key
            and abs(date_diff('day', earlier.discharged_on, later.discharged_on)) <= $most_days_between
            and later.person_id <> earlier.person_id
    semi join bed_use on later.bed_key = bed_use.bed_key
    where
        (earlier.started_at < later.started_at or (earlier.started_at = later.started_at and earlier.encounter_id < later.encounter_id))
        and date_diff('day', later.admitted_on, least(earlier.discharged_on, later.discharged_on)) >= $least_days
    qualify row_number() over (partition by later.encounter_id order by earlier.ended desc) = 1
)

select
    encounter_id as subject_id, provider_id, person_id, bed, coalesce(department, '') as department, other_stay, days,
    cast(total_amount as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [other_stay, encounter_id] as encounter_ids,
    admitted_on as occurred_from,
    cast(admitted_on + cast(days as integer) as date) as occurred_to
from together
