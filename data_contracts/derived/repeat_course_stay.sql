/* ---
title: Stays that rightly follow one another, with the reason
title_zh: 可正常反复发生的住院（疗程、透析、精神、康复、新生儿、家庭病床等）
scope: encounter
--- */
with
-- one row per stay with what the innocent readmissions are looked up by
looked_up as (
    select
        stay.encounter_id, stay.admitted_on, stay.main_diagnosis, stay.visit_type, stay.department,
        stay.provider_specialty, stay.is_newborn, stay.length_days, person.birth_date
    from derived.stay as stay
    left join person on stay.person_id = person.person_id
),

named as (
    select stay.encounter_id, innocent.reason, stay.admitted_on, innocent.valid_from, innocent.valid_to
    from looked_up as stay
    inner join readmission_innocent as innocent
        on innocent.match_on = 'diagnosis' and starts_with(stay.main_diagnosis, innocent.prefix)
    union all
    select stay.encounter_id, innocent.reason, stay.admitted_on, innocent.valid_from, innocent.valid_to
    from looked_up as stay
    inner join diagnosis on stay.encounter_id = diagnosis.encounter_id
    inner join readmission_innocent as innocent
        on
            innocent.match_on = 'diagnosis'
            and not innocent.main_only
            and starts_with(diagnosis.code, innocent.prefix)
    union all
    select stay.encounter_id, innocent.reason, stay.admitted_on, innocent.valid_from, innocent.valid_to
    from looked_up as stay
    inner join procedure on stay.encounter_id = procedure.encounter_id
    inner join readmission_innocent as innocent
        on innocent.match_on = 'procedure' and starts_with(procedure.code, innocent.prefix)
    union all
    select stay.encounter_id, innocent.reason, stay.admitted_on, innocent.valid_from, innocent.valid_to
    from looked_up as stay
    inner join readmission_innocent as innocent
        on
            (innocent.match_on = 'specialty' and stay.provider_specialty = innocent.prefix)
            or (innocent.match_on = 'visit_type' and stay.visit_type = innocent.prefix)
),

-- a few names instead of every line
course_item as (
    select item_name, 'dialysis' as reason
    from derived.charged_item
    group by item_name
    having regexp_matches(min(item_name), '(血液透析|血透|腹膜透析|腹透|血液滤过|血滤|血液灌流|连续性?肾脏替代|CRRT|CVVH|HDF|^(床旁)?HD([^A-Za-z]|$))')
    union all
    select item_name, 'radiotherapy' as reason
    from derived.charged_item
    group by item_name
    having regexp_matches(min(item_name), '(放射治疗|放疗|加速器|伽[玛马]刀|X刀|射波刀|后装|质子|重离子|(适形|调强).{0,4}照射|深部X线)')
    union all
    select item_name, 'drainage' as reason
    from derived.charged_item
    group by item_name
    having regexp_matches(min(item_name), '^(腹|胸)(膜)?腔(闭式)?(穿刺|引流)')
),

-- drugs that are given by plan when injected, read from the few codes and not from each line
infusion_item as (
    select item_code, regexp_matches(min(item_code), '^XL04A.....B') as is_for_inflammation
    from derived.charged_item
    group by item_code
    having regexp_matches(min(item_code), '^X(L04A.|L01AA|L01F.|L01XC|J06BA)....B')
),

-- codes are few where encounters are many
coded as (
    select
        code,
        -- water that comes back: ascites and effusions of liver, heart and tumours
        regexp_matches(code, '^(R18|K70[.]3|K74|K76[.]6|J91|C)') as is_watery,
        regexp_matches(code, '^(C|D0|D3[7-9]|D4|Z08|Z51)') as is_tumour
    from (select distinct code from derived.encounter_diagnosis) as stated
),

watery_stay as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where code in (select coded.code from coded where coded.is_watery)
),

tumour_stay as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where code in (select coded.code from coded where coded.is_tumour)
),

-- the ward and the charges tell where the diagnosis does not, the age where the newborn flag is missing
told_otherwise as (
    select encounter_id, 'newborn' as reason
    from looked_up
    where
        is_newborn
        or starts_with(main_diagnosis, 'Z38')
        -- 28 days and the edge: a baby is handed on at four weeks
        or date_diff('day', birth_date, admitted_on) between 0 and 31
        or regexp_matches(department, '(新生儿|NICU)')
    union all
    select stay.encounter_id, 'chemotherapy' as reason
    from looked_up as stay
    inner join derived.net_claim_line as line on stay.encounter_id = line.encounter_id
    -- ATC L01: antineoplastic drugs; one tablet of methotrexate for a joint is no chemotherapy
    inner join tumour_stay on stay.encounter_id = tumour_stay.encounter_id
    where starts_with(line.item_code, 'XL01')
    union all
    -- ATC L04A by injection: antibodies for joints, bowels and skin are given by plan in stays of a day or two
    select stay.encounter_id, 'infusion_course' as reason
    from looked_up as stay
    inner join derived.net_claim_line as line on stay.encounter_id = line.encounter_id
    inner join infusion_item on line.item_code = infusion_item.item_code
    where
        (infusion_item.is_for_inflammation and stay.length_days <= 3)
        -- cyclophosphamide, rituximab and immunoglobulin for vessels, kidneys, blood and nerves that attack themselves
        or (
            not infusion_item.is_for_inflammation
            and regexp_matches(stay.main_diagnosis, '^(M3[0-5]|N0[0-8]|D59|D69|D8[0-4]|G3[56]|G61|G70)')
            and stay.length_days <= 7
        )
    union all
    select stay.encounter_id, course_item.reason
    from looked_up as stay
    inner join derived.net_claim_line as line on stay.encounter_id = line.encounter_id
    inner join course_item on line.item_name = course_item.item_name
    where
        line.category in ('treatment', 'surgery', 'other')
        and line.item_name in (select course_item.item_name from course_item)
        and (course_item.reason <> 'drainage' or stay.encounter_id in (select watery_stay.encounter_id from watery_stay))
    union all
    select
        encounter_id,
        case
            -- a bed at home is opened anew every few months
            when regexp_matches(department, '(家庭病床|家床)') then 'home_bed'
            when regexp_matches(department, '(精神|心身)') then 'psychiatric'
            when regexp_matches(department, '康复') then 'rehabilitation'
            when regexp_matches(department, '(安宁|宁养|临终|舒缓)') then 'hospice'
            else 'ward'
        end as reason
    from looked_up
    where regexp_matches(department, '(家庭病床|家床|康复|精神|心身|安宁|宁养|临终|舒缓|血液透析|血透|放疗|放射治疗|化疗)')
)

select distinct encounter_id, reason
from named
where
    admitted_on >= coalesce(valid_from, date '1900-01-01')
    and admitted_on < coalesce(valid_to, date '2200-01-01')
union
select encounter_id, reason from told_otherwise
