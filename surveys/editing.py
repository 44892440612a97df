"""What an editor does to a questionnaire, each change a new value of it. Pure: nothing is stored, nothing is checked.

Sections and items are known by their codes, which do not change once given: results of several versions meet on them.
"""

import hashlib
from dataclasses import replace

from surveys.questionnaire import Item, Questionnaire, Scale, Section


class Gone(LookupError):
    """What was to be changed is not there any more."""


def section_of(content: Questionnaire, code: str) -> Section:
    """The section; raises Gone."""
    for section in content.sections:
        if section.code == code:
            return section
    raise Gone(code)


def home_of(content: Questionnaire, item_code: str) -> Section:
    """The section that an item stands in; raises Gone."""
    for section in content.sections:
        if any(item.code == item_code for item in section.items):
            return section
    raise Gone(item_code)


def digest_of(value: object) -> str:
    """A mark by which a form knows whether what it shows has been changed by somebody else meanwhile."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


# --- Sections -------------------------------------------------------------------------------------------------------
def with_section(content: Questionnaire, section: Section) -> Questionnaire:
    """The section in its place, or at the end when it is new; its items stay those that are there."""
    codes = [one.code for one in content.sections]
    if section.code not in codes:
        return replace(content, sections=(*content.sections, section))
    changed = [replace(section, items=one.items) if one.code == section.code else one for one in content.sections]
    return replace(content, sections=tuple(changed))


def without_section(content: Questionnaire, code: str) -> Questionnaire:
    """The rest; raises Gone."""
    section_of(content, code)
    return replace(content, sections=tuple(one for one in content.sections if one.code != code))


def with_section_at(content: Questionnaire, code: str, position: int) -> Questionnaire:
    """The section at a position counted from 0; doing it twice is doing it once. Raises Gone."""
    moved = section_of(content, code)
    rest = [one for one in content.sections if one.code != code]
    rest.insert(position, moved)
    return replace(content, sections=tuple(rest))


# --- Items ----------------------------------------------------------------------------------------------------------
def with_item(content: Questionnaire, item: Item, section_code: str) -> Questionnaire:
    """The item in its place when it stands in the section, otherwise at the section's end. Raises Gone.

    Items that use a list of answers of the same code get the item's list: one list, one wording.
    """
    target = section_of(content, section_code)
    if any(one.code == item.code for one in target.items):
        items = tuple(item if one.code == item.code else one for one in target.items)
    else:
        content = _without(content, item.code)
        items = (*section_of(content, section_code).items, item)
    return with_scale(_put_items(content, section_code, items), item.scale)


def with_scale(content: Questionnaire, scale: Scale | None) -> Questionnaire:
    """The list of answers wherever its code is used."""
    if scale is None:
        return content
    sections = [
        replace(section, items=tuple(_rescaled(item, scale) for item in section.items)) for section in content.sections
    ]
    return replace(content, sections=tuple(sections))


def without_item(content: Questionnaire, code: str) -> Questionnaire:
    """The rest; raises Gone."""
    home_of(content, code)
    return _without(content, code)


def with_item_at(content: Questionnaire, code: str, position: int) -> Questionnaire:
    """The item at a position of its section, counted from 0; doing it twice is doing it once. Raises Gone."""
    home = home_of(content, code)
    rest = [one for one in home.items if one.code != code]
    rest.insert(position, content.item[code])
    return _put_items(content, home.code, tuple(rest))


def _without(content: Questionnaire, code: str) -> Questionnaire:
    sections = [
        replace(section, items=tuple(item for item in section.items if item.code != code))
        for section in content.sections
    ]
    return replace(content, sections=tuple(sections))


def _put_items(content: Questionnaire, section_code: str, items: tuple[Item, ...]) -> Questionnaire:
    sections = [
        replace(section, items=items) if section.code == section_code else section for section in content.sections
    ]
    return replace(content, sections=tuple(sections))


def _rescaled(item: Item, scale: Scale) -> Item:
    return replace(item, scale=scale) if item.scale and item.scale.code == scale.code else item


# --- Codes ----------------------------------------------------------------------------------------------------------
def free_code(wanted: str, taken: set[str]) -> str:
    """The wanted code, or the first of wanted-2, wanted-3 … that is free."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
