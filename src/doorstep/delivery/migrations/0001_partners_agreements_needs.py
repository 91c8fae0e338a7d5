import django.db.models.deletion
import doorstep.records.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_partners_and_their_liaisons'),
        ('people', '__first__'),
        ('places', '0001_streets_places_grids'),
        ('projects', '0002_ratings_are_appended'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=20)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('leaders', models.CharField(blank=True, default='', max_length=120)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('meeting_months', models.PositiveSmallIntegerField(default=3)),
                ('purpose', models.TextField(blank=True, default='')),
                ('state', models.CharField(choices=[('drafting', '起草中'), ('signed', '已签订'), ('active', '履行中'), ('renewed', '已续签'), ('expired', '已到期'), ('terminated', '已终止')], max_length=12)),
                ('state_since', models.DateTimeField()),
                ('signed_on', models.DateField(null=True)),
                ('end_reason', models.TextField(blank=True, default='')),
                ('made_at', models.DateTimeField()),
                ('follows', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_ones', to='delivery.agreement')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kept_agreements', to=settings.AUTH_USER_MODEL)),
                ('org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='people.partyorg')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='people.partner')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['street', 'id'], name='agreement_street'), models.Index(fields=['state', 'ends_on'], name='agreement_ending')],
                'constraints': [models.UniqueConstraint(fields=('street', 'number'), name='agreement_number'), models.UniqueConstraint(fields=('follows',), name='agreement_follows_once'), models.CheckConstraint(condition=models.Q(('state__in', ['drafting', 'signed', 'active', 'renewed', 'expired', 'terminated'])), name='agreement_state_known'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='agreement_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='AgreementProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='served', to='delivery.agreement')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='projects.project')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agreement', 'project'), name='agreement_project_once')],
            },
        ),
        migrations.CreateModel(
            name='AgreementReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='delivery.agreement')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agreement', 'days'), name='agreement_reminder_once')],
            },
        ),
        migrations.CreateModel(
            name='AgreementStep',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=40)),
                ('by_name', models.CharField(max_length=60)),
                ('act', models.CharField(max_length=24)),
                ('to_state', models.CharField(max_length=12)),
                ('note', models.TextField(blank=True, default='')),
                ('salt', models.CharField(max_length=32)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='delivery.agreement')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
        migrations.CreateModel(
            name='JointMeeting',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('held_on', models.DateField()),
                ('topic', models.CharField(max_length=120)),
                ('decisions', models.TextField()),
                ('by', models.CharField(max_length=40)),
                ('by_name', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.partyorg')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['street', 'id'], name='joint_meeting_street')],
            },
        ),
        migrations.CreateModel(
            name='JointMeetingPartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attended', to='delivery.jointmeeting')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.partner')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'partner'), name='joint_meeting_partner_once')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('state', models.CharField(choices=[('draft', '草拟'), ('published', '已发布'), ('claimed', '已认领'), ('matched', '已对接'), ('delivering', '落实中'), ('rated', '双方已评'), ('closed', '已办结'), ('withdrawn', '已撤回')], max_length=12)),
                ('state_since', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='people.partner')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['street', 'state', 'id'], name='match_state'), models.Index(fields=['street', 'id'], name='match_street')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published', 'claimed', 'matched', 'delivering', 'rated', 'closed', 'withdrawn'])), name='match_state_known')],
            },
        ),
        migrations.CreateModel(
            name='MatchRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('need', '需求方'), ('partner', '提供方')], max_length=8)),
                ('grade', models.PositiveSmallIntegerField()),
                ('words', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='delivery.match')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('match', 'side'), name='match_rating_once_a_side'), models.CheckConstraint(condition=models.Q(('grade__gte', 1), ('grade__lte', 5)), name='match_rating_grade')],
            },
        ),
        migrations.CreateModel(
            name='MatchStep',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=40)),
                ('by_name', models.CharField(max_length=60)),
                ('act', models.CharField(max_length=24)),
                ('to_state', models.CharField(max_length=12)),
                ('note', models.TextField(blank=True, default='')),
                ('salt', models.CharField(max_length=32)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='delivery.match')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
        migrations.CreateModel(
            name='NeedItem',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('people', '人力'), ('technology', '技术'), ('money', '资金'), ('venue', '场地'), ('equipment', '设备')], max_length=10)),
                ('title', models.CharField(max_length=80)),
                ('content', models.TextField()),
                ('amount', models.BigIntegerField()),
                ('unit', models.CharField(max_length=10)),
                ('needed_from', models.DateField()),
                ('needed_until', models.DateField()),
                ('conditions', models.CharField(blank=True, default='', max_length=200)),
                ('at', models.DateTimeField()),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.place')),
                ('project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='projects.project')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['people', 'technology', 'money', 'venue', 'equipment'])), name='need_kind_known'), models.CheckConstraint(condition=models.Q(('needed_until__gte', models.F('needed_from'))), name='need_ends_after_start')],
            },
        ),
        migrations.AddField(
            model_name='match',
            name='need',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='match', to='delivery.needitem'),
        ),
        migrations.CreateModel(
            name='Pledged',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('people', '人力'), ('technology', '技术'), ('money', '资金'), ('venue', '场地'), ('equipment', '设备')], max_length=10)),
                ('content', models.CharField(max_length=200)),
                ('amount', models.BigIntegerField()),
                ('unit', models.CharField(max_length=10)),
                ('due_on', models.DateField()),
                ('conditions', models.CharField(blank=True, default='', max_length=200)),
                ('at', models.DateTimeField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='delivery.agreement')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='pledged_amount_positive'), models.CheckConstraint(condition=models.Q(('kind__in', ['people', 'technology', 'money', 'venue', 'equipment'])), name='pledged_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Delivered',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('amount', models.BigIntegerField()),
                ('delivered_on', models.DateField()),
                ('note', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='delivery.delivered')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('pledged', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='delivery.pledged')),
            ],
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=300)),
                ('due_on', models.DateField()),
                ('kept', models.BooleanField(null=True)),
                ('word', models.CharField(blank=True, default='', max_length=300)),
                ('settled_on', models.DateField(null=True)),
                ('at', models.DateTimeField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='delivery.jointmeeting')),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='people.partner')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='projects.project')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='people.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('partner__isnull', True), ('unit__isnull', True), _connector='XOR'), name='promise_has_one_owner')],
            },
        ),
        migrations.CreateModel(
            name='ResourceItem',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('path', doorstep.records.fields.PathField(max_length=80)),
                ('kind', models.CharField(choices=[('people', '人力'), ('technology', '技术'), ('money', '资金'), ('venue', '场地'), ('equipment', '设备')], max_length=10)),
                ('title', models.CharField(max_length=80)),
                ('amount', models.BigIntegerField()),
                ('unit', models.CharField(max_length=10)),
                ('available_from', models.DateField()),
                ('available_until', models.DateField()),
                ('conditions', models.CharField(blank=True, default='', max_length=200)),
                ('at', models.DateTimeField()),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resources', to='people.partner')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
        migrations.AddField(
            model_name='match',
            name='resource',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='delivery.resourceitem'),
        ),
    ]
