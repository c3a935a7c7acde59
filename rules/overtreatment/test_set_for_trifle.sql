/* ---
title: A set of tests for nearly everybody with a mild illness
title_zh: 轻症患者普遍开展成套检查
official: GZ10000302001000
version: 4
status: stable
certainty: suspect
subject: provider
identity: [illness, setting, year]
scope: all
basis: [条例15, 条例38(二), 典型问题清单(2025)]
parameters:
  least_visits: {type: integer, default: 30, min: 1, max: 10000, step: 5, unit: "visits or stays of the illness in a year, here and elsewhere", note: a proposal}
  least_share: {type: decimal, default: 0.5, min: 0.2, max: 1, step: 0.1, unit: of them have the test, note: a proposal}
  least_ratio: {type: decimal, default: 3, min: 1.5, max: 20, step: 0.5, unit: times the share elsewhere, note: a proposal}
  least_peers: {type: integer, default: 2, min: 1, max: 100, step: 1, unit: other providers with the illness}
  least_tests: {type: integer, default: 3, min: 1, max: 20, step: 1, unit: such tests, note: "a proposal: one test is a habit of a house, three are a set"}
  least_yuan: {type: decimal, default: 100, min: 0, step: 10, unit: "yuan of these tests a visit, all visits counted", note: a proposal}
  scope: {type: string, default: "((胃|肠|喉|膀胱|宫腔|支气管|气管|内)镜|镜检查)", note: names of a look inside; the blood of whoever is to have one is tested first}
  children: {type: string, default: "儿", note: "departments of children, who are compared with children"}
message: "{note}: {tests} tests with more than half of {visits} {setting} visits in {year} ({test_names}), elsewhere at most a third as often; {yuan_each} yuan a visit"
message_zh: "{year} 年{setting_zh}{note} {visits} 例，{tests} 项检查半数以上患者均做（{test_names}），其他 {peers} 家不足其三分之一；例均 {yuan_each} 元"
innocent_when:
  - a look inside and the tests before it (visits with one are left out)
  - a specialised house to which the others send what they cannot explain
  - a study or a screening programme that the authority ordered
innocent_when_zh:
  - 内镜检查及检查前的感染筛查等（含内镜的就诊已排除）
  - 专科机构接收他院转来的疑难病例
  - 主管部门组织的筛查或研究项目
verify_by:
  - the order sets of the department, and what followed from ten of the results
  - whether the machines and the reports are there
verify_by_zh:
  - 核查科室医嘱套餐，抽查十例结果及后续处置
  - 核查设备及检查报告
tolerates: [provider, provider.level, encounter.department, claim_line.item_name, claim, claim.original_claim_id, claim_line.original_line_id]
judged: select count(distinct provider_id) from encounter where class in ('outpatient', 'emergency', 'inpatient')
source: ["problem list 2025-hospital no. 102-126: tests without indication for everybody", rule catalogue item_usage_rate]
note: >-
  Mild illnesses are those of outpatient_diagnosis, by the main diagnosis and its first three characters. Only
  tests that the others hardly use, three of them and more; visits with a look inside are left out. A hospital is held against hospitals. item_usage_rate judges single listed tests of stays.
note_zh: 轻症取自 outpatient_diagnosis，按主诊断前三位归并。仅计其他机构少做的检查，且须三项以上；含内镜检查的就诊不计；二级以上医院只与二级以上医院比较；住院单项检查的使用率由 item_usage_rate 判断。
--- */
with
mild_code as (
    select
        seen.code, substr(seen.code, 1, 3) as illness, min(mild.note) as note,
        mild.valid_from, mild.valid_to
    from (select distinct main_diagnosis as code from encounter) as seen
    inner join outpatient_diagnosis as mild on starts_with(seen.code, mild.diagnosis_prefix)
    group by seen.code, mild.valid_from, mild.valid_to
),

-- a look inside is no trifle, whatever it finds
looked_inside as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    inner join (
        select distinct item_name
        from derived.charged_item
        where regexp_matches(coalesce(item_name, ''), $scope)
    ) as scope_item on line.item_name = scope_item.item_name
    where line.category in ('examination', 'treatment', 'surgery')
),

visit as (
    select
        encounter.encounter_id, encounter.provider_id, mild_code.illness, mild_code.note,
        year(encounter.started_at) as year,
        coalesce(provider.level >= 2, false) as is_upper,
        case when encounter.class = 'inpatient' then 'inpatient' else 'outpatient' end as setting,
        concat(
            mild_code.illness, ' ', encounter.class = 'inpatient', ' ', year(encounter.started_at), ' ',
            regexp_matches(coalesce(encounter.department, ''), $children)
        ) as kind_key,
        concat(
            encounter.provider_id, ' ', mild_code.illness, ' ', encounter.class = 'inpatient', ' ',
            year(encounter.started_at), ' ', regexp_matches(coalesce(encounter.department, ''), $children)
        ) as use_key
    from encounter
    inner join mild_code
        on
            encounter.main_diagnosis = mild_code.code
            and cast(encounter.started_at as date) >= coalesce(mild_code.valid_from, date '1900-01-01')
            and cast(encounter.started_at as date) < coalesce(mild_code.valid_to, date '2200-01-01')
    left join provider on encounter.provider_id = provider.provider_id
    anti join derived.taken_back_visit as taken_back on encounter.encounter_id = taken_back.encounter_id
    anti join looked_inside on encounter.encounter_id = looked_inside.encounter_id
    -- a pharmacy tests nobody
    where encounter.class in ('outpatient', 'emergency', 'inpatient')
    qualify row_number() over (partition by encounter.encounter_id order by mild_code.valid_from nulls first) = 1
),

-- one row per house and illness
visits_of as (
    select
        use_key, kind_key, min(provider_id) as provider_id, min(illness) as illness, min(note) as note,
        min(year) as year, min(setting) as setting, bool_or(is_upper) as is_upper, count(encounter_id) as visits
    from visit
    group by use_key, kind_key
),

-- a hospital is held against hospitals: a village room that renews prescriptions has no laboratory
compared as (
    select
        use_key, provider_id, illness, note, year, setting, visits,
        case
            when is_upper then sum(case when is_upper then 1 else 0 end) over (partition by kind_key)
            else count(*) over (partition by kind_key)
        end - 1 as peers,
        case
            when is_upper then sum(case when is_upper then visits else 0 end) over (partition by kind_key)
            else sum(visits) over (partition by kind_key)
        end - visits as peer_visits
    from visits_of
),

-- one row per house, illness and test: how many visits had it
test_use as (
    select
        visit.use_key, visit.kind_key, line.item_code,
        min(line.item_name) as item_name,
        bool_or(visit.is_upper) as is_upper,
        count(distinct visit.encounter_id) as users,
        sum(line.covered_amount) as amount
    from derived.net_line_scan as line
    inner join visit on line.encounter_id = visit.encounter_id
    where coalesce(line.category in ('examination', 'laboratory'), false) and line.covered_amount > 0
    group by visit.use_key, visit.kind_key, line.item_code
),

test_of_kind as (
    select
        use_key, item_code, item_name, users, amount,
        case
            when is_upper then sum(case when is_upper then users else 0 end) over (partition by kind_key, item_code)
            else sum(users) over (partition by kind_key, item_code)
        end - users as peer_users
    from test_use
),

widespread as (
    select test.use_key, test.item_code, test.item_name, test.amount
    from test_of_kind as test
    inner join compared on test.use_key = compared.use_key
    where
        compared.visits >= $least_visits
        and compared.peer_visits >= $least_visits
        and compared.peers >= $least_peers
        and test.users >= $least_share * compared.visits
        and test.users * compared.peer_visits >= $least_ratio * test.peer_users * compared.visits
),

set_of_tests as (
    select
        compared.use_key, compared.provider_id, compared.illness, compared.note, compared.year, compared.setting,
        compared.visits, compared.peers,
        count(widespread.item_code) as tests,
        string_agg(widespread.item_name, '、' order by widespread.item_code) as test_names,
        cast(round(sum(widespread.amount) / nullif(compared.visits, 0), 2) as decimal(18, 2)) as yuan_each
    from widespread
    inner join compared on widespread.use_key = compared.use_key
    group by
        compared.use_key, compared.provider_id, compared.illness, compared.note, compared.year, compared.setting,
        compared.visits, compared.peers
    having
        count(widespread.item_code) >= $least_tests
        and sum(widespread.amount) >= $least_yuan * compared.visits
),

-- the visits of those houses for that illness, and the tests: few of all
tested as (
    select found.use_key, visit.encounter_id, widespread.item_code
    from set_of_tests as found
    inner join widespread on found.use_key = widespread.use_key
    inner join visit on found.use_key = visit.use_key
)

select
    found.provider_id as subject_id, found.provider_id, found.illness, found.note, found.year, found.setting,
    case found.setting when 'inpatient' then '住院' else '门诊' end as setting_zh,
    found.visits, found.peers, found.tests, found.test_names, found.yuan_each,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from set_of_tests as found
inner join tested on found.use_key = tested.use_key
inner join derived.net_line_scan as line
    on tested.encounter_id = line.encounter_id and tested.item_code = line.item_code
where
    line.covered_amount > 0
    -- as they were counted
    and coalesce(line.category in ('examination', 'laboratory'), false)
group by
    found.use_key, found.provider_id, found.illness, found.note, found.year, found.setting, found.visits, found.peers,
    found.tests, found.test_names, found.yuan_each
