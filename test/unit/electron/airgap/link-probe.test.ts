import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLinks } from '../../../../electron/airgap/link-probe.ts';

function sysfs(links: Record<string, { type: string; carrier?: string; wireless?: boolean }>): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-sysfs-'));
  for (const [name, { type, carrier, wireless }] of Object.entries(links)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'type'), `${type}\n`);
    if (carrier !== undefined) writeFileSync(join(folder, name, 'carrier'), `${carrier}\n`);
    if (wireless) mkdirSync(join(folder, name, 'wireless'));
  }
  return folder;
}

test('a link counts when it has a carrier, whatever its kind; the loopback never', async () => {
  const folder = sysfs({
    lo: { type: '772', carrier: '1' },
    eth0: { type: '1', carrier: '1' },
    eth1: { type: '1', carrier: '0' },
    eth2: { type: '1' },
    tun0: { type: '65534', carrier: '1' },
    wlan0: { type: '1', carrier: '1', wireless: true },
  });
  writeFileSync(join(folder, 'bonding_masters'), '\n');
  assert.deepEqual(await readLinks(folder), {
    kind: 'read',
    linksUp: [
      { name: 'eth0', kind: 'ethernet' },
      { name: 'tun0', kind: 'other' },
      { name: 'wlan0', kind: 'wireless' },
    ],
  });
});

test('links that cannot be read are said to be unreadable, not absent', async () => {
  assert.equal((await readLinks(join(tmpdir(), 'holdfast-no-such-folder'))).kind, 'unreadable');
});
