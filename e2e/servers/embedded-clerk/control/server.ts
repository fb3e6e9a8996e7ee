import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { operationsByName, runOperation } from './control';
import type { Target } from './operations';

/**
 * Serves the control of `target` over HTTP: POST /<operation> with the arguments as a JSON array, answered with
 * `{ result }`, or with `{ error }` and 4xx. A request that carries an `Origin` comes from a web
 * page and is refused, since loopback alone would not keep a browser out. `onChange` is called after
 * each operation that succeeded.
 */
export function createControlServer(target: Target, onChange: () => void) {
  const app = new Hono();
  app.use(async (c, next) => {
    if (c.req.header('origin') !== undefined) {
      return c.json({ error: 'The control API is not for web pages.' }, 403);
    }
    return next();
  });
  app.post('/:operation', async (c) => {
    const operation = operationsByName.get(c.req.param('operation'));
    if (operation === undefined) return c.json({ error: 'There is no such operation.' }, 404);
    try {
      const result: unknown = await runOperation(operation, target, await c.req.json());
      onChange();
      return c.json({ result: result ?? null });
    } catch (error) {
      if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
      return c.json({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
  });
  return createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
}
