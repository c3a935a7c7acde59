/* ---
title: Idle days of a stay on which hardly more than bed, nursing and consultation is charged
title_zh: 挂床住院：住院期间仅收床位、护理、诊查费或象征性治疗
official: none
version: 13
status: stable
certainty: suspect
subject: encounter
scope: encounter
basis: [条例15, 条例38(一)]
loss: claim
parameters:
  least_run: {type: integer, default: 3, min: 2, max: 30, step: 1, unit: days in a row on which nothing was done}
  convalescence: {type: integer, default: 4, min: 0, max: 30, step: 1, unit: days in a row on which nothing was done, note: "a proposal; as many days of treatment and tests before them make them days of recovery or of waiting for a result"}
  least_share: {type: decimal, default: 0.5, min: 0.2, max: 1, step: 0.1, unit: of the days of the stay}
  least_idle_days: {type: integer, default: 2, min: 1, max: 30, step: 1, unit: idle days, note: "a proposal: the share alone would take one idle day of a stay of two"}
  least_token_run: {type: integer, default: 7, min: 2, max: 60, step: 1, unit: days in a row with nothing or a token, note: "a proposal; a few days of dressings alone are ordinary"}
  quiet_run: {type: integer, default: 14, min: 7, max: 90, step: 1, unit: days in a row with nothing or a token, note: "a proposal for psychiatry, rehabilitation, nursing and other quiet stays, and those paid by the day"}
  token_share: {type: decimal, default: 0.3, min: 0.05, max: 1, step: 0.05, unit: of the day's bed and nursing, note: "a proposal; tests and treatment worth less are a token"}
  token_drug_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of the day's bed and nursing, note: "a proposal; drugs worth less are a token"}
  quiet_share: {type: decimal, default: 0.15, min: 0.02, max: 1, step: 0.01, unit: of the day's bed and nursing, note: "a proposal for quiet stays: therapies in groups and old drugs are cheap; tests, treatment and drugs together worth less are a token"}
  least_drugs: {type: integer, default: 3, min: 2, max: 10, step: 1, unit: drugs in effect on the day, note: "a proposal; as many drugs taken together are treatment however cheap the tender made them"}
  steered: {type: string, default: "(泼尼松|泼尼龙|环孢素|他克莫司|吗替麦考酚|环磷酰胺|甲氨蝶呤|华法林)", note: "drugs that are begun and steered under watch, with the blood measured; they are treatment at any price near such a test"}
  opioid: {type: string, default: "(吗啡|羟考酮)", note: "drugs that are steered by asking for the pain; they are treatment at any price"}
  laid_on: {type: string, default: "(软膏|乳膏|眼膏|滴眼|滴耳|滴鼻|喷)", note: names of drugs that are laid on and steer nothing}
  steered_days: {type: integer, default: 7, min: 1, max: 31, step: 1, unit: days from a test, note: "a proposal; who begins such a drug in bed is measured every week"}
  healing_days: {type: integer, default: 6, min: 1, max: 14, step: 1, unit: days from an operation on, note: "a proposal; an operation is spread over the days on which its wound is watched"}
  box_days: {type: integer, default: 7, min: 1, max: 31, step: 1, unit: days, note: "a proposal; so long a whole box is taken that was charged once without its days"}
  swallowed: {type: string, default: "(片|胶囊|丸|颗粒|口服|糖浆|混悬|散$)", note: names of drugs that are swallowed}
  session: {type: string, default: "(血液透析|血液滤过|血液灌流|血液净化|血透|透析器|灌流器|血路管|透析管路|透析护理包)", note: names of a sitting of one day and its filter; it stands for no day before it}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
  posting_days: {type: integer, default: 7, min: 1, max: 31, step: 1, unit: idle days that the next posting may stand for}
  leave_days: {type: integer, default: 4, min: 0, max: 30, step: 1, unit: days of leave in a stay that are believed}
  per_diem: {type: list, default: ["2105"], note: "visit types paid by the day: a lead on quality, without amount"}
  quiet_wards: {type: string, default: "(康复|精神|心身|安宁|宁养|临终|舒缓|护理院|疗养|老年|托养|医养)"}
  nursing_task: {type: string, default: "(吸痰|口腔护理|鼻饲|管饲|造瘘|造口|气管切开护理|置管护理|会阴|褥疮|压疮|压力性|排痰|翻身|专项护理)", note: "nursing of what is done to the body; in quiet stays it is care and not the day's fee"}
  airway: {type: string, default: "(吸痰|气管切开护理|气管插管护理|气管套管)", note: "care of an airway through the neck or a tube, which nobody has who can leave; it is no token on any ward"}
  no_ward: {type: string, default: "(新生儿|NICU|家庭病床|家床|日间)"}
message: "{idle_days} of {length_days} days, from {occurred_from} to {occurred_to}, [idle_days:shows|show] only bed, nursing and consultation{beside}"
message_zh: "住院 {length_days} 天中有 {idle_days} 天（{occurred_from} 至 {occurred_to}）仅收床位、护理、诊查费{beside_zh}"
innocent_when:
  - care that is paid by the day, where the drugs are in the day's price
  - self-paid items were not delivered with the settlement (left out where the settlement shows {missing_share} more than the charges)
  - a box of drugs for many days was charged on one day without the number of days
  - a steroid, an immunosuppressant or warfarin is being steered (left out, by name, within {steered_days} days of a test), or an opioid (left out, by name)
  - leave was granted and is not written in the charges
innocent_when_zh:
  - 按床日付费，药品含在床日费中
  - 自费明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 整盒药品一次记账且未填天数
  - 糖皮质激素、免疫抑制剂、华法林调整剂量期间（按名称识别，前后 {steered_days} 天内有检验检查的已排除），阿片类药物调整剂量期间（按名称识别，已排除）
  - 经批准请假但费用明细未注明
verify_by:
  - count the ward at night; compare temperature charts, orders and meals of these days
  - leave slips, attendance at work and card use elsewhere on these days
verify_by_zh:
  - 夜间查床，核对当日体温单、医嘱执行单、餐饮记录
  - 核对请假条、单位考勤及同期外出刷卡记录
tolerates:
  - encounter.is_newborn
  - encounter.department
  - encounter.bed
  - provider
  - claim_line.days_supplied
  - claim_line.is_discharge_drug
  - claim_line.item_name
  - claim
  - bed_exempt
judged: select count(distinct encounter_id) from derived.stay_day
source: [rule catalogue bed_padding_idle, notice on designated institutions 2025-05-28]
note: >-
  A day is judged by what it was worth: tests and treatment below a small share of the day's bed and
  nursing, and drugs below a smaller one, each counted as its part of that share, make an idle day. An
  operation stands for the days on which its wound heals. Days that hold such a token need a longer run than bare days.
  Psychiatric, rehabilitation, nursing and other quiet stays are judged by a run of their own, not left
  out; suction, mouth care and feeding by tube count as care there. Drugs are added up, those of the day and those
  that were charged before for some days, and several of them are treatment at any price. A whole box of tablets
  charged once, without its days, is a token of the days after it. Posting: what was charged for several days is spread over them, a weekend or week is believed to
  be posted on the day after it, and where bed days were posted together the totals of the stay decide.
note_zh: 按当日诊疗价值判断：检查、治疗费及药费占当日床位、护理费的比例均很低（两者按各自比例合并计算），即为空床日。手术费分摊至术后恢复各日。仅有象征性收费的日子，须连续更长天数才认定。精神、康复、护理等平稳住院不整体排除，另设连续天数阈值；吸痰、口腔护理、鼻饲等专项护理视为诊疗；气管切开、吸痰等气道护理在任何病区均视为诊疗。当日记账及此前记账尚在服用的药品合并计算，同时使用数种药品的，不论价格高低均视为治疗；治疗若干天之后不超过同样天数的少数空床日，视为恢复观察，达到住院天数一半的除外；口服药整盒一次记账且未填天数的，其后数日视为仅有象征性用药。关于记账习惯：一次记多日的费用摊到各日；周末或整周的费用视为次日补记；床位费集中记账的，以整次住院合计为准。
--- */
with
-- quiet stays of the table or by their ward; one row per stay that is judged
judged_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id,
        coalesce(list_contains($per_diem, stay.visit_type), false) as is_per_diem,
        exempt.encounter_id is not null
        or coalesce(list_contains($per_diem, stay.visit_type), false)
        or coalesce(regexp_matches(stay.department, $quiet_wards), false) as is_quiet
    from derived.stay as stay
    left join (
        select distinct quiet.encounter_id
        from derived.stay as quiet
        inner join bed_exempt
            on
                (
                    (bed_exempt.match_on = 'diagnosis' and starts_with(quiet.main_diagnosis, bed_exempt.prefix))
                    or (bed_exempt.match_on = 'specialty' and quiet.provider_specialty = bed_exempt.prefix)
                    or (bed_exempt.match_on = 'visit_type' and quiet.visit_type = bed_exempt.prefix)
                )
                and quiet.admitted_on >= coalesce(bed_exempt.valid_from, date '1900-01-01')
                and quiet.admitted_on < coalesce(bed_exempt.valid_to, date '2200-01-01')
    ) as exempt on stay.encounter_id = exempt.encounter_id
    -- what was not delivered may be the treatment of these days
    anti join derived.undelivered_charge as undelivered
        on stay.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    where
        not stay.is_newborn
        -- nobody lies in a home bed, and a baby is fed and watched
        and not regexp_matches(coalesce(stay.department, '') || coalesce(stay.bed, ''), $no_ward)
),

-- drugs to take home are for the days after the stay
taken_home as (
    select line.encounter_id, sum(line.amount) as amount
    from derived.net_line_scan as line
    semi join judged_stay -- gate: equivalent, bounds work
        on line.encounter_id = judged_stay.encounter_id -- gate: equivalent, bounds work
    where coalesce(line.is_discharge_drug, false)
    group by line.encounter_id
),

-- what the whole bill holds, on whatever day it was booked: many bills are booked after the discharge
charged as (
    select
        charge.encounter_id,
        sum(charge.standing_amount) as standing_amount,
        sum(charge.drug_amount) - coalesce(max(taken_home.amount), 0) as drug_amount,
        sum(charge.test_amount) as test_amount,
        -- all the rest
        sum(charge.amount - charge.standing_amount - charge.drug_amount - charge.test_amount) as treatment_amount
    from derived.claim_charge as charge
    inner join judged_stay as stay on charge.encounter_id = stay.encounter_id
    left join taken_home on charge.encounter_id = taken_home.encounter_id
    group by charge.encounter_id
),

-- how many days each stay has, counted rather than looked at day by day
length as (
    select encounter_id, count(*) as days, max(day_number) as last_number
    from derived.stay_day
    group by encounter_id
),

-- all days of a stay with what was done on it and whether that is more than a token
day_of_stay as (
    select
        day.encounter_id, day.day_number, day.day, day.lines, day.active_lines, day.standing_amount,
        -- drugs on the last day are those taken home
        day.treatment_amount
        + case
            when day.day_number < length.last_number then day.drug_amount else 0
        end as done_amount,
        case
            when day.lines = 0 then 0
            when day.active_lines = 0 then 1
            when stay.is_quiet
                then case
                    when day.test_amount + day.treatment_amount + day.drug_amount < $quiet_share * day.standing_amount then 1
                    else 0
                end
            when
                (day.test_amount + day.treatment_amount) / $token_share + day.drug_amount / $token_drug_share
                < day.standing_amount
                then 1
            else 0
        end as is_idle,
        day.test_amount + day.treatment_amount + day.drug_amount as worth,
        charged.test_amount + charged.treatment_amount + charged.drug_amount as worth_of_stay,
        stay.is_quiet,
        length.days,
        charged.standing_amount as standing_of_stay,
        -- the whole stay holds no more than a token
        case
            when stay.is_quiet
                then charged.test_amount + charged.treatment_amount + charged.drug_amount < $quiet_share * charged.standing_amount
            else
                (charged.test_amount + charged.treatment_amount) / $token_share + charged.drug_amount / $token_drug_share
                < charged.standing_amount
        end as is_empty_stay
    from derived.stay_day as day
    inner join judged_stay as stay on day.encounter_id = stay.encounter_id
    inner join charged on day.encounter_id = charged.encounter_id
    inner join length on day.encounter_id = length.encounter_id
),

-- stays with enough idle days to be looked at line by line
candidate as (
    select encounter_id
    from day_of_stay
    group by encounter_id
    having sum(is_idle) > 0 or bool_or(is_empty_stay) -- gate: equivalent, bounds work
),

line_of_candidate as (
    select
        line.claim_line_id, line.encounter_id, line.charged_on, line.category, line.quantity, line.amount,
        line.covered_amount, line.days_supplied, line.is_discharge_drug, line.item_code,
        coalesce(line.item_name, '') as item_name,
        -- 2 by the pain, 1 by the blood
        case
            when regexp_matches(coalesce(line.item_name, ''), $laid_on) then 0
            when regexp_matches(coalesce(line.item_name, ''), $opioid) then 2
            when regexp_matches(coalesce(line.item_name, ''), $steered) then 1
            else 0
        end as is_steered,
        min(line.charged_on) over (partition by line.encounter_id, line.item_code, line.item_name) as charged_first,
        max(line.charged_on) over (partition by line.encounter_id, line.item_code, line.item_name) as charged_last,
        count(*) over (
            partition by line.encounter_id, line.item_code, line.item_name, line.charged_on
        ) as lines_of_day,
        -- two boxes of two lots stand on two lines, and are two boxes all the same
        sum(line.quantity) over (
            partition by line.encounter_id, line.item_code, line.item_name, line.charged_on
        ) as quantity_of_day
    from derived.net_claim_line as line
    where line.encounter_id in (select candidate.encounter_id from candidate) -- gate: equivalent, bounds work
),

-- what was charged on one day for several, with the days before and after that it may stand for
posted as (
    select
        encounter_id, charged_on, item_code,
        0 as days_before,
        -- depot injections work for weeks
        case
            when regexp_matches(item_name, '(棕榈酸|癸酸|微球|长效)') then 28
            when days_supplied > 1 then days_supplied
            else 1
        end as days_after,
        amount / case
            when regexp_matches(item_name, '(棕榈酸|癸酸|微球|长效)') then 28
            when days_supplied > 1 then days_supplied
            else 1
        end as amount_a_day,
        1 as is_drug,
        is_steered
    from line_of_candidate
    where
        category in ('western_drug', 'patent_tcm', 'herbal_piece')
        and not coalesce(is_discharge_drug, false)
    union all
    select
        encounter_id, charged_on, item_code,
        least(cast(floor(quantity) as integer), 31) as days_before,
        -- a course of radiotherapy is booked when it begins and rests at weekends
        case
            when regexp_matches(item_name, '(放射治疗|放疗|照射|适形|调强|加速器)')
                then cast(ceil(least(quantity, 40) * 7 / 5.0) as integer)
            else least(cast(floor(quantity) as integer), 31)
        end as days_after,
        amount / floor(quantity) as amount_a_day,
        case when category in ('western_drug', 'patent_tcm', 'herbal_piece') then 1 else 0 end as is_drug,
        is_steered
    from line_of_candidate
    where
        not coalesce(is_discharge_drug, false)
        and (
            (category in ('treatment', 'surgery') and quantity >= 2)
            or (category in ('western_drug', 'patent_tcm', 'herbal_piece') and quantity >= 7 and days_supplied is null)
        )
    union all
    -- a wound heals in bed, whatever else is charged
    select
        encounter_id, charged_on, item_code,
        0 as days_before, $healing_days as days_after, amount / $healing_days as amount_a_day, 0 as is_drug, 0 as is_steered
    from line_of_candidate
    where category = 'surgery'
    union all
    -- whole boxes of what is swallowed, charged on one day of the stay and no other: taken on the days after it
    select
        encounter_id, charged_on, item_code,
        0 as days_before,
        least($box_days * cast(ceil(quantity_of_day) as integer), 31) as days_after,
        0 as amount_a_day,
        1 as is_drug,
        is_steered
    from line_of_candidate
    where
        category in ('western_drug', 'patent_tcm')
        and regexp_matches(item_name, $swallowed)
        and days_supplied is null
        and quantity_of_day >= 1
        and charged_first = charged_last
        and not coalesce(is_discharge_drug, false)
    union all
    -- as many lines of what is swallowed as days, booked at once
    select
        encounter_id, charged_on, item_code,
        lines_of_day as days_before,
        1 as days_after,
        amount / lines_of_day as amount_a_day,
        1 as is_drug,
        is_steered
    from line_of_candidate
    where
        category in ('western_drug', 'patent_tcm')
        and regexp_matches(item_name, $swallowed)
        and lines_of_day >= 2
        and not coalesce(is_discharge_drug, false)
),

leave_day as (
    select encounter_id, charged_on, count(*) over (partition by encounter_id) as leave_days
    from line_of_candidate
    where regexp_matches(item_name, '(请假|留床|保留床)')
    group by encounter_id, charged_on
),

bed_day as (
    select encounter_id, sum(quantity) as bed_days
    from line_of_candidate
    where category = 'bed'
    group by encounter_id
),

-- who is washed, suctioned and fed lies there, though the ward does nothing else for her
tended as (
    select
        line.encounter_id, line.charged_on, sum(line.amount) as task_amount,
        sum(sum(line.amount)) over (partition by line.encounter_id) as tasks_of_stay
    from line_of_candidate as line
    inner join judged_stay as stay on line.encounter_id = stay.encounter_id
    where
        line.category = 'nursing'
        and regexp_matches(line.item_name, case when stay.is_quiet then $nursing_task else $airway end)
    group by line.encounter_id, line.charged_on
),

-- idle days, and those without a line in a stay whose bed days were posted together and that is empty
idle_day as (
    select
        day.encounter_id, day.day_number, day.day, day.days,
        case when day.active_lines > 0 then 1 else 0 end as is_token,
        case when day.lines = 0 then 1 else 0 end as is_unposted,
        case when day.lines > 0 then day.standing_amount else day.standing_of_stay / day.days end as standing_amount
    from day_of_stay as day
    left join (
        select encounter_id, max(tasks_of_stay) as tasks_of_stay from tended group by encounter_id
    ) as tended_stay on day.encounter_id = tended_stay.encounter_id
    left join tended on day.encounter_id = tended.encounter_id and day.day = tended.charged_on
    semi join candidate -- gate: equivalent, bounds work
        on day.encounter_id = candidate.encounter_id -- gate: equivalent, bounds work
    left join bed_day on day.encounter_id = bed_day.encounter_id
    anti join leave_day
        on
            day.encounter_id = leave_day.encounter_id
            and day.day = leave_day.charged_on
            and leave_day.leave_days <= $leave_days
    where
        (day.is_idle = 1 or (day.lines = 0 and day.is_empty_stay and bed_day.bed_days >= day.days - 1))
        and not case
            when day.lines > 0
                then
                    coalesce(tended.task_amount, 0) > 0
                    and tended.task_amount + day.worth
                    >= case when day.is_quiet then $quiet_share else $token_share end * (day.standing_amount - tended.task_amount)
            else
                coalesce(tended_stay.tasks_of_stay, 0) > 0
                and tended_stay.tasks_of_stay + day.worth_of_stay
                >= case when day.is_quiet then $quiet_share else $token_share end * (day.standing_of_stay - tended_stay.tasks_of_stay)
        end
),

-- what was charged on other days, or for a day, and is given on this one
given as (
    select
        idle.encounter_id, idle.day_number,
        max(posted.is_drug) as is_drug,
        max(posted.is_steered) as is_steered,
        count(distinct case when posted.is_drug = 1 then posted.item_code end) as drugs,
        sum(case when posted.is_drug = 1 then posted.amount_a_day else 0 end) as drug_amount,
        sum(case when posted.is_drug = 0 then posted.amount_a_day else 0 end) as treatment_amount
    from idle_day as idle
    inner join posted
        on
            idle.encounter_id = posted.encounter_id
            and date_diff('day', posted.charged_on, idle.day) < posted.days_after
            and date_diff('day', idle.day, posted.charged_on) < greatest(posted.days_before, 1)
    group by idle.encounter_id, idle.day_number
),

-- days near a test
tested_day as (
    select idle.encounter_id, idle.day_number
    from idle_day as idle
    inner join line_of_candidate as test
        on
            idle.encounter_id = test.encounter_id
            and date_diff('day', idle.day, test.charged_on) between -$steered_days and $steered_days
    where test.category in ('laboratory', 'examination')
    group by idle.encounter_id, idle.day_number
),

uncovered_day as (
    select
        idle.encounter_id, idle.day_number, idle.day, idle.days, idle.is_unposted, idle.standing_amount,
        -- tablets for the day, however cheap, are a token, and so is a sitting of a course booked at once
        case when given.encounter_id is not null then 1 else idle.is_token end as is_token
    from idle_day as idle
    left join given
        on idle.encounter_id = given.encounter_id and idle.day_number = given.day_number
    left join tested_day
        on idle.encounter_id = tested_day.encounter_id and idle.day_number = tested_day.day_number
    where
        coalesce(given.treatment_amount, 0) / $token_share + coalesce(given.drug_amount, 0) / $token_drug_share
        < idle.standing_amount
        and coalesce(given.drugs, 0) < $least_drugs
        and coalesce(given.is_steered, 0) < case when tested_day.encounter_id is null then 2 else 1 end
),

-- what a sitting of dialysis costs was not done on the days before it
session_day as (
    select encounter_id, charged_on, sum(amount) as amount
    from line_of_candidate
    where regexp_matches(item_name, $session)
    group by encounter_id, charged_on
),

-- idle days in a row keep the same difference between their number in the stay and among the idle
numbered as (
    select
        encounter_id, day_number, day, days, is_token, is_unposted, standing_amount,
        day_number - row_number() over (partition by encounter_id order by day_number) as run,
        day_number - row_number() over (partition by encounter_id, is_token order by day_number) as run_of_kind
    from uncovered_day
),

in_run as (
    select
        encounter_id, day_number, day, days, is_token, is_unposted,
        -- days before the run that were not idle
        run + 1 as treated_before,
        avg(standing_amount) over (partition by encounter_id, run) as standing_a_day,
        count(*) over (partition by encounter_id, run) as run_days,
        max(day_number) over (partition by encounter_id, run) as run_end,
        case when is_token = 0 then count(*) over (partition by encounter_id, is_token, run_of_kind) else 0 end as bare_run_days
    from numbered
),

-- a weekend or a week that was posted on the day after it
unposted_run as (
    select
        run.encounter_id, run.day_number, run.day, run.days, run.is_token, run.is_unposted, run.run_days,
        run.bare_run_days, run.treated_before,
        count(*) over (partition by run.encounter_id) as idle_days_of_stay,
        sum(1 - run.is_token) over (partition by run.encounter_id) as bare_days_of_stay
    from in_run as run
    left join day_of_stay as next_day
        on run.encounter_id = next_day.encounter_id and next_day.day_number = run.run_end + 1
    left join session_day
        on next_day.encounter_id = session_day.encounter_id and next_day.day = session_day.charged_on
    where
        run.run_days < 2
        or run.run_days > $posting_days
        or coalesce(next_day.done_amount, 0) - coalesce(session_day.amount, 0) < $token_share * run.standing_a_day * (run.run_days + 1)
),

-- the days that make the finding: all where they fill the stay, else only those in long runs
padded_day as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.is_per_diem, run.days, run.day, run.is_token,
        run.is_unposted
    from unposted_run as run
    inner join judged_stay as stay on run.encounter_id = stay.encounter_id
    where
        case
            when stay.is_quiet then run.run_days >= $quiet_run
            else
                (
                    run.bare_run_days >= $least_run
                    and not (run.bare_run_days <= $convalescence and run.treated_before >= run.bare_run_days)
                )
                or run.run_days >= $least_token_run
                or (
                    run.is_token = 0
                    and run.bare_days_of_stay >= $least_idle_days
                    and run.bare_days_of_stay >= $least_share * run.days
                )
                or (run.idle_days_of_stay >= $least_token_run and run.idle_days_of_stay >= $least_share * run.days)
        end
),

padded_stay as (
    select
        encounter_id, person_id, provider_id, is_per_diem,
        count(*) as idle_days,
        max(days) as length_days,
        sum(is_token) as token_days,
        max(is_unposted) as has_unposted,
        max(is_unposted) = 1 and count(*) < max(days) as is_part_of_posted,
        min(day) as occurred_from,
        max(day) as occurred_to
    from padded_day
    group by encounter_id, person_id, provider_id, is_per_diem
)

select
    stay.encounter_id as subject_id, stay.provider_id, stay.person_id, stay.idle_days, stay.length_days,
    case
        when stay.token_days = 1 then ', and a token on one day'
        when stay.token_days > 0 then ', and a token on ' || cast(stay.token_days as varchar) || ' days'
        else ''
    end
    || case when stay.is_part_of_posted then '; the bill was booked for many days at once, and the amount is the share of these' else '' end
        as beside,
    case
        when stay.token_days > 0 then '，其中 ' || cast(stay.token_days as varchar) || ' 天另有象征性小额项目'
        else '，无检查、治疗、用药'
    end
    || case when stay.is_part_of_posted then '；费用集中记账，金额按空床天数占住院天数折算' else '' end
        as beside_zh,
    case
        when not stay.is_per_diem
            then
                cast(
                    round(
                        sum(line.covered_amount)
                        -- of what was posted together, the share of these days
                        * case when stay.is_part_of_posted then stay.idle_days else stay.length_days end / stay.length_days, 2
                    ) as decimal(18, 2)
                )
    end as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    [stay.encounter_id] as encounter_ids,
    stay.occurred_from,
    stay.occurred_to
from padded_stay as stay
inner join line_of_candidate as line on stay.encounter_id = line.encounter_id
left join padded_day on line.encounter_id = padded_day.encounter_id and line.charged_on = padded_day.day
-- where bed days were posted together, all that was posted
where padded_day.day is not null or stay.has_unposted = 1
group by
    stay.encounter_id, stay.provider_id, stay.person_id, stay.idle_days, stay.length_days, stay.token_days,
    stay.is_part_of_posted, stay.is_per_diem, stay.occurred_from, stay.occurred_to
