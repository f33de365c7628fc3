/** What a status means for the work, whatever a team calls it. */
export type StatusMeaning = 'todo' | 'in-progress' | 'done';

const names: Readonly<Record<StatusMeaning, string>> = {
  todo: `to do|todo|open|new|backlog|inbox|reopened|ready for dev|ready for development|selected for development|planned|
待办|待处理|待开发|新建|打开|重新打开|未开始|已计划|规划中|需求池|待辦|未開始|重新開啟`,
  'in-progress': `in progress|in development|doing|in review|code review|in test|testing|qa|blocked|ready for test|
ready for qa|verifying|进行中|处理中|开发中|实现中|评审中|代码评审|测试中|待测试|待验证|验证中|待验收|验收中|待发布|已阻塞|挂起|進行中|處理中|開發中|測試中`,
  done: `done|closed|resolved|completed|released|cancelled|canceled|won't do|完成|已完成|已关闭|关闭|已解决|已发布|已上线|已取消|
已拒绝|已關閉|已解決|已上線`,
};

const meanings: ReadonlyMap<string, StatusMeaning> = new Map(
  (Object.entries(names) as [StatusMeaning, string][]).flatMap(([meaning, texts]) =>
    texts.split('|').map((text) => [text.trim(), meaning] as const),
  ),
);

const categoryMeanings: Readonly<Record<string, StatusMeaning>> = {
  new: 'todo',
  indeterminate: 'in-progress',
  done: 'done',
};

/** Tells what a status means. */
export type StatusReader = (name: string | null | undefined) => StatusMeaning | null;

/**
 * A reader of status names: the team's own map first, then common English and Chinese names, then the category that an
 * issue in that status carries. Null: nobody said, so it counts as neither start nor end.
 *
 * @example
 * ```ts
 * import { readStatuses } from '@meritkit/connectors';
 *
 * const read = readStatuses({ own: { 灰度中: 'in-progress' } });
 * read('已完成'); // 'done'
 * read('灰度中'); // 'in-progress'
 * ```
 */
export function readStatuses(options: {
  readonly own?: Readonly<Record<string, StatusMeaning>>;
  /** Category keys by status name, from issues: `new`, `indeterminate`, `done`. */
  readonly categories?: ReadonlyMap<string, string>;
}): StatusReader {
  const own = new Map(Object.entries(options.own ?? {}).map(([name, meaning]) => [fold(name), meaning]));
  return (name) => {
    if (name === null || name === undefined) return null;
    const known = own.get(fold(name)) ?? meanings.get(fold(name));
    if (known !== undefined) return known;
    const category = options.categories?.get(name) ?? '';
    return Object.hasOwn(categoryMeanings, category) ? categoryMeanings[category]! : null;
  };
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}
