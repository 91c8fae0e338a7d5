"""Fields as this house sets them: label, hint, error at the field and at the top, a receipt, a trap."""

import uuid

from django import forms
from django.utils.html import strip_tags

from doorstep.ui.forms import HoneypotMixin, PlainForm


class Report(HoneypotMixin, PlainForm):
    text = forms.CharField(label="说什么", help_text="一句话就行")
    phone = forms.CharField(label="电话", required=False)
    way = forms.ChoiceField(
        label="怎么回复", widget=forms.RadioSelect, choices=[("a", "电话"), ("b", "不用")]
    )


def sent(**data: str) -> Report:
    return Report({"receipt": str(uuid.uuid4()), "text": "灯坏了", "way": "a", **data})


def test_every_fresh_form_carries_a_receipt_of_its_own() -> None:
    first, second = Report()["receipt"].value(), Report()["receipt"].value()

    assert uuid.UUID(first) != uuid.UUID(second)


def test_a_refused_form_comes_back_with_the_same_receipt() -> None:
    form = sent(text="")

    assert not form.is_valid()
    assert f'name="receipt" value="{form.data["receipt"]}"' in str(form)


def test_a_form_without_receipt_is_refused() -> None:
    form = Report({"text": "灯坏了", "way": "a"})

    assert set(form.errors) == {"receipt"}


def test_a_form_that_fills_the_trap_is_refused() -> None:
    assert set(sent(website="http://example.org").errors) == {"website"}


def test_the_trap_is_outside_the_page_and_not_counted() -> None:
    page = str(Report())

    assert '<div class="honey"><label for="id_website">' in page
    assert "本页只有 2 项必填。" in page


def test_an_error_stands_at_the_field_and_links_from_the_top() -> None:
    page = str(sent(text=""))

    assert '<a href="#id_text">说什么\uff1a请填写这一项。</a>' in page
    assert 'id="id_text_error"' in page
    assert 'aria-describedby="id_text_helptext id_text_error"' in page


def test_a_group_of_choices_is_a_fieldset_whose_error_link_finds_the_first_choice() -> None:
    page = str(sent(way=""))

    assert "<legend>怎么回复</legend>" in page
    assert 'href="#id_way_0"' in page
    assert 'id="id_way_0"' in page


def test_what_was_typed_is_escaped_everywhere() -> None:
    assert "<script>" not in str(sent(text="<script>", way="<script>"))


def test_only_fields_that_may_stay_empty_are_marked() -> None:
    assert strip_tags(str(Report())).count("\uff08选填\uff09") == 1
