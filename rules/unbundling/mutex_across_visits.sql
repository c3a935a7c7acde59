/* ---
title: Item and the one that contains it charged on two visits of one day
title_zh: 互斥或内涵项目拆到同日两次就诊收费
official: [GZ10000102012000, GZ10000102013000]
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: person
basis: [条例38(三), 条例15, 两库]
parameters:
  session_minutes: {type: integer, default: 60, min: 10, max: 600, step: 10, unit: minutes between the two,
                    note: "proposal; two registrations for one session follow one another at once"}
  ward_minutes: {type: integer, default: 240, min: 60, max: 600, step: 30, unit: minutes between the two on a day inside a stay,
                 note: "proposal; as on one number: a patient of the ward has no clinic to go to in between"}
tolerates: [claim, claim_line.department, encounter.main_diagnosis]
message: "{item_name} charged on {charged_on} on another visit than {containing_name}, which contains it"
message_zh: "{charged_on} 同一机构两次就诊分别收取 {containing_name} 及其内涵项目 {item_name}"
innocent_when:
  - the patient came back within the hour for another reason, and the department is not delivered; or on the day, where no hour is delivered
  - an inpatient was taken to the outpatient clinic for what the ward had just done
innocent_when_zh:
  - 患者一小时内因其他原因再次就诊，且未上传科室；未上传时分的，当日再次就诊
  - 住院患者到门诊复做病房刚做过的项目
verify_by:
  - the registration and operation records of both visits
verify_by_zh:
  - 核对两次就诊的挂号和操作记录
evidence: {kept: {claim_line: kept_line_ids}, context: {encounter: containing_encounter_id}}
source: [national knowledge batch 7]
note: >-
  The sibling of mutex_same_day for visits split in two. Judged at one provider, between two visits of
  the same class and between a stay and a visit on a day inside it: what was done on the way from the
  emergency room or the outpatient clinic into a stay, or after it, is ordinary. Two visits to two
  departments, or hours apart, are two, and so are those with times that tell no hour unless their main
  diagnosis is of one disease; on a day inside a stay within four hours they
  are one, as on one number. Bed, nursing, consultation and registration go with each visit.
note_zh: 与 mutex_same_day 同类，针对拆成两次就诊的情形。限同一机构、同类就诊之间，以及住院与其期间某日的门诊之间：自急诊、门诊收入院途中所做的，以及出院之后所做的，属平常。两个科室或相隔数小时的两次就诊视为两次，时间没有时分且主诊断不属同一疾病的亦然；住院期间某日的门诊，四小时内视为同一次，如同一个就诊号。床位、护理、诊查、挂号随每次就诊各收一次。
--- */
with
charged_item as (
    select distinct item_code from derived.charged_item
),

-- pairs of which both items are charged at all
pair as (
    select item_pair.item_code_a, item_pair.item_code_b, item_pair.valid_from, item_pair.valid_to
    from item_pair
    inner join charged_item as containing
        on item_pair.item_code_a = containing.item_code -- gate: equivalent, bounds work
    inner join charged_item as contained
        on item_pair.item_code_b = contained.item_code -- gate: equivalent, bounds work
    where item_pair.doubt is null
),

paired_item as (
    select item_code_a as item_code from pair
    union
    select item_code_b as item_code from pair
),

containing_person as (
    select distinct line.person_id
    from claim_line as line
    inner join pair on line.item_code = pair.item_code_a -- gate: equivalent, bounds work
),

-- days of a person at a house with such items on two visits, refunded or not: few of many
shared_day as (
    select line.person_id, line.provider_id, cast(line.charged_at as date) as charged_on
    from claim_line as line
    semi join paired_item -- gate: equivalent, bounds work
        on line.item_code = paired_item.item_code -- gate: equivalent, bounds work
    semi join containing_person -- gate: equivalent, bounds work
        on line.person_id = containing_person.person_id -- gate: equivalent, bounds work
    group by line.person_id, line.provider_id, cast(line.charged_at as date)
    having min(line.encounter_id) <> max(line.encounter_id) -- gate: equivalent, bounds work
),

-- one row per encounter, day and item that stands in some pair
item_day as (
    select
        line.encounter_id, line.charged_on, line.item_code, line.person_id, line.provider_id, encounter.class,
        substr(encounter.main_diagnosis, 1, 3) as disease,
        -- a day between admission and discharge, when a visit elsewhere in the house has no reason
        encounter.class = 'inpatient'
        and line.charged_on > cast(encounter.started_at as date)
        and line.charged_on < coalesce(cast(encounter.ended_at as date), date '2200-01-01') as is_within_stay,
        coalesce(min(line.item_name), line.item_code) as item_name,
        min(line.category) as category,
        -- 普外科门诊, 普外科二病区 and 普外科 are one department
        regexp_replace(
            coalesce(min(line.department), ''), '[ 　]|(普通|专家|特需)?门诊$|(门诊)?(换药|诊)室$|病房$|[一二三四五六七八九十0-9]*(病)?区$', '', 'g'
        ) as department,
        sum(line.covered_amount) as covered_amount,
        min(hour(line.charged_at) * 60 + minute(line.charged_at)) as first_minute,
        max(hour(line.charged_at) * 60 + minute(line.charged_at)) as last_minute,
        -- midnight and the posting of many lines at once are no hour
        bool_and(cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399) and posting.charged_at is null) as tells_hour,
        list(line.claim_line_id) as claim_line_ids
    from derived.net_claim_line as line
    inner join paired_item on line.item_code = paired_item.item_code
    inner join encounter on line.encounter_id = encounter.encounter_id
    left join derived.joint_posting as posting
        on line.encounter_id = posting.encounter_id and line.charged_at = posting.charged_at
    semi join shared_day -- gate: equivalent, bounds work
        on
            line.person_id = shared_day.person_id -- gate: equivalent, bounds work
            and line.provider_id = shared_day.provider_id -- gate: equivalent, bounds work
            and line.charged_on = shared_day.charged_on -- gate: equivalent, bounds work
    group by
        line.encounter_id, line.charged_on, line.item_code, line.person_id, line.provider_id, encounter.class,
        encounter.started_at, encounter.ended_at, encounter.main_diagnosis
),

-- one row per pair that stands on two visits, whichever way it is listed
together as (
    select
        contained.encounter_id, contained.charged_on, contained.item_code, contained.person_id,
        contained.provider_id, contained.item_name, contained.covered_amount, contained.claim_line_ids,
        containing.item_name as containing_name,
        containing.claim_line_ids as kept_line_ids,
        containing.encounter_id as containing_encounter_id
    from item_day as contained
    inner join pair on contained.item_code = pair.item_code_b
    inner join item_day as containing
        on
            contained.person_id = containing.person_id
            and contained.provider_id = containing.provider_id
            and contained.charged_on = containing.charged_on
            and pair.item_code_a = containing.item_code
    where
        contained.encounter_id <> containing.encounter_id
        and contained.covered_amount > 0
        and (
            contained.is_within_stay
            or containing.is_within_stay
            or (
                (
                    contained.class = containing.class
                    -- the emergency room registers some as outpatients
                    or (
                        contained.class in ('outpatient', 'emergency')
                        and containing.class in ('outpatient', 'emergency')
                    )
                )
                and contained.class <> 'inpatient'
                -- of two visits that tell no hour the disease tells whether they are one
                and ((contained.tells_hour and containing.tells_hour) or contained.disease = containing.disease)
                and (
                    contained.department = containing.department
                    or contained.department = '' or containing.department = ''
                )
            )
        )
        -- two sessions of the day
        and (
            not (contained.tells_hour and containing.tells_hour)
            or greatest(
                contained.first_minute - containing.last_minute, containing.first_minute - contained.last_minute
            ) <= case
                when contained.is_within_stay or containing.is_within_stay then $ward_minutes
                else $session_minutes
            end
        )
        and contained.category not in ('bed', 'nursing', 'consultation', 'registration')
        and contained.charged_on >= coalesce(pair.valid_from, date '1900-01-01')
        and contained.charged_on < coalesce(pair.valid_to, date '2200-01-01')
    qualify row_number() over (
        partition by
            contained.person_id, contained.provider_id, contained.charged_on,
            least(pair.item_code_a, pair.item_code_b), greatest(pair.item_code_a, pair.item_code_b),
            least(contained.encounter_id, containing.encounter_id),
            greatest(contained.encounter_id, containing.encounter_id)
        order by contained.covered_amount, contained.item_code
    ) = 1
)

select
    encounter_id as subject_id,
    provider_id, person_id, item_code, charged_on,
    min(item_name) as item_name,
    min(containing_name) as containing_name,
    -- of the containing item that is named
    arg_min(kept_line_ids, (containing_name, containing_encounter_id)) as kept_line_ids,
    arg_min(containing_encounter_id, (containing_name, containing_encounter_id)) as containing_encounter_id,
    cast(max(covered_amount) as decimal(18, 2)) as amount_at_risk,
    min(claim_line_ids) as claim_line_ids,
    [encounter_id, arg_min(containing_encounter_id, (containing_name, containing_encounter_id))] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from together
group by encounter_id, provider_id, person_id, item_code, charged_on
