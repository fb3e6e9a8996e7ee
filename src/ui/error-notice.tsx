import type { ReactNode } from 'react';
import { t } from '../i18n/t';
import { Button } from './button';
import { causeIn, type ErrorCopy } from './cause-copy';
import type { CallError } from './client';
import { DeveloperNote } from './developer-note';
import { DeveloperRemedy } from './developer-remedy';
import { errorCopy } from './error-copy';
import { AlertIcon } from './icons';
import './error-notice.css';

/** An error in words with its next step. Announced as soon as it appears. */
export function ErrorNotice({
  copy,
  onRetry,
  retrying = false,
  children,
}: {
  copy: ErrorCopy;
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
  /** More about it, below the advice. */
  children?: ReactNode;
}) {
  return (
    <div className="error-notice" role="alert">
      <AlertIcon />
      <div className="error-notice-text">
        <p className="error-notice-title">{copy.title}</p>
        <p>{copy.advice}</p>
        {children}
        {copy.action === 'retry' && onRetry && (
          <Button onClick={onRetry} busy={retrying}>
            {t('retry')}
          </Button>
        )}
        {copy.action === 'reload-page' && (
          <Button onClick={() => location.reload()}>{t('reloadPage')}</Button>
        )}
      </div>
    </div>
  );
}

/** A failed call to the worker, in words; its code and message for developers. */
export function CallErrorNotice({
  error,
  onRetry,
  retrying = false,
  children,
}: {
  error: CallError;
  onRetry?: () => void;
  retrying?: boolean;
  children?: ReactNode;
}) {
  const cause = causeIn(error.details);
  return (
    <ErrorNotice copy={errorCopy(error.code, error.details)} onRetry={onRetry} retrying={retrying}>
      {children}
      {(cause || error.code === 'MISCONFIGURED') && <DeveloperRemedy cause={cause} />}
      <DeveloperNote title={t('details')}>
        <p>
          <code>{error.code}</code> {error.message}
        </p>
      </DeveloperNote>
    </ErrorNotice>
  );
}
