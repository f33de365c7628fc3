import { invalidInput } from '@meritkit/core/errors';
import type { Dimension, Scorecard, Weight } from '../scorecard/schema.ts';
import { administration } from './administration.ts';
import { finance } from './finance.ts';
import { humanResources } from './human-resources.ts';
import { okrKpi } from './okr-kpi.ts';
import { research } from './research.ts';
import { school } from './school.ts';
import { systemEvaluation } from './system-evaluation.ts';
import { technology } from './technology.ts';
import type { ScorecardTemplate } from './template.ts';

/** Every template of this package. */
export const scorecardTemplates: readonly ScorecardTemplate[] = [
  technology,
  research,
  okrKpi,
  humanResources,
  finance,
  administration,
  school,
  systemEvaluation,
];

/**
 * A template's scorecard with a company's own weights, by the id of a dimension or metric.
 *
 * @throws InvalidInputError `performance/unknown-template`; `performance/unknown-metric` for a weight that fits nothing
 * @example
 * ```ts
 * import { scorecardFromTemplate } from '@meritkit/performance-scoring';
 *
 * scorecardFromTemplate({ templateId: 'technology-40-30-30', weights: { innovation: 40 } }).dimensions?.[1]?.weight; // 40
 * ```
 */
export function scorecardFromTemplate(options: {
  readonly templateId: string;
  readonly weights?: Readonly<Record<string, Weight>>;
}): Scorecard {
  const template = scorecardTemplates.find((candidate) => candidate.id === options.templateId);
  if (template === undefined) {
    throw invalidInput('performance/unknown-template', ['templateId'], `no template "${options.templateId}"`);
  }
  const weights = options.weights ?? {};
  const used = new Set<string>();
  const reweigh = <Node extends { readonly id: string; readonly weight: Weight }>(node: Node): Node => {
    if (!Object.hasOwn(weights, node.id)) return node;
    used.add(node.id);
    return { ...node, weight: weights[node.id]! };
  };
  const visit = <Branch extends Pick<Scorecard, 'metrics' | 'dimensions'>>(branch: Branch): Branch => ({
    ...branch,
    ...(branch.metrics === undefined ? {} : { metrics: branch.metrics.map(reweigh) }),
    ...(branch.dimensions === undefined
      ? {}
      : { dimensions: branch.dimensions.map((child): Dimension => visit(reweigh(child))) }),
  });
  const scorecard = visit(template.scorecard);
  for (const id of Object.keys(weights)) {
    if (!used.has(id))
      throw invalidInput('performance/unknown-metric', ['weights', id], `nothing called "${id}" in the template`);
  }
  return scorecard;
}
