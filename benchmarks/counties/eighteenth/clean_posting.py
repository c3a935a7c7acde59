"""Innocent rows that the house's machine, its calendar or its cashier has made look wrong."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, datetime, timedelta

from .bill import buys, comes, lies, of, room_for, somebody
from .cases import innocent
from .houses import County

PNEUMONIA = "intake ct crp ceftri*2@0-6 saline*2@0-6 drip@0-6 drip_more@0-6 ambrox_i*2@0-6 cbc@5 crp@5"
GROUP = ("ES33", "呼吸系统感染", 0.85)


@innocent(6)
def posted_on_friday(c: County, n: int) -> None:
    """中医医院按周集中记账：一周的输液、护理、床位都落在星期五下午同一时刻，次数合计等于天数。"""
    v = lies(c, ("zy", "kf", "wa")[n % 3], "内科", "J18.900 肺炎", (50, 80), 11, PNEUMONIA + " neb*2@0-6 budes*2@0-6", group=GROUP)
    c.plant([v])


@innocent(6)
def posted_at_discharge(c: County, n: int) -> None:
    """县二院、卫生院出院时一次补录全部费用，出院那一刻有七天的床位、七次输液、七次护理。"""
    v = lies(c, ("re", "wb", "mj")[n % 3], "内科", ("J18.900 肺炎", "J18.900 肺炎", "F20.900 精神分裂症")[n % 3], (40, 70), 8, PNEUMONIA if n % 3 < 2 else "cbc chem ecg scale_neg@1 mind_watch*6@0-3 olanz@0", care="cared" if n % 3 < 2 else "minded", kind="21" if n % 3 < 2 else "2105", group=GROUP if n % 3 == 0 else None)
    c.plant([v])


@innocent(5)
def posted_at_the_end_of_the_month(c: County, n: int) -> None:
    """精神卫生中心、颐养院月底记账，一个时刻二十几天的床位、护理、工娱。"""
    bill = ("cbc chem ecg scale_neg@1 mind_play@3-/2 mind_talk@5-/7 olanz@0-/14", "cbc chem ng_tube@0 ng_feed*4@0- turn@0-/4 amlo@0 aspirin@0")[n % 2]
    v = lies(c, ("js", "yl")[n % 2], ("精神科", "老年护理科")[n % 2], ("F20.900 精神分裂症", "I69.300 脑梗死后遗症")[n % 2], ((24, 60), (74, 90))[n % 2], 38, bill, care=("minded", "cared")[n % 2], kind="2105")
    c.plant([v])


@innocent(5)
def rows_without_hours(c: County) -> None:
    """长堤卫生院的明细只有日期没有时刻，同一天的几笔治疗看起来同时发生。"""
    v = lies(c, "wc", "内科", "J20.900 急性支气管炎", (55, 80), 6, "cbc urine glu ecg dr cefur*2@0-5 saline*2@0-5 drip@0-5 neb*2@0-5 budes*2@0-5")
    c.plant([v])


@innocent(5)
def taken_back_next_morning(c: County, n: int) -> None:
    """护士录错一笔，次日负记录冲回，净额为零。"""
    v = lies(c, ("rm", "fy")[n % 2], "内科", "J18.900 肺炎", (30, 70), 7, PNEUMONIA, group=GROUP)
    x = of(v, "crp")[0]
    twice = c.add(v, "crp", 3, x.at, exact=True)
    c.add(v, "crp", -3, min(v.end, x.at + timedelta(hours=19)), exact=True, of=twice.sn)
    c.plant([v])


@innocent(5)
def settled_wrongly_and_again(c: County, n: int) -> None:
    """险种刷错，整单退费当场重结，三笔结算对应一次住院。"""
    v = lies(c, ("rm", "wd")[n % 2], "内科", "J18.900 肺炎", (40, 76), 7, PNEUMONIA)
    v.refund = v.end + timedelta(days=1, hours=2)
    v.again = v.refund + timedelta(minutes=15)
    c.plant([v])


@innocent(4)
def refunded_without_rows(c: County) -> None:
    """门诊退费只有退费结算、没有负明细，药没拿走。"""
    v = comes(c, "rm", "内科", "J20.900 急性支气管炎", (24, 70), "see cbc cefdi ambrox", at=10.0)
    v.refund = v.end + timedelta(hours=2)
    v.refund_lines = False
    c.plant([v])


@innocent(4)
def settled_across_the_year(c: County) -> None:
    """跨年住院，十二月三十一日中途结算一次、出院再结一次，一次住院两张结算单，费用不重。"""
    day = date(2025, 12, 19)
    v = lies(c, "kf", "神经康复科", "I69.300 脑梗死后遗症;G81.900 偏瘫", (52, 76), 27, "cbc chem ecg adl@0 adl@20 stroke_train amlo@0", day=day)
    for x in v.lines:
        x.claim = int(x.at.year == 2026)
    v.more["parts"] = {0: datetime(2025, 12, 31, 20), 1: v.end + timedelta(minutes=30)}
    c.plant([v])


@innocent(4)
def settled_three_weeks_late(c: County) -> None:
    """病人欠费，出院三周后才来结算，结算日在出院很久以后。"""
    v = lies(c, "rm", "普通外科", "K35.800 急性阑尾炎", (20, 60), 4, "intake pre cefur*2@0-2 saline*2@0-2 drip@0-2 dress_m@2", knife="0:47.0100 腹腔镜下阑尾切除术:appendix scope clip*3 suture:1", group=("GD25", "阑尾切除术", 0.8))
    v.settled = v.end + timedelta(days=22)
    c.plant([v])


@innocent(4)
def moved_within_the_house(c: County) -> None:
    """院内转科：骨科转老年科，费用跟着科室变，床位一天一张，没有重叠。"""
    v = lies(c, "rm", "骨科", "S32.000 腰椎骨折;M81.000 绝经后骨质疏松", (66, 84), 12, "intake pre dr mri lmwh@0-8 celec@0 exercise@6-", sex="2", group=("IU13", "脊柱骨折保守治疗", 0.8))
    for x in v.lines:
        if x.at.date() >= v.start.date() + timedelta(days=6):
            x.more["dept"] = "老年医学科"
    c.plant([v])


@innocent(4)
def sent_out_for_a_picture(c: County) -> None:
    """正骨医院没有磁共振，住院期间送县医院检查，外检费用记在正骨医院账上并标外检机构。"""
    v = lies(c, "gs", "骨伤科", "M51.202 腰椎间盘突出", (34, 66), 9, "intake backs midfreq@0-")
    c.add(v, "mri", 1, v.start + timedelta(days=1, hours=3), elsewhere=c.houses["rm"].code)
    c.plant([v])


@innocent(4)
def two_clinics_one_morning(c: County) -> None:
    """同一天看眼科和内分泌科两个科，两次挂号两份诊查费。"""
    p, day = somebody(c, "", 46, 72), room_for(c, 9)
    c.plant([comes(c, "rm", "内分泌科", "E11.900 2型糖尿病", (0, 1), "see glu", person=p, day=day, at=8.6), comes(c, "rm", "眼科", "H36.000 糖尿病性视网膜病变", (0, 1), "see vision fundus", person=p, day=day, at=10.5)])


@innocent(4)
def settled_by_prescription(c: County) -> None:
    """社区一次就诊开两张处方，系统拆成两笔结算，药品不同。"""
    v = comes(c, "ca", "全科慢病", "I10.x00 特发性高血压;E11.900 2型糖尿病", (50, 80), "gp amlo metfo", kind="14")
    of(v, "metfo")[0].claim = 1
    c.plant([v])


@innocent(4)
def own_names_same_codes(c: County) -> None:
    """县二院用自己的项目名（“吸氧”“普通床位费”），国家码不变，不是串换。"""
    v = lies(c, "re", "呼吸内科", "J44.100 慢性阻塞性肺病伴急性加重", (60, 82), 8, "intake gas crp ct cefop*4@0-5 saline*4@0-5 drip@0-5 neb*2@0- budes*2@0- oxygen*12@0-5", group=("ES13", "慢阻肺", 1.0))
    c.plant([v])


@innocent(4)
def holiday_ward_rounds(c: County) -> None:
    """春节期间住院，长假里每天照样查房输液，病人确在院。"""
    v = lies(c, "rm", "呼吸与危重症医学科", "J18.900 肺炎", (55, 84), 9, PNEUMONIA, day=date(2026, 2, 14), group=GROUP)
    c.plant([v])


@innocent(4)
def a_box_for_the_whole_ward(c: County) -> None:
    """病区拆零：一盒阿托伐他汀分给几个病人，每人扣零点几盒，数量带小数。"""
    v = lies(c, "rm", "神经内科", "I63.900 脑梗死", (54, 80), 9, "intake clot ct mri@1 us_neck edara*2@0-7 saline*2@0-7 drip@0-7 drip_more@0-7 aspirin@0 atorva@0 clopid@0", group=("BR23", "脑缺血性疾患", 1.05))
    c.plant([v])


@innocent(4)
def bought_on_the_way_home(c: County) -> None:
    """上午出院，下午凭出院处方在药店买慢病药，同一天既有住院又有购药。"""
    v = lies(c, "rm", "心血管内科", "I50.900 心力衰竭", (60, 82), 8, "intake bnp tni dr us_heart furo_i*2@0-4 push@0-4 spiro@0 meto@0 bnp@5", group=("FR23", "心力衰竭", 0.95))
    s = buys(c, "yd1", "I50.900 心力衰竭", (0, 1), "sacub*2 spiro", person=v.person, day=v.end.date(), at=15.2)
    c.plant([v, s])
