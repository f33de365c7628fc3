import { isDate } from '@meritkit/core/dates';
import { parseStaffingDemand, type StaffingDemand } from '@meritkit/workflows/staff-demand';
import { companySkills, experienceTags } from '../company/skills.ts';

/** The form as it was filled in. */
export interface DemandForm {
  readonly skill: string;
  readonly level: string;
  readonly tag: string;
  readonly hours: string;
  readonly start: string;
  readonly deadline: string;
}

export type FormProblem =
  | 'unknown-skill'
  | 'level'
  | 'unknown-tag'
  | 'hours'
  | 'not-a-day'
  | 'past'
  | 'before-start'
  | 'too-far';

/** What is wrong with the form, by field. Empty when it can be used. */
export type FormProblems = Readonly<Partial<Record<keyof DemandForm, FormProblem>>>;

/** Reads the fields of a request; what is not there is as in `fallback`. */
export function readForm(fields: Readonly<Record<string, string | undefined>>, fallback: DemandForm): DemandForm {
  const field = (name: keyof DemandForm) => fields[name]?.trim() ?? fallback[name];
  return {
    skill: field('skill'),
    level: field('level'),
    tag: field('tag'),
    hours: field('hours'),
    start: field('start'),
    deadline: field('deadline'),
  };
}

/** What is wrong, field by field; `today` is the first day that is not past. */
export function problemsOf(form: DemandForm, today: string): FormProblems {
  const problems: Partial<Record<keyof DemandForm, FormProblem>> = {};
  if (!companySkills.some((skill) => skill.id === form.skill)) problems.skill = 'unknown-skill';
  if (!/^[1-5]$/.test(form.level)) problems.level = 'level';
  if (form.tag !== '' && !experienceTags.some((tag) => tag.id === form.tag)) problems.tag = 'unknown-tag';
  if (!/^\d{1,5}(\.\d+)?$/.test(form.hours) || Number(form.hours) === 0) problems.hours = 'hours';
  if (!isDate(form.start)) problems.start = 'not-a-day';
  if (!isDate(form.deadline)) problems.deadline = 'not-a-day';
  else if (form.deadline < today) problems.deadline = 'past';
  else if (isDate(form.start) && form.deadline < form.start) problems.deadline = 'before-start';
  else if (isDate(form.start) && Number(form.deadline.slice(0, 4)) - Number(form.start.slice(0, 4)) > 1)
    problems.deadline = 'too-far';
  return problems;
}

/** The demand that a valid form asks for. The same form is the same demand, so accepting twice books once. */
export function demandOf(form: DemandForm): StaffingDemand {
  return parseStaffingDemand({
    id: `demand:${[form.skill, form.level, form.tag, form.hours, form.start, form.deadline].join(':')}`,
    skills: [{ skillId: form.skill, atLeast: Number(form.level), weight: 0.7, must: true }],
    ...(form.tag === '' ? {} : { experience: [{ tag: form.tag, weight: 0.3, months: 3 }] }),
    effortHours: Number(form.hours),
    start: form.start,
    deadline: form.deadline,
  });
}
