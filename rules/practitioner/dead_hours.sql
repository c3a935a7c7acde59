/* ---
title: Visits in the night at a clinic that is closed at night
title_zh: 夜间停诊机构深夜集中接诊
official: none
version: 7
status: stable
certainty: suspect
subject: provider
identity: [night]
scope: provider
basis: [条例38(七), 条例15]
tolerates: [encounter.main_diagnosis, encounter.department, provider.name, claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id]
parameters:
  night_from: {type: integer, default: 23, min: 20, max: 23, step: 1, unit: hour}
  night_until: {type: integer, default: 5, min: 1, max: 7, step: 1, unit: hour}
  min_persons: {type: integer, default: 5, min: 1, step: 1, unit: persons in a night, note: a proposal}
  max_emergency_share: {type: decimal, default: 0.05, min: 0, max: 1, step: 0.05, unit: of its visits are emergencies, note: "a proposal; a clinic that calls so few of its visits emergencies keeps no emergency room"}
  online: {type: string, default: "互联网|云医院|云诊|云门诊|网络门诊|网络医院|网上|线上|在线", note: departments and names of what is seen over the internet}
  burst_persons: {type: integer, default: 5, min: 2, max: 50, step: 1, unit: persons one after the other, note: "a proposal; where the door is open at night the ill come one by one"}
  burst_minutes: {type: integer, default: 15, min: 1, max: 120, step: 1, unit: minutes, note: a proposal}
  max_night_share: {type: decimal, default: 0.1, min: 0, max: 1, step: 0.1, unit: share of its days, note: a proposal; a clinic with visits on more nights is open at night}
  outbreak_pattern: {type: string, default: "^(A|B|J09|J10|J11|K52|S|T|U07|J6[0-5])", note: "injuries, poisonings, infections and occupational disease"}
  max_outbreak_share: {type: decimal, default: 0.8, min: 0, max: 1, step: 0.1, unit: share of the group, note: "a proposal; that many with injuries, poisonings or infections are an accident or an outbreak"}
message: "{persons} persons [persons:was|were] seen between {first_at} and {last_at}; the clinic saw patients on {nights} nights of {days} days"
message_zh: "{first_at} 至 {last_at} 接诊 {persons} 人；该机构 {days} 个接诊日中仅 {nights} 晚有夜间接诊"
innocent_when:
  - a night clinic to which several came together
  - the network was down and the visits of the day were sent at night with the time of sending
  - a sudden outbreak or an accident in the village (left out where the diagnoses show it)
  - the clock of the machine is wrong
innocent_when_zh:
  - 夜间开放的诊所偶有多人同时就诊
  - 断网补传且时间按上传时刻填写
  - 突发聚集性疾病或事故（诊断可证实的已排除）
  - 设备时钟错误
verify_by:
  - the opening hours and the duty roster
  - five of the patients, where they were that night
verify_by_zh:
  - 核对诊疗时间和值班表
  - 电话核实五名参保人当晚是否就诊
note: A clinic that is open on more nights is judged only for nights on which the cards follow each other within minutes. Providers with wards or an emergency room are open at night and not judged, nor are pharmacies (pharm_night) and visits over the internet; a few visits called emergencies make no emergency room. The visit begins in the night and is charged in the night; the first and the last second of a day are a date without a time. Where a house writes no hour to any charge, visits after midnight count with the charges of their day.
note_zh: 夜间接诊较多的诊所仅判断数分钟内连续多人的夜晚；有住院或急诊科的机构、药店及互联网就诊不判断，仅个别就诊填报为急诊的仍判断；就诊开始和收费均须在夜间，零点整和 23:59:59 视为只有日期；收费均不记时刻的机构，零点后的就诊按当日收费判断。
--- */
with
-- houses whose only business is the clinic by day
clinic as (
    select encounter.provider_id
    from encounter
    inner join provider on encounter.provider_id = provider.provider_id
    where provider.kind = 'hospital'
    group by encounter.provider_id
    having
        bool_and(encounter.class in ('outpatient', 'emergency'))
        and count(*) filter (where encounter.class = 'emergency') <= $max_emergency_share * count(*)
),

visit as (
    select
        encounter.encounter_id, encounter.provider_id, encounter.person_id, encounter.started_at,
        cast(encounter.started_at as date) as started_on,
        coalesce(regexp_matches(encounter.main_diagnosis, $outbreak_pattern), false) as is_outbreak,
        (
            extract(hour from encounter.started_at) >= $night_from
            or extract(hour from encounter.started_at) < $night_until
        ) and cast(epoch(encounter.started_at) as bigint) % 86400 not in (0, 86399)
            as is_night,
        -- the hours after midnight belong to the night before
        cast(case
            when extract(hour from encounter.started_at) < $night_until then encounter.started_at - interval 1 day
            else encounter.started_at
        end as date) as night
    from encounter
    inner join clinic on encounter.provider_id = clinic.provider_id
    inner join provider on encounter.provider_id = provider.provider_id
    -- the evening is when people ask a doctor over the internet
    where not regexp_matches(concat_ws(' ', encounter.department, provider.name), $online)
),

opening as (
    select
        provider_id,
        count(distinct started_on) as days,
        count(distinct case when is_night then night end) as nights
    from visit
    group by provider_id
),

-- one row per charge of a night visit
night_line as (
    select
        visit.encounter_id, visit.provider_id, visit.person_id, visit.started_at, visit.night,
        visit.is_outbreak,
        line.claim_line_id, line.covered_amount, line.charged_at, line.charged_on,
        cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399)
            as has_hour
    from visit
    inner join derived.net_line_scan as line on visit.encounter_id = line.encounter_id
    where visit.is_night and line.covered_amount > 0
),

-- houses that write no hour to any charge: there the visit alone tells the hour
without_hours as (
    select provider_id
    from night_line
    group by provider_id
    having not bool_or(has_hour)
),

-- what was charged in that night
charged as (
    select
        night_line.encounter_id, night_line.provider_id, night_line.person_id, night_line.started_at, night_line.night,
        night_line.is_outbreak,
        night_line.claim_line_id, night_line.covered_amount, night_line.charged_on
    from night_line
    left join without_hours on night_line.provider_id = without_hours.provider_id
    where
        case
            when night_line.has_hour
                then extract(hour from night_line.charged_at) >= $night_from
                or extract(hour from night_line.charged_at) < $night_until + 1
            -- what was sent late in the evening may be of the day; after midnight the day is another
            else without_hours.provider_id is not null
                and extract(hour from night_line.started_at) < $night_until
                and night_line.charged_on = cast(night_line.started_at as date)
        end
),

-- each person of a night by his first visit, beside the one who came so many before him
arrival as (
    select provider_id, night, person_id, min(started_at) as started_at
    from charged
    group by provider_id, night, person_id
),

-- cards drawn in a row: every other night of them is no opening hour. One moment for all is a list that was sent
burst as (
    select distinct followed.provider_id, followed.night
    from (
        select
            arrival.provider_id, arrival.night,
            cast(epoch(arrival.started_at) as bigint)
            - cast(epoch(lag(arrival.started_at, cast($burst_persons - 1 as integer)) over (
                partition by arrival.provider_id, arrival.night order by arrival.started_at, arrival.person_id
            )) as bigint) as seconds
        from arrival
    ) as followed
    where followed.seconds > 0 and followed.seconds <= $burst_minutes * 60
)

select
    charged.provider_id as subject_id, charged.provider_id, charged.night,
    count(distinct charged.person_id) as persons,
    max(opening.days) as days,
    max(opening.nights) as nights,
    min(charged.started_at) as first_at,
    max(charged.started_at) as last_at,
    cast(sum(charged.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(charged.claim_line_id) as claim_line_ids,
    list(distinct charged.encounter_id) as encounter_ids,
    min(charged.started_at) as occurred_from,
    max(charged.started_at) as occurred_to
from charged
inner join opening on charged.provider_id = opening.provider_id
left join burst on charged.provider_id = burst.provider_id and charged.night = burst.night
where opening.nights <= opening.days * $max_night_share or burst.night is not null
group by charged.provider_id, charged.night
having
    count(distinct charged.person_id) >= $min_persons
    and count(distinct charged.person_id) filter (where charged.is_outbreak)
    < $max_outbreak_share * count(distinct charged.person_id)
