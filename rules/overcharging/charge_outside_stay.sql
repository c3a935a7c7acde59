/* ---
title: Charges dated before the admission or after the discharge
title_zh: 计费日期不在住院期间
official: GZ10000201008000
version: 9
status: stable
certainty: suspect
subject: encounter
scope: person
basis: [条例38(三), 条例39(三), 条例16]
parameters:
  days_before: {type: integer, default: 1, min: 0, max: 30, step: 1, unit: days before the admission,
                note: the emergency room of the evening before}
  emergency_days: {type: integer, default: 3, min: 0, max: 30, step: 1, unit: days before the admission,
                   note: an emergency room of the house that ended with the admission}
  observed: {type: string, default: "急诊|急救|抢救|留观|观察", note: departments in which a patient under observation is settled as an outpatient}
  tests_before: {type: integer, default: 7, min: 0, max: 30, step: 1, unit: days before the admission,
                 note: "proposal; tests before an admission are settled with the stay in many provinces"}
  days_after: {type: integer, default: 1, min: 0, max: 30, step: 1, unit: days after the discharge,
               note: "late bookkeeping; none for beds, nursing, treatment and operations"}
  hours_after: {type: integer, default: 6, min: 0, max: 23, step: 1, unit: hours after the end of the stay,
                note: "a proposal; who dies or leaves before midnight is booked after it"}
  results_after: {type: integer, default: 14, min: 0, max: 60, step: 1, unit: days after the discharge,
                  note: "proposal; tests whose result, and so whose fee, comes late"}
  late_result: {type: string, default: "病理|活检|活组织|免疫组(织)?化|基因|染色体|培养|切片|细胞|标本|骨髓|流式|原位杂交|质谱|药敏", note: pattern of examinations whose fee comes with the result}
tolerates: [claim_line.is_discharge_drug, claim_line.department, claim, encounter.department]
judged: select count(*) from encounter where class = 'inpatient' and ended_at is not null
message: "{lines} lines outside the stay from {admitted_on} to {discharged_on}"
message_zh: "住院 {admitted_on} 至 {discharged_on}，期间外有 {lines} 条收费明细"
innocent_when:
  - late bookkeeping by more days than are let pass
  - the bill was cut and the other part holds the day (left out where a stay ended with the admission or began with the discharge)
  - the stay was sent in with a wrong date, as when every line lies outside it
innocent_when_zh:
  - 补记账时间超过容许天数
  - 中途结算，该日属于另一段住院（前后段首尾相接的已排除）
  - 出入院日期上传有误，尤其是全部明细均在住院期间外时
verify_by:
  - the bookkeeping log of the lines and the execution record of the day they are dated
verify_by_zh:
  - 查记账日志及所记日期的执行记录
note: >-
  After the discharge a bed, nursing, treatment or an operation has no day of grace, other items one,
  but what was booked within hours of an end late in the evening, or with a settlement in the night after the last day, is of the stay;
  laboratory tests and pathology two weeks, drugs taken home any. Passed are beds and nursing that do
  not exceed the days of the stay altogether, a stay whose bookkeeping runs a day behind from the
  beginning, and what was booked with most of the stay at a single moment on the day of its settlement. What the fund did not
  cover is not judged. A stay that ends before it begins has a wrong date, left to the data quality rules.
note_zh: 出院之后，床位、护理、治疗和手术不留宽限，其他项目宽限一日，深夜出院数小时内、或出院次日凌晨随结算入账的仍算住院；检验、病理宽限两周，出院带药不限。不判：床位、护理总数未超过住院天数的；自入院起记账即逐日滞后一日的；结算当日与大部分住院费用同一时刻记账的。未列入医保范围的金额不判。出院早于入院的属日期错误，由数据质量规则处理。
--- */
with
charged as (
    select
        encounter_id,
        cast(min(charged_at) as date) as first_on,
        count(*) as all_lines,
        cast(max(charged_at) as date) as last_on
    from claim_line
    where
        encounter_id in (select stay.encounter_id from derived.stay as stay) -- gate: equivalent, bounds work
        -- what was taken back was booked at another moment
        and quantity > 0
    group by encounter_id
),

-- finished stays whose first or last charge lies outside, before refunds
strayed as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        stay.length_days, stay.ended_at, charged.all_lines,
        -- nothing is booked on the day of admission: the books run a day behind
        case when charged.first_on > stay.admitted_on then 1 else 0 end as days_behind
    from charged
    inner join derived.stay as stay on charged.encounter_id = stay.encounter_id
    where
        stay.discharged_on >= stay.admitted_on
        and (
            date_diff('day', charged.first_on, stay.admitted_on) > least($days_before, $tests_before) -- gate: equivalent, bounds work
            or charged.last_on > stay.discharged_on -- gate: equivalent, bounds work
        )
),

-- most of the stay was booked at one moment on the day of its settlement, beside what a theatre or a store
-- booked at the time
stamped_moment as (
    select strayed.encounter_id, line.charged_at
    from strayed
    inner join claim_line as line on strayed.encounter_id = line.encounter_id
    inner join (
        select distinct encounter_id, cast(settled_at as date) as settled_on
        from claim
        where
            not is_refund
            and encounter_id in (select strayed.encounter_id from strayed) -- gate: equivalent, bounds work
    ) as settled
        on strayed.encounter_id = settled.encounter_id and cast(line.charged_at as date) = settled.settled_on
    where line.quantity > 0
    group by strayed.encounter_id, line.charged_at
    having count(*) * 2 > max(strayed.all_lines)
),

-- hours in the emergency room, three days at most, are settled with the stay that follows
emergency as (
    select strayed.encounter_id, min(cast(visit.started_at as date)) as started_on
    from strayed
    inner join encounter as visit
        on strayed.person_id = visit.person_id and strayed.provider_id = visit.provider_id
    where
        -- who lies under observation may be settled as an outpatient
        (visit.class = 'emergency' or (visit.class = 'outpatient' and regexp_matches(coalesce(visit.department, ''), $observed)))
        and date_diff('day', cast(visit.started_at as date), strayed.admitted_on) between 0 and $emergency_days
        and date_diff('day', cast(coalesce(visit.ended_at, visit.started_at) as date), strayed.admitted_on) <= 1
    group by strayed.encounter_id
),

-- stays that were settled in the hours after the midnight that followed their last day
settled_at_night as (
    select distinct strayed.encounter_id
    from strayed
    inner join claim on strayed.encounter_id = claim.encounter_id
    where
        not claim.is_refund
        and cast(claim.settled_at as date) = strayed.discharged_on + 1
        and extract(hour from claim.settled_at) < $hours_after
        -- a date alone tells no hour
        and cast(epoch(claim.settled_at) as bigint) % 86400 <> 0
),

-- lines of such a stay with the days that each may lie outside
dated as (
    select
        line.claim_line_id, line.encounter_id, line.charged_on, line.covered_amount, line.item_code,
        line.quantity, line.category,
        -- the end tells an hour, and the line was booked in the hours after it
        (
            stay.ended_at <> cast(stay.discharged_on as timestamp)
            and line.charged_at > cast(line.charged_on as timestamp)
            and epoch(line.charged_at) - epoch(stay.ended_at) <= 3600 * $hours_after
        )
        -- or with the settlement of the night, which books the last day
        or (
            settled_at_night.encounter_id is not null
            and line.charged_on = stay.discharged_on + 1
            and line.charged_at > cast(line.charged_on as timestamp)
            and extract(hour from line.charged_at) < $hours_after
        ) as is_of_the_night,
        stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.length_days,
        date_diff('day', line.charged_on, stay.admitted_on) as days_early,
        coalesce(line.charged_on >= emergency.started_on, false)
        -- or the department of the line tells
        or (
            date_diff('day', line.charged_on, stay.admitted_on) <= $emergency_days
            and regexp_matches(coalesce(line.department, ''), $observed)
        ) as is_of_emergency,
        date_diff('day', stay.discharged_on, line.charged_on) as days_late,
        case
            when line.category in ('laboratory', 'examination') then greatest($days_before, $tests_before)
            else $days_before
        end as early_allowed,
        case
            when
                line.category = 'laboratory'
                or (line.category = 'examination' and regexp_matches(coalesce(line.item_name, ''), $late_result))
                then greatest($days_after, $results_after)
            when line.category in ('bed', 'nursing', 'treatment', 'surgery') then stay.days_behind
            else $days_after
        end as late_allowed,
        case when coalesce(line.is_discharge_drug, false) then 1 else 0 end as is_taken_home,
        sum(line.quantity) over (partition by line.encounter_id, line.item_code) as item_quantity
    from derived.net_line_scan as line
    inner join strayed as stay on line.encounter_id = stay.encounter_id
    left join emergency on line.encounter_id = emergency.encounter_id
    left join settled_at_night on line.encounter_id = settled_at_night.encounter_id
    left join stamped_moment
        on line.encounter_id = stamped_moment.encounter_id and line.charged_at = stamped_moment.charged_at
    where line.covered_amount > 0 and stamped_moment.encounter_id is null
),

-- a bill that was cut, as at the turn of the year: what belongs to the other part is no charge outside the stay
part as (
    select strayed.encounter_id, other.admitted_on, other.discharged_on
    from strayed
    inner join derived.stay as other
        on
            strayed.person_id = other.person_id
            and strayed.provider_id = other.provider_id
            and strayed.encounter_id <> other.encounter_id -- gate: equivalent, no charge on a stay's own days strays
    where
        date_diff('day', other.discharged_on, strayed.admitted_on) between 0 and 1
        or date_diff('day', strayed.discharged_on, other.admitted_on) between 0 and 1
),

of_other_part as (
    select dated.claim_line_id
    from dated
    inner join part on dated.encounter_id = part.encounter_id
    where dated.charged_on between part.admitted_on and coalesce(part.discharged_on, dated.charged_on)
)

select
    encounter_id as subject_id,
    provider_id, person_id, admitted_on, discharged_on,
    count(dated.claim_line_id) as lines,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(dated.claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from dated
anti join of_other_part on dated.claim_line_id = of_other_part.claim_line_id
where
    (days_early > early_allowed and not is_of_emergency)
    or (
        days_late > late_allowed
        and is_taken_home = 0
        and not is_of_the_night
        -- days of the stay that were booked late
        and not (coalesce(category, '') in ('bed', 'nursing') and days_late <= $results_after and item_quantity <= length_days)
    )
group by encounter_id, provider_id, person_id, admitted_on, discharged_on
