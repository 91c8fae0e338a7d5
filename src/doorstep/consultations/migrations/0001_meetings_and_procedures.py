import django.db.models.deletion
import doorstep.records.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '__first__'),
        ('places', '0001_streets_places_grids'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField()),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
        migrations.CreateModel(
            name='MeetingSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('kind', models.CharField(choices=[('party_branch', '支委会（党员大会）'), ('committee', '社区两委会'), ('residents', '居民会议'), ('representatives', '居民代表会议'), ('owners', '业主共同决定'), ('hearing', '听证会'), ('mediation', '协调会'), ('appraisal', '评议会'), ('questions', '疑问解答会'), ('street', '街道会议'), ('daily', '日例会')], max_length=16)),
                ('title', models.CharField(max_length=80)),
                ('about', models.CharField(blank=True, default='', max_length=60)),
                ('room', models.CharField(max_length=80)),
                ('clock', models.TimeField()),
                ('rhythm', models.CharField(choices=[('daily', '每天'), ('weekly', '每周'), ('monthly', '每月'), ('quarterly', '每季度')], max_length=10)),
                ('until_on', models.DateField()),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('kind', models.CharField(choices=[('party_branch', '支委会（党员大会）'), ('committee', '社区两委会'), ('residents', '居民会议'), ('representatives', '居民代表会议'), ('owners', '业主共同决定'), ('hearing', '听证会'), ('mediation', '协调会'), ('appraisal', '评议会'), ('questions', '疑问解答会'), ('street', '街道会议'), ('daily', '日例会')], max_length=16)),
                ('title', models.CharField(max_length=80)),
                ('about', models.CharField(blank=True, db_index=True, default='', max_length=60)),
                ('number', models.PositiveIntegerField(default=1)),
                ('room', models.CharField(max_length=80)),
                ('starts_at', models.DateTimeField()),
                ('posted_on', models.DateField()),
                ('chair', models.CharField(blank=True, default='', max_length=40)),
                ('entitled', models.PositiveIntegerField(default=0)),
                ('attended', models.PositiveIntegerField(default=0)),
                ('minutes', models.TextField(blank=True, default='')),
                ('is_public', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('called', '已通知'), ('held', '已召开'), ('minuted', '已有纪要'), ('closed', '已归档'), ('cancelled', '已取消')], max_length=12)),
                ('state_since', models.DateTimeField()),
                ('convener', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('series', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='consultations.meetingseries')),
            ],
            options={
                'indexes': [models.Index(fields=['street', 'id'], name='meeting_street'), models.Index(fields=['street', 'starts_at'], name='meeting_start')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['called', 'held', 'minuted', 'closed', 'cancelled'])), name='meeting_state_known'), models.CheckConstraint(condition=models.Q(('attended__lte', models.F('entitled'))), name='meeting_attended_entitled'), models.UniqueConstraint(fields=('series', 'number'), name='meeting_number_in_series')],
            },
        ),
        migrations.CreateModel(
            name='MeetingStep',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=40)),
                ('by_name', models.CharField(max_length=60)),
                ('act', models.CharField(max_length=24)),
                ('to_state', models.CharField(max_length=12)),
                ('note', models.TextField(blank=True, default='')),
                ('salt', models.CharField(max_length=32)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='consultations.meeting')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['meeting', 'id'], name='meeting_step')],
            },
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('kind', models.CharField(choices=[('one_three_two', '一征三议两公开'), ('four_two', '四议两公开')], max_length=16)),
                ('title', models.CharField(max_length=80)),
                ('about', models.CharField(blank=True, db_index=True, default='', max_length=60)),
                ('state', models.CharField(choices=[('running', '进行中'), ('done', '已完成'), ('stopped', '已终止')], max_length=10)),
                ('state_since', models.DateTimeField()),
                ('stopped_reason', models.CharField(blank=True, default='', max_length=300)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['street', 'id'], name='procedure_street')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['running', 'done', 'stopped'])), name='procedure_state_known')],
            },
        ),
        migrations.CreateModel(
            name='ProcedureStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=24)),
                ('done_on', models.DateField()),
                ('chair', models.CharField(blank=True, default='', max_length=40)),
                ('entitled', models.PositiveIntegerField(default=0)),
                ('attended', models.PositiveIntegerField(default=0)),
                ('yes', models.PositiveIntegerField(default=0)),
                ('no', models.PositiveIntegerField(default=0)),
                ('abstain', models.PositiveIntegerField(default=0)),
                ('tally', models.JSONField(null=True)),
                ('holds', models.BooleanField()),
                ('minutes', models.TextField()),
                ('by', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('salt', models.CharField(max_length=32)),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='consultations.procedure')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('holds', True)), fields=('procedure', 'code'), name='procedure_step_once')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500)),
                ('answer', models.CharField(blank=True, default='', max_length=1000)),
                ('answered_by', models.CharField(blank=True, default='', max_length=60)),
                ('at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='consultations.meeting')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=120)),
                ('place_text', models.CharField(blank=True, default='', max_length=80)),
                ('owner', models.CharField(blank=True, default='', max_length=60)),
                ('due_on', models.DateField(null=True)),
                ('rule', models.CharField(blank=True, default='', max_length=20)),
                ('state', models.CharField(choices=[('open', '待议'), ('decided', '已议定'), ('not_carried', '未通过'), ('deferred', '再议'), ('done', '已办结')], max_length=12)),
                ('decision', models.TextField(blank=True, default='')),
                ('yes', models.PositiveIntegerField(default=0)),
                ('no', models.PositiveIntegerField(default=0)),
                ('abstain', models.PositiveIntegerField(default=0)),
                ('tally', models.JSONField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('meeting_count', models.PositiveSmallIntegerField(default=0)),
                ('escalated_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='consultations.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'order'), name='agenda_item_order'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'decided', 'not_carried', 'deferred', 'done'])), name='agenda_item_state_known')],
            },
        ),
    ]
