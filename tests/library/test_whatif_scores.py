"""`whatif` says that no rule's parameter changes a model's score: this is why."""

from tests.shared import builtin_models

OF_CONTENT = ("canonical", "derived", "reference")
PUBLISHED = ("finding", "findings", "shadow", "evidence", "events", "leads", "rules")


def test_no_model_reads_findings_or_what_rules_publish() -> None:
    models = builtin_models().models
    assert len(models) > 5
    strange = [
        f"{model.id} reads {schema}.{name}"
        for model in models
        for schema, name in sorted(model.reads, key=str)
        if (schema or "canonical") not in OF_CONTENT or name in PUBLISHED
    ]
    assert strange == []
