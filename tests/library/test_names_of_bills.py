"""The problem lists know items by the names that bills give them, and leave alone what only sounds alike."""

from collections.abc import Iterator

import duckdb
import pytest
from tests.shared import builtin_book

from feijian.contracts.world import empty_world, insert_rows, shipped_rows

LISTS = (
    "problem_pair",
    "problem_frequency",
    "problem_person_limit",
    "problem_requires",
    "item_physical_limit",
)


@pytest.fixture(scope="module")
def lists() -> Iterator[duckdb.DuckDBPyConnection]:
    catalogue = builtin_book().catalogue
    world = empty_world(catalogue, LISTS)
    for name in LISTS:
        table = catalogue.find(name)
        assert table is not None
        insert_rows(world, table, shipped_rows(table))
    yield world
    world.close()


@pytest.mark.parametrize(
    ("list_no", "whole", "part"),
    [
        ("16", "经皮冠状动脉支架植入术(STENT)", "冠脉造影术"),
        ("16", "冠状动脉支架植入费", "冠状动脉造影费"),
        ("17", "经皮冠状动脉支架置入术(含球囊扩张)", "经皮冠状动脉腔内成形术(PTCA)"),
        ("17", "经皮冠脉支架植入术", "冠状动脉球囊扩张术"),
        ("19", "冠状动脉支架植入术", "临床操作的数字减影(DSA)引导"),
        ("25", "心电监护", "24小时动态心电图"),
        ("25", "心电监测(血压、血氧)", "24小时动态血压监测"),
        ("26", "院内遥测心电监护", "床旁心电监护"),
        ("28", "动脉内压力监测", "有创血压监测"),
        ("29", "植入式心律转复除颤器安置术", "心脏电生理检查"),
        ("47", "膝关节镜下半月板修整术", "关节镜加收"),
        ("59", "血液透析滤过", "血液滤过置换基础液"),
        ("89", "磁共振(MR)血管成像", "磁共振(MR)平扫成像"),
        ("94", "床旁X线摄影", "数字化摄影(DR)"),
        ("99", "彩色多普勒超声引导", "彩色多普勒超声检查(浅表器官)"),
        ("105", "C反应蛋白测定", "C反应蛋白测定(超敏)"),
        ("114", "脑利钠肽测定", "NT-proBNP测定"),
        ("115", "梅毒螺旋体特异抗体测定", "甲苯胺红不加热血清试验(TRUST)"),
        ("127", "动脉血气分析", "血浆碳酸氢根测定"),
        ("134", "总胆红素测定(TBIL)", "间接胆红素测定(IBIL)"),
        ("139", "胸腔镜下肺癌根治术", "纵隔淋巴结清扫术"),
        ("141", "乳腺癌改良根治术", "乳腺肿物切除术"),
        ("159", "静吸复合全身麻醉", "气管内插管术"),
        ("180", "经腹腔镜肾部分切除术", "肾固定术"),
        ("own-26", "经腹腔镜阑尾切除术", "剖腹探查术"),
        ("own-81", "尿液分析", "尿蛋白定性"),
        ("own-82", "乙型肝炎表面抗原测定(HBsAg)(化学发光法)", "乙型肝炎表面抗原测定(HBsAg)(定性)"),
        ("own-83", "13碳尿素呼气试验", "14碳尿素呼气试验"),
        ("own-93", "凝血四项", "凝血酶原时间测定(PT)"),
        ("own-94", "肝功能十一项", "丙氨酸氨基转移酶测定"),
        ("own-95", "血脂四项", "血清甘油三酯测定"),
        ("own-96", "电解质六项", "钾测定"),
        ("own-97", "甲状腺功能五项", "血清促甲状腺激素测定"),
        ("own-97", "甲状腺功能五项", "游离甲状腺素测定"),
        ("own-97", "甲功三项", "促甲状腺激素(TSH)测定"),
        ("own-100", "血清白蛋白测定", "白蛋白/球蛋白比值(A/G)"),
        ("own-120", "经尿道膀胱肿瘤特殊治疗", "膀胱镜检查"),
        ("own-121", "经鼻高流量氧疗", "氧气吸入"),
        ("own-122", "多参数监护", "血氧饱和度监测"),
        ("own-123", "彩色多普勒超声常规检查(肝)", "彩色多普勒超声常规检查(胆囊)"),
    ],
)
def test_a_bill_names_a_pair_in_its_own_way(
    list_no: str, whole: str, part: str, lists: duckdb.DuckDBPyConnection
) -> None:
    fits = (
        "select count(*) > 0 from problem_pair where list_no = ?"
        " and regexp_matches(?, name_pattern_a) and regexp_matches(?, name_pattern_b)"
        " and not regexp_matches(?, name_pattern_a)"
    )
    assert lists.execute(fits, [list_no, whole, part, part]).fetchone() == (True,)


@pytest.mark.parametrize(
    ("list_no", "whole", "other"),
    [
        ("16", "冠状动脉药物洗脱支架系统", "冠状动脉造影术"),
        ("16", "经皮冠状动脉支架植入术", "冠状动脉CT血管造影"),
        ("16", "经皮冠状动脉支架植入术", "冠状动脉造影导管"),
        ("17", "经皮冠状动脉支架植入术", "冠状动脉球囊扩张导管"),
        ("25", "心电监测电极", "动态心电图"),
        ("59", "血液透析", "空心纤维血液透析器"),
        # most price lists let the tubing and the needles be charged beside the session
        ("59", "血液透析", "一次性使用血液透析管路"),
        ("89", "磁共振血管成像", "磁共振增强扫描"),
        ("105", "C反应蛋白测定", "C肽测定"),
        ("114", "N端-B型钠尿肽前体测定", "N端-B型钠尿肽前体测定"),
        ("127", "血气分析", "碳酸氢钠注射液"),
        ("159", "全身麻醉", "特殊方法气管插管术"),
        ("159", "全身麻醉", "气管插管护理"),
        ("own-26", "胃镜检查", "剖腹探查术"),
        ("own-81", "尿液分析", "尿蛋白定量(24小时)"),
        ("own-81", "尿液分析", "尿微量白蛋白测定"),
        ("own-82", "乙型肝炎表面抗原测定(化学发光法)", "乙型肝炎表面抗体测定(定性)"),
        ("own-93", "凝血四项", "血浆D-二聚体测定"),
        ("own-96", "电解质六项", "尿钾测定"),
        # three are as often the total hormones as the free ones
        ("own-97", "甲功三项", "游离甲状腺素测定"),
        ("own-99", "肾功能三项", "尿肌酐测定"),
        ("own-100", "血清白蛋白测定", "免疫球蛋白测定"),
        ("own-100", "血清白蛋白测定", "人血白蛋白"),
        ("own-120", "膀胱镜检查", "膀胱镜检查"),
        ("own-121", "经鼻高流量氧疗", "氧气雾化吸入"),
        ("own-122", "多参数监护", "动态血压监测"),
        ("own-123", "彩色多普勒超声常规检查(肝)", "彩色多普勒超声常规检查(妇科)"),
    ],
)
def test_what_sounds_alike_is_no_pair(
    list_no: str, whole: str, other: str, lists: duckdb.DuckDBPyConnection
) -> None:
    fits = (
        "select count(*) from problem_pair where list_no = ?"
        " and regexp_matches(?, name_pattern_a) and regexp_matches(?, name_pattern_b)"
        " and not regexp_matches(?, name_pattern_a)"
    )
    assert lists.execute(fits, [list_no, whole, other, other]).fetchone() == (0,)


@pytest.mark.parametrize(
    ("table", "list_no", "name", "rows_of_it"),
    [
        ("problem_frequency", "21", "经皮冠状动脉支架植入术", 1),
        ("problem_frequency", "21", "经皮冠状动脉支架植入术(每增加一支血管)", 0),
        ("problem_frequency", "own-5", "阳性和阴性精神症状评定(PANSS)量表", 1),
        ("problem_frequency", "own-84", "糖化血红蛋白测定", 1),
        ("problem_frequency", "own-88", "扁桃体切除术(双侧)", 1),
        ("problem_frequency", "own-88", "扁桃体周围脓肿切开引流术", 0),
        ("problem_frequency", "own-90", "经皮椎体成形术", 1),
        ("problem_frequency", "own-91", "动态血糖监测(72小时)", 1),
        ("problem_frequency", "own-91", "动态血糖监测(每日)", 0),
        ("problem_frequency", "own-92", "辨证施膳指导", 1),
        ("problem_frequency", "own-112", "体外冲击波碎石", 1),
        ("problem_frequency", "own-113", "动态脑电图", 0),
        ("problem_frequency", "own-118", "经腹腔镜阑尾切除术", 1),
        ("problem_frequency", "own-118", "胆囊切除术(加收)", 0),
        ("problem_frequency", "own-118", "子宫次全切除术", 0),
        ("problem_frequency", "own-119", "子宫下段剖宫产术", 1),
        ("problem_frequency", "own-119", "剖宫产术后子宫切除术", 0),
        ("problem_frequency", "own-124", "液氮冷冻治疗", 1),
        ("problem_frequency", "own-124", "冷冻切片检查与诊断", 0),
        ("problem_frequency", "own-125", "肌电图(每条肌肉)", 1),
        ("problem_person_limit", "76", "彩色多普勒超声常规检查(妇科)", 2),
        ("problem_person_limit", "76", "彩色多普勒超声常规检查(泌尿系、妇科)", 0),
        ("problem_person_limit", "76", "彩色多普勒超声常规检查(男性生殖系统)", 0),
        ("problem_requires", "own-4", "任意皮瓣成形术", 1),
        ("problem_requires", "own-4", "牙龈翻瓣术", 0),
    ],
)
def test_a_bill_names_a_limited_item_in_its_own_way(
    table: str, list_no: str, name: str, rows_of_it: int, lists: duckdb.DuckDBPyConnection
) -> None:
    fits = f"select count(*) from {table} where list_no = ? and regexp_matches(?, name_pattern)"
    assert lists.execute(fits, [list_no, name]).fetchone() == (rows_of_it,)


@pytest.mark.parametrize(
    ("limit_id", "name", "is_limited"),
    [
        ("fractions", "适型调强放射治疗(IMRT)", True),
        ("fractions", "调强适形放射治疗计划", False),
        ("hyperbaric", "高压氧舱治疗", True),
        ("mind_sessions", "工娱治疗", True),
        ("mind_sessions", "心理治疗", False),
        ("tear_ducts", "泪道冲洗(双侧)", True),
        ("syringes", "一次性使用无菌注射器", True),
        ("syringes", "胰岛素注射器针头", False),
        ("infusion_sets", "一次性使用精密过滤输液器", True),
        ("cannulas", "一次性使用静脉留置针", True),
        ("insulin_pump_hours", "胰岛素泵持续皮下注射胰岛素", True),
        ("insulin_pump_hours", "胰岛素泵储药器", False),
    ],
)
def test_a_bill_names_what_a_day_has_no_room_for(
    limit_id: str, name: str, is_limited: bool, lists: duckdb.DuckDBPyConnection
) -> None:
    fits = "select regexp_matches(?, name_pattern) from item_physical_limit where limit_id = ?"
    assert lists.execute(fits, [name, limit_id]).fetchone() == (is_limited,)
