import { afterEach, expect, it, vi } from 'vitest';
import { switchTelemetryOff } from './telemetry-off';

afterEach(() => vi.unstubAllGlobals());

it('is what the SDK looks for in a worker, which has no process', () => {
  vi.stubGlobal('process', undefined);
  switchTelemetryOff();
  expect(process.env.CLERK_TELEMETRY_DISABLED).toBe('1');
});
