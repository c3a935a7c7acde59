"""Ordinary visits: consulting rooms, counters, the internet, home beds and long courses of a district of a large city."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.ordinary import Room, weekdays
from benchmarks.counties.grammar.world import LAST, Person, Visit

from .bill import ORDINARY, buys, comes
from .houses import County

again = ORDINARY.again
ROOMS = (
    Room("sy er", "呼吸内科", "J20.900 急性支气管炎", (18, 75), "see cbc crp?.6 dr?.5 cefdi ambrox", share=5),
    Room("ca cb cc cd", "全科", "J06.900 急性上呼吸道感染", (16, 80), "gp lianhua?.6 ibu?.4 cbc?.4 amox?.2", share=9),
    Room("fy", "儿科", "J06.900 急性上呼吸道感染", (1, 11), "see cbc crp ibu_sy xiaoer flu?.3", share=7),
    Room("sy", "急诊科", "R10.400 腹痛", (18, 78), "see_er cbc amyl ct?.4 us ecg?.4", "13"),
    Room("sy er", "急诊科", "A09.900 感染性腹泻", (18, 70), "see_er cbc stool ions saline5 dextrose drip drip_more set smecta", "13"),
    Room("sy er", "急诊外科", "S61.900 手部开放性损伤", (16, 68), "see_er sew_s tat im local cefdi", "13"),
    Room("ca cb cc", "全科慢病", "I10.x00 特发性高血压", (45, 88), "gp amlo vals?.5", "14", share=10),
    Room("ca cb cc", "全科慢病", "E11.900 2型糖尿病", (45, 85), "gp metfo glime?.4 acarb?.3 hba1c?.2 glu", "14", share=8),
    Room("sy", "心血管内科", "I25.103 冠状动脉粥样硬化性心脏病", (50, 82), "see_chief aspirin rosuv meto?.6 ecg?.5 lipids?.3", "14", share=5),
    Room("sy", "神经内科", "G20.x00 帕金森病", (58, 84), "see_chief levodopa*2", "14"),
    Room("sy", "内分泌科", "E11.900 2型糖尿病;E66.900 肥胖", (35, 66), "see_chief sema hba1c?.3 metfo", "14", share=2),
    Room("sy", "内分泌科", "E05.900 甲状腺毒症", (22, 60), "see tsh ft4 thiam cbc", share=2),
    Room("sy", "消化内科", "K29.500 慢性胃炎", (24, 70), "see gastro biopsy infect ecg", share=3),
    Room("sy er", "消化内科", "K29.500 慢性胃炎", (24, 72), "see hpylori omep mosap?.5", share=3),
    Room("sy", "风湿免疫科", "M45.x00 强直性脊柱炎", (22, 55), "see_chief ocrel*2 esr crp", "14", share=1),
    Room("sy", "骨科", "M17.900 膝关节病", (50, 80), "see dr celec", share=3),
    Room("sy er", "骨科", "S93.400 踝关节扭伤", (16, 60), "see dr yunnan", share=3),
    Room("zy tc", "针灸推拿科", "M47.802 颈椎病", (28, 74), "see needle tui_neck", share=4),
    Room("zy tc", "中医内科", "G47.000 失眠", (30, 74), "see_chief treat_tcm suanzao*105 fuling*105 chuanx*70 gancao*42 danggui*70 decoct*7", share=4),
    Room("fy", "妇科", "N76.000 急性阴道炎", (22, 58), "see urine us_in?.4", sex="2", share=3),
    Room("sy fy", "乳腺外科", "N60.200 乳腺囊性增生", (26, 60), "see breast_us", sex="2", share=2),
    Room("sy", "泌尿外科", "N40.x00 前列腺增生", (56, 86), "see psa us tamsu finast", sex="1", share=2),
    Room("sy", "皮肤科", "L20.900 特应性皮炎", (14, 66), "see lorat mupir ige?.3", share=2),
    Room("sy", "皮肤科", "L40.000 寻常型银屑病", (22, 66), "see uvb", share=1),
    Room("sy", "耳鼻喉科", "J30.400 过敏性鼻炎", (14, 60), "see nose_scope?.5 mometa ebast", share=3),
    Room("yk", "眼科", "H04.100 干眼", (26, 72), "see vision slit iop tears", share=3),
    Room("yk sy", "眼科", "H40.100 开角型青光眼", (46, 80), "see vision iop oct latano", "14", share=2),
    Room("ya yb", "口腔内科", "K02.900 龋病", (12, 66), "see tooth_film curing", share=4),
    Room("ya yb", "牙周科", "K05.300 慢性牙周炎", (30, 66), "see gum*4", share=2),
    Room("ya yb", "口腔外科", "K01.100 阻生牙", (20, 48), "see tooth_film tooth_wis numb", share=3),
    Room("js", "精神科门诊", "F41.100 广泛性焦虑障碍", (22, 64), "see scale_dep?.3 sert loraz", share=2),
    Room("js", "精神科门诊", "F20.900 精神分裂症", (24, 62), "see olanz*2 risper", "14", share=2),
    Room("sy", "肿瘤科", "C34.900 肺恶性肿瘤", (46, 76), "see_chief cea cbc liver ct?.4", "14", share=2),
    Room("pm pn", "内科", "K29.500 慢性胃炎", (30, 70), "see omep mosap us?.3", share=3),
    Room("hl", "互联网内科", "I10.x00 特发性高血压", (36, 70), "video amlo*2", share=4, days_off=True),
    Room("hl", "互联网精神科", "F32.900 抑郁发作", (22, 56), "video sert*2", share=1, days_off=True),
    Room("sz", "生殖科", "N97.900 女性不孕症", (26, 42), "see amh e2 prog us_in", sex="2", share=2),
)
COUNTERS = (
    Room("yd1 yd2 yd4 yd5 yd6", "", "I10.x00 特发性高血压", (44, 85), "amlo*2 vals?.4", share=6),
    Room("yd1 yd2 yd4 yd5 yd6", "", "E11.900 2型糖尿病", (44, 82), "metfo*2 acarb*2?.4 dapa?.3", share=5),
    Room("yd1 yd2 yd5", "", "J06.900 急性上呼吸道感染", (18, 78), "lianhua*2 ibu?.4", share=5),
    Room("yd1 yd2 yd4 yd6", "", "J06.900 急性上呼吸道感染", (18, 78), "kelg banlan", share=4),
    Room("yd1 yd2 yd3 yd4", "", "K29.500 慢性胃炎", (24, 74), "omep mosap?.5", share=3),
    Room("yd1 yd3 yd5", "", "I25.103 冠状动脉粥样硬化性心脏病", (50, 84), "aspirin rosuv*2 baoxin*2?.3", share=3),
    Room("yd2 yd4", "", "J30.400 过敏性鼻炎", (18, 58), "ebast mometa?.4", share=2),
    Room("yd3", "", "E78.500 高脂血症", (40, 72), "pcsk*2", share=1),
    Room("yd5 yd6", "", "M17.900 膝关节病", (46, 80), "celec goutong?.4", share=2),
    Room("yd1 yd4", "", "B35.300 足癣", (18, 66), "ketoc", share=1),
)


def begins(c: County, room: int) -> date:
    """A workday with room behind it."""
    return c.workday(date(2025, 1, 6), LAST - timedelta(days=room))


HD = "hd dialyser blood_line heparin"


def dialysed(c: County, p: Person, house: str, first: date, weeks: int, shift: float = 7.3) -> list[Visit]:
    """Three times a week for so many weeks, bloods monthly, filtration once in two weeks."""
    out = []
    for n, day in enumerate(weekdays(first, c.rng.choice(((0, 2, 4), (1, 3, 5))), weeks * 3)):
        bill = HD.replace("hd ", "hdf ") if n % 6 == 5 else HD
        more = " cbc kidney ions p" if n % 12 == 0 else ""
        more += " epo" if n % 3 == 0 else ""
        out.append(comes(c, house, "血液净化室", "N18.500 慢性肾脏病5期;Z49.100 体外透析", (0, 1), bill + more, kind="14", day=day, person=p, at=shift, minutes=255))
    return out


def courses(c: County, scale: float) -> None:
    """What goes on for weeks: dialysis, needles, roots, home beds, dear drugs, pregnancy, light."""
    def many(n: int) -> range:
        return range(max(1, round(n * scale)))

    for _ in many(16):
        dialysed(c, c.person("", 34, 78), c.rng.choice(("xt", "xt", "sy")), begins(c, 130), c.rng.randint(8, 16), c.rng.choice((7.2, 12.6)))
    for _ in many(40):
        again(c, c.rng.choice(("zy", "tc", "ca")), "针灸推拿科", "M51.202 腰椎间盘突出", c.person("", 34, 74), weekdays(begins(c, 40), (0, 1, 2, 3, 4), c.rng.randint(6, 10)), "needle_e tui_back infrared", "see")
    for _ in many(30):
        p, day, house = c.person("", 20, 66), begins(c, 40), c.rng.choice(("ya", "yb"))
        for n, bill in enumerate(("see tooth_film canal*3 numb", "canal_fill*3 tooth_film", "curing")):
            comes(c, house, "口腔内科", "K04.000 牙髓炎", (0, 1), bill, day=day + timedelta(days=7 * n), person=p)
    for _ in many(14):
        p, day = c.person("", 72, 94), begins(c, 120)
        again(c, c.rng.choice(("ca", "cb", "yl")), "家庭病床", "I69.300 脑梗死后遗症", p, [day + timedelta(days=7 * k) for k in range(10)], "home_round dress_m?.3", "home_open", at=9.5)
    for _ in many(20):
        p, day = c.person("", 72, 92), begins(c, 100)
        again(c, "ch", "居家护理", "I69.300 脑梗死后遗症", p, [day + timedelta(days=3 * k) for k in range(16)], "bathe turn", at=c.rng.uniform(8.3, 15))
    for _ in many(16):
        p, day = c.person("", 46, 76), begins(c, 200)
        for k in range(6):
            buys(c, "yd3", "C34.900 肺恶性肿瘤", (0, 1), "osim", day=day + timedelta(days=29 * k + c.rng.randrange(2)), person=p, kind="9929")
    for _ in many(24):
        p, day = c.person("2", 23, 37), begins(c, 230)
        for k in range(6):
            comes(c, c.rng.choice(("fy", "cf")), "产科门诊", "Z34.900 正常妊娠监督", (0, 1), ("see us cbc urine liver infect type tsh glu" if k == 0 else "see urine us?.5 cbc?.5 fetal?.2"), kind="51", day=day + timedelta(days=28 * k), person=p)
    for _ in many(12):
        again(c, "sy", "皮肤科", "L40.000 寻常型银屑病", c.person("", 22, 66), weekdays(begins(c, 90), (1, 4), 16), "uvb", "see")
    for _ in many(8):
        cycle(c, c.person("2", 27, 39), begins(c, 60))
    for _ in many(12):
        p, day = c.person("", 56, 80), begins(c, 120)
        again(c, "yk", "眼底病科", "H35.300 老年性黄斑变性", p, [day + timedelta(days=30 * k) for k in range(3)], "intravit coni vision oct", "see slit", at=9.0)


def cycle(c: County, p: Person, day: date, transfers: int = 1) -> list[Visit]:
    """One cycle of assisted reproduction: follicles, eggs, culture, transfer."""
    dx = "N97.900 女性不孕症"
    out = [comes(c, "sz", "生殖科", dx, (0, 1), f"see follicle e2 fsh*{n}", day=day + timedelta(days=3 * k), person=p) for k, n in enumerate((1, 1, 1))]
    out.append(comes(c, "sz", "生殖科", dx, (0, 1), "pickup ga watch", day=day + timedelta(days=11), person=p))
    out.append(comes(c, "sz", "生殖科", dx, (0, 1), "culture " + " ".join(["transfer"] * transfers) + " dydro*2", day=day + timedelta(days=14), person=p))
    out.append(comes(c, "sz", "生殖科", dx, (0, 1), "hcg prog dydro", day=day + timedelta(days=28), person=p))
    return out


def fill(c: County, visits: int, counter: int, scale: float) -> None:
    """Ordinary life, day by day."""
    ORDINARY.visits(c, ROOMS, visits, counter=False)
    ORDINARY.visits(c, COUNTERS, counter, counter=True)
    courses(c, scale)
