"""Evidence on a sheet: files and links are attached to drafts, listed and taken off again."""

from pathlib import PurePath
from typing import Any, cast
from zipfile import BadZipFile, ZipFile

import filetype
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext

from indicators import ledger
from indicators.admin.sheet.answers import other_person, refusal
from indicators.admin.sheet.facts import person
from indicators.choices import EntryState
from indicators.ledger import LedgerError, Stamp
from indicators.ledger.drafts import plain_text, read_stamp, written
from indicators.models import Entry, Evidence
from indicators.permissions import ENTER, not_entered_by
from indicators.views.evidence import ENDINGS as TYPES
from indicators.views.evidence import may_read

MOST_MEGABYTES = 10
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
LONGEST_NAME, LONGEST_LINK = 200, 500
ENDINGS = tuple(TYPES)
# What a zip file holds tells what it is; Word, Excel and OFD files are zip files.
INSIDE = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".ofd": "OFD.xml"}


def evidence(request: HttpRequest) -> JsonResponse:
    """GET with an entry's number lists its evidence; POST attaches or, with `remove`, takes off."""
    if request.method == "GET":
        return _listed(_entry(request, request.GET.get("entry", "")))
    if request.method != "POST":
        return refusal(405, gettext("Only GET and POST are understood here."))
    user = cast(User, request.user)
    if request.POST.get("person", str(user.pk)) != str(user.pk):
        return other_person()
    if not user.has_perm(ENTER):
        raise PermissionDenied(gettext("Only those who enter figures attach evidence."))
    seen = read_stamp(request.POST.get("seen", "")[:40])
    if seen is None or max(seen) >= 2**31:
        raise BadRequest(gettext("What was sent is not what a sheet sends; load the page again."))
    entry = _entry(request, str(seen.entry))
    if not_entered_by(user, [entry.indicator]):
        raise PermissionDenied(gettext("Some of these figures are another department's to enter."))
    try:
        if number := request.POST.get("remove", ""):
            _remove(user, seen, entry, number)
        else:
            _attach(user, seen, request)
    except ValidationError as error:
        return refusal(400, " ".join(error.messages))
    except LedgerError as error:
        return refusal(409, str(error))
    return _listed(entry)


def _entry(request: HttpRequest, number: str) -> Entry:
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404(gettext("There is no such entry."))
    found = Entry.objects.select_related("indicator").filter(pk=int(number)).first()
    if found is None:
        raise Http404(gettext("There is no such entry."))
    if not may_read(cast(User, request.user), found):
        raise PermissionDenied(gettext("This entry is another department's."))
    return found


def _listed(entry: Entry) -> JsonResponse:
    entry.refresh_from_db(fields=["version", "state"])
    is_draft = entry.state == EntryState.DRAFT
    return JsonResponse(
        {
            "seen": written(Stamp(entry.pk, entry.version)),
            "evidence": [
                {
                    "id": found.pk,
                    "name": found.name,
                    "href": found.link or reverse("evidence", args=[found.pk]),
                    "is_link": bool(found.link),
                    "size": _size(found.size),
                    "by": person(found.added_by),
                    "removable": is_draft,
                }
                for found in entry.evidence.select_related("added_by")
            ],
        }
    )


def _attach(user: User, seen: Stamp, request: HttpRequest) -> None:
    file, link = request.FILES.get("file"), plain_text(request.POST.get("link", ""))
    if file is not None and not link:
        name = _checked(file)
        ledger.attach(user, seen, name, file=cast(Any, file))
    elif link and file is None:
        if len(link) > LONGEST_LINK:
            raise ValidationError(gettext("The link is too long."))
        URLValidator(
            schemes=["http", "https"],
            message=gettext("Write a whole link that begins with http:// or https://."),
        )(link)
        name = plain_text(request.POST.get("name", ""))[:LONGEST_NAME] or link[:LONGEST_NAME]
        ledger.attach(user, seen, name, link=link)
    else:
        raise ValidationError(gettext("Give a file or a link, one of the two."))


def _checked(file: "UploadedFile[Any]") -> str:
    """The file's name, once size and kind are found good; raises ValidationError."""
    name = PurePath(file.name or "").name.replace("\0", "")[-LONGEST_NAME:]
    ending = PurePath(name).suffix.lower()
    words = {"name": name, "most": MOST_MEGABYTES, "endings": " ".join(ENDINGS)}
    if ending not in TYPES:
        text = gettext("%(name)s cannot be attached; these can: %(endings)s")
        raise ValidationError(text % words)
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(gettext("%(name)s is larger than %(most)s MB.") % words)
    if not file.size:
        raise ValidationError(gettext("%(name)s is empty.") % words)
    if not _is(file, ending):
        text = gettext("%(name)s is not what its ending says; save it anew in its own program.")
        raise ValidationError(text % words)
    return name


def _is(file: "UploadedFile[Any]", ending: str) -> bool:
    """Whether the first bytes, and for zip files what they hold, fit the ending."""
    head = file.read(8192)
    file.seek(0)
    if ending in INSIDE:
        try:
            with ZipFile(cast(Any, file)) as parts:
                return INSIDE[ending] in parts.namelist()
        except (BadZipFile, ValueError, NotImplementedError):  # The last: an unknown packing.
            return False
        finally:
            file.seek(0)
    guessed = filetype.guess(head)
    return guessed is not None and guessed.mime in TYPES[ending]


def _remove(user: User, seen: Stamp, entry: Entry, number: str) -> None:
    known = number.isascii() and number.isdecimal() and len(number) < 10
    found = Evidence.objects.filter(pk=int(number), entry=entry).first() if known else None
    if found is None:
        raise Http404(gettext("This evidence is not there any more."))
    ledger.detach(user, seen, found)


def _size(size: int | None) -> str:
    if size is None:
        return ""
    kilobytes = size / 1024
    return f"{kilobytes / 1024:.1f} MB" if kilobytes >= 1024 else f"{max(kilobytes, 1):.0f} KB"
