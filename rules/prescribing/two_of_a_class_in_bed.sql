/* ---
title: Two drugs of one class given day after day in one stay
title_zh: 住院期间连日同用两种同类药品
official: GZ10000301006000
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [drug_class, item_name, kept_name]
scope: encounter
basis: [条例15, 条例38(二)]
parameters:
  classes: {type: list, default: [A02BC, C10AA], note: "classes of which one drug at a time does all that the class can: inhibitors of the proton pump, statins"}
  least_days: {type: integer, default: 3, min: 2, max: 14, step: 1, unit: days of the stay, note: "a proposal; on the day of a change both are charged, and the box of the first may be booked on the next"}
  injected: {type: string, default: "注射", note: names of what is injected}
  salt_or_form: {type: string, default: "(盐酸|硫酸|磷酸|醋酸|钙|钠|镁|锌|酯)|注射(用|液)|肠溶|缓释|片|软?胶囊|颗粒|口服(溶液|混悬)?液?|干混悬剂", note: what of a drug's name says no more than its salt and its form}
message: "{item_name} on {days} days beside {kept_name}, which does the same"
message_zh: "{kept_name} 与 {item_name} 同属一类，同日使用 {days} 天"
evidence: {kept: {claim_line: kept_line_ids}}
innocent_when:
  - one was given up for the other (left out below {least_days} days, and where one is injected and the other swallowed)
  - mother and newborn on one account (left out where the newborn mark or the diagnosis tells)
  - the bill was booked for many days at once (left out where no day is told)
innocent_when_zh:
  - 换药（不足 {least_days} 天的，以及注射换口服的，已排除）
  - 母婴记在同一账户（按新生儿标志、诊断识别，已排除）
  - 多日费用集中记账，无法分辨日期的（已排除）
verify_by:
  - the orders of the days and when the first drug was stopped
verify_by_zh:
  - 核对各日医嘱及停药时间
tolerates: [encounter.is_newborn, encounter.main_diagnosis, encounter.department, diagnosis, diagnosis.code, diagnosis.encounter_id, claim_line.original_line_id, claim_line.is_discharge_drug, claim_line.item_name, claim]
judged: select count(*) from derived.stay where not is_refunded
source: [rule catalogue duplicate_therapy]
note: >-
  The half of duplicate_therapy that is about beds. The class is the fourth level of the classification within the
  national drug code, the substance the name without salt and form. Of the two, the one that cost less on these days is at risk.
note_zh: duplicate_therapy 只看门急诊和药店，本规则看住院。药品分类取国家药品编码中的 ATC 四级；两种药中这些日子金额较低的一种为疑点。
--- */
with
drug_code as (
    select distinct item_code
    from derived.charged_item
    where list_contains($classes, substr(item_code, 2, 5)) and starts_with(item_code, 'X')
),

given as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.covered_amount,
        coalesce(line.item_name, '') as item_name,
        substr(line.item_code, 2, 5) as drug_class,
        -- one stay, class and way of giving
        concat_ws(
            ' ', line.encounter_id, substr(line.item_code, 2, 5),
            case when regexp_matches(coalesce(line.item_name, ''), $injected) then 'injected' else 'swallowed' end
        ) as course,
        regexp_replace(
            regexp_replace(coalesce(line.item_name, ''), '[^一-龥].*$', ''), $salt_or_form, '', 'g'
        ) as substance
    from derived.net_line_scan as line
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    -- moments at which many days were booked tell no day
    left join derived.joint_posting as posting
        on line.encounter_id = posting.encounter_id and line.charged_at = posting.charged_at
    where
        line.item_code in (select drug_code.item_code from drug_code)
        and not stay.is_newborn
        and not coalesce(regexp_matches(stay.main_diagnosis, '^(P|Z38)'), false)
        and line.covered_amount > 0
        and not coalesce(line.is_discharge_drug, false)
        and coalesce(posting.tells_day, true)
),

given_day as (
    select
        course, substance, concat(course, ' ', cast(charged_on as varchar)) as course_day,
        charged_on,
        min(encounter_id) as encounter_id, min(person_id) as person_id, min(provider_id) as provider_id,
        min(drug_class) as drug_class,
        min(item_name) as item_name,
        sum(covered_amount) as covered_amount,
        list(claim_line_id) as claim_line_ids
    from given
    group by course, substance, charged_on
)

-- each beside another of its class, day by day; the cheaper of the two is at risk
select
    min(one.encounter_id) as subject_id,
    min(one.provider_id) as provider_id,
    min(one.person_id) as person_id,
    min(one.drug_class) as drug_class,
    min(one.item_name) as item_name,
    min(two.item_name) as kept_name,
    count(*) as days,
    cast(sum(one.covered_amount) as decimal(18, 2)) as amount_at_risk,
    flatten(list(one.claim_line_ids)) as claim_line_ids,
    flatten(list(two.claim_line_ids)) as kept_line_ids,
    [min(one.encounter_id)] as encounter_ids,
    min(one.charged_on) as occurred_from,
    max(one.charged_on) as occurred_to
from given_day as one
inner join given_day as two
    on
        one.course_day = two.course_day
        and one.substance <> two.substance -- gate: equivalent, nothing costs less than itself
group by one.course, one.substance, two.substance
having
    count(*) >= $least_days
    and (
        sum(one.covered_amount) < sum(two.covered_amount)
        or (sum(one.covered_amount) = sum(two.covered_amount) and one.substance > two.substance)
    )
