/* ---
title: The dearer method charged for nearly all tests of a kind
title_zh: 高价方法学或高价项目串换
official: [GZ10000102001000, ZB10000205002000]
version: 4
status: stable
certainty: suspect
subject: provider
identity: [list_no, dear_pattern]
scope: all
parts: [swap_line]
basis: [条例38(四), 典型问题清单(2025)]
parameters:
  min_tests: {type: integer, default: 50, min: 1, step: 1, unit: tests of both methods, note: proposal}
  own_share: {type: decimal, default: 0.95, min: 0.5, max: 1, step: 0.05, unit: share charged by the dearer method,
              note: "proposal; with the whole of the catalogue one plain test would hide the habit"}
  peer_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share among the peers together,
               note: proposal}
  min_peers: {type: integer, default: 5, min: 1, step: 1, unit: other providers of the level, note: proposal}
message: "{name}: {share_percent}% of {tests} charged by the dearer method; {peers} peers [peers:charges|charge] {peer_percent}%"
message_zh: "{name}：{tests} 次中 {share_percent}% 按高价方法收费，同级 {peers} 家合计 {peer_percent}%"
innocent_when:
  - the laboratory owns only the device of the dearer method
innocent_when_zh:
  - 该机构仅有高价方法的设备
verify_by:
  - the devices of the laboratory and the purchases of reagents
verify_by_zh:
  - 查检验设备清单及试剂采购记录
source: ["2025-hospital 20-24", "2025-hospital 41", "2025-hospital 68", "2025-hospital 95", "2025-hospital 131-135", "2025-hospital 144-178", "2024 检验-2"]
note: >-
  Reads problem_swap, which holds swaps of other fields than the laboratory too. Peers are the other
  providers of the same level that charge either item. The amount is not known from claims, since the
  plainer price is not: it is left empty, and no lines are evidence of a share.
note_zh: 读取 problem_swap，除检验外还有其他领域的串换。同类为同级别、收取其中任一项目的其他机构。结算数据中没有低价项目的价格，故金额留空；占比本身没有可列为证据的明细。
--- */
with
swap_item as (
    select
        item.item_name, swap.list_edition, swap.list_no, swap.dear_pattern,
        max(swap.note) as note,
        max(case when item.name_pattern = swap.dear_pattern then 1 else 0 end) as is_dear,
        -- rows of one number of the list that name an item twice count its tests once
        min(coalesce(swap.valid_from, date '1900-01-01')) as valid_from,
        max(coalesce(swap.valid_to, date '2200-01-01')) as valid_to
    from derived.listed_name as item
    inner join problem_swap as swap
        on item.name_pattern in (swap.dear_pattern, swap.plain_pattern)
    group by item.item_name, swap.list_edition, swap.list_no, swap.dear_pattern
),

-- one row per charge of either test and swap
swap_line as (
    select
        line.encounter_id, line.provider_id, swap_item.list_edition, swap_item.list_no, swap_item.dear_pattern,
        swap_item.note, swap_item.is_dear, line.quantity, line.charged_on
    from derived.net_line_scan as line
    inner join swap_item on line.item_name = swap_item.item_name
    where
        line.charged_on >= swap_item.valid_from and line.charged_on < swap_item.valid_to
        and line.covered_amount > 0
),

-- one row per provider and swap
provider_swap as (
    select
        line.provider_id, provider.level, line.list_edition, line.list_no, line.dear_pattern,
        min(line.note) as name,
        sum(line.quantity) as tests,
        sum(line.quantity * line.is_dear) as dear_tests,
        min(line.charged_on) as first_on,
        max(line.charged_on) as last_on
    from swap_line as line
    inner join provider on line.provider_id = provider.provider_id
    group by line.provider_id, provider.level, line.list_edition, line.list_no, line.dear_pattern
),

among_peers as (
    select
        provider_id, list_no, dear_pattern, name, tests, dear_tests, first_on, last_on,
        count(provider_id) over (partition by level, list_edition, list_no, dear_pattern) - 1 as peers,
        sum(tests) over (partition by level, list_edition, list_no, dear_pattern) - tests as peer_tests,
        sum(dear_tests) over (partition by level, list_edition, list_no, dear_pattern) - dear_tests as peer_dear_tests
    from provider_swap
)

select
    provider_id as subject_id, provider_id, list_no, dear_pattern, name,
    cast(tests as decimal(18, 0)) as tests,
    cast(round(100 * dear_tests / tests, 1) as decimal(9, 1)) as share_percent,
    cast(round(100 * peer_dear_tests / peer_tests, 1) as decimal(9, 1)) as peer_percent,
    peers,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    first_on as occurred_from,
    last_on as occurred_to
from among_peers
where
    tests >= $min_tests
    and peers >= $min_peers
    and dear_tests >= $own_share * tests
    and peer_dear_tests <= $peer_share * peer_tests
