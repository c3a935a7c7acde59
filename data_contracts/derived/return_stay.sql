/* ---
title: Stays that follow one at the same hospital or a sister house within two months, with what may explain them
title_zh: 同一机构或同级同集团机构两个月内再次住院及其可能的解释
scope: person
from: {is_planned_before: encounter.is_planned_readmission, is_planned: encounter.is_planned_readmission, way_before: encounter.discharge_way, way: encounter.discharge_way}
--- */
with
judged_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.started_at,
        stay.visit_type, stay.discharge_way, stay.is_planned_readmission, encounter.insurance,
        -- houses of one owner and one level are one house; of another level the way is up or down
        case
            when provider.kind = 'hospital' and provider.level is not null
                then coalesce('chain ' || provider.chain_id || ' level ' || cast(provider.level as varchar), stay.provider_id)
            else stay.provider_id
        end as house,
        -- 12, 12床 and 12号床 are one bed
        regexp_replace(trim(stay.bed), '(号)?(病)?床(位)?$', '') as bed_name
    from derived.stay as stay
    inner join encounter on stay.encounter_id = encounter.encounter_id
    left join provider on stay.provider_id = provider.provider_id
    where not stay.is_refunded
),

-- dialysis, chemotherapy, the newborn …; long care is judged by thresholds of its own
course as (
    select
        encounter_id,
        max(case when reason in ('psychiatric', 'rehabilitation', 'hospice', 'per_diem') then 1 else 0 end) as is_long_care,
        max(case when reason not in ('psychiatric', 'rehabilitation', 'hospice', 'per_diem') then 1 else 0 end) as is_course
    from derived.repeat_course_stay
    group by encounter_id
),

pair as (
    select
        stay.encounter_id, stay_before.encounter_id as stay_before, stay.person_id, stay.provider_id,
        stay_before.provider_id as provider_before,
        stay.admitted_on, stay_before.admitted_on as admitted_before, stay_before.discharged_on as discharged_before,
        date_diff('day', stay_before.discharged_on, stay.admitted_on) as gap,
        stay.visit_type, stay.discharge_way as way, stay_before.discharge_way as way_before,
        -- the insurance ended and another began: the bill is cut there by order, and the patient stays in bed
        coalesce(
            stay.insurance <> stay_before.insurance
            and date_diff('day', stay_before.discharged_on, stay.admitted_on) <= 1
            and coalesce(stay.bed_name = stay_before.bed_name, true),
            false
        ) as is_insurance_change,
        -- at the turn of the year bills are settled by order and opened anew, and the patient stays in bed
        date_diff('day', stay_before.discharged_on, stay.admitted_on) <= 1
        and coalesce(stay.bed_name = stay_before.bed_name, true)
        and (
            extract(year from stay_before.discharged_on) < extract(year from stay.admitted_on)
            or (extract(month from stay.admitted_on) = 12 and extract(day from stay.admitted_on) = 31)
            or (extract(month from stay.admitted_on) = 1 and extract(day from stay.admitted_on) <= 2)
        ) as is_year_turn,
        stay.is_planned_readmission as is_planned, stay_before.is_planned_readmission as is_planned_before
    from judged_stay as stay
    inner join judged_stay as stay_before
        on
            stay.person_id = stay_before.person_id
            and stay.house = stay_before.house
            and stay.encounter_id <> stay_before.encounter_id
            and date_diff('day', stay_before.discharged_on, stay.admitted_on) between 0 and 62
            -- of two stays within one day the later one returns
            and (stay.started_at > stay_before.started_at
                or (stay.started_at = stay_before.started_at and stay.encounter_id > stay_before.encounter_id))
),

returned_person as (
    select distinct person_id from pair
),

staged_code as (
    select
        coded.code, staged.family, staged.step, staged.is_paired, staged.most_stays,
        staged.valid_from, staged.valid_to
    from (select distinct code from procedure) as coded
    inner join staged_procedure as staged on starts_with(coded.code, staged.prefix)
),

-- one row per stay of such a person, family and step, with the side that the names tell
operated as (
    select
        stay.person_id, stay.encounter_id, stay.started_at, staged.family, staged.step,
        staged.is_paired, staged.most_stays,
        max(case when regexp_matches(procedure.name, '(左|双)') then 1 else 0 end) as is_left,
        max(case when regexp_matches(procedure.name, '(右|双)') then 1 else 0 end) as is_right
    from judged_stay as stay
    semi join returned_person on stay.person_id = returned_person.person_id
    inner join procedure on stay.encounter_id = procedure.encounter_id
    inner join staged_code as staged
        on
            procedure.code = staged.code
            and stay.admitted_on >= coalesce(staged.valid_from, date '1900-01-01')
            and stay.admitted_on < coalesce(staged.valid_to, date '2200-01-01')
    group by
        stay.person_id, stay.encounter_id, stay.started_at, staged.family, staged.step,
        staged.is_paired, staged.most_stays
),

counted as (
    select
        person_id, encounter_id, family, step, is_paired, most_stays, is_left, is_right,
        row_number() over (partition by person_id, family, step order by started_at, encounter_id) as nth_stay
    from operated
),

-- the other side, another vessel, the next session; or a later stage of one plan
staged_pair as (
    select
        pair.encounter_id, pair.stay_before, min(later.family) as family
    from pair
    inner join counted as earlier on pair.stay_before = earlier.encounter_id
    inner join counted as later
        on pair.encounter_id = later.encounter_id and earlier.family = later.family
    where
        (
            later.step = 0
            and earlier.step = 0
            and later.nth_stay <= coalesce(later.most_stays, later.nth_stay)
            and not (
                later.is_paired
                and ((earlier.is_left = 1 and later.is_left = 1) or (earlier.is_right = 1 and later.is_right = 1))
            )
        )
        or (earlier.step > 0 and later.step > earlier.step)
    group by pair.encounter_id, pair.stay_before
),

-- an emergency that was registered and no more: the house's own word
registered_only as (
    select line.encounter_id
    from claim_line as line
    inner join encounter as visit on line.encounter_id = visit.encounter_id
    semi join returned_person on visit.person_id = returned_person.person_id
    -- what was not delivered may be what was done there
    anti join derived.undelivered_charge as undelivered
        on line.encounter_id = undelivered.encounter_id and undelivered.missing_share >= 0.05
    where visit.class = 'emergency'
    group by line.encounter_id
    -- a strip of glucose is a token
    having
        coalesce(sum(case when line.category in ('registration', 'consultation') then 0 else line.amount end), 0) < 20
),

-- seen in an emergency room, of whatever hospital, on the day of admission or the day before
emergency_pair as (
    select distinct pair.encounter_id, pair.stay_before
    from pair
    inner join encounter as visit
        on
            pair.person_id = visit.person_id
            and visit.class = 'emergency'
            and date_diff('day', cast(visit.started_at as date), pair.admitted_on) between 0 and 1
            and cast(visit.started_at as date) >= pair.discharged_before
    anti join registered_only
        on visit.encounter_id = registered_only.encounter_id and visit.provider_id = pair.provider_id
),

-- a stay at another hospital between the two: a transfer and the way back
elsewhere_pair as (
    select distinct pair.encounter_id, pair.stay_before
    from pair
    inner join judged_stay as other
        on
            pair.person_id = other.person_id
            and pair.provider_id <> other.provider_id
            and pair.provider_before <> other.provider_id
            and other.admitted_on >= pair.discharged_before
            and other.discharged_on <= pair.admitted_on
),

-- antineoplastic drugs in the second stay, which without a tumour are no course
course_drug as (
    select distinct pair.encounter_id, pair.stay_before
    from pair
    inner join derived.net_claim_line as line on pair.encounter_id = line.encounter_id
    where starts_with(line.item_code, 'XL01')
)

select
    pair.encounter_id, pair.stay_before, pair.person_id, pair.provider_id, pair.provider_before,
    pair.provider_id <> pair.provider_before as is_sister,
    pair.admitted_on, pair.admitted_before, pair.discharged_before, pair.gap,
    pair.visit_type, pair.way, pair.way_before, pair.is_planned, pair.is_planned_before, pair.is_insurance_change,
    pair.is_year_turn,
    coalesce(course.is_course, 0) = 1 or coalesce(course_before.is_course, 0) = 1 as is_course,
    coalesce(course.is_long_care, 0) = 1 or coalesce(course_before.is_long_care, 0) = 1 as is_long_care,
    staged_pair.family as staged,
    emergency_pair.encounter_id is not null as has_emergency_visit,
    elsewhere_pair.encounter_id is not null as has_stay_elsewhere,
    course_drug.encounter_id is not null as has_course_drug
from pair
left join course on pair.encounter_id = course.encounter_id
left join course as course_before on pair.stay_before = course_before.encounter_id
left join staged_pair
    on pair.encounter_id = staged_pair.encounter_id and pair.stay_before = staged_pair.stay_before
left join emergency_pair
    on pair.encounter_id = emergency_pair.encounter_id and pair.stay_before = emergency_pair.stay_before
left join elsewhere_pair
    on pair.encounter_id = elsewhere_pair.encounter_id and pair.stay_before = elsewhere_pair.stay_before
left join course_drug
    on pair.encounter_id = course_drug.encounter_id and pair.stay_before = course_drug.stay_before
