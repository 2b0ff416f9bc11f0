import { join } from 'node:path';
import { equalBytes } from '../../../shared/encoding/bytes.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { parseEnvelope } from '../../../shared/statement/dsse.ts';
import { inEnvelope, type UnopenedStatement } from '../../../shared/statement/open.ts';
import { MAX_SSHSIG_BYTES } from '../../../shared/statement/sshsig.ts';
import { STATEMENT_LIMITS } from '../../../shared/statement/statement.ts';
import { ENVELOPE_ENDING, sshsigsBeside } from '../../core/decision-folder/signed-files.ts';
import type { FileFailure } from '../../core/files/file-failure.ts';
import type { MediaAnswers } from '../../core/media/answers.ts';

const MAX_FILES = 1000;
const MAX_PART_BYTES = 2 * STATEMENT_LIMITS.maxBytes;
const MAX_SSHSIGS = 64;
/** As `NAME.statement.json`, and as the folder of one decision has it. */
const IS_PAYLOAD = /^(?:.*\.)?statement\.json$/;

/** A signed statement as it lies in a folder, called by its envelope, or by its payload where there is none. */
export interface StatementFile {
  readonly name: string;
  readonly signed: UnopenedStatement;
}

/**
 * The signed statements that lie in these folders, no deeper, at most 1,000 files of each; the first folder must be there.
 * A payload and the OpenSSH signatures beside it belong to the envelope around the same payload, whatever it is called.
 */
export async function statementFiles(
  folders: readonly string[],
  answers: MediaAnswers,
): Promise<Result<readonly StatementFile[], FileFailure>> {
  const found: StatementFile[] = [];
  for (const [index, folder] of folders.entries()) {
    const listed = await answers.names(folder);
    if (!listed.ok && index > 0 && listed.error.errno === 'ENOENT') continue;
    if (!listed.ok) return listed;
    const inFolder = await statementsAmong(folder, listed.value, answers);
    if (!inFolder.ok) return inFolder;
    found.push(...inFolder.value);
  }
  return ok(found);
}

async function statementsAmong(
  folder: string,
  names: readonly string[],
  answers: MediaAnswers,
): Promise<Result<readonly StatementFile[], FileFailure>> {
  const readAll = (wanted: readonly string[], maxBytes = MAX_PART_BYTES) =>
    readFiles(answers, folder, wanted, maxBytes);
  const envelopes = await readAll(names.filter((name) => name.endsWith(ENVELOPE_ENDING)).slice(0, MAX_FILES));
  if (!envelopes.ok) return envelopes;
  const statements = envelopes.value.map(({ name, bytes }): StatementFile => ({ name, signed: inEnvelope(bytes) }));
  const payloads = await readAll(names.filter((name) => IS_PAYLOAD.test(name)).slice(0, MAX_FILES));
  if (!payloads.ok) return payloads;
  for (const { name, bytes: payload } of payloads.value) {
    const beside = await readAll(sshsigsBeside(name, names).slice(0, MAX_SSHSIGS), MAX_SSHSIG_BYTES);
    if (!beside.ok) return beside;
    const sshsigs = beside.value.map(({ bytes }) => bytes);
    const around = statements.findIndex(({ signed }) => holds(signed, payload));
    const at = around < 0 ? statements.length : around;
    const envelope = statements[at]?.signed.envelope ?? null;
    const signed = envelope === null ? { envelope, payload, sshsigs } : { envelope, payload, sshsigs };
    statements[at] = { name: statements[at]?.name ?? name, signed };
  }
  return ok(statements);
}

function holds({ envelope }: UnopenedStatement, payload: Uint8Array): boolean {
  const parsed = envelope === null ? null : parseEnvelope(envelope);
  return parsed?.ok === true && equalBytes(parsed.value.payload, payload);
}

async function readFiles(
  answers: MediaAnswers,
  folder: string,
  names: readonly string[],
  maxBytes: number,
): Promise<Result<readonly { readonly name: string; readonly bytes: Uint8Array }[], FileFailure>> {
  const files: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  for (const name of names) {
    const bytes = await answers.read(join(folder, name), maxBytes);
    if (!bytes.ok) return bytes;
    files.push({ name, bytes: new Uint8Array(bytes.value) });
  }
  return ok(files);
}
