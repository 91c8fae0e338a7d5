from django.urls import path

from doorstep.web.account import door, roster

app_name = "account"
urlpatterns = [
    path("sign-in/", door.sign_in_page, name="sign-in"),
    path("sign-out/", door.sign_out, name="sign-out"),
    path("desk/account/", door.mine, name="mine"),
    path("desk/accounts/", roster.account_list, name="list"),
    path("desk/accounts/new/", roster.new_account, name="new"),
    path("desk/accounts/<int:account_id>/", roster.account_page, name="page"),
    path("desk/accounts/<int:account_id>/assign/", roster.assign, name="assign"),
    path(
        "desk/accounts/<int:account_id>/assignments/<int:assignment_id>/end/",
        roster.end,
        name="end-assignment",
    ),
    path("desk/accounts/<int:account_id>/reset/", roster.reset, name="reset"),
    path("desk/accounts/<int:account_id>/leave/", roster.leave_page, name="leave"),
]
