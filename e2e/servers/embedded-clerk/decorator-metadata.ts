/**
 * The three `Reflect` methods that `tsyringe`, inside `@peculiar/x509`, demands at import time.
 * Its own advice is to install a polyfill package; for classes whose constructors take no injected
 * values this much is all it calls, so it must be imported before `@peculiar/x509`.
 */
type MetadataReflect = {
  getMetadata?: (key: unknown, target: object) => unknown;
  getOwnMetadata?: (key: unknown, target: object) => unknown;
  defineMetadata?: (key: unknown, value: unknown, target: object) => void;
};

const reflect = Reflect as MetadataReflect;

if (reflect.getMetadata === undefined) {
  const byTarget = new WeakMap<object, Map<unknown, unknown>>();
  const getOwn = (key: unknown, target: object) => byTarget.get(target)?.get(key);
  reflect.getOwnMetadata = getOwn;
  reflect.getMetadata = getOwn;
  reflect.defineMetadata = (key, value, target) => {
    const entries = byTarget.get(target) ?? new Map<unknown, unknown>();
    byTarget.set(target, entries.set(key, value));
  };
}
