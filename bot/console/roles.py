"""Who may enter by the provider, and as what: by what it says of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.console.accounts import Role
from bot.settings import Console


def role_of(claims: Mapping[str, Any], settings: Console) -> Role | None:
    """The role of whom the provider says this; None for those who may not enter."""
    if _fits(claims, settings.console_editors):
        return "édition"
    return "lecture" if _fits(claims, settings.console_readers) else None


def _fits(claims: Mapping[str, Any], wanted: Sequence[str]) -> bool:
    email = email_of(claims).casefold()
    for one in wanted:
        name, equals, value = one.partition("=")
        if equals:
            found = claims.get(name.strip())
            if value.strip() in (found if isinstance(found, list) else [found]):
                return True
        elif email and (email.endswith(one.casefold()) if one.startswith("@") else email == one.casefold()):
            return True
    return False


def email_of(claims: Mapping[str, Any]) -> str:
    """Their address; empty where the provider does not stand for it."""
    email = claims.get("email")
    if claims.get("email_verified") in (False, "false") or not isinstance(email, str) or email.count("@") != 1:
        return ""
    return email


def name_of(claims: Mapping[str, Any]) -> str:
    """What they are called; ProConnect says `usual_name`, others `name` or `family_name`."""
    family = claims.get("usual_name") or claims.get("family_name")
    parts = [part for part in (claims.get("given_name"), family) if isinstance(part, str) and part]
    said = claims.get("name")
    return " ".join(parts) or (said if isinstance(said, str) and said else email_of(claims))
