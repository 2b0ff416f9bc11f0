import { setTimeout as sleep } from 'node:timers/promises';
import { BrowserWindow, session } from 'electron';
import { failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { NotPrinted, PrintReport } from '../../core/dossier/export.ts';
import { OneAtATime } from '../../core/files/one-at-a-time.ts';
import type { ProcessEnd } from '../../station/process-ends.ts';
import { HOW_GONE } from './page-ends.ts';
import { APP_SCHEME } from './pages.ts';
import { headersWith } from './protocol.ts';
import { LONGEST_TELLING_MS, SEALED_PREFERENCES } from './windows.ts';

/** A host of its own, so that the report shares an origin with no window. */
const REPORT_URL = `${APP_SCHEME}://report/`;

/** All that the report needs: its own style sheet, which stands in the page. */
const HEADERS = {
  ...headersWith([
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]),
  'Content-Type': 'text/html; charset=utf-8',
};

const PAGE_NUMBERS =
  '<div style="width: 100%; font: 8px sans-serif; text-align: center;">' +
  '<span class="pageNumber"></span> / <span class="totalPages"></span></div>';

/**
 * Prints reports as tagged PDF on A4, one at a time: each in a window that is never shown, has no JavaScript and no
 * bridge, in a session that is in memory and serves this one page.
 */
export function reportPrinter(onProcessEnd: (end: ProcessEnd) => void): PrintReport {
  const queue = new OneAtATime();
  return (html) => queue.run(() => print(html, onProcessEnd));
}

async function print(html: string, onProcessEnd: (end: ProcessEnd) => void): Promise<Result<Uint8Array, NotPrinted>> {
  const own = session.fromPartition('report');
  own.protocol.handle(APP_SCHEME, async ({ method, url }) =>
    method === 'GET' && url === REPORT_URL
      ? new Response(html, { headers: HEADERS })
      : new Response('not found', { status: 404, headers: HEADERS }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...SEALED_PREFERENCES, session: own, javascript: false },
  });
  let hasEnded = false;
  // Electron settles nothing that it has asked of a page that is gone.
  const ended = new Promise<never>((_, reject) => {
    window.webContents.once('render-process-gone', (_event, { reason }) => {
      onProcessEnd({ process: 'report-page', how: HOW_GONE[reason], reaction: 'export-failed' });
      hasEnded = true;
      reject(new Error(reason));
    });
  });
  try {
    await Promise.race([window.loadURL(REPORT_URL), ended]);
    const printed = window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: PAGE_NUMBERS,
      margins: { top: 0.6, bottom: 0.7, left: 0.6, right: 0.6 },
    });
    return ok(new Uint8Array(await Promise.race([printed, ended])));
  } catch (thrown) {
    // The end of its process is told a moment after what was asked of it has failed, and to no window that is gone.
    await Promise.race([ended.catch(() => undefined), sleep(LONGEST_TELLING_MS)]);
    if (hasEnded) return err(failure('export/printer-ended'));
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return err(failure('export/not-printed', { params: { reason: why } }));
  } finally {
    window.destroy();
    own.protocol.unhandle(APP_SCHEME);
  }
}
