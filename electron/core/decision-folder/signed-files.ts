import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { OpenedStatement, UnopenedStatement } from '../../../shared/statement/open.ts';
import type { NewFile } from '../files/durable-folder.ts';

/** A signed statement as it leaves the station. */
export interface CarriedStatement {
  readonly opened: OpenedStatement;
  /** The DSSE envelope's bytes; `null` where it is signed in OpenSSH's format alone. */
  readonly envelope: Uint8Array | null;
}

/** How the files of one signed statement are called, by a base that they share. */
export const STATEMENT_ENDING = '.statement.json';
export const ENVELOPE_ENDING = '.dsse.json';
const SSHSIG_ENDING = /\.(?:sig|sshsig)$/;

/** The OpenSSH signature of one signer over a statement. */
export function sshsigName(base: string, keyid: Sha256): string {
  return `${base}${STATEMENT_ENDING}.${keyid.slice(0, 16)}.sig`;
}

/** The payload, its envelope where there is one, and an OpenSSH signature for each signer who made one. */
export function signedFiles(base: string, { opened, envelope }: CarriedStatement): readonly NewFile[] {
  return [
    { name: `${base}${STATEMENT_ENDING}`, bytes: opened.payload },
    ...(envelope === null ? [] : [{ name: `${base}${ENVELOPE_ENDING}`, bytes: envelope }]),
    ...opened.signatures.openSsh.map(({ sshsig, signer }) => ({
      name: sshsigName(base, signer.key.keyid),
      bytes: sshsig,
    })),
  ];
}

/** The OpenSSH signatures that lie beside a payload's file, by its name: `NAME.sig`, `NAME.KEYID16.sig`, `NAME.sshsig`. */
export function sshsigsBeside(statementName: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => name.startsWith(`${statementName}.`) && SSHSIG_ENDING.test(name)).sort();
}

/**
 * The signed statements among these files, in the order of the numbers in their names, by the base that the parts of each
 * share; `belongs` picks the names.
 */
export function signedIn(
  files: ReadonlyMap<string, Uint8Array>,
  belongs: (name: string) => boolean,
): readonly UnopenedStatement[] {
  const names = [...files.keys()].filter(belongs);
  const bases = new Set(names.flatMap((name) => baseOf(name) ?? []));
  return [...bases].sort(byNumber).flatMap((base): UnopenedStatement[] => {
    const statementName = `${base}${STATEMENT_ENDING}`;
    const envelope = files.get(`${base}${ENVELOPE_ENDING}`) ?? null;
    const payload = files.get(statementName) ?? null;
    const sshsigs = sshsigsBeside(statementName, names).flatMap((name) => files.get(name) ?? []);
    if (envelope !== null) return [{ envelope, payload, sshsigs }];
    // A payload by itself is nobody's statement.
    return payload === null || sshsigs.length === 0 ? [] : [{ envelope, payload, sshsigs }];
  });
}

/** `grant-2` before `grant-10`. */
function byNumber(a: string, b: string): number {
  const numberOf = (base: string): number => Number(/[0-9]+$/.exec(base)?.[0] ?? 0);
  return numberOf(a) - numberOf(b);
}

/** `null` for what is neither an envelope nor a payload. */
function baseOf(name: string): string | null {
  for (const ending of [ENVELOPE_ENDING, STATEMENT_ENDING]) {
    if (name.endsWith(ending)) return name.slice(0, -ending.length);
  }
  return null;
}
