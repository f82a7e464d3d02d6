import { readFile } from 'node:fs/promises';
import { refuse } from '../refusal.js';
import type { components } from '../release-desk/openapi.js';

type Plan = components['schemas']['PlanRequest'];

/** A plan as a file has it: JSON in the words of the API (PlanRequest); the release desk says what of it does not work. Errors: Refusal. */
export async function planIn(path: string): Promise<Plan> {
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  const plan = parsed(text);
  if (typeof plan === 'object' && plan !== null && !Array.isArray(plan)) return plan;
  throw refuse(`${path} holds no plan: write a JSON object as POST /api/rollouts takes it in "plan".`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
