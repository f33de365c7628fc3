import { addDays, isDate } from '@meritkit/core/dates';
import { InvalidInputError } from '@meritkit/core/errors';
import { renderHtml, renderHtmlParts } from '@meritkit/report-builder/html';
import { type Context, Hono } from 'hono';
import { type DemandForm, demandOf, problemsOf, readForm } from '../demand/form.ts';
import { companyZone } from '../slice/contributions.ts';
import type { RealInput } from '../slice/input.ts';
import { loadReport } from '../slice/load-report.ts';
import { resultJson } from '../slice/result.ts';
import { firstForm } from '../slice/slice.ts';
import { short } from '../slice/text.ts';
import { valueReport } from '../slice/value-report.ts';
import type { Journal } from './journal.ts';
import { escapeHtml } from './markup.ts';
import { page } from './page.ts';
import { embed, staffingBody } from './staffing-page.ts';
import { type AppState, createState } from './state.ts';
import { appStyle } from './style.ts';
import { type AppLocale, localeOf, say } from './words.ts';

/** Everything is served from here: no script, no frame, nothing from elsewhere. */
const securityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The app: pages by GET, decisions by POST and then a redirect, so that a reload books nothing twice. */
export function createApp(input: RealInput, asOf: string, journal?: Journal): Hono {
  const state = createState(input, asOf, journal);
  const app = new Hono();
  const first = firstForm(asOf);
  const opening = demandOf(first);

  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', securityPolicy);
    context.header('x-content-type-options', 'nosniff');
    context.header('referrer-policy', 'no-referrer');
  });

  app.get('/', (context) => {
    const form = readForm(context.req.query(), first);
    return context.html(
      staffingPage(context, state, form, asOf, opening),
      Object.keys(problemsOf(form, asOf)).length > 0 ? 422 : 200,
    );
  });

  for (const action of ['apply', 'accept', 'undo'] as const) {
    app.post(`/${action}`, async (context) => {
      const body = await context.req.parseBody();
      const fields = Object.fromEntries(
        Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      );
      const form = readForm(fields, first);
      const query = new URLSearchParams({ ...form, lang: localeOf(fields.lang) });
      if (Object.keys(problemsOf(form, asOf)).length === 0 && decide(state, action, form, fields) === 'stale')
        for (const [name, value] of Object.entries({ stale: '1', was: fields.was ?? '' })) query.set(name, value);
      return context.redirect(`/?${query}#answer`, 303);
    });
  }

  app.get('/load', (context) => {
    const locale = languageOf(context);
    const slice = state.sliceFor(opening);
    const report = loadReport(slice, {
      asOf,
      period: { start: slice.demand.start, end: addDays(slice.demand.start, 42) },
    });
    const parts = renderHtmlParts(report, { locale, timeZone: companyZone });
    const other = `/load?lang=${locale === 'en' ? 'zh-CN' : 'en'}`;
    return context.html(
      page({
        locale,
        current: 'load',
        title: parts.title,
        style: parts.style,
        body: `<div class="form"><h1>${escapeHtml(parts.title)}</h1></div>${embed(parts.body)}`,
        otherLanguage: other,
        slice,
      }),
    );
  });

  app.get('/report', (context) => {
    const locale = languageOf(context);
    return context.html(renderHtml(valueReport(state.sliceFor(opening)), { locale, timeZone: companyZone }));
  });
  app.get('/result.json', (context) => {
    const slice = state.sliceFor(opening);
    return context.body(resultJson(slice, valueReport(slice)), 200, {
      'content-type': 'application/json; charset=utf-8',
    });
  });

  app.notFound((context) => context.html(problemPage(languageOf(context), 'error.notfound'), 404));
  app.onError((error, context) => {
    if (InvalidInputError.isInstance(error))
      return context.html(problemPage(languageOf(context), 'error.what', error.message), 400);
    console.error(error);
    return context.html(problemPage(languageOf(context), 'error.what'), 500);
  });
  return app;
}

function decide(
  state: AppState,
  action: 'apply' | 'accept' | 'undo',
  form: DemandForm,
  fields: Readonly<Record<string, string>>,
): 'done' | 'stale' {
  const demand = demandOf(form);
  if (action === 'accept') return state.accept(demand, { seen: fields.seen ?? '' });
  if (action === 'apply') return state.apply(demand, { index: Number(fields.remedy), seen: fields.seen ?? '' });
  state.undo(demand.id);
  return 'done';
}

function staffingPage(
  context: Context,
  state: AppState,
  form: DemandForm,
  asOf: string,
  opening: ReturnType<typeof demandOf>,
): string {
  const locale = languageOf(context);
  const problems = problemsOf(form, asOf);
  const demand = Object.keys(problems).length > 0 ? opening : demandOf(form);
  const slice = state.sliceFor(demand);
  const { carriedOut, acceptedHours } = state.decidedOn(demand.id);
  const was = context.req.query('was') ?? '';
  const decision = {
    carriedOut,
    acceptedHours: acceptedHours === null ? null : short(acceptedHours, 0),
    // What comes with an address may be anybody's words; only a day or a number is shown.
    stale: context.req.query('stale') === '1' ? { was: isDate(was) || /^\d{1,6}$/.test(was) ? was : '' } : null,
  };
  const { body, style } = staffingBody({ locale, form, problems, slice, decision });
  const otherLanguage = `/?${new URLSearchParams({ ...form, lang: locale === 'en' ? 'zh-CN' : 'en' })}`;
  return page({ locale, current: 'staffing', title: say(locale, 'form.title'), style, body, otherLanguage, slice });
}

function languageOf(context: Context): AppLocale {
  return localeOf(context.req.query('lang') ?? context.req.header('accept-language'));
}

function problemPage(locale: AppLocale, key: 'error.what' | 'error.notfound', detail = ''): string {
  const more = detail === '' ? '' : `<p lang="en">${escapeHtml(detail)}</p>`;
  const title = say(locale, 'error.title');
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · Meritkit</title><style>${appStyle}</style></head><body><main class="page"><div class="form"><h1>${title}</h1></div><div class="problem" role="alert"><p>${say(locale, key)}</p>${more}<p><a href="/?lang=${locale}">${say(locale, 'error.back')}</a></p></div></main></body></html>\n`;
}
