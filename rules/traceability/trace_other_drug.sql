/* ---
title: A visit was charged one drug and the boxes scanned for it are of another
title_zh: 结算药品与扫码药品不符（串换药品）
official: none
version: 3
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: all
parts: [stranger, unscanned]
basis: [条例38(四), 实施细则(追溯码)]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.is_split_pack, dispense.sale_no, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount, claim_line.unit_price, claim_line.item_name, purchase]
parameters:
  same_drug_characters: {type: integer, default: 10, min: 1, max: 23, step: 3, unit: characters of the item code, note: other strengths and packs of one drug share the first ten}
  min_codes: {type: integer, default: 10, min: 2, step: 1, unit: codes, note: "a proposal; so many codes of the drug charged, anywhere, tell that its boxes bear codes"}
  max_share: {type: decimal, default: 0.3, min: 0.01, max: 1, step: 0.2, unit: of the visits that were charged the drug, note: "a proposal; above it one drug is mapped to the other's national code"}
  min_boxes: {type: integer, default: 2, min: 1, step: 1, unit: codes of the other drug in the visit, note: "a proposal; one is a slip of the hand at the shelf"}
message: "{item_name} was charged on {charged_on} without a code, and {codes} codes of {other_code}, which was not charged, [codes:was|were] scanned"
message_zh: "{charged_on} 结算 {item_name} 而无其追溯码，同次扫入未结算药品 {other_code} 的追溯码 {codes} 个"
innocent_when:
  - the house mapped one of the two drugs to the other's national code (left out where it is so with more than {max_share} of the visits)
  - the boxes of a cash sale were scanned into the insured one, and the codes of this one got lost
  - another pack or strength of the drug (left out), or one box from the wrong shelf (left out)
  - two baskets of a day whose boxes were scanned into each other's visit (left out)
innocent_when_zh:
  - 机构将药品对照到另一药品的医保编码（占该药结算 {max_share} 以上的已排除）
  - 自费药品误扫入医保单据，而本单追溯码漏传
  - 同一药品不同规格、包装，或错拿一盒（已排除）
  - 同日两单药盒互相扫入对方单据（已排除）
verify_by:
  - the receipt, the camera of the till and the boxes that the buyer took home
  - stock of both drugs against purchases and sales
verify_by_zh:
  - 核对小票、收银监控及购药人实际取走的药品
  - 盘点两种药品，与购销记录核对
source: ["published reports of inspections: other goods under a drug's code"]
note: Asked by visit, so that a house's own numbers of lines play no part. The drug charged must have no code of its own in the visit, and the drug scanned must not be charged in it. Stays are left out, whose boxes are shared.
note_zh: 按就诊比对，不依赖明细流水号。结算药品在该次就诊中无本品追溯码，且扫码药品在该次就诊中未结算的才列入。住院共用包装，不判断。
--- */
with
scanned as (
    select encounter_id, item_code, substr(item_code, 1, $same_drug_characters) as drug, trace_code, is_only_upload
    from derived.trace_sale
    where
        not coalesce(is_stay, false)
        and coalesce(is_settled, true)
        and encounter_id is not null -- gate: equivalent, what no visit is known of joins no row below
),

stay as (
    select encounter_id
    from encounter
    where class = 'inpatient'
),

-- which drugs were charged, whoever paid, a row for each line
charged as (
    select line.encounter_id, substr(line.item_code, 1, $same_drug_characters) as drug
    from derived.net_line_scan as line
    anti join stay -- gate: equivalent, bounds work: what is scanned in a stay is not asked of
        on line.encounter_id = stay.encounter_id -- gate: equivalent, bounds work
    where coalesce(line.category in ('western_drug', 'patent_tcm'), false) -- gate: equivalent, bounds work: nothing else bears a drug's code
),

-- scanned and not charged
stranger as (
    select
        scanned.encounter_id, scanned.drug,
        min(scanned.item_code) as item_code,
        count(distinct scanned.trace_code) as boxes,
        list(distinct scanned.trace_code) as trace_codes
    from scanned
    anti join charged on scanned.encounter_id = charged.encounter_id and scanned.drug = charged.drug
    group by scanned.encounter_id, scanned.drug
),

scanned_beside as (
    select encounter_id, drug
    from scanned
    where encounter_id in (select stranger.encounter_id from stranger) -- gate: equivalent, bounds work
),

-- charged and not scanned, in visits with a stranger: few of all, whose lines are read whole
unscanned as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code, line.item_name,
        line.charged_on, line.covered_amount, substr(line.item_code, 1, $same_drug_characters) as drug
    from derived.net_claim_line as line
    anti join scanned_beside
        on
            line.encounter_id = scanned_beside.encounter_id
            and substr(line.item_code, 1, $same_drug_characters) = scanned_beside.drug
    where
        line.encounter_id in (select stranger.encounter_id from stranger) -- gate: equivalent, bounds work
        and line.category in ('western_drug', 'patent_tcm')
        and line.covered_amount > 0
),

-- of drugs that bear codes; a code that was uploaded once is one box: what is counted apart are few
known_drug as (
    select drug
    from scanned
    where drug in (select unscanned.drug from unscanned) -- gate: equivalent, bounds work
    group by drug
    having
        sum(case when is_only_upload then 1 else 0 end) + count(distinct case when not is_only_upload then trace_code end)
        >= $min_codes
),

bare as (
    select
        unscanned.claim_line_id, unscanned.encounter_id, unscanned.person_id, unscanned.provider_id, unscanned.item_code,
        unscanned.item_name, unscanned.charged_on, unscanned.covered_amount, unscanned.drug
    from unscanned
    inner join known_drug on unscanned.drug = known_drug.drug
),

pair as (
    select bare.drug, stranger.drug as other_drug, count(distinct bare.encounter_id) as visits
    from bare
    inner join stranger on bare.encounter_id = stranger.encounter_id
    group by bare.drug, stranger.drug
),

-- visits that were charged the drug, of those of which anything was scanned
visits_of as (
    select charged.drug, count(distinct charged.encounter_id) as visits
    from charged
    where
        charged.drug in (select pair.drug from pair) -- gate: equivalent, bounds work
        and charged.encounter_id in (select scanned.encounter_id from scanned)
    group by charged.drug
),

odd_pair as (
    select pair.drug, pair.other_drug
    from pair
    inner join visits_of on pair.drug = visits_of.drug
    where pair.visits <= $max_share * visits_of.visits
),

crossed as (
    select bare.encounter_id, bare.provider_id, bare.charged_on, bare.drug, stranger.drug as other_drug
    from bare
    inner join stranger on bare.encounter_id = stranger.encounter_id
),

-- two baskets of a day at a counter whose boxes were scanned into each other's visit: all was sold that was charged
exchanged as (
    select distinct crossed.encounter_id, crossed.drug, crossed.other_drug
    from crossed
    inner join crossed as mirrored
        on
            crossed.provider_id = mirrored.provider_id
            and crossed.charged_on = mirrored.charged_on
            and crossed.drug = mirrored.other_drug
            and crossed.other_drug = mirrored.drug
),

matched as (
    select
        bare.claim_line_id, bare.encounter_id, bare.person_id, bare.provider_id, bare.item_code, bare.item_name,
        bare.charged_on, bare.covered_amount, stranger.item_code as other_code, stranger.drug as other_drug, stranger.boxes
    from bare
    inner join stranger on bare.encounter_id = stranger.encounter_id
    inner join odd_pair on bare.drug = odd_pair.drug and stranger.drug = odd_pair.other_drug
    anti join exchanged
        on
            bare.encounter_id = exchanged.encounter_id
            and bare.drug = exchanged.drug
            and stranger.drug = exchanged.other_drug
    where stranger.boxes >= $min_boxes
    -- of several strangers the one with most boxes
    qualify
        row_number() over (
            partition by bare.claim_line_id order by stranger.boxes desc, stranger.item_code
        ) = 1
),

visit_item as (
    select
        encounter_id, provider_id, person_id, item_code, other_code, other_drug, boxes,
        min(coalesce(item_name, item_code)) as item_name,
        min(charged_on) as charged_on,
        max(charged_on) as charged_to,
        cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
        list(claim_line_id) as claim_line_ids
    from matched
    group by encounter_id, provider_id, person_id, item_code, other_code, other_drug, boxes
)

select
    visit_item.encounter_id as subject_id, visit_item.provider_id, visit_item.person_id, visit_item.item_code,
    visit_item.item_name, visit_item.other_code,
    visit_item.boxes as codes,
    visit_item.charged_on, visit_item.amount_at_risk, visit_item.claim_line_ids,
    box.trace_codes,
    [visit_item.encounter_id] as encounter_ids,
    visit_item.charged_on as occurred_from,
    visit_item.charged_to as occurred_to
from visit_item
inner join stranger as box on visit_item.encounter_id = box.encounter_id and visit_item.other_drug = box.drug
