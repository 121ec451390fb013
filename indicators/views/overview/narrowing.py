"""What the overview is narrowed to: a department, a light, key indicators; all in the address."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.models import Department
from indicators.progress import Light
from indicators.standings import Standing

KEY = "1"


@dataclass(frozen=True)
class DepartmentOption:
    """A department to choose, with how many indicators that leaves."""

    code: str
    name: str
    count: int


@dataclass(frozen=True)
class Narrowing:
    """The choices; empty, None or False where nothing is chosen."""

    department: str = ""
    light: Light | None = None
    key: bool = False

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.department or self.light or self.key)

    def query(self, *, light: bool = True) -> dict[str, str]:
        """The choices as an address writes them, with or without the light."""
        written = {
            "department": self.department,
            "light": self.light if self.light and light else "",
            "key": KEY if self.key else "",
        }
        return {name: text for name, text in written.items() if text}

    def kept(self, rows: Iterable[Standing], *, but: str = "") -> list[Standing]:
        """The rows that the choices leave, all of them but the one named."""
        department = "" if but == "department" else self.department
        light = None if but == "light" else self.light
        key = self.key and but != "key"
        if not (department or light or key):
            return list(rows)
        return [
            row
            for row in rows
            if (not department or row.indicator.department.code == department)
            and (row.indicator.key or not key)
            and light in (None, row.progress.light)
        ]

    def departments(self, rows: Iterable[Standing]) -> list[DepartmentOption]:
        """Every department of the rows, with the count that choosing it would leave."""
        everywhere = list(rows)
        known: dict[int, Department] = {}
        for row in everywhere:
            known.setdefault(row.indicator.department_id, row.indicator.department)
        counts = dict.fromkeys(known, 0)
        for row in self.kept(everywhere, but="department"):
            counts[row.indicator.department_id] += 1
        ordered = sorted(known.values(), key=lambda one: (one.order, one.code))
        return [DepartmentOption(one.code, str(one), counts[one.pk]) for one in ordered]

    def count_key(self, rows: Iterable[Standing]) -> int:
        """How many key indicators the other choices leave."""
        return sum(row.indicator.key for row in self.kept(rows, but="key"))
