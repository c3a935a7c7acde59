/* ---
title: Main operation that no diagnosis of the stay calls for
title_zh: 诊断与主手术不符
official: GZ10000201006000
version: 3
status: stable
certainty: suspect
subject: encounter
scope: encounter
basis: [条例38(七), 实施细则(高套)]
loss: group_payment
message: "main operation {procedure_code} with main diagnosis {main_diagnosis}; {diagnoses} diagnoses on record, no indication for it among them"
message_zh: "主手术 {procedure_code}，主诊断 {main_diagnosis}，{diagnoses} 个诊断中无该手术的适应证"
innocent_when:
  - several operations, of which another was chosen as the main one
  - the indication stands in the record and was not coded
innocent_when_zh:
  - 多个手术操作，主手术选择有误
  - 病历中有适应证但未编码
verify_by:
  - the operation note and the indication written before it
  - the coder's choice of main diagnosis and main operation
verify_by_zh:
  - 核对手术记录、术前小结中的适应证
  - 核对编码员主诊断、主手术选择依据
judged: select count(distinct encounter_id) from procedure where is_main
source: [rule catalogue drg_dx_oprn_mismatch]
note: "Judges only operations that procedure_indication names; the bureau fills that table from the published 1,453 pairs."
note_zh: 只判 procedure_indication 所列的手术；该表由医保局按公布的 1,453 组对应填写。
tolerates: [claim, encounter.discharge_way]
--- */
with
indication as (
    select procedure_prefix, diagnosis_prefix, valid_from, valid_to
    from procedure_indication
),

-- one row per stay whose main operation has published indications; the longest prefix that fits
main_operation as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.main_diagnosis,
        procedure.code as procedure_code, indication.procedure_prefix
    from procedure
    inner join derived.stay as stay on procedure.encounter_id = stay.encounter_id
    inner join (
        -- each operation once, however many diagnoses it has
        select distinct procedure_prefix, valid_from, valid_to from indication
    ) as indication on starts_with(procedure.code, indication.procedure_prefix)
    where
        procedure.is_main
        and not stay.is_refunded
        and stay.admitted_on >= coalesce(indication.valid_from, date '1900-01-01')
        and stay.admitted_on < coalesce(indication.valid_to, date '2200-01-01')
    qualify
        row_number() over (
            partition by stay.encounter_id
            order by length(indication.procedure_prefix) desc, procedure.code asc
        ) = 1
),

indicated as (
    select main_operation.encounter_id
    from main_operation
    -- the main diagnosis may stand on the visit alone
    inner join derived.encounter_diagnosis as diagnosis on main_operation.encounter_id = diagnosis.encounter_id
    inner join indication
        on
            main_operation.procedure_prefix = indication.procedure_prefix
            and starts_with(diagnosis.code, indication.diagnosis_prefix)
),

coded as (
    select encounter_id, count(distinct code) as diagnoses
    from diagnosis
    where encounter_id in (select main_operation.encounter_id from main_operation) -- gate: equivalent, bounds work
    group by encounter_id
)

select
    main_operation.encounter_id as subject_id, main_operation.provider_id, main_operation.person_id,
    main_operation.procedure_code, main_operation.main_diagnosis, coded.diagnoses,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [main_operation.encounter_id] as encounter_ids,
    main_operation.admitted_on as occurred_from,
    coalesce(main_operation.discharged_on, main_operation.admitted_on) as occurred_to
from main_operation
anti join indicated on main_operation.encounter_id = indicated.encounter_id
-- a stay whose diagnoses were not delivered proves nothing
inner join coded on main_operation.encounter_id = coded.encounter_id
