"""Keys to the big screen: made, looked up, withdrawn. Only their digests are kept."""

import hashlib
import secrets

from django.contrib.auth.models import User
from django.utils import timezone

from indicators.models import Region, ScreenToken

LONGEST = 100
"""Characters; what is longer is no key of ours and not worth digesting."""


def make(person: User, region: Region, name: str) -> tuple[ScreenToken, str]:
    """A new key to a region's screen: its record, and the key itself, which nobody sees again."""
    key = secrets.token_urlsafe(32)
    token = ScreenToken.objects.create(
        name=name,
        digest=_digest(key),
        region=region,
        made_by=person,
        made_at=timezone.now(),
    )
    return token, key


def find(key: str) -> ScreenToken | None:
    """The record of a key that still opens, with its region; None for any other: 1 query."""
    if not key or len(key) > LONGEST:
        return None
    kept = ScreenToken.objects.select_related("region__parent")
    return kept.filter(digest=_digest(key), withdrawn_at=None).first()


def withdraw(person: User, token: ScreenToken) -> bool:
    """Close a key for good; False where somebody had done so before."""
    open_still = ScreenToken.objects.filter(pk=token.pk, withdrawn_at=None)
    return bool(open_still.update(withdrawn_by=person, withdrawn_at=timezone.now()))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
