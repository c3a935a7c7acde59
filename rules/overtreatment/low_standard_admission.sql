/* ---
title: Admission for a condition that needs no bed
title_zh: 低标准入院
official: GZ10000204005000
version: 10
status: stable
certainty: suspect
subject: encounter
scope: all
parts: [mild_stay, charged]
basis: [条例15, 条例38(二)]
loss: claim
parameters:
  most_days: {type: integer, default: 10, min: 1, max: 30, step: 1, unit: days of the stay}
  most_drug_share: {type: decimal, default: 0.95, min: 0, max: 1, step: 0.05, unit: of the charges are drugs, note: "a week of infusions for a cold is the usual form; only a stay that is nothing but drugs is another matter"}
  cheapest: {type: decimal, default: 0.25, min: 0.02, max: 0.5, step: 0.05, unit: of the stays at hospitals of the level cost as little}
  least_peers: {type: integer, default: 20, min: 10, max: 1000, step: 1, unit: stays at hospitals of the level}
  most_other_diagnoses: {type: integer, default: 2, min: 0, max: 10, step: 1, unit: other diagnoses, note: "a proposal: with more a mild condition is not the whole story"}
  frail_diagnosis: {type: string, default: "^(B2[0-4]|C|D46|D61|D70|D8[0-4]|N18|O|Z3[3-5]|Z94|Z99[.]2)", note: "other diagnoses with which a mild illness may need a bed: failing defence, tumours, kidney failure, transplants, pregnancy"}
  child_years: {type: integer, default: 6, min: 0, max: 18, step: 1, unit: years of age below which a child may need a bed for it}
  old_years: {type: integer, default: 75, min: 60, max: 120, step: 1, unit: years of age from which a person may need a bed for it}
  least_at_provider: {type: integer, default: 5, min: 1, max: 100, step: 1, unit: such stays at the hospital, note: "a proposal: one is a doctor's judgement"}
  least_share: {type: decimal, default: 0.1, min: 0, max: 0.5, step: 0.05, unit: of the hospital's stays are such, note: "a proposal: a tenth is a habit"}
  peer_ratio: {type: decimal, default: 2, min: 1, max: 10, step: 0.5, unit: times the share of such stays at the other hospitals of the level, note: "a proposal; not asked where they have too few stays to tell"}
  most_share: {type: decimal, default: 0.5, min: 0.2, max: 1, step: 0.1, unit: of the hospital's stays are such, note: "a proposal: so many are too many, whatever the others do"}
  most_done: {type: integer, default: 8, min: 1, max: 100, step: 1, unit: different tests and treatments, note: "a proposal: with more the patient was worked up, and the stay is judged by its single record, not by a habit"}
  severe_name: {type: string, default: "(特级护理|特别护理|(^|[^I])(Ⅰ|I|一|1) ?级(护理|[)）])|护理费?[-—:： ]?(Ⅰ|I|一|1) ?级|氧气吸入|吸氧|给氧|供氧|氧疗|高流量|呼吸机|辅助通气|抢救|重症监护|心电监护|心电监测|输血( |费|治疗|护理|监测|加|[(（)）]|$))"}
  emergencies: {type: list, default: ["24"], note: "visit types of a stay that began as an emergency: the hospital's own word, shown"}
  told_ways: {type: list, default: ["2", "4"], note: "ways of leaving that the hospital names itself: transferred, against advice; shown where no other bed is found a day later"}
  excused_ways: {type: list, default: ["5"], note: "ways of leaving: died"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "{main_diagnosis}: {length_days} days, {total_amount} yuan, {drug_percent}% drugs, no operation, no nursing of the first grade, no oxygen{excuse}"
message_zh: "{main_diagnosis}（{note}）住院 {length_days} 天，费用 {total_amount} 元，药品占 {drug_percent}%，无手术、无一级以上护理、无吸氧{excuse_zh}"
evidence: {excuse: {encounter: excuse_encounter_ids}}
innocent_when:
  - a full work-up, old age, small children, several diseases at once, a failing defence or a pregnancy, an emergency room before, grave care (left out)
  - what the hospital names itself (type of admission, against advice, a transfer that no other record shows) is shown; such stays alone accuse nobody unless most are so
  - sent down by a hospital of a higher level to finish a cure
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges), or treatment and nursing without a name, which may be grave care (left out)
innocent_when_zh:
  - 已作系统检查、高龄、幼儿、多病共存、免疫低下或妊娠、入院前急诊、重症护理治疗（已排除）
  - 机构自报的急诊入院、自动出院、无其他记录印证的转院仅予列示，不单独构成疑点，除非多数病例均如此填报
  - 医联体内上级医院下转
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除），或治疗、护理明细无名称而可能为重症护理治疗（已排除）
verify_by:
  - the indication for admission in the record against the region's admission criteria
  - ask the patient how he came to be admitted and what he paid
verify_by_zh:
  - 对照当地入院标准核查入院指征
  - 询问患者入院经过及自付情况
tolerates: [claim, claim_line.local_item_name, provider, encounter.visit_type, procedure.encounter_id, diagnosis.code, diagnosis.is_main, diagnosis.encounter_id, person, person.died_on, encounter.is_newborn, encounter.discharge_way, encounter.department, provider.specialty, provider.level, readmission_innocent, procedure, diagnosis, person.birth_date, procedure.code]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [rule catalogue low_standard_admission]
note: "The list of mild conditions is a proposal: outpatient_diagnosis."
note_zh: 轻症病种目录为建议稿：outpatient_diagnosis。
--- */
with
costed as (
    select
        stay.encounter_id,
        percent_rank() over (partition by coalesce(stay.provider_level, 0) order by stay.total_amount) as cost_rank,
        count(*) over (partition by coalesce(stay.provider_level, 0)) as peers,
        count(*) over (partition by stay.provider_id) as provider_stays,
        (count(*) over (partition by coalesce(stay.provider_level, 0)))
        - (count(*) over (partition by coalesce(stay.provider_level, 0), stay.provider_id)) as other_stays
    from derived.stay as stay
    where
        not stay.is_open -- gate: equivalent, a stay without an end has no length
        and stay.total_amount > 0
),

-- with a slight illness, whatever the stay cost
mild_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.length_days,
        stay.main_diagnosis, stay.total_amount, coalesce(stay.provider_level, 0) as provider_level, mild.note,
        coalesce(list_contains($emergencies, stay.visit_type), false)
        or coalesce(list_contains($told_ways, stay.discharge_way), false) as is_told
    from derived.stay as stay
    inner join outpatient_diagnosis as mild
        on
            starts_with(stay.main_diagnosis, mild.diagnosis_prefix)
            and stay.admitted_on >= coalesce(mild.valid_from, date '1900-01-01')
            and stay.admitted_on < coalesce(mild.valid_to, date '2200-01-01')
    left join person on stay.person_id = person.person_id
    anti join derived.repeat_course_stay as course on stay.encounter_id = course.encounter_id
    -- a test that is coded as a procedure is no operation
    anti join procedure
        on
            stay.encounter_id = procedure.encounter_id
            and not coalesce(regexp_matches(procedure.code, '^(8[79]|88($|[.]?[0-36-9])|9[01]|99[.]2)'), false)
    -- a transfer that other records show
    anti join derived.shown_departure as departure
        on
            stay.encounter_id = departure.encounter_id
            and coalesce(list_contains($told_ways, stay.discharge_way), false)
    where
        stay.length_days <= $most_days
        and not coalesce(list_contains($excused_ways, stay.discharge_way), false)
        -- an age that is not known excuses nothing
        and coalesce(date_diff('day', person.birth_date, stay.admitted_on) >= $child_years * 365.25, true)
        and coalesce(date_diff('day', person.birth_date, stay.admitted_on) < $old_years * 365.25, true)
    qualify
        row_number() over (partition by stay.encounter_id order by length(mild.diagnosis_prefix) desc) = 1
),

mild as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.length_days,
        stay.main_diagnosis, stay.total_amount, costed.provider_stays, costed.other_stays,
        stay.provider_level, stay.note, stay.is_told
    from mild_stay as stay
    inner join costed on stay.encounter_id = costed.encounter_id
    where
        costed.cost_rank <= $cheapest
        and costed.peers >= $least_peers
),

-- an emergency that the house itself registered and where nothing was done is its own word
registered_only as (
    select line.encounter_id
    from claim_line as line
    inner join encounter as visit on line.encounter_id = visit.encounter_id
    semi join mild
        on
            visit.person_id = mild.person_id -- gate: equivalent, bounds work
            and visit.provider_id = mild.provider_id
    -- what was not delivered may be what was done there
    anti join derived.undelivered_charge as undelivered
        on line.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    where visit.class = 'emergency' -- gate: equivalent, bounds work: only emergencies are looked up in it
    group by line.encounter_id
    -- a strip of glucose is a token
    having
        coalesce(sum(case when line.category in ('registration', 'consultation') then 0 else line.amount end), 0) < 20
),

-- came through the emergency room that day or the day before
emergency as (
    select mild.encounter_id
    from mild
    inner join encounter
        on
            mild.person_id = encounter.person_id
            and encounter.class = 'emergency'
            and date_diff('day', cast(encounter.started_at as date), mild.admitted_on) between 0 and 1
    anti join registered_only on encounter.encounter_id = registered_only.encounter_id
),

comorbid as (
    select encounter_id
    from diagnosis
    where not is_main
    group by encounter_id
    having count(distinct code) > $most_other_diagnoses or bool_or(regexp_matches(code, $frail_diagnosis))
),

charged as (
    select
        line.encounter_id,
        sum(line.amount) as amount,
        sum(case when line.category in ('western_drug', 'herbal_piece', 'patent_tcm') then line.amount else 0 end) as drug_amount,
        sum(case when line.category = 'surgery' then line.amount else 0 end) as surgery_amount,
        max(case
            when regexp_matches(concat_ws(' ', line.item_name, line.local_item_name), $severe_name) then 1
            -- nursing of a grade that is not told
            when line.category = 'nursing' and line.item_name is null then 1
            else 0
        end) as is_severe,
        count(distinct case
            when
                line.category not in (
                    'bed', 'nursing', 'consultation', 'registration', 'general', 'western_drug', 'herbal_piece', 'patent_tcm'
                )
                then line.item_code
        end) as done_items
    from derived.net_line_scan as line
    semi join mild_stay -- gate: equivalent, bounds the work
        on line.encounter_id = mild_stay.encounter_id -- gate: equivalent, bounds the work
    group by line.encounter_id
),

needless as (
    select
        mild.encounter_id, mild.provider_id, mild.person_id, mild.main_diagnosis, mild.note, mild.length_days,
        mild.total_amount, mild.admitted_on, mild.discharged_on, mild.provider_stays, mild.other_stays,
        mild.provider_level, mild.is_told, charged.drug_amount, charged.amount
    from mild
    inner join charged on mild.encounter_id = charged.encounter_id
    anti join emergency on mild.encounter_id = emergency.encounter_id
    anti join comorbid on mild.encounter_id = comorbid.encounter_id
    -- what was not delivered may be the care that is missed
    anti join derived.undelivered_charge as undelivered
        on mild.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    -- nor is it known what a line without a name is: it may be oxygen or the monitor
    anti join derived.nameless_charge as nameless
        on mild.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
    where
        charged.drug_amount <= $most_drug_share * charged.amount
        and charged.surgery_amount = 0
        and charged.is_severe = 0
        -- worked up like any patient: whether he needed the bed is the doctor's judgement
        and charged.done_items <= $most_done
),

counted as (
    select
        encounter_id, provider_id, person_id, main_diagnosis, note, length_days, total_amount, admitted_on,
        discharged_on, provider_stays, other_stays, is_told, drug_amount, amount,
        count(*) over (partition by provider_id) as all_such,
        sum(case when is_told then 0 else 1 end) over (partition by provider_id) as such,
        -- the same at the other hospitals of the level, never at the hospital itself
        (sum(case when is_told then 0 else 1 end) over (partition by provider_level))
        - (sum(case when is_told then 0 else 1 end) over (partition by provider_level, provider_id)) as other_such
    from needless
)

select
    encounter_id as subject_id, provider_id, person_id, main_diagnosis, note, length_days, total_amount,
    cast(round(drug_amount * 100.0 / nullif(amount, 0), 1) as decimal(5, 1)) as drug_percent,
    case when is_told then '; the hospital names an emergency, a transfer or a departure against advice' else '' end as excuse,
    case when is_told then '；机构自报急诊入院、转院或自动出院' else '' end as excuse_zh,
    case when is_told then [encounter_id] else cast([] as varchar[]) end as excuse_encounter_ids,
    cast(total_amount as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [encounter_id] as encounter_ids,
    admitted_on as occurred_from,
    discharged_on as occurred_to
from counted
where
    (
        such >= $least_at_provider
        and such >= $least_share * provider_stays
        and (
            other_stays < $least_peers
            or such >= $most_share * provider_stays
            or such * other_stays >= $peer_ratio * other_such * provider_stays
        )
    )
    -- excused by its own word nearly always
    or (
        all_such >= 2 * $least_at_provider
        and all_such >= $least_share * provider_stays
        and 2 * such < all_such
    )
