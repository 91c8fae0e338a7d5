from django.urls import path

from doorstep.web.money import acts, banking, candidates, choosing, editing, expenses, papers, quotas

app_name = "money"
urlpatterns = [
    path("", quotas.overview, name="overview"),
    path("grant/", quotas.grant, name="grant"),
    path("ledger/", papers.ledger, name="ledger"),
    path("budget/", expenses.budget, name="budget"),
    path("bank/", banking.bank, name="bank"),
    path("bank/<int:list_id>/", banking.taken, name="bank-list"),
    path("quotas/<int:quota_id>/", quotas.quota, name="quota"),
    path("quotas/<int:quota_id>/lend/", quotas.lend, name="lend"),
    path("quotas/<int:quota_id>/carry-over/", quotas.close_year, name="carry-over"),
    path("sources/new/", quotas.new_source, name="new-source"),
    path("sources/<int:source_id>/", quotas.source, name="source"),
    path("sources/<int:source_id>/receive/", quotas.receive, name="receive"),
    path("measures/", papers.measure_list, name="measures"),
    path("measures/new/", papers.new_measure, name="new-measure"),
    path("measures/<int:version>/", papers.measure, name="measure"),
    path("rounds/", choosing.listing, name="selections"),
    path("rounds/new/", choosing.new, name="new-selection"),
    path("rounds/<int:selection_id>/", choosing.selection, name="selection"),
    path("rounds/<int:selection_id>/add/", choosing.add, name="add-candidate"),
    path("rounds/<int:selection_id>/close/", choosing.close, name="close-selection"),
    path("rounds/<int:selection_id>/sheet/", choosing.sheet, name="grade-sheet"),
    path("candidates/<int:candidate_id>/", candidates.candidate, name="candidate"),
    path("candidates/<int:candidate_id>/<slug:name>/", candidates.act, name="candidate-act"),
    path("expenses/", expenses.listing, name="expenses"),
    path("expenses/new/", expenses.new, name="new"),
    path("expenses/<str:number>/", expenses.expense, name="expense"),
    path("expenses/<str:number>/edit/", editing.edit, name="edit"),
    path("expenses/<str:number>/<slug:act>/", acts.move, name="act"),
]
