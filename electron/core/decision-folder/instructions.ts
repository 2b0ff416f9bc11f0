import type { PublicKey } from '../../../shared/key/public-key.ts';
import { PAYLOAD_TYPE } from '../../../shared/statement/dsse.ts';
import { restsOn } from '../../../shared/statement/rests-on.ts';
import { SSHSIG_NAMESPACE } from '../../../shared/statement/sshsig.ts';
import type { DecisionStatement } from '../../../shared/statement/statement.ts';
import { sshFingerprint } from './fingerprint.ts';
import { AUTHORITY_FOLDER, DOSSIER_FILES as FILES, type Formats, PRINCIPAL } from './names.ts';
import { COMMAND_INDENT, describeSteps, type Step } from './steps.ts';

/**
 * VERIFY.txt: how to check the folder with OpenSSH, OpenSSL and coreutils alone. Nothing from the packet or from a
 * person goes into a command, but the packet's file name, which is made of safe characters.
 */
export function instructions(
  statement: DecisionStatement,
  key: PublicKey,
  packetFile: string,
  formats: Formats,
): string {
  const all = steps(packetFile, formats);
  const { packet, chosen, sequence } = statement.predicate;
  return [
    'HOW TO VERIFY THIS DECISION WITHOUT HOLDFAST',
    '',
    `This folder holds decision ${sequence} on the packet in ${packetFile} (SHA-256 ${packet.sha256}).`,
    `What the owner saw and signed is in ${FILES.rendered}; the option is named there, and in ${FILES.statement}.`,
    `SHA-256 of the chosen option's text: ${chosen.textSha256}.`,
    '',
    ...whichSignatures(key, formats),
    ...describeSteps(all),
    ...restsOnOthers(statement),
    `${all.length + 1}. Whose key is it?`,
    '',
    `The key in ${FILES.openSsh} is here for convenience: whoever changed the folder could have changed it as well.`,
    'Get the fingerprint from the owner by another way (from an earlier dossier, by voice) and compare it with',
    '',
    `${COMMAND_INDENT}ssh-keygen -l -f ${FILES.openSsh}`,
    '',
    `When this folder was written it was ${sshFingerprint(key)}`,
    `(keyid, which is the SHA-256 of the key's SPKI: ${key.keyid}).`,
    '',
  ].join('\n');
}

/** Said where one of the two formats is absent, and why. */
function whichSignatures(key: PublicKey, { dsse, openSsh }: Formats): readonly string[] {
  if (dsse && openSsh) return [];
  if (dsse) {
    return [
      'The decision is signed as a DSSE envelope alone: no OpenSSH signature came with it to the station that wrote this.',
      '',
    ];
  }
  const why =
    key.kind === 'sk-ed25519'
      ? 'its key is in a hardware token, which cannot make the other.'
      : 'no DSSE envelope came with it to the station that wrote this.';
  return [`The decision is signed in OpenSSH's format alone, without a DSSE envelope: ${why}`, ''];
}

/** The statements beside the decision, where it rests on any: stock tools verify each as they do the decision's own. */
function restsOnOthers(statement: DecisionStatement): readonly string[] {
  if (restsOn(statement).length === 0) return [];
  return [
    `What the decision rests on (grants, discharges, decisions before it) is in ${AUTHORITY_FOLDER}/, each with its`,
    'signatures, that verify as this one does: .dsse.json (absent where there is none), .statement.json and .sig. The keys',
    'that signed them are beside it. Whether it opens the option is what the pipeline asks: holdfast gate, with each',
    '.dsse.json, or .statement.json where there is none, as --grant, decisions as --previous.',
    '',
  ];
}

function steps(packetFile: string, { dsse, openSsh }: Formats): readonly Step[] {
  return [
    {
      title: 'The folder is as it was written: no file changed on the way.',
      commands: [`sha256sum --strict --check ${FILES.checksums}`],
    },
    {
      title: 'The files that hold the public key hold the same one.',
      commands: [
        ...(openSsh
          ? [`test "$(cut -d' ' -f1,2 ${FILES.openSsh})" = "$(cut -d' ' -f3,4 ${FILES.allowedSigners})"`]
          : []),
        ...(dsse
          ? [
              `test "$(cut -d' ' -f2 ${FILES.openSsh} | base64 -d | tail -c 32 | base64)" = "$(openssl pkey -pubin -in ${FILES.pem} -outform DER | tail -c 32 | base64)"`,
            ]
          : []),
      ],
    },
    ...(openSsh ? [openSshStep()] : []),
    ...(dsse ? dsseSteps() : []),
    {
      title: 'The packet is the one that the statement names as its subject.',
      commands: [
        `echo "$(sed -n 's/.*{"digest":{"sha256":"\\([0-9a-f]*\\)"},"name":"packet"}.*/\\1/p' ${FILES.statement})  ${packetFile}" | sha256sum --strict --check -`,
      ],
    },
    {
      title: `${FILES.rendered} is the text that was on the screen when it was signed.`,
      commands: [
        `echo "$(sed -n 's/.*"renderedSha256":"\\([0-9a-f]*\\)".*/\\1/p' ${FILES.statement})  ${FILES.rendered}" | sha256sum --strict --check -`,
      ],
    },
  ];
}

function openSshStep(): Step {
  return {
    title: `OpenSSH: the owner's key signed ${FILES.statement}.`,
    commands: [
      `ssh-keygen -Y verify -f ${FILES.allowedSigners} -I ${PRINCIPAL} -n ${SSHSIG_NAMESPACE['urn:holdfast:decision:v1']} -s ${FILES.sshsig} < ${FILES.statement}`,
    ],
  };
}

function dsseSteps(): readonly Step[] {
  return [
    {
      title: `The DSSE envelope carries ${FILES.statement}, byte for byte.`,
      commands: [
        `sed -n 's/.*"payload":"\\([^"]*\\)".*/\\1/p' ${FILES.envelope} | base64 -d | cmp - ${FILES.statement}`,
      ],
    },
    {
      title: "OpenSSL: the owner's key signed the envelope (Ed25519 over DSSE's PAE bytes).",
      commands: [
        'scratch=$(mktemp -d)',
        `{ printf 'DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} %d ' "$(wc -c < ${FILES.statement})"; cat ${FILES.statement}; } > "$scratch/pae"`,
        `sed -n 's/.*"sig":"\\([^"]*\\)".*/\\1/p' ${FILES.envelope} | base64 -d > "$scratch/sig"`,
        `openssl pkeyutl -verify -pubin -inkey ${FILES.pem} -rawin -in "$scratch/pae" -sigfile "$scratch/sig"`,
      ],
    },
  ];
}
