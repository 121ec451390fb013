"""What tests of the ledger share."""

from collections.abc import Callable
from typing import Any

import pytest

from indicators import ledger


@pytest.fixture
def refused() -> Callable[..., Any]:
    """Runs a verb that must refuse; returns the code of the first problem and the whole error."""

    def run(verb: Callable[..., Any], *args: Any) -> tuple[ledger.ProblemCode, ledger.LedgerError]:
        with pytest.raises(ledger.LedgerError) as caught:
            verb(*args)
        return caught.value.problems[0].code, caught.value

    return run
