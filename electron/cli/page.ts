import type { Finding } from '../../shared/finding/index.ts';
import { describeFinding, findingText } from '../../shared/strings/say-finding.ts';
import type { Facts, Outcome } from './command.ts';
import { words } from './words.ts';

/** An outcome as sentences, one a line: for stderr, beside JSON. */
export function sentences({ messages }: Pick<Outcome, 'messages'>): readonly string[] {
  return messages.map((one) => {
    if (typeof one === 'string') return one;
    return 'finding' in one ? `${capital(one.label)}: ${describeFinding(one.finding)}` : describeFinding(one);
  });
}

/** An outcome as a page for a terminal: the result, then the facts, then a block for each finding. */
export function page({ messages, facts = [] }: Pick<Outcome, 'messages' | 'facts'>): readonly string[] {
  const result = messages.filter((one) => typeof one === 'string');
  const findings = messages.filter((one) => typeof one !== 'string');
  const blocks = findings.map((one) =>
    'finding' in one ? block(one.label, one.finding) : block(words.answers.severity[one.severity], one),
  );
  const parts = [result, table(facts), ...blocks].filter((part) => part.length > 0);
  return parts.flatMap((part, at) => (at === 0 ? part : ['', ...part]));
}

function table(facts: Facts): readonly string[] {
  const width = Math.max(0, ...facts.map(([name]) => name.length));
  return facts.map(([name, what]) => `  ${name.padEnd(width)} ${what}`);
}

function block(label: string, { code, where, observed, expected }: Finding): readonly string[] {
  const { sentence, wayOut } = findingText(code);
  const named = words.answers.particulars;
  const particulars = [
    [named.where, where],
    [named.found, observed],
    [named.expected, expected],
    [named.wayOut, wayOut],
  ] as const;
  return [
    `${label}: ${sentence}`,
    ...particulars.flatMap(([name, what]) => (what === undefined || what === '' ? [] : [`  ${name}: ${what}`])),
  ];
}

function capital(label: string): string {
  return `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`;
}
