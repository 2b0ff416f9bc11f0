// What the cases of several parts are made of.
import { utf8 } from '../../../shared/encoding/bytes.ts';
import { toOpenSsh, toSpkiPem } from '../../../shared/key/public-key.ts';
import { operatorKey, ownerKey, strangerKey, testKey } from '../statements.ts';
import type { Content, Expected, SuiteCase } from './case.ts';

export type Files = Readonly<Record<string, Content>>;

export const stationKey = testKey(9);

/** Public keys as files, in the forms in which people have them. */
export const KEYS: Files = {
  'keys/owner.pub': toOpenSsh(ownerKey.key, 'Olga Owner'),
  'keys/operator.pub': toOpenSsh(operatorKey.key, 'Otto Operator'),
};
export const STRANGER: Files = { 'keys/stranger.pub': toOpenSsh(strangerKey.key, 'Sam Stranger') };
export const STATION: Files = { 'keys/station.pem': toSpkiPem(stationKey.key) };

export const path = (name: string) => ({ path: name });
export const asOwner = { role: 'owner', key: path('keys/owner.pub') } as const;
export const asOperator = { role: 'operator', key: path('keys/operator.pub') } as const;
export const EVERYONE = [asOwner, asOperator];

export const verified = (...codes: readonly string[]): Expected => ({ verdict: 'verified', codes: [...codes] });
export const refused = (...codes: readonly string[]): Expected => ({ verdict: 'refused', codes: [...codes] });

/** Bytes as a case has them: as text where they are text. */
export function contentOf(bytes: Uint8Array): Content {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(utf8(text)).equals(Buffer.from(bytes)) && !text.includes('\u0000')
    ? text
    : { base64: Buffer.from(bytes).toString('base64') };
}

export function contentsOf(files: Iterable<readonly [string, Uint8Array]>, prefix = ''): Files {
  return Object.fromEntries(Array.from(files, ([name, bytes]) => [`${prefix}${name}`, contentOf(bytes)]));
}

/** What of these files is not in the base, or otherwise there; null for what is not there any more. */
export function differenceFrom(base: Files, files: Files): Files {
  const names = [...new Set([...Object.keys(base), ...Object.keys(files)])].sort();
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(base[name]) !== JSON.stringify(files[name]))
      .map((name) => [name, files[name] ?? null]),
  );
}

export type Cases = readonly SuiteCase[];
