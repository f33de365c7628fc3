import type { Remedy } from '@meritkit/workload-planner';
import type { Names } from './names.ts';
import { type Both, both, short } from './text.ts';

/** What a remedy costs others, each in words. */
export function breaksText({ breaks }: Remedy, names: Names): Both {
  if (breaks.length === 0) return both('nothing', '无');
  const parts = breaks.map((breakage) => breakText(breakage, names));
  return both(parts.map((part) => part.en).join('; '), parts.map((part) => part['zh-CN']).join('；'));
}

function breakText(breakage: Remedy['breaks'][number], names: Names): Both {
  switch (breakage.kind) {
    case 'deadline':
      return breakage.itemId.startsWith('demand:')
        ? both(`it is done on ${breakage.newDate}`, `${breakage.newDate}才完成`)
        : both(
            `${itemName(breakage.itemId).en} late, on ${breakage.newDate}`,
            `${itemName(breakage.itemId)['zh-CN']}延至${breakage.newDate}`,
          );
    case 'overload':
      return both(
        `${names.person(breakage.personId).en}: ${short(breakage.hours, 0)} h too much`,
        `${names.person(breakage.personId)['zh-CN']}超出${short(breakage.hours, 0)}小时`,
      );
    case 'demands':
      return both(
        `${short(breakage.missingHours, 0)} h of earlier promises`,
        `先前承诺中${short(breakage.missingHours, 0)}小时`,
      );
    case 'dropped':
      return both(
        `${short(breakage.hours, 0)} h of ${itemName(breakage.itemId).en} not done`,
        `${itemName(breakage.itemId)['zh-CN']}少做${short(breakage.hours, 0)}小时`,
      );
  }
}

/** A remedy as people say it. Overtime is never one. */
export function remedyText(remedy: Remedy, names: Names): Both {
  switch (remedy.kind) {
    case 'defer':
      return both(
        `Postpone ${itemName(remedy.itemId).en} of ${names.person(remedy.personId).en} to ${remedy.resumes}`,
        `把${names.person(remedy.personId)['zh-CN']}的${itemName(remedy.itemId)['zh-CN']}推迟到${remedy.resumes}`,
      );
    case 'cut':
      return both(
        `Drop ${itemName(remedy.itemId).en} of ${names.person(remedy.personId).en}`,
        `取消${names.person(remedy.personId)['zh-CN']}的${itemName(remedy.itemId)['zh-CN']}`,
      );
    case 'move':
      return both(
        `Hand ${itemName(remedy.itemId).en} from ${names.person(remedy.fromPersonId).en} to ${names.person(remedy.toPersonId).en}`,
        `把${itemName(remedy.itemId)['zh-CN']}从${names.person(remedy.fromPersonId)['zh-CN']}交给${names.person(remedy.toPersonId)['zh-CN']}`,
      );
    case 'reprioritise':
      return both(`Let ${remedy.demandId} wait until ${remedy.newDate}`, `让${remedy.demandId}等到${remedy.newDate}`);
    case 'split':
      return both(
        `Deliver ${short(remedy.hoursByDeadline, 0)} hours by the deadline and the rest by ${remedy.laterDate}`,
        `截止日前交付${short(remedy.hoursByDeadline, 0)}小时，其余到${remedy.laterDate}`,
      );
    case 'postpone':
      return both(`Let all of it be done by ${remedy.newDate}`, `整体改到${remedy.newDate}完成`);
    case 'reduce':
      return both(
        `Make ${itemName(remedy.itemId).en} ${short(remedy.hoursCut, 0)} hours smaller`,
        `${itemName(remedy.itemId)['zh-CN']}减少${short(remedy.hoursCut, 0)}小时`,
      );
    case 'team-up':
      return both(
        `Have ${remedy.people} people share ${itemName(remedy.itemId).en}`,
        `${remedy.people}人分担${itemName(remedy.itemId)['zh-CN']}`,
      );
    case 'train':
      return both(
        `Train ${names.person(remedy.personId).en} for ${short(remedy.weeks)} weeks`,
        `培训${names.person(remedy.personId)['zh-CN']}${short(remedy.weeks)}周`,
      );
    case 'hire':
      return both(
        `Add ${remedy.people} for ${short(remedy.weeks)} weeks, from ${remedy.startsBy}`,
        `增加${remedy.people}人，从${remedy.startsBy}起${short(remedy.weeks)}周`,
      );
    case 'combine': {
      const steps = remedy.steps.map((step) => remedyText(step, names));
      return both(steps.map((step) => step.en).join('; '), steps.map((step) => step['zh-CN']).join('；'));
    }
  }
}

function itemName(id: string): Both {
  if (id.startsWith('demand:')) return both('this demand', '这个需求');
  return id.startsWith('improvements:') ? both('improvements', '改进工作') : both(id, id);
}
