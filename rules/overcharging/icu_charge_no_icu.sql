/* ---
title: Intensive care charged outside intensive care
title_zh: 非重症病区收取重症监护费
official: [GZ10000102012000, GZ10000302002000]
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: encounter
basis: [条例38(三), 条例38(四), 条例15, 典型问题清单(2025)]
parameters:
  charged: {type: string, default: "^(重症监护(\\(|（|$)|重症监护费|重症监护护理|(E|R|C)?(ICU|CCU)监护|监护费?[(（](重症|ICU)|(重症)?监护病房床位费)", note: pattern of item names charged in intensive care}
  unit: {type: string, default: "重症|监护|[ICPNESRKM]{1,3}CU|抢救|复苏|新生儿|卒中|胸痛|创伤中心|中毒|绿色通道|120",
         note: pattern of departments with intensive care or rescue beds of their own}
  passage: {type: string, default: "急诊|急救|麻醉|手术", note: "pattern of departments that a patient passes through within a day; a line of theirs excuses that day and the next, not the stay"}
  device: {type: string, default: "呼吸机辅助|有创|无创辅助通气|动脉内压力|血流动力学|连续性血液净化|体外人工膜肺|ECMO|主动脉气囊|颅内压监测|亚低温|特级护理|特护",
           note: pattern of what is done to the critically ill only}
  intensive_bed: {type: string, default: "监护(病房|室).*床|重症.*床位|(ICU|CCU).*床|层流", note: pattern of beds in intensive care}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
tolerates: [claim, claim_line.department, encounter.department, encounter.bed]
message: "{item_name} charged by {department}, which is no intensive care unit"
message_zh: "{department} 非重症病区，收取 {item_name}"
innocent_when:
  - the patient lay in intensive care and neither a line nor a bed names the unit
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 患者实际在重症病区，但明细科室、床位均未体现
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the bed register and the unit's qualification
verify_by_zh:
  - 核对床位记录与重症病区资质
source: ["2025-hospital 179"]
note: >-
  A unit named by the stay, its bed or any line of it excuses: a line often bears the ward that ordered,
  and the stay the ward that discharged. A line of the emergency room, the theatre or the anaesthetist
  excuses its day and the next. So does what only the critically ill have, and intensive
  care beside a bed of intensive care, unless ordinary beds were charged for each night of the stay.
  Where no department is known nothing is judged.
note_zh: 住院、床位或任一明细写有重症单元的，不判：明细常记开单科室，住院常记出院科室。急诊、手术室或麻醉科的明细，使当日及次日不判。只有危重患者才有的项目，以及重症监护与重症床位并存的，亦不判，但住院每夜均收普通床位的除外。科室全部缺失的不判。
--- */
with
-- min: a pattern on the name itself would be tried on every line, not once per name
intensive_item as (
    select
        item_name,
        case when regexp_matches(min(item_name), $intensive_bed) then 1 else 0 end as is_bed
    from derived.charged_item
    group by item_name
    having regexp_matches(min(item_name), $charged)
),

charged_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        line.item_name, line.charged_on, line.covered_amount, line.department, intensive_item.is_bed
    from derived.net_line_scan as line
    inner join intensive_item on line.item_name = intensive_item.item_name
    where line.covered_amount > 0
),

-- what else was charged in those encounters, once per name and department
beside as (
    select
        line.encounter_id, line.department, line.item_name, line.category,
        sum(line.quantity) as quantity
    from derived.net_line_scan as line
    semi join charged_line -- gate: equivalent, bounds work: joined below
        on line.encounter_id = charged_line.encounter_id -- gate: equivalent, bounds work
    group by line.encounter_id, line.department, line.item_name, line.category
),

-- signs of intensive care in the encounter, and nights in other beds
sign as (
    select
        encounter_id,
        max(case when regexp_matches(upper(coalesce(department, '')), $unit) then 1 else 0 end) as has_unit,
        max(case when regexp_matches(coalesce(item_name, ''), $device) then 1 else 0 end) as has_device,
        max(case when regexp_matches(coalesce(item_name, ''), $intensive_bed) then 1 else 0 end) as has_bed,
        max(case
            when
                regexp_matches(coalesce(item_name, ''), $charged)
                and not regexp_matches(coalesce(item_name, ''), $intensive_bed)
                then 1
            else 0
        end) as has_care,
        sum(case
            when
                category = 'bed'
                and regexp_matches(coalesce(item_name, ''), '床位')
                and not regexp_matches(coalesce(item_name, ''), $intensive_bed)
                and not regexp_matches(coalesce(item_name, ''), '陪|婴|新生儿|观察')
                then quantity
            else 0
        end) as ordinary_nights
    from beside
    group by encounter_id
),

-- days on which somebody the patient only passed through ordered something, and the days after
passage_day as (
    select distinct line.encounter_id, line.charged_on as passed_on
    from derived.net_claim_line as line
    semi join charged_line -- gate: equivalent, bounds work: joined below
        on line.encounter_id = charged_line.encounter_id -- gate: equivalent, bounds work
    where regexp_matches(coalesce(line.department, ''), $passage)
),

placed_line as (
    select
        charged_line.claim_line_id, charged_line.encounter_id, charged_line.person_id,
        charged_line.provider_id, charged_line.item_code, charged_line.item_name, charged_line.charged_on,
        charged_line.covered_amount, charged_line.is_bed,
        coalesce(charged_line.department, encounter.department) as department,
        coalesce(encounter.department, '') || ' ' || coalesce(encounter.bed, '') as whereabouts,
        date_diff('day', cast(encounter.started_at as date), cast(coalesce(encounter.ended_at, $as_of) as date)) as nights
    from charged_line
    inner join encounter on charged_line.encounter_id = encounter.encounter_id
)

select
    line.encounter_id as subject_id,
    min(line.provider_id) as provider_id,
    min(line.person_id) as person_id,
    line.item_code,
    min(line.item_name) as item_name,
    min(line.department) as department,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    [line.encounter_id] as encounter_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from placed_line as line
inner join sign on line.encounter_id = sign.encounter_id
anti join passage_day
    on
        line.encounter_id = passage_day.encounter_id
        and date_diff('day', passage_day.passed_on, line.charged_on) between 0 and 1
-- what was not delivered may be the intensive care
anti join derived.undelivered_charge as undelivered
    on line.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    -- nor is it known what a line without a name is
    anti join derived.nameless_charge as nameless
        on line.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
where
    line.department is not null
    and not regexp_matches(upper(line.whereabouts), $unit)
    and not regexp_matches(line.whereabouts, $passage)
    and sign.has_unit = 0
    and sign.has_device = 0
    and (
        case line.is_bed when 1 then sign.has_care else sign.has_bed end = 0
        -- each night was spent in an ordinary bed
        or coalesce(sign.ordinary_nights >= greatest(line.nights, 1), false)
    )
group by line.encounter_id, line.item_code
