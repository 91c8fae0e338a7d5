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
            name='PointRuleSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ledger', models.CharField(choices=[('party', '党员积分'), ('grid', '网格积分')], max_length=6)),
                ('version', models.PositiveSmallIntegerField()),
                ('unit', models.CharField(choices=[('hour', '按小时'), ('act', '按次')], max_length=4)),
                ('value', models.PositiveSmallIntegerField()),
                ('cap_day_minutes', models.PositiveSmallIntegerField(default=240)),
                ('cap_act_minutes', models.PositiveSmallIntegerField(default=120)),
                ('beneficiary_percent', models.PositiveSmallIntegerField(default=120)),
                ('evidence', models.CharField(max_length=200)),
                ('from_on', models.DateField()),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('street', 'ledger', 'version'), name='point_rule_set_version')],
            },
        ),
        migrations.CreateModel(
            name='ReportIn',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=20)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('name_sealed', doorstep.records.fields.SealedField(blank=True, default='')),
                ('phone_sealed', doorstep.records.fields.SealedField(blank=True, default='')),
                ('phone_blind', doorstep.records.fields.BlindField(blank=True, db_index=True, default='', max_length=32)),
                ('unit_name', models.CharField(max_length=80)),
                ('skills', models.CharField(blank=True, default='', max_length=200)),
                ('consent_text', models.TextField()),
                ('consented_at', models.DateTimeField()),
                ('consent_withdrawn_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('registered', '已报到'), ('received', '已接收'), ('post_claimed', '已认领岗位'), ('serving', '服务中'), ('fed_back', '已反馈单位'), ('transferred', '已转出'), ('withdrawn', '已退出')], max_length=14)),
                ('state_since', models.DateTimeField()),
                ('reported_at', models.DateTimeField()),
                ('account', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='report_in', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.place')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['street', 'path', 'id'], name='report_in_path')],
                'constraints': [models.UniqueConstraint(fields=('street', 'number'), name='report_in_number'), models.CheckConstraint(condition=models.Q(('state__in', ['registered', 'received', 'post_claimed', 'serving', 'fed_back', 'transferred', 'withdrawn'])), name='report_in_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('text', models.CharField(max_length=200)),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('pledged', '已承诺'), ('due', '到期待核'), ('fulfilled', '已践诺'), ('partly', '部分践诺'), ('unfulfilled', '未践诺'), ('commented', '已点评')], max_length=12)),
                ('state_since', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, default='', max_length=12)),
                ('made_at', models.DateTimeField()),
                ('outcome_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('report_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='volunteers.reportin')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['pledged', 'due', 'fulfilled', 'partly', 'unfulfilled', 'commented'])), name='pledge_state_known')],
            },
        ),
        migrations.CreateModel(
            name='FeedbackLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('quarter', models.PositiveSmallIntegerField()),
                ('thanks', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('report_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='volunteers.reportin')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report_in', 'year', 'quarter'), name='feedback_letter_once')],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('ledger', models.CharField(choices=[('party', '党员积分'), ('grid', '网格积分')], max_length=6)),
                ('served_on', models.DateField()),
                ('what', models.CharField(max_length=200)),
                ('for_whom', models.CharField(max_length=120)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('entered_at', models.DateTimeField()),
                ('verdict', models.CharField(choices=[('open', '待核实'), ('confirmed', '已核实'), ('refused', '未予核实')], default='open', max_length=10)),
                ('confirmer', models.CharField(blank=True, default='', max_length=12)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('refusal', models.CharField(blank=True, default='', max_length=200)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='confirmed_services', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entered_services', to=settings.AUTH_USER_MODEL)),
                ('report_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='volunteers.reportin')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['report_in', 'served_on'], name='service_member_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gt', 0)), name='service_takes_time'), models.CheckConstraint(condition=models.Q(('verdict__in', ['open', 'confirmed', 'refused'])), name='service_verdict_known')],
            },
        ),
        migrations.CreateModel(
            name='PointEntry',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('ledger', models.CharField(choices=[('party', '党员积分'), ('grid', '网格积分')], max_length=6)),
                ('on', models.DateField()),
                ('value', models.IntegerField()),
                ('reason', models.CharField(max_length=200)),
                ('by', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='volunteers.pointentry')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('rule_set', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='volunteers.pointruleset')),
                ('report_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='volunteers.reportin')),
                ('service', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='volunteers.service')),
            ],
            options={
                'indexes': [models.Index(fields=['report_in', 'ledger', 'on'], name='point_entry_member')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('reverses__isnull', True)), fields=('service',), name='point_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('text', models.CharField(max_length=500)),
                ('state', models.CharField(choices=[('lodged', '已申诉'), ('upheld', '申诉成立'), ('dismissed', '申诉不成立')], max_length=10)),
                ('state_since', models.DateTimeField()),
                ('lodged_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, default='', max_length=500)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('report_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='volunteers.reportin')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='volunteers.service')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('service',), name='appeal_once'), models.CheckConstraint(condition=models.Q(('state__in', ['lodged', 'upheld', 'dismissed'])), name='appeal_state_known')],
            },
        ),
        migrations.CreateModel(
            name='ServicePost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('title', models.CharField(max_length=60)),
                ('need', models.CharField(max_length=300)),
                ('wanted_count', models.PositiveSmallIntegerField()),
                ('active', models.BooleanField(default=True)),
                ('made_at', models.DateTimeField()),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.place')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
        migrations.AddField(
            model_name='service',
            name='post',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='volunteers.servicepost'),
        ),
        migrations.CreateModel(
            name='PostClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('report_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='volunteers.reportin')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='volunteers.servicepost')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('post', 'report_in'), name='post_claim_once')],
            },
        ),
        migrations.CreateModel(
            name='StarAward',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('table', models.CharField(max_length=1)),
                ('level', models.PositiveSmallIntegerField()),
                ('minutes', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('proposed', '已提名'), ('announced', '星级公示中'), ('objected', '公示有异议'), ('answered', '异议已答复'), ('awarded', '已授星'), ('refused', '不予授星')], max_length=10)),
                ('state_since', models.DateTimeField()),
                ('announced_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('awarded_at', models.DateTimeField(null=True)),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stars', to='volunteers.reportin')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'refused'), _negated=True), fields=('report_in', 'table', 'level'), name='star_award_once'), models.CheckConstraint(condition=models.Q(('level__range', (1, 5))), name='star_level_known'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'announced', 'objected', 'answered', 'awarded', 'refused'])), name='star_state_known')],
            },
        ),
        migrations.CreateModel(
            name='MemberStep',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=40)),
                ('by_name', models.CharField(max_length=60)),
                ('act', models.CharField(max_length=24)),
                ('to_state', models.CharField(max_length=14)),
                ('note', models.CharField(blank=True, default='', max_length=500)),
                ('salt', models.CharField(max_length=32)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('pledge', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='volunteers.pledge')),
                ('report_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='volunteers.reportin')),
                ('award', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='volunteers.staraward')),
            ],
            options={
                'indexes': [models.Index(fields=['report_in', 'id'], name='member_step')],
            },
        ),
        migrations.CreateModel(
            name='StarBar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField()),
                ('to_on', models.DateField()),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('report_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bars', to='volunteers.reportin')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
    ]
