"""The forms of a meeting's list."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.consultations.services import Guests, Outsider
from doorstep.ui.forms import CountedTextarea, PlainForm


class InviteForm(PlainForm):
    """Whom to ask; outsiders one a line."""

    accounts = forms.MultipleChoiceField(
        label=_("本街道人员"), required=False, widget=forms.SelectMultiple(attrs={"size": 10})
    )
    units = forms.MultipleChoiceField(label=_("单位"), required=False, widget=forms.SelectMultiple)
    orgs = forms.MultipleChoiceField(label=_("党组织"), required=False, widget=forms.SelectMultiple)
    partners = forms.MultipleChoiceField(label=_("联建单位"), required=False, widget=forms.SelectMultiple)
    outsiders = forms.CharField(
        label=_("外请人员"),
        help_text=_("每行一位：姓名，空一格，再写电话（可以不写）。加密保存，只有召集会议的人能看。"),
        required=False,
        widget=CountedTextarea(attrs={"rows": 4, "autocomplete": "off"}),
        max_length=2000,
    )

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in choices.items():
            if values:
                self.fields[name].choices = values  # type: ignore[attr-defined]
                self.fields[name].help_text = _("可以选几个：按住 Ctrl 再点；手机上直接勾选。")
            else:
                del self.fields[name]

    def guests(self) -> Guests:
        values = self.cleaned_data
        lines = [line.split() for line in values["outsiders"].splitlines() if line.strip()]
        return Guests(
            accounts=[int(each) for each in values.get("accounts", ())],
            units=[int(each) for each in values.get("units", ())],
            orgs=[int(each) for each in values.get("orgs", ())],
            partners=[UUID(each) for each in values.get("partners", ())],
            outsiders=[Outsider(words[0][:40], " ".join(words[1:])[:40]) for words in lines],
        )


class AttendanceForm(PlainForm):
    """Who of the list came."""

    came = forms.TypedMultipleChoiceField(
        label=_("到会的"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, guests: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = guests  # type: ignore[attr-defined]
