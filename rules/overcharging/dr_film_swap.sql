/* ---
title: More films charged than the examinations of the day can use
title_zh: 影像胶片收费超过拍摄部位所需
official: [GZ10000303003000, GZ10000102014000]
version: 7
status: stable
certainty: suspect
subject: encounter
identity: [charged_on]
scope: person
evidence: {context: {claim_line: examination_line_ids}}
basis: [条例38(三), 条例38(四), 典型问题清单(2025)]
parameters:
  films_per_site: {type: integer, default: 2, min: 1, max: 10, step: 1, unit: films for each site examined,
                   note: proposal of the catalogue}
  film: {type: string, default: "胶片", note: pattern of item names that are a film}
  no_picture: {type: list, default: [laboratory, western_drug, patent_tcm, herbal_piece, consumable], note: "categories of what is no picture though its name may share letters with one, as CRP and 硝苯地平片 do"}
  imaging: {type: string, default: "摄影|摄片|胸片|平片|DR|CR|CT|计算机体层|磁共振|MR|造影|血管成像|三维重建|钼靶|骨密度|全景|曲面|断层|牙片|根尖片|显像|显象|X线", note: pattern of item names that may need films}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
tolerates: [claim, encounter]
message: "{films} films charged from {charged_on} for {sites} sites examined"
message_zh: "{charged_on} 起收取胶片 {films} 张，本次就诊检查 {sites} 个部位"
innocent_when:
  - one site was taken in many positions, or a series needs several films
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 同一部位多体位拍摄或序列较多
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the films handed out and the stock book of films
verify_by_zh:
  - 核对发放胶片数量和胶片出入库
source: ["2025-hospital 79", "2024 影像-2"]
note: >-
  Films beyond so many for each site examined in the encounter are at risk, pro rata; the days on which
  films and examinations were booked may differ. The day is the first with films. What the fund did not
  cover is left out, of the films and not of the sites.
note_zh: 超过该次就诊检查部位所需张数的胶片列为疑点，按比例分摊；胶片与检查的记账日期可以不同。发生日期取首个有胶片收费的日子。未列入医保范围的胶片不计，部位照计。
--- */
with
-- items that are films or may need them
item as (
    select
        item_name,
        case when regexp_matches(item_name, $film) then 1 else 0 end as is_film
    from (select distinct item_name from derived.charged_item) as name
    where regexp_matches(item_name, $film) or regexp_matches(upper(item_name), $imaging)
),

-- one row per encounter with films, with the sites examined in it
filmed as (
    select
        line.encounter_id,
        min(line.person_id) as person_id,
        min(line.provider_id) as provider_id,
        min(line.charged_on) filter (where item.is_film = 1 and line.covered_amount > 0) as charged_on,
        sum(line.quantity) filter (where item.is_film = 1 and line.covered_amount > 0) as films,
        sum(case when item.is_film = 1 then line.covered_amount else 0 end) as film_amount,
        list(line.claim_line_id) filter (where item.is_film = 1 and line.covered_amount > 0) as claim_line_ids,
        coalesce(sum(ceil(line.quantity)) filter (where item.is_film = 0), 0) as sites,
        coalesce(
            list(line.claim_line_id) filter (where item.is_film = 0), cast([] as varchar[])
        ) as examination_line_ids
    from derived.net_line_scan as line
    inner join item on line.item_name = item.item_name
    where item.is_film = 1 or not coalesce(list_contains($no_picture, line.category), false)
    group by line.encounter_id
),

-- steps of one visit may be paid under numbers of their own: other visits to the house that day
neighbour as (
    select filmed.encounter_id, other.encounter_id as other_id
    from filmed
    inner join encounter as own on filmed.encounter_id = own.encounter_id
    inner join encounter as other
        on
            own.person_id = other.person_id
            and own.provider_id = other.provider_id
            and own.encounter_id <> other.encounter_id
            and cast(own.started_at as date) = cast(other.started_at as date)
    where
        filmed.films > filmed.sites * $films_per_site -- gate: equivalent, bounds work
        and own.class <> 'inpatient'
        and other.class <> 'inpatient'
),

-- what was examined there
beside as (
    select
        neighbour.encounter_id,
        coalesce(sum(case when item.is_film = 0 then ceil(line.quantity) else 0 end), 0) * $films_per_site
        - coalesce(sum(case when item.is_film = 1 then line.quantity else 0 end), 0) as spare_films
    from neighbour
    inner join derived.net_claim_line as line on neighbour.other_id = line.encounter_id
    inner join item on line.item_name = item.item_name
    where item.is_film = 1 or not coalesce(list_contains($no_picture, line.category), false)
    group by neighbour.encounter_id
),

judged as (
    select
        filmed.encounter_id, filmed.provider_id, filmed.person_id, filmed.charged_on, filmed.films, filmed.sites,
        filmed.film_amount, filmed.claim_line_ids, filmed.examination_line_ids,
        filmed.sites * $films_per_site + greatest(coalesce(beside.spare_films, 0), 0) as allowed
    from filmed
    left join beside on filmed.encounter_id = beside.encounter_id
    -- what was not delivered may be the examinations
    anti join derived.undelivered_charge as undelivered
        on filmed.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
        -- nor is it known what a line without a name is
        anti join derived.nameless_charge as nameless
            on filmed.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
)

select
    encounter_id as subject_id, provider_id, person_id, charged_on, films, sites,
    cast(round(film_amount * (films - allowed) / films, 2) as decimal(18, 2)) as amount_at_risk,
    claim_line_ids, examination_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from judged
where films > allowed
