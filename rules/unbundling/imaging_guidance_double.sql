/* ---
title: Imaging guidance and the examination by the same method charged both
title_zh: 引导费与同类检查费并收
official: GZ10000102012000
version: 7
status: stable
certainty: definite
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
unmoved_by:
  home_bed: "a step contained in a service is contained in it at home"
  newborn_on_mothers_card: "a guidance holds its picture, whoever is looked at"
  post_at_settlement: "of a visit, what is paid together was done together; what a stay booked at its end is suspect"
tolerates: [encounter, claim, claim_line.local_item_name]
parameters:
  same_act: {type: integer, default: 30, min: 5, max: 240, step: 5, unit: minutes between guidance and examination,
             note: "proposal; further apart, up to four hours, or without hours, the finding is suspect"}
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收 {item_name}（{reason}）"
innocent_when:
  - an examination for diagnosis, with a report of its own, came first (suspect when charged more than half an hour away)
  - the scan was of another region than the puncture (suspect where only one of the two names a region)
  - the report was of another examination of the day (suspect where one was charged)
  - a second region was examined, which no name tells (suspect where more examinations than guidances were charged)
innocent_when_zh:
  - 先行独立诊断检查并出具报告（相隔半小时以上的只列可疑）
  - 检查与引导不在同一部位（仅一方注明部位的只列可疑）
  - 图文报告属于当日另一项检查（当日另有检查收费的只列可疑）
  - 另有部位接受检查而名称未注明（检查次数多于引导次数的只列可疑）
verify_by:
  - the two reports and the time between them
verify_by_zh:
  - 核对两份报告及其时间差
evidence: {kept: {claim_line: kept_line_id}}
source: ["2025-hospital 96-99", "2024 影像-13"]
note: >-
  The examination is at risk, not the guidance, and only where the two are charged within four hours
  or on one visit. Another region than that of the guidance is another examination. Suspect before the
  year of the list.
note_zh: 列为疑点的是检查，不是引导；且限两者四小时内收取或在同一次门诊。与引导部位不同的检查另当别论。清单发布年度之前的为疑似。
--- */
with
-- one row per line at risk, however many rows of the lists name it
contained as (
    select
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name,
        max(doubled_amount) as doubled_amount,
        max(quantity) as quantity,
        max(containing_quantity) as containing_quantity,
        min(containing_name) as containing_name,
        arg_min(containing_line_id, (containing_name, containing_line_id, coalesce(note, '')))
            as kept_line_id,
        arg_min(note, (containing_name, containing_line_id, coalesce(note, ''))) as reason,
        min(
            case
                when
                    minutes_apart <= $same_act
                    -- a head scanned beside a puncture of the lung is another examination
                    and tells_one_place
                    and coalesce(certainty, 'definite') = 'definite'
                    and coalesce(try_cast(substr(list_edition, 1, 4) as integer), 0) <= year(charged_on)
                    then 0
                else 1
            end
        ) as is_open_question
    from derived.listed_pair
    where
        scheme = 'imaging_guidance'
        -- an examination hours before or after has a report of its own
        and is_same_session
        and covered_amount > 0
    group by
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name
),

-- on the day of leaving a ward books what it had forgotten, of whatever day
leaving_day as (
    select encounter_id, cast(ended_at as date) as left_on
    from encounter
    where class = 'inpatient' and cast(ended_at as date) > cast(started_at as date)
),

-- another picture of the day, that the guidance does not hold: the report may be of that one
other_picture as (
    select distinct line.encounter_id, line.charged_on
    from derived.net_line_scan as line
    semi join contained -- gate: equivalent, bounds work
        on line.encounter_id = contained.encounter_id -- gate: equivalent, bounds work
    anti join contained as doubled on line.claim_line_id = doubled.claim_line_id
    where
        line.category = 'examination'
        and not regexp_matches(coalesce(line.item_name, ''), '引导|报告')
)

select
    contained.encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    item_code, contained.charged_on,
    min(item_name) as item_name,
    min(containing_name) as containing_name,
    -- of the containing item that is named
    arg_min(kept_line_id, (containing_name, kept_line_id)) as kept_line_id,
    arg_min(reason, (containing_name, kept_line_id)) as reason,
    cast(sum(doubled_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    case
        when max(is_open_question) = 1 or max(leaving_day.encounter_id) is not null or sum(quantity) > max(containing_quantity) or bool_or(regexp_matches(item_name, '报告') and other_picture.encounter_id is not null)
            then 'suspect'
    end as certainty,
    [contained.encounter_id] as encounter_ids,
    contained.charged_on as occurred_from,
    contained.charged_on as occurred_to
from contained
left join other_picture
    on contained.encounter_id = other_picture.encounter_id and contained.charged_on = other_picture.charged_on
left join leaving_day
    on contained.encounter_id = leaving_day.encounter_id and contained.charged_on >= leaving_day.left_on
group by contained.encounter_id, item_code, contained.charged_on
