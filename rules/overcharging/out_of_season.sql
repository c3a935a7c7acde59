/* ---
title: Heating charged in summer, cooling in winter
title_zh: 非采暖期收取取暖费、冬季收取降温费
official: none
version: 5
status: stable
certainty: suspect
subject: encounter
scope: encounter
basis: [条例38(三), 条例15]
parameters:
  heating: {type: string, default: "(取暖|采暖|供暖|暖气)", note: pattern of item names}
  warm_months: {type: list, default: ["5", "6", "7", "8", "9"], note: "months in which wards are not heated but in the coldest regions; a bureau widens the list to its own heating period"}
  cold_regions: {type: string, default: "^(1507|2327|513[23]|54|6230|632[2-8]|6543)", note: "a proposal; divisions of the high plateau and the far north, which heat through May and from September"}
  cold_months: {type: list, default: ["5", "9"], note: months in which those heat too}
  late_days: {type: integer, default: 45, min: 15, max: 120, step: 15, unit: days, note: "a proposal; so late may the heating of a stay from the cold be written"}
  cooling: {type: string, default: "(降温|冷气|制冷|夏季空调)", note: "pattern of item names; a bare fee for the air conditioning may be for warmth"}
  fever: {type: string, default: "物理|药物|冰|酒精|乙醇|温水|擦浴|毯|仪|贴|帽|低温|体表|血管|头部|体温|高热|退热", note: "names of what cools a feverish body, at any time of the year"}
  winter_months: {type: list, default: ["12", "1", "2"], note: months in which wards are not cooled but in the far south}
  warm_regions: {type: string, default: "^46", note: "a proposal; divisions of the tropical south, which cool all the year"}
message: "{item_name} on {days} days from {occurred_from} to {occurred_to}"
message_zh: "{occurred_from} 至 {occurred_to} 有 {days} 天收取 {item_name}"
innocent_when:
  - the item stands in the bill for another fee of the ward, as cooling, under an old code
  - a bill of winter that was written in May
innocent_when_zh:
  - 院内以该编码收取降温等其他费用
  - 冬季费用补记
verify_by:
  - the heating period of the place and the price notice
verify_by_zh:
  - 核对当地采暖期规定和收费公示
tolerates: [provider, provider.region_code, encounter.started_at, encounter.ended_at, claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id]
judged: select count(distinct encounter_id) from derived.claim_charge
source: ["published reports of inspections"]
note: The high plateau and the far north heat through May and from September and are judged by June to August only. Of a stay that began in a month of heating only what stands so long after its beginning and after April is found, since its charges may be written late, and nothing of the bill of its last day.
note_zh: 高原和极寒地区 5 月、9 月仍采暖，只看 6 至 8 月。入院时仍在采暖期的，费用可能为补记，只看入院及四月底之后较久的明细，出院当日汇总记账的不计。
--- */
with
-- an item named after both is right the whole year
seasonal as (
    select item_name, regexp_matches(min(item_name), $cooling) as is_cooling
    from derived.charged_item
    where not regexp_matches(item_name, $fever)
    group by item_name
    having regexp_matches(min(item_name), $heating) <> regexp_matches(min(item_name), $cooling)
)

select
    line.encounter_id as subject_id,
    min(line.provider_id) as provider_id,
    min(line.person_id) as person_id,
    min(line.item_name) as item_name,
    count(distinct line.charged_on) as days,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    [line.encounter_id] as encounter_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from derived.net_line_scan as line
inner join seasonal on line.item_name = seasonal.item_name
left join encounter on line.encounter_id = encounter.encounter_id
left join provider on line.provider_id = provider.provider_id
where
    line.covered_amount > 0
    and case
        when seasonal.is_cooling
            then list_contains($winter_months, cast(month(line.charged_on) as varchar))
                and list_contains($winter_months, cast(month(coalesce(encounter.started_at, line.charged_at)) as varchar))
                and not coalesce(regexp_matches(provider.region_code, $warm_regions), false)
        else list_contains($warm_months, cast(month(line.charged_on) as varchar))
            and (
                list_contains($warm_months, cast(month(coalesce(encounter.started_at, line.charged_at)) as varchar))
                -- a stay from the cold on: not what may be written late, nor the bill that is written at its end
                or (
                    date_diff('day', cast(encounter.started_at as date), line.charged_on) >= $late_days
                    and date_diff('day', make_date(year(line.charged_on), 5, 1), line.charged_on) >= $late_days
                    and line.quantity <= $late_days
                    and coalesce(line.charged_on < cast(encounter.ended_at as date), true)
                )
            )
            and not coalesce(
                list_contains($cold_months, cast(month(line.charged_on) as varchar))
                and regexp_matches(provider.region_code, $cold_regions),
                false
            )
    end
group by line.encounter_id
