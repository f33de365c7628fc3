import { readFileSync } from 'node:fs';
import { hasShared, sharedPath } from '../../../scripts/shared-data.ts';

type Numbers = readonly number[];
type Matrix = readonly Numbers[];

/** The blocks of the published reference results that the tests read. */
export interface EngagementOracle {
  readonly attitude: {
    readonly rows: Matrix;
    readonly columns: readonly string[];
    readonly raw_alpha: number;
    readonly std_alpha: number;
    readonly alpha_feldt95: Numbers;
    readonly item: { readonly r_drop_item_rest: Numbers; readonly alpha_if_dropped: Numbers };
    readonly omega_total_1factor_ML_correlation: number;
    readonly loadings_1factor_ML: Numbers;
    readonly omega_1factor_ML_covariance_lavaan: number;
  };
  readonly bfi_agree60: {
    readonly rows: Matrix;
    readonly raw_alpha: number;
    readonly std_alpha: number;
    readonly r_drop: Numbers;
  };
  readonly shrout_fleiss: {
    readonly rows: Matrix;
    readonly type: readonly string[];
    readonly icc: Numbers;
    readonly F: Numbers;
    readonly p: Numbers;
    readonly lower95: Numbers;
    readonly upper95: Numbers;
  };
  readonly rwg: { readonly x1: Numbers; readonly rwg1: number; readonly x2: Numbers; readonly rwg2: number };
  readonly wilson: { readonly x: Numbers; readonly n: Numbers; readonly lower: Numbers; readonly upper: Numbers };
  readonly wilson_fpc: {
    readonly x: number;
    readonly n: number;
    readonly N: number;
    readonly ci: Numbers;
    readonly plain: Numbers;
  };
  readonly newcombe_diff: {
    readonly cases: Matrix;
    readonly diff: Numbers;
    readonly lower: Numbers;
    readonly upper: Numbers;
  };
  readonly enps: {
    readonly cases: Matrix;
    readonly result: readonly {
      readonly score: number;
      readonly se: number;
      readonly lo: number;
      readonly hi: number;
    }[];
  };
  readonly multiplicity: Readonly<Record<'p' | 'BH' | 'BY' | 'holm' | 'hochberg' | 'bonferroni', Numbers>>;
  readonly krippendorff: Readonly<Record<'nominal' | 'ordinal' | 'interval' | 'ratio', number>> & {
    readonly observers_by_units: readonly (readonly (number | null)[])[];
  };
  readonly lmg_attitude: {
    readonly R2: number;
    readonly lmg: Numbers;
    readonly first: Numbers;
    readonly last: Numbers;
  };
  readonly raking: {
    readonly counts: { readonly stype: readonly string[]; readonly sch_wide: readonly string[]; readonly n: Matrix };
    readonly base_weight: number;
    readonly margins: { readonly stype: Numbers; readonly sch_wide: Numbers };
    readonly raked_cell_weight: Matrix;
    readonly raked_mean_api00: number;
    readonly cell_mean_api00: Matrix;
    readonly kish_deff: number;
    readonly n_eff: number;
  };
  readonly ipf_small: {
    readonly seed: Matrix;
    readonly row_targets: Numbers;
    readonly col_targets: Numbers;
    readonly fitted: Matrix;
  };
  readonly james_stein: {
    readonly hits: Numbers;
    readonly n: number;
    readonly grand_mean: number;
    readonly sigma2: number;
    readonly shrink: number;
    readonly js: Numbers;
    readonly rest_of_season: Numbers;
    readonly sse_mle: number;
    readonly sse_js: number;
  };
  readonly careless: {
    readonly rows20: Matrix;
    readonly longstring20: Numbers;
    readonly longstring_avg20: Numbers;
    readonly irv20: Numbers;
  };
  readonly cusum: Readonly<Record<'x' | 'Cplus' | 'Cminus' | 'Nplus' | 'ewma' | 'ewma_ucl' | 'ewma_lcl', Numbers>> & {
    readonly k: number;
    readonly h: number;
    readonly first_signal: number;
    readonly ewma_first: number;
  };
  readonly arl: {
    readonly cusum_two_sided: {
      readonly h5: { readonly mu0: number; readonly mu1: number; readonly mu05: number };
      readonly h4: { readonly mu0: number; readonly mu1: number };
    };
    readonly ewma_l01_L2_814: { readonly mu0: number; readonly mu1: number };
  };
  readonly did_panel: {
    readonly data: readonly {
      readonly team: number;
      readonly post: number;
      readonly treat: number;
      readonly y: number;
    }[];
    readonly did: number;
    readonly se_ols: number;
    readonly se_cluster_HC1_team: number;
    readonly first_diff_ttest: { readonly t: number; readonly df: number; readonly p: number; readonly ci: Numbers };
    readonly perm_p_exact: number;
  };
  readonly rtm: { readonly G: Numbers; readonly expected_rebound_points: Numbers };
  readonly ranking: {
    readonly rel: Numbers;
    readonly dcg: number;
    readonly idcg: number;
    readonly ndcg: number;
    readonly sk_true: Numbers;
    readonly sk_score: Numbers;
    readonly sk_ndcg: number;
    readonly ap_hits: Numbers;
    readonly ap: number;
  };
  readonly ope: {
    readonly log: readonly { readonly ctx: string; readonly action: string; readonly p: number; readonly r: number }[];
    readonly policy: Readonly<Record<string, string>>;
    readonly ips: number;
    readonly snips: number;
    readonly dr_const_q04: number;
    readonly ess: number;
    readonly on_policy_mean: number;
  };
  readonly dp: {
    readonly table: readonly Readonly<
      Record<'n' | 'eps' | 'fav_laplace95_pts' | 'mean15_laplace95' | 'wilson_half_p70_pts', number>
    >[];
    readonly geometric_pmf_k0to5: { readonly eps1: Numbers; readonly eps0_5: Numbers };
  };
  readonly sdc_linear_leak: {
    readonly table: Matrix;
    readonly row: readonly string[];
    readonly col: readonly string[];
    readonly suppressed: readonly (readonly [string, string])[];
    readonly recoverable: readonly boolean[];
    readonly recoverable_after_adding_xb: readonly boolean[];
  };
  readonly keyness: {
    readonly cases: readonly (Readonly<Record<'a' | 'b' | 'c' | 'd' | 'G2', number>> & {
      readonly lo: { readonly delta: number; readonly z: number };
    })[];
  };
}

/** True where the reference results are there. */
export const hasOracle = hasShared;

/** Reads the reference results; they are read where they lie and never copied. */
export function readOracle(): EngagementOracle {
  return JSON.parse(readFileSync(sharedPath('oracles', 'engagement.json'), 'utf8')) as EngagementOracle;
}
