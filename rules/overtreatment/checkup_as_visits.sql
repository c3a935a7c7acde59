/* ---
title: A health check of many people settled as visits of the ill
title_zh: 集中体检套为门诊就医结算（同日或一周内多人同组检查、无用药）
official: none
version: 6
status: stable
certainty: suspect
subject: provider
identity: [visited_on, tests, first_item, last_item]
scope: provider
parts: [examined]
basis: [条例15, 条例38(六)]
parameters:
  min_persons: {type: integer, default: 15, min: 5, step: 1, unit: persons with the same tests on one day, note: a proposal}
  min_persons_of_week: {type: integer, default: 25, min: 10, step: 1, unit: persons with the same tests and diagnosis within seven days, note: a proposal; a firm sends its people by turns}
  min_tests: {type: integer, default: 6, min: 3, step: 1, unit: different tests of a visit, note: a proposal}
  check_pattern: {type: string, default: "^Z(00|02|10)", note: "diagnoses that say themselves that nobody is ill"}
  min_tests_of_check: {type: integer, default: 3, min: 2, step: 1, unit: different tests of a visit, note: "a proposal; where the diagnosis itself says a health check"}
  token_share: {type: decimal, default: 0.02, min: 0, max: 0.5, step: 0.01, unit: of the tests, note: "a proposal; one drug worth less makes no patient of a person who was checked"}
  outbreak_pattern: {type: string, default: "^(A|B|J09|J1|T|U07|Z20|Z57|O|Z3[2-6])", note: "infections, poisonings and contacts, which bring many people with one question, and pregnancies, whose tests are laid down"}
  admission_days: {type: integer, default: 7, min: 0, max: 30, step: 1, unit: days, note: "a proposal; who is admitted so soon was tested for it"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "from {first_on} to {visited_on} {persons} persons had the same {tests} tests and no drug but a token, {amount_each} yuan each"
message_zh: "{first_on} 至 {visited_on} 门诊 {persons} 人检查检验项目完全相同（{tests} 项，每人 {amount_each} 元）且均未用药或仅有象征性用药"
innocent_when:
  - infections, poisonings and contacts, and pregnancies (left out by the diagnosis)
  - tests before an operation, or of the chronically ill who fetch their drugs on another number (left out where the person is admitted within {admission_days} days or is treated that day)
  - the yearly examination that a special outpatient scheme pays
  - what the patients or their employer paid (not covered, left out)
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
innocent_when_zh:
  - 传染病、中毒及接触者、孕产妇（按诊断已排除）
  - 术前检查，或慢性病患者检查、取药分号（{admission_days} 天内住院或当日另号有用药、治疗的已排除）
  - 门诊慢特病政策规定的年度复查
  - 单位或个人自费体检（未纳入医保，已排除）
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
verify_by:
  - the lists of the public health service and of firms; who paid for the check
  - ask the people what they came for
verify_by_zh:
  - 核对基本公共卫生体检名单、单位体检合同及经费
  - 询问参保人就诊原因
tolerates: [claim, encounter.main_diagnosis, claim_line.original_line_id, claim.original_claim_id]
judged: select count(distinct provider_id) from encounter where class = 'outpatient'
source: ["2025-hospital 1", "published reports of inspections: checks of the old paid twice"]
note: Where the diagnosis itself says a health check, min_tests_of_check are enough. Visits with the same number of tests, the same first and last code and the same sum are the same check. A check that took a week is told by its one diagnosis too, and shown once where no single day shows it.
note_zh: 诊断本身即为健康查体的，检查项目达 min_tests_of_check 项即判断。项目数、首末项目编码和金额均相同的视为同一组检查；分散在一周内的另须主诊断相同，单日已达人数的不重复认定。
--- */
with
-- enough tests, and nothing that a patient gets: who was given a drug or treated came as a patient
tested as (
    select charge.encounter_id
    from derived.claim_charge as charge
    -- what was not delivered may be a drug or a treatment
    anti join derived.undelivered_charge as undelivered
        on charge.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    group by charge.encounter_id
    having
        sum(covered_tests) >= least($min_tests, $min_tests_of_check) -- gate: equivalent, bounds work
        and (
            sum(covered_treatments) = 0
            -- one tablet for everybody is a token
            or (
                sum(covered_treatments) = 1
                and sum(drug_amount + treatment_amount + surgery_amount) <= $token_share * sum(test_amount)
            )
        )
),

test_line as (
    select
        line.encounter_id, line.person_id, line.provider_id, line.claim_line_id, line.item_code,
        line.covered_amount, cast(encounter.started_at as date) as visited_on,
        coalesce(encounter.main_diagnosis, '') as main_diagnosis
    from derived.net_claim_line as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        line.encounter_id in (select tested.encounter_id from tested)
        and coalesce(line.category in ('laboratory', 'examination'), false)
        and line.covered_amount > 0
        and encounter.class = 'outpatient'
        and not regexp_matches(coalesce(encounter.main_diagnosis, ''), $outbreak_pattern)
),

tested_visit as (
    select
        encounter_id, person_id, provider_id, visited_on, main_diagnosis,
        count(distinct item_code) as tests,
        min(item_code) as first_item,
        max(item_code) as last_item,
        sum(covered_amount) as amount,
        list(claim_line_id) as claim_line_ids
    from test_line
    group by encounter_id, person_id, provider_id, visited_on, main_diagnosis
),

-- who is admitted within days was tested for it, and who got a drug or a treatment on another number that day is ill
came_ill as (
    select tested_visit.encounter_id
    from tested_visit
    inner join encounter
        on tested_visit.person_id = encounter.person_id and tested_visit.provider_id = encounter.provider_id
    where
        encounter.class = 'inpatient'
        and date_diff('day', tested_visit.visited_on, encounter.started_at) between 0 and $admission_days
    union
    select tested_visit.encounter_id
    from tested_visit
    inner join encounter
        on
            tested_visit.person_id = encounter.person_id
            and tested_visit.provider_id = encounter.provider_id
            and tested_visit.visited_on = cast(encounter.started_at as date)
    inner join derived.claim_charge as charge on encounter.encounter_id = charge.encounter_id
    group by tested_visit.encounter_id
    having
        sum(charge.drug_amount + charge.treatment_amount + charge.surgery_amount)
        > $token_share * min(tested_visit.amount)
),

examined as (
    select
        encounter_id, person_id, provider_id, visited_on, tests, first_item, last_item, amount, claim_line_ids,
        concat_ws(' ', provider_id, cast(tests as varchar), first_item, last_item, cast(amount as varchar)) as checkup,
        concat_ws(
            ' ', provider_id, cast(tests as varchar), first_item, last_item, cast(amount as varchar), main_diagnosis
        ) as checkup_for
    from tested_visit
    anti join came_ill on tested_visit.encounter_id = came_ill.encounter_id
    where
        tests >= case
            -- what nobody is ill for is never paid, however short
            when regexp_matches(main_diagnosis, $check_pattern) then least($min_tests, $min_tests_of_check)
            else $min_tests
        end
),

-- a check of one day
checked_day as (
    select
        checkup, visited_on,
        min(visited_on) as first_on,
        min(provider_id) as provider_id,
        min(tests) as tests,
        min(first_item) as first_item,
        min(last_item) as last_item,
        min(amount) as amount,
        count(distinct person_id) as persons,
        sum(amount) as amount_at_risk,
        flatten(list(claim_line_ids)) as claim_line_ids,
        list(encounter_id) as encounter_ids
    from examined
    group by checkup, visited_on
    having count(distinct person_id) >= $min_persons
),

-- how many visits of the same check, for the same reason, the week that ends on the day holds
week as (
    select
        checkup, checkup_for, visited_on,
        count(encounter_id) over (
            partition by checkup_for
            order by date_diff('day', date '2000-01-01', visited_on)
            range between 6 preceding and current row
        ) as visits
    from examined
),

-- the fullest week of a check that no single day shows
fullest as (
    select week.checkup_for, week.visited_on
    from week
    anti join checked_day on week.checkup = checked_day.checkup
    qualify
        row_number() over (partition by week.checkup_for order by week.visits desc, week.visited_on) = 1
),

checked_week as (
    select
        fullest.checkup_for, fullest.visited_on,
        min(examined.visited_on) as first_on,
        min(examined.provider_id) as provider_id,
        min(examined.tests) as tests,
        min(examined.first_item) as first_item,
        min(examined.last_item) as last_item,
        min(examined.amount) as amount,
        count(distinct examined.person_id) as persons,
        sum(examined.amount) as amount_at_risk,
        flatten(list(examined.claim_line_ids)) as claim_line_ids,
        list(examined.encounter_id) as encounter_ids
    from fullest
    inner join examined
        on
            fullest.checkup_for = examined.checkup_for
            and date_diff('day', examined.visited_on, fullest.visited_on) between 0 and 6
    group by fullest.checkup_for, fullest.visited_on
    having count(distinct examined.person_id) >= $min_persons_of_week
),

checked as (
    select
        provider_id, visited_on, tests, first_item, last_item, amount, first_on, persons, amount_at_risk,
        claim_line_ids, encounter_ids
    from checked_day
    union all
    select
        provider_id, visited_on, tests, first_item, last_item, amount, first_on, persons, amount_at_risk,
        claim_line_ids, encounter_ids
    from checked_week
)

select
    provider_id as subject_id, provider_id, visited_on, first_on, tests, first_item, last_item, persons,
    cast(amount as decimal(18, 2)) as amount_each,
    cast(amount_at_risk as decimal(18, 2)) as amount_at_risk,
    claim_line_ids, encounter_ids,
    first_on as occurred_from,
    visited_on as occurred_to
from checked
