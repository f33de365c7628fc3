import type { Rejection } from '@meritkit/core/errors';
import { defineCatalogue, formatMessage, type MessageOverrides } from '@meritkit/core/locale';

/** The words of this package: every rejection and error, and the terms that people see. */
export const catalogue = defineCatalogue({
  en: {
    'engagement/activity-finished': 'This activity was finished on {on}.',
    'engagement/activity-full': 'This activity is full: {capacity, plural, one {# entry} other {# entries}}.',
    'engagement/activity-not-over':
      'The activity lasts until {deadline}; ending it before that takes a reason that everybody can read.',
    'engagement/already-answered': 'This link was used already. Each one answers once.',
    'engagement/already-enrolled': '{personId} takes part already.',
    'engagement/already-there': 'The id {id} is taken already ({type}).',
    'engagement/answer-out-of-scale': 'An answer lies outside its scale.',
    'engagement/broken-audit': 'The stored state of the privacy audit contradicts itself.',
    'engagement/broken-budget': 'The noise budget was given a number it cannot use.',
    'engagement/broken-log': 'The log of recommendations cannot be evaluated.',
    'engagement/broken-preview': 'The preview was given numbers it cannot use.',
    'engagement/broken-scale': 'The scale has no favourable part.',
    'engagement/broken-tokens': 'The tokens or keys are not usable.',
    'engagement/budget-exceeded':
      'The privacy budget does not allow another noisy number ({left, number} left, {needed, number} needed).',
    'engagement/comment-too-long': 'The comment is too long, or the survey does not ask for one.',
    'engagement/duplicate-respondent': 'A respondent or person comes twice.',
    'engagement/duplicate-view': 'A view of the plan comes twice.',
    'engagement/empty-roster': 'Nobody is in the roster.',
    'engagement/enrolment-closed': 'Entry closed on {deadline}.',
    'engagement/group-too-small': 'Too few people answered to show this group ({minimumGroup} are needed).',
    'engagement/impossible-count': 'The counts contradict each other.',
    'engagement/invalid-activity': 'The activity is not valid.',
    'engagement/invalid-definition': 'The index definition is not valid.',
    'engagement/invited-below-answered': 'Fewer people were invited than answered.',
    'engagement/invited-roster-needed': 'Invited people must be passed in all waves or in none.',
    'engagement/issue-closed': 'The issue is {status} and does not change any more.',
    'engagement/issue-without-owner': 'Nobody owns this issue yet.',
    'engagement/mixed-person': 'A state report was given something that is not an attributed fact about its person.',
    'engagement/no-comparison': 'There is nothing to compare with.',
    'engagement/no-options': 'There is nothing to recommend.',
    'engagement/nobody-shortlisted': 'Nobody has a contribution that counts for this award.',
    'engagement/noise-too-large':
      'Noise of {points, number} points would drown the answer (at most {allowed, number} here).',
    'engagement/not-enrolled': '{personId} does not take part.',
    'engagement/not-found': 'There is no such {type} ({id}).',
    'engagement/not-on-shortlist': '{personId} is not on the shortlist.',
    'engagement/not-own-act': 'Only {personId} can do this, or whoever acts on their behalf.',
    'engagement/not-signed-up': '{personId} did not sign up for this.',
    'engagement/not-the-asker': 'Only who asked for help can confirm it.',
    'engagement/outside-audience': '{personId} is not in the audience ({attribute}).',
    'engagement/own-review': 'Nobody reviews themselves as their manager.',
    'engagement/own-team': "Help within one's own team is not counted on this board.",
    'engagement/own-vote': 'Nobody votes for themselves.',
    'engagement/policy-immutable': 'The rules of a survey are fixed once it opens (it is {status}).',
    'engagement/prerequisite-missing': '{personId} must complete {prerequisite} first.',
    'engagement/purpose-missing': 'Behaviour is read only for a declared purpose.',
    'engagement/reserved-attribute': 'This name cannot be an attribute.',
    'engagement/survey-not-open': 'The survey is {status}: this step is not possible now.',
    'engagement/team-size': 'A team has {minimum} to {maximum} members, not {members}.',
    'engagement/threshold-changed': 'The waves before used another threshold.',
    'engagement/threshold-too-low': 'A group needs at least five people.',
    'engagement/too-few-authors': 'Comments are shown from {minimumAuthors} authors on.',
    'engagement/too-few-rows': 'There are too few complete rows.',
    'engagement/too-many-predictors': 'Drivers are computed for 1 to 12 predictors.',
    'engagement/unknown-attribute': 'Nobody has this attribute.',
    'engagement/unknown-item': 'The survey does not ask this item. Answers name items, not indicators.',
    'engagement/unknown-margin': 'A category has no target, or a target nobody can fill.',
    'engagement/unknown-respondent': 'An answer comes from nobody in the roster.',
    'engagement/unknown-token': 'This link is not valid for this survey.',
    'engagement/voice-punished': 'Raising problems may not be scored as bad.',
    'engagement/voting-closed': 'Voting is closed.',
    'engagement/wave-superseded': 'A later wave of this series has closed; this one gives no more answers.',
    'engagement/would-isolate': 'Together with what was already shown, this could reveal one answer.',
    refused: 'This was refused ({code}).',
    'type/survey': 'survey',
    'type/audit': 'audit of a survey',
    'type/result': 'published result',
    'type/issue': 'issue',
    'type/activity': 'activity',
    'type/help-need': 'request for help',
    'type/award': 'award',
    'at-least': 'at least {share}',
    'at-most': 'at most {share}',
    'state/ask-how-it-is': 'Ask how it is, and listen.',
    'state/ask-about-load': 'Ask about the load; the pattern may have many reasons.',
    'state/offer-course': 'Offer a course or a mentor.',
    'state/offer-talk': 'Offer a talk soon.',
    'state/offer-recognition': 'Say thank you, and say what for.',
    'state/views-differ': 'The person and the manager see this differently.',
    'unknown/not-asked': 'not asked',
    'unknown/not-answered': 'asked, but nobody answered',
    'unknown/context-not-asked': 'not shown without its load question',
    'unknown/context-not-answered': 'not shown, as nobody answered its load question',
    'unknown/no-rated-facts': 'no rated facts',
    'action/course': 'Course',
    'action/talk': 'Talk',
    'action/recognition': 'Recognition',
    'action/process-change': 'Change the process',
    'action/load-review': 'Review the load',
    'outcome/participation': 'Participation: answers over invitations',
    'outcome/satisfaction': 'Satisfaction: mean of the released answers',
    'outcome/manager-time': 'Manager time: relative change in hours',
    'source/manager-review': 'manager review',
    'source/own-check-in': 'own check-in',
    'source/activity': 'activity',
    'source/behaviour': 'behaviour',
    'reason/content-fit': 'fits stated interests',
    'reason/group-history': 'people of this group joined',
    'reason/explored': 'shown to learn',
    'index/sentence': '{index} of 100 from {coverage, number, percent} of the questions.',
  },
  'zh-CN': {
    'engagement/activity-finished': '活动已于{on}结束。',
    'engagement/activity-full': '活动名额已满（{capacity}个）。',
    'engagement/activity-not-over': '活动持续到{deadline}；提前结束须说明理由，并向所有人公开。',
    'engagement/already-answered': '这个链接已经使用过，每个链接只能作答一次。',
    'engagement/already-enrolled': '{personId}已经参加了。',
    'engagement/already-there': '编号{id}已被占用（{type}）。',
    'engagement/answer-out-of-scale': '答案超出了量表范围。',
    'engagement/broken-audit': '隐私审计的存储状态自相矛盾。',
    'engagement/broken-budget': '噪声预算的参数无效。',
    'engagement/broken-log': '推荐日志无法用于评估。',
    'engagement/broken-preview': '预览参数无效。',
    'engagement/broken-scale': '量表没有有效的正向区间。',
    'engagement/broken-tokens': '令牌或随机键不可用。',
    'engagement/budget-exceeded': '隐私预算不足，无法再发布带噪声的数字（剩余{left, number}，需要{needed, number}）。',
    'engagement/comment-too-long': '评论过长，或本次调查不收集评论。',
    'engagement/duplicate-respondent': '名单中有重复的答复者或人员。',
    'engagement/duplicate-view': '计划中有重复的视图。',
    'engagement/empty-roster': '名单为空。',
    'engagement/enrolment-closed': '报名已于{deadline}截止。',
    'engagement/group-too-small': '作答人数太少，无法显示该群体（至少需要{minimumGroup}人）。',
    'engagement/impossible-count': '计数相互矛盾。',
    'engagement/invalid-activity': '活动定义无效。',
    'engagement/invalid-definition': '指数定义无效。',
    'engagement/invited-below-answered': '受邀人数少于作答人数。',
    'engagement/invited-roster-needed': '受邀名单须在每一期都提供，或都不提供。',
    'engagement/issue-closed':
      '该问题已{status, select, resolved {解决} declined {不予处理} other {关闭}}，不能再修改。',
    'engagement/issue-without-owner': '该问题还没有负责人。',
    'engagement/mixed-person': '状态报告中混入了不属于该人员的、或非实名的数据。',
    'engagement/no-comparison': '缺少可比较的对照组。',
    'engagement/no-options': '没有可推荐的活动。',
    'engagement/nobody-shortlisted': '没有人的贡献符合该奖项的标准。',
    'engagement/noise-too-large': '噪声（{points, number}个百分点）会淹没结果（此处最多允许{allowed, number}）。',
    'engagement/not-enrolled': '{personId}没有参加。',
    'engagement/not-found': '找不到该{type}（{id}）。',
    'engagement/not-on-shortlist': '{personId}不在候选名单中。',
    'engagement/not-own-act': '此操作只能由{personId}本人或其代办人进行。',
    'engagement/not-signed-up': '{personId}没有报名帮忙。',
    'engagement/not-the-asker': '只有求助者本人可以确认。',
    'engagement/outside-audience': '{personId}不在活动对象范围内（{attribute}）。',
    'engagement/own-review': '不能以主管身份评价自己。',
    'engagement/own-team': '本团队内部的帮助不计入互助榜。',
    'engagement/own-vote': '不能投票给自己。',
    'engagement/policy-immutable':
      '调查开启后规则不可更改（当前状态：{status, select, open {进行中} closed {已关闭} published {已发布} other {草稿}}）。',
    'engagement/prerequisite-missing': '{personId}需要先完成{prerequisite}。',
    'engagement/purpose-missing': '只有声明了用途，才能读取行为数据。',
    'engagement/reserved-attribute': '该名称不能用作属性。',
    'engagement/survey-not-open':
      '调查当前为{status, select, draft {草稿} open {进行中} closed {已关闭} other {已发布}}，不能执行此操作。',
    'engagement/team-size': '队伍人数应为{minimum}到{maximum}人，而不是{members}人。',
    'engagement/threshold-changed': '之前各期使用了不同的人数下限。',
    'engagement/threshold-too-low': '群体人数下限不能低于5人。',
    'engagement/too-few-authors': '至少有{minimumAuthors}位作者时才显示评论原文。',
    'engagement/too-few-rows': '完整数据行不足。',
    'engagement/too-many-predictors': '驱动因素分析支持1到12个自变量。',
    'engagement/unknown-attribute': '没有这个属性。',
    'engagement/unknown-item': '调查中没有这个题目。作答对应的是题目，而不是指标。',
    'engagement/unknown-margin': '类别缺少目标值，或目标值无人可满足。',
    'engagement/unknown-respondent': '答案来自名单之外。',
    'engagement/unknown-token': '该链接对本次调查无效。',
    'engagement/voice-punished': '不能把"提出问题"计为负面。',
    'engagement/voting-closed': '投票已经结束。',
    'engagement/wave-superseded': '该系列的后一期已经关闭，本期不再回答新的查询。',
    'engagement/would-isolate': '结合已公布的内容，这可能会暴露某个人的答案。',
    refused: '操作被拒绝（{code}）。',
    'type/survey': '调查',
    'type/audit': '调查审计',
    'type/result': '调查结果',
    'type/issue': '问题',
    'type/activity': '活动',
    'type/help-need': '求助',
    'type/award': '奖项',
    'at-least': '不低于{share}',
    'at-most': '不高于{share}',
    'state/ask-how-it-is': '先问问近况，多倾听。',
    'state/ask-about-load': '问问工作负荷；这种现象可能有多种原因。',
    'state/offer-course': '提供课程或导师支持。',
    'state/offer-talk': '尽快安排一次谈心。',
    'state/offer-recognition': '表达感谢，并说明原因。',
    'state/views-differ': '本人与主管的看法不一致。',
    'unknown/not-asked': '未询问',
    'unknown/not-answered': '已询问，但无人作答',
    'unknown/context-not-asked': '未同时询问工作量，因此不显示',
    'unknown/context-not-answered': '工作量题目无人作答，因此不显示',
    'unknown/no-rated-facts': '没有评分数据',
    'action/course': '课程',
    'action/talk': '座谈',
    'action/recognition': '认可',
    'action/process-change': '改进流程',
    'action/load-review': '复核工作量',
    'outcome/participation': '参与率：作答人数／受邀人数',
    'outcome/satisfaction': '满意度：已发布答案的平均值',
    'outcome/manager-time': '管理者耗时：工时的相对变化',
    'source/manager-review': '主管评价',
    'source/own-check-in': '本人自评',
    'source/activity': '活动',
    'source/behaviour': '行为数据',
    'reason/content-fit': '符合本人兴趣',
    'reason/group-history': '同群体参与较多',
    'reason/explored': '探索性推荐',
    'index/sentence': '{index}分（满分100），覆盖{coverage, number, percent}的题目。',
  },
});

/** A key of the catalogue. */
export type EngagementMessageKey = keyof (typeof catalogue.messages)['en'];

/**
 * A refusal in words for a person, names of people as the host has them: pass a `nameOf` that knows them. A code that
 * neither the package nor the host has words for is named in a general sentence.
 *
 * @example
 * ```ts
 * import { describeRejection } from '@meritkit/engagement-index';
 *
 * const rejection = { code: 'engagement/prerequisite-missing', personId: 'p-17', prerequisite: 'go-basics' } as const;
 * const nameOf = (personId: string) => ({ 'p-17': '林' })[personId];
 * describeRejection({ rejection, locale: 'zh-CN', nameOf }); // '林需要先完成go-basics。'
 * ```
 */
export function describeRejection(options: {
  readonly rejection: Rejection;
  readonly locale: string;
  /** The name of a person, or nothing where there is none: the id stands then. */
  readonly nameOf?: (personId: string) => string | undefined;
  readonly overrides?: MessageOverrides;
}): string {
  const { locale, nameOf, overrides = {} } = options;
  const { code, ...data } = options.rejection as Rejection<string, Readonly<Record<string, unknown>>>;
  const known = hasWords(code, overrides);
  const wordOf = (name: string, value: unknown) => {
    if (typeof value === 'number') return value;
    if (name === 'personId') return nameOf?.(String(value)) ?? String(value);
    const key = `${name}/${String(value)}`;
    if (name !== 'type' || !hasWords(key, overrides)) return String(value);
    return formatMessage({ catalogue, key: key as EngagementMessageKey, locale, overrides });
  };
  const parameters = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, wordOf(name, value)]));
  const key = (known ? code : 'refused') as EngagementMessageKey;
  return formatMessage({ catalogue, key, parameters: known ? parameters : { code }, locale, overrides });
}

function hasWords(key: string, overrides: MessageOverrides): boolean {
  return (
    Object.hasOwn(catalogue.messages.en, key) || Object.values(overrides).some((words) => Object.hasOwn(words, key))
  );
}
