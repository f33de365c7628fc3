import type { LocalizedText } from '@meritkit/core/locale';

/** A theme of working life with the words people use for it. */
export interface Theme {
  readonly id: string;
  readonly name: LocalizedText;
  readonly words: readonly string[];
}

const theme = (id: string, en: string, zh: string, words: string): Theme => ({
  id,
  name: { en, 'zh-CN': zh },
  words: words.split('|'),
});

/** Themes of working life in English and Chinese. A host adds its own beside them. */
export const workLifeThemes: readonly Theme[] = [
  theme('overtime', 'Overtime', '加班', '加班|overtime|996|late night|working late|weekend work|熬夜|周末上班'),
  theme('workload', 'Workload', '工作量', '工作量|任务太多|workload|too much work|overloaded|忙不过来|活太多'),
  theme('approval', 'Approval steps', '审批流程', '审批|approval|sign-off|签字|报批'),
  theme('process', 'Process', '流程', '流程|process|bureaucracy|red tape|paperwork|繁琐'),
  theme('meetings', 'Meetings', '会议', '会议|开会|周会|meeting|standup|例会'),
  theme('pay', 'Pay', '薪酬', '工资|薪酬|薪资|奖金|年终奖|年终奖金|涨薪|salary|pay|bonus|compensation|raise'),
  theme('promotion', 'Promotion', '晋升', '晋升|升职|职级|promotion|career path|career'),
  theme('training', 'Training', '培训', '培训|课程|学习机会|training|course|learning|mentor|导师'),
  theme(
    'communication',
    'Communication',
    '沟通',
    '沟通|communication|消息不同步|informed|信息不透明|transparent|transparency|透明',
  ),
  theme('management', 'Management', '管理', '领导|主管|上级|manager|leadership|management|boss'),
  theme('recognition', 'Recognition', '认可', '认可|表扬|肯定|recognition|appreciated|appreciation|thanks|被看见'),
  theme(
    'requirements',
    'Changing requirements',
    '需求变更',
    '需求变更|改需求|需求|requirement|scope change|scope creep',
  ),
  theme('tools', 'Tools and environments', '工具与环境', '工具|测试环境|开发环境|tool|tooling|environment|laptop|电脑'),
  theme('build', 'Builds and pipelines', '构建与流水线', '构建|流水线|编译|build|pipeline|deployment|部署|上线'),
  theme('technical-debt', 'Technical debt', '技术债', '技术债|历史代码|老代码|technical debt|legacy code|legacy'),
  theme('collaboration', 'Working across teams', '跨团队协作', '协作|跨部门|跨团队|扯皮|cross-team|collaboration|silo'),
  theme('trust', 'Trust', '信任', '信任|敢说|trust|speak up|psychological safety'),
  theme('fairness', 'Fairness', '公平', '公平|不公平|公正|不公正|偏心|fair|unfair|fairness|favouritism|favoritism'),
  theme('on-call', 'On call', '值班', '值班|on-call|oncall|告警|pager'),
  theme('food', 'Food', '餐饮', '食堂|餐补|伙食|canteen|food|lunch|零食'),
  theme('office', 'Office', '办公环境', '办公室|工位|空调|噪音|office|desk|noise|noisy'),
  theme('remote', 'Remote work', '远程办公', '远程|居家|在家办公|remote|home office|hybrid'),
  theme('commute', 'Commute', '通勤', '通勤|班车|地铁|commute|shuttle|parking'),
  theme('leave', 'Leave', '休假', '年假|休假|调休|请假|leave|vacation|holiday'),
  theme('stress', 'Pressure', '压力', '压力|焦虑|stress|pressure|burnout|burned out|倦怠'),
  theme('activities', 'Activities', '团建与活动', '团建|活动|team building|event|offsite'),
  theme('documentation', 'Documentation', '文档', '文档|documentation|docs|wiki'),
  theme('review', 'Performance review', '绩效', '绩效|考核|performance review|appraisal|kpi'),
];

/** Words that turn a theme round when they stand up to three words before it. */
export const negations: ReadonlySet<string> = new Set(
  "不|没|没有|不再|不用|无|未|别|不会|不需要|并非|no|not|never|without|don't|doesn't|isn't|aren't|didn't|no longer|hardly".split(
    '|',
  ),
);

/** Words that are no theme by themselves. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'the|a|an|and|or|but|if|of|to|in|on|at|for|with|by|from|as|is|are|was|were|be|been|it|it|this|that|these|those|i|we|you|they|he|she|my|our|your|their|me|us|them|' +
    'do|does|did|have|has|had|will|would|can|could|should|may|so|too|very|more|most|much|many|some|any|all|every|each|only|just|than|then|there|here|when|what|which|who|how|why|' +
    "no|not|never|don't|doesn't|isn't|about|into|over|after|before|up|out|off|again|still|also|get|got|make|made|take|need|want|like|really|often|always|one|two|three|thi|ha|wa|" +
    '的|了|是|在|我|我们|你|他|她|它|他们|和|与|也|都|很|太|不|没|没有|有|就|还|又|要|会|能|可以|这|那|这个|那个|一个|什么|怎么|为什么|因为|所以|但是|但|如果|希望|觉得|比较|一直|经常|总是|每次|大家|真的|' +
    '上|下|里|中|到|对|从|把|被|让|给|用|为|以|及|等|个|次|天|人|事|多|少|好|吗|呢|吧|啊|最近|现在|时候|一下|一点|应该|需要|问题'
  ).split('|'),
);

/** Words that nearly every comment about work has, so that they name no theme by themselves. */
export const everydayWords: ReadonlySet<string> = new Set(
  (
    'team|work|working|people|person|colleague|company|day|week|month|year|hour|minute|time|thing|way|lot|bit|part|place|' +
    'monday|friday|morning|evening|today|tomorrow|good|better|best|bad|great|nice|new|old|long|short|first|last|next|other|' +
    'same|own|enough|few|less|least|know|think|feel|say|said|tell|ask|asked|give|given|come|go|going|see|keep|let|put|use|' +
    'please|thank|maybe|even|while|until|since|because|between|without|four|five|six|half|nobody|everyone|everybody|somebody|' +
    '公司|团队|工作|项目|同事|部门|每天|每周|每月|今天|明天|昨天|上个月|下个月|今年|去年|半年|一年|小时|分钟|时间|' +
    '没人|有人|别人|自己|东西|事情|地方|知道|觉得|感觉|建议|请|不要|不能|不是|还是|就是|只有|没法|已经|以后|以前|之后|之前|越来越|非常|特别|太多|不够|起来|出来|一次|两次|一天|两天|几个|各种'
  ).split('|'),
);
