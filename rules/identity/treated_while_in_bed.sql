/* ---
title: Treated at another house while lying in a hospital
title_zh: 住院期间持卡在其他机构门诊治疗（疑似借卡、盗刷）
official: none
version: 14
status: stable
certainty: suspect
subject: encounter
scope: person
basis: [条例15, 条例17, 条例38(一), 条例41]
loss: claim
parameters:
  sessions: {type: list, default: [dialysis, radiotherapy, chemotherapy], note: "reasons of readmission_innocent for which a hospital sends its inpatients elsewhere"}
  dialysis_house: {type: string, default: "(血液透析|血透|透析中心)", note: names of houses to which a hospital sends its inpatients}
  home_bed: {type: string, default: "家庭病床|建床|巡诊", note: names of what is charged for a bed at home}
  home_round: {type: string, default: "巡诊|出诊|上门", note: names of what is charged for a visit to somebody's home}
  least_rounds: {type: integer, default: 2, min: 1, max: 10, step: 1, unit: days of the stay, note: "a proposal; one round may have been booked by the week, or made before he was taken to hospital"}
  bodily: {type: string, default: "(输液|注射|针刺|艾灸|推拿|拔罐|理疗|换药|清创|雾化|治疗|透析|血透|滤过|灌流|训练|术$)", note: what is done to the body and cannot be fetched}
  sent_for: {type: string, default: "(高压氧|体外冲击波碎石|体外碎石|伽玛刀|射波刀|质子|放射性核素|核素治疗)", note: names of what few houses have and others send their patients for}
  purification: {type: string, default: "(血液透析|血透|血液滤过|血液灌流|血液净化|肾脏替代)", note: names of what purifies the blood}
  around_the_clock: {type: string, default: "(连续|床旁|肾脏替代|CRRT)", note: names of what purifies the blood by the hour and not by the session}
  both_days: {type: integer, default: 2, min: 1, max: 10, step: 1, unit: days of the stay, note: "a proposal; on so many the ward purified the blood itself: nobody was sent elsewhere for it"}
  usual_week: {type: integer, default: 3, min: 2, max: 7, step: 1, unit: sessions in seven days of the stay, note: "a proposal; where the ward itself gave so many, on whatever days it booked them, nobody was sent elsewhere for more"}
  teeth_and_eyes: {type: string, default: "(口腔|牙|齿|眼)", note: departments and houses of what no house of rehabilitation or nursing does itself}
  most_escorted: {type: integer, default: 2, min: 0, step: 1, unit: visits of the stay, note: "a proposal; so often a psychiatric hospital takes a patient to a dentist or another specialist, and one of rehabilitation or nursing to a dentist or an oculist"}
  prick: {type: string, default: "^(静脉|高压)(注射|推注)", note: "names of the prick with which contrast or a tracer is given"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "treated on {charged_on} at {provider_id}, while in bed at {stay_provider_id} from {admitted_on} to {discharged_on}"
message_zh: "{admitted_on} 至 {discharged_on} 在 {stay_provider_id} 住院，{charged_on} 又在本机构接受门诊治疗"
evidence: {context: {encounter: stay_ids, provider: stay_provider_id}}
innocent_when:
  - dialysis, radiotherapy, chemotherapy, a pressure chamber or a stone broken from outside to which the hospital sends its inpatients, but not dialysis on days on which the ward did it too, or beside a ward that gave as many sessions as a week has, treatment at a higher hospital or one of the same union, a single round of a home bed, day surgery, newborns on the mother's number (left out)
  - a treatment before the stay that was booked later, or after the patient had gone; days on which bed, nursing or drugs were no longer charged are left out
  - a psychiatric hospital that takes its patients to a dentist or another specialist, a house of rehabilitation or nursing to a dentist or an oculist (left out, once or twice)
  - leave from the ward, for which no bed was charged on as many nights as there are days of such treatment, and nothing on the day, or on the next where the night is booked on the morning after (left out)
  - a bed at home of which the visits were not delivered (left out where no ward charged a bed and the settlement shows {missing_share} more than the charges)
innocent_when_zh:
  - 住院机构安排外出透析、放化疗、高压氧、体外碎石（病区多日自行透析、同日又在外透析，或病区自身透析已足次的除外），在上级或同一医共体机构治疗，家庭病床仅一日巡诊、日间手术、新生儿用母亲账户（已排除）
  - 住院前治疗补记账，或患者已离院（停收床位、护理、药品之后的日期已排除）
  - 精神专科医院陪送患者外出看牙等专科诊疗，康复、护理机构患者外出看牙科、眼科（一两次的已排除）
  - 请假离院，未收床位费的夜数不少于外出治疗天数，且当日（次晨记前一夜的机构为次日）无收费（已排除）
  - 家庭病床的巡诊明细未上传（无病区床位费且结算金额高出明细合计 {missing_share} 以上的已排除）
verify_by:
  - who presented the card at the clinic; pictures, the prescription, the record of the infusion
  - nursing records, temperature chart and orders of the ward on that day
verify_by_zh:
  - 调取门诊刷卡监控、处方、输液登记，核实就诊人
  - 核对病房当日护理记录、体温单、医嘱执行单
tolerates: [readmission_innocent, diagnosis, diagnosis.code, diagnosis.encounter_id, procedure, procedure.code, procedure.encounter_id, person, person.birth_date, provider.specialty, encounter.main_diagnosis, claim, provider, provider.chain_id, provider.level, encounter.is_newborn, encounter.department, encounter.visit_type]
judged: select count(*) from encounter where class in ('outpatient', 'emergency')
source: [rule catalogue otp_during_stay, "problem list: cards lent"]
note: >-
  The other side of bed_padding.otp_during_stay: that rule asks whether the bed was empty, this one whether
  the visit took place, and names the house that billed it. Only what is done to the body counts, on inner days
  of the stay on which the ward still charged; drugs can be fetched by a relative.
note_zh: 与 bed_padding.otp_during_stay 互为两面：前者问床上是否有人，本规则问门诊是否真实，并指向收费的机构。只计须本人到场的诊疗，且限住院期间病区仍有收费的中间日；药品可由家属代取，不计。
--- */
with
stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.provider_level, stay.admitted_on,
        -- of a stay that nobody closed the days that it charged
        coalesce(stay.discharged_on, cast(stay.last_charged_on + interval 1 day as date)) as discharged_on,
        provider.chain_id, stay.provider_specialty as specialty
    from derived.stay as stay
    left join provider on stay.provider_id = provider.provider_id
    anti join derived.repeat_course_stay as course
        on stay.encounter_id = course.encounter_id and course.reason = 'newborn'
    where
        not stay.is_refunded
        and coalesce(stay.visit_type, '') <> '28'
        and not regexp_matches(coalesce(stay.department, ''), '(家庭病床|家床|日间)')
),

-- days on which blood was purified, by visit and by stay
purified as (
    select
        line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        -- hours are no sessions
        sum(case when regexp_matches(line.item_name, $around_the_clock) then 0 else line.quantity end) as sessions
    from derived.net_line_scan as line
    inner join (
        select distinct item_name
        from derived.charged_item
        where regexp_matches(item_name, $purification)
    ) as session_item on line.item_name = session_item.item_name
    where line.category in ('treatment', 'surgery', 'other') and line.covered_amount > 0
    group by line.encounter_id, line.person_id, line.provider_id, line.charged_on
),

-- stays of which the ward purified the blood on the same days as another house
both_day as (
    select stay.encounter_id as stay_id, elsewhere.encounter_id, elsewhere.charged_on
    from stay
    inner join purified as of_ward on stay.encounter_id = of_ward.encounter_id
    inner join purified as elsewhere
        on
            stay.person_id = elsewhere.person_id
            and stay.provider_id <> elsewhere.provider_id
            and of_ward.charged_on = elsewhere.charged_on
    where elsewhere.charged_on > stay.admitted_on and elsewhere.charged_on < stay.discharged_on
),

both_often as (
    select stay_id
    from both_day
    group by stay_id
    having count(distinct charged_on) >= $both_days
),

-- stays of which the ward gave all that is usual, though it books by the week and no day tells
full_stay as (
    select stay.encounter_id
    from stay
    inner join purified on stay.encounter_id = purified.encounter_id
    group by stay.encounter_id, stay.admitted_on, stay.discharged_on
    having
        sum(purified.sessions) * 7 >= $usual_week * date_diff('day', stay.admitted_on, stay.discharged_on)
        and sum(purified.sessions) >= $usual_week
),

doubled_session as (
    select both_day.encounter_id
    from both_day
    inner join both_often on both_day.stay_id = both_often.stay_id
    union
    select elsewhere.encounter_id
    from stay
    inner join full_stay on stay.encounter_id = full_stay.encounter_id
    inner join purified as elsewhere
        on
            stay.person_id = elsewhere.person_id
            and stay.provider_id <> elsewhere.provider_id -- gate: equivalent, the visit must be to another house
            and elsewhere.charged_on > stay.admitted_on -- gate: equivalent, the visit must begin on an inner day
            and elsewhere.charged_on < stay.discharged_on -- gate: equivalent, the visit must begin on an inner day
),

-- a session of a course, by any diagnosis of the visit or by what was done
session as (
    select distinct course.encounter_id
    from derived.course_session as course
    anti join doubled_session on course.encounter_id = doubled_session.encounter_id
    where list_contains($sessions, course.reason)
),

-- one row per stay and visit elsewhere that begins on one of its inner days
crossing as (
    select
        stay.encounter_id as stay_id, stay.provider_id as stay_provider_id, stay.admitted_on, stay.discharged_on,
        visit.encounter_id, visit.person_id, visit.provider_id,
        -- a house for the mind alone takes its patients to a dentist, and now and then only; so do those for the lame
        -- and the old, and to an oculist
        (coalesce(stay.specialty, '') = 'psychiatric' and coalesce(provider.specialty, '') <> 'psychiatric')
        or (
            coalesce(stay.specialty, '') in ('rehabilitation', 'nursing')
            and regexp_matches(concat_ws(' ', visit.department, provider.name), $teeth_and_eyes)
        ) as is_escorted,
        regexp_matches(coalesce(visit.department, ''), '(家庭病床|家床)') as is_at_home,
        count(visit.encounter_id) over (partition by stay.encounter_id) as visits
    from stay
    inner join encounter as visit
        on
            stay.person_id = visit.person_id
            and stay.provider_id <> visit.provider_id
            and stay.admitted_on < cast(visit.started_at as date)
            and stay.discharged_on > cast(visit.started_at as date)
    left join provider on visit.provider_id = provider.provider_id
    anti join session on visit.encounter_id = session.encounter_id
    where
        visit.class in ('outpatient', 'emergency')
        and not regexp_matches(coalesce(visit.department, ''), '(互联网|云医院|云诊|云门诊|网上|线上|在线|网络)')
        and not coalesce(provider.level > stay.provider_level, false)
        and not coalesce(provider.chain_id = stay.chain_id, false)
        -- a house of dialysis does nothing else; where the ward purified the blood on those days too nobody was sent there
        and (
            not regexp_matches(coalesce(provider.name, ''), $dialysis_house)
            or visit.encounter_id in (select doubled_session.encounter_id from doubled_session)
        )
        -- a baby is seen on its mother's number
        and not (
            coalesce(visit.is_newborn, false)
            or regexp_matches(coalesce(visit.main_diagnosis, ''), '^(P|Z38)')
            or regexp_matches(coalesce(visit.department, ''), '新生儿')
        )
),

-- days of the stay on which anything was charged
shown_day as (
    select
        line.encounter_id, line.charged_on,
        sum(case when line.category = 'bed' then line.quantity else 0 end) as beds,
        -- bed days may be booked ahead, and whole bills at their end
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
    group by line.encounter_id, line.charged_on
),

-- the last day on which the ward charged
presence as (
    select
        encounter_id, max(last_on) as last_on, max(has_home_visit) as has_home_visit, max(has_ward_bed) as has_ward_bed
    from shown_day
    group by encounter_id
),

-- visits whose only drug is the contrast or tracer of a picture, for which a ward sends its patient
pictured as (
    select encounter_id
    from derived.net_line_scan
    where
        encounter_id in (select crossing.encounter_id from crossing) -- gate: equivalent, bounds work
        and coalesce(category in ('western_drug', 'patent_tcm', 'herbal_piece'), false)
    group by encounter_id
    having bool_and(regexp_matches(item_code, '^XV0[89]'))
),

treated as (
    select
        crossing.encounter_id, crossing.person_id, crossing.provider_id, crossing.stay_id, crossing.stay_provider_id,
        crossing.admitted_on, crossing.discharged_on, crossing.is_at_home,
        line.claim_line_id, line.charged_on, line.covered_amount,
        max(case when regexp_matches(coalesce(line.item_name, ''), $home_round) then 1 else 0 end)
            over (partition by crossing.stay_id, crossing.encounter_id) as has_round,
        max(case
            when
                line.category in ('treatment', 'surgery')
                and regexp_matches(coalesce(line.item_name, ''), $bodily)
                and not regexp_matches(coalesce(line.item_name, ''), $sent_for)
                and not (pictured.encounter_id is not null and regexp_matches(coalesce(line.item_name, ''), $prick))
                then 1
            else 0
        end) over (partition by crossing.stay_id, crossing.encounter_id) as is_bodily
    from crossing
    inner join derived.net_line_scan as line on crossing.encounter_id = line.encounter_id
    left join pictured on crossing.encounter_id = pictured.encounter_id
    left join presence on crossing.stay_id = presence.encounter_id
    left join derived.undelivered_charge as undelivered
        on crossing.stay_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    where
        line.covered_amount > 0
        and not (crossing.is_escorted and crossing.visits <= $most_escorted)
        -- nobody lies in a bed at home
        and not (coalesce(presence.has_home_visit, 0) = 1 and presence.has_ward_bed = 0)
        -- what was not delivered may be the visits at home
        and not (undelivered.encounter_id is not null and presence.has_ward_bed = 0)
        and line.charged_on > crossing.admitted_on
        and line.charged_on < crossing.discharged_on
        and line.charged_on <= coalesce(presence.last_on, crossing.discharged_on)
),

-- stays with a bed for each night but some: booked night by night, or all of them in the end
part_of_nights as (
    select
        encounter_id,
        sum(beds) as nights,
        max(beds) <= 1 as is_nightly,
        min(case when beds > 0 then charged_on end) as first_booked_on
    from shown_day
    group by encounter_id
),

-- treated on days of leave, as bed_padding.otp_during_stay asks: the bed was not charged for as many nights, and the
-- ward shows nothing on the day, or on the next where it books the day before
on_leave as (
    select treated.stay_id
    from treated
    inner join part_of_nights on treated.stay_id = part_of_nights.encounter_id
    left join shown_day on treated.stay_id = shown_day.encounter_id and treated.charged_on = shown_day.charged_on
    left join shown_day as next_day
        on treated.stay_id = next_day.encounter_id and date_diff('day', treated.charged_on, next_day.charged_on) = 1
    where treated.is_bodily = 1 or treated.has_round = 1
    group by
        treated.stay_id, treated.admitted_on, treated.discharged_on,
        part_of_nights.nights, part_of_nights.is_nightly, part_of_nights.first_booked_on
    having
        part_of_nights.nights + count(distinct treated.charged_on)
        <= date_diff('day', treated.admitted_on, treated.discharged_on)
        -- of a bed charged once in weeks nothing is known
        and part_of_nights.nights * 2 >= date_diff('day', treated.admitted_on, treated.discharged_on)
        and (part_of_nights.is_nightly or part_of_nights.first_booked_on >= treated.discharged_on)
        -- no bed stands on the day of admission where the night is booked on the morning after
        and bool_and(
            shown_day.charged_on is null
            or (next_day.charged_on is null and part_of_nights.first_booked_on > treated.admitted_on)
        )
),

-- rounds at home on several days on which he lay in a ward; a doctor of home beds may come to the ward
rounds_at_home as (
    select stay_id
    from treated
    where is_at_home and has_round = 1
    group by stay_id
    having count(distinct charged_on) >= $least_rounds
)

select
    treated.encounter_id as subject_id, treated.provider_id, treated.person_id,
    min(treated.stay_provider_id) as stay_provider_id,
    min(treated.admitted_on) as admitted_on,
    max(treated.discharged_on) as discharged_on,
    min(treated.charged_on) as charged_on,
    list(distinct treated.stay_id) as stay_ids,
    cast(sum(treated.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(distinct treated.claim_line_id) as claim_line_ids,
    [treated.encounter_id] as encounter_ids,
    min(treated.charged_on) as occurred_from,
    max(treated.charged_on) as occurred_to
from treated
anti join on_leave on treated.stay_id = on_leave.stay_id
left join rounds_at_home on treated.stay_id = rounds_at_home.stay_id
where
    (not treated.is_at_home and treated.is_bodily = 1)
    or (treated.is_at_home and treated.has_round = 1 and rounds_at_home.stay_id is not null)
group by treated.encounter_id, treated.provider_id, treated.person_id
