import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fromUtf8 } from '../../shared/encoding/bytes.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { UnopenedStatement } from '../../shared/statement/open.ts';
import { MAX_SSHSIG_BYTES } from '../../shared/statement/sshsig.ts';
import { ENVELOPE_ENDING, STATEMENT_ENDING, sshsigsBeside } from '../core/decision-folder/signed-files.ts';
import { readFileUpTo } from './read-file.ts';
import { words } from './words.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_SSHSIGS = 64;
const HEAD_BYTES = 16;
/** How every canonical statement begins: `_type` sorts before all other keys. */
const PAYLOAD = /^\s*\{\s*"_type"/;

/**
 * The signed statement that a file is a part of: an envelope, or a payload with its OpenSSH signatures beside it
 * (`PAYLOAD.sig`, `PAYLOAD.KEYID16.sig`, `PAYLOAD.sshsig`). `X.dsse.json` and `X.statement.json` go together, whichever of
 * the two is named. A sentence says what could not be read.
 */
export async function readSigned(path: string): Promise<Result<UnopenedStatement, string>> {
  const named = await readFileUpTo(path, MAX_BYTES);
  if (!named.ok) return named;
  const isPayload = PAYLOAD.test(fromUtf8(named.value.subarray(0, HEAD_BYTES)) ?? '');
  const [own, other] = isPayload ? [STATEMENT_ENDING, ENVELOPE_ENDING] : [ENVELOPE_ENDING, STATEMENT_ENDING];
  const counterpart = path.endsWith(own) ? `${path.slice(0, -own.length)}${other}` : null;
  const names = isPayload || counterpart !== null ? await namesIn(dirname(path)) : ok([]);
  if (!names.ok) return names;
  const isHere = counterpart !== null && names.value.includes(basename(counterpart));
  const partner = isHere ? await readFileUpTo(counterpart, MAX_BYTES) : ok(null);
  if (!partner.ok) return partner;
  if (isPayload) {
    const sshsigs = await sshsigsOf(path, names.value);
    if (!sshsigs.ok) return sshsigs;
    const payload = named.value;
    return ok(
      partner.value === null
        ? { envelope: null, payload, sshsigs: sshsigs.value }
        : { envelope: partner.value, payload, sshsigs: sshsigs.value },
    );
  }
  const sshsigs = counterpart === null ? ok([]) : await sshsigsOf(counterpart, names.value);
  return sshsigs.ok ? ok({ envelope: named.value, payload: partner.value, sshsigs: sshsigs.value }) : sshsigs;
}

async function sshsigsOf(
  payloadPath: string,
  names: readonly string[],
): Promise<Result<readonly Uint8Array[], string>> {
  const sshsigs: Uint8Array[] = [];
  for (const name of sshsigsBeside(basename(payloadPath), names).slice(0, MAX_SSHSIGS)) {
    const bytes = await readFileUpTo(join(dirname(payloadPath), name), MAX_SSHSIG_BYTES);
    if (!bytes.ok) return bytes;
    sshsigs.push(bytes.value);
  }
  return ok(sshsigs);
}

async function namesIn(folder: string): Promise<Result<readonly string[], string>> {
  try {
    return ok(await readdir(folder));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return err(words.reading.notListed(folder, String(error.code)));
  }
}
