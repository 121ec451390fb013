"""A sheet of the catalogue: its columns are the fields of a model, its rows the records."""

from collections.abc import Callable
from copy import copy
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from import_export.fields import Field
from import_export.resources import ModelResource

from indicators.catalogue import widgets
from indicators.catalogue.known import Key, Known
from indicators.catalogue.likeness import fold
from indicators.models import LightBands, PacePlan

NAME_OF = pgettext_lazy("column", "{field} name")
# In a cell: empty the field. An empty cell leaves it as it is.
EMPTY_WORDS = ("清空", "clear")


class Loader:
    """Finds the record of a row among those known, without a query."""

    def __init__(self, resource: "CatalogueResource", known: Known) -> None:
        self.resource, self.known = resource, known

    def get_instance(self, row: dict[str, str]) -> Any:
        """A copy of the record, so that a refused row leaves the known one as it is."""
        found = self.known.find(self.resource.model, self.resource.key_of(row))
        return copy(found) if found else None


class CatalogueField(Field):
    """A column: an empty cell leaves the field alone, a word of its own empties it."""

    def __init__(self, django_field: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.django_field = django_field

    @property
    def head(self) -> str:
        """What stands above the column."""
        return str(self.django_field.verbose_name)

    @property
    def heads(self) -> list[str]:
        """What may stand above it."""
        return [*widgets.in_all_languages(self.django_field.verbose_name), str(self.attribute)]

    def name_heads(self) -> list[str]:
        """What may stand above the column that shows the names of the records referred to."""
        return widgets.in_all_languages(format_lazy(NAME_OF, field=self.django_field.verbose_name))

    @property
    def name_head(self) -> str:
        """What stands there."""
        return str(format_lazy(NAME_OF, field=self.head))

    @property
    def is_required(self) -> bool:
        """Whether a new record needs it."""
        return not (self.django_field.blank or self.django_field.has_default())

    def save(self, instance: Any, row: dict[str, str], is_m2m: bool = False, **kwargs: Any) -> None:
        """Set the field from the row; raises ValueError with the reason."""
        if why := kwargs["unreadable"].get(self.attribute):
            raise ValueError(why)
        text = row[self.column_name]
        if fold(text) in EMPTY_WORDS:
            setattr(instance, self.attribute, self.emptied())
        elif text.strip():
            setattr(instance, self.attribute, self.clean(row, **kwargs))

    def emptied(self) -> Any:
        """What an emptied field holds; raises ValueError for one that must hold something."""
        if self.django_field.null:
            return None
        if self.django_field.blank and self.django_field.empty_strings_allowed:
            return ""
        raise ValueError(_("This cannot be empty."))


class CatalogueResource(ModelResource):
    """A sheet of the catalogue. Rows are dicts of field name and the text typed."""

    model: ClassVar[Any]
    above: ClassVar[str] = ""
    """The field that names another record of the same sheet, which must be written first."""
    named: ClassVar[tuple[str, ...]] = ()
    """References beside which a column shows the name, for people; it is not read."""

    class Meta:
        import_id_fields = ("code",)
        # What was and what became is kept by `after_init_instance` and `differences`.
        skip_diff, store_instance = True, True

    @classmethod
    def field_from_django_field(
        cls, field_name: str, django_field: Any, readonly: bool
    ) -> CatalogueField:
        """The column of a field, with the widget that fits what it holds."""
        return CatalogueField(
            django_field, attribute=field_name, column_name=field_name, widget=_widget(django_field)
        )

    @classmethod
    def title(cls) -> str:
        """The name of the sheet."""
        return str(cls.model._meta.verbose_name_plural)

    @classmethod
    def titles(cls) -> list[str]:
        """The names that the sheet may have."""
        return widgets.in_all_languages(cls.model._meta.verbose_name_plural)

    @classmethod
    def model_name(cls) -> str:
        """The sheet's name within the program."""
        return str(cls.model._meta.model_name)

    def heads_for_people(self) -> list[str]:
        """Heads of the columns that show names beside codes and are not read."""
        return [head for name in self.named for head in self.fields[name].name_heads()]

    def get_queryset(self) -> Any:
        """All records with those that they name."""
        links = [field.attribute for field in self.fields.values() if _is_link(field)]
        return self.model.objects.select_related(*links) if links else self.model.objects.all()

    def key_of(self, row: dict[str, str]) -> Key:
        """What the row's record is known by."""
        return tuple(
            widgets.CodeCell().clean(row.get(name, "")) for name in self.get_import_id_fields()
        )

    def key(self, record: Any) -> Key:
        """What the record is known by."""
        return tuple(str(self.fields[name].export(record)) for name in self.get_import_id_fields())

    def values(self, record: Any) -> dict[str, Any]:
        """What the record holds, by field name."""
        return {name: field.get_value(record) for name, field in self.fields.items()}

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
        """Remember what stood before; of a new record nothing did."""
        self.is_new = new
        self.before = dict.fromkeys(self.fields) if new else self.values(instance)

    def differences(self, record: Any) -> list[tuple[str, Any, Any]]:
        """Field name, value before and after, where the last row made them differ."""
        return [
            (name, self.before[name], value)
            for name, value in self.values(record).items()
            if not _same(self.before[name], value)
        ]

    def skip_row(
        self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None
    ) -> bool:
        """Whether the row says what stands already."""
        return not (self.is_new or import_validation_errors or self.differences(instance))

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """All that the model demands but what the database holds it to: that costs a query each,
        so a row that is good so far is written, and asked only when the database refuses it.
        """
        errors: dict[str, Any] = dict(import_validation_errors or {})
        for field in self.fields.values():
            empty = field.get_value(instance) in (None, "") and not field.django_field.blank
            if empty and field.attribute not in errors:
                errors[field.attribute] = ValidationError(_("This must be filled in."))
        # References were looked up already.
        links = {field.attribute for field in self.fields.values() if _is_link(field)}
        errors = _collected(errors, instance.clean_fields, exclude=links | errors.keys())
        errors = _collected(errors, instance.clean)
        if errors:
            raise ValidationError(self._held_by_database(instance, errors))

    def _held_by_database(self, instance: Any, errors: dict[str, Any]) -> dict[str, Any]:
        """The errors, and those that the database would raise, in words."""
        exclude = errors.keys() - {NON_FIELD_ERRORS}
        errors = _collected(errors, instance.validate_unique, exclude=exclude)
        return _collected(errors, instance.validate_constraints, exclude=exclude)

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Keep who and why with the version that is about to be written."""
        instance._history_user, instance._change_reason = kwargs["by"], kwargs["reason"]

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        """Write the record; what the database refuses leaves the others alone, and is put in words
        as a ValidationError where the model has them.
        """
        try:
            with transaction.atomic():
                super().do_instance_save(instance, is_create)
        except IntegrityError:
            if is_create:
                instance.pk = None
            if errors := self._held_by_database(instance, {}):
                raise ValidationError(errors) from None
            raise


def _collected(errors: dict[str, Any], check: Callable[..., None], **given: Any) -> dict[str, Any]:
    """The errors with those that a check raises."""
    try:
        check(**given)
    except ValidationError as error:
        return dict(error.update_error_dict(errors))
    return errors


def _is_link(field: CatalogueField) -> bool:
    return isinstance(field.django_field, models.ForeignKey)


def _same(before: Any, after: Any) -> bool:
    """Whether two values are one; line ends do not count."""
    if isinstance(before, str) and isinstance(after, str):
        clean = widgets.TextCell().clean
        return bool(clean(before) == clean(after))
    return bool(before == after)


def _widget(field: Any) -> widgets.TextCell:
    """The way to read and write what a field holds."""
    if field.choices:
        return widgets.ChoiceCell(dict(field.flatchoices))
    match field:
        case models.ForeignKey():
            return widgets.ReferenceCell(field.remote_field.model)
        case models.SlugField():
            return widgets.CodeCell()
        case models.BooleanField():
            return widgets.YesNoCell()
        case models.IntegerField(name="year"):
            return widgets.YearCell()
        case models.IntegerField():
            return widgets.WholeCell()
        case models.DateField():
            return widgets.DateCell()
        case models.DecimalField(model=model):
            kinds: dict[Any, type[widgets.NumberCell]] = {
                LightBands: widgets.PointsCell,
                PacePlan: widgets.ShareCell,
            }
            return kinds.get(model, widgets.AmountCell)(field.decimal_places)
    return widgets.TextCell(field.max_length)
