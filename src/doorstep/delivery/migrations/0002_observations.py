import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('delivery', '0001_partners_agreements_needs'),
        ('people', '__first__'),
        ('places', '0001_streets_places_grids'),
        ('projects', '0002_ratings_are_appended'),
    ]

    operations = [
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('quarter', models.PositiveSmallIntegerField()),
                ('planned_on', models.DateField(null=True)),
                ('route_order', models.PositiveSmallIntegerField(default=0)),
                ('visited_at', models.DateTimeField(null=True)),
                ('comment_due_at', models.DateTimeField(null=True)),
                ('commented_at', models.DateTimeField(null=True)),
                ('strengths', models.TextField(blank=True, default='')),
                ('shortcomings', models.TextField(blank=True, default='')),
                ('suggestion', models.TextField(blank=True, default='')),
                ('grade', models.CharField(blank=True, default='', max_length=10)),
                ('dropped_reason', models.CharField(blank=True, default='', max_length=300)),
                ('state', models.CharField(choices=[('planned', '待观摩'), ('visited', '待点评'), ('commented', '已点评'), ('followed_up', '整改待复核'), ('closed', '观摩办结'), ('dropped', '不再观摩')], max_length=12)),
                ('state_since', models.DateTimeField()),
                ('observer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='projects.project')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
            options={
                'indexes': [models.Index(fields=['street', 'year', 'quarter', 'id'], name='observation_quarter')],
                'constraints': [models.UniqueConstraint(fields=('project', 'year', 'quarter'), name='observation_once_a_quarter'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'visited', 'commented', 'followed_up', 'closed', 'dropped'])), name='observation_state_known')],
            },
        ),
        migrations.CreateModel(
            name='ObservationDraw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('quarter', models.PositiveSmallIntegerField()),
                ('seed', models.CharField(blank=True, default='', max_length=60)),
                ('running', models.JSONField()),
                ('drawn', models.JSONField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
        migrations.CreateModel(
            name='ObservationStep',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('act', models.CharField(max_length=24)),
                ('note', models.TextField(blank=True, default='')),
                ('by', models.CharField(max_length=40)),
                ('by_name', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('salt', models.CharField(max_length=32)),
                ('observation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='delivery.observation')),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
            ],
        ),
        migrations.CreateModel(
            name='ObservationTodo',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=300)),
                ('due_on', models.DateField()),
                ('done_at', models.DateTimeField(null=True)),
                ('done_note', models.CharField(blank=True, default='', max_length=300)),
                ('verified_at', models.DateTimeField(null=True)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('observation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='todos', to='delivery.observation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observation_todos', to=settings.AUTH_USER_MODEL)),
                ('street', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.street')),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('verified_by__isnull', True), models.Q(('verified_by', models.F('owner')), _negated=True), _connector='OR'), name='observation_todo_verified_by_another')],
            },
        ),
    ]
