import { createMemoryDatabase } from '@meritkit/core/memory';
import { describe, expect, it } from 'vitest';
import { as, entrant, issueOf, openEngagement, storyFacts } from '../../testing/engagement.ts';
import { activityFromTemplate } from '../activities/templates.ts';

const hr = as('hr-1');
type Opened = ReturnType<typeof openEngagement>;

/** Every step of an activity and of an issue, in order; the last ones are steps that are refused. */
function stepsOf({ activities, issues, helpBoard }: Opened, prize: string) {
  const template = activityFromTemplate({
    ...{ template: 'story-sharing', id: 'shared', start: '2026-11-01', deadline: '2026-11-30' },
    audience: { unit: ['web'] },
    capacity: 2,
  });
  const activity = { ...template, prizes: [{ fromRank: 1, toRank: 1, points: prize }] };
  const web = (personId: string) => ({ ...entrant(personId), attributes: { unit: 'web' } });
  const enter =
    (personId: string, on = '2026-11-02') =>
    () =>
      activities.join({
        key: `enter-${personId}`,
        actor: as(personId),
        activityId: 'shared',
        entrants: [web(personId)],
        on,
      });
  const facts = [...storyFacts('lin', 3), ...storyFacts('zhao', 1)];
  const finish = (key: string, on: string) => () =>
    activities.finish({ key, actor: hr, activityId: 'shared', facts, on });
  const close = (key: string, as_: 'resolved' | 'declined') => () =>
    issues.close({ key, actor: hr, issueId: 'shared', as: as_, on: '2026-11-20', answer: `Two steps, ${prize}` });
  const need = { id: 'shared', teamId: 'pay', postedBy: 'lin', text: `Old gateway, ${prize}?` };
  return [
    () => activities.announce({ key: 'announce', actor: hr, activity }),
    enter('lin'),
    enter('zhao'),
    () => issues.raise({ key: 'raise', actor: as('lin'), issue: issueOf('shared') }),
    () => issues.assign({ key: 'assign', actor: hr, issueId: 'shared', owner: 'zhao', deadline: '2026-12-01' }),
    close('close', 'resolved'),
    () => helpBoard.post({ key: 'post', actor: as('lin'), need }),
    () => helpBoard.signUp({ key: 'help', actor: as('zhao'), needId: 'shared', personId: 'zhao', teamId: 'search' }),
    finish('finish', '2026-12-01'),
    enter('wu'),
    finish('finish-again', '2026-12-02'),
    close('close-again', 'declined'),
  ];
}

describe('two tenants on one database, with the same ids, keys and people', () => {
  const openBoth = () => {
    const database = createMemoryDatabase();
    return [openEngagement({ tenantId: 'acme', database }), openEngagement({ tenantId: 'umbra', database })] as const;
  };

  it('live through an activity and an issue side by side, each as if it were alone, replays and all', async () => {
    const [acme, umbra] = openBoth();
    const alone = openEngagement({ tenantId: 'acme' });
    const lives = [stepsOf(acme, '80'), stepsOf(umbra, '90'), stepsOf(alone, '80')] as const;
    const answers: unknown[][] = [[], [], []];
    for (const at of lives[0].keys()) {
      for (const [who, steps] of lives.entries()) {
        answers[who]!.push(await steps[at]!());
        // A network that sends everything twice, and what came before once more.
        if (who < 2) for (const again of [at, 0, at >> 1]) await steps[again]!();
      }
    }
    expect(answers[0]).toEqual(answers[2]);
    expect(await acme.everything()).toBe(await alone.everything());
    const done = async (opened: Opened) => (await opened.recorded()).filter((line) => !line.includes('refused'));
    expect(await done(acme)).toEqual(await done(alone));
    const refused = (answers[0] as { readonly rejection?: { readonly code: string } }[]).map(
      ({ rejection }) => rejection?.code,
    );
    expect(refused.slice(0, 9)).toEqual(Array(9).fill(undefined));
    expect(refused.slice(9)).toEqual([
      'engagement/activity-finished',
      'engagement/activity-finished',
      'engagement/issue-closed',
    ]);
    const won = (opened: Opened) => opened.told().then((told) => told.filter(({ type }) => type === 'activity-won'));
    expect(await won(acme)).toMatchObject([{ data: { rewards: [{ personId: 'lin', amount: '80' }] } }]);
    expect(await won(umbra)).toMatchObject([{ data: { rewards: [{ personId: 'lin', amount: '90' }] } }]);
    expect(await umbra.issues.answers()).toMatchObject([{ did: 'Two steps, 90', status: 'resolved' }]);
  });

  it('erase and export their own people only', async () => {
    const [acme, umbra] = openBoth();
    for (const [opened, prize] of [
      [acme, '80'],
      [umbra, '90'],
    ] as const) {
      for (const step of stepsOf(opened, prize)) await step();
    }
    const before = await umbra.everything();
    await acme.people.erasePerson({ key: 'erase', actor: hr, personId: 'lin' });
    expect(await acme.everything()).not.toContain('"lin"');
    expect(await umbra.everything()).toBe(before);
    expect((await acme.people.exportPerson({ actor: hr, personId: 'lin' })).documents).toEqual([]);
    const theirs = (await umbra.people.exportPerson({ actor: hr, personId: 'lin' })).documents;
    expect(JSON.stringify(theirs)).not.toMatch(/"80"|, 80/);
    const idsOf = async ({ store }: Opened) =>
      (await store.list({ type: 'enrolment', page: { cursor: null, limit: 9 } })).items.map(({ id }) => id);
    expect(await idsOf(umbra)).not.toEqual(await idsOf(acme)); // though they were made under the same keys
    expect(new Set(theirs.map(({ type }) => type))).toEqual(new Set(['enrolment', 'help-need', 'outcome']));
  });

  it('replay a command after an erasure as it was, without the person', async () => {
    const [acme] = openBoth();
    const steps = stepsOf(acme, '80');
    for (const step of steps) await step();
    await acme.people.erasePerson({ key: 'erase', actor: hr, personId: 'lin' });
    const told = await acme.told();
    const finished = await steps[8]!();
    expect(finished).toMatchObject({ ok: true, winners: { rewards: [{ personId: 'erased', amount: '80' }] } });
    expect(await acme.told()).toEqual(told);
    const again = await acme.people.erasePerson({ key: 'erase', actor: hr, personId: 'lin' });
    expect(again.documents).toBeGreaterThan(0);
  });
});
