/* ---
title: Service charged in a class of visit that the fund does not pay it in
title_zh: 医疗服务项目限就医方式，其他就医方式收费
official: GZ10000102009000
version: 8
status: stable
certainty: definite
subject: encounter
identity: [item_code]
scope: person
basis: [条例15, 条例38(六)]
parameters:
  admitted_within_days:
    {type: integer, default: 1, min: 0, max: 7, step: 1, unit: days,
     note: "proposal; what was done so shortly before a stay is settled with it"}
  known_from: {type: string, default: "2025-01-01", note: "first day of the edition that the lists were read against; a limit without a first day of its own finds suspects only before it"}
unmoved_by:
  post_at_settlement: "the limit is of the kind of visit"
  home_bed: "what is paid in one kind of visit only is not paid in a bed at home"
  cut_the_hour: "the limit is of the kind of visit"
  newborn_on_mothers_card: "the limit is of the kind of visit, whoever is treated"
  sex_and_birth_unknown: "the limit is of the kind of visit, whoever is treated"
message: "{item_name} charged in a visit of class {class}; the fund pays it only in {allowed}"
message_zh: "{item_name} 在{class_zh}收费，该项目限{allowed_zh}支付"
innocent_when:
  - an emergency was settled as an ordinary visit (suspect where emergencies are paid)
  - what was done just before a stay was settled apart from it, or with it (left out)
  - a bed at home or day surgery that the department does not show (suspect where no department was sent, or only its code)
  - the region pays registered special diseases as it pays stays (suspect where the visit is one)
  - days under observation are settled as a stay in the region (suspect where the department tells of them)
  - death in the emergency room, which many regions settle as a stay (suspect where the register of persons has it)
innocent_when_zh:
  - 急诊、抢救按普通门诊结算（允许急诊支付的项目仅列可疑）
  - 入院前的门急诊项目与住院分开或合并结算（已排除）
  - 科室名称未体现的家庭病床、日间手术（未上传科室或仅有院内编码者仅列可疑）
  - 当地门诊慢特病参照住院支付（门诊慢特病仅列可疑）
  - 当地留观按住院结算（科室可见留观者仅列可疑）
  - 急诊抢救死亡按住院结算（参保人登记有死亡日期者仅列可疑）
verify_by:
  - the medical record of the visit
verify_by_zh:
  - 查就诊病历
tolerates: [person, person.died_on, encounter.visit_type, encounter.department, claim_line.department, claim_line.item_name, claim, encounter.ended_at]
source: [national rule library]
note: The items and the classes that are paid are filled by the bureau (item_visit), one row for each class.
note_zh: 项目及可支付的就医方式由医保局填写（item_visit），每种就医方式一行。
--- */
with
used_item as (
    select distinct item_code from derived.charged_item
),

limited_item as (
    select used_item.item_code, limited.allowed_class, limited.valid_from, limited.valid_to
    from used_item
    inner join item_visit as limited on starts_with(used_item.item_code, limited.item_prefix)
),

-- one row per charge of a limited item, with whether any class that is paid is its own
limited_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code,
        min(coalesce(line.item_name, line.item_code)) as item_name,
        max(line.covered_amount) as covered_amount,
        -- days under observation lead into the stay by their last
        max(greatest(cast(coalesce(encounter.ended_at, line.charged_at) as date), line.charged_on)) as until_on,
        min(encounter.class) as class,
        max(case when limited_item.allowed_class = 'emergency' then 1 else 0 end) as pays_emergency,
        bool_or(limited_item.valid_from is null and line.charged_on < cast($known_from as date)) as is_before_known,
        -- a code of the house tells no place
        bool_or(not regexp_matches(concat_ws('', encounter.department, line.department), '[一-龥]')) as is_place_unknown,
        max(case when limited_item.allowed_class = 'inpatient' then 1 else 0 end) as pays_stay,
        max(case when limited_item.allowed_class = 'outpatient' then 1 else 0 end) as pays_clinic,
        max(case when limited_item.allowed_class = 'pharmacy' then 1 else 0 end) as pays_shop,
        -- who lies under observation is nursed and fed as on a ward, and some regions settle it as a stay
        bool_or(regexp_matches(concat_ws(' ', encounter.department, line.department), '留观|观察')) as is_observed,
        -- many regions pay a registered special disease as they pay stays
        bool_or(coalesce(starts_with(encounter.visit_type, '14'), false)) as is_special_disease,
        -- who died in the emergency room, settled as one or as a clinic, before a bed was found is settled as a stay in many regions
        bool_or(
            (encounter.class = 'emergency' or regexp_matches(concat_ws(' ', encounter.department, line.department), '急诊|急救|抢救'))
            and coalesce(date_diff('day', cast(encounter.started_at as date), person.died_on) between 0 and 3, false)
        ) as has_died
    from derived.net_line_scan as line
    inner join limited_item on line.item_code = limited_item.item_code
    inner join encounter on line.encounter_id = encounter.encounter_id
    left join person on encounter.person_id = person.person_id
    where
        line.charged_on >= coalesce(limited_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited_item.valid_to, date '2200-01-01')
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    group by line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code
    having
        not bool_or(
            encounter.class = limited_item.allowed_class
            or (
                limited_item.allowed_class = 'emergency'
                and regexp_matches(
                    concat_ws(' ', encounter.department, line.department),
                    '急诊|急救|抢救|留观|观察室|卒中|胸痛|创伤(中心|急|救|单元)|绿色通道|中毒|导管|介入|重症|ICU|(^|[^0-9])120([^0-9]|$)'
                )
            )
            -- what the clinic or the emergency room did before the stay may be settled with it
            or (
                encounter.class = 'inpatient'
                and limited_item.allowed_class in ('emergency', 'outpatient')
                and line.charged_at < encounter.started_at
            )
            or (
                limited_item.allowed_class = 'inpatient'
                and regexp_matches(concat_ws(' ', encounter.department, line.department), '日间|家庭病床|家床')
            )
        )
),

-- the day lies within a stay or just before one
around_stay as (
    select distinct limited_line.claim_line_id
    from limited_line
    inner join derived.stay as stay on limited_line.person_id = stay.person_id
    where
        limited_line.pays_stay = 1
        and date_diff('day', limited_line.until_on, stay.admitted_on) <= $admitted_within_days
        and limited_line.charged_on <= coalesce(stay.discharged_on, date '2200-01-01')
)

select
    encounter_id as subject_id,
    provider_id,
    person_id,
    item_code,
    min(item_name) as item_name,
    min(class) as class,
    case min(class)
        when 'outpatient' then '门诊' when 'pharmacy' then '药店' when 'emergency' then '急诊' else '住院'
    end as class_zh,
    concat_ws(
        ', ',
        case when max(pays_stay) = 1 then 'hospital stays' end,
        case when max(pays_emergency) = 1 then 'emergencies' end,
        case when max(pays_clinic) = 1 then 'visits to the clinic' end,
        case when max(pays_shop) = 1 then 'pharmacies' end
    ) as allowed,
    concat_ws(
        '、',
        case when max(pays_stay) = 1 then '住院' end,
        case when max(pays_emergency) = 1 then '急诊' end,
        case when max(pays_clinic) = 1 then '门诊' end,
        case when max(pays_shop) = 1 then '药店' end
    ) as allowed_zh,
    case when max(pays_emergency) = 1 or bool_or(is_before_known or is_place_unknown or (pays_stay = 1 and (is_special_disease or is_observed or has_died))) then 'suspect' end as certainty,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from limited_line
anti join around_stay on limited_line.claim_line_id = around_stay.claim_line_id
group by encounter_id, provider_id, person_id, item_code
