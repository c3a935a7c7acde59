"""How people are treated in the county: one pathway per kind of encounter.

A pathway says who it is for, how long it lasts and what is charged on which day. The
expansion (`expand.py`) turns a plan row and its pathway into fee lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Charge:
    """One line of a pathway: one of `items`, chosen once per encounter.

    when: first | daily | pre | op | post | every3 | every7 | last, relative to the stay.
    severity: the least severity (0 none, 1 CC, 2 MCC) for which it is charged.
    """

    items: tuple[str, ...]
    when: str
    chance: float = 1.0
    low: int = 1
    high: int = 1
    severity: int = 0
    days_supplied: int = 0


@dataclass(frozen=True)
class Pathway:
    """One kind of encounter.

    kind: stay | outpatient | chronic | dialysis | emergency | pharmacy.
    days: shortest and longest stay without complications; 0 for a visit.
    weights: DRG weight of the MCC, CC and uncomplicated group; empty where not grouped.
    """

    key: str
    kind: str
    med_type: str
    department: str
    diagnoses: tuple[tuple[str, str], ...]
    charges: tuple[Charge, ...]
    days: tuple[int, int] = (0, 0)
    sex: int = 0
    ages: tuple[int, int] = (0, 110)
    specialties: tuple[str, ...] = ("general",)
    levels: tuple[int, ...] = (1, 2, 3)
    share: float = 1.0
    adrg: str = ""
    weights: tuple[float, ...] = ()
    procedure: tuple[str, str] | None = None
    anaesthesia: str = ""
    secondaries: tuple[tuple[str, str], ...] = ()


COMPLICATIONS = (("E87.600", "低钾血症"), ("D64.900", "贫血"), ("K76.000", "脂肪肝"))
MAJOR_COMPLICATIONS = (("R57.900", "休克"), ("N17.900", "急性肾衰竭"))


def _c(keys: str, when: str = "first", chance: float = 1.0, qty: str = "1", **more: int) -> Charge:
    low, _, high = qty.partition("-")
    return Charge(tuple(keys.split()), when, chance, int(low), int(high or low), **more)


_WARD = (_c("bed", "daily"), _c("consult", "daily"))
_ADMISSION = (
    _c("blood_count"),
    _c("urine", chance=0.8),
    _c("liver", chance=0.8),
    _c("kidney", chance=0.8),
    _c("potassium", chance=0.6),
    _c("ecg", chance=0.6),
    _c("chest_film", chance=0.3),
    _c("abdomen_us", chance=0.25),
)
_DRIP = (_c("infusion", "daily"), _c("saline dextrose", "daily", qty="1-2"))
_SEVERE = (
    # what any complication is seen by
    _c("potassium", "every3", severity=1),
    _c("urea", severity=1),
    _c("blood_gas", "every3", severity=1),
    _c("pct", "every3", severity=1),
    _c("meropenem", "daily", qty="2-3", severity=2),
    _c("ecg_watch", "daily", qty="6-11", severity=1),
    _c("noradrenaline", "daily", 0.8, qty="1-2", severity=2),
)
_OPERATION = (
    _c("clotting", "first"),
    _c("dressing", "post"),
    _c("ceftriaxone", "op", qty="1-2"),
    _c("ketorolac", "post", 0.7, qty="1-2"),
    _c("blood_count", "post", 0.25),
    *_DRIP,
)


def _beside(own: tuple[Charge, ...], usual: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """The usual charges but for those that a pathway names itself on the same days."""
    named = {(charge.items, charge.when) for charge in own}
    return tuple(charge for charge in usual if (charge.items, charge.when) not in named)


def _medical(
    key: str,
    department: str,
    diagnosis: tuple[str, str],
    adrg: str,
    weights: tuple[float, float, float],
    days: tuple[int, int],
    charges: tuple[Charge, ...],
    **more: Any,
) -> Pathway:
    usual = _beside(charges, (*_ADMISSION, *_DRIP, *_SEVERE))
    return Pathway(
        key, "stay", "21", department, (diagnosis,), (*_WARD, _c("nurse2", "daily"), *usual, *charges),
        days=days, adrg=adrg, weights=weights, **more,
    )  # fmt: skip


def _surgical(
    key: str,
    department: str,
    diagnosis: tuple[str, str],
    adrg: str,
    weights: tuple[float, float, float],
    days: tuple[int, int],
    operation: tuple[str, tuple[str, str], str, tuple[Charge, ...]],
    **more: Any,
) -> Pathway:
    item, procedure, anaesthesia, charges = operation
    sleep = "anaesthesia" if anaesthesia == "1" else "spinal"
    theatre = (_c(item, "op"), _c(sleep, "op"), _c("propofol", "op", qty="1-3"))
    usual = _beside(charges, (*_ADMISSION, *_OPERATION, *_SEVERE))
    return Pathway(
        key, "stay", "21", department, (diagnosis,),
        (*_WARD, _c("nurse2", "daily"), *usual, *theatre, *charges),
        days=days, adrg=adrg, weights=weights, procedure=procedure, anaesthesia=anaesthesia,
        **{"levels": (2, 3), **more},
    )  # fmt: skip


_STAYS = (
    _medical("pneumonia", "呼吸内科", ("J18.900", "肺炎"), "ES2", (1.47, 0.65, 0.37), (6, 11),
             (_c("ceftriaxone levofloxacin", "daily", qty="1-2"), _c("ambroxol", "daily", qty="2-4"),
              _c("chest_ct", chance=0.8), _c("crp"), _c("nebulise", "daily", 0.6),
              _c("crp", "every3", 0.4)), ages=(18, 110), share=1.5),
    _medical("bronchitis", "呼吸内科", ("J20.900", "急性支气管炎"), "ES3", (1.23, 0.52, 0.27), (5, 8),
             (_c("azithromycin_inj ceftriaxone", "daily", qty="1-2"), _c("ambroxol", "daily", qty="2-4"),
              _c("crp", chance=0.7), _c("nebulise", "daily", 0.5)), share=1.2),
    _medical("infarct", "神经内科", ("I63.900", "脑梗死"), "BR2", (1.77, 0.82, 0.5), (8, 13),
             (_c("edaravone citicoline", "daily", qty="1-2"), _c("head_ct"), _c("head_mr", chance=0.8),
              _c("lipid"), _c("clotting"), _c("omeprazole_inj", "daily", 0.4)), ages=(45, 95), share=1.3),
    _medical("lacunar", "神经内科", ("I63.801", "腔隙性脑梗死"), "BR3", (1.32, 0.51, 0.27), (6, 9),
             (_c("citicoline", "daily", qty="1-2"), _c("head_ct"), _c("lipid", chance=0.7)), ages=(50, 95)),
    _medical("angina", "心血管内科", ("I20.900", "心绞痛"), "FR3", (1.37, 0.6, 0.34), (6, 10),
             (_c("isosorbide", "daily", qty="1-2"), _c("heparin", "daily", 0.5, qty="1-2"),
              _c("heart_us", chance=0.7), _c("troponin"), _c("lipid")), ages=(45, 95)),
    _medical("infarction", "心血管内科", ("I21.900", "急性心肌梗死"), "FR2", (1.67, 0.97, 0.72), (8, 13),
             (_c("heparin", "daily", qty="1-2"), _c("isosorbide", "daily", qty="1-2"), _c("troponin"),
              _c("troponin", "every3"), _c("heart_us"), _c("ecg_watch", "daily", qty="8-11"),
              _c("oxygen", "daily", qty="4-11")), ages=(45, 95), levels=(2, 3), share=0.5),
    _medical("sepsis", "重症医学科", ("A41.900", "脓毒症"), "SR1", (2.14, 1.91, 1.53), (9, 15),
             (_c("meropenem", "daily", qty="2-3"), _c("culture"), _c("culture", "every3", 0.5), _c("pct"),
              _c("pct", "every3"), _c("blood_gas"), _c("blood_gas", "every3"), _c("ventilator", "daily", qty="5-11"),
              _c("noradrenaline", "daily", qty="1-3"), _c("chest_ct")), ages=(40, 95), levels=(2, 3), share=0.4),
    _medical("gastritis", "消化内科", ("K29.500", "慢性胃炎"), "GU2", (1.1, 0.42, 0.21), (5, 8),
             (_c("omeprazole_inj", "daily", qty="1-2"), _c("gastroscopy", chance=0.7), _c("methylcobalamin", "daily", 0.5)),
             ages=(20, 95)),
    _medical("diabetes", "内分泌科", ("E11.900", "2型糖尿病"), "KS1", (1.39, 0.6, 0.3), (7, 11),
             (_c("insulin", "every3"), _c("glucose", "daily"), _c("hba1c"), _c("methylcobalamin", "daily", qty="1-2"),
              _c("lipid"), _c("heart_us", chance=0.3)), ages=(35, 95)),
    _medical("disc", "骨科", ("M51.202", "腰椎间盘突出"), "IU2", (1.51, 0.69, 0.39), (7, 11),
             (_c("lumbar_mr", chance=0.8), _c("electro", "daily"), _c("needle", "daily", 0.6),
              _c("methylcobalamin ketorolac", "daily", qty="1-2")), ages=(25, 85)),
    _medical("child_pneumonia", "儿科", ("J18.000", "支气管肺炎"), "ES4", (1.21, 0.46, 0.24), (5, 8),
             (_c("ceftriaxone azithromycin_inj", "daily"), _c("ambroxol", "daily", qty="1-2"), _c("crp"),
              _c("nebulise", "daily"), _c("chest_film", chance=0.3)), ages=(1, 11), share=0.8,
             specialties=("general", "maternity")),
    _surgical("gallbladder", "普外科", ("K80.200", "胆囊结石"), "HC2", (1.67, 0.96, 0.74), (5, 8),
              ("cholecystectomy", ("51.2300", "腹腔镜下胆囊切除术"), "1", (_c("abdomen_us"),)), ages=(25, 85)),
    _surgical("appendix", "普外科", ("K35.800", "急性阑尾炎"), "GD2", (1.41, 0.75, 0.53), (5, 7),
              ("appendectomy", ("47.0100", "腹腔镜下阑尾切除术"), "1", (_c("crp"),)), ages=(12, 80)),
    _surgical("hernia", "普外科", ("K40.900", "腹股沟疝"), "GE2", (1.41, 0.75, 0.56), (4, 6),
              ("hernia", ("53.0400", "腹股沟斜疝修补术"), "3", (_c("mesh", "op"),)), ages=(30, 85)),
    _surgical("prostate", "泌尿外科", ("N40.x00", "前列腺增生"), "MC1", (1.75, 0.98, 0.76), (6, 9),
              ("prostatectomy", ("60.2900", "前列腺电切术"), "3", (_c("abdomen_us"),)), sex=1, ages=(55, 90),
              share=0.7),
    _surgical("fracture", "骨科", ("S72.300", "股骨干骨折"), "IF1", (2.73, 1.72, 1.4), (8, 13),
              ("fracture", ("79.3500", "股骨骨折切开复位内固定术"), "1", (_c("plate", "op"), _c("heparin", "post"))),
              ages=(18, 90), share=0.7),
    _surgical("hip", "骨科", ("M16.900", "髋关节病"), "IC2", (3.65, 2.64, 2.28), (9, 13),
              ("hip", ("81.5100", "全髋关节置换"), "1", (_c("joint", "op"), _c("heparin", "post"))),
              ages=(50, 90), share=0.5),
    _surgical("stent", "心血管内科", ("I25.103", "冠状动脉粥样硬化性心脏病"), "FM1", (2.14, 1.46, 1.17), (5, 8),
              ("stent", ("36.0700", "药物洗脱冠状动脉支架置入"), "3",
               (_c("stent_device", "op", qty="1-2"), _c("heparin", "post", qty="1-2"), _c("troponin"))),
              ages=(45, 88), levels=(3,), share=0.7),
    _surgical("caesarean", "产科", ("O82.000", "剖宫产分娩"), "OB1", (1.43, 0.75, 0.52), (5, 7),
              ("caesarean", ("74.1x00", "子宫下段剖宫产术"), "3", (_c("oxytocin_free", "op", qty="1-2"),)),
              sex=2, ages=(21, 42), specialties=("general", "maternity"), share=0.8),
    _surgical("ovary", "妇科", ("N83.200", "卵巢囊肿"), "NB1", (1.44, 0.82, 0.61), (5, 7),
              ("ovarian_cyst", ("65.2500", "腹腔镜卵巢病损切除术"), "1", (_c("pelvic_us"),)),
              sex=2, ages=(20, 60), specialties=("general", "maternity"), share=0.7),
)  # fmt: skip

_SPECIAL = (
    Pathway("chemotherapy", "stay", "21", "肿瘤科", (("Z51.102", "恶性肿瘤维持性化学治疗"),),
            (*_WARD, _c("nurse2", "daily"), *_DRIP, _c("blood_count"), _c("liver"), _c("kidney", chance=0.6),
             _c("paclitaxel oxaliplatin gemcitabine", "first", qty="2-5"), _c("chemo", "first"),
             _c("omeprazole_inj", "daily", 0.5, qty="1-2"), _c("chest_ct", chance=0.3), _c("heart_us", chance=0.3),
             _c("ondansetron", "daily", qty="1-3"), _c("dexamethasone", "daily", qty="1-4"),
             _c("gcsf", "daily", 0.5, qty="1-3"), _c("tumour_marker", chance=0.3)),
            days=(2, 4), ages=(35, 80), specialties=("general", "oncology"), levels=(2, 3), adrg="RE1",
            weights=(0.9, 0.6, 0.44), secondaries=(("C34.900", "肺恶性肿瘤"),)),
    Pathway("psychiatric", "stay", "21", "精神科", (("F20.900", "精神分裂症"),),
            (*_WARD, _c("nurse_psych", "daily"), _c("occupation", "daily"), _c("psych_watch", "daily"),
             _c("olanzapine risperidone", "daily", qty="1-4"), _c("valproate", "daily", 0.5, qty="1-3"),
             _c("citicoline", "daily", 0.4), _c("methylcobalamin", "daily", 0.4), _c("needle", "daily", 0.3),
             _c("psychotherapy", "every7"), _c("blood_count", "every7", 0.6), _c("liver", "first")),
            days=(25, 45), ages=(18, 70), specialties=("psychiatric",)),
    Pathway("rehabilitation", "stay", "21", "康复医学科", (("Z50.900", "康复医疗"),),
            (*_WARD, _c("nurse3", "daily"), _c("rehab_assess", "first"), _c("rehab_move", "daily"),
             _c("rehab_balance rehab_hand", "daily", 0.8), _c("electro", "daily", 0.6),
             _c("needle", "daily", 0.5), _c("tuina", "daily", 0.5), _c("citicoline", "daily", 0.4),
             _c("methylcobalamin", "daily", 0.5), _c("blood_count"), _c("kidney")),
            days=(15, 25), ages=(40, 90), specialties=("rehabilitation",), secondaries=(("I69.300", "脑梗死后遗症"),)),
)  # fmt: skip

# Stays that only cases use: a share of 0 keeps them out of the ordinary plan.
_CASES = (
    Pathway("light", "stay", "21", "内科", (("J06.900", "急性上呼吸道感染"),),
            (*_WARD, _c("nurse3", "daily"), _c("blood_count"), _c("urine"), _c("ecg"), _c("electro", "daily"),
             _c("needle", "daily"), _c("cold_granules", "daily")), days=(3, 4), share=0.0),
    Pathway("exams", "stay", "21", "内科", (("R42.x00", "头晕"),),
            (*_WARD, _c("nurse3", "daily"), *(_c(k) for k in ["blood_count", "urine", "liver", "protein", "kidney", "urea", "potassium", "glucose", "lipid", "thyroid", "tumour_marker", "clotting", "crp", "ecg", "abdomen_us", "heart_us", "head_ct", "head_mr", "chest_ct", "lumbar_mr"]),
             _c("abdomen_us", "every3"), _c("saline", "daily")), days=(3, 4), share=0.0),
    Pathway("template", "stay", "21", "骨科", (("M51.202", "腰椎间盘突出"),),
            (*_WARD, _c("nurse2", "daily"), _c("blood_count"), _c("liver"), _c("kidney"), _c("lumbar_mr"),
             _c("electro", "daily"), _c("needle", "daily"), _c("infusion", "daily"), _c("saline", "daily"),
             _c("methylcobalamin", "daily", qty="2"), _c("dexamethasone", "daily")),
            days=(7, 7), share=0.0, adrg="IU2", weights=(1.51, 0.69, 0.39)),
    Pathway("birth", "stay", "21", "产科", (("O80.000", "单胎顺产"),),
            (*_WARD, _c("nurse2", "daily"), _c("blood_count"), _c("urine"), _c("clotting"), _c("delivery"),
             _c("oxytocin_free", qty="2"), _c("infusion", "daily"), _c("dextrose", "daily", qty="2")),
            days=(3, 4), sex=2, ages=(20, 42), specialties=("general", "maternity"), share=0.0),
    Pathway("hospice", "stay", "21", "安宁疗护科", (("Z51.500", "姑息医疗"),),
            (*_WARD, _c("nurse1", "daily"), _c("ketorolac", "daily", qty="1-2"), _c("oxygen", "daily", qty="4-8"),
             _c("saline", "every3")), days=(12, 20), share=0.0,
            secondaries=(("C22.900", "肝恶性肿瘤"),)),
)  # fmt: skip

_VISITS = (
    Pathway("cold", "outpatient", "11", "全科", (("J06.900", "急性上呼吸道感染"),),
            (_c("visit"), _c("blood_count", chance=0.8), _c("crp", chance=0.4),
             _c("amoxicillin cefaclor", chance=0.7, days_supplied=6), _c("cold_granules lianhua banlangen", days_supplied=5),
             _c("ibuprofen", chance=0.4, days_supplied=5)), ages=(14, 95), share=2.0),
    Pathway("child_cold", "outpatient", "11", "儿科", (("J06.900", "急性上呼吸道感染"),),
            (_c("visit"), _c("blood_count"), _c("child_cold", days_supplied=5)), ages=(1, 12), share=1.0),
    Pathway("stomach", "outpatient", "11", "消化内科", (("K29.700", "胃炎"),),
            (_c("visit"), _c("omeprazole", days_supplied=7), _c("montmorillonite", chance=0.5, days_supplied=5),
             _c("gastroscopy", chance=0.15), _c("stool", chance=0.3)), ages=(18, 95), share=1.2),
    Pathway("back", "outpatient", "11", "骨科", (("M54.500", "下背痛"),),
            (_c("visit"), _c("celecoxib", days_supplied=7), _c("electro", chance=0.6), _c("needle", chance=0.5)),
            ages=(25, 90)),
    Pathway("women", "outpatient", "11", "妇科", (("N92.600", "月经不规则"),),
            (_c("visit"), _c("pelvic_us", chance=0.6), _c("vaginal_discharge", chance=0.6),
             _c("womens_tablet", days_supplied=7)), sex=2, ages=(18, 52), specialties=("general", "maternity")),
    Pathway("checkup", "outpatient", "11", "内科", (("R53.x00", "不适和疲劳"),),
            (_c("visit"), _c("blood_count"), _c("liver"), _c("kidney"), _c("ecg"), _c("lipid", chance=0.5),
             _c("thyroid", chance=0.3)), ages=(18, 90)),
    Pathway("herbal", "outpatient", "11", "中医科", (("K30.x00", "功能性消化不良"),),
            (_c("visit"), *(_c(key, chance=0.8, qty="42-63", days_supplied=7) for key in ["astragalus", "poria", "atractylodes", "bupleurum", "peony", "liquorice", "angelica", "chuanxiong", "pinellia", "salvia", "codonopsis", "rehmannia", "tangerine", "malt"])),
            ages=(20, 90), specialties=("general", "tcm"), share=0.5),
    Pathway("fever", "emergency", "13", "急诊科", (("R50.900", "发热"),),
            (_c("emergency_visit"), _c("blood_count"), _c("crp", chance=0.6), _c("infusion", chance=0.5),
             _c("ibuprofen", chance=0.5, days_supplied=3)), ages=(15, 95), levels=(2, 3), share=0.4),
    Pathway("hypertension", "chronic", "14", "心血管内科", (("I10.x00", "高血压"),),
            (_c("visit"), _c("amlodipine", days_supplied=28), _c("valsartan", chance=0.5, days_supplied=28),
             _c("metoprolol", chance=0.3, days_supplied=28), _c("atorvastatin", chance=0.5, days_supplied=28),
             _c("lipid", chance=0.15)), ages=(45, 95), share=2.0),
    Pathway("diabetes_visit", "chronic", "14", "内分泌科", (("E11.900", "2型糖尿病"),),
            (_c("visit"), _c("metformin", days_supplied=30), _c("acarbose", chance=0.5, days_supplied=30),
             _c("glucose", chance=0.7), _c("atorvastatin", chance=0.4, days_supplied=28)), ages=(40, 90)),
    Pathway("dialysis", "dialysis", "14", "血液透析室", (("N18.500", "慢性肾脏病5期"),),
            (_c("dialysis"), _c("heparin", qty="1-2"), _c("epo", chance=0.5), _c("iron", chance=0.1)),
            ages=(35, 85), levels=(2, 3)),
)  # fmt: skip

_PHARMACY = (
    Pathway("buy_acute", "pharmacy", "41", "药房", (("J06.900", "急性上呼吸道感染"),),
            (_c("cold_granules lianhua banlangen cefaclor amoxicillin", days_supplied=5),
             _c("ibuprofen loratadine carbocisteine", chance=0.6, days_supplied=5),
             _c("montmorillonite eyedrops omeprazole", chance=0.3, days_supplied=5)), ages=(14, 95)),
    Pathway("buy_heart", "pharmacy", "41", "药房", (("I10.x00", "高血压"),),
            (_c("amlodipine valsartan metoprolol", days_supplied=28), _c("atorvastatin xuezhikang", chance=0.5, days_supplied=28),
             _c("aspirin", chance=0.4, days_supplied=28), _c("shexiang", chance=0.2, days_supplied=28)), ages=(45, 95)),
    Pathway("buy_sugar", "pharmacy", "41", "药房", (("E11.900", "2型糖尿病"),),
            (_c("metformin acarbose", days_supplied=30), _c("semaglutide", chance=0.1, days_supplied=28),
             _c("liuwei", chance=0.2, days_supplied=30), _c("calcium", chance=0.2, days_supplied=30)), ages=(40, 90)),
)  # fmt: skip

# After all others, so that earlier pathways keep their numbers; only cases use them.
_LATER = (
    Pathway("cataract", "stay", "21", "眼科", (("H25.900", "老年性白内障"),),
            (*_WARD, _c("nurse2", "daily"), _c("blood_count"), _c("glucose"), _c("clotting"), _c("ecg"),
             _c("cataract", "op"), _c("lens", "op"), _c("eyedrops", "last")),
            days=(2, 3), ages=(55, 90), levels=(2, 3), share=0.0, adrg="CB3", weights=(0.82, 0.61, 0.5),
            procedure=("13.4100", "白内障超声乳化抽吸术"), anaesthesia="2"),
)  # fmt: skip


def pathways() -> tuple[Pathway, ...]:
    """Every pathway, in a fixed order: its place in this tuple is its number in a plan."""
    blank = Pathway("explicit", "outpatient", "11", "门诊", (("Z00.000", "一般检查"),), ())
    return (*_STAYS, *_SPECIAL, *_CASES, *_VISITS, *_PHARMACY, blank, *_LATER)
