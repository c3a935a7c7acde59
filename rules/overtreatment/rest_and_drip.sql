/* ---
title: Admission with nothing but rest and a drip
title_zh: 低标准住院：仅卧床和普通输液
official: GZ10000204005000
version: 9
status: stable
certainty: suspect
subject: encounter
scope: all
parts: [mild, charged, brought, comorbid]
basis: [条例15, 条例38(二)]
loss: claim
parameters:
  least_days: {type: integer, default: 3, min: 1, max: 30, step: 1, unit: days of the stay}
  most_days: {type: integer, default: 14, min: 1, max: 60, step: 1, unit: days of the stay}
  most_done: {type: integer, default: 2, min: 0, max: 10, step: 1, unit: different tests and treatments beside drips, note: "a proposal: with so few the patient was neither examined nor treated, only laid down"}
  child_years: {type: integer, default: 6, min: 0, max: 18, step: 1, unit: years of age below which a child may need a bed for it}
  most_other_diagnoses: {type: integer, default: 2, min: 0, max: 10, step: 1, unit: other diagnoses, note: "a proposal: with more a mild condition is not the whole story"}
  frail_diagnosis: {type: string, default: "^(B2[0-4]|C|D46|D61|D70|D8[0-4]|N18|O|Z3[3-5]|Z94|Z99[.]2)", note: "other diagnoses with which a mild illness may need a bed: failing defence, tumours, kidney failure, transplants, pregnancy"}
  least_at_provider: {type: integer, default: 2, min: 1, max: 100, step: 1, unit: such stays at the hospital, note: "a proposal: one is a doctor's judgement"}
  drip_name: {type: string, default: "(静脉输液|静脉注射|肌肉注射|皮下注射|静脉留置|静脉采血)"}
  severe_name: {type: string, default: "(特级护理|特别护理|(^|[^I])(Ⅰ|I|一|1) ?级(护理|[)）])|护理费?[-—:： ]?(Ⅰ|I|一|1) ?级|氧气吸入|吸氧|给氧|供氧|氧疗|高流量|呼吸机|辅助通气|抢救|重症监护|心电监护|心电监测|输血( |费|治疗|护理|监测|加|[(（)）]|$))"}
  excused_ways: {type: list, default: ["5"], note: "ways of leaving: died"}
  told_ways: {type: list, default: ["2"], note: "ways of leaving that the hospital names itself: transferred"}
  least_told: {type: integer, default: 5, min: 1, max: 100, step: 1, unit: such stays that no other record shows, note: "a proposal: so many transfers of mild cases that no other bed received are the hospital's word, and shown"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "{main_diagnosis}: {length_days} days, {total_amount} yuan, nothing but bed, drip and {done_items} [done_items:test or treatment|tests or treatments]; {such} such [such:stay|stays] at the hospital{excuse}"
message_zh: "{main_diagnosis}（{note}）住院 {length_days} 天，费用 {total_amount} 元，除床位、输液外仅 {done_items} 项检查治疗；该机构此类住院 {such} 例{excuse_zh}"
evidence: {excuse: {encounter: excuse_encounter_ids}}
innocent_when:
  - small children, several diseases at once, a failing defence or a pregnancy, an emergency room before, an operation, grave care, courses of treatment (left out)
  - sent down by a hospital of a higher level to finish a cure, with the tests made there (a stay elsewhere in the week before is left out)
  - tests were made at an outpatient visit and settled there
  - a death, and a transfer that other records show (left out; many transfers by the hospital's word alone are shown)
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges), or treatment and nursing without a name, which may be grave care (left out)
innocent_when_zh:
  - 幼儿、多病共存、免疫低下或妊娠、入院前急诊、手术、重症护理治疗、疗程性住院（已排除）
  - 上级医院下转继续治疗，检查已在上级完成（入院前一周内有外院住院的已排除）
  - 检查在门诊完成并单独结算
  - 死亡、有其他记录印证的转院（已排除；多例仅有机构填报转院的予以列示）
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除），或治疗、护理明细无名称而可能为重症护理治疗（已排除）
verify_by:
  - the indication for admission in the record; who slept in the bed
  - ask the patient how he came to be admitted and what he paid
verify_by_zh:
  - 核查入院指征及在床情况
  - 询问患者入院经过及自付情况
tolerates: [claim, claim_line.local_item_name, provider, encounter.visit_type, procedure.encounter_id, diagnosis.code, diagnosis.is_main, diagnosis.encounter_id, person, person.died_on, encounter.is_newborn, encounter.discharge_way, encounter.department, provider.specialty, provider.level, readmission_innocent, procedure, diagnosis, person.birth_date, procedure.code]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [rule catalogue low_standard_admission, "crude form: a week in bed with a drip"]
note: >-
  The single stay shows it: the bill of a mild condition holds neither work-up nor treatment. It is no matter
  what other hospitals do, nor how old the patient is. Whether admission is a habit of a hospital that does
  examine is low_standard_admission's question; the list of mild conditions is outpatient_diagnosis.
note_zh: 单次住院即可判断：轻症的账单中既无检查，也无治疗。与其他医院的做法无关，也与患者年龄无关。有检查的医院是否习惯性收治轻症，由 low_standard_admission 判断；轻症病种目录见 outpatient_diagnosis。
--- */
with
mild as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.length_days,
        stay.main_diagnosis, stay.total_amount, mild.note,
        coalesce(list_contains($told_ways, stay.discharge_way), false) as is_told
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
        not stay.is_open -- gate: equivalent, a stay without an end has no length
        -- not refunded
        and stay.total_amount > 0
        and stay.length_days between $least_days and $most_days
        and not coalesce(list_contains($excused_ways, stay.discharge_way), false)
        and coalesce(date_diff('day', person.birth_date, stay.admitted_on) >= $child_years * 365.25, true)
        -- nobody spends the night on a day ward; beds at home are courses
        and not regexp_matches(coalesce(stay.department, ''), '日间')
    qualify
        row_number() over (partition by stay.encounter_id order by length(mild.diagnosis_prefix) desc) = 1
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

-- an emergency room that day or the day before, or a stay elsewhere in the week before
brought as (
    select mild.encounter_id
    from mild
    inner join encounter as other on mild.person_id = other.person_id
    left join registered_only on other.encounter_id = registered_only.encounter_id
    where
        (
            other.class = 'emergency'
            and registered_only.encounter_id is null
            and date_diff('day', cast(other.started_at as date), mild.admitted_on) between 0 and 1
        )
        or (
            other.class = 'inpatient'
            and other.provider_id <> mild.provider_id
            and date_diff('day', cast(other.ended_at as date), mild.admitted_on) between 0 and 7
        )
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
        sum(case when line.category = 'surgery' then line.amount else 0 end) as surgery_amount,
        max(case
            when regexp_matches(concat_ws(' ', line.item_name, line.local_item_name), $severe_name) then 1
            -- nursing of a grade that is not told
            when line.category = 'nursing' and line.item_name is null then 1
            else 0
        end) as is_severe,
        sum(case when line.category = 'bed' then line.quantity else 0 end) as bed_days,
        count(distinct case
            when
                line.category not in (
                    'bed', 'nursing', 'consultation', 'registration', 'general', 'western_drug', 'herbal_piece', 'patent_tcm'
                )
                and not regexp_matches(coalesce(line.item_name, ''), $drip_name)
                then line.item_code
        end) as done_items
    from derived.net_line_scan as line
    semi join mild -- gate: equivalent, bounds the work
        on line.encounter_id = mild.encounter_id -- gate: equivalent, bounds the work
    group by line.encounter_id
),

-- one row per stay that has nothing; transfers that nobody received make a habit or nothing
needless as (
    select
        mild.encounter_id, mild.provider_id, mild.person_id, mild.main_diagnosis, mild.note, mild.length_days,
        mild.total_amount, mild.admitted_on, mild.discharged_on, mild.is_told, charged.done_items,
        count(*) over (partition by mild.provider_id) as such,
        sum(case when mild.is_told then 1 else 0 end) over (partition by mild.provider_id) as told
    from mild
    inner join charged on mild.encounter_id = charged.encounter_id
    anti join brought on mild.encounter_id = brought.encounter_id
    anti join comorbid on mild.encounter_id = comorbid.encounter_id
    -- what was not delivered may be the work-up that is missed
    anti join derived.undelivered_charge as undelivered
        on mild.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    -- nor is it known what a line without a name is: it may be oxygen or the monitor
    anti join derived.nameless_charge as nameless
        on mild.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
    where
        charged.surgery_amount = 0
        and charged.is_severe = 0
        -- a bed for about every night
        and charged.bed_days >= mild.length_days - 1
        and charged.done_items <= $most_done
)

select
    encounter_id as subject_id, provider_id, person_id, main_diagnosis, note, length_days, total_amount, done_items,
    such,
    case when is_told then '; the hospital names a transfer that no other record shows' else '' end as excuse,
    case when is_told then '；机构填报转院，其他记录未见印证' else '' end as excuse_zh,
    case when is_told then [encounter_id] else cast([] as varchar[]) end as excuse_encounter_ids,
    cast(total_amount as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [encounter_id] as encounter_ids,
    admitted_on as occurred_from,
    discharged_on as occurred_to
from needless
where case when is_told then told >= $least_told else such - told >= $least_at_provider end
