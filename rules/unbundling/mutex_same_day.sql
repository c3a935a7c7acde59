/* ---
title: Item charged beside the one that contains it on the same day
title_zh: 互斥或内涵项目同日并收
official: GZ10000102012000
version: 9
status: stable
certainty: definite
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 两库]
parameters:
  known_from: {type: string, default: "2025-01-01", note: "first day of the edition that the lists were read against; a limit without a first day of its own finds suspects only before it"}
  session_minutes: {type: integer, default: 240, min: 30, max: 600, step: 30, unit: minutes between the two,
                    note: "proposal; what is charged further apart was done on another occasion"}
  test_minutes: {type: integer, default: 180, min: 30, max: 600, step: 30, unit: minutes from the start of a test,
                 note: "proposal; the samples of a tolerance or stimulation test are taken within it"}
  same_act: {type: integer, default: 60, min: 5, max: 240, step: 5, unit: minutes between the two,
             note: "proposal; further apart the finding is suspect"}
  routine_days: {type: integer, default: 3, min: 2, max: 30, step: 1, unit: other days of the encounter,
                 note: "a proposal; what is measured on as many other days is the patient's profile and no part of a test"}
  part: {type: string, default: "拇指|[示食]指|中指|环指|小指|拇趾|前降支|回旋支|右冠|上睑|下睑|上颌|下颌|上臂|前臂|大腿|小腿|肱骨|[桡尺]骨|股骨|[胫腓]骨|锁骨|跟骨|髌骨|颈椎|腰椎|头皮|面部|背部|臀部|上肢|下肢|手背|足背", note: parts of the body within a side of which each is a place of its own}
  rescue: {type: string, default: "(呼吸机|辅助呼吸|辅助通气|重症监护|抢救|心肺复苏)", note: signs that a tube or a scope may belong to a rescue outside the theatre}
unmoved_by:
  home_bed: "a step contained in a service is contained in it at home"
  post_at_settlement: "of a visit, what is paid together was done together; what a stay booked at its end is suspect"
tolerates:
  - encounter
  - claim
  - procedure
  - claim_line.local_item_name
  - claim_line.item_name
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收其内涵项目 {item_name}"
innocent_when:
  - the two were separate operations at another site that the names do not tell (suspect where either was charged more than once, or the list of operations names both sides)
  - the charge was given back by a refund that the extract does not carry
innocent_when_zh:
  - 名称未注明的不同部位分别操作（任一项目多次收费、或手术清单注明左右两侧的只列可疑）
  - 已办理退费但数据未上传
verify_by:
  - the operation or examination record of the day, how often and at which site each item was done
verify_by_zh:
  - 核对当日手术、检查记录中两个项目的次数、时间和部位
evidence: {kept: {claim_line: kept_line_ids}}
source: [national knowledge batch 7]
note: >-
  Judged within one encounter; the same over two visits of a day is mutex_across_visits. Only within one
  session: charged within four hours (in theatre over midnight too, as suspect), a measurement within the time of the test, or on one outpatient visit.
  Where only the day is known an operation is judged and found suspect, and nothing else; where the bill was
  booked at its end likewise, if either item was charged once, nobody was rescued and the operations of the
  stay began within four hours. The other side
  of the body, another joint, finger or vessel is another service. Of two monitorings by the hour only as many hours are
  at risk as the containing one has. Suspect as well: measurements, bed, nursing and consultation, either
  item charged more than once, more than an hour between the two, a day with two sessions in theatre, and
  a day before the pair was published. A pair that a bureau lists in both directions gives one finding, of
  the cheaper item.
note_zh: 限同一次就诊；同日两次就诊之间由 mutex_across_visits 判断。限同一次诊疗：四小时内收取（手术跨零点的亦同，仅列可疑）、测量在检验时间之内、或同一次门诊。只有日期的，只判手术且为疑似；整单在出院时记账的亦同，且须任一项目只收一次、没有抢救、各手术开始时间在四小时内。对侧肢体、另一关节、手指或血管视为另一项服务。两种按小时的监测，只计包含项的小时数。以下亦为疑似：测量、床位、护理、诊查；任一项目收取多次；两者相隔一小时以上；一日两次进手术室；收费日期早于条目公布。医保局双向列出的项目对合为一条疑点，取价低的一项。
--- */
with
charged_item as (
    select distinct item_code from derived.charged_item
),

-- pairs of which both items are charged at all
pair as (
    select
        item_pair.item_code_a, item_pair.item_code_b, item_pair.valid_from, item_pair.valid_to, item_pair.published_on
    from item_pair
    inner join charged_item as containing
        on item_pair.item_code_a = containing.item_code -- gate: equivalent, bounds work
    inner join charged_item as contained
        on item_pair.item_code_b = contained.item_code -- gate: equivalent, bounds work
    where item_pair.doubt is null
),

paired_item as (
    select item_code_a as item_code from pair
    union
    select item_code_b as item_code from pair
),

containing_encounter as (
    select distinct line.encounter_id
    from claim_line as line
    inner join pair on line.item_code = pair.item_code_a -- gate: equivalent, bounds work
),

-- what contains something, by encounter and what it contains
containing_part as (
    select distinct line.encounter_id, pair.item_code_b as item_code
    from claim_line as line
    inner join pair on line.item_code = pair.item_code_a -- gate: equivalent, bounds work
),

item_beside as (
    select distinct line.encounter_id, line.item_code
    from claim_line as line
    semi join containing_encounter -- gate: equivalent, bounds work
        on line.encounter_id = containing_encounter.encounter_id -- gate: equivalent, bounds work
),

-- encounters with both items of a pair at all: few of many
paired_encounter as (
    select distinct containing_part.encounter_id
    from containing_part
    semi join item_beside -- gate: equivalent, bounds work
        on
            containing_part.encounter_id = item_beside.encounter_id -- gate: equivalent, bounds work
            and containing_part.item_code = item_beside.item_code -- gate: equivalent, bounds work
),

paired_visit as (
    select encounter_id, class, started_at, ended_at, is_newborn
    from encounter
    where encounter_id in (select paired_encounter.encounter_id from paired_encounter) -- gate: equivalent, bounds work
),

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

-- stays whose list of operations names both sides of the body: the bill need not say which was which
both_sides as (
    select encounter_id
    from procedure
    group by encounter_id
    having bool_or(regexp_matches(name, '左|双')) and bool_or(regexp_matches(name, '右|双'))
),

-- a tube or a scope of the rescue is no step of the operation
rescued as (
    select distinct line.encounter_id
    from derived.net_claim_line as line
    -- names of items are few, lines are many
    where
        line.encounter_id in (select paired_encounter.encounter_id from paired_encounter) -- gate: equivalent, bounds work
        and line.item_name in (
            select item.item_name from derived.charged_item as item where regexp_matches(item.item_name, $rescue)
        )
),

-- one row per line of an item that stands in some pair, with what its time and name tell
paired_line as (
    select
        line.claim_line_id, line.encounter_id, line.charged_at, line.charged_on, line.item_code,
        line.person_id, line.provider_id, line.covered_amount,
        date_diff('day', date '2000-01-01', line.charged_on) * 1440 + hour(line.charged_at) * 60 + minute(line.charged_at) as minute_number,
        coalesce(line.item_name, line.item_code) as item_name,
        coalesce(line.category, '') as category,
        coalesce(line.item_name, '') || coalesce(line.local_item_name, '') as names,
        cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399) and posting.charged_at is null as tells_hour,
        -- all charged as the stay ended tells no hour, and two newborns are charged on one number
        coalesce(
            encounter.class = 'inpatient'
            and (
                line.charged_at = encounter.ended_at
                -- on the day of leaving a ward books what it had forgotten, and nobody is operated on
                or (
                    line.charged_on >= cast(encounter.ended_at as date)
                    and cast(encounter.ended_at as date) > cast(encounter.started_at as date)
                )
            ),
            false
        )
        or coalesce(encounter.is_newborn, false)
        or (
            both_sides.encounter_id is not null
            and (line.category = 'surgery' or starts_with(line.item_code, '0033'))
        ) as leaves_doubt,
        coalesce(posting.tells_day, true) and two_sessions.operated_on is null as is_day_of_one_session,
        two_sessions.operated_on is not null as is_day_of_two_sessions,
        -- booked when the bill was closed: one session of the stay, and the item charged once in it
        not coalesce(posting.tells_day, true)
        and several_sessions.encounter_id is null
        and rescued.encounter_id is null
        and sum(line.quantity) over (partition by line.encounter_id, line.item_code) = 1 as is_only_one_of_stay,
        -- an encounter of unknown class that has one moment may be a visit, unless it is that of settlement
        case
            when encounter.class is not null then encounter.class = 'outpatient'
            else cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399) and not coalesce(posting.is_settlement, false)
        end as is_visit,
        sum(line.quantity) over (partition by line.encounter_id, line.charged_on, line.item_code) as quantity_of_day
    from derived.net_claim_line as line
    inner join paired_item on line.item_code = paired_item.item_code
    left join derived.joint_posting as posting
        on
            line.encounter_id = posting.encounter_id
            and line.charged_at = posting.charged_at
            -- that leaves a doubt, see below
            and not posting.is_only_leaving
    left join two_sessions
        on line.encounter_id = two_sessions.encounter_id and line.charged_on = two_sessions.operated_on
    left join several_sessions on line.encounter_id = several_sessions.encounter_id
    left join both_sides on line.encounter_id = both_sides.encounter_id
    left join rescued on line.encounter_id = rescued.encounter_id
    left join paired_visit as encounter on line.encounter_id = encounter.encounter_id
    where line.encounter_id in (select paired_encounter.encounter_id from paired_encounter) -- gate: equivalent, bounds work
),

-- each two lines of a pair on one day
beside as (
    select
        contained.claim_line_id, contained.encounter_id, contained.charged_on, contained.item_code,
        contained.person_id, contained.provider_id, contained.item_name, contained.covered_amount,
        contained.quantity_of_day,
        containing.claim_line_id as containing_line_id,
        containing.item_code as containing_code,
        containing.item_name as containing_name,
        containing.quantity_of_day as containing_quantity,
        contained.tells_hour and containing.tells_hour as tells_hour,
        contained.minute_number - containing.minute_number as minutes_after,
        -- an operation over midnight is of the day on which it began
        least(contained.charged_on, containing.charged_on) as session_on,
        contained.is_visit and containing.is_visit as is_visit,
        (
            (contained.is_day_of_one_session and containing.is_day_of_one_session)
            or (contained.is_only_one_of_stay and containing.is_only_one_of_stay)
        )
        and (contained.category = 'surgery' or starts_with(contained.item_code, '0033')) as is_operation_of_day,
        contained.category = 'laboratory' or regexp_matches(contained.item_name, '测定') as is_measured,
        regexp_matches(contained.item_name, '(监测|监护|辅助呼吸|辅助通气)')
        and regexp_matches(containing.item_name, '(监测|监护|辅助呼吸|辅助通气)')
        and not regexp_matches(containing.item_name, '费$') as is_hourly,
        contained.category in ('bed', 'nursing', 'consultation', 'registration', 'general', 'other')
        or contained.is_day_of_two_sessions
        or contained.leaves_doubt
        or contained.charged_on <> containing.charged_on
        or contained.charged_on < coalesce(pair.valid_from, pair.published_on, cast($known_from as date)) as is_doubtful
    from paired_line as contained
    inner join pair on contained.item_code = pair.item_code_b
    inner join paired_line as containing
        on
            contained.encounter_id = containing.encounter_id
            and pair.item_code_a = containing.item_code
            and (
                contained.charged_on = containing.charged_on
                -- in theatre over midnight
                or (
                    contained.tells_hour
                    and containing.tells_hour
                    and (contained.category = 'surgery' or starts_with(contained.item_code, '0033'))
                    and (containing.category = 'surgery' or starts_with(containing.item_code, '0033'))
                    and abs(contained.minute_number - containing.minute_number) <= $session_minutes
                )
            )
    where
        contained.charged_on >= coalesce(pair.valid_from, date '1900-01-01')
        and contained.charged_on < coalesce(pair.valid_to, date '2200-01-01')
        and contained.covered_amount > 0
        -- a further coronary vessel is charged at a fifth of the price, the same one not at all
        and not (contained.quantity_of_day <= 0.3 and starts_with(contained.item_code, '003205'))
        -- the other side of the body or the other joint is another service
        and coalesce(
            nullif(regexp_extract(contained.names, '左|右'), '') = nullif(regexp_extract(containing.names, '左|右'), ''), true
        )
        and coalesce(
            nullif(regexp_extract(contained.names, '膝|髋|肩|踝|腕|肘'), '')
            = nullif(regexp_extract(containing.names, '膝|髋|肩|踝|腕|肘'), ''), true
        )
        -- nor are another finger, vessel, lid or bone; the bones of one part of a limb are one place
        and coalesce(
            translate(nullif(regexp_extract(contained.names, $part), ''), '臂腿肱桡尺股胫腓', '骨骨上前前大小小')
            = translate(nullif(regexp_extract(containing.names, $part), ''), '臂腿肱桡尺股胫腓', '骨骨上前前大小小'), true
        )
),

-- lines of one session; hours that do not fit beside one another into the day overlap whenever they were
in_session as (
    select
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name, covered_amount,
        quantity_of_day, containing_line_id, containing_code, containing_name, containing_quantity, tells_hour,
        minutes_after, session_on, is_measured, is_hourly, is_doubtful,
        case
            when not is_hourly then null
            when tells_hour and abs(minutes_after) <= $session_minutes then least(containing_quantity, quantity_of_day)
            when containing_quantity <= 24 and quantity_of_day <= 24
                then greatest(containing_quantity + quantity_of_day - 24, 0)
            else 0
        end as shared_hours
    from beside
    where
        case
            when is_hourly
                then (tells_hour and abs(minutes_after) <= $session_minutes)
                    or (containing_quantity <= 24 and quantity_of_day <= 24 and containing_quantity + quantity_of_day > 24)
            when not tells_hour then is_visit or is_operation_of_day
            when is_measured then minutes_after between -60 and $test_minutes
            else abs(minutes_after) <= $session_minutes
        end
),

-- how often the item was charged on each day of the encounter
item_day as (
    select encounter_id, item_code, charged_on, max(quantity_of_day) as quantity
    from paired_line
    group by encounter_id, item_code, charged_on
),

-- what is measured as often on other days is the patient's own profile, not a part of the test
routine as (
    select own.encounter_id, own.item_code, own.charged_on, max(other.quantity) as usual_quantity
    from item_day as own
    inner join item_day as other
        on
            own.encounter_id = other.encounter_id
            and own.item_code = other.item_code
            and own.charged_on <> other.charged_on
    group by own.encounter_id, own.item_code, own.charged_on
    having count(other.charged_on) >= $routine_days
),

-- one row per contained line and containing item
contained_line as (
    select
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name, containing_code,
        covered_amount,
        min(containing_name) as containing_name,
        arg_min(containing_line_id, (abs(minutes_after), containing_line_id)) as kept_line_id,
        max(shared_hours) as shared_hours,
        min(session_on) as session_on,
        max(quantity_of_day) as quantity_of_day,
        max(case when is_measured and not is_hourly then 1 else 0 end) as is_measured,
        max(
            case
                when
                    not tells_hour or is_measured or is_hourly or is_doubtful or abs(minutes_after) > $same_act
                    or quantity_of_day > 1 or containing_quantity > 1
                    then 1
                else 0
            end
        ) as is_open_question
    from in_session
    group by
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name, containing_code,
        covered_amount
),

-- one row per pair that stands together, whichever way it is listed
together as (
    select
        encounter_id, charged_on, item_code, containing_code,
        min(person_id) as person_id,
        min(provider_id) as provider_id,
        min(item_name) as item_name,
        min(containing_name) as containing_name,
        sum(covered_amount) as pair_amount,
        max(shared_hours) as shared_hours,
        max(quantity_of_day) as quantity_of_day,
        list(distinct kept_line_id) as kept_line_ids,
        min(kept_line_id) as kept_line_id,
        list(claim_line_id) as claim_line_ids,
        max(is_open_question) as is_open_question,
        max(is_measured) as is_measured,
        count(claim_line_id) as lines
    from contained_line
    group by encounter_id, charged_on, item_code, containing_code
    qualify row_number() over (
        partition by
            encounter_id, min(session_on), least(item_code, containing_code), greatest(item_code, containing_code)
        order by sum(covered_amount), item_code
    ) = 1
),

-- of what is charged by the hour only the hours of both
doubled as (
    select
        encounter_id, charged_on, item_code, containing_code, person_id, provider_id, item_name, containing_name,
        kept_line_ids, kept_line_id, claim_line_ids, is_open_question,
        cast(
            round(pair_amount * least(coalesce(shared_hours / quantity_of_day, 1), 1), 2) as decimal(18, 2)
        ) as doubled_amount
    from together
    anti join routine
        on
            together.encounter_id = routine.encounter_id
            and together.item_code = routine.item_code
            and together.charged_on = routine.charged_on
            and together.is_measured = 1
            and together.lines <= routine.usual_quantity
)

-- of several items that contain it, the one that holds most of it
select
    encounter_id as subject_id,
    provider_id, person_id, item_code, charged_on, item_name, containing_name,
    kept_line_id,
    kept_line_ids,
    doubled_amount as amount_at_risk,
    claim_line_ids,
    case when is_open_question = 1 then 'suspect' end as certainty,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from doubled
qualify row_number() over (
    partition by encounter_id, item_code, charged_on
    order by doubled_amount desc, is_open_question, containing_name, containing_code
) = 1
