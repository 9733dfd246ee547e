"""Pages that only say something."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .gallery import gallery_page
from .gate import public, signed_in


@signed_in
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part that pages are made of, with the words it should carry."""
    return render(request, "parts/gallery.html", gallery_page())


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far everyone can use the service, and how to tell us where not."""
    return render(request, "parts/accessibility.html")


@signed_in
def small_numbers(request: HttpRequest) -> HttpResponse:
    """How and why small numbers are hidden."""
    return render(request, "parts/small_numbers.html")
