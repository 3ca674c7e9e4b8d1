"""Unique keys that a control run takes out of the database, beside the safeguards that the code switches off."""

KEYS = {
    "number-key-off": ("number_once", "seq_once"), "form-key-off": ("form_token_once",),
    "survey-key-off": ("survey_once_per_occurrence", "survey_one_open_per_contact"),
}  # fmt: skip


def take_away(names: list[str]) -> None:
    """Run inside the installation, with Django set up."""
    from django.core.management import call_command
    from django.db import connection

    from clientkeep.config.upgrading import lift_guards
    from clientkeep.lifecycle.retention.models import Survey
    from clientkeep.relationship.documents.models import Document

    lift_guards()
    for model in (Document, Survey):
        gone = [key for key in model._meta.constraints if key.name in names]
        model._meta.constraints = [key for key in model._meta.constraints if key not in gone]
        for key in gone:
            with connection.schema_editor() as editor:
                editor.remove_constraint(model, key)
    call_command("migrate", verbosity=0)
