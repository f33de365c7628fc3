import { addDays } from '@meritkit/core/dates';
import { pickText } from '@meritkit/core/locale';
import { renderHtmlParts } from '@meritkit/report-builder/html';
import { companySkills, experienceTags } from '../company/skills.ts';
import type { DemandForm, FormProblems } from '../demand/form.ts';
import { companyZone } from '../slice/contributions.ts';
import type { Slice } from '../slice/slice.ts';
import { namesOf, remedyText, staffingReport } from '../slice/staffing-report.ts';
import { escapeHtml } from './markup.ts';
import { type AppKey, type AppLocale, say } from './words.ts';

/** What has been decided for the demand on screen. */
export interface Decision {
  readonly accepted: boolean;
  readonly stale: boolean;
  readonly plannedHours: string;
}

/** The form, what is wrong with it, and the answer. */
export function staffingBody(options: {
  readonly locale: AppLocale;
  readonly form: DemandForm;
  readonly problems: FormProblems;
  readonly slice: Slice;
  readonly decision: Decision;
}): { readonly body: string; readonly style: string } {
  const { locale, form, problems, slice, decision } = options;
  const fields = formMarkup(locale, form, problems);
  if (Object.keys(problems).length > 0) {
    return {
      body: `${fields}<div class="problem" role="alert"><p>${say(locale, 'problem.title')}</p></div>`,
      style: reportParts(slice, locale).style,
    };
  }
  const report = reportParts(slice, locale);
  const stale = decision.stale ? `<div class="problem" role="alert"><p>${say(locale, 'remedy.stale')}</p></div>` : '';
  return {
    body: `${fields}${stale}${report.body}${actions(options)}<p class="hint">${say(locale, 'why')}</p>`,
    style: report.style,
  };
}

function reportParts(slice: Slice, locale: AppLocale) {
  const frame = { asOf: slice.asOf, period: { start: slice.demand.start, end: addDays(slice.demand.deadline, 1) } };
  // One <main> per page: the report becomes a section of the app's own.
  const parts = renderHtmlParts(staffingReport(slice, frame), { locale, timeZone: companyZone });
  return { style: parts.style, body: embed(parts.body) };
}

/** A report's body as a section of a page that has a main element of its own. */
export function embed(body: string): string {
  return body.replace(/^<main /, '<section ').replace(/<\/main>$/, '</section>');
}

function formMarkup(locale: AppLocale, form: DemandForm, problems: FormProblems): string {
  const skills = companySkills.map((skill) => [skill.id, pickText(skill.name, locale)] as const);
  const tags = [
    ['', say(locale, 'form.tag.none')] as const,
    ...experienceTags.map((tag) => [tag.id, pickText(tag.name, locale)] as const),
  ];
  const levels = ['1', '2', '3', '4', '5'].map(
    (level) => [level, say(locale, `form.levels.${level}` as AppKey)] as const,
  );
  const fields = [
    select('skill', skills),
    select('level', levels),
    select('tag', tags),
    input('hours', 'text', 'inputmode="decimal"'),
    input('start', 'date', ''),
    input('deadline', 'date', ''),
  ];
  return `<form class="form" method="get" action="/"><h1>${say(locale, 'form.title')}</h1><input type="hidden" name="lang" value="${locale}"><div class="fields">${fields.join('')}</div><button>${say(locale, 'form.submit')}</button></form>`;

  function wrap(name: keyof DemandForm, control: (described: string) => string): string {
    const problem = problems[name];
    const described = problem === undefined ? '' : ` aria-invalid="true" aria-describedby="${name}-mistake"`;
    const mistake =
      problem === undefined
        ? ''
        : `<p class="mistake" id="${name}-mistake">${say(locale, `problem.${problem}` as AppKey)}</p>`;
    return `<div class="field"><label for="${name}">${say(locale, `form.${name}` as AppKey)}</label>${control(described)}${mistake}</div>`;
  }
  function select(name: keyof DemandForm, choices: readonly (readonly [string, string])[]): string {
    const entries = choices.map(
      ([value, label]) =>
        `<option value="${escapeHtml(value)}"${value === form[name] ? ' selected' : ''}>${escapeHtml(label)}</option>`,
    );
    return wrap(name, (described) => `<select id="${name}" name="${name}"${described}>${entries.join('')}</select>`);
  }
  function input(name: keyof DemandForm, type: string, more: string): string {
    return wrap(
      name,
      (described) =>
        `<input id="${name}" name="${name}" type="${type}" ${more} value="${escapeHtml(form[name])}"${described}>`,
    );
  }
}

/** What can be done with the answer: carry out a remedy that is enough, accept, or take back. */
function actions(options: {
  readonly locale: AppLocale;
  readonly form: DemandForm;
  readonly slice: Slice;
  readonly decision: Decision;
}): string {
  const { locale, form, slice, decision } = options;
  const names = namesOf(slice);
  const hidden = Object.entries({ ...form, lang: locale })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('');
  const post = (path: string, label: string, words: string, more = '', quiet = '') =>
    `<form method="post" action="${path}">${hidden}${more}<span>${escapeHtml(words)}</span><button${quiet}>${label}</button></form>`;
  if (decision.accepted) {
    return `<div class="actions" role="status">${post('/undo', say(locale, 'remedy.undo'), say(locale, 'remedy.accepted', { hours: decision.plannedHours }), '', ' class="quiet"')}</div>`;
  }
  if (slice.proposal.admission.ok)
    return `<div class="actions">${post('/accept', say(locale, 'remedy.accept'), '')}</div>`;
  const usable = slice.proposal.remedies
    .map((remedy, index) => ({ remedy, index }))
    .filter(({ remedy }) => remedy.closes && canApply(remedy));
  const forms = usable.slice(0, 3).map(({ remedy, index }) => {
    const key = `<input type="hidden" name="remedy" value="${index}"><input type="hidden" name="seen" value="${escapeHtml(remedyText(remedy, names).en)}">`;
    return post('/apply', say(locale, 'remedy.try'), remedyText(remedy, names)[locale], key);
  });
  return `<div class="actions">${forms.join('')}</div>`;
}

type AnyRemedy = Slice['proposal']['remedies'][number];

/** Remedies that only change the plan; hiring and training need people first. */
export function canApply(remedy: AnyRemedy): boolean {
  const steps = remedy.kind === 'combine' ? remedy.steps : [remedy];
  return steps.every((step) => step.kind === 'defer' || step.kind === 'cut' || step.kind === 'move');
}
