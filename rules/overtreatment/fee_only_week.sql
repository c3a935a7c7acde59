/* ---
title: A week of visits that brought nothing but the fee of the visit
title_zh: 一周内大量就诊仅收诊疗费（疑似虚记一般诊疗费、空挂号）
official: none
version: 3
status: stable
certainty: suspect
subject: provider
identity: [week_from]
scope: all
joins: written
parts: [visit, fee_visit]
basis: [条例15, 条例38(七), 典型问题清单(2025)]
parameters:
  min_persons: {type: integer, default: 30, min: 2, step: 1, unit: persons of the week with nothing but the fee, note: a proposal}
  min_share: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the week's visits, note: a proposal}
  most_of_peers: {type: decimal, default: 0.25, min: 0.05, max: 0.9, step: 0.05, unit: of the visits at the other providers of the level, note: "a proposal; where all register and order in two visits, a visit with a fee says nothing"}
  least_peer_visits: {type: integer, default: 20, min: 1, step: 1, unit: visits elsewhere, note: a proposal}
  contract: {type: string, default: "签约", note: names of yearly fees that are taken by rights without a visit}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
message: "in the week from {week_from} {persons} persons [persons:was|were] charged the fee of a visit and nothing else, {share} of the week's visits; elsewhere {peer_share}"
message_zh: "{week_from} 起一周内 {persons} 人仅收取诊查费或一般诊疗费而无检查、治疗、用药，占当周门诊 {share}；其他同级机构为 {peer_share}"
innocent_when:
  - advice, results and check-ups of the public health service that rightly end without an order
  - drugs and tests are settled under another visit number (left out where it is of the same day)
  - yearly contracts with a family doctor (left out by the name of the fee)
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
innocent_when_zh:
  - 咨询、看结果、公共卫生随访等无需开单的就诊
  - 药品、检查在另一就诊号下结算（同日的已排除）
  - 家庭医生签约服务费（按名称已排除）
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
verify_by:
  - ask some of the people whether they were there
  - the outpatient log, the phone calls and who presented the cards in that week
verify_by_zh:
  - 抽查参保人是否到诊
  - 核对门诊日志、刷卡凭证及监控
tolerates: [claim, claim_line.item_name, provider, provider.level, claim_line.original_line_id, claim.original_claim_id]
judged: select count(distinct provider_id) from encounter where class = 'outpatient'
source: ["published reports of inspections: stations that keyed the general fee for whole villages"]
note: Peers are the other providers of the same level together, never the provider itself.
note_zh: 与同级其他机构合计比较，不含本机构。
--- */
with
-- visits that brought nothing but standing charges
fee_only_visit as (
    select charge.encounter_id
    from derived.claim_charge as charge
    left join derived.undelivered_charge as undelivered on charge.encounter_id = undelivered.encounter_id
    where
        -- a visit with more than standing charges in each bill has more altogether
        charge.encounter_id in (
            select bill.encounter_id
            from derived.claim_charge as bill
            where bill.amount <= bill.standing_amount -- gate: equivalent, bounds work
        ) -- gate: equivalent, bounds work
    group by charge.encounter_id
    having
        sum(charge.amount) > 0
        and sum(charge.amount) = sum(charge.standing_amount)
        -- what was not delivered may be what the visit brought
        and coalesce(max(undelivered.missing_share) < $missing_share, true)
),

visit as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id,
        cast(encounter.started_at as date) as visited_on,
        cast(date_trunc('week', encounter.started_at) as date) as week_from,
        fee_only_visit.encounter_id is not null as is_fee_only
    from encounter
    left join fee_only_visit on encounter.encounter_id = fee_only_visit.encounter_id
    where
        encounter.class = 'outpatient'
        and encounter.encounter_id in (select charge.encounter_id from derived.claim_charge as charge)
),

-- what was ordered often has a number of its own: the day tells, not the number
fee_visit as (
    select visit.encounter_id, visit.person_id, visit.provider_id, visit.week_from
    from visit
    anti join visit as treated
        on
            visit.provider_id = treated.provider_id
            and visit.person_id = treated.person_id
            and visit.visited_on = treated.visited_on
            and not treated.is_fee_only
    where visit.is_fee_only -- gate: equivalent, any other visit is a treated one of its own day
),

counted as (
    select
        visited.provider_id, coalesce(provider.level, -1) as level, visited.visits,
        coalesce(fee_only.visits, 0) as fee_visits
    from (
        select provider_id, count(encounter_id) as visits
        from visit
        group by provider_id
    ) as visited
    left join (
        select provider_id, count(encounter_id) as visits
        from fee_visit
        group by provider_id
    ) as fee_only on visited.provider_id = fee_only.provider_id
    left join provider on visited.provider_id = provider.provider_id
),

-- the others of the level, never the provider itself
peer as (
    select
        provider_id,
        (sum(visits) over (partition by level)) - visits as other_visits,
        (sum(fee_visits) over (partition by level)) - fee_visits as other_fee_visits
    from counted
),

week as (
    select visited.provider_id, visited.week_from, visited.visits, fee_only.persons
    from (
        select provider_id, week_from, count(encounter_id) as visits
        from visit
        group by provider_id, week_from
    ) as visited
    inner join (
        select provider_id, week_from, count(distinct person_id) as persons
        from fee_visit
        group by provider_id, week_from
    ) as fee_only on visited.provider_id = fee_only.provider_id and visited.week_from = fee_only.week_from
),

crowded as (
    select week.provider_id, week.week_from, week.visits, peer.other_visits, peer.other_fee_visits
    from week
    inner join peer on week.provider_id = peer.provider_id
    where
        week.persons >= $min_persons -- gate: equivalent, persons are counted again below
        and peer.other_visits >= $least_peer_visits
        and peer.other_fee_visits <= $most_of_peers * peer.other_visits
),

crowded_visit as (
    select fee_visit.encounter_id
    from fee_visit
    semi join crowded -- gate: equivalent, bounds work
        on
            fee_visit.provider_id = crowded.provider_id -- gate: equivalent, bounds work
            and fee_visit.week_from = crowded.week_from -- gate: equivalent, bounds work
),

-- the yearly fee of a contract is no visit
fee_line as (
    select
        fee_visit.provider_id, fee_visit.week_from, fee_visit.encounter_id, fee_visit.person_id,
        line.claim_line_id, line.covered_amount, line.charged_on,
        max(case when regexp_matches(coalesce(line.item_name, ''), $contract) then 1 else 0 end)
            over (partition by fee_visit.encounter_id) as is_contract
    from fee_visit
    inner join crowded on fee_visit.provider_id = crowded.provider_id and fee_visit.week_from = crowded.week_from
    inner join (
        select encounter_id, claim_line_id, covered_amount, charged_on, item_name
        from derived.net_line_scan
        where encounter_id in (select crowded_visit.encounter_id from crowded_visit) -- gate: equivalent, bounds work
    ) as line on fee_visit.encounter_id = line.encounter_id
    where line.covered_amount > 0
)

select
    crowded.provider_id as subject_id, crowded.provider_id, crowded.week_from,
    count(distinct fee_line.person_id) as persons,
    concat(cast(cast(round(100.0 * count(distinct fee_line.encounter_id) / nullif(crowded.visits, 0)) as integer) as varchar), '%') as share,
    concat(cast(cast(round(100.0 * crowded.other_fee_visits / nullif(crowded.other_visits, 0)) as integer) as varchar), '%') as peer_share,
    cast(sum(fee_line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(fee_line.claim_line_id) as claim_line_ids,
    list(distinct fee_line.encounter_id) as encounter_ids,
    min(fee_line.charged_on) as occurred_from,
    max(fee_line.charged_on) as occurred_to
from fee_line
inner join crowded on fee_line.provider_id = crowded.provider_id and fee_line.week_from = crowded.week_from
where fee_line.is_contract = 0
group by crowded.provider_id, crowded.week_from, crowded.visits, crowded.other_visits, crowded.other_fee_visits
having
    count(distinct fee_line.person_id) >= $min_persons
    and count(distinct fee_line.encounter_id) >= $min_share * crowded.visits
