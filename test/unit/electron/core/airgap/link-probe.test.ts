import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type LinkSources, linksOfNamespace, readLinks } from '../../../../../electron/core/airgap/link-probe.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { holdsAgainstAnyBytes, hostile } from '../../../../helpers/harmed.ts';

interface FakeLink {
  readonly type: string;
  readonly carrier?: string;
  readonly wireless?: boolean;
}

/** A sysfs with these links, for a process that has those of `own`. */
function sources(links: Record<string, FakeLink>, own = Object.keys(links)): LinkSources {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-links-'));
  const sysfs = join(folder, 'net');
  mkdirSync(sysfs);
  for (const [name, { type, carrier, wireless }] of Object.entries(links)) {
    mkdirSync(join(sysfs, name));
    writeFileSync(join(sysfs, name, 'type'), `${type}\n`);
    if (carrier !== undefined) writeFileSync(join(sysfs, name, 'carrier'), `${carrier}\n`);
    if (wireless) mkdirSync(join(sysfs, name, 'wireless'));
  }
  const procNetDev = join(folder, 'dev');
  writeFileSync(
    procNetDev,
    `Inter-| Receive\n face |bytes\n${own.map((name) => `${name.padStart(6)}: 0 0\n`).join('')}`,
  );
  return { sysfs, procNetDev };
}

test('a link counts when it has a carrier, whatever its kind; the loopback never', async () => {
  const links = sources({
    lo: { type: '772', carrier: '1' },
    eth0: { type: '1', carrier: '1' },
    eth1: { type: '1', carrier: '0' },
    eth2: { type: '1' },
    tun0: { type: '65534', carrier: '1' },
    wlan0: { type: '1', carrier: '1', wireless: true },
  });
  writeFileSync(join(links.sysfs, 'bonding_masters'), '\n');
  assert.deepEqual(await readLinks(links), {
    kind: 'read',
    linksUp: [
      { name: 'eth0', kind: 'ethernet' },
      { name: 'tun0', kind: 'other' },
      { name: 'wlan0', kind: 'wireless' },
    ],
    linksDown: ['eth1', 'eth2'],
  });
});

test('a sysfs of another namespace that shows more than the process has counts: the machine has those links', async () => {
  const links = sources({ lo: { type: '772' }, eth0: { type: '1', carrier: '1' } }, ['lo']);
  assert.deepEqual(await readLinks(links), {
    kind: 'read',
    linksUp: [{ name: 'eth0', kind: 'ethernet' }],
    linksDown: [],
  });
});

test('a sysfs that shows less than the process has is no sign of calm', async () => {
  const links = sources({ lo: { type: '772' } }, ['lo', 'eth0']);
  assert.equal((await readLinks(links)).kind, 'unreadable');
  assert.equal((await readLinks(sources({}, []))).kind, 'unreadable');
});

test('links that cannot be read are said to be unreadable, not absent', async () => {
  const nowhere = join(tmpdir(), 'holdfast-no-such-folder');
  assert.equal((await readLinks({ sysfs: nowhere, procNetDev: '/proc/self/net/dev' })).kind, 'unreadable');
});

const NET_DEV = `Inter-|   Receive                |  Transmit
 face |bytes    packets errs drop|bytes    packets
    lo:   36748     320    0    0    36748     320
  eth0:1234567890  1000    0    0        0       0
wlp0s20f3:       0       0    0    0        0       0
`;

holdsAgainstAnyBytes(
  'the links of a namespace',
  utf8(NET_DEV),
  (bytes) => linksOfNamespace(new TextDecoder().decode(bytes)),
  { alike: (names) => utf8(`|\n|\n${names.map((name) => `${name}: 0\n`).join('')}`) },
);

test('whatever the kernel says of a link that is up, it counts, or nothing is said to be known', async () => {
  const links = sources({ lo: { type: '772' }, eth0: { type: '1', carrier: '1' } });
  const files = [
    [links.procNetDev, NET_DEV.replace(/^wlp.*\n/m, '')],
    [join(links.sysfs, 'eth0/carrier'), '1\n'],
  ] as const;
  for (const [path, good] of files) {
    writeFileSync(path, good);
    await fc.assert(
      fc.asyncProperty(hostile(utf8(good)), async (bytes) => {
        writeFileSync(path, bytes);
        const reading = await readLinks(links);
        if (reading.kind === 'unreadable') return assert.notEqual(reading.reason, '');
        // The kernel's own word for a link without a carrier is the one thing that hides it.
        const isDown = path.endsWith('carrier') && new TextDecoder().decode(bytes).trim() === '0';
        assert.deepEqual(reading.linksUp, isDown ? [] : [{ name: 'eth0', kind: 'ethernet' }]);
      }),
      { numRuns: 300 },
    );
    writeFileSync(path, good);
  }
  assert.equal((await readLinks(links)).kind, 'read');
});

test('what is cut off, or has no loopback, is no list of links', () => {
  for (const text of [
    '',
    '\n',
    NET_DEV.split('\n').slice(0, 2).join('\n'),
    NET_DEV.slice(0, -1),
    NET_DEV.slice(0, 120),
  ]) {
    assert.equal(linksOfNamespace(text).ok, false, JSON.stringify(text));
  }
});
