
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
            name='Breach',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('leak', '泄露'), ('change', '篡改'), ('loss', '丢失')], max_length=8)),
                ('detected_at', models.DateTimeField()),
                ('happened', models.TextField()),
                ('categories', models.CharField(max_length=200)),
                ('people_count', models.PositiveIntegerField(null=True)),
                ('cause', models.TextField(blank=True, default='')),
                ('harm', models.TextField(blank=True, default='')),
                ('measures', models.TextField(blank=True, default='')),
                ('advice', models.TextField(blank=True, default='')),
                ('risk', models.CharField(blank=True, choices=[('none', '已有效避免危害，不必通知个人'), ('possible', '可能造成危害，通知个人'), ('serious', '可能造成严重危害，立即通知个人')], default='', max_length=8)),
                ('lessons', models.TextField(blank=True, default='')),
                ('state', models.CharField(choices=[('detected', '已发现'), ('contained', '已控制'), ('assessed', '已评估'), ('notified', '已通知'), ('closed', '已总结')], max_length=10)),
                ('state_since', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('street', 'number'), name='breach_number'), models.CheckConstraint(condition=models.Q(('state__in', ['detected', 'contained', 'assessed', 'notified', 'closed'])), name='breach_state_known')],
            },
        ),
        migrations.CreateModel(
            name='BreachStep',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=40)),
                ('by_name', models.CharField(max_length=60)),
                ('act', models.CharField(max_length=24)),
                ('to_state', models.CharField(max_length=10)),
                ('note', models.TextField(blank=True, default='')),
                ('salt', models.CharField(max_length=32)),
                ('breach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='privacy.breach')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['breach', 'id'], name='breach_step')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('scope', models.CharField(choices=[('sensitive', '处理敏感个人信息'), ('give', '提供给其他单位'), ('publish', '公开')], max_length=10)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('name_sealed', doorstep.records.fields.SealedField(blank=True, default='')),
                ('words', models.TextField()),
                ('given_by', models.CharField(choices=[('paper', '本人签字'), ('counter', '当面口头，工作人员记录'), ('phone', '电话，工作人员记录')], max_length=8)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('salt', models.CharField(max_length=32)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('withdrawn_entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['street', 'path', 'id'], name='consent_path')],
            },
        ),
        migrations.CreateModel(
            name='ExportGrant',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('ledger', models.CharField(choices=[('issue', '问题台账'), ('visit', '走访台账'), ('member', '双报到名册')], max_length=10)),
                ('scope', models.JSONField(default=dict)),
                ('reason', models.CharField(max_length=300)),
                ('asked_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('asked', '待审批'), ('approved', '可下载'), ('refused', '未获准'), ('revoked', '已收回'), ('ended', '已到期')], max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('note', models.CharField(blank=True, default='', max_length=300)),
                ('expires_at', models.DateTimeField(null=True)),
                ('most_downloads', models.PositiveSmallIntegerField(default=0)),
                ('download_count', models.PositiveSmallIntegerField(default=0)),
                ('salt', models.CharField(max_length=32)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['street', 'state', 'id'], name='export_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'approved', 'refused', 'revoked', 'ended'])), name='export_state_known'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='export_second_person'), models.CheckConstraint(condition=models.Q(('download_count__lte', models.F('most_downloads'))), name='export_not_too_often')],
            },
        ),
        migrations.CreateModel(
            name='ExportDownload',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='downloads', to='privacy.exportgrant')),
            ],
        ),
        migrations.CreateModel(
            name='HouseholdRead',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('by_name', models.CharField(max_length=60)),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('salt', models.CharField(max_length=32)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['street', 'path', 'id'], name='household_read_path'), models.Index(fields=['street', 'id'], name='household_read_street')],
            },
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(blank=True, default='', max_length=30)),
                ('ref', models.CharField(blank=True, default='', max_length=40)),
                ('reason', models.CharField(max_length=300)),
                ('by', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('lifted_by', models.CharField(blank=True, default='', max_length=40)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('salt', models.CharField(max_length=32)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
        migrations.CreateModel(
            name='RetentionRun',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('rule', models.CharField(max_length=30)),
                ('before', models.DateTimeField()),
                ('count', models.PositiveIntegerField()),
                ('by', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
        migrations.CreateModel(
            name='RightsRequest',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('tracking', models.CharField(max_length=14, unique=True)),
                ('kind', models.CharField(choices=[('view', '查阅'), ('copy', '复制'), ('correct', '更正、补充'), ('delete', '删除'), ('explain', '说明处理规则'), ('withdraw', '撤回同意')], max_length=8)),
                ('source', models.CharField(choices=[('counter', '柜台'), ('paper', '纸质申请表'), ('phone', '电话'), ('web', '网页')], max_length=8)),
                ('text', models.TextField(blank=True, default='')),
                ('name_sealed', doorstep.records.fields.SealedField(blank=True, default='')),
                ('phone_sealed', doorstep.records.fields.SealedField(blank=True, default='')),
                ('phone_blind', doorstep.records.fields.BlindField(blank=True, db_index=True, default='', max_length=32)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('state', models.CharField(choices=[('received', '已收到'), ('identified', '已核对身份'), ('answered', '已答复'), ('refused', '不予办理'), ('delivered', '已交付'), ('dropped', '已撤回申请')], max_length=12)),
                ('state_since', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('due_certain', models.BooleanField(default=True)),
                ('extended', models.BooleanField(default=False)),
                ('identified_by', models.CharField(blank=True, default='', max_length=8)),
                ('chosen', models.JSONField(default=list)),
                ('answer', models.TextField(blank=True, default='')),
                ('ground', models.CharField(blank=True, default='', max_length=16)),
                ('delivered_by', models.CharField(blank=True, default='', max_length=8)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['street', 'state', 'due_at'], name='rights_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['received', 'identified', 'answered', 'refused', 'delivered', 'dropped'])), name='rights_state_known'), models.CheckConstraint(condition=models.Q(('ground', ''), ('state', 'refused'), _negated=True), name='rights_refused_with_ground')],
            },
        ),
        migrations.CreateModel(
            name='RightsStep',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=40)),
                ('by_name', models.CharField(max_length=60)),
                ('act', models.CharField(max_length=24)),
                ('to_state', models.CharField(max_length=12)),
                ('note', models.TextField(blank=True, default='')),
                ('salt', models.CharField(max_length=32)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='privacy.rightsrequest')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['request', 'id'], name='rights_step')],
            },
        ),
    ]
