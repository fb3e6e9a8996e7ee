import { describe, expect, it } from 'vitest';
import { registerContractSuite } from './contract-suite';
import { fakeHarness } from './fake-harness';

registerContractSuite({ describe, test: it, expect }, fakeHarness);
