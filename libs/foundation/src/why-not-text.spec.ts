import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tidings/vocabulary';
import { whyNotText } from './why-not-text.js';

describe('why an app did not start', () => {
  it('is one sentence for what is known, with its trace for whoever debugs', () => {
    const cause = new DomainError('database-away', { reason: 'nobody listens' });
    expect(whyNotText(cause, false)).not.toContain('why-not-text.spec');
    expect(whyNotText(cause, true)).toContain('why-not-text.spec');
  });

  it('is shown as it came when nobody foresaw it, and not said to be in a log', () => {
    const text = whyNotText(new TypeError('x is not a function'), false);
    expect(text).toContain('x is not a function');
    expect(text).toContain('why-not-text.spec');
    expect(text).not.toContain('logged');
  });
});
