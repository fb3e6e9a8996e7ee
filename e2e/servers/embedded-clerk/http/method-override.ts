import type { IncomingMessage } from 'node:http';

const overridable = ['PUT', 'PATCH', 'DELETE'];

/**
 * The SDK sends PATCH, PUT and DELETE as POST with `_method=`, to keep to what a form may do. This
 * restores the method before the request is routed.
 */
export function applyMethodOverride(request: IncomingMessage): void {
  if (request.method !== 'POST') return;
  const query = new URLSearchParams(request.url?.split('?')[1] ?? '');
  const method = query.get('_method')?.toUpperCase() ?? '';
  if (overridable.includes(method)) request.method = method;
}
