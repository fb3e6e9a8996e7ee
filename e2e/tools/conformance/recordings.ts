import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../src/build/command/build-extension';
import type { Fault } from './specification';

/** What objects of one kind were seen to hold: how many there were, and the types of each key. */
type Shape = { count: number; keys: Map<string, { count: number; types: Set<string> }> };
type Shapes = Map<string, Shape>;

/** Recordings of a few objects prove nothing about what is always there. */
const ENOUGH = 5;

/**
 * The shapes in the recorded answers of the real Clerk, by the `object` an object says it is, or by
 * where in such a one it lies. Placeholders stand for what differs from run to run: those of dates
 * are numbers. `undefined` if there are no recordings.
 */
export async function loadRecordedShapes(
  folder = process.env.CLERK_RECORDINGS || join(ROOT, '../shared/clerk-recordings'),
): Promise<Shapes | undefined> {
  if (!existsSync(folder)) return undefined;
  const shapes: Shapes = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.json')) continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
    collect(shapes, '', JSON.parse(text.replace(/"%%DATETIME[^"]*"/g, '0')).body);
  }
  return shapes;
}

/**
 * In what `body` differs from the recordings: a key that Clerk always sends is missing, or a value is
 * of a type that was never seen. Null is left to the document, for the recorded users have only some
 * of the things that users may have.
 */
export function shapeFaults(recorded: Shapes, body: unknown): Fault[] {
  const own: Shapes = new Map();
  collect(own, '', body);
  const faults: Fault[] = [];
  for (const [kind, shape] of own) {
    const known = recorded.get(kind);
    if (known === undefined || known.count < ENOUGH || kind === '') continue;
    const fault = (key: string, message: string) =>
      faults.push({ operation: kind, status: 0, path: `/${key}`, message });
    for (const [key, { count, types }] of known.keys) {
      const ours = shape.keys.get(key);
      if (count === known.count && (ours?.count ?? 0) < shape.count) {
        fault(key, 'is always there in the recordings');
      }
      for (const type of ours?.types ?? []) {
        const seen = [...types].filter((each) => each !== 'null');
        if (type !== 'null' && seen.length > 0 && !seen.includes(type)) {
          fault(key, `is ${seen.join(' or ')} in the recordings, not ${type}`);
        }
      }
    }
  }
  return faults;
}

function collect(shapes: Shapes, path: string, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(shapes, path, item);
  } else if (typeof value === 'object' && value !== null) {
    const kind = 'object' in value && typeof value.object === 'string' ? value.object : path;
    const shape = shapes.get(kind) ?? { count: 0, keys: new Map() };
    shapes.set(kind, shape);
    shape.count += 1;
    for (const [key, child] of Object.entries(value)) {
      const entry = shape.keys.get(key) ?? { count: 0, types: new Set() };
      shape.keys.set(key, entry);
      entry.count += 1;
      entry.types.add(typeOf(child));
      if (!FREE_FORM.test(key)) collect(shapes, `${kind}.${key}`, child);
    }
  }
}

/** What a user puts into these is theirs to choose. */
const FREE_FORM = /_metadata$/;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
