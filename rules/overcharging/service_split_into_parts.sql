/* ---
title: Service charged as all of its parts instead of as one
title_zh: 医疗服务项目分解收费
official: GZ10000102013000
version: 4
status: stable
certainty: suspect
subject: encounter
identity: [whole_prefix, charged_on]
scope: encounter
basis: [条例15, 条例38(三)]
evidence: {kept: {claim_line: whole_line_ids}}
message: "on {charged_on} all {parts} parts of {whole_prefix} charged one by one"
message_zh: "{charged_on} 将应合并收费的项目 {whole_prefix} 分解为 {parts} 项收费"
innocent_when:
  - the parts were done at different times of the day for different reasons
innocent_when_zh:
  - 各项在当日不同时段因不同原因分别开展
verify_by:
  - the record of the service, for time and reason of each part
verify_by_zh:
  - 查操作记录的时间和指征
source: [national rule library]
note: >-
  Wholes and parts are filled by the bureau (item_split). What the whole would have cost is not
  known, so the amount is what was charged for the parts only where the whole was charged too.
note_zh: 整项与分项由医保局填写（item_split）。整项应收价格未知，故只有整项同时收取的，金额才为各分项收费之和。
--- */
with
used_item as (
    select distinct item_code from derived.charged_item
),

-- one row per listed part and item that is it
part_item as (
    select listed.whole_prefix, listed.part_prefix, used_item.item_code, listed.valid_from, listed.valid_to
    from item_split as listed
    inner join used_item on starts_with(used_item.item_code, listed.part_prefix)
),

whole_item as (
    select distinct listed.whole_prefix, used_item.item_code
    from item_split as listed
    inner join used_item on starts_with(used_item.item_code, listed.whole_prefix)
),

-- a line that two rows of the list name is one line
part_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.covered_amount,
        part_item.whole_prefix, part_item.part_prefix,
        row_number() over (
            partition by line.claim_line_id, part_item.whole_prefix order by part_item.part_prefix
        ) as nth
    from derived.net_claim_line as line
    inner join part_item on line.item_code = part_item.item_code
    where
        line.charged_on >= coalesce(part_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(part_item.valid_to, date '2200-01-01')
        and line.covered_amount > 0
),

charged_part as (
    select
        encounter_id, person_id, provider_id, charged_on, whole_prefix,
        count(distinct part_prefix) as parts,
        sum(covered_amount) filter (where nth = 1) as covered_amount,
        list(claim_line_id) filter (where nth = 1) as claim_line_ids
    from part_line
    group by encounter_id, person_id, provider_id, charged_on, whole_prefix
),

-- the parts that the edition of the day has
all_parts as (
    select charged.encounter_id, charged.whole_prefix, charged.charged_on, count(distinct listed.part_prefix) as parts
    from charged_part as charged
    inner join item_split as listed
        on
            charged.whole_prefix = listed.whole_prefix
            and charged.charged_on >= coalesce(listed.valid_from, date '1900-01-01')
            and charged.charged_on < coalesce(listed.valid_to, date '2200-01-01')
    group by charged.encounter_id, charged.whole_prefix, charged.charged_on
),

charged_whole as (
    select
        line.encounter_id, line.charged_on, whole_item.whole_prefix,
        list(distinct line.claim_line_id) as whole_line_ids
    from derived.net_claim_line as line
    inner join whole_item on line.item_code = whole_item.item_code
    group by line.encounter_id, line.charged_on, whole_item.whole_prefix
)

select
    charged_part.encounter_id as subject_id,
    charged_part.provider_id,
    charged_part.person_id,
    charged_part.whole_prefix,
    charged_part.charged_on,
    charged_part.parts,
    cast(case when charged_whole.encounter_id is not null then charged_part.covered_amount end as decimal(18, 2))
        as amount_at_risk,
    charged_part.claim_line_ids,
    coalesce(charged_whole.whole_line_ids, cast([] as varchar[])) as whole_line_ids,
    [charged_part.encounter_id] as encounter_ids,
    charged_part.charged_on as occurred_from,
    charged_part.charged_on as occurred_to
from charged_part
inner join all_parts
    on
        charged_part.encounter_id = all_parts.encounter_id
        and charged_part.whole_prefix = all_parts.whole_prefix
        and charged_part.charged_on = all_parts.charged_on
        and charged_part.parts = all_parts.parts
left join charged_whole
    on
        charged_part.encounter_id = charged_whole.encounter_id
        and charged_part.charged_on = charged_whole.charged_on
        and charged_part.whole_prefix = charged_whole.whole_prefix
where all_parts.parts >= 2
