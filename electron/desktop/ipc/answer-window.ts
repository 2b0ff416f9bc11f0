import type { z } from 'zod';
import { type Failure, failure, systemErrno } from '../../../shared/failure/failure.ts';
import { err, type Result } from '../../../shared/result.ts';
import { faultLine } from '../../core/fault-line.ts';
import type { Log } from '../../core/log/log.ts';
import { type Page, pageUrl } from '../windows/pages.ts';

/** The name under which both bridges ask; which channels exist depends on the window. */
export const ASK = 'ask';

/** What is needed of Electron's event. */
interface Asked {
  readonly senderFrame: { readonly url: string } | null;
}

/** What is needed of Electron's `BrowserWindow`. */
export interface AskingWindow {
  readonly webContents: {
    readonly mainFrame: object;
    readonly ipc: {
      handle(channel: string, answer: (event: Asked, name: unknown, request: unknown) => Promise<unknown>): void;
    };
  };
}

/**
 * The one place where a window is answered: the question must come from the main frame of this window's own
 * page, name a channel of its list, parse, and be admitted. Whatever does not is reported, and then
 * answered with a failure. The log has a line for what was done and for what failed: codes, never what was asked.
 */
export function answerWindow<Requests extends object>(
  window: AskingWindow,
  page: Page,
  channels: Schemas<Requests>,
  handlers: Functions<Requests>,
  { onRefused, log, whyNotAllowed = () => null, isReading = () => false }: AnsweringOptions<Requests>,
): void {
  const refuse = async (why: Failure) => {
    await onRefused(why);
    log.note({ kind: 'refused', code: why.code, errno: undefined });
    return err(why);
  };
  window.webContents.ipc.handle(ASK, async (event, name, request) => {
    if (!isFromPage(event, window, page)) {
      return refuse(failure('ipc/wrong-sender'));
    }
    if (!isChannel(channels, name)) {
      return refuse(
        failure('ipc/no-channel', {
          where: typeof name === 'string' ? name.slice(0, LONGEST_NAME) : `no text, but ${kindOf(name)}`,
        }),
      );
    }
    const parsed = channels[name].request.safeParse(request);
    if (!parsed.success) {
      return refuse(failure('ipc/bad-request', { where: `${String(name)}: ${fieldsOf(parsed.error)}` }));
    }
    const notAllowed = whyNotAllowed(name);
    if (notAllowed !== null) return refuse(notAllowed);
    const channel = String(name);
    const asked = performance.now();
    try {
      const answer = await handlers[name](parsed.data);
      const ms = Math.round(performance.now() - asked);
      if (!answer.ok) {
        const { code, outcome = 'not-done' } = answer.error;
        log.note({ kind: 'answered', page, channel, ms, code, errno: systemErrno(answer.error), outcome });
      } else if (!isReading(name) || ms >= SLOW_MS) {
        log.note({ kind: 'answered', page, channel, ms, code: 'ok', errno: undefined, outcome: 'done' });
      }
      return answer;
    } catch (thrown) {
      // The page gets it from Electron, and shows that it met a bug.
      log.note({ kind: 'threw', page, channel, fault: faultLine(thrown) });
      throw thrown;
    }
  });
}

/** An answer that a person waits for. */
const SLOW_MS = 1000;

/** What answering a window needs of the rest. */
export interface AnsweringOptions<Requests extends object> {
  readonly onRefused: (why: Failure) => Promise<void>;
  readonly log: Pick<Log, 'note'>;
  /** Why a channel may not be used now; `null` when it may. */
  readonly whyNotAllowed?: (name: keyof Requests) => Failure | null;
  /** Whether a channel only reads, so that the log has no line for an answer that is as it should be. */
  readonly isReading?: (name: keyof Requests) => boolean;
}

/** What a refusal says of a request is short: the request may be as long as the window likes. */
const LONGEST_NAME = 60;
const MOST_FIELDS = 3;

function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

function fieldsOf({ issues }: z.ZodError): string {
  const named = issues.slice(0, MOST_FIELDS).map(({ path }) => path.join('.').slice(0, LONGEST_NAME) || 'request');
  const more = issues.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

type Schemas<Requests> = { readonly [Name in keyof Requests]: { readonly request: z.ZodType<Requests[Name]> } };
type Functions<Requests> = {
  readonly [Name in keyof Requests]: (request: Requests[Name]) => Promise<Result<unknown, Failure>>;
};

function isFromPage({ senderFrame: frame }: Asked, window: AskingWindow, page: Page): boolean {
  return frame !== null && frame === window.webContents.mainFrame && frame.url === pageUrl(page);
}

function isChannel<Requests extends object>(channels: Schemas<Requests>, name: unknown): name is keyof Requests {
  return typeof name === 'string' && Object.hasOwn(channels, name);
}
