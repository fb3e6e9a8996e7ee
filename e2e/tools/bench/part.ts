import type { ContenderName } from './contenders';
import type { Goal } from './goals';
import type { Stage } from './stage';

/** What a part has found out. */
export interface Measured {
  /** What the page says of it, in Markdown. */
  text: string;
  goals: Goal[];
}

/** One thing that is measured: `npm run bench -- <its name>`. */
export interface Part {
  /** Its heading in docs/benchmarks.md. */
  title: string;
  /** Whom it needs in the shared browser, beside ours; the first is mostly the floor. */
  contenders: readonly ContenderName[];
  measure(stage: Stage): Promise<Measured>;
}
