import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import fc from 'fast-check';
import { chosenLanguage, LanguageChoice } from '../../../../electron/station/language-choice.ts';
import { LANGUAGES, languageInUse, speak } from '../../../../shared/strings/language.ts';
import { freshFolder } from '../../../helpers/trees.ts';

afterEach(() => speak('en'));

function choiceIn(
  folder: string,
  isSigning = false,
): { readonly choice: LanguageChoice; readonly loaded: () => number } {
  let loaded = 0;
  const onChosen = () => {
    loaded++;
  };
  return { choice: new LanguageChoice({ folder, isSigning: () => isSigning, onChosen }), loaded: () => loaded };
}

test('what was chosen is spoken at once, and read back at the next start', async () => {
  const folder = freshFolder();
  const { choice, loaded } = choiceIn(folder);
  assert.deepEqual(choice.view(), { inUse: 'en', isChosen: false });
  for (const language of [...LANGUAGES, ...LANGUAGES.toReversed()]) {
    assert.equal((await choice.choose(language)).ok, true);
    assert.deepEqual([languageInUse(), chosenLanguage(folder)], [language, language]);
    assert.deepEqual(choice.view(), { inUse: language, isChosen: true });
  }
  assert.equal(loaded(), 4);
  assert.equal(statSync(join(folder, 'language')).mode & 0o777, 0o600);
});

test('nothing changes while something is being signed', async () => {
  const folder = freshFolder();
  const { choice, loaded } = choiceIn(folder, true);
  const answer = await choice.choose('vi');
  assert.equal(answer.ok ? 'chosen' : answer.error.code, 'sign/busy');
  assert.deepEqual([languageInUse(), chosenLanguage(folder), loaded()], ['en', null, 0]);
  assert.equal(existsSync(join(folder, 'language')), false);
});

test('a choice that cannot be kept is refused, and the language stays', async () => {
  const folder = freshFolder();
  mkdirSync(join(folder, 'language'));
  const { choice, loaded } = choiceIn(folder);
  const answer = await choice.choose('vi');
  assert.equal(answer.ok, false);
  assert.deepEqual([languageInUse(), chosenLanguage(folder), loaded()], ['en', null, 0]);
});

test('any other content of the file is no choice', () => {
  const folder = freshFolder();
  const path = join(folder, 'language');
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('vi', 'vi\n\n', ' vi\n', 'VI\n', 'vi\r\n', 'vi\0\n', '')),
      (text) => {
        writeFileSync(path, text);
        assert.equal(chosenLanguage(folder), text === 'en\n' ? 'en' : text === 'vi\n' ? 'vi' : null);
      },
    ),
  );
  writeFileSync(path, `vi\n${'\n'.repeat(1_000_000)}`);
  assert.equal(chosenLanguage(folder), null);
});

test('what is no regular file is no choice, and holds nothing up', () => {
  const folder = freshFolder();
  const path = join(folder, 'language');
  const elsewhere = join(freshFolder(), 'elsewhere');
  writeFileSync(elsewhere, 'vi\n');
  symlinkSync(elsewhere, path);
  assert.equal(chosenLanguage(folder), null);
  unlinkSync(path);
  // A FIFO that nobody writes to would keep an ordinary open waiting for ever.
  execFileSync('mkfifo', [path]);
  assert.equal(chosenLanguage(folder), null);
});
