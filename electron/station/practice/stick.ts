import { utf8 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { checksFileText } from '../../../shared/evidence/checks/checks-file.ts';
import { evidenceFile } from '../../../shared/evidence/leaf.ts';
import { treeHashes } from '../../../shared/evidence/tree-fold.ts';

// What whoever practises finds on their stick: a small packet whose last option opens after one discharge and one grant,
// and the rehearsal that the discharge rests on.

const TABLE = ['id,name', '1,births', '2,marriages', '3,deaths', ''].join('\n');

const FILES: Readonly<Record<string, string>> = {
  'clone/before.csv': TABLE,
  'clone/after-apply.csv': TABLE.replace('births', 'births (moved)'),
  'clone/after-rollback.csv': TABLE,
  'restore.log': 'backup restored on the clone\nmove applied\nmove rolled back\n',
  'checks.json': checksFileText([
    {
      id: 'rollback',
      type: 'rollback-proof',
      title: 'The move was rolled back on the clone, byte for byte',
      legs: [
        {
          name: 'clone',
          before: 'clone/before.csv',
          afterApply: 'clone/after-apply.csv',
          afterRollback: 'clone/after-rollback.csv',
        },
      ],
    },
  ]),
};

/** Every file of the stick by its path, the packet at the top. */
export function stickFiles(): ReadonlyMap<string, Uint8Array> {
  const sums = Object.keys(FILES)
    .sort()
    .map((path) => `${sha256Hex(utf8(FILES[path] ?? ''))}  ${path}\n`)
    .join('');
  const rehearsal = Object.entries({ ...FILES, SHA256SUMS: sums }).map(([path, text]) => [path, utf8(text)] as const);
  const { dirHash } = treeHashes(rehearsal.map(([path, bytes]) => evidenceFile(path, bytes, 'file')));
  return new Map([
    ['packet.md', utf8(packetText(dirHash))],
    ...rehearsal.map(([path, bytes]): [string, Uint8Array] => [`rehearsal/${path}`, bytes]),
  ]);
}

function packetText(tree: string): string {
  return `<!-- KB: PRACTICE-1 -->
<!-- REVISION: 1 -->
<!-- DATE: 2026-01-31 -->
<!-- DOC_STATUS: ACTIVE -->

# Move the archive to the new cluster

Default = \`HOLD_PRODUCTION\`.

## Context

The rehearsal on a clone was run on 2026-01-30. Evidence tree ${tree}.

## Options

1. \`HOLD_PRODUCTION\` (default, recommended) — do nothing.
2. \`EXECUTE\` — move the archive in production.

## Blockers

| ID | Status | Actor | Gate |
|---|---|---|---|
| ARC-RESTORE-1 | OPEN | owner | restore the backup on a clone |

## Grants

- ARCHIVE_MOVE
`;
}
