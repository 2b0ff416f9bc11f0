import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { MediaAnswers } from '../../../../../electron/core/media/answers.ts';
import { listEntries } from '../../../../../electron/core/media/listing.ts';
import { Choosing } from '../../../../../electron/station/media/choosing.ts';
import { type ChoosePurpose, isFolderName } from '../../../../../shared/contract/choose.ts';
import type { Result } from '../../../../../shared/result.ts';
import { noSlowMedium, SlowMedium } from '../../../../helpers/slow-medium.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

function choosing(purpose: ChoosePurpose, home: string) {
  const chosen: (string | null)[] = [];
  const answers = new MediaAnswers();
  const { handlers } = new Choosing({ purpose, answers, home, done: (path) => chosen.push(path) });
  const openHome = async (withHidden = false) => {
    const [place] = must(await handlers['choose/places']({})).folders;
    return must(await handlers['choose/open']({ place: place?.handle ?? '', withHidden }));
  };
  return { handlers, openHome, chosen };
}

function must<T>(result: Result<T, unknown>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

/** Names that a file system takes and a person may get: of any characters but `/` and NUL. */
const name = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .filter((text) => !/[/\0]|^\.{1,2}$|\p{Surrogate}/u.test(text) && Buffer.byteLength(text) <= 255);

test('every entry is listed once, folders first, and is opened and found by its number', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(name, { maxLength: 12 }), fc.boolean(), async (names, withHidden) => {
      const home = freshFolder();
      names.forEach((one, at) => {
        if (at % 2 === 0) mkdirSync(join(home, one));
        else writeFileSync(join(home, one), one);
      });
      const { handlers, openHome } = choosing('source', home);
      const opened = await openHome(withHidden);
      const shown = names.filter((one) => withHidden || !one.startsWith('.'));
      assert.equal(opened.count, shown.length);
      assert.equal(opened.hidden, names.length - shown.length);
      if (opened.count === 0) return;
      const { listing } = opened;
      const { entries } = must(await handlers['choose/rows']({ listing, offset: 0, limit: 200 }));
      assert.deepEqual(new Set(entries.map((one) => one.name)), new Set(shown));
      const kinds = entries.map(({ kind }) => kind);
      assert.deepEqual(kinds, [...kinds].sort().reverse(), 'folders first');
      for (const [at, entry] of entries.entries()) {
        assert.equal(entry.bytes, entry.kind === 'file' ? Buffer.byteLength(entry.name) : null);
        const found = must(await handlers['choose/find']({ listing, begins: entry.name, from: at }));
        assert.equal(found, at);
      }
      for (const [index, { kind, name: wanted }] of entries.entries()) {
        const again = await openHome(withHidden);
        const below = await handlers['choose/open']({ listing: again.listing, index, withHidden });
        assert.equal(below.ok, kind === 'folder');
        if (below.ok) {
          assert.equal(below.value.trail.at(-1), wanted);
          const back = must(await handlers['choose/open']({ listing: below.value.listing, up: 1, withHidden }));
          assert.equal(back.cameFrom, index);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('nobody goes up past the place, and only what is open now can be named', async () => {
  const home = freshFolder();
  mkdirSync(join(home, 'a'));
  const { handlers, openHome, chosen } = choosing('destination', home);
  const first = await openHome();
  const top = must(await handlers['choose/open']({ listing: first.listing, up: 1000, withHidden: true }));
  assert.equal(top.trail.length, 1);
  const stale = await handlers['choose/take']({ listing: first.listing, index: null });
  assert.ok(!stale.ok && stale.error.code === 'media/unknown-folder');
  assert.deepEqual(chosen, []);
  const made = must(await handlers['choose/new-folder']({ listing: top.listing, name: 'b', withHidden: false }));
  must(await handlers['choose/take']({ listing: made.listing, index: null }));
  assert.deepEqual(chosen, [join(home, 'b')]);
});

test('each purpose takes its own kind: links and names that are no text are never taken', async () => {
  const home = freshFolder();
  mkdirSync(join(home, 'folder'));
  writeFileSync(join(home, 'key'), 'k');
  symlinkSync('/', join(home, 'link'));
  const noText = Buffer.concat([Buffer.from(`${home}/`), Buffer.from([0xff])]);
  writeFileSync(noText, '');
  const server = createServer().listen(join(home, 'socket'));
  try {
    const takes = { source: [], destination: [], 'key-file': ['key'], agent: ['socket'] } as const;
    for (const purpose of ['source', 'destination', 'key-file', 'agent'] as const) {
      const { handlers, openHome, chosen } = choosing(purpose, home);
      const { listing, count } = await openHome();
      for (let index = 0; index < count; index++) await handlers['choose/take']({ listing, index });
      assert.deepEqual(
        chosen,
        takes[purpose].map((one) => join(home, one)),
        purpose,
      );
      const { entries } = must(await handlers['choose/rows']({ listing, offset: 0, limit: 200 }));
      assert.deepEqual(
        entries.filter((one) => one.canBeUsed).map((one) => one.name),
        ['folder', ...takes[purpose]],
        purpose,
      );
      const folder = await handlers['choose/take']({ listing, index: null });
      assert.equal(folder.ok, purpose === 'source' || purpose === 'destination');
    }
  } finally {
    server.close();
    // What removes the folders of tests cannot name it.
    unlinkSync(noText);
  }
});

test('a folder with more entries than can be listed says so', async () => {
  const home = freshFolder();
  for (let at = 0; at < 50; at++) writeFileSync(join(home, String(at)), '');
  const answers = new MediaAnswers();
  for (const most of [10, 49, 50, 51]) {
    const { entries, isCut } = must(await listEntries(home, false, answers, most));
    assert.equal(entries.length, Math.min(most, 50));
    assert.equal(isCut, most < 50);
  }
});

test('a medium that hangs is not waited for, and the console goes on', { skip: noSlowMedium }, async () => {
  const content = freshFolder();
  writeFileSync(join(content, 'file'), 'x');
  const mount = freshFolder();
  const medium = new SlowMedium(mount, content);
  await medium.plug(100);
  try {
    const { handlers, openHome } = choosing('source', mount);
    const { listing } = await openHome();
    medium.hang();
    const rows = must(await handlers['choose/rows']({ listing, offset: 0, limit: 10 }));
    assert.equal(rows.failure?.code, 'media/no-answer');
    assert.deepEqual(
      rows.entries.map((one) => [one.name, one.bytes]),
      [['file', null]],
    );
    const opened = await handlers['choose/open']({ listing, up: 0, withHidden: false });
    assert.ok(!opened.ok && opened.error.code === 'media/no-answer');
    must(await handlers['choose/places']({}));
    medium.answer();
  } finally {
    await medium.clear();
  }
});

test('the name of a new folder names nothing but a folder in the one that is open', () => {
  for (const bad of [
    '',
    '.',
    '..',
    '.x',
    'a/b',
    'a\\b',
    'a:b',
    ' a',
    'a ',
    'a.',
    'a\u202eb',
    'a\nb',
    'x'.repeat(201),
  ]) {
    assert.equal(isFolderName(bad), false, JSON.stringify(bad));
  }
  for (const good of ['a', 'Quyết định 1', 'a-b_c.d', '2026-11-30']) assert.equal(isFolderName(good), true, good);
});
