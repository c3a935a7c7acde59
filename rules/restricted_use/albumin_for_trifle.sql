/* ---
title: Albumin for a stay of which every diagnosis is a mild one
title_zh: 轻症住院输注人血白蛋白（不符合限定支付范围）
official: GZ10000101008000
version: 2
status: stable
certainty: suspect
subject: encounter
scope: person
basis: [条例15, 条例38(六), 药品目录]
parameters:
  drug: {type: string, default: "XB05AAR021", note: prefix of the codes of human albumin}
  symptom: {type: string, default: "^(R(05|07[.]?4|10|42|51|53)|G47|Z)", note: "symptoms and occasions that say of no grave illness; they stand beside mild diagnoses"}
  least_vials: {type: integer, default: 2, min: 1, max: 14, step: 1, unit: vials in the stay, note: "a proposal; one vial may be that of an emergency which nobody coded"}
  rescue: {type: string, default: "(抢救|重症监护|监护病房|呼吸机|辅助呼吸|血浆置换|人工肝|连续性血液净化|穿刺放|腹腔穿刺|胸腔穿刺|置管引流|红细胞|血浆|血小板|浓缩)", note: "signs of rescue, grave illness, effusion or loss of blood"}
  days_around: {type: integer, default: 180, min: 1, max: 730, step: 30, unit: days around the stay, note: "a proposal; a graver diagnosis of any visit within them is the person's"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "{vials} vials of albumin, {amount_at_risk} yuan; no diagnosis of the stay or of half a year around it is more than mild, no operation and no rescue ({diagnoses})"
message_zh: "住院期间使用人血白蛋白 {vials} 支，{amount_at_risk} 元；本次及前后半年全部诊断均为轻症（{diagnoses}），无手术、抢救、重症、放腹水"
innocent_when:
  - the illness for which it was given was not coded
  - the illness is known from visits that the extract does not hold
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 用药所对应的疾病漏编
  - 相应疾病在数据范围外的就诊中诊断
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the laboratory's value before the first vial, and the reason that the order gives
verify_by_zh:
  - 调取首次用药前白蛋白检验值及医嘱用药理由
tolerates: [claim, claim_line.item_name, claim_line.local_item_name, claim_line.original_line_id, claim.original_claim_id, diagnosis, diagnosis.code, diagnosis.encounter_id, encounter.main_diagnosis]
judged: select count(*) from derived.stay where not is_refunded
source: ["payment limit of the drug catalogue: rescue and grave illness, or effusions of cirrhosis and cancer with albumin below 30 g/L"]
note: >-
  Mild illnesses are those of outpatient_diagnosis. A stay is judged only where it has a diagnosis and each of them, and of every
  visit of the person within days_around, is mild or a symptom. A measured value excuses nothing: it is
  asked beside the illness and not instead of it. The habit of a house that measures nobody is albumin_unmeasured.
note_zh: 轻症取自 outpatient_diagnosis。本次住院及前后 days_around 天内本人全部诊断均为轻症或一般症状时才判断。限定支付同时要求病情和白蛋白数值，测定过白蛋白不作为理由。普遍不测定的机构由 albumin_unmeasured 判断。
--- */
with
given as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.quantity, line.covered_amount,
        stay.admitted_on, coalesce(stay.discharged_on, stay.last_charged_on) as left_on
    from derived.net_line_scan as line
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    -- what was not delivered may be the operation or the rescue
    anti join derived.undelivered_charge as undelivered
        on line.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    -- nor is it known what a line without a name is
    anti join derived.nameless_charge as nameless
        on line.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
    where starts_with(line.item_code, $drug) and line.covered_amount > 0
),

-- all that is said of these persons, here and elsewhere
stated as (
    select distinct given.encounter_id as stay_id, diagnosis.encounter_id, diagnosis.code
    from (select distinct encounter_id, person_id, admitted_on, left_on from given) as given
    inner join encounter
        on
            given.person_id = encounter.person_id
            and date_diff('day', cast(encounter.started_at as date), given.admitted_on) <= $days_around
            and date_diff('day', given.left_on, cast(encounter.started_at as date)) <= $days_around
    inner join derived.encounter_diagnosis as diagnosis on encounter.encounter_id = diagnosis.encounter_id
    -- a name of Chinese medicine is no graver illness
    where not regexp_matches(diagnosis.code, '^([A-Z]{2}|[A-Z][0-9]{2}[.][0-9]{2}[.])')
),

mild_code as (
    select seen.code
    from (select distinct code from stated) as seen
    inner join outpatient_diagnosis as mild on starts_with(seen.code, mild.diagnosis_prefix)
    group by seen.code
),

judged_code as (
    select
        stated.stay_id, stated.encounter_id,
        case when stated.stay_id = stated.encounter_id then stated.code end as own_code,
        mild_code.code is not null as is_mild,
        mild_code.code is not null or regexp_matches(stated.code, $symptom) as is_slight
    from stated
    left join mild_code on stated.code = mild_code.code
),

-- stays of which something is said, and never more than something mild
mild_stay as (
    select
        stay_id,
        string_agg(distinct own_code, ', ' order by own_code) as diagnoses
    from judged_code
    group by stay_id
    having bool_and(is_slight) and bool_or(stay_id = encounter_id and is_mild)
),

-- whoever was operated, rescued or tapped, whatever was coded
grave as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    where
        line.encounter_id in (select mild_stay.stay_id from mild_stay) -- gate: equivalent, bounds work
        and (
            line.category = 'surgery'
            or regexp_matches(coalesce(line.item_name, '') || coalesce(line.local_item_name, ''), $rescue)
        )
)

select
    given.encounter_id as subject_id,
    min(given.provider_id) as provider_id,
    min(given.person_id) as person_id,
    min(mild_stay.diagnoses) as diagnoses,
    cast(sum(given.quantity) as integer) as vials,
    cast(sum(given.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(given.claim_line_id) as claim_line_ids,
    [given.encounter_id] as encounter_ids,
    min(given.charged_on) as occurred_from,
    max(given.charged_on) as occurred_to
from given
inner join mild_stay on given.encounter_id = mild_stay.stay_id
anti join grave on given.encounter_id = grave.encounter_id
group by given.encounter_id
having sum(given.quantity) >= $least_vials
