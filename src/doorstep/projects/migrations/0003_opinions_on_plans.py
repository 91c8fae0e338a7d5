import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('issues', '0003_indexes_of_open_issues'),
        ('people', '__first__'),
        ('places', '0001_streets_places_grids'),
        ('projects', '0002_ratings_are_appended'),
        ('visits', '0002_find_planned_and_repeated'),
    ]

    operations = [
        migrations.CreateModel(
            name='OpinionClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=30)),
                ('order', models.PositiveSmallIntegerField()),
                ('active', models.BooleanField(default=True)),
                ('project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinion_classes', to='projects.project')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('project__isnull', True)), fields=('street', 'code'), name='opinion_class_of_street'), models.UniqueConstraint(condition=models.Q(('project__isnull', False)), fields=('project', 'code'), name='opinion_class_of_project')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('place_text', models.CharField(blank=True, default='', max_length=160)),
                ('source', models.CharField(choices=[('door', '入户'), ('phone', '电话'), ('meeting', '会上'), ('web', '网上'), ('paper', '纸质')], max_length=8)),
                ('said_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('may_show', models.BooleanField(default=False)),
                ('released_at', models.DateTimeField(null=True)),
                ('adoption', models.CharField(blank=True, choices=[('adopt', '采纳'), ('partly', '部分采纳'), ('reject', '不采纳'), ('already', '方案已有')], default='', max_length=8)),
                ('answered_at', models.DateTimeField(null=True)),
                ('salt', models.CharField(max_length=32)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='issues.issue')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='places.place')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='projects.project')),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='projects.planversion')),
                ('visit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='visits.visit')),
                ('opinion_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='projects.opinionclass')),
            ],
            options={
                'indexes': [models.Index(fields=['project', 'opinion_class', 'id'], name='opinion_by_class'), models.Index(fields=['project', 'answered_at'], name='opinion_open')],
                'constraints': [models.UniqueConstraint(fields=('project', 'number'), name='opinion_number'), models.CheckConstraint(condition=models.Q(('source__in', ['door', 'phone', 'meeting', 'web', 'paper'])), name='opinion_source_known'), models.CheckConstraint(condition=models.Q(models.Q(('adoption', ''), ('answered_at__isnull', True)), models.Q(('adoption__in', ['adopt', 'partly', 'reject', 'already']), ('answered_at__isnull', False)), _connector='OR'), name='opinion_answer_known'), models.CheckConstraint(condition=models.Q(('released_at__isnull', True), ('may_show', True), _connector='OR'), name='opinion_shown_if_agreed')],
            },
        ),
        migrations.CreateModel(
            name='OpinionReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('adoption', models.CharField(choices=[('adopt', '采纳'), ('partly', '部分采纳'), ('reject', '不采纳'), ('already', '方案已有')], max_length=8)),
                ('reason', models.CharField(max_length=500)),
                ('part', models.CharField(blank=True, default='', max_length=20)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='projects.opinionreply')),
                ('opinion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='projects.opinion')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('corrects__isnull', True)), fields=('opinion',), name='opinion_first_reply'), models.CheckConstraint(condition=models.Q(('adoption__in', ['adopt', 'partly', 'reject', 'already'])), name='opinion_reply_known')],
            },
        ),
        migrations.CreateModel(
            name='PlanVersionOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opinion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answered_in', to='projects.opinion')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='projects.planversion')),
            ],
        ),
    ]
