import { useEffect, useState } from 'react';
import { UPDATE_READY_KEY } from '../config/update-ready';
import { t } from '../i18n/t';
import { Button } from './button';
import './update-notice.css';

/**
 * Offers to install an update that is ready. Chrome itself waits until all pages of the extension are
 * closed, which a side panel may never be.
 */
export function UpdateNotice() {
  if (!useUpdateReady()) return null;
  return (
    <section className="update-notice" aria-label={t('updateLabel')}>
      <p>
        <b>{t('updateReady')}</b> {t('updateTakes')}
      </p>
      <Button onClick={() => chrome.runtime.reload()}>{t('updateNow')}</Button>
    </section>
  );
}

/** Whether an update waits to be installed, now and once that changes. */
function useUpdateReady(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let left = false;
    const read = () => {
      void chrome.storage.session.get(UPDATE_READY_KEY).then((stored) => {
        if (!left) setReady(UPDATE_READY_KEY in stored);
      });
    };
    read();
    const onChanged = (changes: object) => {
      if (UPDATE_READY_KEY in changes) read();
    };
    chrome.storage.session.onChanged.addListener(onChanged);
    return () => {
      left = true;
      chrome.storage.session.onChanged.removeListener(onChanged);
    };
  }, []);
  return ready;
}
