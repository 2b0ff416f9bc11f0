import type { statementFindings } from '../../../finding/statement.ts';
import type { FindingWords } from './words.ts';

const NEW_COPY = 'Carry the file over again; if it is still refused, ask its signer for a new one.';
const SIGN_ANEW = 'Ask its signer to make and sign a new statement.';

/** Findings about statements, envelopes, keys and decision chains: `statement.<what-is-wrong>`. */
export const statementWords = {
  // Keys
  'statement.key-unreadable': {
    sentence: 'The file is not one Ed25519 public key in OpenSSH, PEM or DER form.',
    wayOut:
      'Give one public key in a file of its own: the key.pub file, or what ssh-keygen -y or openssl pkey -pubout writes.',
  },
  'statement.key-weak': {
    sentence: 'The public key is not a canonical point of prime order, so a signature under it proves nothing.',
    wayOut: 'Do not trust this key; no honest tool makes one.',
  },
  // Envelopes and signatures
  'statement.payload-type': {
    sentence: 'The envelope carries something other than an in-toto statement.',
    wayOut: 'Check that this is the file that was meant.',
  },
  'statement.base64': {
    sentence: 'A base64 value is not in the standard or URL-safe form, padded and canonical.',
    wayOut: NEW_COPY,
  },
  'statement.signature-count': {
    sentence: 'The envelope has no signature, or more than it may have.',
    wayOut: SIGN_ANEW,
  },
  'statement.signature-invalid': {
    sentence: 'A signature does not verify: the content or the signature was changed.',
    wayOut: NEW_COPY,
  },
  'statement.signer-unknown': {
    sentence: 'A signature was made by a key that is not enrolled here; it counts for nothing.',
    wayOut: 'Enrol the key, after its holder has confirmed it, if its signature should count.',
  },
  'statement.keyid-wrong': {
    sentence: 'A signature verifies, but its key id hint names another key.',
    wayOut: 'You do not need to do anything: hints are never trusted.',
  },
  'statement.nothing-signed': {
    sentence: 'A key was given to trust, but this is an evidence bundle: nothing in it is verified by a signature.',
    wayOut:
      'Give the signed file, the exported decision or the dossier; or leave out `--trust` to have evidence judged.',
  },
  'statement.not-signed-by-trusted-key': {
    sentence: 'No enrolled key has signed this.',
    wayOut:
      'Confirm the key with its holder, then enrol it in the console or give it with --trust. Otherwise refuse the file.',
  },
  'statement.signer-ended': {
    sentence: 'The signer was retired on this station before the statement was imported.',
    wayOut: 'Have it signed by an active identity.',
  },
  'statement.signer-role': {
    sentence: 'The signers do not fill the roles that this statement needs, each with a key of its own.',
    wayOut: 'Have it signed by the persons who hold these roles.',
  },
  'statement.openssh-alone': {
    sentence: "A signer signed only in OpenSSH's format, without a DSSE envelope. A key in a token does that.",
    wayOut: 'It counts like any other signature. Check it with ssh-keygen -Y verify: openssl cannot check it.',
  },
  'statement.sshsig-unreadable': {
    sentence: 'The file is not an OpenSSH signature (SSHSIG) by an Ed25519 key.',
    wayOut: NEW_COPY,
  },
  'statement.sshsig-namespace': {
    sentence: 'The OpenSSH signature was made for another purpose (namespace).',
    wayOut: SIGN_ANEW,
  },
  'statement.user-presence': {
    sentence: 'The security key signed without being touched.',
    wayOut: 'Sign again with a key that requires touch.',
  },
  // Statements
  'statement.shape': {
    sentence: 'A field is missing, or does not have the form that the format asks for.',
    wayOut: SIGN_ANEW,
  },
  'statement.unknown-field': {
    sentence: 'There is a field that the format does not know.',
    wayOut: 'Read it with the version of Holdfast that made it, or ask its signer for a new one.',
  },
  'statement.not-canonical': {
    sentence: 'The statement is not in canonical JSON (RFC 8785), so the same content could have several byte forms.',
    wayOut: SIGN_ANEW,
  },
  'statement.unknown-predicate-type': {
    sentence: 'The statement is of a type that this version does not know.',
    wayOut: 'Read it with the version of Holdfast that made it.',
  },
  'statement.practice': {
    sentence: 'Practice statements and real ones do not mix: one stands where the other is needed.',
    wayOut: 'Ask for the real statement. A practice statement counts only in the practice that it was made in.',
  },
  'statement.wrong-type': {
    sentence: 'The statement has another type than is needed here.',
    wayOut: 'Check that this is the file that was meant.',
  },
  'statement.subject-mismatch': {
    sentence: 'The subject of the statement does not match its fields.',
    wayOut: SIGN_ANEW,
  },
  'statement.inconsistent': {
    sentence: 'Two fields of the statement contradict each other.',
    wayOut: SIGN_ANEW,
  },
  'statement.reason-owed': {
    sentence: 'A choice other than the default needs a reason, and there is none.',
    wayOut: 'State the reason and sign again.',
  },
  'statement.rendered-mismatch': {
    sentence: 'The text that the signer saw is not the text that this statement gives.',
    wayOut: 'Do not rely on it; ask its signer what the signing window showed.',
  },
  // Time, order, authority
  'statement.not-yet-valid': {
    sentence: 'The statement is not in force yet.',
    wayOut: 'Wait until it is, and check the clock.',
  },
  'statement.expired': {
    sentence: 'The statement is no longer in force.',
    wayOut: SIGN_ANEW,
  },
  'statement.revoked': {
    sentence: 'The statement was revoked.',
    wayOut: SIGN_ANEW,
  },
  'statement.other-packet': {
    sentence: 'The statement is about another packet, or another revision or other bytes of it.',
    wayOut: 'Use the statement that was made for exactly this packet.',
  },
  'statement.sequence-repeated': {
    sentence: 'Another decision on this packet already has this place in the chain.',
    wayOut: 'Import all earlier decisions, then decide again.',
  },
  'statement.predecessor-wrong': {
    sentence: 'The predecessor that the decision names is not the latest known decision on this packet.',
    wayOut: 'Import all earlier decisions, then decide again.',
  },
  'statement.predecessor-missing': {
    sentence: 'The decision before this one is not here.',
    wayOut: 'Import the decision that it names as its predecessor.',
  },
  'statement.decision-followed': {
    sentence: 'A later decision on this packet exists, so this one is no longer in force.',
    wayOut: 'Use the latest decision.',
  },
  'statement.revision-superseded': {
    sentence: 'A later revision of the packet exists, or was already decided on.',
    wayOut: 'Review the later revision and decide on that.',
  },
  'statement.clock-backwards': {
    sentence: 'The clock was earlier at this decision than at the decision before it.',
    wayOut: "Set the station's clock; compare the order with the journal's.",
  },
  'statement.grant-consumed': {
    sentence: 'A single-use grant was already used by another statement.',
    wayOut: 'Ask the owner for a new grant.',
  },
  'statement.grant-missing': {
    sentence: 'A grant that the statement rests on is not here, or is not the one it names.',
    wayOut: 'Supply the grant that it names.',
  },
  // Receipts
  'statement.receipt-differs': {
    sentence: 'The receipt does not match the bytes or the journal.',
    wayOut: 'Do not rely on what was imported: import it again from its medium, and compare.',
  },
  // The gate
  'statement.gate-option': {
    sentence: 'The decision does not select the option that was asked for.',
    wayOut: 'Do not run this step; the owner has not chosen it.',
  },
  'statement.gate-reading': {
    sentence: 'The options or the default in the decision are not those that this version reads in the packet.',
    wayOut: 'Decide again with the version of Holdfast that reads the packet now.',
  },
  'statement.gate-locked': {
    sentence: 'The option was chosen, but one of its conditions is not met.',
    wayOut: 'Supply what opens the lock, or do not run this step.',
  },
  'statement.gate-evidence': {
    sentence: 'The evidence supplied is not evidence that the decision or a discharge names.',
    wayOut: 'Supply exactly the evidence that was decided on.',
  },
  'statement.gate-role-unnamed': {
    sentence: 'Several keys are trusted, and this one was given no role.',
    wayOut: 'Name the role of each key, as in --trust owner=KEY.pub.',
  },
  'statement.gate-not-recorded': {
    sentence: 'The journal that was supplied does not have the decision.',
    wayOut: 'Supply the journal of the station that signed the decision, no older than the decision.',
  },
  'statement.gate-withheld': {
    sentence: 'The journal has a revocation or a later decision on this packet that was not supplied.',
    wayOut: 'Supply every revocation and later decision of the station, as --grant or --previous.',
  },
  // What a gate assumes
  'statement.gate-evidence-absent': {
    sentence:
      'Evidence that the packet, the decision or a discharge names was not supplied, so it was not checked here.',
    wayOut: 'Supply it with --evidence to have it checked; without it, only its signers say what was found in it.',
  },
  'statement.gate-no-journal': {
    sentence:
      'No journal was supplied: there may be later decisions, and uses of grants, that were not supplied either.',
    wayOut: 'Supply the journal of a dossier with --journal and --trust station=KEY.pem.',
  },
  'statement.gate-no-revocation-list': {
    sentence: 'No list of revocations was supplied: there may be revocations that were not supplied either.',
    wayOut: 'Supply the journal of a dossier with --journal: it lists the revocations of its station.',
  },
  'statement.gate-not-shown': {
    sentence: 'The journal has a statement that was not supplied and that may concern this decision.',
    wayOut: 'Supply it as --grant or --previous: both take any statement.',
  },
  'statement.gate-other-time': {
    sentence: 'The verdict is not for the present time.',
    wayOut: 'Leave out --at to judge at the present time.',
  },
  'statement.vouched-unsigned': {
    sentence:
      'No trusted key signed an earlier decision, or something that it rests on. A later decision names its digest.',
    wayOut: 'You do not need to do anything: it gives no authority, and what it revoked stays revoked.',
  },
} satisfies FindingWords<keyof typeof statementFindings>;
