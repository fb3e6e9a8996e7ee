import type { Cause } from '../auth/cause';
import { env, MODE } from '../config/env';
import { CopyButton } from './copy-button';
import { remedyFor } from './remedies';
import './developer-remedy.css';

/**
 * For those who build the extension: why Clerk refused, by our word for it, and the command that mends it.
 * Without a cause, the command that finds it. In builds for a development instance only.
 */
export function DeveloperRemedy({ cause }: { cause: Cause | undefined }) {
  if (MODE !== 'development') return null;
  const { sentence, command } = remedyFor(cause, {
    origin: location.origin,
    host: env.frontendApiHost,
  });
  return (
    <div className="developer-remedy" role="note" aria-label="For developers" lang="en" dir="ltr">
      <p>
        {cause && <code>{cause}</code>} {sentence}
      </p>
      <div className="developer-remedy-command">
        <code>{command}</code>
        <CopyButton text={command} label="Copy the command" />
      </div>
    </div>
  );
}
