// SPDX-License-Identifier: MIT
// peer_check.js — what checking drafts costs with js-yaml and ajv: peer_check.js SCHEMA DRAFT…
const fs = require("fs");
const yaml = require("js-yaml");
const Ajv = require("ajv");

const schema = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
delete schema.$schema; // Debian's ajv knows draft 7, which says the same of all that is used here
const validate = new Ajv({ allErrors: true, schemaId: "auto" }).compile(schema);
let good = 0;
for (const path of process.argv.slice(3))
	good += validate(yaml.load(fs.readFileSync(path, "utf8"))) ? 1 : 0;
console.log(`${good} of ${process.argv.length - 3} valid`);
