/* ---
title: Too many drugs taken home from a stay
title_zh: 出院带药超量
official: none
version: 9
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: encounter
basis: [条例15, 条例38(二)]
tolerates: [claim_line.prescription_no, claim_line.original_line_id, claim_line.covered_amount, encounter.main_diagnosis, diagnosis, diagnosis.code, diagnosis.encounter_id, claim_line.item_name]
parameters:
  acute_days: {type: integer, default: 7, min: 1, step: 1, unit: days}
  chronic_days: {type: integer, default: 30, min: 1, step: 1, unit: days, note: some regions allow fourteen}
  chronic_pattern: {type: string, default: "^(A1[5-9]|A23|A3[01]|A4[23]|A52|B02[.][0-3]|B1[5-9]|B2[0-4]|B35[.]1|B4[0-9]|B5[58]|B6[5-9]|C|D18|D3[2-5]|D4[5-7]|D5[0-9]|D6[0-9]|D70|D75|D86|E0[0-7]|E1[0-4]|E2[0-9]|E55|E66|E7[0-9]|E8[3-5]|E89|F|G0[68]|G1[0-4]|G2[0-5]|G3[0-7]|G4[0-4]|G47|G5[0-9]|G6[0-4]|G7[0-3]|G8[0-3]|H04|H2[5-6]|H20[.]1|H40|H35|I0[5-9]|I1[0-5]|I2[0-7]|I3[3-9]|I4[2-9]|I50|I6[0-9]|I7[0-4]|I77|I8[0-3]|I87|H81[.]0|J3[0-2]|J4[1-7]|J8[4-6]|K21|K2[5-9]|K50|K51|K5[89]|K7[0-6]|K80|K81[.]1|K86|L10|L1[2-3]|L20|L40|L50|L63|L70|L8[0-1]|L93|M0[5-9]|M1[0-9]|M3[0-5]|M4[5-8]|M5[0-1]|M79[.]7|M8[0-1]|M86|N0[2-8]|N11|N1[8-9]|N2[0-8]|N30[.][12]|N3[12]|N39[.]3|N40|N41[.]1|N46|N73[.]1|N80|N9[1-5]|N97|O|Q|R32|R52[.]2|R56|R7[3]|R80|S32|S72|S82|T86|T9[0-8]|Z2[1-2]|Z3[0-6]|Z4[39]|Z5[01]|Z79|Z8[56]|Z9)"}
  injection_pattern: {type: string, default: "^.*(注射|针剂|输液)"}
  self_injected_pattern: {type: string, default: "^.*(胰岛素|鲁肽|糖肽|那肽|泊肽|度肽|瑞肽|凝血因子|凝血酶原|去铁胺|司亭|血小板生成素|白介素|艾替班特|肝素|肝癸|促红素|红细胞生成素|干扰素|单抗|依那西普|融合蛋白|生长激素|特立帕肽|降钙素|粒细胞|促性腺|促卵泡|绒促|瑞林|瑞克|格拉替雷|奥曲肽|甲氨蝶呤)"}
message: "{item_name} taken home: {days_supplied} days, {fault}"
message_zh: "出院带药 {item_name} {days_supplied} 天，{fault_zh}"
innocent_when:
  - a registered long-term prescription
  - the mark for drugs taken home was set on drugs used on the ward
innocent_when_zh:
  - 已备案长期处方
  - 带药标志误设
verify_by:
  - the discharge orders
verify_by_zh:
  - 核对出院带药医嘱
note: >-
  Only lines marked as taken home are judged; where the extract has no such mark the rule does not apply. Injections that
  persons give themselves are left out. A pack is not opened: where one pack (box, bottle, tube, inhaler) fewer would not
  have lasted for the days allowed, its days are no excess. Days of one drug on several prescriptions of the stay add up.
note_zh: 仅判断带药标志为是的明细；患者可自行注射的药品不计。整包装不拆零：少发一盒（瓶、支）即不足限定天数的，不计超量。同一住院多张处方的同一药品天数合计。
--- */
with
-- a chronic disease among the diagnoses of the stay, whichever stands first
chronic as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where regexp_matches(code, $chronic_pattern)
),

taken_home as (
    select
        line.encounter_id, line.person_id, line.provider_id, line.item_code,
        line.charged_on, line.covered_amount, line.claim_line_id, line.item_name, line.quantity,
        case when line.days_supplied <= 366 then line.days_supplied else 0 end as days_supplied,
        -- the same days on each of several packs are the days of one prescription
        row_number() over (
            partition by line.encounter_id, line.item_code, line.prescription_no
            order by case when line.days_supplied <= 366 then line.days_supplied else 0 end desc, line.claim_line_id
        ) as nth_of_prescription,
        case
            when encounter.main_diagnosis is null then $chronic_days
            -- a name of Chinese medicine tells no disease of the international list
            when regexp_matches(encounter.main_diagnosis, '^([A-Z]{2}|[A-Z][0-9]{2}[.][0-9]{2}[.])') then $chronic_days
            when chronic.encounter_id is not null then $chronic_days
            else $acute_days
        end as max_days,
        regexp_matches(coalesce(line.item_name, ''), $injection_pattern)
        and not regexp_matches(coalesce(line.item_name, ''), $self_injected_pattern) as is_injection
    from derived.net_claim_line as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    left join chronic on line.encounter_id = chronic.encounter_id
    where
        line.is_discharge_drug
        and encounter.class = 'inpatient'
        and coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece'), false)
        -- what the fund does not cover costs it nothing
        and coalesce(line.covered_amount, line.amount) > 0
),

-- what was taken home of a drug on several prescriptions together
summed as (
    select
        encounter_id, person_id, provider_id, item_code, charged_on, covered_amount, claim_line_id, item_name,
        max_days, is_injection, days_supplied,
        sum(case when nth_of_prescription = 1 then days_supplied else 0 end) over (
            partition by encounter_id, item_code
        ) as days_of_drug,
        sum(quantity) over (partition by encounter_id, item_code) as packs,
        max(days_supplied) over (partition by encounter_id, item_code) as longest
    from taken_home
)

select
    encounter_id as subject_id, provider_id, person_id, item_code,
    min(item_name) as item_name,
    max(days_of_drug) as days_supplied,
    case
        when max(case when is_injection then 1 else 0 end) = 1 then 'an injection'
        else 'the limit is ' || cast(min(max_days) as varchar)
    end as fault,
    case
        when max(case when is_injection then 1 else 0 end) = 1 then '为注射剂'
        else '上限 ' || cast(min(max_days) as varchar) || ' 天'
    end as fault_zh,
    cast(sum(case
        when is_injection then covered_amount
        -- of one prescription each line by its own days
        when days_of_drug = longest then round(covered_amount * (days_supplied - max_days) / days_supplied, 2)
        else round(covered_amount * (days_of_drug - max_days) / days_of_drug, 2)
    end) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from summed
where
    is_injection
    or (
        (days_supplied > max_days or (days_of_drug > longest and days_of_drug > max_days and days_supplied > 0))
        -- one pack fewer would have lasted for the days allowed
        and days_of_drug * (packs - 1) >= max_days * packs
    )
group by encounter_id, provider_id, person_id, item_code
