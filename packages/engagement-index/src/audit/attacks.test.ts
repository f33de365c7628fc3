import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { type Ask, auditedDesk, type Desk, plainDesk } from '../../testing/desks.ts';
import { hasOracle, readOracle } from '../../testing/oracle.ts';
import { defaultDefinition } from '../definition/default.ts';
import { findThemes } from '../language/themes.ts';
import { releaseVerbatims } from '../language/verbatims.ts';
import { drawNoisyShare, openNoiseBudget } from '../noise/budget.ts';
import { geometricNoise } from '../noise/geometric.ts';
import { releaseFavourability } from '../release/favourability.ts';
import { releaseMean } from '../release/tally.ts';
import { takeResponse } from '../survey/answer.ts';
import { openSurvey, tokenDigest } from '../survey/open.ts';
import { draftSurvey } from '../survey/survey.ts';
import { auditQuery } from './query.ts';
import { openAudit, type RosterEntry } from './state.ts';

const roster: readonly RosterEntry[] = Array.from({ length: 24 }, (_, i) => ({
  respondent: `r${String(i).padStart(2, '0')}`,
  team: i < 12 ? 'a' : 'b',
  level: i % 12 === 0 ? 'lead' : i % 2 === 0 ? 'senior' : 'junior',
  site: i < 6 ? 'x' : i < 11 ? 'y' : i < 18 ? 'z' : 'w',
}));
const answers = Object.fromEntries(roster.map((entry, i) => [entry.respondent, 1 + ((i * 7) % 5)]));
const victim = answers.r00!;

/** Sum of the first question minus the sums of the others; null when any was refused. */
function minus(desk: Desk, first: Ask, ...others: readonly Ask[]): number | null {
  const results = [first, ...others].map((ask) => desk.ask(ask));
  if (results.some((result) => result === null)) return null;
  return results.slice(1).reduce((left, result) => left - (result?.sum ?? 0), results[0]?.sum ?? 0);
}

/** Runs an attack on both desks: it must get the truth from the plain rule and nothing from the auditor. */
function compare(
  attack: (desk: Desk) => number | null,
  truth: number,
  people = roster,
  given = answers,
  minimum = 5,
): void {
  expect(attack(plainDesk(people, given, minimum))).toBe(truth);
  expect(attack(auditedDesk(people, given))).toBeNull();
}

describe('the nineteen attacks', () => {
  it('1 small cell: a group of one, under a rule that counts the invited instead of the answers', () => {
    const invitedRule: Desk = { ask: ({ where }) => plainDesk(roster, { r00: victim }, 1).ask({ where }) };
    const attack = (desk: Desk) => desk.ask({ where: { team: 'a' }, answers: { r00: victim } })?.sum ?? null;
    expect(attack(invitedRule)).toBe(victim);
    expect(attack(auditedDesk(roster, answers))).toBeNull();
  });

  it('2 parent minus child', () => {
    compare(
      (desk) => minus(desk, { where: { team: 'a' } }, { where: { team: 'a', level: ['senior', 'junior'] } }),
      victim,
    );
  });

  it('3 sibling roll-up: the whole minus all siblings', () => {
    const split = roster.map((entry, i) => ({ ...entry, unit: i === 0 ? 'solo' : i < 12 ? 'one' : 'two' }));
    compare(
      (desk) => minus(desk, { where: {} }, { where: { unit: 'one' } }, { where: { unit: 'two' } }),
      victim,
      split,
    );
  });

  it('4 filter order swap: the child first, its filters in another order', () => {
    compare((desk) => {
      const child = desk.ask({ where: { level: ['junior', 'senior'], team: 'a' } });
      const parent = desk.ask({ where: { team: 'a' } });
      return child === null || parent === null ? null : parent.sum - child.sum;
    }, victim);
  });

  it('5 overlapping segments: two groups of six that differ by one person at each end', () => {
    const chain = Array.from({ length: 7 }, (_, i) => ({ respondent: `r0${i}`, spot: i }));
    const given = Object.fromEntries(chain.map((entry, i) => [entry.respondent, i === 0 ? 5 : i === 6 ? 1 : 3]));
    compare(
      (desk) => minus(desk, { where: { spot: [0, 1, 2, 3, 4, 5] } }, { where: { spot: [1, 2, 3, 4, 5, 6] } }),
      4,
      chain,
      given,
    );
  });

  it.runIf(hasOracle)('6 linear combination: a table whose hidden cells look covered', () => {
    const { table, row, col, suppressed } = readOracle().sdc_linear_leak;
    const hidden = new Set(suppressed.map((cell) => cell.join()));
    const people: RosterEntry[] = [];
    const given: Record<string, number> = {};
    row.forEach((r, i) => {
      col.forEach((c, j) => {
        const size = hidden.has(`${r},${c}`) ? 3 : 6;
        for (let k = 0; k < size; k += 1) {
          people.push({ respondent: `${r}${c}${k}`, r, c });
          given[`${r}${c}${k}`] = k === 0 ? table[i]![j]! : 0;
        }
      });
    });
    // Totals of rows w, y, z and columns a, c, d with everything shown leave (w, b) alone: found by solving, 236 - 189 = 47.
    const attack = (desk: Desk) => {
      const shown = (r: string, c: string) => (hidden.has(`${r},${c}`) ? 0 : desk.ask({ where: { r, c } })?.sum);
      const rest = (line: 'r' | 'c', name: string) => {
        const total = desk.ask({ where: { [line]: name } })?.sum;
        const parts = (line === 'r' ? col : row).map((other) =>
          line === 'r' ? shown(name, other) : shown(other, name),
        );
        return total === undefined || parts.includes(undefined)
          ? null
          : parts.reduce<number>((left, part) => left - part!, total);
      };
      const parts = [rest('r', 'w'), rest('r', 'x'), rest('c', 'a'), rest('c', 'c')];
      return parts.includes(null) ? null : parts[0]! + parts[1]! - parts[2]! - parts[3]!;
    };
    compare(attack, 47, people, given);
  });

  it('7 late response: the same group again after one more answer', () => {
    const early = Object.fromEntries(Object.entries(answers).filter(([token]) => token !== 'r00'));
    compare((desk) => {
      const before = desk.ask({ where: { team: 'a' }, answers: early });
      const after = desk.ask({ where: { team: 'a' } });
      return before === null || after === null ? null : after.sum - before.sum;
    }, victim);
  });

  it('8 leaver or transfer between waves, with tokens kept and with tokens renewed', () => {
    const stayed = roster.filter((entry) => entry.respondent !== 'r00');
    const first = plainDesk(roster, answers).ask({ where: { team: 'a' } })!;
    const second = plainDesk(stayed, answers).ask({ where: { team: 'a' } })!;
    expect(first.sum - second.sum).toBe(victim);
    const people = (entries: readonly RosterEntry[]) =>
      entries.map(({ respondent, ...cell }) => ({ ...cell, person: `p-${respondent}` }));
    for (const renew of [false, true]) {
      const token = (entry: RosterEntry) => (renew ? { ...entry, respondent: `new-${entry.respondent}` } : entry);
      const one = openAudit({ survey: 'w1', minimumGroup: 5, roster, invited: people(roster) });
      const seen = auditQuery({ audit: one, query: { where: { team: 'a' }, items: [{ id: 'trust' }] } });
      expect(seen.ok).toBe(true);
      const open = (entries: readonly RosterEntry[]) =>
        openAudit({
          survey: 'w2',
          minimumGroup: 5,
          roster: entries.map(token),
          invited: people(entries),
          earlier: seen.audit,
        });
      const ask = (audit: ReturnType<typeof open>, team: string) =>
        auditQuery({ audit, query: { where: { team }, items: [{ id: 'trust' }] } });
      expect(ask(open(stayed), 'a').ok).toBe(false);
      const transferred = roster.map((entry) => (entry.respondent === 'r00' ? { ...entry, team: 'b' } : entry));
      expect(ask(open(transferred), 'a').ok).toBe(false);
      expect(ask(open(roster), 'a').ok).toBe(true);
    }
  });

  it('9 per-item non-response: an item over those who also answered another', () => {
    const both = Object.fromEntries(Object.entries(answers).filter(([token]) => token !== 'r00'));
    compare((desk) => minus(desk, { where: { team: 'a' } }, { where: { team: 'a' }, answers: both }), victim);
    const items = { trust: answers, load: both };
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
    const all = auditQuery({
      audit,
      query: { where: {}, items: [{ id: 'trust', respondents: Object.keys(items.trust) }] },
    });
    const listwise = auditQuery({
      audit: all.audit,
      query: { where: {}, items: Object.keys(items).map((id) => ({ id, respondents: Object.keys(both) })) },
    });
    expect(listwise.ok).toBe(false);
  });

  it('10 threshold lowered after close', () => {
    expect(plainDesk(roster, answers, 1).ask({ where: { team: 'a', level: 'lead' } })?.sum).toBe(victim);
    const audit = openAudit({ survey: 's', minimumGroup: 6, roster });
    expect(() => openAudit({ survey: 's', minimumGroup: 5, roster, earlier: audit })).toThrow(/minimumGroup/);
    expect(() => openAudit({ survey: 's', minimumGroup: 1, roster })).toThrow(/at least 5 people/);
    expect(Object.isFrozen(audit.policy)).toBe(true);
  });

  it('11 collusion of viewers, and padding past a window', () => {
    const windowed = (size: number): Desk => {
      const history: { readonly viewer: string; readonly where: string }[] = [];
      const desk = plainDesk(roster, answers);
      return {
        ask: (ask) => {
          const recent = history.filter((past) => past.viewer === ask.viewer).slice(-size);
          history.push({ viewer: ask.viewer ?? '', where: JSON.stringify(ask.where) });
          return recent.some((past) => past.where.includes('"team":"a"')) ? null : desk.ask(ask);
        },
      };
    };
    const collude = (desk: Desk) =>
      minus(
        desk,
        { where: { team: 'a' }, viewer: 'ann' },
        { where: { team: 'a', level: ['senior', 'junior'] }, viewer: 'bob' },
      );
    const pad = (desk: Desk) => {
      const parent = desk.ask({ where: { team: 'a' }, viewer: 'ann' });
      for (let index = 0; index < 150; index += 1) desk.ask({ where: { team: 'b' }, viewer: 'ann' });
      const child = desk.ask({ where: { team: 'a', level: ['senior', 'junior'] }, viewer: 'ann' });
      return parent === null || child === null ? null : parent.sum - child.sum;
    };
    for (const attack of [collude, pad]) {
      expect(attack(windowed(100))).toBe(victim);
      expect(attack(auditedDesk(roster, answers))).toBeNull();
    }
  });

  it('12 unanimous group: a share of 100% is everyone’s answer', () => {
    const all = Object.fromEntries(roster.map((entry) => [entry.respondent, 5]));
    const plain = plainDesk(roster, all).ask({ where: { site: 'x' } })!;
    expect(plain.sum / plain.count).toBe(5);
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
    const release = (given: Record<string, number>) => {
      const { audit: _, ...shown } = releaseFavourability({
        audit,
        answers: given,
        item: 'trust',
        invited: 6,
        where: { site: 'x' },
      });
      return shown;
    };
    expect(release(all)).toEqual(release({ ...all, r00: 1 }));
    expect(release(all)).toMatchObject({ favourable: 0.83 });
    const means = [5, 4].map((r00) =>
      releaseMean({
        audit,
        answers: { ...all, r00 },
        item: 'trust',
        where: { site: 'x' },
        scale: { minimum: 1, maximum: 5, favourableFrom: 4 },
      }),
    );
    expect(means[0]).toEqual(means[1]);
  });

  it('13 keyword with one author', () => {
    const comments = roster.map((entry, i) => ({
      respondent: entry.respondent,
      text: i === 0 ? 'The kraken migration broke us. kraken kraken kraken migration' : 'meetings again',
    }));
    const words = comments.flatMap((comment) => comment.text.split(/\W+/)).filter((word) => word === 'kraken');
    expect(words.length).toBeGreaterThanOrEqual(4);
    const found = findThemes({ comments, locale: 'en', minimumAuthors: 5 });
    expect(found.map((theme) => theme.id)).toContain('meetings');
    expect(JSON.stringify(found)).not.toMatch(/kraken|migration/);
  });

  it('14 verbatim linkage by style, date, order or topic and filter', () => {
    const comments = roster.map((entry, i) => ({
      respondent: entry.respondent,
      text:
        i === 0 ? 'TOO   MANY meetings!!!!! 😤 call 139-1234-5678 or @wang' : `comment ${String.fromCharCode(97 + i)}`,
    }));
    expect(comments[0]!.text).toContain('139-1234-5678');
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
    const release = (given: typeof comments) => releaseVerbatims({ audit, comments: given, seed: 'secret' });
    const released = release(comments);
    expect(released).toEqual(release([...comments].reverse()));
    const texts = released.ok ? released.verbatims : [];
    expect(texts).toContain('too many meetings! call […] or […]');
    expect(
      texts.indexOf('comment b') + 1 === texts.indexOf('comment c') &&
        texts.indexOf('comment c') + 1 === texts.indexOf('comment d'),
    ).toBe(false);
    expect(Object.keys(release(comments.slice(0, 9)))).not.toContain('verbatims');
    const subset = release(comments.slice(1));
    expect(releaseVerbatims({ audit: subset.audit, comments, seed: 'secret' }).ok).toBe(false);
  });

  it('15 unrounded export: enough digits give the count, and the sum of a hidden remainder', () => {
    const plain = plainDesk(roster, answers).ask({ where: { team: 'a' } })!;
    expect(Math.round((plain.sum / plain.count) * 12)).toBe(plain.sum);
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
    const scale = { minimum: 1, maximum: 5, favourableFrom: 4 };
    const share = releaseFavourability({ audit, answers, item: 'trust', invited: 30, where: { team: 'a' } });
    const mean = releaseMean({ audit, answers, item: 'trust', where: { team: 'a' }, scale });
    for (const value of [
      ...(share.ok ? [share.favourable, ...share.interval] : []),
      ...(mean.ok ? [mean.mean * 10] : []),
    ]) {
      expect(Math.abs(value * 100 - Math.round(value * 100))).toBeLessThan(1e-9);
    }
    expect(mean.ok && Math.abs(mean.mean * 10 - Math.round(mean.mean * 10)) < 1e-9).toBe(true);
  });

  it('16 refusal as oracle: a rule that hides unanimous groups says that they are unanimous', () => {
    const shy = (given: Readonly<Record<string, number>>): Desk => {
      const desk = plainDesk(roster, given);
      return {
        ask: (ask) => {
          const result = desk.ask(ask);
          return result !== null && result.sum === 5 * result.count ? null : result;
        },
      };
    };
    const all = Object.fromEntries(roster.map((entry) => [entry.respondent, 5]));
    expect(shy(all).ask({ where: { site: 'x' } })).toBeNull();
    expect(shy({ ...all, r00: 1 }).ask({ where: { site: 'x' } })).not.toBeNull();
    const asks: readonly Ask[] = [
      { where: { site: 'x' } },
      { where: { team: 'a' } },
      { where: { level: 'lead' } },
      { where: {} },
    ];
    const decisions = [all, { ...all, r00: 1 }, answers].map((given) => {
      const desk = auditedDesk(roster, given);
      return asks.map((ask) => desk.ask(ask) === null);
    });
    expect(decisions[1]).toEqual(decisions[0]);
    expect(decisions[2]).toEqual(decisions[0]);
  });

  it('17 visible sub-threshold counts: a hidden cell that still says how many answered', () => {
    const chatty = (count: number) => (count < 5 ? { refused: true, count } : { refused: false, count });
    expect(chatty(1)).not.toEqual(chatty(0));
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
    const refusals = [0, 1, 4].map((count) => {
      const given = Object.fromEntries(Object.entries(answers).slice(0, count));
      const { audit: _, ...shown } = releaseFavourability({
        audit,
        answers: given,
        item: 'trust',
        invited: 2,
        where: {},
      });
      return shown;
    });
    expect(refusals[1]).toEqual(refusals[0]);
    expect(refusals[2]).toEqual(refusals[0]);
  });

  it('18 averaging repeated noise', () => {
    const random = createRandom('noise');
    const draws = Array.from({ length: 4000 }, () => 60 + geometricNoise({ epsilon: 0.5, uniform: random.next() }));
    expect(Math.round(draws.reduce((sum, value) => sum + value, 0) / draws.length)).toBe(60);
    let budget = openNoiseBudget({ epsilon: 1 });
    const shares = new Set<number>();
    for (let index = 0; index < 200; index += 1) {
      const release = drawNoisyShare({
        budget,
        view: 'company',
        favourable: 60,
        answered: 100,
        epsilon: 0.5,
        uniform: random.next(),
      });
      budget = release.budget;
      if (release.ok) shares.add(release.favourable);
    }
    expect(shares.size).toBe(1);
    expect(budget.spent).toBe(0.5);
    const another = (view: string) => {
      const release = drawNoisyShare({ budget, view, favourable: 60, answered: 100, epsilon: 0.5, uniform: 0.3 });
      budget = release.budget;
      return release;
    };
    expect(another('again').ok).toBe(true);
    expect(another('and again')).toMatchObject({
      ok: false,
      rejection: { code: 'engagement/budget-exceeded', left: 0 },
    });
  });

  it('19 anonymous-to-individual join: by token, by order, by time', () => {
    const survey = draftSurvey({
      id: 's',
      definition: defaultDefinition,
      minimumGroup: 5,
      attributes: ['team'],
      plan: [],
    });
    const people = ['ann', 'bob', 'cai', 'dan', 'eva', 'fen'];
    const tokens = people.map((name) => `token-of-${name}-0123456789`);
    // A plain store keeps responses in the order they came, beside a log in the same order.
    const log = people.map((name) => name);
    const plainRows = people.map((_, i) => ({ trust: (i % 5) + 1 }));
    expect(Object.fromEntries(log.map((name, i) => [name, plainRows[i]!.trust])).bob).toBe(2);
    const opened = openSurvey({
      survey,
      invitees: people.map((deliverTo) => ({ deliverTo, cell: { team: 'a' } })),
      tokens,
      secret: 'pepper',
    });
    if (!opened.ok) throw new Error('must open');
    const random = createRandom('keys');
    const responses = tokens.map((token, i) => {
      const digest = tokenDigest({ token, surveyId: 's', secret: 'pepper' });
      const taken = takeResponse({
        survey: opened.survey,
        admission: opened.admissions.find((admission) => admission.digest === digest),
        answers: { trust: (i % 5) + 1 },
        respondent: `key-${random.integer(1e15, 9e15)}`,
      });
      if (!taken.ok) throw new Error('must be taken');
      return taken.response;
    });
    const stored = JSON.stringify([...responses].sort((left, right) => (left.respondent < right.respondent ? -1 : 1)));
    for (const secret of [...tokens, ...people, ...opened.admissions.map((admission) => admission.digest)])
      expect(stored).not.toContain(secret);
    expect(Object.keys(responses[0]!).sort()).toEqual(['answers', 'cell', 'comment', 'lane', 'respondent']);
    expect(JSON.stringify(opened.admissions)).not.toMatch(/ann|token-of/);
  });
});
