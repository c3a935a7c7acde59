/* ---
title: A house gives albumin by habit to patients whose albumin nobody measures
title_zh: 普遍输注人血白蛋白而不测定白蛋白
official: GZ10000101008000
version: 4
status: stable
certainty: suspect
subject: provider
identity: [year]
scope: all
parts: [given, excused]
basis: [条例15, 条例38(六), 药品目录]
parameters:
  drug: {type: string, default: "^[^锝]{0,5}人血白蛋白", note: pattern of names of the drug}
  test: {type: string, default: "血清白蛋白|血浆白蛋白|^白蛋白|干(化学|式|片)[^前微]{0,3}白蛋白|^ALB([^A-Za-z]|$)|总蛋白|蛋白电泳|肝功|生化", note: "pattern of names of what tells the albumin, panels among them"}
  days_around: {type: integer, default: 30, min: 1, max: 180, step: 10, unit: days around the drug in which a test anywhere counts, note: a proposal}
  least_stays: {type: integer, default: 5, min: 1, max: 1000, step: 1, unit: such stays of the house within twelve months, note: "a proposal: one stay may have been tested privately"}
  least_share: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of its stays with the drug, note: a proposal}
  grave: {type: string, default: "^(A4[01]|R57|R65|J96|I46|T2[0-9]|T3[0-2]|T79|S[0-9]6)|抢救|重症监护|血浆置换|人工肝", note: "main diagnoses and charges of rescue and grave illness, for which the limit asks no value"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "{stays} of {users} stays with albumin in {year} without a measured albumin within {days_around} days and without rescue; {most_stays} within twelve months"
message_zh: "{year} 年使用人血白蛋白的 {users} 例住院中，{stays} 例前后 {days_around} 天内未测定白蛋白，亦无抢救、重症；连续十二个月内最多 {most_stays} 例"
innocent_when:
  - the tests were paid privately or made in another region
  - the laboratory charges its panels under a name of its own
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 检验自费或在外地完成
  - 检验套餐以自有名称收费
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the laboratory's results of ten of these stays, and what the order gives as the reason
verify_by_zh:
  - 抽查十例检验结果及医嘱用药理由
tolerates: [claim_line.local_item_name, encounter.main_diagnosis, claim_line.person_id, claim, claim_line.original_line_id]
judged: select count(distinct provider_id) from derived.stay where not is_refunded
source: ["payment limit of the drug catalogue: rescue and grave illness, or effusions of cirrhosis and cancer with albumin below 30 g/L"]
note: >-
  Who has albumin below 30 g/L was measured. Only a house that gives it to most unmeasured is named, and pharmacies
  are not. Twelve months begin or end with any of its stays with the drug: a habit does not end at New Year. What lies in them is told by the
  year of the admission.
note_zh: 支付条件要求白蛋白低于 30g/L，即应有测定。仅列出多数病例未测定的机构；药店不判。以任一例用药病例入院日为起点或终点，连续十二个月计算，跨年不中断；疑点按入院年度列示。
--- */
with
item as (
    select distinct coalesce(item_name, '') as item_name from derived.charged_item
),

drug_name as (
    select item_name from item where regexp_matches(item_name, $drug)
),

-- what excuses: a test, or a sign of rescue; a house may say it in words of its own alone
sign_name as (
    select item_name, regexp_matches(item_name, $test) as is_test
    from (
        select item_name from item
        union
        select local_item_name as item_name from derived.charged_item
    ) as said
    where regexp_matches(item_name, $test) or regexp_matches(item_name, $grave)
),

given as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.charged_on, line.covered_amount,
        stay.provider_id, stay.admitted_on, year(stay.admitted_on) as year,
        coalesce(regexp_matches(stay.main_diagnosis, $grave), false) as is_grave
    from derived.net_line_scan as line
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    -- what was not delivered may be the test
    anti join derived.undelivered_charge as undelivered
        on line.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    -- nor is it known what a line without a name is
    anti join derived.nameless_charge as nameless
        on line.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
    where
        coalesce(line.item_name, '') in (select drug_name.item_name from drug_name)
        and line.covered_amount > 0
),

-- tests of these persons, wherever made, and signs of rescue in the stay
sign as (
    select line.encounter_id, line.person_id, line.charged_on, sign_name.is_test
    from derived.net_line_scan as line
    inner join sign_name on sign_name.item_name in (coalesce(line.item_name, ''), coalesce(line.local_item_name, ''))
    where line.person_id in (select given.person_id from given) -- gate: equivalent, bounds the work
),

excused as (
    select distinct given.encounter_id
    from given
    inner join sign
        on
            given.person_id = sign.person_id
            and sign.is_test
            and abs(date_diff('day', given.charged_on, sign.charged_on)) <= $days_around
    union
    select distinct given.encounter_id
    from given
    inner join sign on given.encounter_id = sign.encounter_id
    union
    select encounter_id from given where is_grave
),

used as (
    select
        given.provider_id, given.encounter_id, given.year, given.admitted_on,
        max(case when excused.encounter_id is null then 1 else 0 end) as is_unmeasured
    from given
    left join excused on given.encounter_id = excused.encounter_id
    group by given.provider_id, given.encounter_id, given.year, given.admitted_on
),

-- what the house is known by: of the months before its first and after its last use nothing is told
known as (
    select
        provider_id, min(admitted_on) as first_on,
        cast(cast(max(admitted_on) + interval 1 day as date) - interval 1 year as date) as last_from_on
    from used
    group by provider_id
),

-- twelve months that begin or end with one of its stays: a habit does not end at New Year
begun as (
    select provider_id, admitted_on as from_on from used
    union
    select provider_id, cast(cast(admitted_on + interval 1 day as date) - interval 1 year as date) as from_on
    from used
),

span as (
    select distinct
        begun.provider_id,
        greatest(known.first_on, least(begun.from_on, known.last_from_on)) as from_on,
        cast(greatest(known.first_on, least(begun.from_on, known.last_from_on)) + interval 1 year as date) as until_on
    from begun
    inner join known on begun.provider_id = known.provider_id
),

habit as (
    select span.provider_id, span.from_on, span.until_on, sum(used.is_unmeasured) as stays
    from span
    inner join used
        on
            span.provider_id = used.provider_id
            and span.from_on <= used.admitted_on
            and span.until_on > used.admitted_on
    group by span.provider_id, span.from_on, span.until_on
    having sum(used.is_unmeasured) >= $least_stays and sum(used.is_unmeasured) >= $least_share * count(*)
),

-- unmeasured stays of such a time, each once, with the most that any of its times holds
habitual as (
    select used.provider_id, used.encounter_id, used.year, max(habit.stays) as most_stays
    from used
    inner join habit
        on
            used.provider_id = habit.provider_id
            and habit.from_on <= used.admitted_on
            and habit.until_on > used.admitted_on
    where used.is_unmeasured = 1
    group by used.provider_id, used.encounter_id, used.year
),

counted as (
    select provider_id, year, count(*) as users
    from used
    group by provider_id, year
)

select
    habitual.provider_id as subject_id, habitual.provider_id, habitual.year, counted.users,
    count(distinct habitual.encounter_id) as stays,
    max(habitual.most_stays) as most_stays,
    $days_around as days_around,
    cast(sum(given.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(given.claim_line_id) as claim_line_ids,
    list(distinct given.encounter_id) as encounter_ids,
    min(given.charged_on) as occurred_from,
    max(given.charged_on) as occurred_to
from habitual
inner join given on habitual.encounter_id = given.encounter_id
inner join counted on habitual.provider_id = counted.provider_id and habitual.year = counted.year
group by habitual.provider_id, habitual.year, counted.users
