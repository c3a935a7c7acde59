/* ---
title: Charges ordered by someone who is not registered
title_zh: 未登记备案人员开单
official: none
version: 6
status: stable
certainty: suspect
subject: practitioner
identity: [provider_id]
scope: provider
basis: [条例15, 条例38(七), 典型问题清单(2025)]
source: [2025-hospital no. 5, 2025-hospital no. 71]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, practitioner.provider_id, provider, claim_line.item_name, encounter]
parameters:
  min_registered_share: {type: decimal, default: 0.8, min: 0, max: 1, step: 0.1, unit: share of what the others at the provider ordered, note: a proposal; below it the message warns that the register may not have been delivered whole}
  least_at_pharmacy: {type: integer, default: 5, min: 1, max: 100, step: 1, unit: persons, note: "a proposal; a few persons come to a drugstore with the prescription of a hospital far away"}
  solvent: {type: string, default: "^((0?[.]9 ?%)? ?(氯化钠(注射液|[(（]|$)|生理盐水)|((5|10) ?%)? ?葡萄糖注射液|(5 ?%)? ?葡萄糖氯化钠注射液|(灭菌|无菌)?注射用水)", note: pattern of what other drugs are dissolved in}
message: "{practitioner_id} ordered {lines} lines for {persons} persons between {first_on} and {last_on} and stands in no register{remark}"
message_zh: "{practitioner_id} 在 {first_on} 至 {last_on} 为 {persons} 人开单 {lines} 条，不在医保登记备案人员库中{remark_zh}"
innocent_when:
  - the register was sent before the person was entered
  - the ward puts a name beside bed, nursing and heating (left out)
  - a nurse or technician books what is used up and what drugs are dissolved in (left out)
  - a trainee orders under a teacher who is registered
  - the person is registered with another province (at a drugstore left out for a few customers)
innocent_when_zh:
  - 人员库编码未及时同步
  - 床位、护理、取暖等自动计费项目带出的人员（已排除）
  - 护士、技师记耗材和配液溶媒（已排除）
  - 规培、进修人员由带教医师负责
  - 人员在外省登记备案（药店少量外配处方已排除）
verify_by:
  - the licence of the person and the date of registration with the bureau
  - the duty roster and the signatures under the orders
verify_by_zh:
  - 核对执业证书和医保登记备案日期
  - 核对排班表和医嘱签名
judged: select count(distinct practitioner_id) from derived.practitioner_day where practitioner_id is not null
note: Only codes of the national form (a letter D, N, Y or J and digits) are judged; a provider's own user number or "unknown" pools many people and is a matter of data quality. Judged are providers of whom the register holds anybody; how many others are missing from it excuses nobody, the message tells the share. A provider of whom it holds nobody is register_gap's.
note_zh: 只判断国家编码形式（D、N、Y、J 加数字）的代码；机构自编工号和“未知”属数据质量问题。人员库中有该机构任何人员的即判断，其他人员是否在库不构成免责，说明中列出在库开单占比；人员库中无任何人员的机构由 register_gap 列出。
--- */
with
-- codes that stand in no register; min: the pattern is tried once per code, not on every line
unknown_code as (
    select code.practitioner_id
    from (
        select practitioner_id
        from derived.practitioner_day
        group by practitioner_id
        having regexp_matches(min(practitioner_id), '^[DNYJ][0-9]{6,}$') -- gate: equivalent, bounds work
    ) as code
    anti join practitioner -- gate: equivalent, bounds work
        on code.practitioner_id = practitioner.practitioner_id -- gate: equivalent, bounds work
),

judged_provider as (
    select provider_id
    from derived.practitioner_day
    where practitioner_id in (select practitioner_id from unknown_code) -- gate: equivalent, bounds work
    union
    select seeing.provider_id
    from (
        select practitioner_id, provider_id
        from encounter
        group by practitioner_id, provider_id
    ) as seeing
    anti join practitioner -- gate: equivalent, bounds work
        on seeing.practitioner_id = practitioner.practitioner_id -- gate: equivalent, bounds work
    where regexp_matches(seeing.practitioner_id, '^[DNYJ][0-9]{6,}$') -- gate: equivalent, bounds work
),

ordered_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id,
        -- of visits of which no line says who ordered their doctor did
        coalesce(line.practitioner_id, unsigned.practitioner_id) as practitioner_id,
        line.charged_on, line.covered_amount, line.item_code, line.item_name, line.category
    from derived.net_line_scan as line
    inner join judged_provider
        on line.provider_id = judged_provider.provider_id -- gate: equivalent, bounds work
    left join derived.unsigned_visit as unsigned on line.encounter_id = unsigned.encounter_id
    -- bed, nursing and heating run by themselves, whoever's name the ward puts there
    where
        coalesce(line.category not in ('bed', 'nursing', 'registration', 'general', 'other'), true)
        and line.provider_id in (select provider_id from judged_provider) -- gate: equivalent, bounds work
),

-- one row per provider and code that ordered there: a national staff code, and in the register?
staff as (
    select
        ordered.provider_id, ordered.practitioner_id, ordered.lines,
        regexp_matches(ordered.practitioner_id, '^[DNYJ][0-9]{6,}$')
        -- a row of one digit is a placeholder
        and replace(
            substr(ordered.practitioner_id, 2), substr(ordered.practitioner_id, 2, 1), ''
        ) <> '' as is_national,
        practitioner.practitioner_id is not null as is_registered
    from (
        select provider_id, practitioner_id, count(claim_line_id) as lines
        from ordered_line
        group by provider_id, practitioner_id
    ) as ordered
    left join practitioner on ordered.practitioner_id = practitioner.practitioner_id
),

provider_total as (
    select
        provider_id,
        sum(case when is_national then lines else 0 end) as national_lines,
        sum(case when is_national and is_registered then lines else 0 end) as registered_lines
    from staff
    group by provider_id
),

-- providers of whom the register holds anybody
held as (
    select provider_id
    from practitioner
    union
    select provider_id
    from provider_total
    where registered_lines > 0
),

unregistered as (
    select
        staff.provider_id, staff.practitioner_id,
        provider_total.registered_lines / cast(provider_total.national_lines as double) as share,
        -- what the others ordered decides how whole the register looks
        provider_total.registered_lines
        < (provider_total.national_lines - staff.lines) * $min_registered_share as is_thin
    from staff
    inner join provider_total on staff.provider_id = provider_total.provider_id
    semi join held on staff.provider_id = held.provider_id
    where staff.is_national and not staff.is_registered
)

select
    unregistered.practitioner_id as subject_id,
    unregistered.practitioner_id,
    unregistered.provider_id,
    count(ordered.claim_line_id) as lines,
    count(distinct ordered.person_id) as persons,
    min(ordered.charged_on) as first_on,
    max(ordered.charged_on) as last_on,
    case
        when max(case when unregistered.is_thin then 1 else 0 end) = 1
            then '; staff in the register ordered '
                || cast(cast(round(100 * max(unregistered.share)) as integer) as varchar) || '% here'
        else ''
    end as remark,
    case
        when max(case when unregistered.is_thin then 1 else 0 end) = 1
            then '；本机构由在库人员开单的仅占 '
                || cast(cast(round(100 * max(unregistered.share)) as integer) as varchar) || '%'
        else ''
    end as remark_zh,
    cast(sum(ordered.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(ordered.claim_line_id) as claim_line_ids,
    list(distinct ordered.encounter_id) as encounter_ids,
    min(ordered.charged_on) as occurred_from,
    max(ordered.charged_on) as occurred_to
from unregistered
inner join ordered_line as ordered
    on
        unregistered.practitioner_id = ordered.practitioner_id
        and unregistered.provider_id = ordered.provider_id
left join provider on unregistered.provider_id = provider.provider_id
-- a nurse or technician books what is used up and what drugs are dissolved in; that is no order
where
    not (
        regexp_matches(unregistered.practitioner_id, '^[NJ]')
        and (
            coalesce(ordered.category = 'consumable', false)
            or regexp_matches(ordered.item_code, '^(XV07|C[0-9])')
            or regexp_matches(coalesce(ordered.item_name, ''), $solvent)
        )
    )
group by unregistered.practitioner_id, unregistered.provider_id
having count(distinct ordered.person_id) >= case when max(provider.kind) = 'pharmacy' then $least_at_pharmacy else 1 end
