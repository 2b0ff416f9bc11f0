// The cases of conformance/cases, all of them, and how they lie there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SuiteCase, suiteCase } from './case.ts';
import { folderCases } from './folder-cases.ts';
import { gateCases } from './gate-cases.ts';
import { keyCases } from './key-cases.ts';
import { packetCases } from './packet-cases.ts';
import { statementCases } from './statement-cases.ts';
import { checkpointCases, dossierCases, identityCases, journalCases } from './station-cases.ts';
import { proofCases, treeCases } from './tree-cases.ts';

export const SUITE = join(import.meta.dirname, '../../../conformance');

/** Every case, in the order of its id. Deterministic: keys and times are fixed, and so are Ed25519 signatures. */
export async function suiteCases(): Promise<readonly SuiteCase[]> {
  const cases = [
    ...keyCases(),
    ...(await statementCases()),
    ...treeCases(),
    ...proofCases(),
    ...packetCases(),
    ...(await identityCases()),
    ...(await checkpointCases()),
    ...(await journalCases()),
    ...(await folderCases()),
    ...(await dossierCases()),
    ...(await gateCases()),
  ];
  return cases.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A case as its file has it. */
export function caseText(one: SuiteCase): string {
  return `${JSON.stringify(one, null, 2)}\n`;
}

/** Every case as it lies on the disk, by its id. */
export function keptCases(): ReadonlyMap<string, { readonly text: string; readonly parsed: SuiteCase }> {
  const folder = join(SUITE, 'cases');
  const ids = readdirSync(folder).flatMap((part) =>
    readdirSync(join(folder, part)).map((name) => `${part}/${name.replace(/\.json$/, '')}`),
  );
  return new Map(
    ids.map((id) => {
      const text = readFileSync(join(folder, `${id}.json`), 'utf8');
      return [id, { text, parsed: suiteCase.parse(JSON.parse(text)) }];
    }),
  );
}
