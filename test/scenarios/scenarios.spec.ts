import { describe, expect, it } from '@jest/globals';
import { allScenarios, keepTranscript } from './scenario-file.js';
import { ScenarioRun } from './scenario-run.js';

const isWriting = process.env['SCENARIOS'] === 'write';

describe('a scenario comes out as it is kept', () => {
  it.each(allScenarios().map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
    const transcript = ScenarioRun.transcriptOf(scenario.script);
    if (isWriting) keepTranscript(scenario, transcript);
    else expect(transcript).toBe(scenario.transcript);
  });
});
