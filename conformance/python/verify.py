"""Answers the cases of conformance/: one JSON line in, one JSON line out (conformance/README.md)."""

import json
import sys

from holdfast.operations import answer

def main():
    """Reads questions until stdin ends."""
    for line in sys.stdin:
        question = json.loads(line)
        print(json.dumps(answer(question["operation"], question["input"])), flush=True)

if __name__ == "__main__":
    main()
