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
            when regexp_matches(min(item_name), '(血液透析|血透|腹膜透析|腹透|血液滤过|血滤|血液灌流|连续性?肾脏替代|CRRT|CVVH|HDF|^(床旁)?HD([^A-Za-z]|$))')
                then 'dialysis'
            when regexp_matches(min(item_name), '(放射治疗|放疗|加速器|伽[玛马]刀|X刀|射波刀|后装|质子|重离子|(适形|调强).{0,4}照射|深部X线)')
                then 'radiotherapy'
            when regexp_matches(
                min(item_name),
                '(康复训练|运动疗法|作业疗法|偏瘫肢体|截瘫肢体|脑瘫肢体|(言语|吞咽|平衡|步态|步行|手功能|关节松动|肌力|认知|呼吸|站立|转移|轮椅|文体|引导式|感觉统合|日常生活活动).{0,6}训练)'
            )
                then 'rehabilitation'
        end as reason
    from derived.charged_item
    where item_name is not null
    group by item_name
),

-- a tumour, by any diagnosis; codes are few where encounters are many
tumour_code as (
    select code
    from (select distinct code from derived.encounter_diagnosis) as coded
    where regexp_matches(code, '^(C|D0|D3[7-9]|D4|Z51)')
),

tumour_visit as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where code in (select tumour_code.code from tumour_code)
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
semi join tumour_visit on line.encounter_id = tumour_visit.encounter_id
-- ATC L01: antineoplastic drugs; one tablet of methotrexate for a joint is no chemotherapy
where starts_with(line.item_code, 'XL01')
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
        and cast(encounter.started_at as date) >= coalesce(innocent.valid_from, date '1900-01-01')
        and cast(encounter.started_at as date) < coalesce(innocent.valid_to, date '2200-01-01')
where encounter.class in ('outpatient', 'emergency')
