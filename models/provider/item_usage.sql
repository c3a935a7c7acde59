/* ---
title: How a hospital uses an item, against hospitals of its kind
title_zh: 机构项目使用率偏离
version: 5
status: stable
subject: provider_item
period: quarter
peers:
  - [period_from, item_code, level, specialty, care]
  - [item_code, level, specialty, care]
peer_titles:
  item_code: {title: item, title_zh: 同项目}
  care: {title: kind of care (visits or few stays or many stays or stays), title_zh: 同诊疗类型}
minimum_subjects: 50
peers_only: is_non_user
count_titles:
  uses: {title: encounters with the item, title_zh: 人次（使用该项目）}
  weighty_encounters: {title: encounters (fewer where few persons carry the item's amount), title_zh: 人次（该项目金额集中于少数人时折减）}
  weighty_uses: {title: encounters with the item (fewer where few persons carry the amount), title_zh: 人次（使用该项目；金额集中于少数人时折减）}
optional: [derived.visit_part, derived.course_encounter]
features:
  usage_share: {title: share of encounters with the item, title_zh: 项目使用率, format: percent, direction: high, scale: linear, floor: 0.01, counts: encounters, half_at: 50}
  quantity_per_use: {title: quantity per encounter with it, title_zh: 次均使用数量, format: number, direction: high, scale: log, floor: 0.1, counts: weighty_uses, half_at: 10}
  amount_per_use: {title: amount per encounter with it, title_zh: 次均项目费用, format: money, direction: high, scale: log, floor: 0.1, counts: weighty_uses, half_at: 10}
  unit_price: {title: unit price, title_zh: 单价, format: money, direction: high, scale: log, floor: 0.05, counts: uses, half_at: 5}
  uses_per_person: {title: encounters with it per person, title_zh: 人均使用次数, format: number, direction: high, scale: log, floor: 0.1, counts: weighty_uses, half_at: 15}
  share_of_amount: {title: share of all charges, title_zh: 占总费用比例, format: percent, direction: high, floor: 0.005, counts: weighty_encounters, half_at: 50}
detectors: [robust_z, iforest]
parameters:
  minimum_uses: {type: integer, default: 5, min: 1, step: 5, unit: encounters a quarter}
  minimum_encounters: {type: integer, default: 30, min: 1, step: 10, unit: encounters a quarter}
innocent_when:
  - the hospital is the region's centre for what the item is used for
  - the item replaced another that peers still use
innocent_when_zh:
  - 该院为区域内相应专科中心
  - 该项目已替代同组机构仍在使用的旧项目
verify_by:
  - execution records of the item against its charge lines, drawn at random
  - capacity of the staff and the equipment that the item needs
verify_by_zh:
  - 随机抽取该项目收费明细，与执行记录核对
  - 核对开展该项目的人员与设备能力
--- */
-- nursing and beds are on every stay and on no visit: houses are compared by how many they have of each
with hospital as (
    select
        provider.provider_id, provider.level, provider.specialty,
        case
            when 20 * count(encounter.encounter_id) filter (where encounter.class = 'inpatient')
            < count(encounter.encounter_id) then 'visits'
            when 20 * count(encounter.encounter_id) filter (where encounter.class <> 'inpatient')
            < count(encounter.encounter_id) then 'stays'
            when 10 * count(encounter.encounter_id) filter (where encounter.class = 'inpatient')
            < 3 * count(encounter.encounter_id) then 'few stays'
            else 'many stays'
        end as care
    from derived.provider_peer as provider
    inner join encounter on provider.provider_id = encounter.provider_id
    -- registrations of their own and refunds are no visits
    anti join derived.visit_part as visit_part on encounter.encounter_id = visit_part.encounter_id
    where provider.kind = 'hospital'
    group by provider.provider_id, provider.level, provider.specialty
),

-- what one code stands for: of a drug of the national list whichever maker's and box, else the name
named_item as (
    select
        line.item_code,
        case
            when
                min(line.category) in ('western_drug', 'patent_tcm') and length(line.item_code) >= 20
                then substr(line.item_code, 1, 10)
            else coalesce(min(line.item_name), line.item_code)
        end as item
    from claim_line as line
    where line.item_code is not null
    group by line.item_code
),

-- sessions ordered as a course are not compared: who has the machines has all of them
course as (
    select course_encounter.encounter_id
    from derived.course_encounter as course_encounter
    where course_encounter.reason in ('dialysis', 'chemotherapy', 'radiotherapy', 'tumour_therapy')
    group by course_encounter.encounter_id
),

line_month as (
    select
        line.provider_id, line.person_id, line.item_code, line.category,
        coalesce(visit_part.part_of, line.encounter_id) as encounter_id,
        line.quantity, line.amount,
        cast(date_trunc('month', line.charged_on) as date) as month_from,
        cast(date_trunc('quarter', line.charged_on) as date) as period_from
    from derived.net_claim_line as line
    inner join hospital on line.provider_id = hospital.provider_id
    left join derived.visit_part as visit_part on line.encounter_id = visit_part.encounter_id
    anti join course on line.encounter_id = course.encounter_id
),

-- a code that comes or goes within the quarter is compared in the months in which most of its
-- users charge it: who changed a month later has not used it more or less
item_month as (
    select
        line_month.item_code, line_month.period_from, line_month.month_from,
        count(distinct line_month.provider_id) as users
    from line_month
    group by line_month.item_code, line_month.period_from, line_month.month_from
),

item_quarter as (
    select
        line_month.item_code, line_month.period_from,
        count(distinct line_month.provider_id) as users
    from line_month
    group by line_month.item_code, line_month.period_from
),

compared_month as (
    select item_month.item_code, item_month.period_from, item_month.month_from
    from item_month
    inner join item_quarter
        on
            item_month.item_code = item_quarter.item_code
            and item_month.period_from = item_quarter.period_from
    where item_quarter.users < 10 or 2 * item_month.users > item_quarter.users
),

whole as (
    select
        line_month.provider_id, line_month.period_from, line_month.month_from,
        count(distinct line_month.encounter_id) as encounters, sum(line_month.amount) as amount
    from line_month
    group by line_month.provider_id, line_month.period_from, line_month.month_from
),

whole_quarter as (
    select
        line_month.provider_id, line_month.period_from,
        count(distinct line_month.encounter_id) as encounters, sum(line_month.amount) as amount
    from line_month
    group by line_month.provider_id, line_month.period_from
),

-- a house of few but dear encounters is looked at when its money is that of the others
ordinary_house as (
    select whole_quarter.period_from, median(cast(whole_quarter.amount as double)) as amount
    from whole_quarter
    where whole_quarter.encounters >= $minimum_encounters
    group by whole_quarter.period_from
),

used_month as (
    select
        line_month.provider_id, line_month.period_from, line_month.month_from,
        line_month.item_code, min(line_month.category) as category,
        count(distinct line_month.encounter_id) as uses,
        sum(line_month.quantity) as quantity, sum(line_month.amount) as amount
    from line_month
    group by
        line_month.provider_id, line_month.period_from, line_month.month_from,
        line_month.item_code
),

used as (
    select
        used_month.provider_id, used_month.period_from, used_month.item_code,
        min(used_month.category) as category,
        sum(used_month.uses) as uses, sum(used_month.quantity) as quantity,
        sum(used_month.amount) as amount
    from used_month
    group by used_month.provider_id, used_month.period_from, used_month.item_code
),

-- one patient's treatment is no habit of a house. The square of the sum over the sum of squares tells in
-- how many persons the money lies: a quarter of all is ordinary, and fewer are believed by the square of
-- that share
persons as (
    select
        used_by.provider_id, used_by.period_from, used_by.item_code,
        count(used_by.person_id) as persons, sum(used_by.uses) as uses,
        round(
            16 * power(
                power(sum(used_by.amount), 2) / nullif(sum(used_by.amount * used_by.amount), 0), 2
            ) / sum(used_by.uses)
        ) as weight
    from (
        select
            line_month.provider_id, line_month.period_from, line_month.item_code, line_month.person_id,
            count(distinct line_month.encounter_id) as uses,
            sum(cast(line_month.amount as double)) as amount
        from line_month
        group by
            line_month.provider_id, line_month.period_from, line_month.item_code,
            line_month.person_id
    ) as used_by
    group by used_by.provider_id, used_by.period_from, used_by.item_code
),

-- uses in the months compared, and all encounters of the same months
shared as (
    select
        used.provider_id, used.period_from, used.item_code,
        sum(used_month.uses) as uses, sum(used_month.amount) as amount,
        sum(whole.encounters) as encounters, sum(whole.amount) as whole_amount
    from used
    inner join compared_month
        on
            used.item_code = compared_month.item_code
            and used.period_from = compared_month.period_from
    inner join whole
        on
            used.provider_id = whole.provider_id
            and compared_month.month_from = whole.month_from
    left join used_month
        on
            used.provider_id = used_month.provider_id
            and used.item_code = used_month.item_code
            and compared_month.month_from = used_month.month_from
    group by used.provider_id, used.period_from, used.item_code
),

-- a price that was cut or raised for all within the quarter: what each month's users pay in the middle
month_price as (
    select
        used_month.item_code, used_month.period_from, used_month.month_from,
        median(used_month.amount / nullif(used_month.quantity, 0)) as price,
        count(used_month.provider_id) as users
    from used_month
    where used_month.quantity > 0 and used_month.amount > 0
    group by used_month.item_code, used_month.period_from, used_month.month_from
),

changed_price as (
    select month_price.item_code, month_price.period_from
    from month_price
    where month_price.users >= 5
    group by month_price.item_code, month_price.period_from
    having max(month_price.price) > 1.1 * min(month_price.price)
),

-- who charges the price of the days has used it on other days than most, no dearer
price_of_days as (
    select used_month.provider_id, used_month.period_from, used_month.item_code
    from used_month
    inner join changed_price
        on
            used_month.item_code = changed_price.item_code
            and used_month.period_from = changed_price.period_from
    inner join month_price
        on
            used_month.item_code = month_price.item_code
            and used_month.month_from = month_price.month_from
    where month_price.users >= 5
    group by used_month.provider_id, used_month.period_from, used_month.item_code
    having sum(used_month.amount) <= 1.1 * sum(used_month.quantity * month_price.price)
),

usual as (
    select
        used.item_code,
        median(used.amount / nullif(used.quantity, 0)) as price,
        median(used.quantity / nullif(used.uses, 0)) as quantity
    from used
    where used.quantity > 0 and used.amount > 0
    group by used.item_code
),

measured as (
    select
        used.provider_id, used.period_from, used.item_code, hospital.level, hospital.specialty,
        hospital.care, whole_quarter.encounters, whole_quarter.amount as house_amount, persons.uses, persons.persons,
        least(persons.uses, coalesce(persons.weight, persons.uses)) as weighty_uses,
        -- a share of the house's money rests on all that it did
        round(whole_quarter.encounters * least(1.0, coalesce(persons.weight / nullif(persons.uses, 0), 1.0))) as weighty_encounters,
        used.amount,
        shared.uses / nullif(shared.encounters, 0) as usage_share,
        shared.amount / nullif(shared.whole_amount, 0) as share_of_amount,
        used.quantity / nullif(persons.uses, 0) as quantity_per_use,
        used.amount / nullif(persons.uses, 0) as amount_per_use,
        used.amount / nullif(used.quantity, 0) as unit_price,
        -- grams of a decoction follow the prescription; a box counted in tablets moves price and
        -- quantity against each other and comes to the same
        used.category = 'herbal_piece' as is_by_weight,
        price_of_days.item_code is not null as is_price_of_days,
        (
            used.quantity >= 2 * persons.uses * usual.quantity
            and 2 * used.amount <= used.quantity * usual.price
            or 2 * used.quantity <= persons.uses * usual.quantity
            and used.amount >= 2 * used.quantity * usual.price
        )
        and used.amount / nullif(persons.uses, 0)
        between 0.5 * usual.price * usual.quantity and 2 * usual.price * usual.quantity
            as is_other_unit
    from used
    inner join hospital on used.provider_id = hospital.provider_id
    inner join whole_quarter
        on
            used.provider_id = whole_quarter.provider_id
            and used.period_from = whole_quarter.period_from
    inner join persons
        on
            used.provider_id = persons.provider_id
            and used.period_from = persons.period_from
            and used.item_code = persons.item_code
    left join shared
        on
            used.provider_id = shared.provider_id
            and used.period_from = shared.period_from
            and used.item_code = shared.item_code
    left join usual on used.item_code = usual.item_code
    left join price_of_days
        on
            used.provider_id = price_of_days.provider_id
            and used.period_from = price_of_days.period_from
            and used.item_code = price_of_days.item_code
),

-- few but dear uses are looked at when they come to what the others' uses of an item come to
ordinary_size as (
    select measured.period_from, median(cast(measured.amount as double)) as amount
    from measured
    where measured.uses >= $minimum_uses and measured.encounters >= $minimum_encounters
    group by measured.period_from
),

looked_at as (
    select
        measured.provider_id, measured.period_from, measured.item_code, measured.level,
        measured.specialty, measured.care, measured.encounters, measured.uses, measured.persons,
        measured.weighty_uses, measured.weighty_encounters,
        measured.usage_share, measured.share_of_amount, measured.quantity_per_use,
        measured.amount_per_use, measured.unit_price, measured.is_by_weight, measured.is_price_of_days,
        coalesce(measured.is_other_unit, false) as is_other_unit
    from measured
    left join ordinary_size on measured.period_from = ordinary_size.period_from
    left join ordinary_house on measured.period_from = ordinary_house.period_from
    where
        (
            measured.encounters >= $minimum_encounters
            or measured.house_amount >= ordinary_house.amount
        )
        and (
            measured.uses >= $minimum_uses
            or measured.uses >= 2 and measured.amount >= 10 * ordinary_size.amount
        )
),

data_begin as (
    select min(line_month.month_from) as month_from
    from line_month
),

-- items that few charge, but somebody much: those who do not charge them are peers with nothing.
-- A code that came into the world after the charges began may be a new name: it is left out.
few_users as (
    select
        looked_at.period_from, looked_at.item_code, looked_at.level, looked_at.specialty,
        looked_at.care
    from looked_at
    inner join item_quarter
        on
            looked_at.item_code = item_quarter.item_code
            and looked_at.period_from = item_quarter.period_from
    inner join (
        select item_month.item_code, min(item_month.month_from) as month_from
        from item_month
        group by item_month.item_code
    ) as first_seen on looked_at.item_code = first_seen.item_code
    cross join data_begin
    where
        -- of the only one who charges it, it must be his main business: somebody has the only scanner
        (
            item_quarter.users >= 2
            or looked_at.usage_share >= 0.2 and looked_at.share_of_amount >= 0.2
            or looked_at.share_of_amount >= 0.5
        )
        and (
            first_seen.month_from = data_begin.month_from
            or first_seen.month_from < looked_at.period_from - interval 3 month
        )
    group by
        looked_at.period_from, looked_at.item_code, looked_at.level, looked_at.specialty,
        looked_at.care
    having
        (max(looked_at.share_of_amount) >= 0.02 or max(looked_at.usage_share) >= 0.05)
        and count(looked_at.provider_id) <= 20
),

-- who charges the same thing under another code is no stranger to it
used_otherwise as (
    select few_users.period_from, few_users.item_code, line_month.provider_id
    from few_users
    inner join named_item on few_users.item_code = named_item.item_code
    inner join named_item as other on named_item.item = other.item
    inner join line_month
        on
            other.item_code = line_month.item_code
            and few_users.period_from = line_month.period_from
    group by few_users.period_from, few_users.item_code, line_month.provider_id
),

-- forty of them are enough to say what is usual
non_user as (
    select
        whole_quarter.provider_id, few_users.period_from, few_users.item_code, few_users.level,
        few_users.specialty, few_users.care, whole_quarter.encounters,
        row_number() over (
            partition by
                few_users.period_from, few_users.item_code, few_users.level, few_users.specialty,
                few_users.care
            order by whole_quarter.provider_id
        ) as nth
    from few_users
    inner join hospital
        on
            few_users.level = hospital.level and few_users.specialty = hospital.specialty
            and few_users.care = hospital.care
    inner join whole_quarter
        on
            hospital.provider_id = whole_quarter.provider_id
            and few_users.period_from = whole_quarter.period_from
    left join used_otherwise
        on
            hospital.provider_id = used_otherwise.provider_id
            and few_users.period_from = used_otherwise.period_from
            and few_users.item_code = used_otherwise.item_code
    where
        used_otherwise.item_code is null
        and whole_quarter.encounters >= $minimum_encounters
),

subject_row as (
    select
        looked_at.provider_id || '/' || looked_at.item_code as subject_id, looked_at.provider_id,
        looked_at.period_from,
        cast(looked_at.period_from + interval 3 month - interval 1 day as date) as period_to,
        looked_at.item_code, looked_at.level, looked_at.specialty, looked_at.care,
        looked_at.encounters, looked_at.uses, looked_at.weighty_uses, looked_at.weighty_encounters,
        -- having what others have not is no sign, making a living of it is: who charges a rare item
        -- now and then is a peer of those who charge it much, and is not ranked
        few_users.item_code is not null
        and looked_at.usage_share < 0.2 and looked_at.share_of_amount < 0.3 as is_non_user,
        looked_at.usage_share,
        case when not looked_at.is_other_unit and not looked_at.is_by_weight
            then looked_at.quantity_per_use end as quantity_per_use,
        case when not looked_at.is_price_of_days then looked_at.amount_per_use end as amount_per_use,
        case when not looked_at.is_other_unit and not looked_at.is_price_of_days
            then looked_at.unit_price end as unit_price,
        looked_at.uses / nullif(looked_at.persons, 0) as uses_per_person,
        case when not looked_at.is_price_of_days then looked_at.share_of_amount end as share_of_amount
    from looked_at
    left join few_users
        on
            looked_at.period_from = few_users.period_from
            and looked_at.item_code = few_users.item_code
            and looked_at.level = few_users.level
            and looked_at.specialty = few_users.specialty
            and looked_at.care = few_users.care
    union all
    select
        non_user.provider_id || '/' || non_user.item_code as subject_id, non_user.provider_id,
        non_user.period_from,
        cast(non_user.period_from + interval 3 month - interval 1 day as date) as period_to,
        non_user.item_code, non_user.level, non_user.specialty, non_user.care,
        non_user.encounters,
        0 as uses, 0 as weighty_uses, 0 as weighty_encounters, true as is_non_user,
        0 as usage_share, null as quantity_per_use, null as amount_per_use, null as unit_price,
        null as uses_per_person, 0 as share_of_amount
    from non_user
    where non_user.nth <= 40
)

select
    subject_row.subject_id, subject_row.provider_id, subject_row.period_from,
    subject_row.period_to, subject_row.item_code, subject_row.level, subject_row.specialty,
    subject_row.care,
    subject_row.encounters, subject_row.uses, subject_row.weighty_uses,
    subject_row.weighty_encounters, subject_row.is_non_user,
    subject_row.usage_share,
    subject_row.quantity_per_use, subject_row.amount_per_use, subject_row.unit_price,
    subject_row.uses_per_person, subject_row.share_of_amount
from subject_row
