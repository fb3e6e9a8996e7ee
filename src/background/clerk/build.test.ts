import { afterEach, expect, it, vi } from 'vitest';
import { disableTelemetry } from './build';

afterEach(() => vi.unstubAllGlobals());

it('disables telemetry by the variable that the SDK reads, where there is no process', () => {
  vi.stubGlobal('process', undefined);
  disableTelemetry();
  expect(process.env.CLERK_TELEMETRY_DISABLED).toBe('1');
});
