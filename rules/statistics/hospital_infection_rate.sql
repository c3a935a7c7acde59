/* ---
title: Infections that began in hospital, far above the provider's peers
title_zh: 院内感染发生率明显高于同类
official: ZB10000205007000
version: 4
status: stable
certainty: suspect
subject: provider
identity: [month_from]
scope: all
basis: [条例15, 条例38(二)]
parameters:
  robust_z: {type: decimal, default: 3.5, min: 1, step: 0.5, unit: robust standard deviations above the peers' median}
  min_difference: {type: decimal, default: 0.03, min: 0, max: 1, step: 0.01, unit: share of stays above the peers' median, note: a proposal}
  most_room: {type: decimal, default: 0.9, min: 0.5, max: 1, step: 0.1, unit: "of the way from the median to the whole", note: "a proposal: no bound lies beyond, or a share could never reach it"}
  min_stays: {type: integer, default: 30, min: 1, step: 10, unit: stays that ended in the month, note: a proposal}
  min_peers: {type: integer, default: 8, min: 3, step: 1, unit: providers of the same level and specialty, note: a proposal}
message: "{infected} of {stays} stays of the month from {month_from} on with an infection that began in hospital ({rate_percent}%); {peers} peers [peers:has|have] a median of {median_percent}%"
message_zh: "{month_from} 起当月 {stays} 例出院中院内感染 {infected} 例（{rate_percent}%），同级同类 {peers} 家机构中位数为 {median_percent}%"
innocent_when:
  - an intensive-care or burns unit that its peers have not
  - an honest record where peers record less
innocent_when_zh:
  - 重症、烧伤等科室构成不同
  - 本院如实登记而同级机构少登记
verify_by:
  - the register of hospital infections
verify_by_zh:
  - 查院感登记
judged: select count(distinct provider_id) from derived.stay
tolerates: [provider.level, provider.specialty]
source: [national rule library]
note: An infection counts when its diagnosis was not there on admission (code 4). A statistic that chooses where to look.
note_zh: 入院病情为「无」（代码 4）的感染诊断计为院内感染。统计指标只用于选取核查方向。
--- */
with
infected_stay as (
    select distinct encounter_id
    from diagnosis
    where
        on_admission = '4'
        and regexp_matches(code, '^(A0[0-9]|A4[01]|A49|J1[2-8]|J20|J22|J95\.8|K65|L0[0-8]|N39\.0|T80\.2|T81\.4|T82\.[67]|T83\.[56]|T84\.[56]|T85\.7|T88\.0)')
),

rated as (
    select
        stay.provider_id, coalesce(stay.provider_level, 0) as provider_level,
        coalesce(peer.specialty, 'general') as specialty,
        cast(date_trunc('month', stay.discharged_on) as date) as month_from,
        max(stay.discharged_on) as last_day,
        count(stay.encounter_id) as stays,
        count(infected_stay.encounter_id) as infected,
        list(infected_stay.encounter_id) filter (where infected_stay.encounter_id is not null) as encounter_ids,
        cast(count(infected_stay.encounter_id) as double) / nullif(count(stay.encounter_id), 0) as rate
    from derived.stay as stay
    -- a specialty that the register lacks stands in the name
    left join derived.provider_peer as peer on stay.provider_id = peer.provider_id
    left join infected_stay on stay.encounter_id = infected_stay.encounter_id
    where
        not stay.is_refunded
        and not stay.is_open -- gate: equivalent, a stay without an end has no month to be counted in
    group by
        stay.provider_id, coalesce(stay.provider_level, 0), coalesce(peer.specialty, 'general'),
        cast(date_trunc('month', stay.discharged_on) as date)
    having count(stay.encounter_id) >= $min_stays
),

peer_centre as (
    select provider_level, specialty, month_from, count(provider_id) as peers, median(rate) as centre
    from rated
    group by provider_level, specialty, month_from
    having count(provider_id) >= $min_peers
),

peer_spread as (
    select rated.provider_level, rated.specialty, rated.month_from, median(abs(rated.rate - peer_centre.centre)) as deviation
    from rated
    inner join peer_centre
        on
            rated.provider_level = peer_centre.provider_level
            and rated.specialty = peer_centre.specialty
            and rated.month_from = peer_centre.month_from
    group by rated.provider_level, rated.specialty, rated.month_from
)

select
    rated.provider_id as subject_id,
    rated.provider_id,
    rated.month_from,
    rated.stays,
    rated.infected,
    cast(round(100 * rated.rate, 1) as decimal(5, 1)) as rate_percent,
    cast(round(100 * peer_centre.centre, 1) as decimal(5, 1)) as median_percent,
    peer_centre.peers,
    rated.infected as numerator,
    rated.stays as denominator,
    cast(round(100 * peer_centre.centre, 1) as decimal(5, 1)) as median,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    rated.encounter_ids,
    rated.month_from as occurred_from,
    rated.last_day as occurred_to
from rated
inner join peer_centre
    on
        rated.provider_level = peer_centre.provider_level
        and rated.specialty = peer_centre.specialty
        and rated.month_from = peer_centre.month_from
inner join peer_spread
    on
        rated.provider_level = peer_spread.provider_level
        and rated.specialty = peer_spread.specialty
        and rated.month_from = peer_spread.month_from
where
    -- half of the room above the median is difference enough where less is left
    rated.rate - peer_centre.centre > least($min_difference, 0.5 * (1 - peer_centre.centre))
    -- 1.4826 makes the median deviation comparable to a standard deviation
    and rated.rate - peer_centre.centre
    > least($robust_z * 1.4826 * peer_spread.deviation, $most_room * (1 - peer_centre.centre))
