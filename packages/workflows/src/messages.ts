import { defineCatalogue } from '@meritkit/core/locale';

/** Words for every code of this package. */
export const workflowMessages = defineCatalogue({
  en: {
    'workflows/invalid-demand': 'The demand cannot be read: look at the marked fields.',
    'workflows/deadline-before-start': 'The last day is before the first.',
    'workflows/not-feasible': 'The plan does not fit yet. Choose a remedy or another date first.',
    'workflows/plan-outdated': 'The hours of this plan have been given to other work since it was made. Ask again.',
  },
  'zh-CN': {
    'workflows/invalid-demand': '需求无法读取，请查看标出的字段。',
    'workflows/deadline-before-start': '截止日期早于开始日期。',
    'workflows/not-feasible': '目前还安排不下，请先选择一种办法或另一个日期。',
    'workflows/plan-outdated': '这个安排做出之后，其中的工时已经排给了别的工作。请重新查询。',
  },
});
