import { createRandom } from '@meritkit/core/random';
import type { Comment } from '../src/language/themes.ts';

/** Sentences written for the test, by what they are about. Phrases that no dictionary holds are marked `phrase:`. */
const authored: readonly { readonly about: string; readonly zh: readonly string[]; readonly en: readonly string[] }[] =
  [
    {
      about: 'overtime',
      zh: ['这个月几乎每天加班到九点', '周末加班没有人提前说', '加班多了效率反而下降'],
      en: [
        'Overtime has become the default',
        'Weekend work was announced on Friday evening',
        'We should plan so that overtime is rare',
      ],
    },
    {
      about: 'approval',
      zh: ['买一本书审批要走五步', '审批太慢耽误上线', '小额报销也要三级审批'],
      en: [
        'Approval takes five steps for a book',
        'Waiting for approval blocked the release',
        'Small purchases need approval from three people',
      ],
    },
    {
      about: 'meetings',
      zh: ['会议太多没有整块时间', '每天开会两小时', '例会可以缩短'],
      en: [
        'Too many meetings in the morning',
        'The Monday meeting has no agenda',
        'Fewer meetings would give us focus',
      ],
    },
    {
      about: 'pay',
      zh: ['薪酬和市场有差距', '奖金规则不清楚', '两年没有涨薪'],
      en: ['Salary is below the market', 'The bonus rule is unclear', 'Pay has not moved for two years'],
    },
    {
      about: 'promotion',
      zh: ['晋升标准不明确', '职级通道太窄', '晋升答辩结果没有反馈'],
      en: ['Promotion criteria are vague', 'I see no career path for testers', 'Nobody explains a promotion decision'],
    },
    {
      about: 'training',
      zh: ['希望有架构方面的培训', '课程很好但没时间参加', '新人缺少导师'],
      en: ['More training on architecture please', 'The course was good but short', 'New people need a mentor'],
    },
    {
      about: 'communication',
      zh: ['部门之间沟通不畅', '决定下来了没人沟通', '沟通靠传话'],
      en: [
        'Communication between offices is slow',
        'We were not informed about the change',
        'Better communication of priorities please',
      ],
    },
    {
      about: 'management',
      zh: ['领导愿意听意见', '主管经常换方向', '上级很支持我'],
      en: ['My manager listens', 'Leadership changes direction every month', 'My manager protects our time'],
    },
    {
      about: 'recognition',
      zh: ['做得好没人表扬', '希望多一点认可', '付出能被认可很重要'],
      en: ['Good work gets little recognition', 'A word of thanks would help', 'I feel appreciated here'],
    },
    {
      about: 'requirements',
      zh: ['临上线还在改需求', '需求变更太频繁', '需求写得不清楚'],
      en: [
        'Requirements change after the sprint starts',
        'The requirement was written in one line',
        'Scope creep eats our buffer',
      ],
    },
    {
      about: 'tools',
      zh: ['测试环境经常坏', '电脑太旧编不动', '工具申请很麻烦'],
      en: ['The tooling is outdated', 'My laptop is too slow', 'The staging environment is down every week'],
    },
    {
      about: 'technical-debt',
      zh: ['技术债越堆越多', '老代码没人敢动', '应该留时间还技术债'],
      en: [
        'Technical debt slows every change',
        'Nobody dares to touch the legacy code',
        'Legacy modules have no tests',
      ],
    },
    {
      about: 'collaboration',
      zh: ['跨部门协作要找很多人', '和销售协作越来越好', '跨团队总是扯皮'],
      en: ['Cross-team work needs an owner', 'Collaboration with sales got better', 'Every team is a silo'],
    },
    {
      about: 'trust',
      zh: ['有问题敢说出来', '团队之间缺少信任', '信任比流程重要'],
      en: ['I can speak up here', 'There is little trust between sites', 'Trust was lost after the reorganisation'],
    },
    {
      about: 'fairness',
      zh: ['评优不够公平', '分配任务有点偏心', '希望考核更公平'],
      en: ['The rating felt unfair', 'Work is not shared in a fair way', 'Fairness matters more than speed'],
    },
    {
      about: 'on-call',
      zh: ['值班一周睡不好', '告警太多都是误报', '值班没有补休'],
      en: ['On-call weeks are exhausting', 'Most on-call alarms are noise', 'The pager rings for nothing'],
    },
    {
      about: 'food',
      zh: ['食堂菜品单一', '餐补不够吃午饭', '食堂排队太久'],
      en: ['The canteen is crowded', 'Canteen choices are few', 'Lunch options got better'],
    },
    {
      about: 'remote',
      zh: ['希望每周能远程一天', '居家办公效率更高', '远程开会掉线'],
      en: ['Remote days help me focus', 'A hybrid week works for me', 'Remote work should be allowed'],
    },
    {
      about: 'leave',
      zh: ['年假请不下来', '调休一直欠着', '休假还要回消息'],
      en: ['It is hard to take leave', 'My vacation was cancelled twice', 'I answer mail during vacation'],
    },
    {
      about: 'stress',
      zh: ['最近压力很大', '大促前压力集中', '焦虑影响睡眠'],
      en: ['The pressure before launch is high', 'I feel close to burnout', 'Stress is worst at quarter end'],
    },
    {
      about: 'activities',
      zh: ['团建别占用周末', '活动形式太老套', '上次团建很开心'],
      en: ['The team building was fun', 'Events should be in working hours', 'An offsite would help new people'],
    },
    {
      about: 'documentation',
      zh: ['文档跟不上代码', '接口文档缺失', '文档放在哪都不知道'],
      en: ['Documentation is out of date', 'The wiki is hard to search', 'Nobody owns the documentation'],
    },
    {
      about: 'phrase:atlas gateway',
      zh: [],
      en: ['The Atlas gateway drops requests', 'Please fix the Atlas gateway', 'Nobody monitors the Atlas gateway'],
    },
    { about: 'phrase:星火平台', zh: ['星火平台太卡', '星火平台老是登录失败', '星火平台的报表不准'], en: [] },
  ];

/** Words that one author alone writes, often; none of them may come out. */
const lonely = ['quokka', 'zeppelin', '麒麟阁', 'brontosaur', '独角兽计划'];

/**
 * 300 comments in both languages, each by another author, put together from the authored sentences; five of them carry
 * a word that nobody else writes. `expected` are the themes and phrases with at least five authors in a language.
 */
export function authoredComments(): {
  readonly comments: Readonly<Record<'en' | 'zh-CN', readonly Comment[]>>;
  readonly expected: Readonly<Record<'en' | 'zh-CN', readonly string[]>>;
  readonly lonely: readonly string[];
} {
  const random = createRandom('comments');
  const lead = {
    en: ['', 'Honestly, ', 'In our team: ', 'Again: ', 'For me, '],
    'zh-CN': ['', '说实话，', '我们组：', '还是那句话，', '个人感觉，'],
  };
  const make = (language: 'en' | 'zh-CN', sentences: readonly { readonly about: string; readonly text: string }[]) =>
    Array.from({ length: 150 }, (_, index) => {
      const { about, text } = sentences[index % sentences.length]!;
      const odd = index % 31 === 30 ? lonely[Math.floor(index / 31)]! : null;
      const tail = odd === null ? '' : ` ${odd} ${odd}, ${odd}!`;
      return {
        about,
        comment: {
          respondent: `${language}-${String(index).padStart(3, '0')}`,
          text: `${random.pick(lead[language])}${text}${tail}`,
        },
      };
    });
  const sentencesOf = (language: 'en' | 'zh') =>
    authored.flatMap(({ about, [language]: texts }) => texts.map((text) => ({ about, text })));
  const made = { en: make('en', sentencesOf('en')), 'zh-CN': make('zh-CN', sentencesOf('zh')) };
  const expectedOf = (language: 'en' | 'zh-CN') => {
    const counts = new Map<string, number>();
    for (const { about } of made[language]) counts.set(about, (counts.get(about) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= 5).map(([about]) => about.replace('phrase:', ''));
  };
  return {
    comments: { en: made.en.map((one) => one.comment), 'zh-CN': made['zh-CN'].map((one) => one.comment) },
    expected: { en: expectedOf('en'), 'zh-CN': expectedOf('zh-CN') },
    lonely,
  };
}
