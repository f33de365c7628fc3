import type { Case } from './case.ts';
import { erasingCases } from './erasing.ts';
import { findingCases } from './finding.ts';
import { keepingCases } from './keeping.ts';
import { leavingCases } from './leaving.ts';
import { writingCases } from './writing.ts';

/** Every promise of `ReviewStoreV1`, each as one case. */
export function reviewStoreCases<Transaction>(): readonly Case<Transaction>[] {
  return [
    ...writingCases<Transaction>(),
    ...keepingCases<Transaction>(),
    ...findingCases<Transaction>(),
    ...erasingCases<Transaction>(),
    ...leavingCases<Transaction>(),
  ];
}
