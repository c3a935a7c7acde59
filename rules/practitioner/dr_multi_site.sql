/* ---
title: A practitioner at two providers within the hour
title_zh: 医师同时段在多家机构执业
official: none
version: 11
status: stable
certainty: suspect
subject: practitioner
identity: [provider_id, worked_on]
scope: practitioner
basis: [条例15, 条例38(七), 医师法]
evidence: {context: {provider: other_provider_id}}
tolerates: [encounter.department, claim_line.department, claim_line.item_name, provider, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount, practitioner.is_multi_site, practitioner.provider_id, provider.chain_id, provider.longitude, provider.latitude]
parameters:
  registered_minutes: {type: integer, default: 10, min: 1, step: 1, unit: minutes, note: "a proposal; nearer than this even one who is registered for both places cannot be"}
  online: {type: string, default: "互联网|云医院|云诊|云门诊|网络门诊|网络医院|网上|线上|在线|远程", note: departments and names of what is seen over the internet}
  remote: {type: string, default: "互联网|远程", note: names of services from afar}
  stamped_days: {type: integer, default: 3, min: 2, max: 100, step: 1, unit: days with the same hour to the second, note: "a proposal; so many, and half of all days, are the house's stamp and not an hour"}
  same_place: {type: decimal, default: 0.002, min: 0, max: 0.05, step: 0.001, unit: degrees of longitude or latitude, note: "a proposal; about two hundred metres"}
  min_minutes_apart: {type: integer, default: 60, min: 1, step: 10, unit: minutes, note: orders at two providers nearer than this}
message: "{practitioner_id} ordered here on {worked_on} within {min_minutes_apart} minutes of orders at {other_provider_id}"
message_zh: "{practitioner_id} {worked_on} 在本机构开单，与在 {other_provider_id} 开单相隔不足 {min_minutes_apart} 分钟"
innocent_when:
  - a remote consultation (left out where department or house say so)
  - one building that houses two institutions (left out where the union is recorded or both have one place on the map)
  - orders are booked later than they were given (an hour that stands on most days is left out)
  - a laboratory or imaging centre bills under the name of the doctor who ordered elsewhere (left out, where the visit has nothing but tests)
innocent_when_zh:
  - 远程会诊、互联网诊疗（科室、机构名称可见者已排除）
  - 两家机构同址（有集团登记或坐标相同的已排除）
  - 开单时间为补记时间（多数日期均为同一时刻的已排除）
  - 共享检验、影像中心按外院开单医师记账（该次就诊仅有检查检验的已排除）
verify_by:
  - duty rosters of both providers
  - camera recordings, and who used the account
verify_by_zh:
  - 核对两家机构排班
  - 调取监控，核查账号使用人
note: Outpatient and emergency orders only (on a pharmacy's line stands who prescribed), of drugs, tests and treatments; bed, nursing and registration fees are booked by machines under any name; a ward books its orders at one hour; the first and the last second of a day are a date without a time. Of practitioners registered for several places only minutes are found; members of one group are left out. The finding stands at the provider that is not the registered one; where neither is, at both.
note_zh: 只看门急诊的（药店明细上的医师是开方医师，不计）药品、检查检验、治疗开单，床位、护理、挂号等系统记账不计，零点整和 23:59:59 视为只有日期；已备案多点执业的只看相隔数分钟的，同一集团内的不计。疑点记在非主执业机构一方。
--- */
with
-- practitioners with orders in more than one house, on whatever day
roaming as (
    select ordered.practitioner_id
    from (select distinct practitioner_id, provider_id from derived.practitioner_day) as ordered
    left join provider
        on ordered.provider_id = provider.provider_id -- gate: equivalent, bounds work
    group by ordered.practitioner_id
    having count(distinct coalesce(provider.chain_id, ordered.provider_id)) > 1 -- gate: equivalent, bounds work
),

-- orders of drugs, tests and treatments to outpatients
ordered_line as (
    select
        line.practitioner_id, line.provider_id, line.charged_at, line.charged_on,
        cast(epoch(line.charged_at) as bigint) as second,
        case when practitioner.is_multi_site then $registered_minutes else $min_minutes_apart end as least_minutes,
        practitioner.provider_id as registered_provider_id,
        coalesce(provider.chain_id, line.provider_id) as house,
        -- a place of zero degrees is none
        nullif(provider.longitude, 0) as longitude,
        nullif(provider.latitude, 0) as latitude,
        min(case when line.category in ('laboratory', 'examination') then 1 else 0 end)
            over (partition by line.encounter_id, line.practitioner_id) = 1 as has_tests_only,
        max(case when regexp_matches(coalesce(line.item_name, ''), $remote) then 1 else 0 end)
            over (partition by line.encounter_id, line.practitioner_id) as is_remote
    from derived.net_claim_line as line
    inner join practitioner on line.practitioner_id = practitioner.practitioner_id
    inner join encounter on line.encounter_id = encounter.encounter_id
    left join provider on line.provider_id = provider.provider_id
    where
        practitioner.practitioner_id in (select practitioner_id from roaming) -- gate: equivalent, bounds work
        -- the doctor on a pharmacy's line wrote the prescription, wherever that was
        and encounter.class not in ('inpatient', 'pharmacy')
        and not regexp_matches(coalesce(line.item_name, ''), '(床位|护理费|级护理|挂号|取暖|空调|降温)')
        -- the first and the last second of a day stand for a date without a time
        and cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399)
        -- over the internet a doctor answers from wherever he is
        and not regexp_matches(concat_ws(' ', encounter.department, line.department, provider.name), $online)
),

-- one row per practitioner, provider and moment of an order; a house that only measures or takes pictures for
-- another bears the name of whoever ordered there
ordered_at as (
    select distinct
        practitioner_id, provider_id, charged_at, charged_on, second, least_minutes, registered_provider_id, house,
        longitude, latitude
    from ordered_line
    where
        (not has_tests_only or coalesce(registered_provider_id = provider_id, false))
        -- what is charged tells that the doctor answered from afar
        and is_remote = 0
),

-- an hour at which a house dates most days' orders is written by a machine, as midnight is
stamped as (
    select clock.practitioner_id, clock.provider_id, clock.second_of_day
    from (
        select practitioner_id, provider_id, second % 86400 as second_of_day, count(distinct charged_on) as days
        from ordered_at
        group by practitioner_id, provider_id, second % 86400
    ) as clock
    inner join (
        select practitioner_id, provider_id, count(distinct charged_on) as days
        from ordered_at
        group by practitioner_id, provider_id
    ) as total
        on clock.practitioner_id = total.practitioner_id and clock.provider_id = total.provider_id
    where clock.days >= $stamped_days and 2 * clock.days >= total.days
),

moment as (
    select
        ordered_at.practitioner_id, ordered_at.provider_id, ordered_at.charged_at, ordered_at.charged_on,
        ordered_at.second, ordered_at.least_minutes, ordered_at.registered_provider_id, ordered_at.house,
        ordered_at.longitude, ordered_at.latitude
    from ordered_at
    anti join stamped
        on
            ordered_at.practitioner_id = stamped.practitioner_id
            and ordered_at.provider_id = stamped.provider_id
            and ordered_at.second % 86400 = stamped.second_of_day
),

beside as (
    select
        practitioner_id, provider_id, charged_at, charged_on, registered_provider_id, least_minutes,
        -- two houses of one address are one place
        house <> lag(house) over follow
        and not coalesce(
            greatest(abs(longitude - lag(longitude) over follow), abs(latitude - lag(latitude) over follow)) <= $same_place,
            false
        ) as is_elsewhere_before,
        lag(provider_id) over follow as provider_before,
        second - lag(second) over follow as seconds_before,
        house <> lead(house) over follow
        and not coalesce(
            greatest(abs(longitude - lead(longitude) over follow), abs(latitude - lead(latitude) over follow)) <= $same_place,
            false
        ) as is_elsewhere_after,
        lead(provider_id) over follow as provider_after,
        (lead(second) over follow) - second as seconds_after
    from moment
    window follow as (partition by practitioner_id order by charged_at, provider_id)
),

elsewhere as (
    select
        practitioner_id, provider_id, charged_at, charged_on,
        case
            when is_elsewhere_before and seconds_before < least_minutes * 60 then provider_before
            else provider_after
        end as other_provider_id
    from beside
    where
        provider_id <> coalesce(registered_provider_id, '')
        and (
            (is_elsewhere_before and seconds_before < least_minutes * 60)
            or (is_elsewhere_after and seconds_after < least_minutes * 60)
        )
)

select
    line.practitioner_id as subject_id, line.practitioner_id, line.provider_id,
    line.charged_on as worked_on,
    min(elsewhere.other_provider_id) as other_provider_id,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    list(distinct line.encounter_id) as encounter_ids,
    min(line.charged_at) as occurred_from,
    max(line.charged_at) as occurred_to
from elsewhere
inner join derived.net_claim_line as line
    on
        elsewhere.practitioner_id = line.practitioner_id
        and elsewhere.provider_id = line.provider_id
        and elsewhere.charged_at = line.charged_at
group by line.practitioner_id, line.provider_id, line.charged_on
