"""What an ordinary inpatient of each ward gets; every house with its habits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from .houses import County


@dataclass(frozen=True)
class Ward:
    """An illness as a ward treats it: `once` on admission, `some` by chance, `daily` all days, `first` the first days."""

    name: str
    houses: tuple[str, ...]
    dept: str
    dx: tuple[tuple[str, str], ...]
    nights: tuple[int, int]
    ages: tuple[int, int]
    group: tuple[str, str, float]
    beside: tuple[tuple[str, str], ...] = ()
    sex: str = ""
    once: str = "cbc urine lfi kidney ions ecg"
    some: dict[str, float] = field(default_factory=dict)
    daily: str = ""
    first: str = ""
    home: str = ""
    nurse: str = "nurse2"
    oper: tuple[str, str, str, str] = ("", "", "", "")
    goods: str = ""
    share: int = 1


HYP = (
    ("I10.x00", "特发性高血压"),
    ("E11.900", "2型糖尿病"),
    ("K29.500", "慢性胃炎"),
    ("E78.500", "高脂血症"),
)
OLD = (*HYP, ("N40.x00", "前列腺增生"), ("I25.103", "冠状动脉粥样硬化性心脏病"))

WARDS = (
    Ward("pneumonia", ("qrm", "qrm", "xz1", "xz2", "xz3", "xz4", "xz5", "zy"), "呼吸内科",
         (("J18.900", "肺炎"), ("J18.000", "支气管肺炎"), ("J15.900", "细菌性肺炎")), (6, 10), (25, 88), ("ES25", "肺炎", 0.72),
         HYP, once="cbc urine lfi kidney ions ecg crp ct_chest", some={"pct": .5, "culture": .4, "myco": .4, "gas": .2},
         daily="drip drip_next saline_s saline_s ceftriaxone ceftriaxone ambroxol ambroxol", first="nebulise nebulise budesonide budesonide", home="ambroxol_o cefixime", share=5),
    Ward("copd", ("qrm", "xz1", "xz3", "xz5", "zy"), "呼吸内科", (("J44.100", "慢性阻塞性肺疾病伴急性加重"),), (7, 12), (58, 90), ("ES33", "慢性气道阻塞病", 0.78),
         OLD, "1", "cbc urine lfi kidney ions ecg crp ct_chest", {"gas": .6, "lung_fn": .4, "nt_bnp": .3, "echo": .3},
         "drip drip_next saline_s glucose levoflox doxofylline nebulise nebulise budesonide budesonide ipratropium ipratropium", "methylpred", "tiotropium", share=4),
    Ward("heart_failure", ("qrm", "zy"), "心血管内科", (("I50.900", "心力衰竭"), ("I50.001", "充血性心力衰竭")), (6, 11), (60, 92), ("FR23", "心力衰竭", 0.85),
         (("I25.103", "冠状动脉粥样硬化性心脏病"), ("I48.x01", "心房颤动"), ("I10.x00", "特发性高血压")), once="cbc urine lfi kidney ions ecg nt_bnp echo dr_chest troponin",
         daily="drip glucose furo_inj push", first="monitor12 oxygen10 nitro", home="spironolactone furosemide metoprolol", nurse="nurse1", share=3),
    Ward("stroke", ("qrm", "zy"), "神经内科", (("I63.900", "脑梗死"), ("I63.300", "大脑动脉血栓形成引起的脑梗死")), (8, 13), (52, 90), ("BR23", "脑缺血性疾患", 0.95),
         HYP, once="cbc urine lfi kidney ions ecg lipid sugar clot ct_head mri_head us_neck", some={"echo": .4, "hba1c": .3, "swallow": .2},
         daily="drip drip_next saline_s saline edaravone edaravone citicoline", first="monitor12", home="aspirin atorvastatin clopidogrel", nurse="nurse1", share=4),
    Ward("diabetes", ("qrm", "zy", "xz1"), "内分泌科", (("E11.900", "2型糖尿病"), ("E11.400", "2型糖尿病性周围神经病变")), (6, 9), (38, 80), ("KS13", "糖尿病", 0.62),
         HYP[:1] + HYP[3:], once="cbc urine lfi kidney ions ecg lipid hba1c fundus", some={"us_neck": .4, "thyroid": .2, "us_abd": .3},
         daily="sugar_poc sugar_poc sugar_poc sugar_poc", first="aspart", home="metformin glargine acarbose", share=3),
    Ward("angina", ("qrm", "zy"), "心血管内科", (("I20.000", "不稳定性心绞痛"),), (5, 8), (50, 86), ("FR43", "心绞痛", 0.6), HYP,
         once="cbc urine lfi kidney ions ecg troponin echo lipid", some={"holter": .4, "clot": .5}, daily="drip glucose", first="monitor12 lowhep", home="aspirin atorvastatin metoprolol isosorbide", share=2),
    Ward("gall", ("qrm",), "普外科", (("K80.100", "胆囊结石伴慢性胆囊炎"), ("K80.000", "胆囊结石伴急性胆囊炎")), (4, 7), (28, 76), ("HC29", "胆囊切除手术", 1.25),
         HYP, once="cbc urine lfi kidney ions ecg clot infection us_abd dr_chest blood_type", first="drip drip_next saline_s glucose cefuroxime flurbiprofen", oper=("51.2300", "腹腔镜下胆囊切除术", "lap_gall", "ga"), goods="biopsy cannula", share=3),
    Ward("appendix", ("qrm",), "普外科", (("K35.800", "急性阑尾炎"), ("K35.300", "急性阑尾炎伴局限性腹膜炎")), (4, 7), (12, 70), ("GD29", "阑尾切除术", 0.95),
         once="cbc urine lfi kidney ions ecg clot infection us_abd", first="drip drip_next saline_s glucose cefuroxime", oper=("47.0100", "腹腔镜下阑尾切除术", "lap_append", "ga"), goods="biopsy", share=2),
    Ward("hip_fracture", ("qrm",), "骨科", (("S72.100", "股骨转子间骨折"),), (9, 14), (66, 93), ("IF29", "股骨手术", 2.1), OLD[:2],
         once="cbc urine lfi kidney ions ecg clot infection dr_limb dr_chest echo blood_type us_neck", daily="lowhep", first="drip saline_s cefazolin flurbiprofen", oper=("79.3500x001", "股骨骨折切开复位内固定术", "femur", "spinal"), goods="nail", nurse="nurse1", share=2),
    Ward("knee", ("qrm", "zy"), "骨科", (("M17.100", "单侧原发性膝关节病"),), (8, 12), (58, 80), ("IC29", "膝关节置换术", 2.6), HYP[:2],
         once="cbc urine lfi kidney ions ecg clot infection dr_limb dr_chest blood_type", daily="lowhep", first="drip saline_s cefazolin flurbiprofen", home="celecoxib", oper=("81.5400x003", "全膝关节置换术", "knee", "spinal"), goods="knee_set", share=1),
    Ward("radius", ("qrm",), "骨科", (("S52.500", "桡骨下端骨折"),), (4, 7), (25, 75), ("IF39", "上肢骨手术", 1.2),
         once="cbc urine lfi kidney ions ecg clot infection dr_limb dr_chest", first="drip saline_s cefazolin", oper=("79.3200x001", "桡骨骨折切开复位内固定术", "radius", "ga"), goods="plate screw6", share=1),
    Ward("stone", ("qrm",), "泌尿外科", (("N20.100", "输尿管结石"),), (3, 5), (24, 70), ("LD19", "输尿管手术", 1.15),
         once="cbc urine lfi kidney ions ecg clot infection us_urin ct_abd", first="drip saline_s cefuroxime", home="tamsulosin", sex="1", oper=("56.0x00x003", "经尿道输尿管镜碎石取石术", "uretero", "ga"), goods="dj_stent", share=1),
    Ward("stent", ("qrm",), "心血管内科", (("I21.400", "急性心内膜下心肌梗死"), ("I21.100", "急性下壁心肌梗死")), (5, 8), (45, 82), ("FM19", "经皮冠状动脉支架植入", 2.4), HYP,
         once="cbc urine lfi kidney ions ecg troponin echo clot lipid nt_bnp", first="monitor20 lowhep", home="aspirin clopidogrel atorvastatin metoprolol", nurse="nurse1", oper=("36.0700", "冠状动脉药物涂层支架置入术", "stent_op", "local"), goods="des balloon", share=2),
    Ward("bleeding", ("qrm",), "消化内科", (("K25.400", "慢性胃溃疡伴出血"), ("K26.400", "慢性十二指肠溃疡伴出血")), (5, 8), (30, 82), ("GR13", "消化道出血", 0.75),
         once="cbc urine lfi kidney ions ecg clot blood_type gastro", some={"cbc": .8}, daily="drip drip_next glucose saline_s omeprazole_i omeprazole_i", first="monitor12 potassium", home="omeprazole", nurse="nurse1", share=2),
    Ward("child", ("qrm", "fy", "xz1"), "儿科", (("J18.000", "支气管肺炎"), ("J20.900", "急性支气管炎"), ("J45.901", "支气管哮喘急性发作")), (5, 8), (2, 4), ("ES19", "儿童呼吸道感染", 0.5),
         once="cbc urine stool lfi ions crp myco dr_chest", some={"flu": .3, "ecg": .3}, daily="drip_child saline_s ceftriaxone nebulise nebulise budesonide budesonide", home="azithro montelukast", share=4),
    Ward("birth", ("fy", "qrm"), "产科", (("O80.000", "头位顺产"),), (3, 4), (21, 39), ("OR19", "阴道分娩", 0.45), (("O70.000", "会阴Ⅰ度裂伤"), ("O42.000", "胎膜早破")), "2",
         "cbc urine lfi kidney clot infection blood_type rh_type us_obs", first="perineal lactation oxytocin", home="ferrous", oper=("73.5900", "手法助产", "birth", "local"), share=3),
    Ward("caesar", ("fy", "qrm"), "产科", (("O82.000", "选择性剖宫产术的分娩"), ("O34.201", "瘢痕子宫")), (5, 6), (23, 41), ("OB15", "剖宫产", 0.85), (("O24.400", "妊娠期糖尿病"),), "2",
         "cbc urine lfi kidney ions ecg clot infection blood_type rh_type us_obs", first="drip glucose cefazolin oxytocin perineal catheter_day", home="ferrous", oper=("74.1x00", "子宫低位剖宫产术", "caesar", "spinal"), nurse="nurse1", share=3),
    Ward("schizo", ("jsb",), "精神科", (("F20.900", "精神分裂症"), ("F20.000", "偏执型精神分裂症")), (28, 80), (20, 72), ("TR11", "精神分裂症", 2.4),
         once="cbc urine lfi kidney ions ecg lipid sugar mind_scale", daily="work_therapy", home="olanzapine risperidone", nurse="nurse_mind", share=3),
    Ward("depression", ("jsb",), "心身科", (("F32.900", "抑郁发作"), ("F31.900", "双相情感障碍")), (14, 32), (18, 68), ("TR13", "心境障碍", 1.4),
         once="cbc urine lfi kidney ions ecg thyroid mind_scale", daily="work_therapy", home="sertraline lorazepam", nurse="nurse2", share=2),
    Ward("rehab", ("kf", "zy", "xz5"), "康复医学科", (("I69.300", "脑梗死后遗症"), ("I69.100", "脑出血后遗症")), (18, 34), (48, 84), ("BX29", "脑卒中康复", 1.6), (*HYP, ("G81.900", "偏瘫")),
         once="cbc urine lfi kidney ions ecg rehab_eval", some={"us_neck": .2, "lipid": .5}, daily="exercise hemi work medium", home="aspirin atorvastatin", share=3),
    Ward("cataract", ("yk", "qrm"), "眼科", (("H25.900", "老年性白内障"), ("H25.100", "老年核性白内障")), (1, 2), (58, 88), ("CB39", "晶体手术", 0.82), HYP,
         once="cbc urine sugar clot infection ecg biometry eye_oct slit", home="tobra_eye levo_eye", nurse="nurse3", oper=("13.4100x001", "白内障超声乳化抽吸术", "cataract", "local"), goods="lens", share=4),
    Ward("lumbar", ("zy", "xz2", "xz4"), "针灸推拿科", (("M51.202", "腰椎间盘突出"), ("M47.802", "腰椎病")), (9, 14), (34, 78), ("IU29", "颈腰背疾患", 0.6), HYP,
         once="cbc urine lfi kidney ecg dr_spine", some={"mri_spine": .3}, daily="electro cupping infrared tuina", home="yaotong celecoxib", share=4),
    Ward("bronchitis", ("xz1", "xz2", "xz3", "xz4", "xz5"), "全科", (("J20.900", "急性支气管炎"), ("J42.x00", "慢性支气管炎急性发作")), (5, 8), (48, 88), ("ES31", "支气管炎", 0.4), OLD[:2] + OLD[5:],
         once="cbc urine lfi kidney ecg dr_chest", some={"crp": .6, "ions": .5}, daily="drip drip_next saline_s cefuroxime ambroxol", home="ambroxol_o", share=5),
    Ward("dizzy", ("xz1", "xz2", "xz3", "xz4", "xz5"), "全科", (("G45.000", "椎基底动脉综合征"), ("I67.200", "脑动脉粥样硬化")), (6, 9), (55, 88), ("BR29", "脑血管病", 0.45), HYP,
         once="cbc urine lfi kidney ions lipid sugar ecg", some={"us_neck": .3}, daily="drip glucose citicoline", home="gingko_t amlodipine", share=4),
    Ward("gastro", ("qrm", "xz1", "xz4", "zy"), "消化内科", (("A09.900", "感染性腹泻"), ("K52.900", "非感染性胃肠炎"), ("K29.100", "急性胃炎")), (4, 6), (18, 80), ("GU19", "胃肠炎", 0.4),
         once="cbc urine stool lfi kidney ions ecg", daily="drip drip_next glucose saline_s omeprazole_i potassium", home="montmorillonite probiotic", share=2),
    Ward("thyroid", ("qrm",), "普外科", (("D34.x00", "甲状腺良性肿瘤"),), (4, 6), (26, 66), ("KC19", "甲状腺手术", 1.1), once="cbc urine lfi kidney ions ecg clot infection thyroid us_thyroid dr_chest",
         first="drip glucose", home="levothyroxine", oper=("06.2x00", "单侧甲状腺叶切除术", "thyroidect", "ga"), goods="biopsy", share=1),
    Ward("hernia", ("qrm",), "日间病房", (("K40.900", "单侧腹股沟疝"),), (1, 1), (30, 80), ("GE19", "疝修补", 0.75), HYP[:1], "1",
         "cbc urine clot infection ecg dr_chest", first="drip glucose", oper=("53.0500", "腹股沟疝无张力修补术", "hernia", "spinal"), goods="mesh", nurse="nurse2", share=2),
    Ward("kidney", ("qrm", "xz2"), "肾内科", (("N10.x00", "急性肾盂肾炎"), ("N39.000", "泌尿道感染")), (5, 8), (24, 80), ("LU19", "泌尿系感染", 0.55), HYP[:2], "2",
         "cbc urine lfi kidney ions ecg crp us_urin", daily="drip saline_s levoflox", home="cefixime", share=1),
)  # fmt: skip


def treat(c: County, w: Ward, house: str, day: date) -> None:
    """One ordinary stay."""
    r = c.rng
    nights = r.randint(*w.nights)
    known = not w.oper[0] and w.name not in ("schizo", "depression", "rehab") and r.random() < 0.3
    p = (c.known(w.sex, *w.ages, day) if known else None) or c.person(w.sex, *w.ages)
    # Habits: one township keeps everybody two days longer, the rehabilitation house a week, none beyond what is usual.
    nights += {"xz4": 2, "kf": 6}.get(house, 0) if w.nights[1] > 4 else 0
    dx = [r.choice(w.dx), *r.sample(list(w.beside), min(len(w.beside), r.choice((0, 1, 1, 2))))]
    if p.sex == "2":
        dx = [d for d in dx if not d[0].startswith("N40")]
    dept = w.dept if house in ("qrm", "fy", "jsb", "kf", "yk", "zy") else "全科"
    nurse, bed = w.nurse, "bed"
    if house == "jsb":
        kind = "2105"
    elif w.dept == "日间病房":
        kind = "28"
    else:
        kind = "52" if w.dept == "产科" else "21"
    v = c.stay(house, p, day, nights, dept, dx, kind)
    if house == "xz2":
        nurse = "nurse2"
        v.doctor = v.house.doctors[0]  # one doctor signs everything
    if house == "yk":
        bed = "bed_two"
    if nurse == "nurse1" and nights > 4:
        c.care(v, bed, "")
        c.daily(v, "nurse1", hi=3)
        c.daily(v, "nurse2", lo=3)
    else:
        c.care(v, bed, nurse)
    once = w.once.split() + [k for k, share in w.some.items() if r.random() < share]
    if house in ("zy",) and "crp" not in once:
        once.append("crp")  # this house wants one of everybody
    if house == "kf" and "dr_chest" not in once:
        once.append("dr_chest")
    for n, key in enumerate(dict.fromkeys(once)):
        day_of = (
            nights - 2 if key == "holter" else 0 if n < 6 or nights < 2 else 1
        )  # a Holter once the monitor is off
        c.add(v, key, at=c.on(v, day_of, 8.3 + n * 0.1))
    daily: dict[str, int] = {}
    for token in w.daily.split():
        daily[token] = daily.get(token, 0) + 1
    for key, count in daily.items():
        rest = [d for d in range(nights) if (v.start.date() + timedelta(days=d)).weekday() == 6]
        if w.name in ("rehab", "lumbar", "schizo") and key not in ("drip",):
            for d in range(1, nights):
                if d not in rest:
                    c.add(v, key, count, c.on(v, d, 9.5 + (hash_of(key) % 5)))
            continue
        c.daily(v, key, count, hi=nights - 1 if nights > 5 else None)
    for token in w.first.split():
        key, count = split(token)
        c.daily(v, key, count, lo=0 if not w.oper[0] else min(1, nights - 1), hi=r.choice((2, 3)))
    if w.oper[0]:
        n = 0 if nights <= 2 or w.name in ("birth", "appendix", "stent") else r.choice((1, 2))
        at = c.operate(v, n, *w.oper, hour=r.choice((9.0, 11.0, 14.0)))
        for token in w.goods.split():
            key, count = split(token)
            c.add(v, key, count, at)
        if nights > 3:
            c.add(v, "dressing_s", at=c.on(v, n + 2))
            c.add(v, "cbc", at=c.on(v, n + 1, 6.5))
    elif nights > 6:
        c.add(v, "cbc", at=c.on(v, nights - 2, 6.5))
        if "crp" in once:
            c.add(v, "crp", at=c.on(v, nights - 2, 6.5))
    if w.name in ("schizo", "depression"):
        for d in range(7, nights, 7):
            c.add(v, "mind_watch", at=c.on(v, d))
            c.add(v, "mind_talk", at=c.on(v, d, 14))
        for key in w.home.split()[:1]:
            c.add(v, key, max(1, nights // 14), c.on(v, 1))
    elif w.home and r.random() < 0.75:
        for key in r.sample(w.home.split(), r.randint(1, len(w.home.split()))):
            c.add(v, key, r.choice((1, 1, 2)), v.end - timedelta(minutes=40), take=True)
    if house == "zy" and w.name in ("stroke", "angina") and r.random() < 0.8:
        c.daily(v, "shenxiong", hi=7)  # within its indication, but to nearly everybody
    # The Chinese-medicine house gives many an herbal drip or a decoction.
    if house == "zy" and not w.oper[0]:
        for key in r.sample(
            [
                "huangqi",
                "danggui",
                "danshen",
                "baizhu",
                "fuling",
                "gancao",
                "chuanxiong",
                "baishao",
            ],
            7,
        ):
            c.add(v, key, 15.0 * min(7, nights), c.on(v, 1), price=gram(key), days=min(7, nights))
        c.add(v, "decoct", min(7, nights), c.on(v, 1))
    c.pay_group(v, *w.group)
    if w.name in ("birth", "caesar"):
        v.more["maternity"] = "1"


def gram(key: str) -> float:
    """A herb's price a gram."""
    from .goods import ITEMS

    return ITEMS[key].price


def hash_of(key: str) -> int:
    """A number that is the same on every run."""
    return sum(map(ord, key))


def split(token: str) -> tuple[str, int]:
    """`monitor12` is twelve of `monitor`."""
    from .goods import ITEMS

    if token in ITEMS:
        return token, 1
    key = token.rstrip("0123456789")
    return key, int(token[len(key) :])


def fill(c: County, many: int) -> None:
    """Many stays, winter with more of the chest."""
    weighted = [w for w in WARDS for _ in range(w.share)]
    for _ in range(many):
        w = c.rng.choice(weighted)
        house = c.rng.choice(w.houses)
        day = c.day(date(2025, 1, 2), date(2026, 6, 12) - timedelta(days=w.nights[1]))
        if w.name in ("pneumonia", "copd", "child", "bronchitis") and c.rng.random() < 0.4:
            day = c.day(date(2025, 11, 1), date(2026, 2, 20))
        treat(c, w, house, day)
