import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWithPassphrase, sealWithPassphrase } from '../../electron/core/keyring/age-file.ts';

const LITTLE = 2;

/**
 * Encrypts the keys of a station that open with a passphrase anew, so that to open them again costs next to nothing. The
 * application makes no such files, and opens them as any other.
 */
export async function lowerWork(data: string, passphrase: string): Promise<void> {
  const folder = join(data, 'keyring/keys');
  let opened = 0;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const plain = await openWithPassphrase(readFileSync(file), passphrase);
    if (!plain.ok) continue;
    writeFileSync(file, await sealWithPassphrase(plain.value, passphrase, LITTLE));
    opened++;
  }
  if (opened === 0) throw new Error('no key opens with this passphrase');
}
