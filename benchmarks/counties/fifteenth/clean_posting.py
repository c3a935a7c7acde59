"""Rows as tills and cashiers make them: they look like a scheme and are right."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import billed, comes, lies, operated, somebody
from .cases import innocent
from .houses import County

LATE = date(2026, 5, 20)
LUNGS = "adm crp ct ceftri*2@0- ambrox_i*2@0- saline*2@0- drip@0- drip_more@0- cbc@5"
GROUP = ("ES33", "呼吸系统感染/炎症", 0.82)


@innocent()
def doubled_and_taken_back_next_day(c: County) -> None:
    """A scan entered twice; the cashier's negative line stands on the next day."""
    v = lies(c, "xy", "呼吸内科", "J18.900 肺炎", (46, 80), 7, LUNGS, group=GROUP)
    ct = next(x for x in v.lines if x.item.name.endswith("平扫"))
    c.add(v, "ct", 1, ct.at, exact=True)
    c.add(v, "ct", -1, ct.at + timedelta(days=1), exact=True, of=v.lines[-1].sn)
    c.plant([v])


@innocent()
def taken_back_without_a_number(c: County) -> None:
    """The negative line names no line that it takes back: old tills do not."""
    v = lies(c, "wd", "内科", "J18.900 肺炎", (56, 82), 7, "cbc urine crp glu ecg dr cefur*4@0- ambrox_i*2@0- saline*2@0- drip@0- drip_more@0-")
    dr = next(x for x in v.lines if "DR" in x.item.name)
    c.add(v, "dr", 1, dr.at, exact=True)
    c.add(v, "dr", -1, dr.at, exact=True, of="")
    c.plant([v])


@innocent()
def whole_stay_cancelled_and_settled_anew(c: County) -> None:
    """Settled as resident instead of employee, cancelled, settled anew two days later."""
    v = lies(c, "xe", "消化内科", "K29.100 急性胃炎", (30, 66), 5, "adm gastro@1 omep_i@0-3 saline@0-3 drip@0-3", group=("GU13", "消化系统其他", 0.6))
    v.refund = v.end + timedelta(days=2)
    v.again = v.refund + timedelta(minutes=20)
    c.plant([v])


@innocent()
def difference_line_for_a_dearer_bed(c: County) -> None:
    """A two-bed room was charged for three nights; the difference to the right bed is taken off in one line."""
    v = lies(c, "xe", "内科", "E11.900 2型糖尿病", (46, 74), 7, "adm hba1c us_leg glu_poc*6@0- metfo@0", care="bed_two@0-2 bed@3- n2@0- round@0-", group=("KS13", "糖尿病", 0.8))
    c.add(v, "bed_two", -3, v.start + timedelta(days=3), price=14.0, exact=True)
    c.plant([v])


@innocent()
def film_entered_after_he_had_gone(c: County) -> None:
    """The pathologist's fee is entered on the day after leaving, before the settlement."""
    v = lies(c, "zy", "肛肠科", "K64.800 混合痔", (28, 66), 6, "adm pre enema@1 metro_i*2@1-3 drip@1-3 dress_m@2- fume@2-", group=("GF13", "肛肠手术", 0.7))
    operated(c, v, 1, "49.4600", "混合痔外剥内扎术", "pile suture", "2")
    c.add(v, "specimen", 1, v.end + timedelta(days=1), exact=True)
    v.settled = v.end + timedelta(days=1, hours=4)
    c.plant([v])


@innocent()
def week_of_nursing_in_one_line(c: County) -> None:
    """A house that posts weekly writes seven days of nursing in one line of seven."""
    v = lies(c, "xe", "内科", "J18.900 肺炎", (50, 80), 9, LUNGS, care="", group=GROUP)
    days = c.days(v)
    for part in (days[:5], days[5:]):
        for key in ("bed", "n2", "round"):
            c.add(v, key, len(part), part[-1] + timedelta(hours=16), exact=True)
    c.plant([v])


@innocent()
def all_posted_at_leaving(c: County) -> None:
    """All rows of a fortnight bear the hour of leaving: the private house bills once."""
    c.plant([lies(c, "pa", "内科", "J42.x00 慢性支气管炎急性发作", (58, 84), 13, "cbc urine liver kidney ecg dr crp cefur*4@0-9 ambrox_i*2@0- saline*2@0- drip@0- drip_more@0-9 neb*2@0- budes*2@0- cbc@6")])


@innocent()
def yesterdays_work_posted_at_midnight(c: County) -> None:
    """Work of the evening is posted at 0:00 of the next day, so that a day seems to hold two."""
    v = lies(c, "xy", "神经内科", "I63.900 脑梗死", (56, 80), 9, "adm clot ct mri@1 aspirin@0 atorva@0 hemi@3-", care="bed@0- n1@0-2 n2@3- round@0-", group=("BR23", "脑缺血性疾患", 1.1))
    for x in v.lines:
        if x.item.name == "偏瘫肢体综合训练" and c.rng.random() < 0.5:
            x.at = min(v.end, x.at + timedelta(days=1))
    c.plant([v])


@innocent()
def own_names_for_the_same_thing(c: County) -> None:
    """The house's till calls a cardiogram by its own name; the national code and name stand beside it."""
    v = comes(c, "pa", "内科", "R07.400 胸痛", (40, 76), "see ecg cbc")
    for x in v.lines:
        x.more["local_name"] = {"常规心电图检查": "心电图(12导)", "血细胞分析": "血常规+CRP前项"}.get(x.item.name, "门诊诊查")
    c.plant([v])


@innocent()
def boxes_halved_between_wards(c: County) -> None:
    """Half a box charged in the ward: 0.5 of a pack is what the nurse took from it."""
    v = lies(c, "zy", "内科", "I69.300 脑梗死后遗症;I10.x00 特发性高血压", (56, 80), 7, "adm lipids needle_e@0- hemi@1-", group=("BR23", "脑缺血性疾患", 0.6))
    c.add(v, "amlo", 0.25, v.start + timedelta(hours=2), rx=f"RX{v.id[1:]}")
    c.add(v, "atorva", 0.5, v.start + timedelta(hours=2), rx=f"RX{v.id[1:]}")
    c.plant([v])


@innocent()
def same_minute_because_of_the_machine(c: County) -> None:
    """Twenty services at one second: the laboratory's machine writes a panel at once."""
    v = comes(c, "xy", "内科", "E11.900 2型糖尿病", (44, 70), "see liver kidney ions lipids hba1c glu")
    for x in v.lines:
        x.at = v.start
    c.plant([v])


@innocent()
def price_changed_in_the_middle(c: County, n: int) -> None:
    """The county's list changed on 1 July: one stay has two prices of one bed."""
    v = lies(c, "xe", "内科", "J18.900 肺炎", (50, 78), 8, LUNGS, day=date(2025, 6, 24) + timedelta(days=n), group=GROUP)
    for x in v.lines:
        if x.item.name.startswith("普通病房床位费") and x.at.date() >= date(2025, 7, 1):
            x.price = 30.0
    c.plant([v])


@innocent()
def referred_scan_of_another_house(c: County) -> None:
    """The township's patient is scanned at the county hospital and the township bills it, marked as done elsewhere."""
    v = lies(c, "wa", "内科", "S06.000 脑震荡", (44, 76), 3, "cbc glu ecg mannitol@0-2 drip@0-2")
    c.add(v, "ct", 1, v.start + timedelta(days=1), elsewhere=c.houses["xy"].code)
    c.plant([v])


@innocent()
def settled_three_days_late(c: County) -> None:
    """Left on Friday, settled on Monday because the line was down in the mountains."""
    v = lies(c, "wc", "内科", "A09.900 感染性腹泻", (30, 74), 3, "cbc stool ions saline5@0-2 levo_i@0-2 drip@0-2 drip_more@0-2 smecta@0", day=date(2025, 9, 2) + timedelta(days=7 * c.rng.randrange(20)))
    v.settled = v.end + timedelta(days=3)
    c.plant([v])


@innocent()
def refunded_visit_never_settled_again(c: County) -> None:
    """The patient did not wait for the examination: everything was taken back."""
    v = comes(c, "xe", "消化内科", "K29.500 慢性胃炎", (30, 70), "see infect gastro")
    v.refund = v.end + timedelta(hours=3)
    c.plant([v])


@innocent()
def bed_moved_within_the_ward(c: County) -> None:
    """From the room of two to the room of three on the fourth day: never two beds a night."""
    c.plant([lies(c, "zy", "骨伤科", "M51.202 腰椎间盘突出", (36, 70), 9, "adm mri needle_e@0- tui_back@0- midfreq@0-", care="bed_two@0-3 bed@4- n2@0- round@0-", group=("IU23", "脊柱疾患", 0.8))])


@innocent()
def newborn_on_mothers_number_then_his_own(c: County) -> None:
    """Screening of the newborn stands on the mother's bill, as the county's rule for the first days has it."""
    v = lies(c, "fy", "产科", "O80.000 头位顺产;Z37.000 单胎活产", (22, 36), 3, "cbc urine clot infect type us oxytocin*2@0 saline5@0 drip@0 hearing@2 n_baby@0- bed_baby@0-", sex="2", day=c.workday(hi=LATE))
    v.kind = "52"
    operated(c, v, 0, "73.5900", "手法助产", "birth", "", hour=16.0)
    c.plant([v])


@innocent()
def drugs_recorded_once_for_the_week(c: County) -> None:
    """A house that posts weekly writes five days' ampoules in one line of ten."""
    v = lies(c, "xe", "呼吸内科", "J18.900 肺炎", (46, 78), 8, "adm crp ct cbc@5", group=GROUP)
    first = c.days(v)[0]
    for key, n in (("ceftri", 10), ("saline", 10), ("drip", 5), ("ambrox_i", 10), ("drip_more", 5)):
        c.add(v, key, n, min(v.end, first + timedelta(days=4, hours=16)), exact=True, **({"rx": f"RX{v.id[1:]}"} if key in ("ceftri", "saline", "ambrox_i") else {}))
    c.plant([v])


@innocent()
def somebody_with_two_insurances_in_a_year(c: County) -> None:
    """Resident until June, employed from July: one person, two kinds of insurance, no double settlement."""
    p = somebody(c, "", 30, 50, "390")
    a = comes(c, "xy", "皮肤科", "L50.900 荨麻疹", (0, 0), "see lorat", person=p, day=date(2025, 5, 6))
    b = comes(c, "xy", "皮肤科", "L50.900 荨麻疹", (0, 0), "see lorat", person=p, day=date(2025, 9, 9))
    billed(c, b, "mupir")
    c.plant([a, b])
