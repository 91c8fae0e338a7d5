"""Addresses that stay in the language of the page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse


def to(request: HttpRequest, name: str, *args: Any) -> str:
    """The address of a public page in the language of this one."""
    match = request.resolver_match
    face = match.namespace if match else "public"
    return reverse(f"public:{name}", args=args, current_app=face)
