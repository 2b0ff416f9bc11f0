import { equalBytes } from '../../../shared/encoding/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { envelopeBytes, envelopeSigners, parseEnvelope } from '../../../shared/statement/dsse.ts';
import { type Identity, trustedKeyOf } from '../keyring/identity.ts';
import { identityRecordName } from './layout.ts';
import type { DossierFiles } from './read-folder.ts';
import { readIdentities } from './read-input.ts';

/** The records of a dossier, from 000000 on, and who is who by them; nobody where a finding says that they do not hold. */
export function readIdentityRecords(
  files: DossierFiles['files'],
  findings: Finding[],
): { readonly people: readonly Identity[]; readonly records: readonly Uint8Array[] } {
  const records = numbered(files);
  const people = readIdentities(records);
  if (!people.ok) {
    findings.push(people.error);
    return { people: [], records };
  }
  for (const [index, record] of records.entries()) {
    if (!isAsWritten(record, people.value)) {
      findings.push(
        finding('identity.record-unreadable', identityRecordName(index), { observed: 'not as it is written' }),
      );
    }
  }
  return { people: people.value, records };
}

function numbered(files: DossierFiles['files']): readonly Uint8Array[] {
  const records: Uint8Array[] = [];
  for (;;) {
    const record = files.get(identityRecordName(records.length));
    if (record === undefined) return records;
    records.push(record);
  }
}

/** Each record but the last is fixed by the next, which names it by its bytes; so the last has one spelling as well. */
function isAsWritten(record: Uint8Array, people: readonly Identity[]): boolean {
  const envelope = parseEnvelope(record);
  if (!envelope.ok) return false;
  const { signers } = envelopeSigners(envelope.value, people.map(trustedKeyOf));
  const [signer] = signers;
  const [first] = envelope.value.signatures;
  if (signer === undefined || first === undefined) return false;
  const signatures = [{ keyid: signer.key.keyid, signature: first.signature }];
  return equalBytes(record, envelopeBytes({ payload: envelope.value.payload, signatures }));
}
