"""Predicates on the register: each guards the button and the service alike."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime

    from inventory.models import Import, Sheet
    from schools.models import User


def may_edit(record: Any, user: "User") -> bool:
    """Devices, rooms and licences of a school, by its director and IT keeper and by the department."""
    return user.has_perm("inventory.edit_register", record)


def may_record_forecast(school: Any, user: "User") -> bool:
    """The forecast of a school's needs, by its director and by the department."""
    return user.has_perm("inventory.record_forecast", school)


def may_import(school: Any, user: "User") -> bool:
    """Workbooks into a school's register."""
    return user.has_perm("inventory.import_workbook", school)


def may_confirm_import(found: "Import", user: "User") -> bool:
    """A previewed import, by those who may import into its school."""
    return (found.stage == "preview" or is_stranded(found)) and may_import(found, user)


def is_stranded(found: "Import") -> bool:
    """Whether the worker has given up on a confirmed import: nothing was written, it may be confirmed again."""
    return found.stage == "confirmed" and found.state == "failed"


def may_undo_import(found: "Import", user: "User") -> bool:
    """A written import, by those who may import into its school. Whether rows were touched since, the service asks."""
    return found.stage == "done" and may_import(found, user)


def may_submit_sheet(sheet: "Sheet", user: "User") -> bool:
    """An open or returned sheet of an open edition, by the director: the signature under the school's data."""
    return (
        sheet.state in {"open", "returned"}
        and sheet.edition.closed_on is None
        and user.has_perm("inventory.submit_sheet", sheet)
    )


def may_enter_sheet_file(sheet: "Sheet", user: "User") -> bool:
    """A sheet kept on paper or in Excel until now: its file, by the director (submitted) or the department (accepted)."""
    return (
        sheet.state in {"open", "returned"}
        and sheet.edition.closed_on is None
        and (user.has_perm("inventory.submit_sheet", sheet) or user.has_perm("inventory.accept_sheet", sheet))
    )


def may_decide_sheet(sheet: "Sheet", user: "User") -> bool:
    """A submitted sheet, by the department."""
    return sheet.state == "submitted" and user.has_perm("inventory.accept_sheet", sheet)


def may_take_back_sheet(sheet: "Sheet", user: "User") -> bool:
    """An accepted sheet that turned out wrong, by the department: it is returned with a remark."""
    return sheet.state == "accepted" and user.has_perm("inventory.accept_sheet", sheet)


def breaks_durability(status: str, until: "datetime.date | None", today: "datetime.date") -> bool:
    """Whether a device would leave the school before the durability of its project ends."""
    return status in {"disposed", "handed_over"} and until is not None and until > today
