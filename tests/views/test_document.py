"""The plan as JSON: valid by its own schema, whole, and harmless on a screen."""

import json
import re
from collections.abc import Callable, Iterator

import jsonschema
import pytest

from invite_guard.model.plan import SCHEMA, Plan, PlanPerson
from invite_guard.model.tag import Disposition, Tag
from invite_guard.views.document import PART, plan_to_json, schema, to_json, to_json_list

MakePerson = Callable[..., PlanPerson]
MakePlan = Callable[..., Plan]

HOSTILE = "\x1b[2J \x9b31m \u202eevil\u202c \u200b\u2067\u2069 \x7f \ufeff \U000e0041"


def test_a_plan_is_valid_by_the_published_schema(
    make_person: MakePerson, make_plan: MakePlan
) -> None:
    held = make_person("Boss", "b@x.example", tag=Tag.EXECUTIVE, disposition=Disposition.HOLD)
    document = json.loads(to_json(make_plan(make_person(), held)))
    rules = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(rules)
    jsonschema.validate(document, rules)
    assert document["schema"] == SCHEMA
    assert document["people"][0]["addresses"][0]["from"] == 9
    assert document["totals"]["held"] == {"executive": 1}


def test_the_schema_refuses_what_is_no_plan(make_person: MakePerson, make_plan: MakePlan) -> None:
    rules = json.loads(schema())
    document = json.loads(to_json(make_plan(make_person())))
    faults: list[dict[str, object]] = [{"schema": "x/plan/0"}, {"people": [{}]}, {"unknown": 1}]
    for spoilt in faults:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**document, **spoilt}, rules)


def test_a_terminal_obeys_nothing_in_it_and_a_reader_loses_nothing(
    make_person: MakePerson,
) -> None:
    person = make_person(HOSTILE)
    text = to_json(person)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]", text
    )
    assert json.loads(text)["name"] == HOSTILE
    listed = to_json_list([person])
    assert json.loads(listed)[0]["name"] == HOSTILE
    assert "\u202e" not in listed
    assert "\x1b" not in listed


def test_letters_of_every_script_stay_readable(make_person: MakePerson) -> None:
    assert "山田 Zoë" in to_json(make_person("山田 Zoë"))


@pytest.mark.parametrize("number", [0, 1, PART, PART + 1, 2 * PART])
@pytest.mark.parametrize("name", ["Ana", HOSTILE, "\ud800"])
def test_a_plan_in_parts_is_the_same_document(
    make_person: MakePerson, make_plan: MakePlan, number: int, name: str
) -> None:
    people = [make_person(f"N{n}", f"p{n}@x.example") for n in range(number - 1)]
    plan = make_plan(*people, *[make_person(name)][:number])
    head = plan.model_copy(update={"people": ()})
    assert "".join(plan_to_json(head, iter(plan.people))) == to_json(plan)


def test_a_plan_is_no_document_before_its_last_part(
    make_person: MakePerson, make_plan: MakePlan
) -> None:
    *parts, last = plan_to_json(make_plan(), iter([make_person() for _ in range(PART + 1)]))
    for end in range(len(parts)):
        with pytest.raises(json.JSONDecodeError):
            json.loads("".join(parts[: end + 1]))
    assert json.loads("".join([*parts, last]))["people"]


def test_people_of_a_plan_are_written_before_the_last_is_asked_for(
    make_person: MakePerson, make_plan: MakePlan
) -> None:
    asked = 0

    def people() -> Iterator[PlanPerson]:
        nonlocal asked
        for _ in range(9 * PART):
            asked += 1
            yield make_person()

    for number, _ in enumerate(plan_to_json(make_plan(), people())):
        assert asked <= number * PART
