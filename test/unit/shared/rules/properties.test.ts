import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { finding } from '../../../../shared/finding/index.ts';
import { availability, type RulesInput } from '../../../../shared/rules/availability.ts';
import { blocker, input } from './generated-states.ts';

const open = (one: RulesInput) =>
  new Set(
    availability(one)
      .filter((option) => option.available)
      .map((option) => option.option),
  );

/** Nothing that `more` leaves open was locked in `less`. */
function opensNothing(less: RulesInput, more: RulesInput): void {
  for (const option of open(more)) assert.ok(open(less).has(option), `${option} opened`);
}

test('removing a grant or a discharge never opens an option', () => {
  fc.assert(
    fc.property(input, fc.nat(), (whole, index) => {
      const { grants, discharges } = whole.authority;
      opensNothing(whole, {
        ...whole,
        authority: { discharges, grants: grants.filter((_, i) => i !== index % (grants.length || 1)) },
      });
      opensNothing(whole, {
        ...whole,
        authority: { grants, discharges: discharges.filter((_, i) => i !== index % (discharges.length || 1)) },
      });
    }),
    { numRuns: 500 },
  );
});

test('adding a blocker, a grant that is needed, or a finding never opens an option', () => {
  fc.assert(
    fc.property(input, blocker('B-4'), (whole, added) => {
      const { reading } = whole;
      const { packet: before } = reading;
      const blockers = [...before.blockers, added];
      opensNothing(whole, { ...whole, reading: { ...reading, packet: { ...before, blockers } } });
      opensNothing(whole, {
        ...whole,
        reading: { ...reading, packet: { ...before, grants: [...before.grants, 'MORE'] } },
      });
      const findings = [...reading.findings, finding('packet.blocker-twice', 'line 3')];
      opensNothing(whole, { ...whole, reading: { ...reading, findings } });
    }),
    { numRuns: 500 },
  );
});

test('the default is open exactly where it is safe; what changes things never is while a blocker is open', () => {
  fc.assert(
    fc.property(input, (whole) => {
      const { packet: read } = whole.reading;
      const all = availability(whole);
      for (const one of all) {
        assert.equal(one.available, one.locks.length === 0);
        const written = read.options.find((each) => each.id === one.option);
        if (written?.id === 'OPTION_1') assert.equal(one.isDefault && one.available, !written.mutates);
        if (written?.mutates === true && one.available) {
          assert.deepEqual(one.acknowledge, []);
          const uncovered = read.blockers.filter(
            (each) => each.status !== 'closed' && !whole.authority.discharges.some((held) => held.blocker === each.id),
          );
          assert.deepEqual(uncovered, []);
        }
      }
    }),
    { numRuns: 1000 },
  );
});
