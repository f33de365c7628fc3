/** Titles and subtitles of the charts that the builders draw. Plain `{name}` placeholders only, see `chart.ts`. */
export const findingsEnglish = {
  'chart.effects.title': '{title}: {before} before, {after} after',
  'chart.effects.subtitle': 'Before and after, {unit}',
  'chart.before': 'Before',
  'chart.after': 'After',
} as const;

/** The same in Simplified Chinese. */
export const findingsChinese: { readonly [Key in keyof typeof findingsEnglish]: string } = {
  'chart.effects.title': '{title}：此前 {before}，此后 {after}',
  'chart.effects.subtitle': '前后对比，{unit}',
  'chart.before': '此前',
  'chart.after': '此后',
};
