import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { packetJsonSchema } from '../../../../shared/packet/json.ts';
import { isLiveStatus } from '../../../../shared/packet/vocabulary.ts';
import { read } from './fixtures.ts';

const folder = new URL('../../../../docs/formats/', import.meta.url);
const page = readFileSync(new URL('packet.md', folder), 'utf8');

test('the minimal packet of the format page reads without an error and changes nothing by default', () => {
  const [, minimal = ''] = /```markdown\n([\s\S]*?)```/.exec(page) ?? [];
  const reading = read(minimal);
  assert.deepEqual(
    reading.findings.filter((one) => one.severity === 'error'),
    [],
  );
  assert.deepEqual(
    [reading.packet.default, reading.packet.options.map((option) => option.mutates), reading.packet.blockers.length],
    ['HOLD', [false, true], 1],
  );
});

test('the schema of packet.json on disk is the one that is read by', () => {
  assert.deepEqual(JSON.parse(readFileSync(new URL('packet.schema.json', folder), 'utf8')), packetJsonSchema());
});

test('the statuses of the page are those under which options may be chosen, in every spelling that it allows', () => {
  const [, sentence = ''] =
    /The status must be absent, or one of these, in any case of letters: ([^.]*)\./.exec(page) ?? [];
  const live = Array.from(sentence.matchAll(/`([A-Z_]+)`/g), ([, status = '']) => status);
  assert.ok(live.length > 10);
  const words = fc.constantFrom(
    ...live.flatMap((status) => status.split('_')),
    'DRAFT',
    'NON',
    'NOT',
    'NO',
    'AN',
    'AUTHORITY',
  );
  const parts = fc.array(fc.tuple(words, fc.constantFrom('_', '-', ' ', '', '__')), { minLength: 1, maxLength: 5 });
  const disclaimer = /^(?:NON|NOT|NO)[_ -]?(?:AN[_ -])?AUTHORITY$/;
  const isOfThePage = (status: string) =>
    disclaimer.test(status) ||
    live.some((one) => {
      const spelled = [one, one.replace('_', '-'), one.replace('_', ' ')].find((start) => status.startsWith(start));
      const rest = spelled === undefined ? null : status.slice(spelled.length);
      return rest !== null && (rest === '' || (/^[_ -]/.test(rest) && disclaimer.test(rest.slice(1))));
    });
  let taken = 0;
  fc.assert(
    fc.property(parts, fc.boolean(), (all, inLowerCase) => {
      const status = all.map(([word, separator], at) => (at === all.length - 1 ? word : word + separator)).join('');
      if (isOfThePage(status)) taken += 1;
      assert.equal(isLiveStatus(inLowerCase ? status.toLowerCase() : status), isOfThePage(status), status);
    }),
    { numRuns: 20_000 },
  );
  assert.ok(taken > 500);
});
