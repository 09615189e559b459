# SPDX-License-Identifier: MIT
# peer_check.py — what checking drafts costs with PyYAML (its C parser) and jsonschema: peer_check.py SCHEMA DRAFT...
import json
import sys

import jsonschema
import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    validator = jsonschema.Draft202012Validator(json.load(file))
good = 0
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        good += validator.is_valid(yaml.load(file, Loader=yaml.CSafeLoader))
print(f"{good} of {len(sys.argv) - 2} valid")
