"""What the sheet's script says, in the reader's language; %(name)s stands for what it fills in."""

from django.utils.translation import gettext, pgettext

from indicators.typed import NotANumber, Reason
from indicators.wording import not_a_number


def words() -> dict[str, str]:
    """The sentences by the names that the script knows them by."""
    return {
        # Saving
        "saved": gettext("All saved"),
        "saving": gettext("Saving…"),
        "unsaved": gettext("%(count)s rows not saved yet"),
        "filled": gettext("%(done)s / %(all)s filled in"),
        "offline": gettext(
            "The server cannot be reached. Nothing is lost: what you typed is kept in this "
            "browser, and saving is tried again by itself."
        ),
        "broken": gettext(
            "The server could not save. Nothing is lost: what you typed is kept in this browser, "
            "and saving is tried again by itself."
        ),
        "signed_out": gettext(
            "You are signed out. Nothing is lost: sign in again in a new tab, then come back here."
        ),
        "refused_all": gettext("Not saved: %(message)s"),
        "offered": gettext("%(count)s rows typed earlier wait above for your choice"),
        "left_ready": gettext("%(count)s rows are saved but not submitted; submit them again."),
        "left_unanswered": gettext(
            "%(count)s rows are not submitted, because the server did not take the request; "
            "submit them again when it does."
        ),
        "left": gettext("%(count)s rows are left and not submitted:"),
        "nothing_chosen": gettext("Choose the rows to submit by their boxes first."),
        "nothing_to_submit": gettext("There is nothing to submit: no row holds a new figure."),
        # Rows
        "increment_unknown": gettext(
            "The month before is not known, so nothing can be counted from it; write the "
            "cumulative value."
        ),
        "increment_ratio": gettext("A ratio is written as it stands at the month's end."),
        "qualifier_about": pgettext("qualifier", "about %(number)s"),
        "qualifier_over": pgettext("qualifier", "over %(number)s"),
        "qualifier_preliminary": pgettext("qualifier", "prelim. %(number)s"),
        "total": gettext("Control total"),
        "before_pending": gettext("Not approved yet"),
        "denominator_missing": gettext("Write the denominator, too."),
        "numerator_missing": gettext("Write the numerator, too."),
        "explanation_missing": gettext("Say a word to the doubts about the value."),
        "reason_missing": gettext("Say why the approved figure is corrected."),
        "approved_was": gettext("Approved figure: %(value)s. It stays until this is approved."),
        "reported": gettext("%(done)s / %(all)s reported"),
        "difference": gettext("differs by %(value)s"),
        "agrees": gettext("adds up"),
        "missing": gettext("Not entered"),
        "towns_open": gettext("Show the towns of %(name)s"),
        "towns_close": gettext("Hide the towns of %(name)s"),
        "returned_above": gettext("Returned, see the top of the sheet"),
        "conflict": gettext("%(by)s changed this cell at %(at)s; yours is not saved."),
        "kept": gettext("kept here: %(mine)s, on the sheet: %(theirs)s"),
        "kept_many": gettext("%(count)s rows that you typed earlier were not saved."),
        "empty": gettext("empty"),
        "label": pgettext("a field of a row", "%(field)s, %(name)s"),
        # Paste and undo
        "skipped": gettext("Pasted; %(count)s cells that cannot be written were skipped."),
        "cut": gettext("%(count)s texts were too long and were cut."),
        "pasted": gettext("%(count)s cells pasted."),
        "undone": gettext("Undone."),
        "redone": gettext("Done again."),
        "nothing_to_undo": gettext("Nothing left to undo."),
        # Evidence
        "evidence": pgettext("button", "Evidence"),
        "evidence_count": gettext("Evidence %(count)s"),
        "evidence_first": gettext("Write the figure first; evidence belongs to it."),
        "evidence_size": gettext("%(name)s is larger than %(most)s MB."),
    }


def number_problems(unit: str = "%(unit)s") -> dict[str, str]:
    """Why a typed text is not a number, by the reason's name."""
    return {reason.value: not_a_number(NotANumber(reason), unit) for reason in Reason}
