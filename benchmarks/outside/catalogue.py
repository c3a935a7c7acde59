"""The county's price list: services, drugs and consumables with national codes."""

from __future__ import annotations

from dataclasses import dataclass

from .prices import CONSUMABLES, DRUGS, HERBS, SERVICES


@dataclass(frozen=True)
class Item:
    """One thing that can be charged: `pack_days` is how long one box of a drug lasts."""

    key: str
    code: str
    name: str
    category: str
    list_type: str
    price: float
    pack_days: int = 0
    pack_units: int = 1
    selfpay: float = 0.0


def _build() -> dict[str, Item]:
    items: dict[str, Item] = {}
    for row in SERVICES.strip().splitlines():
        key, code, name, category, price = row.split("|")
        base, _, ext = code.partition(" ")
        items[key] = Item(key, f"00{base}{ext or '0000'}", name, category, "201", float(price))
    for row in DRUGS.strip().splitlines():
        key, code, name, price, days, units, selfpay = row.split("|")
        category = "11" if code.startswith("Z") else "09"
        items[key] = Item(
            key, code, name, category, "101", float(price), int(days), int(units), float(selfpay)
        )
    for row in HERBS.strip().splitlines():
        key, code, name, price = row.split("|")
        items[key] = Item(key, code, name, "10", "102", float(price))
    for row in CONSUMABLES.strip().splitlines():
        key, code, name, price = row.split("|")
        items[key] = Item(key, code, name, "08", "301", float(price), selfpay=0.1)
    codes = [i.code for i in items.values()]
    if len(codes) != len(set(codes)):
        raise ValueError("two items of the price list share a code")
    return items


ITEMS = _build()


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


_LAB = ("cbc", "urine", "alt", "ast", "urea", "crea", "k", "na", "cl", "glucose", "ecg")
_PRE = (
    "cbc",
    "urine",
    "pt",
    "aptt",
    "alt",
    "crea",
    "k",
    "glucose",
    "hbsag",
    "hcv",
    "hiv",
    "tp",
    "ecg",
    "dr",
    "blood_type",
)
_HT = ("I10.x00", "高血压")
_DM = ("E11.900", "2型糖尿病")

DISEASES = {
    d.key: d
    for d in (
        Disease(
            "pneumonia",
            "J18.900",
            "肺炎",
            "ES2",
            0.72,
            (6, 11),
            "呼吸内科",
            once=(*_LAB, "crp", "ct"),
            daily=("infusion", "ceftriaxone", "ns", "ambroxol_iv"),
        ),
        Disease(
            "copd",
            "J44.100",
            "慢性阻塞性肺病急性加重",
            "ET1",
            0.95,
            (7, 12),
            "呼吸内科",
            ages=(55, 92),
            once=(*_LAB, "crp", "dr", "blood_gas", "lung_fx"),
            daily=("infusion", "levoflox", "nebul", "budesonide_n"),
            others=(_HT,),
        ),
        Disease(
            "chf",
            "I50.900",
            "心力衰竭",
            "FR2",
            0.98,
            (6, 12),
            "心内科",
            ages=(58, 92),
            once=(*_LAB, "bnp", "us_heart", "dr"),
            daily=("infusion", "furosemide", "gs"),
            others=(_HT,),
        ),
        Disease(
            "cad",
            "I25.103",
            "冠状动脉粥样硬化性心脏病",
            "FR4",
            0.65,
            (5, 9),
            "心内科",
            ages=(50, 90),
            once=(*_LAB, "tropi", "ckmb", "us_heart", "chol", "ldl"),
            daily=("infusion", "ginkgo", "gs"),
            others=(_HT,),
        ),
        Disease(
            "stroke",
            "I63.900",
            "脑梗死",
            "BR2",
            0.95,
            (8, 14),
            "神经内科",
            ages=(50, 92),
            once=(*_LAB, "ct", "mr", "us_neck", "pt", "chol", "ldl"),
            daily=("infusion", "edaravone", "ns"),
            others=(_HT,),
        ),
        Disease(
            "diabetes",
            "E11.900",
            "2型糖尿病",
            "KS1",
            0.6,
            (6, 10),
            "内分泌科",
            ages=(35, 88),
            once=(*_LAB, "hba1c", "chol", "tg", "us_color"),
            daily=("insulin_iv", "injection", "glucose_bed"),
        ),
        Disease(
            "gastritis",
            "K29.500",
            "慢性胃炎",
            "GU2",
            0.42,
            (4, 7),
            "消化内科",
            once=(*_LAB, "gastroscopy", "us_color"),
            daily=("infusion", "ppi_iv", "ns"),
        ),
        Disease(
            "pancreatitis",
            "K85.900",
            "急性胰腺炎",
            "HT1",
            0.95,
            (7, 12),
            "消化内科",
            once=(*_LAB, "amylase", "ct", "ca", "crp"),
            daily=("infusion", "ppi_iv", "gs", "gastric_dec"),
        ),
        Disease(
            "cirrhosis",
            "K74.600",
            "肝硬化",
            "HS2",
            0.9,
            (7, 13),
            "消化内科",
            ages=(40, 80),
            once=(*_LAB, "albumin_t", "pt", "us_color", "afp", "tbil"),
            daily=("infusion", "gs", "furosemide"),
            others=(("R18.x00", "腹水"),),
        ),
        Disease(
            "ldh",
            "M51.202",
            "腰椎间盘突出",
            "IU2",
            0.62,
            (7, 12),
            "康复科",
            ages=(25, 80),
            once=(*_LAB, "mr"),
            daily=("mid_freq", "acup", "tuina"),
        ),
        Disease(
            "uti",
            "N39.000",
            "泌尿道感染",
            "LU1",
            0.55,
            (5, 8),
            "肾内科",
            once=(*_LAB, "us_color", "culture"),
            daily=("infusion", "ceftriaxone", "ns"),
        ),
        Disease(
            "child_pneu",
            "J18.000",
            "支气管肺炎",
            "ES3",
            0.55,
            (5, 8),
            "儿科",
            ages=(0, 12),
            once=("cbc", "crp", "dr", "alt", "crea", "ecg"),
            daily=("infusion_head", "ceftriaxone", "ns", "nebul", "budesonide_n"),
        ),
        Disease(
            "gallstone",
            "K80.100",
            "胆囊结石伴慢性胆囊炎",
            "HC2",
            1.35,
            (5, 8),
            "普外科",
            ages=(28, 80),
            once=(*_PRE, "us_color"),
            daily=("infusion", "cefoper", "ns"),
            op=("op_gall", "51.2300", "腹腔镜下胆囊切除术", "an_gen"),
            parts=("dressing",),
        ),
        Disease(
            "appendix",
            "K35.800",
            "急性阑尾炎",
            "GD2",
            1.0,
            (4, 7),
            "普外科",
            ages=(15, 70),
            once=(*_PRE, "us_color"),
            daily=("infusion", "cefoper", "ns"),
            op=("op_app", "47.0900", "阑尾切除术", "an_spinal"),
            parts=("dressing",),
        ),
        Disease(
            "hernia",
            "K40.900",
            "单侧腹股沟疝",
            "GE1",
            0.85,
            (3, 6),
            "普外科",
            sex="1",
            ages=(30, 85),
            once=(*_PRE, "us_color"),
            daily=("infusion", "ns"),
            op=("op_hernia", "53.0500", "单侧腹股沟疝修补术", "an_spinal"),
            parts=("dressing", "mesh"),
        ),
        Disease(
            "hip_fx",
            "S72.000",
            "股骨颈骨折",
            "IC2",
            3.6,
            (9, 14),
            "骨科",
            ages=(62, 92),
            once=(*_PRE, "ct"),
            daily=("infusion", "cefoper", "ns", "heparin"),
            op=("op_hip", "81.5100", "全髋关节置换", "an_spinal"),
            parts=("dressing", "hip"),
        ),
        Disease(
            "knee_oa",
            "M17.900",
            "膝关节骨关节炎",
            "IC2",
            3.7,
            (8, 12),
            "骨科",
            ages=(58, 85),
            once=(*_PRE, "mr"),
            daily=("infusion", "cefoper", "ns", "heparin"),
            op=("op_knee", "81.5400", "全膝关节置换", "an_spinal"),
            parts=("dressing", "knee"),
        ),
        Disease(
            "femur_fx",
            "S72.300",
            "股骨干骨折",
            "IF3",
            2.4,
            (9, 14),
            "骨科",
            ages=(18, 75),
            once=(*_PRE, "ct"),
            daily=("infusion", "cefoper", "ns"),
            op=("op_femur", "79.3500", "股骨骨折切开复位内固定术", "an_gen"),
            parts=("dressing", "plate", "screw"),
        ),
        Disease(
            "cataract",
            "H25.900",
            "老年性白内障",
            "CB3",
            0.75,
            (2, 3),
            "眼科",
            ages=(58, 90),
            once=("cbc", "pt", "glucose", "ecg", "hbsag", "hiv"),
            daily=(),
            op=("op_cataract", "13.4100", "白内障超声乳化抽吸术", "an_local"),
            parts=("lens",),
        ),
        Disease(
            "prostate",
            "N40.x00",
            "前列腺增生",
            "MC1",
            1.2,
            (6, 9),
            "泌尿外科",
            sex="1",
            ages=(60, 88),
            once=(*_PRE, "us_color", "psa"),
            daily=("infusion", "cefoper", "ns"),
            op=("op_turp", "60.2900", "经尿道前列腺电切术", "an_spinal"),
            parts=("catheter",),
        ),
        Disease(
            "thyroid",
            "D34.x00",
            "甲状腺腺瘤",
            "KD1",
            1.15,
            (5, 7),
            "普外科",
            ages=(25, 70),
            once=(*_PRE, "us_breast", "tsh"),
            daily=("infusion", "ns"),
            op=("op_thyroid", "06.4x00", "甲状腺全部切除术", "an_gen"),
            parts=("dressing",),
        ),
        Disease(
            "myoma",
            "D25.900",
            "子宫平滑肌瘤",
            "NB1",
            1.35,
            (6, 9),
            "妇科",
            sex="2",
            ages=(38, 54),
            once=(*_PRE, "us_gyn", "vag_disch"),
            daily=("infusion", "cefoper", "ns"),
            op=("op_hyst", "68.4900", "经腹全子宫切除术", "an_gen"),
            parts=("dressing",),
        ),
        Disease(
            "birth_cs",
            "O82.000",
            "经选择性剖宫产术分娩",
            "OB1",
            0.95,
            (5, 7),
            "产科",
            sex="2",
            ages=(22, 40),
            once=(*_PRE[:13], "blood_type", "fetal", "nst_us"),
            daily=("infusion", "cefoper", "ns", "oxytocin"),
            op=("op_cs", "74.1x00", "子宫下段剖宫产", "an_spinal"),
            parts=("dressing",),
        ),
        Disease(
            "birth",
            "O80.000",
            "头位顺产",
            "OR1",
            0.5,
            (3, 4),
            "产科",
            sex="2",
            ages=(20, 38),
            once=("cbc", "urine", "pt", "blood_type", "hbsag", "hiv", "tp", "nst_us"),
            daily=("oxytocin",),
            op=("op_birth", "73.5900", "手法助产", ""),
            parts=(),
        ),
        Disease(
            "pci",
            "I20.000",
            "不稳定性心绞痛",
            "FM1",
            2.6,
            (4, 7),
            "心内科",
            ages=(48, 82),
            once=(*_LAB, "pt", "tropi", "ckmb", "us_heart", "hbsag", "hiv"),
            daily=("infusion", "ns", "heparin"),
            op=("stent_op", "36.0700", "药物洗脱冠状动脉支架置入术", ""),
            parts=("stent", "balloon"),
        ),
        Disease(
            "chemo_lung",
            "Z51.102",
            "恶性肿瘤术后化疗",
            "RE1",
            0.8,
            (3, 5),
            "肿瘤科",
            ages=(45, 78),
            once=("cbc", "alt", "crea", "k", "cea", "ecg"),
            daily=("infusion", "ns", "ondansetron"),
            others=(("C34.900", "支气管或肺恶性肿瘤"),),
        ),
        Disease(
            "psych",
            "F20.900",
            "精神分裂症",
            "TR1",
            1.5,
            (40, 80),
            "精神科",
            ages=(20, 68),
            once=("cbc", "alt", "crea", "glucose", "ecg"),
            daily=("psy_work", "psy_drugmon"),
        ),
        Disease(
            "rehab_stroke",
            "I69.300",
            "脑梗死后遗症",
            "BW1",
            1.3,
            (18, 28),
            "康复科",
            ages=(48, 85),
            once=("cbc", "alt", "crea", "ecg", "rehab_eval"),
            daily=("exercise", "hemi", "ot", "low_freq"),
            others=(("G81.900", "偏瘫"),),
        ),
        Disease(
            "hypertension",
            "I10.x00",
            "高血压",
            "FV2",
            0.45,
            (5, 8),
            "内科",
            ages=(45, 90),
            once=(*_LAB, "chol", "ldl", "us_heart"),
            daily=("infusion", "gs", "danshen"),
        ),
        Disease(
            "bronchitis",
            "J20.900",
            "急性支气管炎",
            "ES3",
            0.42,
            (5, 7),
            "内科",
            once=("cbc", "crp", "dr", "ecg", "alt", "crea", "k"),
            daily=("infusion", "ceftriaxone", "ns", "nebul", "budesonide_n"),
        ),
    )
}
