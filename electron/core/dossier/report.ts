import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from '../../../shared/statement/authority.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import type { DecisionStatement, Statement } from '../../../shared/statement/statement.ts';
import type { Language } from '../../../shared/strings/language.ts';
import { sshFingerprint } from '../decision-folder/fingerprint.ts';
import { wordOf } from '../decision-folder/names.ts';
import { formatsOf, signersOf } from './formats.ts';
import { element, type Html, page, table, text } from './html.ts';
import type { CheckedInput, ReadStatement } from './read-input.ts';
import { checksTable, legPictures } from './report-checks.ts';
import { asOf, authorityNow, isDecision, type Signed, stateOfDecision } from './report-decisions.ts';
import { openedTable } from './report-read.ts';
import { receiptsTable } from './report-receipts.ts';
import { REPORT_STYLE } from './report-style.ts';
import { REPORT_WORDS, type ReportInput, type ReportWords } from './report-words.ts';
import { type StandingNow, standingNow } from './standing.ts';
import { timeline } from './timeline.ts';

/** The report for people: what the statements say, in one page that runs no script and loads nothing. It proves nothing. */
export function renderReport(checked: CheckedInput, language: Language): string {
  const words = REPORT_WORDS[language];
  const input: ReportInput = { ...checked, words };
  const { sections, columns, none, lead } = words.report;
  const decisions = input.signed.filter(isDecision);
  const title = words.report.title(input.packetId);
  const { entries } = input.journal;
  const checks = input.bundles.flatMap(({ record }) => record.checks);
  return page(language, title, REPORT_STYLE, [
    element('h1', text(title)),
    element('p', text(lead), 'class="lead"'),
    answer(input, decisions.at(-1)),
    source(input),
    ...decisions.toReversed().map((one) => decisionSection(one, input)),
    ...standingSections(input, decisions.at(-1)),
    section(sections.evidence, evidenceTable(input)),
    section(sections.checks, checksTable(checks, words), legPictures(checks, words)),
    section(sections.receipts, receiptsTable(input)),
    section(sections.authority, authorityTable(input)),
    ...(input.fallen.length === 0 ? [] : [section(sections.fallen, fallenTable(input))]),
    section(sections.people, peopleTable(input)),
    section(sections.timeline, timeline(entries, words)),
    section(
      sections.journal(entries.length),
      table(
        columns.journal,
        entries.map(({ index, at, event }) => [index, at, words.describeEvent(event)]),
        none,
      ),
    ),
  ]);
}

/** The answer before all else: the option that was chosen last, whether it is the default, and how it stands. */
function answer(input: ReportInput, latest: Signed<DecisionStatement> | undefined): Html {
  const { report } = input.words;
  if (latest === undefined) {
    return element('div', element('p', text(report.undecided), 'class="said"'), 'class="answer"');
  }
  const { chosen, default: byDefault, notBefore, expires } = latest.statement.predicate;
  const isDefault = chosen.id === byDefault;
  const { fields: named } = report;
  return element(
    'div',
    [
      element('p', element('bdi', text(chosen.id)), 'class="said"'),
      element('p', text(`${named.stands}: ${stateOfDecision(latest, input)}`), 'class="chosen"'),
      element('p', text(isDefault ? report.isDefault : report.isNotDefault(byDefault))),
      element('p', text(`${named.inForce}: ${named.from(notBefore, expires)}`)),
      element('p', text(`${named.signedBy}: ${signersOf(latest)}`)),
    ],
    `class="answer${isDefault ? ' default' : ''}"`,
  );
}

/** Which station and journal this is from. */
function source(input: ReportInput): Html {
  const { station, entries } = input.journal;
  const named = input.words.report.fields;
  return fields(
    [
      [named.station, station.name],
      [named.fingerprint, sshFingerprint(station.key)],
      [named.asOf, `${entries.length - 1}, ${asOf(input)}`],
      [named.statements, String(input.signed.length)],
    ],
    input.words,
  );
}

function standingSections(input: ReportInput, latest: Signed<DecisionStatement> | undefined): readonly Html[] {
  if (latest === undefined) return [];
  const now = standingNow(input, latest.statement.predicate.packet.sha256);
  return [
    section(input.words.report.sections.blockers, blockersTable(latest, now, input.words)),
    section(input.words.report.sections.options(asOf(input)), optionsTable(now, input.words)),
  ];
}

function decisionSection(one: Signed<DecisionStatement>, input: ReportInput): Html {
  const { words } = input;
  const named = words.report.fields;
  const { statement, sha256 } = one;
  const { predicate } = statement;
  return section(
    words.report.sections.decision(predicate.sequence),
    element('p', element('bdi', text(predicate.chosen.id)), 'class="chosen"'),
    fields(
      [
        [named.stands, stateOfDecision(one, input)],
        [named.packet, named.packetOf(predicate.packet.id, predicate.packet.revision)],
        [named.packetSha256, predicate.packet.sha256],
        [named.default, predicate.default ?? named.noDefault],
        [named.reason, predicate.reason],
        [named.acknowledged, predicate.acknowledged.join(', ')],
        [named.signedBy, signersOf(one)],
        [named.signatures, formatsOf(one, words)],
        [named.at, predicate.clock.utc],
        [named.inForce, named.from(predicate.notBefore, predicate.expires)],
        [named.links, predicate.airgap.linksUp.join(', ') || named.noLinks],
        [named.launcher, predicate.airgap.launcher],
        [named.override, predicate.airgap.override ?? ''],
        [named.statementSha256, sha256],
      ],
      words,
    ),
    locksTable(predicate.locks, words),
    ...openedTable(predicate, words),
  );
}

function locksTable(locks: DecisionStatement['predicate']['locks'], { report }: ReportWords): Html {
  if (locks.length === 0) return element('p', text(report.noLocks));
  return table(
    report.columns.locks,
    locks.map(({ option, reasons }) => [
      option,
      reasons.map(({ kind, about }) => `${report.lockKind(kind)}: ${about}`).join('; '),
    ]),
    report.none,
  );
}

/** Names and values; what has no value is left out. */
function fields(all: readonly (readonly string[])[], { report }: ReportWords): Html {
  return table(
    report.columns.fields,
    all.filter(([, value]) => value !== ''),
    report.none,
  );
}

/** Now: by the rules that the window goes by, at the time of the journal's last entry. */
function blockersTable(latest: Signed<DecisionStatement>, now: StandingNow, { report }: ReportWords): Html {
  const then = new Map(latest.statement.predicate.blockers.map(({ id, status }) => [id, status]));
  return table(
    report.columns.blockers,
    now.blockers.map((one) => [one.id, one.statusText, then.get(one.id) ?? '', [one.now, ...one.reasons].join('; ')]),
    report.none,
  );
}

function optionsTable({ options }: StandingNow, { report }: ReportWords): Html {
  return table(
    report.columns.options,
    options.map(({ id, reasons }) => [id, reasons.length === 0 ? report.notLocked : report.locked(reasons.join('; '))]),
    report.none,
  );
}

function evidenceTable({ bundles, words: { report } }: ReportInput): Html {
  return table(
    report.columns.evidence,
    bundles.map(({ record }) => [
      record.verdict,
      record.label,
      record.summary.files,
      record.summary.bytes,
      record.summary.dirHash,
      record.findings.map(({ code, where }) => `${code} ${where}`).join('; '),
    ]),
    report.none,
  );
}

function authorityTable(input: ReportInput): Html {
  const { report } = input.words;
  return table(
    report.columns.authority,
    [...input.signed, ...input.waiting].flatMap((one) => {
      const about = aboutOf(one.statement, [...input.signed, ...input.fallen], input.words);
      if (about === null) return [];
      const { utc } = one.statement.predicate.clock;
      return [[wordOf(one.statement.predicateType), about, formatsOf(one, input.words), utc, authorityNow(one, input)]];
    }),
    report.none,
  );
}

/** What these took away stays away; they give nothing. */
function fallenTable({ fallen, signed, words }: ReportInput): Html {
  return table(
    words.report.columns.fallen,
    fallen.map((one) => {
      const { statement } = one;
      const about = isDecision(one)
        ? one.statement.predicate.chosen.id
        : aboutOf(statement, [...signed, ...fallen], words);
      return [wordOf(statement.predicateType), about ?? '', formatsOf(one, words), statement.predicate.clock.utc];
    }),
    words.report.none,
  );
}

/** What a grant, discharge or revocation is about; `null` for other statements. */
function aboutOf(statement: Statement, signed: readonly ReadStatement[], words: ReportWords): string | null {
  switch (statement.predicateType) {
    case GRANT_TYPE:
      return statement.predicate.action;
    case DISCHARGE_TYPE: {
      const { id, leg } = statement.predicate.blocker;
      return leg === null ? id : `${id} (${leg})`;
    }
    case REVOCATION_TYPE: {
      const { kind, id, statementSha256 } = statement.predicate.revokes;
      const revoked = signed.find(({ sha256 }) => sha256 === statementSha256)?.statement;
      if (revoked?.predicateType === DECISION_TYPE) return words.report.decisionNo(revoked.predicate.sequence);
      const about = revoked === undefined ? null : aboutOf(revoked, signed, words);
      return `${kind} ${about ?? id}`;
    }
    default:
      return null;
  }
}

function peopleTable({ people, words: { report } }: ReportInput): Html {
  return table(
    report.columns.people,
    people.map(({ name, roles, publicKey, enrolledAt, state }) => [
      name,
      roles.join(', '),
      sshFingerprint(publicKey),
      enrolledAt,
      state.kind === 'active' ? report.person.active : `${report.person[state.kind]} ${state.at}: ${state.reason}`,
    ]),
    report.none,
  );
}

function section(title: string, ...content: readonly Html[]): Html {
  return element('section', [element('h2', text(title)), ...content]);
}
