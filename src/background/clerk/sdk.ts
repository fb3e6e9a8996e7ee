/**
 * All that the worker takes from the SDK, in a script of its own: parsing it costs three times what
 * starting the rest of the worker does, and most lives of a worker answer from the vault alone.
 */
export { createClerkClient } from '@clerk/chrome-extension/client';
