/* ---
title: Main diagnosis raised to a dearer one without what goes with it
title_zh: 高编主诊断：缺少相应检查、用药或住院天数支撑
official: GZ10000201003000
version: 8
status: stable
certainty: suspect
subject: encounter
scope: all
parts: [unsupported]
basis: [条例38(七), 实施细则(高套)]
loss: group_payment
parameters:
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
  days_looked_back: {type: integer, default: 7, min: 0, max: 30, step: 1, unit: days before admission in which examinations elsewhere count}
  excused_ways: {type: list, default: ["2", "5"], note: "ways of leaving that cut the stay short: transferred, died"}
  short_days: {type: integer, default: 7, min: 0, max: 30, step: 1, unit: days of a stay, note: "a proposal: only so short a stay is cut short by a transfer or a death that no other record shows; of a longer one it is the hospital's word and shown"}
  told_ways: {type: list, default: ["4"], note: "ways of leaving that the hospital names itself: against advice; shown"}
  aftercare: {type: string, default: "^(I2[12]|I6[0-4]|G0[0-4]|S)", note: "main diagnoses whose acute code often goes on through rehabilitation; the acute stay holds the tests"}
  left_behind: {type: string, default: "^(I25[.]?2|I69[.]?[348]|Z8[5-7]|B9[0-4]|T9[0-8])", note: "what an older illness or injury left behind, and history: no milder form of the illness of the stay"}
  least_peers: {type: integer, default: 5, min: 1, max: 100, step: 1, unit: stays from which the usual weight of the milder diagnosis is taken}
message: "main diagnosis {main_diagnosis}: no test, treatment or drug that tells it from a milder illness in {length_days} days; {cheap_diagnosis}{excuse}"
message_zh: "主诊断 {main_diagnosis}（{note}）：住院 {length_days} 天，未见足以将其与较轻疾病相区别的检查、治疗或用药；{cheap_diagnosis_zh}{excuse_zh}"
evidence: {excuse: {encounter: excuse_encounter_ids}}
innocent_when:
  - the examinations were done at another hospital or on paper the extract does not carry; rehabilitation under the acute code (left out)
  - the coder chose among several true diagnoses; more than half of such cases are errors, not intent
  - items were not delivered with the settlement, or without a name (left out where it shows {missing_share} more than the charges, or as much of these has no name)
innocent_when_zh:
  - 检查在外院完成，或收费名称未能对应；康复住院沿用急性期编码（已排除）
  - 多个真实诊断中选择有误：多数系编码差错而非故意
  - 部分明细未随结算上传或未填名称（结算金额高出明细合计 {missing_share} 以上，或无名称明细达到该比例的，已排除）
verify_by:
  - laboratory and imaging reports that prove the dearer diagnosis
  - the admission note, the course of illness and the coder's worksheet
verify_by_zh:
  - 核对支持高编诊断的化验、影像报告
  - 核对入院记录、病程记录与编码底稿
tolerates: [readmission_innocent, person.birth_date, claim_line.local_item_name, person, person.died_on, diagnosis, diagnosis.code, diagnosis.is_main, diagnosis.encounter_id, procedure, procedure.code, procedure.encounter_id, provider, routine_item, diagnosis_proof, grouping, group_weight, group_rate, encounter.is_newborn, encounter.discharge_way, encounter.is_planned_readmission, encounter.department, encounter.insurance, provider.specialty, provider.region_code, provider.level, grouping.weight, grouping.standard_amount, grouping.version, grouping.adrg_code, grouping.is_special_case]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [rule catalogue drg_main_dx_pair]
note: "The amount is the payment standard less what the milder diagnosis usually weighs, in the part that the fund paid of it; unknown where no weight is known. What nearly every stay has (routine_item) supports nothing, what only the treatment needs (diagnosis_proof) does."
note_zh: 金额为支付标准与较轻诊断通常权重对应标准之差中基金支付的部分；权重未知的，金额未知。几乎每次住院都有的项目（routine_item）不能佐证，只有治疗该诊断才用的项目（diagnosis_proof）可以。
--- */
with
-- one row per dearer diagnosis; its pairs share their support, which the first of them gives
dear as (
    select
        dear_prefix, exam_pattern, drug_pattern, min_days, note,
        min(coalesce(valid_from, date '1900-01-01')) over (partition by dear_prefix) as valid_from,
        max(coalesce(valid_to, date '2200-01-01')) over (partition by dear_prefix) as valid_to
    from diagnosis_severity_pair
    qualify row_number() over (partition by dear_prefix order by cheap_prefix) = 1
),

-- one row per stay with such a main diagnosis; the longest prefix that fits
dear_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        stay.length_days, stay.main_diagnosis, stay.discharge_way,
        dear.dear_prefix, dear.exam_pattern, dear.drug_pattern, dear.min_days, dear.note
    from derived.stay as stay
    inner join dear
        on
            starts_with(stay.main_diagnosis, dear.dear_prefix)
            and stay.discharged_on >= dear.valid_from
            and stay.discharged_on < dear.valid_to
    where
        not stay.is_open -- gate: equivalent, a stay without an end falls into no validity
        and not stay.is_refunded
    qualify
        row_number() over (partition by stay.encounter_id order by length(dear.dear_prefix) desc, dear.dear_prefix asc) = 1
),

-- what goes with it by the table of pairs, and what only its treatment needs, in whatever words
sought as (
    select dear_stay.main_diagnosis, found.item_name
    from dear_stay
    inner join derived.support_item_name as found
        on
            not found.is_routine
            and found.pattern in (coalesce(dear_stay.exam_pattern, ''), coalesce(dear_stay.drug_pattern, ''))
    union
    select dear_stay.main_diagnosis, found.item_name
    from dear_stay
    inner join diagnosis_proof as proof on starts_with(dear_stay.main_diagnosis, proof.diagnosis_prefix)
    inner join derived.proof_item_name as found on proof.proof_pattern = found.pattern
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
    select line.encounter_id, line.person_id, line.charged_on, line.item_name, line.local_item_name
    from derived.net_line_scan as line
    where
        line.item_name in (select told_name.item_name from told_name) -- gate: equivalent, bounds the work
        and line.person_id in (select dear_stay.person_id from dear_stay) -- gate: equivalent, bounds the work
    union all
    select line.encounter_id, line.person_id, line.charged_on, line.item_name, line.local_item_name
    from derived.net_line_scan as line
    where
        line.item_name is null -- gate: equivalent, bounds the work
        and line.local_item_name in (select sought.item_name from sought) -- gate: equivalent, bounds the work
        and line.person_id in (select dear_stay.person_id from dear_stay) -- gate: equivalent, bounds the work
),

sought_line as (
    select encounter_id, person_id, charged_on, item_name as said_as from told_line
    union all
    select encounter_id, person_id, charged_on, local_item_name as said_as from told_line
),

-- something of it was charged in the stay, or anywhere shortly before it
supported as (
    select distinct dear_stay.encounter_id
    from dear_stay
    inner join sought_line as line on dear_stay.person_id = line.person_id
    inner join sought
        on dear_stay.main_diagnosis = sought.main_diagnosis and line.said_as = sought.item_name
    where
        -- the stay's own charges may be booked when it is settled
        (line.encounter_id = dear_stay.encounter_id or line.charged_on <= dear_stay.discharged_on)
        and date_diff('day', line.charged_on, dear_stay.admitted_on) <= $days_looked_back
),

-- the milder diagnosis that was left among the others
milder as (
    select dear_stay.encounter_id, min(diagnosis.code) as code
    from dear_stay
    inner join diagnosis on dear_stay.encounter_id = diagnosis.encounter_id
    inner join diagnosis_severity_pair as pair
        on dear_stay.dear_prefix = pair.dear_prefix and starts_with(diagnosis.code, pair.cheap_prefix)
    where not diagnosis.is_main and not regexp_matches(diagnosis.code, $left_behind)
    group by dear_stay.encounter_id
),

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

unsupported as (
    select
        dear_stay.encounter_id, dear_stay.person_id, dear_stay.provider_id, dear_stay.admitted_on,
        dear_stay.discharged_on, dear_stay.length_days, dear_stay.main_diagnosis, dear_stay.note,
        milder.code as milder_code,
        case
            when coalesce(list_contains($told_ways, dear_stay.discharge_way), false) then 'against advice'
            when coalesce(list_contains($excused_ways, dear_stay.discharge_way), false) then 'a transfer or a death'
        end as told
    from dear_stay
    -- a transfer or a death that other records show
    anti join derived.shown_departure as gone_on
        on
            dear_stay.encounter_id = gone_on.encounter_id
            and coalesce(list_contains($excused_ways, dear_stay.discharge_way), false)
    anti join supported on dear_stay.encounter_id = supported.encounter_id
    -- nor is the acute illness treated in rehabilitation
    anti join derived.repeat_course_stay as course
        on
            dear_stay.encounter_id = course.encounter_id
            and course.reason = 'rehabilitation'
            and regexp_matches(dear_stay.main_diagnosis, $aftercare)
    anti join nameless_stay on dear_stay.encounter_id = nameless_stay.encounter_id
    -- what was not delivered may be what is missed
    anti join derived.undelivered_charge as undelivered
        on dear_stay.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    left join milder on dear_stay.encounter_id = milder.encounter_id
    where
        not (
            coalesce(list_contains($excused_ways, dear_stay.discharge_way), false)
            and dear_stay.length_days <= $short_days
        )
        -- without the milder diagnosis only the short stay speaks
        and (milder.code is not null or dear_stay.length_days < dear_stay.min_days)
)

select
    unsupported.encounter_id as subject_id, unsupported.provider_id, unsupported.person_id,
    unsupported.main_diagnosis, unsupported.note, unsupported.length_days,
    coalesce(unsupported.milder_code || ' stands among the other diagnoses', 'a true case seldom leaves so soon')
        as cheap_diagnosis,
    coalesce('其他诊断中有 ' || unsupported.milder_code, '住院天数短于真实病例') as cheap_diagnosis_zh,
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
            least(grouped.standard_amount, coalesce(grouped.fund_amount, grouped.standard_amount))
            * case when milder_weight.weight < grouped.weight then 1 - milder_weight.weight / grouped.weight end, 2
        ) as decimal(18, 2)
    ) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [unsupported.encounter_id] as encounter_ids,
    unsupported.admitted_on as occurred_from,
    unsupported.discharged_on as occurred_to
from unsupported
left join derived.grouped_stay as grouped on unsupported.encounter_id = grouped.encounter_id
left join derived.diagnosis_weight as milder_weight
    on
        grouped.method = milder_weight.method
        and coalesce(grouped.version, '') = coalesce(milder_weight.version, '')
        and unsupported.milder_code = milder_weight.main_diagnosis
        and milder_weight.stays >= $least_peers
