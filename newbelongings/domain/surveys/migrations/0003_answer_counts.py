from django.db import migrations, models
from django.db.models import Count, deletion


def count_what_is_there(apps, schema_editor):
    """Rounds that were read before counts were kept."""
    Answer = apps.get_model("surveys", "Answer")
    AnswerCount = apps.get_model("surveys", "AnswerCount")
    chosen = Answer.objects.filter(option__isnull=False).exclude(response__way="group_agreed").order_by()
    by_option = chosen.values_list("response__round", "question", "option").annotate(people=Count("pk"))
    by_question = chosen.values_list("response__round", "question").annotate(
        people=Count("response", distinct=True)
    )
    found = [*by_option, *((round_id, question_id, 0, people) for round_id, question_id, people in by_question)]
    AnswerCount.objects.bulk_create(
        AnswerCount(
            key=f"{round_id}-{question_id}-{option}",
            round_id=round_id,
            question_id=question_id,
            option=option,
            people=people,
        )
        for round_id, question_id, option, people in found
    )


class Migration(migrations.Migration):
    dependencies = [("surveys", "0002_foundation")]

    operations = [
        migrations.CreateModel(
            name="AnswerCount",
            fields=[
                ("key", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("option", models.BigIntegerField()),
                ("people", models.PositiveIntegerField()),
                (
                    "question",
                    models.ForeignKey(on_delete=deletion.PROTECT, related_name="+", to="surveys.question"),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=deletion.CASCADE, related_name="answer_counts", to="surveys.round"
                    ),
                ),
            ],
        ),
        migrations.RunPython(count_what_is_there, migrations.RunPython.noop),
    ]
