import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWithPassphrase, sealWithPassphrase } from '../../electron/core/keyring/age-file.ts';

const LITTLE = 2;

/**
 * Encrypts a station's passphrase keys again with little work, so that tests open them at once. The application makes no
 * key file with so little work, but it opens one.
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
