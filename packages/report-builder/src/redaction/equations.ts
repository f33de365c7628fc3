import type { ReportDocument } from '../document/document.ts';
import type { MetricRelation } from '../document/metric.ts';

/** A linear equation over hidden numbers: integer coefficients by their keys. Constants play no part in what is determined. */
export interface Equation {
  readonly coefficients: ReadonlyMap<string, bigint>;
  /** What stands in it and is visible: hiding one of them takes the equation's force. */
  readonly visible: readonly string[];
  /** True where every number in it is a sum of parts that cannot be below zero. */
  readonly nonNegative: boolean;
}

/** A number is the same number in two reports when id and period agree. */
export function keyOf(metric: {
  readonly id: string;
  readonly period: { readonly start: string; readonly end: string };
}): string {
  return `${metric.id}\u0000${metric.period.start}\u0000${metric.period.end}`;
}

/** What a reader knows of each number: its decimal text, or null. */
export type Knowledge = (key: string) => string | null;

/** The equations that a reader of these documents can write down, given what is visible to that reader. */
export function equationsOf(document: ReportDocument, knows: Knowledge): readonly Equation[] {
  const keys = new Map(document.metrics.map((metric) => [metric.id, keyOf(metric)]));
  return document.relations.flatMap((relation) => equationOf(relation, (id) => keys.get(id)!, knows) ?? []);
}

function equationOf(relation: MetricRelation, key: (id: string) => string, knows: Knowledge): Equation | undefined {
  if (relation.kind === 'linear') {
    const terms: [string, string][] = relation.parts.map((part) => [key(part.metric), part.weight]);
    terms.push([key(relation.total), negated(relation.divisor)]);
    return linear(terms, knows, relation.nonNegative);
  }
  if (relation.kind === 'ratio') {
    const [total, dividend, divisor] = [key(relation.total), key(relation.dividend), key(relation.divisor)];
    const share = knows(total);
    if (share !== null) {
      return withVisible(
        linear(
          [
            [dividend, relation.scale],
            [divisor, negated(share)],
          ],
          knows,
          false,
        ),
        total,
      );
    }
    const both = knows(dividend) !== null && knows(divisor) !== null;
    return both ? only(total, [dividend, divisor]) : undefined;
  }
  const parts = relation.parts.map(key);
  const hidden = parts.filter((part) => knows(part) === null);
  const total = key(relation.total);
  if (knows(total) === null) return hidden.length === 0 ? only(total, parts) : undefined;
  return hidden.length === 1 ? only(hidden[0]!, [total, ...parts.filter((part) => part !== hidden[0])]) : undefined;
}

/** A reader who knows all of `visible` knows `hidden`. */
function only(hidden: string, visible: readonly string[]): Equation {
  return { coefficients: new Map([[hidden, 1n]]), visible, nonNegative: false };
}

function withVisible(equation: Equation | undefined, key: string): Equation | undefined {
  return equation === undefined ? undefined : { ...equation, visible: [...equation.visible, key] };
}

function linear(
  terms: readonly (readonly [string, string])[],
  knows: Knowledge,
  nonNegative: boolean,
): Equation | undefined {
  const places = Math.max(...terms.map(([, weight]) => weight.split('.')[1]?.length ?? 0));
  const coefficients = new Map<string, bigint>();
  const visible: string[] = [];
  for (const [key, weight] of terms) {
    if (knows(key) !== null) {
      visible.push(key);
      continue;
    }
    const sum = (coefficients.get(key) ?? 0n) + scaled(weight, places);
    if (sum === 0n) coefficients.delete(key);
    else coefficients.set(key, sum);
  }
  return coefficients.size === 0 ? undefined : { coefficients, visible, nonNegative };
}

function scaled(decimal: string, places: number): bigint {
  const [whole, part = ''] = decimal.split('.');
  return BigInt(whole! + part.padEnd(places, '0'));
}

function negated(decimal: string): string {
  return decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`;
}
