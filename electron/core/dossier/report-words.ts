import { fromUtf8 } from '../../../shared/encoding/bytes.ts';
import { describeEvent as enEvent } from '../../../shared/strings/en/screen/events.ts';
import { report as enReport } from '../../../shared/strings/en/screen/report.ts';
import { standing as enStanding } from '../../../shared/strings/en/screen/standing.ts';
import { isLanguage, type Language } from '../../../shared/strings/language.ts';
import { describeEvent as viEvent } from '../../../shared/strings/vi/screen/events.ts';
import { report as viReport } from '../../../shared/strings/vi/screen/report.ts';
import { standing as viStanding } from '../../../shared/strings/vi/screen/standing.ts';
import type { CheckedInput } from './read-input.ts';

const en = { language: 'en', report: enReport, describeEvent: enEvent, standing: enStanding } as const;
const vi = { language: 'vi', report: viReport, describeEvent: viEvent, standing: viStanding } as const;

/** The words of a report, in one language. */
export type ReportWords = typeof en | typeof vi;

export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = { en, vi };

/** What a report says, and in which language. */
export interface ReportInput extends CheckedInput {
  readonly words: ReportWords;
}

const START_BYTES = '<!doctype html>\n<html lang="en">'.length;

/** The language that a report states of itself; English where it states none that is known. */
export function languageOfReport(html: Uint8Array | undefined): Language {
  const start = html === undefined ? null : fromUtf8(html.subarray(0, START_BYTES));
  const stated = /^<!doctype html>\n<html lang="([a-z]{2})">$/.exec(start ?? '')?.[1] ?? '';
  return isLanguage(stated) ? stated : 'en';
}
