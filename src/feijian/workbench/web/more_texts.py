"""Texts of the pages of plans, samples, self-checks, learning, tokens and the interface, in both languages."""

from __future__ import annotations

ROWS = """
plans|检查计划|Plans
plan|计划|Plan
plan_hint|按预计追回安排组次；只有安排检查的人能看到。|Teams and days by what is expected to be recovered; seen by who plans alone.
plan_days|工作日数|Working days
teams|检查组|Teams
crew|检查组|Team
stops|安排|Stops
due_by_credit|按信用等次到期应复查的机构|Providers due for another visit by their credit
new_plan|新计划|New plan
by_lot_n|抽签家数|Drawn by lot
seed|随机种子（现场公开抽取）|Seed (drawn in public view)
barred_months|多少个月内查过的不查（0 为不限）|Not again within months (0: no limit)
owner_cap|同一举办主体至多（0 为不限）|Per owner at most (0: no cap)
home|驻地区划|Home division
skills|专长|Skills
avoids|回避的机构编号（含上次所查）|Avoids (ids; those it visited last)
travel|路途天数（区划=天）|Travel (division=days)
default_travel|其他区划路途天数|Days to others
team_one|一组|Team 1
must|必查机构编号|Must be visited (ids)
barred|不查机构编号|Not to be visited (ids)
provider_facts|机构情况（每行一家：编号 days=天数 skills=专长 owner=举办主体；不写为一天）|Of single providers (a line each: id days= skills= owner=; a day where not said)
officers_pool|检查人员抽签（不选则不抽）|Officers to be drawn by lot (none: not drawn)
each|每组人数|Officers a team
plan_fields|多个编号用空格或逗号分开；驻地所在区划不计路途。计划算出后不可更改，可另做一份。|Part several ids by spaces or commas; at home no day is lost. A plan is never changed: make another.
make_plan|编制计划|Make the plan
plan_busy|正在编制另一份计划，请稍后再试。|Another plan is being made: try again in a minute.
plan_sealed|本页保密：检查组进场当日才在“检查”中看到。|Sealed: a team sees its visit on the day, among the visits.
plan_value|预计追回（元）|Expected to be recovered (yuan)
one_more_team|再加一个组可增（元）|One more team adds (yuan)
plan_gap|与最优之差|From the best
best|最优|Best
calendar|组次日历|Calendar
why|原因|Why
why_worth|按预计追回|By worth
why_must|必查|Must
why_due|信用到期复查|Due by credit
due_least|信用到期应复查的至少安排几家|At least so many due by credit
why_lot|抽签|By lot
empty_travel|空白为路途或未安排|empty: travel, or nothing planned
day_n|第几日|Day
counties_one|区划|Division
make_visits|安排成检查（到日才对检查组可见）|Make these visits (each sealed until its day)
no_officers|没有抽取检查人员，请在“检查”中逐家安排。|No officers were drawn: plan the visits one by one.
beside|与其他排法比较|Beside other ways
same_days|同样的组日|at the same team-days
way_plan|本计划|This plan
way_list|按名次顺序|List order
way_greedy|贪心（每日金额）|Greedy (yuan a day)
way_chance|随机（50 次平均）|Chance (mean of 50)
lot|双随机抽取记录|The lot
drawn|抽中|Drawn
officers_drawn|检查人员：|Officers:
lot_again|任何人用同样的输入和种子可重抽一遍；输入与结果的校验码：|Anybody draws the same again from this input and seed; their checksum:
samples|抽样推算|Samples
sample|样本|Sample
sample_hint|同类事项很多时，抽查一部分推算全部；结果只用于沟通。|Of many alike events some are judged and all are estimated; for talks alone.
events_n|事项数|Events
draw_sample|抽取样本|Draw
of_alike|同一机构、同一规则|Alike events
size|样本量|Size
size_auto|自动|automatic
size_hint|样本量留空时，按“下限不低于估计值的八成”估算。|Left empty, the size is such that the bound lies within a fifth of the estimate.
none_alike|没有机构有 20 项以上的同类事项。|No provider has 20 alike events.
answers_to|本样本是对以下样本的扩大复核：|A larger sample in answer to
answered_by|已另抽更大样本：|Answered by a larger sample:
in_question|疑点金额合计|In question
seen_upheld|样本中属实|Upheld of those drawn
estimate|估计值|Estimate
standard_error|标准误|Standard error
lower_bound|单侧 90% 下限|One-sided 90% lower bound
multiplier|下限÷样本属实|Bound ÷ seen
capped|（已封顶）|(the cap)
waiting_for|还有 {n} 项没有核定，核定完才推算。|{n} drawn events wait for a verdict; the estimate follows then.
stratum|层|Stratum
amounts_from_to|金额范围|Amounts
without_amount|另有 {n} 项金额不明，不在样本范围内。|{n} events without a known amount are not in the population.
drawn_events|抽中的事项|Drawn events
larger|扩大样本|A larger sample
selfchecks|自查自纠|Self-checks
selfcheck|自查表|Self-check
selfcheck_hint|发给机构的疑点明细不写我方认定金额，由机构自报。|The form has the hospital's own lines and not what we take them for.
lines_n|明细数|Lines
returned|交回|Returned
admitted|自查违规金额|Found wrong
new_selfcheck|制作自查表|Make a form
none_is_all|不选为全部|none: all
selfcheck_out|下载自查表|Download the form
selfcheck_in|交回自查表|Take the form in
result_out|下载比对结果|Download the comparison
first_rows|此处为前 {n} 行，全部见比对结果。|The first {n} rows; the comparison has all.
not_back|尚未交回。|Not back yet.
learning|成效|Results
learning_hint|只依据核定结论、已归档的检查和随机病历。|From verdicts, locked visits and random charts alone.
judged_events|已核定|Judged
held_events|属实或部分属实|Held
rejected_events|不属实|Not upheld
accused|误判涉及金额（元）|Accused wrongly (yuan)
days_for_nothing|误判耗用组日|Team-days on false ones
objections_taken|采纳申诉|Objections accepted
recovered_per_day|每组日追回（元）|Recovered a team-day (yuan)
upheld_per_day|每组日应追回（元）|Upheld a team-day (yuan)
planned_per_day|每组日计划（元）|Planned a team-day (yuan)
cost_hint|误判耗用组日 = 各次检查组日 × 该次不属实事项占比。|Team-days on false ones = each visit's team-days × its share of events not upheld.
export|导出|Export
workbook|全部（工作簿）|All (workbook)
t_rules|各规则查实率|Precision of rules
t_quarters|季度|Quarters
t_missed|漏检率（随机病历）|Missed charges (random charts)
t_visits|检查成效|Visits
t_changes|检查后变化|Change after visits
t_cases|核定记录|Cases
t_clues|线索台账|Clues
t_precision|查实率趋势|Precision by quarter
t_money|每组日追回与计划|Recovered a team-day against plan
quarter|季度|Quarter
precision|查实率|Precision
team_days|组日|Team-days
nothing_judged|还没有核定结论。|Nothing is judged yet.
no_locked|还没有已归档的检查。|No visit is locked yet.
rules_hint|每一事项计一次；区间为 90% 精确区间，同一机构的事项相似，实际区间更宽。核定不足 {n} 项不作建议；区间上限低于 {retire} 建议停用，低于 {tighten} 建议收紧（本单位自定）。|Each event once; exact 90% intervals, too narrow where events of one hospital are alike. No advice below {n} judged; retire where the interval lies below {retire}, tighten below {tighten} (the office's own practice).
interval|90% 区间|90% interval
interval_low|区间下限|Interval from
interval_high|区间上限|Interval to
trend|趋势|Trend
by_lot|抽签核定|By lot
advice|建议|Advice
missed_hint|随机病历在“检查”页下载（或用 feijian sample charts 抽取），填好后交回；只保留漏检率，不保留病历号。|Random charts are downloaded with a visit (or drawn by feijian sample charts); the rates are kept, the chart numbers are not.
charts_drawn|病历数|Charts
charts_missed|有漏检|With a missed charge
missed_rate|漏检率|Missed rate
charts_in|交回随机病历表|Take random charts in
any_family|全部|All
planned_money|计划追回（元）|Planned (yuan)
change_hint|检查后与检查前发生率之比，扣除同类未查机构的变化；1 为不变。|Rate after over before, over that of like providers nobody visited; 1 is no change.
no_change_yet|检查后的时间还不够（至少 60 天）。|Not enough time after a visit (60 days at least).
visited_on|检查日|Visited on
events_before|检查前（项/天）|Before (events/days)
events_after|检查后（项/天）|After (events/days)
change_ratio|变化比|Ratio
change_word|判断|Told
change_alone|{word}（无可比同类，仅与自身相比）|{word} (no like providers: beside its own past alone)
change_fell|下降|fell
change_rose|上升|rose
change_unclear|不明显|unclear
tokens|接口令牌|Tokens
tokens_hint|程序凭令牌以您的权限办事；账号改动或注销会话后令牌失效。|A program with a token acts with your rights; it ends when the account is changed or signed out.
api|接口说明|Interface
token_once|令牌只显示这一次，请妥善保存：|Shown this once; keep it safe:
token_name|用途|What for
until|有效至|Until
end_token|停用|End it
new_token|新令牌|New token
days_valid|有效天数（至多 {n}）|Valid for days (at most {n})
api_hint|与页面同样的权限、区划和校验；人员编号一律遮盖。|The same rights, divisions and checks as on the pages; person ids are masked.
api_right|权限|right
required|必填|required
refusals|可能的拒绝|Refusals
not_json|提交的内容不是规定的 JSON。|What was sent is not JSON of the kind asked for.
no_live_token|没有令牌，或令牌无效、已过期。|There is no token, or it is unknown or over.
no_account|代理所指的人在工作台没有在用账号。|Whom the proxy names has no active account here.
views|我的视图|My views
view_name|视图名称|Name
save_view|保存当前筛选|Save these filters
remove_view|删除视图|Remove
my_account|我的账号|My account
set_for_you|这个密码是管理员设的，别人知道。请换成自己的。|This password was set by an administrator, who knows it: choose your own.
every_county|全部|all
yes|是|yes
no|否|no
change_password|修改密码|Change the password
old_password|现用密码|Present password
new_password|新密码|New password
new_again|再输一遍|New password again
password_hint|至少 {n} 位，可以是一句话；改后在其他地方登录的都要重新登录。|At least {n} characters, a sentence is fine; whoever is signed in elsewhere signs in again.
password_changed|密码已修改，其他地方的登录已注销。|The password was changed; you were signed out elsewhere.
this_browser|本浏览器|this browser
end_elsewhere|注销其他地方的登录|Sign out elsewhere
timeline|时间轴|Along time
timeline_hint|细条为住院起止，竖条为收费、结算或销售；指向可看明细。|Thin bars are stays, marks are charges, settlements or sales; point at one to read it.
lanes_left|另有 {n} 行未画。|{n} more lanes are not drawn.
similar|同类已核定事项|Similar judged cases
similar_hint|同案同判的参考，不是结论|for alike verdicts on alike cases; no verdict
alike|相似|alike
none_judged_alike|还没有相似的已核定事项。|No judged case is alike.
open_event|打开核定|Open it to judge
peek|看证据|Evidence
events_by_family|分类事项|Events by family
months|住院、就诊与销售|Stays, visits and sales
month|月份|Month
as_table|列成表|As a table
m_stays|住院人次|Stays
m_visits|门诊及购药人次|Visits
m_sales|销售（追溯）笔数|Sales scanned
peers|与同类机构比较|Beside its peers
peers_hint|圆点为本机构，短线为各同类机构，长线为中位数；名次从高到低。|The dot is this provider, short ticks its peers, the long one their median; ranks from the highest.
median|中位数|median
of_rank|第 {n} / {all}|{n} of {all}
few_peers|同类机构不足 5 家，不作比较。|Fewer than five peers: no comparison.
not_prepared|本批次由旧版本整理，没有这部分数据；运行 feijian workbench prepare 后可见。|This run was got ready by an older version: run feijian workbench prepare.
network|关系图|Network
network_hint|参保人、医护人员、机构之间共同的就诊；线越粗就诊越多，人员编号已遮盖|visits that persons, practitioners and providers share; persons masked
names_left|另有 {n} 个名称未画|{n} names are not drawn
provider_history|检查、处理与线索|Visits, sanctions, clues
sanction|既往处理|Sanction
no_history|没有记录。|None on record.
charts_by_lot|随机病历|Random charts
charts_out|下载抽取的 {n} 份|Download the {n} drawn
charts_hint|混入现场调阅的病历，不告诉检查人员哪些是抽签的；填好后在“成效”页交回。|Mix them with the charts that are asked for, and do not tell the team which were drawn; hand the list in among the results.
"""
