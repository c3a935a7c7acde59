/* ---
title: Sessions of a course, by any diagnosis of the encounter or by what was done
title_zh: 疗程内的单次就诊（按诊断或按所做项目识别）
scope: encounter
--- */
-- one row per encounter and reason; codes are few where encounters are many
with session_code as (
    select distinct coded.code, innocent.reason, innocent.valid_from, innocent.valid_to
    from (select distinct code from derived.encounter_diagnosis) as coded
    inner join readmission_innocent as innocent
        on innocent.match_on = 'diagnosis' and starts_with(coded.code, innocent.prefix)
),

-- found first, and few: the days of all encounters are not compared with those of every code
stated as (
    select distinct coded.encounter_id, session_code.reason, session_code.valid_from, session_code.valid_to
    from derived.encounter_diagnosis as coded
    inner join session_code on coded.code = session_code.code
)

select stated.encounter_id, stated.reason
from stated
inner join encounter on stated.encounter_id = encounter.encounter_id
where
    cast(encounter.started_at as date) >= coalesce(stated.valid_from, date '1900-01-01')
    and cast(encounter.started_at as date) < coalesce(stated.valid_to, date '2200-01-01')
union
-- or what was done, under the diagnosis of the disease behind it
select encounter_id, reason
from derived.course_encounter
