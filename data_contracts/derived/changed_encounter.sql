/* ---
title: Encounters of which a claim line changed by a refund or a reversal
title_zh: 有冲退的就诊
scope: encounter
note: Few encounters have refunds. Whether a line can have changed is told by its encounter, which neighbouring lines share, and not by its own number.
--- */
select distinct line.encounter_id
from claim_line as line
semi join derived.line_change as change on line.claim_line_id = change.claim_line_id
where line.encounter_id is not null
