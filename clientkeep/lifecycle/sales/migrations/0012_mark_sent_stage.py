from django.db import migrations


def mark(apps, schema_editor):
    """Firms that kept the ready-made stage get its mark."""
    Stage = apps.get_model("sales", "Stage")
    marked = set()
    for stage in Stage.objects.filter(name="Proposal sent", retired_at=None).order_by("place", "pk"):
        if stage.workspace_id not in marked:
            marked.add(stage.workspace_id)
            Stage.objects.filter(pk=stage.pk).update(after_sending=True)


class Migration(migrations.Migration):

    dependencies = [
        ('sales', '0011_stage_after_sending'),
    ]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
