"""Every text of the workbench's pages that is not data, in Chinese and in English."""

from __future__ import annotations

from feijian.leads.labels import Words
from feijian.workbench.web.more_texts import ROWS

_ROWS = """
visits|检查|Visits
visit|检查|Visit
new_visit|安排检查|Plan a visit
first_day|进场日期|First day
last_day|离场日期|Last day
team|检查人员|Officers
two_officers|检查人员不得少于两人。|At least two officers.
purpose|检查内容|Subject
plan_it|安排|Plan it
sealed|进场前保密：检查组当日才能看到。|Sealed: the team sees it on its first day.
start|开始检查|Start
left_now|离场|Leave
heard_now|听取意见完毕|The hospital was heard
visit_events|核查事项|Events
stations|分站点核查|Checks by station
seen|核查所见|What was seen
save|保存|Save
objection|单位意见（申诉）|Objection
answer|答复|Answer
recovered_money|追回金额（元）|Recovered (yuan)
to_recover|应追回|To be recovered
recovered|已追回|Recovered
still_due|待追回|Still due
received_on|到账日期|Received on
lock_report|归档检查报告|Lock the report
report_hash|报告校验码|Report checksum
papers|文书|Forms
record|信用与记分|Record
credit|信用分|Credit
level|等次|Level
credit_formula|信用分 = 100 − 50×属实金额占比 − 10×近 {years} 年查实次数（至多 30）− 20×未追回占比；只计已归档的检查，疑点不计。|Credit = 100 − 50 × share upheld − 10 for each visit of the last {years} years that upheld something (30 at most) − 20 × share not recovered; locked visits alone, never suspicions.
again_in|{months} 个月内复查|within {months} months
no_record|{n} 家机构没有已归档的检查，不评分。|{n} providers without a locked visit have no score.
upheld_share|属实金额占比|Share upheld
objections_accepted|采纳申诉/申诉|Objections accepted/made
next_visit|下次检查|Next visit
points|支付资格记分|Points of payment qualification
points_hint|依据已作出的处理决定登记（医保发〔2024〕23号），自然年度内累计，年末清零；疑点不记分。|Of decisions alone; they count within the calendar year and are cleared at its end.
practitioner|医护人员编码|Practitioner
effect|结果|Effect
instrument|处理文书编号|Instrument
decided_on|决定日期|Decided on
give_points|登记记分|Enter points
appeal|提出申诉|Appeal
points_lifted|申诉成立，撤销|Lifted
points_stand|维持|Stands
sheet|核查表|Verdict sheet
sheet_out|下载核查表|Download the sheet
sheet_in|交回核查表|Hand the sheet in
sheet_taken|核定 {judged} 项，待复核 {proposed} 项，未填 {empty} 项|{judged} judged, {proposed} to be approved, {empty} left empty
not_taken|未采纳的行|Rows not taken
hand_over|移送|Hand over
handed_over|移送登记|Hand-overs
office|受移送单位|Office
receipt|签收编号|Receipt no.
receipt_due|签收期限|Receipt due
gone_events|已不在清单中的事项|Events no longer in the list
title|飞检工作台|Feijian workbench
queue|待办队列|Queue
clues|线索台账|Clue register
accounts|账号|Accounts
audit|审计日志|Audit log
keys|快捷键|Keys
logout|退出|Sign out
login|登录|Sign in
login_name|账号|Login
password|密码|Password
sign_in|登录|Sign in
wrong_login|账号或密码不对。|The login or the password is not right.
locked|连续输错，账号锁定至 {until}。|Too many wrong tries: locked until {until}.
suspicion|疑点是需要核实的线索，不是结论。|A finding is a suspicion to be checked, not a conclusion.
run|运行|Run
filter|筛选|Filter
family|类别|Family
any|不限|Any
text_filter|机构名称、编号或规则|Provider or rule
least|金额不低于|At least (yuan)
apply|查询|Apply
nothing|没有符合条件的事项。|Nothing here.
rank|名次|Rank
provider|机构|Provider
matter|问题|Matter
days|发生日期|Dates
amount|疑点金额（元）|At risk (yuan)
fund|基金风险（元）|Fund (yuan)
expected|预计可追回（元）|Expected (yuan)
probability|预计核实金额占比|Money likely upheld
assignee|经办人|Assigned to
state|状态|State
due|期限|Due
bulk|对选中的事项|With those selected
assign_me|分派给我|Assign to me
assign_to|分派给|Assign to
release|取消分派|Release
to_visit|列入检查|To be visited
to_closed|关闭|Close
to_open|重新打开|Open again
set_due|设期限|Set due day
do|执行|Do it
page|第 {n} 页，共 {all} 项|Page {n}, {all} in all
earlier|上一页|Earlier
later|下一页|Later
st_open|待核|Open
st_visit|待检查|To visit
st_judged|已核定|Judged
st_proposed|待复核|To approve
st_closed|已关闭|Closed
changed|证据有变|Evidence changed
overdue|超期|Overdue
event|事项|Event
at_stake|涉及金额|Money
charged|收费总额（元）|Charged (yuan)
fund_paid|基金支付（元）|Paid by the fund (yuan)
upheld_money|已核实（元）|Upheld (yuan)
open_events|待核事项|Open events
findings|疑点|Findings
evidence|证据|Evidence
role_at_risk|疑点行：应说明的收费|At risk: what should be explained
role_kept|保留行：可以成立的一方|Kept: what may stand beside it
role_context|对照：用来比较的|Context: what it is compared with
role_excuse|有利于机构的证据|What speaks for the provider
no_evidence|没有可显示的证据行。|No rows to show.
more_rows|共 {n} 行，此处为前 {shown} 行，全部见 leads.xlsx。|{n} rows, the first {shown} here; all are in leads.xlsx.
time|时间|Time
record_no|住院/病历号|Record
person|参保人|Person
item|项目|Item
code|编码|Code
quantity|数量|Quantity
price|单价|Price
line_amount|金额|Amount
upheld_line|核减金额|Upheld
approved_quantity|核定数量|Approved quantity
approved_price|核定单价|Approved price
attach|附件|Files
attach_hint|附件限 PDF、PNG、JPG、DOCX、XLSX，至多 5 个，每个不超过 5 MB，合计不超过 8 MB；文件名不写证件号和电话。|PDF, PNG, JPG, DOCX or XLSX, at most 5 of 5 MB each and 8 MB in all; no identity or telephone numbers in their names.
you_typed|您已填写的理由|The reason that you had typed
look_at|现场核查要点|What to check on site
objections|机构可能的申辩|What will be objected
law|依据（行为发生时有效）|Law in force on the day
reasons|排序依据|Why it stands here
leads|线索|Leads
judge|核定|Judge
outcome|结论|Outcome
reason|理由|Reason
reason_hint|部分属实、不属实须写理由；不写姓名、证件号和电话。|Needed where partly or not upheld; no names, identity or telephone numbers.
amount_upheld|核实金额（元）|Amount upheld (yuan)
per_line|逐行核减（仅“部分属实”时采用，合计为核实金额）|By line (used for 'partly' alone; their sum is the amount upheld)
sum|合计|Sum
save_next|保存，下一项|Save, next
needs_two|超过 {limit} 元的结论须另一人复核。|Above {limit} yuan somebody else approves.
elsewhere|本事项的明细已全部或部分计入其他线索，此处金额只是未重复计算的部分；选“属实”按疑点全额记录。|Lines of this event are counted in other leads; the amount here is what is not counted twice. Upheld is kept with each finding's own amount.
looking|{who} 正在看这一事项。|{who} is looking at this case.
taken_by|这一事项分派给 {who}。|This case is assigned to {who}.
proposed_by|{who} 提出：{outcome}，{amount} 元。理由：{reason}|{who} proposes: {outcome}, {amount} yuan. Reason: {reason}
approve|同意|Approve
give_back|退回|Give back
history|经过|History
lead_acts|整条线索的办理情况|The whole lead
note|备注|Note
add_note|加备注|Add note
reveal|显示参保人编号|Show person ids
reveal_why|显示理由（记入审计日志）|Reason (goes into the audit log)
revealed|以下编号未遮盖，已记入审计日志。|The ids below are in clear; this was logged.
stale_title|没有保存：情况已经变化|Not saved: something has changed
stale_evidence|证据的变化|How the evidence changed
stale_acts|此后的操作|What was done since
look_again|按现在的情况再看|Look at it as it is now
ch_new|新增|new
ch_gone|消失|gone
ch_changed|变更|changed
lines_diff|增 {came} 行，减 {went} 行|{came} lines came, {went} went
rule|规则|Rule
was|原金额|Was
now|现金额|Now
clue|线索|Clue
source|来源|Source
clue_title|内容|Matter
accepted_on|受理日|Accepted
statutory|办结时限|Statutory deadline
own_due|自定期限|Own deadline
left|剩余工作日|Working days left
new_clue|登记线索|Enter a clue
enter|登记|Enter
move_to|转入|Move to
result|结果|Result
extend|延长时限|Lengthen
calendar_unknown|{year} 年节假日尚未录入参考表 day_off，暂按周一至周五计。|The holidays of {year} are not in the table day_off: weekdays are counted.
clue_hint|不写举报人和患者的姓名、证件号、电话。|No names or numbers of who reported or of patients.
as_clue|登记为线索|Enter as a clue
role|角色|Role
counties|区划（空为全部）|Divisions (empty: all)
may_reveal|可显示编号|May reveal
active|启用|Active
revoke|注销其会话|End their sessions
sessions|会话|Sessions
keep_password|不改则留空|Empty keeps it
chain_holds|链条完整：{n} 条记录逐条相符。|The chain holds: {n} rows, each fits the one before.
chain_broken|链条断裂：{where}|The chain is broken: {where}
seq|序号|No.
at|时间|At
who|何人|Who
what|何事|What
about|对象|About
back|返回队列|Back to the queue
refused_400|请求有误|The request is not right
refused_403|不允许|Not allowed
refused_404|没有这一页|No such page
refused_405|不能这样请求|Not asked like this
refused_409|情况已经变化|Something has changed
refused_413|内容过大|Too large
refused_429|请求过于频繁|Too many requests
refused_500|工作台出错|The workbench failed
refused_503|暂时不能读写|Cannot read or write just now
forbidden|您的角色没有此项权限。|Your role may not do this.
not_found|地址有误，或不在您的管辖范围。|The address is wrong, or outside your counties.
not_a_form|提交的内容不是表单，或无法读取。|What was sent is no form, or cannot be read.
too_large|提交的内容超过 512 KB。|What was sent is above 512 KB.
too_large_file|上传的文件合计超过 8 MB。|The files sent are above 8 MB.
too_many|请几分钟后再试。|Try again in some minutes.
other_site|表单来自其他网站，已拒绝。|The form came from another site.
no_token|表单已过期，请返回刷新后再提交。|The form is out of date: go back, load the page again and send it.
no_such_choice|没有这样的选项。|There is no such choice.
too_many_cases|一次最多处理 500 项。|At most 500 cases at once.
not_yours|只有负责人可以分派给他人。|Only a leader gives work to others.
nobody_such|没有这样的在用账号，或其角色不办案。|No such active account, or its role does not handle cases.
text_personal|筛选条件中不要写证件号或电话。|Do not filter by identity or telephone numbers.
failed|已记录到服务器日志，数据未受影响。|It is in the server's log; nothing was changed.
key_jk|下一行 / 上一行|next / previous row
key_x|选中|select
key_a|分派给我（当前行或选中的行）|assign to me (this row or those selected)
key_e|打开并核定|open and judge
key_v|就地看证据|look at the evidence in place
key_14|属实、部分属实、不属实、待核实|upheld, partly, not upheld, unclear
key_enter|保存，打开下一项|save, open the next
key_q|回到队列|back to the queue
key_help|本表|this sheet
"""
TEXTS: dict[str, Words] = {
    key: Words(zh, en)
    for key, zh, en in (row.split("|") for row in (_ROWS + ROWS).strip().splitlines() if row)
}
