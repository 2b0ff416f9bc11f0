import { PAYLOAD_TYPE } from '../../../shared/statement/dsse.ts';
import { sshFingerprint } from '../decision-folder/fingerprint.ts';
import { describeSteps, type Step } from '../decision-folder/steps.ts';
import { principalOf } from './keys.ts';
import { LAYOUT, statementNames } from './layout.ts';
import type { CheckedInput, ReadStatement } from './read-input.ts';

/**
 * VERIFY.txt of a whole dossier, for stock tools alone. No command holds a word from a packet or from a person: they
 * go over the files by their endings.
 */
export function wholeInstructions({
  people,
  journal,
  signed,
  fallen,
}: Pick<CheckedInput, 'people' | 'journal' | 'signed' | 'fallen'>): string {
  return [
    'HOW TO VERIFY THIS DOSSIER WITHOUT HOLDFAST',
    '',
    'packets/: every packet that was decided on, as it came from its medium.',
    'statements/: decisions, grants, discharges, revocations, receipts. Each as .statement.json (the signed bytes), as',
    '.dsse.json (the envelope, absent where the key can make OpenSSH signatures alone), its signatures as .sig, the text',
    'that its signer saw as .rendered.txt, and its place in the journal as .tlog-proof (C2SP tlog-proof, for the leaf',
    '.entry.json).',
    ...whichAlone(signed),
    'pending/: discharges that not all of their actors have signed yet, in the same form. They close nothing.',
    ...(fallen.length === 0 ? [] : FALLEN_LINES),
    'evidence/: for each tree, by its dirHash, its sorted lines, and the record of its import with all checks; proof-N.json:',
    'that each file which a check names is part of the tree (merkleSha256), checked by holdfast verify-proof.',
    'identities/: who was enrolled, retired and revoked by whom: DSSE envelopes that owners signed.',
    'journal/: the whole log, a line a leaf (RFC 6962), and its signed head (C2SP tlog-checkpoint).',
    'keys/: the public keys, a convenience and never a trust anchor.',
    'report.html, report.pdf: all of it for reading; they prove nothing.',
    '',
    ...describeSteps(STEPS),
    'WHOSE KEYS ARE THESE?',
    '',
    'Whoever changed this folder could have changed the keys as well. Compare the fingerprints with what each person',
    'says by another way, and with earlier dossiers of this station:',
    '',
    ...people.map((one) => `  ${sshFingerprint(one.publicKey)}  ${principalOf(one)}  ${one.state.kind}`),
    `  ${sshFingerprint(journal.station.key)}  the station ${journal.station.name}`,
    '',
    'AN EARLIER DOSSIER OF THIS STATION proves that nothing was taken from the journal since: with OLD for its folder,',
    '',
    `  head -n "$(sed -n 2p OLD/${LAYOUT.checkpoint})" ${LAYOUT.log} | cmp - OLD/${LAYOUT.log}`,
    '',
    "The Merkle root in the checkpoint is recomputed by 'holdfast verify', and by any other tool for RFC 6962;",
    "'holdfast verify . --since OLD' gives the consistency proof between the two signed checkpoints (section 2.1.2).",
    '',
  ].join('\n');
}

/** Stock tools look at what counts, so they pass these over. */
const FALLEN_LINES = [
  'revoked/: statements by keys that were revoked since, in the same form. They give nothing. What they took away stays',
  'away: a revocation, a later decision, a used grant. The commands below do not look at them; holdfast verify does.',
];

/** Which statements have one format alone. */
function whichAlone(signed: readonly ReadStatement[]): readonly string[] {
  const names = statementNames(signed.map(({ statement }) => statement));
  const namesOf = (isAlone: (one: ReadStatement) => boolean) =>
    names.filter((_, index) => signed.slice(index, index + 1).some(isAlone)).join(', ');
  const openSsh = namesOf(({ envelope }) => envelope === null);
  const dsse = namesOf(({ opened }) => opened.signatures.openSsh.length === 0);
  return [
    ...(openSsh === '' ? [] : [`Signed in OpenSSH's format alone, without an envelope: ${openSsh}.`]),
    ...(dsse === '' ? [] : [`Signed as an envelope alone, without an OpenSSH signature: ${dsse}.`]),
  ];
}

const STEPS: readonly Step[] = [
  {
    title: 'The folder is as it was written: no file changed on the way.',
    commands: [`sha256sum --strict --quiet --check ${LAYOUT.checksums}`],
  },
  {
    title: 'OpenSSH: every statement is signed by a key that may sign such a statement.',
    commands: [
      'bad=0',
      'for sig in statements/*.sig pending/*.sig; do test -e "$sig" || continue; ' +
        `type="\${sig##*/}"; who="$(ssh-keygen -Y find-principals -f ${LAYOUT.allowedSigners} -s "$sig")" && ` +
        `ssh-keygen -Y verify -f ${LAYOUT.allowedSigners} -I "$who" -n "\${type%%-*}@holdfast" -s "$sig" < "\${sig%.*.sig}" || bad=1; done`,
      'test $bad = 0',
    ],
  },
  {
    title: 'Every envelope carries its statement, byte for byte, and a statement without one has an OpenSSH signature.',
    commands: [
      'bad=0',
      `for statement in statements/*.statement.json pending/*.statement.json; do test -e "$statement" || continue; base="\${statement%.statement.json}"; if test -e "$base.dsse.json"; then ` +
        `sed -n 's/.*"payload":"\\([^"]*\\)".*/\\1/p' "$base.dsse.json" | base64 -d | cmp - "$statement"; ` +
        'else ls "$statement".*.sig; fi || bad=1; done',
      'test $bad = 0',
    ],
  },
  {
    title: "OpenSSL: every signature in every envelope (Ed25519 over DSSE's PAE bytes).",
    commands: [
      'bad=0; scratch=$(mktemp -d)',
      `for statement in statements/*.statement.json pending/*.statement.json; do envelope="\${statement%.statement.json}.dsse.json"; test -e "$envelope" || continue; ` +
        `{ printf 'DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} %d ' "$(wc -c < "$statement")"; cat "$statement"; } > "$scratch/pae"; ` +
        `grep -o '"keyid":"[0-9a-f]*","sig":"[^"]*"' "$envelope" | tr -d '"' | tr ':,' '  ' > "$scratch/signatures"; test -s "$scratch/signatures" || bad=1; ` +
        'while read -r _ keyid _ sig; do echo "$sig" | base64 -d > "$scratch/sig"; ' +
        'openssl pkeyutl -verify -pubin -inkey "keys/$keyid.pem" -rawin -in "$scratch/pae" -sigfile "$scratch/sig" || bad=1; done < "$scratch/signatures"; done',
      'test $bad = 0',
    ],
  },
  {
    title: 'Every decision is about a packet in this folder, and every rendered text is the one that was signed.',
    commands: [
      `bad=0; sha256sum packets/* > "\${scratch:=$(mktemp -d)}/packets"`,
      'for statement in statements/decision-*.statement.json; do test -e "$statement" || continue; ' +
        `grep -q "^$(sed -n 's/.*{"digest":{"sha256":"\\([0-9a-f]*\\)"},"name":"packet"}.*/\\1/p' "$statement") " "$scratch/packets" || bad=1; done`,
      'for statement in statements/*.statement.json pending/*.statement.json; do test -e "$statement" || continue; ' +
        `echo "$(sed -n 's/.*"renderedSha256":"\\([0-9a-f]*\\)".*/\\1/p' "$statement")  \${statement%.statement.json}.rendered.txt" | sha256sum --strict --quiet --check - || bad=1; done`,
      'test $bad = 0',
    ],
  },
  {
    title: "Every evidence folder's name is the SHA-256 of its manifest (dirHash).",
    commands: [
      'bad=0',
      `for manifest in evidence/*/manifest.txt; do test -e "$manifest" || continue; folder="\${manifest%/manifest.txt}"; ` +
        `test "$(sha256sum < "$manifest" | cut -c 1-64)" = "\${folder#evidence/}" || bad=1; done`,
      'test $bad = 0',
    ],
  },
  {
    title: "The station's key signed the journal's head, which counts as many entries as the log has.",
    commands: [
      `scratch="\${scratch:-$(mktemp -d)}"`,
      `sed '/^$/,$d' ${LAYOUT.checkpoint} > "$scratch/head"`,
      `tail -n 1 ${LAYOUT.checkpoint} | cut -d' ' -f3 | base64 -d | tail -c 64 > "$scratch/headsig"`,
      `openssl pkeyutl -verify -pubin -inkey ${LAYOUT.stationKey} -rawin -in "$scratch/head" -sigfile "$scratch/headsig"`,
      `test "$(tail -n 1 ${LAYOUT.checkpoint} | cut -d' ' -f2)" = "$(head -n 1 ${LAYOUT.checkpoint})"`,
      `test "$(wc -l < ${LAYOUT.log})" = "$(sed -n 2p ${LAYOUT.checkpoint})"`,
    ],
  },
];
