import { createLedger, describeRejection } from '@meritkit/rewards-ledger';
import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';

const ledger = createLedger({ store: createMemoryLedgerStore({ tenantId: 'acme' }) });
const at = '2026-11-22T09:00:00+08:00';

// A grant with an end. The same key again is the same grant.
const win = { key: 'challenge-7:lin', personId: 'lin', amount: '300', at, expires: '2027-01-01T00:00:00+08:00' };
await ledger.earn(win);
await ledger.earn(win);
console.log('earned once', await ledger.balance({ personId: 'lin', at }));

// Two courses, points for one.
for (const key of ['course-31', 'course-32']) {
  const answer = await ledger.redeem({ key, personId: 'lin', item: 'cloud-course', amount: '200', at });
  console.log(key, answer.ok ? 'redeemed' : describeRejection({ rejection: answer.rejection, locale: 'en' }));
}

// Expiry needs no sweep.
console.log('on New Year', await ledger.balance({ personId: 'lin', at: '2027-01-01T00:00:00+08:00' }));
