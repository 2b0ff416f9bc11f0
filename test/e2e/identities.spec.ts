import { expect } from '@playwright/test';
import { answered, ask } from '../helpers/ask.ts';
import { test } from '../helpers/station.ts';
import { enrol, field, journalRows, OWNER, openEnrolment, PASSPHRASE } from '../helpers/steps.ts';

const OPERATOR = { role: 'operator', name: 'Otto Operator', passphrase: 'seven red lanterns over the quay' } as const;
const AUDITOR = { role: 'auditor', name: 'Ada Auditor', passphrase: 'a ledger bound in green linen' } as const;

test.describe('enrolment', () => {
  test('an owner enrols an operator, an auditor and another owner, each journalled', async ({ ready }) => {
    const { review } = ready;
    for (const person of [OPERATOR, AUDITOR, { ...OPERATOR, role: 'owner', name: 'Second Owner' } as const]) {
      await enrol(ready, person);
      const identity = review.locator('.identity').filter({ hasText: person.name });
      await expect(field(identity, 'Roles')).toHaveText(person.role);
      const newest = (await journalRows(review)).first();
      await expect(newest).toContainText(`${person.name} was enrolled as ${person.role}`);
    }
    const { identities } = answered(await ask(review, 'station/status', {}));
    expect(identities.map(({ name, roles }) => [name, ...roles])).toEqual([
      [OWNER, 'owner'],
      [OPERATOR.name, 'operator'],
      [AUDITOR.name, 'auditor'],
      ['Second Owner', 'owner'],
    ]);
  });

  test('without the right passphrase of the owner nobody is enrolled, and trying has to wait', async ({ ready }) => {
    const page = await openEnrolment(ready, 'operator');
    await page.getByLabel('Your name, as decisions show it').fill(OPERATOR.name);
    await page.getByLabel('Passphrase', { exact: true }).fill(OPERATOR.passphrase);
    await page.getByLabel('Passphrase again').fill(OPERATOR.passphrase);
    const create = page.getByRole('button', { name: 'Create identity' });
    await expect(create).toBeDisabled();
    for (const _ of ['first', 'second', 'third']) {
      await page.getByLabel('The owner’s passphrase').fill('not the passphrase');
      await create.click();
      await expect(page.getByRole('alert')).toContainText('identity/wrong-passphrase');
      await expect(page.getByLabel('The owner’s passphrase')).toHaveValue('');
    }
    await page.getByLabel('The owner’s passphrase').fill(PASSPHRASE);
    await create.click();
    await expect(page.getByRole('alert')).toContainText(/try again in \d+ seconds/);
    const { identities } = answered(await ask(ready.review, 'station/status', {}));
    expect(identities.map(({ name }) => name)).toEqual([OWNER]);
  });

  test('the main process asks for an active owner, whatever a window says', async ({ ready }) => {
    const { review } = ready;
    await enrol(ready, OPERATOR);
    const { identities } = answered(await ask(review, 'station/status', {}));
    const operator = identities.find(({ name }) => name === OPERATOR.name);
    for (const approver of [null, operator?.id, '0'.repeat(64)]) {
      const answer = await ask(review, 'identity/create', { role: 'owner', approver });
      expect(answer, String(approver)).toMatchObject({ ok: false, error: { code: 'identity/owner-needed' } });
    }
    await expect((await journalRows(review)).first()).toContainText('Only an active owner of this station approves');
  });
});
