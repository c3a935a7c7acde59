/* ---
title: Stay for a check-up
title_zh: 体检式住院：以检查化验为主、几无治疗
official: GZ10000204005000
version: 13
status: stable
certainty: suspect
subject: encounter
scope: all
parts: [single_stay, examination]
basis: [条例15, 条例38(二)]
loss: claim
parameters:
  least_exam_share: {type: decimal, default: 0.7, min: 0.4, max: 1, step: 0.1, unit: of the charges are examinations and tests}
  most_drug_share: {type: decimal, default: 0.1, min: 0, max: 0.5, step: 0.05, unit: of the charges are drugs}
  least_days: {type: integer, default: 2, min: 1, max: 30, step: 1, unit: days of the stay}
  least_exams: {type: integer, default: 5, min: 1, max: 50, step: 1, unit: different examinations and tests, note: "a proposal: a check-up is a set"}
  symptom: {type: string, default: "^(R|H81|S06[.]0)", note: "symptoms, vertigo and the shaken head, which are looked at and watched"}
  least_symptoms: {type: integer, default: 5, min: 2, max: 100, step: 1, unit: such stays of the hospital with nothing but a symptom for a diagnosis, note: "a proposal: a symptom is a reason to examine once, not for a habit"}
  symptom_share: {type: decimal, default: 0.1, min: 0.02, max: 1, step: 0.04, unit: of the hospital's stays are such, note: "a proposal"}
  least_crowd: {type: integer, default: 5, min: 3, max: 100, step: 1, unit: persons of one employer or village admitted like this together, note: "a proposal: a staff is not tired all at once"}
  crowd_days: {type: integer, default: 14, min: 1, max: 90, step: 1, unit: days between the first and the last of them, note: a proposal}
  watched: {type: string, default: "(视频脑电|长程脑电|多导睡眠|睡眠(呼吸)?监测|颅内电极)", note: "tests that watch the patient in bed for nights"}
  invasive: {type: string, default: "(动脉造影|冠脉造影|脑血管造影|心导管|右心造影|左室造影|心内电生理|血流储备分数)", note: "tests by a catheter in the vessels, after which a patient lies and is watched"}
  scanned: {type: string, default: "(CT|计算机体层|MR|磁共振|核素|超声|彩超|三维|重建)", note: "pictures of vessels that no catheter takes"}
  most_watched: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the examinations are such, note: "a proposal"}
  gland: {type: string, default: "^(I15|E2[2-7]|E34)", note: "pressure and illnesses of glands that are told by hormones, taken lying and standing and over days"}
  hormone: {type: string, default: "(皮质醇|醛固酮|肾素|促肾上腺皮质|生长激素|胰岛素样生长|儿茶酚胺|肾上腺素|香草扁桃酸|抑制试验|兴奋试验|激发试验|立卧位)", note: names of such hormones and of tests that provoke them}
  least_hormones: {type: integer, default: 2, min: 1, max: 10, step: 1, unit: different such tests, note: "a proposal; one alone is ticked in a set"}
  operation_days: {type: integer, default: 60, min: 0, max: 365, step: 10, unit: days until an operation for the same illness, note: "a proposal; an operation that was put off or followed the work-up explains it"}
  excused_ways: {type: list, default: ["2", "5"], note: "ways of leaving that cut the stay short: transferred, died"}
  short_days: {type: integer, default: 7, min: 0, max: 30, step: 1, unit: days of a stay, note: "a proposal: only so short a stay is cut short by a transfer or a death that no other record shows; of a longer one it is the hospital's word and shown"}
  told_ways: {type: list, default: ["4"], note: "ways of leaving that the hospital names itself: against advice; shown"}
  least_told: {type: integer, default: 3, min: 1, max: 50, step: 1, unit: such short stays of the hospital left against advice, note: "a proposal; who leaves before the treatment is one patient, several are the hospital's word"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "{exam_percent}% of {total_amount} yuan for {exams} examinations and tests, {drug_percent}% for drugs, in {length_days} days ({main_diagnosis}){excuse}"
message_zh: "住院 {length_days} 天（{main_diagnosis}），费用 {total_amount} 元中检查化验 {exams} 项占 {exam_percent}%，药品占 {drug_percent}%{excuse_zh}"
evidence: {excuse: {encounter: excuse_encounter_ids}}
innocent_when:
  - a difficult case under diagnosis; suspected tumours (left out), symptoms (left out where they are neither a habit of the hospital nor those of a whole staff or village)
  - work-up before an operation elsewhere that the extract does not hold (left out where the person was operated for the illness within {operation_days} days)
  - a catheter in an artery or the heart, by code or by name (left out)
  - who left against advice within {short_days} days, before any treatment (left out of hospitals with fewer than {least_told} such)
  - pressure of a known cause and illnesses of the pituitary and the adrenals, of which the hormones were measured (left out, from {least_hormones} of them on)
  - nights under video EEG or in a sleep laboratory (left out, and so is a single test without a name that costs as much as the others together)
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
innocent_when_zh:
  - 疑难待诊；疑似肿瘤（已排除）；症状待查（非该院惯例且非同单位、同村集中入院者已排除）
  - 术前检查后在数据范围外的机构手术（{operation_days} 天内因同一疾病手术的已排除）
  - 动脉造影、心导管等介入检查，按手术编码或项目名称识别（已排除）
  - 入院 {short_days} 天内自动离院、尚未治疗（同一机构此类不足 {least_told} 例的已排除）
  - 继发性高血压、垂体及肾上腺疾病的激素检查（{least_hormones} 项及以上的已排除）
  - 视频脑电、睡眠监测等须夜间住院的检查（已排除；一项无名称的检查占检查费一半以上的同样排除）
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
verify_by:
  - sets of orders on admission; how many results were abnormal
  - was there a finding that called for a bed
verify_by_zh:
  - 核查入院医嘱套餐、检查阳性率
  - 核实有无住院指征
tolerates: [claim, claim_line.item_name, provider, person.died_on, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person, encounter.is_newborn, encounter.discharge_way, encounter.department, provider.specialty, readmission_innocent, procedure, person.birth_date, person.employer_id, person.locality_key, procedure.code]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [rule catalogue exam_only_stay]
--- */
with
single_stay as (
    select stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.length_days, stay.main_diagnosis,
        case
            when coalesce(list_contains($told_ways, stay.discharge_way), false) then 'against advice'
            when coalesce(list_contains($excused_ways, stay.discharge_way), false) then 'a transfer or a death'
        end as told,
        coalesce(regexp_matches(stay.main_diagnosis, $symptom), false) as is_symptom
    from derived.stay as stay
    anti join derived.repeat_course_stay as course on stay.encounter_id = course.encounter_id
    -- a test that is coded as a procedure is no operation, unless it goes into the arteries
    anti join procedure
        on
            stay.encounter_id = procedure.encounter_id
            and not coalesce(regexp_matches(procedure.code, '^(8[79]|88($|[.]?[0-36-9])|9[01]|99[.]2)'), false)
    -- a transfer or a death that other records show
    anti join derived.shown_departure as departure
        on
            stay.encounter_id = departure.encounter_id
            and coalesce(list_contains($excused_ways, stay.discharge_way), false)
    -- what was not delivered may be the treatment
    anti join derived.undelivered_charge as undelivered
        on stay.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    where
        not stay.is_refunded
        and stay.length_days >= $least_days
        and not (
            coalesce(list_contains($excused_ways, stay.discharge_way), false)
            and stay.length_days <= $short_days
        )
        -- tumours and observation are reasons to examine; of symptoms see below
        and not coalesce(regexp_matches(stay.main_diagnosis, '^(C|D[0-4]|Z03)'), false)
),

charged as (
    select
        charge.encounter_id,
        sum(charge.amount) as total_amount,
        sum(charge.test_amount) as exam_amount,
        sum(charge.drug_amount) as drug_amount,
        sum(charge.surgery_amount) as surgery_amount
    from derived.claim_charge as charge
    semi join single_stay -- gate: equivalent, bounds the work
        on charge.encounter_id = single_stay.encounter_id -- gate: equivalent, bounds the work
    group by charge.encounter_id
),

-- stays that are examinations for the most part
examined_stay as (
    select encounter_id, total_amount, exam_amount, drug_amount
    from charged
    where
        exam_amount >= $least_exam_share * total_amount
        and drug_amount <= $most_drug_share * total_amount
        and surgery_amount = 0
),

examination as (
    select
        line.encounter_id, examined_stay.total_amount, examined_stay.exam_amount, examined_stay.drug_amount,
        count(distinct line.item_code) as exams,
        cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
        list(line.claim_line_id) as claim_line_ids,
        sum(case when regexp_matches(coalesce(line.item_name, ''), $watched) then line.amount else 0 end) as watched_amount,
        max(case
            when regexp_matches(line.item_name, $invasive) and not regexp_matches(upper(line.item_name), $scanned) then 1
            else 0
        end) as has_invasive,
        max(line.nameless_amount) as nameless_amount,
        count(distinct case when regexp_matches(line.item_name, $hormone) then line.item_code end) as hormones
    from (
        select
            encounter_id, item_code, item_name, category, claim_line_id, amount, covered_amount,
            -- of a test without a name
            case when item_name is null then sum(amount) over (partition by encounter_id, item_code) else 0 end as nameless_amount
        from derived.net_line_scan
        where
            coalesce(category in ('examination', 'laboratory'), false)
            and encounter_id in (select examined_stay.encounter_id from examined_stay) -- gate: equivalent, bounds work
    ) as line
    inner join examined_stay on line.encounter_id = examined_stay.encounter_id
    group by line.encounter_id, examined_stay.total_amount, examined_stay.exam_amount, examined_stay.drug_amount
),

-- how many stays each hospital has
provider_size as (
    select provider_id, count(*) as stays
    from derived.stay
    where not is_refunded
    group by provider_id
),

-- hospitals that examine and do nothing else under a symptom as a habit
symptom_habit as (
    select single_stay.provider_id
    from single_stay
    inner join examination on single_stay.encounter_id = examination.encounter_id
    inner join provider_size on single_stay.provider_id = provider_size.provider_id
    where single_stay.is_symptom and examination.exams >= $least_exams
    group by single_stay.provider_id
    having count(*) >= $least_symptoms and count(*) >= $symptom_share * max(provider_size.stays)
),

-- hospitals of whose check-up stays several were left against advice within days, by their own word
told_habit as (
    select single_stay.provider_id
    from single_stay
    inner join examination on single_stay.encounter_id = examination.encounter_id
    where
        single_stay.told = 'against advice'
        and single_stay.length_days <= $short_days
        and examination.exams >= $least_exams
    group by single_stay.provider_id
    having count(*) >= $least_told
),

-- whom a symptom and a set of tests brought to a hospital, with what ties persons together
tied_stay as (
    select single_stay.encounter_id, single_stay.person_id, single_stay.provider_id, single_stay.admitted_on, tie.tie
    from single_stay
    inner join examination on single_stay.encounter_id = examination.encounter_id
    inner join (
        select person_id, 'employer ' || employer_id as tie from person
        union all
        select person_id, 'locality ' || locality_key as tie from person
    ) as tie on single_stay.person_id = tie.person_id
    where single_stay.is_symptom and examination.exams >= $least_exams
),

-- the staff of a firm or a village within days
crowd as (
    select own.encounter_id
    from tied_stay as own
    inner join tied_stay as other
        on
            own.provider_id = other.provider_id
            and own.tie = other.tie
            and abs(date_diff('day', own.admitted_on, other.admitted_on)) <= $crowd_days
    group by own.encounter_id, own.tie
    having count(distinct other.person_id) >= $least_crowd
),

-- the work-up before an operation for the same illness that was put off, or done elsewhere
operated_later as (
    select distinct single_stay.encounter_id
    from single_stay
    inner join derived.stay as later
        on
            single_stay.person_id = later.person_id
            and substr(single_stay.main_diagnosis, 1, 3) = later.diagnosis_category
            and later.admitted_on >= single_stay.discharged_on
            and date_diff('day', single_stay.discharged_on, later.admitted_on) <= $operation_days
    inner join procedure on later.encounter_id = procedure.encounter_id
    where
        not later.is_refunded
        and not coalesce(regexp_matches(procedure.code, '^(8[789]|9[01]|99[.]2)'), false)
)

select
    single_stay.encounter_id as subject_id, single_stay.provider_id, single_stay.person_id,
    single_stay.main_diagnosis, single_stay.length_days, examination.exams, examination.total_amount,
    cast(round(examination.exam_amount * 100.0 / examination.total_amount, 1) as decimal(5, 1)) as exam_percent,
    cast(round(examination.drug_amount * 100.0 / examination.total_amount, 1) as decimal(5, 1)) as drug_percent,
    case single_stay.told
        when 'against advice' then '; the hospital names a departure against advice'
        when 'a transfer or a death' then '; the hospital names a transfer or a death that no other record shows'
        else ''
    end as excuse,
    case single_stay.told
        when 'against advice' then '；机构填报自动离院'
        when 'a transfer or a death' then '；机构填报转院或死亡，其他记录未见印证'
        else ''
    end as excuse_zh,
    case when single_stay.told is not null then [single_stay.encounter_id] else cast([] as varchar[]) end as excuse_encounter_ids,
    examination.amount_at_risk, examination.claim_line_ids,
    [single_stay.encounter_id] as encounter_ids,
    single_stay.admitted_on as occurred_from,
    single_stay.discharged_on as occurred_to
from single_stay
inner join examination on single_stay.encounter_id = examination.encounter_id
left join symptom_habit as habit on single_stay.provider_id = habit.provider_id
left join told_habit on single_stay.provider_id = told_habit.provider_id
anti join operated_later on single_stay.encounter_id = operated_later.encounter_id
left join (select distinct encounter_id from crowd) as crowd on single_stay.encounter_id = crowd.encounter_id
where
    examination.exams >= $least_exams
    -- who leaves within days has not been treated yet
    and (
        single_stay.told is distinct from 'against advice'
        or single_stay.length_days > $short_days
        or told_habit.provider_id is not null
    )
    -- nights of video EEG or of a sleep laboratory need the bed and nothing else
    and examination.has_invasive = 0
    and examination.watched_amount < $most_watched * examination.exam_amount
    -- a test without a name that outweighs the others may be such, or a catheter
    and examination.nameless_amount < $most_watched * examination.exam_amount
    -- glands are told by their hormones, lying and standing, before and after
    and not (
        coalesce(regexp_matches(single_stay.main_diagnosis, $gland), false) and examination.hormones >= $least_hormones
    )
    -- a symptom is a reason to examine, unless the hospital writes one on a tenth of its stays or a staff has it at once
    and (not single_stay.is_symptom or habit.provider_id is not null or crowd.encounter_id is not null)
