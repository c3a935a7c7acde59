"""What the engine's optimizer leaves out on every connection, because it answers wrongly with it.

A left join whose right side cannot match, as the statistics of its columns tell, is taken for a join
without rows; a sum over it is then bounded by nothing, and `where total > 0` returns no row at all (DuckDB
2.0.0 and 2.0.1; `tests/unit/workspace/test_optimizer.py` shows it). A rule would find nothing where nobody was
refunded, and nobody would know.
"""

from __future__ import annotations

LEFT_OUT = "statistics_propagation"
"""Passes that are left out, as the engine's setting `disabled_optimizers` names them."""
