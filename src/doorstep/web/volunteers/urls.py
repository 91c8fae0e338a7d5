from django.urls import path

from doorstep.web.volunteers import mine, register, stars, work

app_name = "volunteers"
urlpatterns = [
    path("", register.listing, name="list"),
    path("new/", register.new, name="new"),
    path("roster/", register.export, name="export"),
    path("mine/", mine.mine, name="mine"),
    path("mine/serve/", mine.serve, name="my-service"),
    path("mine/pledge/", mine.pledge, name="my-pledge"),
    path("mine/withdraw/", mine.withdraw, name="my-withdrawal"),
    path("mine/card/", mine.card, name="my-card"),
    path("mine/points/", mine.points, name="my-points"),
    path("mine/posts/<int:post_id>/", mine.claim, name="my-claim"),
    path("mine/services/<uuid:service_id>/appeal/", mine.appeal, name="my-appeal"),
    path("waiting/", work.waiting, name="waiting"),
    path("services/<uuid:service_id>/", work.judge, name="judge"),
    path("posts/", work.posts, name="posts"),
    path("posts/new/", work.new_post, name="new-post"),
    path("pledges/", work.pledges, name="pledges"),
    path("pledges/<uuid:pledge_id>/", work.pledge, name="pledge"),
    path("stars/", stars.listing, name="stars"),
    path("stars/notice/", stars.notice, name="star-notice"),
    path("stars/<uuid:award_id>/", stars.star, name="star"),
    path("stars/<uuid:award_id>/<slug:act>/", stars.move, name="star-act"),
    path("appeals/", stars.appeals, name="appeals"),
    path("appeals/<uuid:appeal_id>/", stars.appeal, name="appeal"),
    path("<str:number>/", register.page, name="page"),
    path("<str:number>/serve/", work.serve, name="serve"),
    path("<str:number>/card/", register.card, name="card"),
    path("<str:number>/letters/<int:letter_id>/", register.letter, name="letter"),
    path("<str:number>/<slug:act>/", register.move, name="act"),
]
