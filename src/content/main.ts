import { createClient } from '../messaging/client';
import { MessagingError } from '../messaging/errors';
import { siteContract } from '../site/contract';
import { createBadge } from './badge';
import { describeFailure, describeSession } from './describe';

// The sample content script: who is signed in, and what the sample backend says of them. It holds no
// token and listens to nothing the page can send.

const client = createClient(siteContract);

declare global {
  /** In this script's own world: the page does not see it. */
  var hasSampleBadge: true | undefined;
}

// A grant runs it at once in the open tab, which a reload may have done already.
if (!globalThis.hasSampleBadge) {
  globalThis.hasSampleBadge = true;
  start();
}

function start(): void {
  let busy = false;
  const badge = createBadge(() => void refresh());

  async function refresh(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      const session = await client.call('site.getSession', {});
      const verdict = session.status === 'signed-in' ? await fetchVerdict() : null;
      badge.say(describeSession(session, verdict));
    } catch (error) {
      badge.say(describeFailure(error instanceof MessagingError ? error.code : 'INTERNAL'));
    } finally {
      busy = false;
    }
  }

  void refresh();
}

/** The verdict of e2e/servers/sample-backend, without the ids that come with it. */
async function fetchVerdict(): Promise<string> {
  const { body } = await client.call('api.fetch', { method: 'GET', path: '/me' });
  const answer: unknown = JSON.parse(body);
  const isAnswer = typeof answer === 'object' && answer !== null && 'verdict' in answer;
  return isAnswer ? String(answer.verdict) : 'unreadable';
}
