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
)

select stated.encounter_id, session_code.reason
from derived.encounter_diagnosis as stated
inner join session_code on stated.code = session_code.code
inner join encounter on stated.encounter_id = encounter.encounter_id
where
    cast(encounter.started_at as date) >= coalesce(session_code.valid_from, date '1900-01-01')
    and cast(encounter.started_at as date) < coalesce(session_code.valid_to, date '2200-01-01')
union
-- or what was done, under the diagnosis of the disease behind it
select encounter_id, reason
from derived.course_encounter
