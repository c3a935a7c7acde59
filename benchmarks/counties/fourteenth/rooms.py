"""Ordinary visits: forty reasons to see a doctor or to stand at a counter, and the courses that bring people back."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.counties.grammar.world import LAST, Visit

from .bill import billed
from .goods import ITEMS
from .houses import COMMUNITIES, SHOPS, TOWNS, VILLAGES, Prefecture

WINTER = (11, 12, 1, 2, 3)
YEAR = tuple(range(1, 13))


@dataclass(frozen=True)
class Room:
    """A reason to come: houses, department, diagnoses, ages, what is billed, of which drugs a few."""

    why: str
    houses: tuple[str, ...]
    dept: str
    dx: tuple[str, ...]
    ages: tuple[int, int]
    bill: str
    drugs: str = ""
    share: int = 2
    kind: str = "11"
    sex: str = ""
    months: tuple[int, ...] = YEAR
    most: int = 2


ROOMS = (
    Room("村卫生室感冒", VILLAGES, "全科", ("J06.900 急性上呼吸道感染", "J02.900 急性咽炎"), (5, 84), "general", "lianhua banlangen yinqiao ibuprofen", 12),
    Room("村卫生室高血压", VILLAGES, "全科", ("I10.x00 特发性高血压",), (50, 88), "general", "amlodipine metoprolol", 8, "14", most=1),
    Room("乡镇门诊输液", TOWNS, "全科", ("J03.900 急性扁桃体炎", "J20.900 急性支气管炎"), (16, 80), "general cbc crp?.4 cefuroxime*2 saline", "", 4),
    Room("乡镇感冒", TOWNS, "全科", ("J06.900 急性上呼吸道感染", "A09.900 感染性腹泻"), (6, 80), "general cbc?.5", "lianhua smecta probiotic ibuprofen", 6),
    Room("社区慢病", (*COMMUNITIES, *TOWNS), "全科", ("I10.x00 特发性高血压",), (45, 86), "general glucose?.2 ecg?.1", "amlodipine valsartan aspirin atorvastatin metoprolol", 8, "14", most=3),
    Room("社区糖尿病", COMMUNITIES, "全科", ("E11.900 2型糖尿病",), (42, 84), "general glucose hba1c?.2", "metformin acarbose dapagliflozin", 4, "14"),
    Room("社区口服长处方", COMMUNITIES, "全科", ("I10.x00 特发性高血压",), (55, 84), "general amlodipine*3 atorvastatin*6", "", 3, "14"),
    Room("儿科发热", ("fy", "qa"), "儿科", ("J06.900 急性上呼吸道感染", "R50.900 发热"), (1, 11), "see cbc crp", "ibuprofen xiaoer", 6),
    Room("儿科雾化", ("fy",), "儿科", ("J20.900 急性支气管炎", "J45.900 支气管哮喘"), (2, 10), "see nebulise budesonide cbc?.4", "montelukast", 3),
    Room("流感季发热门诊", ("sy", "qa", "fy"), "发热门诊", ("J10.101 流行性感冒伴呼吸道表现",), (14, 78), "see cbc flu_ag crp?.4", "oseltamivir lianhua", 5, months=WINTER),
    Room("支原体肺炎", ("fy",), "儿科", ("J15.700 支原体性肺炎",), (4, 12), "see cbc crp myco xray", "azithro ambroxol", 2),
    Room("夜间急诊腹痛", ("sy", "qa", "ls"), "急诊科", ("R10.400 腹痛", "K52.900 胃肠炎"), (16, 80), "see_er cbc amylase us?.6 ct?.3 urine dextrose omeprazole_i saline drip drip_more", "", 3, "13"),
    Room("急诊胸痛", ("sy", "qa"), "急诊科", ("R07.400 胸痛",), (35, 84), "see_er ecg tni ckmb cbc ddimer?.4 ct?.3 monitor*2", "", 3, "13"),
    Room("急诊外伤", ("sy", "qa", "xz1"), "急诊科", ("S61.900 手开放性伤口", "S01.800 头部开放性伤口"), (8, 72), "see_er suture_s lidocaine xray?.4", "cefixime", 3, "13", most=1),
    Room("120送诊", ("sy", "qa"), "急诊科", ("R55.x00 晕厥",), (50, 86), "see_er ambulance ecg ct cbc glucose ions", "", 1, "13"),
    Room("心内门诊", ("sy", "qa", "zy"), "心血管内科", ("I25.103 冠状动脉粥样硬化性心脏病",), (48, 84), "see_expert?.5 ecg?.5 holter?.1 us_heart?.15 lipids?.3", "aspirin atorvastatin metoprolol clopidogrel", 4, most=3),
    Room("骨科扭伤", ("sy", "qa", "xz1"), "骨科", ("S93.400 踝扭伤",), (14, 66), "see xray plaster?.15", "celecoxib", 3),
    Room("骨科颈肩痛", ("qa", "zy"), "骨科", ("M54.500 下背痛", "M47.802 颈椎病"), (26, 74), "see xray?.4 ct?.2", "celecoxib goutong", 3),
    Room("消化胃镜", ("sy", "qa"), "消化内科", ("K29.500 慢性胃炎", "K21.000 胃食管反流病"), (28, 76), "see infect gastro biopsy_endo*2?.5", "omeprazole mosapride", 3),
    Room("消化肠镜", ("sy",), "消化内科", ("K63.500 结肠息肉", "K58.900 肠易激综合征"), (35, 76), "see infect clot colono biopsy_endo?.4", "probiotic", 2, most=1),
    Room("内分泌甲状腺", ("sy", "fy"), "内分泌科", ("E03.900 甲状腺功能减退症",), (24, 72), "see tsh t4 us?.2", "levothyroxine", 2, most=1),
    Room("痛风", ("sy", "ls", "sq1"), "内科", ("M10.900 痛风",), (32, 74), "see uric creatinine", "febuxostat", 2, sex="1", most=1),
    Room("皮肤科", ("sy", "zy"), "皮肤科", ("L50.900 荨麻疹", "L30.900 湿疹"), (8, 80), "see", "loratadine", 3, most=1),
    Room("皮肤小肿物", ("sy",), "皮肤科", ("D23.900 皮肤良性肿瘤",), (20, 76), "see local lidocaine lump_skin biopsy_cut", "mupirocin", 1, most=1),
    Room("眼科干眼", ("yk", "sy"), "眼科", ("H04.100 干眼症", "H10.900 结膜炎"), (12, 80), "see vision slit", "tears levo_eye", 4, most=1),
    Room("青光眼随访", ("yk",), "眼科", ("H40.100 原发性开角型青光眼",), (48, 84), "see vision pressure_eye oct?.4", "latanoprost", 2, "14", most=1),
    Room("口腔根管", ("ya",), "口腔科", ("K04.000 牙髓炎",), (14, 76), "see tooth_film*2 canal_prep*2 canal_fill*2", "", 3),
    Room("口腔充填", ("ya", "sy"), "口腔科", ("K02.900 龋病",), (8, 76), "see tooth_film fill fill_resin?.3", "", 4),
    Room("口腔拔牙", ("ya", "xz2"), "口腔科", ("K01.100 阻生牙",), (18, 60), "see tooth_film local lidocaine tooth_out_impacted", "amoxicillin", 3, most=1),
    Room("产前检查", ("fy", "qa"), "产科", ("Z34.900 正常妊娠监督",), (21, 40), "see urine cbc?.4 us?.35 fetal?.35", "folic ferrous", 5, "51", "2", most=1),
    Room("妇科", ("fy",), "妇科", ("N92.000 月经过多", "N76.000 急性阴道炎"), (19, 50), "see us_in?.5 cbc?.4 hcg?.3 smear?.2", "yimu", 4, sex="2", most=1),
    Room("前列腺", ("sy",), "泌尿外科", ("N40.x00 前列腺增生",), (58, 86), "see us?.5 psa?.3 urine?.4", "tamsulosin", 2, sex="1", most=1),
    Room("精神科门诊", ("js",), "精神科", ("F20.900 精神分裂症", "F32.900 抑郁发作"), (18, 70), "see scale_mind?.3 cbc?.2 liver?.2", "olanzapine sertraline risperidone", 5, "14", most=1),
    Room("癫痫", ("sy", "js"), "神经内科", ("G40.900 癫痫",), (14, 66), "see drug_level?.3 liver?.2", "valproate", 1, "14", most=1),
    Room("帕金森", ("sy",), "神经内科", ("G20.x00 帕金森病",), (56, 84), "see", "levodopa", 1, "14", most=1),
    Room("乙肝", ("sy", "qa"), "感染科", ("B18.107 慢性乙型病毒性肝炎",), (28, 72), "see liver?.6 us?.3", "entecavir", 2, "14", most=1),
    Room("COPD随访", ("sy", "qa"), "呼吸内科", ("J44.900 慢性阻塞性肺病",), (52, 86), "see lung_fn?.3", "tiotropium symbicort", 2, "14", most=1),
    Room("中药饮片七剂", ("zy",), "中医内科", ("K30.x00 功能性消化不良", "G47.000 失眠"), (24, 76), "see_expert dangshen*105 baizhu*84 fuling*105 chenpi*42 banxia*63 gancao*42 decoct*7", "", 4),
    Room("针灸门诊", ("zy", "sq1"), "针灸科", ("M47.802 颈椎病", "G51.000 贝尔面瘫"), (26, 78), "see needle_electro moxa?.5 cup?.3", "", 4),
    Room("健康体检自费", ("sy",), "体检中心", ("Z00.000 健康查体",), (24, 66), "exam_body", "", 1),
    Room("拆线换药", ("sy", "qa", *TOWNS), "外科", ("Z48.000 手术敷料的维护",), (10, 80), "see dress_s", "", 3),
    Room("肿瘤随访", ("zl",), "肿瘤内科", ("C18.900 结肠恶性肿瘤",), (45, 80), "see_expert cbc liver cea ct?.3", "", 2),
    Room("乳腺内分泌", ("zl",), "乳腺外科", ("C50.900 乳腺恶性肿瘤",), (40, 76), "see us?.3", "letrozole", 1, "14", "2", most=1),
)

COUNTER = ["lianhua", "banlangen", "yinqiao", "ibuprofen", "loratadine", "smecta", "mupirocin", "tears", "levo_eye", "liuwei", "danshen", "omeprazole"]
LASTING = (("I10.x00", "特发性高血压", "amlodipine valsartan metoprolol"), ("E11.900", "2型糖尿病", "metformin acarbose dapagliflozin"), ("I25.103", "冠状动脉粥样硬化性心脏病", "aspirin atorvastatin metoprolol"), ("J44.900", "慢性阻塞性肺病", "tiotropium"), ("G30.900", "阿尔茨海默病", "donepezil"))
DEAR = (("C34.900", "肺恶性肿瘤", "osimertinib", ""), ("C92.100", "慢性髓系白血病", "imatinib", ""), ("C61.x00", "前列腺恶性肿瘤", "abiraterone", "1"), ("Z94.000", "肾移植状态", "tacrolimus", ""))


def seen(c: Prefecture, room: Room, day: date) -> Visit:
    """One visit of this kind."""
    r = c.rng
    known = room.kind in ("11", "13") and r.random() < 0.3
    p = (known and c.known(room.sex, *room.ages, day)) or c.person(room.sex, *room.ages)
    dx = tuple(r.choice(room.dx).split())
    house = r.choice(room.houses)
    hours = (17.5, 23.4) if room.kind == "13" else (7.8, 16.6)
    v = c.room(house, p, room.kind, day, room.dept, [(dx[0], dx[1])], *hours, minutes=170 if room.kind == "13" else 30)
    bill = room.bill.replace("see", "general", 1) if house in (*TOWNS, *COMMUNITIES) and room.bill.startswith("see ") else room.bill
    billed(c, v, bill)
    pool = room.drugs.split()
    for key in r.sample(pool, min(len(pool), r.randint(1, room.most))) if pool else ():
        boxes = r.choice((1, 2)) if room.kind == "14" else 1
        billed(c, v, f"{key}*{boxes}")
    if room.kind == "11" and r.random() < 0.02:
        v.refund = v.end + timedelta(hours=r.choice((1, 20, 50)))
        v.again = v.refund + timedelta(minutes=9) if r.random() < 0.7 else None
    return v


def bought(c: Prefecture, day: date) -> None:
    """One customer of a pharmacy: a small illness with the account, or a lasting one with the outpatient fund."""
    r = c.rng
    house = r.choice(SHOPS)
    if r.random() < (0.6 if house in ("yd1", "yd2") else 0.2):
        code, name, pool = r.choice(LASTING)
        v = c.room(house, c.person("", 48, 84), "9929", day, "", [(code, name)], 8.0, 20.8, minutes=4)
        for key in r.sample(pool.split(), min(2, len(pool.split()))):
            c.add(v, key, r.choice((1, 2)))
    else:
        v = c.room(house, c.person("", 20, 76, "310"), "41", day, "", [("Z00.000", "药店购药")], 8.0, 20.8, minutes=4)
        for key in r.sample(COUNTER, r.choice((1, 1, 2))):
            c.add(v, key)


def dialysed(c: Prefecture, house: str, weeks: int, monday: date, text: str, more: str) -> list[Visit]:
    """Three sessions a week in one shift; `more` on the first of each fourth week."""
    r = c.rng
    p, hour = c.person("", 36, 78), r.choice((7.2, 12.3))
    doctor, out = r.choice(c.houses[house].doctors), []
    shift = r.choice((0, 1))
    for week in range(weeks):
        for k in (0, 2, 4):
            day = monday + timedelta(days=week * 7 + k + shift)
            if day > LAST - timedelta(days=2):
                continue
            start = c.at(day, hour, hour + 0.3)
            v = c.visit(house, p, "14", start, start + timedelta(hours=4, minutes=10), "血透室", [("N18.500", "慢性肾脏病5期")], doctor)
            billed(c, v, text)
            if k == 0:
                billed(c, v, "epo" + (f" {more}" if week % 4 == 0 else ""))
            out.append(v)
    return out


def course(c: Prefecture, house: str, dept: str, dx: tuple[str, str], ages: tuple[int, int], days: list[int], text: str, first: str = "", kind: str = "11", sex: str = "", hour: float = 9.0) -> list[Visit]:
    """One person who comes on these days after the first; `first` only once."""
    start = c.workday(hi=LAST - timedelta(days=days[-1] + 4))
    p, doctor = (c.person(sex, *ages), c.rng.choice(c.houses[house].doctors) if c.houses[house].doctors else "")
    out = []
    for n, k in enumerate(days):
        day = start + timedelta(days=k)
        if day.weekday() == 6:
            continue
        at = c.at(day, hour, hour + 1.5)
        v = c.visit(house, p, kind, at, at + timedelta(minutes=40), dept, [dx], doctor)
        billed(c, v, f"{first} {text}" if n == 0 else text)
        out.append(v)
    return out


def courses(c: Prefecture, scale: float) -> None:
    """Those who come back: dialysis, radiotherapy, acupuncture, wounds, infusions, home beds, dear drugs, months of tablets."""
    r = c.rng
    def many(n: int) -> range:
        return range(max(1, round(n * scale)))

    for n in many(12):
        monday = date(2025, 1, 6) + timedelta(days=7 * r.randrange(40))
        house = ("xt", "qa", "xt")[n % 3]
        dialysed(c, house, r.choice((8, 12, 16)), monday, "hd dialyser heparin", "cbc kidney ions" + (" pth ferritin" if n % 2 else ""))
    for _ in many(10):
        course(c, "zl", "放疗科", ("C53.900", "宫颈恶性肿瘤") if r.random() < 0.4 else ("C50.900", "乳腺恶性肿瘤"), (40, 74), [k for k in range(35) if k % 7 < 5][:25], "linac", "locate_ct plan_tps mask verify_field", "14", "2")
    for _ in many(25):
        course(c, "zy", "针灸科", ("G51.000", "贝尔面瘫"), (26, 74), [0, 1, 2, 3, 4, 7, 8, 9, 10, 11], "needle_electro moxa", "see")
    for _ in many(20):
        course(c, r.choice(("kf", "sq1")), "康复科门诊", ("M75.000", "粘连性肩关节囊炎"), (40, 74), [0, 2, 4, 7, 9, 11, 14, 16, 18], "exercise us_therapy midfreq", "see")
    for _ in many(20):
        course(c, r.choice(("sy", "xz1", "sq1")), "外科换药室", ("L97.x00", "下肢溃疡"), (56, 86), list(range(0, 30, 3)), "dress_m foam", "")
    for _ in many(10):
        course(c, "sy", "输液中心", ("K50.900", "克罗恩病"), (20, 52), [0, 14, 42, 98, 154], "see infliximab*3 saline drip cbc liver crp", "", "14")
    for _ in many(10):
        course(c, "zl", "化疗门诊", ("C50.900", "乳腺恶性肿瘤"), (38, 70), [0, 21, 42, 63], "see trastuzumab*2 saline drip drip_more ondansetron cbc liver", "", "14", "2")
    for _ in many(14):
        course(c, r.choice(COMMUNITIES), "家庭病床", ("I69.300", "脑梗死后遗症"), (66, 90), list(range(0, 56, 7)), "home_round", "home_open", "11")
    for _ in many(18):
        code, name, key, sex = r.choice(DEAR)
        course(c, r.choice(("yd1", "yd2")), "", (code, name), (46, 78), [30 * k + r.choice((0, 0, 1)) for k in range(r.choice((4, 8, 12)))], key if key != "tacrolimus" else "tacrolimus*2", "", "9929", sex)
    for _ in many(8):
        course(c, "js", "精神科", ("F20.900", "精神分裂症"), (22, 60), [28 * k for k in range(8)], "see paliperidone inject", "", "14")
    for _ in many(8):
        course(c, "yk", "眼底科", ("H35.300", "年龄相关性黄斑变性"), (60, 84), [0, 30, 60], "see vision slit oct aflibercept", "infect", "14")
    for _ in many(14):
        course(c, "fy", "产科", ("Z34.900", "正常妊娠监督"), (22, 38), [0, 28, 56, 84, 98, 112, 126, 133], "see urine fetal", "cbc infect group_blood liver us tsh", "51", "2")
    for _ in many(60):
        code, name, pool = r.choice(LASTING[:3])
        house = r.choice((*COMMUNITIES, *TOWNS, *VILLAGES))
        keys = r.sample(pool.split(), 1 if house in VILLAGES else 2)
        course(c, house, "全科", (code, name), (46, 84), [28 * k + r.choice((0, 0, 1, 2)) for k in range(r.choice((5, 9, 14)))], "general " + " ".join(f"{k}*{round(28 / ITEMS[k].days)}" for k in keys), "", "14")


def fill(c: Prefecture, visits: int, counter: int, scale: float) -> None:
    """All of it, over the seasons; few on Sundays."""
    weighted = [room for room in ROOMS for _ in range(room.share)]
    for _ in range(visits):
        room = c.rng.choice(weighted)
        day = c.day()
        while day.month not in room.months or (day.weekday() == 6 and room.kind != "13"):
            day = c.day()
        seen(c, room, day)
    for _ in range(counter):
        bought(c, c.day())
    courses(c, scale)
