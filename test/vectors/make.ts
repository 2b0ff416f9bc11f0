// Writes test/vectors/*.json: node --import tsx test/vectors/make.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { statementVectors } from '../helpers/statement-vectors.ts';

for (const vector of await statementVectors()) {
  writeFileSync(join(import.meta.dirname, `${vector.name}.json`), `${JSON.stringify(vector, null, 2)}\n`);
}
