"""Units, people, evidence and the base of long work."""

from schools.models.evidence import Evidence, EvidenceKind
from schools.models.jobs import Job, JobState, WorkerHeartbeat
from schools.models.rspo import ImportState, RspoImport
from schools.models.units import Establishment, EstablishmentKind, School, SchoolKind, Statistic
from schools.models.users import Membership, User

__all__ = [
    "Establishment",
    "EstablishmentKind",
    "Evidence",
    "EvidenceKind",
    "ImportState",
    "Job",
    "JobState",
    "Membership",
    "RspoImport",
    "School",
    "SchoolKind",
    "Statistic",
    "User",
    "WorkerHeartbeat",
]
