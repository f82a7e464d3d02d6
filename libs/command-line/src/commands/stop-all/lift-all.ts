import { answered } from '../../release-desk/release-desk.js';
import type { Session } from '../../session.js';

/** Going on is the release desk's: who lifts it is known there, and every gateway takes its file away by itself. Errors: Refusal. */
export async function liftAll(session: Session, why: string): Promise<void> {
  const desk = await session.desk();
  await answered(desk.POST('/api/stop-all/lift', { body: { why } }));
  session.say(
    'Vehicles may begin again, within a second or two. What was paused or halted by itself stays so.',
    'Next  tidings status',
  );
}
