/* ---
title: The same service charged twice at the same moment
title_zh: 完全重复的费用明细
official: GZ10000102012000
version: 15
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_at]
scope: encounter
basis: [条例38(三), 条例15]
parameters:
  several_at_once:
    type: string
    default: >-
      (注射|输液|滴注|换药|雾化|血糖|葡萄糖|免疫组|染色|切片|蜡块|活检|病理|过敏|变应|抗体|抗原|交叉配血|备血|输血|血浆|红细胞|血小板|冷沉淀|采血|培养|药敏|引流|冲洗|穿刺|封闭|缝合|拆线|清创|牙|齿|龋|根管|充填|窝沟|洁治|针刺|针灸|电针|灸|推拿|按摩|罐|刮痧|穴位|埋线|牵引|红外|微波|短波|电疗|磁疗|蜡疗|热疗|冷疗|熏|敷|湿包|贴|煎药|代煎|调配|训练|康复|理疗|导联|眼|白内障|晶状体|胬肉|玻璃体|视网膜|睑|泪|耳|鼓膜|鼻|扁桃体|乳腺|乳房|疝|输卵管|卵巢|睾丸|鞘膜|精索|静脉曲张|肢|膝|髋|半月板|手指|拇指|[示食]指|中指|环指|小指|断指|[多并]指|指(骨|间|关节|甲|端|屈|伸|蹼|固有|再植)|趾|关节|部位|单侧|双侧|摄影|平片|石膏|夹板|包扎|吸氧|氧气|吸痰|冷冻|准分子|浸润麻醉|斜视|量表|测查|胰岛素测定|胰岛素释放|C ?肽|皮质醇|促肾上腺皮质激素|生长激素|会诊|皮试|皮内试验|皮肤试验|肌电|神经传导|诱发电位|听性|听力筛查|神经阻滞|椎体成形|肿物|肿块|息肉|植皮|骨折|内固定|肌腱|(神经|血管)吻合|松解|输尿管|疣|痣|鸡眼|胼胝|甲沟|嵌甲|皮肤镜|脓肿|疖|痈|血肿|骨密度|肌骨|肌肉骨骼|甲状腺.{0,6}切除|椎间盘|椎板)
  one_antigen: {type: string, default: "癌胚抗原|前列腺特异性?抗原|(乙肝|乙型肝炎)(病毒)?(表面|e|E|核心)(抗原|抗体)|(丙肝|丙型肝炎)(病毒)?抗体|甲状腺(过氧化物酶|球蛋白)抗体|促甲状腺激?素受体抗体", note: "antigens and antibodies of which a blood has one, unlike those of allergies or of tumours that share a code"}
  by_the_hour: {type: string, default: "(监护|监测|呼吸机|(机械|辅助|控制|有创|无创|正压|高频).{0,4}通气|血液净化|微量泵|注射泵|推注泵|镇痛泵|暖箱|保温箱|蓝光|光照治疗|体外膜肺|球囊反搏|降温毯|亚低温|特级护理|特别护理|特护|给氧|供氧|输氧|氧疗|高流量|小时)", note: names of what is charged by the hour under whatever code}
  by_site: {type: string, default: "^(床旁)?(彩色多普勒超声|彩超|B超|X线计算机体层|CT|磁共振|MR)[^头颅胸腹肝肾盆颈腰椎膝甲乳心妇泌血鼻眼肢]*$", note: names of pictures that are charged by the region and name none; the lines may be of two regions}
  once: {type: string, default: "(24 ?(小时|h|H)|动态|睡眠|浓度|肺通气|通气功能)", note: "names of what is recorded or measured once, though the name has an hour or watching in it"}
  by_part: {type: string, default: "(电治疗|脉冲|激光|超声波|磁(疗|治疗|刺激|热)|光治疗|光疗法|压力治疗|气压)", note: names of physical treatment that is charged by the part of the body}
  one_region: {type: string, default: "(颈椎|落枕|斜颈|腰椎|腰肌|腰扭伤|面瘫|面神经|胃下垂|脱肛|便秘|失眠).{0,8}(推拿|按摩|整脊|正骨)", note: massage that names the one part of the body that everybody has once}
  least_sessions: {type: integer, default: 3, min: 2, max: 30, step: 1, unit: days with as many lines of the item, note: "a proposal; a slip of the pen is made once, two parts of the body are treated each time"}
  day_fee: {type: string, default: "(床日|[(（/每按]日[)）]?$)", note: "names of fees of the day, of a hospice, a ward that is paid by the day or care at length, whatever their kind"}
  nursing_task: {type: string, default: "(专项护理|口腔|会阴|皮肤护理|擦浴|造瘘|造口|置管护理|气管切开护理|翻身|排痰|吸痰|鼻饲|管饲|褥疮|压疮|压力性)", note: nursing that is a task done several times a day and not the day's fee}
tolerates:
  - encounter.main_diagnosis
  - diagnosis
  - encounter
  - claim
  - item_daily_cap
  - claim_line.local_item_code
  - claim_line.local_item_name
  - claim_line.unit_price
  - claim_line.prescription_no
  - claim_line.practitioner_id
  - claim_line.executing_practitioner_id
  - claim_line.department
message: "{copies} lines of {item_name} at {charged_at} [copies:repeats|repeat] another line with the same quantity and price"
message_zh: "{charged_at} {item_name} 有 {copies} 条与另一条明细的时间、数量、单价完全相同"
innocent_when:
  - the service was done on both sides or on two specimens, and its name does not tell that this is usual
  - two services of a moment were booked under one code, and the hospital's own names are not delivered
innocent_when_zh:
  - 同一时刻对双侧、两份标本分别操作，而项目名称看不出可多次操作
  - 两项服务对照到同一编码，且未上传院内名称
verify_by:
  - the execution record or report numbers of the service at that time
verify_by_zh:
  - 核对该时刻的执行记录、报告份数
evidence: {kept: {claim_line: kept_line_id}}
note: >-
  Drugs, herbs and consumables are left out: several bottles of one minute are ordinary. So are items
  that may be charged several times a day (a line an hour), and what is by its name done at several
  sites, teeth, wounds or specimens at once; but massage of a part that everybody has once, and, where it stands twice, whatever was treated as often at that moment, are judged. A time of midnight or of the last second before it, of settlement, or of a run that books
  the day tells of no moment, and its lines are not judged. Nor is a service of which a house that books by
  the week has no more on the day of booking than that day stands for (of a bed at home, than days since the line before). Bed, nursing, consultation and other fees of the day (of a hospice) are found only
  where the stay has more of them than days; a task of nursing that is charged each time is judged as treatment is, but for one that the stay has as often on each of three days. The lines must agree in everything that tells two services
  apart: item, time, quantity, price, local item, prescription, doctor and department. The first is
  kept, the others are at risk.
note_zh: 药品、饮片、耗材不判：同一分钟多瓶属平常。一日可多次收费的项目（如每小时一条），以及按名称可同时多部位、多牙、多伤口、多标本进行的项目，亦不判；名称写明单一部位的推拿（颈椎、腰椎、落枕等）重复的，该项目及同一时刻次数相同的其他治疗照判。时间为零时或 23:59:59、结算时刻或批量记账时刻的，不能说明实际时刻，不判。按周记账的机构，记账当日数量未超过该日所代表天数的诊疗项目不判（家庭病床无床位费的，按距上次记账的天数）。床位、护理、诊查及其他按床日收取的费用（如安宁疗护床日费）只在整次住院超过天数时列为疑点；按次计价的护理操作（口腔护理、吸痰、专项护理等）比照治疗判断，三日以上每日次数相同的除外。各条明细须在能区分两次服务的各项上完全相同：项目、时间、数量、单价、院内项目、处方、医师、科室。第一条视为正常，其余列为疑点。
--- */
with
several_a_day as (
    select item_code from item_daily_cap where max_per_day > 1
),

-- items of an encounter with several lines on a day: a bit stands for each day of two months, and fewer
-- bits than lines are days with more than one; to ask so is twice as fast as to count each day
crowded as (
    select encounter_id, item_code
    from claim_line
    where
        category not in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable') -- gate: equivalent, bounds work
        and quantity > 0 -- gate: equivalent, bounds work: only lines that stand are copies below
    group by encounter_id, item_code
    having
        count(*) > bit_count(bit_or(
            cast(1 as bigint) << cast(extract('day' from charged_at) + 31 * (extract('month' from charged_at) % 2) as integer)
        )) -- gate: equivalent, bounds work: those counted below are among them
),

-- one row per encounter, item and moment with more than one line, refunded ones too
repeated as (
    select line.encounter_id, line.item_code, line.charged_at
    from claim_line as line
    semi join crowded -- gate: equivalent, bounds work
        on
            line.encounter_id = crowded.encounter_id -- gate: equivalent, bounds work
            and line.item_code = crowded.item_code -- gate: equivalent, bounds work
    where
        line.category not in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable') -- gate: equivalent, crowded holds no other
        and line.quantity > 0 -- gate: equivalent, bounds work: only lines that stand are copies below
        and line.encounter_id in (select crowded.encounter_id from crowded) -- gate: equivalent, bounds work
        -- a date alone tells no moment: the first and the last second of a day
        and cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399)
    group by line.encounter_id, line.item_code, line.charged_at
    having count(*) > 1 -- gate: equivalent, bounds work: a single line has no second
),

-- two babies on their mother's number are screened and cared for at one moment
several_babies as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where regexp_matches(code, '^(O84|O30|Z37[.]?[2-7]|Z38[.]?[3-8])')
),

-- moments at which a part of the body that everybody has once was treated twice and everything beside it as often:
-- the bill was entered twice, for two parts only some of it would be
treated as (
    select
        line.encounter_id, line.charged_at, line.item_code, count(line.claim_line_id) as n,
        max(case when regexp_matches(coalesce(line.item_name, ''), $one_region) then 1 else 0 end) as is_one_region
    from derived.net_claim_line as line
    semi join repeated -- gate: equivalent, bounds work
        on
            line.encounter_id = repeated.encounter_id -- gate: equivalent, bounds work
            and line.charged_at = repeated.charged_at -- gate: equivalent, bounds work
    where
        line.category = 'treatment'
        and line.encounter_id in (select repeated.encounter_id from repeated) -- gate: equivalent, bounds work
    group by line.encounter_id, line.charged_at, line.item_code
),

entered_twice as (
    select encounter_id, charged_at
    from treated
    group by encounter_id, charged_at
    having max(is_one_region) = 1 and min(n) = max(n)
),

-- each name is read once, and not of each line
read_name as (
    select
        item.item_name,
        regexp_matches(item.item_name, $several_at_once)
        and not regexp_matches(item.item_name, $one_region || '|' || $one_antigen) as is_several,
        -- hours are booked one by one where the house writes its own code
        regexp_matches(item.item_name, $by_the_hour) and not regexp_matches(item.item_name, $once) as is_hourly,
        regexp_matches(item.item_name, $by_site) as is_unsited,
        regexp_matches(item.item_name, '新生|婴|胎心|胎儿') as is_of_baby
    from (select distinct coalesce(item_name, '') as item_name from derived.charged_item) as item
),

-- the second and further of lines that agree in everything
copy as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        line.item_name, line.charged_at, line.category, line.covered_amount,
        first_value(line.claim_line_id) over same_line as first_line_id,
        row_number() over same_line as nth
    from derived.net_claim_line as line
    inner join repeated
        on
            line.encounter_id = repeated.encounter_id
            and line.item_code = repeated.item_code
            and line.charged_at = repeated.charged_at
    inner join read_name on coalesce(line.item_name, '') = read_name.item_name
    left join entered_twice on line.encounter_id = entered_twice.encounter_id and line.charged_at = entered_twice.charged_at
    anti join several_a_day on line.item_code = several_a_day.item_code
    anti join several_babies on line.encounter_id = several_babies.encounter_id and read_name.is_of_baby
    where
        line.encounter_id in (select encounter_id from repeated) -- gate: equivalent, bounds work
        and (
            not read_name.is_several
            or (entered_twice.encounter_id is not null and line.category = 'treatment')
        )
        -- pictures of two regions under one code, where the house's own name tells of none either
        and not (
            read_name.is_unsited
            and regexp_matches(coalesce(line.local_item_name, line.item_name, ''), $by_site)
        )
        and not read_name.is_hourly
        -- no day of nursing costs so little: it is charged by the hour
        and not (coalesce(line.category = 'nursing', false) and line.amount < 1.5 * line.quantity)
    window same_line as (
        partition by
            line.encounter_id, line.item_code, line.charged_at, line.quantity, line.unit_price,
            line.amount, line.local_item_code, line.local_item_name, line.prescription_no,
            line.practitioner_id, line.executing_practitioner_id, line.department
        order by length(line.claim_line_id), line.claim_line_id
    )
    qualify nth > 1
),

-- all lines of their encounters, read once
beside as (
    select
        line.encounter_id, line.item_code, line.item_name, line.category, line.charged_on, line.quantity,
        encounter.started_at, encounter.ended_at,
        regexp_matches(coalesce(encounter.department, ''), '(家庭病床|家床)') as is_at_home
    from derived.net_line_scan as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    where line.encounter_id in (select copy.encounter_id from copy) -- gate: equivalent, bounds work
),

-- days on which the charges of several days were booked: no line since then, and as many bed days; of a bed at home,
-- for which none is charged, the days alone tell
posting_day as (
    select
        line.encounter_id, line.charged_on,
        least(
            case
                when not bool_and(line.is_at_home)
                    then sum(case when line.category = 'bed' then line.quantity else 0 end)
            end,
            date_diff(
                'day',
                coalesce(
                    -- where a bed is charged, since the day before on which one was
                    max(max(case when line.category = 'bed' or line.is_at_home then line.charged_on end)) over (
                        partition by line.encounter_id order by line.charged_on
                        rows between unbounded preceding and 1 preceding
                    ),
                    cast(min(line.started_at) - interval 1 day as date)
                ),
                line.charged_on
            )
        ) as days
    from beside as line
    group by line.encounter_id, line.charged_on
),

-- no more of the item than days: each day's own
day_by_day as (
    select line.encounter_id, line.item_code, line.charged_on
    from beside as line
    inner join posting_day
        on line.encounter_id = posting_day.encounter_id and line.charged_on = posting_day.charged_on
    group by line.encounter_id, line.item_code, line.charged_on, posting_day.days
    having sum(line.quantity) <= posting_day.days
),

-- as many parts of the body on each day of a course, and as many rounds of a task of nursing
part_by_part as (
    select encounter_id, item_code
    from (
        select line.encounter_id, line.item_code, line.charged_on, sum(line.quantity) as quantity
        from beside as line
        where regexp_matches(coalesce(line.item_name, ''), $by_part || '|' || $nursing_task)
        group by line.encounter_id, line.item_code, line.charged_on
    ) as session
    group by encounter_id, item_code
    having count(*) >= $least_sessions and min(quantity) = max(quantity)
),

-- what is charged by the day, in all of the stay; unknown stays have no days. Under one code stand the bed of a
-- mother and that of her child, told by its name
by_the_day as (
    select
        line.encounter_id, line.item_code, regexp_matches(coalesce(line.item_name, ''), '新生|婴') as is_childs,
        sum(line.quantity) as quantity,
        -- watching is charged by the hour
        max(case when regexp_matches(coalesce(line.item_name, ''), '监护') and line.quantity > 1 then 24 else 1 end) as a_day,
        max(date_diff(
            'day', cast(line.started_at as date), cast(coalesce(line.ended_at, $as_of) as date)
        ) + 1) as days_of_stay
    from beside as line
    group by line.encounter_id, line.item_code, regexp_matches(coalesce(line.item_name, ''), '新生|婴')
)

select
    copy.encounter_id as subject_id,
    min(copy.provider_id) as provider_id,
    min(copy.person_id) as person_id,
    copy.item_code,
    coalesce(min(copy.item_name), copy.item_code) as item_name,
    copy.charged_at,
    count(copy.claim_line_id) as copies,
    min(copy.first_line_id) as kept_line_id,
    cast(sum(copy.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(copy.claim_line_id) as claim_line_ids,
    [copy.encounter_id] as encounter_ids,
    copy.charged_at as occurred_from,
    copy.charged_at as occurred_to
from copy
left join derived.joint_posting as posting
    on copy.encounter_id = posting.encounter_id and copy.charged_at = posting.charged_at
left join day_by_day
    on
        copy.encounter_id = day_by_day.encounter_id
        and copy.item_code = day_by_day.item_code
        and cast(copy.charged_at as date) = day_by_day.charged_on
anti join part_by_part on copy.encounter_id = part_by_part.encounter_id and copy.item_code = part_by_part.item_code
left join by_the_day
    on
        copy.encounter_id = by_the_day.encounter_id
        and copy.item_code = by_the_day.item_code
        and regexp_matches(coalesce(copy.item_name, ''), '新生|婴') = by_the_day.is_childs
where
    copy.covered_amount > 0
    and case
        when
            (copy.category in ('bed', 'nursing', 'consultation') or regexp_matches(coalesce(copy.item_name, ''), $day_fee))
            and not regexp_matches(coalesce(copy.item_name, ''), $nursing_task)
            then by_the_day.quantity > by_the_day.days_of_stay * by_the_day.a_day or by_the_day.days_of_stay is null
        else posting.charged_at is null and day_by_day.charged_on is null
    end
group by copy.encounter_id, copy.item_code, copy.charged_at
