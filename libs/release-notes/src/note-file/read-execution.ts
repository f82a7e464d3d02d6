import type { Execution, ExpectedTime, Refusal } from '../execution.js';
import type { FieldReader } from './field-reader.js';

/** The answers under 'before-you-install'. What is absent stays absent: completeness names it, a draft may lack it. */
export function readExecution(fields: FieldReader | undefined): Execution {
  if (!fields) return {};
  const execution: Execution = {
    why: fields.optionalMarkdown('why'),
    changes: fields.optionalMarkdown('changes'),
    time: readTime(fields.optionalFields('time')),
    unavailable: fields.optionalMarkdown('unavailable'),
    instructions: fields.optionalMarkdown('instructions'),
    refusal: readRefusal(fields.optionalFields('refusal')),
    goingBack: fields.optionalMarkdown('going-back'),
  };
  fields.refuseOthers();
  return execution;
}

function readTime(fields: FieldReader | undefined): ExpectedTime | undefined {
  if (!fields) return undefined;
  const text = fields.markdown('text');
  const minutes = fields.optionalWholeNumber('minutes');
  if (minutes === undefined) fields.refuse('minutes', 'is missing', 'Write a whole number without a unit, such as 35');
  const mostMinutes = fields.optionalWholeNumber('most-minutes');
  const basis = fields.oneOf('basis', ['tested', 'measured']);
  fields.refuseOthers();
  return { text, minutes: minutes ?? 1, mostMinutes, basis };
}

function readRefusal(fields: FieldReader | undefined): Refusal | undefined {
  if (!fields) return undefined;
  const refusal: Refusal = {
    isAllowed: fields.yesOrNo('is-allowed'),
    deferUntil: fields.optionalDay('defer-until'),
    answer: fields.markdown('answer'),
    consequence: fields.markdown('consequence'),
  };
  fields.refuseOthers();
  return refusal;
}
