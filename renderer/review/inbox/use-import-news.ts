import { useEffect, useState } from 'react';
import type { JobView } from '../../../shared/contract/views.ts';
import { type Sentence, say } from '../../../shared/strings/forms/say.ts';
import { strings } from '../../strings/index.ts';
import { useToasts } from '../../ui/Toasts.tsx';
import { useReview } from '../hooks/context.ts';
import { countGroups, groupOf, isBad } from './jobs.ts';
import { useJobs } from './use-jobs.ts';

const text = strings.inbox.jobs;
const KEY = 'imports';
const NOTHING: ReadonlySet<string> = new Set();

/** The imports that ended while their reader was elsewhere: told once, and listed until the reader comes to the intake. */
export function useImportNews(isAtIntake: boolean): readonly JobView[] {
  const { list } = useJobs();
  const { go } = useReview();
  const { tell, take } = useToasts();
  const [seen, setSeen] = useState(NOTHING);
  const ended = list.filter(({ state }) => state === 'ended');
  const news = ended.filter(({ id }) => !seen.has(id));
  const ids = news.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: progress comes many times a second; what ended is in `ids`.
  useEffect(() => {
    if (isAtIntake) {
      take(KEY);
      if (news.length > 0) setSeen(new Set(ended.map(({ id }) => id)));
    } else if (news.length > 0) {
      const way = { label: strings.shell.goImport, go: () => go({ at: 'inbox' }) };
      tell({ key: KEY, tone: news.some(isBad) ? 'danger' : 'good', text: sayEnded(news), way });
    }
  }, [ids, isAtIntake, go, tell, take]);
  return isAtIntake ? [] : news;
}

/** How imports ended: of one, its name; of more, how many in which way. */
export function sayEnded(ended: readonly JobView[]): Sentence {
  const [one] = ended;
  if (one !== undefined && ended.length === 1) return say`${one.name}: ${text.group[groupOf(one)]}`;
  const { refused, attention, fine } = countGroups(ended);
  return [text.summary(ended.length, refused, attention, fine)];
}
