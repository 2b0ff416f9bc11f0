// Writes test/vectors with its folders, docs/formats/*.schema.json and findings.md: node --import tsx test/vectors/make.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { schemaFiles } from '../../electron/core/dossier/schemas.ts';
import { packetJsonSchema } from '../../shared/packet/json.ts';
import { dossierVectors } from '../helpers/dossier-vectors.ts';
import { findingsPage } from '../helpers/findings-page.ts';
import { openSshVectors } from '../helpers/openssh-vectors.ts';
import { renderedVectors } from '../helpers/rendered-vectors.ts';
import { statementVectors } from '../helpers/statement-vectors.ts';

const root = join(import.meta.dirname, '../..');
for (const vector of await statementVectors()) {
  writeFileSync(join(root, `test/vectors/${vector.name}.json`), `${JSON.stringify(vector, null, 2)}\n`);
}
for (const [folder, vectors] of [
  ['openssh', await openSshVectors()],
  ['dossier', await dossierVectors()],
  ['rendered', renderedVectors()],
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
writeFileSync(join(root, 'docs/formats/findings.md'), findingsPage());
