"""What the forum brings to the corporate parenting board: its days, the page that goes there, what was presented."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.forum import board_queries, referring
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate

from .board_day_pages import board_day_document, board_day_page, board_days_page
from .board_forms import BoardDayForm, PresentForm

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@gate(Permission.KEEP_FORUM, Permission.READ_THREAD)
def board_days(request: ScopedRequest) -> HttpResponse:
    """The days of the board, and when the forum presents there next."""
    return render(request, "workspace/forum/board_days.html", {"page": board_days_page(request.scope)})


@gate(Permission.KEEP_FORUM)
def add_board_day(request: ScopedRequest) -> HttpResponse:
    """Write down a day of the board."""
    page = Ask(
        title="Add a day of the board",
        lead="A day on which the corporate parenting board meets.",
        button="Keep this day",
        done="The day is kept. Bring an issue to it from the issue’s own page.",
        to=reverse("board_days"),
        back_words="What the forum brings to the board",
    )
    return ask(request, BoardDayForm(request.POST or None), referring.add_board_day, page)


@gate(Permission.KEEP_FORUM, Permission.READ_THREAD)
@never_cache
def board_day(request: ScopedRequest, board_day_id: int) -> HttpResponse:
    """One page for one day of the board: what is asked, by whom, and how long they have waited."""
    return render(request, "workspace/forum/board_day.html", {"page": board_day_page(request.scope, board_day_id)})


@gate(Permission.KEEP_FORUM, Permission.READ_THREAD)
@never_cache
def board_day_file(request: ScopedRequest, board_day_id: int) -> HttpResponse:
    """The same page in Word, for the clerk of the board."""
    page = board_day_page(request.scope, board_day_id)
    council = authorities.own_authority(request.scope).name
    response = HttpResponse(board_day_document(page, council, today()), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="forum-to-board-{page.day.date.isoformat()}.docx"'
    return response


@gate(Permission.KEEP_FORUM)
def present(request: ScopedRequest, board_day_id: int) -> HttpResponse:
    """Write down what the forum presented."""
    day = board_queries.board_day(request.scope, board_day_id)
    page = Ask(
        title="What the forum presented",
        lead=f"To the board, on {long_date(day.date)}.",
        button="Keep what was presented",
        done="Kept. The next presentation is due within half a year.",
        to=reverse("board_day", args=[board_day_id]),
        back_words=f"The board, {long_date(day.date)}",
    )
    return ask(request, PresentForm(request.POST or None), referring.present, page, board_day_id=board_day_id)
