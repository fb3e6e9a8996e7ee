import { askWorker } from '../journey/ask-worker';
import { activateOnPage, signOutOnPage, switchOnPage } from '../journey/clerk-on-page';
import { dieOver } from './worker-steps';
import { onServer, openSessions, type Step, type World } from './world';

const isSignedIn = (world: World) => onServer(world) !== null;

/** The worker dies over it, so Clerk must be well. */
const isSignedInAndWell = (world: World) => isSignedIn(world) && world.fault === null;

/** What becomes of sessions that are there: of several the other one, another organisation, the end. */
export const SESSION_STEPS: Step[] = [
  {
    does: 'make the other account the active one, in the panel',
    isChange: true,
    weight: 2,
    applies: (world) => isSignedIn(world) && otherSession(world) !== undefined,
    take: (world) => activateOnPage(world.panel, otherSession(world)?.id ?? ''),
  },
  {
    does: 'make the other account the active one, in the worker',
    isChange: true,
    applies: (world) => isSignedIn(world) && otherSession(world) !== undefined,
    take: (world) => activateInWorker(world, otherSession(world)?.id),
  },
  {
    does: 'make the other account the active one, in a worker that dies over it',
    isChange: true,
    applies: (world) => isSignedInAndWell(world) && otherSession(world) !== undefined,
    take(world) {
      const sessionId = otherSession(world)?.id;
      return dieOver(
        world,
        'POST /v1/client/sessions/*/touch',
        () => activateInWorker(world, sessionId),
        () => onServer(world)?.id === sessionId,
      );
    },
  },
  {
    does: 'sign the active account out, in the panel',
    isChange: true,
    applies: isSignedIn,
    take: (world) => signOutOnPage(world.panel, onServer(world)?.id),
  },
  {
    does: 'sign out in the panel',
    isChange: true,
    applies: isSignedIn,
    take: ({ panel }) => signOutOnPage(panel),
  },
  {
    does: 'sign out in the worker',
    isChange: true,
    applies: isSignedIn,
    take: ({ popup }) => askWorker(popup, 'auth.signOut'),
  },
  {
    does: 'sign out in a worker that dies over it',
    isChange: true,
    applies: isSignedInAndWell,
    take: (world) =>
      dieOver(
        world,
        'DELETE /v1/client/sessions',
        () => askWorker(world.popup, 'auth.signOut'),
        () => onServer(world) === null,
      ),
  },
  {
    does: 'switch organisation in the panel',
    isChange: true,
    applies: isSignedIn,
    take: (world) => switchOnPage(world.panel, otherOrganization(world)),
  },
  {
    does: 'switch organisation in the worker',
    isChange: true,
    applies: isSignedIn,
    take: (world) => switchInWorker(world, otherOrganization(world)),
  },
  {
    does: 'switch organisation in a worker that dies over it',
    isChange: true,
    applies: isSignedInAndWell,
    take(world) {
      const organizationId = otherOrganization(world);
      return dieOver(
        world,
        'POST /v1/client/sessions/*/touch',
        () => switchInWorker(world, organizationId),
        () => onServer(world)?.organizationId === organizationId,
      );
    },
  },
];

const switchInWorker = ({ popup }: World, organizationId: string | null) =>
  askWorker(popup, 'auth.setActiveOrganization', { organizationId });

const activateInWorker = ({ popup }: World, sessionId: string | undefined) =>
  askWorker(popup, 'auth.setActiveSession', { sessionId });

/** A session of this browser that is not the active one. */
function otherSession(world: World) {
  const active = onServer(world);
  return openSessions(world).find(({ id }) => id !== active?.id);
}

/** The organisation, or the personal account (`null`) for whoever acts for that. */
function otherOrganization(world: World): string | null {
  return onServer(world)?.organizationId === null ? world.organizationId : null;
}
