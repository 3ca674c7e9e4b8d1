import django.db.models.deletion
from django.db import migrations, models

import clientkeep.foundation.clock
import clientkeep.foundation.fields


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_cadence"),
        ("sales", "0006_guides"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checklist",
            fields=[
                ("id", clientkeep.foundation.fields.Identity(serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("threshold", models.PositiveSmallIntegerField(null=True)),
                ("is_usual", models.BooleanField(default=False)),
                ("archived_at", models.DateTimeField(null=True)),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.workspace")),
            ],
            options={"ordering": ["-is_usual", "name", "pk"]},
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", clientkeep.foundation.fields.Identity(serialize=False)),
                ("asked", models.JSONField(default=list)),
                ("begun_at", models.DateTimeField(default=clientkeep.foundation.clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=200)),
                ("outcome", models.JSONField(default=dict)),
                ("checklist", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sales.checklist")),
                ("opportunity", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="sales.opportunity")),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.workspace")),
            ],
            options={"ordering": ["-ended_at", "pk"]},
        ),
        migrations.AddConstraint(
            model_name="checklist",
            constraint=models.UniqueConstraint(condition=models.Q(("is_usual", True)), fields=("workspace",), name="one_usual_checklist"),
        ),
        migrations.AddConstraint(
            model_name="checklist",
            constraint=models.CheckConstraint(condition=models.Q(("threshold__lte", 100)), name="checklist_threshold_to_100"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(condition=models.Q(("ended_at", None)), fields=("opportunity",), name="one_assessment_at_a_time"),
        ),
        migrations.AddField(
            model_name="criterion",
            name="checklist",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="criteria", to="sales.checklist"),
        ),
        migrations.AddField(
            model_name="inquiryform",
            name="checklist",
            field=models.ForeignKey(
                help_text="By which its inquiries are judged; empty: the usual one", null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="sales.checklist",
            ),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="checklist",
            field=models.ForeignKey(
                help_text="By which it is judged; empty: the usual one", null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="sales.checklist",
            ),
        ),
    ]  # fmt: skip
