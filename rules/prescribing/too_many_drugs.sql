/* ---
title: Outpatient prescription with more kinds of drugs than one may hold
title_zh: 门诊处方药品种类超标
official: GZ10000202004000
version: 8
status: stable
certainty: suspect
subject: encounter
identity: [prescription_no]
scope: encounter
basis: [条例15, 条例38(二)]
tolerates: [claim_line.practitioner_id, claim_line.item_name, claim_line.days_supplied, claim_line.claim_id]
parameters:
  max_kinds: {type: integer, default: 5, min: 1, step: 1, unit: kinds of drugs in one prescription}
  least_digits: {type: integer, default: 6, min: 4, max: 20, step: 1, unit: characters, note: "a proposal; so long a number at the end of another is that number"}
  apart_minutes: {type: integer, default: 10, min: 1, max: 120, step: 5, unit: minutes between two drugs, note: "a proposal; the drugs of a prescription are sent together, the next one is written later"}
  ordinary_days: {type: integer, default: 7, min: 3, max: 15, step: 1, unit: days, note: "a prescription holds a week as a rule; what is for longer is written on another"}
  solvent: {type: string, default: "^([0-9.]+ ?%)? ?(氯化钠|葡萄糖|葡萄糖氯化钠|复方氯化钠|灭菌)(注射液|氯化钠注射液|注射用水|[(（]|$)|^生理盐水|^(灭菌|无菌)?注射用水", note: pattern of what other drugs are dissolved in}
message: "{kinds} kinds of drugs in {prescription} of {charged_on}; {max_kinds} [max_kinds:is|are] allowed"
message_zh: "{charged_on} {prescription_zh}含药品 {kinds} 种，每张处方不得超过 {max_kinds} 种"
innocent_when:
  - several prescriptions were transmitted under one number or without any (left out, where they are of several doctors; western and patent medicines
    and each day count apart where the number is the visit's, herbal pieces, tests or registration stand under it, or no number was sent; and so do bills, drugs for more than {ordinary_days} days and what is
    charged {apart_minutes} minutes after the others)
innocent_when_zh:
  - 多张处方使用同一处方号或未上传处方号（不同医师所开的分别计数；处方号即就诊号，或同号下另有中药饮片、检验检查、挂号诊察，或无处方号的，西药与中成药、各日、各笔结算、超过 {ordinary_days} 天用量的药品、间隔 {apart_minutes} 分钟以上的分别计数）
verify_by:
  - the original prescriptions
verify_by_zh:
  - 查看处方原件
source: [national rule library, rules on the management of prescriptions]
note: >-
  Western and patent medicines count by substance (first ten characters of the code); solutions
  that only carry others (ATC B05, V07) do not. They may be written on one prescription or on two, herbal pieces on one of their own (rules on the management
  of prescriptions, article 6). Herbal compounds and stays are not judged. What
  the fund lost by it is unknown.
note_zh: 西药、中成药按成分（编码前十位）计数；仅作溶媒的（ATC B05、V07）不计。西药和中成药可分别开具，也可开具一张处方，中药饮片须单独开具处方（处方管理办法第六条）。中药复方和住院不判。基金损失未知。
--- */
with
-- visits with lines enough, before anything is taken out
full_visit as (
    select line.encounter_id
    from claim_line as line
    anti join encounter -- gate: equivalent, bounds work
        on
            line.encounter_id = encounter.encounter_id -- gate: equivalent, bounds work
            and encounter.class = 'inpatient' -- gate: equivalent, bounds work
    where coalesce(line.category in ('western_drug', 'patent_tcm'), false) -- gate: equivalent, bounds work
    group by line.encounter_id
    having count(line.claim_line_id) > $max_kinds -- gate: equivalent, bounds work
),

-- the numbers of their lines, and whether one stands on what is on no prescription for drugs
numbered as (
    select
        line.encounter_id, line.prescription_no,
        max(case
            when line.category in ('herbal_piece', 'laboratory', 'examination', 'consultation', 'registration') then 1 else 0
        end) as is_of_others
    from claim_line as line
    inner join full_visit
        on line.encounter_id = full_visit.encounter_id -- gate: equivalent, bounds work
    where line.prescription_no is not null -- gate: equivalent, a null joins no line
    group by line.encounter_id, line.prescription_no
),

-- numbers that are no prescription's own: pieces are written apart, tests and registration on none
shared_number as (
    select encounter_id, prescription_no
    from numbered
    where
        is_of_others = 1
        or prescription_no = encounter_id
        -- the same number without the house and the year before it, or with them
        or length(prescription_no) >= $least_digits and ends_with(encounter_id, prescription_no)
        or length(encounter_id) >= $least_digits and ends_with(prescription_no, encounter_id)
),

drug_line as (
    select
        line.encounter_id, line.person_id, line.provider_id, coalesce(line.prescription_no, '-') as prescription_no,
        line.claim_line_id, line.charged_at, line.charged_on, substr(line.item_code, 1, 10) as substance,
        -- the number of the visit may stand for that of every prescription: each doctor wrote his own
        coalesce(line.practitioner_id, '') as prescriber,
        shared_number.encounter_id is not null or line.prescription_no is null as is_unnumbered,
        -- western and patent medicines may stand on two prescriptions or on one, and on another every day and bill; what
        -- lasts beyond a week is written apart
        concat_ws(
            ' ', line.category, cast(line.charged_on as varchar), line.claim_id,
            case when line.days_supplied > $ordinary_days then 'long' else 'short' end
        ) as kind
    from derived.net_claim_line as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    inner join full_visit
        on line.encounter_id = full_visit.encounter_id -- gate: equivalent, bounds work
    left join shared_number
        on
            line.encounter_id = shared_number.encounter_id
            and line.prescription_no = shared_number.prescription_no
    where
        coalesce(line.category in ('western_drug', 'patent_tcm'), false)
        -- a drip is dissolved in something, whatever code it is sent under
        and not regexp_matches(line.item_code, '^X(B05|V07)')
        and not regexp_matches(coalesce(line.item_name, ''), $solvent)
        and encounter.class in ('outpatient', 'emergency')
),

-- under a number of the visit, or without any, prescriptions count apart as far as anything tells them apart
stepped as (
    select
        encounter_id, person_id, provider_id, prescription_no, claim_line_id, charged_at, charged_on, substance, prescriber,
        case when is_unnumbered then kind else 'one' end as kind,
        case
            when
                is_unnumbered
                and charged_at >= lag(charged_at) over (
                    partition by encounter_id, prescription_no, prescriber, kind order by charged_at, claim_line_id
                ) + interval 1 minute * $apart_minutes
                then 1
            else 0
        end as is_later
    from drug_line
),

prescribed as (
    select
        encounter_id, person_id, provider_id, prescription_no, claim_line_id, charged_on, substance, prescriber,
        concat(kind, ' ', cast(sum(is_later) over (
            partition by encounter_id, prescription_no, prescriber, kind order by charged_at, claim_line_id
            rows between unbounded preceding and current row
        ) as varchar)) as part
    from stepped
),

full_prescription as (
    select encounter_id, prescription_no, prescriber, part, count(distinct substance) as kinds
    from prescribed
    group by encounter_id, prescription_no, prescriber, part
    having count(distinct substance) > $max_kinds
)

select
    prescribed.encounter_id as subject_id,
    prescribed.provider_id,
    prescribed.person_id,
    prescribed.prescription_no,
    case
        when prescribed.prescription_no = '-' then 'the prescriptions without a number'
        else 'prescription ' || prescribed.prescription_no
    end as prescription,
    case
        when prescribed.prescription_no = '-' then '未报处方号的处方'
        else '处方 ' || prescribed.prescription_no || ' '
    end as prescription_zh,
    min(prescribed.charged_on) as charged_on,
    max(full_prescription.kinds) as kinds,
    cast(null as decimal(18, 2)) as amount_at_risk,
    list(prescribed.claim_line_id) as claim_line_ids,
    [prescribed.encounter_id] as encounter_ids,
    min(prescribed.charged_on) as occurred_from,
    max(prescribed.charged_on) as occurred_to
from prescribed
inner join full_prescription
    on
        prescribed.encounter_id = full_prescription.encounter_id
        and prescribed.prescription_no = full_prescription.prescription_no
        and prescribed.prescriber = full_prescription.prescriber
        and prescribed.part = full_prescription.part
group by prescribed.encounter_id, prescribed.provider_id, prescribed.person_id, prescribed.prescription_no
