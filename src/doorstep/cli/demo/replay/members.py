"""Working members of the year: reporting in, serving, pledging, and a few stars after a notice."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID

from doorstep.cli.demo.content.people import resident
from doorstep.cli.demo.content.shapes import SpotKind
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.publishing import NoticeBoard
from doorstep.cli.demo.replay.stage import PASSWORD, Stage
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from doorstep.people.rules import MEMBER
from doorstep.people.services import assign_role, create_account
from doorstep.rulebook.services import set_rule
from doorstep.volunteers.queries import has_services
from doorstep.volunteers.rules import Measure, quarter_of
from doorstep.volunteers.services import (
    Card,
    Registration,
    answer_appeal,
    answer_star,
    award_star,
    claim_post,
    comment_pledge,
    confirm_service,
    enter_service,
    feed_back,
    link_account,
    lodge_appeal,
    make_pledge,
    object_to_star,
    propose_star,
    publish_post,
    receive_member,
    refuse_service,
    report_in,
    set_point_rules,
    settle_pledge,
)

WANTED: Final = 188
DEMO_NAME: Final = "baodao1"
STAR_CLASS: Final = 24  # members who serve so much that they reach a first star
POSTS: Final = (
    ("助老送餐", "给独居老人送午餐，每周两次"),
    ("楼道清理", "和楼栋长一起清楼道杂物"),
    ("课后辅导", "周末给双职工家庭孩子看作业"),
    ("义务维修", "上门修水龙头、换灯泡"),
    ("防汛巡查", "汛期查看地下车库和低洼处"),
    ("文明交通", "早高峰在路口引导，帮老人过街"),
    ("政策宣讲", "上门讲医保和养老金认证怎么办"),
)
DEEDS: Final = {
    "助老送餐": (("送午餐并查看煤气开关", "两位独居老人"), ("陪同去卫生站量血压", "三楼独居老人")),
    "楼道清理": (("清出楼道杂物四车", "两个单元二十四户"), ("粉刷一层楼道墙面", "一单元十二户")),
    "课后辅导": (("辅导作业和朗读", "五名小学生"), ("带孩子整理图书角", "社区图书角的孩子们")),
    "义务维修": (("更换水龙头和软管", "两户老人家"), ("修好单元门闭门器", "三单元住户")),
    "防汛巡查": (("疏通雨水口六处", "地下车库车主"), ("搬运沙袋并排积水", "一楼住户")),
    "文明交通": (("帮老人和孩子过街", "上学的孩子和老人"), ("劝导电动车不逆行", "路口过往行人")),
    "政策宣讲": (("帮助完成养老金认证", "七位老人"), ("代填医保报销表格", "四户居民")),
}
UNITS: Final = (
    "区实验小学",
    "市第二供热公司",
    "区税务分局",
    "市自来水公司",
    "区人民医院",
    "示范区法院",
    "市公交三公司",
    "区档案馆",
    "市规划设计院",
    "区市场监管所",
)
PROMISES: Final = (
    "每月看望两户独居老人",
    "年底前修好本单元扶手",
    "暑期办两次安全课",
    "整理社区图书角",
    "带头把充电线收下楼",
)
RESULTS: Final = {
    "fulfilled": "社区查看，居民也说办到了。",
    "partly": "办到一半，单位出差耽误了后两次。",
    "unfulfilled": "没有办到，本人说明了原因。",
}
THANKS: Final = "该同志利用业余时间服务社区居民，感谢贵单位的支持。"


@dataclass
class Played:
    """One member while the year goes on."""

    path: str
    first_on: date
    keeper: Actor
    is_star: bool
    posts: list[tuple[int, str]] = field(default_factory=list)
    member_id: UUID | None = None

    @property
    def known(self) -> UUID:
        assert self.member_id is not None  # noqa: S101 — the diary registers before it does anything else
        return self.member_id


class Members:
    """Plays the members with a die of its own, so that nobody else's year changes."""

    def __init__(self, stage: Stage, diary: Diary, *, year: int, wanted: int = WANTED) -> None:
        self.stage, self.diary, self.year, self.wanted = stage, diary, year, wanted
        self.rng = Random(f"members:{year}")
        self.board = NoticeBoard(stage, year=year)
        self.clerk = stage.holding("clerk", path=stage.plan.path)[0]
        self.posts: dict[str, list[tuple[int, str]]] = {}
        self.appealed = self.objected = False

    def write(self) -> None:
        """Switch points on, put the posts up, and let the members come through the first half-year."""
        self.diary.add(moment(date(self.year, 1, 1), time(8, 30)), self.switch_on)
        spots = self.stage.plan.of_kind(SpotKind.COMMUNITY)
        for spot in spots:
            at = moment(date(self.year, 1, 4), time(9, self.rng.randrange(60)))
            self.diary.add(at, lambda then, path=spot.path: self.put_up(path, then))  # type: ignore[misc]
        for number in range(self.wanted):
            path = spots[number % len(spots)].path
            first_on = date(self.year, 1, 7) + timedelta(days=self.rng.randrange(12 if number < 60 else 170))
            is_star = number < min(STAR_CLASS, self.wanted // 4)
            played = Played(path, first_on, self.secretary(path), is_star)
            at = self.at(first_on, 10)
            self.diary.add(at, lambda then, who=played, n=number: self.arrive(who, n, then))  # type: ignore[misc]

    def secretary(self, path: str) -> Actor:
        found = self.stage.holding("secretary", path=path)
        return max(found, key=lambda actor: max(len(grant.path) for grant in actor.grants))

    def worker(self, path: str) -> Actor:
        return self.rng.choice(self.stage.holding("grid_worker", path=path))

    def at(self, day: date, hour: int) -> datetime:
        return moment(day, time(hour, self.rng.randrange(60), self.rng.randrange(60)))

    def switch_on(self, at: datetime) -> None:
        set_rule(
            street_id=self.stage.street_id,
            code="points.enabled",
            value=1,
            effective_on=day_of(at),
            reason="街道党员积分办法已经党工委会议通过。",
            by=self.stage.system,
            at=at,
        )
        for ledger, value in (("party", 2), ("grid", 1)):
            set_point_rules(
                ledger=ledger,
                measure=Measure("hour", value, 240, 120),
                evidence="有受益对象或者结果，由他人核实。",
                from_on=day_of(at),
                by=self.clerk,
                at=at,
            )

    def put_up(self, path: str, at: datetime) -> None:
        by, place = self.secretary(path), self.stage.places[path]
        for title, need in self.rng.sample(POSTS, 5):
            post = publish_post(place_id=place, title=title, need=need, wanted_count=20, by=by, at=at)
            self.posts.setdefault(path, []).append((post.pk, title))

    def arrive(self, who: Played, number: int, at: datetime) -> None:
        person = resident(self.rng, number=19_000 + number, age=self.rng.randint(26, 57))
        member = report_in(
            registration=Registration(
                place_id=self.stage.places[who.path],
                name=person.name,
                phone=person.phone,
                unit_name=self.rng.choice(UNITS),
                skills=self.rng.choice(("会修水电", "做过教师", "懂法律", "有驾照", "")),
                consents=True,
            ),
            by=who.keeper,
            at=at,
        )
        who.member_id = member.pk
        receive_member(member_id=member.pk, by=who.keeper, at=at + timedelta(hours=3))
        if number == 0:
            self.give_account(who, person.name, at + timedelta(hours=4))
        if number % 12 != 11:
            self.diary.add(self.at(day_of(at) + timedelta(days=4), 15), lambda then: self.begin(who, then))

    def give_account(self, who: Played, name: str, at: datetime) -> None:
        made = create_account(
            street_id=self.stage.street_id,
            username=DEMO_NAME,
            display_name=name,
            password=PASSWORD,
            by=self.stage.system,
            at=at,
        )
        assign_role(
            account_id=made.account.pk,
            role=MEMBER,
            path=who.path,
            from_on=day_of(at),
            by=self.stage.system,
            at=at,
        )
        link_account(member_id=who.known, username=DEMO_NAME, by=who.keeper, at=at)

    def begin(self, who: Played, at: datetime) -> None:
        """Take a post, promise something, and spread the year's services over the days that are left."""
        who.posts = self.rng.sample(self.posts[who.path], 1)
        post_id = who.posts[0][0]
        claim_post(member_id=who.known, post_id=post_id, by=who.keeper, at=at)
        self.promise(who, at)
        last = date(self.year, 10, 25) if who.is_star else date(self.year, 12, 20)
        days = (last - day_of(at)).days
        for _ in range(16 if who.is_star else self.rng.randint(2, 7)):
            day = day_of(at) + timedelta(days=self.rng.randint(1, days))
            self.diary.add(self.at(day, 18), lambda then: self.serve(who, then))
        for month in (4, 7, 10):
            if (when := self.at(date(self.year, month, 8), 10)) > at:
                self.diary.add(when, lambda then: self.thank(who, then))
        if who.is_star:
            self.diary.add(self.at(date(self.year, 11, 4), 10), lambda then: self.propose(who, then))

    def promise(self, who: Played, at: datetime) -> None:
        due = day_of(at) + timedelta(days=self.rng.randint(60, 150))
        pledge = make_pledge(
            member_id=who.known, text=self.rng.choice(PROMISES), due_on=due, by=who.keeper, at=at
        )
        outcome = self.rng.choices(list(RESULTS), (80, 13, 7))[0]
        self.diary.add(
            self.at(due + timedelta(days=3), 16), lambda then: self.settle(who, pledge.pk, outcome, then)
        )

    def settle(self, who: Played, pledge_id: UUID, outcome: str, at: datetime) -> None:
        settle_pledge(pledge_id=pledge_id, outcome=outcome, note=RESULTS[outcome], by=who.keeper, at=at)
        comment = "谢谢，说到做到。" if outcome == "fulfilled" else "情况已了解，请与社区另约时间。"
        later = self.at(day_of(at) + timedelta(days=4), 9)
        self.diary.add(later, lambda then: comment_of(pledge_id, comment, self.clerk, then))

    def serve(self, who: Played, at: datetime) -> None:
        """The secretary writes it down, a grid worker confirms it the next day."""
        post_id, title = who.posts[0]
        what, for_whom = self.rng.choice(DEEDS[title])
        minutes = 240 if who.is_star else self.rng.choice((60, 90, 120, 150))
        card = Card(day_of(at), what, for_whom, minutes, post_id)
        service = enter_service(member_id=who.known, card=card, by=who.keeper, at=at)
        tomorrow = self.at(day_of(at) + timedelta(days=1), 11)
        self.diary.add(tomorrow, lambda then: self.judge(who, service.pk, then))

    def judge(self, who: Played, service_id: UUID, at: datetime) -> None:
        by = self.worker(who.path)
        if not self.appealed and at.month >= 6:
            self.appealed = True
            refuse_service(service_id=service_id, reason="当天没有找到受益人。", by=by, at=at)
            self.diary.add(
                self.at(day_of(at) + timedelta(days=3), 9), lambda then: self.appeal(who, service_id, then)
            )
            return
        confirmer = self.rng.choice(("organiser", "beneficiary"))
        confirm_service(service_id=service_id, confirmer=confirmer, by=by, at=at)

    def appeal(self, who: Played, service_id: UUID, at: datetime) -> None:
        appeal = lodge_appeal(
            service_id=service_id, text="老人当天去了女儿家，可以打电话问。", by=who.keeper, at=at
        )
        later = self.at(day_of(at) + timedelta(days=5), 15)
        self.diary.add(
            later,
            lambda then: appeal_answered(appeal.pk, self.clerk, then),
        )

    def thank(self, who: Played, at: datetime) -> None:
        """The letter of the quarter that has ended, if there is something to thank for."""
        day = day_of(at)
        quarter = quarter_of(day) - 1
        if has_services(who.known, self.year, quarter):
            feed_back(
                member_id=who.known, year=self.year, quarter=quarter, thanks=THANKS, by=who.keeper, at=at
            )

    def propose(self, who: Played, at: datetime) -> None:
        """By table C, which the street uses; announced the same day."""
        award = propose_star(member_id=who.known, table="C", by=who.keeper, at=at)
        self.board.star(award.pk, at + timedelta(hours=1))
        if not self.objected:
            self.objected = True
            self.diary.add(at + timedelta(days=1), lambda then: self.object(who, award.pk, then))
        self.diary.add(
            self.at(day_of(at) + timedelta(days=14), 9), lambda then: awarded(award.pk, self.clerk, then)
        )

    def object(self, who: Played, award_id: UUID, at: datetime) -> None:
        text = "有居民问三月份的送餐是不是两个人一起去的。"
        object_to_star(award_id=award_id, text=text, by=self.worker(who.path), at=at)
        answer = "核对了登记卡和老人家属的说法，当天确由本人送餐。"
        answer_star(award_id=award_id, upheld=False, answer=answer, by=self.clerk, at=at + timedelta(days=2))


def comment_of(pledge_id: UUID, note: str, by: Actor, at: datetime) -> None:
    comment_pledge(pledge_id=pledge_id, note=note, by=by, at=at)


def appeal_answered(appeal_id: UUID, by: Actor, at: datetime) -> None:
    answer = "电话核实，老人说饭送到了。予以核实。"
    answer_appeal(appeal_id=appeal_id, upheld=True, answer=answer, by=by, at=at)


def awarded(award_id: UUID, by: Actor, at: datetime) -> None:
    award_star(award_id=award_id, by=by, at=at)
