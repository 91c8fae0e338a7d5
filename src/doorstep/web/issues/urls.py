from django.urls import path

from doorstep.web.issues import acts, board, bulk, callback, contact, export, inbox, new, page, person

app_name = "issues"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("new/", new.new, name="new"),
    path("board/", board.board, name="board"),
    path("chosen/", bulk.chosen, name="chosen"),
    path("export/", export.export, name="export"),
    path("person/", person.person, name="person"),
    path("<str:number>/", page.page, name="page"),
    path("<str:number>/slip/", new.slip, name="slip"),
    path("<str:number>/contact/", contact.contact, name="contact"),
    path("<str:number>/call-back/", callback.call_back, name="call-back"),
    path("<str:number>/merge/", acts.merge, name="merge"),
    path("<str:number>/exclusion/", acts.decide, name="decide"),
    path("<str:number>/<slug:act>/", acts.step, name="act"),
]
