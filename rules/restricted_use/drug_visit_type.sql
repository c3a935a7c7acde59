/* ---
title: Drug that the fund pays only in a hospital stay or an emergency, charged elsewhere
title_zh: 药品限就医方式（限住院、限急抢救），其他就医方式收费
official: 2025-13
version: 8
status: stable
certainty: definite
subject: encounter
identity: [item_code]
scope: person
basis: [条例15, 条例38(六), 药品目录, 两库]
parameters:
  admitted_within_days:
    {type: integer, default: 1, min: 0, max: 7, step: 1, unit: days,
     note: "proposal; an observation that leads into a stay so soon is settled with it"}
  known_from: {type: string, default: "2025-01-01", note: "first day of the catalogue that the lists were read against; a limit without a first day of its own finds suspects only before it"}
unmoved_by:
  cut_the_hour: "the limit is of the kind of visit"
  post_at_settlement: "the limit is of the kind of visit"
  home_bed: "what is paid in emergencies only is not paid in a bed at home"
  newborn_on_mothers_card: "the limit is of the kind of visit, whoever is treated"
  sex_and_birth_unknown: "the limit is of the kind of visit, whoever is treated"
  sell_by_unit: "the limit is of the kind of visit, however little was charged"
message: "{item_name} charged in a visit of class {class}; the fund pays it only in {allowed}"
message_zh: "{item_name} 在{class_zh}收费，该药限{allowed_zh}支付"
innocent_when:
  - an emergency outside the emergency room was settled as an ordinary visit and no rescue was charged (suspect, not definite)
  - an observation or a bed at home that the department does not show (suspect where no department was sent, or only its code)
  - a stay in another region follows, which the data do not hold
  - the region pays registered special diseases as it pays stays (suspect where the visit is one)
  - days under observation are settled as a stay in the region (suspect where the department tells of them)
  - death in the emergency room, which many regions settle as a stay (suspect where the register of persons has it)
innocent_when_zh:
  - 急诊室以外的急抢救按普通门诊结算且未收抢救费（仅列可疑）
  - 科室名称未体现的留观、家庭病床（未上传科室或仅有院内编码者仅列可疑）
  - 随后在外地住院，数据中没有
  - 当地门诊慢特病参照住院支付（门诊慢特病仅列可疑）
  - 当地留观按住院结算（科室可见留观者仅列可疑）
  - 急诊抢救死亡按住院结算（参保人登记有死亡日期者仅列可疑）
verify_by:
  - emergency and rescue records of the day
  - the observation record
verify_by_zh:
  - 查急诊抢救记录
  - 查留观病历
tolerates: [person, person.died_on, encounter.visit_type, encounter.ended_at, encounter.main_diagnosis, encounter.department, claim_line.department, claim_line.item_name]
source: [national knowledge batch 4, revision 2026-01, rule catalogue drug_visit_type]
note: >-
  The class of a visit comes from its kind of settlement, which an emergency outside the emergency room does
  not have: a drug that emergencies are paid is a suspect only, and none where the visit was charged a rescue
  or the department is one of emergencies (stroke, chest pain, trauma, poisoning, intensive care, catheter
  laboratory). Day surgery and beds at home are stays.
note_zh: 就医方式取自结算类别，急诊室以外的急诊没有专门类别：限急抢救的药品只作疑似；该次就诊收有抢救费，或科室属急救性质（卒中、胸痛、创伤、中毒、重症、导管室）的，不判。日间手术和家庭病床按住院计。
--- */
with
-- one row per charge outside the classes of visit that the fund pays the drug in
outside as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, limited.item_name, line.item_code) as item_name,
        line.covered_amount, encounter.class, limited.allows_inpatient, limited.allows_emergency,
        -- days under observation lead into the stay by their last
        greatest(cast(coalesce(encounter.ended_at, line.charged_at) as date), line.charged_on) as until_on,
        case when limited.valid_from is null and line.charged_on < cast($known_from as date) then 1 else 0 end as is_before_known,
        -- a code of the house tells no place
        not regexp_matches(concat_ws('', encounter.department, line.department), '[一-龥]') as is_place_unknown,
        -- who lies under observation is fed as on a ward, and some regions settle it as a stay
        regexp_matches(concat_ws(' ', encounter.department, line.department), '留观|观察') as is_observed,
        -- many regions pay a registered special disease as they pay stays
        coalesce(starts_with(encounter.visit_type, '14'), false) as is_special_disease,
        -- who died in the emergency room, settled as one or as a clinic, before a bed was found is settled as a stay in many regions
        (encounter.class = 'emergency' or regexp_matches(concat_ws(' ', encounter.department, line.department), '急诊|急救|抢救'))
        and coalesce(date_diff('day', cast(encounter.started_at as date), person.died_on) between 0 and 3, false) as has_died
    from derived.net_line_scan as line
    inner join drug_visit as limited on line.item_code = limited.item_code
    inner join encounter on line.encounter_id = encounter.encounter_id
    left join person on encounter.person_id = person.person_id
    where
        limited.doubt is null
        and line.charged_on >= coalesce(limited.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited.valid_to, date '2200-01-01')
        and not (limited.allows_inpatient and encounter.class = 'inpatient')
        and not (limited.allows_emergency and encounter.class = 'emergency')
        -- what the emergency room gave before the stay may be settled with it
        and not (
            limited.allows_emergency
            and encounter.class = 'inpatient'
            and line.charged_at < encounter.started_at
        )
        -- emergency and observation rooms settle as outpatients too
        and not (
            limited.allows_emergency
            and regexp_matches(concat_ws(' ', encounter.department, line.department), '急诊|急救|抢救|留观|观察室|卒中|胸痛|创伤(中心|急|救|单元)|绿色通道|中毒|导管|介入|重症|ICU|(^|[^0-9])120([^0-9]|$)')
        )
        -- day surgery and beds at home are stays by another name
        and not (
            limited.allows_inpatient
            and regexp_matches(concat_ws(' ', encounter.department, line.department), '日间|家庭病床|家床')
        )
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    -- a row of the list that stands twice counts once
    qualify row_number() over (partition by line.claim_line_id order by limited.allows_emergency desc) = 1
),

-- a bed was charged on the visit: a day ward by another name
bedded as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    semi join outside -- gate: equivalent, bounds work
        on line.encounter_id = outside.encounter_id -- gate: equivalent, bounds work
    where line.category = 'bed'
),

-- names of items are few, lines are many
rescue_name as (
    select item_name
    from derived.charged_item
    where regexp_matches(item_name, '抢救|心肺复苏|除颤|洗胃|溶栓|气管插管')
),

-- a rescue was charged: an emergency wherever it was
rescued as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    semi join outside -- gate: equivalent, bounds work
        on line.encounter_id = outside.encounter_id -- gate: equivalent, bounds work
    where
        line.category not in ('western_drug', 'patent_tcm', 'consumable')
        and line.item_name in (select rescue_name.item_name from rescue_name)
),

-- the day lies within a stay or just before one
around_stay as (
    select distinct outside.claim_line_id
    from outside
    inner join derived.stay as stay on outside.person_id = stay.person_id
    where
        outside.allows_inpatient
        and date_diff('day', outside.until_on, stay.admitted_on) <= $admitted_within_days
        and outside.charged_on <= coalesce(stay.discharged_on, date '2200-01-01')
)

select
    outside.encounter_id as subject_id,
    outside.provider_id,
    outside.person_id,
    outside.item_code,
    min(outside.item_name) as item_name,
    min(outside.class) as class,
    case min(outside.class)
        when 'outpatient' then '门诊' when 'pharmacy' then '药店' when 'emergency' then '急诊' else '住院'
    end as class_zh,
    case
        when bool_and(outside.allows_inpatient and outside.allows_emergency) then 'hospital stays and emergencies'
        when bool_and(outside.allows_inpatient) then 'hospital stays'
        else 'emergencies'
    end as allowed,
    case
        when bool_and(outside.allows_inpatient and outside.allows_emergency) then '住院和急抢救'
        when bool_and(outside.allows_inpatient) then '住院'
        else '急抢救'
    end as allowed_zh,
    case
        when bool_or(outside.allows_emergency or outside.is_place_unknown or outside.is_special_disease or outside.is_observed or outside.has_died) or max(outside.is_before_known) = 1 then 'suspect'
        when max(bedded.encounter_id) is not null then 'suspect'
    end as certainty,
    cast(sum(outside.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(outside.claim_line_id) as claim_line_ids,
    [outside.encounter_id] as encounter_ids,
    min(outside.charged_on) as occurred_from,
    max(outside.charged_on) as occurred_to
from outside
left join bedded on outside.encounter_id = bedded.encounter_id
anti join around_stay on outside.claim_line_id = around_stay.claim_line_id
anti join rescued on outside.encounter_id = rescued.encounter_id and outside.allows_emergency
group by outside.encounter_id, outside.provider_id, outside.person_id, outside.item_code
