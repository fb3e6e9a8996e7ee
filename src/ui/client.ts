import { authContract } from '../auth/contract';
import { createClient } from '../messaging/client';

/** This page's one line to the worker. */
export const client = createClient(authContract);
