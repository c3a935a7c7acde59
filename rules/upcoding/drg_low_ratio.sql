/* ---
title: Cheap stays heaped up in one group
title_zh: 低倍率病例集中（费用远低于病组支付标准）
official: none
version: 7
status: stable
certainty: suspect
subject: provider
identity: [group_code, year]
scope: all
basis: [条例38(二), 条例38(七), 实施细则(高套)]
loss: low_ratio
parameters:
  low_ratio: {type: decimal, default: 0.5, min: 0.2, max: 0.9, step: 0.1, unit: of the payment standard, note: "regions use 0.4 to 0.5"}
  deep_ratio: {type: decimal, default: 0.2, min: 0.05, max: 0.5, step: 0.05, unit: of the payment standard, note: "a proposal: a standard is what such stays cost on the average of the region; half of the stays below a fifth of it are another illness, whatever the peers bill"}
  most_low: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of all stays of the edition are cheap, note: "a proposal: where more are, the standards themselves are not believed"}
  least_days: {type: integer, default: 3, min: 1, max: 10, step: 1, unit: days of a stay that is judged, note: "shorter stays are cheap of themselves"}
  least_stays: {type: integer, default: 10, min: 5, max: 500, step: 1, unit: stays of the group at the provider and at its peers}
  least_share: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the stays are cheap}
  least_excess: {type: decimal, default: 0.3, min: 0.1, max: 0.9, step: 0.1, unit: of the stays above the peers' share, note: "a proposal"}
  least_rest: {type: integer, default: 5, min: 1, max: 100, step: 1, unit: stays that would not be cheap by the peers' share, note: "a proposal; where nearly all are cheap, fewer are luck"}
  surplus_is_owed: {type: integer, default: 0, min: 0, max: 1, step: 1, unit: "1 where the region takes back what such stays were paid above their cost", note: "elsewhere they are paid at cost, or the surplus stays with the hospital by right: the amount is unknown"}
  excused_ways: {type: list, default: ["5"], note: "ways of leaving that cut the stay short: died"}
  sent_ways: {type: list, default: ["2"], note: "ways of leaving that cut the stay short: transferred; counted and shown where no other record says so"}
  told_ways: {type: list, default: ["4"], note: "ways of leaving that the hospital names itself: against advice; counted and shown"}
message: "group {group_code}: {low} of {stays} stays cost less than {low_ratio} of the standard ({share_percent}%; {peers} peers {peers_percent}%){deep_text}{excuse}"
evidence: {excuse: {encounter: excuse_encounter_ids}}
message_zh: "病组 {group_code}：{stays} 例中 {low} 例费用低于支付标准的 {low_ratio} 倍（{share_percent}%，同级 {peers} 家机构为 {peers_percent}%）{deep_text_zh}{excuse_zh}"
innocent_when:
  - a hospital that works more cheaply than its peers
  - part of the costs was charged elsewhere and not delivered
innocent_when_zh:
  - 机构成本控制明显优于同级
  - 部分费用在院外发生或未上传
verify_by:
  - draw charts of the cheap stays; was there a reason to admit, and does the diagnosis hold
  - charges moved to outpatients or to the patient in the same days
verify_by_zh:
  - 抽查低倍率病历，核实入院指征与主诊断
  - 核查同期门诊、自费转嫁
tolerates: [provider, person, person.died_on, grouping.version, grouping.adrg_code, grouping.is_special_case, group_weight, group_rate, provider.specialty, provider.region_code, encounter.insurance, encounter.is_newborn, encounter.discharge_way, encounter.is_planned_readmission, encounter.department]
judged: select count(*) from derived.grouped_stay where standard_amount > 0
source: [rule catalogue drg_low_ratio]
note: "The amount is unknown unless the region takes the surplus back: cheap stays are usually paid at cost, or the surplus is the hospital's by right."
note_zh: 统筹地区不收回结余的，金额未知：低费用病例通常据实支付，或结余归医院（结余留用）。
--- */
with
judged_stay as (
    select
        encounter_id, provider_id, coalesce(provider_level, 0) as provider_level, method, version, group_code,
        discharged_on, total_amount, fund_amount, standard_amount,
        cast(extract(year from discharged_on) as integer) as year,
        total_amount < $low_ratio * standard_amount as is_low,
        total_amount < $deep_ratio * standard_amount as is_deep,
        coalesce(list_contains($told_ways, stay.discharge_way), false) as is_told,
        coalesce(list_contains($sent_ways, stay.discharge_way), false) as is_sent
    from derived.grouped_stay as stay
    -- a transfer that other records show
    anti join derived.shown_departure as departure
        on
            stay.encounter_id = departure.encounter_id
            and coalesce(list_contains($sent_ways, stay.discharge_way), false)
    -- a part of a treatment costs a part
    anti join derived.stay_part as part on stay.encounter_id = part.encounter_id
    where
        standard_amount > 0
        and total_amount is not null
        and length_days >= $least_days
        and not coalesce(list_contains($excused_ways, stay.discharge_way), false)
),

by_provider as (
    select
        provider_id, provider_level, method, version, group_code, year,
        count(*) as stays,
        count(*) filter (where is_low) as low,
        count(*) filter (where is_deep) as deep,
        count(*) filter (where is_low and is_told) as told,
        count(*) filter (where is_low and is_sent) as sent,
        list(encounter_id) filter (where is_low and (is_told or is_sent)) as excuse_encounter_ids,
        -- never more than the fund paid for the stay
        sum(
            case
                when $surplus_is_owed = 1
                    then greatest(least(standard_amount - total_amount, coalesce(fund_amount, standard_amount - total_amount)), 0)
            end
        ) filter (where is_low) as amount_at_risk,
        list(encounter_id) filter (where is_low) as encounter_ids,
        min(discharged_on) as occurred_from,
        max(discharged_on) as occurred_to
    from judged_stay
    group by provider_id, provider_level, method, version, group_code, year
),

-- standards that most stays fall short of are wrongly delivered, or points
edition as (
    select method, coalesce(version, '') as version, count(*) filter (where is_low) * 1.0 / count(*) as low_share
    from judged_stay
    group by method, coalesce(version, '')
),

compared as (
    select
        method, coalesce(version, '') as version, deep * 1.0 / stays as deep_share,
        provider_id, group_code, year, stays, low, deep, told, sent, excuse_encounter_ids, amount_at_risk, encounter_ids,
        occurred_from, occurred_to,
        low * 1.0 / stays as own_share,
        (count(*) over peers_of) - 1 as peers,
        (sum(stays) over peers_of) - stays as peers_stays,
        -- the peers without the provider itself
        ((sum(low) over peers_of) - low) * 1.0 / nullif((sum(stays) over peers_of) - stays, 0) as peers_share
    from by_provider
    window peers_of as (partition by provider_level, method, version, group_code, year)
)

select
    compared.provider_id as subject_id, compared.provider_id, group_code, year, stays, low,
    cast(round(own_share * 100, 1) as decimal(5, 1)) as share_percent,
    cast(round(peers_share * 100, 1) as decimal(5, 1)) as peers_percent,
    peers,
    cast(amount_at_risk as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    -- what tells where the peers do the same
    case
        when deep_share >= $least_share
            then concat('; ', cast(deep as varchar), ' of all below ', cast(cast(round($deep_ratio * 100) as integer) as varchar), '% of it')
        else ''
    end as deep_text,
    case
        when deep_share >= $least_share
            then concat('；其中 ', cast(deep as varchar), ' 例不足支付标准的 ', cast(cast(round($deep_ratio * 100) as integer) as varchar), '%')
        else ''
    end as deep_text_zh,
    concat(
        case when told > 0 then '; ' || cast(told as varchar) || ' of them left against advice by the hospital''s own word' else '' end,
        case when sent > 0 then '; ' || cast(sent as varchar) || ' of them sent on, which no other record shows' else '' end
    ) as excuse,
    concat(
        case when told > 0 then '；其中 ' || cast(told as varchar) || ' 例机构填报自动离院' else '' end,
        case when sent > 0 then '；其中 ' || cast(sent as varchar) || ' 例机构填报转院，其他记录未见印证' else '' end
    ) as excuse_zh,
    coalesce(excuse_encounter_ids, cast([] as varchar[])) as excuse_encounter_ids,
    encounter_ids, occurred_from, occurred_to
from compared
inner join edition on compared.method = edition.method and compared.version = edition.version
where
    stays >= $least_stays
    and peers_stays >= $least_stays
    and own_share >= $least_share
    and (
        own_share - peers_share >= $least_excess
        -- where most stays of the peers are cheap, half of the rest, if that is enough to tell
        or (
            own_share > peers_share
            and 2 * (1 - own_share) <= 1 - peers_share
            and peers_share > 1 - 2 * $least_excess
            and round(stays * (1 - peers_share), 6) >= $least_rest
        )
        -- what all do is no excuse where it is far from what the standard pays for
        or (deep_share >= $least_share and edition.low_share <= $most_low)
    )
