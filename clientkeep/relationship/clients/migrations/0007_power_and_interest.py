from django.db import migrations, models

LEVELS = [("", "Not known"), ("high", "High"), ("low", "Low")]


class Migration(migrations.Migration):

    dependencies = [("clients", "0006_no_mailings")]

    operations = [
        migrations.AddField("contact", "power", models.CharField(blank=True, choices=LEVELS, default="", max_length=4)),
        migrations.AddField("contact", "interest", models.CharField(blank=True, choices=LEVELS, default="", max_length=4)),
    ]
