"""Ordinary visits: consulting rooms, counters, the internet hospital and long courses of the county."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.ordinary import Room, weekdays
from benchmarks.counties.grammar.world import Person, Visit

from .bill import ORDINARY, buys, comes, room_for
from .houses import County

again = ORDINARY.again
ROOMS = (
    Room("wl ws wy", "全科", "J06.900 急性上呼吸道感染", (16, 82), "gp cbc?.4 banlan?.6 ibu?.3", share=8),
    Room("wl ws wy", "全科慢病", "E11.900 2型糖尿病", (45, 84), "gp metfo glime?.4 acarb?.3 glu?.6", "14", share=6),
    Room("wl ws wy", "全科慢病", "I10.x00 特发性高血压", (48, 86), "gp amlo vals?.5 hctz?.2", "14", share=7),
    Room("ms cy", "呼吸内科", "J20.900 急性支气管炎", (18, 76), "see cbc crp?.6 dr?.5 cefdi ambrox", share=5),
    Room("ms cy", "急诊科", "R10.400 腹痛", (18, 76), "see_er cbc amyl us ct?.3 ecg?.3", "13", share=3),
    Room("cy", "急诊外科", "S61.900 手部开放性损伤", (16, 66), "see_er sew_s tat im local cefdi", "13", share=3),
    Room("ms cy", "心血管内科", "I25.103 冠状动脉粥样硬化性心脏病", (50, 84), "see_chief aspirin rosuv meto?.6 ecg?.5 lipids?.3", "14", share=4),
    Room("ms tc", "神经内科", "G20.x00 帕金森病", (58, 84), "see_chief levodopa*2", "14", share=2),
    Room("ms", "内分泌科", "E05.900 甲状腺毒症", (22, 58), "see tsh ft4 ft3 thiam cbc", share=2),
    Room("ms cy", "内分泌科", "E11.900 2型糖尿病", (38, 74), "see_chief glu hba1c?.2 metfo empag?.4", "14", share=3),
    Room("ms cy", "消化内科", "K29.500 慢性胃炎", (24, 72), "see hpylori rabep mosap?.5", share=4),
    Room("cy tc", "骨科", "M17.900 膝关节病", (50, 80), "see dr celec", share=3),
    Room("tc", "针灸推拿科", "M47.802 颈椎病", (28, 74), "see needle tui_neck", share=4),
    Room("tc", "中医内科", "G47.000 失眠", (30, 74), "see suanzao*105 fuling*105 chuanx*70 gancao*42 danggui*70 zhimu*70 decoct*14", share=4),
    Room("fb", "儿科", "J06.900 急性上呼吸道感染", (1, 11), "see cbc crp?.5 ibu_sy xiaoer flu?.3", share=6),
    Room("fb", "妇科", "N76.000 急性阴道炎", (22, 56), "see urine us_in?.3", sex="2", share=3),
    Room("ms fb", "乳腺科", "N60.200 乳腺囊性增生", (26, 58), "see breast_us", sex="2", share=2),
    Room("ms", "泌尿外科", "N40.x00 前列腺增生", (56, 86), "see psa us tamsu finast", sex="1", share=2),
    Room("cy", "耳鼻喉科", "J30.400 过敏性鼻炎", (14, 60), "see nose_scope?.4 mometa ebast", share=3),
    Room("kq", "口腔内科", "K02.900 龋病", (14, 66), "see tooth_film curing", share=4),
    Room("kq", "口腔外科", "K01.100 阻生牙", (20, 48), "see tooth_film tooth_wis numb", share=3),
    Room("jw", "精神科门诊", "F41.100 广泛性焦虑障碍", (22, 64), "see qscale_s?.3 sert loraz", share=2),
    Room("jw", "精神科门诊", "F20.900 精神分裂症", (24, 62), "see olanz*2 risper", "14", share=3),
    Room("ih", "互联网慢病门诊", "I10.x00 特发性高血压", (36, 74), "video amlo vals?.5", share=4),
    Room("ih", "互联网慢病门诊", "E11.900 2型糖尿病", (36, 74), "video metfo dapa?.5", share=3),
)
COUNTERS = (
    Room("da db dc dd", "", "I10.x00 特发性高血压", (44, 85), "amlo*2 vals*2?.4", share=6),
    Room("da db dc dd", "", "E11.900 2型糖尿病", (44, 82), "metfo*2 acarb*2?.4 dapa*2?.3", share=5),
    Room("da db dc dd", "", "J06.900 急性上呼吸道感染", (18, 78), "lianhua*2 ibu?.4", share=5),
    Room("da dc dd", "", "K29.500 慢性胃炎", (24, 74), "rabep mosap?.5", share=3),
    Room("da db dd", "", "I25.103 冠状动脉粥样硬化性心脏病", (50, 84), "aspirin rosuv*2 isos?.4", share=4),
    Room("db dc", "", "J30.400 过敏性鼻炎", (18, 58), "ebast mometa?.4", share=2),
    Room("dc da", "", "M17.900 膝关节病", (46, 80), "celec goutong?.4", share=2),
)


def dialysed(c: County, house: str, p: Person, days: list[date], at: float = 7.4, bill: str = "dialysed") -> list[Visit]:
    """Sessions of dialysis, each with what belongs to it."""
    out = []
    for n, day in enumerate(days):
        more = (" anaemia" if n % 12 == 0 else "") + (" epo" if n % 3 == 0 else "")
        out.append(comes(c, house, "血液净化室", "N18.500 慢性肾脏病5期", (0, 1), bill + more, kind="14", day=day, person=p, at=at, minutes=250))
    return out


def courses(c: County, scale: float) -> None:
    """What goes on for weeks: dialysis, needles, roots, dear drugs, pregnancy."""
    def many(n: int) -> range:
        return range(max(1, round(n * scale)))

    for _ in many(80):  # nobody signs twice
        comes(c, c.rng.choice(("wy", "ws")), "家庭医生签约室", "I10.x00 特发性高血压", (60, 86), "sign", day=room_for(c, 5))
    for _ in many(24):
        dialysed(c, c.rng.choice(("xa", "xb")), c.person("", 34, 78), weekdays(room_for(c, 110), c.rng.choice(((0, 2, 4), (1, 3, 5))), 3 * c.rng.randint(8, 14)), c.rng.choice((7.2, 12.6)))
    for _ in many(24):
        again(c, "tc", "针灸推拿科", "M51.202 腰椎间盘突出", c.person("", 34, 74), weekdays(room_for(c, 40), (0, 1, 2, 3, 4), c.rng.randint(6, 10)), "needle_e tui_back infrared", "see")
    for _ in many(20):
        p, day = c.person("", 20, 66), room_for(c, 40)
        for n, bill in enumerate(("see tooth_film canal*3 numb", "canal_fill*3 tooth_film", "curing")):
            comes(c, "kq", "口腔内科", "K04.000 牙髓炎", (0, 1), bill, day=day + timedelta(days=7 * n), person=p)
    for _ in many(14):
        p, day = c.person("", 46, 76), room_for(c, 190)
        for k in range(3):  # the doctor who answers for the drug sees them every second month
            comes(c, "ms", "肿瘤科门诊", "C34.900 肺恶性肿瘤", (0, 1), "see_chief cea ct?.4", day=day + timedelta(days=58 * k), person=p, at=c.rng.uniform(8.2, 11.4))
        for k in range(6):
            buys(c, "dd", "C34.900 肺恶性肿瘤", (0, 1), "osim", day=day + timedelta(days=29 * k + c.rng.randrange(3)), person=p, kind="9929", at=c.rng.uniform(13.0, 19.5))
    for _ in many(20):
        p, day = c.person("2", 23, 37), room_for(c, 160)
        for k in range(5):
            comes(c, "fb", "产科门诊", "Z34.900 正常妊娠监督", (0, 1), ("see antenatal us cbc urine liver infect type tsh glu" if k == 0 else "see antenatal urine us?.5 cbc?.5 fetal?.2"), kind="51", day=day + timedelta(days=28 * k), person=p)


def fill(c: County, visits: int, counter: int, scale: float) -> None:
    """Ordinary life, day by day."""
    ORDINARY.visits(c, ROOMS, visits, counter=False)
    ORDINARY.visits(c, COUNTERS, counter, counter=True)
    courses(c, scale)
