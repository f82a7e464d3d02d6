import { eachOf, factText, type ProblemKinds } from './problem-kind.js';

/** Release notes, plans, rollouts and what vehicles get of them. */
export const problemsOfRollouts = {
  'note-not-valid': {
    status: 422,
    title: 'The release note is not complete',
    shows: ['problems'],
    sentence: (facts) =>
      eachOf(
        facts,
        'problems',
        ['line', 'problem', 'fix'],
        ({ line, problem, fix }) => `Line ${line}: ${problem}. ${fix}.`,
      ) ?? 'The release note is not complete: compare it with the guide for release notes.',
  },
  'plan-not-workable': {
    status: 422,
    title: 'The plan cannot work',
    shows: ['problems'],
    sentence: (facts) => {
      const told = eachOf(facts, 'problems', ['at', 'says'], ({ at, says }) => `${at}: ${says}.`);
      return `The plan cannot work. ${told ?? 'Compare it with the guide for plans.'}`;
    },
  },
  'plan-not-changed': {
    status: 409,
    title: 'The plan says the same',
    shows: ['name'],
    sentence: (facts) =>
      `The plan of "${factText(facts, 'name', 'the rollout')}" says the same already: say what shall be otherwise.`,
  },
  'halt-is-final': {
    status: 409,
    title: 'A halt is final for this version of the plan',
    shows: ['name', 'why'],
    sentence: (facts) =>
      `"${factText(facts, 'name', 'The rollout')}" was halted (${factText(facts, 'why', 'a breach')}), and a halt is final for its version of the plan. To go on, propose a new version that names the cause and what changed; another person approves it.`,
  },
  'start-not-yet': {
    status: 409,
    title: 'It starts later',
    shows: ['name', 'startsAt'],
    sentence: (facts) =>
      `"${factText(facts, 'name', 'The rollout')}" is planned to start at ${factText(facts, 'startsAt', 'a later time')}, by itself. To start it before, revise its plan.`,
  },
  'filter-not-valid': {
    status: 422,
    title: 'The filter cannot be read',
    shows: ['filter', 'at', 'says'],
    sentence: (facts) => {
      const place = typeof facts['at'] === 'number' ? ` at character ${facts['at'] + 1}` : '';
      return `The filter cannot be read${place}: ${factText(facts, 'says', 'compare it with the guide for filters')}.`;
    },
  },
  'cohort-not-valid': {
    status: 422,
    title: 'The cohort cannot be read',
    shows: ['says'],
    sentence: (facts) =>
      `The cohort cannot be read: ${factText(facts, 'says', 'it is too large')}. Take it apart, or save parts of it under names of their own.`,
  },
  'name-taken': {
    status: 409,
    title: 'The name is taken',
    shows: ['what', 'name'],
    sentence: (facts) =>
      `There is a ${factText(facts, 'what', 'record')} called "${factText(facts, 'name', '')}" already: choose another name.`,
  },
  'wrong-state': {
    status: 409,
    title: 'Not possible in this state',
    shows: ['what', 'name', 'verb', 'is', 'mustBe'],
    sentence: (facts) =>
      `The ${factText(facts, 'what', 'record')} "${factText(facts, 'name', '')}" is ${factText(facts, 'is', 'in another state')}; to ${factText(facts, 'verb', 'do this')} it must be ${factText(facts, 'mustBe', 'in another one')}.`,
  },
  'note-not-live': {
    status: 409,
    title: 'There is no text to decide about',
    shows: ['market'],
    sentence: (facts) =>
      `No note of this release is live that the owner could have read in ${factText(facts, 'market', 'this market')}: publish it first.`,
  },
  'stage-not-ready': {
    status: 409,
    title: 'The stage is not ready to move on',
    shows: ['reasons', 'step'],
    sentence: (facts) => {
      const told = eachOf(
        facts,
        'reasons',
        ['code', 'wants', 'has'],
        ({ code, wants, has }) => `${code}: wants ${wants}, has ${has}.`,
      );
      return `The stage is not ready to move on. ${told ?? 'Look at its evidence.'}`;
    },
  },
  'too-many-attributes': {
    status: 422,
    title: 'Too many attributes',
    shows: ['count', 'most'],
    sentence: (facts) =>
      `The vehicle would have ${factText(facts, 'count', 'too many')} attributes, and at most ${factText(facts, 'most', 'fewer')} are kept: send fewer, or remove some first.`,
  },
  'too-many-reports': {
    status: 429,
    title: 'Too many reports',
    shows: ['most'],
    sentence: (facts) =>
      `At most ${factText(facts, 'most', 'so many')} different reports of one attempt are kept, besides its verdicts: send only what ends it.`,
  },
  'download-taken-back': {
    status: 403,
    title: 'This update is not offered any more',
    shows: [],
    sentence: () => 'This update is not offered to this vehicle any more: stop the download and poll again.',
  },
  'nothing-stopped': {
    status: 409,
    title: 'Nothing is stopped',
    shows: [],
    sentence: () =>
      'No order to stop all is in force, so there is none to lift. A rollout that is paused is resumed by itself.',
  },
  'register-too-old': {
    status: 409,
    title: 'The target register is too old',
    shows: ['asOf'],
    sentence: (facts) =>
      `The newest target register is ${factText(facts, 'asOf', '') === '' ? 'not written' : `of ${factText(facts, 'asOf', '')}`}, and a rollout starts on one of the last 24 hours: write a fresh one (tidings rollout register ID), then start.`,
  },
  'stop-not-written': {
    status: 503,
    title: 'The order could not be written down here',
    shows: ['path'],
    sentence: (facts) =>
      `This gateway has stopped, and cannot write ${factText(facts, 'path', 'its file')}: it would begin again after a restart. Make the file by hand, and mind the disk.`,
  },
} as const satisfies ProblemKinds;
