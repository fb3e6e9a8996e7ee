import type { ContenderName } from './contenders';
import type { Stage } from './stage';

/** One thing that is measured: `npm run bench -- <its name>`. */
export interface Part {
  /** Its heading in docs/benchmarks.md. */
  title: string;
  /** Whom it needs in the shared browser, beside ours; the first is mostly the floor. */
  contenders: readonly ContenderName[];
  /** Measures, and resolves to what the page says of it, in Markdown. */
  measure(stage: Stage): Promise<string>;
}
