import { Hono } from 'hono';
import { z } from 'zod';
import { FapiError, formResourceNotFound } from '../../http/errors';
import { one, pageOf, paging } from '../../http/query';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import { deleteMachine, rotateSecretKey, secretKeyOf } from '../../machines/machines';
import type { Machine } from '../../store/credential-model';
import { rows } from '../../store/queries';
import type { BackendEnv } from '../backend-api';
import { notFound } from '../errors';
import { readBody, readQuery } from '../input';
import { sortBy } from '../sort';
import { machineJSON } from './serialize';

// Limits and defaults: Clerk's document of 2026-05-12.
const maxScopes = 150;
const name = z.string().min(1).max(255);
const ttl = z.int().min(1).max(315_360_000);
const filters = {
  ...paging,
  query: one.optional(),
  order_by: one.pipe(z.string().regex(/^[-+ ]?(created_at|name)$/)).default('-created_at'),
};

/** Servers with a secret key of their own, and which of them may access which. */
export function machineRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { machines } = instance.store;
  const find = (id: string): Machine => {
    const machine = machines.get(id);
    if (machine === undefined) throw notFound(`No machine was found with id ${id}.`);
    return machine;
  };
  const secretKeyJSON = (machine: Machine) => ({
    object: 'machine_secret_key',
    secret: secretKeyOf(instance, machine),
  });

  app.get('/machines', (c) => {
    const asked = readQuery(c, filters);
    const query = asked.query?.toLowerCase() ?? '';
    const found = rows(
      machines,
      (row) => row.id === asked.query || row.name.toLowerCase().includes(query),
    );
    const isByName = asked.order_by.endsWith('name');
    const sorted = sortBy(found, asked.order_by, (row) => (isByName ? row.name : row.createdAt));
    const { data, total_count } = pageOf(sorted, asked);
    return c.json({ data: data.map((row) => machineJSON(instance, row)), total_count });
  });
  app.post('/machines', async (c) => {
    const asked = await readBody(c, {
      name,
      default_token_ttl: ttl.default(3600),
      scoped_machines: z.array(z.string()).max(maxScopes).default([]),
    });
    const scoped = [...new Set(asked.scoped_machines)];
    if (scoped.some((id) => !machines.has(id))) throw formResourceNotFound('scoped_machines');
    const now = instance.clock.now();
    const machine: Machine = {
      id: newId('mch'),
      name: asked.name,
      defaultTokenTtl: asked.default_token_ttl,
      scopes: scoped.map((machineId) => ({ machineId, createdAt: now })),
      rotation: 0,
      previousUntil: 0,
      createdAt: now,
      updatedAt: now,
    };
    machines.set(machine.id, machine);
    const secret_key = secretKeyOf(instance, machine);
    return c.json({ ...machineJSON(instance, machine), secret_key });
  });
  app.get('/machines/:id', (c) => c.json(machineJSON(instance, find(c.req.param('id')))));
  app.patch('/machines/:id', async (c) => {
    const machine = find(c.req.param('id'));
    const asked = await readBody(c, { name: name.optional(), default_token_ttl: ttl.optional() });
    machine.name = asked.name ?? machine.name;
    machine.defaultTokenTtl = asked.default_token_ttl ?? machine.defaultTokenTtl;
    machine.updatedAt = instance.clock.now();
    return c.json(machineJSON(instance, machine));
  });
  app.delete('/machines/:id', (c) => {
    const machine = find(c.req.param('id'));
    deleteMachine(instance, machine);
    return c.json({ object: 'machine', id: machine.id, deleted: true });
  });

  app.get('/machines/:id/secret_key', (c) => c.json(secretKeyJSON(find(c.req.param('id')))));
  app.post('/machines/:id/secret_key/rotate', async (c) => {
    const machine = find(c.req.param('id'));
    const asked = await readBody(c, { previous_token_ttl: z.int().min(0).max(28_800) });
    rotateSecretKey(instance, machine, asked.previous_token_ttl);
    return c.json(secretKeyJSON(machine));
  });

  app.post('/machines/:id/scopes', async (c) => {
    const { id, scopes } = find(c.req.param('id'));
    const { to_machine_id } = await readBody(c, { to_machine_id: z.string() });
    const { id: machineId } = find(to_machine_id);
    if (scopes.some((scope) => scope.machineId === machineId)) throw scopeExists();
    if (scopes.length >= maxScopes) throw tooManyScopes();
    const createdAt = instance.clock.now();
    scopes.push({ machineId, createdAt });
    return c.json({
      object: 'machine_scope',
      from_machine_id: id,
      to_machine_id: machineId,
      created_at: createdAt,
    });
  });
  app.delete('/machines/:id/scopes/:other', (c) => {
    const machine = find(c.req.param('id'));
    const other = c.req.param('other');
    const left = machine.scopes.filter(({ machineId }) => machineId !== other);
    if (left.length === machine.scopes.length) throw notFound('No such machine scope was found.');
    machine.scopes = left;
    return c.json({
      object: 'machine_scope',
      from_machine_id: machine.id,
      to_machine_id: other,
      deleted: true,
    });
  });
  return app;
}

/** 409: the machine may access the other one already. */
function scopeExists(): FapiError {
  return new FapiError(409, {
    code: 'machine_scope_exists',
    message: 'already exists',
    long_message: 'The machine has that scope already.',
  });
}

/** 422: no machine may access more. */
function tooManyScopes(): FapiError {
  return new FapiError(422, {
    code: 'machine_scope_limit_exceeded',
    message: 'too many scopes',
    long_message: `A machine has ${maxScopes} scopes at most.`,
  });
}
