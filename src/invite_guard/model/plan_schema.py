"""The published JSON Schema of the plan document: `python -m invite_guard.model.plan_schema`."""

import json
from pathlib import Path
from typing import Any

from invite_guard.model.plan import SCHEMA, Plan

FILE = Path(__file__).with_name("plan.schema.json")


def schema() -> dict[str, Any]:
    """Give the schema (JSON Schema 2020-12) of the document as it is written."""
    made = Plan.model_json_schema(by_alias=True, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        **made,
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")
