"""How Django's session finds the account; every way in is the one service that counts failures."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from django.utils import timezone

from doorstep.kernel.errors import NotPossible
from doorstep.people.models import Account
from doorstep.people.services import sign_in


class AccountBackend(BaseBackend):
    """Nothing is permitted here: what an account may do comes from its assignments."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        if request is None or username is None or password is None:
            return None
        address = request.META.get("REMOTE_ADDR", "")
        try:
            return sign_in(username=username, password=password, at=timezone.now(), ip=address)
        except NotPossible:
            return None

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).first()
