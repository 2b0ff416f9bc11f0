// Writes test/vectors/*.json and docs/formats/*.schema.json: node --import tsx test/vectors/make.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { statementSchemas, statementVectors } from '../helpers/statement-vectors.ts';

const root = join(import.meta.dirname, '../..');
for (const vector of await statementVectors()) {
  writeFileSync(join(root, `test/vectors/${vector.name}.json`), `${JSON.stringify(vector, null, 2)}\n`);
}
for (const { file, schema } of statementSchemas()) {
  writeFileSync(join(root, file), `${JSON.stringify(schema, null, 2)}\n`);
}
