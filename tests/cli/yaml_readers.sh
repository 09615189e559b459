#!/bin/sh
# SPDX-License-Identifier: MIT
# yaml_readers.sh — drafts full of nasty strings, written over odd files, read the same in PyYAML (YAML 1.1) and node's yaml
# (1.2, and 1.1).
. "${srcdir:-.}/tests/tap.sh"

count=${KAIJISHO_CORPUS:-1600}
test_that "$count drafts written" "$builddir/tests/unit/yaml_corpus" . "$count"

cat >read.py <<'PYTHON'

import json, sys, yaml

loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
bad = 0
for number in range(int(sys.argv[2])):
    name = '%s/%d' % (sys.argv[1], number)
    raw = open(name + '.yaml', 'rb').read()
    wanted = json.load(open(name + '.json', encoding='utf-8'))
    for kind in (loader, yaml.SafeLoader):
        try:
            answers = yaml.load(raw, kind)['answers'] or {}
            for path, parts in wanted.items():
                words = path.split('.')
                found = answers[words[0]]
                if len(words) == 3:
                    found = found[int(words[1]) - 1][words[2]]
                if isinstance(found, list):
                    found = '\n'.join(found)
                if not isinstance(found, dict):
                    found = {'answer': found}
                if isinstance(found.get('answer'), list):
                    found['answer'] = '\n'.join(found['answer'])
                for part, text in parts.items():
                    if not isinstance(found.get(part), str) or found[part] != text:
                        raise ValueError('%s:%s: %r, not %r' % (path, part, found.get(part), text))
        except Exception as error:
            bad += 1
            print('# %s %s: %s' % (number, kind.__name__, str(error).replace('\n', ' ')))
sys.exit(bad > 0)
PYTHON
cat >read.js <<'NODE'

const fs = require('fs'), yaml = require('yaml');
let bad = 0;
for (let number = 0; number < Number(process.argv[3]); number++) {
	const name = `${process.argv[2]}/${number}`;
	const raw = fs.readFileSync(name + '.yaml', 'utf8'), wanted = JSON.parse(fs.readFileSync(name + '.json', 'utf8'));
	for (const version of ['1.2', '1.1']) {
		try {
			const answers = yaml.parse(raw, { version }).answers || {};
			for (const [path, parts] of Object.entries(wanted)) {
				const words = path.split('.');
				let found = answers[words[0]];
				if (words.length === 3)
					found = found[Number(words[1]) - 1][words[2]];
				if (Array.isArray(found))
					found = found.join('\n');
				if (typeof found !== 'object')
					found = { answer: found };
				if (Array.isArray(found.answer))
					found.answer = found.answer.join('\n');
				for (const [part, text] of Object.entries(parts))
					if (found[part] !== text)
						throw new Error(`${path}:${part}: ${JSON.stringify(found[part])}, not ${JSON.stringify(text)}`);
			}
		} catch (error) {
			bad++;
			console.log(`# ${number} ${version}: ${String(error).replace(/\n/g, ' ')}`);
		}
	}
}
process.exit(bad > 0 ? 1 : 0);
NODE

if [ -n "$python" ] && "$python" -c 'import yaml' 2>/dev/null; then
	test_that "PyYAML reads the same" "$python" read.py . "$count"
else
	skip "PyYAML reads the same" "python3-yaml is not installed"
fi
NODE_PATH=/usr/share/nodejs
export NODE_PATH
if node -e 'require("yaml")' 2>/dev/null; then
	test_that "node-yaml reads the same" node read.js . "$count"
else
	skip "node-yaml reads the same" "node-yaml is not installed"
fi
finish
