// Writes test/vectors with its folders, conformance/cases and case.schema.json, docs/formats/*.schema.json, findings.md and packet-words.json: node --import tsx test/vectors/make.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { schemaFiles } from '../../electron/core/dossier/schemas.ts';
import { packetJsonSchema } from '../../shared/packet/json.ts';
import { dossierVectors } from '../helpers/dossier-vectors.ts';
import { findingsPage } from '../helpers/findings-page.ts';
import { packetWordsText } from '../helpers/packet-words.ts';
import { openSshVectors } from '../helpers/openssh-vectors.ts';
import { renderedVectors } from '../helpers/rendered-vectors.ts';
import { stationAnswerVectors } from '../helpers/station-answers.ts';
import { statementVectors } from '../helpers/statement-vectors.ts';
import { caseJsonSchema } from '../helpers/suite/case.ts';
import { caseText, SUITE, suiteCases } from '../helpers/suite/cases.ts';

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
writeFileSync(
  join(root, 'test/vectors/station/answer.json'),
  `${JSON.stringify(await stationAnswerVectors(), null, 2)}\n`,
);
writeFileSync(join(root, 'docs/formats/packet.schema.json'), `${JSON.stringify(packetJsonSchema(), null, 2)}\n`);
for (const { name, bytes } of schemaFiles()) {
  writeFileSync(join(root, 'docs/formats', basename(name)), bytes);
}
writeFileSync(join(root, 'docs/formats/findings.md'), findingsPage());
writeFileSync(join(root, 'docs/formats/packet-words.json'), packetWordsText());

rmSync(join(SUITE, 'cases'), { recursive: true, force: true });
for (const one of await suiteCases()) {
  const path = join(SUITE, 'cases', `${one.id}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, caseText(one));
}
writeFileSync(join(SUITE, 'case.schema.json'), `${JSON.stringify(caseJsonSchema(), null, 2)}\n`);
