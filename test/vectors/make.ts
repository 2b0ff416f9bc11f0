// Writes test/vectors, openssh/ and dossier/ in it, and docs/formats/*.schema.json: node --import tsx test/vectors/make.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { schemaFiles } from '../../electron/core/dossier/schemas.ts';
import { packetJsonSchema } from '../../shared/packet/json.ts';
import { dossierVectors } from '../helpers/dossier-vectors.ts';
import { openSshVectors } from '../helpers/openssh-vectors.ts';
import { statementVectors } from '../helpers/statement-vectors.ts';

const root = join(import.meta.dirname, '../..');
for (const vector of await statementVectors()) {
  writeFileSync(join(root, `test/vectors/${vector.name}.json`), `${JSON.stringify(vector, null, 2)}\n`);
}
for (const [folder, vectors] of [
  ['openssh', await openSshVectors()],
  ['dossier', await dossierVectors()],
] as const) {
  mkdirSync(join(root, 'test/vectors', folder), { recursive: true });
  for (const vector of vectors) {
    writeFileSync(join(root, 'test/vectors', folder, `${vector.name}.json`), `${JSON.stringify(vector, null, 2)}\n`);
  }
}
writeFileSync(join(root, 'docs/formats/packet.schema.json'), `${JSON.stringify(packetJsonSchema(), null, 2)}\n`);
for (const { name, bytes } of schemaFiles()) {
  writeFileSync(join(root, 'docs/formats', basename(name)), bytes);
}
