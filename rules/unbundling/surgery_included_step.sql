/* ---
title: Step charged beside the operation that contains it
title_zh: 手术内涵步骤重复收费
official: GZ10000102012000
version: 7
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
tolerates: [encounter, claim, procedure, claim_line.local_item_name, diagnosis, diagnosis.code, diagnosis.encounter_id, encounter.main_diagnosis]
parameters:
  rescue: {type: string, default: "(呼吸机|辅助呼吸|辅助通气|重症监护|抢救|心肺复苏)", note: signs that a tube or a scope may belong to a rescue outside the theatre}
  several_children: {type: string, default: "^(O30|O84|Z37[.]?[2-7]|Z38[.]?[3-8])", note: diagnoses of more than one child}
  birth: {type: string, default: "接生|阴道.{0,4}分娩", note: names of a birth through the pelvis}
  wounded: {type: string, default: "^(S|T0|T1[0-4]|V|W|X|Y0)", note: diagnoses of wounds and of how they came about}
  wound: {type: string, default: "清创", note: names of the cleaning of a wound}
  days_together: {type: integer, default: 3, min: 2, max: 31, step: 1, unit: days of the stay, note: "a proposal; once or twice two services of a day may lie hours apart where nothing tells the hour"}
  tube: {type: string, default: "^(插胃管|置胃管|胃管置入)", note: names of the tube through which a stomach is washed}
  lying: {type: string, default: "^留置导尿", note: what goes on by the day and not for the one treatment}
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收 {item_name}（{reason}）"
innocent_when:
  - a catheter that lay on the day before or after too, without the treatment that contains one (left out)
  - the step belongs to another operation of the day, another vessel, joint or side
  - twins of whom the first was born and the second cut out (left out where a diagnosis tells)
  - a wound cleaned beside the tooth that broke with it (left out where a diagnosis tells)
  - the two were done in two sessions within four hours, or on one day where the hour is not known
  - the bill was booked at its end and the step was done on another day of the stay, without an entry among the operations
innocent_when_zh:
  - 导尿管前一日或后一日也在留置、当日无该项治疗的（已排除）
  - 该步骤属于当日另一台手术、另一血管、关节或侧别
  - 双胎先顺产、后剖宫产（按诊断识别，已排除）
  - 外伤清创同时拔除折断的牙（按外伤诊断识别，已排除）
  - 四小时内（无时刻的为当日）分两次进行
  - 出院时集中记账，该步骤实为住院期间另一日单独进行而手术清单未列
verify_by:
  - the operation record, step by step against the content of the price item
verify_by_zh:
  - 对照价格项目内涵逐步核对手术记录
evidence: {kept: {claim_line: kept_line_id}}
source: ["2025-hospital 11-54", "2025-hospital 77-94", "2025-hospital 139-143", "2025-hospital 180-183"]
note: >-
  Reads the rows of problem_pair on operations, interventions, treatment, dentistry and other imaging. A step on the
  other side of the body or at another joint is another service, and so is one charged more than four
  hours away. Of two monitorings by the hour only the hours that both share are at risk. Suspect, since
  some rows hold only for one vessel.
note_zh: 读取 problem_pair 中手术、介入、治疗、口腔及其他影像类条目。对侧或另一关节的步骤视为另一项服务，相隔四小时以上的亦同。两种按小时的监测，只计重叠的小时数。每日一次集中记账的机构，多日均同收且从未单独收取的，视为同一项服务；月末或出院时集中记账的，两项次数之多已无法错开日期的同样列出。部分条目只适用于同一血管，故为疑似。
--- */
with
-- days with operations that began hours apart: the patient went to theatre twice
two_sessions as (
    select encounter_id, cast(started_at as date) as operated_on
    from procedure
    group by encounter_id, cast(started_at as date)
    having max(started_at) >= min(started_at) + interval 4 hour
),

-- operations of a stay that began hours or days apart
several_sessions as (
    select encounter_id
    from procedure
    group by encounter_id
    having max(started_at) >= min(started_at) + interval 4 hour
),

-- a tube or a scope of the rescue is no step of the operation
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

-- catheters that lay on the day before or after too, when nothing was done that contains one
lay_on as (
    select distinct pair.claim_line_id
    from derived.listed_pair as pair
    inner join derived.net_claim_line as line
        on
            pair.encounter_id = line.encounter_id
            and pair.item_code = line.item_code
            and line.charged_on in (pair.charged_on - 1, pair.charged_on + 1)
    left join derived.listed_pair as contained on line.claim_line_id = contained.claim_line_id
    where regexp_matches(pair.item_name, $lying) and contained.claim_line_id is null
    union
    -- or for the days of an order that was booked whole on its first
    select pair.claim_line_id
    from derived.listed_pair as pair
    inner join derived.net_claim_line as line on pair.claim_line_id = line.claim_line_id
    where regexp_matches(pair.item_name, $lying) and line.quantity >= 2
),

-- what a diagnosis explains: of two children one may be born and one cut out, and a wound is cleaned whatever else is done
explained as (
    select
        stated.encounter_id,
        bool_or(regexp_matches(stated.code, $several_children)) as has_several_children,
        bool_or(regexp_matches(stated.code, $wounded)) as is_wounded
    from (
        select encounter_id, code from diagnosis
        union all
        select encounter_id, main_diagnosis as code from encounter
    ) as stated
    where stated.encounter_id in (select pair.encounter_id from derived.listed_pair as pair) -- gate: equivalent, bounds work
    group by stated.encounter_id
),

-- charged at all on a day without the other
alone as (
    select distinct line.encounter_id, line.item_code
    from derived.net_claim_line as line
    left join derived.listed_pair as pair on line.claim_line_id = pair.claim_line_id
    where
        line.encounter_id in (select beside.encounter_id from derived.listed_pair as beside) -- gate: equivalent, bounds work
        and pair.claim_line_id is null
),

-- of a house that books once a day: the two stand together on one day after another, and the one never without the other
together as (
    select pair.encounter_id, pair.item_code
    from derived.listed_pair as pair
    anti join alone on pair.encounter_id = alone.encounter_id and pair.item_code = alone.item_code
    where pair.tells_day
    group by pair.encounter_id, pair.item_code
    having count(distinct pair.charged_on) >= $days_together
),

-- how much of each there is in the stay
total as (
    select encounter_id, item_code, sum(quantity) as quantity
    from derived.net_claim_line
    where encounter_id in (select pair.encounter_id from derived.listed_pair as pair) -- gate: equivalent, bounds work
    group by encounter_id, item_code
),

-- booked together at the end, each as good as daily: even twice a day the one finds no room on the days without the other
no_room as (
    select distinct pair.claim_line_id
    from derived.listed_pair as pair
    inner join derived.net_claim_line as containing on pair.containing_line_id = containing.claim_line_id
    inner join derived.stay as stay on pair.encounter_id = stay.encounter_id
    inner join total on pair.encounter_id = total.encounter_id and pair.item_code = total.item_code
    inner join total as other
        on containing.encounter_id = other.encounter_id and containing.item_code = other.item_code
    where
        pair.scheme = 'treatment'
        and not pair.tells_day
        and total.quantity <= stay.length_days + 1
        and other.quantity <= stay.length_days + 1
        and other.quantity > 2 * (stay.length_days + 1 - total.quantity)
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
    left join two_sessions
        on pair.encounter_id = two_sessions.encounter_id and pair.charged_on = two_sessions.operated_on
    left join several_sessions on pair.encounter_id = several_sessions.encounter_id
    left join rescued on pair.encounter_id = rescued.encounter_id
    left join charged_often
        on pair.encounter_id = charged_often.encounter_id and pair.item_code = charged_often.item_code
    left join explained on pair.encounter_id = explained.encounter_id
    left join together on pair.encounter_id = together.encounter_id and pair.item_code = together.item_code
    anti join lay_on on pair.claim_line_id = lay_on.claim_line_id
    where
        not (coalesce(explained.has_several_children, false) and regexp_matches(pair.item_name, $birth))
        and not (coalesce(explained.is_wounded, false) and regexp_matches(pair.item_name, $wound))
        and pair.scheme in ('surgery_step', 'cardiac', 'treatment', 'dental', 'imaging_other')
        and pair.covered_amount > 0
        and (
            -- booked when the bill was closed: step and operation are each the only one of the stay
            (
                not pair.tells_hour
                and not pair.tells_day
                and several_sessions.encounter_id is null
                and rescued.encounter_id is null
                and charged_often.encounter_id is null
                and pair.containing_quantity = 1
                and (pair.scheme = 'surgery_step' or regexp_matches(pair.item_name, '(术|造影|电生理|减影.*引导)'))
            )
            or pair.is_same_session
            or pair.is_of_the_stay
            or (not pair.tells_hour and together.encounter_id is not null)
            -- of what is charged by the hour nothing is shared here, and nothing at risk
            or (pair.doubled_amount > 0 and pair.claim_line_id in (select no_room.claim_line_id from no_room))
            -- where only the day is known, one visit to theatre a day; monitoring and plates are repeated
            or (
                not pair.tells_hour
                and pair.tells_day
                and two_sessions.operated_on is null
                and (
                    pair.scheme = 'surgery_step'
                    or regexp_matches(pair.item_name, '(术|造影|电生理|减影.*引导)')
                    -- the one tube of the day on which the stomach was washed once
                    or (regexp_matches(pair.item_name, $tube) and pair.quantity <= 1 and pair.containing_quantity = 1)
                )
            )
        )
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
