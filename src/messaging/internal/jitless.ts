import * as z from 'zod/mini';

/**
 * Zod compiles object schemas with `new Function` where it may. An extension's content security
 * policy forbids that, and zod's probe for it would be reported as a violation although zod catches
 * the throw. The setting is read when a schema is made, so every module that makes one for the wire
 * imports this one first.
 */
z.config({ jitless: true });
