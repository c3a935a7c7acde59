"""The thirty houses: how each posts, counts, refunds, what it never sends, and what it is used to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.counties.grammar.world import House as Plain


@dataclass
class House(Plain):
    """A house with its ordinary habits.

    sums: '' a line a day, 'stay' one line a stay, 'week' one a week. refunds: 'claim', 'line' or 'month'.
    longer: days that everybody is kept beyond the neighbours. nursing: the grade that everybody gets.
    panel: what everybody is tested for on admission beyond the usual. by_tablet: tablets are charged singly to inpatients.
    """

    sums: str = ""
    refunds: str = "claim"
    longer: int = 0
    nursing: str = ""
    panel: tuple[str, ...] = ()
    herb: bool = False
    alone: bool = False
    old: bool = False
    by_tablet: bool = False
    drip_pairs: bool = False
    wards: dict[str, str] = field(default_factory=dict)
    rename: str = ""


NO_BED = {"mdtrt_d": ("adm_bed", "dscg_bed")}
NO_DOCTOR = {"fee_list_d": ("bilg_dr_code",)}
NO_DEPT = {"fee_list_d": ("bilg_dept_name",), "mdtrt_d": ("tel",)}
NO_OPERATIONS: dict[str, tuple[str, ...]] = {"setl_list_oprn_d": ()}


def houses() -> list[House]:
    """Fresh ones: a county changes them."""

    def h(
        key: str, name: str, level: str, beds: int = 0, style: str = "minute", **more: object
    ) -> House:
        n = len(made)
        shop = key.startswith("p0")
        house = House(
            key,
            f"{'P' if shop else 'H'}33010800{n:03d}",
            name,
            level,
            style,
            beds=beds,
            **more,  # type: ignore[arg-type]
        )
        made.append(house)
        return house

    made: list[House] = []
    h(
        "h3a",
        "江临市第一人民医院",
        "1",
        1200,
        pays="drg",
        wards={"骨科": "midnight", "重症医学科": "morning", "普外科": "morning"},
    )
    h(
        "h3b",
        "江临市第二医院",
        "1",
        900,
        "morning",
        pays="drg",
        herb=True,
        by_tablet=True,
        wards={"产科": "minute", "肿瘤科": "discharge"},
    )
    h(
        "h2a",
        "江临县人民医院",
        "2",
        500,
        "discharge",
        pays="drg",
        panel=("us_abd", "ecg", "us_heart", "infect", "tsh"),
        sums="stay",
        never=NO_DEPT,
    )
    h(
        "h2b",
        "城东区中心医院",
        "2",
        380,
        "weekly",
        longer=2,
        sums="week",
        refunds="line",
        wards={"急诊科": "minute", "儿科": "midnight"},
    )
    h("t1", "城东区柳树镇卫生院", "3", 60, "midnight", alone=True, refunds="line")
    h(
        "t2",
        "城东区石桥镇卫生院",
        "3",
        50,
        "settlement",
        nursing="care_2",
        sums="stay",
        never=NO_BED,
    )
    h("t3", "城东区白马乡卫生院", "3", 45, "minute", old=True)
    h("t4", "江临县青山镇卫生院", "3", 50, "monthend", refunds="month", by_tablet=True)
    h("t5", "江临县东湖镇卫生院", "3", 40, "discharge", own_numbers=True, never=NO_DOCTOR)
    h("t6", "江临县河口镇中心卫生院", "3", 80, "morning", longer=1, drip_pairs=True)
    h("pg", "江临仁康医院", "2", 150, "settlement", private=True, never=NO_OPERATIONS)
    h("pe", "江临明视眼科医院", "2", 40, "minute", private=True, refunds="line")
    h("pa", "江临康泰骨科医院", "2", 90, "midnight", private=True, sums="stay")
    h("ps", "江临市精神卫生中心", "2", 400, "monthend", sums="week", nursing="care_2")
    h(
        "mh",
        "江临县妇幼保健院",
        "2",
        160,
        "minute",
        panel=("infect", "tsh"),
        wards={"新生儿科": "midnight"},
    )
    h("zyy", "江临县中医医院", "2", 300, "morning", herb=True, drip_pairs=True, refunds="month")
    h("kf", "江临康复医院", "2", 120, "minute", private=True, rename="康复")
    h("po", "江临颐养护理院", "3", 100, "midnight", private=True, old=True, nursing="care_1")
    h("dc", "江临血液透析中心", "3", 0, "minute", private=True)
    h("c1", "城东街道社区卫生服务中心", "3", 20, "minute", refunds="month")
    h("c2", "城西街道社区卫生服务中心", "3", 0, "minute", alone=True, never=NO_DEPT)
    h("pc1", "江临和美口腔诊所", "11", 0, "minute", private=True)
    h("pc2", "江临济仁中医诊所", "11", 0, "minute", private=True, alone=True)
    h("pc3", "江临惠民综合门诊部", "11", 0, "midnight", private=True)
    h("cw1", "柳树镇前村卫生室", "11")
    h("cw2", "石桥镇下湾村卫生室", "11")
    h("cw3", "青山镇坪上村卫生室", "11", 0, "midnight")
    h("p01", "江临百姓大药房一店", "11", private=True)
    h("p02", "江临百姓大药房二店", "11", private=True)
    h("p03", "江临安心药房", "11", private=True)
    h("p04", "江临福康药店", "11", private=True)
    return made
