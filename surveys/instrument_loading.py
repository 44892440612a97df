"""Ready questionnaires: files of ours, checked whole, and loaded so that what has been asked once never changes."""

from dataclasses import dataclass, replace

from django.db import transaction

from hdr_portal.lib.yamlentry import Fault as LineFault
from hdr_portal.lib.yamlentry import FileFaults
from hdr_portal.lib.yamlfile import read_yaml
from surveys.instrument_files import Lines, read_entry
from surveys.models import Instrument, InstrumentState
from surveys.questionnaire import Questionnaire
from surveys.questionnaires import delete_questionnaire, read_questionnaire, store_questionnaire
from surveys.soundness import faults_of


@dataclass(frozen=True)
class Loaded:
    """What became of a file: "new", "changed" (an unused one was replaced), "version" (a new one) or "same"."""

    code: str
    version: int
    outcome: str


def read_instrument(data: bytes) -> Questionnaire:
    """The questionnaire in the file's bytes; raises FileFaults with all faults, each with its line."""
    top = read_yaml(data)
    lines = Lines()
    content = read_entry(top, lines)
    if not top.faults:
        top.faults.extend(LineFault(lines.of(fault.place), fault.where, fault.sentence) for fault in faults_of(content))
    if top.faults:
        raise FileFaults(top.faults)
    return content


@transaction.atomic
def load_instruments(contents: list[Questionnaire]) -> list[Loaded]:
    """Bring the questionnaires into the portal, ready to be asked. Loading again changes nothing.

    A version that equals the file stays. A changed file makes a new version; only a version that came from a file and has
    been used by nobody is replaced, under a new key, because servers remember what a ready one says.
    """
    return [_load(content) for content in contents]


def _load(content: Questionnaire) -> Loaded:
    versions = list(Instrument.objects.filter(code=content.code).order_by("-version").select_for_update())
    for version in versions:
        if read_questionnaire(version.pk) == replace(content, version=version.version):
            return Loaded(content.code, version.version, "same")
    if not versions:
        return Loaded(content.code, _store(content, 1, None).version, "new")
    newest = versions[0]
    if _is_unused_from_file(newest):
        before = newest.based_on
        delete_questionnaire(newest)
        return Loaded(content.code, _store(content, newest.version, before).version, "changed")
    return Loaded(content.code, _store(content, newest.version + 1, newest).version, "version")


def _is_unused_from_file(instrument: Instrument) -> bool:
    return (
        instrument.created_by_id is None
        and instrument.state == InstrumentState.READY
        and not instrument.parts.exists()
        and not instrument.successors.exists()
    )


def _store(content: Questionnaire, version: int, before: Instrument | None) -> Instrument:
    made = Instrument(code=content.code, version=version, based_on=before, state=InstrumentState.READY)
    store_questionnaire(made, content)
    return made
