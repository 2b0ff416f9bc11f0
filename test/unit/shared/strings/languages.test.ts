import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { failure } from '../../../../shared/failure/failure.ts';
import { sayFailure } from '../../../../shared/failure/say.ts';
import { finding } from '../../../../shared/finding/index.ts';
import { cli as enCli } from '../../../../shared/strings/en/cli/index.ts';
import { desktop as enDesktop } from '../../../../shared/strings/en/desktop.ts';
import { failures as enFailures } from '../../../../shared/strings/en/failures.ts';
import { findings as enFindings } from '../../../../shared/strings/en/findings/index.ts';
import {
  isLanguage,
  LANGUAGES,
  languageInUse,
  languageOfEnvironment,
  speak,
} from '../../../../shared/strings/language.ts';
import { describeFinding } from '../../../../shared/strings/say-finding.ts';
import { cli as viCli } from '../../../../shared/strings/vi/cli/index.ts';
import { desktop as viDesktop } from '../../../../shared/strings/vi/desktop.ts';
import { failures as viFailures } from '../../../../shared/strings/vi/failures.ts';
import { findings as viFindings } from '../../../../shared/strings/vi/findings/index.ts';
import { textPairs } from '../../../helpers/catalogues.ts';

const CATALOGUES = {
  failures: [enFailures, viFailures],
  findings: [enFindings, viFindings],
  desktop: [enDesktop, viDesktop],
  cli: [enCli, viCli],
};

/** What has no words of its own: paths, units, a manifest's name. */
const SAME_IN_BOTH = ['/cli/reading/inFile', '/cli/voucherWords', '/cli/answers/byteCount'];

const pairs = Object.entries(CATALOGUES).flatMap(([name, [en, vi]]) => textPairs(en, vi, `/${name}`));
const gapsOf = (text: string) => [...new Set(text.match(/\{[a-z]+\}/gi))].sort();

test('every text is in both languages, and none is left in English', () => {
  assert.ok(pairs.length > 700, String(pairs.length));
  for (const { path, en, vi } of pairs) {
    const isBare = en.replaceAll(/\{[a-z]+\}/gi, '') === '';
    const mayBeSame = isBare || SAME_IN_BOTH.some((one) => path.startsWith(one));
    assert.notEqual(vi.trim(), '', path);
    if (!mayBeSame) assert.notEqual(vi, en, path);
    if (!mayBeSame && en.split(' ').length > 3) assert.match(vi, /[à-ỹđ]/i, `${path}: ${vi}`);
  }
});

test('a text has the same gaps and says the same parameters in both languages', () => {
  for (const { path, en, vi, given } of pairs) {
    assert.deepEqual(gapsOf(vi), gapsOf(en), path);
    for (const one of given) assert.ok(vi.includes(one), `${path} leaves out ${one}: ${vi}`);
  }
});

test('what stands between backticks or is an option of the command line is the same in both languages', () => {
  const literal = /`[^`]+`|--[a-z][a-z-]+/g;
  for (const { path, en, vi } of pairs.filter(({ path }) => !path.startsWith('/cli/help'))) {
    assert.deepEqual((vi.match(literal) ?? []).sort(), (en.match(literal) ?? []).sort(), path);
  }
});

test('Vietnamese is written in composed letters, and a sentence ends as the English one does', () => {
  for (const { path, en, vi } of pairs) {
    assert.equal(vi, vi.normalize('NFC'), path);
    assert.equal(/[.:?]$/.test(vi), /[.:?]$/.test(en), `${path}: ${vi}`);
  }
});

test('the environment names the language: the first variable that is set decides', () => {
  const given: readonly [Record<string, string>, string][] = [
    [{}, 'en'],
    [{ LANG: 'vi_VN.UTF-8' }, 'vi'],
    [{ LANG: 'vi' }, 'vi'],
    [{ LANG: 'vi_VN.TCVN5712-1' }, 'en'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'POSIX' }, 'en'],
    [{ LANG: 'vi_VN.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'vi_VN.utf8' }, 'vi'],
    [{ LANG: 'vi_VN.UTF-8', LC_ALL: '' }, 'vi'],
    [{ LANG: 'vi_VN.UTF-8', HOLDFAST_LANGUAGE: 'en' }, 'en'],
    [{ LC_ALL: 'C', HOLDFAST_LANGUAGE: 'vi' }, 'vi'],
    [{ LANG: 'vi_VN.UTF-8', HOLDFAST_LANGUAGE: 'fr' }, 'en'],
  ];
  for (const [env, language] of given) assert.equal(languageOfEnvironment(env), language, JSON.stringify(env));
  fc.assert(fc.property(fc.string(), (LANG) => isLanguage(languageOfEnvironment({ LANG }))));
});

test('the language in use is that in which failures and findings are said; what is recorded stays English', () => {
  assert.equal(languageInUse(), 'en');
  const full = failure('vault/system', { cause: failure('file/medium-full') });
  const found = finding('packet.empty', 'a.md', { observed: '0 bytes' });
  const english = [sayFailure(full), describeFinding(found)];
  try {
    speak('vi');
    assert.equal(
      sayFailure(full),
      'Không dùng được kho. Thiết bị lưu trữ đã đầy. Hãy giải phóng chỗ trống hoặc dùng thiết bị khác, rồi thử lại.',
    );
    assert.match(describeFinding(found), /^Tệp rỗng\. \(a\.md; thấy 0 bytes\) Hãy kiểm tra/);
    assert.deepEqual([sayFailure(full, 'en'), describeFinding(found, 'en')], english);
  } finally {
    speak('en');
  }
  assert.deepEqual(LANGUAGES, ['en', 'vi']);
});
