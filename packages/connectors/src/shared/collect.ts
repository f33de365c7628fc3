import { type AccountLookup, type AccountSighting, accountKey } from '@meritkit/core/accounts';
import type { Fact } from '@meritkit/core/facts';
import type { ImportResult, RecordPlace, RecordRejection } from './result.ts';

/** An account's owner, or why there is none. */
export type Owner =
  | { readonly ok: true; readonly personId: string; readonly revision: number }
  | { readonly ok: false; readonly rejection: RecordRejection };

/** Gathers what an import finds. It lives for one import and is not handed out. */
export interface Collector {
  readonly record: () => void;
  readonly fact: (fact: Fact) => void;
  readonly reject: (code: RecordRejection['code'], place: RecordPlace, detail: string) => void;
  /** Notes an account and looks up whose it is. */
  readonly ownerOf: (sighting: AccountSighting, place: RecordPlace) => Owner;
  readonly finish: () => ImportResult;
}

/** An empty collector. */
export function createCollector(lookUp: AccountLookup): Collector {
  const facts: Fact[] = [];
  const rejections: RecordRejection[] = [];
  const accounts = new Map<string, AccountSighting>();
  let records = 0;
  return {
    record: () => {
      records += 1;
    },
    fact: (fact) => {
      facts.push(fact);
    },
    reject: (code, place, detail) => {
      rejections.push({ code, place, detail });
    },
    ownerOf: (sighting, place) => {
      const key = accountKey(sighting.system, sighting.account);
      if (!accounts.has(key)) accounts.set(key, sighting);
      return ownerFrom(lookUp, sighting, place);
    },
    finish: () => ({ facts, rejections, accounts: [...accounts.values()], records }),
  };
}

function ownerFrom(lookUp: AccountLookup, sighting: AccountSighting, place: RecordPlace): Owner {
  const { system, account } = sighting;
  const answer = lookUp(system, account);
  if (answer.status === 'person') return { ok: true, personId: answer.personId, revision: answer.revision };
  const rejection: RecordRejection =
    answer.status === 'nobody'
      ? { code: 'connectors/ignored-account', place, detail: `${system} account "${account}" is nobody's` }
      : { code: 'connectors/unmapped-account', place, detail: `${system} account "${account}" is mapped to no person` };
  return { ok: false, rejection };
}
