import { type InputIssue, InvalidInputError } from '@meritkit/core/errors';
import type { Skill, Taxonomy } from './model.ts';

/** A taxonomy that passed its checks, with its skills by id. */
export interface CheckedTaxonomy {
  readonly taxonomy: Taxonomy;
  readonly byId: ReadonlyMap<string, Skill>;
}

const checkedBefore = new WeakMap<Taxonomy, CheckedTaxonomy>();

/**
 * Checks a taxonomy: ids once, parents and neighbours known, similarity within 0..1, parents without a circle.
 *
 * @throws InvalidInputError `skills/invalid-taxonomy` with every issue's path: `skills/duplicate-skill`,
 * `skills/dangling-parent`, `skills/dangling-neighbour`, `skills/invalid-similarity`, `skills/taxonomy-cycle`.
 * @example
 * ```ts
 * import { checkTaxonomy } from '@meritkit/skills-matrix';
 *
 * checkTaxonomy({ taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] } }).byId.size; // 1
 * ```
 */
export function checkTaxonomy(options: { readonly taxonomy: Taxonomy }): CheckedTaxonomy {
  const { taxonomy } = options;
  const known = checkedBefore.get(taxonomy);
  if (known !== undefined && known.byId.size === taxonomy.skills.length) return known;
  const byId = new Map(taxonomy.skills.map((skill) => [skill.id, skill]));
  const issues = [...duplicateIssues(taxonomy), ...referenceIssues(taxonomy, byId)];
  const cycle = issues.length === 0 ? findCycle(taxonomy, byId) : undefined;
  if (cycle !== undefined) issues.push(cycle);
  if (issues.length > 0) throw new InvalidInputError({ code: 'skills/invalid-taxonomy', issues });
  const checked: CheckedTaxonomy = { taxonomy, byId };
  checkedBefore.set(taxonomy, checked);
  return checked;
}

function duplicateIssues(taxonomy: Taxonomy): InputIssue[] {
  const seen = new Set<string>();
  const issues: InputIssue[] = [];
  for (const [index, skill] of taxonomy.skills.entries()) {
    if (seen.has(skill.id)) issues.push(issue('skills/duplicate-skill', [index, 'id'], `"${skill.id}" stands twice`));
    seen.add(skill.id);
  }
  return issues;
}

function referenceIssues(taxonomy: Taxonomy, byId: ReadonlyMap<string, Skill>): InputIssue[] {
  const issues: InputIssue[] = [];
  for (const [index, skill] of taxonomy.skills.entries()) {
    for (const [at, parent] of (skill.parents ?? []).entries()) {
      if (!byId.has(parent)) {
        issues.push(issue('skills/dangling-parent', [index, 'parents', at], `no skill "${parent}"`));
      }
    }
    for (const [at, neighbour] of (skill.adjacent ?? []).entries()) {
      if (!byId.has(neighbour.skillId) || neighbour.skillId === skill.id) {
        const path = [index, 'adjacent', at, 'skillId'];
        issues.push(issue('skills/dangling-neighbour', path, `no other skill "${neighbour.skillId}"`));
      }
      if (!(neighbour.similarity >= 0 && neighbour.similarity <= 1)) {
        const path = [index, 'adjacent', at, 'similarity'];
        issues.push(issue('skills/invalid-similarity', path, `${neighbour.similarity} is not within 0..1`));
      }
    }
  }
  return issues;
}

function issue(code: string, path: readonly (string | number)[], message: string): InputIssue {
  return { code, path: ['skills', ...path], message };
}

/** Depth first, with its own stack: a taxonomy may be deep. */
function findCycle(taxonomy: Taxonomy, byId: ReadonlyMap<string, Skill>): InputIssue | undefined {
  const done = new Set<string>();
  for (const start of taxonomy.skills) {
    if (done.has(start.id)) continue;
    const open = new Set<string>([start.id]);
    const stack = [{ skill: start, next: 0 }];
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const parent = top.skill.parents?.[top.next];
      top.next += 1;
      if (parent === undefined) {
        open.delete(top.skill.id);
        done.add(top.skill.id);
        stack.pop();
      } else if (open.has(parent)) {
        const ids = stack.map((frame) => frame.skill.id);
        const circle = [...ids.slice(ids.indexOf(parent)), parent].join(' > ');
        const index = taxonomy.skills.indexOf(top.skill);
        return issue('skills/taxonomy-cycle', [index, 'parents', top.next - 1], `parents go in a circle: ${circle}`);
      } else if (!done.has(parent)) {
        open.add(parent);
        stack.push({ skill: byId.get(parent)!, next: 0 });
      }
    }
  }
  return undefined;
}
