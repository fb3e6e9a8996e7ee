import type { ReactNode } from 'react';
import type { CallError } from './call-error';
import { errorCopy } from './error-copy';
import { ErrorNotice } from './error-notice';

/** A call to the worker that failed, in words. */
export function CallErrorNotice({
  error,
  onRetry,
  retrying,
  children,
}: {
  error: CallError;
  onRetry?: () => void;
  retrying?: boolean;
  children?: ReactNode;
}) {
  return (
    <ErrorNotice
      copy={errorCopy(error.code, error.details)}
      onRetry={onRetry}
      retrying={retrying ?? false}
    >
      {children}
    </ErrorNotice>
  );
}
