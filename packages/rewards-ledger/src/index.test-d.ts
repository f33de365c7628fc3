import type { z } from 'zod';
import {
  type AccountReference,
  type CatalogueItem,
  decide,
  type Entry,
  hashOfCall,
  type InputCall,
  type inputSchemas,
  type Ledger,
  type LedgerState,
  type PostCommand,
  parseLedgerInput,
} from './index.ts';
import { createMemoryLedgerStore } from './memory/index.ts';
import type { LedgerCommit, LedgerStoreV1 } from './ports.ts';

declare const ledger: Ledger;
declare const state: LedgerState;
declare const entry: Entry;
declare const command: PostCommand;

// At the edge amounts are decimal text, inside they are minor units: neither passes for the other.
ledger.earn({ key: 'k', personId: 'lin', amount: '12.50' });
// @ts-expect-error a number has lost its decimals already
ledger.earn({ key: 'k', personId: 'lin', amount: 12.5 });
// @ts-expect-error minor units
ledger.earn({ key: 'k', personId: 'lin', amount: 1250n });
entry.postings[0]!.amount satisfies bigint;
// @ts-expect-error decimal text
decide(state, { ...command, legs: [{ accountId: 'a', unit: 'points', amount: '12.50' }] });

// An account is named by exactly one of its possible owners, and every write has a key.
({ personId: 'lin' }) satisfies AccountReference;
// @ts-expect-error two owners
({ personId: 'lin', teamId: 'ops' }) satisfies AccountReference;
// @ts-expect-error nobody
({}) satisfies AccountReference;
// @ts-expect-error no key
ledger.redeem({ personId: 'lin', item: 'mug', amount: '5' });
// @ts-expect-error an approval is somebody's: it names its actor
ledger.approveRedemption({ key: 'k', redemptionId: 'r', payloadHash: 'h' });
// @ts-expect-error no default for points that were spent
ledger.clawback({ key: 'k', entryId: 'e' });
// @ts-expect-error neither of the two kinds of approval
'two-signatures' satisfies CatalogueItem['approval'];

// An answer is looked at before it is used.
const answer = await ledger.hold({ key: 'k', personId: 'lin', amount: '5' });
// @ts-expect-error a refusal has no hold
answer.holdId satisfies string;
if (answer.ok) answer.holdId satisfies string;
else answer.rejection.code satisfies string;
// @ts-expect-error what was granted is not known before the answer is looked at
answer.entryId satisfies string;
// A call that posts has an entry; one that only writes a document has none.
const granted = await ledger.earn({ key: 'k', personId: 'lin', amount: '5' });
if (granted.ok) ledger.reverse({ key: 'u', entryId: granted.entryId });
const defined = await ledger.defineItem({ key: 'i', item: {} as CatalogueItem });
// @ts-expect-error there may be none
if (defined.ok) ledger.reverse({ key: 'u', entryId: defined.entryId });
const decision = decide(state, command);
// @ts-expect-error a refusal has no entries
decision.entries satisfies readonly Entry[];
if (!decision.ok && decision.rejection.code === 'ledger/insufficient-points') {
  decision.rejection.available satisfies string;
  // @ts-expect-error of another refusal
  decision.rejection.holdId satisfies string;
}

// What an approver agrees to is a call's own input.
hashOfCall({ call: 'fundBudget', input: { key: 'k', budgetId: 'q4', amount: '5' } }) satisfies string;
// @ts-expect-error an approval without a key would be good for ever
hashOfCall({ call: 'fundBudget', input: { budgetId: 'q4', amount: '5' } });
// @ts-expect-error nobody approves that points are given back
hashOfCall({ call: 'release', input: { key: 'k' } });

// A schema knows every field that its call takes.
type Named<Input> = Input extends unknown ? keyof Input : never;
type Taken<Call extends InputCall> = Named<Parameters<Ledger[Call]>[0]>;
type Forgotten = { [Call in InputCall]: Exclude<Taken<Call>, keyof z.infer<(typeof inputSchemas)[Call]>> }[InputCall];
null as unknown as Forgotten satisfies never;
// @ts-expect-error another call's input
ledger.redeem(parseLedgerInput({ call: 'transfer', input: {} }));

// What was written is not written over.
// @ts-expect-error an entry never changes
entry.id = 'another';
// @ts-expect-error nor do its lines
entry.postings.push(entry.postings[0]!);

// A store is bound to one tenant, and a write names what it was decided on.
createMemoryLedgerStore({ tenantId: 'acme' }) satisfies LedgerStoreV1;
// @ts-expect-error whose?
createMemoryLedgerStore({});
// @ts-expect-error no expected version
({ state: state.accounts[0]! }) satisfies LedgerCommit['accounts'][number];
