import { type Catalogue, defineCatalogue, formatMessage, type MessageParameters } from '@meritkit/core/locale';

/** The app's own words. What packages say comes from their catalogues. */
export const appWords = defineCatalogue({
  en: {
    'app.name': 'Meritkit',
    'app.demo':
      'Demo company: 48 people generated from a seed, with the history of {git}{jira, select, none {} other { and the issues of {jira}}}. As of {date}.',
    'nav.staffing': 'Staffing',
    'nav.load': 'Team load',
    'nav.report': 'Value report',
    'nav.language': '中文',
    'form.title': 'Who can do it, and by when?',
    'form.skill': 'Skill that is needed',
    'form.level': 'At least level',
    'form.tag': 'Experience',
    'form.tag.none': 'no particular experience',
    'form.hours': 'Work, in hours',
    'form.start': 'From',
    'form.deadline': 'Done by (that day included)',
    'form.submit': 'Find people',
    'form.levels.1': '1 · knows of it',
    'form.levels.2': '2 · with help',
    'form.levels.3': '3 · on their own',
    'form.levels.4': '4 · leads others',
    'form.levels.5': '5 · shapes the field',
    'problem.title': 'This demand cannot be read yet. Nothing was changed.',
    'problem.unknown-skill': 'Choose a skill from the list; this one is not in the matrix.',
    'problem.level': 'Choose a level from 1 to 5.',
    'problem.unknown-tag': 'Choose an experience from the list, or none.',
    'problem.hours': 'Write the hours of work as a number, such as 240.',
    'problem.not-a-day': 'Write a day as year-month-day, such as 2026-12-11.',
    'problem.past': 'This day has passed. Choose today or a later one.',
    'problem.before-start': 'The last day is before the first. Change one of them.',
    'problem.too-far': 'Plan at most two calendar years ahead.',
    'remedy.try': 'See if it fits',
    'remedy.accept': 'Accept this plan',
    'remedy.undo': 'Take it back',
    'remedy.accepted': 'Accepted: {hours} hours are planned. The team load counts them.',
    'remedy.applied': 'This demand made room: work of others waits for it. Accept the plan below, or take it back.',
    'remedy.stale': 'The plan has changed since you looked. Nothing was booked; this is how it stands now.',
    'remedy.was':
      '{kind, select, hours {When you looked, {was} hours were missing.} other {The plan that you saw ended on {was}.}}',
    'remedy.date': 'Done by {date}, with the people there are',
    'remedy.ask': 'Ask for that day',
    'remedy.none':
      'Nothing that only changes the plan would do. Ask for fewer hours, a lower level or a later day, or add people first.',
    'error.title': 'That did not work',
    'error.what': 'Something in the app failed. Nothing was changed.',
    'error.notfound': 'There is no such page.',
    'error.back': 'Back to staffing',
    why: 'Every underlined number answers “why?”.',
  },
  'zh-CN': {
    'app.name': 'Meritkit',
    'app.demo':
      '演示公司：48人由种子生成，并读入 {git} 的提交历史{jira, select, none {} other {和 {jira} 的工单}}。数据截至{date}。',
    'nav.staffing': '人员匹配',
    'nav.load': '团队负荷',
    'nav.report': '价值报告',
    'nav.language': 'English',
    'form.title': '谁能做，什么时候能完成？',
    'form.skill': '需要的技能',
    'form.level': '最低等级',
    'form.tag': '项目经验',
    'form.tag.none': '不限',
    'form.hours': '工作量（小时）',
    'form.start': '开始日期',
    'form.deadline': '截止日期（含当天）',
    'form.submit': '查找人选',
    'form.levels.1': '1 · 了解',
    'form.levels.2': '2 · 需要指导',
    'form.levels.3': '3 · 独立完成',
    'form.levels.4': '4 · 能带人',
    'form.levels.5': '5 · 领域专家',
    'problem.title': '需求还不完整，没有任何改动。',
    'problem.unknown-skill': '请从列表中选择技能，技能库里没有这一项。',
    'problem.level': '请选择1到5级。',
    'problem.unknown-tag': '请从列表中选择经验，或选“不限”。',
    'problem.hours': '请用数字填写小时数，例如240。',
    'problem.not-a-day': '请按“年-月-日”填写，例如2026-12-11。',
    'problem.past': '这一天已经过去，请选今天或以后的日期。',
    'problem.before-start': '截止日期早于开始日期，请修改其中一个。',
    'problem.too-far': '最多规划到下一个自然年。',
    'remedy.try': '看看能否排下',
    'remedy.accept': '采用这个安排',
    'remedy.undo': '撤销',
    'remedy.accepted': '已采用：排入{hours}小时，团队负荷已计入。',
    'remedy.applied': '已为这个需求腾出时间：有的工作往后推了。请在下方采用安排，或者撤销。',
    'remedy.stale': '在您查看之后安排有变化。没有占用任何人的时间，下面是最新情况。',
    'remedy.was': '{kind, select, hours {您查看时还缺{was}小时。} other {您看到的安排在{was}结束。}}',
    'remedy.date': '由现有人员在{date}前完成',
    'remedy.ask': '改到这一天',
    'remedy.none': '仅靠调整安排做不到。可以减少工时、降低等级、推迟日期，或者先增加人手。',
    'error.title': '没有成功',
    'error.what': '程序出错，没有任何改动。',
    'error.notfound': '没有这个页面。',
    'error.back': '返回人员匹配',
    why: '带下划线的数字都可以追问“为什么”。',
  },
});

export type AppKey = typeof appWords extends Catalogue<infer Key> ? Key : never;
export type AppLocale = 'en' | 'zh-CN';

/** The app's words in a locale. */
export function say(locale: AppLocale, key: AppKey, parameters: MessageParameters = {}): string {
  return formatMessage({ catalogue: appWords, key, parameters, locale });
}

/** The app's locale for a wish such as `zh-HK` or a browser's list. */
export function localeOf(wish: string | undefined): AppLocale {
  return /^\s*zh/i.test(wish ?? '') ? 'zh-CN' : 'en';
}
