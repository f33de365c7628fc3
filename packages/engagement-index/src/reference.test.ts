import { describe, expect, it } from 'vitest';
import { hasOracle, readOracle } from '../testing/oracle.ts';
import { findRecoverableCells } from './audit/recoverable.ts';
import { carelessIndices } from './careless/patterns.ts';
import { driverImportance } from './drivers/importance.ts';
import { differenceInDifferences } from './effects/difference.ts';
import { expectedRebound } from './effects/regression-to-mean.ts';
import { newcombeDifference } from './intervals/difference.ts';
import { adjustComparisons } from './intervals/multiplicity.ts';
import { netPromoterScore } from './intervals/recommend.ts';
import { wilsonShare } from './intervals/wilson.ts';
import { measureKeyness } from './language/keyness.ts';
import { geometricChance, noiseBound } from './noise/geometric.ts';
import { averagePrecision, discountedGain, normalizedGain } from './ranking/gain.ts';
import { evaluatePolicy } from './ranking/off-policy.ts';
import { intraclassCorrelations, withinGroupAgreement } from './reliability/agreement.ts';
import { measureReliability } from './reliability/alpha.ts';
import { krippendorffAlpha } from './reliability/krippendorff.ts';
import { fitOneFactor } from './reliability/omega.ts';
import { runCusum, runEwma } from './trend/charts.ts';
import { cusumRunLength, ewmaRunLength } from './trend/run-length.ts';
import { rakeWeights } from './weighting/rake.ts';
import { jamesStein } from './weighting/shrink.ts';

if (!hasOracle)
  process.stdout.write('engagement-index: published reference results are absent; their tests are left out\n');

/** The references are printed to 12-13 significant digits. */
function close(actual: number | null, expected: number, tolerance = 1e-9): void {
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
}
function closeAll(actual: readonly (number | null)[], expected: readonly number[], tolerance = 1e-9): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, index) => {
    close(actual[index] ?? null, value, tolerance);
  });
}

describe.runIf(hasOracle)('published references', () => {
  const oracle = hasOracle ? readOracle() : (undefined as never);

  it('alpha, Feldt, item-rest and alpha without an item', () => {
    const { rows, item, ...expected } = oracle.attitude;
    const result = measureReliability({ rows });
    close(result.alpha, expected.raw_alpha);
    close(result.standardizedAlpha, expected.std_alpha);
    closeAll(result.interval ?? [], expected.alpha_feldt95);
    closeAll(result.itemRest, item.r_drop_item_rest);
    closeAll(result.alphaWithout, item.alpha_if_dropped);
    const bfi = measureReliability({ rows: oracle.bfi_agree60.rows });
    close(bfi.alpha, oracle.bfi_agree60.raw_alpha);
    close(bfi.standardizedAlpha, oracle.bfi_agree60.std_alpha);
    closeAll(bfi.itemRest, oracle.bfi_agree60.r_drop);
  });

  it('omega of one factor, by correlations and by covariances', () => {
    const { rows, ...expected } = oracle.attitude;
    const byCorrelation = fitOneFactor({ rows });
    close(byCorrelation?.omega ?? null, expected.omega_total_1factor_ML_correlation, 1e-5);
    closeAll(byCorrelation?.loadings ?? [], expected.loadings_1factor_ML, 1e-4);
    close(
      fitOneFactor({ rows, metric: 'covariance' })?.omega ?? null,
      expected.omega_1factor_ML_covariance_lavaan,
      1e-5,
    );
  });

  it('intraclass correlations with their tests and intervals', () => {
    const { rows, type, icc, F, p, lower95, upper95 } = oracle.shrout_fleiss;
    const result = intraclassCorrelations({ rows });
    expect(result.map((one) => one.type)).toEqual(type);
    closeAll(
      result.map((one) => one.value),
      icc,
    );
    closeAll(
      result.map((one) => one.f),
      F,
    );
    closeAll(
      result.map((one) => one.p),
      p,
    );
    closeAll(
      result.map((one) => one.lower),
      lower95,
    );
    closeAll(
      result.map((one) => one.upper),
      upper95,
    );
  });

  it('within-group agreement', () => {
    close(withinGroupAgreement({ values: oracle.rwg.x1, steps: 5 }), oracle.rwg.rwg1);
    close(withinGroupAgreement({ values: oracle.rwg.x2, steps: 5 }), oracle.rwg.rwg2);
  });

  it('Krippendorff, four metrics', () => {
    const { observers_by_units: observers, ...expected } = oracle.krippendorff;
    for (const metric of ['nominal', 'ordinal', 'interval', 'ratio'] as const) {
      close(krippendorffAlpha({ observers, metric }), expected[metric]);
    }
  });

  it('Wilson, with and without the finite population', () => {
    const { x, n, lower, upper } = oracle.wilson;
    x.forEach((favourable, index) => {
      const interval = wilsonShare({ favourable, answered: n[index]! });
      close(interval.lower, lower[index]!);
      close(interval.upper, upper[index]!);
    });
    const { ci, plain, ...counts } = oracle.wilson_fpc;
    const fpc = wilsonShare({ favourable: counts.x, answered: counts.n, population: counts.N });
    closeAll([fpc.lower, fpc.upper], ci);
    const without = wilsonShare({ favourable: counts.x, answered: counts.n });
    closeAll([without.lower, without.upper], plain);
  });

  it('Newcombe', () => {
    const { cases, diff, lower, upper } = oracle.newcombe_diff;
    cases.forEach(([a, b, c, d], index) => {
      const result = newcombeDifference({
        first: { favourable: a!, answered: b! },
        second: { favourable: c!, answered: d! },
      });
      closeAll([result.difference, result.lower, result.upper], [diff[index]!, lower[index]!, upper[index]!]);
    });
  });

  it('eNPS', () => {
    oracle.enps.cases.forEach(([promoters, passives, detractors], index) => {
      const result = netPromoterScore({ promoters: promoters!, passives: passives!, detractors: detractors! });
      const expected = oracle.enps.result[index]!;
      closeAll(
        [result.score, result.standardError, result.lower, result.upper],
        [expected.score, expected.se, expected.lo, expected.hi],
      );
    });
  });

  it('adjusted comparisons', () => {
    const { p, BH, BY, holm, hochberg, bonferroni } = oracle.multiplicity;
    closeAll(adjustComparisons({ pValues: p, method: 'benjamini-hochberg' }), BH);
    closeAll(adjustComparisons({ pValues: p, method: 'benjamini-yekutieli' }), BY);
    closeAll(adjustComparisons({ pValues: p, method: 'holm' }), holm);
    closeAll(adjustComparisons({ pValues: p, method: 'hochberg' }), hochberg);
    closeAll(adjustComparisons({ pValues: p, method: 'bonferroni' }), bonferroni);
  });

  it('LMG, first and last', () => {
    const result = driverImportance({ rows: oracle.attitude.rows });
    close(result.rSquared, oracle.lmg_attitude.R2);
    closeAll(result.lmg, oracle.lmg_attitude.lmg);
    closeAll(result.first, oracle.lmg_attitude.first);
    closeAll(result.last, oracle.lmg_attitude.last);
  });

  it('raking of cells and of a small table', () => {
    const { counts, base_weight, margins, ...expected } = oracle.raking;
    const cells = counts.stype.flatMap((row, i) =>
      counts.sch_wide.map((column, j) => ({ row, column, n: counts.n[i]![j]! })),
    );
    const result = rakeWeights({
      baseWeights: cells.map(() => base_weight),
      counts: cells.map((cell) => cell.n),
      dimensions: [
        {
          categories: cells.map((cell) => cell.row),
          targets: Object.fromEntries(counts.stype.map((name, i) => [name, margins.stype[i]!])),
        },
        {
          categories: cells.map((cell) => cell.column),
          targets: Object.fromEntries(counts.sch_wide.map((name, j) => [name, margins.sch_wide[j]!])),
        },
      ],
    });
    closeAll(result.weights, expected.raked_cell_weight.flat(), 1e-5);
    close(result.designEffect, expected.kish_deff, 1e-5);
    close(result.effectiveSize, expected.n_eff, 1e-5);
    const means = expected.cell_mean_api00.flat();
    const top = result.weights.reduce((sum, weight, i) => sum + weight * cells[i]!.n * means[i]!, 0);
    close(
      top / result.weights.reduce((sum, weight, i) => sum + weight * cells[i]!.n, 0),
      expected.raked_mean_api00,
      1e-5,
    );
    const { seed, row_targets, col_targets, fitted } = oracle.ipf_small;
    const units = seed.flatMap((row, i) => row.map((value, j) => ({ value, row: `${i}`, column: `${j}` })));
    const small = rakeWeights({
      baseWeights: units.map((unit) => unit.value),
      dimensions: [
        {
          categories: units.map((unit) => unit.row),
          targets: Object.fromEntries(row_targets.map((value, i) => [`${i}`, value])),
        },
        {
          categories: units.map((unit) => unit.column),
          targets: Object.fromEntries(col_targets.map((value, j) => [`${j}`, value])),
        },
      ],
    });
    closeAll(small.weights, fitted.flat(), 1e-5);
  });

  it('James-Stein', () => {
    const expected = oracle.james_stein;
    const result = jamesStein({ means: expected.hits.map((hits) => hits / expected.n), variance: expected.sigma2 });
    close(result.grandMean, expected.grand_mean);
    close(result.shrink, expected.shrink);
    closeAll(result.estimates, expected.js);
    const errors = (estimates: readonly number[]) =>
      estimates.reduce(
        (sum, value, i) => sum + (value - expected.rest_of_season[i]!) * (value - expected.rest_of_season[i]!),
        0,
      );
    close(errors(result.estimates), expected.sse_js);
    close(errors(expected.hits.map((hits) => hits / expected.n)), expected.sse_mle);
  });

  it('careless indices per row', () => {
    const { rows20, longstring20, longstring_avg20, irv20 } = oracle.careless;
    const indices = rows20.map((answers) => carelessIndices({ answers }));
    closeAll(
      indices.map((one) => one.longestRun),
      longstring20,
    );
    closeAll(
      indices.map((one) => one.averageRun),
      longstring_avg20,
    );
    closeAll(
      indices.map((one) => one.variability),
      irv20,
    );
  });

  it('CUSUM and EWMA of Montgomery', () => {
    const { x, k, h, ...expected } = oracle.cusum;
    const cusum = runCusum({ values: x, target: 10, deviation: 1, slack: k, limit: h });
    closeAll(cusum.up, expected.Cplus);
    closeAll(cusum.down, expected.Cminus);
    closeAll(cusum.upRun, expected.Nplus);
    expect(cusum.signalAt).toBe(expected.first_signal - 1);
    const ewma = runEwma({ values: x, target: 10, deviation: 1, weight: 0.1, limit: 2.7 });
    closeAll(ewma.values, expected.ewma);
    closeAll(ewma.upper, expected.ewma_ucl);
    closeAll(ewma.lower, expected.ewma_lcl);
    expect(ewma.signalAt).toBe(expected.ewma_first - 1);
  });

  it('run lengths', () => {
    const { cusum_two_sided: cusum, ewma_l01_L2_814: ewma } = oracle.arl;
    const run = (limit: number, shift: number) => cusumRunLength({ slack: 0.5, limit, shift });
    closeAll([run(5, 0), run(5, 1), run(5, 0.5)], [cusum.h5.mu0, cusum.h5.mu1, cusum.h5.mu05], 1e-5);
    closeAll([run(4, 0), run(4, 1)], [cusum.h4.mu0, cusum.h4.mu1], 1e-5);
    closeAll(
      [0, 1].map((shift) => ewmaRunLength({ weight: 0.1, limit: 2.814, shift })),
      [ewma.mu0, ewma.mu1],
      1e-5,
    );
  });

  it('difference in differences', () => {
    const teams = [...new Set(oracle.did_panel.data.map((row) => row.team))];
    const cell = (team: number, post: number) =>
      oracle.did_panel.data.find((row) => row.team === team && row.post === post)!;
    const result = differenceInDifferences({
      groups: teams.map((team) => ({
        id: `${team}`,
        treated: cell(team, 0).treat === 1,
        before: cell(team, 0).y,
        after: cell(team, 1).y,
      })),
    });
    const { first_diff_ttest: test, ...expected } = oracle.did_panel;
    closeAll([result.effect, result.t, result.degreesOfFreedom, result.p], [expected.did, test.t, test.df, test.p]);
    closeAll(result.interval, test.ci);
    closeAll(
      [result.standardErrors.pooled, result.standardErrors.clustered],
      [expected.se_ols, expected.se_cluster_HC1_team],
    );
    close(result.permutationP, expected.perm_p_exact);
  });

  it('the rebound of the worst group', () => {
    closeAll(
      oracle.rtm.G.map((groups) => expectedRebound({ groups, answered: 40, share: 0.5 })),
      oracle.rtm.expected_rebound_points,
    );
  });

  it('ranking measures', () => {
    const { rel, dcg, idcg, ndcg, sk_true, sk_score, sk_ndcg, ap_hits, ap } = oracle.ranking;
    close(discountedGain(rel), dcg);
    close(discountedGain([...rel].sort((a, b) => b - a)), idcg);
    close(normalizedGain(rel), ndcg);
    const shown = sk_score.map((score, index) => ({ score, gain: sk_true[index]! })).sort((a, b) => b.score - a.score);
    close(normalizedGain(shown.map((one) => one.gain)), sk_ndcg);
    close(averagePrecision(ap_hits.map((hit) => hit === 1)), ap);
  });

  it('off-policy values', () => {
    const { log, policy, ...expected } = oracle.ope;
    const result = evaluatePolicy({
      log: log.map((row) => ({ context: row.ctx, action: row.action, propensity: row.p, reward: row.r })),
      policy: (context, action) => (policy[context] === action ? 1 : 0),
      actions: ['challenge', 'story', 'game'],
      rewardModel: () => 0.4,
    });
    closeAll([result.ips, result.snips], [expected.ips, expected.snips]);
    closeAll(
      [result.doublyRobust, result.effectiveSize, result.loggedMean],
      [expected.dr_const_q04, expected.ess, expected.on_policy_mean],
    );
  });

  it('noise beside sampling error', () => {
    for (const row of oracle.dp.table) {
      const bound = noiseBound({ answered: row.n, epsilon: row.eps });
      closeAll([bound.points, bound.mean15], [row.fav_laplace95_pts, row.mean15_laplace95]);
      const wilson = wilsonShare({ favourable: 0.7 * row.n, answered: row.n });
      close(50 * (wilson.upper - wilson.lower), row.wilson_half_p70_pts);
    }
    const chances = (epsilon: number) => [0, 1, 2, 3, 4, 5].map((step) => geometricChance({ epsilon, step }));
    closeAll(chances(1), oracle.dp.geometric_pmf_k0to5.eps1);
    closeAll(chances(0.5), oracle.dp.geometric_pmf_k0to5.eps0_5);
  });

  it('the leak of a table whose hidden cells look covered', () => {
    const { suppressed, recoverable, recoverable_after_adding_xb } = oracle.sdc_linear_leak;
    expect(findRecoverableCells({ hidden: suppressed })).toEqual(recoverable);
    expect(findRecoverableCells({ hidden: [...suppressed, ['x', 'b']] })).toEqual(recoverable_after_adding_xb);
  });

  it('keyness', () => {
    for (const { a, b, c, d, G2, lo } of oracle.keyness.cases) {
      const result = measureKeyness({ a, b, c, d });
      closeAll([result.g2, result.logOdds, result.z], [G2, lo.delta, lo.z]);
    }
  });
});
