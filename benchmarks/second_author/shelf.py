"""Items that the second author's schemes charge and the county does not know by itself."""

from __future__ import annotations

from functools import wraps

from feijian.demo.catalogue import Item
from feijian.demo.county import County
from feijian.demo.schemes.making import Plant, Rng
from feijian.demo.truth import Planted

# key | national code | name | category | price | days a box lasts
_ITEMS = """
rescue_large|001202000010000|大抢救|05|120|0
rescue_middle|001202000020000|中抢救|05|80|0
sleep_watch|003106040010000|睡眠呼吸监测|03|180|0
pulse_ox|003107010280000|血氧饱和度监测|05|4|0
ivus|003205000070000|冠脉血管内超声检查术(IVUS)|06|1600|0
tolerance|003102050010000|葡萄糖耐量试验|04|45|0
lung_radical|003307020020000|肺癌根治术|06|3900|0
chest_drain|003307030170000|胸腔闭式引流术|06|350|0
breast_radical|003316010050000|乳腺癌根治术|06|2600|0
breast_simple|003316010040000|单纯乳房切除术|06|1100|0
kidney_part|003311010090000|肾部分切除术|06|2600|0
kidney_fix|003311010020000|肾固定术|06|900|0
bicarbonate|002503040100000|血清碳酸氢盐(HCO3)测定|04|9|0
marrow|002502010010000|骨髓涂片细胞学检验|04|80|0
marrow_count|002502010020000|骨髓有核细胞计数|04|20|0
haemoglobin|002501010010000|血红蛋白测定(Hb)|04|3|0
ct_guidance|002103000050000|临床操作的CT引导|03|150|0
colour_guidance|002203020120000|临床操作的彩色多普勒超声引导|03|110|0
continuous|003110000110000|连续性血液净化|05|60|0
filtration|003110000070000|血液滤过|05|420|0
tubectomy|003313020040000|输卵管切除术|06|1100|0
adhesions|003310030080000|肠粘连松解术|06|900|0
mask_breathing|003106030020000|无创辅助通气|05|12|0
balance_test|003104010220000|平衡试验|03|60|0
hand_test|003402000050000|手功能评定|03|45|0
sperm_test|002501040120000|精子畸形率测定|04|30|0
cervix_biopsy|003112010080000|宫颈活检术|06|120|0
ginkgo|XC02CXY165B002010102918|银杏达莫注射液|09|24|0
amino|XB05BAF152B002010100273|复方氨基酸注射液(18AA-Ⅱ)|09|48|0
angong|ZA07AAA0061010100166|安宫牛黄丸|11|380|3
apalutamide|XL02BBA326A001010102180|阿帕他胺片|09|190|15
motherwort_tablet|ZD01BAY0321010100294|益母草片|11|18|7
yanxiao|ZD02AAF0263010105438|妇炎消胶囊|11|26|6
gastrodin|XN07XXT050B002010100239|天麻素注射液|09|15|0
albumin|XB05AAE205A001010190205|人血白蛋白|09|360|0
nifedipine|XC08CAE201A001010190201|硝苯地平控释片|09|27|28
esomeprazole|XA02BCE202A001010190202|艾司奥美拉唑镁肠溶片|09|45|7
liraglutide|XA10BJE203A001010190203|利拉鲁肽注射液|09|320|30
etoricoxib|XM01AHE204A001010190204|依托考昔片|09|39|7
cordyceps|T001700203|冬虫夏草|10|36|0
deer_horn|T001700525|鹿茸片|10|12|0
gastrodia|T001500736|天麻|10|0.9|0
wine_angelica|T001700441|酒当归|10|0.3|0
ginseng_slice|T001700643|人参片|10|2.2|0
"""


def _items() -> list[Item]:
    rows = [line.split("|") for line in _ITEMS.strip().splitlines()]
    return [
        Item(key, code, name, category, float(price), int(days), int(days) > 0)
        for key, code, name, category, price, days in rows
    ]


def shelved(plant: Plant) -> Plant:
    """The scheme, for a county that first learns the items above."""

    @wraps(plant)
    def planted(county: County, rng: Rng) -> list[Planted]:
        new = [item for item in _items() if item.key not in county.item_numbers]
        first = len(county.items)
        county.items = (*county.items, *new)
        county.item_numbers |= {item.key: first + place for place, item in enumerate(new)}
        return plant(county, rng)

    return planted
