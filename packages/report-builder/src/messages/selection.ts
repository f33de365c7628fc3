/** What a report left out because of its period, and what it took at its caller's word. */
export const selectionEnglish = {
  'selection.leftOut': 'Left out: not in the period',
  'selection.undated': 'Without a date: taken as in the period',
  'selection.issues':
    'Left out: {count} of {all} finished {allNumber, plural, one {issue} other {issues}}, finished outside the period{late, select, yes { or after {date}} other {}}',
  'selection.changes':
    'Left out: {count} of {all} {allNumber, plural, one {change} other {changes}}, merged outside the period{late, select, yes { or after {date}} other {}}',
  'selection.overtime':
    'Left out: {count} of {all} {allNumber, plural, one {week} other {weeks}} of overtime, outside the period',
  'selection.effects':
    'Left out: {count} of {all} {allNumber, plural, one {effect} other {effects}}, dated outside the period{late, select, yes { or after {date}} other {}}',
  'selection.demands':
    'Left out: {count} of {all} {allNumber, plural, one {demand} other {demands}}, due outside the period',
  'selection.previous':
    'Left out: {count} of {all} earlier {allNumber, plural, one {demand} other {demands}}, due outside the earlier period',
  'selection.raised':
    'Left out: {count} of {all} {allNumber, plural, one {issue} other {issues}}, resolved before the period or raised after it',
  'selection.plans': 'Left out: {count} of {all} {allNumber, plural, one {plan} other {plans}}, over before {date}',
  'selection.weeks': 'Left out: {count} of {all} {allNumber, plural, one {week} other {weeks}}, outside the period',
  'selection.undated.effects':
    'Without a date: {count} of {all} {allNumber, plural, one {effect} other {effects}}, taken as of this period',
  'selection.undated.changes':
    'Without a date: {count} of {all} {allNumber, plural, one {change} other {changes}}, taken as of this period',
  'selection.undated.overtime':
    'Without a date: {count} of {all} {allNumber, plural, one {week} other {weeks}} of overtime, taken as of this period',
  'selection.undated.weeks':
    'Without a date: {count} of {all} {allNumber, plural, one {week} other {weeks}}, taken as of this period',
} as const;

/** The same in Simplified Chinese. */
export const selectionChinese: { readonly [Key in keyof typeof selectionEnglish]: string } = {
  'selection.leftOut': '未计入：不在本期间',
  'selection.undated': '未注明日期：视为本期间',
  'selection.issues':
    '未计入：{all} 个已完成的工单中，有 {count} 个不是在本期间完成的{late, select, yes {，或完成于 {date}之后} other {}}',
  'selection.changes':
    '未计入：{all} 项变更中，有 {count} 项不是在本期间合并的{late, select, yes {，或合并于 {date}之后} other {}}',
  'selection.overtime': '未计入：{all} 周加班记录中，有 {count} 周不在本期间',
  'selection.effects':
    '未计入：{all} 项成效中，有 {count} 项不在本期间{late, select, yes {，或发生于 {date}之后} other {}}',
  'selection.demands': '未计入：{all} 个需求中，有 {count} 个不在本期间到期',
  'selection.previous': '未计入：对比期的 {all} 个需求中，有 {count} 个不在对比期间到期',
  'selection.raised': '未计入：{all} 个问题中，有 {count} 个在本期间之前已解决，或在本期间之后才提出',
  'selection.plans': '未计入：{all} 项计划中，有 {count} 项在 {date}之前已结束',
  'selection.weeks': '未计入：{all} 周中，有 {count} 周不在本期间',
  'selection.undated.effects': '未注明日期：{all} 项成效中有 {count} 项，视为本期间的成效',
  'selection.undated.changes': '未注明日期：{all} 项变更中有 {count} 项，视为本期间的变更',
  'selection.undated.overtime': '未注明日期：{all} 周加班记录中有 {count} 周，视为本期间的记录',
  'selection.undated.weeks': '未注明日期：{all} 周中有 {count} 周，视为本期间的记录',
};
