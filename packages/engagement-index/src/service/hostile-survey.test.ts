import { describe, expect, it } from 'vitest';
import { as, openEngagement } from '../../testing/engagement.ts';
import { defaultDefinition } from '../definition/default.ts';

const hr = as('hr-1');
type Opened = ReturnType<typeof openEngagement>;
const broken = (value: unknown) => value as never;

const rules = {
  id: 's',
  definition: defaultDefinition,
  minimumGroup: 5,
  attributes: ['team'],
  plan: [{ id: 'company', where: {}, first: true }],
};
const draft = (more: object | null) => (opened: Opened) =>
  opened.surveys.draft({ key: 'draft', actor: hr, survey: broken(more === null ? null : { ...rules, ...more }) });
const view = (more: object) => ({ plan: [...rules.plan, { id: 'team', where: { team: 'a' }, ...more }] });
const change = (more: object) => async (opened: Opened) => {
  await draft({})(opened);
  return opened.surveys.changePolicy({ key: 'change', actor: hr, surveyId: 's', minimumGroup: 5, ...more });
};
const invitees = Array.from({ length: 8 }, (_, index) => ({ deliverTo: `p${index}`, cell: { team: 'a' } }));
const open = (invited: unknown) => async (opened: Opened) => {
  await draft({})(opened);
  return opened.surveys.open({ key: 'open', actor: hr, surveyId: 's', invitees: broken(invited) });
};
const answer = (more: object) => async (opened: Opened) => {
  const begun = await open(invitees)(opened);
  const token = (begun as { readonly deliveries: readonly { readonly token: string }[] }).deliveries[0]!.token;
  return opened.surveys.answer({ surveyId: 's', token, answers: { trust: 4 }, ...more });
};
const published = async (opened: Opened) => {
  const begun = await open(invitees)(opened);
  for (const { token } of (begun as { readonly deliveries: readonly { readonly token: string }[] }).deliveries) {
    await opened.surveys.answer({ surveyId: 's', token, answers: { trust: 4 } });
  }
  await opened.surveys.close({ key: 'close', actor: hr, surveyId: 's' });
  expect(await opened.surveys.publish({ key: 'publish', actor: hr, surveyId: 's' })).toMatchObject({ ok: true });
};
const ask = (more: object) => async (opened: Opened) => {
  await published(opened);
  const question = { item: 'trust', where: {}, invited: 8 };
  return opened.surveys.ask({ key: 'ask', actor: hr, surveyId: 's', ...question, ...more });
};

/** What is broken, where the error says it is, and the call. */
const calls: readonly (readonly [where: string, call: (opened: Opened) => Promise<unknown>])[] = [
  ['survey', draft(null)],
  ['survey.attributes', draft({ attributes: 'team' })],
  ['attributes[1]', draft({ attributes: ['team', 'team'] })],
  ['attributes[0]', draft({ attributes: ['respondent'] })],
  ['survey.plan[1]', draft({ plan: [...rules.plan, null] })],
  ['survey.plan[1].where', draft(view({ where: null }))],
  ['plan[1].where.site', draft(view({ where: { site: 'x' } }))],
  ['plan[1].id', draft(view({ id: 'company' }))],
  ['plan[1].weight', draft(view({ weight: 0 }))],
  ['survey.series', draft({ series: 7 })],
  ['survey.minimumGroup', draft({ minimumGroup: '5' })],
  ['plan[1].where.site', change(view({ where: { site: 'x' } }))],
  ['plan', change({ plan: null })],
  ['invitees', open(null)],
  ['invitees[0]', open([null])],
  ['invitees[0].cell', open([{ deliverTo: 'x', cell: null }])],
  ['invitees[8].deliverTo', open([...invitees, invitees[3]])],
  ['answers', answer({ answers: null })],
  ['answers.trust', answer({ answers: { trust: '4' } })],
  ['comment', answer({ comment: 7 })],
  ['token', answer({ token: null })],
  ['where', ask({ where: null })],
  ['item', ask({ item: 'constructor' })],
  [
    'locale',
    async (opened) => {
      await published(opened);
      return opened.surveys.themes({ key: 't', actor: hr, surveyId: 's', where: {}, locale: '@@' });
    },
  ],
];

describe('a survey that nobody should draft, open or answer', () => {
  it.each(calls)('is refused at %s', async (where, call) => {
    const opened = openEngagement();
    const error = await call(opened).then(
      () => new Error('was taken'),
      (thrown: unknown) => thrown,
    );
    expect(String((error as Error).message)).toContain(`${where}: `);
    expect((error as { code?: string }).code).toMatch(/^(core|engagement)\//);
  });

  it('can be closed whenever it could be drafted and opened: its plan is checked before people answer', async () => {
    const opened = openEngagement();
    await expect(draft(view({ where: { site: 'x' } }))(opened)).rejects.toThrow('plan[1].where.site');
    await published(opened);
  });
});
