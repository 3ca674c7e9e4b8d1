from typing import Any

from django.db import migrations

ASKED = ("label", "kind", "weight", "key", "formula", "grades")


def carry(apps: Any, schema_editor: Any) -> None:
    """Each firm's criteria become its usual checklist; what was answered is held fast as it was asked until now."""
    Criterion, Checklist = apps.get_model("sales", "Criterion"), apps.get_model("sales", "Checklist")
    for firm in set(Criterion.objects.order_by().values_list("workspace_id", flat=True)):
        usual = Checklist.objects.create(workspace_id=firm, name="Usual checklist", is_usual=True)
        Criterion.objects.filter(workspace_id=firm).update(checklist=usual)
        _hold_fast(apps, usual)


def _hold_fast(apps: Any, usual: Any) -> None:
    Criterion, Answer, Assessment = (apps.get_model("sales", name) for name in ("Criterion", "Answer", "Assessment"))
    standing = list(Criterion.objects.filter(checklist=usual, retired_at=None).order_by("place", "pk"))
    asked = [{"id": str(each.pk), **{name: getattr(each, name) for name in ASKED}} for each in standing]
    answered = Answer.objects.filter(criterion__in=standing).order_by().values_list("opportunity_id", flat=True).distinct()
    Assessment.objects.bulk_create(
        Assessment(workspace_id=usual.workspace_id, opportunity_id=found, checklist=usual, asked=asked) for found in answered
    )


class Migration(migrations.Migration):
    dependencies = [("sales", "0007_checklists")]

    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
