/* ---
title: Diagnosis without the tests, treatments or drugs that go with it
title_zh: 诊断无对应检查、治疗或用药支撑
official: GZ10000201003000
version: 12
status: stable
certainty: suspect
subject: encounter
identity: [diagnosis_code]
scope: all
joins: written
basis: [条例38(七), 条例16, 条例39(三), 实施细则(高套)]
loss: group_payment
parameters:
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
  days_looked_back: {type: integer, default: 7, min: 0, max: 30, step: 1, unit: days before admission in which examinations elsewhere count}
  least_lines: {type: integer, default: 3, min: 1, max: 50, step: 1, unit: charged lines without which the details were not delivered}
  least_days: {type: integer, default: 2, min: 1, max: 30, step: 1, unit: days of the stay}
  common_share: {type: decimal, default: 0.6, min: 0.3, max: 1, step: 0.1, unit: of the other stays at hospitals of the level have the test or drug, note: "a proposal: what most stays have proves nothing"}
  least_common: {type: integer, default: 30, min: 5, max: 1000, step: 1, unit: other stays at hospitals of the level from which that is told}
  aftercare: {type: string, default: "^(I2[12]|I6[0-4]|G0[0-4]|S)", note: "main diagnoses whose acute code often goes on through rehabilitation; the acute stay holds the tests"}
  least_peers: {type: integer, default: 5, min: 1, max: 100, step: 1, unit: stays with the milder diagnosis from which its weight is told}
  told_ways: {type: list, default: ["4"], note: "ways of leaving that the hospital names itself: against advice; shown"}
  excused_ways: {type: list, default: ["2", "5"], note: "ways of leaving that cut the stay short: transferred, died"}
  short_days: {type: integer, default: 7, min: 0, max: 30, step: 1, unit: days of a stay, note: "a proposal: only so short a stay is cut short by a transfer or a death that no other record shows; of a longer one it is the hospital's word and shown"}
message: "{diagnosis_code}: {shown} among {lines} lines of {length_days} days{excuse}"
message_zh: "诊断 {diagnosis_code}（{name_zh}）：住院 {length_days} 天、{lines} 条收费明细中{shown_zh}{excuse_zh}"
evidence: {excuse: {encounter: excuse_encounter_ids}}
innocent_when:
  - an old finding carried over, examined at another hospital
  - the grave days were spent elsewhere, as after a transfer back; rehabilitation under the acute code (left out)
  - the hospital names the item in words of its own that no pattern knows
  - items were not delivered with the settlement, or without a name (left out where it shows {missing_share} more than the charges, or as much of these has no name)
innocent_when_zh:
  - 既往诊断沿用，或检查在外院完成
  - 急性期在外院度过，如转回后续治疗；康复住院沿用急性期编码（已排除）
  - 院内项目名称写法特殊，未能识别
  - 部分明细未随结算上传或未填名称（结算金额高出明细合计 {missing_share} 以上，或无名称明细达到该比例的，已排除）
verify_by:
  - reports that prove the diagnosis in this stay
  - whether the group would be another without it
verify_by_zh:
  - 核对本次住院支持该诊断的报告
  - 去除该诊断后病组是否变化
tolerates: [readmission_innocent, person.birth_date, claim_line.local_item_name, encounter.discharge_way, person, person.died_on, encounter.main_diagnosis, diagnosis, diagnosis.code, diagnosis.is_main, diagnosis.encounter_id, provider, provider.level, routine_item, diagnosis_proof, diagnosis_severity_pair, procedure, procedure.encounter_id, grouping, group_weight, group_rate, encounter.is_newborn, encounter.is_planned_readmission, encounter.department, encounter.insurance, provider.specialty, provider.region_code, grouping.weight, grouping.standard_amount, grouping.version, grouping.adrg_code, grouping.is_special_case]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [rule catalogue drg_dx_no_support]
note: >-
  The amount needs a grouper to tell the group without the diagnosis. It is estimated for a main
  diagnosis of diagnosis_severity_pair, held against the dearest of its milder diagnoses, and for a second
  diagnosis where none of the stay's second diagnoses is supported: then the stay falls to a lighter group of
  the same ADRG, and the dearest of these is taken, once a stay. Otherwise it is unknown. What
  every suspicion is tested with proves nothing: where diagnosis_support names serial tests, they
  count from serial_times on, and beside the care that a true case never lacks. What nearly every
  stay has (routine_item, and what most stays of the level have) proves nothing even where a table
  names it; what only the treatment of the diagnosis needs (diagnosis_proof) always does. Second diagnoses
  of a house none of whose stays is grouped, where those of others are, earn it nothing and are not judged.
note_zh: 去掉该诊断后入何组，须由分组器给出。主要诊断列于 diagnosis_severity_pair 的，按其较轻诊断中权重最高者估算差额；次要诊断全部没有支撑的，按同一 ADRG 中权重较低各组的最高者估算差额，每次住院只计一次；其余金额未知。任何怀疑都会做的检查不能证明诊断：diagnosis_support 列有系列检查的，自 serial_times 次起才算，且须同时具备真实病例必有的治疗。几乎每次住院都有的项目（routine_item，以及该级别多数住院都有的项目），即使表中列出也不能证明；只有治疗该诊断才用的项目（diagnosis_proof）始终可以证明。其他机构有分组结果而本机构没有任何入组病例的，次要诊断不影响支付，不判。
--- */
with
-- stays with charges that nobody named: these may be what is missed
nameless_line as (
    select encounter_id, sum(amount) as amount
    from derived.net_line_scan
    where item_name is null
    group by encounter_id
),

charged_amount as (
    select encounter_id, sum(amount) as amount
    from derived.claim_charge
    where encounter_id in (select nameless_line.encounter_id from nameless_line) -- gate: equivalent, bounds work: joined below
    group by encounter_id
),

nameless_stay as (
    select nameless_line.encounter_id
    from nameless_line
    inner join charged_amount on nameless_line.encounter_id = charged_amount.encounter_id
    where nameless_line.amount >= $missing_share * charged_amount.amount
),

judged_stay as (
    select stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.length_days,
        coalesce(stay.provider_level, 0) as provider_level,
        case
            when coalesce(list_contains($told_ways, stay.discharge_way), false) then 'against advice'
            when coalesce(list_contains($excused_ways, stay.discharge_way), false) then 'a transfer or a death'
        end as told
    from derived.stay as stay
    -- a transfer or a death that other records show
    anti join derived.shown_departure as gone_on
        on
            stay.encounter_id = gone_on.encounter_id
            and coalesce(list_contains($excused_ways, stay.discharge_way), false)
    anti join nameless_stay on stay.encounter_id = nameless_stay.encounter_id
    -- what was not delivered may be what is missed
    anti join derived.undelivered_charge as undelivered
        on stay.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    where
        not stay.is_open -- gate: equivalent, a stay without an end has no length
        and not stay.is_refunded
        and stay.length_days >= $least_days
        and not (
            coalesce(list_contains($excused_ways, stay.discharge_way), false)
            and stay.length_days <= $short_days
        )
),

-- a second diagnosis earns nothing where no stay of the house is grouped; where nobody's is, that is not known
grouped_house as (
    select distinct provider_id
    from derived.grouped_stay
),

grouped_anywhere as (
    select count(*) as houses
    from grouped_house
),

-- a few thousand diagnoses against a few prefixes
supported_code as (
    select
        coded.code, support.diagnosis_prefix, support.main_only, support.name_zh,
        coalesce(support.serial_times, 1) as serial_times, support.care_pattern is null as needs_no_care,
        support.valid_from, support.valid_to
    from (select distinct code from derived.encounter_diagnosis) as coded
    inner join diagnosis_support as support on starts_with(coded.code, support.diagnosis_prefix)
),

-- one row per stay and diagnosis that should have left traces; the longest prefix that fits
expected as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.length_days,
        stay.provider_level, stay.told, diagnosis.code as diagnosis_code, support.diagnosis_prefix, support.name_zh, support.serial_times,
        support.needs_no_care
    from derived.encounter_diagnosis as diagnosis
    inner join judged_stay as stay on diagnosis.encounter_id = stay.encounter_id
    cross join grouped_anywhere
    left join grouped_house on stay.provider_id = grouped_house.provider_id
    inner join supported_code as support
        on
            diagnosis.code = support.code
            and (diagnosis.is_main or not support.main_only)
            and stay.discharged_on >= coalesce(support.valid_from, date '1900-01-01')
            and stay.discharged_on < coalesce(support.valid_to, date '2200-01-01')
    -- the acute illness is not treated in rehabilitation
    left join derived.repeat_course_stay as course
        on diagnosis.encounter_id = course.encounter_id and course.reason = 'rehabilitation'
    where
        (diagnosis.is_main or grouped_house.provider_id is not null or grouped_anywhere.houses = 0)
        and not (course.encounter_id is not null and diagnosis.is_main and regexp_matches(diagnosis.code, $aftercare))
    qualify
        row_number() over (
            partition by stay.encounter_id, diagnosis.code
            order by length(support.diagnosis_prefix) desc, support.diagnosis_prefix
        ) = 1
),

-- what a table of support or the treatment of the diagnosis names, by diagnosis
named as (
    select
        expected.diagnosis_code, support.exam_pattern as pattern, 'proof' as kind,
        cast(null as integer) as serial_times
    from (select distinct diagnosis_code, diagnosis_prefix from expected) as expected
    inner join diagnosis_support as support on expected.diagnosis_prefix = support.diagnosis_prefix
    union
    select expected.diagnosis_code, support.drug_pattern as pattern, 'proof' as kind, cast(null as integer) as serial_times
    from (select distinct diagnosis_code, diagnosis_prefix from expected) as expected
    inner join diagnosis_support as support on expected.diagnosis_prefix = support.diagnosis_prefix
    union
    select expected.diagnosis_code, support.serial_pattern as pattern, 'test' as kind, cast(null as integer) as serial_times
    from (select distinct diagnosis_code, diagnosis_prefix from expected) as expected
    inner join diagnosis_support as support on expected.diagnosis_prefix = support.diagnosis_prefix
    union
    select expected.diagnosis_code, support.care_pattern as pattern, 'care' as kind, cast(null as integer) as serial_times
    from (select distinct diagnosis_code, diagnosis_prefix from expected) as expected
    inner join diagnosis_support as support on expected.diagnosis_prefix = support.diagnosis_prefix
    union
    select expected.diagnosis_code, proof.proof_pattern as pattern, 'treatment' as kind, cast(null as integer) as serial_times
    from (select distinct diagnosis_code from expected) as expected
    inner join diagnosis_proof as proof on starts_with(expected.diagnosis_code, proof.diagnosis_prefix)
    union
    select expected.diagnosis_code, proof.serial_pattern as pattern, 'again' as kind, proof.serial_times
    from (select distinct diagnosis_code from expected) as expected
    inner join diagnosis_proof as proof on starts_with(expected.diagnosis_code, proof.diagnosis_prefix)
),

found_name as (
    select pattern, item_name, is_routine from derived.support_item_name
    union all
    select pattern, item_name, false as is_routine from derived.proof_item_name
),

sought as (
    select
        named.diagnosis_code, found.item_name,
        -- a blood count proves nothing, whatever the table says
        max(case when named.kind = 'treatment' or (named.kind = 'proof' and not found.is_routine) then 1 else 0 end) as is_proof,
        max(case when named.kind = 'test' then 1 else 0 end) as is_test,
        max(case when named.kind = 'care' then 1 else 0 end) as is_care,
        max(case when named.kind = 'again' then named.serial_times end) as again_times
    from named
    inner join found_name as found on named.pattern = found.pattern
    group by named.diagnosis_code, found.item_name
),

-- tests and drugs that most other stays at hospitals of the level have prove nothing either.
-- Not scans: a plain name stands for the head in one stay and for the chest in the next
proof_name as (
    select distinct item_name from sought
    where is_proof = 1 -- gate: equivalent, bounds the work
),

other_stay as (
    select stay.encounter_id, coalesce(stay.provider_level, 0) as provider_level
    from derived.stay as stay
    anti join expected on stay.encounter_id = expected.encounter_id
    where not stay.is_refunded
),

level_size as (
    select provider_level, count(*) as stays
    from other_stay
    group by provider_level
),

common as (
    select stay.provider_level, line.item_name
    from derived.net_line_scan as line
    inner join proof_name
        on line.item_name = proof_name.item_name -- gate: equivalent, bounds the work
    inner join other_stay as stay on line.encounter_id = stay.encounter_id
    inner join level_size on stay.provider_level = level_size.provider_level
    where line.category <> 'examination'
    group by stay.provider_level, line.item_name
    having
        count(distinct line.encounter_id) >= $common_share * max(level_size.stays)
        and max(level_size.stays) >= $least_common
),

-- names of the catalogue that say it, or under which some house's own name does
told_name as (
    select distinct charged.item_name
    from derived.charged_item as charged
    where
        charged.item_name in (select sought.item_name from sought) -- gate: equivalent, bounds the work
        or charged.local_item_name in (select sought.item_name from sought) -- gate: equivalent, bounds the work
),

-- lines that say it, by the name of the catalogue or by the house's own
told_line as (
    select
        line.encounter_id, line.person_id, line.charged_on, line.charged_at, line.quantity,
        line.item_name, line.local_item_name
    from derived.net_line_scan as line
    where
        line.item_name in (select told_name.item_name from told_name) -- gate: equivalent, bounds the work
        and line.person_id in (select expected.person_id from expected) -- gate: equivalent, bounds the work
    union all
    select
        line.encounter_id, line.person_id, line.charged_on, line.charged_at, line.quantity,
        line.item_name, line.local_item_name
    from derived.net_line_scan as line
    where
        line.item_name is null -- gate: equivalent, bounds the work: a line told twice is one moment
        and line.local_item_name in (select sought.item_name from sought) -- gate: equivalent, bounds the work
        and line.person_id in (select expected.person_id from expected) -- gate: equivalent, bounds the work
),

sought_line as (
    select encounter_id, person_id, charged_on, charged_at, quantity, item_name, item_name as said_as from told_line
    union all
    select encounter_id, person_id, charged_on, charged_at, quantity, item_name, local_item_name as said_as from told_line
),

-- what goes with it and was charged in the stay, or anywhere shortly before it: one row per moment.
-- The tests of one blood sample are one test; of a line the quantity tells how often
moment as (
    select
        expected.encounter_id, expected.diagnosis_code, expected.serial_times, expected.needs_no_care,
        line.charged_at,
        max(case when common.item_name is null then sought.is_proof else 0 end) as is_proof,
        max(case when sought.is_test = 1 then coalesce(line.quantity, 1) else 0 end) as tests,
        max(sought.is_care) as is_care,
        max(case when sought.again_times is not null then coalesce(line.quantity, 1) else 0 end) as again,
        max(sought.again_times) as again_times
    from sought_line as line
    inner join expected on line.person_id = expected.person_id
    inner join sought
        on expected.diagnosis_code = sought.diagnosis_code and line.said_as = sought.item_name
    left join common
        on expected.provider_level = common.provider_level and line.item_name = common.item_name
    where
        -- the stay's own charges may be booked when it is settled
        (line.encounter_id = expected.encounter_id or line.charged_on <= expected.discharged_on)
        and date_diff('day', line.charged_on, expected.admitted_on) <= $days_looked_back
    group by
        expected.encounter_id, expected.diagnosis_code, expected.serial_times, expected.needs_no_care, line.charged_at
),

shown as (
    select
        encounter_id, diagnosis_code, sum(tests) as tests,
        max(is_proof) = 1
        or sum(again) >= max(again_times)
        or (sum(tests) > 0 and sum(tests) >= serial_times and (needs_no_care or max(is_care) = 1)) as is_enough
    from moment
    group by encounter_id, diagnosis_code, serial_times, needs_no_care
),

unsupported as (
    select
        expected.encounter_id, expected.person_id, expected.provider_id, expected.admitted_on,
        expected.discharged_on, expected.length_days, expected.diagnosis_code, expected.name_zh,
        expected.told, shown.encounter_id is null as is_nothing, shown.tests
    from expected
    left join shown
        on
            expected.encounter_id = shown.encounter_id
            and expected.diagnosis_code = shown.diagnosis_code
    where not coalesce(shown.is_enough, false)
),

-- of the milder diagnoses that a main diagnosis is raised from, the one that weighs most and still less
milder as (
    select unsupported.encounter_id, unsupported.diagnosis_code, max(usual.weight / grouped.weight) as share
    from unsupported
    inner join derived.grouped_stay as grouped
        on unsupported.encounter_id = grouped.encounter_id and unsupported.diagnosis_code = grouped.main_diagnosis
    inner join diagnosis_severity_pair as pair on starts_with(unsupported.diagnosis_code, pair.dear_prefix)
    inner join derived.diagnosis_weight as usual
        on
            grouped.method = usual.method
            and coalesce(grouped.version, '') = coalesce(usual.version, '')
            and starts_with(usual.main_diagnosis, pair.cheap_prefix)
            and usual.stays >= $least_peers
            and usual.weight < grouped.weight
    group by unsupported.encounter_id, unsupported.diagnosis_code
),

-- groups of one ADRG differ by what the second diagnoses weigh
graded as (
    select method, version, adrg_code, weight
    from derived.grouped_stay
    where method = 'drg'
    group by method, version, adrg_code, weight
    having count(encounter_id) >= $least_peers
),

-- stays none of whose second diagnoses is supported, with the one that bears the amount
lightened as (
    select
        grouped.encounter_id,
        min(unsupported.diagnosis_code) as diagnosis_code
    from derived.grouped_stay as grouped
    inner join derived.encounter_diagnosis as diagnosis on grouped.encounter_id = diagnosis.encounter_id
    left join unsupported
        on diagnosis.encounter_id = unsupported.encounter_id and diagnosis.code = unsupported.diagnosis_code
    where not diagnosis.is_main
    group by grouped.encounter_id
    having count(unsupported.diagnosis_code) = count(diagnosis.code)
),

ungraded as (
    select lightened.encounter_id, lightened.diagnosis_code, max(graded.weight / grouped.weight) as share
    from lightened
    inner join derived.grouped_stay as grouped on lightened.encounter_id = grouped.encounter_id
    inner join graded
        on
            grouped.method = graded.method
            and coalesce(grouped.version, '') = coalesce(graded.version, '')
            and grouped.adrg_code = graded.adrg_code
            and graded.weight < grouped.weight
    group by lightened.encounter_id, lightened.diagnosis_code
),

charged as (
    select charge.encounter_id, cast(sum(charge.lines) as bigint) as lines
    from derived.claim_charge as charge
    semi join unsupported -- gate: equivalent, bounds the work
        on charge.encounter_id = unsupported.encounter_id -- gate: equivalent, bounds the work
    group by charge.encounter_id
)

select
    unsupported.encounter_id as subject_id, unsupported.provider_id, unsupported.person_id,
    unsupported.diagnosis_code, unsupported.name_zh, unsupported.length_days, charged.lines,
    case
        when unsupported.is_nothing then 'no test, treatment or drug that proves it (routine ones do not)'
        else 'too little of what a true case leaves (its serial tests ' || cast(cast(unsupported.tests as integer) as varchar) || ' times)'
    end as shown,
    case
        when unsupported.is_nothing then '未见足以支撑该诊断的检查、治疗或用药（常规项目不计）'
        else '相应检查、监护与治疗不足以支撑（应反复的检查 ' || cast(cast(unsupported.tests as integer) as varchar) || ' 次）'
    end as shown_zh,
    case unsupported.told
        when 'against advice' then '; the hospital names a departure against advice'
        when 'a transfer or a death' then '; the hospital names a transfer or a death that no other record shows'
        else ''
    end as excuse,
    case unsupported.told
        when 'against advice' then '；机构填报自动离院'
        when 'a transfer or a death' then '；机构填报转院或死亡，其他记录未见印证'
        else ''
    end as excuse_zh,
    case when unsupported.told is not null then [unsupported.encounter_id] else cast([] as varchar[]) end as excuse_encounter_ids,
    -- the difference of two standards, in what the fund paid of the dearer one
    cast(
        round(
            least(grouped.standard_amount, coalesce(grouped.fund_amount, grouped.standard_amount)) * (1 - coalesce(milder.share, ungraded.share)), 2
        ) as decimal(18, 2)
    ) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [unsupported.encounter_id] as encounter_ids,
    unsupported.admitted_on as occurred_from,
    unsupported.discharged_on as occurred_to
from unsupported
inner join charged on unsupported.encounter_id = charged.encounter_id
left join milder
    on unsupported.encounter_id = milder.encounter_id and unsupported.diagnosis_code = milder.diagnosis_code
left join ungraded
    on unsupported.encounter_id = ungraded.encounter_id and unsupported.diagnosis_code = ungraded.diagnosis_code
left join derived.grouped_stay as grouped on unsupported.encounter_id = grouped.encounter_id
where charged.lines >= $least_lines
