"""Hosts of a school that are for its pupils or for those who once were: no employer's."""

from collections.abc import Collection, Iterable

from invite_guard.evidence.base import Schooling
from invite_guard.evidence.circles import circle_of, listed
from invite_guard.mail.domains import labels_above, registrable


def schooling(hosts: Iterable[str], own: Collection[str]) -> dict[str, Schooling]:
    """Tell which hosts are for those who study or studied at a school; `own` are the owner's."""
    ours = {registrable(host) for host in own}
    found = {}
    for host in hosts:
        school, labels = registrable(host), labels_above(host)
        if not labels:
            continue
        if not listed("student_labels").isdisjoint(labels):
            found[host] = Schooling(f"{host} is for those who study there", near=True)
        elif not listed("alumni_labels").isdisjoint(labels):
            text = f"{host} is for those who studied there"
            found[host] = Schooling(text, near=school in ours)
        elif school in own and host not in own and _perhaps_for_students(labels, school):
            text = f"{host} may be for those who study there: you write from {school} itself"
            found[host] = Schooling(text, near=True)
    return found


def _perhaps_for_students(labels: Iterable[str], school: str) -> bool:
    perhaps = listed("perhaps_student_labels")
    return not perhaps.isdisjoint(labels) and circle_of(school) == "university"
