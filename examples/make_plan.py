"""Make the plan expected for the demo: `expected/plan.json`, everybody included."""

from demo import PLAN, scan_as_json

if __name__ == "__main__":
    PLAN.parent.mkdir(exist_ok=True)
    PLAN.write_text(scan_as_json(), "utf-8", newline="\n")
    print(PLAN)
