"""The consulting room: kinds of visits by department, and how one is played."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from .goods import ITEMS, diagnosis
from .ward import herbs, words
from .world import County, Person, Visit


@dataclass(frozen=True)
class Trouble:
    """Why somebody comes for a day: tests, drugs in boxes, what is done; `some` is done to every third."""

    dept: str
    main: tuple[str, ...]
    age: tuple[int, int] = (18, 80)
    sex: str = ""
    tests: str = ""
    drugs: str = ""
    done: str = ""
    some: str = ""
    drip: str = ""
    times: int = 1


BIG = (
    Trouble("呼吸内科", ("J20.900急性支气管炎",), tests="cbc crp dr", drugs="cefdin ambro_t", some="mycop"),
    Trouble("呼吸内科", ("J45.900支气管哮喘",), (20, 70), tests="cbc lung_fn", drugs="sym monte"),
    Trouble("消化内科", ("K29.500慢性胃炎",), tests="breath_hp", drugs="rabe*2 mosap", some="gastro patho"),
    Trouble("消化内科", ("K29.502慢性胃炎伴幽门螺杆菌感染",), tests="", drugs="rabe*2 bism*2 amox*4 metro_t*2"),
    Trouble("心血管内科", ("I49.900心律失常", "R00.200心悸"), (30, 78), tests="ecg holter k tsh", drugs="metop", some="us_heart"),
    Trouble("神经内科", ("G43.900偏头痛", "R51.x00头痛"), tests="ct", drugs="flunar", some="tcd"),
    Trouble("神经内科", ("G47.000失眠",), (30, 78), drugs="zop", tests="", some="scale"),
    Trouble("内分泌科", ("E05.900甲状腺功能亢进",), (22, 60), tests="tsh ft3 ft4 cbc alt", drugs="methi metop", some="us_thy"),
    Trouble("内分泌科", ("E04.101甲状腺结节",), (28, 70), tests="us_thy tsh ft4"),
    Trouble("风湿科", ("M10.900痛风",), (30, 70), "1", "uric crea alt", "febu colch"),
    Trouble("风湿科", ("M06.900类风湿性关节炎",), (36, 74), tests="cbc crp alt crea", drugs="lefl celec"),
    Trouble("肾内科", ("N18.300慢性肾脏病3期",), (40, 80), tests="crea urea k uric urine cbc", drugs="valsa calcit"),
    Trouble("普外科", ("T14.100开放性伤口", "S61.900手部开放性伤口"), (8, 75), done="suture_s", drugs="cefdin", tests="", some="dr"),
    Trouble("普外科", ("N60.100乳腺囊性增生病",), (24, 55), "2", "us_breast"),
    Trouble("骨科", ("S93.400踝扭伤", "S83.600膝扭伤"), (18, 70), tests="dr", drugs="lox diclo"),
    Trouble("骨科", ("S52.500桡骨远端骨折",), (18, 78), tests="dr*2", done="plaster", drugs="lox"),
    Trouble("骨科", ("M54.500腰痛", "M47.802颈椎病"), (28, 76), tests="dr", drugs="celec mecob", some="mri"),
    Trouble("泌尿外科", ("N20.000肾结石",), (26, 66), tests="us_uro urine", drugs="", some="eswl"),
    Trouble("泌尿外科", ("N40.x00前列腺增生",), (55, 84), "1", "us_uro psa urine", "tamsu fina"),
    Trouble("妇科", ("N76.000急性阴道炎",), (22, 58), "2", "leucor", "clotri"),
    Trouble("妇科", ("N92.600月经不规则",), (20, 50), "2", "us_gyn bhcg", "prog"),
    Trouble("妇科", ("N73.900女性盆腔炎性疾病",), (22, 50), "2", "us_gyn cbc leucor", "levo_t metro_t fuke"),
    Trouble("儿科", ("J06.900急性上呼吸道感染",), (1, 12), tests="cbc crp", drugs="xiaoer2", some="flu_ag"),
    Trouble("儿科", ("J20.900急性支气管炎",), (1, 10), tests="cbc crp", drugs="cefacl xiaoer", done="neb", some="mycop"),
    Trouble("儿科", ("A08.300病毒性肠炎",), (1, 7), tests="cbc stool", drugs="smect probio"),
    Trouble("耳鼻喉科", ("J30.400变应性鼻炎",), (8, 60), tests="nose_scope", drugs="momet lora"),
    Trouble("耳鼻喉科", ("H66.900中耳炎",), (6, 66), tests="pure_tone", drugs="amox_t", done="ear_clean"),
    Trouble("眼科", ("H10.900结膜炎", "H04.101干眼"), (8, 80), tests="slit", drugs="levof_eye hyal"),
    Trouble("眼科", ("H40.900青光眼",), (45, 82), tests="iop slit", drugs="timol", some="field"),
    Trouble("皮肤科", ("L30.900皮炎", "L50.900荨麻疹"), (6, 78), drugs="cetir hydro"),
    Trouble("皮肤科", ("B35.300足癣",), (18, 70), drugs="terbi*2"),
    Trouble("急诊科", ("R10.400腹痛", "N23.x00肾绞痛"), (18, 78), tests="cbc amyl urine us crea", drip="saline", some="ct"),
    Trouble("急诊科", ("J03.900急性扁桃体炎",), (16, 60), tests="cbc crp", drip="saline cefur*2", times=3),
    Trouble("急诊科", ("S01.000头皮开放性伤口",), (6, 80), tests="ct", done="suture_m"),
    Trouble("康复科", ("M75.000肩周炎",), (45, 74), done="midfreq joint wax", times=6),
)  # fmt: skip

WOMAN_AND_CHILD = (
    Trouble("产科", ("Z34.900正常妊娠监督",), (22, 38), "2", "us_ob cbc urine glu", done="prenatal", drugs="folic", some="tsh"),
    Trouble("产科", ("Z34.900正常妊娠监督",), (22, 38), "2", "urine cbc", done="prenatal", drugs="ferr", some="ctg"),
    Trouble("妇科", ("N76.000急性阴道炎", "N72.x00宫颈炎"), (22, 55), "2", "leucor", "clotri", some="tct"),
    Trouble("妇科", ("N95.100绝经期综合征",), (46, 56), "2", "us_gyn tsh", "wuji"),
    Trouble("妇科", ("D25.900子宫平滑肌瘤",), (30, 52), "2", "us_gyn cbc", "guizhi"),
    Trouble("儿科", ("J06.900急性上呼吸道感染", "J03.900急性扁桃体炎"), (1, 11), tests="cbc crp", drugs="cefacl ibu_susp"),
    Trouble("儿科", ("J45.900支气管哮喘",), (4, 12), tests="cbc", done="neb", drugs="monte"),
    Trouble("儿保科", ("E55.900维生素D缺乏",), (1, 3), tests="cbc", drugs=""),
)  # fmt: skip

CHINESE = (
    Trouble("中医内科", ("K29.500慢性胃炎", "G47.000失眠", "R53.x00乏力"), (28, 80), "", drugs="HERBS", done="tcm_see"),
    Trouble("中医内科", ("J40.x00支气管炎", "R05.x00咳嗽"), (20, 78), tests="cbc", drugs="HERBS", done="tcm_see"),
    Trouble("针灸推拿科", ("M54.500腰痛", "M47.802颈椎病"), (30, 78), done="needle cup", times=6),
    Trouble("针灸推拿科", ("M75.000肩周炎", "M77.900腱鞘炎"), (40, 76), done="e_needle moxa", times=5),
    Trouble("针灸推拿科", ("G51.000贝尔面瘫",), (24, 70), done="e_needle", drugs="mecob", times=7),
    Trouble("骨伤科", ("S93.400踝扭伤",), (14, 66), tests="dr", done="patch", drugs="zheng"),
    Trouble("肛肠科", ("K64.900痔",), (24, 70), done="steam", drugs="maren"),
    Trouble("妇科", ("N94.600痛经",), (16, 40), "2", "us_b", "HERBS"),
)  # fmt: skip

TOWN = (
    Trouble("全科", ("J06.900急性上呼吸道感染", "J20.900急性支气管炎"), (15, 84), drugs="lianhua carbo", some="cbc"),
    Trouble("全科", ("J20.900急性支气管炎",), (20, 84), tests="cbc", drip="saline cefur*2", times=3),
    Trouble("全科", ("K52.900胃肠炎",), (10, 80), drugs="smect", some="cbc"),
    Trouble("全科", ("M54.500腰痛", "M17.900膝关节病"), (36, 84), drugs="lox gaoyao*2"),
    Trouble("全科", ("K29.500慢性胃炎",), (30, 78), drugs="omep weisu"),
    Trouble("中医科", ("M54.500腰痛", "M25.500关节痛"), (36, 82), done="needle cup", times=4),
    Trouble("外科", ("T14.000表浅损伤",), (5, 80), done="dress_s", times=2),
    Trouble("全科", ("W54.x00犬咬伤",), (6, 76), done="dress_s"),
    Trouble("全科", ("R42.x00头晕",), (45, 82), tests="glu ecg", drugs="betah"),
    Trouble("全科", ("N76.000急性阴道炎",), (25, 55), "2", "leucor", "fuke"),
)  # fmt: skip

VILLAGE = (
    Trouble("全科", ("J06.900急性上呼吸道感染",), (15, 86), drugs="gandong amox"),
    Trouble("全科", ("J06.900急性上呼吸道感染",), (15, 86), drugs="ganmao qiangli"),
    Trouble("全科", ("K52.900胃肠炎",), (10, 84), drugs="huoxiang"),
    Trouble("全科", ("M25.500关节痛",), (45, 86), drugs="ibup gaoyao"),
    Trouble("全科", ("K30.x00消化不良",), (30, 86), drugs="dompe baohe"),
)  # fmt: skip

TEETH = (
    Trouble("口腔科", ("K02.900龋病",), (10, 72), tests="tooth_film", done="fill"),
    Trouble("口腔科", ("K04.000牙髓炎",), (14, 70), tests="tooth_film", done="open_pulp local_a", drugs="metro_t"),
    Trouble("口腔科", ("K01.100阻生牙",), (20, 45), tests="cbct", done="wisdom local_a", drugs="amox ibup"),
    Trouble("口腔科", ("K08.100牙缺失", "K05.300慢性牙周炎"), (40, 78), tests="tooth_film", done="pull local_a", drugs=""),
    Trouble("口腔科", ("K05.300慢性牙周炎",), (28, 74), done="perio*6"),
)  # fmt: skip

EYE = (
    Trouble("眼科", ("H25.900老年性白内障",), (58, 86), tests="slit iop biom refract", drugs="hyal"),
    Trouble("眼科", ("H10.900结膜炎", "H04.101干眼"), (10, 80), tests="slit", drugs="levof_eye hyal"),
    Trouble("眼科", ("H40.900青光眼",), (48, 84), tests="iop field fundus", drugs="timol"),
    Trouble("眼科", ("E11.300 2型糖尿病伴眼并发症",), (45, 78), tests="fundus oct_eye slit"),
)  # fmt: skip

MENTAL = (
    Trouble("精神科", ("F20.900精神分裂症",), (20, 62), drugs="rispe*2 olanz", tests="alt glu", done=""),
    Trouble("精神科", ("F32.900抑郁发作", "F41.900焦虑障碍"), (17, 68), drugs="escit loraz", some="scale"),
)  # fmt: skip

COUNTER = (
    "gandong", "lianhua", "ganmao", "qiangli", "huoxiang", "ibup", "gaoyao*2", "lora", "dompe", "smect",
    "weisu", "liuwei", "amox", "diclo", "shuanghl", "niuh", "maren", "levof_eye", "banx", "gandong carbo",
    "lianhua parac", "cetir hydro", "jinkui", "yupf", "terbi", "lox gaoyao",
)  # fmt: skip
"""What people fetch at a counter for what they have."""


def come(w: County, house: str, p: Person, t: Trouble, at: datetime, kind: str = "") -> list[Visit]:
    """A visit for this, or a course of days."""
    r = w.rng
    known = [diagnosis(r.choice(t.main))]
    doctor = w.doctor_of(house, t.dept)
    extra = r.random() < 0.33
    out = []
    for n in range(t.times if t.times == 1 else r.randrange(2, t.times + 1)):
        kind = kind or ("13" if t.dept == "急诊科" else "11")
        v = w.visit(
            house, p, kind, at, at + timedelta(minutes=r.randrange(25, 130)), t.dept, known, doctor
        )
        out.append(v)
        # The general fee of small houses holds injection and drip; where these are charged, so is the plain fee.
        small = (
            v.house.level == "3"
            and house not in ("kq", "tx")
            and not t.drip
            and "im" not in t.done.split()
        )
        if n == 0 or t.drip:
            w.add(v, "gp" if small else "see_er" if kind == "13" else "see", 1)
        if n == 0:
            for k, c in words(t.tests) + (words(t.some) if extra else []):
                w.add(v, k, c, at + timedelta(minutes=r.randrange(8, 24)))
            if t.drugs == "HERBS":
                herbs(w, v, r.choice((5, 7, 7, 10, 14)), at + timedelta(minutes=18))
            else:
                for k, c in words(t.drugs):
                    w.add(
                        v,
                        k,
                        c,
                        at + timedelta(minutes=20),
                        days=int(ITEMS[k].days * c),
                        rx=f"RX{v.id[1:]}",
                    )
        for k, c in words(t.done):
            who = r.choice(v.house.therapists) if v.house.therapists else ""
            w.add(v, k, c, at + timedelta(minutes=15), by=who)
        for k, c in words(t.drip):
            w.add(v, k, c, at + timedelta(minutes=15))
        if t.drip:
            w.add(v, "drip", 1, at + timedelta(minutes=15))
            w.add(v, "set", 1, at + timedelta(minutes=15))
        at = w.at((at + timedelta(days=1 if t.drip or r.random() < 0.6 else 2)).date(), 8.2, 16.5)
        if at.year * 100 + at.month > 202606:
            break
    return out


def buy(
    w: County,
    shop: str,
    p: Person,
    at: datetime,
    what: str,
    kind: str = "41",
    why: str = "Z76.000药店购药",
) -> Visit:
    """At the counter of a shop."""
    v = w.visit(shop, p, kind, at, at + timedelta(minutes=6), "", [diagnosis(why)])
    for k, c in words(what):
        w.add(v, k, c, at + timedelta(minutes=3), days=int(ITEMS[k].days * c), rx=f"RX{v.id[1:]}")
    return v
