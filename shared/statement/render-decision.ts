import type { DecisionPredicate } from './decision.ts';
import { chosenText } from './gist.ts';
import { readSection } from './read-record.ts';
import { block, field, given, type Lines, list, section } from './render-lines.ts';
import { evidenceSection, grantsSection, packetSection, windowSection } from './render-parts.ts';

type Decision = Omit<DecisionPredicate, 'renderedSha256'>;

/** What was decided first, then why, what stays locked, what was open, and what it rests on. */
export function renderDecision(decision: Decision): Lines {
  return [
    'OWNER DECISION',
    ...section(
      'DECISION',
      field('Chosen option', decision.chosen.id),
      given(chosenText(decision), (text) => block('Which says', text)),
      field('Default option', decision.default),
      block('Reason', decision.reason),
      list('Open blockers acknowledged', decision.acknowledged, (id) => field('Blocker', id)),
      given(decision.effect, ({ clauses, saidBy }) => [
        ...field('Changes nothing, said by', saidBy === 'text' ? 'its text' : 'a field of the packet alone'),
        ...list('Its clauses', clauses, (clause) => field('Clause', clause)),
      ]),
      given(decision.unread, (passages) =>
        list('Unread passages acknowledged', passages, ({ line, sha256, alone }) => [
          ...field('Line', line),
          ...field('SHA-256', sha256),
          ...field('Acknowledged', alone ? 'by itself' : 'with others'),
        ]),
      ),
    ),
    ...packetSection(decision.packet),
    ...section(
      'OPTIONS OFFERED',
      list('Options', decision.optionsOffered, (option) => [
        ...field('Option', option.id),
        ...field('Rank', option.rank),
        ...block('Text', option.text),
      ]),
      field('SHA-256 of the text of the chosen option', decision.chosen.textSha256),
    ),
    ...section(
      'WHAT STAYS LOCKED, AND WHY',
      list('Locked options', decision.locks, (lock) => [
        ...field('Option', lock.option),
        ...list('Because', lock.reasons, (reason) => [
          ...field('Lock', reason.kind.replaceAll('-', ' ')),
          ...field('About', reason.about),
          ...field('Detail', reason.detail),
        ]),
      ]),
    ),
    ...section('BLOCKERS AS THEY STOOD', list('Blockers', decision.blockers, blockerLines)),
    ...evidenceSection(decision.evidence, decision.checks),
    ...given(decision.read, readSection),
    ...grantsSection(decision.grants),
    ...section(
      'PLACE IN THE CHAIN',
      field('Decision id', decision.decisionId),
      field('Sequence', decision.sequence),
      field('Previous decision (SHA-256 of its statement)', decision.previousDecision ?? 'none, this is the first'),
    ),
    ...windowSection(decision),
  ];
}

function blockerLines(blocker: Decision['blockers'][number]): Lines {
  return [
    ...field('Blocker', blocker.id),
    ...field('Understood as', blocker.status),
    ...field('Written as', blocker.statusText),
    ...field('Separate authority', blocker.separateAuthority ? 'needed' : 'not needed'),
    ...list('Actors', blocker.actors, (actor) => field('Actor', actor)),
    ...list('Legs', blocker.legs, ({ leg, status }) => [...field('Leg', leg), ...field('Status', status)]),
    ...list('Discharges (SHA-256 of their statements)', blocker.discharges, (digest) => field('Discharge', digest)),
  ];
}
