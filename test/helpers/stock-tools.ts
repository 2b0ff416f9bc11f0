import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_INDENT } from '../../electron/core/decision-folder/steps.ts';

/** How a stock tool judged. */
export interface Judgement {
  readonly status: number | null;
  readonly output: string;
}

/** The indented lines of VERIFY.txt, as they stand, in one shell that stops at the first that fails. */
export function runInstructions(folder: string): Judgement {
  const text = readFileSync(join(folder, 'VERIFY.txt'), 'utf8');
  const lines = text.split('\n').filter((line) => line.startsWith(COMMAND_INDENT));
  return run(folder, 'sh', ['-e'], `${lines.join('\n')}\n`);
}

/** `ssh-keygen -Y verify` on the statement of an exported folder. */
export function verifyWithOpenSsh(folder: string): Judgement {
  const args = ['-Y', 'verify', '-f', 'allowed_signers', '-I', 'owner', '-n', 'decision@holdfast'];
  return run(folder, 'ssh-keygen', [...args, '-s', 'statement.json.sig'], readFileSync(join(folder, 'statement.json')));
}

/** `openssl pkeyutl -verify` on the envelope's signature, over the pre-authentication encoding made here by hand. */
export function verifyWithOpenSsl(folder: string): Judgement {
  const script = `
    sig=$(mktemp) && pae=$(mktemp) &&
    sed -n 's/.*"sig":"\\([^"]*\\)".*/\\1/p' decision.dsse.json | base64 -d > "$sig" &&
    { printf 'DSSEv1 28 application/vnd.in-toto+json %s ' "$(wc -c < statement.json)"; cat statement.json; } > "$pae" &&
    openssl pkeyutl -verify -rawin -pubin -inkey owner.pub.pem -in "$pae" -sigfile "$sig"`;
  return run(folder, 'sh', ['-c', script], '');
}

function run(cwd: string, command: string, args: readonly string[], input: string | Uint8Array): Judgement {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, input, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

/** Changes the byte in the middle of a file: printable, so that a text stays one, and no hex digit in another case. */
export function changeOneByte(path: string): void {
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = bytes[middle] === 0x58 ? 0x59 : 0x58;
  writeFileSync(path, bytes);
}
