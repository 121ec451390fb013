"""An upper bound for what is uploaded, held while it arrives."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from indicators.workbook.safety import LARGEST_FILE

View = Callable[[HttpRequest], HttpResponse]
TOO_LARGE = "fill_in_too_large"


class Quota(FileUploadHandler):
    """Drops a file that grows too large, and says so on the request."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._seen = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Counts anew."""
        super().new_file(*args, **kwargs)
        self._seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Passes the piece on while the file is within bounds."""
        self._seen += len(raw_data)
        if self._seen > LARGEST_FILE:
            setattr(self.request, TOO_LARGE, True)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leaves the file to the next handler."""
        return


def bounded(view: View) -> View:
    """The view with the bound; it is set before anything, the CSRF check too, reads the body."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        request.upload_handlers.insert(0, Quota(request))
        return protected(request)

    return shown


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file was dropped; the form has been read."""
    return getattr(request, TOO_LARGE, False)
