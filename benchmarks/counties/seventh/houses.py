"""Forty-six houses of a city district: what each is, how it posts, what it never sends."""

from __future__ import annotations

from .world import House

NO_DOCTOR = {"fee_list_d": ("bilg_dr_code",)}
NO_BED = {"mdtrt_d": ("adm_bed", "dscg_bed")}
NO_LOCAL = {"fee_list_d": ("medins_list_codg", "medins_list_name")}
NO_OPERATIONS: dict[str, tuple[str, ...]] = {"setl_list_oprn_d": ()}
NO_DAYS = {"fee_list_d": ("prd_days", "rx_drord_no")}


def houses() -> list[House]:
    """The district."""
    out = [
        House("qrm", "H33010500001", "城东区人民医院", "2", "minute", beds=420, pays="drg"),
        House("sdy", "H33010500002", "市第一医院城东院区", "1", "minute", beds=900, pays="drg"),
        House("fy", "H33010500003", "城东区妇幼保健院", "2", "midnight", beds=160, pays="drg"),
        House("er", "H33010500004", "市儿童医院城东分院", "2", "morning", beds=120, pays="drg"),
        House(
            "zy", "H33010500005", "城东区中医院", "2", "weekly", beds=240, pays="drg", never=NO_DAYS
        ),
        House("jw", "H33010500006", "城东区精神卫生中心", "2", "monthend", beds=300),
        House("kf", "H33010500007", "春晖康复医院", "2", "morning", True, 120, never=NO_LOCAL),
        House("hly", "H33010500008", "福寿护理院", "3", "monthend", True, 150),
        House("tx", "H33010500009", "安康血液透析中心", "3", "minute", True, never=NO_DAYS),
        House(
            "rj", "H33010500010", "明德日间手术中心", "2", "settlement", True, 20, own_numbers=True
        ),
        House("zl", "H33010500011", "市肿瘤医院城东院区", "1", "morning", beds=500, pays="drg"),
        House("kq1", "H33010500012", "皓齿口腔门诊部(东店)", "3", "minute", True, own_numbers=True),
        House("kq2", "H33010500013", "皓齿口腔门诊部(西店)", "3", "minute", True, own_numbers=True),
        House("kq3", "H33010500014", "皓齿口腔门诊部(南店)", "3", "minute", True, own_numbers=True),
        House("yk", "H33010500015", "明视眼科医院", "2", "settlement", True, 40, pays="drg"),
        House("tj", "H33010500016", "康民健康体检门诊部", "3", "minute", True),
        House("sq1", "H33010500017", "东湖社区卫生服务中心", "3", "minute", beds=20),
        House(
            "sq2", "H33010500018", "南苑社区卫生服务中心", "3", "midnight", beds=20, never=NO_DOCTOR
        ),
        House("xz1", "H33010500019", "石桥镇卫生院", "3", "midnight", beds=40, never=NO_OPERATIONS),
        House("xz2", "H33010500020", "柳河乡卫生院", "3", "discharge", beds=30, never=NO_BED),
        House("cw1", "H33010500021", "石桥镇上村卫生室", "3", "minute"),
        House("cw2", "H33010500022", "石桥镇下村卫生室", "3", "midnight"),
        House("cw3", "H33010500023", "柳河乡前庄卫生室", "3", "minute"),
        House("cw4", "H33010500024", "柳河乡后庄卫生室", "3", "minute"),
        House("hlw", "H33010500025", "云医互联网医院", "2", "minute", True),
        House("jj", "H33010500026", "城东区急救中心", "2", "minute"),
        House("crb", "H33010500027", "市传染病医院", "2", "morning", beds=200, pays="drg"),
        House("gk", "H33010500028", "正骨骨科医院", "2", "discharge", True, 80, pays="drg"),
        House("my", "H33010500029", "仁爱综合医院", "2", "minute", True, 100, pays="drg"),
        House("zyg", "H33010500030", "杏林中医门诊部", "3", "minute", True, own_numbers=True),
        House("pf", "H33010500031", "丽肤皮肤病医院", "2", "minute", True, 20),
        House("gx", "H33010500032", "理工大学校医院", "3", "minute"),
        House("qy", "H33010500033", "纺织集团职工医院", "2", "settlement", beds=80, pays="drg"),
        House("sn", "H33010500034", "安宁疗护医院", "2", "morning", True, 40),
    ]
    shops = [
        ("sp1", "国药双通道药房"),
        ("sp2", "百姓双通道药房"),
        ("mt1", "惠民慢特病药房"),
        ("mt2", "仁和慢特病药房"),
        ("ls1", "同济堂一店"),
        ("ls2", "同济堂二店"),
        ("ls3", "同济堂三店"),
        ("ls4", "同济堂四店"),
        ("yd1", "福康药店"),
        ("yd2", "益寿药店"),
        ("yd3", "万家药店"),
        ("yd4", "天天好药店"),
    ]
    for n, (key, name) in enumerate(shops):
        out.append(
            House(
                key,
                f"P33010500{n + 101}",
                name,
                "11",
                "minute",
                True,
                own_numbers=key.startswith("ls"),
                never={"fee_list_d": ("prd_days",)}
                if key in ("yd3", "ls1", "ls2", "ls3", "ls4")
                else {},
            )
        )
    return out


WEIGHTS = {"1": 9200.0, "2": 7400.0, "3": 5200.0}


def group(
    house: House, code: str, name: str, weight: float
) -> tuple[str, str, float, float] | None:
    """What the district pays for a group in this house."""
    return (
        (code, name, weight, round(weight * WEIGHTS[house.level], 2))
        if house.pays == "drg"
        else None
    )
