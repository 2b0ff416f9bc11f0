import { DEFAULT_JSON_LIMITS, parseStrictJson } from '../../../../shared/encoding/strict-json.ts';
import { type Trial, tryWaysOut } from '../../../helpers/try-ways-out.ts';
import { utf8 } from '../packet/fixtures.ts';

/** What the maker of the file meant, as tools write it. */
const MEANT = { id: 'é', count: 1, of: [{ name: 'a' }] };
const good = JSON.stringify(MEANT, null, 2);

const trial =
  (says: RegExp) =>
  (text: string | Uint8Array): Trial<Uint8Array> => ({
    says,
    broken: () => (typeof text === 'string' ? utf8(text) : text),
    mended: () => [utf8(good)],
  });
const corrected = trial(/^Ask the person who made the file for a corrected one/);
const meant = trial(/^Check that this is the file that was meant/);

tryWaysOut<Uint8Array>('json', {
  trials: {
    'json.too-large': meant(`"${'x'.repeat(DEFAULT_JSON_LIMITS.maxBytes)}"`),
    'json.too-deep': corrected(`${'['.repeat(100)}${']'.repeat(100)}`),
    'json.not-utf8': meant(Buffer.from(good, 'latin1')),
    'json.byte-order-mark': trial(/^Save it as UTF-8 without a byte order mark/)(`\uFEFF${good}`),
    'json.syntax': corrected(good.replace('}', '},')),
    'json.duplicate-key': corrected(good.replace('"count"', '"id"')),
    'json.lone-surrogate': corrected(good.replace('é', '\\ud83d')),
    'json.number-not-integer': corrected(good.replace('1', '1.0')),
    'json.number-out-of-range': corrected(good.replace('1', '9007199254740992')),
  },
  notHere: {},
  codesOf: (bytes) => {
    const read = parseStrictJson(bytes);
    return read.ok ? [] : [read.error.code];
  },
});
