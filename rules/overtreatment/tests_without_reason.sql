/* ---
title: A set of tests for which no diagnosis of the person calls, stay after stay
title_zh: 多项重点监控检查检验与全部诊断均不相关（套餐式检查）
official: GZ10000302001000
version: 2
status: stable
certainty: suspect
subject: encounter
scope: provider
joins: written
basis: [条例15, 条例38(二), 典型问题清单(2025)]
parameters:
  least_tests: {type: integer, default: 5, min: 2, max: 20, step: 1, unit: rows of the problem lists without a diagnosis for them, note: "a proposal; one or two are a doctor's thought, five unlike ones are a set"}
  least_stays: {type: integer, default: 3, min: 1, max: 100, step: 1, unit: such stays at the hospital, note: a proposal}
  least_share: {type: decimal, default: 0.1, min: 0, max: 1, step: 0.05, unit: share of the stays with as many of the tests, note: "a proposal; of a thousand stays that were looked into all over a few lack a diagnosis"}
  for_theatre: {type: string, default: "D.?二聚体|血栓弹力|胸|心动图|心脏彩色|左心功能|室壁运动|四肢.*血管", note: what is looked at before an operation whatever it is for}
  searched: {type: string, default: "^(R18|R40|R50|R57|R59|R63[.]?4|R64|R65|A4[01]|C80|Z00[.]?5|Z52|Z94)", note: "signs behind which anything may be, and donors and bearers of organs"}
  grave: {type: string, default: "(重症监护|特级护理|呼吸机|辅助通气|抢救|血液净化)", note: names of care under which everything is measured}
message: "{tests} tests of the problem lists ({test_names}), none called for by {diagnoses}; {such} such [such:stay|stays] at the hospital"
message_zh: "{tests} 项清单所列检查检验（{test_names}）与诊断 {diagnoses} 均不相关；该机构此类住院 {such} 例"
innocent_when:
  - the diagnoses of the settlement list are incomplete
  - a work-up of somebody gravely ill (left out where the care shows it)
  - a screening that the authority ordered
  - tests before an operation (left out where one was charged and the tests are such), a search for the cause of a fever or of lost weight (left out where a diagnosis says so)
innocent_when_zh:
  - 结算清单诊断填报不全
  - 危重患者全面评估（重症监护、抢救等可见者已排除）
  - 主管部门组织的筛查
  - 手术前常规评估（收有手术费且属术前检查的已排除），发热、消瘦等待查（诊断可见者已排除）
verify_by:
  - the set of orders on admission, and what followed from the results
verify_by_zh:
  - 核查入院医嘱套餐及检查结果的后续处置
tolerates: [encounter.main_diagnosis, claim_line.item_name, claim_line.covered_amount]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: ["problem list 2025 no. 80, 82, 91-93, 102-126"]
note: >-
  Tests and what calls for them come from problem_usage; several items of one row count once. A diagnosis in any other
  visit of the person calls too. What a whole hospital does to everybody is item_usage_rate's.
note_zh: 检查检验及相应诊断取自 problem_usage，同一条目的多个项目计一项；参保人其他就诊中的诊断一并认可。全院普遍开展由 item_usage_rate 判断。
--- */
with
listed_item as (
    select
        item.item_code, item.item_name, usage.indication_pattern,
        concat(usage.list_edition, ' ', usage.list_no, ' ', cast(usage.seq as varchar)) as list_key,
        coalesce(usage.valid_from, date '1900-01-01') as valid_from,
        coalesce(usage.valid_to, date '2200-01-01') as valid_to
    from derived.listed_item as item
    inner join problem_usage as usage on item.named_by = concat(usage.item_prefix, '/', usage.name_pattern)
),

tested as (
    select
        line.encounter_id, line.person_id, line.provider_id, line.claim_line_id, line.covered_amount,
        coalesce(line.item_name, line.item_code) as item_name,
        listed_item.list_key, listed_item.indication_pattern
    from derived.net_line_scan as line
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    inner join listed_item
        on
            line.item_code = listed_item.item_code
            and coalesce(line.item_name, '') = coalesce(listed_item.item_name, '')
    where
        line.item_code in (select item_code from listed_item) -- gate: equivalent, bounds work
        and not stay.is_refunded -- gate: equivalent, of a stay taken back no line is left
        and line.covered_amount > 0
        and line.charged_on >= listed_item.valid_from
        and line.charged_on < listed_item.valid_to
),

-- enough of them for a set, before anybody's diagnoses are read
many as (
    select encounter_id, person_id, provider_id
    from tested
    group by encounter_id, person_id, provider_id
    having count(distinct list_key) >= $least_tests
),

-- of stays with an operation, what is looked at before it
operated as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    semi join many -- gate: equivalent, bounds work
        on line.encounter_id = many.encounter_id -- gate: equivalent, bounds work
    where line.category = 'surgery'
),

for_theatre as (
    select tested.claim_line_id
    from tested
    semi join operated on tested.encounter_id = operated.encounter_id
    where regexp_matches(tested.item_name, $for_theatre)
),

-- what the stay and every other visit of the person names
stated as (
    select distinct many.encounter_id, diagnosis.code
    from many
    inner join encounter on many.person_id = encounter.person_id
    inner join derived.encounter_diagnosis as diagnosis on encounter.encounter_id = diagnosis.encounter_id
),

called as (
    select distinct tested.encounter_id, tested.list_key
    from tested
    inner join stated on tested.encounter_id = stated.encounter_id
    where regexp_matches(stated.code, tested.indication_pattern)
),

-- who is gravely ill is measured all over
grave_name as (
    select distinct item_name
    from derived.charged_item
    where regexp_matches(item_name, $grave)
),

grave as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    semi join grave_name on line.item_name = grave_name.item_name
    semi join many -- gate: equivalent, bounds work
        on line.encounter_id = many.encounter_id -- gate: equivalent, bounds work
),

-- anything may be behind it, or everything has to be known
searched as (
    select distinct encounter_id
    from stated
    where regexp_matches(code, $searched)
),

-- lines of a test that some row calls for: another row that names it too changes nothing
called_line as (
    select distinct tested.claim_line_id
    from tested
    inner join called on tested.encounter_id = called.encounter_id and tested.list_key = called.list_key
),

-- a line that two rows of the list name is one test
needless_line as (
    select
        tested.encounter_id, tested.person_id, tested.provider_id, tested.claim_line_id, tested.item_name,
        tested.covered_amount, min(tested.list_key) as list_key
    from tested
    -- without any diagnosis nothing is known
    semi join stated on tested.encounter_id = stated.encounter_id
    anti join called_line on tested.claim_line_id = called_line.claim_line_id
    anti join grave on tested.encounter_id = grave.encounter_id
    anti join searched on tested.encounter_id = searched.encounter_id
    anti join for_theatre on tested.claim_line_id = for_theatre.claim_line_id
    group by
        tested.encounter_id, tested.person_id, tested.provider_id, tested.claim_line_id, tested.item_name,
        tested.covered_amount
),

needless as (
    select
        encounter_id,
        min(person_id) as person_id,
        min(provider_id) as provider_id,
        count(distinct list_key) as tests,
        string_agg(distinct item_name, '、' order by item_name) as test_names,
        cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
        list(claim_line_id) as claim_line_ids
    from needless_line
    group by encounter_id
    having count(distinct list_key) >= $least_tests
),

told as (
    select encounter_id, string_agg(code, '、' order by code) as diagnoses
    from (
        select distinct needless.encounter_id, own.code
        from needless
        inner join derived.encounter_diagnosis as own on needless.encounter_id = own.encounter_id
    ) as own_code
    group by encounter_id
),

-- stays of the hospital with as many of the tests, called for or not
of_hospital as (
    select provider_id, count(encounter_id) as stays
    from many
    group by provider_id
),

counted as (
    select
        encounter_id, person_id, provider_id, tests, test_names, amount_at_risk, claim_line_ids,
        count(*) over (partition by provider_id) as such
    from needless
)

select
    counted.encounter_id as subject_id, counted.provider_id, counted.person_id, counted.tests, counted.test_names,
    coalesce(told.diagnoses, '') as diagnoses,
    counted.such, counted.amount_at_risk, counted.claim_line_ids,
    [counted.encounter_id] as encounter_ids,
    stay.admitted_on as occurred_from,
    stay.discharged_on as occurred_to
from counted
inner join derived.stay as stay on counted.encounter_id = stay.encounter_id
inner join of_hospital on counted.provider_id = of_hospital.provider_id
left join told on counted.encounter_id = told.encounter_id
where
    counted.such >= $least_stays
    and counted.such >= $least_share * of_hospital.stays
