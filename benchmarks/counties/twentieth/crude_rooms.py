"""Crude schemes in consulting rooms, dialysis, teeth, needles, home doctors and the internet hospital."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from benchmarks.counties.grammar.ordinary import weekdays

from .bill import comes, lies, of, room_for, somebody
from .cases import scheme
from .houses import County
from .rooms import again, dialysed

HIGH = "I10.x00 特发性高血压"


@scheme(5)
def washed_by_the_hour(c: County) -> None:
    """血液透析按次计价，按四小时记四次。"""
    p = somebody(c, "", 40, 74)
    visits = dialysed(c, "xa", p, weekdays(room_for(c, 20), (0, 2, 4), 4), bill="hd_full*4 heparin")
    xs = [x for v in visits for x in of(v, "hd_full")]
    c.plant(visits, xs, loss=sum(x.covered for x in xs) * 0.75 * 0.75)


@scheme(5)
def filtered_and_washed_at_once(c: County) -> None:
    """血液透析滤过一次，拆成透析滤过加血液透析各一次。"""
    p = somebody(c, "", 40, 74)
    visits = dialysed(c, "xa", p, weekdays(room_for(c, 30), (1, 3, 5), 5), bill="hdf hd_full heparin")
    c.plant(visits, [x for v in visits for x in of(v, "hd_full")])


@scheme(5)
def washed_while_under_the_knife(c: County) -> None:
    """透析病人在附属医院住院十天并做连续性血液净化，县里透析中心照记四次。"""
    p, day = somebody(c, "", 44, 74), room_for(c, 20)
    v = lies(c, "ms", "重症医学科", "A41.900 脓毒症;N18.500 慢性肾脏病5期", (0, 1), 10, "intake pct@0 lactate@0-2 blood_cult*2@0 crrt_h*20@0-5 crrt_set@0 merop*3@0-8 saline*3@0-8 drip@0-8", day=day, person=p, care="intensive")
    out = dialysed(c, "xa", p, [day + timedelta(days=k) for k in (1, 3, 5, 8)])
    c.plant([*out, v], [x for o in out for x in o.lines], whole=True, houses=("xa",))


@scheme(4)
def two_sessions_on_one_day(c: County) -> None:
    """透析中心一周记六次、同一天两班都有他，一连四周。"""
    p = somebody(c, "", 40, 74)
    days = weekdays(room_for(c, 40), (0, 2, 4), 12)
    dialysed(c, "xa", p, days, 7.3)
    two = dialysed(c, "xa", p, days, 12.6)
    c.plant(two, [x for v in two for x in v.lines], whole=True)


@scheme(5)
def three_ways_of_one_needle(c: County) -> None:
    """一次扎针，普通针刺、电针、温针三项都收，天天如此。"""
    p = somebody(c, "", 40, 74)
    visits = again(c, "tc", "针灸推拿科", "M47.802 颈椎病", p, weekdays(room_for(c, 30), (0, 1, 2, 3, 4), 8), "needle needle_e needle_warm")
    c.plant(visits, [x for v in visits for x in of(v, "needle needle_warm")], whole=True)


@scheme(5)
def the_same_teeth_washed_every_month(c: County) -> None:
    """龈下刮治按牙收二十八次，一个月一次，连收五个月。"""
    p, day = somebody(c, "", 24, 60), room_for(c, 130)
    visits = [comes(c, "kq", "口腔内科", "K05.100 慢性龈炎", (0, 1), "see gum*28", day=day + timedelta(days=28 * k), person=p) for k in range(5)]
    c.plant(visits, [x for v in visits[1:] for x in of(v, "gum")], whole=True)


@scheme(5)
def twenty_teeth_filled_before_lunch(c: County) -> None:
    """一个上午二十颗牙树脂充填。"""
    v = comes(c, "kq", "口腔内科", "K02.900 龋病", (20, 60), "see tooth_film curing*20 numb")
    c.plant([v], of(v, "curing"))


@scheme(5)
def opened_and_killed_in_one_root(c: County) -> None:
    """根管预备时另收牙髓失活、开髓引流。"""
    v = comes(c, "kq", "口腔内科", "K04.000 牙髓炎", (20, 66), "see tooth_film canal*3 devital*3 open_pulp*3 numb")
    c.plant([v], of(v, "devital open_pulp"))


@scheme(5)
def signed_four_times_a_year(c: County) -> None:
    """家庭医生签约服务费一年一次，同一居民半年收四次。"""
    p, day = somebody(c, "", 60, 84), room_for(c, 150)
    visits = [comes(c, "ws", "家庭医生签约室", HIGH, (0, 1), "sign", day=day + timedelta(days=40 * k), person=p) for k in range(4)]
    c.plant(visits, [x for v in visits[1:] for x in v.lines], whole=True)


@scheme(5)
def the_general_fee_and_all_in_it(c: County, n: int) -> None:
    """一般诊疗费已含挂号、诊查、注射、输液，四样另收。"""
    v = comes(c, ("ws", "wl")[n % 2], "全科", "J06.900 急性上呼吸道感染", (20, 70), "gp see im drip cefur*2 saline*2")
    c.plant([v], of(v, "see im drip"))


@scheme(2)
def forty_cards_before_nine(c: County) -> None:
    """卫生院收来四十张慢病卡，早上不到半小时刷完，药、金额一样，人没来。"""
    day = room_for(c, 10)
    visits = [comes(c, "ws", "全科慢病", HIGH, (50, 84), "gp amlo*2 vals*2", kind="14", day=day, at=7.2 + k * 0.01, minutes=1) for k in range(40)]
    for v in visits:
        v.doctor = c.houses["ws"].doctors[1]
        for x in v.lines:
            x.doctor = v.doctor
    c.plant(visits)


@scheme(2)
def a_hundred_prescriptions_an_hour(c: County, n: int) -> None:
    """互联网医院一个医生半小时开六十张方，病人全是第一次来，司美格鲁肽为主。"""
    day = room_for(c, 10)
    visits = [comes(c, "ih", "互联网门诊", "E66.900 肥胖症", (22, 45), "video sema", day=day, at=21.0 + k * 0.008, minutes=1) for k in range(60)]
    for v in visits:
        v.doctor = c.houses["ih"].doctors[n]
        for x in v.lines:
            x.doctor = v.doctor
    c.plant(visits)


@scheme(5)
def thirty_visits_a_month(c: County) -> None:
    """频繁门诊：一个月里三十次，一天一次，一次一盒降压药一盒降脂药。"""
    p, day = somebody(c, "", 50, 76), room_for(c, 40)
    visits = [comes(c, "ws", "全科慢病", HIGH, (0, 1), "gp amlo rosuv", kind="14", day=day + timedelta(days=k), person=p) for k in range(30)]
    c.plant(visits)


@scheme(5)
def valsartan_for_the_unborn(c: County) -> None:
    """孕二十周产检时开缬沙坦、阿托伐他汀。"""
    v = comes(c, "fb", "产科门诊", "O13.x00 妊娠期高血压;Z34.900 正常妊娠监督", (24, 40), "see antenatal urine vals*2 atorva*2", kind="51", sex="2")
    c.plant([v], of(v, "vals atorva"))


@scheme(5)
def aconite_with_pinellia(c: County) -> None:
    """一张方里黑顺片和法半夏同用，十八反，医师没有双签。"""
    v = comes(c, "tc", "中医内科", "R05.x00 咳嗽", (34, 74), "see fuzi*70 banxia*70 gancao*42 chenpi*70 fuling*105 decoct*7")
    c.plant([v], of(v, "fuzi banxia"))


@scheme(5)
def five_kilos_of_herbs(c: County) -> None:
    """一次开一百二十剂中药，八公斤饮片。"""
    v = comes(c, "tc", "中医内科", "G47.000 失眠", (34, 74), "see suanzao*1800 fuling*1800 chuanx*1200 gancao*720 danggui*1200 decoct*120")
    c.plant([v], of(v, "suanzao fuling chuanx gancao danggui decoct"))


@scheme(3)
def written_by_a_doctor_who_left(c: County, n: int) -> None:
    """医保支付资格已终止的医师，仍用其账号开单结算三个月。"""
    d = f"D44528107{n + 90:03d}"
    c.extra_doctors.append((d, "ws"))
    c.dead_doctors[d] = "2"
    visits = []
    for _ in range(10):
        v = comes(c, "ws", "全科", "J06.900 急性上呼吸道感染", (20, 76), "gp cbc banlan", day=room_for(c, 10))
        v.doctor = d
        for x in v.lines:
            x.doctor = d
        visits.append(v)
    c.plant(visits)


@scheme(5)
def an_adult_drinks_the_childs_syrup(c: County) -> None:
    """六十岁男人刷小儿肺热咳喘口服液六盒。"""
    v = comes(c, "wl", "全科", "J06.900 急性上呼吸道感染", (50, 70), "gp xiaoer*6", sex="1")
    c.plant([v], of(v, "xiaoer"))
