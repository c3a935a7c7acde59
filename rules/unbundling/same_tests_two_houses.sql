/* ---
title: The tests of one visit charged again on the day by a house that did not see the patient
title_zh: 同日同一组检查检验两家机构各收一次（送检、远程影像重复收费）
official: GZ10000102012000
version: 1
status: stable
certainty: suspect
subject: encounter
scope: person
joins: written
basis: [条例38(三), 条例15]
parameters:
  least_items: {type: integer, default: 2, min: 1, max: 20, step: 1, unit: different tests, note: "a proposal; one test may have been done again for its result"}
message: "{items} tests charged on {charged_on} [items:was|were] charged that day at {seen_at} too, where the patient was seen; here he was charged nothing else"
message_zh: "{charged_on} 收取的 {items} 项检查检验，当日接诊机构 {seen_at} 均已收费；本机构当日除此之外没有任何收费"
innocent_when:
  - the patient had the tests done again on his own wish, or since the first results were in doubt
  - the house that saw him billed by mistake and refunded, and the refund was not delivered
innocent_when_zh:
  - 患者自行要求复查，或首次结果存疑
  - 接诊机构误收后已退费，退费记录未纳入本次数据
verify_by:
  - the report numbers, who drew the blood and on whose machine it ran; one test has one report
  - the agreement between the houses of the medical group on who charges for what is sent
verify_by_zh:
  - 核对报告单号、采样人和检测设备，一次检查仅一份报告
  - 调取医共体内送检、远程诊断的结算协议
tolerates: [claim, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount]
judged: select count(*) from encounter where class = 'outpatient'
source: ["published reports of inspections: specimens sent to a shared laboratory and charged twice"]
evidence: {kept: {claim_line: kept_line_ids}, context: {provider: seen_at}}
note: >-
  A visit of nothing but laboratory tests and examinations, each of which (by code or by name) was charged on the same day at
  one other house that charged something else for the patient too. A house at which the person has another visit on the day
  saw him and is not judged. The lines of the house that saw him are kept.
note_zh: 就诊只有检查检验收费，且每一项（按编码或名称）当日均在另一家有其他收费的接诊机构收取。当日在本机构另有就诊的，视为本机构接诊，不判。保留接诊机构的明细，本次为疑点。
--- */
with
-- visits with nothing but tests
bare_visit as (
    select
        line.encounter_id, line.person_id, line.provider_id,
        min(line.charged_on) as charged_on,
        count(distinct line.item_code) as items
    from derived.net_line_scan as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    where encounter.class = 'outpatient'
    group by line.encounter_id, line.person_id, line.provider_id
    having
        bool_and(coalesce(line.category in ('laboratory', 'examination'), false))
        and count(distinct line.item_code) >= $least_items
),

-- what else the person was charged that day, wherever it was
of_day as (
    select
        bare_visit.encounter_id as bare_id, bare_visit.provider_id as bare_provider_id,
        line.encounter_id, line.provider_id, line.claim_line_id, line.item_code, line.item_name, line.covered_amount,
        coalesce(line.category in ('laboratory', 'examination'), false) as is_test
    from bare_visit
    inner join derived.net_line_scan as line
        on bare_visit.person_id = line.person_id and bare_visit.charged_on = line.charged_on
    where line.person_id in (select bare_visit.person_id from bare_visit) -- gate: equivalent, bounds work
),

-- seen at the house itself
attended as (
    select distinct bare_id
    from of_day
    where provider_id = bare_provider_id and encounter_id <> bare_id
),

-- houses that did something else for the patient; that of the bare visit is one of them only where he has another there
seen as (
    select bare_id, provider_id
    from of_day
    group by bare_id, provider_id
    having not bool_and(is_test)
),

-- one row per line of the bare visit and house at which the same was charged
doubled as (
    select
        bare.bare_id, bare.claim_line_id, bare.item_code, bare.covered_amount, other.provider_id as seen_at,
        min(other.claim_line_id) as kept_line_id
    from of_day as bare
    inner join of_day as other on bare.bare_id = other.bare_id
    inner join seen on other.bare_id = seen.bare_id and other.provider_id = seen.provider_id
    where
        bare.encounter_id = bare.bare_id
        and (bare.item_code = other.item_code or bare.item_name = other.item_name)
    group by bare.bare_id, bare.claim_line_id, bare.item_code, bare.covered_amount, other.provider_id
),

-- houses that charged all of it; of several the first
whole as (
    select doubled.bare_id, min(doubled.seen_at) as seen_at
    from (
        select bare_id, seen_at, count(distinct item_code) as items
        from doubled
        group by bare_id, seen_at
    ) as doubled
    inner join bare_visit on doubled.bare_id = bare_visit.encounter_id and doubled.items = bare_visit.items
    group by doubled.bare_id
)

select
    bare_visit.encounter_id as subject_id, bare_visit.provider_id, bare_visit.person_id, bare_visit.charged_on,
    bare_visit.items, whole.seen_at,
    cast(sum(doubled.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(doubled.claim_line_id) as claim_line_ids,
    list(distinct doubled.kept_line_id) as kept_line_ids,
    [bare_visit.encounter_id] as encounter_ids,
    bare_visit.charged_on as occurred_from,
    bare_visit.charged_on as occurred_to
from bare_visit
inner join whole on bare_visit.encounter_id = whole.bare_id
inner join doubled on whole.bare_id = doubled.bare_id and whole.seen_at = doubled.seen_at
anti join attended on bare_visit.encounter_id = attended.bare_id
where doubled.covered_amount > 0
group by
    bare_visit.encounter_id, bare_visit.provider_id, bare_visit.person_id, bare_visit.charged_on, bare_visit.items,
    whole.seen_at
