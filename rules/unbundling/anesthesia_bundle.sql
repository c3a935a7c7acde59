/* ---
title: Step or monitoring charged beside the anaesthesia that contains it
title_zh: 麻醉内涵项目重复收费
official: GZ10000102012000
version: 7
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
tolerates: [encounter, claim, procedure, claim_line.local_item_name]
parameters:
  rescue: {type: string, default: "(呼吸机|辅助呼吸|辅助通气|重症监护|抢救|心肺复苏)", note: signs that a tube may belong to a rescue outside the theatre}
  sedation: {type: string, default: "(监护下|监测下|镇静|内镜|胃镜|肠镜)", note: names of an anaesthetic that is given for a scope}
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收 {item_name}（{reason}）"
innocent_when:
  - a tube placed for rescue within four hours of the anaesthesia, or on its day where the hour is not known
innocent_when_zh:
  - 麻醉前后四小时内（无时刻的为当日）另行抢救插管
verify_by:
  - the anaesthesia sheet
verify_by_zh:
  - 核对麻醉记录单
evidence: {kept: {claim_line: kept_line_id}}
source: ["2025-hospital 157-161"]
note: >-
  Reads the rows of problem_pair on anaesthesia. Monitoring is at risk with the hours that both lines
  share and no more: what follows on the ward is charged under the same items. Many hours written down
  at another moment are those of the day, of which only what does not fit beside the other until midnight
  is shared. Without an hour only what does not fit beside the other into a day is shared. Where the bill was booked at its end, a tube or
  a block is at risk if it and the anaesthesia are each the only one of the stay, the operations of the
  stay tell of one session in theatre, and nothing in it speaks of a rescue.
note_zh: 读取 problem_pair 中麻醉类条目。监测只计与麻醉重叠的小时数：术后在病区的监测以同一项目收费；不在麻醉开始时记账且一次记多小时的，视为当日汇总记账，只计至当日末两者放不下的小时。没有时分的，只计同日内两者相加超过一日的部分。整单在出院时记账的，插管或阻滞须与麻醉均为该次住院唯一一次，手术信息显示只进过一次手术室，且没有抢救迹象，才列为疑点。
--- */
with
-- stays of which the list of operations tells that there was one session in theatre
one_session as (
    select encounter_id
    from procedure
    group by encounter_id
    having coalesce(max(started_at) < min(started_at) + interval 4 hour, count(*) = 1)
),

-- a tube of the rescue is no step of the anaesthesia
rescued as (
    select distinct line.encounter_id
    from derived.net_claim_line as line
    inner join (
        select distinct item_name
        from derived.charged_item
        where regexp_matches(item_name, $rescue)
    ) as sign on line.item_name = sign.item_name
),

-- how often each item was charged in the stay
charged_often as (
    select line.encounter_id, line.item_code
    from derived.net_claim_line as line
    where line.encounter_id in (select pair.encounter_id from derived.listed_pair as pair) -- gate: equivalent, bounds work
    group by line.encounter_id, line.item_code
    having sum(line.quantity) > 1
),

-- one row per line at risk, however many rows of the lists name it
contained as (
    select
        pair.claim_line_id, pair.encounter_id, pair.charged_on, pair.item_code, pair.person_id,
        pair.provider_id, pair.item_name,
        max(pair.doubled_amount) as doubled_amount,
        min(pair.containing_name) as containing_name,
        arg_min(pair.containing_line_id, (pair.containing_name, pair.containing_line_id, coalesce(pair.note, '')))
            as kept_line_id,
        arg_min(pair.note, (pair.containing_name, pair.containing_line_id, coalesce(pair.note, ''))) as reason
    from derived.listed_pair as pair
    left join one_session on pair.encounter_id = one_session.encounter_id
    left join rescued on pair.encounter_id = rescued.encounter_id
    left join charged_often
        on pair.encounter_id = charged_often.encounter_id and pair.item_code = charged_often.item_code
    where
        pair.scheme = 'anaesthesia'
        and (
            pair.is_same_session
            -- a tube or a block is of the anaesthesia where only the day is known; monitoring and suction are not
            or (
                not pair.tells_hour
                and regexp_matches(pair.item_name, '(插管|置管|麻醉)')
                -- a scope under sedation may be another procedure of the day
                and not regexp_matches(pair.item_name, $sedation)
                and (
                    pair.tells_day
                    -- booked when the bill was closed: both are the only ones of the stay
                    or (
                        one_session.encounter_id is not null
                        and rescued.encounter_id is null
                        and charged_often.encounter_id is null
                        and pair.containing_quantity = 1
                    )
                )
            )
        )
        and pair.covered_amount > 0
    group by
        pair.claim_line_id, pair.encounter_id, pair.charged_on, pair.item_code, pair.person_id,
        pair.provider_id, pair.item_name
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    item_code, charged_on,
    min(item_name) as item_name,
    min(containing_name) as containing_name,
    -- of the containing item that is named
    arg_min(kept_line_id, (containing_name, kept_line_id)) as kept_line_id,
    arg_min(reason, (containing_name, kept_line_id)) as reason,
    cast(sum(doubled_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from contained
group by encounter_id, item_code, charged_on
