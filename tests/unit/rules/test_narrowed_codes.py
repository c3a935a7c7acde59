"""The world of some trace codes: what decides how a box of them stands comes along."""

from __future__ import annotations

from feijian.contracts import build_derived, closure, empty_world
from feijian.rules.narrow import narrowed_world
from tests.shared import builtin_content

KEPT, CAME_BACK = "81000010009876543210", "81000010001234543219"
ROWS = f"""
insert into canonical.encounter (encounter_id, person_id, provider_id, class, started_at)
values ('E1', 'P1', 'H1', 'pharmacy', timestamp '2026-03-01 09:00:00');
insert into canonical.claim (claim_id, encounter_id, person_id, provider_id, total_amount, is_refund, original_claim_id)
values ('S1', 'E1', 'P1', 'H1', 60, false, null), ('R1', 'E1', 'P1', 'H1', -30, true, 'S1');
insert into canonical.claim_line (claim_line_id, claim_id, encounter_id, item_code, charged_at, quantity, amount, original_line_id)
values ('L1', 'S1', 'E1', 'XA', timestamp '2026-03-01 09:00:00', 2, 60, null),
  ('L2', 'R1', 'E1', 'XA', timestamp '2026-03-02 09:00:00', -1, -30, 'L1');
insert into canonical.dispense (dispense_id, kind, provider_id, claim_id, claim_line_id, item_code, trace_code, dispensed_at)
values ('D1', 'sale', 'H1', 'S1', 'L1', 'XA', '{KEPT}', timestamp '2026-03-01 09:00:00'),
  ('D2', 'sale', 'H1', 'S1', 'L1', 'XA', '{CAME_BACK}', timestamp '2026-03-01 09:00:00'),
  ('D3', 'return', 'H1', {{claim}}, {{line}}, 'XA', '{CAME_BACK}', timestamp '2026-03-02 09:00:00');
"""


def test_the_boxes_that_came_back_from_its_settlement_tell_which_box_stayed() -> None:
    content = builtin_content()
    needed = closure(content.derived, ["sale_upload"])
    asked = "select trace_code, is_part_refunded from derived.sale_upload"
    for claim, line in (("'R1'", "null"), ("'S1'", "null"), ("null", "'L1'")):
        whole = empty_world(content.catalogue)
        whole.execute(ROWS.format(claim=claim, line=line))
        build_derived(whole, needed)
        with narrowed_world(
            whole, content, "trace_code", [KEPT], {("derived", "sale_upload")}
        ) as alone:
            assert alone.execute(asked).fetchall() == [(KEPT, False)], (claim, line)
