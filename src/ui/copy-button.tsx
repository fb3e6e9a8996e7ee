import { useEffect, useState } from 'react';
import { t } from '../i18n/t';
import { Button } from './button';
import { CheckIcon, CopyIcon } from './icons';

const CONFIRM_MS = 2000;

/** Puts a text on the clipboard and says so for a moment. `label` names what is copied. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  }

  return (
    <>
      <Button onClick={copy} aria-label={label}>
        {outcome === 'copied' ? <CheckIcon /> : <CopyIcon />}
        <span aria-hidden="true">{t(outcome === 'copied' ? 'copied' : 'copy')}</span>
      </Button>
      <span role="status" className="visually-hidden">
        {outcome === 'copied' && t('copiedToClipboard')}
        {outcome === 'failed' && t('copyFailed')}
      </span>
    </>
  );
}
