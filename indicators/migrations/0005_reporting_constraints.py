from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0004_reporting_values")]
    operations = [
        migrations.AlterField(
            model_name="reportingmonth",
            name="opens_on",
            field=models.DateField(verbose_name="opens on"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "draft"),
                        ("submitted_at", None),
                        ("submitted_by", None),
                        ("reviewed_at", None),
                        ("reviewed_by", None),
                        ("withdrawn_at", None),
                        ("withdrawn_by", None),
                    ),
                    models.Q(
                        ("state", "submitted"),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                        ("reviewed_at", None),
                        ("reviewed_by", None),
                        ("withdrawn_at", None),
                        ("withdrawn_by", None),
                    ),
                    models.Q(
                        ("reviewed_at__isnull", False),
                        ("state__in", ["returned", "approved"]),
                        ("reviewed_by__isnull", False),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                        ("withdrawn_at", None),
                        ("withdrawn_by", None),
                    ),
                    models.Q(
                        ("state", "withdrawn"),
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_at__isnull", False),
                        models.Q(
                            models.Q(
                                ("submitted_at__isnull", False), ("submitted_by__isnull", False)
                            ),
                            models.Q(("submitted_at", None), ("submitted_by", None)),
                            _connector="OR",
                        ),
                        ("reviewed_at", None),
                        ("reviewed_by", None),
                    ),
                    _connector="OR",
                ),
                name="entry_state_has_its_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("late", False), ("submitted_at__isnull", False), _connector="OR"
                ),
                name="entry_late_once_handed_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("doubts", []),
                    ("state__in", ["draft", "withdrawn"]),
                    ("explanation__gt", ""),
                    _connector="OR",
                ),
                name="entry_doubts_are_explained",
                violation_error_message="Say a word to the doubts about the value.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingmonth",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("opens_on"))),
                name="reportingmonth_due_once_open",
            ),
        ),
        migrations.RemoveConstraint(model_name="entry", name="entry_correction_has_reason"),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("corrects", None),
                    ("state__in", ["draft", "withdrawn"]),
                    ("reason__gt", ""),
                    _connector="OR",
                ),
                name="entry_correction_has_reason",
                violation_error_message="Say why the approved figure is corrected.",
            ),
        ),
    ]
