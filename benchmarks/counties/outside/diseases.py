"""Reasons to be in hospital and what a ward does about them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Disease:
    """A reason to be in hospital and what a ward does about it."""

    key: str
    code: str
    name: str
    adrg: str
    weight: float
    days: tuple[int, int]
    dept: str
    sex: str = ""
    ages: tuple[int, int] = (18, 92)
    once: tuple[str, ...] = ()
    daily: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    op: tuple[str, str, str, str] | None = None  # item, ICD-9 code, name, anaesthesia
    parts: tuple[str, ...] = ()


# Tests of every medical admission, and those before an operation.
LAB = "cbc urine alt ast urea crea k na cl glucose ecg"
PRE = "cbc urine pt aptt alt crea k glucose hbsag hcv hiv tp ecg dr blood_type"

# key|ICD-10|name|ADRG|weight|days|ward|sex|ages|once|daily|further diagnoses|operation|its parts
TABLE = """
pneumonia|J18.900|肺炎|ES2|0.72|6-11|呼吸内科||18-92|LAB crp ct|infusion ceftriaxone ns ambroxol_iv|||
copd|J44.100|慢性阻塞性肺病急性加重|ET1|0.95|7-12|呼吸内科||55-92|LAB crp dr blood_gas lung_fx|\
infusion levoflox nebul budesonide_n|I10.x00=高血压||
chf|I50.900|心力衰竭|FR2|0.98|6-12|心内科||58-92|LAB bnp us_heart dr|infusion furosemide gs|\
I10.x00=高血压||
cad|I25.103|冠状动脉粥样硬化性心脏病|FR4|0.65|5-9|心内科||50-90|LAB tropi ckmb us_heart chol ldl|\
infusion ginkgo gs|I10.x00=高血压||
stroke|I63.900|脑梗死|BR2|0.95|8-14|神经内科||50-92|LAB ct mr us_neck pt chol ldl|\
infusion edaravone ns|I10.x00=高血压||
diabetes|E11.900|2型糖尿病|KS1|0.6|6-10|内分泌科||35-88|LAB hba1c chol tg us_color|\
insulin_iv injection glucose_bed|||
gastritis|K29.500|慢性胃炎|GU2|0.42|4-7|消化内科||18-92|LAB gastroscopy us_color|infusion ppi_iv ns|||
pancreatitis|K85.900|急性胰腺炎|HT1|0.95|7-12|消化内科||18-92|LAB amylase ct ca crp|\
infusion ppi_iv gs gastric_dec|||
cirrhosis|K74.600|肝硬化|HS2|0.9|7-13|消化内科||40-80|LAB albumin_t pt us_color afp tbil|\
infusion gs furosemide|R18.x00=腹水||
ldh|M51.202|腰椎间盘突出|IU2|0.62|7-12|康复科||25-80|LAB mr|mid_freq acup tuina|||
uti|N39.000|泌尿道感染|LU1|0.55|5-8|肾内科||18-92|LAB us_color culture|infusion ceftriaxone ns|||
child_pneu|J18.000|支气管肺炎|ES3|0.55|5-8|儿科||0-12|cbc crp dr alt crea ecg|\
infusion_head ceftriaxone ns nebul budesonide_n|||
gallstone|K80.100|胆囊结石伴慢性胆囊炎|HC2|1.35|5-8|普外科||28-80|PRE us_color|infusion cefoper ns||\
op_gall,51.2300,腹腔镜下胆囊切除术,an_gen|dressing
appendix|K35.800|急性阑尾炎|GD2|1|4-7|普外科||15-70|PRE us_color|infusion cefoper ns||\
op_app,47.0900,阑尾切除术,an_spinal|dressing
hernia|K40.900|单侧腹股沟疝|GE1|0.85|3-6|普外科|1|30-85|PRE us_color|infusion ns||\
op_hernia,53.0500,单侧腹股沟疝修补术,an_spinal|dressing mesh
hip_fx|S72.000|股骨颈骨折|IC2|3.6|9-14|骨科||62-92|PRE ct|infusion cefoper ns heparin||\
op_hip,81.5100,全髋关节置换,an_spinal|dressing hip
knee_oa|M17.900|膝关节骨关节炎|IC2|3.7|8-12|骨科||58-85|PRE mr|infusion cefoper ns heparin||\
op_knee,81.5400,全膝关节置换,an_spinal|dressing knee
femur_fx|S72.300|股骨干骨折|IF3|2.4|9-14|骨科||18-75|PRE ct|infusion cefoper ns||\
op_femur,79.3500,股骨骨折切开复位内固定术,an_gen|dressing plate screw
cataract|H25.900|老年性白内障|CB3|0.75|2-3|眼科||58-90|cbc pt glucose ecg hbsag hiv|||\
op_cataract,13.4100,白内障超声乳化抽吸术,an_local|lens
prostate|N40.x00|前列腺增生|MC1|1.2|6-9|泌尿外科|1|60-88|PRE us_color psa|infusion cefoper ns||\
op_turp,60.2900,经尿道前列腺电切术,an_spinal|catheter
thyroid|D34.x00|甲状腺腺瘤|KD1|1.15|5-7|普外科||25-70|PRE us_breast tsh|infusion ns||\
op_thyroid,06.4x00,甲状腺全部切除术,an_gen|dressing
myoma|D25.900|子宫平滑肌瘤|NB1|1.35|6-9|妇科|2|38-54|PRE us_gyn vag_disch|infusion cefoper ns||\
op_hyst,68.4900,经腹全子宫切除术,an_gen|dressing
birth_cs|O82.000|经选择性剖宫产术分娩|OB1|0.95|5-7|产科|2|22-40|\
cbc urine pt aptt alt crea k glucose hbsag hcv hiv tp ecg blood_type fetal nst_us|\
infusion cefoper ns oxytocin||op_cs,74.1x00,子宫下段剖宫产,an_spinal|dressing
birth|O80.000|头位顺产|OR1|0.5|3-4|产科|2|20-38|cbc urine pt blood_type hbsag hiv tp nst_us|\
oxytocin||op_birth,73.5900,手法助产,|
pci|I20.000|不稳定性心绞痛|FM1|2.6|4-7|心内科||48-82|LAB pt tropi ckmb us_heart hbsag hiv|\
infusion ns heparin||stent_op,36.0700,药物洗脱冠状动脉支架置入术,|stent balloon
chemo_lung|Z51.102|恶性肿瘤术后化疗|RE1|0.8|3-5|肿瘤科||45-78|cbc alt crea k cea ecg|\
infusion ns ondansetron|C34.900=支气管或肺恶性肿瘤||
psych|F20.900|精神分裂症|TR1|1.5|40-80|精神科||20-68|cbc alt crea glucose ecg|psy_work psy_drugmon|||
rehab_stroke|I69.300|脑梗死后遗症|BW1|1.3|18-28|康复科||48-85|cbc alt crea ecg rehab_eval|\
exercise hemi ot low_freq|G81.900=偏瘫||
hypertension|I10.x00|高血压|FV2|0.45|5-8|内科||45-90|LAB chol ldl us_heart|infusion gs danshen|||
bronchitis|J20.900|急性支气管炎|ES3|0.42|5-7|内科||18-92|cbc crp dr ecg alt crea k|\
infusion ceftriaxone ns nebul budesonide_n|||
"""


def _span(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last)


def _read() -> dict[str, Disease]:
    out: dict[str, Disease] = {}
    for row in TABLE.strip().splitlines():
        (key, code, name, adrg, weight, days, dept, sex, ages, once, daily, others, op, parts) = (
            row.split("|")
        )
        item, icd, title, anaesthesia = op.split(",") if op else ("", "", "", "")
        further = (pair.partition("=") for pair in others.split())
        out[key] = Disease(
            key,
            code,
            name,
            adrg,
            float(weight),
            _span(days),
            dept,
            sex,
            _span(ages),
            tuple(once.replace("LAB", LAB).replace("PRE", PRE).split()),
            tuple(daily.split()),
            tuple((a, b) for a, _, b in further),
            (item, icd, title, anaesthesia) if op else None,
            tuple(parts.split()),
        )
    return out


DISEASES = _read()
