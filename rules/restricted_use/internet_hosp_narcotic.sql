/* ---
title: Narcotic or psychotropic drug prescribed in an online consultation
title_zh: 互联网诊疗开具麻醉、精神药品
official: 2025-47
version: 6
status: stable
certainty: definite
subject: encounter
identity: [item_code]
scope: encounter
basis: [条例15, 条例38(二), 条例38(六), 两库]
parameters:
  known_from: {type: string, default: "2025-01-01", note: "first day of the edition that the lists were read against; a limit without a first day of its own finds suspects only before it"}
  online_visit_types:
    {type: list, default: ["110104"],
     note: "proposal; codes of visit that a region uses for online consultations; departments and providers named so are found without"}
  controlled: {type: string, default: "艾司唑仑|阿普唑仑|劳拉西泮|地西泮|氯硝西泮|硝西泮|奥沙西泮|咪达唑仑|三唑仑|唑吡坦|佐匹克隆|扎来普隆|苯巴比妥|司可巴比妥|曲马多|喷他佐辛|布托啡诺|地佐辛|丁丙诺啡|哌甲酯|吗啡|芬太尼|哌替啶|羟考酮|美沙酮|可待因|氯胺酮", note: "names of narcotics and psychotropics under codes that the list does not hold; found as suspects"}
unmoved_by:
  cut_the_hour: "the ban is of the way of the visit"
  post_later: "the ban is of the way of the visit"
  home_bed: "an online visit has no bed"
  newborn_on_mothers_card: "the ban is of the drug, whoever takes it"
  sell_by_unit: "the ban is of the drug, however little was charged"
message: "{item_name} prescribed {place}"
message_zh: "{place_zh}开具 {item_name}"
innocent_when:
  - the visit was on site and only its kind was transmitted wrongly (suspect where something was done on site)
  - the region tries psychotropics of the second kind online
innocent_when_zh:
  - 实为线下就诊，就医类别上传错误（同次有现场检查治疗者仅列可疑）
  - 当地试点互联网开具第二类精神药品
verify_by:
  - the platform on which the prescription travelled
verify_by_zh:
  - 查处方流转平台
tolerates: [provider, encounter.department, claim_line.department, claim_line.item_name]
source: [national knowledge batch 10, rule catalogue internet_hosp_narcotic]
--- */
with
-- a row of the list that stands twice counts once
listed_drug as (
    select item_code, valid_from, valid_to, min(item_name) as item_name, false as is_by_name
    from drug_not_online
    where doubt is null
    group by item_code, valid_from, valid_to
    union all
    select
        item.item_code, cast(null as date) as valid_from, cast(null as date) as valid_to,
        min(item.item_name) as item_name, true as is_by_name
    from derived.charged_item as item
    anti join drug_not_online as known on item.item_code = known.item_code
    where
        item.category = 'western_drug'
        and regexp_matches(item.item_name, $controlled) -- gate: equivalent, bounds work: the line is asked too
    group by item.item_code
),

prescribed as (
    select
        line.claim_line_id, line.encounter_id, line.provider_id, line.person_id, line.item_code,
        coalesce(line.item_name, listed.item_name, line.item_code) as item_name,
        line.charged_on, line.covered_amount, listed.valid_from, listed.is_by_name,
        list_contains($online_visit_types, encounter.visit_type)
        or regexp_matches(concat_ws(' ', encounter.department, line.department), '互联网|云门诊|网络门诊|网上|线上|在线($|[^血透滤监])|远程门诊|远程复诊|视频(问|门诊|诊|复诊|就诊|医生)')
            as is_online
    from derived.net_line_scan as line
    inner join listed_drug as listed on line.item_code = listed.item_code
    inner join encounter on line.encounter_id = encounter.encounter_id
    left join provider on line.provider_id = provider.provider_id
    where
        line.charged_on >= coalesce(listed.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(listed.valid_to, date '2200-01-01')
        and (
            list_contains($online_visit_types, encounter.visit_type)
            or regexp_matches(concat_ws(' ', encounter.department, line.department, provider.name), '互联网|云门诊|网络门诊|网上|线上|在线($|[^血透滤监])|远程门诊|远程复诊|视频(问|门诊|诊|复诊|就诊|医生)')
        )
        and encounter.class <> 'inpatient'
        and (not listed.is_by_name or regexp_matches(line.item_name, $controlled))
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    -- of two editions that are both in force the dated one holds, and the line counts once
    qualify row_number() over (partition by line.claim_line_id order by listed.valid_from desc nulls last) = 1
),

-- something that only a person who is there can be given
on_site as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    semi join prescribed -- gate: equivalent, bounds work
        on line.encounter_id = prescribed.encounter_id -- gate: equivalent, bounds work
    where coalesce(line.category in ('examination', 'laboratory', 'treatment', 'surgery', 'nursing', 'bed'), false)
)

select
    line.encounter_id as subject_id,
    line.provider_id,
    line.person_id,
    line.item_code,
    min(line.item_name) as item_name,
    case when bool_or(line.is_online) then 'in an online consultation' else 'at an internet hospital' end as place,
    case when bool_or(line.is_online) then '互联网诊疗' else '互联网医院' end as place_zh,
    case
        when max(on_site.encounter_id) is not null then 'suspect'
        when bool_or(line.is_by_name) then 'suspect'
        when bool_or(line.valid_from is null and line.charged_on < cast($known_from as date)) then 'suspect'
        -- an internet hospital is often the second name of one with wards
        when not bool_or(line.is_online) then 'suspect'
    end as certainty,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    [line.encounter_id] as encounter_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from prescribed as line
left join on_site on line.encounter_id = on_site.encounter_id
group by line.encounter_id, line.provider_id, line.person_id, line.item_code
