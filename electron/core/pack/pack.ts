import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { parseChecks } from '../../../shared/evidence/checks/checks-file.ts';
import { failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { discard, mustNotExist, temporaryPath } from '../files/durable.ts';
import { attemptSync, errnoOf, systemFailure } from '../files/file-failure.ts';
import { byteName } from '../media/byte-name.ts';
import { Folder } from '../media/folder.ts';
import { BagMaker, type PackedTrees, type PackProgress } from './bag.ts';
import { formOf, type PackForm, putInPlace, writeBag } from './output.ts';
import { filePackFailure, type PackFailure, PackStop, refusedPack } from './pack-failure.ts';

export interface PackOptions {
  /**
   * The bytes of a `checks.json` for the bundle's root; its paths start with `data/`. One that lies in the directory
   * is payload like everything there, and is not the bundle's.
   */
  readonly checks?: Uint8Array;
  /** `YYYY-MM-DD`; today by UTC when absent. The same tree on the same date gives the same bytes. */
  readonly baggingDate?: string;
  /** Called often; whoever shows it takes what it needs. */
  readonly onProgress?: (progress: PackProgress) => void;
}

export interface PackedBundle extends PackedTrees {
  readonly path: string;
  readonly form: PackForm;
}

/**
 * Makes an evidence bundle of a directory: a BagIt 1.0 bag as a `.zip`, `.tar.gz`, `.tar` or directory, by the name of
 * `out`. Files are read once. Executable bits and symlinks are kept; empty folders are not, since no tree hash holds
 * them and BagIt has none.
 *
 * All or nothing: written to a temporary name beside `out`, fsynced, renamed. Nothing is overwritten. Fails with
 * `refused` and the findings when import would refuse the bundle or the checks, with `file` when the directory or the
 * place cannot be used, or lies inside of the directory that is packed.
 */
export async function packBundle(
  directory: string,
  out: string,
  options: PackOptions = {},
): Promise<Result<PackedBundle, PackFailure>> {
  const checks = options.checks === undefined ? null : parseChecks(options.checks);
  if (checks?.ok === false) return err(refusedPack(checks.error));
  const free = await mustNotExist(out);
  if (!free.ok) return err(filePackFailure(free.error));
  const root = openOutside(directory, out);
  if (!root.ok) return root;
  const { baggingDate = today(), onProgress = () => undefined } = options;
  const maker = new BagMaker(root.value, options.checks ?? null, baggingDate, onProgress);
  try {
    return await writeAndName(maker, out);
  } finally {
    root.value.release();
  }
}

async function writeAndName(maker: BagMaker, out: string): Promise<Result<PackedBundle, PackFailure>> {
  const { form, top } = formOf(basename(out));
  const temporary = temporaryPath(dirname(out));
  try {
    await writeBag(maker.entries(), form, temporary, top);
    const trees = maker.finish();
    await putInPlace(temporary, out);
    return ok({ path: out, form, ...trees });
  } catch (thrown) {
    await discard(temporary);
    if (thrown instanceof PackStop) return err(thrown.failure);
    if (errnoOf(thrown) === null) throw thrown;
    return err(filePackFailure(systemFailure(thrown, out)));
  }
}

/** Opens the directory, which `out` must not lie in: it would be read while it is written. */
function openOutside(directory: string, out: string): Result<Folder, PackFailure> {
  const opened = attemptSync(directory, () => {
    const real = realpathSync(directory);
    return { real, folder: Folder.open(byteName(real)) };
  });
  if (!opened.ok) return err(filePackFailure(opened.error));
  const place = attemptSync(dirname(out), () => realpathSync(dirname(out)));
  const inside = place.ok ? relative(opened.value.real, join(place.value, basename(out))) : null;
  if (place.ok && inside !== null && (inside === '..' || inside.startsWith(`..${sep}`))) return ok(opened.value.folder);
  opened.value.folder.release();
  return err(filePackFailure(place.ok ? failure('file/name-refused', { where: out }) : place.error));
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
