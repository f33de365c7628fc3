/** Codes of what `checkPlan` finds. */
export const faultCodes = [
  'planner/fault-unknown',
  'planner/fault-hours',
  'planner/fault-skills',
  'planner/fault-overlap',
  'planner/fault-order',
  'planner/fault-too-early',
  'planner/fault-capacity',
  'planner/fault-interrupted',
  'planner/fault-people',
  'planner/fault-two-roles',
  'planner/fault-statement',
] as const;

/** The words of faults. */
export const faultMessages = {
  en: {
    'planner/fault-unknown': '"{itemId}" or {personId} is not in the input.',
    'planner/fault-hours': '"{itemId}" gets {hours, number} of the {neededHours, number} hours it takes.',
    'planner/fault-skills': '{personId} may not do "{itemId}".',
    'planner/fault-overlap': '{personId} is on "{itemId}" and "{otherItemId}" at a time.',
    'planner/fault-order': '"{itemId}" begins before "{predecessorId}" is done.',
    'planner/fault-too-early': '"{itemId}" begins on {start}; it may not before {earliest}.',
    'planner/fault-capacity': '{personId} has no {hours, number} free hours for "{itemId}" there.',
    'planner/fault-interrupted': '"{itemId}" is laid down for other work, which it may not be.',
    'planner/fault-people': '"{itemId}" has {people, number} people and needs {neededPeople, number}.',
    'planner/fault-two-roles': '{personId} fills two roles of "{itemId}".',
    'planner/fault-statement': 'The plan states {field} {stated}; its assignments say {found}.',
  },
  'zh-CN': {
    'planner/fault-unknown': '输入中没有“{itemId}”或 {personId}。',
    'planner/fault-hours': '“{itemId}”安排了 {hours, number} 小时，需要 {neededHours, number} 小时。',
    'planner/fault-skills': '{personId} 不能做“{itemId}”。',
    'planner/fault-overlap': '{personId} 同时在做“{itemId}”和“{otherItemId}”。',
    'planner/fault-order': '“{itemId}”在“{predecessorId}”完成之前就开始了。',
    'planner/fault-too-early': '“{itemId}”于 {start} 开始，最早应为 {earliest}。',
    'planner/fault-capacity': '{personId} 在该时段没有 {hours, number} 小时可用于“{itemId}”。',
    'planner/fault-interrupted': '“{itemId}”不可拆分，却被中断。',
    'planner/fault-people': '“{itemId}”有 {people, number} 人，需要 {neededPeople, number} 人。',
    'planner/fault-two-roles': '{personId} 在“{itemId}”中身兼两个角色。',
    'planner/fault-statement': '计划中 {field} 写的是 {stated}，按安排应为 {found}。',
  },
} as const;
