"""Thirty days after it is over nobody knows any more who the respondents were; what they said stays."""

from datetime import timedelta

from doorstep.evaluation import services
from doorstep.evaluation.held import forget_respondents, respondents_over
from doorstep.evaluation.models import FrameMember, Response
from tests.evaluation.ground import DRAWN, Ground
from tests.issues.town import DAY


def test_respondents_of_a_running_evaluation_are_kept(ground: Ground) -> None:
    ground.published()

    assert respondents_over(ground.site.street_id, DRAWN + timedelta(days=400)).count() == 0


def test_respondents_are_forgotten_after_the_end_and_their_answers_stay(ground: Ground) -> None:
    found = ground.published()
    services.archive_evaluation(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 5 * DAY)
    street_id, after = ground.site.street_id, DRAWN + 6 * DAY
    before = (respondents_over(street_id, DRAWN).count(), respondents_over(street_id, after).count())
    forget_respondents(list(respondents_over(street_id, after).values_list("pk", flat=True)))

    assert before == (0, 40)
    assert respondents_over(street_id, after).count() == 0
    assert set(FrameMember.objects.values_list("label_sealed", "phone_sealed")) == {("", "")}
    assert Response.objects.count() == 29
