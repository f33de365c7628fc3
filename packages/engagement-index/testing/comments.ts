import type { Comment } from '../src/language/themes.ts';

/** Sentences written one by one, by what they are about. Phrases that no dictionary holds are marked `phrase:`. */
const authored: readonly { readonly about: string; readonly zh: readonly string[]; readonly en: readonly string[] }[] =
  [
    {
      about: 'overtime',
      zh: [
        '这个月几乎每天加班到九点',
        '周末加班没有人提前说',
        '加班多了效率反而下降',
        '连续三周周末上班，孩子都认不出我了',
        '版本前夜熬夜改缺陷已成惯例',
        '加班餐不错，但我更想早点回家',
      ],
      en: [
        'Overtime has become the default',
        'Weekend work was announced on Friday evening',
        'We should plan so that overtime is rare',
        'Three late nights in a row broke me',
        'I would trade the overtime money for free evenings',
        'Nobody asks whether the weekend work was worth it',
      ],
    },
    {
      about: 'approval',
      zh: [
        '买一本书审批要走五步',
        '审批太慢耽误上线',
        '小额报销也要三级审批',
        '报批一圈下来机会早没了',
        '出差申请卡在审批人休假上',
        '请把重复的审批环节合并',
      ],
      en: [
        'Approval takes five steps for a book',
        'Waiting for approval blocked the release',
        'Small purchases need approval from three people',
        'The sign-off chain is longer than the project',
        'My approval request sat in a mailbox for two weeks',
        'One approval per purchase would be plenty',
      ],
    },
    {
      about: 'meetings',
      zh: [
        '会议太多没有整块时间',
        '每天开会两小时',
        '例会可以缩短',
        '周会开成了念稿会',
        '下午的会议总是拖到下班以后',
        '会前没有材料，会后没有结论',
      ],
      en: [
        'Too many meetings in the morning',
        'The Monday meeting has no agenda',
        'Fewer meetings would give us focus',
        'Half of us stay silent in every meeting',
        'The standup takes forty minutes',
        'I was invited to nine calls about the same slide',
      ],
    },
    {
      about: 'pay',
      zh: [
        '薪酬和市场有差距',
        '奖金规则不清楚',
        '两年没有涨薪',
        '新人工资比老员工还高',
        '年终奖金发得越来越晚',
        '薪资谈了半年没有下文',
      ],
      en: [
        'Salary is below the market',
        'The bonus rule is unclear',
        'Pay has not moved for two years',
        'New hires get a higher salary than we do',
        'The raise did not even cover inflation',
        'Compensation is discussed behind closed doors',
      ],
    },
    {
      about: 'promotion',
      zh: [
        '晋升标准不明确',
        '职级通道太窄',
        '晋升答辩结果没有反馈',
        '升职名额每年都给同一个部门',
        '职级三年没动过',
        '不知道下一级要做到什么程度',
      ],
      en: [
        'Promotion criteria are vague',
        'I see no career path for testers',
        'Nobody explains a promotion decision',
        'My career stopped after the merger',
        'Promotion seems to depend on who shouts loudest',
        'A second career path beside management is missing',
      ],
    },
    {
      about: 'training',
      zh: [
        '希望有架构方面的培训',
        '课程很好但没时间参加',
        '新人缺少导师',
        '内部课程都是五年前的内容',
        '给新人配导师的做法值得保留',
        '想学数据分析，没有学习机会',
      ],
      en: [
        'More training on architecture please',
        'The course was good but short',
        'New people need a mentor',
        'The learning budget is gone by March',
        'A mentor from another site taught me a lot',
        'We would gladly pay for the exam ourselves if we had the days',
      ],
    },
    {
      about: 'communication',
      zh: [
        '部门之间沟通不畅',
        '决定下来了没人沟通',
        '沟通靠传话',
        '消息不同步，两个组做了同一件事',
        '公司信息不透明，只能看新闻',
        '希望重大调整前先和员工沟通',
      ],
      en: [
        'Communication between offices is slow',
        'We were not informed about the change',
        'Better communication of priorities please',
        'I learn about reorganisations from the press, transparency is missing',
        'Keep us informed while plans are still open',
        'Communication stops at the level above us',
      ],
    },
    {
      about: 'management',
      zh: [
        '领导愿意听意见',
        '主管经常换方向',
        '上级很支持我',
        '领导只看结果不看困难',
        '主管会替我们挡掉杂事',
        '换了上级以后目标全变了',
      ],
      en: [
        'My manager listens',
        'Leadership changes direction every month',
        'My manager protects our time',
        'My boss has not talked to me since spring',
        'Leadership visits us once a year',
        'She is the first manager who asks what I need',
      ],
    },
    {
      about: 'recognition',
      zh: [
        '做得好没人表扬',
        '希望多一点认可',
        '付出能被认可很重要',
        '上线成功只表扬了项目经理',
        '客户的肯定传不到一线',
        '默默修问题的人很难被看见',
      ],
      en: [
        'Good work gets little recognition',
        'A word of thanks would help',
        'I feel appreciated here',
        'A simple thanks from the customer made my week',
        'Appreciation is shown only to the loud ones',
        'Nobody noticed that we kept the service alive all winter',
      ],
    },
    {
      about: 'requirements',
      zh: [
        '临上线还在改需求',
        '需求变更太频繁',
        '需求写得不清楚',
        '客户一句话需求就推倒重来',
        '开发到一半才发现需求理解错了',
        '评审过的东西第二天又不一样了',
      ],
      en: [
        'Requirements change after the sprint starts',
        'The requirement was written in one line',
        'Scope creep eats our buffer',
        'Every demo ends with a new requirement',
        'The scope change arrived after we had tested everything',
        'What we agreed on Monday is different on Thursday',
      ],
    },
    {
      about: 'tools',
      zh: [
        '测试环境经常坏',
        '电脑太旧编不动',
        '工具申请很麻烦',
        '申请的电脑等了两个月',
        '开发环境一天要重启三次',
        '许可证不够，大家轮流用一个工具',
      ],
      en: [
        'The tooling is outdated',
        'My laptop is too slow',
        'The staging environment is down every week',
        'A faster laptop would pay for itself in a month',
        'The test environment is shared by five teams',
        'We still track defects in a spreadsheet because no tool was bought',
      ],
    },
    {
      about: 'technical-debt',
      zh: [
        '技术债越堆越多',
        '老代码没人敢动',
        '应该留时间还技术债',
        '历史代码没有测试，改一处坏三处',
        '技术债没有人排进计划',
        '核心模块只有一个人看得懂',
      ],
      en: [
        'Technical debt slows every change',
        'Nobody dares to touch the legacy code',
        'Legacy modules have no tests',
        'The legacy billing code scares everyone',
        'We borrow from tomorrow and call it technical debt',
        'Pay down some technical debt before the next big feature',
      ],
    },
    {
      about: 'collaboration',
      zh: [
        '跨部门协作要找很多人',
        '和销售协作越来越好',
        '跨团队总是扯皮',
        '协作靠私人关系推动',
        '跨部门的事情没有牵头人',
        '产品和研发各说各话',
      ],
      en: [
        'Cross-team work needs an owner',
        'Collaboration with sales got better',
        'Every team is a silo',
        'Cross-team dependencies are found too late',
        'Our collaboration with the Shenzhen office is a pleasure',
        'Each silo optimises its own numbers',
      ],
    },
    {
      about: 'trust',
      zh: [
        '有问题敢说出来',
        '团队之间缺少信任',
        '信任比流程重要',
        '开会时没人敢说真话',
        '失去信任以后说什么都没用',
        '希望上面信任一线的判断',
      ],
      en: [
        'I can speak up here',
        'There is little trust between sites',
        'Trust was lost after the reorganisation',
        'We trust each other in this group',
        'It takes courage to speak up against the plan',
        'There is no psychological safety in the steering round',
      ],
    },
    {
      about: 'fairness',
      zh: [
        '评优不够公平',
        '分配任务有点偏心',
        '希望考核更公平',
        '同样的活不同的评分，不公正',
        '出差名额总偏心老员工',
        '年终排名感觉不公平',
      ],
      en: [
        'The rating felt unfair',
        'Work is not shared in a fair way',
        'Fairness matters more than speed',
        'Favouritism decides who gets the interesting projects',
        'It is unfair that remote people are passed over',
        'A fair rota would solve most of this',
      ],
    },
    {
      about: 'on-call',
      zh: [
        '值班一周睡不好',
        '告警太多都是误报',
        '值班没有补休',
        '值班手机半夜响七次',
        '告警没有分级，全都当紧急处理',
        '节后第一天值班没人交接',
      ],
      en: [
        'On-call weeks are exhausting',
        'Most on-call alarms are noise',
        'The pager rings for nothing',
        'I was on-call for three weekends this month',
        'The pager should go to the team that broke it',
        'Woken at four by a disk that was half empty',
      ],
    },
    {
      about: 'food',
      zh: [
        '食堂菜品单一',
        '餐补不够吃午饭',
        '食堂排队太久',
        '食堂晚上七点就没饭了',
        '伙食比去年差了不少',
        '楼下便利店成了我的晚饭',
      ],
      en: [
        'The canteen is crowded',
        'Canteen choices are few',
        'Lunch options got better',
        'The lunch break is too short to leave the building',
        'A canteen with vegetables would be lovely',
        'Food after eight in the evening is instant noodles',
      ],
    },
    {
      about: 'remote',
      zh: [
        '希望每周能远程一天',
        '居家办公效率更高',
        '远程开会掉线',
        '在家办公的申请全被驳回',
        '居家那两天我写完了一个月的代码',
        '远程同事总是最后知道消息',
      ],
      en: [
        'Remote days help me focus',
        'A hybrid week works for me',
        'Remote work should be allowed',
        'My home office is quieter than the open floor',
        'Hybrid rules differ from floor to floor',
        'Two remote days would save me six hours on the train',
      ],
    },
    {
      about: 'leave',
      zh: [
        '年假请不下来',
        '调休一直欠着',
        '休假还要回消息',
        '调休到期就清零，很不合理',
        '请假要找三个人顶班',
        '生病了还要先交接才能休息',
      ],
      en: [
        'It is hard to take leave',
        'My vacation was cancelled twice',
        'I answer mail during vacation',
        'Parental leave was handled very kindly',
        'I lost eight vacation days at year end',
        'Nobody covers my work when I am on holiday',
      ],
    },
    {
      about: 'stress',
      zh: [
        '最近压力很大',
        '大促前压力集中',
        '焦虑影响睡眠',
        '目标层层加码，压力全到了基层',
        '团队里已经有人倦怠了',
        '晚上躺下脑子里还是项目',
      ],
      en: [
        'The pressure before launch is high',
        'I feel close to burnout',
        'Stress is worst at quarter end',
        'Constant pressure makes us careless',
        'Two colleagues burned out this summer',
        'I have trouble sleeping because of stress',
      ],
    },
    {
      about: 'activities',
      zh: [
        '团建别占用周末',
        '活动形式太老套',
        '上次团建很开心',
        '活动通知太晚，来不及安排',
        '希望团建能让家属参加',
        '羽毛球活动坚持了一年，很好',
      ],
      en: [
        'The team building was fun',
        'Events should be in working hours',
        'An offsite would help new people',
        'The quarterly event brought two departments together',
        'Please let us choose the team building ourselves',
        'The hiking day was the best thing this year',
      ],
    },
    {
      about: 'documentation',
      zh: [
        '文档跟不上代码',
        '接口文档缺失',
        '文档放在哪都不知道',
        '交接只有口头没有文档',
        '文档写了没人维护',
        '新人第一周全靠问',
      ],
      en: [
        'Documentation is out of date',
        'The wiki is hard to search',
        'Nobody owns the documentation',
        'The docs describe a product we no longer sell',
        'Every answer lives in a chat and never in the wiki',
        'Documentation should be part of done',
      ],
    },
    {
      about: 'phrase:atlas gateway',
      zh: [],
      en: [
        'The Atlas gateway drops requests',
        'Please fix the Atlas gateway',
        'Nobody monitors the Atlas gateway',
        'Deployments hang because the Atlas gateway times out',
        'Half my tickets mention the Atlas gateway',
        'Who is in charge of the Atlas gateway nowadays',
      ],
    },
    {
      about: 'phrase:星火平台',
      zh: [
        '星火平台太卡',
        '星火平台老是登录失败',
        '星火平台的报表不准',
        '星火平台升级后数据丢了一天',
        '培训材料里完全没提星火平台怎么用',
        '没有人负责星火平台的运维',
      ],
      en: [],
    },
    {
      about: 'office',
      zh: [
        '空调温度太低，大家都披着毯子',
        '工位挤得转不开身',
        '办公室噪音大，打电话要去楼梯间',
        '新办公室采光很好',
        '打印机旁边的工位没人愿意坐',
        '午休时整层楼都亮着灯',
      ],
      en: [
        'The open office is too noisy for calls',
        'My desk stands next to the printer',
        'Noise from the corridor never stops',
        'The new office has wonderful light',
        'There are fewer desks than people on Wednesdays',
        'It is freezing on the fourth floor all summer',
      ],
    },
    {
      about: 'nothing',
      zh: ['总体还可以，没什么想说的', '谢谢组织这次调查', '入职半年，感觉不错', '明年想试试别的方向'],
      en: ['All good from my side', 'Thank you for asking us', 'Nothing to add this quarter'],
    },
    {
      about: 'lonely',
      zh: ['麒麟阁麒麟阁，下次年会还是去麒麟阁吧', '独角兽计划到底还做不做？独角兽计划的同事都在等，独角兽计划'],
      en: [
        'Quokka, quokka, quokka: our mascot deserves a statue',
        'The zeppelin poster must stay, I love that zeppelin',
        'Call the old server brontosaur, it is a brontosaur',
      ],
    },
  ];

/** Words that one author alone writes, often; none of them may come out. */
const lonely = ['quokka', 'zeppelin', '麒麟阁', 'brontosaur', '独角兽计划'];

/** What a sentence can be about that is no theme to find. */
const unsought = new Set(['nothing', 'lonely']);

/**
 * 300 comments, 150 in each language, all different and each by another author; `lonely` are words that a single author
 * writes, several times. `expected` are the themes and phrases that at least five authors of a language wrote about, as
 * labelled when they were written: not every sentence says a word of its theme.
 */
export function authoredComments(): {
  readonly comments: Readonly<Record<'en' | 'zh-CN', readonly Comment[]>>;
  readonly expected: Readonly<Record<'en' | 'zh-CN', readonly string[]>>;
  /** What each comment with a theme to find is about, as labelled. */
  readonly labels: Readonly<Record<'en' | 'zh-CN', readonly { readonly about: string; readonly text: string }[]>>;
  readonly lonely: readonly string[];
} {
  const commentsOf = (language: 'en' | 'zh'): readonly Comment[] =>
    authored
      .flatMap((theme) => theme[language])
      .map((text, index) => ({ respondent: `${language}-${String(index).padStart(3, '0')}`, text }));
  const labelsOf = (language: 'en' | 'zh') =>
    authored
      .filter((theme) => !unsought.has(theme.about) && !theme.about.startsWith('phrase:'))
      .flatMap((theme) => theme[language].map((text) => ({ about: theme.about, text })));
  const expectedOf = (language: 'en' | 'zh') =>
    authored
      .filter((theme) => theme[language].length >= 5 && !unsought.has(theme.about))
      .map((theme) => theme.about.replace('phrase:', ''));
  return {
    comments: { en: commentsOf('en'), 'zh-CN': commentsOf('zh') },
    expected: { en: expectedOf('en'), 'zh-CN': expectedOf('zh') },
    labels: { en: labelsOf('en'), 'zh-CN': labelsOf('zh') },
    lonely,
  };
}
