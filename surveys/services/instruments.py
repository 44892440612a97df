"""Verbs on instruments. A draft is written; a ready one never changes: it gets a new version, and one day is retired."""

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, transaction

from schools.models import User
from surveys.models import Instrument, InstrumentState
from surveys.questionnaire import Questionnaire
from surveys.questionnaires import delete_questionnaire, read_questionnaire, store_questionnaire
from surveys.soundness import Fault, faults_of

Change = Callable[[Questionnaire], Questionnaire]
P = ParamSpec("P")
R = TypeVar("R")


class NotAllowed(Exception):
    """The instrument is not where the verb can be done; the text says so on the screen."""


class Unsound(Exception):
    """The questionnaire cannot be asked yet: `faults` say why."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class CodeTaken(Exception):
    """Another instrument has the code."""


class HasDraft(NotAllowed):
    """The instrument has a draft, which may hold somebody's work."""

    def __init__(self, draft: Instrument) -> None:
        self.draft = draft
        super().__init__(f"Ten kwestionariusz ma już szkic wersji {draft.version}.")


NOT_DRAFT = "To nie jest szkic, więc nie można go zmieniać. Utwórz nową wersję."


def once_more_when_raced(verb: Callable[P, R]) -> Callable[P, R]:
    """Do it again when somebody made the same version between our look and our writing: now we see it."""

    @functools.wraps(verb)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return transaction.atomic(verb)(*args, **kwargs)
        except IntegrityError:
            return transaction.atomic(verb)(*args, **kwargs)

    return wrapped


@once_more_when_raced
def add_instrument(content: Questionnaire, *, by: User) -> Instrument:
    """A new instrument as a draft. The same form sent twice gives the same draft; raises CodeTaken."""
    versions = _versions(content.code)
    for draft in versions:
        same = replace(content, version=draft.version)
        if draft.state == InstrumentState.DRAFT and draft.created_by == by and read_questionnaire(draft.pk) == same:
            return draft
    if versions:
        raise CodeTaken
    return _new_draft(content, 1, None, by)


@once_more_when_raced
def take_content(content: Questionnaire, *, by: User) -> tuple[Instrument, bool]:
    """A questionnaire from a workbook: a new instrument, or a new version of one; whether anything was made.

    A version that says the same stays alone. Raises HasDraft: what somebody writes is not overwritten from outside.
    """
    versions = _versions(content.code)
    for known in versions:
        if read_questionnaire(known.pk) == replace(content, version=known.version):
            return known, False
    _refuse_draft(versions)
    newest = versions[0] if versions else None
    return _new_draft(content, newest.version + 1 if newest else 1, newest, by), True


@once_more_when_raced
def new_version(instrument: Instrument, *, by: User) -> tuple[Instrument, bool]:
    """A draft that begins as a copy; the draft that is there already, when there is one; whether it was made now."""
    versions = _versions(instrument.code)
    for draft in versions:
        if draft.state == InstrumentState.DRAFT:
            return draft, False
    return _new_draft(read_questionnaire(instrument.pk), versions[0].version + 1, instrument, by), True


@transaction.atomic
def change_draft(instrument: Instrument, change: Change) -> Questionnaire:
    """Put the changed content into a draft; others' changes made meanwhile stay. Raises NotAllowed and what `change` does."""
    locked = _locked_draft(instrument)
    changed = change(read_questionnaire(locked.pk))
    store_questionnaire(locked, changed)
    return changed


@transaction.atomic
def make_ready(instrument: Instrument) -> Instrument:
    """The draft can be asked from now on and is never changed again. Done twice it is done once; raises Unsound, NotAllowed."""
    locked = _locked(instrument)
    if locked.state == InstrumentState.READY:
        return locked
    if locked.state != InstrumentState.DRAFT:
        raise NotAllowed(NOT_DRAFT)
    if faults := faults_of(read_questionnaire(locked.pk)):
        raise Unsound(faults)
    locked.state = InstrumentState.READY
    locked.save(update_fields=["state"])
    return locked


@transaction.atomic
def retire(instrument: Instrument) -> Instrument:
    """No new campaign asks it; those that do go on. Done twice it is done once; raises NotAllowed."""
    locked = _locked(instrument)
    if locked.state == InstrumentState.DRAFT:
        raise NotAllowed("Szkicu się nie wycofuje: można go usunąć.")
    locked.state = InstrumentState.RETIRED
    locked.save(update_fields=["state"])
    return locked


@transaction.atomic
def delete_draft(instrument: Instrument) -> None:
    """Take a draft away; raises NotAllowed when it is ready meanwhile or a campaign names it."""
    locked = _locked_draft(instrument)
    if locked.parts.exists():
        raise NotAllowed("Ten szkic jest już wpisany do kampanii, więc nie można go usunąć.")
    delete_questionnaire(locked)


def _versions(code: str) -> list[Instrument]:
    return list(Instrument.objects.select_for_update(of=("self",)).filter(code=code).order_by("-version"))


def _refuse_draft(versions: list[Instrument]) -> None:
    for known in versions:
        if known.state == InstrumentState.DRAFT:
            raise HasDraft(known)


def _locked(instrument: Instrument) -> Instrument:
    found = Instrument.objects.select_for_update(of=("self",)).filter(pk=instrument.pk).first()
    if found is None:
        raise NotAllowed("Tego kwestionariusza już nie ma.")
    return found


def _locked_draft(instrument: Instrument) -> Instrument:
    found = _locked(instrument)
    if found.state != InstrumentState.DRAFT:
        raise NotAllowed(NOT_DRAFT)
    return found


def _new_draft(content: Questionnaire, version: int, before: Instrument | None, by: User) -> Instrument:
    made = Instrument(code=content.code, version=version, based_on=before, created_by=by)
    store_questionnaire(made, content)
    return made
