from django.urls import path

from doorstep.web.desk import journal, keys, messages, my_day, places, rulebook, standard, statistics

app_name = "desk"
urlpatterns = [
    path("", my_day.my_day, name="my-day"),
    path("statistics/", statistics.latest, name="statistics"),
    path("statistics/<int:year>/", statistics.year_page, name="year"),
    path("statistics/<int:year>/keys/", keys.keys_page, name="keys"),
    path("statistics/<int:year>/standard/", standard.standard_page, name="standard"),
    path("statistics/<int:year>/export/", statistics.export, name="export-year"),
    path("rulebook/", rulebook.book, name="rulebook"),
    path("rulebook/holidays/", rulebook.holidays, name="holidays"),
    path("rulebook/<str:code>/", rulebook.rule_page, name="rule"),
    path("journal/", journal.journal, name="journal"),
    path("places/", places.place_list, name="places"),
    path("places/import/", places.bring_in, name="import-places"),
    path("places/imports/<int:import_id>/undo/", places.undo, name="undo-import"),
    path("messages/", messages.outbox_page, name="messages"),
    path("messages/slips/", messages.slips, name="slips"),
    path("messages/<uuid:message_id>/retry/", messages.retry, name="retry-message"),
]
