import type { JsonObject } from '@meritkit/core/json';
import { shapeOf } from '../../../../scripts/kept-samples.ts';
import { activityFromTemplate } from '../../src/activities/templates.ts';
import type { EngagementDefinition } from '../../src/definition/schema.ts';
import { createMemoryEngagementStore } from '../../src/memory/index.ts';
import type { DocumentType, EngagementStoreV1, EngagementWrite, StoredDocument } from '../../src/ports.ts';
import { createEngagement } from '../../src/service.ts';

/** What is stored: documents by type, responses and admissions, and the events beside them. */
export interface StoredSamples {
  readonly documents: readonly StoredDocument[];
  readonly admissions: readonly JsonObject[];
  readonly responses: readonly JsonObject[];
  readonly events: readonly JsonObject[];
}

const isStored: Readonly<Record<DocumentType, true>> = {
  ...{ survey: true, audit: true, budget: true, result: true, series: true, invited: true, outcome: true },
  ...{ issue: true, activity: true, enrolment: true, recommendation: true, award: true, signal: true },
  'help-need': true,
};

const actor = { id: 'hr-1', requestId: 'r' };
const now = '2026-11-22T09:00:00+08:00';
const item = (id: string) => ({ id, text: { en: id, 'zh-CN': id }, weight: 1, direction: 'more' as const });
const definition: EngagementDefinition = {
  schemaVersion: 1,
  id: 'short',
  version: '1',
  scale: { minimum: 1, maximum: 5, favourableFrom: 4 },
  dimensions: [
    {
      id: 'voice',
      name: 'Voice',
      weight: 1,
      indicators: [
        {
          id: 'safety',
          name: 'Safety',
          weight: 1,
          beside: 'load',
          items: [{ ...item('trust'), raisesProblems: true }, item('heard')],
        },
      ],
    },
    {
      id: 'rest',
      name: 'Rest',
      weight: 1,
      indicators: [{ id: 'sleep', name: 'Sleep', weight: 1, items: [item('slept')] }],
    },
  ],
  context: [{ id: 'load', text: 'Load' }],
};

function open() {
  let count = 0;
  const ids = () => {
    count += 1;
    return `id-${String(count).padStart(16, '0')}`;
  };
  const memory = createMemoryEngagementStore({ tenantId: 'acme' });
  const admissions: EngagementWrite['admissions'][number][] = [];
  const store: EngagementStoreV1 = {
    ...memory,
    commit: (write) => {
      admissions.push(...write.admissions);
      return memory.commit(write);
    },
  };
  const engagement = createEngagement({
    store,
    now: () => now,
    ids,
    tokens: ids,
    uniform: () => 0.5,
    secret: 'pepper',
    segmentWords: (text) => text.split(' '),
  });
  return { store, admissions, ...engagement };
}

/** A life in which every type of document is written in each of its states, the same every time. */
export async function writeSamples(): Promise<StoredSamples> {
  const opened = open();
  await surveyEverybody(opened);
  await raiseIssues(opened);
  await runActivity(opened);
  await helpAndHonour(opened);
  const { store, admissions } = opened;
  const page = { cursor: null, limit: 1000 };
  const documents: StoredDocument[] = [];
  for (const type of Object.keys(isStored) as DocumentType[])
    documents.push(...(await store.list({ type, page })).items);
  const samples = {
    documents: showingMore(documents, ({ type, body }) => `${type} ${body.command ?? ''}`),
    admissions: showingMore(
      await Promise.all(
        admissions.map(({ surveyId, admission: { digest } }) => store.findAdmission({ surveyId, digest })),
      ),
    ),
    responses: showingMore((await store.listResponses({ surveyId: 'w1', page })).items),
    events: showingMore((await store.listEvents(page)).items, ({ type }) => type),
  };
  return JSON.parse(JSON.stringify(samples)) as StoredSamples;
}

/** Those that show something that the earlier ones of their kind do not. */
function showingMore<Item>(items: readonly Item[], kindOf: (item: Item) => string = () => ''): readonly Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const shown = shapeOf(item).map((line) => `${kindOf(item)} ${line}`);
    const isNew = shown.some((line) => !seen.has(line));
    for (const line of shown) seen.add(line);
    return isNew;
  });
}

/** Two waves of a series of which the second stays open, a survey that nobody answers, and every kind of question. */
async function surveyEverybody({ surveys }: ReturnType<typeof open>): Promise<void> {
  const plan = [
    { id: 'company', where: {}, first: true },
    { id: 'a', where: { team: 'a' } },
    { id: 'b', where: { team: 'b' } },
    { id: 'nobody', where: { team: 'c' } },
  ];
  const invitees = Array.from({ length: 25 }, (_, index) => ({
    deliverTo: `person-${index}`,
    cell: { team: index % 2 === 0 ? 'a' : 'b' },
  }));
  const by = (surveyId: string, key: string) => ({ key: `${key}-${surveyId}`, actor, surveyId });
  const rules = { definition, minimumGroup: 5, attributes: ['team'], plan, comments: true };
  for (const id of ['w1', 'w2', 'silent']) {
    const more = id === 'silent' ? {} : { series: 'weekly', outcome: 'trust' };
    await surveys.draft({ ...by(id, 'draft'), survey: { id, ...rules, ...more } });
    await surveys.changePolicy({ ...by(id, 'rules'), minimumGroup: 6, plan });
    const begun = await surveys.open({ ...by(id, 'open'), invitees });
    if (id === 'silent') await surveys.close(by(id, 'close'));
    if (id !== 'w1' || !begun.ok) continue;
    for (const [index, { token }] of begun.deliveries.slice(1).entries()) {
      const answers = { trust: 1 + (index % 5), heard: 1 + ((index * 2) % 5), load: 3, slept: null };
      await surveys.answer({ surveyId: id, token, answers, ...(index === 0 ? {} : { comment: '加班 太 多' }) });
    }
    await surveys.close(by(id, 'close'));
    await surveys.publish(by(id, 'publish'));
    const question = { ...by(id, 'ask'), item: 'trust' };
    await surveys.ask({ ...question, where: { team: 'a' }, invited: 7 });
    await surveys.ask({ ...question, key: 'refused', where: { team: 'c' }, invited: 7 });
    await surveys.askNoisy({ ...question, key: 'noisy', epsilon: 2, budget: 2 });
    await surveys.themes({ ...by(id, 'themes'), where: {}, locale: 'zh-CN' });
    await surveys.verbatims(by(id, 'verbatims'));
  }
  await surveys.draft({ ...by('draft', 'draft'), survey: { id: 'draft', ...rules, comments: false } });
  await surveys.publish(by('silent', 'publish'));
}

async function raiseIssues({ issues }: ReturnType<typeof open>): Promise<void> {
  const affected = { estimate: 60, interval: [45, 75] } as const;
  for (const id of ['open', 'resolved']) {
    const issue = { id, title: { en: 'Approval', 'zh-CN': '审批' }, origin: 'raised', raisedOn: '2026-11-02' } as const;
    await issues.raise({ key: `raise-${id}`, actor, issue: { ...issue, affected } });
  }
  await issues.assign({ key: 'assign', actor, issueId: 'resolved', owner: 'lin', deadline: '2026-12-10' });
  const closing = { issueId: 'resolved', as: 'resolved', on: '2026-11-20', answer: 'Two steps now' } as const;
  await issues.close({ key: 'close', actor, ...closing });
}

async function runActivity({ activities }: ReturnType<typeof open>): Promise<void> {
  const dates = { start: '2026-11-01', deadline: '2026-11-30' };
  const activity = activityFromTemplate({ template: 'help-board', id: 'help', ...dates, audience: {} });
  await activities.announce({ key: 'announce', actor, activity });
  const entrants = [{ personId: 'lin', attributes: {}, completed: [] }];
  await activities.join({ key: 'join', actor, activityId: 'help', entrants, on: '2026-11-02' });
  const facts = activity.steps.flatMap(({ factKind, needed }) =>
    Array.from({ length: needed }, (_, index) => ({
      id: `${factKind}-${index}`,
      revision: 0,
      kind: factKind,
      personId: 'lin',
      on: '2026-11-20',
      source: { system: 'feishu', ref: `${factKind}-${index}` },
    })),
  );
  await activities.finish({ key: 'finish', actor, activityId: 'help', facts });
  const options = ['help', 'quiz'].map((activityId) => ({ activityId, contentFit: 0.5, shown: 10, enrolled: 4 }));
  await activities.recommend({ key: 'recommend', actor, personId: 'lin', options });
}

/** The help board, awards, and a signal about a person. */
async function helpAndHonour({ helpBoard, awards, people }: ReturnType<typeof open>): Promise<void> {
  const need = { id: 'gateway', teamId: 'pay', postedBy: 'lin', text: 'Who knows our old gateway?' };
  await helpBoard.post({ key: 'need', actor, need });
  await helpBoard.post({ key: 'need-2', actor, need: { ...need, id: 'new' } });
  for (const personId of ['zhao', 'chen']) {
    await helpBoard.signUp({ key: `help-${personId}`, actor, needId: need.id, personId, teamId: 'search' });
  }
  const confirmation = { helperId: 'zhao', confirmedBy: 'lin', on: '2026-11-22', bestPractice: 'Ask for the runbook' };
  await helpBoard.confirm({ key: 'helped', actor, needId: need.id, ...confirmation });

  const source = { system: 'jira', ref: 'PAY-1' };
  const nominees = [{ personId: 'zhao', contributions: [{ criterion: 'impact', points: 5, source }] }];
  const criteria = [{ id: 'impact', weight: 2 }];
  await awards.propose({ key: 'propose', actor, awardId: 'star', amount: '500', nominees, criteria, size: 1 });
  await awards.vote({ key: 'vote', actor, awardId: 'star', voterId: 'lin', personId: 'zhao' });
  await awards.decide({ key: 'decide', actor, awardId: 'star' });

  const fact = { system: 'check-in', ref: 'c1' };
  const signal = { lane: 'attributed', personId: 'lin', indicator: 'resilience', source: 'own-check-in' } as const;
  await people.addSignal({ key: 'signal', actor, signal: { ...signal, value: 25, fact } });
}
