"""G9: a personal ledger leaves the building only when a second person said yes, a few times, for a few days."""

from collections.abc import Callable

from doorstep.privacy.models import ExportDownload, ExportGrant
from doorstep.privacy.services import (
    approve_export,
    ask_export,
    end_exports,
    refuse_export,
    revoke_export,
    take_export,
)
from tests.issues.town import AT, DAY, Town


def asked(town: Town, **changes: object) -> ExportGrant:
    values = {"ledger": "issue", "scope": {"year": 2026}, "reason": "年终核对"} | changes
    return ask_export(**values, by=town.clerk, at=AT)


def test_approved_it_opens_for_seven_days_and_three_times(town: Town, refused: Callable[..., None]) -> None:
    grant = asked(town)

    def take(at: object = AT) -> ExportGrant:
        return take_export(grant_id=grant.pk, by=town.clerk, at=at)

    refused("export.not_open", take)
    approve_export(grant_id=grant.pk, by=town.reviewer, at=AT)
    counts = [take().download_count for _ in range(3)]
    refused("export.not_open", take)

    assert (counts, ExportDownload.objects.count()) == ([1, 2, 3], 3)


def test_after_its_days_it_is_closed_by_the_clock_and_before_that_by_the_moment(
    town: Town, refused: Callable[..., None]
) -> None:
    grant = asked(town)
    approve_export(grant_id=grant.pk, by=town.reviewer, at=AT)

    refused("export.not_open", lambda: take_export(grant_id=grant.pk, by=town.clerk, at=AT + 7 * DAY))
    assert (end_exports(at=AT + 7 * DAY), end_exports(at=AT + 7 * DAY)) == (1, 0)
    assert ExportGrant.objects.get().state == "ended"


def test_nobody_approves_what_they_asked_for(town: Town, refused: Callable[..., None]) -> None:
    own = ask_export(ledger="issue", scope={}, reason="自查", by=town.reviewer, at=AT)

    refused("not_allowed", lambda: approve_export(grant_id=own.pk, by=town.reviewer, at=AT))
    refused("not_allowed", lambda: approve_export(grant_id=own.pk, by=town.clerk, at=AT))


def test_only_who_asked_takes_it_out(town: Town, refused: Callable[..., None]) -> None:
    grant = asked(town)
    approve_export(grant_id=grant.pk, by=town.reviewer, at=AT)

    refused("not_allowed", lambda: take_export(grant_id=grant.pk, by=town.reviewer, at=AT))


def test_refusing_and_calling_back_need_a_reason(town: Town, refused: Callable[..., None]) -> None:
    first, second = asked(town), asked(town)
    approve_export(grant_id=second.pk, by=town.reviewer, at=AT)

    refused("note.needed", lambda: refuse_export(grant_id=first.pk, note="", by=town.reviewer, at=AT))
    refused("note.needed", lambda: revoke_export(grant_id=second.pk, note="", by=town.reviewer, at=AT))
    refuse_export(grant_id=first.pk, note="范围太大", by=town.reviewer, at=AT)
    revoke_export(grant_id=second.pk, note="用完了", by=town.reviewer, at=AT)
    assert sorted(ExportGrant.objects.values_list("state", flat=True)) == ["refused", "revoked"]
    refused("export.not_open", lambda: take_export(grant_id=second.pk, by=town.clerk, at=AT))


def test_an_unknown_ledger_or_no_reason_is_refused(town: Town, refused: Callable[..., None]) -> None:
    refused("export.ledger", lambda: asked(town, ledger="everything"))
    refused("reason.needed", lambda: asked(town, reason=""))
