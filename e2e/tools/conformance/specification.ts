import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** One answer of an API, as the embedded Clerk's answer log keeps it. */
export type Answer = { method: string; path: string; status: number; body: unknown };

/** What is wrong with an answer. `path` is a JSON pointer in which `*` stands for an index. */
export type Fault = { operation: string; status: number; path: string; message: string };

/** A loaded OpenAPI document, so far as it is looked into here. */
export type Document = {
  /** The paths of the operations go on from that of the server. */
  servers?: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: {
    responses?: Record<string, Response>;
    schemas?: Record<string, { properties?: { object?: { enum?: unknown[] } } }>;
  };
};
type Operation = { responses?: Record<string, Response | Reference> };
type Response = { content?: Record<string, { schema?: unknown }> };
type Reference = { $ref: string };

/** Says of answers whether they are what one OpenAPI document promises. */
export type Specification = {
  /** Every operation, as `GET /v1/client/sessions/{sessionID}`. */
  operations: string[];
  /** The operation that a request is for, or `undefined`. */
  operationOf(method: string, path: string): string | undefined;
  /** What is wrong with `answer`; nothing if it is as promised. */
  faults(answer: Answer): Fault[];
};

const methods = ['get', 'put', 'post', 'delete', 'head', 'patch'];

/** Compiles an OpenAPI 3.0 document. Schemas are compiled when they are first needed. */
export function createSpecification(document: Document): Specification {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'document', ...toJsonSchema(document) });
  const base = document.servers?.[0]?.url.replace(/^https:\/\/[^/]+/, '') ?? '';
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method] !== undefined)
      .map((method) => ({
        name: `${method.toUpperCase()} ${path}`,
        matches: pathMatcher(base + path),
        pointer: `#/paths/${escapePointer(path)}/${method}`,
        responses: item[method]?.responses ?? {},
      })),
  );
  // A literal segment is a better match than a parameter.
  operations.sort((a, b) => parameters(a.name) - parameters(b.name));
  const find = (method: string, path: string) =>
    operations.find((row) => row.name.startsWith(`${method} `) && row.matches(path));
  const validators = new Map<string, ValidateFunction>();
  const validatorFor = (pointer: string) => {
    const validator = validators.get(pointer) ?? ajv.compile({ $ref: `document${pointer}` });
    validators.set(pointer, validator);
    return validator;
  };

  return {
    operations: operations.map((row) => row.name),
    operationOf: (method, path) => find(method, path)?.name,
    faults: ({ method, path, status, body }) => {
      const operation = find(method, path);
      const fault = (at: string, message: string): Fault => ({
        operation: operation?.name ?? `${method} ${path}`,
        status,
        path: at,
        message,
      });
      if (operation === undefined) return [fault('', 'no such operation in the document')];
      const key = String(status) in operation.responses ? String(status) : 'default';
      const named = operation.responses[key];
      if (named === undefined) return [fault('', `status ${status} is not in the document`)];
      const [response, pointer] =
        '$ref' in named
          ? [document.components?.responses?.[named.$ref.split('/').at(-1) ?? ''], named.$ref]
          : [named, `${operation.pointer}/responses/${key}`];
      if (response?.content?.['application/json']?.schema === undefined) return [];
      const validate = validatorFor(`${pointer}/content/application~1json/schema`);
      if (validate(body)) return [];
      return (validate.errors ?? [])
        .filter(isCause)
        .map((error) => fault(error.instancePath.replace(/\/\d+(?=\/|$)/g, '/*'), describe(error)));
    },
  };
}

/**
 * The document in the words of JSON Schema, so put that Ajv reports the one thing that is wrong and
 * not every branch of a choice:
 * - `nullable`, which Ajv knows beside a type only, adds null to an enumeration and to a reference or
 *   combination,
 * - a `oneOf` whose branches say in `object` what they are is a switch on that.
 */
function toJsonSchema(document: Document): Document {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (!isRecord(node)) return node;
    const { nullable, ...rest } = Object.fromEntries(
      Object.entries(node).map(([key, child]) => [key, key === 'example' ? child : walk(child)]),
    );
    const schema = Array.isArray(rest.oneOf) ? toSwitch(document, rest, rest.oneOf) : rest;
    if (nullable !== true) return schema;
    if (Array.isArray(schema.enum)) schema.enum = [...schema.enum, null];
    return { if: { type: 'null' }, else: schema };
  };
  return walk(document) as Document;
}

function toSwitch(document: Document, schema: Record<string, unknown>, branches: unknown[]) {
  const kinds = branches.map((branch) => kindsOf(document, branch));
  const all = kinds.flat();
  if (all.length === 0 || new Set(all).size < all.length || kinds.some((row) => row.length === 0)) {
    return schema;
  }
  const { oneOf, ...rest } = schema;
  const object = (kind: unknown[]) => ({ properties: { object: { enum: kind } } });
  return {
    ...rest,
    required: ['object'],
    ...object(all),
    allOf: branches.map((branch, index) => ({
      if: { required: ['object'], ...object(kinds[index] ?? []) },
      // biome-ignore lint/suspicious/noThenProperty: it is the JSON Schema keyword.
      then: branch,
    })),
  };
}

/** What `object` may say in a branch that is a reference to a schema. */
function kindsOf(document: Document, branch: unknown): unknown[] {
  const reference = isRecord(branch) && typeof branch.$ref === 'string' ? branch.$ref : '';
  const named = document.components?.schemas?.[reference.split('/').at(-1) ?? ''];
  return named?.properties?.object?.enum ?? [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function pathMatcher(template: string): (path: string) => boolean {
  const pattern = template
    .split(/\{[^}]+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]+');
  const expression = new RegExp(`^${pattern}$`);
  return (path) => expression.test(path);
}

function parameters(name: string): number {
  return name.split('{').length;
}

function escapePointer(segment: string): string {
  // A reference is a URI, in which the braces of a path template have to be escaped too.
  return encodeURIComponent(segment.replace(/~/g, '~0').replace(/\//g, '~1'));
}

/** An `if` only passes on what its branches report. */
function isCause(error: ErrorObject): boolean {
  return error.keyword !== 'if';
}

function describe(error: ErrorObject): string {
  const { keyword, params, message = 'is invalid' } = error;
  if (keyword === 'additionalProperties') return `must not have "${params.additionalProperty}"`;
  if (keyword === 'enum') return `must be one of ${JSON.stringify(params.allowedValues)}`;
  return message;
}
