import { type InvalidInputError, invalidInput } from '@meritkit/core/errors';

/** The codes of instances that cannot be read or solved; each has a page in docs/errors. */
export const instanceErrorCodes = [
  'planner/instance-malformed',
  'planner/instance-unsupported',
  'planner/instance-number',
  'planner/instance-cycle',
  'planner/instance-impossible',
  'planner/instance-undecided',
] as const;

export type InstanceErrorCode = (typeof instanceErrorCodes)[number];

/** What people read for each code, with the place named by the error's path. */
export const instanceMessages = {
  en: {
    'planner/instance-malformed': 'The file does not have the expected form here.',
    'planner/instance-unsupported': 'This kind of problem cannot be solved here.',
    'planner/instance-number': 'A number is missing, negative, not whole or too large.',
    'planner/instance-cycle': 'The activities wait for each other in a circle.',
    'planner/instance-impossible': 'An activity needs more than there is, even when everyone is free.',
    'planner/instance-undecided': 'The time or number of steps allowed ended before an answer was found.',
  },
  'zh-CN': {
    'planner/instance-malformed': '文件在此处的格式不符合要求。',
    'planner/instance-unsupported': '此处无法求解这一类问题。',
    'planner/instance-number': '数值缺失、为负、不是整数或过大。',
    'planner/instance-cycle': '任务之间循环依赖，互相等待。',
    'planner/instance-impossible': '即使所有人都空闲，也无法满足该任务的需求。',
    'planner/instance-undecided': '在限定的时间或步数内尚未得出结论。',
  },
} as const satisfies Readonly<Record<'en' | 'zh-CN', Readonly<Record<InstanceErrorCode, string>>>>;

/** The error for something wrong at a line (counted from 1) of a text called `name`. */
export function malformedAt(options: {
  readonly code?: InstanceErrorCode;
  readonly name: string;
  readonly line: number;
  readonly message: string;
}): InvalidInputError {
  return invalidInput(
    options.code ?? 'planner/instance-malformed',
    [options.name, 'line', options.line],
    options.message,
  );
}
