from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('themes', '0040_shared_sample_choices'),
    ]

    operations = [
        migrations.AddField(
            model_name='learnt',
            name='mark',
            field=models.CharField(blank=True, default='', max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='machinereading',
            name='mark',
            field=models.CharField(blank=True, default='', max_length=32),
            preserve_default=False,
        ),
    ]
