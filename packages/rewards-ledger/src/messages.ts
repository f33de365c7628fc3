import { decimalText, toDecimal } from '@meritkit/core/decimal';
import { invalidInput, type Rejection } from '@meritkit/core/errors';
import type { Explanation } from '@meritkit/core/explanation';
import { defineCatalogue, formatMessage, type MessageOverrides, type MessageParameters } from '@meritkit/core/locale';

/** The words of this package: every rejection and error, and the terms of its explanations. */
export const catalogue = defineCatalogue({
  en: {
    'ledger/account-is-derived': 'Account {account} is a clearing account: nothing can be held on it.',
    'ledger/already-ended': 'This would end at {expires}, but counts from {effective} on.',
    'ledger/already-reversed': 'This entry was already taken back.',
    'ledger/amount-not-positive': 'The amount must be more than zero.',
    'ledger/amount-too-large': 'The amount {amount} is larger than the ledger can hold ({maximum}).',
    'ledger/approval-mismatch': 'What was approved is not what was asked for: it changed in between.',
    'ledger/approval-required': 'A second person must approve this first.',
    'ledger/approver-is-beneficiary': 'Nobody can approve what they get themselves.',
    'ledger/approver-is-requester': 'Whoever asked for this cannot approve it.',
    'ledger/backdated': 'The time lies too far back; the earliest is {earliest}.',
    'ledger/booking-required':
      'This has to be booked first: ask for it, and it is given once the booking is confirmed.',
    'ledger/budget-exhausted': 'The budget has {available} left; {needed} are needed.',
    'ledger/cap-reached': 'The cap for this period leaves {remaining}; {needed} are needed.',
    'ledger/capture-exceeds-hold': '{requested} were to be taken, but only {held} are reserved.',
    'ledger/debt-limit': 'This would leave a debt of {debt}; the limit is {limit}.',
    'ledger/entries-before-period':
      'Entries count from {earliest} on, before the period starts at {start}: close the time before it first.',
    'ledger/group-too-small': 'There are {people} people; at least {minimum} are needed for a number about them.',
    'ledger/hold-exists': 'There is a reservation with this id already.',
    'ledger/hold-resolved': 'This reservation was already used, released or timed out.',
    'ledger/insufficient-points': 'You have {available} available; {needed} are needed.',
    'ledger/item-unavailable': 'This item is not offered any more.',
    'ledger/key-conflict': 'This request was sent before with other contents.',
    'ledger/not-reversible': 'An entry of this kind cannot be taken back.',
    'ledger/out-of-stock': '{available} in stock; {needed} are needed.',
    'ledger/period-closed': 'The books are closed up to {closedThrough}; post a correction after that.',
    'ledger/period-not-over': 'The period lasts until {end}; it is closed after that.',
    'ledger/period-order': 'Periods are closed one after the other; the books are closed up to {closedThrough}.',
    'ledger/points-held': '{held} of it is reserved: settle first what it is reserved for.',
    'ledger/points-spent': '{missing} of it was already spent.',
    'ledger/postdated': 'The time lies too far ahead; the latest is {latest}.',
    'ledger/prerequisite-missing': 'To be completed first: {missing}.',
    'ledger/price-changed': 'The price is now {price}, not {given}.',
    'ledger/redemption-state': 'This redemption is {status}; that step is not possible.',
    'ledger/reversal-of-reversal': 'What was taken back cannot be taken back again; post a new entry.',
    'ledger/rule-not-in-force': 'The rule is not in force on {date}.',
    'ledger/switched-off': 'This analysis is switched off.',
    'ledger/too-precise':
      '{amount} has too many decimals; {decimals, plural, =0 {whole numbers only} one {one decimal is allowed} other {# decimals are allowed}}.',
    'ledger/unbalanced': 'The entry does not balance.',
    'ledger/unit-mismatch': 'That account is kept in {accountUnit}, not in {unit}.',
    'ledger/unknown-account': 'There is no such account.',
    'ledger/unknown-entry': 'There is no such entry.',
    'ledger/unknown-hold': 'There is no such reservation.',
    'ledger/unknown-item': 'The catalogue has no item {item}.',
    'ledger/unknown-period': 'This period is not closed.',
    'ledger/unknown-redemption': 'There is no such redemption.',
    'ledger/unknown-rule': 'There is no rule {ruleId}.',
    'ledger/unknown-unit': 'The ledger keeps no unit {unit}.',
    'ledger/invalid-input': 'Something in the request cannot be read.',
    'ledger/invariant': 'The ledger found itself inconsistent and stopped.',
    'ledger/not-an-amount': 'That is not an amount such as 12.50.',
    'ledger/scale-mismatch': 'The ledger was opened with other decimals than it keeps.',
    refused: 'This was refused ({code}).',
    'status-requested': 'waiting for a decision',
    'status-awaiting-booking': 'waiting for its booking',
    'status-awaiting-undo': 'waiting for its booking to be undone',
    'status-fulfilled': 'fulfilled',
    'status-rejected': 'rejected',
    'status-refused': 'refused by the booking system',
    'status-cancelled': 'cancelled',
    'status-lapsed': 'not decided in time',
    granted: 'granted',
    earned: 'earned',
    base: 'per event',
    quantity: 'quantity',
    maximum: 'cap',
    used: 'used so far',
    total: 'total',
    'association-is-not-cause': 'This goes together; it does not show that one causes the other.',
    'points-are-earned-by-participating':
      'Points are earned by taking part, so people who take part more have more to redeem: the two go together even if rewards change nothing.',
    bonusText:
      '{amount} {unit} = {total} {unit} × {share} / {shares}{rest, select, none {.} up {, rounded up: what is left when all are rounded down goes to the largest remainders.} other {, rounded down.}}',
    grantText: '{granted} {unit} = {factors}{trimmed, select, no {.} other { = {earned}, limited by a cap.}}',
  },
  'zh-CN': {
    'ledger/account-is-derived': '账户 {account} 是清算账户，不能在其上冻结。',
    'ledger/already-ended': '失效时间 {expires} 不晚于生效时间 {effective}。',
    'ledger/already-reversed': '这笔记录已经撤销过了。',
    'ledger/amount-not-positive': '数额必须大于零。',
    'ledger/amount-too-large': '数额 {amount} 超出账本上限（{maximum}）。',
    'ledger/approval-mismatch': '批准的内容与申请的内容不一致：其间有过改动。',
    'ledger/approval-required': '需要先由另一个人批准。',
    'ledger/approver-is-beneficiary': '不能批准自己受益的申请。',
    'ledger/approver-is-requester': '申请人不能自己批准。',
    'ledger/backdated': '时间过早，最早可到 {earliest}。',
    'ledger/booking-required': '需要先预订：请提出申请，预订确认后即可兑换。',
    'ledger/budget-exhausted': '预算剩余 {available}，需要 {needed}。',
    'ledger/cap-reached': '本周期上限还剩 {remaining}，需要 {needed}。',
    'ledger/capture-exceeds-hold': '要扣除 {requested}，但只冻结了 {held}。',
    'ledger/debt-limit': '这样会欠 {debt}，上限为 {limit}。',
    'ledger/entries-before-period': '该周期从 {start} 开始，但 {earliest} 起已有记录：请先结清之前的周期。',
    'ledger/group-too-small': '只有 {people} 人；至少 {minimum} 人才能给出统计数字。',
    'ledger/hold-exists': '已有相同编号的冻结。',
    'ledger/hold-resolved': '这笔冻结已被使用、释放或过期。',
    'ledger/insufficient-points': '可用 {available}，需要 {needed}。',
    'ledger/item-unavailable': '该兑换项已下架。',
    'ledger/key-conflict': '同一请求编号之前提交过不同的内容。',
    'ledger/not-reversible': '这类记录不能撤销。',
    'ledger/out-of-stock': '库存 {available} 件，需要 {needed} 件。',
    'ledger/period-closed': '{closedThrough} 之前的账已结，请在之后做更正。',
    'ledger/period-not-over': '该周期到 {end} 才结束，之后才能结账。',
    'ledger/period-order': '须按顺序结账；目前已结到 {closedThrough}。',
    'ledger/points-held': '其中 {held} 已被预留，请先处理相应的预留。',
    'ledger/points-spent': '其中 {missing} 已经用掉。',
    'ledger/postdated': '时间过晚，最晚可到 {latest}。',
    'ledger/prerequisite-missing': '须先完成：{missing}。',
    'ledger/price-changed': '现价为 {price}，不是 {given}。',
    'ledger/redemption-state': '该兑换的状态为“{status}”，不能执行这一步。',
    'ledger/reversal-of-reversal': '撤销记录不能再撤销，请另记一笔。',
    'ledger/rule-not-in-force': '该规则在 {date} 未生效。',
    'ledger/switched-off': '此项分析未开启。',
    'ledger/too-precise': '{amount} 的小数位过多，{decimals, plural, =0 {只能是整数} other {最多 # 位小数}}。',
    'ledger/unbalanced': '借贷不平。',
    'ledger/unit-mismatch': '该账户以 {accountUnit} 计，不是 {unit}。',
    'ledger/unknown-account': '没有这个账户。',
    'ledger/unknown-entry': '没有这笔记录。',
    'ledger/unknown-hold': '没有这笔冻结。',
    'ledger/unknown-item': '兑换目录里没有 {item}。',
    'ledger/unknown-period': '该周期尚未结账。',
    'ledger/unknown-redemption': '没有这笔兑换。',
    'ledger/unknown-rule': '没有规则 {ruleId}。',
    'ledger/unknown-unit': '账本中没有单位 {unit}。',
    'ledger/invalid-input': '请求中有无法识别的内容。',
    'ledger/invariant': '账本发现自身不一致，已停止操作。',
    'ledger/not-an-amount': '这不是有效数额，应类似 12.50。',
    'ledger/scale-mismatch': '账本打开时给定的小数位数与所存的不一致。',
    refused: '操作被拒绝（{code}）。',
    'status-requested': '待审批',
    'status-awaiting-booking': '待预订确认',
    'status-awaiting-undo': '待撤销预订',
    'status-fulfilled': '已兑现',
    'status-rejected': '已驳回',
    'status-refused': '预订被拒',
    'status-cancelled': '已取消',
    'status-lapsed': '逾期未审批',
    granted: '发放',
    earned: '应得',
    base: '每次',
    quantity: '数量',
    maximum: '上限',
    used: '已用',
    total: '总额',
    'association-is-not-cause': '两者相关，并不说明其中一个导致另一个。',
    'points-are-earned-by-participating': '积分来自参与，参与越多可兑换的就越多：即使奖励毫无作用，两者也会相关。',
    bonusText:
      '{amount} {unit} = {total} {unit} × {share} / {shares}{rest, select, none {。} up {，向上取整：各份向下取整后的余额归余数最大的几份。} other {，向下取整。}}',
    grantText: '{granted} {unit} = {factors}{trimmed, select, no {。} other { = {earned}，受上限限制。}}',
  },
});

/** A key of the catalogue. */
export type LedgerMessageKey = keyof (typeof catalogue.messages)['en'];

/**
 * A refusal in words for a person. A code that neither the package nor the host has words for is named in a general
 * sentence.
 *
 * @example
 * ```ts
 * import { describeRejection } from '@meritkit/rewards-ledger';
 *
 * const rejection = { code: 'ledger/insufficient-points', available: '100', needed: '200' } as const;
 * describeRejection({ rejection, locale: 'zh-CN' });
 * // '可用 100，需要 200。'
 * ```
 */
export function describeRejection(options: {
  readonly rejection: Rejection;
  readonly locale: string;
  readonly overrides?: MessageOverrides;
}): string {
  const { rejection, locale, overrides = {} } = options;
  const { code, ...data } = rejection;
  const format = (key: string, parameters: MessageParameters) =>
    formatMessage({ catalogue, key: key as LedgerMessageKey, parameters, locale, overrides });
  if (!hasWords(code, overrides)) return format('refused', { code });
  const wordOf = (name: string, value: unknown) => {
    if (typeof value === 'number') return value;
    if (Array.isArray(value)) return new Intl.ListFormat(locale).format(value.map(String));
    // Codes that a person would read are words of the catalogue, so that a host may have its own for them too.
    const key = `${name}-${String(value)}`;
    return name === 'status' && hasWords(key, overrides) ? format(key, {}) : String(value);
  };
  return format(code, Object.fromEntries(Object.entries(data).map(([name, value]) => [name, wordOf(name, value)])));
}

function hasWords(key: string, overrides: MessageOverrides): boolean {
  return (
    Object.hasOwn(catalogue.messages.en, key) || Object.values(overrides).some((words) => Object.hasOwn(words, key))
  );
}

/**
 * Why a rule granted what it did, as one sentence.
 *
 * @throws InvalidInputError `core/message-parameters` for an explanation that is none of a grant's
 */
export function explainGrant(options: {
  readonly explanation: Explanation;
  readonly locale: string;
  readonly overrides?: MessageOverrides;
}): string {
  const { explanation, locale, overrides } = options;
  const earned = explanation.children?.find((child) => child.key === 'earned');
  const factors = (earned?.children ?? []).map((child) => String(child.value)).join(' × ');
  return formatMessage({
    catalogue,
    key: 'grantText',
    locale,
    parameters: {
      granted: String(explanation.value),
      unit: explanation.unit ?? '',
      factors,
      earned: String(earned?.value),
      trimmed: earned?.value === explanation.value ? 'no' : 'yes',
    },
    ...(overrides === undefined ? {} : { overrides }),
  });
}

/**
 * Why a member's part of a group bonus is what it is, to the last cent, as one sentence.
 *
 * @throws InvalidInputError `ledger/invalid-input` for an explanation that is none of a part's
 * @example
 * ```ts
 * import { explainBonus, splitGroupBonus } from '@meritkit/rewards-ledger';
 *
 * const { parts } = splitGroupBonus({
 *   total: '100.00', unit: 'CNY', decimals: 2,
 *   shares: [{ personId: 'lin', share: '1' }, { personId: 'zhao', share: '2' }],
 * });
 * parts.map(({ explanation }) => explainBonus({ explanation, locale: 'en' }));
 * // ['33.33 CNY = 100.00 CNY × 1 / 3, rounded down.',
 * //  '66.67 CNY = 100.00 CNY × 2 / 3, rounded up: what is left when all are rounded down goes to the largest remainders.']
 * ```
 */
export function explainBonus(options: {
  readonly explanation: Explanation;
  readonly locale: string;
  readonly overrides?: MessageOverrides;
}): string {
  const { explanation, locale, overrides } = options;
  const [total, ...shares] = explanation.children ?? [];
  const own = shares[Number(explanation.operation.parameters?.index)];
  if (explanation.operation.name !== 'share' || total === undefined || own === undefined)
    throw invalidInput('ledger/invalid-input', ['explanation'], "a bonus part's explanation is expected");
  const numberOf = (term: Explanation) => toDecimal(term.value ?? 0);
  const sum = shares.reduce((all, share) => all.plus(numberOf(share)), toDecimal(0));
  const given = numberOf(explanation).times(sum).abs();
  const due = numberOf(total).times(numberOf(own)).abs();
  return formatMessage({
    catalogue,
    key: 'bonusText',
    locale,
    parameters: {
      amount: String(explanation.value),
      unit: explanation.unit ?? '',
      total: String(total.value),
      share: String(own.value),
      shares: decimalText(sum),
      rest: given.equals(due) ? 'none' : given.greaterThan(due) ? 'up' : 'down',
    },
    ...(overrides === undefined ? {} : { overrides }),
  });
}
