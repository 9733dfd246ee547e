import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0110_running_it'),
    ]

    operations = [
        migrations.AddField(
            model_name='choice',
            name='hands',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='selfassessment',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='selfassessment',
            name='changed_by',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='selfassessment',
            name='changed_at',
            field=models.DateTimeField(auto_now=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]
