import { EVERYTHING } from '../journey/clerk-away';
import { CLIENT, MINT, type Step, type World } from './world';

/** What happens to Clerk: it fails on all routes or on one, until it is healed. */
export const CLERK_STEPS: Step[] = [
  fail(EVERYTHING, 500),
  fail(EVERYTHING, 429),
  fail(EVERYTHING, 404),
  fail(CLIENT, 500),
  fail(CLIENT, 401),
  fail(MINT, 500),
  {
    does: 'heal Clerk',
    weight: 4,
    async take(world) {
      world.clerk.control.faults.clear();
      world.fault = null;
      world.isUnseen = false;
    },
  },
];

function fail(on: NonNullable<World['fault']>, status: number): Step {
  return {
    does: `fail with ${status} on ${on}`,
    async take(world) {
      world.clerk.control.faults.clear();
      world.clerk.control.faults.add({
        route: on,
        effect: { kind: 'status', status, body: '{}', omitClientHeader: true },
      });
      world.fault = on;
    },
  };
}
