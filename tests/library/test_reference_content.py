"""Do the reference tables hold what rules rely on?"""

from __future__ import annotations

import duckdb
import pytest
from reference_world import TABLES, loaded, properties, rows
from tests.shared import builtin_book

PUBLISHED = {
    "item_pair": 900, "item_daily_cap": 67, "item_interval": 14, "item_course": 1184,
    "item_sex": 6980, "item_age": 4517, "drug_indication": 5069, "drug_insurance": 125,
    "drug_min_level": 979, "drug_visit": 807, "drug_not_online": 232, "drug_second_line": 601,
    "herb_not_payable": 153, "surgery_group": 378,
}  # fmt: skip
PENAL = {"支付资格", "支付资格(1-3分)", "支付资格(4-6分)", "支付资格(7-9分)", "支付资格(10-12分)"}
# every clause that the rule catalogue names, abbreviations such as 条例17、41 written out
CITED = [
    "条例15", "条例16", "条例17", "条例19", "条例20", "条例38(一)", "条例38(二)", "条例38(三)", "条例38(四)",
    "条例38(五)", "条例38(六)", "条例38(七)", "条例39(三)", "条例40(一)", "条例40(二)", "条例40(三)", "条例40(四)",
    "条例41", "条例42", "实施细则(高套)", "实施细则(再次结算)", "实施细则(追溯码)", "支付资格(4-6分)", "支付资格(7-9分)",
    "医师法", "协议", "飞检办法", "追溯码(无码不结)", "追溯码(全量采集)", "典型问题清单(2025)",
]  # fmt: skip


@pytest.fixture(scope="module")
def reference() -> duckdb.DuckDBPyConnection:
    return loaded()


def test_a_rule_class_is_one_of_the_official_classes(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    for table in TABLES:
        if any(p["name"] == "rule_class" for p in properties(table)):
            unknown = rows(
                reference,
                f'select distinct t.rule_class from "{table}" as t'
                " left join official_class as c on t.rule_class = c.class_id"
                " where t.rule_class is not null and c.class_id is null",
            )
            assert unknown == [], table


def test_there_are_88_official_classes_of_which_ten_have_no_code(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    counted = rows(
        reference,
        "select count(*), count(*) filter (where in_v1), count(*) filter (where official_code is null)"
        ", count(distinct name), min(seq), max(seq), count(distinct seq) from official_class",
    )
    assert counted == [(88, 78, 10, 88, 1, 88, 88)]
    # nine are new in 2025; number 9 was renamed and its code has not been confirmed
    assert rows(
        reference, "select count(*) from official_class where in_v1 = (official_code is null)"
    ) == [(0,)]


def test_every_clause_that_the_rule_catalogue_cites_is_there(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    known = {basis for (basis,) in rows(reference, "select basis_id from legal_basis")}
    assert set(CITED) - known == set()


def test_only_articles_whose_text_was_seen_are_marked_as_read(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    verified = rows(
        reference, "select distinct article from legal_basis where verified order by article"
    )
    read = ["15", "16", "17", "19", "20", "38", "39", "40", "41", "42", "43"]
    assert verified == [(article,) for article in read]
    unworded = "select basis_id from legal_basis where verified and text_zh is null"
    assert rows(reference, unworded) == []
    assert rows(reference, "select count(*) from legal_basis where verified") == [(23,)]


def test_no_rule_cites_what_needs_intent_or_follows_a_penalty() -> None:
    """Article 40 needs the purpose to deceive; points are the consequence of a penalty."""
    penal = [
        (rule.id, basis)
        for rule in builtin_book().rules
        for basis in rule.basis
        if basis.startswith("条例40") or basis in PENAL
    ]
    assert penal == []


def test_every_clause_of_article_38_leads_to_article_40_where_intent_is_shown(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(
        reference,
        "select distinct if_intent, starts_with(basis_id, '条例38') from legal_basis"
        " where if_intent is not null or starts_with(basis_id, '条例38')",
    ) == [("条例40", True)]


def test_the_implementing_rules_are_in_force_from_april_2026_and_without_a_number(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        reference,
        "select distinct cast(valid_from as varchar), article, verified from legal_basis"
        " where basis_id like '实施细则%'",
    )
    assert found == [("2026-04-01", None, False)]


@pytest.mark.parametrize(("table", "expected"), PUBLISHED.items())
def test_no_published_code_was_lost(
    table: str, expected: int, reference: duckdb.DuckDBPyConnection
) -> None:
    assert rows(reference, f"select count(*) from {table}") == [(expected,)]


def test_publication_is_not_the_start_of_a_prohibition(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    for table in ("item_pair", "item_daily_cap", "item_interval", "item_sex", "surgery_group"):
        dated = rows(
            reference,
            f"select count(*) from {table} where valid_from is not null or valid_to is not null",
        )
        assert dated == [(0,)], table
        assert rows(reference, f"select count(*) from {table} where published_on is null") == [(0,)]
    # a drug limited for the first time in the catalogue of 2026 is not held against 2025
    first_limited = rows(
        reference,
        "select distinct item_name, cast(valid_from as varchar) from drug_min_level where valid_from is not null",
    )
    assert first_limited == [("布西珠单抗注射液", "2026-01-01")]


def test_rows_without_a_readable_number_are_set_aside(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    doubtful = []
    for table in PUBLISHED:
        column = "item_code_a" if table == "item_pair" else "item_code"
        doubtful += rows(
            reference, f"select '{table}', {column} from {table} where doubt is not null"
        )
    assert sorted(doubtful) == [
        ("item_course", "003402000350000"),
        ("item_course", "XL01FDP138B002010181735"),
        ("item_daily_cap", "003301000090000"),
        ("item_daily_cap", "003301000100000"),
        ("item_interval", "002503020020000"),
        ("item_interval", "003402000350000"),
    ]


def test_published_codes_have_the_shape_of_their_kind(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    service, drug, herb = "00[0-9]{13}", "(X[A-Z][0-9A-Z]{21}|Z[A-Z][0-9A-Z]{18})", "T[0-9]{9}"
    for table, column, shape in (
        ("item_pair", "item_code_a", service), ("item_pair", "item_code_b", service),
        ("item_daily_cap", "item_code", service), ("item_interval", "item_code", service),
        ("surgery_group", "item_code", service), ("herb_not_payable", "item_code", herb),
        ("drug_indication", "item_code", drug), ("drug_insurance", "item_code", drug),
        ("drug_min_level", "item_code", drug), ("drug_visit", "item_code", drug),
        ("drug_not_online", "item_code", drug), ("drug_second_line", "item_code", drug),
        ("item_sex where item_kind = 'drug'", "item_code", drug),
        ("item_sex where item_kind = 'service'", "item_code", service),
        ("item_age where item_kind = 'drug'", "item_code", drug),
        ("item_age where item_kind = 'service'", "item_code", service),
    ):  # fmt: skip
        odd = rows(
            reference,
            f"select {column} from (from {table}) where not regexp_full_match({column}, '{shape}')",
        )
        assert odd == [], table


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("select unit, max_per_day from item_daily_cap where item_code = '001102000050000'", ("日", 1)),
        ("select unit, max_per_day from item_daily_cap where item_code = '003106030010000'", ("小时", 24)),
        ("select min_interval_days from item_interval where item_code = '002503020030000'", (90,)),
        ("select item_name_b from item_pair where item_code_a = '003205000030000' and item_code_b = '003205000010000'", ("冠状动脉造影术",)),
        ("select distinct max_days from item_course where item_name = '注射用重组人脑利钠肽'", (3,)),
        ("select allowed_sex from item_sex where item_code = 'XL02BBA326A001010178537'", ("male",)),
        ("select max_age_days, max_age_years from item_age where item_name = '新生儿暖箱'", (28, None)),
        ("select distinct min_level from drug_min_level where item_name = '康柏西普眼用注射液'", (3,)),
        ("select distinct allows_inpatient, allows_emergency from drug_visit where item_name = '安宫牛黄丸'", (True, True)),
        ("select scope from herb_not_payable where item_name = '西洋参'", ("always",)),
        ("select count(*) from surgery_group where item_name = '肠粘连松解术'", (4,)),
    ],
)  # fmt: skip
def test_well_known_limits_read_as_published(
    sql: str, expected: tuple[object, ...], reference: duckdb.DuckDBPyConnection
) -> None:
    assert rows(reference, sql) == [expected]


def test_the_platform_writes_one_for_tertiary(reference: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        reference,
        "select hosp_lv, level from provider_level where hosp_lv in ('1', '3', '11') order by hosp_lv",
    )
    assert found == [("1", 3), ("11", 0), ("3", 1)]


@pytest.mark.parametrize(
    ("code", "main", "expected"),
    [
        ("Z51.102", True, "chemotherapy"), ("Z51.102", False, "chemotherapy"),
        ("N18.500", True, "dialysis"), ("N18.500", False, None),
        ("F20.900", True, "psychiatric"), ("Z50.900", True, "rehabilitation"),
        ("P36.900", True, "newborn"), ("Z51.500", False, "hospice"), ("J18.900", True, None),
    ],
)  # fmt: skip
def test_courses_of_treatment_are_innocent_readmissions(
    code: str, main: bool, expected: str | None, reference: duckdb.DuckDBPyConnection
) -> None:
    found = reference.execute(
        "select max(reason) from readmission_innocent"
        " where match_on = 'diagnosis' and starts_with(?, prefix) and (? or not main_only)",
        [code, main],
    ).fetchone()
    assert found == (expected,)


@pytest.mark.parametrize(
    ("dear", "cheap", "item", "supported"),
    [
        ("A41.900", "J18.900", "血培养", True), ("A41.900", "J18.900", "胸片", False),
        ("J96.000", "J40.x00", "氧气吸入", True), ("J96.000", "J40.x00", "CT平扫", False),
        ("I21.900", "I25.103", "血清肌钙蛋白I测定", True), ("I21.900", "I25.103", "心电图", False),
        ("I63.902", "I63.801", "磁共振平扫", True), ("I63.902", "I63.801", "彩超", False),
        ("C78.000", "Z51.100", "胸部CT平扫", True), ("C78.000", "Z51.100", "降钙素原检测(PCT)", False),
        ("I61.900", "I63.900", "CT平扫", True), ("I61.900", "I63.900", "PCT", False),
        ("K92.200", "K29.500", "纤维胃十二指肠镜检查", True), ("K92.200", "K29.500", "血常规", False),
    ],
)  # fmt: skip
def test_only_what_tells_two_diagnoses_apart_supports_the_dearer(
    dear: str, cheap: str, item: str, supported: bool, reference: duckdb.DuckDBPyConnection
) -> None:
    found = reference.execute(
        "select bool_or(regexp_matches(?, exam_pattern)) from diagnosis_severity_pair"
        " where starts_with(?, dear_prefix) and starts_with(?, cheap_prefix)",
        [item, dear, cheap],
    ).fetchone()
    assert found == (supported,)


def test_a_milder_diagnosis_is_never_the_dearer_of_the_same_pair(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    turned = rows(
        reference,
        "select a.dear_prefix, a.cheap_prefix from diagnosis_severity_pair as a"
        " join diagnosis_severity_pair as b on a.dear_prefix = b.cheap_prefix and a.cheap_prefix = b.dear_prefix",
    )
    assert turned == []


@pytest.mark.parametrize(
    ("table", "code", "expected"),
    [
        ("icd_sex", "C53.900", "female"), ("icd_sex", "O80.000", "female"), ("icd_sex", "N40.x00", "male"),
        ("icd_sex", "N60.100", None), ("icd_sex", "C50.900", None), ("icd_sex", "N39.000", None),
        ("procedure_sex", "68.4100", "female"), ("procedure_sex", "60.2900", "male"), ("procedure_sex", "57.4900", None),
    ],
)  # fmt: skip
def test_only_organs_of_one_sex_are_limited_to_it(
    table: str, code: str, expected: str | None, reference: duckdb.DuckDBPyConnection
) -> None:
    prefix = "diagnosis_prefix" if table == "icd_sex" else "procedure_prefix"
    found = reference.execute(
        f"select max(allowed_sex) from {table} where starts_with(?, {prefix})", [code]
    ).fetchone()
    assert found == (expected,)


def published_items(connection: duckdb.DuckDBPyConnection) -> None:
    """A table `known_item` (item_code, item_name) of all services with a published code."""
    connection.execute(
        "create or replace temp table known_item as"
        " select item_code_a as item_code, item_name_a as item_name from item_pair"
        " union select item_code_b, item_name_b from item_pair"
        " union select item_code, item_name from item_daily_cap union select item_code, item_name from item_interval"
        " union select item_code, item_name from surgery_group"
        " union select item_code, item_name from item_sex where item_kind = 'service'"
        " union select item_code, item_name from item_age where item_kind = 'service'"
    )


def test_an_item_is_never_both_sides_of_a_problem_pair(
    reference: duckdb.DuckDBPyConnection,
) -> None:
    published_items(reference)
    both = rows(
        reference,
        "select p.list_no, i.item_name from problem_pair as p, known_item as i"
        " where regexp_matches(i.item_name, p.name_pattern_a) and regexp_matches(i.item_name, p.name_pattern_b)",
    )
    assert both == []


@pytest.mark.parametrize(
    ("table", "prefix", "pattern"),
    [
        ("problem_pair", "item_prefix_a", "name_pattern_a"), ("problem_pair", "item_prefix_b", "name_pattern_b"),
        ("problem_frequency", "item_prefix", "name_pattern"), ("problem_usage", "item_prefix", "name_pattern"),
        ("problem_requires", "item_prefix", "name_pattern"), ("problem_person_limit", "item_prefix", "name_pattern"),
    ],
)  # fmt: skip
def test_a_code_prefix_and_its_name_pattern_mean_the_same_item(
    table: str, prefix: str, pattern: str, reference: duckdb.DuckDBPyConnection
) -> None:
    published_items(reference)
    apart = rows(
        reference,
        f"select p.list_no, i.item_name from {table} as p"
        f" join known_item as i on starts_with(i.item_code, p.{prefix})"
        f" where not regexp_matches(i.item_name, p.{pattern})",
    )
    assert apart == []


@pytest.mark.parametrize(
    ("scheme", "first", "second"),
    [
        ("cardiac", "经皮冠状动脉内支架置入术(STENT)", "冠状动脉造影术"),
        ("surgery_step", "肺癌根治术", "胸腔闭式引流术"),
        ("imaging_plain_enhanced", "X线计算机体层(CT)增强扫描", "X线计算机体层(CT)平扫"),
        ("imaging_plain_enhanced", "磁共振增强扫描", "磁共振平扫"),
        ("imaging_guidance", "临床操作的CT引导", "X线计算机体层(CT)平扫"),
        ("lab_panel", "血气分析", "血清碳酸氢盐(HCO3)测定"),
        ("lab_twin", "C-反应蛋白测定(CRP)", "超敏C反应蛋白测定"),
        ("dialysis", "血液灌流", "血液透析(碳酸液透析)"),
        ("anaesthesia", "全身麻醉", "气管插管术"),
        ("nursing", "特级护理", "一般专项护理(口腔护理)"),
        ("treatment", "呼吸机辅助呼吸", "无创辅助通气"),
        ("surgery_step", "子宫下段剖宫产术", "单胎顺产接生"),
    ],
)
def test_a_pair_of_the_problem_list_is_recognised_by_name(
    scheme: str, first: str, second: str, reference: duckdb.DuckDBPyConnection
) -> None:
    fits = (
        "select count(*) > 0 from problem_pair where scheme = ?"
        " and regexp_matches(?, name_pattern_a) and regexp_matches(?, name_pattern_b)"
    )
    assert reference.execute(fits, [scheme, first, second]).fetchone() == (True,)
    assert reference.execute(fits, [scheme, second, first]).fetchone() == (False,)


@pytest.mark.parametrize(
    ("scheme", "first", "second"),
    [
        ("dialysis", "血液灌流", "血液透析滤过"),
        ("anaesthesia", "全身麻醉", "特殊方法气管插管术"),
        ("cardiac", "遥测心电监护", "心电监测电话传输费"),
        ("imaging_plain_enhanced", "CT平扫+增强", "CT平扫+增强"),
        ("lab_twin", "超敏C反应蛋白测定", "超敏C反应蛋白测定"),
        ("treatment", "无创呼吸机辅助呼吸", "无创辅助通气"),
        ("surgery_step", "剖宫产术后子宫切除术", "双胎接生"),
    ],
)
def test_a_name_that_only_begins_alike_is_another_item(
    scheme: str, first: str, second: str, reference: duckdb.DuckDBPyConnection
) -> None:
    wanted = {"cardiac": "27"}.get(scheme)
    found = reference.execute(
        "select list_no from problem_pair where scheme = ?"
        " and regexp_matches(?, name_pattern_a) and regexp_matches(?, name_pattern_b)",
        [scheme, first, second],
    ).fetchall()
    assert found == ([(wanted,)] if wanted else [])


@pytest.mark.parametrize(
    ("table", "name", "rows_of_it"),
    [
        ("problem_requires", "悬浮少白细胞红细胞", 1),
        ("problem_requires", "红细胞悬液(2单位)", 1),
        ("problem_requires", "冰冻解冻去甘油红细胞", 1),
        ("problem_requires", "去白细胞悬浮红细胞", 1),
        ("problem_requires", "红细胞沉降率测定(ESR)", 0),
        ("problem_requires", "红细胞计数", 0),
        ("problem_requires", "气管插管全身麻醉", 1),
        ("problem_requires", "全身麻醉中监测", 0),
        ("problem_requires", "大抢救", 1),
        ("problem_requires", "抢救费(特大)", 1),
        ("problem_requires", "抢救室床位费", 0),
        ("problem_frequency", "复杂牙拔除术", 1),
        ("problem_frequency", "阻生牙拔除术(低位)", 1),
        ("problem_frequency", "拔牙创面搔刮术", 0),
        ("problem_frequency", "癌胚抗原测定(CEA)", 1),
        ("problem_frequency", "CA125测定", 1),
        ("problem_frequency", "糖类抗原测定", 0),
        ("item_physical_limit", "精神科监护", 1),
        ("item_physical_limit", "电子胎心监护", 1),
        ("item_physical_limit", "胎心监测(无应激试验)", 1),
        ("item_physical_limit", "胎儿监护仪租用", 0),
        ("item_physical_limit", "精神科监护病房床位费", 0),
    ],
)
def test_the_names_of_an_own_addition(
    table: str, name: str, rows_of_it: int, reference: duckdb.DuckDBPyConnection
) -> None:
    fits = f"select count(*) from {table} where regexp_matches(?, name_pattern)"
    assert reference.execute(fits, [name]).fetchone() == (rows_of_it,)


@pytest.mark.parametrize(
    ("name", "asks_for_sleep"),
    [
        ("腹腔镜下胆囊切除术", True),
        ("无痛胃镜检查", True),
        ("多参数监护无抽搐电休克治疗", True),
        ("包皮环切术(激光)", True),
        ("麻醉中监测", False),
        ("术后镇痛", False),
        ("普通针刺", False),
    ],
)
def test_what_one_is_put_to_sleep_for(
    name: str, asks_for_sleep: bool, reference: duckdb.DuckDBPyConnection
) -> None:
    asked = "select regexp_matches(?, needs_pattern) from problem_requires where list_no = 'own-53'"
    assert reference.execute(asked, [name]).fetchone() == (asks_for_sleep,)


@pytest.mark.parametrize(
    ("code", "name", "is_hourly"),
    [
        ("003301000010000", "局部浸润麻醉", False),
        ("003301000020000", "神经阻滞麻醉", True),
        ("003301000030000", "椎管内麻醉", True),
        ("003301000040000", "基础麻醉", False),
        ("003301000050000", "全身麻醉", True),
    ],
)
def test_anaesthesia_that_is_charged_by_the_occasion_counts_no_hours(
    reference: duckdb.DuckDBPyConnection, code: str, name: str, is_hourly: bool
) -> None:
    """By its code alone, by its name alone."""
    listed = "select count(*) from problem_frequency where scheme = 'anaesthesia' and"
    assert rows(reference, f"{listed} starts_with('{code}', item_prefix)") == [(is_hourly,)]
    assert rows(reference, f"{listed} regexp_matches('{name}', name_pattern)") == [(is_hourly,)]


@pytest.mark.parametrize(
    ("name", "is_big"),
    [
        ("人工股骨头置换术", True),
        ("人工全膝关节置换术", True),
        ("大容量全肺灌洗术", True),
        ("胃大部切除术", True),
        ("腹腔镜下胆囊切除术", True),
        ("胃镜检查", False),
        ("内镜下肠息肉切除术", False),
        ("皮肤肿物切除术", False),
        ("关节置换术后康复训练", False),
        ("膀胱冲洗", False),
    ],
)
def test_what_nobody_undergoes_awake(
    name: str, is_big: bool, reference: duckdb.DuckDBPyConnection
) -> None:
    asked = "select regexp_matches(?, name_pattern) from problem_requires where list_no = 'own-60'"
    assert reference.execute(asked, [name]).fetchone() == (is_big,)


@pytest.mark.parametrize(
    ("name", "numbs"),
    [
        ("椎管内麻醉", True),
        ("臂丛神经阻滞", True),
        ("丙泊酚乳状注射液", True),
        ("局部浸润麻醉", True),
        ("盐酸曲马多注射液", False),
        ("手术室层流费", False),
    ],
)
def test_what_shows_that_somebody_was_made_numb(
    name: str, numbs: bool, reference: duckdb.DuckDBPyConnection
) -> None:
    asked = "select regexp_matches(?, needs_pattern) from problem_requires where list_no = 'own-60'"
    assert reference.execute(asked, [name]).fetchone() == (numbs,)


@pytest.mark.parametrize(
    ("name", "is_shock"),
    [
        ("多参数监护无抽搐电休克治疗", True),
        ("无抽搐电痉挛治疗(MECT)", True),
        ("电抽搐治疗", True),
        ("电休克治疗前评估", False),
        ("低频脉冲电治疗", False),
        ("电针", False),
    ],
)
def test_what_is_a_shock_of_a_course(
    name: str, is_shock: bool, reference: duckdb.DuckDBPyConnection
) -> None:
    asked = "select regexp_matches(?, name_pattern) from problem_frequency where list_no = 'own-61'"
    assert reference.execute(asked, [name]).fetchone() == (is_shock,)


def test_every_name_pattern_is_a_regular_expression(reference: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES:
        for column in (p["name"] for p in properties(table) if "pattern" in p["name"]):
            for (pattern,) in rows(
                reference, f'select distinct {column} from "{table}" where {column} is not null'
            ):
                # an empty name fits none: a pattern that does would fit every line
                assert reference.execute("select regexp_matches('', ?)", [pattern]).fetchone() == (
                    False,
                )


@pytest.mark.parametrize(
    ("name", "is_scale"),
    [
        ("精神科B类量表测查", True),
        ("阳性与阴性症状量表(PANSS)", True),
        ("汉密尔顿抑郁量表(HAMD)", True),
        ("认知功能量表评定", True),
        ("日常生活能力评定", False),
        ("焦虑症心理治疗", False),
        ("康复评定", False),
    ],
)
def test_what_is_a_scale_of_the_mind(
    name: str, is_scale: bool, reference: duckdb.DuckDBPyConnection
) -> None:
    asked = "select regexp_matches(?, name_pattern) from problem_frequency where list_no = 'own-5'"
    assert reference.execute(asked, [name]).fetchone() == (is_scale,)


@pytest.mark.parametrize(
    ("name", "is_great"),
    [
        ("大抢救", True),
        ("特大抢救费", True),
        ("抢救费(大)", True),
        ("中抢救", False),
        ("小抢救", False),
        ("新生儿窒息抢救", False),
        ("抢救室床位费", False),
    ],
)
def test_what_is_a_great_rescue(
    name: str, is_great: bool, reference: duckdb.DuckDBPyConnection
) -> None:
    asked = "select regexp_matches(?, name_pattern) from problem_frequency where list_no = 'own-62'"
    assert reference.execute(asked, [name]).fetchone() == (is_great,)
