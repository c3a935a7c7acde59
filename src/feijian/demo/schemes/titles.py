"""What each planted scheme is called, for people."""

from __future__ import annotations

_TITLES_ZH = """
idle_days 挂床：连续空床日
elsewhere_during_stay 住院期间在外就诊购药
more_patients_than_beds 在院人数超过批准床位
two_in_one_bed 一床同时两人
published_pair 互斥项目同日并收
second_operation_full_price 同切口第二手术未折价
exact_duplicate 完全重复的明细
plain_and_enhanced 平扫与增强分别收费
included_step 手术内涵步骤另收费
anaesthesia_step 全麻另收气管插管
two_nursing_levels 同日两级护理
dialysis_twice 灌流与透析同时收费
raised_main_diagnosis 主诊断高编而无支撑
operation_never_charged 编了手术而无手术收费
complications_everywhere 合并症组占比异常
cheap_stays_in_dear_groups 低倍率病例集中
split_admission 分解住院
relay 多院接力住院
same_group_within_a_month 31 日内同核心病组再入院
frequent_admission 频繁住院
settled_twice_here 同码在同一机构重复结算
settled_twice_elsewhere 同码在不同机构结算
wrong_prefix 追溯码与药品不符
never_bought 有销无购
sold_before_bought 先销后购
malformed_code 追溯码格式异常
fewer_codes_than_boxes 码数少于盒数
expired_box 过期销售
unscanned_month 应扫未扫
womens_item_for_a_man 男性收取妇科项目
mens_item_for_a_woman 女性收取男科项目
drug_of_the_other_sex 男性使用妇科用药
childrens_drug_for_an_adult 成人使用儿童专用药
drug_above_the_level 超机构级别用药
drug_without_indication 超适应症用药
work_injury_drug 限工伤药品纳入基本医保
course_too_long 超支付疗程
herb_alone 饮片单方支付
daily_cap 单日超频次
more_than_a_day_has 按小时项目单日超 24 小时
more_days_than_stayed 床位天数超过住院天数
after_discharge 出院后计费
over_ceiling 超限价
two_prices 同药两价
too_soon_again 周期内重复检验
electrotherapy_on_paper 纸面理疗（无对应规则）
low_standard_admission 低标准入院
exam_only_stay 体检式住院
needless_parting_tests 出院前例行抽血（无对应规则）
overlong_prescription 超量开药
duplicate_therapy 重复开药
stockpiling 跨机构囤药
one_doctors_drug 医师单品开药极端
settled_above_purchased 结算量大于购进量
cards_in_a_row 短时集中刷卡
night_till 夜间结算
round_amount 固定金额结算
prescriptions_in_one_minute 一分钟多人同药处方
two_hospitals_at_once 同时在两家住院
after_death 死亡后就诊
two_towns_in_an_hour 时空冲突
unregistered_doctor 无登记医师开单
contract_ended 协议终止后开单
no_time_for_all 日工作量超限
working_from_bed 医师住院期间接诊
village_admitted_together 同村集中住院
workmates_admitted_together 同单位集中住院
cards_travelling_together 卡聚集
template_cases 模板病例
resale_ring 高值药倒卖团伙
prescriptions_to_one_shop 处方定向流向一家药店（无对应规则）
drug_share 药占比离群
volume_jump 人次突增
unknown_doctors 开单医师缺失
wrongly_mapped_item 院内项目对照错误
"""


def scheme_title(scheme: str, lang: str) -> str:
    """A scheme's name: Chinese for `zh`, else its slug in words."""
    named = dict(line.split(" ", 1) for line in _TITLES_ZH.strip().splitlines())
    return named.get(scheme, scheme) if lang == "zh" else scheme.replace("_", " ")
