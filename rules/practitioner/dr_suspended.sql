/* ---
title: Orders outside the term for which the practitioner may order
title_zh: 暂停、终止或协议期外开单
official: none
version: 10
status: stable
certainty: suspect
subject: practitioner
identity: [provider_id]
scope: all
parts: [outside_term]
basis: [支付资格(不予结算), 条例38(六), 协议]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, practitioner.status, practitioner.contract_from, practitioner.provider_id, practitioner.contract_to, encounter.practitioner_id]
evidence: {context: {practitioner: practitioner_id}, excuse: {encounter: excuse_encounter_ids}}
parameters:
  prescription_days: {type: integer, default: 3, min: 0, max: 31, step: 1, unit: days in which a prescription may be fetched}
  late_days: {type: integer, default: 14, min: 0, max: 60, step: 1, unit: days after a visit, note: "a proposal; what was ordered at the visit is tested and charged until then"}
  least_of_house: {type: integer, default: 3, min: 1, max: 100, step: 1, unit: practitioners of one house whose contracts begin or end on one day, note: "a proposal; who all go on ordering"}
  least_houses: {type: integer, default: 3, min: 2, max: 100, step: 1, unit: such houses, note: "a proposal; a contract of many houses that begins or ends on one day was renewed, and the register holds one term only"}
  grace_days: {type: integer, default: 0, min: 0, step: 1, unit: days after the end}
  stopped_days: {type: integer, default: 31, min: 1, max: 366, step: 1, unit: days, note: "a proposal; who has not ordered for longer at a house that goes on stopped when he was told to, where no day of it is registered"}
  practice_days: {type: integer, default: 10, min: 1, max: 366, step: 1, unit: days on which he ordered, note: "a proposal; who ordered on fewer had no practice there that could stop"}
  most_emergencies: {type: integer, default: 3, min: 0, step: 1, unit: emergency visits after the end, note: "a proposal; an emergency is the house's own word: so many may have met nobody else, more are shown"}
message: "{practitioner_id} ordered {lines} lines between {first_on} and {last_on}; the term registered is {term}, status {status_en}{excuse}"
message_zh: "{practitioner_id} 在 {first_on} 至 {last_on} 开单 {lines} 条；登记协议期 {term_zh}，状态{status_zh}{excuse_zh}"
innocent_when:
  - the status is of today and he stopped when he was suspended (left out where he had a practice there and ordered nothing in the last weeks of the house)
  - an emergency in which nobody else was there (a few are left out, more are shown)
  - the renewal was signed and not yet entered (left out where those of house after house end on one day and nobody stopped)
  - the register holds the present term only (left out where those of house after house begin on one day and all ordered before)
  - orders written before the end are booked afterwards
innocent_when_zh:
  - 状态为当前状态，暂停后即未再开单（此前经常开单、该机构数据末期已无其开单的已排除）
  - 急诊抢救（少量已排除，多则注明）
  - 续签协议未及时录入（多家机构医师协议同日到期且均未停诊的已排除）
  - 人员库仅存现行协议期（多家机构医师协议同日起算且此前均已开单的已排除）
  - 到期前的医嘱延后记账
verify_by:
  - the bureau's decision to suspend or end the qualification, with its date
  - social insurance payments, duty roster and signatures of that time
verify_by_zh:
  - 核对暂停或终止医保支付资格的决定及日期
  - 核对当时的社保缴纳、排班和签名
judged: select count(distinct practitioner_id) from derived.practitioner_day semi join practitioner using (practitioner_id)
note: The dates decide where they are there; a status of suspended or terminated decides where no end is given and he orders to the end of what the house sent or on a few days only, from the first line on, because nothing says since when. A few emergency visits are left out, more are shown with the excuse; stays and visits that began before the end are left out, whose orders go on, and prescriptions that a pharmacy filled within three days. The doctor of the visit answers where none of its lines says who ordered.
note_zh: 有协议起止日期的以日期为准；无终止日期而状态为暂停、终止的，仅在其开单持续至该机构数据末期，或仅零星开单时列入。少量急诊就诊不计、多则列出并注明，到期前已入院、已就诊的医嘱及三日内药店凭处方调配的不计。一次就诊的明细均未填医师的，以就诊医师为准。
--- */
with
-- where no line says who ordered, the doctor of the visit did: visits outside the doctor's term
nameless_visit as (
    select visit.encounter_id, visit.practitioner_id, visit.provider_id, cast(visit.started_at as date) as visited_on
    from derived.unsigned_visit as unsigned
    inner join encounter as visit on unsigned.encounter_id = visit.encounter_id
    inner join practitioner on visit.practitioner_id = practitioner.practitioner_id
    where
        (
            visit.started_at < practitioner.contract_from
            or visit.started_at >= practitioner.contract_to
            or (practitioner.contract_to is null and practitioner.status in ('suspended', 'terminated'))
        ) -- gate: equivalent, bounds work
),

-- the first and the last day on which each ordered
active as (
    select
        practitioner_id,
        min(charged_on) as first_on,
        max(charged_on) as last_on
    from (
        select practitioner_id, charged_on
        from derived.practitioner_day
        union all
        select practitioner_id, visited_on as charged_on
        from nameless_visit
    ) as ordered
    group by practitioner_id
),

-- who orders to the end of what the house sent, or never had a practice: the status has no day, and who obeyed it ordered before it
ordered_day as (
    select practitioner_id, provider_id, charged_on
    from derived.practitioner_day
    union all
    select practitioner_id, provider_id, visited_on as charged_on
    from nameless_visit
),

still_ordering as (
    select mine.practitioner_id, mine.provider_id
    from (
        select practitioner_id, provider_id, max(charged_on) as last_on, count(distinct charged_on) as days
        from ordered_day
        group by practitioner_id, provider_id
    ) as mine
    inner join (
        select provider_id, max(charged_on) as last_on
        from ordered_day
        group by provider_id
    ) as house
        on mine.provider_id = house.provider_id
    where
        date_diff('day', mine.last_on, house.last_on) <= $stopped_days
        -- a number that signs now and then had no practice to give up
        or mine.days < $practice_days
),

-- the day on which the contracts of many end at house after house, who all go on: the register is of that day
register_end as (
    select cast(practitioner.contract_to as date) as ended_on, practitioner.provider_id
    from practitioner
    inner join active on practitioner.practitioner_id = active.practitioner_id
    where active.last_on > cast(practitioner.contract_to as date)
    group by cast(practitioner.contract_to as date), practitioner.provider_id
    having count(*) >= $least_of_house
),

outdated as (
    select ended_on
    from register_end
    group by ended_on
    having count(provider_id) >= $least_houses
),

-- the day on which those of house after house begin, who all ordered before: the register knows no earlier term
register_start as (
    select cast(practitioner.contract_from as date) as started_on, practitioner.provider_id
    from practitioner
    inner join active on practitioner.practitioner_id = active.practitioner_id
    where active.first_on < cast(practitioner.contract_from as date)
    group by cast(practitioner.contract_from as date), practitioner.provider_id
    having count(*) >= $least_of_house
),

renewed as (
    select started_on
    from register_start
    group by started_on
    having count(provider_id) >= $least_houses
),

-- who ordered anything outside the term: few
asked_practitioner as (
    select practitioner.practitioner_id, practitioner.contract_from, practitioner.contract_to, practitioner.status
    from practitioner
    inner join active on practitioner.practitioner_id = active.practitioner_id
    where
        active.first_on < cast(practitioner.contract_from as date) -- gate: equivalent, bounds work
        or active.last_on > cast(practitioner.contract_to as date) -- gate: equivalent, bounds work
        or practitioner.contract_to is null -- gate: equivalent, bounds work
        or practitioner.practitioner_id in (select practitioner_id from nameless_visit) -- gate: equivalent, bounds work
),

-- their lines, and those of nameless visits
ordered_line as (
    select
        line.claim_line_id, line.encounter_id, line.provider_id, line.practitioner_id, line.charged_on, line.category,
        line.covered_amount
    from derived.net_line_scan as line
    where line.practitioner_id in (select practitioner_id from asked_practitioner) -- gate: equivalent, bounds work
    union all
    select
        line.claim_line_id, line.encounter_id, line.provider_id, nameless_visit.practitioner_id, line.charged_on, line.category,
        line.covered_amount
    from derived.net_line_scan as line
    inner join nameless_visit on line.encounter_id = nameless_visit.encounter_id
    where line.practitioner_id is null -- gate: equivalent, no line of such a visit names anybody
),

-- what was ordered outside the doctor's term, as the register tells it
outside_term as (
    select
        line.claim_line_id, line.encounter_id, line.provider_id, practitioner.practitioner_id,
        line.charged_on, line.covered_amount,
        practitioner.status,
        cast(practitioner.contract_from as date) as contract_from,
        cast(practitioner.contract_to as date) as contract_to,
        case when encounter.class = 'emergency' then line.encounter_id end as emergency_id
    from ordered_line as line
    inner join asked_practitioner as practitioner on line.practitioner_id = practitioner.practitioner_id
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        -- bed, nursing and heating run by themselves, whoever's name the ward puts there
        coalesce(line.category not in ('bed', 'nursing', 'registration', 'general', 'other'), true)
        and (
            line.charged_on < cast(practitioner.contract_from as date)
            or date_diff('day', cast(practitioner.contract_to as date), line.charged_on) > $grace_days
            or (practitioner.contract_to is null and practitioner.status in ('suspended', 'terminated'))
        )
        -- standing orders of a stay go on after the end, and what was ordered at a visit is done after it
        and not coalesce(
            (
                encounter.class = 'inpatient'
                or date_diff('day', cast(encounter.started_at as date), line.charged_on) <= $late_days
            )
            and cast(encounter.started_at as date) <= cast(practitioner.contract_to as date)
            and encounter.started_at >= coalesce(practitioner.contract_from, encounter.started_at),
            false
        )
        -- a prescription is fetched some days after it was written
        and not coalesce(
            encounter.class = 'pharmacy'
            and date_diff('day', cast(practitioner.contract_to as date), line.charged_on) between 0 and $prescription_days,
            false
        )
),

outside as (
    select
        line.claim_line_id, line.encounter_id, line.provider_id, line.practitioner_id, line.charged_on, line.covered_amount,
        line.status, line.contract_from, line.contract_to, line.emergency_id
    from outside_term as line
    left join still_ordering
        on line.practitioner_id = still_ordering.practitioner_id and line.provider_id = still_ordering.provider_id
    where
        -- the contracts of all ended on one day and nobody stopped: they were renewed, and the register was not
        not coalesce(
            line.contract_to in (select outdated.ended_on from outdated)
            and coalesce(line.status, '') not in ('suspended', 'terminated')
            and line.charged_on > line.contract_to,
            false
        )
        -- nor did all begin on one day who had ordered before: it is the term of the register
        and not coalesce(
            line.contract_from in (select renewed.started_on from renewed) and line.charged_on < line.contract_from,
            false
        )
        -- a status without a day is asked of who goes on
        and (
            line.contract_to is not null
            or coalesce(line.charged_on < line.contract_from, false)
            or still_ordering.practitioner_id is not null
        )
),

-- an emergency is the house's own word: a few may have met nobody else
emergency as (
    select practitioner_id, provider_id, count(distinct emergency_id) as emergencies
    from outside
    group by practitioner_id, provider_id
),

judged_line as (
    select
        outside.claim_line_id, outside.encounter_id, outside.provider_id, outside.practitioner_id, outside.charged_on,
        outside.covered_amount, outside.status, outside.contract_from, outside.contract_to, outside.emergency_id
    from outside
    inner join emergency
        on outside.practitioner_id = emergency.practitioner_id and outside.provider_id = emergency.provider_id
    where outside.emergency_id is null or emergency.emergencies > $most_emergencies
)

select
    practitioner_id as subject_id, practitioner_id, provider_id,
    count(claim_line_id) as lines,
    min(charged_on) as first_on,
    max(charged_on) as last_on,
    coalesce(cast(min(contract_from) as varchar), '-') as contract_from,
    coalesce(cast(min(contract_to) as varchar), '-') as contract_to,
    concat(
        coalesce('from ' || cast(min(contract_from) as varchar), 'without a first day'),
        coalesce(' to ' || cast(min(contract_to) as varchar), ' without a last day')
    ) as term,
    concat(
        coalesce(cast(min(contract_from) as varchar), '起始日未填'), ' 至 ',
        coalesce(cast(min(contract_to) as varchar), '未填终止日')
    ) as term_zh,
    coalesce(min(status), '-') as status,
    coalesce(min(status), 'not told') as status_en,
    case min(status) when 'active' then '正常' when 'suspended' then '暂停' when 'terminated' then '终止' else '不详' end as status_zh,
    case
        when count(emergency_id) > 0
            then '; ' || cast(count(distinct emergency_id) as varchar) || ' of the visits registered as emergencies by the provider itself'
        else ''
    end as excuse,
    case
        when count(emergency_id) > 0
            then '；其中 ' || cast(count(distinct emergency_id) as varchar) || ' 次机构填报为急诊'
        else ''
    end as excuse_zh,
    coalesce(
        list(distinct emergency_id) filter (where emergency_id is not null), cast([] as varchar[])
    ) as excuse_encounter_ids,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from judged_line
group by practitioner_id, provider_id
