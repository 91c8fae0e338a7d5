"""Notices of every kind: their number and place, what they are about, where they hang, what was signed for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import doorstep.records.fields

KINDS = [
    ("approval", "立项公示"),
    ("list", "项目清单公示"),
    ("plan", "方案公示"),
    ("expense", "经费支出公示"),
    ("decision", "一事一议决定公示"),
    ("stars", "星级公示"),
    ("result", "评价结果公示"),
    ("rectification", "整改结果公示"),
]
STATES = [
    ("draft", "草稿"),
    ("reviewed", "已审核"),
    ("posted", "公示中"),
    ("objected", "公示中，有异议"),
    ("answered", "公示中，异议已答复"),
    ("ended", "公示期满"),
    ("archived", "已归档"),
    ("withdrawn", "已撤回"),
]
REASONS = [
    ("consent", "本人单独同意公开"),
    ("law", "法律法规规定必须公开"),
    ("duty", "履行公职的信息"),
    ("office", "单位的名称或办公电话"),
    ("mistaken", "不是个人信息"),
]
PROTECT = django.db.models.deletion.PROTECT


def row_id():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def to(model, **options):
    return models.ForeignKey(on_delete=PROTECT, to=model, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_streets_places_grids"),
        ("projects", "0004_tasks_from_meetings"),
        ("publishing", "0002_notice_steps_and_second_person"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("notice", "number", models.CharField(default="", max_length=20), False),
        migrations.AddField("notice", "path", doorstep.records.fields.PathField(default="", max_length=80), False),
        migrations.AddField("notice", "period_certain", models.BooleanField(default=True)),
        migrations.AddField("notice", "project", to("projects.project", null=True, related_name="notices")),
        migrations.RemoveConstraint("notice", "notice_state_known"),
        migrations.AlterField("notice", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AlterField("notice", "state", models.CharField(choices=STATES, max_length=10)),
        migrations.CreateModel(
            name="NoticeSubject",
            fields=[
                ("id", row_id()),
                ("about", models.CharField(db_index=True, max_length=80)),
                ("notice", to("publishing.notice", related_name="subjects")),
                ("street", to("places.street")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "about"), name="notice_subject_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="NoticePosting",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=120)),
                ("posted_on", models.DateField()),
                ("by", models.CharField(max_length=40)),
                ("by_name", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("notice", to("publishing.notice", related_name="postings")),
                ("street", to("places.street")),
            ],
        ),
        migrations.CreateModel(
            name="LeakSignOff",
            fields=[
                ("id", row_id()),
                ("digest", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=20)),
                ("place", models.CharField(max_length=120)),
                ("reason_code", models.CharField(choices=REASONS, max_length=10)),
                ("note", models.CharField(blank=True, default="", max_length=300)),
                ("at", models.DateTimeField()),
                ("salt", models.CharField(max_length=32)),
                ("by", to(settings.AUTH_USER_MODEL, related_name="+")),
                ("notice", to("publishing.notice", related_name="sign_offs")),
                ("street", to("places.street")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "digest"), name="leak_sign_off_once"),
                    models.CheckConstraint(
                        condition=models.Q(reason_code__in=[code for code, _ in REASONS]),
                        name="leak_reason_known",
                    ),
                ]
            },
        ),
    ]
