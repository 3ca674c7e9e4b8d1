import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0008_the_one_checklist")]

    operations = [
        migrations.AlterField(
            model_name="criterion",
            name="checklist",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="criteria", to="sales.checklist"),
        ),
        migrations.RemoveIndex(model_name="criterion", name="criterion_in_order"),
        migrations.AddIndex(model_name="criterion", index=models.Index(fields=["checklist", "place"], name="criterion_in_its_list")),
    ]
