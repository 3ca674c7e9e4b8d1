from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_storedfile_added_by_id"),
        ("sales", "0009_criteria_in_their_lists"),
    ]

    operations = [
        migrations.AddField(model_name="inquiry", name="files", field=models.ManyToManyField(blank=True, related_name="+", to="files.storedfile")),
        migrations.AddField(
            model_name="inquiry",
            name="not_kept",
            field=models.JSONField(default=list, help_text="A sentence for each file that came along and was not kept"),
        ),
    ]
