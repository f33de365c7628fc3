/** Words of the technology value report and the strategic report. */
export const valueEnglish = {
  'value.title': 'Technology value report',
  'value.effect':
    '{title}{pair, select, none {} other { {before} → {after}}}' +
    '{usersState, select, none {} known {{pair, select, none {: } other {; }}{users} {usersNumber, plural, one {user} other {users}} kept} other {{pair, select, none {: } other {; }}users kept: {users}}}' +
    '{lossState, select, none {} known {{lossLead, select, title {: } other {; }}{loss} loss avoided} other {{lossLead, select, title {: } other {; }}loss avoided: {loss}}}' +
    '{gainState, select, none {} known {{gainLead, select, title {: } other {; }}{gain} gained} other {{gainLead, select, title {: } other {; }}gained: {gain}}}' +
    '{confirmed, select, yes {} other {; not confirmed yet, not counted}}',
  'value.researchSpend': 'Research spend',
  'value.researchShare': 'Research share of revenue',
  'value.innovationRevenue': 'Revenue from innovation',
  'value.innovationShare': 'Share of revenue from innovation',
  'value.attrition': 'Attrition',
  'value.revenue': 'Revenue',
  'value.leavers': 'People who left',
  'value.headcount': 'Average headcount',
  'value.line': '{label}: {value}',
  'value.lineShare': '{label}: {value} ({share} of revenue)',
  'value.before': '{title}: before',
  'value.after': '{title}: after',
  'value.change': '{title}: change',
  'value.usersKept': '{title}: users kept',
  'value.lossAvoided': '{title}: loss avoided',
  'value.gain': '{title}: gain',
  'value.usersTotal': 'Users kept',
  'value.lossTotal': 'Loss avoided',
  'value.gainTotal': 'Gain',
  'value.table': 'What technology changed',
  'value.column.effect': 'Effect',
  'value.column.before': 'Before',
  'value.column.after': 'After',
  'value.column.users': 'Users kept',
  'value.column.confirmed': 'Confirmed by',
  'value.column.measure': 'Measure',
  'value.column.value': 'Value',
  'value.notConfirmed': 'Not confirmed yet',
  'value.empty':
    'No effect has been claimed yet. The first step: write down what changed, with the record that shows it.',
  'value.unconfirmedCallout':
    '{count} {countNumber, plural, one {effect is} other {effects are}} not confirmed by business or finance yet, and not counted in any total.',
  'value.section.effects': 'Effects',
  'value.section.investment': 'Investment',
  'value.assumption': 'Assumption for {title}: {assumption}',
  'value.source': '{title}: {system} {reference}',
  'value.attribution': '{title}: {share} of this is attributed to the work',
} as const;

/** The same in Simplified Chinese. */
export const valueChinese: { readonly [Key in keyof typeof valueEnglish]: string } = {
  'value.title': '技术价值报告',
  'value.effect':
    '{title}{pair, select, none {} other { {before} → {after}}}' +
    '{usersState, select, none {} known {{pair, select, none {：} other {，}}留住用户 {users}} other {{pair, select, none {：} other {，}}留住用户：{users}}}' +
    '{lossState, select, none {} known {{lossLead, select, title {：} other {，}}避免损失 {loss}} other {{lossLead, select, title {：} other {，}}避免损失：{loss}}}' +
    '{gainState, select, none {} known {{gainLead, select, title {：} other {，}}带来收益 {gain}} other {{gainLead, select, title {：} other {，}}带来收益：{gain}}}' +
    '{confirmed, select, yes {} other {，尚未确认，不计入合计}}',
  'value.researchSpend': '研发投入',
  'value.researchShare': '研发投入占收入比例',
  'value.innovationRevenue': '创新带来的收入',
  'value.innovationShare': '创新收入占比',
  'value.attrition': '人员流失率',
  'value.revenue': '收入',
  'value.leavers': '离职人数',
  'value.headcount': '平均人数',
  'value.line': '{label}：{value}',
  'value.lineShare': '{label}：{value}（占收入 {share}）',
  'value.before': '{title}：此前',
  'value.after': '{title}：此后',
  'value.change': '{title}：变化',
  'value.usersKept': '{title}：留住用户',
  'value.lossAvoided': '{title}：避免损失',
  'value.gain': '{title}：收益',
  'value.usersTotal': '留住用户',
  'value.lossTotal': '避免损失',
  'value.gainTotal': '收益',
  'value.table': '技术带来了哪些变化',
  'value.column.effect': '成效',
  'value.column.before': '此前',
  'value.column.after': '此后',
  'value.column.users': '留住用户',
  'value.column.confirmed': '确认人',
  'value.column.measure': '指标',
  'value.column.value': '数值',
  'value.notConfirmed': '尚未确认',
  'value.empty': '还没有申报成效。第一步：写下发生了什么变化，并附上能证明的记录。',
  'value.unconfirmedCallout': '有 {count} 项成效尚未经业务或财务确认，未计入任何合计。',
  'value.section.effects': '成效',
  'value.section.investment': '投入',
  'value.assumption': '“{title}”的假设：{assumption}',
  'value.source': '{title}：{system} {reference}',
  'value.attribution': '{title}：其中 {share} 归因于这项工作',
};
