import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { verifyExport } from '../../../../electron/core/decision-folder/verify.ts';
import { fromUtf8, utf8 } from '../../../../shared/encoding/bytes.ts';
import { parsePublicKey } from '../../../../shared/key/public-key.ts';
import type { Actor } from '../../../../shared/packet/types.ts';
import type { TrustedKey } from '../../../../shared/statement/trust.ts';
import { changed, type Files, judge } from '../../../helpers/dossier-files.ts';
import { filesOfVector, keptVector } from '../../../helpers/dossier-vectors.ts';
import { must } from '../../../helpers/must.ts';
import { owner, testKey } from '../../../helpers/statements.ts';
import { freshFolder } from '../../../helpers/trees.ts';
import { type Trial, tryWaysOut } from '../../../helpers/try-ways-out.ts';

/** A dossier, and whether its reader knows the key of its station; or the folder of an exported decision. */
type Export = { readonly files: Files; readonly knowsStation: boolean } | { readonly folder: string };

const CARRY_AGAIN = /^Copy it from its source again\. If that does not help, ask for a new export/;

const whole = filesOfVector(keptVector('whole'));
const dossier = (files: Files): Export => ({ files, knowsStation: true });
const good = (): readonly Export[] => [dossier(whole)];

/** A vector, and the dossier as its station writes it. */
const vector = (name: string, says = CARRY_AGAIN): Trial<Export> => ({
  says,
  broken: () => dossier(filesOfVector(keptVector(name))),
  mended: good,
});

/** The dossier with some of its files changed, and as its station writes it. */
const edited = (
  change: (files: Files) => Readonly<Record<string, Uint8Array | null>>,
  says = CARRY_AGAIN,
): Trial<Export> => ({ says, broken: () => dossier(changed(whole, change(whole))), mended: good });

/** What these files are called in another folder of the dossier. */
function moved(files: Files, from: string, to: string): Record<string, Uint8Array | null> {
  const there = [...files].filter(([name]) => name.startsWith(from));
  assert.ok(there.length > 0);
  return Object.fromEntries(there.flatMap(([name, bytes]) => [[name, null] as const, [name.replace(from, to), bytes]]));
}

function replaced(name: string, from: string | RegExp, to: string): (files: Files) => Record<string, Uint8Array> {
  return (files) => {
    const [path = '', bytes] = [...files].find(([one]) => one.startsWith(name)) ?? [];
    const text = fromUtf8(bytes ?? assert.fail(name)) ?? '';
    assert.notEqual(text.replace(from, to), text);
    return { [path]: utf8(text.replace(from, to)) };
  };
}

const FIXTURES = join(import.meta.dirname, '../../../fixtures/dossiers/version-0.1.0');
const DECISION = join(FIXTURES, 'holdfast-decision-KB-29B8-2');
const people = (['owner', 'operator'] as const).map((role: Actor): TrustedKey => {
  const { key } = must(parsePublicKey(readFileSync(join(FIXTURES, `${role}.pub`))));
  return { key, name: role, roles: [role] };
});

function copyOfDecision(): string {
  const folder = join(freshFolder(), 'decision');
  cpSync(DECISION, folder, { recursive: true });
  return folder;
}

/** An exported decision that something happened to, its checksums made to fit or not, and the same carried over again. */
function harmed(harm: (folder: string) => void, sums: 'fit' | 'stay' = 'fit'): Trial<Export> {
  return {
    says: CARRY_AGAIN,
    broken: () => {
      const folder = copyOfDecision();
      harm(folder);
      const command =
        "find . -type f ! -name SHA256SUMS | sed 's|^[.]/||' | LC_ALL=C sort | xargs sha256sum > SHA256SUMS";
      if (sums === 'fit') execFileSync('sh', ['-c', command], { cwd: folder });
      return { folder };
    },
    mended: () => [{ folder: copyOfDecision() }],
  };
}

const ASKED = 'people are asked';
const NOTHING = 'nothing has to be done';

tryWaysOut<Export>('dossier', {
  trials: {
    'dossier.authority-missing': harmed((folder) => {
      const authority = join(folder, 'authority');
      for (const name of readdirSync(authority)) if (name.startsWith('discharge-1.')) rmSync(join(authority, name));
    }),
    'dossier.checksum': harmed((folder) => appendFileSync(join(folder, 'rendered.txt'), 'x'), 'stay'),
    'dossier.entry-differs': vector('entry-other-envelope'),
    'dossier.evidence-differs': edited(replaced('evidence/', /"gitTreeSha1": "./, '"gitTreeSha1": "0')),
    'dossier.evidence-missing': vector('evidence-taken-out'),
    'dossier.file-missing': edited(() => ({
      'statements/grant-1.entry.json': null,
      'statements/grant-1.tlog-proof': null,
    })),
    'dossier.file-unexpected': vector('file-more', /remove it only if you know that it does not matter/),
    'dossier.grant-not-in-force': vector('grant-revoked-before', /a new grant and a new decision/),
    'dossier.instructions-differ': vector('instructions-changed', /Do not run its commands/),
    'dossier.keys-differ': vector('key-with-comment'),
    'dossier.not-fallen': edited((files) => moved(files, 'statements/revocation-1.', 'revoked/revocation-1.')),
    'dossier.not-waiting': edited((files) => moved(files, 'statements/discharge-1.', 'pending/discharge-1.')),
    'dossier.nothing-decided': vector('statements-taken-out'),
    'dossier.packet-differs': harmed((folder) => appendFileSync(join(folder, 'the_packet.md'), '\n')),
    'dossier.proof-differs': vector('proof-of-another'),
    'dossier.rendered-differs': harmed((folder) => appendFileSync(join(folder, 'rendered.txt'), 'x')),
    'dossier.schema-differs': {
      says: /^Take the schema from the documentation/,
      broken: () => dossier(changed(whole, { 'schemas/grant.schema.json': utf8('{}\n') })),
      mended: () => {
        const documented = readFileSync(join(import.meta.dirname, '../../../../docs/formats/grant.schema.json'));
        return [dossier(changed(whole, { 'schemas/grant.schema.json': documented }))];
      },
    },
    'dossier.signer-not-active': vector('signer-retired', /have it signed again by an active identity/),
    'dossier.statement-differs': harmed((folder) => appendFileSync(join(folder, 'statement.json'), '\n')),
    'dossier.statement-missing': vector('decision-taken-out'),
    'dossier.station-differs': vector('station-other'),
    'dossier.station-unknown': {
      says: /verify with --trust station=KEY\.pem/,
      broken: () => ({ files: whole, knowsStation: false }),
      mended: good,
    },
  },
  notHere: {
    'dossier.entries-unattributed': ASKED,
    'dossier.evidence-elsewhere': 'the evidence is verified where it is',
    'dossier.file-unreadable': 'the medium fails',
    'dossier.in-archive': 'conformance/cli.test.ts, the folder beside the archive of it',
    'dossier.later-unknown': ASKED,
    'dossier.packet-name-unknown': 'a person reads the packet',
    'dossier.predecessor-revoked': NOTHING,
    'dossier.print-not-recomputed': 'a person reads report.html',
    'dossier.record-not-recomputed': 'the files of the tree are verified as evidence',
    'dossier.report-differs': ASKED,
    'dossier.report-not-recomputed': 'the version that wrote it is needed',
    'dossier.schema-not-recomputed': 'the documentation of the version that wrote it is needed',
    'dossier.signer-revoked': ASKED,
    'dossier.statement-surplus': NOTHING,
    'dossier.statement-unrecorded': ASKED,
    'dossier.taken-back': ASKED,
  },
  codesOf: async (one) => {
    const { findings, notVerified } =
      'folder' in one
        ? await verifyExport(one.folder, people)
        : judge(one.files, owner, one.knowsStation ? testKey(9).key : null);
    return [...findings, ...notVerified].map(({ code }) => code);
  },
});
