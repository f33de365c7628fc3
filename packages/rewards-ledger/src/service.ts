import { balance, viewAccount } from './service/balance.ts';
import { type LedgerOptions, readOptions } from './service/context.ts';
import { earn } from './service/earn.ts';
import { capture, hold, release } from './service/holds.ts';
import { fundBudget, post, transfer } from './service/move.ts';
import { redeem } from './service/redeem.ts';
import { clawback, reverse } from './service/reverse.ts';

export function createLedger(options: LedgerOptions) {
  const context = readOptions(options);
  return {
    earn: (input: Parameters<typeof earn>[1]) => earn(context, input),
    redeem: (input: Parameters<typeof redeem>[1]) => redeem(context, input),
    balance: (input: Parameters<typeof balance>[1]) => balance(context, input),
    viewAccount: (input: Parameters<typeof viewAccount>[1]) => viewAccount(context, input),
    transfer: (input: Parameters<typeof transfer>[1]) => transfer(context, input),
    fundBudget: (input: Parameters<typeof fundBudget>[1]) => fundBudget(context, input),
    post: (input: Parameters<typeof post>[1]) => post(context, input),
    hold: (input: Parameters<typeof hold>[1]) => hold(context, input),
    capture: (input: Parameters<typeof capture>[1]) => capture(context, input),
    release: (input: Parameters<typeof release>[1]) => release(context, input),
    reverse: (input: Parameters<typeof reverse>[1]) => reverse(context, input),
    clawback: (input: Parameters<typeof clawback>[1]) => clawback(context, input),
  };
}
