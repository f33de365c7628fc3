import type { ReportErrorCode } from '../errors.ts';

/** Words for every error of this package, as a person who cannot read logs would want them. */
export const errorsEnglish = {
  'report/invalid-input': 'Something in the report’s data is not as it should be. The path says where.',
  'report/metric-without-period': 'A number does not say which period it is about.',
  'report/empty-period': 'The period ends before it begins. Choose an end after the start.',
  'report/chart-without-data': 'A chart has nothing to draw. Leave it out until there is data.',
  'report/unknown-metric': 'The report refers to a number or chart that it does not contain.',
  'report/duplicate-id': 'The same id stands twice. Give each one its own.',
  'report/unknown-locale': 'There are no words in this language yet. Choose another, or add a catalogue.',
  'report/unknown-time-zone': 'This time zone is not known. Use a name such as Asia/Shanghai.',
  'report/unknown-message': 'A sentence of the report has no words in the catalogue.',
  'report/newer-document': 'This report was written by a newer version. Update to read it.',
  'report/mixed-currencies': 'Two amounts are in different currencies. Convert one with a dated rate first.',
  'report/does-not-add-up': 'The given score is not what its terms add up to.',
  'report/not-comparable': 'These two reports are not of the same kind, so they cannot be compared.',
  'report/unknown-definition': 'This metric is not defined in the registry.',
  'report/markup': 'The report could not be drawn. This is a defect of ours: please tell us.',
} as const satisfies Readonly<Record<ReportErrorCode, string>>;

/** The same in Simplified Chinese. */
export const errorsChinese: { readonly [Key in keyof typeof errorsEnglish]: string } = {
  'report/invalid-input': '报告数据有误，路径指明了位置。',
  'report/metric-without-period': '有一个数字没有说明所属期间。',
  'report/empty-period': '期间的结束早于开始，请选择晚于开始的结束日期。',
  'report/chart-without-data': '图表没有可画的数据，请在有数据后再加入。',
  'report/unknown-metric': '报告引用了一个不存在的数字或图表。',
  'report/duplicate-id': '同一个编号出现了两次，请分别命名。',
  'report/unknown-locale': '暂不支持这种语言，请选择其他语言，或补充词条。',
  'report/unknown-time-zone': '无法识别这个时区，请使用 Asia/Shanghai 这样的名称。',
  'report/unknown-message': '报告中的一句话在词条表里没有对应的文字。',
  'report/newer-document': '这份报告由更新的版本生成，请升级后再打开。',
  'report/mixed-currencies': '两笔金额的币种不同，请先按注明日期的汇率换算。',
  'report/does-not-add-up': '给出的总分与各项之和不一致。',
  'report/not-comparable': '这两份报告不是同一类型，无法比较。',
  'report/unknown-definition': '指标库中没有定义这个指标。',
  'report/markup': '报告无法显示。这是我们的缺陷，请告诉我们。',
};
