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
import { en as enScreen } from '../../../../shared/strings/en/screen/index.ts';
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
import { vi as viScreen } from '../../../../shared/strings/vi/screen/index.ts';
import { textPairs } from '../../../helpers/catalogues.ts';

const CATALOGUES = {
  failures: [enFailures, viFailures],
  findings: [enFindings, viFindings],
  desktop: [enDesktop, viDesktop],
  cli: [enCli, viCli],
  screen: [enScreen, viScreen],
};

/** What has no words of its own: paths, units, a manifest's name. */
const SAME_IN_BOTH = [
  '/cli/reading/inFile',
  '/cli/voucherWords',
  '/cli/answers/byteCount',
  '/desktop/titles/review',
  '/screen/format/',
  '/screen/report/columns/evidence/4',
  '/screen/report/opened/bytes',
  '/screen/terms/packetForm/markdown',
  '/screen/terms/packetForm/json',
  '/screen/inbox/scan/form/markdown',
  '/screen/inbox/scan/form/json',
  '/screen/shell/product',
  '/screen/shell/keyboard/rows/1/0',
  '/screen/shell/keyboard/rows/3/0',
  '/screen/shell/keyboard/rows/5/0',
  '/screen/shell/keyboard/rows/6/0',
  '/screen/shell/keyboard/rows/7/0',
  '/screen/evidence/which/hint',
  '/screen/evidence/hashes/columns/digest',
  '/screen/explorer/search/hexHint',
  '/screen/station/airgap/probe/io-uring',
  '/screen/station/airgap/displays/wayland',
];

const pairs = Object.entries(CATALOGUES).flatMap(([name, [en, vi]]) => textPairs(en, vi, `/${name}`));
const gapsOf = (text: string) => [...new Set(text.match(/\{[a-z]+\}/gi))].sort();

test('every text is in both languages, and none is left in English', () => {
  assert.ok(pairs.length > 1500, String(pairs.length));
  const left = pairs.filter(({ path, en, vi, given }) => {
    if (vi.trim() === '' && en.trim() !== '') return true;
    if (isBare(en, given) || SAME_IN_BOTH.some((one) => path.startsWith(one))) return false;
    return vi === en || (en.split(' ').length > 3 && !/[à-ỹđ]/i.test(vi));
  });
  assert.deepEqual(
    left.map(({ path, vi }) => `${path}: ${vi}`),
    [],
  );
});

/** Nothing but gaps, parameters, digits and signs: there is no word to translate. */
function isBare(text: string, given: readonly string[]): boolean {
  const rest = given.reduce((all, one) => all.replaceAll(one, ''), text.replaceAll(/\{[a-z]+\}/gi, ''));
  return !/[a-z]/i.test(rest);
}

test('a text has the same gaps and says the same parameters in both languages', () => {
  const wrong = pairs.filter(
    ({ en, vi, given }) => String(gapsOf(vi)) !== String(gapsOf(en)) || given.some((one) => !vi.includes(one)),
  );
  assert.deepEqual(
    wrong.map(({ path, vi }) => `${path}: ${vi}`),
    [],
  );
});

test('what stands between backticks or is an option of the command line is the same in both languages', () => {
  const literal = /`[^`]+`|--[a-z][a-z-]+/g;
  for (const { path, en, vi } of pairs.filter(({ path }) => !path.startsWith('/cli/help'))) {
    assert.deepEqual((vi.match(literal) ?? []).sort(), (en.match(literal) ?? []).sort(), path);
  }
});

test('Vietnamese is written in composed letters, and a sentence ends as the English one does', () => {
  const wrong = pairs.filter(
    ({ path, en, vi }) =>
      path !== '/screen/journal/columns/index' &&
      (vi !== vi.normalize('NFC') || /[.:?…]$/.test(vi.trim()) !== /[.:?…]$/.test(en.trim())),
  );
  assert.deepEqual(
    wrong.map(({ path, vi }) => `${path}: ${vi}`),
    [],
  );
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
