from django.urls import path

from doorstep.web.privacy import breaches, burden, exports, households, register, requests, steps

app_name = "privacy"
urlpatterns = [
    path("", requests.request_list, name="list"),
    path("new/", requests.new, name="new"),
    path("requests/<uuid:request_id>/", requests.page, name="request"),
    path("requests/<uuid:request_id>/look/", requests.look, name="look"),
    path("requests/<uuid:request_id>/phone/", requests.phone, name="phone"),
    path("requests/<uuid:request_id>/paper/", requests.paper, name="paper"),
    path("requests/<uuid:request_id>/copy/", requests.copy, name="copy"),
    path("requests/<uuid:request_id>/<slug:act>/", steps.move, name="act"),
    path("households/", households.households, name="households"),
    path("households/<int:place_id>/", households.household, name="household"),
    path("households/<int:place_id>/open/", households.open_file, name="open"),
    path("households/<int:place_id>/letter/", households.letter, name="letter"),
    path("consents/", households.consents, name="consents"),
    path("consents/new/", households.new_consent, name="new-consent"),
    path("consents/<uuid:consent_id>/withdraw/", households.withdraw, name="withdraw"),
    path("exports/", exports.export_list, name="exports"),
    path("exports/ask/<slug:ledger>/", exports.ask, name="ask-export"),
    path("exports/<uuid:grant_id>/", exports.export, name="export"),
    path("exports/<uuid:grant_id>/take/", exports.take, name="take"),
    path("exports/<uuid:grant_id>/<slug:act>/", exports.decide, name="decide"),
    path("breaches/", breaches.breach_list, name="breaches"),
    path("breaches/new/", breaches.new, name="new-breach"),
    path("breaches/<uuid:breach_id>/", breaches.breach, name="breach"),
    path("breaches/<uuid:breach_id>/text/<slug:whom>/", breaches.text, name="breach-text"),
    path("breaches/<uuid:breach_id>/<slug:act>/", breaches.move, name="breach-act"),
    path("register/", register.register, name="register"),
    path("register/hold/", register.new_hold, name="new-hold"),
    path("register/hold/<int:hold_id>/", register.lift, name="lift"),
    path("burden/", burden.burden, name="burden"),
]
