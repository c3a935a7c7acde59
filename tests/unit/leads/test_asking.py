"""A question that names no table is told what is near."""

from feijian.leads.asking import advice
from feijian.messages import sentence

KNOWN = ["leads", "findings", "canonical.claim_line", "derived.net_claim_line"]


def missing(name: str, part: str = "") -> str:
    return sentence("reads {part}{name}, which is no table of content", part=part, name=name)


def test_a_table_of_nearly_that_name_is_named_with_its_schema() -> None:
    assert advice(missing("lead"), KNOWN) == "Did you mean leads?"
    assert advice(missing("claim_lines"), KNOWN).startswith("Did you mean canonical.claim_line")


def test_what_is_near_nothing_is_told_what_a_question_may_be() -> None:
    assert advice(missing("zzz"), KNOWN).startswith("One SELECT over the run's tables")
    assert advice("is not one SELECT", KNOWN).startswith("One SELECT over the run's tables")
