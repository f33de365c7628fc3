import { addDays } from '@meritkit/core/dates';
import { pickText } from '@meritkit/core/locale';
import { renderHtmlParts } from '@meritkit/report-builder/html';
import { companySkills, experienceTags } from '../company/skills.ts';
import { type DemandForm, type FormProblems, problemsOf } from '../demand/form.ts';
import { companyZone } from '../slice/contributions.ts';
import { namesOf } from '../slice/names.ts';
import { remedyText } from '../slice/remedy-text.ts';
import type { Slice } from '../slice/slice.ts';
import { staffingReport } from '../slice/staffing-report.ts';
import { short } from '../slice/text.ts';
import { escapeHtml } from './markup.ts';
import { answerSeen } from './state.ts';
import { type AppKey, type AppLocale, say } from './words.ts';

/** What has been decided for the demand on screen. */
export interface Decision {
  /** A remedy that made room for it was carried out. */
  readonly carriedOut: boolean;
  /** Null while it is not accepted. */
  readonly acceptedHours: string | null;
  /** Nothing was done, because the plan was no longer the one that was seen; `was` is what was seen of it. */
  readonly stale: { readonly was: string } | null;
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
  return {
    // A decision leads back to the answer, not to the top of a form that fills a phone.
    body: `${fields}<div id="answer">${staleMarkup(locale, decision)}${statusMarkup(options)}${report.body}${actions(options)}</div><p class="hint">${say(locale, 'why')}</p>`,
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
  return `<form class="form" method="get" action="/#answer"><h1>${say(locale, 'form.title')}</h1><input type="hidden" name="lang" value="${locale}"><div class="fields">${fields.join('')}</div><button>${say(locale, 'form.submit')}</button></form>`;

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

interface ActionOptions {
  readonly locale: AppLocale;
  readonly form: DemandForm;
  readonly slice: Slice;
  readonly decision: Decision;
}

/** That nothing was done, and what is different from what was seen. */
function staleMarkup(locale: AppLocale, { stale }: Decision): string {
  if (stale === null) return '';
  const kind = stale.was.includes('-') ? 'date' : 'hours';
  const was = stale.was === '' ? '' : ` ${say(locale, 'remedy.was', { kind, was: stale.was })}`;
  return `<div class="problem" role="alert"><p>${say(locale, 'remedy.stale')}${was}</p></div>`;
}

/** What is decided already, with the way back. */
function statusMarkup(options: ActionOptions): string {
  const { locale, decision } = options;
  const { acceptedHours, carriedOut } = decision;
  if (acceptedHours === null && !carriedOut) return '';
  const words =
    acceptedHours === null ? say(locale, 'remedy.applied') : say(locale, 'remedy.accepted', { hours: acceptedHours });
  const undo = postMarkup(options, { path: '/undo', label: say(locale, 'remedy.undo'), words, quiet: true });
  return `<div class="actions" role="status">${undo}</div>`;
}

function postMarkup(
  { locale, form }: ActionOptions,
  action: {
    readonly path: '/apply' | '/accept' | '/undo' | '/';
    readonly label: string;
    readonly words: string;
    readonly fields?: Readonly<Record<string, string>>;
    readonly quiet?: boolean;
  },
): string {
  const { path, label, words, fields = {}, quiet = false } = action;
  const hidden = Object.entries({ ...form, lang: locale, ...fields })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('');
  const target = path === '/' ? 'method="get" action="/#answer"' : `method="post" action="${path}"`;
  return `<form ${target}>${hidden}<span>${escapeHtml(words)}</span><button${quiet ? ' class="quiet"' : ''}>${label}</button></form>`;
}

/** What can be done with the answer: accept it, carry out a remedy that is enough, or ask for the day that would do. */
function actions(options: ActionOptions): string {
  const { locale, form, slice, decision } = options;
  const names = namesOf(slice);
  const { admission } = slice.proposal;
  if (decision.acceptedHours !== null) return '';
  if (admission.ok) {
    const fields = { seen: answerSeen(slice), was: admission.finishDate };
    return `<div class="actions">${postMarkup(options, { path: '/accept', label: say(locale, 'remedy.accept'), words: '', fields })}</div>`;
  }
  const { rejection } = admission;
  const was = 'missingHours' in rejection ? short(rejection.missingHours, 0) : '';
  const usable = slice.proposal.remedies
    .map((remedy, index) => ({ remedy, index }))
    .filter(({ remedy }) => remedy.closes && canApply(remedy));
  const forms = usable.slice(0, 3).map(({ remedy, index }) => {
    const text = remedyText(remedy, names);
    const fields = { remedy: String(index), seen: text.en, was };
    return postMarkup(options, { path: '/apply', label: say(locale, 'remedy.try'), words: text[locale], fields });
  });
  const date = 'earliestDate' in rejection ? rejection.earliestDate : null;
  if (date !== null && problemsOf({ ...form, deadline: date }, slice.asOf).deadline === undefined) {
    const words = say(locale, 'remedy.date', { date });
    const [label, fields] = [say(locale, 'remedy.ask'), { deadline: date }];
    forms.push(postMarkup(options, { path: '/', label, words, fields, quiet: true }));
  }
  if (forms.length === 0) forms.push(`<p>${say(locale, 'remedy.none')}</p>`);
  return `<div class="actions">${forms.join('')}</div>`;
}

type AnyRemedy = Slice['proposal']['remedies'][number];

/** Remedies that only change the plan; hiring and training need people first. */
export function canApply(remedy: AnyRemedy): boolean {
  const steps = remedy.kind === 'combine' ? remedy.steps : [remedy];
  return steps.every((step) => step.kind === 'defer' || step.kind === 'cut' || step.kind === 'move');
}
