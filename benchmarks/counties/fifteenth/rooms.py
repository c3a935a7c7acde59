"""Ordinary visits: reasons to see a doctor or to stand at a counter, and the courses that bring people back."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.counties.grammar.world import LAST, Visit

from .bill import billed
from .goods import ITEMS
from .houses import COUNTY, SHOPS, TOWNS, VILLAGES, County

WINTER = (11, 12, 1, 2, 3)
YEAR = tuple(range(1, 13))


@dataclass(frozen=True)
class Room:
    """A reason to come: houses, department, diagnoses, ages, what is billed, of which drugs how many at most."""

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
    Room("村卫生室感冒", VILLAGES, "全科", ("J06.900 急性上呼吸道感染", "J02.900 急性咽炎"), (6, 84), "gp", "lianhua banlan yinqiao ibu aceta amox", 14),
    Room("村卫生室腹泻", VILLAGES, "全科", ("A09.900 感染性腹泻",), (14, 78), "gp", "smecta probio ors", 4),
    Room("村卫生室慢病取药", VILLAGES, "全科", ("I10.x00 特发性高血压",), (48, 88), "gp", "amlo nifed", 8, "14", most=1),
    Room("村卫生室换药", VILLAGES, "全科", ("S61.900 手开放性伤口",), (14, 74), "gp dress_s", "", 3),
    Room("乡镇感冒", TOWNS, "内科", ("J06.900 急性上呼吸道感染", "J20.900 急性支气管炎"), (6, 82), "gp cbc?.5 dr?.1", "lianhua ambrox amox aceta", 8),
    Room("乡镇输液", TOWNS, "内科", ("J03.900 急性扁桃体炎", "J20.900 急性支气管炎"), (16, 76), "gp cbc cefur*4 saline*2 set", "", 5),
    Room("乡镇慢病", TOWNS, "内科", ("I10.x00 特发性高血压",), (45, 86), "gp ecg?.1 k?.1", "amlo vals meto hctz aspirin", 8, "14", most=3),
    Room("乡镇糖尿病", TOWNS, "内科", ("E11.900 2型糖尿病",), (42, 84), "gp glu", "metfo acarb glime", 5, "14"),
    Room("乡镇关节痛", TOWNS, "中医科", ("M17.900 膝关节病", "M54.500 下背痛"), (50, 82), "gp dr?.3", "celec goutong", 4),
    Room("乡镇胃病", TOWNS, "内科", ("K29.500 慢性胃炎",), (26, 80), "gp us_b?.3", "omep mosap", 4),
    Room("儿科发热", ("fy", "xy"), "儿科", ("J06.900 急性上呼吸道感染", "R50.900 发热"), (1, 11), "see cbc crp", "ibu_sy xiaoer", 7),
    Room("儿科喘息雾化", ("fy",), "儿科", ("J20.900 急性支气管炎", "J45.900 支气管哮喘"), (3, 10), "see neb budes cbc?.4", "monte", 3),
    Room("儿科支原体", ("fy",), "儿科", ("J15.700 支原体性肺炎",), (4, 13), "see cbc crp myco dr", "azi ambrox", 2),
    Room("流感门诊", ("xy", "xe", "fy"), "发热门诊", ("J10.101 流行性感冒伴呼吸道表现",), (14, 76), "see cbc flu", "oselta lianhua aceta", 5, months=WINTER),
    Room("夜间急诊腹痛", COUNTY, "急诊科", ("R10.400 腹痛",), (16, 78), "see_er cbc amyl us?.6 ct?.3 urine", "omep", 4, "13", most=1),
    Room("急诊胸痛", COUNTY, "急诊科", ("R07.400 胸痛",), (36, 84), "see_er ecg tni ckmb cbc ddimer?.4 monitor*2", "", 3, "13"),
    Room("急诊外伤缝合", (*COUNTY, "wa"), "急诊科", ("S61.900 手开放性伤口", "S01.800 头部开放性伤口"), (8, 72), "see_er sew_s lido tat im dr?.3", "cefix", 4, "13", most=1),
    Room("救护车接诊", ("xy",), "急诊科", ("R55.x00 晕厥",), (50, 86), "see_er ambulance ecg ct cbc glu ions", "", 2, "13"),
    Room("急性胃肠炎留观", ("xy",), "急诊科", ("A09.900 感染性腹泻",), (20, 58), "see_er cbc ions glu dextrose saline5 drip drip_more bed_obs", "", 2, "13"),
    Room("心内门诊", COUNTY, "心血管内科", ("I25.103 冠状动脉粥样硬化性心脏病",), (48, 84), "see_chief ecg?.5 holter?.1 us_heart?.15 lipids?.3", "aspirin atorva meto clopid", 5, most=3),
    Room("神经门诊头晕", ("xy", "xe"), "神经内科", ("R42.x00 头晕", "G43.900 偏头痛"), (28, 80), "see_chief ct?.3 us_neck?.2", "", 3),
    Room("骨科扭伤", (*COUNTY, "wa"), "骨科", ("S93.400 踝扭伤",), (14, 66), "see dr plaster?.15", "celec yunnan", 4),
    Room("腰痛门诊", ("xe", "zy"), "骨科", ("M54.500 下背痛", "M47.802 颈椎病"), (28, 76), "see dr?.4 ct?.2", "celec goutong", 4),
    Room("胃镜", COUNTY, "消化内科", ("K29.500 慢性胃炎", "K21.000 胃食管反流病"), (30, 76), "see infect gastro biopsy?.5", "omep mosap", 3),
    Room("肠镜", ("xy",), "消化内科", ("K63.500 结肠息肉",), (36, 74), "see infect clot colono biopsy?.4", "", 2),
    Room("甲状腺门诊", ("xy",), "内分泌科", ("E03.900 甲状腺功能减退症",), (24, 72), "see tsh ft4 us?.2", "levothy", 2, "14", most=1),
    Room("痛风", (*COUNTY, "wa"), "内科", ("M10.900 痛风",), (32, 72), "see uric crea", "febux", 3, sex="1", most=1),
    Room("湿疹荨麻疹", ("xy", "zy", "pa"), "皮肤科", ("L50.900 荨麻疹", "L30.900 湿疹"), (8, 80), "see", "lorat", 3, most=1),
    Room("前列腺门诊", ("xy",), "泌尿外科", ("N40.x00 前列腺增生",), (58, 84), "see_chief us?.5 psa?.3 urine?.4", "tamsu finast", 2, sex="1"),
    Room("妇科门诊", ("fy", "xy"), "妇科", ("N92.000 月经过多", "N76.000 急性阴道炎"), (20, 50), "see us_in?.5 cbc?.4 smear?.2", "yimu", 4, sex="2", most=1),
    Room("产前检查", ("fy", "wa"), "产科", ("Z34.900 正常妊娠监督",), (20, 40), "see urine cbc?.4 us?.35 fetal?.35", "folic ferrous", 5, "51", "2", most=1),
    Room("眼科门诊", ("yk1", "yk2", "xy"), "眼科", ("H04.100 干眼症", "H10.900 结膜炎"), (12, 80), "see vision slit", "tears levo_eye", 5, most=1),
    Room("青光眼随访", ("yk1",), "眼科", ("H40.100 原发性开角型青光眼",), (48, 82), "see vision iop oct?.3", "latano", 2, "14", most=1),
    Room("糖网筛查", ("yk1", "yk2"), "眼科", ("E11.300 2型糖尿病性视网膜病变",), (46, 78), "see vision iop fundus oct?.4", "", 2),
    Room("根管", ("ya",), "口腔科", ("K04.000 牙髓炎",), (16, 76), "see tooth_film*2 canal*2 canal_fill*2", "", 3),
    Room("补牙", ("ya", "xy"), "口腔科", ("K02.900 龋病",), (8, 76), "see tooth_film fill", "", 3),
    Room("拔智齿", ("ya",), "口腔科", ("K01.100 阻生牙",), (18, 54), "see tooth_film local lido tooth_wis", "amox", 3, most=1),
    Room("癫痫门诊", ("xy",), "神经内科", ("G40.900 癫痫",), (14, 66), "see liver?.3", "valpro", 1, "14", most=1),
    Room("帕金森", ("xy",), "神经内科", ("G20.x00 帕金森病",), (56, 82), "see_chief", "levodopa", 1, "14", most=1),
    Room("重性精神病门诊", ("xe",), "精神科", ("F20.900 精神分裂症",), (20, 68), "see liver?.2 glu?.2", "olanz", 2, "14", most=1),
    Room("乙肝", ("xy", "xe"), "感染科", ("B18.107 慢性乙型病毒性肝炎",), (26, 70), "see liver hbvdna?.3 us?.3", "entec", 3, "14", most=1),
    Room("肺结核取药", ("xe",), "感染科", ("A15.000 肺结核",), (22, 72), "see liver afb?.4 dr?.2", "hrze", 2, "14", most=1),
    Room("慢阻肺门诊", COUNTY, "呼吸内科", ("J44.900 慢性阻塞性肺病",), (54, 84), "see lung_fn?.3", "tiotrop symbi theo", 3, "14", most=1),
    Room("中药七剂", ("zy",), "中医内科", ("K30.x00 功能性消化不良", "G47.000 失眠"), (26, 78), "see dangshen*105 baizhu*84 fuling*105 chenpi*42 banxia*63 gancao*42 decoct*14", "", 5),
    Room("膏药与艾灸", ("zy", "wb"), "中医科", ("M17.900 膝关节病",), (50, 80), "see moxa paste?.5", "", 3),
    Room("民营感冒", ("pa", "pb"), "内科", ("J06.900 急性上呼吸道感染",), (12, 80), "see cbc?.5", "lianhua ibu amox", 4),
    Room("骨质疏松", ("xy",), "骨科", ("M81.900 骨质疏松",), (62, 84), "see", "alend", 1, "14", sex="2", most=1),
    Room("自费体检", ("xy", "wa"), "体检中心", ("Z00.000 健康查体",), (24, 66), "body_check", "", 1),
    Room("拆线", (*COUNTY, *TOWNS), "外科", ("Z48.000 手术敷料的维护",), (12, 80), "see dress_s", "", 3),
)
COUNTER = ["lianhua", "banlan", "yinqiao", "ibu", "lorat", "smecta", "mupir", "tears", "levo_eye", "liuwei", "danshen", "omep", "aceta", "mayl"]
LASTING = (("I10.x00", "特发性高血压", "amlo vals meto"), ("E11.900", "2型糖尿病", "metfo acarb dapa"), ("I25.103", "冠状动脉粥样硬化性心脏病", "aspirin atorva meto"), ("J44.900", "慢性阻塞性肺病", "tiotrop"))
DEAR = (("C34.900", "肺恶性肿瘤", "osim", ""), ("C92.100", "慢性髓系白血病", "imat", ""), ("Z94.000", "肾移植状态", "oral_tac*2", ""), ("C50.900", "乳腺恶性肿瘤", "letro", "2"))
DIALYSED = [("N18.500", "慢性肾脏病5期"), ("D63.800", "肾性贫血")]


def seen(c: County, room: Room, day: date) -> Visit:
    """One visit of this kind; one in forty is taken back, mostly to be settled anew."""
    r = c.rng
    known = room.kind in ("11", "13") and r.random() < 0.3
    p = (known and c.known(room.sex, *room.ages, day)) or c.person(room.sex, *room.ages)
    house, (code, name) = r.choice(room.houses), r.choice(room.dx).split()
    night = room.kind == "13"
    v = c.room(house, p, room.kind, day, room.dept, [(code, name)], *((17.5, 20.0) if night else (7.8, 16.2)), minutes=170 if night else 30)
    bill = room.bill
    if house in TOWNS:
        bill = " ".join("gp" if w in ("see", "see_er") else w for w in bill.split() if w != "im")
    billed(c, v, bill)
    pool = room.drugs.split()
    for key in r.sample(pool, min(len(pool), r.randint(1, room.most))) if pool else ():
        billed(c, v, f"{key}*{r.choice((1, 2)) if room.kind == '14' and ITEMS[key].days < 16 else 1}")
    if room.kind == "11" and r.random() < 0.025:
        v.refund = v.end + timedelta(hours=r.choice((1, 20, 50)))
        v.again = v.refund + timedelta(minutes=9) if r.random() < 0.7 else None
    return v


def bought(c: County, day: date) -> None:
    """One customer of a shop: a small illness with the account, or a lasting one with the outpatient fund."""
    r = c.rng
    house = r.choice(SHOPS)
    if r.random() < (0.7 if house == "yd1" else 0.25):
        code, name, pool = r.choice(LASTING)
        v = c.room(house, c.person("", 48, 84), "9929", day, "", [(code, name)], 8.0, 20.5, minutes=4)
        for key in r.sample(pool.split(), min(2, len(pool.split()))):
            billed(c, v, f"{key}*{r.choice((1, 2)) if ITEMS[key].days < 16 else 1}")
    else:
        v = c.room(house, c.person("", 20, 76, "310"), "41", day, "", [("Z00.000", "药店购药")], 8.0, 20.5, minutes=4)
        for key in r.sample(COUNTER, r.choice((1, 1, 2))):
            billed(c, v, key)


def dialysed(c: County, house: str, weeks: int, monday: date, text: str = "hd dialyser blood_line heparin", more: str = "cbc kidney ions p") -> list[Visit]:
    """Three sessions a week on one shift; `more` on the first of each fourth week, filtration once a fortnight."""
    r = c.rng
    p, hour, shift = c.person("", 36, 76), r.choice((7.2, 12.3)), r.choice((0, 1))
    doctor, out = r.choice(c.houses[house].doctors), []
    for week in range(weeks):
        for k in (0, 2, 4):
            day = monday + timedelta(days=week * 7 + k + shift)
            if day > LAST - timedelta(days=2):
                continue
            start = c.at(day, hour, hour + 0.3)
            v = c.visit(house, p, "14", start, start + timedelta(hours=4, minutes=10), "血透室", DIALYSED, doctor)
            billed(c, v, text.replace("hd ", "hdf ", 1) if k == 4 and week % 2 else text)
            if k == 0:
                billed(c, v, f"epo {more if week % 4 == 0 else ''}")
            out.append(v)
    return out


def course(c: County, house: str, dept: str, dx: tuple[str, str], ages: tuple[int, int], days: list[int], text: str, first: str = "", kind: str = "11", sex: str = "", hour: float = 9.0) -> list[Visit]:
    """One person who comes on these days after the first; `first` only once; nobody comes on a Sunday."""
    start = c.workday(hi=LAST - timedelta(days=days[-1] + 4))
    p, out = c.person(sex, *ages), []
    doctor = c.rng.choice(c.houses[house].doctors) if c.houses[house].doctors else ""
    for n, k in enumerate(days):
        day = start + timedelta(days=k)
        if day.weekday() == 6 and len(days) > 5 and days[1] < 8:
            continue
        at = c.at(day, hour, hour + 1.5)
        v = c.visit(house, p, kind, at, at + timedelta(minutes=4 if c.houses[house].shop else 50), dept, [dx], doctor)
        billed(c, v, f"{first} {text}" if n == 0 else text)
        out.append(v)
    return out


def courses(c: County, scale: float) -> None:
    """Those who come back: dialysis, needles, wounds, home beds, dear drugs, tablets, eyes, pregnancies."""
    r = c.rng

    def many(n: int) -> range:
        return range(max(1, round(n * scale)))

    for n in many(14):
        dialysed(c, ("xt", "xy", "xt")[n % 3], r.choice((8, 12, 16)), date(2025, 1, 6) + timedelta(days=7 * r.randrange(40)), more="cbc kidney ions p" + (" pth ferritin" if n % 2 else ""))
    for _ in many(22):
        course(c, "zy", "针灸科", ("G51.000", "贝尔面瘫"), (26, 74), [0, 1, 2, 3, 4, 7, 8, 9, 10, 11], "needle_e moxa", "see")
    for _ in many(18):
        course(c, r.choice(("zy", "xy")), "康复科门诊", ("M75.000", "粘连性肩关节囊炎"), (42, 72), [0, 2, 4, 7, 9, 11, 14, 16], "tui_sh uswave midfreq", "see")
    for _ in many(16):
        course(c, "zy", "骨伤科", ("M51.202", "腰椎间盘突出"), (34, 70), [0, 1, 3, 5, 7, 9, 11], "tui_back cup?.4", "see dr")
    for _ in many(20):
        course(c, r.choice(("xe", "wa", "wd")), "外科换药室", ("L97.x00", "下肢溃疡"), (56, 86), list(range(0, 30, 3)), "dress_m foam", "")
    for _ in many(16):
        course(c, r.choice(TOWNS), "家庭病床", ("I69.300", "脑梗死后遗症"), (66, 90), list(range(0, 56, 7)), "home_round", "home_open")
    for _ in many(16):
        code, name, text, sex = r.choice(DEAR)
        fetched = course(c, "yd1", "", (code, name), (46, 76), [30 * k + r.choice((0, 0, 1)) for k in range(r.choice((4, 8, 12)))], text, "", "9929", sex)
        # the doctor answerable for the drug sees them every third month
        for v in fetched[::3]:
            billed(c, c.room("xy", v.person, "14", v.start.date() - timedelta(days=2), "肿瘤科", [(code, name)]), "see_chief cbc liver")
    for _ in many(10):
        course(c, "yk1", "眼底科", ("H35.300", "年龄相关性黄斑变性"), (60, 82), [0, 31, 62], "see vision slit oct intravit coni", "infect", "14")
    for _ in many(14):
        course(c, "fy", "产科", ("Z34.900", "正常妊娠监督"), (21, 38), [0, 28, 56, 84, 98, 112, 126, 133], "see urine fetal", "cbc infect type liver us tsh", "51", "2")
    for _ in many(10):
        course(c, "wb", "内科", ("J20.900", "急性支气管炎"), (30, 76), [0, 1, 2, 3], "cefur*4 saline*2 set", "gp cbc")
    for _ in many(8):
        course(c, "ya", "口腔科", ("K04.500", "慢性根尖周炎"), (22, 70), [0, 7, 14], "see tooth_film canal", "")
    for _ in many(70):
        code, name, pool = r.choice(LASTING[:3])
        house = r.choice((*TOWNS, *VILLAGES))
        keys = r.sample(pool.split(), 1 if house in VILLAGES else 2)
        course(c, house, "全科", (code, name), (46, 84), [28 * k + r.choice((0, 0, 1, 2)) for k in range(r.choice((5, 9, 14)))], "gp " + " ".join(f"{k}*{round(28 / ITEMS[k].days)}" for k in keys), "", "14")


def fill(c: County, visits: int, counter: int, scale: float) -> None:
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
