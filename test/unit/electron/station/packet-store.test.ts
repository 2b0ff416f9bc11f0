import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { PacketReader } from '../../../../electron/core/packet/packet-reader.ts';
import { PacketStore } from '../../../../electron/station/packet-store.ts';
import { Packets } from '../../../../electron/station/packets/packets.ts';
import { hasError } from '../../../../shared/finding/index.ts';
import { must } from '../../../helpers/must.ts';
import { threadFile } from '../../../helpers/parts.ts';
import { smallStation } from '../../../helpers/small-station.ts';
import { digestOf, grantDraft, holdDraft, revocationDraft } from '../../../helpers/statements.ts';
import { broken, codes, markdown, utf8 } from '../../shared/packet/fixtures.ts';

const reader = new PacketReader(threadFile('packet-worker'));
after(() => reader.close());

const revision = (text: string) => broken(markdown, 'REVISION: 1', `REVISION: ${text}`);
const swapped = broken(markdown, '| FIX7-P0-PROD-OPT4-1 | OPEN |', '| FIX7-P0-PROD-OPT4-1 | narrowed |');

/** The codes of each packet's findings, all of them imported on one station, in the order given. */
async function findingsOf(...texts: readonly string[]): Promise<readonly (readonly string[])[]> {
  const { vault, journal, record } = await smallStation();
  const packetStore = new PacketStore(vault, journal, reader);
  const found: (readonly string[])[] = [];
  const ids = [];
  for (const text of texts) {
    const id = must(await vault.putSmall(utf8(text)));
    const about = { what: 'packet', label: 'packet.md', id, verdict: 'read' } as const;
    must(await record({ kind: 'import-finished', ...about, findings: [] }));
    ids.push(id);
  }
  const listed = (await packetStore.packets()).packets;
  for (const id of ids) {
    const { reading } = must(await packetStore.packet(id));
    const inList = listed.find(({ sha256 }) => sha256 === id)?.reading.findings;
    assert.deepEqual(inList, reading.findings, 'the list and the page say the same');
    assert.equal(hasError(reading.findings), reading.findings.length > 0);
    found.push(codes(reading.findings));
  }
  return found;
}

test('two packets with one id and one revision are both in error, on the page and in the list', async () => {
  assert.deepEqual(await findingsOf(markdown, swapped, revision('3')), [
    ['packet.revision-repeated'],
    ['packet.revision-repeated'],
    [],
  ]);
});

test('a lost statement that may have taken authority away leaves only the default of its packet', async () => {
  for (const [predicateType, about, isLocked] of [
    [revocationDraft.predicateType, digestOf(markdown), true],
    [holdDraft.predicateType, digestOf(markdown), true],
    [grantDraft.predicateType, digestOf(markdown), false],
    [revocationDraft.predicateType, digestOf('another packet'), false],
  ] as const) {
    const { vault, journal, statementStore, owner, record } = await smallStation();
    const id = must(await vault.putSmall(utf8(markdown)));
    const imported = { what: 'packet', label: 'packet.md', id, verdict: 'read' } as const;
    must(await record({ kind: 'import-finished', ...imported, findings: [] }));
    const lost = { statement: digestOf('lost'), envelope: null, sshsig: digestOf('lost'), consumes: [] };
    must(await record({ kind: 'signature', identity: owner.id, predicateType, packet: about, ...lost }));
    const packets = new Packets({
      vault,
      journal,
      statementStore,
      packetStore: new PacketStore(vault, journal, reader),
    });
    const standing = must(await packets.standing(id));
    const open = standing.options.filter(({ available }) => available).length;
    assert.deepEqual(
      [open === 1, codes(standing.packet.reading.findings)],
      [isLocked, isLocked ? ['packet.statement-lost'] : []],
    );
    assert.deepEqual(
      must(await packets.list()).map(({ errors }) => errors),
      [isLocked ? 1 : 0],
    );
  }
});

test('2-final is in order with 1 and 3, and in error beside 2', async () => {
  assert.deepEqual(await findingsOf(markdown, revision('2-final'), revision('3')), [[], [], []]);
  assert.deepEqual(await findingsOf(revision('2'), revision('2-final')), [
    ['packet.revision-unordered'],
    ['packet.revision-unordered'],
  ]);
});

test('a packet that was read without an error when it was imported, and has one now, says so', async () => {
  const { vault, journal, record } = await smallStation();
  const packetStore = new PacketStore(vault, journal, reader);
  const imported = async (text: string, findings: readonly string[]) => {
    const id = must(await vault.putSmall(utf8(text)));
    const about = { what: 'packet', label: 'packet.md', id, verdict: 'read' } as const;
    must(await record({ kind: 'import-finished', ...about, findings: [...findings] }));
    return codes(must(await packetStore.packet(id)).reading.findings);
  };
  const bad = (n: number) =>
    `${markdown}\n\nBLK-${n}-UNKNOWN is still open, and FIX7-P0-PROD-OPT4-1 is OPEN.\n<table><tr><td>${n}</td></tr></table>\n`;
  assert.equal((await imported(bad(1), []))[0], 'packet.read-more-strictly');
  assert.equal(
    (await imported(bad(2), ['packet.field-absent']))[0],
    'packet.read-more-strictly',
    'a warning locked nothing',
  );
  assert.ok(!(await imported(bad(3), ['packet.field-missing'])).includes('packet.read-more-strictly'));
  assert.ok(!(await imported(bad(4), ['packet.of-another-version'])).includes('packet.read-more-strictly'));
  assert.ok(!(await imported(markdown, [])).includes('packet.read-more-strictly'), 'nor one that is still in order');
});
