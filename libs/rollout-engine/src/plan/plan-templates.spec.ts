import { describe, expect, it } from '@jest/globals';
import { NOON } from '../../builders/a-rollout.js';
import { checkPlan } from './check-plan.js';
import { isTooSmallToTell } from './check-stages.js';
import { PLAN_TEMPLATES, TEMPLATE_NAMES } from './plan-templates.js';

describe('a template', () => {
  it.each(TEMPLATE_NAMES)('%s is a plan that can work', (name) => {
    expect(() => checkPlan(PLAN_TEMPLATES[name].plan, NOON)).not.toThrow();
  });

  it.each(['careful', 'urgent-safety', 'recall'] as const)('%s can tell before it opens to everybody', (name) => {
    const { plan } = PLAN_TEMPLATES[name];
    expect(isTooSmallToTell(plan, plan.stages.length - 2)).toBe(false);
  });
});
