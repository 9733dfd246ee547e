"""A member's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .door import Visit, behind_their_link
from .pages import page_of


@behind_their_link
def member_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """When the forum meets next, and what waits for its members."""
    return render(request, "public/member/member_page.html", page_of(visit))
