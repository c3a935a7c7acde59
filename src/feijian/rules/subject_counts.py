"""How many subjects rules looked at: counted once for all that ask alike, and kept while nothing new is prepared.

A sweep publishes the findings of a few institutions out of what the last night judged; to count everybody's
lines once more would cost more than that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feijian.rules.header import Rule
from feijian.rules.judge import JUDGED, Setting, judged_by

if TYPE_CHECKING:
    import duckdb

TABLE = (
    "create table if not exists finding.subject_count"
    " (asked varchar, prepared varchar, subjects bigint)"
)


@dataclass
class SubjectCounts:
    """Counts by the query that gives them.

    prepared: a digest of all that the run was prepared from; where it is empty nothing is kept.
    """

    connection: duckdb.DuckDBPyConnection
    prepared: str
    known: dict[str, int] = field(default_factory=dict)
    is_new: bool = False

    @classmethod
    def of(
        cls, connection: duckdb.DuckDBPyConnection, prepared: str, *, anew: bool
    ) -> SubjectCounts:
        """With what was counted of the very same rows before, unless it is to be counted anew."""
        connection.execute(TABLE)
        rows = connection.execute(
            "select asked, subjects from finding.subject_count where prepared = $1", [prepared]
        ).fetchall()
        return cls(connection, prepared, {} if anew else dict(rows))

    def subjects(self, rule: Rule, setting: Setting) -> int:
        """How many subjects a rule looks at."""
        asked = rule.judged or JUDGED[rule.subject]
        if asked not in self.known:
            self.known[asked], self.is_new = judged_by(self.connection, rule, setting), True
        return self.known[asked]

    def keep(self) -> None:
        """Keep the counts for the next run over the same rows; those of other rows go."""
        if not self.is_new:
            return
        self.connection.execute("delete from finding.subject_count")
        if self.prepared:
            self.connection.executemany(
                "insert into finding.subject_count values ($1, $2, $3)",
                [[asked, self.prepared, number] for asked, number in self.known.items()],
            )
