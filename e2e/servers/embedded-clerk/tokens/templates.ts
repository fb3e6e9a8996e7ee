import { newId } from '../ids';
import type { Instance } from '../instance';
import type { Template } from '../store/instance-model';

/** What a template says; Clerk allows five seconds of clock skew unless told otherwise. */
export type NewTemplate = Pick<Template, 'name' | 'claims' | 'lifetimeSeconds'> &
  Partial<Pick<Template, 'allowedClockSkewSeconds'>>;

/** Adds a JWT template, or replaces the one of that name. */
export function setTemplate(instance: Instance, template: NewTemplate): Template {
  const { templates } = instance.store;
  const now = instance.clock.now();
  const before = templates.get(template.name);
  const row: Template = {
    id: before?.id ?? newId('jtmp'),
    allowedClockSkewSeconds: 5,
    ...template,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
  templates.set(row.name, row);
  return row;
}
