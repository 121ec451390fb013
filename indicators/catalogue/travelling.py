"""What travels from the preview to the confirmation: the checked rows, signed for one person."""

from django.contrib.auth.models import User
from django.core import signing

from indicators.catalogue.bringing_in import Rows
from indicators.catalogue.outcome import WRITTEN, Outcome
from indicators.catalogue.reading import Row

SALT = "indicators.catalogue"
SECONDS_TO_CONFIRM = 3600
LARGEST = 2_000_000  # Below what Django takes in a form, 2.5 MB.


def packed(by: User, rows: Rows, outcome: Outcome) -> str:
    """The rows that would be written, with the digest of what the person is shown."""
    written = {
        sheet.model_name: {result.number for result in sheet.results if result.status in WRITTEN}
        for sheet in outcome.sheets
    }
    kept = {
        name: [[row.number, row.typed] for row in found if row.number in written.get(name, ())]
        for name, found in rows.items()
    }
    return signing.dumps([outcome.digest(), kept], salt=_salt(by), compress=True)


def unpacked(by: User, text: str) -> tuple[Rows, str]:
    """The rows and the digest; raises BadSignature for what is another's, changed or too old."""
    shown, kept = signing.loads(text, salt=_salt(by), max_age=SECONDS_TO_CONFIRM)
    rows = {name: [Row(number, typed) for number, typed in found] for name, found in kept.items()}
    return rows, shown


def _salt(by: User) -> str:
    return f"{SALT}:{by.pk}"
