/* ---
title: Visits and stays of a course of treatment that comes back by order, with the reason
title_zh: 疗程性就诊与住院（透析、放疗、化疗、康复）
scope: encounter
--- */
-- a few names instead of every line
with course_item as (
    select
        item_name,
        case
            when regexp_matches(min(item_name), '(血液透析|血透|腹膜透析|血液滤过|血液灌流|连续性肾脏替代)')
                then 'dialysis'
            when regexp_matches(min(item_name), '(放射治疗|放疗|直线加速器|伽玛刀|后装)')
                then 'radiotherapy'
            when regexp_matches(
                min(item_name),
                '(康复训练|运动疗法|作业疗法|偏瘫肢体|截瘫肢体|脑瘫肢体|言语训练|吞咽功能障碍训练|平衡功能训练|步态训练)'
            )
                then 'rehabilitation'
        end as reason
    from derived.charged_item
    where item_name is not null
    group by item_name
)

select repeat_course_stay.encounter_id, repeat_course_stay.reason
from derived.repeat_course_stay as repeat_course_stay
where repeat_course_stay.reason in ('dialysis', 'radiotherapy', 'chemotherapy', 'tumour_therapy', 'rehabilitation')
union
select line.encounter_id, course_item.reason
from derived.net_claim_line as line
inner join course_item on line.item_name = course_item.item_name
-- a machine's consumables and a drug of that name are no session; a surgeon's day is no course
where course_item.reason is not null and line.category in ('treatment', 'surgery', 'other')
union
select line.encounter_id, 'chemotherapy' as reason
from derived.net_claim_line as line
inner join encounter on line.encounter_id = encounter.encounter_id
-- ATC L01: antineoplastic drugs; one tablet of methotrexate for a joint is no chemotherapy
where
    starts_with(line.item_code, 'XL01')
    and regexp_matches(encounter.main_diagnosis, '^(C|D0|D3[7-9]|D4|Z51)')
union
select encounter.encounter_id, innocent.reason
from encounter
inner join readmission_innocent as innocent
    on
        innocent.match_on = 'diagnosis'
        -- the session itself (Z codes), not everything that a patient with the disease comes for
        and starts_with(innocent.prefix, 'Z')
        and innocent.reason in ('dialysis', 'radiotherapy', 'chemotherapy', 'tumour_therapy', 'rehabilitation')
        and starts_with(encounter.main_diagnosis, innocent.prefix)
where encounter.class in ('outpatient', 'emergency')
