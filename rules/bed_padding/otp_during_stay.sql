/* ---
title: Outpatient visit or pharmacy purchase elsewhere during a hospital stay
title_zh: 住院期间在其他机构门诊就诊或药店购药
official: none
version: 14
status: stable
certainty: suspect
subject: encounter
scope: person
basis: [条例15, 条例17, 条例38(一), 条例41]
parameters:
  sessions: {type: list, default: [dialysis, radiotherapy, chemotherapy], note: "reasons of readmission_innocent for which a hospital sends its inpatients elsewhere"}
  home_bed: {type: string, default: "家庭病床|建床|巡诊", note: names of what is charged for a bed at home}
  kept_bed: {type: string, default: "(请假|留床|保留床|包床)", note: names of the fee of a bed that is kept while the patient is on leave}
  held: {type: string, default: "(重症监护|呼吸机|辅助呼吸|有创通气|体外膜肺)", note: names of what nobody leaves a bed from}
  held_days: {type: integer, default: 7, min: 1, max: 31, step: 1, unit: days up to the booking, note: "a proposal; more hours than a day has were booked for the week"}
  outing_pattern: {type: string, default: "^(K0|H[0-5]|Z46)", note: "diagnoses of teeth and eyes, for which a house without such doctors drives its long-stay patients out"}
  outing_days: {type: integer, default: 14, min: 1, max: 365, step: 7, unit: days of a stay that is long, note: a proposal}
  open_days: {type: integer, default: 31, min: 0, max: 366, step: 1, unit: days after the admission, note: "a proposal; how long a stay that is neither charged nor closed is believed"}
  outings: {type: integer, default: 2, min: 0, max: 30, step: 1, unit: such visits of a long stay that are let pass, note: a proposal}
  errand: {type: string, default: "(高压氧|舱内吸氧|氧舱|冲击波碎石|体外碎石)", note: "names of treatments for which a ward sends its inpatient out: a pressure chamber, a stone to be broken"}
  prick: {type: string, default: "^(静脉|高压)(注射|推注|穿刺)|^静脉留置|^(皮内试验|皮试|过敏试验)", note: "names of the prick with which contrast is given, and of the test before it"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "in hospital from {admitted_on} to {discharged_on}, yet {visits} visits elsewhere from {occurred_from} to {occurred_to}"
message_zh: "{admitted_on} 至 {discharged_on} 住院期间，{occurred_from} 至 {occurred_to} 在其他机构门诊或购药 {visits} 次"
innocent_when:
  - the patient lay on a ventilator or in intensive care on the day of a purchase, or in the week before more such hours were booked than a day has, so that whoever held the card, the bed was not empty (left out)
  - a relative bought the drugs with the card; a baby is seen on its mother's number (left out where diagnosis, department or mark tell)
  - the hospital sent its inpatient elsewhere for an examination, dialysis, radiotherapy, a pressure chamber or to have a stone broken
  - a care house drove a resident to the dentist or the eye doctor (one or two such visits of a long stay are let pass)
  - leave from the ward, for which no bed was charged on as many nights as there are days of such visits, and nothing on the day, or on the next where the night is booked on the morning after (left out); the fee of a bed that was kept is none
  - a drug that only designated pharmacies hold was bought on the hospital's prescription
  - a bed at home of which the visits were not delivered (left out where no ward charged a bed and the settlement shows {missing_share} more than the charges)
innocent_when_zh:
  - 购药当日（一次记账超过 24 小时的，为记账前 {held_days} 天内）在重症监护或使用呼吸机，无论何人持卡，床位并非空置（已排除）
  - 家属持卡代购；新生儿用母亲账户（诊断、科室、标志可见者已排除）
  - 住院医院安排外出检查、透析、放疗、高压氧或体外碎石
  - 护理院等长期住院机构送患者外出看牙、看眼（长期住院期间一两次的已排除）
  - 请假离院，未收床位费的夜数不少于外出就诊天数，且当日（次晨记前一夜的机构为次日）无收费（已排除）；请假留床费不算收费
  - 凭住院医院处方在双通道药店购药
  - 家庭病床的巡诊明细未上传（无病区床位费且结算金额高出明细合计 {missing_share} 以上的已排除）
verify_by:
  - nursing records and leave slips of those days
  - the pharmacy's or clinic's pictures of who presented the card
verify_by_zh:
  - 调取当日护理记录、请假条
  - 调取药店、门诊刷卡监控及处方
tolerates: [claim_line.item_name, readmission_innocent, claim, provider, encounter.is_newborn, encounter.department, encounter.main_diagnosis, diagnosis, diagnosis.code, diagnosis.encounter_id, claim_line.item_code]
judged: select count(*) from derived.stay where not is_open and not is_refunded
evidence: {context: {encounter: visit_ids, provider: visited_provider_ids}}
source: [rule catalogue otp_during_stay]
note: >-
  The stay is believed only as long as bed, nursing or drugs were charged in it: one that was closed days
  after the patient had gone is no finding. A visit that began before the stay and was booked on one day
  was settled late. Drugs bought on days in intensive care say nothing of an empty bed. Home beds (by ward or by what is charged), day surgery and visits online or from afar are left out. A stay that is not over lasts
  as long as it is charged, and a month if nothing of it was.
note_zh: 住院只认到有床位、护理或用药收费的日子：患者离院数日后才办出院的，不作为疑点。入院前已开始、集中一日记账的门诊，视为延后结算。重症监护、使用呼吸机当日的药店购药不作为空床依据。家庭病床（按病区或收费项目识别）、日间手术、互联网复诊、远程会诊不判。未办出院的住院，以有收费的日子为限；从未收费的，计一个月。
--- */
with
-- a baby is often settled on the mother's account while she goes her ways
stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.provider_level, stay.admitted_on,
        coalesce(stay.discharged_on, cast($as_of as date)) as discharged_on,
        stay.is_open,
        provider.chain_id
    from derived.stay as stay
    left join provider on stay.provider_id = provider.provider_id
    anti join derived.repeat_course_stay as course
        on stay.encounter_id = course.encounter_id and course.reason = 'newborn'
    where
        not stay.is_refunded
        -- nobody lies in a home bed
        and coalesce(stay.visit_type, '') <> '28'
        and not regexp_matches(coalesce(stay.department, ''), '(家庭病床|家床|日间)')
),

visit as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id,
        cast(encounter.started_at as date) as begun_on,
        cast(coalesce(encounter.ended_at, encounter.started_at) as date) as over_on,
        regexp_matches(coalesce(encounter.main_diagnosis, ''), $outing_pattern) as is_outing,
        encounter.class = 'pharmacy' as is_counter,
        provider.level as provider_level,
        provider.chain_id
    from encounter
    left join provider on encounter.provider_id = provider.provider_id
    where
        encounter.class <> 'inpatient'
        and not regexp_matches(coalesce(encounter.department, ''), '(互联网|线上|在线|网络|远程)')
        -- a baby is seen on its mother's number
        and not (
            coalesce(encounter.is_newborn, false)
            or regexp_matches(coalesce(encounter.main_diagnosis, ''), '^(P|Z38)')
            or regexp_matches(coalesce(encounter.department, ''), '新生儿')
        )
),

-- a session of a course, by any diagnosis of the visit or by what was done
session as (
    select distinct encounter_id
    from derived.course_session
    where list_contains($sessions, reason)
),

-- one row per stay and visit elsewhere that may touch its inner days
crossing as (
    select
        stay.encounter_id as stay_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        stay.is_open, visit.encounter_id as visit_id, visit.provider_id as visited_provider_id,
        visit.begun_on > stay.admitted_on as is_begun_inside,
        visit.is_counter,
        visit.is_outing and date_diff('day', stay.admitted_on, stay.discharged_on) >= $outing_days as is_outing,
        -- a higher hospital, or one of the same union, to which the stay's hospital sends for examinations
        coalesce(visit.provider_level > stay.provider_level, false)
        or coalesce(visit.chain_id = stay.chain_id, false) as is_higher
    from stay
    inner join visit
        on
            stay.person_id = visit.person_id
            and stay.provider_id <> visit.provider_id
            and stay.discharged_on > visit.begun_on -- gate: equivalent, lines of a visit lie within it; the days of the lines decide
            and stay.admitted_on < visit.over_on -- gate: equivalent, lines of a visit lie within it; the days of the lines decide
    anti join session on visit.encounter_id = session.encounter_id
),

-- the last day on which somebody lay there: bed days may be posted ahead
presence as (
    select
        line.encounter_id,
        max(case
            when line.category in ('bed', 'nursing', 'western_drug', 'patent_tcm', 'herbal_piece', 'treatment', 'surgery')
                then cast(
                    line.charged_on + cast(case when line.category = 'bed' then greatest(floor(line.quantity) - 1, 0) else 0 end as integer)
                    as date
                )
        end) as last_on,
        -- somebody is visited at home, and no ward charges a bed
        max(case when regexp_matches(coalesce(line.item_name, ''), $home_bed) then 1 else 0 end) as has_home_visit,
        max(case
            when line.category = 'bed' and not regexp_matches(coalesce(line.item_name, ''), $home_bed) then 1
            else 0
        end) as has_ward_bed
    from derived.net_line_scan as line
    where line.encounter_id in (select crossing.stay_id from crossing) -- gate: equivalent, bounds work
    group by line.encounter_id
),

-- teeth and eyes of those who lie for long
few_outings as (
    select stay_id
    from crossing
    where is_outing
    group by stay_id
    having count(distinct visit_id) <= $outings
),

-- admission and discharge day are left out: the visit may lie before the one or after the other
charged_inside as (
    select
        crossing.stay_id, crossing.person_id, crossing.provider_id, crossing.admitted_on, crossing.discharged_on,
        crossing.is_open, crossing.visit_id, crossing.visited_provider_id, crossing.is_higher, crossing.is_begun_inside,
        crossing.is_outing, crossing.is_counter,
        line.claim_line_id, line.charged_on, line.covered_amount,
        -- nothing but examinations at a higher hospital: the stay's hospital sent him there
        max(case
            when line.category in ('examination', 'laboratory', 'consultation', 'registration') then 0
            -- the contrast or tracer of a picture, with its needle and film
            when starts_with(line.item_code, 'XV08') or starts_with(line.item_code, 'XV09') or line.category = 'consumable' then 0
            -- and the prick with which it is given: a drug that is given so stands beside it
            when line.category = 'treatment' and regexp_matches(coalesce(line.item_name, ''), $prick) then 0
            -- read or advised from afar
            when regexp_matches(coalesce(line.item_name, ''), '远程') then 0
            -- devices that few houses have; what else is treated on the way was no errand
            when line.category = 'treatment' and regexp_matches(coalesce(line.item_name, ''), $errand) then 0
            else 1
        end) over (partition by crossing.stay_id, crossing.visit_id) as has_treatment,
        max(case
            when line.category = 'treatment' and regexp_matches(coalesce(line.item_name, ''), $errand) then 1
            else 0
        end) over (partition by crossing.stay_id, crossing.visit_id) as has_errand,
        -- asked over the internet from the bed, as what is charged tells; a needle needs the patient
        max(case when regexp_matches(coalesce(line.item_name, ''), '互联网') then 1 else 0 end)
            over (partition by crossing.stay_id, crossing.visit_id)
        - max(case when line.category in ('treatment', 'surgery', 'examination') then 1 else 0 end)
            over (partition by crossing.stay_id, crossing.visit_id) as is_online,
        min(line.charged_on) over (partition by crossing.stay_id, crossing.visit_id) as first_on,
        max(line.charged_on) over (partition by crossing.stay_id, crossing.visit_id) as last_on
    from crossing
    inner join derived.net_line_scan as line on crossing.visit_id = line.encounter_id
),

-- days of the stay on which anything was charged but the keeping of the bed
shown_day as (
    select
        line.encounter_id, line.charged_on,
        sum(case when line.category = 'bed' then line.quantity else 0 end) as beds
    from derived.net_line_scan as line
    where
        line.encounter_id in (select crossing.stay_id from crossing) -- gate: equivalent, bounds work
        and not regexp_matches(coalesce(line.item_name, ''), $kept_bed)
    group by line.encounter_id, line.charged_on
),

-- days in intensive care: whoever fetched drugs with the card, the bed was not empty. More hours than a day has are
-- those of the week before
held_day as (
    select distinct
        line.encounter_id,
        cast(line.charged_on - cast(case when line.quantity > 24 then $held_days - 1 else 0 end as integer) as date) as held_from,
        line.charged_on as held_to
    from derived.net_line_scan as line
    where
        line.encounter_id in (select crossing.stay_id from crossing) -- gate: equivalent, bounds work
        and regexp_matches(coalesce(line.item_name, ''), $held)
        and line.category in ('treatment', 'nursing')
),

-- stays with a bed for each night but some: booked night by night, by the week, or all of them in the end
part_of_nights as (
    select
        encounter_id,
        sum(beds) as nights,
        max(beds) <= 1 as is_nightly,
        -- several nights at each booking but the last
        count(*) filter (where beds > 0) > 1 and count(*) filter (where beds > 0 and beds < 3) < 2 as is_weekly,
        min(case when beds > 0 then charged_on end) as first_booked_on
    from shown_day
    group by encounter_id
),

-- visits on days of leave: the bed was not charged for as many nights, and the ward shows nothing on the day, or on
-- the next where it books the day before
on_leave as (
    select inside.stay_id
    from charged_inside as inside
    inner join part_of_nights on inside.stay_id = part_of_nights.encounter_id
    inner join presence on inside.stay_id = presence.encounter_id
    left join shown_day on inside.stay_id = shown_day.encounter_id and inside.charged_on = shown_day.charged_on
    left join shown_day as next_day
        on inside.stay_id = next_day.encounter_id and date_diff('day', inside.charged_on, next_day.charged_on) = 1
    group by
        inside.stay_id, inside.admitted_on, inside.discharged_on, inside.is_open, presence.last_on,
        part_of_nights.nights, part_of_nights.is_nightly, part_of_nights.is_weekly, part_of_nights.first_booked_on
    having
        part_of_nights.nights + count(distinct inside.charged_on) <= date_diff(
            'day', inside.admitted_on, case when inside.is_open then cast(presence.last_on + interval 1 day as date) else inside.discharged_on end
        )
        -- of a bed charged once in weeks nothing is known
        and part_of_nights.nights * 2 >= date_diff(
            'day', inside.admitted_on, case when inside.is_open then cast(presence.last_on + interval 1 day as date) else inside.discharged_on end
        )
        and (
            part_of_nights.is_nightly or part_of_nights.is_weekly
            or part_of_nights.first_booked_on >= inside.discharged_on
        )
        -- no bed stands on the day of admission where the night is booked on the morning after
        and bool_and(
            shown_day.charged_on is null
            -- what stands beside several nights is not of that day
            or (part_of_nights.is_weekly and shown_day.beds >= 3)
            or (
                next_day.charged_on is null and part_of_nights.first_booked_on > inside.admitted_on
                and not part_of_nights.is_weekly
            )
        )
),

suspected as (
    select
        inside.stay_id, inside.person_id, inside.provider_id, inside.admitted_on, inside.discharged_on,
        inside.visit_id, inside.visited_provider_id, inside.claim_line_id, inside.charged_on, inside.covered_amount
    from charged_inside as inside
    left join presence on inside.stay_id = presence.encounter_id
    left join derived.undelivered_charge as undelivered
        on inside.stay_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    left join few_outings on inside.stay_id = few_outings.stay_id
    anti join on_leave on inside.stay_id = on_leave.stay_id
    anti join held_day
        on
            inside.stay_id = held_day.encounter_id
            and inside.is_counter
            and inside.charged_on between held_day.held_from and held_day.held_to
    where
        not (inside.is_outing and few_outings.stay_id is not null)
        -- nobody lies in a bed at home
        and not (coalesce(presence.has_home_visit, 0) = 1 and presence.has_ward_bed = 0)
        -- what was not delivered may be the visits at home
        and not (undelivered.encounter_id is not null and presence.has_ward_bed = 0)
        and inside.charged_on > inside.admitted_on
        and inside.charged_on < inside.discharged_on
        -- registered, never charged and never closed: after a month nobody lay there
        and inside.charged_on <= coalesce(
            presence.last_on,
            case
                when inside.is_open then cast(inside.admitted_on + cast($open_days as integer) as date)
                else inside.discharged_on
            end
        )
        and inside.covered_amount > 0
        and inside.is_online < 1
        and (inside.has_treatment = 1 or not (inside.is_higher or inside.has_errand = 1))
        -- begun before the stay and booked on one day: settled late
        and (inside.is_begun_inside or inside.first_on < inside.last_on)
),

-- one row per stay or visit that makes a finding
evidence as (
    select stay_id, visit_id as encounter_id from suspected
    union
    select stay_id, stay_id as encounter_id from suspected
),

evidence_of_stay as (
    select stay_id, list(encounter_id) as encounter_ids
    from evidence
    group by stay_id
)

select
    suspected.stay_id as subject_id, suspected.provider_id, suspected.person_id,
    suspected.admitted_on, suspected.discharged_on,
    count(distinct suspected.visit_id) as visits,
    cast(sum(suspected.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(suspected.claim_line_id) as claim_line_ids,
    list(distinct suspected.visit_id) as visit_ids,
    list(distinct suspected.visited_provider_id) as visited_provider_ids,
    evidence_of_stay.encounter_ids,
    min(suspected.charged_on) as occurred_from,
    max(suspected.charged_on) as occurred_to
from suspected
inner join evidence_of_stay on suspected.stay_id = evidence_of_stay.stay_id
group by
    suspected.stay_id, suspected.provider_id, suspected.person_id,
    suspected.admitted_on, suspected.discharged_on, evidence_of_stay.encounter_ids
