"""Forms as this house sets them: label, hint, error, control; a summary of errors first."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _


def labels(names: Mapping[Any, str]) -> list[tuple[Any, Any]]:
    """The choices of a closed list in the reader's language."""
    return [(code, _(name)) for code, name in names.items()]


class Renderer(DjangoTemplates):
    """Named in FORM_RENDERER, so that `{{ form }}` and `{{ field.as_field_group }}` give our fields."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class TrapField(forms.CharField):
    """Drawn outside the page; only robots fill it."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    is_trap = True


def is_trap(field: forms.BoundField) -> bool:
    return getattr(field.field, "is_trap", False)


class PlainForm(forms.Form):
    """A form with a receipt: sent twice, the same receipt gets the same answer.

    The browser's own bubbles are off; errors are said by the server, once, at the top and at the field.
    """

    default_renderer = Renderer
    use_required_attribute = False

    receipt = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        general = forms.Field.default_error_messages["required"]
        for field in self.fields.values():
            if field.error_messages["required"] == general:
                field.error_messages["required"] = _("请填写这一项。")

    @property
    def required_count(self) -> int:
        """How many visible fields must be filled; shown above the form."""
        return sum(field.field.required for field in self.visible_fields())

    @property
    def has_optional(self) -> bool:
        """Whether the page must say which fields may stay empty."""
        return any(not f.field.required and not is_trap(f) for f in self.visible_fields())


class HoneypotMixin(forms.Form):
    """A field that people never see; a form that fills it is refused like any faulty one."""

    website = TrapField(required=False, label=_("请把这一栏空着"))

    def clean_website(self) -> str:
        value: str = self.cleaned_data["website"]
        if value:
            raise forms.ValidationError(_("没有收到。请打电话告诉我们。"), code="robot")
        return value


class CountedTextarea(forms.Textarea):
    """A text area that says how many characters are left; the limit itself is the field's."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 5, "data-count": _("还可以写 {n} 个字"), **(attrs or {})})


class DateInput(forms.DateInput):
    """The device's own calendar; the value stays ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")
