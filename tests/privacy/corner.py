"""One of everything the privacy desk keeps, for the table of doors."""

from dataclasses import dataclass

from doorstep.places.models import Place
from doorstep.privacy.models import Breach, Consent, ExportGrant, LegalHold, RightsRequest
from doorstep.privacy.services import (
    Asking,
    Noticed,
    ask_about_self,
    ask_export,
    detect_breach,
    give_consent,
    identify,
    place_hold,
)
from tests.issues.town import AT, Town


@dataclass
class Kept:
    """About one household of one community."""

    door: Place
    request: RightsRequest
    consent: Consent
    grant: ExportGrant
    breach: Breach
    hold: LegalHold


def make_kept(town: Town, door: Place) -> Kept:
    asking = Asking(kind="delete", phone="13900004321", place_id=door.pk)
    request = ask_about_self(street_id=town.street.pk, asking=asking, by=town.clerk, at=AT)
    noticed = Noticed("台账发错", "leak", "发到了外部群。", "门牌", AT)
    return Kept(
        door=door,
        request=identify(request_id=request.pk, how="seen", by=town.clerk, at=AT),
        consent=give_consent(
            place_id=door.pk,
            scope="give",
            name="王秀兰",
            words="同意把地址给供水公司。",
            given_by="paper",
            by=town.clerk,
            at=AT,
        ),
        grant=ask_export(ledger="issue", scope={"year": 2026}, reason="年终核对", by=town.clerk, at=AT),
        breach=detect_breach(noticed=noticed, by=town.clerk, at=AT),
        hold=place_hold(rule_code="", ref="", reason="诉讼中", by=town.reviewer, at=AT),
    )
